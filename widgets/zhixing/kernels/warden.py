"""The nursery: a process that has imported everything and forks workbooks, sessions and kernels on request.

Two levels run the same loop: the base nursery, and one fork of it for each executed workbook. Requests come
as packets over an inherited socket; when that socket closes, everything below ends.
"""

import contextlib
import gc
import importlib
import os
import select
import signal
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from zhixing.kernels import linux, wire

_SHARED = (("tempfile", "_name_sequence"), ("tempfile", "tempdir"), ("uuid", "_last_timestamp"))
"""State of the standard library that siblings would share."""

Task = Callable[[], Any]
"""What a forked child goes on with; it may return the task of a child of its own."""


@dataclass
class Request:
    """A request as a child finds it.

    Args:
        message: what was asked.
        descriptors: what came with it.
    """

    message: wire.Message
    descriptors: list[int] = field(default_factory=list)


class Warden:
    """The loop of a nursery: forks on request, reaps, reports, ends when nobody asks any more.

    Args:
        channel: where requests come from.
        tasks: what a child does, by the request's ``op``.
    """

    def __init__(self, channel: socket.socket, tasks: dict[str, Callable[[Request], Any]]) -> None:
        self._channel = channel
        self._tasks = tasks

    def serve(self) -> Task:
        """Work off requests; return, in a child only, what the child goes on with."""
        prepare_to_fork()
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        ended, waker = os.pipe2(os.O_CLOEXEC | os.O_NONBLOCK)
        signal.set_wakeup_fd(waker, warn_on_full_buffer=False)
        poll = select.poll()
        poll.register(self._channel, select.POLLIN)
        poll.register(ended, select.POLLIN)
        while True:
            for descriptor, _ in poll.poll():
                if descriptor == ended:
                    with contextlib.suppress(BlockingIOError):
                        os.read(ended, 4096)
                    self._reap()
                    continue
                message, descriptors = wire.receive(self._channel)
                if message is None:
                    os._exit(0)
                task = self._fork(Request(message, descriptors))
                if task is not None:
                    os.close(ended)
                    os.close(waker)
                    return task

    def _fork(self, request: Request) -> Task | None:
        me = os.getpid()
        pid = os.fork()
        if pid == 0:
            self._channel.close()
            become_a_child(me)
            return lambda: self._tasks[request.message["op"]](request)
        handle = os.pidfd_open(pid)
        self._tell({"event": "forked", "id": request.message["id"], "pid": pid}, [handle])
        for descriptor in [handle, *request.descriptors]:
            os.close(descriptor)
        return None

    def _reap(self) -> None:
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            self._tell({"event": "exit", "pid": pid, "code": os.waitstatus_to_exitcode(status)})

    def _tell(self, message: wire.Message, descriptors: list[int] | None = None) -> None:
        try:
            wire.send(self._channel, message, descriptors or [])
        except OSError:  # the server is gone, and so is everything below
            os._exit(0)


def prepare_to_fork() -> None:
    """Leave nothing to the children that they would have to copy."""
    gc.collect()
    gc.disable()
    gc.freeze()
    linux.malloc_trim()


def become_a_child(parent: int) -> None:
    """Undo what a child must not share with its parent or with its siblings."""
    signal.set_wakeup_fd(-1)
    for number in (signal.SIGCHLD, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.setsid()
    linux.die_with_parent(parent)
    for name, attribute in _SHARED:
        if name in sys.modules:
            setattr(sys.modules[name], attribute, None)
    # The standard generator seeds itself anew after a fork; NumPy's old one does not.
    if "numpy.random" in sys.modules:
        sys.modules["numpy.random"].seed()
    gc.enable()


def imported(names: list[str]) -> None:
    """Import what can be imported; a missing optional module is nobody's trouble."""
    for name in names:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
