"""Words of the sheets for ids, both ways: written in the reader's language, read in either."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from zhixing.actor import Locale
from zhixing.text import catalogue
from zhixing.topics.rules import Origin, TopicKind, Verdict

KINDS = MappingProxyType(
    {
        TopicKind.TASK.value: "exchange.kind.task",
        TopicKind.PROJECT.value: "exchange.kind.project",
        TopicKind.PROBLEM.value: "exchange.kind.problem",
    }
)
ORIGINS = MappingProxyType(
    {
        Origin.RESEARCH.value: "exchange.origin.research",
        Origin.MEMBER.value: "exchange.origin.member",
        Origin.LEADER.value: "exchange.origin.leader",
    }
)
VERDICTS = MappingProxyType(
    {
        Verdict.OK.value: "exchange.verdict.ok",
        Verdict.REVISE.value: "exchange.verdict.revise",
        Verdict.NO.value: "exchange.verdict.no",
    }
)
CAST, PAPER = "cast", "paper"
MARKS = MappingProxyType({CAST: "exchange.mark.cast", PAPER: "exchange.mark.paper"})
"""A ballot that is there already, and a new one on paper."""
WORDED: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {"kind": KINDS, "origin": ORIGINS, "verdict": VERDICTS, "mark": MARKS}
)
"""Columns whose cells show a word for an id."""

SHEETS = MappingProxyType(
    {
        "about": "exchange.sheet.about",
        "topics": "exchange.sheet.topics",
        "conditions": "exchange.sheet.conditions",
        "questions": "exchange.sheet.questions",
        "weights": "exchange.sheet.weights",
        "ratings": "exchange.sheet.ratings",
        "ranking": "exchange.sheet.ranking",
        "appendix": "exchange.sheet.appendix",
    }
)
"""Names of the sheets."""
COLUMNS = MappingProxyType(
    {
        "id": "exchange.column.id",
        "number": "exchange.column.number",
        "title": "exchange.column.title",
        "statement": "exchange.column.statement",
        "kind": "exchange.column.kind",
        "origin": "exchange.column.origin",
        "source": "exchange.column.source",
        "owner": "exchange.column.owner",
        "owner_unit": "exchange.column.owner-unit",
        "expected_units": "exchange.column.expected-units",
        "whose": "exchange.column.whose",
        "since": "exchange.column.since",
        "often": "exchange.column.often",
        "for_whom": "exchange.column.for-whom",
        "different": "exchange.column.different",
        "unknown": "exchange.column.unknown",
        "condition": "exchange.column.condition",
        "condition-id": "exchange.column.condition-id",
        "together": "exchange.column.together",
        "ok": "exchange.verdict.ok",
        "revise": "exchange.verdict.revise",
        "no": "exchange.verdict.no",
        "reasons": "exchange.column.reasons",
        "verdict": "exchange.column.verdict",
        "reason": "exchange.column.reason",
        "ask": "exchange.column.ask",
        "who": "exchange.column.who",
        "when": "exchange.column.when",
        "criterion": "exchange.column.criterion",
        "weight": "exchange.column.weight",
        "share": "exchange.column.share",
        "label": "exchange.column.label",
        "mark": "exchange.column.mark",
        "score": "exchange.column.score",
        "place": "exchange.column.place",
        "order": "exchange.column.order",
        "closeness": "exchange.column.closeness",
        "closeness-place": "exchange.column.closeness-place",
        "what": "exchange.column.what",
        "text": "exchange.column.text",
        "figure": "exchange.column.figure",
        "value": "exchange.column.value",
        "meaning": "exchange.column.meaning",
    }
)
"""Headings of the columns."""

_SEPARATORS = ";；\n、"


def choices(column: str, locale: Locale) -> tuple[str, ...]:
    """Return what may be chosen in a column."""
    return tuple(catalogue().say(key, locale) for key in WORDED[column].values())


def shown(column: str, text: str, locale: Locale) -> str:
    """Return a cell as the sheet shows it."""
    key = WORDED.get(column, {}).get(text)
    return text if key is None else catalogue().say(key, locale)


@cache
def _ids(column: str) -> Mapping[str, str]:
    known: dict[str, str] = {}
    for name, key in WORDED[column].items():
        known |= {name: name} | {catalogue().say(key, locale).casefold(): name for locale in Locale}
    return known


def meant(column: str, text: str) -> str | None:
    """Return the id that a word stands for, in either language; None for an unknown one."""
    return _ids(column).get(" ".join(text.split()).casefold())


def joined(units: tuple[str, ...], locale: Locale) -> str:
    """Return names of units as one cell."""
    return catalogue().say("exchange.sheet.separator", locale).join(units)


def parted(text: str) -> tuple[str, ...]:
    """Return the names of units in a cell."""
    for separator in _SEPARATORS:
        text = text.replace(separator, "\n")
    return tuple(name.strip() for name in text.split("\n") if name.strip())
