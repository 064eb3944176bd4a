"""How server, nursery and sessions talk: JSON packets with descriptors; length-prefixed frames and words."""

import asyncio
import json
import os
import socket
import struct
from collections.abc import Callable, Iterator, Sequence
from typing import Any

FRAME, WORD = 0, 1
"""Kinds of what passes between server and session: a kernel frame, or a word of the server."""
_HEAD = struct.Struct("!IB")
_PACKET_AT_MOST = 1 << 16
_DESCRIPTORS_AT_MOST = 4
_AT_MOST = 1 << 28
_READ = 1 << 18

Message = dict[str, Any]


def send(channel: socket.socket, message: Message, descriptors: Sequence[int] = ()) -> None:
    """Send one packet; whatever is long travels in a descriptor.

    Raises:
        OSError: the other side is gone.
    """
    socket.send_fds(channel, [json.dumps(message).encode()], list(descriptors))


def receive(channel: socket.socket) -> tuple[Message | None, list[int]]:
    """Return the next packet and the descriptors with it; None when the other side is gone."""
    try:
        data, descriptors, _, _ = socket.recv_fds(channel, _PACKET_AT_MOST, _DESCRIPTORS_AT_MOST)
    except ConnectionError:
        return None, []
    return (json.loads(data) if data else None), descriptors


def into_memory(content: bytes) -> int:
    """Return a descriptor of memory that holds the content; the receiver reads it whole."""
    descriptor = os.memfd_create("zhixing")
    with os.fdopen(os.dup(descriptor), "wb") as file:
        file.write(content)
    return descriptor


def from_memory(descriptor: int) -> bytes:
    """Read such a descriptor and close it."""
    with os.fdopen(descriptor, "rb") as file:
        file.seek(0)
        return file.read()


def packed(kind: int, content: bytes) -> bytes:
    """Return what goes over a session's socket."""
    return _HEAD.pack(len(content), kind) + content


def listen(channel: socket.socket, take: Callable[[int, bytes], None]) -> None:
    """Have the running loop's thread take what the server sends; end the process when the server has gone."""
    unpacker = Unpacker()

    def read() -> None:
        data = channel.recv(_READ)
        if not data:
            os._exit(0)
        for kind, content in unpacker.feed(data):
            take(kind, content)

    asyncio.get_event_loop().add_reader(channel, read)


class Unpacker:
    """Takes bytes as they come and gives whole frames and words."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    def feed(self, data: bytes) -> Iterator[tuple[int, bytes]]:
        """Yield what is complete now.

        Raises:
            ValueError: the other side sends something impossible.
        """
        self._waiting += data
        while len(self._waiting) >= _HEAD.size:
            length, kind = _HEAD.unpack_from(self._waiting)
            if length > _AT_MOST or kind not in (FRAME, WORD):
                raise ValueError((length, kind))
            end = _HEAD.size + length
            if len(self._waiting) < end:
                return
            content = bytes(self._waiting[_HEAD.size : end])
            del self._waiting[:end]
            yield kind, content
