"""Answer items, and see how a class has answered."""

from typing import Any

from sqlalchemy import select

from zhixing.actor import Actor
from zhixing.classroom.ballots import current_window
from zhixing.classroom.rules import Door, WindowState, require
from zhixing.classroom.runsheet import Step
from zhixing.classroom.tables import ClassroomRow
from zhixing.course.content import all_items
from zhixing.course.rules import Attempts, Item, first_choices, mark_single, reason
from zhixing.course.tables import AnswerRow
from zhixing.errors import MissingError
from zhixing.policy import policy
from zhixing.records import Work
from zhixing.records.clock import utc_now

CASE = "case"
"""Purpose of the window in which a class commits to an answer before it is told."""


def item_of(item_id: str) -> Item:
    """Return an item of the course.

    Raises:
        MissingError: ``course.error.no-item``.
    """
    found = all_items().get(item_id)
    if found is None:
        raise MissingError("course.error.no-item", {"item": item_id[:40]})
    return found


def answer_item(db: Work, actor: Actor, item_id: str, option_id: str) -> bool:
    """Answer an item and return whether the answer is correct; every try is kept.

    Raises:
        MissingError: no such item or option.
        RefusedError: it was answered right already, or all tries are used up.
    """
    require(actor, Door.ANSWER_ITEMS)
    item = item_of(item_id)
    correct = mark_single(item, option_id)
    standing = attempts(db, actor, item)
    standing.check_next()
    db.add(
        AnswerRow(
            person_id=actor.person,
            item_id=item.id,
            attempt=len(standing.answered) + 1,
            classroom_id=actor.classroom,
            content_version=item.version,
            answer={"option": option_id},
            correct=correct,
            answered=utc_now(),
        )
    )
    db.flush()
    db.touch(actor.classroom, "answers")
    return correct


def attempts(db: Work, actor: Actor, item: Item) -> Attempts:
    """Return what a person has answered to an item."""
    query = (
        select(AnswerRow.answer)
        .where(AnswerRow.person_id == actor.person, AnswerRow.item_id == item.id)
        .order_by(AnswerRow.attempt)
    )
    known = {option.id for option in item.options}
    chosen = [str(answer["option"]) for answer in db.scalars(query)]
    return Attempts(item, tuple(option for option in chosen if option in known))


def distribution(db: Work, classroom_id: str, item_id: str) -> dict[str, int]:
    """Return how often each option was a person's first choice in a class."""
    query = select(AnswerRow.answer).where(
        AnswerRow.classroom_id == classroom_id, AnswerRow.item_id == item_id, AnswerRow.attempt == 1
    )
    return first_choices([str(answer["option"]) for answer in db.scalars(query)], item_of(item_id))


def answered_by(db: Work, classroom_id: str, item_id: str) -> set[str]:
    """Return the ids of the people of a class who have answered an item."""
    query = select(AnswerRow.person_id).where(
        AnswerRow.classroom_id == classroom_id, AnswerRow.item_id == item_id, AnswerRow.attempt == 1
    )
    return set(db.scalars(query))


def case_exhibit(db: Work, classroom_id: str, step: Step) -> dict[str, Any]:
    """Return what the projector shows of a case: how many have answered; the answers only after the reveal.

    With fewer answers than ``survey.min-cell`` the counts stay hidden, and people talk instead.
    """
    item = item_of((step.params or {}).get("item", ""))
    counts = distribution(db, classroom_id, item.id)
    answered = sum(counts.values())
    window = current_window(db, classroom_id, CASE)
    revealed = window is not None and window.state == WindowState.REVEALED
    values = policy().with_values(db.get_one(ClassroomRow, classroom_id).policy or {})
    enough = answered >= values.int("survey.min-cell")
    return {
        "prompt": item.prompt.json(),
        "options": item.face()["options"],
        "counts": counts if revealed and enough else None,
        "n": answered,
        "why": [reason(option) for option in item.options] if revealed else None,
    }
