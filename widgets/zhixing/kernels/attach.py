"""An ordinary kernel made of an executed workbook: its sockets and threads are added after the fork."""

import asyncio
import importlib
import json
import socket
import sys

from zmq.eventloop.zmqstream import ZMQStream

from zhixing.kernels import linux, whole, wire
from zhixing.kernels.session import open_house
from zhixing.kernels.template import Grown
from zhixing.kernels.warden import Request


def run(grown: Grown, request: Request, hook: str) -> None:
    """Be a kernel until it is shut down.

    Args:
        grown: the executed workbook.
        request: ``connection_file``, ``env``, ``cwd``; with it a descriptor on which readiness is told, and
            optionally a socket on which the server's words come.
        hook: module with ``hear``.
    """
    linux.be_called("zhixing-kernel")
    whole.settle(request)
    asyncio.set_event_loop(asyncio.new_event_loop())
    open_house(grown, hook)
    _give_sockets(grown, request.message["connection_file"])
    ready, *words = request.descriptors
    for descriptor in words:
        wire.listen(socket.socket(fileno=descriptor), lambda kind, content: _hear(kind, content, hook))
    whole.told([ready])
    grown.app.start()


def _give_sockets(grown: Grown, connection_file: str) -> None:
    """Do what ``IPKernelApp.initialize`` and ``init_kernel`` do, with a kernel that is there already."""
    app, kernel = grown.app, grown.kernel
    app.connection_file = connection_file
    app.init_connection_file()
    app.init_sockets()
    app.init_heartbeat()
    app.log_connection_info()
    hook = app.displayhook
    app.init_io()
    app.displayhook = sys.displayhook = hook
    app.init_signal()
    shell = ZMQStream(app.shell_socket, app.shell_channel_thread.io_loop)
    control = ZMQStream(app.control_socket, app.control_thread.io_loop)
    app.shell_channel_thread.shell_stream = shell
    app.control_thread.start()
    app.shell_channel_thread.start()
    kernel.shell_stream, kernel.control_stream = shell, control
    kernel.control_thread, kernel.shell_channel_thread = app.control_thread, app.shell_channel_thread
    kernel.iopub_thread, kernel.iopub_socket = app.iopub_thread, app.iopub_socket
    kernel.stdin_socket = app.stdin_socket
    kernel._stdout, kernel._stderr = sys.stdout, sys.stderr  # noqa: SLF001  (set by its constructor otherwise)
    kernel.record_ports({f"{name}_port": port for name, port in app._ports.items()})  # noqa: SLF001
    for publisher in (kernel.shell.displayhook, kernel.shell.display_pub):
        publisher.pub_socket = app.iopub_socket
    kernel.shell.displayhook.topic = kernel._topic("execute_result")  # noqa: SLF001
    hook.get_execution_count = lambda: kernel.execution_count


def _hear(kind: int, content: bytes, hook: str) -> None:
    if kind == wire.WORD:
        importlib.import_module(hook).hear(json.loads(content))
