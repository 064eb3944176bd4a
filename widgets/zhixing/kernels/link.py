"""One end of a nursery's socket in the server: requests go out, answers and deaths come in on a thread."""

import contextlib
import os
import select
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from zhixing.kernels import wire


class Lost(Exception):  # noqa: N818  (a fact, not a mistake)
    """A nursery or a session is not there any more."""


class ForkedProcess:
    """A grandchild as ``subprocess.Popen`` would show it, which is what jupyter_client expects.

    Args:
        pid: its process id; it leads a process group of its own.
        handle: descriptor of the process; a signal through it never meets a stranger with the same id.
    """

    stdin = stdout = stderr = None

    def __init__(self, pid: int, handle: int) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._handle = handle
        self._ended = threading.Event()
        self._lock = threading.Lock()
        self.on_exit: Callable[[int], None] | None = None

    def _died(self, code: int) -> None:
        """Take note of the end; called once by the link."""
        with self._lock:
            if self.returncode is not None:
                return
            self.returncode = code
            os.close(self._handle)
            self._handle = -1
        self._ended.set()
        if self.on_exit is not None:
            self.on_exit(code)

    def poll(self) -> int | None:
        """Return the exit code, or None while it runs."""
        if self.returncode is None and self._is_gone():
            self._ended.wait(1)  # its code is on its way
            if self.returncode is None:
                self._died(-signal.SIGKILL)
        return self.returncode

    def _is_gone(self) -> bool:
        with self._lock:
            return self._handle >= 0 and bool(select.select([self._handle], [], [], 0)[0])

    def wait(self, timeout: float | None = None) -> int:
        """Wait for the end and return the exit code.

        Raises:
            subprocess.TimeoutExpired: it still runs.
        """
        until = None if timeout is None else time.monotonic() + timeout
        while self.poll() is None:
            if until is not None and time.monotonic() > until:
                raise subprocess.TimeoutExpired("kernel", timeout or 0)
            self._ended.wait(0.05)
        return self.returncode or 0

    def send_signal(self, number: int) -> None:
        """Send a signal to this process, whatever has become of its id."""
        with self._lock:
            if self._handle >= 0:
                with contextlib.suppress(ProcessLookupError):
                    signal.pidfd_send_signal(self._handle, number)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self.send_signal(signal.SIGKILL)


class Link:
    """Speaks with one nursery; loops and threads may all use it."""

    def __init__(self, channel: socket.socket) -> None:
        self._channel = channel
        self._lock = threading.Lock()
        self._asked = 0
        self._answers: dict[int, Future[ForkedProcess]] = {}
        self._processes: dict[int, ForkedProcess] = {}
        self.started: Future[tuple[wire.Message, list[int]]] = Future()
        self.lost = False
        threading.Thread(target=self._listen, name="zhixing-nursery", daemon=True).start()

    def ask(self, message: wire.Message, descriptors: list[int]) -> "Future[ForkedProcess]":
        """Have a process forked; the descriptors are sent along and closed here.

        Raises:
            Lost: the nursery is gone.
        """
        answer: Future[ForkedProcess] = Future()
        try:
            with self._lock:
                if self.lost:
                    raise Lost
                self._asked += 1
                number = self._asked
                self._answers[number] = answer
                wire.send(self._channel, {**message, "id": number}, descriptors)
        except OSError as error:
            raise Lost from error
        finally:
            for descriptor in descriptors:
                os.close(descriptor)
        return answer

    def close(self) -> None:
        """Let the nursery and all below it end."""
        with contextlib.suppress(OSError):
            self._channel.shutdown(socket.SHUT_RDWR)

    def _listen(self) -> None:
        while True:
            try:
                message, descriptors = wire.receive(self._channel)
            except OSError:
                message, descriptors = None, []
            if message is None:
                break
            self._take(message, descriptors)
        self._end()

    def _take(self, message: wire.Message, descriptors: list[int]) -> None:
        match message["event"]:
            case "forked":
                process = ForkedProcess(message["pid"], descriptors[0])
                self._processes[process.pid] = process
                answer = self._answers.pop(message["id"])
                if not answer.set_running_or_notify_cancel():  # nobody waits for it any more
                    process.kill()
                    return
                answer.set_result(process)
            case "exit":
                process_gone = self._processes.pop(message["pid"], None)
                if process_gone is not None:
                    process_gone._died(message["code"])  # noqa: SLF001
            case _:
                self.started.set_result((message, descriptors))

    def _end(self) -> None:
        with self._lock:
            self.lost = True
        self._channel.close()
        waiting: list[Future[Any]] = [self.started, *self._answers.values()]
        for each in waiting:
            if not each.done():
                each.set_exception(Lost())
        for process in list(self._processes.values()):
            process._died(-signal.SIGKILL)  # noqa: SLF001  (what is below a nursery ends with it)
