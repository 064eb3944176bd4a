"""A reader of a forked session: sends what a page sends, keeps what it is told."""

import asyncio
import itertools
import json
from dataclasses import dataclass, field
from typing import Any

from zhixing.kernels import Forked, Template, frames

PATIENCE = 20
_numbers = itertools.count(1)


def frame(msg_type: str, content: Any, channel: str = "shell", buffers: tuple[bytes, ...] = ()) -> bytes:
    """Return a message as a page frames it."""
    header = {
        "msg_id": f"m{next(_numbers)}",
        "msg_type": msg_type,
        "session": "page",
        "username": "",
        "version": "5.3",
        "date": "2026-01-01T00:00:00Z",
    }
    return frames.build(
        channel, [json.dumps(header).encode(), b"{}", b"{}", json.dumps(content).encode(), *buffers]
    )


@dataclass
class Said:
    """One message of a session."""

    channel: str
    msg_type: str
    content: dict[str, Any]
    parent: dict[str, Any]
    buffers: tuple[bytes, ...]


@dataclass
class Reader:
    """One reader with one session."""

    template: Template
    session: Forked = field(init=False)
    said: list[Said] = field(default_factory=list)
    code: int | None = None
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    @classmethod
    async def of(cls, template: Template) -> "Reader":
        reader = cls(template)
        reader.session = await template.fork(reader._heard, reader._ended)
        return reader

    def _heard(self, content: bytes) -> None:
        found = frames.parse(content)
        parent, _, body = (json.loads(part) for part in found.parts[1:4])
        self.said.append(Said(found.channel, found.msg_type, body, parent, found.parts[4:]))
        self._news.set()

    def _ended(self, code: int) -> None:
        self.code = code
        self._news.set()

    async def until(self, is_so, seconds: float = PATIENCE):
        """Wait until a message is so and return it."""
        async with asyncio.timeout(seconds):
            while True:
                found = next((each for each in self.said if is_so(each)), None)
                if found is not None:
                    return found
                self._news.clear()
                await self._news.wait()

    async def ended(self, seconds: float = PATIENCE) -> int:
        async with asyncio.timeout(seconds):
            while self.code is None:
                self._news.clear()
                await self._news.wait()
        return self.code

    async def send(self, msg_type: str, content: Any, channel: str = "shell") -> list[Said]:
        """Send a message and return all that its handling said."""
        sent = frame(msg_type, content, channel)
        number = frames.parse(sent).header["msg_id"]
        self.session.send_frame(sent)
        await self.until(
            lambda each: (
                each.parent.get("msg_id") == number
                and each.msg_type == "status"
                and each.content["execution_state"] == "idle"
            )
        )
        return [each for each in self.said if each.parent.get("msg_id") == number]

    async def catch_up(self) -> tuple[list[Said], str]:
        """Open the session's comm; return what differs from the template, and the session's name."""
        number = f"c{next(_numbers)}"
        said = await self.send("comm_open", {"comm_id": number, "target_name": "zhixing.session", "data": {}})
        *others, last = [each for each in said if each.msg_type.startswith("comm_")]
        assert last.content["comm_id"] == number
        assert last.content["data"]["method"] == "caught-up"
        return others, last.content["data"]["session"]

    async def set(self, model: str, **traits: Any) -> list[Said]:
        data = {"method": "update", "state": traits, "buffer_paths": []}
        return await self.send("comm_msg", {"comm_id": model, "data": data})

    async def click(self, model: str) -> list[Said]:
        data = {"method": "custom", "content": {"event": "click"}}
        return await self.send("comm_msg", {"comm_id": model, "data": data})

    async def state(self, model: str) -> dict[str, Any]:
        """Return a widget's state as the session has it."""
        said = await self.send("comm_msg", {"comm_id": model, "data": {"method": "request_state"}})
        return next(each.content["data"]["state"] for each in said if each.msg_type == "comm_msg")


def model(template: Template, **traits: Any) -> str:
    """Return the id of the one widget with these traits."""
    found = [
        name
        for name, entry in template.state.items()
        if all({**entry, **entry["state"]}.get(trait) == value for trait, value in traits.items())
    ]
    assert len(found) == 1, (traits, found)
    return found[0]
