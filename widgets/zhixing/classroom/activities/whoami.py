"""Who I am: name, unit, post, class and language."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import StringConstraints

from zhixing.activity import Act, Activity, Params
from zhixing.actor import Actor, Locale
from zhixing.classroom import people
from zhixing.classroom.tables import UnitRow
from zhixing.records import Work

Short = Annotated[str, StringConstraints(max_length=60)]


class Introduce(Act):
    """Write down my name, unit and post."""

    kind: Literal["introduce"]
    name: Short
    unit: Annotated[str, StringConstraints(max_length=120)] = ""
    post: Short = ""

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Store it."""
        people.introduce(db, actor, self.name, self.unit, self.post)


class ChooseLocale(Act):
    """Choose the language I read."""

    kind: Literal["choose-locale"]
    locale: Locale

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Remember it."""
        people.choose_locale(db, actor, self.locale)


class WhoAmI(Activity):
    """The person's own card."""

    name: ClassVar[str] = "who-am-i"
    module: ClassVar[str] = "classroom/static/who-am-i.js"
    subjects: ClassVar[frozenset[str]] = frozenset({"people", "classroom"})
    acts: ClassVar[tuple[type[Act], ...]] = (Introduce, ChooseLocale)

    def view(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Return the person's own facts."""
        row = people.person(db, actor)
        room = people.classroom(db, actor)
        unit = db.get(UnitRow, row.unit_id) if row.unit_id else None
        return {
            "person": {
                "name": row.name,
                "unit": unit.name if unit else "",
                "post": row.post,
                "seat": row.seat,
                "roles": sorted(row.roles),
            },
            "classroom": {"name": room.name, "code": room.code, "kind": room.kind},
            "locale": actor.locale.value,
            "may_edit": True,
        }
