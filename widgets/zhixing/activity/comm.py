"""The comm host: an activity inside JupyterLab or the stock ``voila`` command, through one generic widget."""

import asyncio
import json
import posixpath
import re
from collections.abc import Callable
from functools import cache
from typing import Any, Protocol

import anywidget
import traitlets as tl

from zhixing.activity.asset import PACKAGE, strings, style
from zhixing.activity.base import Activity, Params
from zhixing.activity.guard import guarded
from zhixing.actor import Actor, Locale
from zhixing.records import Store
from zhixing.records.drafts import load_draft, save_draft
from zhixing.records.feed import ChangeFeed
from zhixing.records.store import Change

_STATIC = PACKAGE / "activity" / "static"


_IMPORT = re.compile(r"""\b(?:from|import)\s*["'](\.[^"'\n]*)["']""")


@cache
def _sources(module: str) -> dict[str, str]:
    """Return a module and everything it imports, by path inside the package."""
    found: dict[str, str] = {}
    waiting = [module]
    while waiting:
        path = waiting.pop()
        if path not in found:
            found[path] = (PACKAGE / path).read_text(encoding="utf-8")
            waiting += [posixpath.normpath(f"{path}/../{name}") for name in _IMPORT.findall(found[path])]
    return found


class Host(Protocol):
    """Where a widget stands: whose it is, and what else is shown beside it."""

    store: Store
    actor: Callable[[], Actor]

    def refresh_all(self) -> None:
        """Show the current state everywhere."""


class ActivityWidget(anywidget.AnyWidget):
    """One activity on one page; what the browser sends is validated like on any other host."""

    _esm = _STATIC / "comm.js"

    activity = tl.Unicode(help="name of the activity").tag(sync=True)
    view = tl.Dict(help="what this person sees, as JSON").tag(sync=True)
    draft: Any = tl.Dict(allow_none=True, default_value=None, help="what was typed and not submitted").tag(
        sync=True
    )
    locale = tl.Unicode("zh-CN", help="language shown").tag(sync=True)
    strings = tl.Unicode(help="sentences by language, as JSON").tag(sync=True)
    module = tl.Unicode(help="path of the activity's front-end module").tag(sync=True)
    sources = tl.Unicode(help="the module and all it imports, by path, as JSON").tag(sync=True)
    css = tl.Unicode(help="the shared look").tag(sync=True)

    def __init__(self, controller: Activity, host: Host, params: Params) -> None:
        self._controller = controller
        self._host = host
        self._params = params
        super().__init__(
            activity=controller.name,
            locale=host.actor().locale.value,
            strings=strings().decode(),
            module=controller.module,
            sources=json.dumps(_sources(controller.module), ensure_ascii=False),
            css=style().decode(),
        )
        self.refresh()
        with host.store.read() as db:
            self.draft = load_draft(db, host.actor().person, self._draft_name)
        self.on_msg(self._on_message)

    @property
    def _draft_name(self) -> str:
        return ":".join([self._controller.name, *self._params.values()])

    def refresh(self) -> None:
        """Show the person's current view."""
        with self._host.store.read() as db:
            self.view = self._controller.view(db, self._host.actor(), self._params)

    def shows(self, subjects: frozenset[str]) -> bool:
        """Tell whether a change of these subjects may alter this view."""
        own = self._controller.subjects_for(self._host.actor())
        return "" in subjects or not own.isdisjoint(subjects)

    def _on_message(self, _widget: Any, content: Any, _buffers: Any) -> None:
        if not isinstance(content, dict):
            return
        number = str(content.get("id", ""))
        if content.get("type") == "act":
            answer = guarded(self.activity, number, lambda: self._act(number, content.get("action")))
            self._host.refresh_all()
        elif content.get("type") == "draft":
            answer = guarded(self.activity, number, lambda: self._keep(content.get("content")))
        else:
            return
        self.send(answer)

    def _act(self, number: str, action: object) -> dict[str, Any] | None:
        host = self._host
        return self._controller.act(host.store, host.actor(), self._params, number, action)

    def _keep(self, content: object) -> None:
        if self._controller.keeps_drafts and isinstance(content, dict):
            with self._host.store.work() as db:
                save_draft(db, self._host.actor().person, self._draft_name, content)
            self.draft = content or None  # a cell that JupyterLab draws anew begins from it


class CommHost:
    """All activities of one notebook for one person; each follows what is committed."""

    def __init__(self, store: Store, actor: Callable[[], Actor]) -> None:
        self.store = store
        self.actor = actor
        self._widgets: list[ActivityWidget] = []
        self._feed = ChangeFeed(store, self._on_changes)
        try:
            self._loop: asyncio.AbstractEventLoop | None = asyncio.get_running_loop()
        except RuntimeError:
            self._loop = None  # outside a kernel nobody looks at the widgets
        else:
            self._feed.start_and_wait()

    def show(self, controller: Activity, params: Params) -> ActivityWidget:
        """Return the widget of an activity."""
        widget = ActivityWidget(controller, self, params)
        self._widgets.append(widget)
        return widget

    def refresh_all(self) -> None:
        """Show the current state everywhere in the notebook."""
        locale = Locale(self.actor().locale).value
        for widget in self._widgets:
            widget.locale = locale
            widget.refresh()

    def _on_changes(self, changes: frozenset[Change]) -> None:
        subjects = frozenset(subject for _, subject in changes)
        if self._loop is not None and any(widget.shows(subjects) for widget in self._widgets):
            self._loop.call_soon_threadsafe(self.refresh_all)
