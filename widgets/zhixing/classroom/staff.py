"""Who is what in a class, and the personal links by which staff, leaders and experts sign in."""

from collections.abc import Collection

import segno
from sqlalchemy import delete

from zhixing.actor import Actor, Role
from zhixing.classroom import entry
from zhixing.classroom.people import classroom, close_door, member, people
from zhixing.classroom.rules import STAFF, Door, require, require_namer
from zhixing.classroom.tables import LinkRow, PersonRow
from zhixing.errors import InputError, RefusedError
from zhixing.records import Work, new_id

_NAME_AT_MOST = 60


def set_roles(db: Work, actor: Actor, person_id: str, roles: Collection[Role]) -> None:
    """Say what a person is in the class; nobody changes what they are themselves.

    Whoever runs the class, and leaders, are named only by somebody who runs it.

    Raises:
        RefusedError: not this person's; or somebody would change their own roles.
        InputError: ``staff.error.no-role``.
    """
    require(actor, Door.MANAGE_PEOPLE)
    row = member(db, actor, person_id)
    if not roles:
        raise InputError("staff.error.no-role")
    held, wanted = {Role(role) for role in row.roles}, set(roles)
    if row.id == actor.person and held != wanted:
        raise RefusedError("staff.error.own-role")
    require_namer(actor, held ^ wanted)
    if STAFF & held and not STAFF & wanted:
        close_door(row)
    row.roles = [role.value for role in Role if role in wanted]
    _forget_links(db, row)  # whoever holds one was not to come in as what this person is from now on
    db.touch(actor.classroom, "people")


def _forget_links(db: Work, row: PersonRow) -> None:
    db.execute(delete(LinkRow).where(LinkRow.person_id == row.id, LinkRow.used.is_(False)))


def add_person(db: Work, actor: Actor, name: str, role: Role) -> str:
    """Add somebody who is not on the roster, and return their id.

    Raises:
        RefusedError: not this person's.
        InputError: no name or too long a one; or somebody of this name is in the class.
    """
    require(actor, Door.MANAGE_PEOPLE)
    name = " ".join(name.split())
    if not 0 < len(name) <= _NAME_AT_MOST:
        raise InputError("classroom.error.no-name")
    if any(row.name == name for row in people(db, actor.classroom)):
        raise InputError("staff.error.known-name", {"name": name})
    require_namer(actor, {role})
    row = PersonRow(id=new_id(), classroom_id=actor.classroom, name=name, roles=[role.value])
    db.add(row)
    db.flush()
    db.touch(actor.classroom, "people")
    return row.id


def issue_link(db: Work, actor: Actor, person_id: str) -> dict[str, str]:
    """Make a personal sign-in link; one made before and not used yet stops working.

    Returns:
        The address and its QR code as a ``data:`` address, to be shown once.

    Raises:
        RefusedError: not this person's, or the person comes in by name; or one person works here alone.
    """
    require(actor, Door.MANAGE_PEOPLE)
    row, room = member(db, actor, person_id), classroom(db, actor)
    require_namer(actor, {Role(role) for role in row.roles})
    if room.kind == "solo":
        raise RefusedError("staff.error.alone")
    if not STAFF.intersection(row.roles):
        raise RefusedError("staff.error.joins-by-name", {"name": row.name})
    _forget_links(db, row)
    token = entry.make_link(db, room, row.id)
    address = f"{room.address.removesuffix('join')}link/{token}"
    picture = segno.make(address, error="m", micro=False)
    return {"link": address, "qr": picture.svg_data_uri(border=2, omitsize=True, dark="#111", light="#fff")}
