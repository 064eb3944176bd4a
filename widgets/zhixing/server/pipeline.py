"""The page pipeline: a notebook is executed once per content version, rendered once, served to everyone."""

import asyncio
import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from voila.exporter import VoilaExporter, VoilaMarkdownRenderer

from zhixing import __version__, resources
from zhixing.activity import asset
from zhixing.errors import MissingError
from zhixing.server.handler import both, pair
from zhixing.server.setting import TEMPLATES, House
from zhixing.text import Text
from zhixing.workbook.book import HOSTING

_SECONDS = 120
LOCALE_MARK = "@@locale@@"
"""Stands in a rendered page for the reader's language."""
_NAME = re.compile(r"(?:(?P<folder>facilitator)/)?(?P<name>[a-z0-9-]+)")


def notebook_of(address: str) -> Path:
    """Return the notebook of a workbook's address: ``choose-topic``, ``facilitator/board``.

    Raises:
        MissingError: ``server.error.no-page``.
    """
    matched = _NAME.fullmatch(address)
    if matched is None:
        raise MissingError("server.error.no-page")
    folder = resources.workbooks() / (matched["folder"] or "")
    for path in sorted(folder.glob("*.ipynb")):
        if re.sub(r"^\d+-", "", path.stem) == matched["name"]:
            return path
    raise MissingError("server.error.no-page")


@dataclass(frozen=True, slots=True)
class Section:
    """A step of a workbook, for the rail: its anchors and headings."""

    anchor: str
    title: Text


class _PlainHeadings(VoilaMarkdownRenderer):  # type: ignore[misc]
    """Renders headings without a link to themselves; the exporter's own switch for it does not reach here."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, exclude_anchor_links=True, **options)


class Pipeline:
    """Executes and renders workbooks; each once per content version, also across restarts."""

    def __init__(self, house: House, base_url: str) -> None:
        self._house = house
        self._base_url = base_url
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
                notebook = await self._executed(path, source, version)
                self._rendered[version] = await self._render(notebook, address)
        return self._rendered[version]

    async def _executed(self, path: Path, source: bytes, version: str) -> Any:
        kept = self._house.setting.home.pages / f"{path.stem}-{version}.ipynb"
        if kept.exists():
            return nbformat.read(kept, as_version=4)
        notebook = nbformat.reads(source.decode("utf-8"), as_version=4)
        client = NotebookClient(
            notebook,
            timeout=_SECONDS,
            kernel_name="python3",
            resources={"metadata": {"path": str(path.parent)}},
        )
        # In a thread of its own: in the main thread nbclient would take the server's signal handlers away.
        executing = client.async_execute(env={**os.environ, HOSTING: "page"})
        await asyncio.to_thread(asyncio.run, executing)
        for old in kept.parent.glob(f"{path.stem}-*.ipynb"):
            old.unlink(missing_ok=True)
        unfinished = kept.with_suffix(".part")
        unfinished.write_text(nbformat.writes(notebook), encoding="utf-8")
        unfinished.replace(kept)
        return notebook

    async def _render(self, notebook: Any, address: str) -> str:
        exporter = VoilaExporter(
            template_paths=[str(TEMPLATES / "zhixing"), str(TEMPLATES)],
            template_name="zhixing",
            base_url=self._base_url,
            theme="light",
        )
        exporter.exclude_input = True
        exporter.markdown_renderer_class = _PlainHeadings
        title, sections = _outline(notebook)
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
                    "address": address,
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
    return digest.hexdigest()[:16]


_HEADING = re.compile(r"^(#{1,2}) +(.+?) *$", re.MULTILINE)


def _outline(notebook: Any) -> tuple[Text, list[Section]]:
    """Return a workbook's title and its steps, from the headings of its paired cells."""
    sides: dict[str, list[tuple[int, str, str]]] = {"zh": [], "en": []}
    for cell in notebook.cells:
        if cell.cell_type != "markdown":
            continue
        side = next((tag for tag in cell.metadata.get("tags", []) if tag in sides), None)
        if side is None:
            continue
        found = [(len(marks), words) for marks, words in _HEADING.findall(cell.source)]
        sides[side] += [(level, words, re.sub(r"-(zh|en)$", "", cell.id)) for level, words in found]
    paired = list(zip(sides["zh"], sides["en"], strict=True))
    title = next(Text(zh[1], en[1]) for zh, en in paired if zh[0] == 1)
    return title, [Section(zh[2], Text(zh[1], en[1])) for zh, en in paired if zh[0] == 2]
