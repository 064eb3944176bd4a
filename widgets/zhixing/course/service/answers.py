"""Answer items, and see how a class has answered."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, select

from zhixing.actor import Actor
from zhixing.classroom.rules import Door, require
from zhixing.course.content import all_items, all_sets
from zhixing.course.profile import RatingSet
from zhixing.course.rules import Answer, Attempts, Item, Mark
from zhixing.course.service.schedule import note_try
from zhixing.course.tables import AnswerRow, StepRow
from zhixing.course.units import steps_of_items
from zhixing.errors import MissingError, RefusedError
from zhixing.records import Work
from zhixing.records.clock import utc_now


def item_of(item_id: str) -> Item:
    """Return an item of the course.

    Raises:
        MissingError: ``course.error.no-item``.
    """
    found = all_items().get(item_id)
    if found is None:
        raise MissingError("course.error.no-item", {"item": item_id[:40]})
    return found


def set_of(set_id: str) -> tuple[RatingSet, list[Item]]:
    """Return a set and its items, in the order of their ids.

    Raises:
        MissingError: ``course.error.no-set``.
    """
    found = all_sets().get(set_id)
    if found is None:
        raise MissingError("course.error.no-set", {"set": set_id[:40]})
    return found, sorted((each for each in all_items().values() if each.set == set_id), key=lambda it: it.id)


def answer_item(db: Work, actor: Actor, item_id: str, raw: Mapping[str, Any]) -> Mark:
    """Answer an item and return what the answer is worth; every try is kept.

    Args:
        db: the unit of work.
        actor: who answers.
        item_id: the item.
        raw: the answer in the form of the item's kind.

    Raises:
        InputError: it is not a whole answer to this item.
        MissingError: no such item, or nothing of it has that name.
        RefusedError: it was answered right already, all tries are used up, or its step is closed.
    """
    require(actor, Door.ANSWER_ITEMS)
    item = item_of(item_id)
    require_open(db, actor, item)
    answer = item.read(raw)
    attempts(db, actor, item).check_next()
    return keep_answer(db, actor, item, answer)


def is_closed(db: Work, classroom_id: str, item: Item) -> bool:
    """Tell whether the facilitator has closed the step in which an item stands."""
    place = steps_of_items().get(item.id)
    if place is None:
        return False
    unit, step = place
    row = db.get(StepRow, (classroom_id, unit.id, step.id))
    return row is not None and row.state == "closed"


def require_open(db: Work, actor: Actor, item: Item) -> None:
    """Let somebody answer, or refuse while the step is closed.

    Raises:
        RefusedError: ``course.error.step-closed``.
    """
    if is_closed(db, actor.classroom, item):
        raise RefusedError("course.error.step-closed")


def keep_answer(db: Work, actor: Actor, item: Item, answer: Answer) -> Mark:
    """Mark an answer that may be given, keep it as a try in the unit, and return the mark."""
    mark = item.mark(answer)
    attempt = keep_try(db, actor, item.id, item.stored(answer), mark, version=item.version)
    note_try(db, actor, item, mark, attempt)
    return mark


def keep_try(
    db: Work,
    actor: Actor,
    item_id: str,
    content: Mapping[str, Any],
    mark: Mark,
    *,
    version: str,
    in_round: int = 0,
) -> int:
    """Store one more try of a person, with the version of the content it answers; return which one it is.

    Args:
        db: the unit of work.
        actor: who answered.
        item_id: under which id it is kept.
        content: the answer as JSON.
        mark: what it is worth.
        version: of the content answered.
        in_round: 0 in the unit, n in the n-th review.
    """
    used = select(func.max(AnswerRow.attempt)).where(
        AnswerRow.person_id == actor.person, AnswerRow.item_id == item_id
    )
    attempt = (db.scalar(used) or 0) + 1
    db.add(
        AnswerRow(
            person_id=actor.person,
            item_id=item_id,
            attempt=attempt,
            round=in_round,
            classroom_id=actor.classroom,
            content_version=version,
            answer=dict(content),
            correct=mark.correct,
            score=mark.score,
            answered=utc_now(),
        )
    )
    db.flush()
    db.touch(actor.classroom, "answers")
    db.touch(actor.classroom, f"answers-{actor.person}")
    return attempt


def kept_tries(db: Work, actor: Actor, item_id: str) -> list[AnswerRow]:
    """Return everything a person has answered under an id, first try first."""
    query = select(AnswerRow).where(AnswerRow.person_id == actor.person, AnswerRow.item_id == item_id)
    return list(db.scalars(query.order_by(AnswerRow.attempt)))


def attempts(db: Work, actor: Actor, item: Item) -> Attempts:
    """Return what a person has answered to an item."""
    return attempts_at(db, actor, [item])[0]


def attempts_at(db: Work, actor: Actor, items: Sequence[Item]) -> list[Attempts]:
    """Return what a person has answered in the unit to each of some items; reviews are not in it."""
    query = (
        select(AnswerRow.item_id, AnswerRow.answer)
        .where(
            AnswerRow.person_id == actor.person,
            AnswerRow.round == 0,
            AnswerRow.item_id.in_([item.id for item in items]),
        )
        .order_by(AnswerRow.attempt)
    )
    rows = db.execute(query).all()
    return [Attempts(item, _readable(item, [raw for name, raw in rows if name == item.id])) for item in items]


def _readable(item: Item, stored: Sequence[Mapping[str, Any]]) -> tuple[Answer, ...]:
    """Return stored answers; those to an older version that this one cannot read are left out."""
    return tuple(answer for raw in stored if (answer := item.recall(raw)) is not None)


def first_answers(db: Work, classroom_id: str, item: Item) -> tuple[Answer, ...]:
    """Return everybody's first answer to an item in a class."""
    query = select(AnswerRow.answer).where(
        AnswerRow.classroom_id == classroom_id, AnswerRow.item_id == item.id, AnswerRow.attempt == 1
    )
    return _readable(item, db.scalars(query).all())


def distribution(db: Work, classroom_id: str, item_id: str) -> dict[str, Any]:
    """Return how a class first answered an item, counted as the item's kind does."""
    item = item_of(item_id)
    return item.tally(first_answers(db, classroom_id, item))


def answered_by(db: Work, classroom_id: str, item_id: str) -> set[str]:
    """Return the ids of the people of a class who have answered an item."""
    query = select(AnswerRow.person_id).where(
        AnswerRow.classroom_id == classroom_id, AnswerRow.item_id == item_id, AnswerRow.attempt == 1
    )
    return set(db.scalars(query))
