"""The feedback of a rehearsed meeting, as the person's page shows it."""

from typing import Any

from zhixing.meetings.activities.rehearsal_view import move
from zhixing.meetings.rules.rehearsal.feedback import Feedback, Seen
from zhixing.meetings.rules.rehearsal.findings import Finding, strengths, to_try
from zhixing.meetings.rules.rehearsal.play import Done, Played
from zhixing.meetings.rules.rehearsal.scenario import Worth
from zhixing.meetings.rules.rehearsal.wording import Form
from zhixing.meetings.service.material import bank, norms
from zhixing.text import Text


def told(played: Played) -> dict[str, Any]:
    """Return everything that is told after a run."""
    feedback = Feedback(played)
    ends = {question.id: question.end for question in bank().questions}
    whole, first, second = feedback.balance
    kept, chances = feedback.silences
    return {
        "strengths": [_finding(each, feedback) for each in strengths(feedback)],
        "tries": [_finding(each, feedback) for each in to_try(feedback, ends)],
        "planted": [_planted(seen, feedback) for seen in feedback.seen],
        "worths": {worth.value: feedback.worths.get(worth, 0) for worth in Worth},
        "interventions": feedback.interventions,
        "silences": {"kept": kept, "chances": chances},
        "forms": {form.value: feedback.forms.get(form, 0) for form in Form},
        "ends": [
            {"id": end.id, "name": end.note.json(), "count": feedback.ends.get(end.id, 0)}
            for end in bank().ends
        ],
        "asks": feedback.asks,
        "tells": feedback.tells,
        "own": [_own(done) for done in feedback.own()],
        "talk": [
            {"name": member.name.json(), "minutes": round(feedback.talk[member.id])}
            for member in played.scenario.members
        ],
        "balance": {"whole": whole, "first": first, "second": second},
        "course": [{"clock": clock, **levels} for clock, levels in feedback.course],
        "turns": [_turn(done) for done in feedback.done],
    }


def _finding(finding: Finding, feedback: Feedback) -> dict[str, Any]:
    planted = {each.id: each for each in feedback.played.scenario.planted}.get(finding.planted)
    situations = {each.id: each.name for each in bank().situations}
    return {
        "code": finding.code,
        "values": dict(finding.values),
        "norm": _pair({norm.id: norm.name for norm in norms()}[finding.norm]),
        "end": _pair({end.id: end.name for end in bank().ends}.get(finding.end)),
        "question": _pair({each.id: each.text for each in bank().questions}.get(finding.question)),
        "kind": None if planted is None else situations[planted.kind].json(),
        "answer": None if planted is None else planted.answer.json(),
    }


def _planted(seen: Seen, feedback: Feedback) -> dict[str, Any]:
    planted = seen.planted
    done = None if seen.answered is None else feedback.done[seen.answered]
    return {
        "id": planted.id,
        "kind": {each.id: each.name for each in bank().situations}[planted.kind].json(),
        "who": _pair(feedback.played.scenario.names.get(planted.who)),
        "sign": planted.sign.json(),
        "answer": planted.answer.json(),
        "norm": _pair({norm.id: norm.name for norm in norms()}[planted.norm]),
        "question": _pair({each.id: each.text for each in bank().questions}[planted.question]),
        "began": seen.began + 1,
        "answered": None if seen.answered is None else seen.answered + 1,
        "well": seen.well,
        "late": seen.late,
        "move": None if done is None else move(done),
    }


def _own(done: Done) -> dict[str, Any]:
    judged = done.move.judged
    return {"text": done.move.text, **({} if judged is None else judged.stored())}


def _turn(done: Done) -> dict[str, Any]:
    form = None if done.form is None else done.form.value
    return {"worth": done.worth.value, "why": done.why.json(), "form": form}


def _pair(text: Text | None) -> dict[str, str] | None:
    return None if text is None else text.json()
