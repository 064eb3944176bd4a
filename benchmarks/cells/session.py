"""One open page's connection to its session: learns the widgets, acts, waits for the answer."""

import asyncio
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from cells.gestures import Gesture
from cells.wire import FRAMING, Content, Heard, heard, said

Wanted = Callable[[Heard], bool]
_CONTROL = "jupyter.widget.control"
_SESSION = "zhixing.session"


class ClosedError(Exception):
    """The server closed the connection, or never opened it."""


@dataclass
class Session:
    """A page's kernel socket.

    Args:
        models: the widgets by id, as the page carries them or as the kernel tells.
    """

    socket: ClientConnection
    models: dict[str, Content] = field(default_factory=dict)
    _name: str = field(default_factory=lambda: secrets.token_hex(16))
    _waiting: list[tuple[Wanted, asyncio.Future[Heard]]] = field(default_factory=list)
    _times: int = 0

    @classmethod
    async def connect(cls, url: str, headers: Mapping[str, str], origin: str) -> "Session":
        socket = await connect(
            url,
            origin=origin,  # type: ignore[arg-type]
            additional_headers=headers,
            subprotocols=[FRAMING],  # type: ignore[list-item]
            compression=None,
            proxy=None,
            ping_interval=None,
            open_timeout=300,
            max_size=2**27,
        )
        session = cls(socket)
        session._listener = asyncio.create_task(session._listen())
        return session

    async def catch_up(self) -> None:
        """Take over whatever differs from the page as it was made; a kernel that cannot say so tells all."""
        comm = secrets.token_hex(16)
        answer = self._expect(lambda message: _is_word(message, comm))
        await self._say("comm_open", {"comm_id": comm, "target_name": _SESSION, "data": {}})
        if (await answer).kind == "comm_close":
            await self.learn()

    async def learn(self) -> None:
        """Ask the kernel for all its widgets, as Voila's own script does."""
        info = self._expect(lambda message: message.kind == "kernel_info_reply")
        await self._say("kernel_info_request", {})
        await info
        comm = secrets.token_hex(16)
        states = self._expect(lambda message: _is_of(message, comm))
        await self._say("comm_open", {"comm_id": comm, "target_name": _CONTROL, "data": {}})
        await self._say("comm_msg", {"comm_id": comm, "data": {"method": "request_states"}})
        answer = await states
        if answer.kind == "comm_close":
            raise ClosedError("the kernel does not tell its widgets")
        self.models = answer.data["states"]
        await self._say("comm_close", {"comm_id": comm, "data": {}})

    async def act(self, gesture: Gesture) -> float:
        """Do it and return the seconds until the page is told what to show."""
        self._times += 1
        target = gesture.target(self.models)
        answer = self._expect(lambda message: _shows(message, gesture))
        began = time.monotonic()
        await self._say("comm_msg", {"comm_id": target, "data": gesture.data(self._times)})
        await answer
        return time.monotonic() - began

    async def leave(self) -> None:
        """Close the page."""
        self._listener.cancel()
        await self.socket.close()

    def _expect(self, is_wanted: Wanted) -> asyncio.Future[Heard]:
        answer: asyncio.Future[Heard] = asyncio.get_running_loop().create_future()
        if self._listener.done():
            answer.set_exception(self._closed())
        else:
            self._waiting.append((is_wanted, answer))
        return answer

    async def _say(self, kind: str, content: Content) -> None:
        await self.socket.send(said(kind, content, self._name))

    async def _listen(self) -> None:
        try:
            async for frame in self.socket:
                message = heard(frame if isinstance(frame, bytes) else frame.encode())
                self._settle(message)
        except ConnectionClosed:
            pass
        finally:
            for _, answer in self._waiting:
                if not answer.done():
                    answer.set_exception(self._closed())

    def _settle(self, message: Heard) -> None:
        left = []
        for is_wanted, answer in self._waiting:
            if not answer.done() and is_wanted(message):
                answer.set_result(message)
            elif not answer.done():
                left.append((is_wanted, answer))
        self._waiting = left

    def _closed(self) -> ClosedError:
        return ClosedError(f"closed with {self.socket.close_code} {self.socket.close_reason}")


def _is_of(message: Heard, comm: str) -> bool:
    return comm.encode() in message.parts[4] and message.kind in {"comm_msg", "comm_close"}


def _is_word(message: Heard, comm: str) -> bool:
    if not _is_of(message, comm):
        return False
    return message.kind == "comm_close" or message.data.get("method") == "caught-up"


def _shows(message: Heard, gesture: Gesture) -> bool:
    if message.kind != "comm_msg" or message.data.get("method") != "update":
        return False
    value: Any = message.data.get("state", {}).get("value")
    return isinstance(value, str) and gesture.sign.search(value) is not None
