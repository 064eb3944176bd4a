"""A workbook as its notebook sees it: activities and live cells, on whatever host it runs."""

import json
import os
from dataclasses import dataclass, field
from functools import cache, cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zhixing.actor import Actor, Locale
from zhixing.home import Home
from zhixing.records import Store

if TYPE_CHECKING:
    from zhixing.workbook.preview import Preview

HOSTING = "ZHIXING_HOSTING"
"""How a notebook is run.

``page``: once for everybody; ``template``: once, to be forked for every reader; ``live``: in a reader's own
kernel; unset: in JupyterLab or under the stock ``voila`` command.
"""
ADDRESS = "ZHIXING_ADDRESS"
"""Of a page: where the workbook is served."""
PERSON = "ZHIXING_PERSON"
"""In a live kernel: the id of the person, set by the server and never by the browser."""
LOCALE = "ZHIXING_LOCALE"
"""In a live kernel: the language of the page around it."""
_SERVED_BY = "SERVER_SOFTWARE"
"""What the ``voila`` command tells the kernels it starts."""


@dataclass(frozen=True)
class Placeholder:
    """Where the page client will put an activity or a live cell."""

    attributes: dict[str, str]

    def _repr_html_(self) -> str:
        return "<div {}></div>".format(
            " ".join(f'data-{name}="{escape(value)}"' for name, value in self.attributes.items())
        )

    def __repr__(self) -> str:
        return " ".join(self.attributes.values())


@dataclass
class Book:
    """An open workbook, not yet bound to a reader."""

    name: str
    hosting: str = ""
    actor: Actor | None = field(default=None, repr=False)
    _shown: "Preview | None" = field(default=None, init=False, repr=False)

    def bind(self, actor: Actor) -> None:
        """Say who reads; only a server (or, in JupyterLab, the local person) does that."""
        self.actor = actor

    def activity(self, name: str, **params: str) -> Any:
        """Show an activity.

        Raises:
            MissingError: there is no activity of this name.
        """
        if self.hosting in {"live", "template"}:
            return None
        from zhixing.workbook.assembly import registry  # noqa: PLC0415  (loads every room)

        controller = registry().get(name)
        if self.hosting == "page":
            return Placeholder({"activity": name, "params": json.dumps(params)})
        return self._comm_host.show(controller, params)

    def preview(self, path: str | Path) -> Any:
        """Show the items of a file as learners see them; for authors, in JupyterLab.

        What is answered stays in memory; the file is read anew whenever it is saved, and its faults are told.
        On a served page there is nothing: whoever opens it anew has new tries, and so could find out keys.

        Raises:
            MissingError: there is no such file.
        """
        if self.hosting or os.environ.get(_SERVED_BY, "").startswith("voila"):
            return None
        from zhixing.workbook.preview import Preview  # noqa: PLC0415  (loads the course and anywidget)

        if self._shown is not None:
            self._shown.close()
        self._shown = Preview(Path(path), self._store, self._reader)
        return self._shown.box

    def live(self, name: str) -> Any:
        """Show a live cell: ipywidgets, pandas and Plotly on the reader's own data.

        Raises:
            MissingError: there is no live cell of this name.
        """
        from zhixing.workbook.live import live_cell  # noqa: PLC0415

        cell = live_cell(name)
        if self.hosting == "page":
            return Placeholder({"live": name, "book": os.environ.get(ADDRESS, self.name)})
        explorer = cell.build()
        if self.hosting == "template":
            from zhixing.workbook.session import remember  # noqa: PLC0415

            remember(name, explorer)
        else:
            reader = self._reader()
            with self._store.read() as db:
                data = cell.data(db, reader)
            explorer.show(data, Locale(os.environ.get(LOCALE, reader.locale)))
        return explorer.box

    @cached_property
    def _store(self) -> Store:
        from zhixing.records.schema import upgrade  # noqa: PLC0415  (loads Alembic)

        store = Store.open(Home.find().database)
        upgrade(store)
        return store

    def _reader(self) -> Actor:
        from zhixing.classroom.people import actor_of  # noqa: PLC0415
        from zhixing.workbook.local import local_person  # noqa: PLC0415

        person = self.actor.person if self.actor else os.environ.get(PERSON)
        if not person:
            self.bind(local_person(self._store))
            return self._reader()
        with self._store.read() as db:
            actor = actor_of(db, person)
        if actor is None:
            self.bind(local_person(self._store))
            return self._reader()
        return actor

    @cached_property
    def _comm_host(self) -> Any:
        from zhixing.activity.comm import CommHost  # noqa: PLC0415  (loads anywidget)

        return CommHost(self._store, self._reader)


def open_workbook(name: str) -> Book:
    """Open a workbook by its name, for example ``"choose-topic"``; the reader is not known yet."""
    return Book(name, os.environ.get(HOSTING, ""))


def preview(path: str | Path) -> Any:
    """Show the items of a file as learners see them: ``preview("course/t01/items.toml")``.

    Raises:
        MissingError: there is no such file.
    """
    return _previews(str(Path(path).absolute())).preview(path)


@cache
def _previews(_path: str) -> Book:
    """Return one book a file, so that a cell run again takes its old preview off."""
    return Book("preview", os.environ.get(HOSTING, ""))
