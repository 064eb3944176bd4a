"""Comms that remember what differs from the template, so that a page can catch up at any time."""

import hashlib
import sys
from collections.abc import Container
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

import comm as comms
from ipykernel.comm.comm import BaseComm

_WIDGET = "jupyter.widget"
_PASSING = ("_py2js_", "_js2py_")
"""Plotly sends its news in traits of these names; the figure itself is what counts."""

_VERSION = {"version": "2.1.0"}
"""Of the protocol between widgets and page."""
LIFTED_MARK = "zhixing-text:"
"""Stands before the name of a text that the page fetches by itself."""
_LIFTED = frozenset({"_esm", "_css"})
_LONG = 2000
_HAD_AT_MOST = 1000


@dataclass
class _Memory:
    """What this process remembers.

    Args:
        forked: whether the workbook has been handed to a reader.
        seed: what makes the ids of widgets made before that.
        made: how many there were.
        texts: names of texts that the page can fetch by itself.
        touched: by model id, traits whose values may differ from the template's.
        born: model ids made since the fork.
        gone: model ids of the template that were closed.
        had: the last messages from pages, by id.
    """

    forked: bool = False
    seed: str = ""
    made: int = 0
    texts: frozenset[str] = frozenset()
    touched: dict[str, set[str]] = field(default_factory=dict)
    born: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    had: dict[str, None] = field(default_factory=dict)

    def has_had(self, message: str) -> bool:
        """Tell whether a message has come before, and remember it."""
        if message in self.had:
            return True
        self.had[message] = None
        if len(self.had) > _HAD_AT_MOST:
            del self.had[next(iter(self.had))]
        return False

    def new_id(self) -> str | None:
        """Return the id of the next widget; None leaves it to chance."""
        if self.forked:
            return None
        self.made += 1
        return hashlib.sha256(f"{self.seed} {self.made}".encode()).hexdigest()[:32]


_memory = _Memory()


class TrackedComm(BaseComm):
    """A comm of a session: everything ipykernel's does, and it notes what went over it."""

    def __init__(self, *args: Any, comm_id: str | None = None, **options: Any) -> None:
        super().__init__(*args, comm_id=comm_id or _memory.new_id(), **options)

    def publish_msg(self, msg_type: str, data: Any = None, *args: Any, **options: Any) -> None:
        """Send a message; texts the page has anyway are named, not sent."""
        if _memory.forked and self.target_name == _WIDGET:
            self._note(msg_type, data or {})
            if msg_type == "comm_open":
                data = {**data, "state": lift(data["state"], _memory.texts)}
        super().publish_msg(msg_type, data, *args, **options)

    def handle_msg(self, msg: dict[str, Any]) -> None:
        """Take a message from the page; one that comes again after a broken connection is taken once."""
        if _memory.has_had(msg["header"]["msg_id"]):
            return
        if _memory.forked and self.target_name == _WIDGET:
            self._note("comm_msg", msg["content"].get("data") or {})
        super().handle_msg(msg)

    def _note(self, msg_type: str, data: dict[str, Any]) -> None:
        if msg_type == "comm_open":
            _memory.born.append(self.comm_id)
        elif msg_type == "comm_close":
            if self.comm_id in _memory.born:
                _memory.born.remove(self.comm_id)
            else:
                _memory.gone.append(self.comm_id)
            _memory.touched.pop(self.comm_id, None)
        elif data.get("method") in ("update", "echo_update"):
            _memory.touched.setdefault(self.comm_id, set()).update(data["state"])


def install(seed: str) -> None:
    """Make every comm from now on a tracked one; done before the workbook runs.

    Args:
        seed: what makes the ids of its widgets: the same workbook has the same ids whenever it is executed,
            so that a page opened before a restart still fits.
    """
    _memory.seed = seed
    comms.create_comm = TrackedComm


def from_now_on(texts: frozenset[str]) -> None:
    """Note what differs from now on: the fork has happened.

    Args:
        texts: names of the texts that the page can fetch.
    """
    _memory.forked, _memory.texts = True, texts


def catch_up() -> None:
    """Send, as ordinary messages, whatever differs from the template."""
    from ipywidgets.widgets.widget import _instances, _remove_buffers  # noqa: PLC0415  (loads ipywidgets)

    for model in _memory.gone:
        TrackedComm(comm_id=model, primary=False).close(deleting=True)
    for model in _memory.born:
        widget = _instances.get(model)
        if widget is not None:
            state, paths, buffers = _remove_buffers(widget.get_state())
            data = {"state": lift(state, _memory.texts), "buffer_paths": paths}
            target = {"target_name": _WIDGET, "target_module": None}
            BaseComm.publish_msg(widget.comm, "comm_open", data, _VERSION, buffers, **target)
    for model, traits in list(_memory.touched.items()):
        widget = _instances.get(model)
        if widget is not None and model not in _memory.born:
            _send_current(widget, traits)


def _send_current(widget: Any, traits: set[str]) -> None:
    lasting = {name for name in traits & set(widget.keys) if not name.startswith(_PASSING)}
    with widget.hold_sync():
        if drawn_anew(widget):
            lasting |= {"_widget_data", "_widget_layout"}
        widget._states_to_send.update(lasting)  # noqa: SLF001  (the one way to send several traits as one message)


def drawn_anew(widget: Any) -> bool:
    """Bring a Plotly figure's state up to date, as it does itself when displayed; tell whether it is one."""
    plotly = sys.modules.get("plotly.basewidget")
    if plotly is None or not isinstance(widget, plotly.BaseFigureWidget):
        return False
    widget._widget_data = deepcopy(widget._data)  # noqa: SLF001
    widget._widget_layout = deepcopy(widget._layout_obj._props)  # noqa: SLF001
    return True


def lift(state: dict[str, Any], texts: Container[str] | dict[str, str]) -> dict[str, Any]:
    """Return a widget's state with its long texts named instead of said.

    Args:
        state: synced traits of one widget.
        texts: names that the page can fetch; a dict takes further ones up.
    """
    lifted = {}
    for trait, value in state.items():
        if trait in _LIFTED and isinstance(value, str) and len(value) > _LONG:
            name = hashlib.sha256(value.encode()).hexdigest()[:24]
            if isinstance(texts, dict):
                texts[name] = value
            if name in texts:
                lifted[trait] = f"{LIFTED_MARK}{name}"
    return {**state, **lifted}
