"""Kernel messages as a browser frames them: ``v1.kernel.websocket.jupyter.org``."""

import datetime as dt
import json
import secrets
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from struct import pack, unpack_from
from typing import Any

FRAMING = "v1.kernel.websocket.jupyter.org"
_WIDGETS = {"version": "1.0.0"}
"""Of the protocol by which a kernel tells its widgets."""
_PARTS = 5
"""Channel, header, parent, metadata, content; buffers follow."""

Content = dict[str, Any]


@dataclass(frozen=True)
class Heard:
    """A message of the kernel; most are never looked into, so it is parsed only on demand."""

    parts: tuple[bytes, ...]

    @cached_property
    def kind(self) -> str:
        return str(json.loads(self.parts[1])["msg_type"])

    @cached_property
    def content(self) -> Content:
        content: Content = json.loads(self.parts[4])
        return content

    @property
    def data(self) -> Content:
        """What a comm message carries."""
        data: Content = self.content.get("data") or {}
        return data


def heard(frame: bytes) -> Heard:
    """Take a frame apart."""
    (count,) = unpack_from("<Q", frame)
    if not _PARTS < count <= len(frame) // 8:
        raise ValueError(f"a frame with {count} offsets")
    offsets = unpack_from(f"<{count}Q", frame, 8)
    return Heard(tuple(frame[begin:end] for begin, end in pairwise(offsets)))


def said(kind: str, content: Content, session: str) -> bytes:
    """Put a message on the shell channel together."""
    header = {
        "msg_id": secrets.token_hex(16),
        "username": "",
        "session": session,
        "msg_type": kind,
        "version": "5.4",
        "date": dt.datetime.now(dt.UTC).isoformat(),
    }
    parts = [b"shell", *(json.dumps(part).encode() for part in (header, {}, _WIDGETS, content))]
    offsets = [8 * (len(parts) + 2)]
    for part in parts:
        offsets.append(offsets[-1] + len(part))
    return pack(f"<{len(offsets) + 1}Q", len(offsets), *offsets) + b"".join(parts)
