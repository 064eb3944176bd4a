"""The scheme of a topic (专题设置方案): what is to be done, split into sub-topics, part by part."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any, ClassVar, Self, TypeAlias


@dataclass(frozen=True, slots=True)
class Entry:
    """One task or one key question; its id stays when the words change."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Problem:
    """A concrete problem of a sub-topic, and how far it is to be solved."""

    id: str
    text: str
    goal: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """How the outcome is told: from where to where, how measured, by which date (``2027-05-31``)."""

    name: str = ""
    baseline: str = ""
    target: str = ""
    measure: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """Who leads the topic, from which month (``2026-12``) and for how many months."""

    part: ClassVar[str] = "setting"

    lead_unit: str = ""
    start: str = ""
    months: int | None = None


@dataclass(frozen=True, slots=True)
class Aims:
    """The major tasks and the key questions."""

    part: ClassVar[str] = "aims"

    tasks: tuple[Entry, ...] = ()
    questions: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class SubTopic:
    """A sub-topic (分课题).

    Args:
        id: permanent id.
        title: its name.
        questions: ids of the key questions it answers.
        lead_unit: the unit that leads it, one of ``units``.
        units: the units that take part.
        problems: what is to be solved.
        outcome: what is to be there at its end.
        indicator: how the outcome is told.
    """

    id: str
    title: str = ""
    questions: tuple[str, ...] = ()
    lead_unit: str = ""
    units: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    outcome: str = ""
    indicator: Indicator = field(default_factory=Indicator)

    @property
    def part(self) -> str:
        """The part of the scheme it is: itself."""
        return self.id

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> Self:
        """Read what ``Scheme.json`` wrote of it."""
        return cls(
            id=raw["id"],
            title=raw["title"],
            questions=tuple(raw["questions"]),
            lead_unit=raw["lead_unit"],
            units=tuple(raw["units"]),
            problems=tuple(Problem(**problem) for problem in raw["problems"]),
            outcome=raw["outcome"],
            indicator=Indicator(**raw["indicator"]),
        )


Part: TypeAlias = Setting | Aims | SubTopic
"""What one table writes at a time; two that write different parts never meet."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """The scheme of one topic.

    Args:
        topic: id of the topic.
        lead_unit: the unit that leads the topic.
        start: its first month.
        months: how many months it takes; None: not said yet.
        tasks: the major tasks.
        questions: the key questions.
        sub_topics: what it is split into.
    """

    topic: str
    lead_unit: str = ""
    start: str = ""
    months: int | None = None
    tasks: tuple[Entry, ...] = ()
    questions: tuple[Entry, ...] = ()
    sub_topics: tuple[SubTopic, ...] = ()

    def part(self, name: str) -> Part | None:
        """Return one part; None: no such sub-topic."""
        if name == Setting.part:
            return Setting(self.lead_unit, self.start, self.months)
        if name == Aims.part:
            return Aims(self.tasks, self.questions)
        return next((each for each in self.sub_topics if each.id == name), None)

    @property
    def marks(self) -> dict[str, str]:
        """A mark of each part as it stands; it changes with every word."""
        return {name: self.mark(name) for name in (Setting.part, Aims.part, *self.sub_topic_ids)}

    @property
    def sub_topic_ids(self) -> tuple[str, ...]:
        """The ids of the sub-topics in their order."""
        return tuple(each.id for each in self.sub_topics)

    def mark(self, name: str) -> str:
        """Return the mark of one part, blank where there is none."""
        part = self.part(name)
        if part is None:
            return ""
        return hashlib.sha256(json.dumps(asdict(part), sort_keys=True).encode()).hexdigest()[:12]

    def with_part(self, part: Part) -> Self:
        """Return the scheme with one part written anew; an unknown sub-topic comes last."""
        match part:
            case Setting():
                return replace(self, lead_unit=part.lead_unit, start=part.start, months=part.months)
            case Aims():
                return replace(self, tasks=part.tasks, questions=part.questions)
        if part.id in self.sub_topic_ids:
            kept = (part if each.id == part.id else each for each in self.sub_topics)
            return replace(self, sub_topics=tuple(kept))
        return replace(self, sub_topics=(*self.sub_topics, part))

    def without(self, name: str) -> Self:
        """Return the scheme without a sub-topic."""
        return replace(self, sub_topics=tuple(each for each in self.sub_topics if each.id != name))

    def moved(self, name: str, place: int) -> Self:
        """Return the scheme with a sub-topic at another place, counted from 0."""
        others = [each for each in self.sub_topics if each.id != name]
        others[place:place] = [each for each in self.sub_topics if each.id == name]
        return replace(self, sub_topics=tuple(others))

    def tidy(self) -> Self:
        """Return the scheme without references to questions that are gone."""
        known = {question.id for question in self.questions}
        subs = (
            replace(each, questions=tuple(one for one in each.questions if one in known))
            for each in self.sub_topics
        )
        return replace(self, sub_topics=tuple(subs))

    @property
    def units(self) -> tuple[str, ...]:
        """Every unit that takes part, once."""
        return tuple(dict.fromkeys(unit for each in self.sub_topics for unit in each.units))

    def json(self) -> dict[str, Any]:
        """Return the form that is stored and shown."""
        content: dict[str, Any] = _listed(asdict(self))
        return content

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> Self:
        """Read what ``json`` wrote."""
        return cls(
            topic=raw["topic"],
            lead_unit=raw["lead_unit"],
            start=raw["start"],
            months=raw["months"],
            tasks=tuple(Entry(**entry) for entry in raw["tasks"]),
            questions=tuple(Entry(**entry) for entry in raw["questions"]),
            sub_topics=tuple(SubTopic.parse(each) for each in raw["sub_topics"]),
        )


def _listed(value: Any) -> Any:
    match value:
        case dict():
            return {name: _listed(inner) for name, inner in value.items()}
        case str():
            return value
        case Sequence():
            return [_listed(inner) for inner in value]
    return value
