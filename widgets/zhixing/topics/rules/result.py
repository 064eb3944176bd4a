"""The result of a round of ratings: ranking, spread, stability. No rater is in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from zhixing.topics.rules import methods as other
from zhixing.topics.rules.methods import Method
from zhixing.topics.rules.rating import Array, Ratings, Scores, deviation_over
from zhixing.topics.rules.stability import Flip, Kind, Stability, flips, judge

SPREAD = (10, 90)
"""Percentiles of the raters' totals shown as a topic's spread: the outermost raters stay unseen."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Policy values the result depends on.

    Args:
        min_cell: fewest raters for which more than the order is shown.
        close_call: difference of the two best scores below which they are too close.
        severity_from: deviation of a rater's mean from which it is corrected.
        disputed_from: standard deviation from which a cell is put up for discussion.
    """

    min_cell: int = 5
    close_call: float = 0.15
    severity_from: float = 1.0
    disputed_from: float = 1.0


@dataclass(frozen=True, slots=True)
class Ranked:
    """One topic's place.

    Args:
        topic: its id.
        place: 1 for the best; equal scores share a place.
        score: weighted mean on the rating scale.
        low: tenth percentile of the raters' totals; None with too few raters.
        high: ninetieth percentile of the raters' totals; None with too few raters.
        by_criterion: mean by criterion; empty with too few raters.
    """

    topic: str
    place: int
    score: float
    low: float | None
    high: float | None
    by_criterion: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Cell:
    """One topic × criterion cell with how often each score was given."""

    topic: str
    criterion: str
    counts: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Appendix:
    """What lies one tap deeper.

    Args:
        methods: every method's ranking.
        kendall_w: agreement of the raters, None where it does not exist.
        flips: the smallest change of each weight that changes the winner.
        severity_changes_winner: whether correcting strict and generous raters changes the first place.
        severities: by how much raters' marks lie above the others', sorted; never shown.
    """

    methods: tuple[Method, ...]
    kendall_w: float | None
    flips: tuple[Flip, ...]
    severity_changes_winner: bool
    severities: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What a round of ratings says.

    Args:
        ranking: the rated topics, best first; equal scores in establishment order.
        unrated: topics that nobody rated on every criterion.
        raters: how many ballots there are.
        stability: how firmly the first place stands; None when nothing was rated.
        appendix: the rest; None with too few raters or one topic.
    """

    ranking: tuple[Ranked, ...]
    unrated: tuple[str, ...]
    raters: int
    stability: Stability | None
    appendix: Appendix | None

    @property
    def first(self) -> str | None:
        """首选."""
        return self.ranking[0].topic if self.ranking else None

    @property
    def runner_up(self) -> str | None:
        """备选."""
        return self.ranking[1].topic if len(self.ranking) > 1 else None

    @property
    def held(self) -> tuple[str, ...]:
        """暂缓."""
        return (*(ranked.topic for ranked in self.ranking[2:]), *self.unrated)


def compute(
    ballots: Sequence[Scores],
    topics: Sequence[str],
    weights: Mapping[str, float],
    limits: Limits,
    *,
    solo: bool = False,
) -> Result:
    """Return the result of a round.

    Args:
        ballots: all ballots, paper included; their order does not matter.
        topics: the rated topics, in establishment order.
        weights: weight by criterion; any scale.
        limits: policy values.
        solo: one person rates alone: nothing is withheld, and the sentence says so.
    """
    everything = Ratings.of(ballots, topics, tuple(weights))
    rated = everything.complete_topics()
    unrated = tuple(topic for topic in topics if topic not in rated)
    if not rated:
        return Result((), unrated, everything.raters, None, None)
    ratings = everything.only(rated)
    shares = np.array([weights[criterion] for criterion in ratings.criteria], dtype=np.float64)
    shares = shares / shares.sum()
    few = ratings.raters < limits.min_cell and not solo
    ranking = _ranking(ratings, shares, few=few)
    if few:
        return Result(ranking, unrated, ratings.raters, Stability(Kind.FEW, "topics.sentence.few"), None)
    if len(ranking) == 1:
        return Result(
            ranking, unrated, ratings.raters, Stability(Kind.STABLE, "topics.sentence.only-one"), None
        )
    appendix = _appendix(ratings, shares, [ranked.topic for ranked in ranking], limits)
    stability = judge(
        ratings,
        [ranked.topic for ranked in ranking],
        ranking[0].score - ranking[1].score,
        appendix.methods,
        appendix.flips,
        close_call=limits.close_call,
        solo=solo,
    )
    return Result(ranking, unrated, ratings.raters, stability, appendix)


def _ranking(ratings: Ratings, weights: Array, *, few: bool) -> tuple[Ranked, ...]:
    means = ratings.means()
    totals = ratings.totals(weights)
    scores = dict(zip(ratings.topics, (means @ weights).tolist(), strict=True))
    ranked = []
    for topic in other.best_first(ratings.topics, scores):
        row = ratings.topics.index(topic)
        given = totals[:, row][~np.isnan(totals[:, row])]
        low, high = (float(value) for value in np.percentile(given, SPREAD))
        ranked.append(
            Ranked(
                topic=topic,
                place=1 + sum(score > scores[topic] + 1e-9 for score in scores.values()),
                score=scores[topic],
                low=None if few else low,
                high=None if few else high,
                by_criterion={} if few else dict(zip(ratings.criteria, means[row].tolist(), strict=True)),
            )
        )
    return tuple(ranked)


def _appendix(ratings: Ratings, weights: Array, order: Sequence[str], limits: Limits) -> Appendix:
    found = other.all_methods(ratings, weights, order, limits.severity_from)
    adjusted = next((method for method in found if method.id == other.SEVERITY), None)
    return Appendix(
        methods=tuple(found),
        kendall_w=other.concordance(ratings, weights),
        flips=flips(ratings, weights),
        severity_changes_winner=adjusted is not None and adjusted.winner != order[0],
        severities=tuple(other.severities(ratings).tolist()),
    )


def most_disputed(
    ballots: Sequence[Scores], topics: Sequence[str], criteria: Sequence[str], limits: Limits
) -> Cell | None:
    """Return the cell on which raters differ most, if it is worth talking about.

    None with fewer raters than ``min_cell`` in it, or a standard deviation below ``disputed_from``.
    """
    ratings = Ratings.of(ballots, topics, criteria)
    if ratings.raters == 0:
        return None
    enough = (~np.isnan(ratings.cube)).sum(axis=0) >= limits.min_cell
    spread = np.where(enough, np.nan_to_num(deviation_over(ratings.cube, 0)), 0.0)
    row, column = np.unravel_index(int(spread.argmax()), spread.shape)
    if spread[row, column] < limits.disputed_from:
        return None
    marks = ratings.cube[:, row, column]
    values, counts = np.unique(marks[~np.isnan(marks)], return_counts=True)
    return Cell(
        ratings.topics[int(row)],
        ratings.criteria[int(column)],
        {int(value): int(count) for value, count in zip(values, counts, strict=True)},
    )
