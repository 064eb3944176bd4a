"""Strengths of a rehearsed meeting, and two things to try next time: rules over what was counted."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from zhixing.meetings.rules.rehearsal.feedback import Feedback, Seen
from zhixing.meetings.rules.rehearsal.scenario import CLIMATE, Worth
from zhixing.meetings.rules.rehearsal.wording import Form

MOST_STRENGTHS = 3
TRIES = 2

_CLEARER = 15
_EVENER = 0.1
_OPEN_SHARE = 2 / 3
_NEEDLESS = 3
_ACTIVE = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """A strength or a thing to try.

    Args:
        code: what it is.
        norm: the rule of a meeting it has to do with.
        end: the coach's end it serves, blank where none in particular.
        question: one of the bank's questions to take along, blank: none.
        planted: the planted behaviour it is about, blank: none.
        values: numbers for its sentence.
    """

    code: str
    norm: str
    end: str = ""
    question: str = ""
    planted: str = ""
    values: Mapping[str, int] = field(default_factory=dict)


_THROUGH = Finding("went-through", "open", "apply")


def strengths(feedback: Feedback) -> tuple[Finding, ...]:
    """Return what was done well, at most three; whoever hardly stepped in has not yet shown it."""
    if feedback.interventions < _ACTIVE:
        return (_THROUGH,)
    found: list[Finding] = []
    at_once = [seen for seen in feedback.seen if seen.well and seen.late == 0]
    mended = [seen for seen in feedback.seen if seen.well and seen.late > 0]
    kept, chances = feedback.silences
    opened, asks = feedback.forms.get(Form.OPEN, 0), feedback.asks
    begun, ended = feedback.course[0][1], feedback.course[-1][1]
    _, early, later = feedback.balance
    if at_once:
        counted = {"count": len(at_once), "total": len(feedback.seen)}
        found.append(
            Finding("at-once", at_once[0].planted.norm, planted=at_once[0].planted.id, values=counted)
        )
    if ended["safety"] >= begun["safety"]:
        found.append(Finding("safety", "equal", "act"))
    if ended["clarity"] - begun["clarity"] >= _CLEARER:
        found.append(Finding("clarity", "state", "clarify"))
    if asks >= 3 and opened >= asks * _OPEN_SHARE:
        found.append(Finding("open", "support", "clarify", values={"count": opened, "total": asks}))
    if chances >= 2 and kept >= chances * _OPEN_SHARE:
        found.append(Finding("silence", "listen", values={"count": kept, "total": chances}))
    if early - later >= _EVENER:
        found.append(Finding("voices", "equal"))
    if mended:
        found.append(Finding("mended", mended[0].planted.norm, planted=mended[0].planted.id))
    return tuple(found[:MOST_STRENGTHS]) or (_THROUGH,)


def to_try(feedback: Feedback, ends: Mapping[str, str]) -> tuple[Finding, ...]:
    """Return two things to try next time, what matters most first.

    Args:
        feedback: what was counted.
        ends: the end each question of the bank serves.
    """
    found = [*_unanswered(feedback, ends), *_asking(feedback), *_stepping_in(feedback), *_further(feedback)]
    return tuple(found[:TRIES])


def _unanswered(feedback: Feedback, ends: Mapping[str, str]) -> list[Finding]:
    """Return the one planted behaviour that most wants another try."""

    def weight(seen: Seen) -> tuple[bool, bool, bool, int]:
        return seen.answered is not None, seen.well, seen.planted.kind != "attack", -seen.late

    wanting = sorted((seen for seen in feedback.seen if seen.late > 0 or not seen.well), key=weight)
    return [
        Finding(
            "never" if seen.answered is None else "late" if seen.well else "harsh",
            seen.planted.norm,
            ends[seen.planted.question],
            seen.planted.question,
            seen.planted.id,
            {"count": seen.late, "moment": seen.began + 1},
        )
        for seen in wanting[:1]
    ]


def _asking(feedback: Feedback) -> list[Finding]:
    found: list[Finding] = []
    steered = feedback.forms.get(Form.LEADING, 0) + feedback.forms.get(Form.ADVICE, 0)
    closed = feedback.forms.get(Form.CLOSED, 0)
    judged = [done.move.judged for done in feedback.own() if done.move.judged is not None]
    if steered >= 2:
        found.append(Finding("steering", "support", "act", values={"count": steered}))
    if feedback.tells > feedback.asks:
        told = {"asks": feedback.asks, "tells": feedback.tells}
        found.append(Finding("telling", "listen", "clarify", values=told))
    if any(each.double for each in judged):
        found.append(Finding("double", "support", "clarify"))
    if any(not each.addressed for each in judged):
        found.append(Finding("unaddressed", "equal", "clarify"))
    if closed > feedback.forms.get(Form.OPEN, 0):
        found.append(Finding("closed", "support", "clarify", values={"count": closed}))
    return found


def _stepping_in(feedback: Feedback) -> list[Finding]:
    found: list[Finding] = []
    needless = feedback.worths.get(Worth.NEEDLESS, 0)
    _, first, second = feedback.balance
    if needless >= _NEEDLESS:
        found.append(Finding("needless", "listen", values={"count": needless}))
    if feedback.played.out_of_time:
        found.append(Finding("time", "punctual"))
    if second - first >= _EVENER:
        found.append(Finding("narrower", "equal", "act"))
    begun, ended = feedback.course[0][1], feedback.course[-1][1]
    worst = min(CLIMATE, key=lambda name: ended[name] - begun[name])
    if ended[worst] < begun[worst]:
        found.append(Finding(f"fell-{worst}", _NORM_OF[worst], _END_OF[worst]))
    return found


_NORM_OF = {"safety": "equal", "focus": "prepare", "clarity": "state"}
_END_OF = {"safety": "act", "focus": "clarify", "clarity": "clarify"}


def _further(feedback: Feedback) -> list[Finding]:
    """Return what is left to try for somebody who did all this well."""
    found: list[Finding] = []
    if not feedback.own():
        found.append(Finding("own-words", "support", "clarify"))
    if not feedback.ends.get("apply"):
        found.append(Finding("apply", "open", "apply"))
    return [*found, Finding("fewer", "listen"), Finding("other-way", "open", "apply")]
