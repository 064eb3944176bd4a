"""Who is in a class: units in establishment order, people, seats, and the actor a person is."""

from typing import Any, NamedTuple

from sqlalchemy import Select, select

from zhixing.actor import Actor, Locale, Role
from zhixing.classroom.rules import MAY, Door, require
from zhixing.classroom.tables import ClassroomRow, PersonRow, UnitRow
from zhixing.errors import InputError, MissingError
from zhixing.records import Work, new_id

_SHORT_AT_MOST = 60
CLOSED = "closed"
"""In place of the hash of a PIN: there is none yet, and the name alone is not enough."""


def classroom(db: Work, actor: Actor) -> ClassroomRow:
    """Return the actor's class."""
    return db.get_one(ClassroomRow, actor.classroom)


def classroom_by_code(db: Work, code: str) -> ClassroomRow:
    """Return the class of a join code, however it is typed.

    Raises:
        MissingError: ``classroom.error.no-class``.
    """
    found = db.scalar(select(ClassroomRow).where(ClassroomRow.code == code.strip().upper()))
    if found is None:
        raise MissingError("classroom.error.no-class", {"code": code.strip()[:20]})
    return found


def person(db: Work, actor: Actor) -> PersonRow:
    """Return the actor's own row."""
    return db.get_one(PersonRow, actor.person)


def actor_of(db: Work, person_id: str) -> Actor | None:
    """Return who a signed-in person is now; None when the person no longer exists."""
    row = db.get(PersonRow, person_id)
    if row is None:
        return None
    solo = db.get_one(ClassroomRow, row.classroom_id).kind == "solo"
    roles = frozenset(Role) if solo else frozenset(Role(role) for role in row.roles)
    return Actor(row.id, row.classroom_id, roles, Locale(row.locale), solo)


def units(db: Work, classroom_id: str) -> list[UnitRow]:
    """Return the units of a class in establishment order (建制)."""
    query = select(UnitRow).where(UnitRow.classroom_id == classroom_id).order_by(UnitRow.position)
    return list(db.scalars(query))


def _in_order(query: Select[Any], classroom_id: str) -> Select[Any]:
    """Order people by unit, then rank, then strokes of the surname; never by score."""
    return (
        query.outerjoin(UnitRow, UnitRow.id == PersonRow.unit_id)
        .where(PersonRow.classroom_id == classroom_id)
        .order_by(
            UnitRow.position.is_(None),
            UnitRow.position,
            PersonRow.position,
            PersonRow.strokes,
            PersonRow.name,
        )
    )


def people(db: Work, classroom_id: str) -> list[PersonRow]:
    """Return the people of a class in establishment order."""
    return list(db.scalars(_in_order(select(PersonRow), classroom_id)))


class Voter(NamedTuple):
    """Somebody who votes in a class, as far as a board needs to know."""

    id: str
    name: str
    seat: int | None
    joined: bool


def voters(db: Work, classroom_id: str) -> list[Voter]:
    """Return the people of a class who vote, in establishment order."""
    columns = select(PersonRow.id, PersonRow.name, PersonRow.seat, PersonRow.joined, PersonRow.roles)
    rows = db.execute(_in_order(columns, classroom_id))
    return [Voter(*fields) for *fields, roles in rows if not MAY[Door.CAST_BALLOT].isdisjoint(roles)]


def seats(db: Work, classroom_id: str) -> list[int]:
    """Return the numbers of the tables that people sit at."""
    query = (
        select(PersonRow.seat)
        .where(PersonRow.classroom_id == classroom_id, PersonRow.seat.is_not(None))
        .distinct()
        .order_by(PersonRow.seat)
    )
    return [seat for seat in db.scalars(query) if seat is not None]


def introduce(db: Work, actor: Actor, name: str, unit: str, post: str) -> None:
    """Write down who I am: my name, unit and post.

    Raises:
        InputError: ``classroom.error.no-name``.
    """
    row = person(db, actor)
    if not name:
        raise InputError("classroom.error.no-name")
    row.name = name
    row.post = post
    row.unit_id = unit_named(db, actor.classroom, unit).id if unit else None
    db.touch(actor.classroom, "people")


def unit_named(db: Work, classroom_id: str, name: str, short_name: str = "") -> UnitRow:
    """Return the unit of a name, adding it after the others when it is new."""
    known = units(db, classroom_id)
    for unit in known:
        if name in (unit.name, unit.short_name):
            return unit
    unit = UnitRow(
        id=new_id(),
        classroom_id=classroom_id,
        name=name,
        short_name=(short_name or name)[:_SHORT_AT_MOST],
        position=max((unit.position for unit in known), default=0) + 1,
    )
    db.add(unit)
    db.flush()
    return unit


def close_door(row: PersonRow) -> None:
    """See to it that nobody becomes somebody who has signed in as staff, only by typing their name."""
    if row.joined and row.pin_hash is None:
        row.pin_hash = CLOSED


def choose_locale(db: Work, actor: Actor, locale: Locale) -> None:
    """Remember the language a person reads."""
    person(db, actor).locale = locale
    db.touch(actor.classroom, "people")


def take_seat(db: Work, actor: Actor, person_id: str, seat: int | None) -> None:
    """Seat a person at a table."""
    require(actor, Door.MANAGE_PEOPLE)
    row = member(db, actor, person_id)
    row.seat = seat
    db.touch(actor.classroom, "people")


def member(db: Work, actor: Actor, person_id: str) -> PersonRow:
    """Return a person of the actor's own class.

    Raises:
        MissingError: ``classroom.error.no-person``.
    """
    row = db.get(PersonRow, person_id)
    if row is None or row.classroom_id != actor.classroom:
        raise MissingError("classroom.error.no-person")
    return row
