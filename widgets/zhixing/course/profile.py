"""The rating profile: where somebody leans against the expert, over the sample topics of a set."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zhixing.course.kinds.rate import RateItem
from zhixing.course.rules import Answer, Attempts
from zhixing.course.written import Entry
from zhixing.text import Text

LEAST = 3
"""Fewest topics from which a lean is spoken of."""

LEAN = 0.5
"""Mean distance in levels from which somebody leans to one side."""

WIDE = 0.8
"""Mean distance to either side from which marks scatter, though they lean nowhere."""


@dataclass(frozen=True, slots=True)
class Leaning:
    """What it may mean to stand above or below the expert on a criterion."""

    high: Text
    low: Text


@dataclass(frozen=True, slots=True)
class RatingSet:
    """A set of sample topics that are looked at together."""

    id: str
    title: Text
    leanings: Mapping[str, Leaning]


@dataclass(frozen=True, slots=True)
class Lean:
    """Where somebody stands on one criterion over several topics.

    Args:
        mean: mean of how many levels above the expert; below is negative.
        apart: mean distance, whichever side.
    """

    criterion: str
    mean: float
    apart: float

    @property
    def side(self) -> str:
        """``high``, ``low``, ``mixed`` (here above, there below), or ``near``."""
        if abs(self.mean) >= LEAN:
            return "high" if self.mean > 0 else "low"
        return "mixed" if self.apart >= WIDE else "near"


def finished(tried: Sequence[Attempts]) -> list[tuple[RateItem, Answer]]:
    """Return first answers to ratings whose key their rater knows; of the others nothing may be told."""
    return [
        (each.item, each.answered[0]) for each in tried if each.is_over and isinstance(each.item, RateItem)
    ]


def leans(given: Sequence[tuple[RateItem, Answer]]) -> tuple[Lean, ...]:
    """Return the lean on every criterion, in the order asked."""
    found: dict[str, list[int]] = {}
    for item, answer in given:
        for criterion, off in item.off(answer).items():
            found.setdefault(criterion, []).append(off)
    return tuple(
        Lean(criterion, sum(each) / len(each), sum(map(abs, each)) / len(each))
        for criterion, each in found.items()
    )


def read_set(page: Path, raw: Mapping[str, Any]) -> RatingSet:
    """Read a set as it is written.

    Raises:
        InputError: naming file, set and key.
    """
    entry = Entry(page, str(raw.get("id"))[:40], raw)
    entry.check_keys(frozenset({"id", "title", "leaning"}))
    name = entry.name("id", "course.error.bad-set-id")
    leanings = {}
    for part in entry.entries("leaning"):
        one = entry.inner(part, "leaning")
        one.check_keys(frozenset({"criterion", "high", "low"}))
        named = entry.inner(part, str(one.raw["criterion"])[:40])
        leanings[str(one.raw["criterion"])] = Leaning(named.text("high"), named.text("low"))
    return RatingSet(name, entry.text("title"), leanings)
