"""A grouping as those who form groups see it: groups side by side, rule by rule, and what to beware of."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from zhixing.actor import Actor
from zhixing.classroom.people import people, units
from zhixing.classroom.tables import PersonRow
from zhixing.policy import Policy
from zhixing.records import Work
from zhixing.teams.rules.assessment import Assessment, Finding, assess, compare
from zhixing.teams.rules.candidate import Candidate
from zhixing.teams.rules.clash import Clash
from zhixing.teams.rules.grouping import Draft
from zhixing.teams.rules.request import Force, Request, Rule, Rules
from zhixing.teams.rules.saying import rule_name, worded
from zhixing.teams.service.adopting import foreseen
from zhixing.teams.service.charter import sub_topics
from zhixing.teams.service.groupings import State, draft_of, groupings, request_of
from zhixing.teams.service.groupings_effect import told
from zhixing.teams.service.groupings_solving import asked_of
from zhixing.teams.service.profiles import candidates
from zhixing.teams.tables import GroupingRow
from zhixing.text import Text
from zhixing.topics.service.setting import class_policy


@dataclass(frozen=True)
class Scene:
    """What a view of one grouping is drawn from, looked up once.

    Args:
        row: the grouping.
        draft: what it says, of the people who are here.
        request: what it asks of the solver.
        found: how it keeps the rules.
        names: of people, units and sub-topics, by id.
        everybody: the people of the class.
        short: short names of units, by id.
    """

    row: GroupingRow
    draft: Draft
    request: Request
    found: Assessment
    names: Mapping[str, str]
    everybody: Sequence[PersonRow]
    short: Mapping[str, str]


def scene(db: Work, actor: Actor, row: GroupingRow) -> Scene | None:
    """Return what a view of a grouping is drawn from; None while nobody is there to be grouped."""
    draft = draft_of(row)
    known = candidates(db, actor.classroom)
    if not known:
        return None
    request = request_of(db, actor, draft, known)
    everybody = people(db, actor.classroom)
    short = {unit.id: unit.short_name for unit in units(db, actor.classroom)}
    topics = {each.id: each.title for each in sub_topics(db, actor.classroom).values()}
    names = {**short, **topics, **{each.id: each.name for each in everybody}}
    draft = draft.among(each.id for each in request.candidates)
    found = assess(request, draft.places)
    return Scene(row, draft, request, found, names, everybody, short)


def grouping_json(db: Work, actor: Actor, seen: Scene) -> dict[str, Any]:
    """Return one grouping; pairs kept apart are counted, never named."""
    draft, row = seen.draft, seen.row
    values = class_policy(db, actor.classroom)
    by_slot = _by_slot(seen.found.findings)
    is_draft = row.state == State.DRAFT
    here = [each.id for each in seen.request.candidates]
    topics = sub_topics(db, actor.classroom).values()
    return {
        "id": row.id,
        "name": row.name,
        "state": row.state,
        "version": row.version,
        "people": _people(seen),
        "slots": [
            {
                "key": slot.key,
                "number": slot.number,
                "name": slot.name,
                "sub_topic": slot.sub_topic,
                "people": list(draft.people_in(slot.key)),
                "findings": [
                    _finding(each, draft.rules.force(each.rule)) for each in by_slot.get(slot.key, ())
                ],
            }
            for slot in draft.slots
        ],
        "unplaced": list(seen.found.unplaced),
        "locked": sorted(draft.locked),
        "duties": dict(draft.duties),
        "standings": [
            {
                "rule": each.rule.value,
                "force": each.force.value,
                "missed": each.missed,
                "groups": _groups_missing(by_slot, each.rule, each.force),
            }
            for each in seen.found.standings
        ],
        "rules": rules_json(seen.request, draft.rules),
        "found": _found(seen),
        "clash": None if draft.clash is None else _clash(draft.clash, seen),
        "steps": len(draft.past),
        "sub_topics": [{"id": each.id, "title": each.title} for each in topics],
        "sizes": _sizes(values),
        "effects": foreseen(
            db, actor.classroom, draft, here=here, everybody=seen.everybody, limits=values.span("group.size")
        ).json()
        if is_draft
        else None,
    }


def comparison(db: Work, actor: Actor, one: GroupingRow, other: GroupingRow) -> dict[str, Any] | None:
    """Return two groupings side by side: rule by rule under the rules of the first, and who moves."""
    first = scene(db, actor, one)
    if first is None:
        return None
    here = [each.id for each in first.request.candidates]
    before, after = first.draft, draft_of(other).among(here)
    slots = {slot.key: slot for slot in (*after.slots, *before.slots)}
    request = replace(first.request, slots=tuple(slots.values()))
    return {
        "rules": [told(each) for each in compare(request, before.places, after.places)],
        "forces": rules_json(request, before.rules)["forces"],
        "has_same_rules": before.rules == after.rules,
        "moves": [
            {"name": first.names[person], "from": _number(before, person), "to": _number(after, person)}
            for person in here
            if before.places.get(person) != after.places.get(person)
        ],
        "people": len(here),
    }


def _number(draft: Draft, person: str) -> int | None:
    slot = draft.slot_of(person)
    return None if slot is None else slot.number


def listed(db: Work, actor: Actor, here: Collection[str]) -> list[dict[str, Any]]:
    """Return the groupings of a class, with how many groups each has, and people who are still here."""
    return [
        {
            "id": row.id,
            "name": row.name,
            "state": row.state,
            "version": row.version,
            "changed": row.changed,
            "groups": len(row.content["slots"]),
            "people": sum(person in here for person in row.content["places"]),
        }
        for row in groupings(db, actor.classroom)
    ]


def rules_json(request: Request, rules: Rules) -> dict[str, Any]:
    """Return the rules with what they are called, for the form."""
    return {
        "size": list(rules.size),
        "years": rules.years,
        "forces": {rule.value: rules.force(rule).value for rule in Rule},
        "names": {rule.value: rule_name(request, rule).json() for rule in Rule},
    }


def _people(seen: Scene) -> list[dict[str, Any]]:
    known: Mapping[str, Candidate] = {each.id: each for each in seen.request.candidates}
    return [
        {
            "id": row.id,
            "name": row.name,
            "unit": seen.short.get(row.unit_id or "", ""),
            "post": row.post,
            "level": known[row.id].level,
            "outlook": known[row.id].outlook,
            "specialty": known[row.id].specialty,
        }
        for row in seen.everybody
        if row.id in known
    ]


def _by_slot(findings: Sequence[Finding]) -> Mapping[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for each in findings:
        found.setdefault(each.slot, []).append(each)
    return found


def _finding(each: Finding, force: Force) -> dict[str, Any]:
    return {
        "rule": each.rule.value,
        "force": force.value,
        "met": each.met,
        "breach": each.breach,
        "amount": each.amount,
        "people": list(each.people),
    }


def _groups_missing(by_slot: Mapping[str, list[Finding]], rule: Rule, force: Force) -> int:
    return sum(
        1
        for slot, findings in by_slot.items()
        for each in findings
        if slot and each.rule is rule and (each.breach if force is Force.MUST else each.amount)
    )


def _found(seen: Scene) -> dict[str, Any] | None:
    found = seen.draft.found
    if found is None:
        return None
    return {
        "status": found.status,
        "gap": found.gap,
        "seconds": found.seconds,
        "is_moved": found.is_moved,
        "is_current": found.asked == asked_of(seen.request),
    }


def _clash(clash: Clash, seen: Scene) -> dict[str, Any]:
    def said(text: Text) -> dict[str, str]:
        return text.json()

    return {
        "rules": [said(rule_name(seen.request, rule)) for rule in clash.rules],
        "because": [said(worded(each, seen.request, seen.names)) for each in clash.because],
        "ways": [
            {
                "rule": way.rule.value,
                "name": said(rule_name(seen.request, way.rule)),
                "detail": said(worded(way.detail, seen.request, seen.names)),
                "is_found": bool(way.places),
            }
            for way in clash.ways
        ],
        "is_least": clash.is_least,
    }


def _sizes(values: Policy) -> dict[str, Any]:
    rule = values.rule("group.size")
    spans = [rule, *rule.choices]
    return {
        "limits": list(values.span("group.size")),
        "label": dict(rule.label),
        "choices": [
            {"size": list(each.value), "label": dict(each.label)}
            for each in spans
            if isinstance(each.value, tuple)
        ],
    }
