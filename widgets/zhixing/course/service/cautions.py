"""What to look at in an item: difficulty, whether it separates, a key in doubt, options without takers."""

import math
from dataclasses import dataclass

from zhixing.course.service.chosen import Halves, Part
from zhixing.course.service.tallies import Choice

HARD, EASY = 0.25, 0.95
"""Share right below which an item is very hard, and from which it is very easy."""

SEPARATES = 0.3
"""Upper–lower index below which an item is marginal or poor.

Source: Ebel & Frisbie (1991), Essentials of Educational Measurement.
"""

CORRELATES = 0.15
"""Item–rest correlation below which a low index is believed; with few people either alone is rough."""

LEAST_LURED, BY = 3, 0.1
"""Fewest able people who share a wrong answer, and by what share they prefer it, before a key is doubted."""

WRONG_EACH = 2
"""Wrong answers for each wrong option, on average, before one that nobody chose is called dead."""

_ANY = ("other", "wrong")
"""Choices that stand for many different answers."""

_OPTIONS = ("", "reason")
"""Parts whose choices are options to be tempted by; elsewhere most combinations are nobody's."""


@dataclass(frozen=True, slots=True)
class Caution:
    """What to look at: ``key``, ``flat``, ``hard``, ``easy`` or ``dead``, and the choices it is about."""

    code: str
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Numbers:
    """What is computed of one item, as in ``measures.items``; None where everybody did the same."""

    item_total: float | None
    item_rest: float | None
    discrimination: float

    @property
    def is_flat(self) -> bool:
        """Whether people who do well elsewhere do hardly better here."""
        return self.discrimination < SEPARATES and (self.item_rest or 0.0) < CORRELATES


def cautions(
    facility: float, numbers: Numbers, parts: tuple[Part, ...], split: Halves | None
) -> tuple[Caution, ...]:
    """Return what to look at, most urgent first.

    A key in doubt, or an item nearly everybody has right, explains the other numbers: nothing else is said.
    """
    lured = tuple(choice for part in parts for choice in _lures(part, split))
    if lured:
        return (Caution("key", lured),)
    if facility >= EASY:
        return (Caution("easy"),)
    dead = tuple(choice for part in parts for choice in _dead(part))
    found = (
        (facility < HARD, Caution("hard")),
        (numbers.is_flat, Caution("flat")),
        (bool(dead), Caution("dead", dead)),
    )
    return tuple(caution for is_so, caution in found if is_so)


def _lures(part: Part, split: Halves | None) -> list[Choice]:
    """Return wrong answers that the better half prefers to a right one, and more than the others do."""
    if split is None or not part.group.is_keyed:
        return []
    least = min((each.upper or 0.0 for each in part.chosen if each.choice.right), default=math.inf)
    found = []
    for each in part.chosen:
        upper, lower = each.upper or 0.0, each.lower or 0.0
        enough = round(upper * len(split.upper)) >= LEAST_LURED
        is_wrong = not each.choice.right and each.choice.key not in _ANY
        if is_wrong and enough and upper > lower and upper >= least + BY:
            found.append(each.choice)
    return found


def _dead(part: Part) -> list[Choice]:
    """Return options that nobody chose though enough people were wrong."""
    wrong = [each for each in part.chosen if not each.choice.right]
    is_tempting = part.group.is_listed and part.group.part in _OPTIONS
    if not is_tempting or sum(each.count for each in wrong) < WRONG_EACH * len(wrong):
        return []
    return [each.choice for each in wrong if each.count == 0]
