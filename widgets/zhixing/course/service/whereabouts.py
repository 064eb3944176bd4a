"""Where somebody stopped in the course, and which steps they have begun."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from zhixing.actor import Actor
from zhixing.course.service.steps import Standing, standing
from zhixing.course.tables import AnswerRow, WalkRow, WorksheetRow
from zhixing.course.units import Step, Unit, all_units
from zhixing.records import Work
from zhixing.records.tables import DraftRow

_DRAFTED = ("item", "worksheet")
"""Activities whose first parameter is the item or the worksheet."""


@dataclass(frozen=True, slots=True)
class Stop:
    """Where somebody stopped.

    Args:
        unit: the unit.
        step: the step to go on with; None when nothing of the unit is left.
        begun: whether anything in it was done or typed.
        drafted: whether something is typed there and not handed in.
    """

    unit: Unit
    step: Step | None
    begun: bool = False
    drafted: bool = False


@dataclass(frozen=True, slots=True)
class Traces:
    """What somebody has left behind, by the ids of items and worksheets.

    Args:
        last: what was worked on last among what is stored with a time; None when nothing is.
        stored: what was answered, walked or written.
        drafted: what is typed and not handed in.
        drafts: names of all drafts, of whatever activity.
    """

    last: str | None
    stored: frozenset[str]
    drafted: frozenset[str]
    drafts: frozenset[str]

    def in_step(self, step: Step) -> bool:
        """Tell whether anything in a step was begun."""
        return not (self.stored | self.drafted).isdisjoint((*step.items, *step.sheets))

    def drafted_in(self, step: Step) -> bool:
        """Tell whether something in a step is typed and not handed in."""
        return not self.drafted.isdisjoint((*step.items, *step.sheets))


def traces(db: Work, actor: Actor, units: Iterable[Unit]) -> Traces:
    """Return what somebody has left behind in some units; four queries."""
    known = {each for unit in units for step in unit.steps for each in (*step.items, *step.sheets)}
    sources = (
        select(AnswerRow.item_id, AnswerRow.answered).where(
            AnswerRow.person_id == actor.person, AnswerRow.round == 0
        ),
        select(WalkRow.item_id, WalkRow.changed).where(WalkRow.person_id == actor.person),
        select(WorksheetRow.sheet, WorksheetRow.changed).where(WorksheetRow.person_id == actor.person),
    )
    dated = [(when, name) for query in sources for name, when in db.execute(query).all() if name in known]
    drafts = frozenset(db.scalars(select(DraftRow.activity).where(DraftRow.person_id == actor.person)))
    return Traces(
        last=max(dated)[1] if dated else None,
        stored=frozenset(name for _, name in dated),
        drafted=_parts_of(drafts) & known,
        drafts=drafts,
    )


def where_stopped(db: Work, actor: Actor, units: Iterable[Unit] | None = None) -> Stop | None:
    """Return where somebody stopped among some units, all of them unless told; None before they begin."""
    among = tuple(all_units().values() if units is None else units)
    left = traces(db, actor, among)
    unit = _unit_of_last(left, among)
    if unit is None:
        return None
    step = _step_to_go_on(left, standing(db, actor, unit))
    if step is None:
        return Stop(unit, None)
    return Stop(unit, step, left.in_step(step), left.drafted_in(step))


def _unit_of_last(left: Traces, units: Iterable[Unit]) -> Unit | None:
    """Return the unit last worked in; one with nothing but drafts counts when there is no other."""
    wanted = {left.last} if left.last is not None else left.drafted
    for unit in units:
        if any(not wanted.isdisjoint((*step.items, *step.sheets)) for step in unit.steps):
            return unit
    return None


def _step_to_go_on(left: Traces, now: Standing) -> Step | None:
    """Return the step last worked in if it is not done, else one with a draft, else the first left."""
    going = [each.step for each in now.steps if each.state == "open" and not each.done]
    for step in going:
        if left.last in (*step.items, *step.sheets):
            return step
    for step in going:
        if left.drafted_in(step):
            return step
    return None if now.now is None else now.now.step


def _parts_of(drafts: Iterable[str]) -> frozenset[str]:
    """Return the items and worksheets of which there are drafts."""
    parts = (name.split(":") for name in drafts)
    return frozenset(found[1] for found in parts if found[0] in _DRAFTED and len(found) > 1)
