"""Words of the sheets for ids, both ways: written in the reader's language, read in either."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType

from zhixing.actor import Locale
from zhixing.ledger.rules import Status
from zhixing.meetings.rules.notes import Kind
from zhixing.text import Text, catalogue

STATUSES = MappingProxyType(
    {
        Status.OPEN.value: "packet.status.open",
        Status.DONE.value: "packet.status.done",
        Status.DROPPED.value: "packet.status.dropped",
    }
)
SORTS = MappingProxyType(
    {
        Kind.REPORT.value: "packet.sort.report",
        Kind.DISCUSSION.value: "packet.sort.discussion",
        Kind.LESSON.value: "packet.sort.lesson",
        Kind.NEXT.value: "packet.sort.next",
        Kind.DECISION.value: "packet.sort.decision",
        Kind.COMMENT.value: "packet.sort.comment",
    }
)
DUTIES = MappingProxyType(
    {
        "leader": "packet.duty.leader",
        "liaison": "packet.duty.liaison",
        "member": "packet.duty.member",
    }
)
WORDED: Mapping[str, Mapping[str, str]] = MappingProxyType({"status": STATUSES, "sort": SORTS})
"""Columns in which only some words stand."""
SHEETS = MappingProxyType(
    {
        "about": "packet.sheet.about",
        "tasks": "packet.sheet.tasks",
        "actions": "packet.sheet.actions",
        "problems": "packet.sheet.problems",
        "notes": "packet.sheet.notes",
    }
)
COLUMNS = MappingProxyType(
    {
        "id": "packet.column.id",
        "name": "packet.column.name",
        "duty": "packet.column.duty",
        "task": "packet.column.task",
        "goal": "packet.column.goal",
        "due": "packet.column.due",
        "from": "packet.column.from",
        "what": "packet.column.what",
        "who": "packet.column.who",
        "evidence": "packet.column.evidence",
        "status": "packet.column.status",
        "proof": "packet.column.proof",
        "text": "packet.column.text",
        "sort": "packet.column.sort",
    }
)
_DATE = re.compile(r"(\d{4})\s*[-/.\u5e74]\s*(\d{1,2})\s*[-/.\u6708]\s*(\d{1,2})\s*\u65e5?")


def choices(column: str, locale: Locale) -> tuple[str, ...]:
    """Return what may be chosen in a column."""
    return tuple(catalogue().say(key, locale) for key in WORDED[column].values())


def shown(column: str, text: str, locale: Locale) -> str:
    """Return a cell as the sheet shows it."""
    key = WORDED.get(column, {}).get(text)
    return text if key is None else catalogue().say(key, locale)


def both_sides(column: str, text: str) -> Text:
    """Return a cell as a page shows it, in both languages."""
    if not text:
        return Text(*(catalogue().say("packet.sheet.nothing", locale) for locale in (Locale.ZH, Locale.EN)))
    return Text(shown(column, text, Locale.ZH), shown(column, text, Locale.EN))


@cache
def _ids(column: str) -> Mapping[str, str]:
    known: dict[str, str] = {}
    for name, key in WORDED[column].items():
        known |= {name: name} | {catalogue().say(key, locale).casefold(): name for locale in Locale}
    return known


def meant(column: str, text: str) -> str | None:
    """Return the id that a word stands for, in either language; None for an unknown one."""
    return _ids(column).get(" ".join(text.split()).casefold())


def day(text: str) -> str | None:
    """Return a date as it is stored, however it was typed; None where it is none."""
    found = _DATE.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if found is None:
        return None
    try:
        return date(*(int(part) for part in found.groups())).isoformat()
    except ValueError:
        return None
