"""The page pipeline: a notebook is executed once per content version, rendered once, served to everyone."""

import asyncio
import hashlib
import os
import re
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

import nbformat
from markupsafe import Markup
from nbclient import NotebookClient
from voila.exporter import VoilaExporter

from zhixing import __version__
from zhixing.activity import asset
from zhixing.server.ahead import Ahead, ahead
from zhixing.server.handler import both, pair
from zhixing.server.outputs import has_place, shown
from zhixing.server.prose import ProseRenderer
from zhixing.server.setting import TEMPLATES, House
from zhixing.text import Text
from zhixing.workbook.book import ADDRESS, HOSTING
from zhixing.workbook.notebooks import notebook_of

_SECONDS = 120
LOCALE_MARK = "@@locale@@"
"""Stands in a rendered page for the reader's language."""
_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Section:
    """A step of a workbook, for the rail: its anchors and headings."""

    anchor: str
    title: Text


class Pipeline:
    """Executes and renders workbooks; each once per content version, also across restarts.

    Args:
        house: what the handlers share.
        base_url: path prefix, with a slash at both ends.
        lean: live cells open with our own client, which a page fetches before it is needed.
    """

    def __init__(self, house: House, base_url: str, *, lean: bool = True) -> None:
        self._house = house
        self._base_url = base_url
        self._lean = lean
        self._rendered: dict[str, str] = {}
        self._locks: dict[str, asyncio.Lock] = {}

    async def page(self, address: str) -> str:
        """Return the page of a workbook; the reader's language is filled in by the caller."""
        path = notebook_of(address)
        source = path.read_bytes()
        version = _version(source)
        lock = self._locks.setdefault(address, asyncio.Lock())
        async with lock:
            if version not in self._rendered:
                notebook = await self._executed(path, address, source, version)
                self._rendered[version] = await self._render(notebook, address, path.parent)
        return self._rendered[version]

    async def _executed(self, path: Path, address: str, source: bytes, version: str) -> Any:
        kept = self._house.setting.home.pages / f"{path.stem}-{version}.ipynb"
        if kept.exists():
            return nbformat.read(kept, as_version=4)
        notebook = nbformat.reads(source.decode("utf-8"), as_version=4)
        client = NotebookClient(
            notebook,
            timeout=_SECONDS,
            kernel_name="python3",
            allow_errors=True,
            resources={"metadata": {"path": str(path.parent)}},
        )
        # In a thread of its own: in the main thread nbclient would take the server's signal handlers away.
        executing = client.async_execute(env={**os.environ, HOSTING: "page", ADDRESS: address})
        await asyncio.to_thread(asyncio.run, executing)
        if _has_failed(notebook):
            return notebook
        for old in kept.parent.glob(f"{path.stem}-{'[0-9a-f]' * _DIGITS}.ipynb"):
            old.unlink(missing_ok=True)
        unfinished = kept.with_suffix(".part")
        unfinished.write_text(nbformat.writes(notebook), encoding="utf-8")
        unfinished.replace(kept)
        return notebook

    async def _render(self, notebook: Any, address: str, folder: Path) -> str:
        exporter = VoilaExporter(
            template_paths=[str(TEMPLATES / "zhixing"), str(TEMPLATES)],
            template_name="zhixing",
            base_url=self._base_url,
            theme="light",
        )
        exporter.exclude_input = True
        exporter.markdown_renderer_class = ProseRenderer
        exporter.contents_manager = folder
        title, sections = _outline(notebook, address)
        cells = [shown(cell, address) if cell.cell_type == "code" else Markup() for cell in notebook.cells]
        pieces = [
            piece
            async for piece, _ in exporter.generate_from_notebook_node(
                notebook,
                resources={"base_url": self._base_url, "theme": "light", "metadata": {"name": address}},
                extra_context={
                    "base": self._base_url,
                    "locale": LOCALE_MARK,
                    "version": asset.version(),
                    "both": both,
                    "pair": pair,
                    "title": title,
                    "sections": sections,
                    "shown": cells,
                    "is_live": has_place(cells),
                    "ahead": ahead() if self._lean and has_place(cells) else Ahead(),
                },
                page_config={},
            )
        ]
        return "".join(pieces)


def _version(source: bytes) -> str:
    digest = hashlib.sha256(source)
    digest.update(__version__.encode() + asset.version().encode())
    for template in [TEMPLATES / "shell.html.j2", *sorted((TEMPLATES / "zhixing").glob("*"))]:
        digest.update(template.read_bytes())
    return digest.hexdigest()[:_DIGITS]


def _has_failed(notebook: Any) -> bool:
    return any(output.output_type == "error" for cell in notebook.cells for output in cell.get("outputs", ()))


_HEADING = re.compile(r"^(#{1,2}) +(.+?) *$", re.MULTILINE)
Heading = tuple[int, str, str]
"""Level, words, and the anchor of the cell."""


def _outline(notebook: Any, address: str) -> tuple[Text, list[Section]]:
    """Return a workbook's title and its steps, from the headings of its prose.

    Prose comes in pairs; where somebody's own notebook has no counterpart, one language stands for both.
    """
    sides: dict[str, list[Heading]] = {"zh": [], "en": []}
    for cell in notebook.cells:
        if cell.cell_type != "markdown":
            continue
        tagged = [tag for tag in cell.metadata.get("tags", []) if tag in sides]
        anchor = re.sub(r"-(zh|en)$", "", cell.get("id", ""))
        found = [(len(marks), words, anchor) for marks, words in _HEADING.findall(cell.source)]
        for side in tagged[:1] or sides:
            sides[side] += found
    paired = [(zh or en, en or zh) for zh, en in zip_longest(sides["zh"], sides["en"])]
    title = next((Text(zh[1], en[1]) for zh, en in paired if zh[0] == 1), Text(address, address))
    return title, [Section(zh[2], Text(zh[1], en[1])) for zh, en in paired if zh[0] == 2]
