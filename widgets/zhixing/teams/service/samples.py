"""People of the example organisation in the class of somebody who learns alone: put in, taken out again."""

from collections.abc import Sequence

from sqlalchemy import delete, func, select

from zhixing.actor import Actor
from zhixing.classroom.people import unit_named
from zhixing.classroom.rules import Door, require
from zhixing.classroom.tables import PersonRow, UnitRow
from zhixing.errors import RefusedError
from zhixing.records import Work, new_id
from zhixing.records.clock import utc_now
from zhixing.teams.rules.sample import SamplePerson
from zhixing.teams.service.changes import SUBJECT
from zhixing.teams.tables import (
    CommitmentRow,
    GroupingRow,
    ProfileRow,
    TeamFacilitatorRow,
    TeamMemberRow,
    TeamRow,
)


def count_samples(db: Work, classroom_id: str) -> int:
    """Return how many people of the example are in a class."""
    there = (ProfileRow.classroom_id == classroom_id, ProfileRow.sample)
    return db.scalar(select(func.count()).select_from(ProfileRow).where(*there)) or 0


def put_samples(db: Work, actor: Actor, example: Sequence[SamplePerson]) -> None:
    """Put the people of the example into the class of somebody who learns alone; twice changes nothing.

    Raises:
        RefusedError: a class has its own people.
    """
    _require_alone(actor)
    if count_samples(db, actor.classroom):
        return
    units = {each.unit: each.short for each in example}
    ids = {name: unit_named(db, actor.classroom, name, short).id for name, short in units.items()}
    for each in example:
        row = PersonRow(
            id=new_id(),
            classroom_id=actor.classroom,
            unit_id=ids[each.unit],
            name=each.name,
            post=each.post,
            strokes=each.strokes,
            position=each.rank,
            roles=[each.role.value],
            locale=actor.locale.value,
        )
        db.add(row)
        db.flush()
        write_profile(db, row, each, is_sample=True)
    db.touch(actor.classroom, "people", SUBJECT)


def write_profile(db: Work, row: PersonRow, each: SamplePerson, *, is_sample: bool) -> None:
    """Write down what the example says of somebody."""
    db.add(
        ProfileRow(person_id=row.id, classroom_id=row.classroom_id, sample=is_sample, **each.profile.json())
    )
    if each.commitment.answer:
        said = {**each.commitment.json(), "answered": utc_now()}
        db.add(CommitmentRow(person_id=row.id, classroom_id=row.classroom_id, **said))


def take_out_samples(db: Work, actor: Actor, example: Sequence[SamplePerson]) -> None:
    """Take the people of the example out again, and units and groups of nobody else; one's own stay.

    Raises:
        RefusedError: a class has its own people.
    """
    _require_alone(actor)
    theirs = select(ProfileRow.person_id).where(ProfileRow.classroom_id == actor.classroom, ProfileRow.sample)
    db.execute(delete(PersonRow).where(PersonRow.id.in_(theirs)).execution_options(synchronize_session=False))
    inhabited = select(PersonRow.unit_id).where(
        PersonRow.classroom_id == actor.classroom, PersonRow.unit_id.is_not(None)
    )
    emptied = delete(UnitRow).where(
        UnitRow.classroom_id == actor.classroom,
        UnitRow.name.in_({each.unit for each in example}),
        UnitRow.id.not_in(inhabited),
    )
    db.execute(emptied.execution_options(synchronize_session=False))
    db.expire_all()
    _forget_groupings(db, actor.classroom)
    _retire_groups(db, actor.classroom)
    db.touch(actor.classroom, "people", "teams", "groupings", SUBJECT)


def _forget_groupings(db: Work, classroom_id: str) -> None:
    """Throw groupings away in which nobody is any more; those that are still blank stay."""
    here = set(db.scalars(select(PersonRow.id).where(PersonRow.classroom_id == classroom_id)))
    for row in db.scalars(select(GroupingRow).where(GroupingRow.classroom_id == classroom_id)):
        if row.content["places"] and here.isdisjoint(row.content["places"]):
            db.delete(row)


def _retire_groups(db: Work, classroom_id: str) -> None:
    """Take table and facilitators from groups that nobody is in any more; their meetings and minutes stay."""
    inhabited = select(TeamMemberRow.team_id).where(TeamMemberRow.classroom_id == classroom_id)
    query = select(TeamRow).where(
        TeamRow.classroom_id == classroom_id, TeamRow.seat.is_not(None), TeamRow.id.not_in(inhabited)
    )
    for team in db.scalars(query):
        team.seat = None
        team.version += 1
        db.execute(delete(TeamFacilitatorRow).where(TeamFacilitatorRow.team_id == team.id))
    db.flush()


def _require_alone(actor: Actor) -> None:
    require(actor, Door.FORM_GROUPS)
    if not actor.solo:
        raise RefusedError("members.error.samples-alone")
