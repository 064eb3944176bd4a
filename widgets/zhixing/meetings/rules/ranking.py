"""Slips of a ranking or of dots: read, checked, added up, and how far they agree; no I/O.

Ranking as in the nominal group technique (团体列名法): each picks a few of the list in order of weight.
Source: Delbecq & Van de Ven (1971), Journal of Applied Behavioral Science 7:466-492.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from zhixing.errors import FaultsError, InputError, Location, MeasureError
from zhixing.measures.agreement import kendall_w

SLIPS_AT_MOST = 300
"""Numbers of slips end here, in a whole class as well."""


class Method(StrEnum):
    """How a slip is filled in: the first few in order, or dots put beside ideas."""

    RANK = "rank"
    DOTS = "dots"


class Level(StrEnum):
    """How far slips agree.

    The bounds are the customary reading of Kendall's W: Schmidt (1997), Decision Sciences 28:763-774.
    """

    STRONG = "strong"
    MODERATE = "moderate"
    WEAK = "weak"


@dataclass(frozen=True, slots=True)
class Tally:
    """What an idea got: its points, on how many slips it stands, its place, and whether others share it."""

    id: str
    points: int
    chosen_by: int
    place: int
    tied: bool


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far slips agree, with Kendall's coefficient of concordance behind it."""

    level: Level
    w: float


def rank_top(listed: int, most: int) -> int:
    """Return how many ideas each ranks: as many as the policy says, of a short list the better half."""
    return min(most, max(1, (listed + 1) // 2))


def checked_slip(
    method: Method, numbers: Sequence[int], listed: Mapping[int, str], each: int
) -> tuple[str, ...]:
    """Return the ids on a slip: in order of rank, or one for each dot.

    Args:
        method: how it was filled in.
        numbers: the numbers of ideas on it.
        listed: the ideas to choose from, by number.
        each: how many ideas, or dots, a slip holds.

    Raises:
        InputError: it is empty, names too many, an idea that is not listed, or ranks one twice.
    """
    if not numbers:
        raise InputError("ideas.error.slip-empty")
    if len(numbers) > each:
        code = "ideas.error.slip-many" if method is Method.RANK else "ideas.error.dots-many"
        raise InputError(code, {"most": each, "found": len(numbers)})
    for number in numbers:
        if number not in listed:
            raise InputError("ideas.error.slip-unknown", {"number": number})
        if method is Method.RANK and numbers.count(number) > 1:
            raise InputError("ideas.error.slip-twice", {"number": number})
    return tuple(listed[number] for number in numbers)


def checked_number(number: int) -> int:
    """Return the number of a slip.

    Raises:
        InputError: ``ideas.error.slip-number``.
    """
    if not 1 <= number <= SLIPS_AT_MOST:
        raise InputError("ideas.error.slip-number", {"most": SLIPS_AT_MOST})
    return number


_WRITTEN = re.compile(r"\s*(\d{1,6})\s*[:：.．)）]\s*(\d[\d\s,，、;；]*)")


def read_batch(text: str) -> tuple[tuple[int, int, tuple[int, ...]], ...]:
    """Return row, number and what stands on it for each slip of a text such as ``1：3 7 12``, one a line.

    Raises:
        InputError: ``ideas.error.batch-empty``.
        FaultsError: ``ideas.error.batch``; each line that cannot be read is named.
    """
    found, faults = [], []
    for row, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        written = _WRITTEN.fullmatch(line)
        if written is None:
            faults.append(InputError("ideas.error.batch-line", location=Location(row=row)))
            continue
        number, choices = written.groups()
        found.append((row, int(number), tuple(int(each[:6]) for each in re.findall(r"\d+", choices))))
    if faults:
        raise FaultsError("ideas.error.batch", faults)
    if not found:
        raise InputError("ideas.error.batch-empty")
    return tuple(found)


def points(method: Method, slip: Sequence[str], each: int) -> dict[str, int]:
    """Return what one slip gives: to the first in a ranking as many points as places, then one less."""
    if method is Method.RANK:
        return {idea: each - place for place, idea in enumerate(slip)}
    return {idea: slip.count(idea) for idea in slip}


def tally(
    method: Method, slips: Sequence[Sequence[str]], listed: Sequence[str], each: int
) -> tuple[Tally, ...]:
    """Return what every listed idea got, the most points first.

    Ideas with the same points share a place and say so; among them whoever stands on more slips is named
    first, then the earlier in the list.
    """
    given = [points(method, slip, each) for slip in slips]
    sums = {idea: sum(one.get(idea, 0) for one in given) for idea in listed}
    chosen = {idea: sum(idea in one for one in given) for idea in listed}
    order = sorted(listed, key=lambda idea: (-sums[idea], -chosen[idea]))
    all_points = [sums[idea] for idea in order]
    return tuple(
        Tally(
            idea,
            sums[idea],
            chosen[idea],
            all_points.index(sums[idea]) + 1,
            sums[idea] > 0 and all_points.count(sums[idea]) > 1,
        )
        for idea in order
    )


def agreement(
    method: Method, slips: Sequence[Sequence[str]], listed: Sequence[str], each: int
) -> Agreement | None:
    """Return how far slips agree; None where there is nothing to compare.

    Ideas a slip leaves out share its last place.
    """
    given = [points(method, slip, each) for slip in slips]
    if len(given) <= 1 or len(listed) <= 1:
        return None
    try:
        w = kendall_w([[one.get(idea, 0) for one in given] for idea in listed]).w
    except MeasureError:
        return None
    return Agreement(Level.STRONG if w >= 0.7 else Level.MODERATE if w >= 0.5 else Level.WEAK, w)
