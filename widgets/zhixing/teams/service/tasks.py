"""Individual assignments (子课题): who may write them, and who has none yet."""

from collections.abc import Sequence

from zhixing.actor import Actor
from zhixing.classroom.rules import Door, may
from zhixing.errors import ConflictError, InputError, MissingError, RefusedError
from zhixing.records import Work
from zhixing.teams.rules.task import Assignment
from zhixing.teams.service.membership import Member, may_in, require_in
from zhixing.teams.tables import TeamMemberRow


def set_task(
    db: Work,
    actor: Actor,
    person_id: str,
    *,
    task: str,
    goal: str,
    due: str | None,
    version: int,
) -> int:
    """Write down what one member works on; a blank task takes it back.

    Args:
        db: the unit of work.
        actor: the person, or whoever assigns tasks in that group.
        person_id: whose assignment it is.
        task: what is to be solved.
        goal: how far.
        due: by which date (``2027-05-31``), None while it is open.
        version: the version of the assignment the writer had on the page.

    Returns:
        The version it has now.

    Raises:
        RefusedError: not this person's.
        MissingError: ``teams.error.no-member``: the person is in no group.
        InputError: something is too long, no date, or a goal without a task.
        ConflictError: ``teams.error.task-changed``: somebody wrote it meanwhile; nothing was stored.
    """
    row = _member(db, actor, person_id)
    wanted = Assignment(task, goal, due).checked()
    if version != row.version:
        if (row.task, row.goal, row.due) == (wanted.task, wanted.goal, wanted.due):
            return row.version
        raise ConflictError("teams.error.task-changed")
    _write(row, wanted)
    db.flush()
    db.touch(actor.classroom, "teams")
    return row.version


def share_task(db: Work, actor: Actor, person_id: str, others: Sequence[str]) -> None:
    """Give the assignment of one member to others of the group as well: several people, one task.

    Raises:
        RefusedError: not somebody who assigns tasks in that group.
        MissingError: ``teams.error.no-member``: one of them is not in the group.
        InputError: ``teams.error.no-task``: there is nothing to share.
        ConflictError: ``teams.error.has-task``: one of them has an assignment already; nothing was stored.
    """
    row = _member(db, actor, person_id)
    require_in(db, actor, Door.ASSIGN_TASKS, row.team_id)
    if not row.task:
        raise InputError("teams.error.no-task")
    shared = Assignment(row.task, row.goal, row.due)
    for other in dict.fromkeys(others):
        found = db.get(TeamMemberRow, other)
        if found is None or found.team_id != row.team_id:
            raise MissingError("teams.error.no-member")
        if found.task and Assignment(found.task, found.goal, found.due) != shared:
            raise ConflictError("teams.error.has-task")
        _write(found, shared)
    db.flush()
    db.touch(actor.classroom, "teams")


def may_assign(db: Work, actor: Actor, team_id: str) -> bool:
    """Tell whether somebody writes the assignments of others in a group, and is told who has none yet."""
    return may_in(db, actor, Door.ASSIGN_TASKS, team_id)


def without_task(group: Sequence[Member]) -> list[str]:
    """Return the ids of members who have no assignment yet."""
    return [member.id for member in group if not member.task]


def _member(db: Work, actor: Actor, person_id: str) -> TeamMemberRow:
    """Return the row of a member whose assignment somebody may write."""
    row = db.get(TeamMemberRow, person_id, populate_existing=True)
    if row is None or row.classroom_id != actor.classroom:
        raise MissingError("teams.error.no-member")
    if person_id == actor.person:
        if not (may(actor, Door.TAKE_PART) or may(actor, Door.ASSIGN_TASKS)):
            raise RefusedError("classroom.error.not-allowed")
        return row
    require_in(db, actor, Door.ASSIGN_TASKS, row.team_id)
    return row


def _write(row: TeamMemberRow, wanted: Assignment) -> None:
    row.task, row.goal, row.due = wanted.task, wanted.goal, wanted.due
    row.version += 1
