"""Live cells by name: what only a kernel can do."""

from collections.abc import Callable
from typing import Any

from zhixing.actor import Actor, Locale
from zhixing.errors import MissingError
from zhixing.records import Store


def _weights_what_if(store: Store, actor: Actor, locale: Locale) -> Any:
    from zhixing.topics import live  # noqa: PLC0415  (loads pandas, plotly and ipywidgets)
    from zhixing.topics.service import what_if_data  # noqa: PLC0415

    with store.read() as db:
        data = what_if_data(db, actor)
    return live.build(data, locale)


_CELLS: dict[str, Callable[[Store, Actor, Locale], Any]] = {"weights-what-if": _weights_what_if}


def live_cell(name: str, store: Store, actor: Actor, locale: str | None) -> Any:
    """Return the widget of a live cell, on the reader's own data.

    Raises:
        MissingError: ``workbook.error.no-live-cell``.
    """
    build = _CELLS.get(name)
    if build is None:
        raise MissingError("workbook.error.no-live-cell", {"name": name})
    return build(store, actor, Locale(locale) if locale else actor.locale)
