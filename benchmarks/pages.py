"""Pages as they are fetched and read: their activities, their assets."""

import asyncio
import json
import re
from collections.abc import Iterable, Mapping
from html import unescape
from urllib.parse import urlsplit

Host = tuple[str, Mapping[str, str]]
"""An activity of a page, and its parameters."""

_PLACE = re.compile(r'data-activity="([a-z-]+)" data-params="([^"]*)"')
_ASSET = re.compile(r'(?:href|src)="([^"]*/static/[^"]+)"')


class RefusedError(Exception):
    """The server said no, or closed the connection."""


async def fetch(address: str, paths: Iterable[str], headers: Mapping[str, str]) -> list[bytes]:
    """Fetch addresses one after another over one connection, compressed as for a browser."""
    parts = urlsplit(address)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    bodies = []
    try:
        for path in paths:
            where = path if path.startswith("/") else parts.path + path
            request = f"GET {where} HTTP/1.1\r\nHost: {parts.netloc}\r\nAccept-Encoding: gzip\r\n{lines}\r\n"
            writer.write(request.encode())
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
            if " 200 " not in head.split("\r\n", 1)[0]:
                raise RefusedError(f"{path}: {head[:40]}")
            length = int(re.findall(r"content-length: (\d+)", head)[0])
            bodies.append(await reader.readexactly(length))
    finally:
        writer.close()
    return bodies


def hosts_of(page: str) -> list[Host]:
    """Return the activities of a page."""
    return [(name, json.loads(unescape(params))) for name, params in _PLACE.findall(page)]


def assets_of(page: str, modules: Iterable[str]) -> list[str]:
    """Return what a browser fetches for a page the first time: links, imports, modules, words."""
    linked = list(dict.fromkeys(_ASSET.findall(page)))
    root = re.match(r".*/static/\w+/", linked[0])
    if root is None:
        raise ValueError(linked[0])
    client = ["banner", "hosts", "kit", "live", "locale", "outbox", "rail", "socket", "vendor/preact"]
    more = [f"activity/static/{name}.js" for name in client] + [*modules, "strings.json"]
    return list(dict.fromkeys([*linked, *(root[0] + name for name in more)]))
