"""How a meeting runs through its blocks: where it is, what is over, how far ahead or behind; no I/O."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any, Self

from zhixing.errors import RefusedError
from zhixing.meetings.rules.plan import Block, Plan, Setting
from zhixing.text import Text


@dataclass(frozen=True, slots=True)
class Stop:
    """Where a run stays for a while: one block; or, for everybody together, all that groups do apart.

    Args:
        blocks: the block; several where groups go through them by themselves.
        day: which day of the plan, counted from 0.
        apart: True where groups work by themselves and this is how long the class waits for them.
    """

    blocks: tuple[Block, ...]
    day: int
    apart: bool = False

    @property
    def id(self) -> str:
        """The id of its first block."""
        return self.blocks[0].id

    @property
    def title(self) -> Text:
        """What its first block is called."""
        return self.blocks[0].title

    @property
    def minutes(self) -> int:
        """The minutes it is meant to take."""
        return sum(block.minutes for block in self.blocks)

    def has(self, block_id: str | None) -> bool:
        """Tell whether a block belongs to it."""
        return any(block.id == block_id for block in self.blocks)

    def each(self) -> tuple["Stop", ...]:
        """Return its blocks as stops of their own, for a group that goes through them."""
        return tuple(Stop((block,), self.day) for block in self.blocks)


def stops(plan: Plan, *, parallel: bool) -> tuple[Stop, ...]:
    """Return where everybody together stays.

    Args:
        plan: of the meeting.
        parallel: True where groups go through the blocks that are theirs by themselves.
    """
    found: list[Stop] = []
    for number, day in enumerate(plan.days):
        for setting, blocks in groupby(day.blocks, key=lambda block: block.setting):
            if parallel and setting is Setting.GROUPS:
                found.append(Stop(tuple(blocks), number, apart=True))
            else:
                found += [Stop((block,), number) for block in blocks]
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Stay:
    """A block that is over: since when, until when, and until when it was meant to last.

    ``called`` tells that the class was called together while a group was still in it.
    """

    block: str
    began: datetime
    ended: datetime
    ends: datetime
    called: bool = False

    def json(self) -> dict[str, Any]:
        """Return the form that is stored."""
        return {
            "block": self.block,
            "began": stored(self.began),
            "ended": stored(self.ended),
            "ends": stored(self.ends),
            "called": self.called,
        }

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> Self:
        """Read what ``json`` wrote."""
        began, ended = datetime.fromisoformat(raw["began"]), datetime.fromisoformat(raw["ended"])
        ends = datetime.fromisoformat(raw.get("ends") or raw["ended"])
        return cls(raw["block"], began, ended, ends, bool(raw.get("called", False)))


@dataclass(frozen=True, slots=True)
class Run:
    """Where a lane is: in a block since when and until when, or in none; and what is over."""

    block: str | None = None
    began: datetime | None = None
    ends: datetime | None = None
    past: tuple[Stay, ...] = ()

    @property
    def has_begun(self) -> bool:
        """Whether it has ever been in a block."""
        return self.block is not None or bool(self.past)


def stored(moment: datetime) -> str:
    """Return a moment as it is stored: ISO 8601, whole seconds."""
    return moment.isoformat(timespec="seconds")


def stored_if(moment: datetime | None) -> str | None:
    """Return a moment as it is stored, None where there is none."""
    return None if moment is None else stored(moment)


def place(among: Sequence[Stop], run: Run) -> int:
    """Return the number of the stop a run is at, or was at last; -1 before the first.

    A block that the plan no longer has counts for nothing.
    """
    been = [*(stay.block for stay in run.past), run.block]
    for block_id in reversed(been):
        found = [number for number, stop in enumerate(among) if stop.has(block_id)]
        if found:
            return found[0]
    return -1


def following(among: Sequence[Stop], run: Run) -> Stop | None:
    """Return the stop after the present one, None after the last."""
    after = place(among, run) + 1
    return among[after] if after < len(among) else None


def enter(run: Run, stop: Stop, now: datetime) -> Run:
    """Begin a stop; a clock that was set back does not let it begin before the last one was over."""
    now = max([now, *(stay.ended for stay in run.past)])
    return replace(run, block=stop.id, began=now, ends=now + timedelta(minutes=stop.minutes))


def leave(run: Run, now: datetime, *, called: bool = False) -> Run:
    """End the present block; where there is none nothing changes."""
    if run.block is None or run.began is None:
        return run
    stay = Stay(run.block, run.began, max(now, run.began), run.ends or run.began, called)
    return Run(past=(*run.past, stay))


def go_on(among: Sequence[Stop], run: Run, now: datetime) -> Run:
    """Go to the next stop; after the last of a day to none, and from there to the first of the next day.

    Raises:
        RefusedError: ``room.error.last-block``.
    """
    coming = following(among, run)
    if coming is None:
        raise RefusedError("room.error.last-block")
    left = leave(run, now)
    at = place(among, run)
    if run.block is not None and at >= 0 and among[at].day != coming.day:
        return left
    return enter(left, coming, now)


def undo(run: Run) -> Run:
    """Take the last move back, as though it had not been made: the block before gets the time.

    What began after a break between days goes back to that break; what began first, to before it.

    Raises:
        RefusedError: ``room.error.nothing-to-undo``.
    """
    last = run.past[-1] if run.past else None
    if run.block is not None and (last is None or last.ended != run.began):
        return Run(past=run.past)
    if last is None:
        raise RefusedError("room.error.nothing-to-undo")
    return Run(last.block, last.began, last.ends, run.past[:-1])


def more(run: Run, minutes: int, now: datetime) -> Run:
    """Move the end of the present block; it never comes to lie before now.

    Raises:
        RefusedError: ``room.error.no-clock``.
    """
    if run.ends is None:
        raise RefusedError("room.error.no-clock")
    return replace(run, ends=max(now, max(run.ends, now) + timedelta(minutes=minutes)))


def due(among: Sequence[Stop], run: Run, base: datetime | None = None) -> datetime | None:
    """Return when the present or last stop should be over, counted from when its day really began.

    Args:
        among: all stops.
        run: where it is.
        base: from when to count instead, where the stops are what groups do apart.
    """
    at = place(among, run)
    if at < 0:
        return None
    day = [stop for stop in among[: at + 1] if stop.day == among[at].day]
    if base is None:
        began = [stay.began for stay in run.past if any(stop.has(stay.block) for stop in day)]
        if run.began is not None:
            began.append(run.began)
        base = min(began)
    return base + timedelta(minutes=sum(stop.minutes for stop in day))


def behind(run: Run, planned: datetime | None, now: datetime) -> int | None:
    """Return the minutes behind the plan, negative where ahead; None before the beginning."""
    if planned is None:
        return None
    over = max(run.ends, now) if run.ends is not None else run.past[-1].ended
    return round((over - planned).total_seconds() / 60)
