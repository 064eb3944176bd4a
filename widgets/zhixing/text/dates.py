"""Dates as a reader of each language writes them."""

from datetime import date

from zhixing.actor import Locale
from zhixing.text.catalogue import catalogue


def day_written(text: str) -> date | None:
    """Return the day that ``2026-11-20`` names; None where it is none, or written in another way.

    Days are compared and sorted as they are stored, so there is one way of writing them.
    """
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.isoformat() == text else None


def long_date(day: date, locale: Locale) -> str:
    """Write a date out: 2026年11月20日, 20 November 2026."""
    months = catalogue().say("dates.month.names", locale).split()
    return catalogue().say(
        "dates.pattern.long", locale, year=day.year, month=months[day.month - 1], day=day.day
    )
