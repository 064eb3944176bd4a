"""Kernel messages on a WebSocket: the framing ``v1.kernel.websocket.jupyter.org``, every count bounded.

Source: jupyter_server, *WebSocket kernel wire protocols*.
"""

import itertools
import json
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

SUBPROTOCOL = "v1.kernel.websocket.jupyter.org"
_OFFSETS_AT_MOST = 64
_TEXT_PARTS = 5
_WORD = 8


class FrameError(ValueError):
    """Bytes that are no kernel message."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A kernel message as it travels.

    Args:
        channel: ``shell``, ``iopub``, ``control`` or ``stdin``.
        parts: header, parent header, metadata, content as JSON bytes; then buffers.
    """

    channel: str
    header: dict[str, Any]
    parts: tuple[bytes, ...]

    @property
    def msg_type(self) -> str:
        """What the message is."""
        return str(self.header["msg_type"])


def build(channel: str, parts: Sequence[bytes]) -> bytes:
    """Return the frame of a message: header, parent header, metadata, content, buffers."""
    pieces = [channel.encode("ascii"), *parts]
    count = len(pieces) + 1
    offset = _WORD * (1 + count)
    offsets = [offset]
    for piece in pieces:
        offset += len(piece)
        offsets.append(offset)
    return b"".join([struct.pack(f"<{count + 1}Q", count, *offsets), *pieces])


def parse(frame: bytes) -> Frame:
    """Read a frame; its header is a JSON object with a message type and id.

    Raises:
        FrameError: it is not one.
    """
    if len(frame) < _WORD:
        raise FrameError("too short")
    (count,) = struct.unpack_from("<Q", frame)
    if not _TEXT_PARTS < count <= _OFFSETS_AT_MOST or len(frame) < _WORD * (1 + count):
        raise FrameError("offsets")
    offsets = struct.unpack_from(f"<{count}Q", frame, _WORD)
    if offsets[0] != _WORD * (1 + count) or offsets[-1] != len(frame) or list(offsets) != sorted(offsets):
        raise FrameError("offsets")
    channel, *parts = (frame[start:end] for start, end in itertools.pairwise(offsets))
    try:
        header = json.loads(parts[0])
        name = channel.decode("ascii")
        sound = isinstance(header["msg_type"], str) and isinstance(header["msg_id"], str)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise FrameError("header") from error
    if not sound:
        raise FrameError("header")
    return Frame(name, header, tuple(parts))
