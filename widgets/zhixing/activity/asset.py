"""Front-end files of the package and the strings they show, under one content version."""

import hashlib
import json
from functools import cache
from pathlib import Path

from zhixing.text import catalogue

PACKAGE = Path(__file__).resolve().parent.parent
_TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".json": "application/json"}


def static_files() -> dict[str, Path]:
    """Return every front-end file by its address below the versioned folder."""
    return {
        path.relative_to(PACKAGE).as_posix(): path
        for path in sorted(PACKAGE.glob("*/static/**/*"))
        if path.is_file() and path.suffix in _TYPES
    }


def media_type(path: Path) -> str:
    """Return the media type a front-end file is served with."""
    return _TYPES[path.suffix]


@cache
def strings() -> bytes:
    """Return all sentences the browser may show, as JSON by language; errors are worded by the server."""
    browser = {
        locale.value: {key: words for key, words in sentences.items() if ".error." not in key}
        for locale, sentences in catalogue().sentences.items()
    }
    return json.dumps(browser, ensure_ascii=False, sort_keys=True).encode()


@cache
def version() -> str:
    """Return the content version of everything the browser loads: its addresses may be cached for ever."""
    digest = hashlib.sha256(strings())
    for name, path in static_files().items():
        digest.update(name.encode() + path.read_bytes())
    return digest.hexdigest()[:12]
