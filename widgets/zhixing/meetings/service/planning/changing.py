"""Making, editing, copying and deleting meetings before and while they are held."""

from dataclasses import replace

from zhixing.actor import Actor
from zhixing.classroom.rules import Door
from zhixing.errors import ConflictError, InputError, RefusedError
from zhixing.meetings.rules import editing
from zhixing.meetings.rules.editing import Bounds, Finding, is_clock
from zhixing.meetings.rules.plan import Plan
from zhixing.meetings.rules.template import Scope, make_plan, template_of, templates
from zhixing.meetings.service.meetings import State, meeting_of, new_meeting, plan_of
from zhixing.meetings.service.planning.diary import diary, run_into
from zhixing.meetings.service.planning.ground import Ground, ground
from zhixing.meetings.service.planning.heading import Heading
from zhixing.meetings.service.planning.progress import has_happened, progress
from zhixing.meetings.service.planning.wording import refuse
from zhixing.meetings.tables import MeetingRow
from zhixing.records import Work
from zhixing.records.clock import utc_now
from zhixing.teams.service.membership import require_in

_OVER = frozenset({State.ENDED, State.CONFIRMED})


def create_meeting(
    db: Work,
    actor: Actor,
    kind: str,
    team_id: str | None,
    heading: Heading,
    *,
    starts: str,
    minutes: int | None = None,
) -> MeetingRow:
    """Make a meeting from a template.

    Args:
        db: the unit of work.
        actor: who plans.
        kind: of the template.
        team_id: whose meeting; None for the class's.
        heading: title, first day and place.
        starts: the time of day its days begin.
        minutes: how long it is to be; None takes the template's usual length.

    Raises:
        RefusedError: not this person's to plan.
        InputError: the template is not for this, something is wrong, or another meeting stands in the way.
    """
    require_in(db, actor, Door.PLAN_MEETINGS, team_id)
    found = ground(db, actor.classroom)
    template = template_of(kind)
    if kind not in found.offered(Scope.GROUP if team_id else Scope.CLASS):
        raise InputError("planner.error.scope", {"kind": template.title})
    if not is_clock(starts):
        raise InputError("planner.error.starts", {"found": starts[:20]})
    crowd = found.crowd(team_id)
    plan = make_plan(
        kind,
        crowd.people,
        crowd.groups,
        minutes,
        largest=crowd.largest,
        starts=starts,
        values=found.values,
    )
    return _set_up(db, actor, team_id, kind, heading=heading, plan=plan)


def _set_up(
    db: Work, actor: Actor, team_id: str | None, kind: str, *, heading: Heading, plan: Plan
) -> MeetingRow:
    found = [*heading.faults(), *editing.faults(plan)]
    if heading.first is not None and not found:
        found = run_into(diary(db, actor.classroom), team_id, heading.first, plan)
    refuse(found)
    return new_meeting(
        db,
        actor,
        team_id,
        kind,
        title=heading.title,
        plan=plan,
        date=heading.date or None,
        starts=plan.days[0].starts,
        place=heading.place,
    )


def examine(db: Work, actor: Actor, meeting_id: str, heading: Heading, plan: Plan) -> list[Finding]:
    """Return what is wrong with an edited plan and, once its times hold, what to beware of; store nothing.

    Raises:
        RefusedError: not this person's to plan.
        MissingError: there is no such meeting.
    """
    row = _planned_by(db, actor, meeting_id)
    found = ground(db, actor.classroom)
    tidy = _tidied(plan, row, found)
    wrong = _wrong(db, row, heading, tidy)
    if editing.faults(tidy):
        return wrong
    crowd = found.crowd(row.team_id)
    return wrong + editing.warnings(tidy, crowd, Bounds.of(found.values), templates().get(row.kind))


def save_meeting(
    db: Work, actor: Actor, meeting_id: str, heading: Heading, plan: Plan, *, seen_version: int
) -> int:
    """Store an edited plan and return its version.

    Raises:
        RefusedError: not this person's to plan, or the meeting is over.
        ConflictError: ``planner.error.changed``, somebody changed it meanwhile; nothing was stored.
        FaultsError: everything that is wrong; nothing was stored.
        InputError: the one thing that is wrong.
    """
    row = _planned_by(db, actor, meeting_id)
    if row.state in _OVER:
        raise RefusedError("planner.error.over")
    if row.version != seen_version:
        raise ConflictError("planner.error.changed")
    tidy = _tidied(plan, row, ground(db, actor.classroom))
    refuse(_wrong(db, row, heading, tidy))
    heading.write(row)
    row.plan = tidy.json()
    row.starts = tidy.days[0].starts
    row.version += 1
    row.changed = utc_now()
    db.touch(actor.classroom, "meetings")
    return row.version


def _planned_by(db: Work, actor: Actor, meeting_id: str) -> MeetingRow:
    row = meeting_of(db, actor, meeting_id)
    require_in(db, actor, Door.PLAN_MEETINGS, row.team_id)
    return row


def _tidied(plan: Plan, row: MeetingRow, found: Ground) -> Plan:
    return editing.tidied(plan, found.crowd(row.team_id), Bounds.of(found.values).speaking)


def _wrong(db: Work, row: MeetingRow, heading: Heading, plan: Plan) -> list[Finding]:
    found = [*heading.faults(), *editing.faults(plan)]
    if heading.first is not None and not found:
        found += run_into(diary(db, row.classroom_id, but=row.id), row.team_id, heading.first, plan)
    if row.state == State.RUNNING:
        far = progress(db, row)
        past = editing.changed_past(plan_of(row), plan, far.past, far.current)
        found += [] if past is None else [past]
        if (heading.date or None) != row.date:
            found.append(Finding("planner.error.past-date", stops=True))
    return found


def copy_meeting(
    db: Work, actor: Actor, meeting_id: str, team_id: str | None, heading: Heading
) -> MeetingRow:
    """Set up another meeting by the plan of one; for other people the time for each is worked out anew.

    Raises:
        RefusedError: not this person's to plan.
        InputError: something is wrong, or another meeting stands in the way.
    """
    row = _planned_by(db, actor, meeting_id)
    require_in(db, actor, Door.PLAN_MEETINGS, team_id)
    plan = plan_of(row)
    if team_id != row.team_id:
        days = (
            replace(day, blocks=tuple(replace(block, each=None) for block in day.blocks)) for day in plan.days
        )
        found = ground(db, actor.classroom)
        plan = editing.tidied(Plan(tuple(days)), found.crowd(team_id), Bounds.of(found.values).speaking)
    return _set_up(db, actor, team_id, row.kind, heading=heading, plan=plan)


def delete_meeting(db: Work, actor: Actor, meeting_id: str, seen_version: int) -> None:
    """Delete a meeting while nothing has happened in it.

    Raises:
        RefusedError: not this person's to plan; ``planner.error.happened``.
        ConflictError: ``planner.error.changed``.
    """
    row = _planned_by(db, actor, meeting_id)
    if has_happened(db, row):
        raise RefusedError("planner.error.happened")
    if row.version != seen_version:
        raise ConflictError("planner.error.changed")
    db.delete(row)
    db.touch(actor.classroom, "meetings")
