"""The facilitator's board: what is on the wall."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from zhixing.activity import Activity, Params
from zhixing.actor import Actor
from zhixing.classroom import session
from zhixing.classroom.activities.phone import Aside
from zhixing.classroom.people import classroom, seats, voters
from zhixing.classroom.rules import Door, require
from zhixing.classroom.runsheet import Step, runsheet
from zhixing.classroom.tables import ClassroomRow, RunRow
from zhixing.records import Work
from zhixing.records.clock import later, utc_now

Exhibits = Mapping[str, Callable[[Work, str, Step], dict[str, Any]]]
"""For each kind of projector view, its content for a class: supplied by the features above."""


class Projector(Activity):
    """What the wall shows: never a name, never a score before its time."""

    name: ClassVar[str] = "projector"
    module: ClassVar[str] = "classroom/static/projector.js"
    subjects: ClassVar[frozenset[str]] = frozenset(
        {
            "run",
            "windows",
            "ballots",
            "people",
            "topics",
            "conditions",
            "answers",
            "submissions",
            "papers",
            "meetings",
        }
    )

    def __init__(self, exhibits: Exhibits, *asides: Aside) -> None:
        self._exhibits = {"join": _join, **exhibits}
        self._asides = asides

    def view(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Return the current step's view, or the question asked beside it."""
        require(actor, Door.RUN_SESSION)
        run = session.run_of(db, actor.classroom)
        step = session.current_step(run) or runsheet(run.sheet)[0]
        return {
            **_floor(db, run, step),
            "hidden": run.hidden,
            "step": step.id,
            **self._scene(db, actor, run, step),
            "ends": run.ends,
            "now": utc_now(),
            "picture": (run.detail or {}).get("picture", "none"),
            "path": (step.params or {}).get("path"),
            "class": classroom(db, actor).name,
        }

    def _scene(self, db: Work, actor: Actor, run: RunRow, step: Step) -> dict[str, Any]:
        """Return what is on the wall: what goes on beside the run sheet, else the step's own view."""
        aside = next((found for each in self._asides if (found := each(db, actor)) is not None), None)
        if aside is not None:
            kind = aside.get("kind", "asked")
            return {"title": aside["title"], "kind": kind, "content": {} if run.hidden else aside}
        exhibit = self._exhibits.get(step.projector)
        content = exhibit(db, run.classroom_id, step) if exhibit and not run.hidden else {}
        return {"title": step.title.json(), "kind": step.projector, "content": content}


def _floor(db: Work, run: RunRow, step: Step) -> dict[str, Any]:
    """Return which table has the floor and until when, and before that until when the tables talk."""
    if step.turns is None:
        return {"turn": None, "talk": None}
    detail = run.detail or {}
    tables = seats(db, run.classroom_id)
    turn = detail.get("turn")
    if turn is not None:
        place = tables.index(turn["seat"]) + 1 if turn["seat"] in tables else 0
        return {"turn": {**turn, "place": place, "of": len(tables)}, "talk": None}
    minutes = session.minutes_of(step, session.values_of(db, run.classroom_id), len(tables))
    began = detail.get("began")
    talk = later(began, minutes["talk"]) if began and "talk" in minutes else None
    return {"turn": None, "talk": talk}


def _join(db: Work, classroom_id: str, _step: Step) -> dict[str, Any]:
    rows = voters(db, classroom_id)
    tables: dict[int, list[bool]] = {}
    for row in rows:
        if row.seat is not None:
            tables.setdefault(row.seat, []).append(row.joined)
    room = db.get_one(ClassroomRow, classroom_id)
    return {
        "address": room.address,
        "code": room.code,
        "joined": sum(1 for row in rows if row.joined),
        "expected": len(rows),
        "seats": [
            {"seat": seat, "joined": sum(here), "expected": len(here)}
            for seat, here in sorted(tables.items())
        ],
    }
