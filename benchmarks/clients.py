"""Readers as the server meets them: they do what the page client does, without drawing anything."""

import asyncio
import json
import re
import secrets
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from pages import Host, RefusedError, fetch
from websockets.asyncio.client import ClientConnection, connect

Message = dict[str, Any]


_VIEW = re.compile(r'\{"t": "view", "host": "(\w+)"')


@dataclass(frozen=True)
class Acted:
    """Seconds from sending an action until its view, and until its acknowledgement."""

    viewed: float | None
    taken: float
    at: float


@dataclass
class Reader:
    """One person with one open page.

    Args:
        address: where the server is, with the slash at its end.
        cookie: the signed cookie of the person.
    """

    address: str
    cookie: str
    texts: dict[str, str] = field(default_factory=dict)
    seen: dict[str, float] = field(default_factory=dict)
    redraws: int = 0
    _connection: ClientConnection | None = None
    _listener: asyncio.Task[None] | None = None
    _answers: dict[str, asyncio.Future[Message]] = field(default_factory=dict)
    _firsts: dict[str, asyncio.Future[None]] = field(default_factory=dict)

    @property
    def headers(self) -> dict[str, str]:
        return {"Cookie": f"zhixing={self.cookie}"}

    async def visit(self, path: str, hosts: Iterable[Host], assets: Iterable[str] = ()) -> None:
        """Read a page, then its assets if they are not cached, and open its activities."""
        await fetch(self.address, [path, *assets], self.headers)
        await self.attach()
        await self.open(hosts)

    async def attach(self) -> None:
        """Open the page's socket."""
        parts = urlsplit(self.address)
        self._connection = await connect(
            f"ws://{parts.netloc}{parts.path}socket",
            origin=f"http://{parts.netloc}",
            additional_headers=self.headers,
            compression=None,
            proxy=None,
            ping_interval=None,
            open_timeout=120,
            max_size=2**24,
        )
        self._listener = asyncio.create_task(self._listen(self._connection))

    async def open(self, hosts: Iterable[Host]) -> None:
        """Open activities and wait for the first view of each."""
        loop, waiting = asyncio.get_running_loop(), []
        for name, params in hosts:
            host = f"h{len(self._firsts) + 1}"
            self._firsts[host] = loop.create_future()
            waiting.append(self._firsts[host])
            await self._say({"t": "open", "host": host, "activity": name, "params": params})
        await asyncio.gather(*waiting)

    async def act(self, host: str, action: Message) -> Acted:
        """Do something; return when it was shown and when it was acknowledged."""
        number = secrets.token_hex(12)
        answer = self._answers[number] = asyncio.get_running_loop().create_future()
        began = time.monotonic()
        await self._say({"t": "act", "host": host, "id": number, "action": action})
        message = await answer
        taken = time.monotonic()
        if message["t"] != "taken":
            raise RefusedError(str(message.get("error", {}).get("code")))
        shown = self.seen.get(host, 0.0)
        return Acted(shown - began if shown >= began else None, taken - began, taken)

    def view(self, host: str) -> Message:
        """Return what a place shows now."""
        view: Message = json.loads(self.texts[host])["view"]
        return view

    async def leave(self) -> None:
        """Close the page."""
        if self._listener is not None:
            self._listener.cancel()
        if self._connection is not None:
            await self._connection.close()

    async def _say(self, message: Message) -> None:
        if self._connection is None:
            raise RefusedError("no connection")
        await self._connection.send(json.dumps(message))

    async def _listen(self, connection: ClientConnection) -> None:
        # A view is kept as text: reading hundreds of thousands would measure this client, not the server.
        async for text in connection:
            found = _VIEW.match(str(text))
            if found:
                self._show(found[1], str(text))
                continue
            message = json.loads(text)
            if message["t"] in {"taken", "refused", "bye"}:
                self._settle(message)
        self._settle({"t": "bye", "error": {"code": "closed"}})

    def _show(self, host: str, text: str) -> None:
        self.texts[host], self.seen[host] = text, time.monotonic()
        self.redraws += 1
        first = self._firsts.get(host)
        if first is not None and not first.done():
            first.set_result(None)

    def _settle(self, message: Message) -> None:
        answer = self._answers.pop(str(message.get("id")), None)
        if answer is not None and not answer.done():
            answer.set_result(message)
        elif message["t"] != "taken":
            self._fail(message)

    def _fail(self, message: Message) -> None:
        error = RefusedError(str(message.get("error", {}).get("code")))
        for waiting in [*self._firsts.values(), *self._answers.values()]:
            if not waiting.done():
                waiting.set_exception(error)
