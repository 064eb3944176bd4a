"""A workbook executed once, in a nursery of its own, ready to be forked for every reader."""

import contextlib
import importlib
import io
import json
import os
import socket
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import output_from_msg

from zhixing.kernels import linux, tracked, whole, wire
from zhixing.kernels.warden import Request, Task, Warden, imported

_SHOWN = frozenset({"display_data", "execute_result", "stream", "error"})


class FailedCell(Exception):  # noqa: N818  (a fact about a workbook)
    """A cell that cannot run without a reader."""


@dataclass
class Recorder:
    """Stands where a kernel's outgoing socket will be, and keeps what a cell says."""

    said: list[list[bytes]] = field(default_factory=list)

    def send_multipart(self, parts: list[Any], *_: Any, **__: Any) -> None:
        """Keep one message."""
        self.said.append([bytes(part) for part in parts])


class Voice(io.TextIOBase):
    """Standard output of a cell, as messages of its kernel."""

    encoding = "utf-8"

    def __init__(self, kernel: Any, name: str) -> None:
        self._kernel = kernel
        self._name = name
        self._unsaid: list[str] = []

    def write(self, text: str) -> int:
        """Keep it until it is flushed, so that a message is a paragraph and not a word."""
        self._unsaid.append(text)
        return len(text)

    def flush(self) -> None:
        """Send what was written."""
        text, self._unsaid = "".join(self._unsaid), []
        if text:
            kernel = self._kernel
            content = {"name": self._name, "text": text}
            kernel.session.send(kernel.iopub_socket, "stream", content, parent=kernel.get_parent())

    def writable(self) -> bool:
        """It is."""
        return True


@dataclass
class Grown:
    """An executed workbook.

    Args:
        outputs: by cell id, in nbformat's form.
        state: widgets by model id, long texts lifted out.
        texts: those texts, by name.
    """

    app: Any
    kernel: Any
    recorder: Recorder
    outputs: dict[str, list[Any]] = field(default_factory=dict)
    state: dict[str, Any] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)


def grow(request: Request, hook: str) -> Task | None:
    """Be the nursery of one workbook: execute it, check that it can be forked, tell what it shows, and serve.

    Args:
        request: ``notebook``, ``version``, ``env``; with it the socket on which this nursery will be asked.
        hook: module with ``rehearse`` and ``hear``.
    """
    linux.be_called("zhixing-book")
    channel = socket.socket(fileno=request.descriptors[0])
    notebook = Path(request.message["notebook"])
    os.environ.update(request.message["env"])
    os.chdir(notebook.parent)
    grown = _kernel(request.message["version"])
    try:
        _execute(grown, nbformat.read(str(notebook), as_version=4))
    except FailedCell as failed:
        cell, kind = failed.args
        wire.send(channel, {"event": "cell", "cell": cell, "detail": kind})
        return None
    importlib.import_module(hook).rehearse()
    _take_down(grown)
    trouble = linux.unsafe_to_fork(frozenset({channel.fileno()}))
    if trouble is not None:
        wire.send(channel, {"event": "unsafe", "detail": trouble})
        return None
    content = {"outputs": grown.outputs, "state": grown.state, "texts": grown.texts}
    memory = wire.into_memory(json.dumps(content).encode())
    wire.send(channel, {"event": "ready", "pid": os.getpid()}, [memory])
    os.close(memory)
    from zhixing.kernels import attach, session  # noqa: PLC0415

    imported(session.LAZY)
    tasks = {
        "session": lambda asked: session.run(grown, asked, hook),
        "kernel": lambda asked: attach.run(grown, asked, hook),
    }
    return Warden(channel, tasks).serve()


def _kernel(version: str) -> Grown:
    """Make ipykernel's kernel and shell without a single socket or thread."""
    from IPython.core.application import BaseIPythonApplication  # noqa: PLC0415

    app = whole.configured()
    BaseIPythonApplication.initialize(app, ["-f", "none.json"])
    app.init_pdb()
    recorder = Recorder()
    kernel = app.kernel_class.instance(
        parent=app,
        session=app.session,
        iopub_socket=recorder,
        log=app.log,
        profile_dir=app.profile_dir,
        user_ns=app.user_ns,
    )
    app.kernel = kernel
    app.displayhook = kernel.shell.displayhook
    for step in ("path", "shell", "gui_pylab", "extensions", "code"):
        getattr(app, f"init_{step}")()
    whole.widgets_at_home()
    tracked.install(version)
    shell = kernel.shell
    show = shell._showtraceback  # noqa: SLF001  (the one place that sends it)
    shell._showtraceback = lambda kind, error, _lines: show(kind, error, [])  # noqa: SLF001  (no reader sees code)
    return Grown(app, kernel, recorder)


@contextlib.contextmanager
def voices(kernel: Any) -> Iterator[None]:
    """Send what is printed as messages of the kernel."""
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = Voice(kernel, "stdout"), Voice(kernel, "stderr")
    try:
        yield
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        sys.stdout, sys.stderr = before


def _execute(grown: Grown, notebook: Any) -> None:
    """Run all code cells in order and keep what each shows.

    Raises:
        FailedCell: one of them failed; its id and the name of its error.
    """
    session = grown.app.session
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        grown.recorder.said.clear()
        with voices(grown.kernel):
            result = grown.kernel.shell.run_cell(cell.source, store_history=False, cell_id=cell.id)
        error = result.error_before_exec or result.error_in_exec
        if error is not None:
            raise FailedCell(cell.id, type(error).__name__)
        messages = []
        for parts in grown.recorder.said:
            _, signed = session.feed_identities(parts)
            messages.append(session.deserialize(signed, content=True))
        grown.outputs[cell.id] = [
            output_from_msg(message) for message in messages if message["msg_type"] in _SHOWN
        ]
    grown.recorder.said.clear()


def _take_down(grown: Grown) -> None:
    """Write down the state of all widgets."""
    if "ipywidgets" not in sys.modules:
        return
    from ipywidgets import Widget  # noqa: PLC0415
    from ipywidgets.widgets.widget import _instances  # noqa: PLC0415
    from jupyter_client.jsonutil import json_default  # noqa: PLC0415

    for widget in list(_instances.values()):
        tracked.drawn_anew(widget)
    whole_state = Widget.get_manager_state(drop_defaults=False)["state"]
    for model, entry in json.loads(json.dumps(whole_state, default=json_default)).items():
        grown.state[model] = {**entry, "state": tracked.lift(entry["state"], grown.texts)}
