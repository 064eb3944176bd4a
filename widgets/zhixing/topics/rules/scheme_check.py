"""What can be stored of a scheme, however incomplete: ids, lengths, counts, dates."""

import re
from collections.abc import Iterable

from zhixing.errors import InputError
from zhixing.text.dates import day_written
from zhixing.topics.rules.scheme import Aims, Scheme, Setting, SubTopic

TITLE_AT_MOST = 80
LINE_AT_MOST = 120
TEXT_AT_MOST = 300
ENTRIES_AT_MOST = 10
SUB_TOPICS_AT_MOST = 8
PROBLEMS_AT_MOST = 6
UNITS_AT_MOST = 20
MONTHS_AT_MOST = 60

_ID = re.compile(r"[a-z0-9][a-z0-9-]{1,31}")
_MONTH = re.compile(r"[12]\d{3}-(0[1-9]|1[0-2])")


def checked(scheme: Scheme) -> Scheme:
    """Return the scheme if it can be stored.

    Raises:
        InputError: an id is bad or doubled, a text too long, a list too long, a date impossible.
    """
    _check_ids(scheme)
    _check_setting(scheme)
    _at_most(len(scheme.tasks), ENTRIES_AT_MOST, "scheme.error.tasks-many")
    _at_most(len(scheme.questions), ENTRIES_AT_MOST, "scheme.error.questions-many")
    _at_most(len(scheme.sub_topics), SUB_TOPICS_AT_MOST, "scheme.error.sub-topics-many")
    for entry in (*scheme.tasks, *scheme.questions):
        _at_most(len(entry.text), TEXT_AT_MOST, "scheme.error.text-long")
    for sub_topic in scheme.sub_topics:
        _check_sub_topic(sub_topic)
    return scheme


def _check_ids(scheme: Scheme) -> None:
    ids = [entry.id for entry in (*scheme.tasks, *scheme.questions)]
    ids += [
        one for each in scheme.sub_topics for one in (each.id, *(problem.id for problem in each.problems))
    ]
    referred = [one for each in scheme.sub_topics for one in each.questions]
    for one in (*ids, *referred):
        if not _ID.fullmatch(one) or one in (Setting.part, Aims.part):
            raise InputError("scheme.error.bad-id", {"found": one[:40]})
    if len(set(ids)) < len(ids):
        doubled = next(one for one in ids if ids.count(one) > 1)
        raise InputError("scheme.error.id-twice", {"found": doubled})


def _check_setting(scheme: Scheme) -> None:
    _at_most(len(scheme.lead_unit), TITLE_AT_MOST, "scheme.error.unit-long")
    if scheme.start and not _MONTH.fullmatch(scheme.start):
        raise InputError("scheme.error.month-bad", {"found": scheme.start[:20]})
    if scheme.months is not None and not 1 <= scheme.months <= MONTHS_AT_MOST:
        raise InputError("scheme.error.months-range", {"most": MONTHS_AT_MOST, "found": scheme.months})


def _check_sub_topic(sub_topic: SubTopic) -> None:
    _at_most(len(sub_topic.title), TITLE_AT_MOST, "scheme.error.title-long")
    _at_most(len(sub_topic.units), UNITS_AT_MOST, "scheme.error.units-many")
    _at_most(len(sub_topic.problems), PROBLEMS_AT_MOST, "scheme.error.problems-many")
    _longest((*sub_topic.units, sub_topic.lead_unit), TITLE_AT_MOST, "scheme.error.unit-long")
    _at_most(len(sub_topic.outcome), TEXT_AT_MOST, "scheme.error.outcome-long")
    for problem in sub_topic.problems:
        _longest((problem.text, problem.goal), TEXT_AT_MOST, "scheme.error.text-long")
    told = sub_topic.indicator
    _longest((told.name, told.baseline, told.target, told.measure), LINE_AT_MOST, "scheme.error.line-long")
    if told.by and day_written(told.by) is None:
        raise InputError("scheme.error.day-bad", {"found": told.by[:20]})
    if len(set(sub_topic.units)) < len(sub_topic.units):
        raise InputError("scheme.error.unit-twice")


def _longest(texts: Iterable[str], most: int, code: str) -> None:
    for text in texts:
        _at_most(len(text), most, code)


def _at_most(found: int, most: int, code: str) -> None:
    if found > most:
        raise InputError(code, {"most": most, "found": found})
