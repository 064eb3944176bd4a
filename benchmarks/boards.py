"""The facilitator's screens while people vote: when each showed which count."""

import asyncio
import bisect
from dataclasses import dataclass, field
from typing import Any

from clients import Reader


@dataclass
class Board:
    """A screen of the facilitator, and when it showed which count."""

    reader: Reader
    steps: list[tuple[float, int]] = field(default_factory=list)

    def late(self, taken: list[float]) -> list[float]:
        """Return for each acknowledged vote how much later the screen counted it."""
        counts = [count for _, count in self.steps]
        waits = []
        for number, at in enumerate(sorted(taken), start=1):
            found = bisect.bisect_left(counts, number)
            waits.append(max(0.0, self.steps[found][0] - at) if found < len(counts) else float("inf"))
        return waits


async def watch(name: str, board: Board) -> None:
    """Note every new count of a screen, looking every 5 ms."""
    shown = -1.0
    while True:
        at = board.reader.seen.get("h1", 0.0)
        if at > shown:
            shown = at
            board.steps.append((at, _count(name, board.reader.view("h1"))))
        await asyncio.sleep(0.005)


def _count(name: str, view: dict[str, Any]) -> int:
    if name == "projector":
        return int(view["content"].get("voted", 0))
    return next((w["turnout"]["voted"] for w in view["windows"] if w["purpose"] == "ratings"), 0)
