"""A series of meetings: seen first, then made as seen."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from zhixing.actor import Actor
from zhixing.classroom.rules import Door
from zhixing.errors import ConflictError, InputError, MissingError
from zhixing.meetings.rules.editing import TITLE_AT_MOST, Finding, is_clock
from zhixing.meetings.rules.load import Usual
from zhixing.meetings.rules.overlap import Engagement, spans
from zhixing.meetings.rules.plan import Plan
from zhixing.meetings.rules.series import Proposed, Rhythm, series
from zhixing.meetings.rules.template import make_plan, template_of
from zhixing.meetings.service.meetings import new_meeting
from zhixing.meetings.service.planning.diary import diary, run_into
from zhixing.meetings.service.planning.ground import Ground, ground
from zhixing.records import Work
from zhixing.teams.service.membership import require_in
from zhixing.text import Text, catalogue

MONTHS_AT_MOST = 24


@dataclass(frozen=True, slots=True)
class SeriesDraft:
    """What a series is to be: its rhythm, whose seminars, from what time, where."""

    rhythm: Rhythm
    teams: tuple[str, ...]
    starts: str
    place: str


@dataclass(frozen=True, slots=True)
class Planned:
    """One meeting of the series for one group, or the class.

    Args:
        team: whose; blank for the class's.
        proposed: its month, kind and days.
        plan: its plan; None where the month has no room.
        hindered: the meeting it would run into.
    """

    team: str
    proposed: Proposed
    plan: Plan | None
    hindered: Finding | None

    @property
    def first(self) -> date | None:
        """Its first day; None where it is not going to be made."""
        days = self.proposed.days
        return None if days is None or self.hindered is not None else days[0]


@dataclass(frozen=True, slots=True)
class Preview:
    """The series as it would be made, and a mark by which to tell that it is still the same."""

    planned: Sequence[Planned]

    @property
    def mark(self) -> str:
        """The mark of what would be made."""
        made = [(one.team, one.proposed.kind, str(one.first)) for one in self.planned if one.first]
        return hashlib.sha256(json.dumps(made).encode()).hexdigest()[:16]


def preview(db: Work, actor: Actor, draft: SeriesDraft) -> Preview:
    """Work a series out; nothing is stored. What would run into a meeting that stands is marked.

    Raises:
        RefusedError: not this person's to plan.
        InputError: there is nothing to make, or something is out of bounds.
    """
    _require(db, actor, draft)
    found = ground(db, actor.classroom)
    if any(team and team not in found.teams for team in draft.teams):
        raise MissingError("teams.error.no-team")
    standing = diary(db, actor.classroom)
    planned = []
    for proposed in series(draft.rhythm, Usual.of(found.values)):
        for team in ("",) if proposed.is_class else draft.teams:
            one = _planned(team, proposed, draft, found, standing)
            if one.first is not None and one.plan is not None:
                standing.append(Engagement("", team, "", spans(one.first, one.plan)))
            planned.append(one)
    return Preview(planned)


def _planned(
    team: str, proposed: Proposed, draft: SeriesDraft, found: Ground, standing: list[Engagement]
) -> Planned:
    if proposed.days is None:
        return Planned(team, proposed, None, None)
    crowd = found.crowd(team)
    made = make_plan(
        proposed.kind,
        crowd.people,
        crowd.groups,
        largest=crowd.largest,
        starts=draft.starts,
        values=found.values,
    )
    first = proposed.days[0]
    dated = zip(made.days, proposed.days, strict=True)
    plan = Plan(tuple(replace(day, offset=(on - first).days) for day, on in dated))
    hindered = run_into(standing, team, first, plan)
    return Planned(team, proposed, plan, hindered[0] if hindered else None)


def make_series(db: Work, actor: Actor, draft: SeriesDraft, mark: str) -> int:
    """Make a series as it was seen, and return how many meetings it has.

    Raises:
        ConflictError: ``planner.error.series-changed``, it would no longer be the same.
        RefusedError: not this person's to plan.
    """
    found = preview(db, actor, draft)
    if found.mark != mark:
        raise ConflictError("planner.error.series-changed")
    made = [one for one in found.planned if one.first is not None and one.plan is not None]
    if not made:
        raise InputError("planner.error.series-empty")
    for one in made:
        new_meeting(
            db,
            actor,
            one.team or None,
            one.proposed.kind,
            title=_title(one, actor),
            plan=one.plan or Plan(()),
            date=str(one.first),
            starts=draft.starts,
            place=draft.place,
        )
    return len(made)


def _title(one: Planned, actor: Actor) -> str:
    month = date.fromisoformat(f"{one.proposed.month}-01")
    names = catalogue().say("dates.month.names", actor.locale).split()
    kind: Text = template_of(one.proposed.kind).title
    return catalogue().say(
        "planner.series.title", actor.locale, kind=kind, year=month.year, month=names[month.month - 1]
    )


def _require(db: Work, actor: Actor, draft: SeriesDraft) -> None:
    rhythm = draft.rhythm
    wanted = [*(draft.teams if rhythm.seminar is not None else ()), *([""] if rhythm.workshop else ())]
    for team in wanted:
        require_in(db, actor, Door.PLAN_MEETINGS, team or None)
    if not wanted:
        raise InputError("planner.error.series-nothing")
    if not 1 <= rhythm.months <= MONTHS_AT_MOST:
        raise InputError("planner.error.series-months", {"found": rhythm.months, "most": MONTHS_AT_MOST})
    if not is_clock(draft.starts):
        raise InputError("planner.error.starts", {"found": draft.starts[:20]})
    if len(draft.place) > TITLE_AT_MOST:
        raise InputError("planner.error.place-long", {"found": len(draft.place), "most": TITLE_AT_MOST})
