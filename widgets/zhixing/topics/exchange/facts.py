"""What the Excel files of a class are made of; no person is in it, and no order of voting."""

from collections.abc import Mapping
from dataclasses import dataclass

from zhixing.text import Text
from zhixing.topics.rules import Criterion, Result, Scores, Verdict

TOPICS = "topics"
TAKE_HOME = "take-home"


@dataclass(frozen=True, slots=True)
class TopicLine:
    """One topic as a row: what may be edited is text by column.

    Args:
        id: the topic's id.
        number: its number on the list.
        version: how often it has been written.
        cells: what people may edit, by column; ids where the sheet shows words.
    """

    id: str
    number: int
    version: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class VerdictLine:
    """What all tables say of one condition of one topic, without their numbers."""

    topic: str
    condition: str
    together: Verdict | None
    counts: Mapping[Verdict, int]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnVerdict:
    """What one table says of one condition of one topic."""

    topic: str
    condition: str
    verdict: Verdict | None
    reason: str
    version: int


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """A round of ratings.

    Args:
        window: its id.
        number: which round.
        topics: ids, in establishment order.
        criteria: ids of the rating criteria.
        scale: lowest and highest mark.
        is_open_to_paper: whether paper ballots still count.
        ballots: the ballots in the order of their marks; None where they are not to be seen.
        result: what they say; None before the reveal.
    """

    window: str
    number: int
    topics: tuple[str, ...]
    criteria: tuple[str, ...]
    scale: tuple[int, int]
    is_open_to_paper: bool
    ballots: tuple[Scores, ...] | None
    result: Result | None


@dataclass(frozen=True, slots=True)
class Book:
    """Everything that the class's Excel file says.

    Args:
        classroom: id of the class.
        name: its name.
        moment: when the file was made.
        topics: the topics that are worked on.
        conditions: criteria that are judged.
        ratings: criteria that are rated.
        verdicts: what the tables say.
        weights: as they are set, by criterion.
        round: the latest round of ratings; None before the first.
        sentence: how firmly the first place stands; None before the reveal.
        cautions: what to beware of, each with what it means for the next minutes.
        left_out: what the appendix leaves out, and why.
    """

    classroom: str
    name: str
    moment: str
    topics: tuple[TopicLine, ...]
    conditions: tuple[Criterion, ...]
    ratings: tuple[Criterion, ...]
    verdicts: tuple[VerdictLine, ...]
    weights: Mapping[str, float]
    round: RoundFacts | None
    sentence: Text | None
    cautions: tuple[tuple[Text, Text], ...] = ()
    left_out: tuple[Text, ...] = ()

    def title(self, topic: str) -> str:
        """Return a topic's title."""
        return next((line.cells["title"] for line in self.topics if line.id == topic), "")


@dataclass(frozen=True, slots=True)
class TakeHome:
    """What a table takes home.

    Args:
        classroom: id of the class.
        name: its name.
        seat: number of the table; None for somebody alone.
        moment: when the file was made.
        topics: the table's topics.
        conditions: criteria that are judged.
        verdicts: the table's own, on every topic it judges.
        titles: titles of the topics it judges.
        questions: what the table still has to find out, who does, by when; None for somebody alone.
    """

    classroom: str
    name: str
    seat: int | None
    moment: str
    topics: tuple[TopicLine, ...]
    conditions: tuple[Criterion, ...]
    verdicts: tuple[OwnVerdict, ...]
    titles: Mapping[str, str]
    questions: tuple[tuple[str, str, str], ...] | None = None
