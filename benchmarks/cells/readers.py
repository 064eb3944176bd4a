"""Readers as the server meets them: they open a page with a live cell, act in it and leave."""

import asyncio
import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

from clients import Reader
from pages import Host, hosts_of
from tornado.httpclient import AsyncHTTPClient, HTTPRequest

from cells.gestures import Page
from cells.session import Session

_PATIENCE = 300
_CONFIG = re.compile(
    r'<script[^>]*\bid="(?:zhixing-live|jupyter-config-data)"[^>]*>(.*?)</script>', re.DOTALL
)
_LIVE = re.compile(r"<div[^>]*\bdata-live=[^>]*>")
_ATTRIBUTE = re.compile(r'data-(live|book)="([^"]*)"')


class NoCellError(Exception):
    """The page has no live cell, or its frame is a waiting page."""


@dataclass(frozen=True)
class Place:
    """Where a live cell is reached.

    Args:
        address: the server, with the slash at its end.
        path: the page in it.
        is_ours: the page holds a frame; else the page itself is Voila's.
    """

    address: str
    path: str
    page: Page
    is_ours: bool

    @property
    def origin(self) -> str:
        return f"http://{urlsplit(self.address).netloc}"

    def socket(self, path: str) -> str:
        return urljoin(self.address, path).replace("http", "ws", 1)


class Net:
    """What all readers fetch with."""

    def __init__(self) -> None:
        AsyncHTTPClient.configure(None, max_clients=2000, max_body_size=2**27, max_buffer_size=2**27)
        self._client = AsyncHTTPClient(force_instance=True)

    async def get(self, url: str, headers: Mapping[str, str]) -> str:
        """Return a page, compressed on its way as for a browser."""
        request = HTTPRequest(
            url, headers=dict(headers), connect_timeout=_PATIENCE, request_timeout=_PATIENCE
        )
        answer = await self._client.fetch(request)
        return answer.body.decode("utf-8")


@dataclass
class LiveReader:
    """Opens the page of a live cell and what belongs to it, in the order the browser does.

    Args:
        cookie: the signed cookie of the person; empty where nobody signs in.
    """

    net: Net
    place: Place
    cookie: str = ""
    session: Session | None = None
    shell: Reader | None = None

    @property
    def headers(self) -> dict[str, str]:
        return {"Cookie": f"zhixing={self.cookie}"} if self.cookie else {}

    async def open(self) -> None:
        """Read the page and connect; ready to act afterwards."""
        text = await self.net.get(urljoin(self.place.address, self.place.path), self.headers)
        if not self.place.is_ours:
            await self._attach_stock(_config_of(text))
            return
        self.shell = Reader(self.place.address, self.cookie)
        await asyncio.gather(self._greet(self.shell, hosts_of(text)[:1]), self._open_frame(text))

    async def act(self) -> float:
        """Do what makes the page usable."""
        return await self._session.act(self.place.page.act)

    async def move(self) -> float:
        """Do the other thing."""
        return await self._session.act(self.place.page.move)

    async def leave(self) -> None:
        """Close the page."""
        for open_ in (self.session, self.shell):
            if open_ is not None:
                await open_.leave()

    @property
    def _session(self) -> Session:
        if self.session is None:
            raise NoCellError(self.place.path)
        return self.session

    async def _greet(self, shell: Reader, near: list[Host]) -> None:
        await shell.attach()
        await shell.open(near)

    async def _open_frame(self, text: str) -> None:
        cell, book = _cell_of(text)
        query = f"?locale=zh-CN&page={secrets.token_hex(8)}"
        frame = await self.net.get(urljoin(self.place.address, f"live/{book}/{cell}{query}"), self.headers)
        config = _config_of(frame)
        if "socket" not in config:
            await self._attach_stock(config)
            return
        self.session = await self._connect(config["socket"])
        self.session.models = config["state"]
        await self.session.catch_up()

    async def _attach_stock(self, config: dict[str, Any]) -> None:
        kernel = f"api/kernels/{config['kernelId']}"
        await self.net.get(urljoin(self.place.address, kernel), self.headers)
        self.session = await self._connect(f"{kernel}/channels?session_id={secrets.token_hex(8)}")
        await self.session.learn()

    async def _connect(self, path: str) -> Session:
        return await Session.connect(self.place.socket(path), self.headers, self.place.origin)


def _cell_of(text: str) -> tuple[str, str]:
    """Return name and book of the page's first live cell."""
    found = _LIVE.search(text)
    if found is None:
        raise NoCellError("no live cell on the page")
    named = {name: unescape(value) for name, value in _ATTRIBUTE.findall(found[0])}
    return named["live"], named["book"]


def _config_of(text: str) -> dict[str, Any]:
    """Return what a frame, or a page of Voila's, says about itself."""
    found = _CONFIG.search(text)
    if found is None:
        raise NoCellError(f"no configuration in {len(text)} characters")
    config: dict[str, Any] = json.loads(found[1])
    return config
