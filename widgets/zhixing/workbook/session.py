"""Live cells in a nursery and in the sessions forked from it; the nursery calls this module by name."""

import importlib
import logging
import sys
from dataclasses import dataclass, field
from typing import Any

from zhixing.actor import Locale
from zhixing.workbook.live import Explorer, live_cells

log = logging.getLogger(__name__)

_NEEDED = (
    "anywidget",
    "ipywidgets",
    "numpy",
    "pandas",
    "plotly.graph_objects",
    "zhixing.classroom.people",
    "zhixing.records.schema",
    "zhixing.workbook.book",
    "zhixing.workbook.local",
)
"""What cells load; an ordinary kernel reads the database itself and needs the last four."""


@dataclass
class _Told:
    """What the server has said last.

    Args:
        locale: the reader's language.
        data: what each live cell shows, by its name.
    """

    locale: Locale = Locale.ZH
    data: dict[str, dict[str, Any]] = field(default_factory=dict)


_told = _Told()
_open: list[tuple[str, Explorer]] = []


def remember(name: str, explorer: Explorer) -> None:
    """Keep an open live cell, to be shown a reader's data later."""
    _open.append((name, explorer))


def prepare() -> None:
    """Load everything a live cell may need; what is only found when one draws is found by drawing it."""
    # What goes wrong here is told on the server's terminal: a kernel's own output goes to browsers.
    log.addHandler(logging.StreamHandler(sys.__stderr__))
    log.propagate = False
    for name in _NEEDED:
        importlib.import_module(name)
    for cell in live_cells().values():
        _show_example(cell.name, cell.build())
    importlib.import_module("ipywidgets").Widget.close_all()


def rehearse() -> None:
    """Let every open cell draw its example in both languages; it ends in the state it started in."""
    for name, explorer in _open:
        _show_example(name, explorer)


def hear(word: dict[str, Any]) -> None:
    """Take a word of the server: ``bind``, ``data`` or ``locale``; anything else is passed over."""
    if word.get("op") not in ("bind", "data", "locale"):
        return
    if word.get("locale") in list(Locale):
        _told.locale = Locale(word["locale"])
    data = word.get("data")
    if isinstance(data, dict):
        _told.data.update(data)
    for name, explorer in _open:
        _show(name, explorer, _told.data.get(name, explorer.example), _told.locale)


def _show_example(name: str, explorer: Explorer) -> None:
    _ = explorer.box
    for locale in (Locale.EN, Locale.ZH):
        _show(name, explorer, explorer.example, locale)


def _show(name: str, explorer: Explorer, data: dict[str, Any], locale: Locale) -> None:
    try:
        explorer.show(data, locale)
    except Exception:  # one cell that fails must not take the others with it
        log.exception("live cell %s", name)
