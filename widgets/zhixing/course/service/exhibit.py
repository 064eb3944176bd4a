"""What the projector shows of a case that a class answers."""

from typing import Any

from zhixing.classroom.ballots import current_window
from zhixing.classroom.rules import WindowState
from zhixing.classroom.runsheet import Step
from zhixing.classroom.tables import ClassroomRow
from zhixing.course.service.answers import first_answers, item_of
from zhixing.policy import policy
from zhixing.records import Work

CASE = "case"
"""Purpose of the window in which a class commits to an answer before it is told."""


def case_exhibit(db: Work, classroom_id: str, step: Step) -> dict[str, Any]:
    """Return what the projector shows of a case: how many have answered; the answers only after the reveal.

    With fewer answers than ``survey.min-cell`` the counts stay hidden, and people talk instead.
    """
    item = item_of((step.params or {}).get("item", ""))
    given = first_answers(db, classroom_id, item)
    window = current_window(db, classroom_id, CASE)
    revealed = window is not None and window.state == WindowState.REVEALED
    values = policy().with_values(db.get_one(ClassroomRow, classroom_id).policy or {})
    enough = len(given) >= values.int("survey.min-cell")
    return {
        "prompt": item.prompt.json(),
        **item.asked(),
        "counts": item.tally(given) if revealed and enough else None,
        "n": len(given),
        "why": item.told((), over=True) if revealed else None,
    }
