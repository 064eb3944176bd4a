"""What lies one tap below a result: every method, every coefficient, every way in which it could turn."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from zhixing.errors import MeasureError
from zhixing.measures import ranking
from zhixing.measures.acceptability import rank_acceptability
from zhixing.topics.rules import methods as other
from zhixing.topics.rules.agreement import Agreement, agreement_of
from zhixing.topics.rules.methods import Method, best_first
from zhixing.topics.rules.rating import Array, Ratings
from zhixing.topics.rules.stability import Flip, flips

DRAWS = 10_000
SEED = 20260501
"""Where the random weights start: the same ratings give the same shares on every machine."""

NORMALISATIONS = {None: "none", "minmax": "minmax", "vector": "vector", "sum": "sum"}
_TURNING_RULES: tuple[ranking.Rule, ...] = ("minmax", "vector", "topsis")


@dataclass(frozen=True, slots=True)
class Reversed:
    """Two topics that change places when a third is left out.

    Args:
        method: "minmax", "vector" or "topsis".
        dropped: the topic left out.
        ahead: the one that was ahead with it.
        behind: the one that is ahead without it.
        changes_first: whether another of the remaining topics is first without it.
    """

    method: str
    dropped: str
    ahead: str
    behind: str
    changes_first: bool


@dataclass(frozen=True, slots=True)
class Appendix:
    """What lies one tap deeper.

    Args:
        methods: every method's ranking.
        agreement: how far the raters agree.
        flips: the smallest change of each weight that changes the winner.
        acceptability: share of random weightings that give each topic (in the order of the result) each rank.
        normalisations: the weighted sum's ranking under each normalisation; "none" is the result's own.
        reversals: pairs that change places when a topic is left out, by the methods that allow it.
        favourite: the topic that more than half of the raters put first, or else prefer to each other one.
        severity_changes_winner: whether correcting strict and generous raters changes the first place.
        severities: by how much raters' marks lie above the others', sorted; never shown.
        severity_known: whether severities could be told apart from the topics at all.
    """

    methods: tuple[Method, ...]
    agreement: Agreement
    flips: tuple[Flip, ...]
    acceptability: tuple[tuple[float, ...], ...]
    normalisations: tuple[Method, ...]
    reversals: tuple[Reversed, ...]
    favourite: str | None
    severity_changes_winner: bool
    severities: tuple[float, ...]
    severity_known: bool

    @property
    def kendall_w(self) -> float | None:
        """Agreement of the raters' orders, None where it does not exist."""
        w = self.agreement.overall.w
        return None if w is None else w.w

    def method(self, name: str) -> Method | None:
        """Return one method's ranking, if these ratings allow it."""
        return next((method for method in self.methods if method.id == name), None)


def appendix_of(ratings: Ratings, weights: Array, order: Sequence[str], severity_from: float) -> Appendix:
    """Compute everything behind the result of at least two topics.

    Args:
        ratings: every cell of which somebody has rated.
        weights: one per criterion, summing to one.
        order: the topics by weighted sum.
        severity_from: deviation of a rater's mean from which it is corrected.
    """
    severity = other.severity(ratings)
    found = other.all_methods(ratings, weights, order, severity, severity_from)
    adjusted = next((method for method in found if method.id == other.SEVERITY), None)
    duels = next((method for method in found if method.id == other.CONDORCET), None)
    means = ratings.only(order).means()
    benefits = np.ones(len(weights))
    return Appendix(
        methods=tuple(found),
        agreement=agreement_of(ratings, weights),
        flips=flips(ratings, weights),
        acceptability=tuple(
            tuple(row) for row in rank_acceptability(means, benefits, seed=SEED, draws=DRAWS).tolist()
        ),
        normalisations=_normalisations(means, weights, order),
        reversals=_reversals(means, weights, order),
        favourite=other.favourite(ratings, weights) or (duels.winner if duels is not None else None),
        severity_changes_winner=adjusted is not None and adjusted.winner != order[0],
        severities=() if severity is None else tuple(np.sort(severity).tolist()),
        severity_known=severity is not None,
    )


def _normalisations(means: Array, weights: Array, order: Sequence[str]) -> tuple[Method, ...]:
    found = ranking.normalised_values(means, weights, np.ones(len(weights)))
    ranked = {
        NORMALISATIONS[name]: best_first(order, dict(zip(order, values.tolist(), strict=True)))
        for name, values in found.items()
    }
    return tuple(Method(name, topics, topics[0]) for name, topics in ranked.items())


def _reversals(means: Array, weights: Array, order: Sequence[str]) -> tuple[Reversed, ...]:
    found = []
    for rule in _TURNING_RULES:
        try:
            turns = ranking.reversals(means, weights, np.ones(len(weights)), rule)
        except MeasureError:  # all topics have the same means: TOPSIS orders nothing
            continue
        for turn in turns:
            dropped, ahead, behind = order[turn.dropped], order[turn.ahead], order[turn.behind]
            found.append(Reversed(str(rule), dropped, ahead, behind, turn.changes_first))
    return tuple(sorted(found, key=lambda one: not one.changes_first))
