"""What a press of "next" did, so that it can be undone without harm; no I/O."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Self

from zhixing.classroom.rules import BallotMode, WindowState


class Effect(StrEnum):
    """What undoing a move does to one of its windows."""

    REMOVE = "remove"
    CLOSE_AND_KEEP = "close-and-keep"
    CLOSE = "close"
    REOPEN = "reopen"
    HIDE = "hide"
    HIDE_AND_REOPEN = "hide-and-reopen"
    IMPOSSIBLE = "impossible"


@dataclass(frozen=True, slots=True)
class Change:
    """What a move did to one window.

    Args:
        window: its id.
        purpose: what it is for.
        before: its state before the move, None where it was not there.
        after: its state after the move.
        remembered: True where the move kept what was known before it opened again.
    """

    window: str
    purpose: str
    before: str | None
    after: str
    remembered: bool = False

    def undone(self, state: str, mode: str, taken_part: int) -> Effect | None:
        """Return what undoing does to the window as it is now; None where it is left as it is.

        Args:
            state: the state the window is in now; the facilitator may have changed it by hand.
            mode: how far its ballots are known.
            taken_part: how many have voted in it.
        """
        is_anonymous = mode == BallotMode.ANONYMOUS and taken_part > 0
        if self.before is None:
            if taken_part == 0:
                return Effect.REMOVE
            return Effect.IMPOSSIBLE if is_anonymous else Effect.CLOSE_AND_KEEP
        if state != self.after:
            return None
        if self.before == WindowState.OPEN:
            if is_anonymous:
                return Effect.IMPOSSIBLE
            return Effect.HIDE_AND_REOPEN if state == WindowState.REVEALED else Effect.REOPEN
        return Effect.HIDE if state == WindowState.REVEALED else Effect.CLOSE


@dataclass(frozen=True, slots=True)
class Move:
    """One press of "next".

    Args:
        step: the step before it, None before the first.
        to: the step after it; the same where it showed the step's own result.
        ends: when the step before it was to end.
        detail: what the wall showed besides.
        changes: what it did to windows.
    """

    step: str | None
    to: str | None
    ends: str | None
    detail: Mapping[str, Any] | None
    changes: tuple[Change, ...]

    def json(self) -> dict[str, Any]:
        """Return the form that is stored."""
        return {**asdict(self), "changes": [asdict(change) for change in self.changes]}

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> Self:
        """Read what ``json`` wrote."""
        return cls(**{**raw, "changes": tuple(Change(**change) for change in raw["changes"])})
