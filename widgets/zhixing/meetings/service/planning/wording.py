"""Findings about plans in words."""

from collections.abc import Sequence
from datetime import date

from zhixing.actor import Locale
from zhixing.errors import FaultsError, InputError
from zhixing.meetings.rules.editing import Finding
from zhixing.text import Text
from zhixing.text.dates import long_date
from zhixing.topics.service.wording import both


def sentence(finding: Finding) -> Text:
    """Return the sentence of a finding in both languages."""
    return both(finding.code, **finding.params)


def written(day: date) -> Text:
    """Write a date out in both languages."""
    return Text(long_date(day, Locale.ZH), long_date(day, Locale.EN))


def refuse(found: Sequence[Finding]) -> None:
    """Refuse what cannot be kept, all of it at once; warnings pass.

    Raises:
        FaultsError: ``planner.error.faults``.
        InputError: where it is a single thing.
    """
    stopping = [InputError(each.code, each.params) for each in found if each.stops]
    if len(stopping) == 1:
        raise stopping[0]
    if stopping:
        raise FaultsError("planner.error.faults", stopping)
