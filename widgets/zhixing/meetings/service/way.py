"""What a group writes down on its way through the ten steps; several people write, each their own part."""

from dataclasses import dataclass

from zhixing.actor import Actor
from zhixing.classroom.rules import Door
from zhixing.decisions import service as decisions
from zhixing.errors import ConflictError, InputError
from zhixing.meetings.rules.way import HERE, Fields, Way, check_part
from zhixing.meetings.service.material import steps
from zhixing.records import Work
from zhixing.teams.service.membership import may_in, require_in, team_named

_SUBJECT = "way/"
_ALL = "class"


@dataclass(frozen=True, slots=True)
class Written:
    """A group's way as it stands, with the version of the paper it is kept in; 0 before the first word."""

    way: Way
    paper: int


@dataclass(frozen=True, slots=True)
class Saved:
    """What a page needs to go on after saving a part: its mark and the version of the paper."""

    mark: str
    paper: int


def way_of(db: Work, classroom_id: str, team_id: str | None) -> Written:
    """Return what a group, or everybody together, has written."""
    paper = decisions.working_paper(db, classroom_id, _subject(team_id))
    return Written(Way(), 0) if paper is None else Written(Way.parse(paper.content), paper.version)


def writes(db: Work, actor: Actor, team_id: str | None) -> bool:
    """Tell whether somebody writes on a group's way: its members, and whoever leads its meetings."""
    return any(may_in(db, actor, door, team_id) for door in (Door.TAKE_PART, Door.LEAD_MEETING))


def save_part(db: Work, actor: Actor, team_id: str | None, name: str, *, fields: Fields, seen: str) -> Saved:
    """Store one part; people who write different parts do not meet.

    Args:
        db: the unit of work.
        actor: who writes.
        team_id: the group; None: everybody together.
        name: the part, or the id of a strategy.
        fields: what it is to say.
        seen: the mark of the part the writer had on the page; blank for one not written yet.

    Raises:
        RefusedError: not of this group.
        InputError: something is too long, or there is no such part.
        ConflictError: somebody changed the same part meanwhile, or took it out; nothing was stored.
    """
    door = _door(db, actor, team_id)
    if name == HERE:
        raise InputError("steps.error.no-part")
    return _store(db, actor, team_id, name, fields=fields, door=door, seen=seen)


def stand_at(db: Work, actor: Actor, team_id: str | None, step: str) -> Saved:
    """Say at which step the group is; the last word counts.

    Raises:
        RefusedError: not this person's to lead.
        InputError: ``steps.error.no-step``.
    """
    require_in(db, actor, Door.LEAD_MEETING, team_id)
    if step not in {"", *(each.id for each in steps())}:
        raise InputError("steps.error.no-step")
    door = Door.LEAD_MEETING
    return _store(db, actor, team_id, HERE, fields={"step": step}, door=door, seen=None)


def remove_strategy(db: Work, actor: Actor, team_id: str | None, name: str, seen: str) -> Saved:
    """Take a strategy out.

    Raises:
        RefusedError: not of this group.
        ConflictError: somebody changed it meanwhile.
    """
    door = _door(db, actor, team_id)
    written = way_of(db, actor.classroom, team_id)
    if written.way.mark(name) not in {seen, ""}:
        raise ConflictError("steps.error.part-changed")
    way = written.way.without(name)
    return Saved("", _keep(db, actor, team_id, way, paper=written.paper, door=door))


def _store(
    db: Work, actor: Actor, team_id: str | None, name: str, *, fields: Fields, door: Door, seen: str | None
) -> Saved:
    if team_id is not None:
        team_named(db, actor, team_id)
    written = way_of(db, actor.classroom, team_id)
    before = written.way.mark(name)
    way = written.way.with_part(name, check_part(name, fields, written.way))
    mark = way.mark(name)
    if seen is not None and before not in {seen, mark}:
        raise ConflictError("steps.error.part-changed" if before else "steps.error.part-gone")
    return Saved(mark, _keep(db, actor, team_id, way, paper=written.paper, door=door))


def _keep(db: Work, actor: Actor, team_id: str | None, way: Way, *, paper: int, door: Door) -> int:
    subject = _subject(team_id)
    return decisions.save_paper(db, actor, subject, way.json(), paper, door=door).version


def _door(db: Work, actor: Actor, team_id: str | None) -> Door:
    door = Door.TAKE_PART if may_in(db, actor, Door.TAKE_PART, team_id) else Door.LEAD_MEETING
    require_in(db, actor, door, team_id)
    return door


def _subject(team_id: str | None) -> str:
    return _SUBJECT + (team_id or _ALL)
