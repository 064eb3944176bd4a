"""What is seen of a rehearsed meeting while it goes on: what was said and done, and what can be done now."""

from collections.abc import Sequence
from typing import Any

from zhixing.meetings.rules.rehearsal.move import Do
from zhixing.meetings.rules.rehearsal.play import Done, Played
from zhixing.meetings.rules.rehearsal.scenario import Line
from zhixing.meetings.service.material import norms


def shown(played: Played) -> dict[str, Any]:
    """Return the meeting so far, and the clock."""
    return {
        "clock": played.state.clock,
        "out_of_time": played.out_of_time,
        "turns": [
            {
                "lines": _lines(turn.lines),
                "clock": turn.state.clock,
                "move": None if turn.done is None else move(turn.done),
                "reply": [] if turn.done is None else _lines(turn.done.reply),
            }
            for turn in played.turns
        ],
        "closing": _lines(played.closing),
    }


def offered(played: Played) -> dict[str, Any]:
    """Return what can be done at the moment that has come; questions are known by the place they stand at."""
    questions = played.turns[-1].moment.offered(played.scenario.id)
    return {
        "questions": [
            {"which": str(number), "to": question.to, "text": question.text.json()}
            for number, question in enumerate(questions)
        ],
        "norms": [
            {"id": norm.id, "name": norm.name.json(), "sentence": norm.sentence.json()} for norm in norms()
        ],
    }


def move(done: Done) -> dict[str, Any]:
    """Return a move as the person made it, and nothing about what it was worth."""
    made, question = done.move, done.question
    return {
        "do": made.do.value,
        "norm": {norm.id: norm.name.json() for norm in norms()}.get(made.which),
        "to": done.to if made.do in {Do.ASK, Do.OWN, Do.WORD} else "",
        "asked": None if question is None else question.text.json(),
        "text": made.text,
    }


def _lines(lines: Sequence[Line]) -> list[dict[str, Any]]:
    return [{"who": line.who, "text": line.text.json()} for line in lines]
