"""How firmly the first place stands, in one kind and one sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from zhixing.measures import ranking
from zhixing.topics.rules.methods import Method
from zhixing.topics.rules.rating import Array, Ratings, deviation_over, mean_over

ALL_EQUAL = "result.sentence.all-equal"
NO_DUEL_WINNER = "result.sentence.no-duel-winner"
_SENTENCES = {
    "close": "topics.sentence.close",
    "method": "topics.sentence.fragile-method",
    "weight": "topics.sentence.fragile-weight",
    "stable": "topics.sentence.stable",
}
_SOLO_SENTENCES = {
    "close": "topics.sentence.solo-close",
    "method": "topics.sentence.solo-fragile-method",
    "weight": "topics.sentence.solo-fragile-weight",
    "stable": "topics.sentence.solo-stable",
}

FRAGILE_WEIGHT = 0.1
"""A change of one weight, with weights summing to one, that nobody could defend as meaningful."""


class Kind(StrEnum):
    """How firmly the first place stands."""

    STABLE = "stable"
    CLOSE = "close"
    FRAGILE = "fragile"
    FEW = "few"


@dataclass(frozen=True, slots=True)
class Stability:
    """The kind, and which sentence says it.

    Args:
        kind: how firmly the first place stands.
        sentence: key of the sentence in the catalogue.
        criterion: the criterion it names: for ``close`` the one most disputed between the first two.
    """

    kind: Kind
    sentence: str
    criterion: str | None = None


@dataclass(frozen=True, slots=True)
class Flip:
    """The smallest change of one criterion's weight that changes the winner; None when none does."""

    criterion: str
    change: float | None
    challenger: str | None = None


def flips(ratings: Ratings, weights: Array) -> tuple[Flip, ...]:
    """Return for each criterion how far its weight must move before another topic wins."""
    found = ranking.flips(ratings.means(), weights, np.ones(len(weights)))
    return tuple(
        Flip(criterion, None)
        if flip.challenger is None
        else Flip(criterion, float(flip.change), ratings.topics[flip.challenger])
        for criterion, flip in zip(ratings.criteria, found, strict=True)
    )


def disputed_between(ratings: Ratings, first: str, second: str) -> str:
    """Return the criterion on which raters disagree most about which of two topics is ahead.

    With one rater, or equal disagreement, the one on which the second topic does best against the first.
    """
    pair = ratings.only([first, second]).cube
    lead = pair[:, 0, :] - pair[:, 1, :]
    spread = np.nan_to_num(deviation_over(lead, 0))
    ahead = np.nan_to_num(mean_over(lead, 0))
    ranked = sorted(
        range(len(ratings.criteria)),
        key=lambda column: (-round(float(spread[column]), 9), float(ahead[column])),
    )
    return ratings.criteria[ranked[0]]


def tells_nothing_apart(ratings: Ratings) -> bool:
    """Say whether every rater has given all topics the same marks, so that ratings order nothing."""
    marks = ratings.cube
    highest = np.where(np.isnan(marks), -np.inf, marks).max(axis=1)
    lowest = np.where(np.isnan(marks), np.inf, marks).min(axis=1)
    return bool((highest <= lowest).all())


def judge(
    ratings: Ratings,
    order: Sequence[str],
    gap: float,
    methods: Sequence[Method],
    changes: Sequence[Flip],
    *,
    close_call: float,
    solo: bool,
) -> Stability:
    """Return how firmly the first of at least two topics stands.

    Args:
        ratings: the marks.
        order: topics by weighted sum.
        gap: difference of the two best scores.
        methods: every method's ranking, and the result's own under other normalisations.
        changes: the smallest weight changes that change the winner.
        close_call: gap below which two topics are called too close.
        solo: one person rates alone, and the sentence says so.
    """
    sentences = _SOLO_SENTENCES if solo else _SENTENCES
    if tells_nothing_apart(ratings):
        return Stability(Kind.CLOSE, ALL_EQUAL)
    if gap < close_call - 1e-9:
        disputed = disputed_between(ratings, order[0], order[1])
        return Stability(Kind.CLOSE, sentences["close"], disputed)
    if any(method.winner not in (order[0], None) for method in methods):
        return Stability(Kind.FRAGILE, sentences["method"])
    if any(method.winner is None for method in methods):
        return Stability(Kind.FRAGILE, NO_DUEL_WINNER)
    touchy = [flip for flip in changes if flip.change is not None and abs(flip.change) < FRAGILE_WEIGHT]
    if touchy:
        nearest = min(touchy, key=lambda flip: abs(flip.change or 0.0))
        return Stability(Kind.FRAGILE, sentences["weight"], nearest.criterion)
    return Stability(Kind.STABLE, sentences["stable"])
