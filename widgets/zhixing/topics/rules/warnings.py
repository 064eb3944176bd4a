"""What to beware of in a result, and which sentences say it and what to do about it next."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from zhixing.topics.rules import methods as other
from zhixing.topics.rules.appendix import Appendix
from zhixing.topics.rules.rating import Ratings
from zhixing.topics.rules.stability import FRAGILE_WEIGHT, disputed_between, tells_nothing_apart

LOW_W = 0.3
"""Kendall's W below which raters' orders are called far apart: a convention, and said to be one."""

KINDS: dict[str, tuple[str, str]] = {
    "one-rater": ("result.warning.one-rater", "result.next.one-rater"),
    "few-raters": ("result.warning.few-raters", "result.next.few-raters"),
    "one-topic": ("result.warning.one-topic", "result.next.one-topic"),
    "all-equal": ("result.warning.all-equal", "result.next.all-equal"),
    "close": ("result.warning.close", "result.next.close"),
    "severity-changes-winner": ("result.warning.severity", "result.next.severity"),
    "borda-overrules-majority": ("result.warning.borda", "result.next.borda"),
    "no-condorcet-winner": ("result.warning.no-condorcet", "result.next.no-condorcet"),
    "method-changes-winner": ("result.warning.method", "result.next.method"),
    "normalisation-changes-winner": ("result.warning.normalisation", "result.next.normalisation"),
    "reversal": ("result.warning.reversal", "result.next.reversal"),
    "weights-fragile": ("result.warning.weights", "result.next.weights"),
    "low-agreement": ("result.warning.agreement", "result.next.agreement"),
    "unrated": ("result.warning.unrated", "result.next.unrated"),
    "thin-topic": ("result.warning.thin", "result.next.thin"),
    "gaps": ("result.warning.gaps", "result.next.gaps"),
    "single-topic-ballots": ("result.warning.single", "result.next.single"),
}
"""Every kind, most important first: the sentence that says it, and the one for the next ten minutes."""


@dataclass(frozen=True, slots=True)
class Caution:
    """One thing to beware of; nobody is in it.

    Args:
        kind: one of `KINDS`.
        topic: the topic it is about.
        rival: the topic that could take its place.
        dropped: the topic without which others change places.
        criterion: the criterion to talk about.
        method: by which method or normalisation.
        count: how many.
        total: of how many, or how many it should be.
        value: a number of the sentence.
    """

    kind: str
    topic: str | None = None
    rival: str | None = None
    dropped: str | None = None
    criterion: str | None = None
    method: str | None = None
    count: int | None = None
    total: int | None = None
    value: float | None = None

    @property
    def sentence(self) -> str:
        """Key of the sentence that says it."""
        return KINDS[self.kind][0]

    @property
    def next(self) -> str:
        """Key of the sentence that says what to do in the next ten minutes."""
        return KINDS[self.kind][1]


class _Place(Protocol):
    @property
    def topic(self) -> str: ...
    @property
    def place(self) -> int: ...
    @property
    def score(self) -> float: ...
    @property
    def raters(self) -> int: ...


@dataclass(frozen=True)
class Found:
    """What cautions are drawn from.

    Args:
        everything: all ballots on all topics asked.
        ratings: the same on the topics that are ranked.
        ranking: the topics, best first.
        appendix: None with too few raters or one topic.
        unrated: topics without a rating on some criterion.
        least: fewest raters for which more than the order is shown.
        close_call: difference of the two best scores below which they are too close.
    """

    everything: Ratings
    ratings: Ratings
    ranking: Sequence[_Place]
    appendix: Appendix | None
    unrated: tuple[str, ...]
    least: int
    close_call: float

    @property
    def order(self) -> list[str]:
        """The topics, best first."""
        return [ranked.topic for ranked in self.ranking]


def cautions(found: Found) -> tuple[Caution, ...]:
    """Return everything to beware of, most important first."""
    ranked = list(KINDS)
    everything = [*_of_raters(found), *_of_scores(found), *_of_methods(found), *_of_gaps(found)]
    return tuple(sorted(everything, key=lambda caution: ranked.index(caution.kind)))


def _of_raters(found: Found) -> Iterator[Caution]:
    raters = found.ratings.raters
    if raters == 1:
        yield Caution("one-rater", count=1, total=found.least)
    elif raters < found.least:
        yield Caution("few-raters", count=raters, total=found.least)


def _of_scores(found: Found) -> Iterator[Caution]:
    order, appendix = found.order, found.appendix
    if len(order) == 1:
        yield Caution("one-topic", topic=order[0])
    if appendix is None:
        return
    first, second = order[:2]
    disputed = disputed_between(found.ratings, first, second)
    gap = found.ranking[0].score - found.ranking[1].score
    if tells_nothing_apart(found.ratings):
        yield Caution("all-equal", topic=first, count=len(order))
        return
    withheld = any(ranked.raters < found.least for ranked in found.ranking[:2])
    if gap < found.close_call - 1e-9 and not withheld:  # the difference would tell a score that is withheld
        yield Caution("close", first, second, criterion=disputed, value=gap)
    if appendix.kendall_w is not None and appendix.kendall_w < LOW_W:
        yield Caution("low-agreement", criterion=disputed, value=appendix.kendall_w)


def _of_methods(found: Found) -> Iterator[Caution]:
    appendix = found.appendix
    if appendix is None or tells_nothing_apart(found.ratings):
        return
    first, second = found.order[:2]
    yield from _of_ballots(appendix, first, second)
    plain = (method for method in appendix.methods if method.id != other.SEVERITY)
    for kind, methods in (
        ("method-changes-winner", plain),
        ("normalisation-changes-winner", iter(appendix.normalisations)),
    ):
        differs = next((method for method in methods if method.winner not in (first, None)), None)
        if differs is not None:
            yield Caution(kind, first, differs.winner, method=differs.id)
    turned = next((each for each in appendix.reversals if each.changes_first), None)
    if turned is not None:
        yield Caution("reversal", turned.ahead, turned.behind, turned.dropped, method=turned.method)
    changes = [(abs(flip.change), flip) for flip in appendix.flips if flip.change is not None]
    size, nearest = min(changes, key=lambda one: one[0], default=(FRAGILE_WEIGHT, None))
    if nearest is not None and size < FRAGILE_WEIGHT and found.ranking[1].place > 1:
        points = 100 * (nearest.change or 0.0)
        yield Caution("weights-fragile", first, nearest.challenger, criterion=nearest.criterion, value=points)


def _of_ballots(appendix: Appendix, first: str, second: str) -> Iterator[Caution]:
    adjusted = appendix.method(other.SEVERITY)
    if adjusted is not None and appendix.severity_changes_winner:
        yield Caution("severity-changes-winner", first, adjusted.winner)
    borda, duels = appendix.method(other.BORDA), appendix.method(other.CONDORCET)
    if borda is not None and appendix.favourite not in (None, borda.winner):
        yield Caution("borda-overrules-majority", appendix.favourite, borda.winner)
    if duels is not None and duels.winner is None:
        yield Caution("no-condorcet-winner", first, second)


def _of_gaps(found: Found) -> Iterator[Caution]:
    if found.unrated:
        yield Caution("unrated", topic=found.unrated[0], count=len(found.unrated))
    if found.ratings.raters >= found.least:
        thin = [ranked for ranked in found.ranking if ranked.raters < found.least]
        if thin:
            yield Caution("thin-topic", topic=thin[0].topic, count=thin[0].raters, total=found.least)
    cells = np.isnan(found.ratings.cube)
    if cells.any():
        yield Caution("gaps", count=int(cells.sum()), total=cells.size)
    rated = (~np.isnan(found.everything.cube)).any(axis=2).sum(axis=1)
    if len(found.everything.topics) > 1 and (rated == 1).any():
        yield Caution("single-topic-ballots", count=int((rated == 1).sum()))
