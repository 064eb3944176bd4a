"""Long texts of widgets, lifted out of their state: cached for ever, compressed once."""

import asyncio
import gzip
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

import tornado.web

from zhixing.server.handler import FOR_EVER
from zhixing.server.identity import actor_of_request

_TYPES = {"js": "text/javascript", "css": "text/css"}


@dataclass
class Texts:
    """Every text that a page of this server's life may ask for, by the name its content gives it."""

    _plain: dict[str, bytes] = field(default_factory=dict)
    _packed: dict[str, asyncio.Task[bytes]] = field(default_factory=dict)

    def add(self, texts: Mapping[str, bytes]) -> None:
        """Take further texts up."""
        self._plain.update(texts)

    def plain(self, name: str) -> bytes | None:
        """Return a text as it is."""
        return self._plain.get(name)

    async def packed(self, name: str) -> bytes:
        """Return a text compressed; the work is done once, in a thread."""
        task = self._packed.get(name)
        if task is None:
            work = asyncio.to_thread(gzip.compress, self._plain[name], 6, mtime=0)
            task = self._packed[name] = asyncio.create_task(work)
        return await asyncio.shield(task)


class TextHandler(tornado.web.RequestHandler):
    """Sends a lifted text to whoever has come in."""

    def initialize(self, texts: Texts) -> None:
        """Take the texts."""
        self._texts = texts

    async def get(self, name: str, kind: str) -> None:
        """Send it, to be kept for ever."""
        if actor_of_request(self) is None:
            self.set_status(HTTPStatus.FORBIDDEN)
            return
        plain = self._texts.plain(name)
        if plain is None:
            self.set_status(HTTPStatus.NOT_FOUND)
            return
        self.set_header("Content-Type", f"{_TYPES[kind]}; charset=utf-8")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Cache-Control", FOR_EVER)
        self.set_header("Vary", "Accept-Encoding")
        if "gzip" in self.request.headers.get("Accept-Encoding", ""):
            self.set_header("Content-Encoding", "gzip")
            self.finish(await self._texts.packed(name))
        else:
            self.finish(plain)
