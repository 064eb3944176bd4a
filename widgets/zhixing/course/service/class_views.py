"""How a class stands in a unit: who is at which step, and what the class can do; no score orders anybody."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Integer, func, select

from zhixing.actor import Actor
from zhixing.classroom.people import people, units
from zhixing.classroom.rules import Door, require
from zhixing.course.content import all_items
from zhixing.course.service.mastery import class_mastery, learners
from zhixing.course.service.steps import is_done, step_states
from zhixing.course.tables import AnswerRow, WalkRow, WorksheetRow
from zhixing.course.units import Objective, Step, Unit, all_units, steps_of_items
from zhixing.errors import InputError
from zhixing.records import Work

DONE, AT_WORK, WAITING = "done", "at-work", "waiting"
STANDINGS = (DONE, AT_WORK, WAITING)
"""What somebody has of a step: all of it; some of it, or it is their next; not come to it yet."""

STATES = ("can", "growing", "weak", "new")
"""How somebody stands at an objective, best first."""


@dataclass(frozen=True, slots=True)
class StepCount:
    """A step and how a class stands in it.

    Args:
        step: the step.
        state: what the facilitator has said of it; None where it goes by itself.
        counts: how many learners are done, at work and waiting; empty where there is nothing to do.
    """

    step: Step
    state: str | None
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody at a step, and how much of it is left to them."""

    name: str
    unit: str
    left: int


@dataclass(frozen=True, slots=True)
class ObjectiveCount:
    """An objective, and how many learners stand how at it."""

    objective: Objective
    items: int
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Done:
    """What each person has finished and what they have begun."""

    finished: Mapping[str, set[str]]
    begun: Mapping[str, set[str]]

    def left(self, person: str, step: Step) -> int:
        return sum(each not in self.finished.get(person, ()) for each in (*step.items, *step.sheets))

    def standings(self, person: str, unit: Unit) -> dict[str, str]:
        """Return where somebody stands in each step that has something to do."""
        begun = self.begun.get(person, set[str]())
        found: dict[str, str] = {}
        is_next_known = not begun
        for step in unit.steps:
            asked = (*step.items, *step.sheets)
            if not asked:
                continue
            if not self.left(person, step):
                found[step.id] = DONE
                continue
            is_begun = not begun.isdisjoint(asked)
            found[step.id] = AT_WORK if is_begun or not is_next_known else WAITING
            is_next_known = True
        return found


def class_unit(db: Work, classroom_id: str) -> Unit | None:
    """Return the unit in which a class last answered something, else the first that has steps."""
    places = steps_of_items()
    query = select(AnswerRow.item_id).where(
        AnswerRow.classroom_id == classroom_id, AnswerRow.round == 0, AnswerRow.item_id.in_(places)
    )
    last = db.scalar(query.order_by(AnswerRow.answered.desc(), AnswerRow.item_id).limit(1))
    if last is not None:
        return places[last][0]
    return next((unit for unit in all_units().values() if unit.steps), None)


def step_counts(db: Work, classroom_id: str, unit: Unit) -> tuple[StepCount, ...]:
    """Return how a class stands in each step of a unit; five queries."""
    work = _work(db, classroom_id, unit)
    states = step_states(db, classroom_id, unit)
    found: dict[str, Counter[str]] = {step.id: Counter() for step in unit.steps}
    for person in learners(db, classroom_id):
        for step, standing in work.standings(person, unit).items():
            found[step][standing] += 1
    return tuple(
        StepCount(
            step,
            states.get(step.id),
            {each: found[step.id][each] for each in STANDINGS} if step.items or step.sheets else {},
        )
        for step in unit.steps
    )


def names_at(db: Work, actor: Actor, unit: Unit, step_id: str, standing: str) -> list[Named]:
    """Return who stands so in a step, in establishment order: for the facilitator's own device.

    Raises:
        InputError: ``teach.error.bad-standing``.
        MissingError: ``course.error.no-step``.
        RefusedError: ``classroom.error.not-allowed``.
    """
    require(actor, Door.RUN_SESSION)
    step = unit.step(step_id)
    if standing not in STANDINGS:
        raise InputError("teach.error.bad-standing", {"found": standing[:40]})
    work = _work(db, actor.classroom, unit)
    learning = set(learners(db, actor.classroom))
    short = {row.id: row.short_name for row in units(db, actor.classroom)}
    return [
        Named(row.name, short.get(row.unit_id or "", ""), work.left(row.id, step))
        for row in people(db, actor.classroom)
        if row.id in learning and work.standings(row.id, unit).get(step_id) == standing
    ]


def objective_counts(db: Work, classroom_id: str, unit: Unit) -> tuple[ObjectiveCount, ...]:
    """Return how many learners stand how at each objective of a unit; two queries, no names."""
    standings = class_mastery(db, classroom_id, unit).values()
    asked = [all_items()[name] for name in unit.items if name in all_items()]
    found = []
    for at, objective in enumerate(unit.objectives):
        counted = Counter(person[at].state for person in standings)
        items = sum(item.is_marked and objective.id in item.objectives for item in asked)
        found.append(ObjectiveCount(objective, items, {state: counted[state] for state in STATES}))
    return tuple(found)


def _work(db: Work, classroom_id: str, unit: Unit) -> _Done:
    known = all_items()
    finished: dict[str, set[str]] = {}
    begun: dict[str, set[str]] = {}
    query = (
        select(
            AnswerRow.person_id,
            AnswerRow.item_id,
            func.count(),
            func.max(AnswerRow.correct.cast(Integer)),
        )
        .where(
            AnswerRow.classroom_id == classroom_id, AnswerRow.round == 0, AnswerRow.item_id.in_(unit.items)
        )
        .group_by(AnswerRow.person_id, AnswerRow.item_id)
    )
    for person, name, tries, right in db.execute(query).all():
        begun.setdefault(person, set()).add(name)
        if name in known and is_done(known[name], tries, right=bool(right)):
            finished.setdefault(person, set()).add(name)
    walks = select(WalkRow.person_id, WalkRow.item_id).where(
        WalkRow.classroom_id == classroom_id, WalkRow.item_id.in_(unit.items)
    )
    for person, name in db.execute(walks).all():
        begun.setdefault(person, set()).add(name)
    sheets = [sheet for step in unit.steps for sheet in step.sheets]
    written = select(WorksheetRow.person_id, WorksheetRow.sheet, WorksheetRow.done).where(
        WorksheetRow.classroom_id == classroom_id, WorksheetRow.sheet.in_(sheets)
    )
    for person, sheet, done in db.execute(written).all():
        begun.setdefault(person, set()).add(sheet)
        if done:
            finished.setdefault(person, set()).add(sheet)
    return _Done(finished, begun)
