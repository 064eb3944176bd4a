"""Words of the sheets and papers: for ids, for moments, for marks."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from zhixing.actor import Locale
from zhixing.course.rules import Item
from zhixing.documents.characters import width
from zhixing.text import Text, catalogue
from zhixing.text.dates import long_date

SHORT = 44
"""How much of a question stands in a table, in full-width characters."""

STATES: Mapping[str, str] = MappingProxyType(
    {
        "can": "course-records.state.can",
        "growing": "course-records.state.growing",
        "weak": "course-records.state.weak",
        "new": "course-records.state.new",
    }
)
"""How somebody stands at an objective."""
KINDS: Mapping[str, str] = MappingProxyType(
    {
        "single": "course-records.kind.single",
        "multiple": "course-records.kind.multiple",
        "true-false": "course-records.kind.true-false",
        "order": "course-records.kind.order",
        "sort": "course-records.kind.sort",
        "fill": "course-records.kind.fill",
        "rate": "course-records.kind.rate",
        "numeric": "course-records.kind.numeric",
        "short": "course-records.kind.short",
        "worked": "course-records.kind.worked",
        "loop": "course-records.kind.loop",
        "reflection": "course-records.kind.reflection",
        "branch": "course-records.kind.branch",
    }
)
"""Kinds of items."""
SHEETS: Mapping[str, str] = MappingProxyType(
    {
        "about": "course-records.sheet.about",
        "steps": "course-records.sheet.steps",
        "objectives": "course-records.sheet.objectives",
        "answers": "course-records.sheet.answers",
        "items": "course-records.sheet.items",
    }
)
"""Names of the sheets."""
COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "what": "course-records.column.what",
        "text": "course-records.column.text",
        "number": "course-records.column.number",
        "person": "course-records.column.person",
        "unit": "course-records.column.unit",
        "item": "course-records.column.item",
        "try": "course-records.column.try",
        "round": "course-records.column.round",
        "score": "course-records.column.score",
        "right": "course-records.column.right",
        "answered": "course-records.column.answered",
        "version": "course-records.column.version",
        "answer": "course-records.column.answer",
        "course-unit": "course-records.column.course-unit",
        "step": "course-records.column.step",
        "kind": "course-records.column.kind",
        "objective": "course-records.column.objective",
        "prompt": "course-records.column.prompt",
    }
)
"""Headings of columns."""


def when(moment: str, locale: Locale) -> str:
    """Return a stored moment as the reader's clock shows it: day, hour and minute."""
    local = datetime.fromisoformat(moment).astimezone()
    return f"{long_date(local.date(), locale)} {local:%H:%M}"


def day(moment: str, locale: Locale) -> str:
    """Return the day of a stored moment, where the reader is."""
    return long_date(datetime.fromisoformat(moment).astimezone().date(), locale)


def plain_day(moment: str) -> str:
    """Return the day of a stored moment in figures, for tables."""
    return datetime.fromisoformat(moment).astimezone().date().isoformat()


def shortened(text: str) -> str:
    """Return as much of a question as a table has room for, never half a word."""
    if width(text) <= SHORT:
        return text
    most = max(place for place in range(len(text)) if width(text[:place]) <= SHORT)
    begin, _, last = text[:most].rpartition(" ")
    return f"{begin if begin and last.isascii() else text[:most]}…"


def percent(share: float) -> str:
    """Return a share of 1 in per cent."""
    return f"{round(100 * share)}%"


def heading_of(item: Item) -> Text:
    """Return what an item is called: its title where it has one, else what it asks."""
    title = getattr(item, "title", None)
    return title if isinstance(title, Text) else item.prompt


def state_word(state: str, share: float | None, locale: Locale) -> str:
    """Return how somebody stands at an objective, with the mean of the last marks."""
    say = catalogue().say
    word = say(STATES[state], locale)
    if share is None:
        return word
    return say("course-records.state.with-share", locale, state=word, share=percent(share))
