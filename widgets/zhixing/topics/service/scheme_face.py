"""What a submitted scheme says, section by section, in words."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from zhixing.actor import Locale
from zhixing.decisions.rules.face import Section
from zhixing.text import Text, catalogue
from zhixing.text.dates import long_date
from zhixing.topics.rules.scheme import Indicator, Problem, Scheme, SubTopic
from zhixing.topics.service.wording import both


def scheme_face(content: Mapping[str, Any]) -> list[Section]:
    """Return the sections of a submitted scheme; their paths stay when the words change."""
    scheme = Scheme.parse(content)
    numbers = {question.id: number for number, question in enumerate(scheme.questions, 1)}
    return [
        Section("title", both("scheme.face.topic"), str(content.get("title", ""))),
        Section("lead-unit", both("scheme.face.lead-unit"), scheme.lead_unit),
        Section("window", both("scheme.face.window"), window_words(scheme)),
        Section("tasks", both("scheme.face.tasks"), [entry.text for entry in scheme.tasks]),
        Section("questions", both("scheme.face.questions"), [entry.text for entry in scheme.questions]),
        *(
            section
            for number, each in enumerate(scheme.sub_topics, 1)
            for section in _sub_topic(each, number, numbers)
        ),
    ]


def _sub_topic(each: SubTopic, number: int, numbers: Mapping[str, int]) -> Iterator[Section]:
    yield Section(f"{each.id}.title", both("scheme.face.sub-title", number=number), each.title)
    yield Section(
        f"{each.id}.questions",
        both("scheme.face.sub-questions", number=number),
        [both("scheme.face.question", number=numbers[one]) for one in each.questions if one in numbers],
    )
    yield Section(
        f"{each.id}.units",
        both("scheme.face.sub-units", number=number),
        units_words(each.lead_unit, each.units),
    )
    yield Section(
        f"{each.id}.problems",
        both("scheme.face.sub-problems", number=number),
        [problem_words(problem) for problem in each.problems if problem.text],
    )
    yield Section(f"{each.id}.outcome", both("scheme.face.sub-outcome", number=number), each.outcome)
    yield Section(
        f"{each.id}.indicator",
        both("scheme.face.sub-indicator", number=number),
        indicator_words(each.indicator),
    )


def units_words(lead: str, units: Sequence[str]) -> list[Text]:
    """Return who leads, and who takes part beside."""
    others = [unit for unit in units if unit != lead]
    said = [both("scheme.face.leads", unit=lead)] if lead else []
    return said + ([both("scheme.face.takes-part", units=listed(others))] if others else [])


def listed(units: Sequence[str]) -> Text:
    """Return one or more units in a row."""
    separator = both("scheme.face.separator")
    return Text(separator.zh.join(units), separator.en.join(units))


def problem_words(problem: Problem) -> Text | str:
    """Return a problem with how far it is to be solved."""
    if not problem.goal:
        return problem.text
    return both("scheme.face.problem", text=problem.text, goal=problem.goal)


def indicator_words(told: Indicator) -> list[Text]:
    """Return an indicator line by line; what was not said is left out."""
    lines = (
        ("scheme.face.indicator-name", told.name),
        ("scheme.face.indicator-baseline", told.baseline),
        ("scheme.face.indicator-target", told.target),
        ("scheme.face.indicator-measure", told.measure),
        ("scheme.face.indicator-by", day_words(told.by) if told.by else ""),
    )
    return [both(key, text=text) for key, text in lines if text]


def day_words(day: str) -> Text:
    """Return an ISO day in words."""
    moment = date.fromisoformat(day)
    return Text(long_date(moment, Locale.ZH), long_date(moment, Locale.EN))


def window_words(scheme: Scheme) -> Text | str:
    """Return from when and how long; blank while nothing is said."""
    if not scheme.start and scheme.months is None:
        return ""
    if not scheme.start:
        return both("scheme.face.window-months", months=scheme.months)
    year, month = (int(part) for part in scheme.start.split("-"))
    name = Text(*(catalogue().say("dates.month.names", each).split()[month - 1] for each in Locale))
    if scheme.months is None:
        return both("scheme.face.window-start", year=year, month=name)
    return both("scheme.face.window-both", year=year, month=name, months=scheme.months)
