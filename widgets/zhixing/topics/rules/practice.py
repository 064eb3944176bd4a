"""The practice round: one person rates together with three simulated colleagues; no I/O."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from zhixing.text import Text
from zhixing.topics.rules.rating import Scores
from zhixing.topics.rules.result import Cell, Limits, Result, compute, most_disputed


class Stage(StrEnum):
    """Where a round stands: to be rated, to be talked about, done."""

    RATE = "rate"
    DISCUSS = "discuss"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class SampleTopic:
    """A topic of the practice."""

    id: str
    title: Text
    statement: Text


@dataclass(frozen=True, slots=True)
class Colleague:
    """A simulated co-rater: the post, what it looks at first, whether it marks strictly."""

    id: str
    post: Text
    view: Text
    strict: bool


@dataclass(frozen=True, slots=True)
class Said:
    """What a colleague gives in one cell, and the fact it names."""

    score: int
    fact: Text


@dataclass(frozen=True)
class Practice:
    """The topics, the colleagues, and what each of them says in every cell.

    Args:
        id: under which a person's rounds are kept.
        version: short hash of everything below; a round begun on another version starts again.
        said: by topic, criterion and colleague.
    """

    id: str
    version: str
    topics: tuple[SampleTopic, ...]
    colleagues: tuple[Colleague, ...]
    criteria: tuple[str, ...]
    said: Mapping[tuple[str, str, str], Said]

    @property
    def topic_ids(self) -> tuple[str, ...]:
        """The topics' ids in the order shown."""
        return tuple(topic.id for topic in self.topics)

    def ballot(self, colleague: Colleague) -> Scores:
        """Return what a colleague has given."""
        return {
            topic: {criterion: self.said[topic, criterion, colleague.id].score for criterion in self.criteria}
            for topic in self.topic_ids
        }

    def ballots(self, own: Scores) -> list[Scores]:
        """Return everybody's ballots, one's own first."""
        return [own, *map(self.ballot, self.colleagues)]


@dataclass(frozen=True, slots=True)
class Round:
    """One person's round: the first marks, and after the talk the marks in the end.

    Args:
        number: how many tries the person has stored; a page that has seen fewer is out of date.
    """

    number: int
    first: Scores | None = None
    settled: Scores | None = None

    @property
    def stage(self) -> Stage:
        """Where it stands."""
        if self.first is None:
            return Stage.RATE
        return Stage.DISCUSS if self.settled is None else Stage.DONE


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a round of four says before and after the talk.

    Args:
        cell: the cell that was talked about.
        before: the result of the first marks.
        after: the result in the end.
        lenient: the first place if the strict colleague had not rated; None when nobody marks strictly.
    """

    cell: Cell
    before: Result
    after: Result
    lenient: str | None


def disputed(practice: Practice, own: Scores, limits: Limits) -> Cell:
    """Return the cell on which the four differ most; with four known raters one is always worth a look."""
    found = most_disputed(practice.ballots(own), practice.topic_ids, practice.criteria, _among_four(limits))
    if found is None:
        raise ValueError(practice.id)
    return found


def changed(own: Scores, cell: Cell, score: int) -> Scores:
    """Return the marks with another one in a cell."""
    return {**own, cell.topic: {**own[cell.topic], cell.criterion: score}}


def outcome(
    practice: Practice, first: Scores, settled: Scores, weights: Mapping[str, float], limits: Limits
) -> Outcome:
    """Return the result of the four, before and after the talk."""

    def result(ballots: Sequence[Scores]) -> Result:
        return compute(ballots, practice.topic_ids, weights, _among_four(limits))

    mild = [each for each in practice.colleagues if not each.strict]
    without = [settled, *map(practice.ballot, mild)]
    return Outcome(
        cell=disputed(practice, first, limits),
        before=result(practice.ballots(first)),
        after=result(practice.ballots(settled)),
        lenient=result(without).first if len(mild) < len(practice.colleagues) else None,
    )


def _among_four(limits: Limits) -> Limits:
    """Withhold nothing: three of the four are invented, and everyone's marks are on the page."""
    return replace(limits, min_cell=1, disputed_from=0.0)
