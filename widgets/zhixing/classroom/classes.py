"""Classes: set up, filled from a roster; the one-person class of somebody who learns alone."""

from sqlalchemy import select

from zhixing.actor import Actor, Locale, Role
from zhixing.classroom.people import close_door, people, unit_named
from zhixing.classroom.roster import RosterRow
from zhixing.classroom.rules import STAFF, Door, require, require_namer
from zhixing.classroom.tables import ClassroomRow, PersonRow
from zhixing.errors import ConflictError, InputError, RefusedError
from zhixing.records import Work, new_id

SOLO_CODE = "SOLO"
_NAME_AT_MOST = 120


def new_class(db: Work, code: str, name: str) -> ClassroomRow:
    """Set up an empty class.

    Raises:
        InputError: ``classroom.error.bad-code`` (2 to 16 letters and digits) or ``class-name`` (too long).
        ConflictError: ``classroom.error.code-taken``.
    """
    code = code.strip().upper()
    if not (code.isascii() and code.replace("-", "").isalnum() and 2 <= len(code) <= 16) or code == SOLO_CODE:
        raise InputError("classroom.error.bad-code", {"code": code[:20]})
    if not 0 < len(name) <= _NAME_AT_MOST:
        raise InputError("classroom.error.class-name", {"most": _NAME_AT_MOST})
    if db.scalar(select(ClassroomRow.id).where(ClassroomRow.code == code)) is not None:
        raise ConflictError("classroom.error.code-taken", {"code": code})
    room = ClassroomRow(id=new_id(), code=code, name=name, kind="class")
    db.add(room)
    db.flush()
    return room


def solo(db: Work, name: str, locale: Locale = Locale.ZH) -> tuple[Actor, bool]:
    """Return the local person's actor and whether their class was set up just now."""
    room = db.scalar(select(ClassroomRow).where(ClassroomRow.code == SOLO_CODE))
    fresh = room is None
    if room is None:
        room = ClassroomRow(id=new_id(), code=SOLO_CODE, name=name, kind="solo")
        db.add(room)
        db.flush()
    row = next((each for each in people(db, room.id) if each.joined), None)
    if row is None:
        row = PersonRow(
            id=new_id(),
            classroom_id=room.id,
            name=name,
            roles=[Role.LEARNER.value],
            locale=locale,
            joined=True,
        )
        db.add(row)
        db.flush()
    return Actor(row.id, room.id, frozenset(Role), Locale(row.locale), solo=True), fresh


def add_roster(db: Work, actor: Actor, rows: list[RosterRow]) -> int:
    """Add the people of a roster who are not in the class yet; return how many were new.

    Raises:
        RefusedError: not this person's, or it changes who runs or leads the class, and they do not run it;
            or it changes their own role.
    """
    require(actor, Door.MANAGE_PEOPLE)
    before = _roles(db, actor.classroom)
    added = fill(db, actor.classroom, rows)
    after = _roles(db, actor.classroom)
    if before.get(actor.person) != after.get(actor.person):
        raise RefusedError("staff.error.own-role")
    for person, roles in after.items():
        require_namer(actor, roles ^ before.get(person, frozenset()))
    return added


def _roles(db: Work, classroom_id: str) -> dict[str, frozenset[Role]]:
    return {row.id: frozenset(Role(role) for role in row.roles) for row in people(db, classroom_id)}


def fill(db: Work, classroom_id: str, rows: list[RosterRow]) -> int:
    """Add people to a class, keeping whoever is there already (same name, same unit).

    A row without a role takes none away from somebody who was given one since.
    """
    units = {
        name: unit_named(db, classroom_id, name) for name in dict.fromkeys(row.unit for row in rows) if name
    }
    for row in rows:
        if row.short and row.unit:
            units[row.unit].short_name = row.short
    known = {(person.name, person.unit_id): person for person in people(db, classroom_id)}
    added = 0
    for position, row in enumerate(rows):
        unit_id = units[row.unit].id if row.unit else None
        person = known.get((row.name, unit_id))
        if person is None:
            added += 1
            person = PersonRow(
                id=new_id(), classroom_id=classroom_id, unit_id=unit_id, name=row.name, roles=[]
            )
            db.add(person)
            known[row.name, unit_id] = person
        person.post = row.post or person.post or ""
        person.seat = row.seat if row.seat is not None else person.seat
        if not person.roles or (row.role is not Role.LEARNER and row.role.value not in person.roles):
            if STAFF.intersection(person.roles) and row.role not in STAFF:
                close_door(person)
            person.roles = [row.role.value]
        person.position = position
    db.flush()
    db.touch(classroom_id, "people")
    return added
