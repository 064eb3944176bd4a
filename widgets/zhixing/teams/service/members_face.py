"""The people of a class for whoever forms groups: what is known, what is missing, who has answered."""

from collections.abc import Mapping, Sequence
from typing import Any

from zhixing.actor import Actor
from zhixing.classroom.people import people, units
from zhixing.classroom.rules import Door, require
from zhixing.classroom.tables import PersonRow, UnitRow
from zhixing.records import Work
from zhixing.teams.rules.profile import Answer, Commitment, SubTopicRef
from zhixing.teams.service.apart import pairs
from zhixing.teams.service.commitments import sees_names, standing
from zhixing.teams.service.importing import waiting
from zhixing.teams.service.profiles import NOTHING, Kept, profiles, sub_topics, takes_part

WAITING = "waiting"


def members_face(db: Work, actor: Actor) -> dict[str, Any]:
    """Return everybody who may be put into groups, in establishment order.

    Raises:
        RefusedError: not for whoever does not form groups.
    """
    require(actor, Door.FORM_GROUPS)
    there = sub_topics(db, actor.classroom)
    known = profiles(db, actor.classroom, there)
    answers = standing(db, actor.classroom)
    houses = {unit.id: unit for unit in units(db, actor.classroom)}
    everybody = people(db, actor.classroom)
    rows = [row for row in everybody if takes_part(row)]
    named = sees_names(actor)
    return {
        "people": [
            _person(row, known.get(row.id, NOTHING), houses, there)
            | ({"commitment": _answer(answers.get(row.id))} if named else {})
            for row in rows
        ],
        "others": len(everybody) - len(rows),
        "units": [unit.name for unit in houses.values()],
        "sub_topics": [each.json() for each in there],
        "counts": _counts(rows, answers),
        "named": named,
        "apart": [list(pair) for pair in pairs(db, actor)],
        "preview": waiting(db, actor),
        "solo": actor.solo,
        "samples": sum(1 for each in known.values() if each.is_sample),
        "me": actor.person,
    }


def _person(
    row: PersonRow, kept: Kept, houses: Mapping[str, UnitRow], there: Sequence[SubTopicRef]
) -> dict[str, Any]:
    unit = houses.get(row.unit_id or "")
    return {
        "id": row.id,
        "name": row.name,
        "unit": unit.name if unit else "",
        "short": unit.short_name if unit else "",
        "post": row.post,
        "joined": row.joined,
        "sample": kept.is_sample,
        "version": kept.version,
        "profile": kept.profile.json(),
        "missing": list(kept.profile.missing(unit=row.unit_id or "", sub_topics=there)),
    }


def _answer(said: Commitment | None) -> dict[str, Any] | None:
    """Return an answer; when it was given, nobody else needs to know."""
    return None if said is None else {**said.json(), "answered": None}


def _counts(rows: Sequence[PersonRow], answers: Mapping[str, Commitment]) -> dict[str, int]:
    said = [answers[row.id].answer if row.id in answers else WAITING for row in rows]
    return {name: said.count(name) for name in (*(each.value for each in Answer), WAITING)}
