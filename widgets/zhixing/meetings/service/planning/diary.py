"""What already stands in the diary of a class, and what a plan would run into."""

from datetime import date

from sqlalchemy import select

from zhixing.meetings.rules.editing import Finding
from zhixing.meetings.rules.overlap import Engagement, clashes, spans
from zhixing.meetings.rules.plan import Plan, clock_of
from zhixing.meetings.service.meetings import State, plan_of
from zhixing.meetings.service.planning.heading import day_of
from zhixing.meetings.service.planning.wording import written
from zhixing.meetings.tables import MeetingRow
from zhixing.records import Work


def diary(db: Work, classroom_id: str, but: str | None = None) -> list[Engagement]:
    """Return the meetings of a class that have a date and are not over, without one of them."""
    query = select(MeetingRow).where(
        MeetingRow.classroom_id == classroom_id,
        MeetingRow.date.is_not(None),
        MeetingRow.state.in_((State.PLANNED, State.RUNNING)),
    )
    found = []
    for row in db.scalars(query.order_by(MeetingRow.date, MeetingRow.starts, MeetingRow.id)):
        first = day_of(row.date)
        if row.id != but and first is not None:
            found.append(Engagement(row.id, row.team_id or "", row.title, spans(first, plan_of(row))))
    return found


def run_into(standing: list[Engagement], team_id: str | None, first: date, plan: Plan) -> list[Finding]:
    """Return with which meetings a plan would ask for the same people at the same time."""
    return [
        Finding(
            "planner.error.overlap",
            {
                "title": other.title[:40],
                "date": written(span.day),
                "from": clock_of(span.begins),
                "to": clock_of(span.ends),
            },
            stops=True,
        )
        for span, other in clashes(team_id or "", spans(first, plan), standing)
    ]
