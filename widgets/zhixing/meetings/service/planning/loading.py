"""The load of a class's meetings over the months of its topic."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from zhixing.actor import Actor
from zhixing.meetings.rules.editing import Finding
from zhixing.meetings.rules.load import WORKSHOPS, Held, Month, Usual, month_by_month, months_from, outside
from zhixing.meetings.service.meetings import plan_of
from zhixing.meetings.service.planning.ground import Ground
from zhixing.meetings.service.planning.heading import day_of
from zhixing.meetings.tables import MeetingRow
from zhixing.records import Work
from zhixing.records.clock import utc_now
from zhixing.topics.service.scheme import scheme_of

_ALONE = "alone"


@dataclass(frozen=True)
class LoadView:
    """The load month by month.

    Args:
        first: the first month of the topic.
        count: how many months it takes.
        is_given: whether the topic's scheme says so; else it is taken from the meetings.
        months: the load of each month.
        findings: where it is outside the usual.
        usual: what is usual.
    """

    first: str
    count: int
    is_given: bool
    months: Sequence[Month]
    findings: Sequence[Finding]
    usual: Usual


def load_of(
    db: Work, actor: Actor, rows: Sequence[MeetingRow], ground: Ground, seen: Collection[str]
) -> LoadView:
    """Add up the load of the meetings a person sees.

    Args:
        db: the unit of work.
        actor: who looks.
        rows: the meetings they see.
        ground: of the class.
        seen: the groups whose load they see, with or without meetings.
    """
    usual = Usual.of(ground.values)
    held = []
    for row in rows:
        first = day_of(row.date)
        if first is not None:
            held.append(Held(_whose(row, ground), row.kind, first, plan_of(row)))
    begins, count, is_given = _time(db, actor.classroom, held, usual)
    sizes = {team: crowd.people for team, crowd in ground.crowds.items() if not team or team in seen}
    if not ground.teams:
        sizes[_ALONE] = ground.crowd(None).people
    topic = months_from(begins, count)
    months = month_by_month(held, topic, sizes)
    findings = outside(months, topic, usual) if held else []
    return LoadView(begins, count, is_given, months, findings, usual)


def _whose(row: MeetingRow, ground: Ground) -> str:
    """Return whose a meeting is; where there are no groups, the class's seminars count as a group's."""
    alone = not ground.teams and row.kind not in WORKSHOPS
    return row.team_id or (_ALONE if alone else "")


def _time(db: Work, classroom_id: str, held: Sequence[Held], usual: Usual) -> tuple[str, int, bool]:
    scheme = scheme_of(db, classroom_id).scheme
    known = sorted(each.first.isoformat()[:7] for each in held)
    first = scheme.start or (known[0] if known else utc_now()[:7])
    if scheme.months:
        return first, scheme.months, bool(scheme.start)
    last = max([first, *known])
    (from_year, from_month), (to_year, to_month) = (map(int, each.split("-")) for each in (first, last))
    reach = (to_year - from_year) * 12 + to_month - from_month + 1
    return first, max(usual.months[0], reach), False
