"""How evenly people of a lane have spoken, measured by how long each was there; no I/O.

Silent people count with nothing; whoever came late or left early weighs as much as the time they were there.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from zhixing.measures.equality import gini, share_expected
from zhixing.meetings.rules.load import NOON
from zhixing.meetings.rules.plan import Form, Plan, minute_of

GONE = frozenset({"leave", "absent"})
"""States of attendance of who is not there at all."""
_UNIT = 5
"""Minutes of presence that count as one person in the index."""
_LEAST_SPEAKERS = 4
_LEAST_SECONDS = 300
_FEW = 0.34
"""A half of the time is remarkable where it is with people who should have had a third of it."""


@dataclass(frozen=True, slots=True)
class Half:
    """Half a day of a meeting: on which day of the plan, from and to which minute of the day."""

    day: int
    begins: int
    ends: int


@dataclass(frozen=True, slots=True)
class Presence:
    """What attendance says of somebody in one half-day; times are minutes of the day."""

    state: str
    came: int | None = None
    went: int | None = None


@dataclass(frozen=True, slots=True)
class Hint:
    """What whoever leads a group is told about how it speaks.

    Args:
        silent: how many who are here have not spoken yet.
        leading: so few people used half of the time; 0 where that is nothing to speak of.
        gini: 0 where all spoke alike by the time they were there, towards 1 where one spoke alone; None
            before anybody has.
    """

    silent: int
    leading: int
    gini: float | None


def halves(plan: Plan) -> tuple[Half, ...]:
    """Return the half-days of a plan in order; a block belongs to that in which its middle lies.

    The number of a half-day in attendance is its place here; breaks alone make none.
    """
    found: dict[tuple[int, bool], list[int]] = {}
    for number, day in enumerate(plan.days):
        for block, begins in day.times():
            if block.form is not Form.BREAK:
                after_noon = begins + block.minutes / 2 >= NOON
                found.setdefault((number, after_noon), []).extend((begins, begins + block.minutes))
    return tuple(Half(day, min(times), max(times)) for (day, _), times in sorted(found.items()))


def half_of(plan: Plan, block_id: str | None) -> int:
    """Return the number of the half-day in which a block lies, 0 where there is no such block."""
    all_halves = halves(plan)
    for number, day in enumerate(plan.days):
        for block, begins in day.times():
            if block.id == block_id:
                middle = begins + block.minutes / 2
                within = [at for at, half in enumerate(all_halves) if half.day == number]
                earlier = [at for at in within if all_halves[at].begins <= middle]
                return (earlier or within or [0])[-1 if earlier else 0]
    return 0


def presence_of(state: str, came: str | None, went: str | None) -> Presence:
    """Return what an attendance row says."""
    return Presence(state, minute_of(came) if came else None, minute_of(went) if went else None)


def minutes_there(plan: Plan, told: Mapping[int, Presence], *, until: int | None = None) -> int:
    """Return for how many minutes of a meeting somebody is there.

    Args:
        plan: of the meeting.
        told: what attendance says, by half-day; nothing said means there from beginning to end.
        until: the last half-day that counts; None counts all.
    """
    total = 0
    for number, half in enumerate(halves(plan)):
        if until is not None and number > until:
            break
        total += _within(half, told.get(number))
    return total


def _within(half: Half, presence: Presence | None) -> int:
    if presence is None:
        return half.ends - half.begins
    if presence.state in GONE:
        return 0
    begins = half.begins if presence.came is None else max(half.begins, presence.came)
    ends = half.ends if presence.went is None else min(half.ends, presence.went)
    return max(0, ends - begins)


def expected(there: Mapping[str, float]) -> dict[str, float]:
    """Return the share of speaking time each would have if it went by the time they were there."""
    if not any(minutes > 0 for minutes in there.values()):
        return {}
    shares = share_expected(list(there.values()))
    return dict(zip(there, map(float, shares), strict=True))


def unevenness(spoken: Mapping[str, float], there: Mapping[str, float]) -> float | None:
    """Return Gini's index of speaking by time present; None where nobody has spoken.

    Each person counts once for every few minutes of presence, which leaves the index as it is where all were
    there equally long, since it does not change when everybody is repeated (Cowell, Measuring Inequality,
    3rd ed. 2011, principle of population).
    """
    if not any(spoken.get(person, 0) > 0 for person, minutes in there.items() if minutes > 0):
        return None
    rates: list[float] = []
    for person, minutes in there.items():
        if minutes > 0:
            rates += [spoken.get(person, 0) / minutes] * max(1, round(minutes / _UNIT))
    return float(gini(rates))


def hint(spoken: Mapping[str, float], there: Mapping[str, float], here: frozenset[str]) -> Hint:
    """Return what whoever leads a group should notice.

    Args:
        spoken: seconds by person.
        there: minutes of presence by person; who never came has none.
        here: who is here now: only they can still be asked to speak.
    """
    silent = sum(1 for person in here if spoken.get(person, 0) <= 0)
    return Hint(silent, _leading(spoken, there), unevenness(spoken, there))


def _leading(spoken: Mapping[str, float], there: Mapping[str, float]) -> int:
    """Return how few people used half of the time, among those who have spoken at all."""
    speakers = {
        person: minutes for person, minutes in there.items() if minutes > 0 and spoken.get(person, 0) > 0
    }
    total = sum(spoken[person] for person in speakers)
    if len(speakers) < _LEAST_SPEAKERS or total < _LEAST_SECONDS:
        return 0
    shares = expected(speakers)
    used = fair = 0.0
    most_first = sorted(speakers, key=lambda person: (-spoken[person] / speakers[person], person))
    for count, person in enumerate(most_first, start=1):
        used += spoken[person]
        fair += shares[person]
        if used * 2 >= total:
            return count if fair <= _FEW else 0
    return 0
