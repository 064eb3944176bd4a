"""Ratings: one ballot's scores checked, all ballots' scores as numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zhixing.errors import InputError
from zhixing.topics.rules.criteria import Criterion

Scores = Mapping[str, Mapping[str, int]]
"""One ballot: topic to criterion to score; a cell may be missing on paper."""

Array = NDArray[np.float64]


def check_scores(
    scores: Scores, titles: Mapping[str, str], criteria: Sequence[Criterion], scale: tuple[int, int]
) -> None:
    """Refuse a ballot with an empty cell, a score off the scale, or something that is not asked.

    Args:
        scores: the ballot.
        titles: the rated topics' titles by id, in the order of the page.
        criteria: the rating criteria.
        scale: lowest and highest score.

    Raises:
        InputError: naming the first topic and criterion that are wrong.
    """
    low, high = scale
    for topic, title in titles.items():
        for criterion in criteria:
            place = {"topic": title, "criterion": criterion.name}
            score = scores.get(topic, {}).get(criterion.id)
            if score is None:
                raise InputError("topics.error.score-missing", place)
            if not low <= score <= high:
                raise InputError(
                    "topics.error.score-range", {**place, "found": score, "low": low, "high": high}
                )
    asked = {criterion.id for criterion in criteria}
    if not set(scores) <= set(titles) or any(not set(given) <= asked for given in scores.values()):
        raise InputError("topics.error.not-rated")


def check_paper_scores(
    raw: object, titles: Mapping[str, str], criteria: Sequence[Criterion], scale: tuple[int, int]
) -> dict[str, dict[str, int]]:
    """Return the scores of a paper ballot; cells may be empty, a ballot may not.

    Raises:
        InputError: not scores, off the scale, something that is not asked, or nothing at all.
    """
    if not isinstance(raw, dict) or not all(isinstance(given, dict) for given in raw.values()):
        raise InputError("topics.error.not-rated")
    names = {criterion.id: criterion for criterion in criteria}
    low, high = scale
    read: dict[str, dict[str, int]] = {}
    for topic, given in raw.items():
        for name, score in given.items():
            if topic not in titles or name not in names:
                raise InputError("topics.error.not-rated")
            if score is None:
                continue
            if type(score) is not int or not low <= score <= high:
                place = {"topic": titles[topic], "criterion": names[name].name}
                found = {"found": str(score)[:20], "low": low, "high": high}
                raise InputError("topics.error.score-range", {**place, **found})
            read.setdefault(topic, {})[name] = score
    if not read:
        raise InputError("topics.error.empty-ballot")
    return read


@dataclass(frozen=True)
class Ratings:
    """All ballots of a round as numbers.

    Args:
        topics: ids, in establishment order.
        criteria: ids of the rating criteria.
        cube: raters × topics × criteria, nan where a ballot leaves a cell empty.
    """

    topics: tuple[str, ...]
    criteria: tuple[str, ...]
    cube: Array

    @classmethod
    def of(cls, ballots: Sequence[Scores], topics: Sequence[str], criteria: Sequence[str]) -> "Ratings":
        """Read ballots; cells of other topics or criteria are left out, empty ballots too."""
        cells = [
            [[ballot.get(topic, {}).get(criterion, np.nan) for criterion in criteria] for topic in topics]
            for ballot in ballots
        ]
        cube = np.array(cells, dtype=np.float64).reshape(len(ballots), len(topics), len(criteria))
        given = ~np.isnan(cube).all(axis=(1, 2))
        return cls(tuple(topics), tuple(criteria), cube[given])

    @property
    def raters(self) -> int:
        """How many ballots say anything."""
        return len(self.cube)

    def only(self, topics: Sequence[str]) -> "Ratings":
        """Return the same ballots on some of the topics."""
        columns = [self.topics.index(topic) for topic in topics]
        return Ratings(tuple(topics), self.criteria, self.cube[:, columns, :])

    def complete_topics(self) -> tuple[str, ...]:
        """Return the topics that somebody has rated on every criterion."""
        means = mean_over(self.cube, 0)
        return tuple(topic for topic, row in zip(self.topics, means, strict=True) if not np.isnan(row).any())

    def fewest(self) -> dict[str, int]:
        """Return by topic how many have rated it on the criterion on which fewest have."""
        given = (~np.isnan(self.cube)).sum(axis=0).min(axis=1, initial=self.raters)
        return {topic: int(count) for topic, count in zip(self.topics, given, strict=True)}

    def means(self) -> Array:
        """Return topics × criteria means over the ballots that have the cell; every cell has one."""
        return mean_over(self.cube, 0)

    def totals(self, weights: Array) -> Array:
        """Return raters × topics weighted means over the criteria a ballot has, nan where it has none."""
        given = ~np.isnan(self.cube)
        weight = (given * weights).sum(axis=2)
        points = (np.where(given, self.cube, 0.0) * weights).sum(axis=2)
        return np.where(weight > 0, points / np.where(weight > 0, weight, 1.0), np.nan)


def mean_over(values: Array, axis: int) -> Array:
    """Return means over an axis without the nan; nan where nothing is left."""
    given = ~np.isnan(values)
    count = given.sum(axis=axis)
    total = np.where(given, values, 0.0).sum(axis=axis)
    result: Array = np.where(count > 0, total / np.where(count > 0, count, 1), np.nan)
    return result


def deviation_over(values: Array, axis: int) -> Array:
    """Return standard deviations (of all, not of a sample) over an axis without the nan."""
    centre = np.expand_dims(mean_over(values, axis), axis)
    result: Array = np.sqrt(mean_over((values - centre) ** 2, axis))
    return result
