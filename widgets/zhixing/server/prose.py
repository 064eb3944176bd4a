"""Markdown cells as HTML; pictures come with the page, because it is served to people who have no files."""

import mimetypes
import re
from base64 import b64encode
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from markupsafe import escape
from mistune.util import striptags
from voila.exporter import VoilaMarkdownRenderer

_AT_MOST = 4 << 20
"""Bytes of a picture; a page is sent to everybody whole."""
_TAG = re.compile(r"""(<img\b[^>]*?\bsrc=)(["'])(.*?)\2""", re.IGNORECASE | re.DOTALL)


class ProseRenderer(VoilaMarkdownRenderer):  # type: ignore[misc]
    """Renders prose without links on headings, with its pictures inside.

    Args:
        contents_manager: folder of the notebook; the exporter hands it over under this name.
    """

    def __init__(self, contents_manager: Path, *args: Any, **options: Any) -> None:
        super().__init__(None, *args, exclude_anchor_links=True, **options)
        self._folder = contents_manager.resolve()

    def image(self, text: str, url: str, title: str | None = None) -> str:
        """Put a picture into the page; what cannot be put there is told by its alternative text."""
        source = self._inlined(url)
        if source is None:
            return f"<em>{text}</em>" if text else ""
        named = f' title="{escape(title)}"' if title else ""
        return f'<img src="{source}" alt="{striptags(text)}"{named}>'

    def block_html(self, html: str) -> str:
        """Render HTML in prose, its pictures as well."""
        return str(super().block_html(self._with_pictures(html)))

    def inline_html(self, html: str) -> str:
        """Render HTML in prose, its pictures as well."""
        return str(super().inline_html(self._with_pictures(html)))

    def _with_pictures(self, html: str) -> str:
        return _TAG.sub(lambda found: f'{found[1]}"{self._inlined(found[3]) or ""}"', html)

    def _inlined(self, address: str) -> str | None:
        """Return a picture as a data address: an attachment, a file beside the notebook, or one already."""
        if re.match(r"data:image/", address):
            return address
        if address.startswith("attachment:"):
            kinds = self.attachments.get(unquote(address.removeprefix("attachment:")), {})
            return next((f"data:{kind};base64,{''.join(data.split())}" for kind, data in kinds.items()), None)
        kind = mimetypes.guess_type(address)[0] or ""
        content = self._read(unquote(address)) if kind.startswith("image/") else None
        return None if content is None else f"data:{kind};base64,{b64encode(content).decode()}"

    def _read(self, name: str) -> bytes | None:
        """Return a file of the notebook's folder that is not too large to travel with the page."""
        try:
            path = (self._folder / name).resolve()
            is_ours = path.is_relative_to(self._folder) and path.stat().st_size <= _AT_MOST
            return path.read_bytes() if is_ours else None
        except (OSError, ValueError):  # not there, or no name of a file
            return None
