"""A rehearsed meeting for facilitators in training; nobody but the person sees it."""

from collections.abc import Sequence
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, StringConstraints

from zhixing.activity import Act, Activity, Params
from zhixing.actor import Actor
from zhixing.meetings.activities.rehearsal_feedback import told
from zhixing.meetings.activities.rehearsal_view import offered, shown
from zhixing.meetings.rules.rehearsal.move import Do, Move
from zhixing.meetings.rules.rehearsal.scenario import LEAST_MOMENTS, Scenario
from zhixing.meetings.service import rehearsals as service
from zhixing.records import Work

Name = Annotated[str, StringConstraints(max_length=40)]
Words = Annotated[str, StringConstraints(max_length=10_000)]
At = Annotated[int, Field(ge=0, le=100)]


class Start(Act):
    """Begin a scenario, or go on with it."""

    kind: Literal["start"]
    scenario: Name

    def perform(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Return the run's id."""
        return {"run": service.start(db, actor, self.scenario)}


class MakeMove(Act):
    """Do something at the moment that is shown."""

    kind: Literal["move"]
    run: Name
    at: At
    do: Do
    which: Name = ""
    to: Name = ""
    text: Words = ""

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Keep it; the view shows what follows."""
        service.make_move(db, actor, self.run, self.at, Move(self.do, self.which, self.to, self.text))


class Again(Act):
    """Begin anew, from the start or from a moment."""

    kind: Literal["again"]
    run: Name
    at: At

    def perform(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Return the new run's id."""
        return {"run": service.again(db, actor, self.run, self.at)}


class Open(Act):
    """Take an earlier run out to look at."""

    kind: Literal["open"]
    run: Name

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """The view shows it from now on."""
        service.go_to(db, actor, self.run)


class Rehearsal(Activity):
    """The rehearsal room: scenarios, the run in hand or its feedback, and the person's earlier runs."""

    name: ClassVar[str] = "rehearsal"
    module: ClassVar[str] = "meetings/static/rehearsal.js"
    acts: ClassVar[tuple[type[Act], ...]] = (Start, MakeMove, Again, Open)

    def subjects_for(self, actor: Actor) -> frozenset[str]:
        """Return the one change that may alter this person's view: their own."""
        return frozenset({f"rehearsals-{actor.person}"})

    def view(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Return what this person may see; what is planted comes with the feedback only."""
        runs = service.runs(db, actor)
        return {
            "scenarios": [_scenario(each, runs) for each in service.scenarios().values()],
            "run": _run(runs[0]) if runs else None,
            "history": [_past(run) for run in runs if run.over],
            "most": service.QUESTION_AT_MOST,
        }


def _scenario(scenario: Scenario, runs: Sequence[service.Run]) -> dict[str, Any]:
    own = [run for run in runs if run.scenario == scenario.id]
    return {
        "id": scenario.id,
        "title": scenario.title.json(),
        "situation": scenario.situation.json(),
        "level": scenario.level,
        "minutes": scenario.minutes,
        "moments": LEAST_MOMENTS,
        "members": [member.json() for member in scenario.members],
        "done": sum(run.over for run in own),
        "under_way": next((run.id for run in own if not run.over), None),
    }


def _run(run: service.Run) -> dict[str, Any]:
    played = run.played
    is_over = run.over and run.is_current and played.over
    return {
        "id": run.id,
        "scenario": run.scenario,
        "at": sum(turn.done is not None for turn in played.turns),
        "began_at": run.began_at,
        "over": run.over,
        "when": run.when,
        **shown(played),
        "now": None if run.over else offered(played),
        "feedback": told(played) if is_over else None,
    }


def _past(run: service.Run) -> dict[str, Any]:
    return {
        "id": run.id,
        "scenario": run.scenario,
        "when": run.when,
        "began_at": run.began_at,
        "is_current": run.is_current,
        **run.summary,
    }
