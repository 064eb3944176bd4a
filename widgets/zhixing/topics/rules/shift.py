"""What talking changed: the first round of ratings beside the second, in means only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from zhixing.topics.rules.agreement import agreement_of
from zhixing.topics.rules.rating import Ratings, Scores


@dataclass(frozen=True, slots=True)
class Round:
    """What is kept of a round when it is reopened: means, never a single ballot.

    Args:
        raters: how many rated.
        scores: weighted mean by topic; empty where too few have rated.
        by_criterion: mean by topic and criterion.
        w: Kendall's W, None where it does not exist.
        alpha: Krippendorff's alpha, differences counting in points.
    """

    raters: int
    scores: Mapping[str, float]
    by_criterion: Mapping[str, Mapping[str, float]]
    w: float | None
    alpha: float | None

    @property
    def is_withheld(self) -> bool:
        """Whether so few have rated that nothing is told."""
        return not self.scores

    def json(self) -> dict[str, Any]:
        """Return it as it is stored."""
        return {
            "raters": self.raters,
            "scores": {topic: round(score, 4) for topic, score in self.scores.items()},
            "by_criterion": {
                topic: {name: round(mean, 4) for name, mean in means.items()}
                for topic, means in self.by_criterion.items()
            },
            "w": self.w,
            "alpha": self.alpha,
        }

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "Round":
        """Read what ``json`` wrote."""
        return cls(
            raters=int(raw.get("raters", 0)),
            scores=dict(raw.get("scores", {})),
            by_criterion=dict(raw.get("by_criterion", {})),
            w=raw.get("w"),
            alpha=raw.get("alpha"),
        )


@dataclass(frozen=True, slots=True)
class Moved:
    """One topic before and after; equal scores share a place."""

    topic: str
    before: float
    after: float
    place_before: int
    place_after: int


@dataclass(frozen=True, slots=True)
class Shift:
    """The two rounds side by side.

    Args:
        topics: those rated in both, best of the second round first.
        raters: how many rated, before and after.
        w: Kendall's W before and after.
        alpha: Krippendorff's alpha before and after.
    """

    topics: tuple[Moved, ...]
    raters: tuple[int, int]
    w: tuple[float | None, float | None]
    alpha: tuple[float | None, float | None]

    @property
    def moved(self) -> int:
        """How many topics have another place than before."""
        return sum(1 for topic in self.topics if topic.place_before != topic.place_after)


def remembered(
    ballots: Sequence[Scores], topics: Sequence[str], weights: Mapping[str, float], least: int
) -> Round:
    """Return what may be kept of a round.

    Args:
        ballots: all ballots.
        topics: the rated topics.
        weights: weight by criterion; any scale.
        least: fewest raters of a topic for which its means are kept.
    """
    everything = Ratings.of(ballots, topics, tuple(weights))
    told = [topic for topic, count in everything.fewest().items() if count >= max(least, 1)]
    if not told:
        return Round(everything.raters, {}, {}, None, None)
    ratings = everything.only(told)
    shares = np.array(list(weights.values()), dtype=np.float64)
    shares = shares / shares.sum()
    means = ratings.means()
    agreement = agreement_of(ratings, shares).overall
    return Round(
        raters=everything.raters,
        scores=dict(zip(told, (means @ shares).tolist(), strict=True)),
        by_criterion={
            topic: dict(zip(ratings.criteria, row.tolist(), strict=True))
            for topic, row in zip(told, means, strict=True)
        },
        w=None if agreement.w is None else agreement.w.w,
        alpha=agreement.alpha_interval,
    )


def tells_the_late(before: Round, raters: int, least: int) -> bool:
    """Tell whether the second round has so few ballots more or less that its means would tell them.

    Six times the mean of six less five times that of five is what the sixth has given. People who change
    their marks between the rounds blur that, so a shift is withheld more often than it must be. It goes by
    ballots, not by topics: paper that leaves some topics out is not covered.

    Args:
        before: the first round.
        raters: how many rated in the second.
        least: the fewest raters whose marks are told together.
    """
    return not before.is_withheld and 0 < abs(raters - before.raters) < least


def shift(before: Round, after: Round) -> Shift | None:
    """Return what changed; None where a round is withheld or no topic was rated in both."""
    shared = [topic for topic in after.scores if topic in before.scores]
    if not shared:
        return None
    places_before, places_after = _places(before, shared), _places(after, shared)
    moved = [
        Moved(topic, before.scores[topic], after.scores[topic], places_before[topic], places_after[topic])
        for topic in shared
    ]
    return Shift(
        tuple(sorted(moved, key=lambda one: one.place_after)),
        (before.raters, after.raters),
        (before.w, after.w),
        (before.alpha, after.alpha),
    )


def _places(one: Round, topics: Sequence[str]) -> dict[str, int]:
    scores = {topic: round(one.scores[topic], 4) for topic in topics}
    return {topic: 1 + sum(other > scores[topic] for other in scores.values()) for topic in topics}
