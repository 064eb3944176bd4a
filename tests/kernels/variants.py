"""One notebook under each of the four ways to run it, clicked through by the same script."""

import asyncio
import base64
import json
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from jupyter_client.manager import AsyncKernelManager

from kernels.reader import Reader
from zhixing.kernels import Nursery, Template, Variant, provisioner

_QUIET = {"status", "execute_input", "execute_reply", "comm_info_reply", "kernel_info_reply"}
_MOMENT = re.compile(r"[0-9a-f]{32}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_COUNTED = {"_last_layout_edit_id", "_last_trace_edit_id", "_widget_data", "_widget_layout"}
"""What a figure sent so far depends on how often it was drawn before anybody looked."""

State = dict[str, dict[str, Any]]


class Ordinary:
    """A reader of a whole kernel: plain, forked, or made of a template."""

    def __init__(self, manager: AsyncKernelManager) -> None:
        self._manager = manager
        self._client = manager.client()
        self.state: State = {}

    @classmethod
    async def start(cls, variant: Variant, env: dict[str, str], cwd: Path) -> "Ordinary":
        name = "local-provisioner" if variant is Variant.PLAIN else "zhixing-forked"
        manager = AsyncKernelManager(kernel_name="python3")
        from jupyter_client.provisioning import KernelProvisionerFactory

        factory = KernelProvisionerFactory.instance()
        before, factory.default_provisioner_name = factory.default_provisioner_name, name
        try:
            await manager.start_kernel(env={**os.environ, **env}, cwd=str(cwd))
        finally:
            factory.default_provisioner_name = before
        reader = cls(manager)
        reader._client.start_channels()
        await reader._client.wait_for_ready(timeout=60)
        return reader

    def say(self, **word: Any) -> None:
        self._manager.provisioner.say(**word)

    async def run(self, source: str) -> list[dict[str, Any]]:
        """Run a cell and return its outputs."""
        found = []

        def keep(message):
            if message["msg_type"] in {"stream", "display_data", "execute_result", "error"}:
                found.append(nbformat.v4.output_from_msg(message))

        await self._client.execute_interactive(source, store_history=False, timeout=120, output_hook=keep)
        return found

    async def send(self, msg_type: str, content: Any) -> list[tuple[str, Any, tuple[bytes, ...]]]:
        """Send a message; return what its handling said, in order."""
        client = self._client
        message = client.session.msg(msg_type, content)
        client.shell_channel.send(message)
        said = []
        while True:
            found = await client.get_iopub_msg(timeout=60)
            own = found["parent_header"].get("msg_id") == message["msg_id"]
            if own and found["msg_type"] == "status" and found["content"]["execution_state"] == "idle":
                break
            said.append(
                (found["msg_type"], found["content"], tuple(bytes(each) for each in found["buffers"]))
            )
        if msg_type == "comm_info_request":
            answer = await client.get_shell_msg(timeout=60)
            while answer["msg_type"] != "comm_info_reply":
                answer = await client.get_shell_msg(timeout=60)
            said.append(("comm_info_reply", answer["content"], ()))
        return said

    async def close(self) -> None:
        self._client.stop_channels()
        await self._manager.shutdown_kernel(now=True)


class Lean:
    """A reader of a session that speaks comm messages only."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    @classmethod
    async def start(cls, template: Template) -> "Lean":
        return cls(await Reader.of(template))

    def say(self, **word: Any) -> None:
        self._reader.session.say(**word)

    async def send(self, msg_type: str, content: Any) -> list[tuple[str, Any, tuple[bytes, ...]]]:
        await self._reader.send(msg_type, content)
        said, self._reader.said = self._reader.said, []  # also what a task has said since the last step
        return [(each.msg_type, each.content, each.buffers) for each in said]

    async def close(self) -> None:
        self._reader.session.end()
        await self._reader.ended()


def apply(state: State, said: Iterable[tuple[str, Any, tuple[bytes, ...]]]) -> None:
    """Do to a page's widgets what a page does with what it is told."""
    for msg_type, content, buffers in said:
        data = content.get("data") or {}
        if msg_type == "comm_close":
            state.pop(content["comm_id"], None)
        elif msg_type == "comm_open" and content["target_name"] == "jupyter.widget":
            state[content["comm_id"]] = _whole(data, buffers)
        elif msg_type == "comm_msg" and data.get("method") in {"update", "echo_update"}:
            state.setdefault(content["comm_id"], {}).update(_whole(data, buffers))


def _inlined(entry: dict[str, Any]) -> dict[str, Any]:
    """Return a widget's state as a page has it from the start."""
    found = entry.get("buffers", [])
    data = {"state": entry["state"], "buffer_paths": [each["path"] for each in found]}
    return _whole(data, tuple(base64.b64decode(each["data"]) for each in found))


def _whole(data: dict[str, Any], buffers: tuple[bytes, ...]) -> dict[str, Any]:
    state = json.loads(json.dumps(data["state"]))
    for path, buffer in zip(data.get("buffer_paths", []), buffers, strict=True):
        place = state
        for key in path[:-1]:
            place = place[key]
        place[path[-1]] = list(buffer)
    return state


def named(state: State, shown: list[dict[str, Any]]) -> dict[str, str]:
    """Return names for the widgets that outputs reach, by the order in which a page meets them."""
    names: dict[str, str] = {}
    waiting = [json.dumps(shown)]
    while waiting:
        for found in _MOMENT.findall(waiting.pop(0)):
            if found in state and found not in names:
                names[found] = f"widget {len(names)}"
                waiting.append(json.dumps(state[found], sort_keys=True))
    return names


def renamed(value: Any, names: dict[str, str]) -> Any:
    """Return JSON without ids, so that two runs can be compared."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False)
    return json.loads(_MOMENT.sub(lambda found: names.get(found[0], "some id"), text))


def comparable(state: State, names: dict[str, str], without: frozenset[str] = frozenset()) -> dict[str, Any]:
    """Return what the reached widgets show."""
    return {name: renamed(_lasting(state[model], without), names) for model, name in names.items()}


def _lasting(state: dict[str, Any], without: frozenset[str]) -> dict[str, Any]:
    passing = ("_py2js_", "_js2py_", "_esm", "_css", *without)
    return {trait: value for trait, value in state.items() if not trait.startswith(passing)}


def told(said: Iterable[tuple[str, Any, tuple[bytes, ...]]], names: dict[str, str]) -> list[Any]:
    """Return what a script's step was answered, without what belongs to the moment."""
    found = []
    for msg_type, content, buffers in said:
        if msg_type in _QUIET:
            continue
        kept = {key: value for key, value in content.items() if key not in {"traceback", "transient"}}
        state = (kept.get("data") or {}).get("state") if isinstance(kept.get("data"), dict) else None
        if state is not None and set(state) <= _COUNTED:
            continue
        if state is not None and "msg_id" in state:
            state["msg_id"] = bool(state["msg_id"])
        for passing in (value for value in (state or {}).values() if isinstance(value, dict)):
            passing.pop("trace_edit_id", None)
            passing.pop("layout_edit_id", None)
        found.append([msg_type, renamed(kept, names), [list(buffer) for buffer in buffers]])
    return found


@dataclass
class Page:
    """A notebook opened as a page opens it: what it shows, and the widgets as the page has them."""

    reader: Ordinary | Lean
    shown: list[dict[str, Any]]
    state: State

    async def do(self, names: dict[str, str], known: dict[str, Any], act: Any) -> Any:
        """Do one step of a script; return what was said, and name the widgets it made."""
        fits = [each for each in names if known.items() <= self.state[each].items()]
        assert len(fits) == 1, (known, fits)
        data = {"method": "update", "state": act, "buffer_paths": []}
        if act == "click":
            data = {"method": "custom", "content": {"event": "click"}}
        said = await self.reader.send("comm_msg", {"comm_id": fits[0], "data": data})
        said += await self.reader.send("kernel_info_request", {})  # by then a task has spoken, too
        apply(self.state, said)
        reached = json.dumps([state for model, state in self.state.items() if model in names])
        fresh = [model for model in self.state if model not in names and model in reached]
        names.update({model: f"new {len(names) + place}" for place, model in enumerate(fresh)})
        return told(said, names)


async def _ordinary(variant: Variant, notebook: Path, env: dict[str, str]) -> Page:
    reader = await Ordinary.start(variant, {"ZHIXING_HOSTING": "live", **env}, notebook.parent)
    shown = []
    for cell in nbformat.read(str(notebook), as_version=4).cells:
        if cell.cell_type == "code":
            shown += await reader.run(cell.source)
    said = await reader.send("comm_info_request", {"target_name": "jupyter.widget"})
    state: State = {}
    for model in said[-1][1]["comms"]:
        asked = {"comm_id": model, "data": {"method": "request_state"}}
        apply(state, await reader.send("comm_msg", asked))
    return Page(reader, shown, state)


async def _made_of_template(variant: Variant, template: Template, key: str, word: Any, env: Any) -> Page:
    reader: Ordinary | Lean
    if variant is Variant.TEMPLATE:
        env = {**env, provisioner.TEMPLATE: key}
        reader = await Ordinary.start(variant, env, Path.cwd())
    else:
        reader = await Lean.start(template)
    shown = [output for outputs in template.outputs.values() for output in outputs]
    state = {model: _inlined(entry) for model, entry in template.state.items()}
    reader.say(**word)
    await asyncio.sleep(0.5)  # words and messages come on different sockets
    opened = {"comm_id": "zx", "target_name": "zhixing.session", "data": {}}
    apply(state, await reader.send("comm_open", opened))
    return Page(reader, shown, state)


async def walk(
    variant: Variant, nursery: Nursery, notebook: Path, word: Any, env: dict[str, str], script: Any
) -> dict[str, Any]:
    """Open a notebook as a page does, do what the script says, and return what could be seen.

    Args:
        word: by which a session made of a template learns who reads.
        env: the environment by which an ordinary kernel learns it.
        script: steps: traits by which the widget is known; ``"click"`` or traits to set.
    """
    provisioner.share(nursery)
    if variant in (Variant.PLAIN, Variant.FORKED):
        page = await _ordinary(variant, notebook, env)
    else:
        template = await nursery.template(notebook.stem, notebook, "parity")
        page = await _made_of_template(variant, template, f"{notebook.stem}:parity", word, env)
    names = named(page.state, page.shown)
    seen = {
        "outputs": renamed(page.shown, names),
        "first": comparable(page.state, names, frozenset({"_last_layout_edit_id", "_last_trace_edit_id"})),
    }
    for number, (known, act) in enumerate(script):
        seen[f"step {number}"] = await page.do(names, known, act)
    seen["last"] = comparable(page.state, names, frozenset(_COUNTED))
    await page.reader.close()
    return seen
