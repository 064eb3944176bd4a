"""Groupings: several of them kept by name, each changed by whoever forms groups, guarded by its version."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from sqlalchemy import select

from zhixing.actor import Actor
from zhixing.classroom.rules import Door, require
from zhixing.errors import ConflictError, InputError, MissingError, RefusedError
from zhixing.records import Work, new_id
from zhixing.records.clock import utc_now
from zhixing.teams.rules.candidate import Candidate
from zhixing.teams.rules.grouping import Draft
from zhixing.teams.rules.grouping_slots import plan_slots, usual_count
from zhixing.teams.rules.request import MOST_SLOTS, Force, Request, Rule, Rules, Slot
from zhixing.teams.service import apart, profiles
from zhixing.teams.service.charter import own_name, sub_topics
from zhixing.teams.service.membership import teams
from zhixing.teams.tables import GroupingRow
from zhixing.text import catalogue
from zhixing.topics.service.setting import class_policy

NAME_AT_MOST = 60
SLOT_NAME_AT_MOST = 60
GROUPINGS_AT_MOST = 30


class State(StrEnum):
    """A grouping is worked on, in force, or was in force once."""

    DRAFT = "draft"
    ADOPTED = "adopted"
    RETIRED = "retired"


_ORDER = {State.ADOPTED: 0, State.DRAFT: 1, State.RETIRED: 2}


def groupings(db: Work, classroom_id: str) -> list[GroupingRow]:
    """Return the groupings of a class: the one in force, drafts, then those that were in force, by name."""
    rows = db.scalars(select(GroupingRow).where(GroupingRow.classroom_id == classroom_id))
    return sorted(rows, key=lambda row: (_ORDER[State(row.state)], row.name, row.id))


def found_grouping(db: Work, actor: Actor, grouping_id: str) -> GroupingRow | None:
    """Return a grouping of the actor's own class, None where it was thrown away.

    Raises:
        RefusedError: not for whoever does not form groups.
    """
    require(actor, Door.FORM_GROUPS)
    row = db.get(GroupingRow, grouping_id, populate_existing=True)
    return row if row is not None and row.classroom_id == actor.classroom else None


def grouping_of(db: Work, actor: Actor, grouping_id: str) -> GroupingRow:
    """Return a grouping of the actor's own class, for whoever forms groups.

    Raises:
        RefusedError: not this person's.
        MissingError: ``teams.error.no-grouping``.
    """
    row = found_grouping(db, actor, grouping_id)
    if row is None:
        raise MissingError("teams.error.no-grouping")
    return row


def drafted(db: Work, actor: Actor, grouping_id: str, version: int) -> GroupingRow:
    """Return a grouping that may be changed and that nobody has changed since.

    Raises:
        RefusedError: not this person's, or ``teams.error.grouping-kept``: it was adopted.
        MissingError: ``teams.error.no-grouping``.
        ConflictError: ``teams.error.grouping-changed``.
    """
    row = grouping_of(db, actor, grouping_id)
    if row.state != State.DRAFT:
        raise RefusedError("teams.error.grouping-kept", {"name": row.name})
    if row.version != version:
        raise ConflictError("teams.error.grouping-changed")
    return row


def draft_of(row: GroupingRow) -> Draft:
    """Return what a grouping says."""
    return Draft.parse(row.content)


def keep(db: Work, row: GroupingRow, draft: Draft) -> int:
    """Store a changed grouping and return its version."""
    row.content = draft.json()
    row.version += 1
    row.changed = utc_now()
    db.flush()
    db.touch(row.classroom_id, "groupings")
    return row.version


def new_grouping(db: Work, actor: Actor, name: str) -> str:
    """Begin a grouping with the usual rules, on the sub-topics of the scheme, and return its id.

    Raises:
        RefusedError: not this person's.
        InputError: the name is too long or taken, or there are too many groupings.
    """
    require(actor, Door.FORM_GROUPS)
    known = groupings(db, actor.classroom)
    size = class_policy(db, actor.classroom).span("group.size")
    topics = sub_topics(db, actor.classroom)
    people = len(profiles.candidates(db, actor.classroom))
    count = min(usual_count(people, size, len(topics)), MOST_SLOTS)
    slots = _planned(db, actor, count, known)
    return _add(db, actor, _named(actor, name, known), Draft(Rules.usual(size), slots), known)


def copy_grouping(db: Work, actor: Actor, grouping_id: str, name: str) -> str:
    """Go on from a grouping under another name, and return the id of the new one.

    Raises:
        RefusedError: not this person's.
        InputError: the name is too long or taken, or there are too many groupings.
    """
    row = grouping_of(db, actor, grouping_id)
    known = groupings(db, actor.classroom)
    return _add(db, actor, _named(actor, name, known), draft_of(row).without_past(), known)


def rename_grouping(db: Work, actor: Actor, grouping_id: str, name: str) -> None:
    """Call a grouping something else; that changes nothing of what it says.

    Raises:
        RefusedError: not this person's.
        InputError: the name is blank, too long or taken.
    """
    row = grouping_of(db, actor, grouping_id)
    if not name:
        raise InputError("teams.error.no-name")
    others = [each for each in groupings(db, actor.classroom) if each.id != row.id]
    row.name = _named(actor, name, others)
    db.touch(actor.classroom, "groupings")


def remove_grouping(db: Work, actor: Actor, grouping_id: str, version: int) -> None:
    """Throw a draft away; what is or was in force stays.

    Raises:
        RefusedError: not this person's, or it was adopted.
        ConflictError: somebody changed it meanwhile.
    """
    db.delete(drafted(db, actor, grouping_id, version))
    db.flush()
    db.touch(actor.classroom, "groupings")


def set_rules(
    db: Work,
    actor: Actor,
    grouping_id: str,
    *,
    size: tuple[int, int],
    years: int,
    forces: Mapping[Rule, Force],
    count: int,
    version: int,
) -> int:
    """Choose the rules and how many groups there are; the places stay where their group stays.

    Args:
        db: the unit of work.
        actor: who chooses.
        grouping_id: the grouping.
        size: fewest and most people of a group.
        years: by how many years the mean experience of groups may differ.
        forces: how binding each rule is; those left out stay as they are.
        count: how many groups.
        version: the version the page had.

    Raises:
        RefusedError: not this person's, or it was adopted.
        InputError: ``teams.error.group-count``, ``grouping.error.size``.
        ConflictError: somebody changed it meanwhile.
    """
    row = drafted(db, actor, grouping_id, version)
    draft = draft_of(row)
    rules = Rules(size, {**draft.rules.forces, **forces}, draft.rules.weights, years)
    if not 1 <= count <= MOST_SLOTS:
        raise InputError("teams.error.group-count", {"most": MOST_SLOTS, "found": count})
    slots = draft.slots
    topics = sub_topics(db, actor.classroom)
    if count != len(slots) or (topics and not any(slot.sub_topic for slot in slots)):
        slots = _planned(db, actor, count, groupings(db, actor.classroom), slots)
    return keep(db, row, draft.ruled(rules, slots))


def set_slot(
    db: Work, actor: Actor, grouping_id: str, key: str, *, sub_topic: str, name: str, version: int
) -> int:
    """Say which sub-topic a group works on and what it is called.

    Raises:
        RefusedError: not this person's, or it was adopted.
        InputError: ``teams.error.slot-name``; ``teams.error.no-sub-topic``.
        MissingError: ``teams.error.no-slot``.
        ConflictError: somebody changed it meanwhile.
    """
    row = drafted(db, actor, grouping_id, version)
    draft = draft_of(row)
    slot = draft.slot(key)
    if len(name) > SLOT_NAME_AT_MOST:
        raise InputError("teams.error.slot-name", {"most": SLOT_NAME_AT_MOST, "found": len(name)})
    if sub_topic and sub_topic not in sub_topics(db, actor.classroom):
        raise InputError("teams.error.no-sub-topic")
    changed = Slot(slot.key, slot.number, sub_topic, name)
    slots = tuple(changed if each.key == key else each for each in draft.slots)
    return keep(db, row, draft.ruled(draft.rules, slots))


def request_of(db: Work, actor: Actor, draft: Draft, known: Sequence[Candidate] | None = None) -> Request:
    """Return what a grouping asks of the solver now.

    Args:
        db: the unit of work.
        actor: who forms groups.
        draft: the grouping.
        known: the people to be grouped, where they have been looked up already.

    Raises:
        RefusedError: not this person's.
        InputError: ``grouping.error.nobody``: nobody of the class takes part.
    """
    candidates = profiles.candidates(db, actor.classroom) if known is None else known
    pairs = apart.pairs(db, actor)
    return Request(tuple(candidates), draft.slots, draft.rules, tuple(pairs), draft.locks())


def _planned(
    db: Work, actor: Actor, count: int, known: Sequence[GroupingRow], first: Sequence[Slot] = ()
) -> tuple[Slot, ...]:
    """Return so many groups; those of the class and of other groupings keep their keys."""
    topics = [(each.id, each.title[:SLOT_NAME_AT_MOST]) for each in sub_topics(db, actor.classroom).values()]
    standing = [
        Slot(team.id, team.seat or 0, team.sub_topic or "", own_name(team))
        for team in teams(db, actor.classroom)
    ]
    others = [slot for row in known for slot in draft_of(row).slots]
    return plan_slots(count, topics, [*first, *standing, *others], new_id)


def _named(actor: Actor, name: str, known: Sequence[GroupingRow]) -> str:
    taken = {row.name for row in known}
    if not name:
        numbers = (
            catalogue().say("teams.unnamed", actor.locale, number=number)
            for number in range(1, len(taken) + 2)
        )
        return next(each for each in numbers if each not in taken)
    if len(name) > NAME_AT_MOST:
        raise InputError("teams.error.name-long", {"most": NAME_AT_MOST, "found": len(name)})
    if name in taken:
        raise InputError("teams.error.name-taken", {"name": name})
    return name


def _add(db: Work, actor: Actor, name: str, draft: Draft, known: Sequence[GroupingRow]) -> str:
    if len(known) >= GROUPINGS_AT_MOST:
        raise InputError("teams.error.many-groupings", {"most": GROUPINGS_AT_MOST})
    row = GroupingRow(
        id=new_id(),
        classroom_id=actor.classroom,
        name=name,
        state=State.DRAFT,
        content=draft.json(),
        version=1,
        changed=utc_now(),
    )
    db.add(row)
    db.flush()
    db.touch(actor.classroom, "groupings")
    return row.id
