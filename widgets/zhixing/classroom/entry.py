"""How people come in: join with a name and a personal PIN, sign in with a password or a one-time link."""

import hashlib
import hmac
import secrets
from datetime import UTC, datetime

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from sqlalchemy import select

from zhixing.actor import Actor, Role
from zhixing.classroom.people import CLOSED, member, people, unit_named
from zhixing.classroom.rules import STAFF, Door, require
from zhixing.classroom.tables import ClassroomRow, LinkRow, PersonRow
from zhixing.errors import InputError, RefusedError
from zhixing.records import Work, new_id
from zhixing.records.clock import utc_after

_LINK_MINUTES = 12 * 60
_PERSONAL_MINUTES = 7 * 24 * 60
_NAME_AT_MOST = 60
_UNIT_AT_MOST = 120


def join(
    db: Work, room: ClassroomRow, name: str, *, pin: str = "", unit: str = "", choice: str = ""
) -> tuple[PersonRow, str | None]:
    """Come into a class as somebody on its roster, or as a new person where the class allows it.

    Args:
        db: the unit of work.
        room: the class of the join code.
        name: the name as typed or picked.
        pin: the personal PIN, when this person has joined before.
        unit: the unit, as typed by somebody who is not on the roster.
        choice: the id of the person meant, when several have the same name.

    Returns:
        The person, and a new personal PIN if this is the first time.

    Raises:
        InputError: no name; a unit too long; several of this name; not on the roster of a closed class.
        RefusedError: the name has joined before and the PIN is missing or wrong; staff sign in otherwise,
            and who was staff needs a PIN from the facilitator first.
    """
    name = " ".join(name.split())
    if not 0 < len(name) <= _NAME_AT_MOST:
        raise InputError("classroom.error.no-name")
    same = [row for row in people(db, room.id) if row.name == name]
    same = [row for row in same if row.id == choice] or same
    if len(same) > 1:
        raise InputError("classroom.error.same-name", {"name": name})
    unit = " ".join(unit.split())
    if len(unit) > _UNIT_AT_MOST:
        raise InputError("classroom.error.long-unit", {"most": _UNIT_AT_MOST})
    if not same:
        if not room.walk_ins:
            raise InputError("classroom.error.not-on-roster", {"name": name})
        row = _walk_in(db, room, name, unit)
    else:
        row = same[0]
    if STAFF.intersection(row.roles):
        raise RefusedError("classroom.error.staff-sign-in")
    if row.pin_hash == CLOSED:
        raise RefusedError("classroom.error.pin-from-facilitator", {"name": name})
    if row.pin_hash is not None:
        if not _pin_fits(row, pin):
            raise RefusedError("classroom.error.needs-pin", {"name": name})
        return row, None
    fresh = _new_pin(row)
    row.joined = True
    db.touch(room.id, "people")
    return row, fresh


def _walk_in(db: Work, room: ClassroomRow, name: str, unit: str) -> PersonRow:
    row = PersonRow(
        id=new_id(),
        classroom_id=room.id,
        unit_id=unit_named(db, room.id, unit).id if unit else None,
        name=name,
        roles=[Role.LEARNER.value],
    )
    db.add(row)
    db.flush()
    return row


def _new_pin(row: PersonRow) -> str:
    fresh = f"{secrets.randbelow(10_000):04d}"
    row.pin_hash = _pin_hash(row.id, fresh)
    return fresh


def _pin_hash(person_id: str, pin: str) -> str:
    return hashlib.scrypt(pin.encode(), salt=person_id.encode(), n=2**11, r=8, p=1, dklen=24).hex()


def _pin_fits(row: PersonRow, pin: str) -> bool:
    expected = row.pin_hash or ""
    return bool(pin) and hmac.compare_digest(expected, _pin_hash(row.id, pin.strip()))


def reset_pin(db: Work, actor: Actor, person_id: str) -> str:
    """Give a person a new PIN and return it, to be read out once."""
    require(actor, Door.MANAGE_PEOPLE)
    row = member(db, actor, person_id)
    if STAFF.intersection(row.roles):
        raise RefusedError("classroom.error.staff-sign-in")
    fresh = _new_pin(row)
    db.touch(actor.classroom, "people")
    return fresh


def set_password(room: ClassroomRow, password: str) -> None:
    """Set the facilitators' password of a class.

    Raises:
        InputError: ``classroom.error.short-password``.
    """
    if len(password) < 8:
        raise InputError("classroom.error.short-password", {"least": 8})
    room.password_hash = PasswordHasher().hash(password)


def sign_in(db: Work, room: ClassroomRow, password: str) -> PersonRow:
    """Sign the facilitator in with the class's password.

    Raises:
        RefusedError: ``classroom.error.wrong-password``.
    """
    try:
        PasswordHasher().verify(room.password_hash or "", password)
    except (VerifyMismatchError, InvalidHashError) as error:
        raise RefusedError("classroom.error.wrong-password") from error
    return facilitator(db, room)


def facilitator(db: Work, room: ClassroomRow) -> PersonRow:
    """Return the facilitator of a class, adding one where the roster names none."""
    for row in people(db, room.id):
        if Role.FACILITATOR.value in row.roles:
            row.joined = True
            return row
    row = PersonRow(
        id=new_id(), classroom_id=room.id, name=room.name, roles=[Role.FACILITATOR.value], joined=True
    )
    db.add(row)
    db.flush()
    db.touch(room.id, "people")
    return row


def make_link(db: Work, room: ClassroomRow, person_id: str | None = None) -> str:
    """Return the token of a new one-time sign-in link.

    Args:
        db: the unit of work.
        room: the class.
        person_id: whose link it is, for a week; None: the facilitator's, for the day.
    """
    token = secrets.token_urlsafe(24)
    db.add(
        LinkRow(
            token_hash=_token_hash(token),
            classroom_id=room.id,
            person_id=person_id,
            expires=utc_after(_LINK_MINUTES if person_id is None else _PERSONAL_MINUTES),
        )
    )
    return token


def use_link(db: Work, room: ClassroomRow, token: str) -> PersonRow:
    """Sign in with a one-time link of the class: as the person it was made for, else as the facilitator.

    Raises:
        RefusedError: ``classroom.error.link-used``: unknown, used, expired, or of another class.
    """
    link = db.scalar(select(LinkRow).where(LinkRow.token_hash == _token_hash(token)).with_for_update())
    if (
        link is None
        or link.used
        or link.classroom_id != room.id
        or datetime.fromisoformat(link.expires) < datetime.now(UTC)
    ):
        raise RefusedError("classroom.error.link-used")
    link.used = True
    if link.person_id is None:
        return facilitator(db, room)
    row = db.get_one(PersonRow, link.person_id)
    row.joined = True
    db.touch(room.id, "people")
    return row


def _token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
