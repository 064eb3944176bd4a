"""Why a scheme cannot go on yet: what is missing, and which thread of its logic is loose."""

from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass
from dataclasses import field as attribute
from datetime import date
from enum import StrEnum

from zhixing.topics.rules.scheme import Aims, Entry, Scheme, Setting, SubTopic

SUB_TOPICS = "sub-topics"
"""The place of a gap that concerns no single sub-topic."""


class GapKind(StrEnum):
    """What is missing; the value is the key of its sentence."""

    LEAD_UNIT = "scheme.gap.lead-unit"
    START = "scheme.gap.start"
    MONTHS = "scheme.gap.months"
    TASKS = "scheme.gap.tasks"
    QUESTIONS = "scheme.gap.questions"
    UNANSWERED = "scheme.gap.unanswered"
    NO_SUB_TOPICS = "scheme.gap.no-sub-topics"
    TITLE = "scheme.gap.title"
    SAME_TITLE = "scheme.gap.same-title"
    NO_QUESTION = "scheme.gap.no-question"
    UNITS = "scheme.gap.units"
    SUB_LEAD = "scheme.gap.sub-lead"
    STRANGE_LEAD = "scheme.gap.strange-lead"
    PROBLEMS = "scheme.gap.problems"
    OUTCOME = "scheme.gap.outcome"
    INDICATOR = "scheme.gap.indicator"
    COUNT = "scheme.gap.count"
    WINDOW = "scheme.gap.window"
    ONE_UNIT = "scheme.gap.one-unit"
    LATE = "scheme.gap.late"


WARNINGS = frozenset({GapKind.COUNT, GapKind.WINDOW, GapKind.ONE_UNIT, GapKind.LATE})
"""What the policy advises against and does not forbid."""


@dataclass(frozen=True, slots=True)
class SchemeLimits:
    """The policy values a scheme is held against."""

    sub_topics: tuple[int, int]
    months: tuple[int, int]
    units_from: int


@dataclass(frozen=True, slots=True)
class Gap:
    """One gap: what, in which part and field of the form, and what its sentence needs."""

    kind: GapKind
    part: str
    field: str
    params: Mapping[str, int] = attribute(default_factory=dict)

    @property
    def blocks(self) -> bool:
        """Whether the scheme cannot be submitted for approval with it."""
        return self.kind not in WARNINGS


def gaps(scheme: Scheme, limits: SchemeLimits) -> list[Gap]:
    """Return every gap of a scheme, in the order of its form; those that only warn included."""
    return [
        *_of_setting(scheme, limits),
        *_of_aims(scheme),
        *_of_split(scheme, limits),
        *(gap for number, each in enumerate(scheme.sub_topics, 1) for gap in _of_one(scheme, each, number)),
    ]


def _of_setting(scheme: Scheme, limits: SchemeLimits) -> Iterator[Gap]:
    if not scheme.lead_unit.strip():
        yield Gap(GapKind.LEAD_UNIT, Setting.part, "lead_unit")
    if not scheme.start:
        yield Gap(GapKind.START, Setting.part, "start")
    low, high = limits.months
    if scheme.months is None:
        yield Gap(GapKind.MONTHS, Setting.part, "months")
    elif not low <= scheme.months <= high:
        params = {"low": low, "high": high, "found": scheme.months}
        yield Gap(GapKind.WINDOW, Setting.part, "months", params)


def _of_aims(scheme: Scheme) -> Iterator[Gap]:
    if not _written(scheme.tasks):
        yield Gap(GapKind.TASKS, Aims.part, "tasks")
    if not _written(scheme.questions):
        yield Gap(GapKind.QUESTIONS, Aims.part, "questions")
    answered = {one for each in scheme.sub_topics for one in each.questions}
    for number, question in enumerate(scheme.questions, 1):
        if question.text.strip() and question.id not in answered:
            yield Gap(GapKind.UNANSWERED, Aims.part, question.id, {"number": number})


def _of_split(scheme: Scheme, limits: SchemeLimits) -> Iterator[Gap]:
    low, high = limits.sub_topics
    if not scheme.sub_topics:
        yield Gap(GapKind.NO_SUB_TOPICS, SUB_TOPICS, "add", {"low": low, "high": high})
        return
    if not low <= len(scheme.sub_topics) <= high:
        params = {"low": low, "high": high, "found": len(scheme.sub_topics)}
        yield Gap(GapKind.COUNT, SUB_TOPICS, "add", params)
    if scheme.units and len(scheme.units) < limits.units_from:
        yield Gap(GapKind.ONE_UNIT, SUB_TOPICS, "add", {"least": limits.units_from})


def _of_one(scheme: Scheme, sub_topic: SubTopic, number: int) -> Iterator[Gap]:
    known = {question.id for question in _written(scheme.questions)}
    missing = {
        "title": GapKind.TITLE if not sub_topic.title.strip() else _same_title(scheme, number),
        "questions": None if known.intersection(sub_topic.questions) else GapKind.NO_QUESTION,
        "units": None if sub_topic.units else GapKind.UNITS,
        "lead_unit": _lead(sub_topic),
        "problems": None if any(one.text.strip() for one in sub_topic.problems) else GapKind.PROBLEMS,
        "outcome": None if sub_topic.outcome.strip() else GapKind.OUTCOME,
        "indicator": None if all(map(str.strip, astuple(sub_topic.indicator))) else GapKind.INDICATOR,
        "by": GapKind.LATE if _is_late(scheme, sub_topic) else None,
    }
    for place, kind in missing.items():
        if kind is not None:
            yield Gap(kind, sub_topic.id, place, {"number": number})


def _same_title(scheme: Scheme, number: int) -> GapKind | None:
    titles = ["".join(each.title.split()) for each in scheme.sub_topics]
    return GapKind.SAME_TITLE if titles[number - 1] in titles[: number - 1] else None


def _lead(sub_topic: SubTopic) -> GapKind | None:
    if not sub_topic.units:
        return None  # said already
    if not sub_topic.lead_unit:
        return GapKind.SUB_LEAD
    return None if sub_topic.lead_unit in sub_topic.units else GapKind.STRANGE_LEAD


def end_of(start: str, months: int) -> date:
    """Return the first day after a time window that begins with a month such as ``2026-12``."""
    year, month = map(int, start.split("-"))
    passed = year * 12 + month - 1 + months
    return date(passed // 12, passed % 12 + 1, 1)


def _is_late(scheme: Scheme, sub_topic: SubTopic) -> bool:
    if not (scheme.start and scheme.months and sub_topic.indicator.by):
        return False
    return date.fromisoformat(sub_topic.indicator.by) >= end_of(scheme.start, scheme.months)


def _written(entries: tuple[Entry, ...]) -> list[Entry]:
    return [entry for entry in entries if entry.text.strip()]
