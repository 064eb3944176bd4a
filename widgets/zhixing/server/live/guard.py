"""The guard: a session starts only when the machine can carry it; else people wait their turn."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from zhixing.errors import RefusedError
from zhixing.kernels import Variant
from zhixing.server.live.memory import Memory

_MIB = 1 << 20
_COST = {
    Variant.COMMS: 25 * _MIB,
    Variant.TEMPLATE: 25 * _MIB,
    Variant.FORKED: 80 * _MIB,
    Variant.PLAIN: 170 * _MIB,
}
"""Memory of a session after use."""
_RESERVE, _SHARE = 256 * _MIB, 0.05
"""What is left to everything else: the larger of a fixed amount and a share of all."""
_PATIENCE = 12.0
"""Seconds after which somebody who does not ask again no longer waits."""


class BusyError(RefusedError):
    """There is no memory for another session now, or no processor for another start."""

    def __init__(self, before: int = 0) -> None:
        super().__init__("server.error.busy" if before else "server.error.busy-next", {"before": before})


@dataclass
class Start:
    """A start that was let through; its memory counts as taken until it is over."""

    variant: Variant
    _over: Callable[["Start"], None]

    def over(self) -> None:
        """The session runs or failed: from now on the machine itself shows what it takes."""
        self._over(self)


@dataclass
class Guard:
    """Lets starts through in the order people came.

    Args:
        memory: where the machine tells how much is left.
        cores: how many ordinary kernels may start at the same time.
        clock: seconds.
    """

    memory: Memory = field(default_factory=Memory)
    cores: int = field(default_factory=lambda: os.cpu_count() or 1)
    clock: Callable[[], float] = time.monotonic
    _starting: list[Start] = field(default_factory=list)
    _waiting: dict[str, float] = field(default_factory=dict)

    def admit(self, who: str, variant: Variant) -> Start:
        """Let a start through.

        Raises:
            BusyError: it is not their turn yet; ``before`` says how many wait longer.
        """
        now = self.clock()
        self._waiting = {name: seen for name, seen in self._waiting.items() if now - seen < _PATIENCE}
        before = list(self._waiting).index(who) if who in self._waiting else len(self._waiting)
        if not self._fits(variant, before):
            self._waiting[who] = now
            raise BusyError(before)
        self._waiting.pop(who, None)
        start = Start(variant, self._starting.remove)
        self._starting.append(start)
        return start

    @contextmanager
    def starting(self, who: str, variant: Variant) -> Iterator[Start]:
        """Let a start through for as long as it takes.

        Raises:
            BusyError: it is not their turn yet.
        """
        start = self.admit(who, variant)
        try:
            yield start
        finally:
            start.over()

    def _fits(self, variant: Variant, before: int) -> bool:
        if variant is Variant.PLAIN:
            running = sum(start.variant is Variant.PLAIN for start in self._starting)
            if running + before >= self.cores:
                return False
        room = self.memory.room()
        if room is None:
            return True
        taken = sum(_COST[start.variant] for start in self._starting) + (before + 1) * _COST[variant]
        return room.free - taken >= max(_RESERVE, _SHARE * room.total)
