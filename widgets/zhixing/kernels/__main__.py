"""The base nursery as a process: ``python -m zhixing.kernels DESCRIPTOR HOOK``."""

import contextlib
import importlib
import os
import signal
import socket
import sys

from zhixing.kernels import linux, template, whole, wire
from zhixing.kernels.warden import Task, Warden, prepare_to_fork


def _base(channel: socket.socket, hook: str) -> Task | None:
    """Import everything, say so, and serve."""
    linux.be_called("zhixing-nursery")
    whole.preload()
    importlib.import_module(hook).prepare()
    trouble = linux.unsafe_to_fork(frozenset({channel.fileno()}))
    if trouble is not None:
        wire.send(channel, {"event": "unsafe", "detail": trouble})
        return None
    prepare_to_fork()
    linux.use_huge_pages()
    with contextlib.suppress(BrokenPipeError):  # the server has gone meanwhile; serving finds out, and ends
        wire.send(channel, {"event": "ready", "pid": os.getpid()})
    tasks = {"kernel": whole.run, "template": lambda request: template.grow(request, hook)}
    return Warden(channel, tasks).serve()


def main(descriptor: str, hook: str) -> None:
    """Run the base nursery, or whatever a fork of it has become.

    Args:
        descriptor: number of the inherited socket.
        hook: module with ``prepare``, ``rehearse`` and ``hear``.
    """
    # Ctrl+C is the server's; it ends this process, also one that is still getting ready.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # A debugger costs ten megabytes a kernel, and no browser may use it.
    sys.modules["debugpy"] = None  # type: ignore[assignment]
    # Two seconds to load; jsonschema does without.
    sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]
    code = 0
    try:
        task = _base(socket.socket(fileno=int(descriptor)), hook)
        while callable(task):
            task = task()
    except SystemExit as error:
        code = error.code if isinstance(error.code, int) else 0
    except BaseException:  # noqa: BLE001  (the last border of a process: said, and ended)
        sys.excepthook(*sys.exc_info())
        code = 1
    # A fork never finalises: that would touch, and so copy, every page.
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(Exception):
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    main(*sys.argv[1:])
