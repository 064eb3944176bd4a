"""A frame of a live cell as its page client sees it: what is written into it, and the line to its session."""

import contextlib
import json
import re
import secrets
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection

from serving import Answer, Visitor
from zhixing.kernels import frames

V1 = frames.SUBPROTOCOL
_CONFIG = re.compile(r'<script id="zhixing-live" type="application/json">(.*?)</script>', re.DOTALL)
_SECONDS = 30


def packed(kind: str, content: Any = None, channel: str = "shell", buffers: tuple[bytes, ...] = ()) -> bytes:
    """Return a message as a page sends it."""
    header = {
        "msg_id": f"m-{kind}-{secrets.token_hex(4)}",
        "msg_type": kind,
        "username": "",
        "session": "s",
        "date": "2026-01-01T00:00:00Z",
        "version": "5.3",
    }
    texts = [json.dumps(part).encode() for part in (header, {}, {}, content or {})]
    return frames.build(channel, [*texts, *buffers])


def write_book(folder: Path, name: str, cells: Mapping[str, str]) -> Path:
    """Write a workbook of code cells by their ids."""
    made = [nbformat.v4.new_code_cell(source, id=cell) for cell, source in cells.items()]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = nbformat.v4.new_notebook(cells=made, metadata={"kernelspec": kernel})
    path = folder / f"{name}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(nbformat.writes(notebook), encoding="utf-8")
    return path


@dataclass
class Line:
    """One connection to a session."""

    connection: ClientConnection
    session: str = ""
    state: dict[str, dict[str, Any]] = field(default_factory=dict)

    def say(self, kind: str, content: Any = None, channel: str = "shell") -> None:
        self.connection.send(packed(kind, content, channel))

    def next(self, seconds: float = _SECONDS) -> tuple[frames.Frame, dict[str, Any]]:
        frame = frames.parse(self.connection.recv(timeout=seconds))
        content = json.loads(frame.parts[3])
        data = content.get("data") or {}
        if frame.msg_type == "comm_msg" and data.get("method") in {"update", "echo_update"}:
            self.state.setdefault(content["comm_id"], {}).update(data["state"])
        return frame, content

    def until(
        self, is_so: Callable[[frames.Frame, dict[str, Any]], object], seconds: float = _SECONDS
    ) -> Any:
        """Read messages until one is so, and return its content."""
        deadline = time.monotonic() + seconds
        while True:
            frame, content = self.next(max(0.01, deadline - time.monotonic()))
            if is_so(frame, content):
                return content

    def catch_up(self) -> str:
        """Have the session tell what differs, and return its name."""
        comm = secrets.token_hex(8)
        self.say("comm_open", {"comm_id": comm, "target_name": "zhixing.session", "data": {}})
        found = self.until(lambda frame, told: frame.msg_type == "comm_msg" and told["comm_id"] == comm)
        assert found["data"]["method"] == "caught-up"
        self.session = found["data"]["session"]
        return self.session

    def set(self, model: str, **traits: Any) -> None:
        """Set traits of a widget and wait until the session has dealt with it."""
        data = {"method": "update", "state": traits, "buffer_paths": []}
        self.say("comm_msg", {"comm_id": model, "data": data})
        self.until(
            lambda frame, told: (
                frame.msg_type == "status"
                and told["execution_state"] == "idle"
                and json.loads(frame.parts[1]).get("msg_type") == "comm_msg"
            )
        )

    def closed(self, seconds: float = _SECONDS) -> int:
        """Return the code with which the server closes the line; what it says before does not matter."""
        deadline = time.monotonic() + seconds
        try:
            while True:
                self.connection.recv(timeout=max(0.01, deadline - time.monotonic()))
        except ConnectionClosed as closed:
            return closed.rcvd.code if closed.rcvd else 1006


@dataclass
class Frame:
    """A frame on our own front end."""

    visitor: Visitor
    answer: Answer
    config: dict[str, Any]

    @classmethod
    def open(
        cls, visitor: Visitor, book: str, cell: str, page: str = "", locale: str = "zh-CN", **headers: str
    ) -> "Frame":
        answer = visitor.get(f"live/{book}/{cell}?locale={locale}&page={page}", **headers)
        assert answer.status == 200, answer.text
        (config,) = _CONFIG.findall(answer.text)
        return cls(visitor, answer, json.loads(config))

    def model(self, name: str, **traits: Any) -> str:
        """Return the id of the first widget of a kind whose traits are so."""
        return next(
            model
            for model, entry in self.config["state"].items()
            if entry["model_name"] == name and traits.items() <= entry["state"].items()
        )

    @contextlib.contextmanager
    def line(self, **changes: str) -> Iterator[Line]:
        """Open a connection; ``page="…"`` and the like change its address."""
        path = self.config["socket"]
        for name, value in changes.items():
            path = re.sub(rf"({name}=)[^&]*", rf"\g<1>{value}", path)
        with self.visitor.socket(path, subprotocols=[V1]) as connection:
            yield Line(connection)
