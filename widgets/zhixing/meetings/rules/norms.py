"""The ten rules of a meeting, and what ratings of them say; no I/O."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean, median_low
from typing import Any, Self, TypeAlias

from zhixing.errors import InputError
from zhixing.text import Text


class Keeping(StrEnum):
    """How far a rule was kept, in one person's eyes.

    Three words rather than five points: in the minute there is, people can tell "kept" from "partly" for
    something they have just seen, while points on a colleague's conduct crowd at four and five.
    """

    KEPT = "kept"
    PARTLY = "partly"
    BROKEN = "broken"

    @property
    def worth(self) -> float:
        """1 for kept, a half for partly, 0 for broken."""
        return _WORTH[self]


_WORTH = {Keeping.KEPT: 1.0, Keeping.PARTLY: 0.5, Keeping.BROKEN: 0.0}
_BY_WORTH = {worth: keeping for keeping, worth in _WORTH.items()}

Marks: TypeAlias = Mapping[str, Keeping]
"""One person's rating: rule to how far it was kept; on paper a rule may be left out."""


@dataclass(frozen=True, slots=True)
class Norm:
    """One rule of a meeting.

    Args:
        id: permanent id.
        name: its short name.
        sentence: what it asks.
        kept: what it looks like when it is kept.
        broken: what it looks like when it is not.
    """

    id: str
    name: Text
    sentence: Text
    kept: Text
    broken: Text

    def json(self) -> dict[str, Any]:
        """Return the form pages show."""
        return {
            "id": self.id,
            "name": self.name.json(),
            "sentence": self.sentence.json(),
            "kept": self.kept.json(),
            "broken": self.broken.json(),
        }

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> Self:
        """Read an entry of the data file."""
        texts = {name: Text.parse(raw[name]) for name in ("name", "sentence", "kept", "broken")}
        return cls(raw["id"], **texts)


def check_marks(raw: object, asked: Sequence[Norm], *, complete: bool = True) -> dict[str, Keeping]:
    """Return a rating as it is stored.

    Args:
        raw: what came from a page or a paper ballot.
        asked: the rules that are rated.
        complete: whether every rule has to be rated; a sheet of paper may have gaps, but is not blank.

    Raises:
        InputError: ``rules.error.unknown-mark``; ``rules.error.unrated``, naming the first rule without one.
    """
    if not isinstance(raw, Mapping):
        raise InputError("rules.error.unknown-mark")
    known = {norm.id for norm in asked}
    marks: dict[str, Keeping] = {}
    for name, mark in raw.items():
        if name not in known or mark not in tuple(Keeping):
            raise InputError("rules.error.unknown-mark")
        marks[name] = Keeping(mark)
    missing = [norm for norm in asked if norm.id not in marks]
    if missing and (complete or not marks):
        raise InputError("rules.error.unrated", {"count": len(missing), "rule": missing[0].name})
    return marks


@dataclass(frozen=True, slots=True)
class Tally:
    """What the ratings of one meeting say of one rule.

    Args:
        norm: id of the rule.
        count: how many rated it.
        median: the middle rating, the stricter of two; None where too few rated.
        share: the mean worth, 0 to 1; None where too few rated.
    """

    norm: str
    count: int
    median: Keeping | None
    share: float | None

    def json(self) -> dict[str, Any]:
        """Return the form pages show; the share in whole percent, so that it tells no single rating."""
        return {
            "norm": self.norm,
            "count": self.count,
            "median": None if self.median is None else self.median.value,
            "percent": None if self.share is None else round(self.share * 100),
        }


def tally(ratings: Sequence[Marks], asked: Sequence[Norm], least: int) -> tuple[Tally, ...]:
    """Sum the ratings of one meeting up, rule by rule.

    Args:
        ratings: one by one, without names.
        asked: the rules, in order.
        least: the fewest ratings of a rule of which more than their number is told.
    """
    return tuple(
        _tally(norm.id, [marks[norm.id] for marks in ratings if norm.id in marks], least) for norm in asked
    )


def _tally(norm: str, given: Sequence[Keeping], least: int) -> Tally:
    if len(given) < max(least, 1):
        return Tally(norm, len(given), None, None)
    worths = [mark.worth for mark in given]
    return Tally(norm, len(given), _BY_WORTH[median_low(worths)], fmean(worths))


def to_watch(tallies: Sequence[Tally], most: int = 2) -> tuple[str, ...]:
    """Return the rules that were kept least: what to look out for next time.

    A rule that everybody found kept is none of them; of equals the earlier rule comes first.
    """
    lacking = [each for each in tallies if each.share is not None and each.share < 1]
    lacking.sort(key=lambda each: each.share or 0.0)
    return tuple(each.norm for each in lacking[:most])
