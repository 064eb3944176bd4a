"""What the pages of planning show: the list, the load, one plan, a series before it is made."""

from collections.abc import Collection, Iterable, Sequence
from datetime import timedelta
from itertools import groupby
from typing import Any

from zhixing.actor import Actor
from zhixing.meetings.rules.editing import Finding
from zhixing.meetings.rules.plan import Day, Plan, clock_of, minute_of
from zhixing.meetings.rules.speaking import Speaking, allotted
from zhixing.meetings.rules.template import Scope, Template, template_of, templates
from zhixing.meetings.service.meetings import State, meeting_of, meetings_of, plan_of
from zhixing.meetings.service.planning import Ground, LoadView, ground, load_of, progress, sentence
from zhixing.meetings.service.planning.ground import plannable
from zhixing.meetings.service.planning.heading import day_of
from zhixing.meetings.service.planning.repeating import Planned
from zhixing.meetings.tables import MeetingRow
from zhixing.records import Work
from zhixing.text import Text

_OVER = frozenset({State.ENDED, State.CONFIRMED})


def list_view(db: Work, actor: Actor) -> dict[str, Any]:
    """Return the meetings a person sees, what they may plan, and the load."""
    found = ground(db, actor.classroom)
    rows = meetings_of(db, actor)
    mine = plannable(db, actor, found)
    seen = {row.team_id for row in rows if row.team_id} | set(mine) - {""}
    return {
        "meetings": [_listed(row, found, mine) for row in sorted(rows, key=lambda row: _place(row, found))],
        "teams": [{"id": team.id, "number": team.seat, "name": team.name} for team in found.teams.values()],
        "plans_for": mine,
        "kinds": [_kind(template) for template in templates().values()],
        "offered": {scope.value: list(found.offered(scope)) for scope in Scope},
        "load": _load(load_of(db, actor, rows, found, seen)),
    }


def _place(row: MeetingRow, found: Ground) -> tuple[bool, str, str, int, str]:
    """Return where a meeting stands: by date, at the same time the class's first, then by tables."""
    team = found.teams.get(row.team_id or "")
    return (row.date is None, row.date or "", row.starts, 0 if team is None else team.seat or 0, row.id)


def _listed(row: MeetingRow, found: Ground, mine: Collection[str]) -> dict[str, Any]:
    plan = plan_of(row)
    first = day_of(row.date)
    may_plan = (row.team_id or "") in mine
    return {
        **_brief(row, found),
        "last": None if first is None else str(first + timedelta(days=plan.days[-1].offset)),
        "ends": _ends(plan.days[-1]),
        "days": len(plan.days),
        "may_edit": may_plan and row.state not in _OVER,
        "may_copy": may_plan,
        "may_delete": may_plan and row.state == State.PLANNED,
    }


def _brief(row: MeetingRow, found: Ground) -> dict[str, Any]:
    team = found.teams.get(row.team_id or "")
    template = templates().get(row.kind)
    return {
        "id": row.id,
        "team": row.team_id or "",
        "team_name": "" if team is None else team.name,
        "kind": row.kind,
        "kind_title": None if template is None else template.title.json(),
        "title": row.title,
        "date": row.date,
        "starts": row.starts,
        "place": row.place,
        "state": row.state,
        "version": row.version,
    }


def _ends(day: Day) -> str:
    return clock_of(minute_of(day.starts) + day.minutes)


def _kind(template: Template) -> dict[str, Any]:
    return {
        "kind": template.kind.value,
        "title": template.title.json(),
        "note": template.note.json(),
        "parts": [part.title.json() for part in template.parts],
        "lengths": list(template.lengths),
        "days": len(template.days),
        "starts": template.starts,
    }


def _load(load: LoadView) -> dict[str, Any]:
    return {
        "first": load.first,
        "count": load.count,
        "given": load.is_given,
        "months": [
            {
                "month": month.month,
                "groups": _range(month.group_days.values()),
                "class_days": month.class_days,
                "person_days": month.person_days,
            }
            for month in load.months
        ],
        "findings": findings_json(load.findings),
        "usual": {
            "seminar_every": load.usual.seminar_every,
            "seminar_days": load.usual.seminar_days,
            "workshop_every": load.usual.workshop_every,
            "workshop_days": load.usual.workshop_days,
            "months": list(load.usual.months),
        },
    }


def _range(values: Iterable[float]) -> list[float]:
    known = list(values)
    return [min(known, default=0), max(known, default=0)]


def findings_json(found: Sequence[Finding]) -> list[dict[str, Any]]:
    """Return findings with their sentences."""
    return [
        {"stops": one.stops, "day": one.day, "block": one.block, "sentence": sentence(one).json()}
        for one in found
    ]


def plan_view(db: Work, actor: Actor, meeting_id: str) -> dict[str, Any]:
    """Return one meeting with its plan, and what may still be changed in it."""
    row = meeting_of(db, actor, meeting_id)
    found = ground(db, actor.classroom)
    plan = plan_of(row)
    crowd = found.crowd(row.team_id)
    far = progress(db, row)
    template = templates().get(row.kind)
    may_edit = (row.team_id or "") in plannable(db, actor, found) and row.state not in _OVER
    return {
        "meeting": {**_brief(row, found), "may_edit": may_edit},
        "plan": plan.json(),
        "shares": shares(plan, found, row.team_id),
        "parts": [] if template is None else [{"id": p.id, "title": p.title.json()} for p in template.parts],
        "past": sorted(far.past - far.current),
        "current": sorted(far.current),
        "crowd": {"people": crowd.people, "groups": crowd.groups, "largest": crowd.largest},
    }


def shares(plan: Plan, found: Ground, team_id: str | None) -> dict[str, float]:
    """Return the minutes for each that a block's time gives, by block, where people take turns."""
    crowd, speaking = found.crowd(team_id), Speaking.of(found.values)
    given = {block.id: allotted(block, crowd, speaking) for block in plan}
    return {block: each for block, each in given.items() if each is not None}


def series_json(planned: Sequence[Planned], found: Ground) -> list[dict[str, Any]]:
    """Return a series by date: what would be made for which groups, what is left out and why."""

    def same(one: Planned) -> tuple[str, str]:
        return (one.proposed.month, one.proposed.kind)

    return [_entry(list(group), found) for _, group in groupby(planned, key=same)]


def _entry(group: Sequence[Planned], found: Ground) -> dict[str, Any]:
    proposed = group[0].proposed
    made = [one for one in group if one.first is not None]
    left_out: dict[Text, list[int | None]] = {}
    for one in group:
        if one.hindered is not None:
            left_out.setdefault(sentence(one.hindered), []).append(_team_number(one.team, found))
    return {
        "month": proposed.month,
        "kind": proposed.kind.value,
        "title": template_of(proposed.kind).title.json(),
        "days": [] if proposed.days is None else [str(day) for day in proposed.days],
        "made": [_team_number(one.team, found) for one in made],
        "left_out": [{"teams": teams, "sentence": reason.json()} for reason, teams in left_out.items()],
    }


def _team_number(team_id: str, found: Ground) -> int | None:
    team = found.teams.get(team_id)
    return None if team is None else team.seat
