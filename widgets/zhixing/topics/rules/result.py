"""The result of a round of ratings: ranking, spread, stability. No rater is in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from zhixing.topics.rules import methods as other
from zhixing.topics.rules.appendix import Appendix, appendix_of
from zhixing.topics.rules.rating import Array, Ratings, Scores, deviation_over
from zhixing.topics.rules.stability import Kind, Stability, judge
from zhixing.topics.rules.warnings import Caution, Found, cautions

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
        low: tenth percentile of the raters' totals; None with too few raters of all topics or of this one.
        high: ninetieth percentile of the raters' totals; None with too few raters.
        by_criterion: mean by criterion; empty with too few raters: the score is not to be shown either.
        raters: how many have rated it, on the criterion on which fewest have.
    """

    topic: str
    place: int
    score: float
    low: float | None
    high: float | None
    by_criterion: Mapping[str, float]
    raters: int = 0

    @property
    def is_withheld(self) -> bool:
        """Whether so few have rated it that only its place may be told."""
        return not self.by_criterion


@dataclass(frozen=True, slots=True)
class Cell:
    """One topic × criterion cell with how often each score was given."""

    topic: str
    criterion: str
    counts: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Result:
    """What a round of ratings says.

    Args:
        ranking: the rated topics, best first; equal scores in establishment order.
        unrated: topics that nobody rated on every criterion.
        raters: how many ballots there are.
        stability: how firmly the first place stands; None when nothing was rated.
        appendix: the rest; None with too few raters or one topic.
        cautions: what to beware of, most important first.
    """

    ranking: tuple[Ranked, ...]
    unrated: tuple[str, ...]
    raters: int
    stability: Stability | None
    appendix: Appendix | None
    cautions: tuple[Caution, ...] = ()

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
    least = 1 if solo else limits.min_cell
    ranking = _ranking(ratings, shares, least)
    order = [ranked.topic for ranked in ranking]
    appendix = None
    if ratings.raters < least:
        stability = Stability(Kind.FEW, "topics.sentence.few")
    elif len(order) == 1:
        stability = Stability(Kind.STABLE, "topics.sentence.only-one")
    else:
        appendix = appendix_of(ratings, shares, order, limits.severity_from)
        stability = judge(
            ratings,
            order,
            ranking[0].score - ranking[1].score,
            (*appendix.methods, *appendix.normalisations),
            appendix.flips,
            close_call=limits.close_call,
            solo=solo,
        )
    found = Found(everything, ratings, ranking, appendix, unrated, least, limits.close_call)
    return Result(ranking, unrated, ratings.raters, stability, appendix, cautions(found))


def _ranking(ratings: Ratings, weights: Array, least: int) -> tuple[Ranked, ...]:
    means = ratings.means()
    totals = ratings.totals(weights)
    fewest = ratings.fewest()
    scores = dict(zip(ratings.topics, (means @ weights).tolist(), strict=True))
    ranked = []
    for topic in other.best_first(ratings.topics, scores):
        row = ratings.topics.index(topic)
        given = totals[:, row][~np.isnan(totals[:, row])]
        few = fewest[topic] < least
        low, high = (float(value) for value in np.percentile(given, SPREAD))
        ranked.append(
            Ranked(
                topic=topic,
                place=1 + sum(score > scores[topic] + 1e-9 for score in scores.values()),
                score=scores[topic],
                low=None if few else low,
                high=None if few else high,
                by_criterion={} if few else dict(zip(ratings.criteria, means[row].tolist(), strict=True)),
                raters=fewest[topic],
            )
        )
    return tuple(ranked)


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
