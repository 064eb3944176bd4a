"""The gate of a live cell's socket: which frames come in, and how much may pile up on the way out."""

import logging
from typing import Any

from tornado.websocket import WebSocketHandler

from zhixing.kernels import frames
from zhixing.kernels.judge import may_send

log = logging.getLogger(__name__)

MALFORMED, SLOW = 4400, 4408
UNSENT_AT_MOST = 48 << 20
"""Bytes that may wait for a slow browser; a figure is five million."""
_REFUSED_AT_MOST = 1000


class Gate(WebSocketHandler):
    """A WebSocket in the current framing only; what a browser sends is judged before anybody reads it."""

    _refused = 0
    _unsent = 0

    def speaks_v1(self) -> bool:
        """Tell whether the browser offers the current framing."""
        offered = self.request.headers.get("Sec-WebSocket-Protocol", "")
        return frames.SUBPROTOCOL in [name.strip() for name in offered.split(",")]

    async def shake_hands(self, *names: str) -> None:
        """Become a WebSocket, whatever other classes would do before."""
        answer = WebSocketHandler.get(self, *names)
        if answer is not None:
            await answer

    def select_subprotocol(self, subprotocols: list[str]) -> str | None:
        """Choose the current framing; nothing else gets this far."""
        return frames.SUBPROTOCOL if frames.SUBPROTOCOL in subprotocols else None

    def judged(self, message: str | bytes) -> bytes | None:
        """Return a frame that may pass; None if it was dropped, or if the socket is being closed."""
        try:
            frame = frames.parse(b"" if isinstance(message, str) else message)
        except frames.FrameError:
            self.close(MALFORMED)
            return None
        if may_send(frame.channel, frame.msg_type):
            return message if isinstance(message, bytes) else None
        self._refused += 1
        if self._refused == 1:
            log.warning("a browser sent %s on %s: dropped", frame.msg_type[:40], frame.channel[:40])
        if self._refused > _REFUSED_AT_MOST:
            self.close(MALFORMED)
        return None

    def write_message(self, message: Any, binary: bool = False) -> Any:
        """Send a message; a browser that takes nothing any more is left, not waited for."""
        length = len(message)
        if self._unsent + length > UNSENT_AT_MOST:
            self.close(SLOW)
            return None
        sent = super().write_message(message, binary)
        if sent is not None:
            self._unsent += length
            sent.add_done_callback(lambda done: self._is_sent(done, length))
        return sent

    def _is_sent(self, done: Any, length: int) -> None:
        self._unsent -= length
        if not done.cancelled():
            done.exception()  # a browser that has left is no news
