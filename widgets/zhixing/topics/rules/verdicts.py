"""Verdicts on conditions: 可以, 需修改, 不宜, and what they say of a topic."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from zhixing.errors import InputError

REASON_AT_MOST = 400


class Verdict(StrEnum):
    """What a table says of one condition of one topic."""

    OK = "ok"
    REVISE = "revise"
    NO = "no"


class Overall(StrEnum):
    """What the conditions together say of a topic; open while one is missing."""

    OK = "ok"
    REVISE = "revise"
    NO = "no"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with its reason; 需修改 and 不宜 need one."""

    verdict: Verdict
    reason: str = ""

    def checked(self) -> Self:
        """Return the judgement if it may be stored.

        Raises:
            InputError: a reason is missing or too long.
        """
        if self.verdict is not Verdict.OK and not self.reason.strip():
            raise InputError("topics.error.reason-missing")
        if len(self.reason) > REASON_AT_MOST:
            raise InputError("topics.error.reason-long", {"most": REASON_AT_MOST, "found": len(self.reason)})
        return self


def overall(verdicts: Iterable[Verdict | None]) -> Overall:
    """Return what a topic's conditions say together: the strictest, and open while one is not judged."""
    given = list(verdicts)
    if Verdict.NO in given:
        return Overall.NO
    if Verdict.REVISE in given:
        return Overall.REVISE
    return Overall.OK if given and None not in given else Overall.OPEN


def combined(verdicts: Iterable[Verdict]) -> Verdict | None:
    """Return what several tables say together of one condition; None when no table has judged.

    不宜 needs more than half of them, so that one table alone cannot sink a topic; 需修改 needs half of them
    to see something wrong.
    """
    given = list(verdicts)
    if not given:
        return None
    if 2 * given.count(Verdict.NO) > len(given):
        return Verdict.NO
    return Verdict.REVISE if 2 * given.count(Verdict.OK) <= len(given) else Verdict.OK


def topic_overall(conditions: Iterable[str], judged: Mapping[str, Iterable[Verdict]]) -> Overall:
    """Return what all tables' verdicts say of one topic.

    Args:
        conditions: ids of the conditions.
        judged: the tables' verdicts by condition.
    """
    return overall(combined(judged.get(condition, ())) for condition in conditions)
