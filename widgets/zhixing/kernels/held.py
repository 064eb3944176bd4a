"""What the server holds: sessions it speaks with, and executed workbooks it has them forked from."""

import asyncio
import json
import re
import socket
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from zhixing.kernels import wire
from zhixing.kernels.link import ForkedProcess, Link, Lost

_SECONDS = 60
_REFERENCE = re.compile(r'IPY_MODEL_([\w-]+)|"model_id": "([\w-]+)"')


class Forked:
    """A session that speaks comm messages only."""

    def __init__(self, process: ForkedProcess, on_frame: Callable[[bytes], None]) -> None:
        self._process = process
        self._on_frame = on_frame
        self._unpacker = wire.Unpacker()
        self._transport: asyncio.WriteTransport | None = None
        self._ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether it runs."""
        return self._process.returncode is None

    @property
    def unsent(self) -> int:
        """Bytes that it has not taken yet."""
        return self._transport.get_write_buffer_size() if self._transport else 0

    def send_frame(self, frame: bytes) -> None:
        """Pass on what a browser said; the session judges it once more."""
        self._send(wire.FRAME, frame)

    def say(self, **word: Any) -> None:
        """Say a word of the server."""
        self._send(wire.WORD, json.dumps(word).encode())

    def end(self) -> None:
        """End it; it holds nothing that would have to be kept."""
        self._process.kill()
        if self._transport is not None:
            self._transport.close()

    def _send(self, kind: int, content: bytes) -> None:
        if self._transport is not None and not self._transport.is_closing():
            self._transport.write(wire.packed(kind, content))


class _Ear(asyncio.Protocol):
    """Hears what a session says."""

    def __init__(self, session: Forked) -> None:
        self._session = session

    def connection_made(self, transport: Any) -> None:
        self._session._transport = transport  # noqa: SLF001

    def data_received(self, data: bytes) -> None:
        session = self._session
        for kind, content in session._unpacker.feed(data):  # noqa: SLF001
            if kind == wire.FRAME:
                session._on_frame(content)  # noqa: SLF001
            elif not session._ready.done():  # noqa: SLF001
                session._ready.set_result(None)  # noqa: SLF001

    def connection_lost(self, _error: Exception | None) -> None:
        if not self._session._ready.done():  # noqa: SLF001
            self._session._ready.set_exception(Lost())  # noqa: SLF001


@dataclass
class Template:
    """An executed workbook: what it shows, and a process that can be forked for every reader.

    Args:
        version: of its content.
        outputs: by notebook cell id, in nbformat's form.
        state: widgets by model id, in the form of a saved widget state; long texts are named
            ``zhixing-text:<name>``.
        texts: those texts, by name.
    """

    version: str
    link: Link = field(repr=False)
    outputs: dict[str, list[dict[str, Any]]] = field(repr=False)
    state: dict[str, dict[str, Any]] = field(repr=False)
    texts: dict[str, bytes] = field(repr=False)

    @property
    def alive(self) -> bool:
        """Whether it can still be forked."""
        return not self.link.lost

    def needs(self, outputs: Iterable[dict[str, Any]]) -> dict[str, dict[str, Any]]:
        """Return the widgets that these outputs show, with all that they refer to.

        With them comes what shows nothing itself but refers to one of them, such as a link between two.
        """
        refers = {model: self._refers(json.dumps(entry["state"])) for model, entry in self.state.items()}
        viewless = {model for model, entry in self.state.items() if entry["state"].get("_view_name") is None}
        found: set[str] = set()
        waiting = self._refers(json.dumps(list(outputs)))
        while waiting:
            found |= waiting
            reached = set().union(*(refers[model] for model in waiting))
            behind = {model for model in viewless if refers[model] & waiting}
            waiting = (reached | behind) - found
        return {model: entry for model, entry in self.state.items() if model in found}

    def _refers(self, text: str) -> set[str]:
        return {model for found in _REFERENCE.findall(text) for model in found if model in self.state}

    async def fork(self, on_frame: Callable[[bytes], None], on_exit: Callable[[int], None]) -> Forked:
        """Return a session of its own for a reader, ready to hear.

        Args:
            on_frame: called in this loop with each kernel message it sends.
            on_exit: called in this loop with its exit code.

        Raises:
            Lost: there is no nursery to fork it from, or it died at once.
        """
        loop = asyncio.get_running_loop()
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        try:
            process = await asyncio.wrap_future(self.link.ask({"op": "session"}, [theirs.detach()]))
        except Lost:
            ours.close()
            raise
        process.on_exit = lambda code: _in_loop(loop, on_exit, code)
        session = Forked(process, on_frame)
        await loop.create_connection(lambda: _Ear(session), sock=ours)
        try:
            await asyncio.wait_for(session._ready, _SECONDS)  # noqa: SLF001
        except (Lost, TimeoutError) as error:
            session.end()
            raise Lost from error
        return session


def _in_loop(loop: asyncio.AbstractEventLoop, call: Callable[[int], None], code: int) -> None:
    if not loop.is_closed():
        loop.call_soon_threadsafe(call, code)
