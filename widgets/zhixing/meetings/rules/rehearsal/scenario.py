"""A scenario of a rehearsed meeting, as a data file tells it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from typing import Any

from zhixing.meetings.rules.rehearsal.condition import Condition
from zhixing.meetings.rules.rehearsal.wording import Form
from zhixing.text import Text

CLIMATE = ("safety", "focus", "clarity")
"""What the whole group has more or less of, from 0 to 100."""
MOST_MOMENTS = 18
"""Moments of one run at most: more than a quarter of an hour of a trainee's time."""
LEAST_MOMENTS = 12
"""Moments of one run at least, unless time runs out before."""


class Worth(StrEnum):
    """What a move was worth at its moment."""

    RIGHT = "right"
    FINE = "fine"
    NEEDLESS = "needless"
    MISSED = "missed"
    HARM = "harm"


@dataclass(frozen=True, slots=True)
class Member:
    """A scripted member.

    Args:
        id: id in the scenario; also the name of the hidden level of how ready they are to speak.
        name: full name.
        post: what they do.
        calls: how they may be addressed in a typed question, in either language.
        ready: how ready they are to speak at the beginning.
    """

    id: str
    name: Text
    post: Text
    calls: tuple[str, ...]
    ready: int

    def json(self) -> dict[str, Any]:
        """Return what the trainee is told."""
        return {"id": self.id, "name": self.name.json(), "post": self.post.json()}


@dataclass(frozen=True, slots=True)
class Planted:
    """A behaviour that is planted.

    Args:
        id: its id.
        kind: a situation of the bank of questions.
        who: the member who shows it, blank where several do.
        norm: the rule of a meeting it breaks.
        question: one of the bank's questions that would help.
        sign: by what it could be noticed.
        answer: what answers it.
    """

    id: str
    kind: str
    who: str
    norm: str
    question: str
    sign: Text
    answer: Text


@dataclass(frozen=True, slots=True)
class Line:
    """Something that is said, or seen where ``who`` is blank.

    Args:
        who: the member.
        text: the words.
        when: what has to be so.
        change: what it does to the hidden levels.
        weight: how long it takes in proportion to the other lines; by default its length.
    """

    who: str
    text: Text
    when: tuple[Condition, ...] = ()
    change: Mapping[str, int] = field(default_factory=dict)
    weight: int = 0

    @property
    def length(self) -> int:
        """How long it takes to say, in proportion to other lines."""
        return self.weight or len(self.text.zh)


@dataclass(frozen=True, slots=True)
class Question:
    """A worded question on offer; what form it has, stays on the server until the feedback."""

    id: str
    to: str
    form: Form
    end: str
    text: Text


@dataclass(frozen=True, slots=True)
class Reply:
    """What follows on a move.

    Args:
        on: the names of the moves it waits for (see ``Move.tokens``).
        worth: what such a move is worth here.
        answers: the planted behaviours it answers.
        when: what has to be so.
        change: what it does to the hidden levels.
        lines: what members say to it.
        why: why it is worth that; None: as usual.
    """

    on: tuple[str, ...]
    worth: Worth
    answers: tuple[str, ...]
    when: tuple[Condition, ...]
    change: Mapping[str, int]
    lines: tuple[Line, ...]
    why: Text | None


@dataclass(frozen=True, slots=True)
class Way:
    """Where it goes on, and when."""

    to: str
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment at which the group says something and the trainee chooses.

    Args:
        id: its id.
        takes: minutes of the meeting it takes.
        plants: the behaviours that begin here.
        lines: what the group says.
        questions: the worded questions on offer.
        replies: what follows on moves.
        ways: where it goes on, the first that is open; none at the end.
    """

    id: str
    takes: int
    plants: tuple[str, ...]
    lines: tuple[Line, ...]
    questions: tuple[Question, ...]
    replies: tuple[Reply, ...]
    ways: tuple[Way, ...]

    def offered(self, scenario: str) -> list[Question]:
        """Return the questions in the order shown, which does not follow the order in the file."""
        return sorted(self.questions, key=lambda each: _hash(f"{scenario}/{self.id}/{each.id}"))


def _hash(name: str) -> bytes:
    return sha256(name.encode()).digest()


@dataclass(frozen=True)
class Scenario:
    """A rehearsed meeting.

    Args:
        id: its id.
        level: how hard it is, 1 to 3.
        minutes: how long the meeting may last.
        title: its title.
        situation: what the trainee is told beforehand.
        start: the climate at the beginning.
        members: who takes part.
        planted: the behaviours that are planted.
        moments: its moments; the first opens it, and ways lead only further down.
        closing: what is said when it is over.
        fingerprint: changes with the content.
    """

    id: str
    level: int
    minutes: int
    title: Text
    situation: Text
    start: Mapping[str, int]
    members: tuple[Member, ...]
    planted: tuple[Planted, ...]
    moments: tuple[Moment, ...]
    closing: tuple[Line, ...]
    fingerprint: str

    @cached_property
    def by_id(self) -> Mapping[str, Moment]:
        """The moments by id."""
        return {moment.id: moment for moment in self.moments}

    @cached_property
    def calls(self) -> Mapping[str, tuple[str, ...]]:
        """How each member may be addressed."""
        return {member.id: member.calls for member in self.members}

    @cached_property
    def names(self) -> Mapping[str, Text]:
        """The members' names by id."""
        return {member.id: member.name for member in self.members}
