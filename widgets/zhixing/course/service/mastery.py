"""What somebody can do: objectives by the last marks of their items."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from zhixing.actor import Actor, Role
from zhixing.classroom.tables import PersonRow
from zhixing.course.content import all_items
from zhixing.course.rules import Item, kept_score
from zhixing.course.tables import AnswerRow
from zhixing.course.units import Mastery, Objective, Unit
from zhixing.records import Work

WEAK = 0.5
"""Mean mark below which an objective is weak."""


@dataclass(frozen=True, slots=True)
class Last:
    """The last mark of somebody at an item, reviews included."""

    score: float
    correct: bool


@dataclass(frozen=True, slots=True)
class ObjectiveStanding:
    """How somebody stands at an objective.

    Args:
        objective: the objective.
        state: ``new`` (nothing answered), ``weak``, ``growing``, or ``can``.
        score: mean of the last marks, from 0 to 1; None while nothing is answered.
        answered: how many of its items are answered.
        total: how many items it has.
        again: items whose last answer was not right.
    """

    objective: Objective
    state: str
    score: float | None
    answered: int
    total: int
    again: tuple[str, ...]


def mastery(db: Work, actor: Actor, unit: Unit) -> tuple[ObjectiveStanding, ...]:
    """Return how somebody stands at each objective of a unit."""
    query = select(AnswerRow.item_id, AnswerRow.score, AnswerRow.correct).where(
        AnswerRow.person_id == actor.person, AnswerRow.item_id.in_(_marked(unit))
    )
    rows = db.execute(query.order_by(AnswerRow.attempt)).all()
    return objectives_at(unit, {item: _last(score, correct=correct) for item, score, correct in rows})


def class_mastery(db: Work, classroom_id: str, unit: Unit) -> dict[str, tuple[ObjectiveStanding, ...]]:
    """Return how every learner of a class stands at each objective, by the person's id; two queries."""
    query = select(AnswerRow.person_id, AnswerRow.item_id, AnswerRow.score, AnswerRow.correct).where(
        AnswerRow.classroom_id == classroom_id, AnswerRow.item_id.in_(_marked(unit))
    )
    marks: dict[str, dict[str, Last]] = {person: {} for person in learners(db, classroom_id)}
    for person, item, score, correct in db.execute(query.order_by(AnswerRow.attempt)).all():
        if person in marks:
            marks[person][item] = _last(score, correct=correct)
    return {person: objectives_at(unit, known) for person, known in marks.items()}


def learners(db: Work, classroom_id: str) -> list[str]:
    """Return the ids of those who learn in a class, in the order of the roster."""
    query = select(PersonRow.id, PersonRow.roles).where(PersonRow.classroom_id == classroom_id)
    learning = {Role.LEARNER.value, Role.LIAISON.value, Role.GROUP_LEADER.value}
    return [
        person
        for person, roles in db.execute(query.order_by(PersonRow.position, PersonRow.id)).all()
        if learning.intersection(roles)
    ]


def objectives_at(unit: Unit, marks: Mapping[str, Last]) -> tuple[ObjectiveStanding, ...]:
    """Return how somebody with these last marks stands at each objective."""
    items = all_items()
    asked = [items[name] for name in _marked(unit)]
    return tuple(_at(objective, asked, marks, unit.mastery) for objective in unit.objectives)


def _at(
    objective: Objective, asked: list[Item], marks: Mapping[str, Last], rule: Mastery
) -> ObjectiveStanding:
    own = [item.id for item in asked if objective.id in item.objectives]
    known = [marks[item] for item in own if item in marks]
    score = sum(mark.score for mark in known) / len(known) if known else None
    again = tuple(item for item in own if item in marks and not marks[item].correct)
    return ObjectiveStanding(
        objective, _state(score, len(known), len(own), rule), score, len(known), len(own), again
    )


def _state(score: float | None, answered: int, total: int, rule: Mastery) -> str:
    if score is None:
        return "new"
    if score >= rule.share - 1e-9 and answered >= min(rule.least, total):
        return "can"
    return "weak" if score < WEAK else "growing"


def _last(score: float | None, *, correct: bool) -> Last:
    return Last(kept_score(score, correct=correct), correct)


def _marked(unit: Unit) -> list[str]:
    items = all_items()
    return [name for name in unit.items if name in items and items[name].is_marked]
