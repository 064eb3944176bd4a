"""Planning meetings: the list, one plan at a time, a series, the load over the months."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from zhixing.activity import Act, Activity, Params
from zhixing.actor import Actor
from zhixing.errors import InputError
from zhixing.meetings.activities.meeting_plan_forms import HeadingForm, Mark, PlanForm, SeriesForm, Words
from zhixing.meetings.activities.meeting_plan_view import (
    findings_json,
    list_view,
    plan_view,
    series_json,
    shares,
)
from zhixing.meetings.service import planning
from zhixing.meetings.service.meetings import meeting_of
from zhixing.records import Work

LONGEST = 10 * 24 * 60


class Create(HeadingForm, Act):
    """Make a meeting from a template."""

    kind: Literal["create"]
    template: Mark
    team: Mark
    starts: Words
    minutes: Annotated[int, Field(ge=1, le=LONGEST)] | None

    def perform(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Store it and return its id."""
        row = planning.create_meeting(
            db,
            actor,
            self.template,
            self.team or None,
            self.heading(),
            starts=self.starts,
            minutes=self.minutes,
        )
        return {"meeting": row.id}


class Examine(HeadingForm, Act):
    """Ask what is wrong with the plan as it is being edited; nothing is stored."""

    kind: Literal["examine"]
    plan: PlanForm

    def perform(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:
        """Return the findings, and the minutes for each."""
        meeting, plan = _meeting(params), self.plan.plan()
        found = planning.examine(db, actor, meeting, self.heading(), plan)
        team_id = meeting_of(db, actor, meeting).team_id
        each = shares(plan, planning.ground(db, actor.classroom), team_id)
        return {"findings": findings_json(found), "shares": each}


class Save(HeadingForm, Act):
    """Store the edited plan."""

    kind: Literal["save"]
    plan: PlanForm
    version: int

    def perform(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:
        """Store it and return its version."""
        version = planning.save_meeting(
            db, actor, _meeting(params), self.heading(), self.plan.plan(), seen_version=self.version
        )
        return {"version": version}


class Copy(HeadingForm, Act):
    """Set up another meeting by the plan of one."""

    kind: Literal["copy"]
    meeting: Mark
    team: Mark

    def perform(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Store it and return its id."""
        row = planning.copy_meeting(db, actor, self.meeting, self.team or None, self.heading())
        return {"meeting": row.id}


class Delete(Act):
    """Delete a meeting in which nothing has happened."""

    kind: Literal["delete"]
    meeting: Mark
    version: int

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Delete it."""
        planning.delete_meeting(db, actor, self.meeting, self.version)


class PreviewSeries(SeriesForm, Act):
    """Work out a series; nothing is stored."""

    kind: Literal["preview-series"]

    def perform(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Return it by date, with a mark of what was seen."""
        found = planning.preview(db, actor, self.draft())
        return {
            "mark": found.mark,
            "series": series_json(found.planned, planning.ground(db, actor.classroom)),
            "count": sum(one.first is not None for one in found.planned),
        }


class MakeSeries(SeriesForm, Act):
    """Make a series as it was seen."""

    kind: Literal["make-series"]
    mark: Mark

    def perform(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Store its meetings and return how many."""
        return {"count": planning.make_series(db, actor, self.draft(), self.mark)}


class MeetingPlan(Activity):
    """The meetings of a class or, with the parameter ``meeting``, the plan of one."""

    name: ClassVar[str] = "meeting-plan"
    module: ClassVar[str] = "meetings/static/meeting-plan.js"
    subjects: ClassVar[frozenset[str]] = frozenset({"meetings", "teams", "people", "submissions"})
    acts: ClassVar[tuple[type[Act], ...]] = (
        *(Create, Examine, Save, Copy, Delete),
        *(PreviewSeries, MakeSeries),
    )

    def view(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:
        """Return the list, or one plan."""
        if params.get("meeting"):
            return plan_view(db, actor, params["meeting"])
        return list_view(db, actor)


def _meeting(params: Params) -> str:
    if "meeting" not in params:
        raise InputError("activity.error.bad-action", {"activity": MeetingPlan.name})
    return params["meeting"]
