"""The frame's own page: what the cell shows, and its widgets' state, are in it before anything connects."""

import json
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment
from markupsafe import Markup

from zhixing.actor import Locale
from zhixing.server.handler import sockets_of
from zhixing.server.live.edition import Edition
from zhixing.text import catalogue

_WORDS = (
    "workbook.live.title",
    "workbook.live.reconnecting",
    "workbook.live.waiting",
    "workbook.live.signed-out",
    "workbook.live.missing",
    "workbook.live.broken",
)
"""What the page may have to say itself."""


def policy(host: str) -> str:
    """Return what a frame of ours may load: nothing inline, nothing evaluated, nothing from elsewhere.

    Args:
        host: where the browser has the page from; its socket leads there too.
    """
    return (
        # A widget that comes into being while somebody reads brings its module as a text: hence blob.
        "default-src 'self'; script-src 'self' blob:; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob:; object-src 'none'; "
        f"connect-src 'self' {sockets_of(host)}; "
        "frame-ancestors 'self'; base-uri 'self'; form-action 'self'"
    )


def lean_page(
    pages: Environment,
    edition: Edition,
    cell: str,
    locale: Locale,
    socket: str,
    *,
    base: str,
    asked: str,
    labextensions: list[Any],
) -> str:
    """Return the page of one cell.

    Args:
        pages: renders our pages.
        edition: the executed workbook.
        cell: id of the notebook's cell.
        locale: the reader's language.
        socket: where the session is, relative to ``base``.
        base: path prefix of the server.
        asked: the name by which the frame asked for the cell.
        labextensions: widget packages that bring a front end of their own.
    """
    words = catalogue()
    config = {
        "base": base,
        "book": edition.book,
        "cell": asked,
        "locale": locale.value,
        "version": edition.version,
        "socket": socket,
        "texts": f"{base}live/text/",
        "labextensions": labextensions,
        "words": {
            each.value: {key.partition(".")[2]: words.say(key, each) for key in _WORDS} for each in Locale
        },
    }
    text = f"{json.dumps(config, ensure_ascii=False)[:-1]},{edition.shown(cell)}}}"
    return pages.get_template("live/frame.html.j2").render(
        base=base,
        locale=locale.value,
        title=words.say("workbook.live.title", locale),
        wait=words.say("workbook.live.wait", locale),
        # Nothing in it can end the element it stands in.
        config=Markup(text.replace("<", "\\u003c")),  # noqa: S704
    )


def socket_path(edition: Edition, page: str, locale: Locale) -> str:
    """Return where the session of a page is, relative to the server's base."""
    asked = urlencode({"page": page, "version": edition.version, "locale": locale.value})
    return f"live/socket/{edition.book}?{asked}"
