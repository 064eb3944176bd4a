"""What a workbook's template is made of: its cells, and the version of all that goes into them."""

import ast
import hashlib
import json
import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from zhixing import resources
from zhixing.activity.asset import PACKAGE

_EVERY = 2.0
"""Seconds between two looks at the files."""
_SOURCES = frozenset({".py", ".toml"})


@dataclass(frozen=True, slots=True)
class Cells:
    """The code cells of a notebook, in order.

    Args:
        sources: by cell id.
        live: id of the cell that shows a live cell, by the live cell's name.
    """

    sources: dict[str, str]
    live: dict[str, str]

    def place(self, asked: str) -> str | None:
        """Return the id of the cell that a frame asks for by a live cell's name or by the id itself."""
        return self.live.get(asked) or (asked if asked in self.sources else None)

    def number(self, cell: str) -> int:
        """Return which code cell this is, counted from one."""
        return list(self.sources).index(cell) + 1

    @property
    def is_live(self) -> bool:
        """Whether anything is there that only a kernel can show."""
        return any(
            not _names(text, "open_workbook") and not (stands_alone(text) and _names(text, "activity"))
            for text in self.sources.values()
        )


def addresses() -> list[str]:
    """Return the address of every workbook."""
    root = resources.workbooks()
    return [
        re.sub(r"(^|/)\d+-", r"\1", path.relative_to(root).with_suffix("").as_posix())
        for path in [*sorted(root.glob("*.ipynb")), *sorted(root.glob("facilitator/*.ipynb"))]
    ]


@lru_cache(maxsize=64)
def cells(source: bytes) -> Cells:
    """Read the code cells of a notebook file."""
    found = {
        str(cell["id"]): "".join(cell["source"])
        for cell in json.loads(source)["cells"]
        if cell["cell_type"] == "code" and "id" in cell
    }
    live = {name: cell for cell, text in found.items() for name in _names(text, "live")}
    return Cells(found, live)


def stands_alone(source: str) -> bool:
    """Tell whether a cell is one line that places an activity or a live cell: no other cell needs it."""
    try:
        body = ast.parse(source).body
    except SyntaxError:
        return False
    placed = [*_names(source, "activity"), *_names(source, "live")]
    return len(body) == 1 and isinstance(body[0], ast.Expr) and len(placed) == 1


def _names(source: str, function: str) -> list[str]:
    """Return the first argument of each call of this name, where it is a text."""
    try:
        tree = ast.parse(source)
    except SyntaxError:  # a magic, or a mistake
        return []
    return [
        node.args[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and function
        == (node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", ""))
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    ]


@dataclass
class Contents:
    """Versions of content, from what the file system says; it looks at most every two seconds."""

    _seen: float = -_EVERY
    _package: str = ""
    _data: str = ""

    def package(self) -> str:
        """Return the version of our own code."""
        self._look()
        return self._package

    def version(self, notebook: bytes) -> str:
        """Return the version of a workbook: its bytes, our code, what the course says."""
        self._look()
        return hashlib.sha256(notebook + self._package.encode() + self._data.encode()).hexdigest()[:12]

    def _look(self) -> None:
        now = time.monotonic()
        if now - self._seen < _EVERY:
            return
        self._seen = now
        self._package = _stamp(PACKAGE, _SOURCES)
        self._data = _stamp(resources.data(), None)


def _stamp(folder: Path, suffixes: frozenset[str] | None) -> str:
    digest = hashlib.sha256()
    for path, entry in sorted(_files(folder, suffixes)):
        digest.update(f"{path}\0{entry.st_size}\0{entry.st_mtime_ns}\0".encode())
    return digest.hexdigest()


def _files(folder: Path, suffixes: frozenset[str] | None) -> Iterator[tuple[str, os.stat_result]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if not entry.name.startswith((".", "__pycache__")) and entry.name != "static":
                    yield from _files(Path(entry.path), suffixes)
            elif suffixes is None or os.path.splitext(entry.name)[1] in suffixes:  # noqa: PTH122
                yield entry.path, entry.stat()
