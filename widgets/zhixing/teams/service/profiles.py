"""What is known of people for forming groups: read, changed by themselves or the office, given the solver."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select

from zhixing.actor import Actor
from zhixing.classroom.people import member, people
from zhixing.classroom.rules import MAY, RUNNERS, Door, require
from zhixing.classroom.tables import ClassroomRow, PersonRow
from zhixing.errors import ConflictError, InputError
from zhixing.records import Work
from zhixing.teams.rules.candidate import Candidate
from zhixing.teams.rules.profile import Answer, Profile, Relevance, SubTopicRef, Writer
from zhixing.teams.service.changes import SUBJECT, of_person
from zhixing.teams.service.commitments import standing
from zhixing.teams.tables import ProfileRow
from zhixing.topics.service.scheme import scheme_of


@dataclass(frozen=True, slots=True)
class Kept:
    """A profile as it is kept.

    Args:
        profile: towards the scheme as it stands.
        version: 0 while there is none.
        is_sample: whether the person belongs to the example.
    """

    profile: Profile
    version: int = 0
    is_sample: bool = False


NOTHING = Kept(Profile())


def takes_part(row: PersonRow) -> bool:
    """Tell whether somebody is put into groups."""
    return not MAY[Door.TAKE_PART].isdisjoint(row.roles)


def sub_topics(db: Work, classroom_id: str) -> tuple[SubTopicRef, ...]:
    """Return the sub-topics of the class's scheme; none while there is no scheme."""
    found = scheme_of(db, classroom_id).scheme.sub_topics
    return tuple(SubTopicRef(each.id, number, each.title) for number, each in enumerate(found, start=1))


def profile(db: Work, person_id: str) -> Profile:
    """Return what is known of one person, towards the scheme of their class."""
    row = db.get(ProfileRow, person_id)
    return NOTHING.profile if row is None else _kept(row, sub_topics(db, row.classroom_id)).profile


def kept(db: Work, person_id: str, within: Sequence[SubTopicRef]) -> Kept:
    """Return one person's profile as it is kept."""
    row = db.get(ProfileRow, person_id)
    return NOTHING if row is None else _kept(row, within)


def profiles(db: Work, classroom_id: str, within: Sequence[SubTopicRef]) -> Mapping[str, Kept]:
    """Return what is known of everybody in a class of whom something is."""
    rows = db.scalars(select(ProfileRow).where(ProfileRow.classroom_id == classroom_id))
    return {row.person_id: _kept(row, within) for row in rows}


def _kept(row: ProfileRow, within: Iterable[SubTopicRef]) -> Kept:
    found = Profile(
        level=row.level,
        outlook=row.outlook,
        specialty=row.specialty,
        experience=row.experience,
        languages=tuple(row.languages),
        wishes=tuple(row.wishes),
        relevance={key: Relevance(said["level"], said["by"]) for key, said in row.relevance.items()},
    )
    return Kept(found.within(within), row.version, row.sample)


def candidates(db: Work, classroom_id: str) -> tuple[Candidate, ...]:
    """Return who may be put into groups, in establishment order.

    Those who have answered that they do not take part are left out; people of the example count only
    where somebody learns alone.
    """
    is_solo = db.get_one(ClassroomRow, classroom_id).kind == "solo"
    known = profiles(db, classroom_id, sub_topics(db, classroom_id))
    answers = standing(db, classroom_id)
    found = []
    for row in people(db, classroom_id):
        there = known.get(row.id, NOTHING)
        said = answers.get(row.id)
        is_out = said is not None and said.answer == Answer.NO
        if takes_part(row) and not is_out and (is_solo or not there.is_sample):
            found.append(_candidate(row, there.profile))
    return tuple(found)


def _candidate(row: PersonRow, known: Profile) -> Candidate:
    return Candidate(
        id=row.id,
        unit=row.unit_id or "",
        level=known.level,
        outlook=known.outlook,
        specialty=known.specialty,
        experience=known.experience,
        relevance={key: said.level for key, said in known.relevance.items()},
        wishes=known.wishes,
    )


def save_profile(
    db: Work,
    actor: Actor,
    person_id: str,
    changed: Profile,
    relevance: Mapping[str, int],
    *,
    seen_version: int,
) -> None:
    """Store what is known of a person: their own by themselves, anybody's by whoever forms groups.

    Args:
        db: the unit of work.
        actor: who writes.
        person_id: of whom.
        changed: everything but the relevance.
        relevance: 0 to 3 by sub-topic; who said it last is noted, by role.
        seen_version: the version the writer saw, 0 for none.

    Raises:
        RefusedError: not this person's.
        InputError: something is too long, too much, or about a sub-topic that the scheme does not have;
            or the person is not put into groups.
        ConflictError: ``members.error.changed-meanwhile``.
    """
    require(actor, Door.TAKE_PART if person_id == actor.person else Door.FORM_GROUPS)
    if not takes_part(member(db, actor, person_id)):
        raise InputError("members.error.not-in-groups")
    there = sub_topics(db, actor.classroom)
    known = kept(db, person_id, there)
    if known.version != seen_version:
        raise ConflictError("members.error.changed-meanwhile")
    by = _writer(actor, person_id).value
    told = {key: _said(level, by, known.profile.relevance.get(key)) for key, level in relevance.items()}
    checked = replace(changed, relevance=told).checked()
    if not {*checked.wishes, *told} <= {each.id for each in there}:
        raise InputError("members.error.no-sub-topic")
    store(db, actor.classroom, person_id, checked.json())


def _said(level: int, by: str, before: Relevance | None) -> Relevance:
    return before if before is not None and before.level == level else Relevance(level, by)


def _writer(actor: Actor, person_id: str) -> Writer:
    if actor.person == person_id:
        return Writer.SELF
    return Writer.FACILITATOR if actor.has(*RUNNERS) else Writer.OFFICE


def store(db: Work, classroom_id: str, person_id: str, columns: Mapping[str, Any]) -> ProfileRow:
    """Write columns of a person's profile, checked before, as its next version."""
    row = db.get(ProfileRow, person_id)
    if row is None:
        row = ProfileRow(person_id=person_id, classroom_id=classroom_id, version=0)
        db.add(row)
    for name, value in columns.items():
        setattr(row, name, list(value) if isinstance(value, tuple) else value)
    row.version += 1
    db.flush()
    db.touch(classroom_id, SUBJECT, of_person(person_id))
    return row
