"""Kernel messages on the wire: what is built is read again, what is malformed is refused."""

import contextlib
import json
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jupyter_server.services.kernels.connection.base import (
    deserialize_msg_from_ws_v1,
    serialize_msg_to_ws_v1,
)

from kernels.reader import frame
from zhixing.kernels import frames, wire
from zhixing.kernels.judge import may_send

SOUND = frame("comm_msg", {"comm_id": "x", "data": {}}, buffers=(b"\x00\x01", b""))


def test_a_frame_is_what_jupyter_server_reads():
    channel, parts = deserialize_msg_from_ws_v1(SOUND)
    assert channel == "shell"
    assert [bytes(part) for part in parts] == list(frames.parse(SOUND).parts)


def test_what_jupyter_server_writes_is_read():
    message = {
        "header": {"msg_id": "1", "msg_type": "status"},
        "parent_header": {},
        "metadata": {},
        "content": {"文": "字"},
        "buffers": [],
    }
    written = serialize_msg_to_ws_v1(message, "iopub", lambda each: json.dumps(each).encode())
    found = frames.parse(written)
    assert (found.channel, found.msg_type) == ("iopub", "status")


def _offsets(*numbers: int) -> bytes:
    return struct.pack(f"<{len(numbers)}Q", *numbers)


@pytest.mark.parametrize(
    "bad",
    [
        b"",
        b"\x01",
        b"{}",
        b'{"header": {}, "channel": "shell"}',
        _offsets(0),
        _offsets(6, 56, 56, 56, 56, 56, 57),
        _offsets(2**63),
        _offsets(7, *[64] * 7),
        _offsets(6, *[56] * 6),
        _offsets(2**40, *[0] * 20),
        SOUND[:-1],
        SOUND + b"x",
        SOUND.replace(b"msg_type", b"msg_tipe"),
        SOUND.replace(b'"comm_msg"', b"[[[[[[[[]"),
        SOUND.replace(b'"comm_msg"', b"1234567890"),
        SOUND.replace(b"shell", b"\xff\xff\xff\xff\xff"),
    ],
)
def test_a_malformed_frame_is_refused(bad):
    with pytest.raises(frames.FrameError):
        frames.parse(bad)


@given(st.binary(max_size=400))
def test_no_bytes_hang_or_break_the_reader(noise):
    with contextlib.suppress(frames.FrameError):
        frames.parse(noise)


@given(st.integers(0, len(SOUND) - 1), st.integers(0, 255))
def test_no_changed_byte_hangs_or_breaks_the_reader(place, value):
    changed = bytearray(SOUND)
    changed[place] = value
    with contextlib.suppress(frames.FrameError):
        frames.parse(bytes(changed))


CHANNELS = ["shell", "control", "stdin", "iopub", "hb", ""]
FORBIDDEN = [
    "execute_request",
    "inspect_request",
    "complete_request",
    "history_request",
    "is_complete_request",
    "connect_request",
    "shutdown_request",
    "interrupt_request",
    "debug_request",
    "usage_request",
    "create_subshell_request",
    "delete_subshell_request",
    "list_subshell_request",
    "input_reply",
    "execute_reply",
    "status",
    "stream",
    "display_data",
    "",
]
ALLOWED = ["comm_open", "comm_msg", "comm_close", "comm_info_request", "kernel_info_request"]


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("msg_type", [*FORBIDDEN, *ALLOWED])
def test_a_browser_may_send_widget_traffic_and_two_questions(channel, msg_type):
    assert may_send(channel, msg_type) is (channel == "shell" and msg_type in ALLOWED)


@given(st.lists(st.tuples(st.sampled_from([wire.FRAME, wire.WORD]), st.binary(max_size=50))), st.data())
def test_what_comes_in_pieces_comes_whole(messages, data):
    stream = b"".join(wire.packed(*message) for message in messages)
    unpacker, found, start = wire.Unpacker(), [], 0
    while start < len(stream):
        end = data.draw(st.integers(start + 1, len(stream)))
        found += unpacker.feed(stream[start:end])
        start = end
    assert found == messages


def test_an_impossible_length_is_refused():
    with pytest.raises(ValueError, match="4294967295"):
        list(wire.Unpacker().feed(b"\xff\xff\xff\xff\x00"))
