"""A people sheet comes in: what it would change is shown, then done, all of it or nothing."""

from collections.abc import Mapping, Sequence
from typing import Any

from zhixing.actor import Actor, Role
from zhixing.classroom.classes import add_roster
from zhixing.classroom.people import people, unit_named, units
from zhixing.classroom.rules import Door, require, require_namer
from zhixing.classroom.tables import PersonRow
from zhixing.errors import (
    ConflictError,
    FaultsError,
    InputError,
    Location,
    MissingError,
    RefusedError,
)
from zhixing.records import Work
from zhixing.records.drafts import drop_draft, load_draft, save_draft
from zhixing.records.parcel import pack, unpack
from zhixing.teams.rules.sheet import PeopleSheet
from zhixing.teams.rules.sheet_plan import PROFILE_COLUMNS, Plan, changes_role, compare
from zhixing.teams.rules.sheet_whose import Present, Standing, UnitRef
from zhixing.teams.service.changes import SUBJECT
from zhixing.teams.service.import_face import shown
from zhixing.teams.service.profiles import NOTHING, profiles, store, sub_topics

ACTIVITY = "members-import"
_SHOWN_AT_MOST = 50
"""Faults told at once; the rest is counted."""


def present(db: Work, classroom_id: str) -> Present:
    """Return a class as a sheet is compared with it."""
    there = sub_topics(db, classroom_id)
    known = profiles(db, classroom_id, there)
    return Present(
        people=[
            Standing(
                id=row.id,
                name=row.name,
                unit_id=row.unit_id,
                post=row.post,
                seat=row.seat,
                roles=tuple(row.roles),
                profile=known.get(row.id, NOTHING).profile,
            )
            for row in people(db, classroom_id)
        ],
        units=[UnitRef(unit.id, unit.name, unit.short_name) for unit in units(db, classroom_id)],
        sub_topics=there,
    )


def examine(db: Work, actor: Actor, sheet: PeopleSheet) -> dict[str, Any]:
    """Compare a sheet with the class, keep it for this person, and return what it would change.

    Raises:
        RefusedError: not this person's.
        InputError: there is nothing in it that the class does not know.
        FaultsError: rows that cannot be taken, each named by row and column; nothing is kept then.
    """
    require(actor, Door.MANAGE_PEOPLE)
    now = present(db, actor.classroom)
    plan = compare(sheet, now)
    faults = [*sheet.faults, *plan.faults, *_role_faults(actor, sheet, plan, now)]
    if faults:
        faults.sort(key=lambda fault: 0 if fault.location is None else fault.location.row or 0)
        raise FaultsError("members.error.sheet-faults", faults[:_SHOWN_AT_MOST], {"count": len(faults)})
    if not plan.new and not plan.changed:
        raise InputError("members.error.sheet-nothing", {"count": plan.same}, Location(file=sheet.file))
    save_draft(db, actor.person, ACTIVITY, pack(sheet.json()))
    db.touch(actor.classroom, SUBJECT)
    return shown(sheet, plan, now)


def waiting(db: Work, actor: Actor) -> dict[str, Any] | None:
    """Return what the person's last sheet would change now; None without one."""
    kept = load_draft(db, actor.person, ACTIVITY)
    if kept is None:
        return None
    sheet, now = PeopleSheet.parse(unpack(kept)), present(db, actor.classroom)
    return shown(sheet, compare(sheet, now), now)


def apply(db: Work, actor: Actor, token: str) -> dict[str, int]:
    """Do what the preview has shown, all of it or nothing; return how many are new and how many changed.

    Raises:
        RefusedError: not this person's, or a role in it is not theirs to give.
        MissingError: there is no preview.
        ConflictError: the class or the sheet is not any more what the preview has shown.
    """
    require(actor, Door.MANAGE_PEOPLE)
    kept = load_draft(db, actor.person, ACTIVITY)
    if kept is None:
        raise MissingError("members.error.no-preview")
    sheet = PeopleSheet.parse(unpack(kept))
    plan = compare(sheet, present(db, actor.classroom))
    if plan.fingerprint() != token or plan.faults:
        raise ConflictError("members.error.sheet-moved")
    _settle_units(db, actor, plan)
    before = {row.id: row.position for row in people(db, actor.classroom)}
    add_roster(db, actor, [entry.roster for entry in plan.entries])
    rows = people(db, actor.classroom)
    if plan.absent:
        _put_behind(rows, before)
    _store_profiles(db, actor, plan, rows)
    discard(db, actor)
    return {"new": len(plan.new), "changed": len(plan.changed)}


def discard(db: Work, actor: Actor) -> None:
    """Forget the preview."""
    drop_draft(db, actor.person, ACTIVITY)
    db.touch(actor.classroom, SUBJECT)


def _role_faults(actor: Actor, sheet: PeopleSheet, plan: Plan, now: Present) -> list[InputError]:
    held = {person.id: frozenset(map(Role, person.roles)) for person in now.people}
    column = "role" if "role" in sheet.titles else "name"
    faults = []
    for entry in plan.entries:
        before = held.get(entry.person or "", frozenset())
        if not changes_role(before, entry.roster.role):
            continue
        where = sheet.place(entry.number).where(column)
        if entry.person == actor.person:
            faults.append(InputError("staff.error.own-role", {}, where))
            continue
        try:
            require_namer(actor, before ^ {entry.roster.role})
        except RefusedError as refused:
            faults.append(InputError(refused.code, refused.params, where))
    return faults


def _settle_units(db: Work, actor: Actor, plan: Plan) -> None:
    """Give people without a unit the one that the sheet names, so that the roster finds them by it."""
    for entry in plan.changed:
        if "unit" in entry.changes:
            unit = unit_named(db, actor.classroom, entry.roster.unit, entry.roster.short)
            db.get_one(PersonRow, entry.person).unit_id = unit.id
    db.flush()


def _put_behind(rows: Sequence[PersonRow], before: Mapping[str, int]) -> None:
    """Leave everybody's place in the order, and put new people behind: the sheet is not the whole class."""
    behind = max(before.values(), default=0) + 1
    for row in rows:
        row.position = before[row.id] if row.id in before else behind + row.position


def _store_profiles(db: Work, actor: Actor, plan: Plan, rows: Sequence[PersonRow]) -> None:
    names = {unit.id: unit.name for unit in units(db, actor.classroom)}
    found = {(row.name, names.get(row.unit_id or "", "")): row.id for row in rows}
    for entry in (*plan.new, *plan.changed):
        columns = {name: value for name, value in entry.given.items() if name in PROFILE_COLUMNS}
        if columns:
            person = entry.person or found[entry.roster.name, entry.roster.unit]
            store(db, actor.classroom, person, columns)
