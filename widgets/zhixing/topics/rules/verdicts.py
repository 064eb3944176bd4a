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


_MILD_TO_STRICT = (Verdict.OK, Verdict.REVISE, Verdict.NO)


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
            raise InputError(
                "topics.error.reason-long", {"most": REASON_AT_MOST, "found": len(self.reason)}
            )
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
    """Return the middle verdict of several tables on one condition, the stricter of two middle ones.

    One table alone can neither sink a topic nor save it. None when no table has judged.
    """
    given = sorted(verdicts, key=_MILD_TO_STRICT.index)
    return given[len(given) // 2] if given else None


def topic_overall(
    conditions: Iterable[str], judged: Mapping[str, Iterable[Verdict]]
) -> Overall:
    """Return what all tables' verdicts say of one topic.

    Args:
        conditions: ids of the conditions.
        judged: the tables' verdicts by condition.
    """
    return overall(combined(judged.get(condition, ())) for condition in conditions)
