"""The people of a class, for whoever runs it: who has joined, seats, roles, a new PIN, a personal link."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from zhixing.activity import Act, Activity, Params
from zhixing.actor import Actor, Role
from zhixing.classroom import entry, people, staff
from zhixing.classroom.rules import NAMED_BY_RUNNERS, STAFF, Door, may, require
from zhixing.records import Work


class ResetPin(Act):
    """Give a person a new PIN."""

    kind: Literal["reset-pin"]
    person: str

    def perform(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Return the new PIN, once."""
        return {"pin": entry.reset_pin(db, actor, self.person)}


class Seat(Act):
    """Seat a person at a table."""

    kind: Literal["seat"]
    person: str
    seat: Annotated[int, Field(ge=1, le=99)] | None

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Store it."""
        people.take_seat(db, actor, self.person, self.seat)


class SetRoles(Act):
    """Say what a person is in the class."""

    kind: Literal["set-roles"]
    person: str
    roles: Annotated[list[Role], Field(max_length=len(Role))]

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Store it."""
        staff.set_roles(db, actor, self.person, self.roles)


class Add(Act):
    """Add somebody who is not on the roster."""

    kind: Literal["add"]
    name: str
    role: Role

    def perform(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Store it and return the person's id."""
        return {"person": staff.add_person(db, actor, self.name, self.role)}


class MakeLink(Act):
    """Make a personal sign-in link."""

    kind: Literal["make-link"]
    person: str

    def perform(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Return the link and its QR code, once."""
        return staff.issue_link(db, actor, self.person)


class People(Activity):
    """The class list."""

    name: ClassVar[str] = "people"
    module: ClassVar[str] = "classroom/static/people.js"
    subjects: ClassVar[frozenset[str]] = frozenset({"people", "classroom"})
    acts: ClassVar[tuple[type[Act], ...]] = (ResetPin, Seat, SetRoles, Add, MakeLink)

    def view(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Return everybody, in establishment order."""
        require(actor, Door.MANAGE_PEOPLE)
        units = {unit.id: unit.short_name for unit in people.units(db, actor.classroom)}
        rows = [
            {
                "id": row.id,
                "name": row.name,
                "unit": units.get(row.unit_id or "", ""),
                "seat": row.seat,
                "roles": sorted(row.roles),
                "joined": row.joined,
                "signs_in": not STAFF.isdisjoint(row.roles),
            }
            for row in people.people(db, actor.classroom)
        ]
        return {
            "people": rows,
            "joined": sum(1 for row in rows if row["joined"]),
            "expected": len(rows),
            "code": people.classroom(db, actor).code,
            "roles": [
                role.value for role in Role if role not in NAMED_BY_RUNNERS or may(actor, Door.RUN_SESSION)
            ],
        }
