"""Something that lives while a page holds on to it, and a time of grace after the page has let go."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

HELD_AT_MOST = 64
"""Sockets of one page: a frame has one."""


class Socket(Protocol):
    """The server's end of a frame's connection."""

    def close(self, code: int | None = None, reason: str | None = None) -> None:
        """Close it; the code tells the page what to do."""

    def hear(self, frame: bytes) -> None:
        """Send what a session says."""


@dataclass(eq=False)
class Hold:
    """What the sockets of one page hold on to.

    Args:
        person: whose it is.
        grace: seconds it lives on after the last socket has closed.
        on_end: ends it.
    """

    person: str
    grace: float
    on_end: Callable[[], None]
    sockets: set[Socket] = field(default_factory=set)
    is_over: bool = False
    _timer: asyncio.TimerHandle | None = None

    def take(self, socket: Socket) -> bool:
        """A socket was opened; False if there are too many already, or it is too late."""
        if self.is_over or len(self.sockets) >= HELD_AT_MOST:
            return False
        self.sockets.add(socket)
        self._stop()
        return True

    def let_go(self, socket: Socket) -> None:
        """A socket was closed."""
        self.sockets.discard(socket)
        self.wait()

    def wait(self) -> None:
        """Begin the time of grace, if nobody holds on."""
        if not self.sockets and not self.is_over:
            self._stop()
            self._timer = asyncio.get_running_loop().call_later(self.grace, self.end)

    def end(self, code: int = 1012) -> None:
        """End it and close what is open: 1012 tells a page to connect again."""
        if self.is_over:
            return
        self.is_over = True
        self._stop()
        self.drop(code)
        self.on_end()

    def drop(self, code: int = 1012) -> None:
        """Close what is open, so that pages connect again."""
        for socket in list(self.sockets):
            socket.close(code)
        self.sockets.clear()

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
