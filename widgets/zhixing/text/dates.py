"""Dates as a reader of each language writes them."""

from datetime import date

from zhixing.actor import Locale
from zhixing.text.catalogue import catalogue


def long_date(day: date, locale: Locale) -> str:
    """Write a date out: 2026年11月20日, 20 November 2026."""
    months = catalogue().say("dates.month.names", locale).split()
    return catalogue().say(
        "dates.pattern.long", locale, year=day.year, month=months[day.month - 1], day=day.day
    )
