"""Whose turn it is to speak: the order, who comes next, what is left of a turn; no I/O."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from zhixing.errors import RefusedError


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who will have the floor, for themselves or for a group.

    Args:
        id: of the person.
        name: of the person.
        group: number of the group reported for, None where people speak for themselves.
        last: True for who speaks after the others: leaders, so that nobody speaks to please them.
    """

    id: str
    name: str
    group: int | None = None
    last: bool = False


def order(speakers: Sequence[Speaker], put_off: Sequence[str] = ()) -> tuple[Speaker, ...]:
    """Return who speaks when: in the order given, then who was put off; leaders last (末位表态)."""
    later = {person: number for number, person in enumerate(put_off, start=1)}
    return tuple(sorted(speakers, key=lambda speaker: (speaker.last, later.get(speaker.id, 0))))


def upcoming(queue: Iterable[Speaker], spoken: Collection[str], away: Collection[str]) -> tuple[Speaker, ...]:
    """Return who has not had a turn yet and is here, in order."""
    return tuple(speaker for speaker in queue if speaker.id not in spoken and speaker.id not in away)


def later_end(ends: datetime, minutes: float, now: datetime) -> datetime:
    """Return the end of a turn that was given more time, counted from now where it was over already."""
    return max(ends, now) + timedelta(minutes=minutes)


def rest(ends: datetime, now: datetime) -> timedelta:
    """Return what is left of a turn, to hand it to somebody else.

    Raises:
        RefusedError: ``room.error.no-rest``.
    """
    if ends <= now:
        raise RefusedError("room.error.no-rest")
    return ends - now
