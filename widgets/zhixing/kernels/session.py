"""A session that speaks comm messages only: one process, one thread, one loop, one socket to the server."""

import asyncio
import importlib
import json
import os
import signal
import socket
import sys
import threading
import uuid
from typing import Any

from zhixing.kernels import frames, linux, tracked, wire
from zhixing.kernels.judge import may_send
from zhixing.kernels.template import Grown, Voice
from zhixing.kernels.warden import Request

LAZY = ["asyncio.selector_events", "asyncio.unix_events", "encodings.ascii", "encodings.latin_1"]
"""What a session would load when it starts."""
_TARGET = "zhixing.session"
_DELIMITER = b"<IDS|MSG>"


class Mouth:
    """Where a kernel's outgoing socket would be: what it says goes to the server as frames."""

    def __init__(self, channel: socket.socket, name: str, lock: threading.Lock) -> None:
        self._channel = channel
        self._name = name
        self._lock = lock

    def send_multipart(self, parts: list[Any], *_: Any, **__: Any) -> None:
        """Send one message, from whichever thread."""
        said = [bytes(part) for part in parts]
        start = said.index(_DELIMITER) + 2
        content = wire.packed(wire.FRAME, frames.build(self._name, said[start:]))
        with self._lock:
            self._channel.sendall(content)


class Conversation:
    """Takes frames and words from the server and answers them with the kernel of the workbook."""

    def __init__(self, grown: Grown, channel: socket.socket, hook: str) -> None:
        self._kernel = grown.kernel
        self._channel = channel
        self._hook = importlib.import_module(hook)
        lock = threading.Lock()
        self._kernel.iopub_socket = Mouth(channel, "iopub", lock)
        self._answers = Mouth(channel, "shell", lock)
        shell = self._kernel.shell
        shell.displayhook.pub_socket = shell.display_pub.pub_socket = self._kernel.iopub_socket
        sys.stdout, sys.stderr = Voice(self._kernel, "stdout"), Voice(self._kernel, "stderr")

    async def go_on(self) -> None:
        """Take what comes, in order, until the server has gone."""
        come: asyncio.Queue[tuple[int, bytes]] = asyncio.Queue()
        wire.listen(self._channel, lambda *each: come.put_nowait(each))
        while True:
            kind, content = await come.get()
            try:
                if kind == wire.WORD:
                    self._hook.hear(json.loads(content))
                else:
                    await self._answer(frames.parse(content))
            except Exception:
                self._kernel.log.exception("a message could not be handled")
            sys.stdout.flush()
            sys.stderr.flush()

    async def _answer(self, frame: frames.Frame) -> None:
        kernel = self._kernel
        handler = kernel.shell_handlers.get(frame.msg_type)
        if handler is None or not may_send(frame.channel, frame.msg_type):
            return
        _, parent, metadata, content, *buffers = frame.parts
        message = {
            "header": frame.header,
            "msg_id": frame.header["msg_id"],
            "msg_type": frame.msg_type,
            "parent_header": json.loads(parent),
            "metadata": json.loads(metadata),
            "content": json.loads(content),
            "buffers": [memoryview(each) for each in buffers],
        }
        kernel.set_parent([], message)
        kernel._publish_status("busy", "shell")  # noqa: SLF001  (what its own dispatcher does)
        kernel.pre_handler_hook()  # only now does an interrupt mean anything
        try:
            answer = handler(self._answers, [], message)
            if asyncio.iscoroutine(answer):
                await answer
        except KeyboardInterrupt:
            kernel.log.info("interrupted")
        finally:
            kernel.post_handler_hook()
            sys.stdout.flush()
            sys.stderr.flush()
            kernel._publish_status("idle", "shell")  # noqa: SLF001


def open_house(grown: Grown, hook: str) -> None:
    """Do what both kinds of session need: names of its own, and the comm by which a page catches up."""
    linux.step_back()
    kernel = grown.kernel
    kernel.session.pid = os.getpid()
    kernel.session.session = kernel.ident = str(uuid.uuid4())
    tracked.from_now_on(frozenset(grown.texts))
    heard = importlib.import_module(hook)

    def opened(comm: Any, _message: Any) -> None:
        def told(message: Any) -> None:
            data = message["content"].get("data") or {}
            if data.get("method") == "locale":
                heard.hear({"op": "locale", "locale": data.get("locale")})

        comm.on_msg(told)
        tracked.catch_up()
        comm.send({"method": "caught-up", "session": kernel.ident})

    kernel.comm_manager.register_target(_TARGET, opened)


def run(grown: Grown, request: Request, hook: str) -> None:
    """Be a session until the server ends it.

    Args:
        grown: the executed workbook.
        request: with it the socket to the server.
        hook: module with ``hear``.
    """
    linux.be_called("zhixing-session")
    channel = socket.socket(fileno=request.descriptors[0])
    channel.setblocking(True)
    grown.app.session.key = b""  # the socket is nobody else's: nothing to sign
    open_house(grown, hook)
    conversation = Conversation(grown, channel, hook)
    channel.sendall(wire.packed(wire.WORD, b'{"op": "ready"}'))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    loop.run_until_complete(conversation.go_on())
