"""The same ratings ranked by other methods, and the raters' severity."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from zhixing.errors import MeasureError
from zhixing.measures import ranking
from zhixing.measures.severity import rater_severity
from zhixing.topics.rules.rating import Array, Ratings

_SAME = 1e-9

WEIGHTED_SUM = "weighted-sum"
TOPSIS = "topsis"
PROMETHEE = "promethee-ii"
BORDA = "borda"
CONDORCET = "condorcet"
SEVERITY = "severity-adjusted"


@dataclass(frozen=True, slots=True)
class Method:
    """One method's ranking.

    Args:
        id: name of the method.
        order: topics, best first.
        winner: the first; None when the method finds none (a Condorcet winner need not exist).
    """

    id: str
    order: tuple[str, ...]
    winner: str | None


def best_first(topics: Sequence[str], values: Mapping[str, float]) -> tuple[str, ...]:
    """Order topics by value; equal values keep the given order."""
    return tuple(sorted(topics, key=lambda topic: -round(values[topic] / _SAME)))


def all_methods(
    ratings: Ratings, weights: Array, order: Sequence[str], effects: Array | None, severity_from: float
) -> list[Method]:
    """Rank by every method that these ratings allow.

    Args:
        ratings: at least two topics, every cell of which somebody has rated.
        weights: one per criterion, summing to one.
        order: the topics by weighted sum; other methods' ties are broken by it.
        effects: what each rater adds, from `severity`.
        severity_from: deviation of a rater's mean from which it is corrected.
    """
    found = [Method(WEIGHTED_SUM, tuple(order), order[0])]
    found += _by_means(ratings, weights, order)
    if ratings.raters > 1:
        found += _by_ballots(ratings, weights, order)
    if effects is not None:
        adjusted = severity_adjusted(ratings, effects, severity_from).means() @ weights
        found.append(_method(SEVERITY, order, dict(zip(ratings.topics, adjusted.tolist(), strict=True))))
    return found


def _method(name: str, order: Sequence[str], values: Mapping[str, float]) -> Method:
    ranked = best_first(order, values)
    return Method(name, ranked, ranked[0])


def _by_means(ratings: Ratings, weights: Array, order: Sequence[str]) -> list[Method]:
    means = ratings.means()
    senses = np.ones(len(weights))
    flows = ranking.promethee_ii(means, weights, senses)
    found = [_method(PROMETHEE, order, dict(zip(ratings.topics, flows.tolist(), strict=True)))]
    try:
        closeness = ranking.topsis(means, weights, senses)
    except MeasureError:  # all topics have the same means: there is nothing to be close to
        return found
    return [_method(TOPSIS, order, dict(zip(ratings.topics, closeness.tolist(), strict=True))), *found]


def _by_ballots(ratings: Ratings, weights: Array, order: Sequence[str]) -> list[Method]:
    ballots = strict_ballots(ratings, weights)
    if not ballots:
        return []
    points = ranking.borda(ballots)
    duels = ranking.copeland(ballots)
    winner = ranking.condorcet_winner(ballots) if len(order) > 1 else order[0]
    return [
        _method(BORDA, order, points),
        Method(CONDORCET, best_first(order, duels), winner),
    ]


def strict_ballots(ratings: Ratings, weights: Array) -> list[tuple[int, tuple[str, ...]]]:
    """Return the raters' orders of the topics as ballots without ties, two for each rater.

    The second has the topics that a rater puts on one level the other way round, so that neither of them is
    ahead; Borda and Condorcet look at pairs only. Raters who left a topic out are left out here.
    """
    totals = ratings.totals(weights)
    counted: Counter[tuple[str, ...]] = Counter()
    for row in totals[~np.isnan(totals).any(axis=1)]:
        values = dict(zip(ratings.topics, row.tolist(), strict=True))
        counted[best_first(ratings.topics, values)] += 1
        counted[best_first(ratings.topics[::-1], values)] += 1
    return [(count, order) for order, count in sorted(counted.items())]


def favourite(ratings: Ratings, weights: Array) -> str | None:
    """Return the topic that more than half of the raters put first, None when there is none.

    Raters who left a topic out do not count; one who puts several first gives each an equal part.
    """
    totals = ratings.totals(weights)
    complete = np.round(totals[~np.isnan(totals).any(axis=1)] / _SAME)
    if len(complete) < 2:
        return None
    is_best = complete == complete.max(axis=1, keepdims=True)
    firsts = (is_best / is_best.sum(axis=1, keepdims=True)).sum(axis=0)
    return ratings.topics[int(firsts.argmax())] if firsts.max() > len(complete) / 2 else None


def severity(ratings: Ratings) -> Array | None:
    """Return by how much each rater's marks lie above the others'; for computing on, never to be shown.

    None where it cannot be told: one rater only, or raters with no topic in common.
    """
    if ratings.raters < 2:
        return None
    try:
        return rater_severity(ratings.cube.reshape(ratings.raters, -1).T).raters
    except MeasureError:
        return None


def severity_adjusted(ratings: Ratings, effects: Array, severity_from: float) -> Ratings:
    """Return the ratings with the marks of unusually strict or generous raters put on everyone's level."""
    correction = np.where(np.abs(effects) >= severity_from, effects, 0.0)
    return Ratings(ratings.topics, ratings.criteria, ratings.cube - correction[:, None, None])
