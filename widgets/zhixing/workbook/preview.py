"""Items as learners see them, while somebody writes them; a saved file is read anew, tries stay in memory."""

import asyncio
import contextlib
from collections.abc import Callable, Mapping
from html import escape
from pathlib import Path
from typing import Any, ClassVar

import ipywidgets as ipw

from zhixing.activity import Act, Activity, Params
from zhixing.activity.comm import ActivityWidget
from zhixing.actor import Actor, Locale
from zhixing.course.activities.item import Answer, ItemActivity, Restart, Step, endings_found, shown
from zhixing.course.check import check_course
from zhixing.course.content import read_item
from zhixing.course.page import Page
from zhixing.course.rules import Attempts, Item, Walked
from zhixing.errors import ConflictError, InputError, MissingError
from zhixing.records import Store, Work
from zhixing.text import catalogue

_LOOK_SECONDS = 0.5


class ItemPreview(Activity):
    """One item on trial: what its author answers is remembered here and nowhere else."""

    name: ClassVar[str] = "preview"
    module: ClassVar[str] = ItemActivity.module
    acts: ClassVar[tuple[type[Act], ...]] = (Answer, Step, Restart)
    keeps_drafts: ClassVar[bool] = False

    def __init__(self, item: Item) -> None:
        self.item = item
        self._answered: tuple[Any, ...] = ()
        self._path: tuple[str, ...] = ()

    def view(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Return what a learner would see."""
        tried = Attempts(self.item, self._answered)
        walk = None
        if isinstance(self.item, Walked):
            walk = self.item.walk(self._path) | {"found": endings_found(self.item, tried)}
        return {
            **shown(self.item, tried),
            "may_answer": tried.may_try,
            "folded": False,
            "review": False,
            "closed": False,
            "walk": walk,
        }

    def act(self, store: Store, actor: Actor, params: Params, action_id: str, raw: object) -> None:  # noqa: ARG002
        """Answer, or go on by a choice, in memory.

        Raises:
            ZhixingError: what a learner would be told.
        """
        match self._parse(raw):
            case Answer() as answer:
                Attempts(self.item, self._answered).check_next()
                self._answered += (self.item.read(answer.model_extra or {}),)
            case Step() as step:
                self._step(step)
            case _:
                self._path = ()

    def _step(self, step: Step) -> None:
        if not isinstance(self.item, Walked):
            raise MissingError("course.error.no-case", {"item": self.item.id})
        if len(self._path) != step.at:
            raise ConflictError("course.error.walk-moved")
        self._path = self.item.go(self._path, step.choice)
        if self.item.is_ended(self._path):
            self._answered += (self.item.read({"path": list(self._path)}),)


class Preview:
    """All items of one file.

    Args:
        path: the file.
        store: the database of the reader; nothing is written to it.
        actor: who looks.
    """

    def __init__(self, path: Path, store: Store, actor: Callable[[], Actor]) -> None:
        self.path = path
        self.store = store
        self.actor = actor
        self.box = ipw.VBox()
        self._widgets: dict[str, ActivityWidget] = {}
        self._trials: dict[str, ItemPreview] = {}
        self._seen = 0.0
        self._task: asyncio.Task[None] | None = None
        self.look()
        with contextlib.suppress(RuntimeError):  # outside a kernel nobody saves while this runs
            self._task = asyncio.get_running_loop().create_task(self._watch())

    def close(self) -> None:
        """Stop looking at the file and take the items off the page."""
        if self._task is not None:
            self._task.cancel()
        for widget in (*self._widgets.values(), self.box):
            widget.close()

    def refresh_all(self) -> None:
        """Show every item as it stands."""
        for widget in self._widgets.values():
            widget.refresh()

    def look(self) -> bool:
        """Read the file if it was saved since; tell whether it was.

        An item that did not change keeps its tries.
        """
        saved = self.path.stat().st_mtime if self.path.exists() else -1.0
        if saved == self._seen:
            return False
        items, faults = read_page(self.path)
        self._seen = saved
        for name in [name for name, trial in self._trials.items() if items.get(name) != trial.item]:
            del self._trials[name]
            self._widgets.pop(name).close()
        for name, item in items.items():
            if name not in self._trials:
                self._trials[name] = ItemPreview(item)
                self._widgets[name] = ActivityWidget(self._trials[name], self, {"item": name})
        told = [self._told(faults)] if faults else []
        self.box.children = (*told, *(self._widgets[name] for name in items))
        return True

    def _told(self, faults: list[InputError]) -> ipw.HTML:
        locale = Locale(self.actor().locale)
        lines = (f"<li>{escape(catalogue().explain(fault, locale))}</li>" for fault in faults)
        head = escape(catalogue().say("bank.error.faults", locale, count=len(faults)))
        return ipw.HTML(f"<p>{head}</p><ul>{''.join(lines)}</ul>")

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(_LOOK_SECONDS)
            with contextlib.suppress(MissingError, OSError):  # some editors take files away while they save
                self.look()


def read_page(path: Path) -> tuple[Mapping[str, Item], list[InputError]]:
    """Return the items of a file that can be read, in their order, and what is wrong with the file.

    Raises:
        MissingError: ``cli.error.no-file``.
    """
    if not path.is_file():
        raise MissingError("cli.error.no-file", {"path": path})
    page = Page.read(path)
    items: dict[str, Item] = {}
    for number, raw in enumerate(page.tables("item"), start=1):
        with contextlib.suppress(InputError):  # told by the check below
            item = read_item(path, number, raw, None)
            items[item.id] = item
    name = f"{path.parent.name}/{path.name}"
    found = check_course(path.parent)
    faults = [fault for fault in found.faults if fault.location is not None and fault.location.file == name]
    return items, faults
