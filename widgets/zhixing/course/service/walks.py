"""Go through a case choice by choice; at an ending the whole path is kept as a try."""

from zhixing.actor import Actor
from zhixing.classroom.rules import Door, require
from zhixing.course.rules import Item, Walked
from zhixing.course.service.answers import attempts, item_of, keep_answer, require_open
from zhixing.course.tables import WalkRow
from zhixing.errors import ConflictError, MissingError, RefusedError
from zhixing.records import Work
from zhixing.records.clock import utc_now


def walk_of(db: Work, actor: Actor, item: Item) -> tuple[str, ...]:
    """Return the choices made: of the walk that is under way, else of the one ended last."""
    row = db.get(WalkRow, (actor.person, item.id))
    if row is not None:
        return _readable(item, row)
    last = attempts(db, actor, item).last
    return tuple(last) if last is not None else ()


def take_step(db: Work, actor: Actor, item_id: str, at: int, choice: str) -> None:
    """Make a choice; the one that leads to an ending ends the walk and keeps it as a try.

    Args:
        db: the unit of work.
        actor: who chooses.
        item_id: the case.
        at: how many choices had been made when this one was seen.
        choice: what is chosen.

    Raises:
        ConflictError: ``course.error.walk-moved``, the case was gone on with elsewhere.
        MissingError: no such case, or the choice is not offered there.
        RefusedError: ``course.error.walk-ended``, ``course.error.step-closed``.
    """
    item, case = _case(actor, item_id)
    require_open(db, actor, item)
    path = walk_of(db, actor, item)
    if case.is_ended(path):
        raise RefusedError("course.error.walk-ended")
    if len(path) != at:
        raise ConflictError("course.error.walk-moved")
    path = case.go(path, choice)
    if not case.is_ended(path):
        _keep(db, actor, item, path)
        return
    row = db.get(WalkRow, (actor.person, item.id))
    if row is not None:
        db.delete(row)
    keep_answer(db, actor, item, item.read({"path": list(path)}))


def restart_walk(db: Work, actor: Actor, item_id: str) -> None:
    """Begin a case anew; what was ended before stays kept."""
    item, _ = _case(actor, item_id)
    require_open(db, actor, item)
    _keep(db, actor, item, ())


def _case(actor: Actor, item_id: str) -> tuple[Item, Walked]:
    require(actor, Door.ANSWER_ITEMS)
    item = item_of(item_id)
    if not isinstance(item, Walked):
        raise MissingError("course.error.no-case", {"item": item_id[:40]})
    return item, item


def _keep(db: Work, actor: Actor, item: Item, path: tuple[str, ...]) -> None:
    row = db.get(WalkRow, (actor.person, item.id))
    if row is None:
        row = WalkRow(person_id=actor.person, item_id=item.id, classroom_id=actor.classroom)
        db.add(row)
    row.path = list(path)
    row.content_version = item.version
    row.changed = utc_now()
    db.flush()
    db.touch(actor.classroom, f"answers-{actor.person}")


def _readable(item: Item, row: WalkRow) -> tuple[str, ...]:
    """Return a stored path as far as the case as it is written now still knows it."""
    path: tuple[str, ...] = ()
    if isinstance(item, Walked):
        for choice in row.path:
            if item.is_ended(path):
                break
            try:
                path = item.go(path, str(choice))
            except MissingError:
                break
    return path
