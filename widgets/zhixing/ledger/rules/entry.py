"""What an entry of the ledger may say, and how one that changes is described."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Self

from zhixing.errors import InputError, Location
from zhixing.text.dates import day_written

WHAT_AT_MOST = 300
WHO_AT_MOST = 120
TEXT_AT_MOST = 600
YEARS_AHEAD = 10


class Status(StrEnum):
    """Whether an entry is still to be done, has been done, or was given up."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """What somebody enters.

    Args:
        what: what is to be done.
        who: who does it, as typed; the person's own name where ``person`` is given.
        person: id of the person who does it, None for somebody outside the class.
        due: ISO date by which, None while it is open.
        evidence: what will show that it is done.
    """

    what: str
    who: str = ""
    person: str | None = None
    due: str | None = None
    evidence: str = ""

    def checked(self, *, today: date, earliest: date | None = None) -> Self:
        """Return the draft without outer space, if it may be stored.

        Args:
            today: the local date.
            earliest: the first date that makes sense, None where any does.

        Raises:
            InputError: nothing or too much is said, or the date is none or out of reach.
        """
        tidy = type(self)(
            self.what.strip(), self.who.strip(), self.person or None, self.due or None, self.evidence.strip()
        )
        if not tidy.what:
            raise InputError("ledger.error.no-what")
        _within("what", tidy.what, WHAT_AT_MOST)
        _within("who", tidy.who, WHO_AT_MOST)
        _within("evidence", tidy.evidence, TEXT_AT_MOST)
        if not tidy.who and tidy.person is None:
            raise InputError("ledger.error.no-who")
        if tidy.due is not None:
            check_due(tidy.due, today=today, earliest=earliest)
        return tidy


def check_due(due: str, *, today: date, earliest: date | None = None) -> None:
    """Refuse a date that is none, lies before the first that makes sense, or in the far future.

    Raises:
        InputError: ``ledger.error.due-unread``, ``ledger.error.due-early``, ``ledger.error.due-far``.
    """
    day = day_written(due)
    if day is None:
        raise InputError("ledger.error.due-unread", {"found": due[:20]})
    if earliest is not None and day < earliest:
        params = {"due": day.isoformat(), "earliest": earliest.isoformat()}
        raise InputError("ledger.error.due-early", params)
    if day.year > today.year + YEARS_AHEAD:
        raise InputError("ledger.error.due-far", {"due": day.isoformat(), "years": YEARS_AHEAD})


def check_said(field: str, text: str) -> str:
    """Return what was said at an entry's end, without outer space.

    Args:
        field: ``proof`` of what was done, or the ``reason`` for giving it up or taking it up again.
        text: the words.

    Raises:
        InputError: ``ledger.error.no-proof``, ``ledger.error.no-reason``, ``ledger.error.text-long``.
    """
    said = text.strip()
    if not said:
        raise InputError("ledger.error.no-proof" if field == "proof" else "ledger.error.no-reason")
    _within(field, said, TEXT_AT_MOST)
    return said


def is_overdue(status: str, due: str | None, today: date) -> bool:
    """Tell whether an entry is still to be done after its date."""
    return status == Status.OPEN and due is not None and date.fromisoformat(due) < today


def changed_fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Return each field that differs with what it was and what it is."""
    return {name: [before.get(name), value] for name, value in after.items() if before.get(name) != value}


def _within(field: str, text: str, most: int) -> None:
    if len(text) > most:
        raise InputError("ledger.error.text-long", {"most": most, "found": len(text)}, Location(field=field))
