"""People added, corrected and taken out one by one, by whoever forms groups."""

from sqlalchemy import select

from zhixing.actor import Actor, Role
from zhixing.classroom.people import member, people, unit_named, units
from zhixing.classroom.roster import LONGEST
from zhixing.classroom.rules import STAFF, Door, require
from zhixing.classroom.tables import LinkRow, PersonRow
from zhixing.errors import InputError, RefusedError
from zhixing.records import Row, Work, new_id
from zhixing.teams.service.changes import SUBJECT, of_person
from zhixing.teams.tables import CommitmentRow, KeepApartRow, ProfileRow

_KNOWN = frozenset(row.__tablename__ for row in (ProfileRow, CommitmentRow, KeepApartRow, LinkRow))


def add_colleague(db: Work, actor: Actor, name: str, unit: str, post: str) -> str:
    """Add a learner and return their id; without a unit they count as nobody's colleague.

    Raises:
        RefusedError: not this person's.
        InputError: no name, something too long, or somebody of this name and unit is there.
    """
    require(actor, Door.MANAGE_PEOPLE)
    name, unit_id, post = _checked(db, actor, name, unit, post)
    everybody = people(db, actor.classroom)
    _alone(everybody, None, name, unit_id, unit)
    row = PersonRow(
        id=new_id(),
        classroom_id=actor.classroom,
        unit_id=unit_id,
        name=name,
        post=post,
        position=max((each.position for each in everybody), default=0) + 1,
        roles=[Role.LEARNER.value],
    )
    db.add(row)
    db.flush()
    db.touch(actor.classroom, "people", SUBJECT)
    return row.id


def correct_colleague(db: Work, actor: Actor, person_id: str, *, name: str, unit: str, post: str) -> None:
    """Correct somebody's name, unit and post.

    Raises:
        RefusedError: not this person's, or it is one of the staff.
        InputError: as in ``add_colleague``.
        MissingError: the person is not in the class any more.
    """
    require(actor, Door.MANAGE_PEOPLE)
    row = member(db, actor, person_id)
    before = next((each.name for each in units(db, actor.classroom) if each.id == row.unit_id), "")
    if (name, unit, post) == (row.name, before, row.post):
        return
    if STAFF.intersection(row.roles):
        raise RefusedError("members.error.staff-stays")
    name, unit_id, post = _checked(db, actor, name, unit, post)
    _alone(people(db, actor.classroom), person_id, name, unit_id, unit)
    row.name, row.unit_id, row.post = name, unit_id, post
    db.flush()
    db.touch(actor.classroom, "people", SUBJECT, of_person(person_id))


def remove_colleague(db: Work, actor: Actor, person_id: str) -> None:
    """Take somebody out of the class who was added by mistake.

    Raises:
        RefusedError: not this person's; or somebody who has come in, is one of the staff, or is in a group,
            on a sheet of attendance or anywhere else from where they would vanish.
        MissingError: the person is not in the class any more.
    """
    require(actor, Door.MANAGE_PEOPLE)
    row = member(db, actor, person_id)
    if row.joined or STAFF.intersection(row.roles) or _has_traces(db, person_id):
        raise RefusedError("members.error.stays", {"name": row.name})
    db.delete(row)
    db.flush()
    db.touch(actor.classroom, "people", SUBJECT)


def _has_traces(db: Work, person_id: str) -> bool:
    """Tell whether a row of theirs would go with them, beside what was only known for forming groups."""
    for table in Row.metadata.sorted_tables:
        for key in table.foreign_keys:
            owns = key.column is PersonRow.__table__.c.id and key.ondelete == "CASCADE"
            if owns and table.name not in _KNOWN:
                query = select(key.parent).where(key.parent == person_id).limit(1)
                if db.scalar(query) is not None:
                    return True
    return False


def _checked(db: Work, actor: Actor, name: str, unit: str, post: str) -> tuple[str, str | None, str]:
    name, unit, post = (" ".join(text.split()) for text in (name, unit, post))
    if not 0 < len(name) <= LONGEST["name"]:
        raise InputError("classroom.error.no-name")
    if len(unit) > LONGEST["unit"]:
        raise InputError("classroom.error.long-unit", {"most": LONGEST["unit"]})
    if len(post) > LONGEST["post"]:
        raise InputError("members.error.long-post", {"most": LONGEST["post"], "found": len(post)})
    return name, unit_named(db, actor.classroom, unit).id if unit else None, post


def _alone(
    everybody: list[PersonRow], person_id: str | None, name: str, unit_id: str | None, unit: str
) -> None:
    """Refuse a second person of one name and unit: nobody could tell them apart."""
    if any(each.name == name and each.unit_id == unit_id and each.id != person_id for each in everybody):
        code = "members.error.same-person" if unit else "members.error.same-without-unit"
        raise InputError(code, {"name": name, "unit": unit})
