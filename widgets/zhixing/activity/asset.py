"""Front-end files of the package and the strings they show, under one content version."""

import gzip
import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from zhixing.text import catalogue

PACKAGE = Path(__file__).resolve().parent.parent
_OWN_PAGES = ("kernels/", "server/")
"""Rooms whose pages stand by themselves: frames of live cells, the page shown while there is no room."""
_TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".json": "application/json"}


def static_files() -> dict[str, Path]:
    """Return every front-end file by its address below the versioned folder."""
    return {
        path.relative_to(PACKAGE).as_posix(): path
        for path in sorted(PACKAGE.glob("*/static/**/*"))
        if path.is_file() and path.suffix in _TYPES
    }


@cache
def strings() -> bytes:
    """Return all sentences the browser may show, as JSON by language; errors are worded by the server."""
    browser = {
        locale.value: {key: words for key, words in sentences.items() if ".error." not in key}
        for locale, sentences in catalogue().sentences.items()
    }
    return json.dumps(browser, ensure_ascii=False, sort_keys=True).encode()


@cache
def style() -> bytes:
    """Return the style of every page: the kit's, then what each room adds."""
    kit = "activity/static/kit.css"
    found = static_files()
    rooms = [name for name in found if name.endswith(".css") and not name.startswith(_OWN_PAGES)]
    return b"\n".join(
        found[name].read_bytes() for name in sorted(rooms, key=lambda name: (name != kit, name))
    )


@cache
def version() -> str:
    """Return the content version of everything the browser loads: its addresses may be cached for ever."""
    digest = hashlib.sha256(strings())
    for name, path in static_files().items():
        digest.update(name.encode() + path.read_bytes())
    return digest.hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Asset:
    """A file the browser loads, as it is and compressed."""

    media_type: str
    plain: bytes
    packed: bytes


@cache
def assets() -> dict[str, Asset]:
    """Return everything the browser loads by its address, read and compressed once per process."""
    bodies = {name: (_TYPES[path.suffix], path.read_bytes()) for name, path in static_files().items()}
    bodies["strings.json"] = ("application/json", strings())
    bodies["style.css"] = ("text/css", style())
    return {
        name: Asset(f"{kind}; charset=utf-8", body, gzip.compress(body, mtime=0))
        for name, (kind, body) in bodies.items()
    }
