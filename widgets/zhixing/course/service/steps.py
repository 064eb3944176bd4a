"""How far somebody is in a unit, and what a facilitator has opened or closed for the class."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Integer, func, select

from zhixing.actor import Actor
from zhixing.classroom.rules import Door, require
from zhixing.course.content import all_items
from zhixing.course.rules import Item
from zhixing.course.tables import AnswerRow, StepRow, WorksheetRow
from zhixing.course.units import Step, Unit, unit_of
from zhixing.errors import InputError
from zhixing.records import Work

STATES = ("open", "closed")
"""What a facilitator may say of a step."""


@dataclass(frozen=True, slots=True)
class StepStanding:
    """Where somebody stands in a step.

    Args:
        step: the step.
        done: whether nothing of it is left.
        missing: ids of items and worksheets that are left.
        state: ``open``; ``waiting`` for an earlier step; ``closed`` by the facilitator.
    """

    step: Step
    done: bool
    missing: tuple[str, ...]
    state: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Where somebody stands in a unit; ``now`` is the first open step with something left."""

    steps: tuple[StepStanding, ...]
    now: StepStanding | None

    @property
    def done(self) -> int:
        """How many steps with something to do are done."""
        return sum(each.done for each in self.steps if _has_work(each.step))

    @property
    def total(self) -> int:
        """How many steps have something to do."""
        return sum(_has_work(each.step) for each in self.steps)


def step_states(db: Work, classroom_id: str, unit: Unit) -> dict[str, str]:
    """Return what the facilitator has said of steps; those that go by themselves are not in it."""
    query = select(StepRow.step, StepRow.state).where(
        StepRow.classroom_id == classroom_id, StepRow.unit == unit.id
    )
    return {row.step: row.state for row in db.execute(query)}


def set_step(db: Work, actor: Actor, unit_id: str, step_id: str, state: str | None) -> None:
    """Open or close a step for the class, or let it go by itself again.

    Raises:
        InputError: ``course.error.bad-state``.
        MissingError: no such unit or step.
        RefusedError: ``classroom.error.not-allowed``.
    """
    require(actor, Door.RUN_SESSION)
    unit = unit_of(unit_id)
    step = unit.step(step_id)
    if state is not None and state not in STATES:
        raise InputError("course.error.bad-state", {"found": state[:40]})
    row = db.get(StepRow, (actor.classroom, unit.id, step.id))
    if state is None:
        if row is not None:
            db.delete(row)
    elif row is None:
        db.add(StepRow(classroom_id=actor.classroom, unit=unit.id, step=step.id, state=state))
    else:
        row.state = state
    db.flush()
    db.touch(actor.classroom, "steps")


def standing(db: Work, actor: Actor, unit: Unit) -> Standing:
    """Return where somebody stands in a unit.

    In a class a reflection holds nobody back; alone, a step that waits waits for it, too.
    """
    done = finished_items(db, actor.person, unit.items) | _done_sheets(db, actor.person, unit)
    said = step_states(db, actor.classroom, unit)
    found, is_held = [], False
    for step in unit.steps:
        missing = tuple(each for each in (*step.items, *step.sheets) if each not in done)
        state = said.get(step.id, "waiting" if is_held else "open")
        found.append(StepStanding(step, not missing, missing, state))
        is_held = is_held or (step.waits and holds(missing, solo=actor.solo))
    now = next((each for each in found if each.state == "open" and not each.done), None)
    return Standing(tuple(found), now)


def holds(missing: Collection[str], *, solo: bool) -> bool:
    """Tell whether what is left of a step that waits holds somebody back."""
    items = all_items()
    return any(solo or each not in items or items[each].is_marked for each in missing)


def is_done(item: Item, tries: int, *, right: bool) -> bool:
    """Tell whether nothing is left of an item after so many tries in the unit."""
    return right or tries >= (item.most_tries or 1)


def finished_items(db: Work, person_id: str, names: Sequence[str]) -> set[str]:
    """Return those of some items of which nothing is left in the unit: right, or out of tries."""
    query = (
        select(AnswerRow.item_id, func.count(), func.max(AnswerRow.correct.cast(Integer)))
        .where(AnswerRow.person_id == person_id, AnswerRow.round == 0, AnswerRow.item_id.in_(names))
        .group_by(AnswerRow.item_id)
    )
    items = all_items()
    return {
        name
        for name, tries, right in db.execute(query).all()
        if name in items and is_done(items[name], tries, right=bool(right))
    }


def _done_sheets(db: Work, person_id: str, unit: Unit) -> set[str]:
    sheets = [sheet for step in unit.steps for sheet in step.sheets]
    query = select(WorksheetRow.sheet).where(
        WorksheetRow.person_id == person_id, WorksheetRow.sheet.in_(sheets), WorksheetRow.done
    )
    return set(db.scalars(query))


def _has_work(step: Step) -> bool:
    return bool(step.items or step.sheets)
