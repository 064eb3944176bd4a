"""Papers and forms: what a meeting prints, the packet of a class, and the pack a group takes home."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, StringConstraints

from zhixing.activity import Act, Activity, Params
from zhixing.actor import Actor
from zhixing.classroom.rules import Door
from zhixing.errors import InputError, RefusedError
from zhixing.meetings.documents.forms import FORMS
from zhixing.meetings.service import takehome
from zhixing.meetings.service.meetings import meetings_of
from zhixing.meetings.service.places import place_of
from zhixing.meetings.tables import MeetingRow
from zhixing.records import Work
from zhixing.teams.service.membership import may_in, members, teams
from zhixing.topics.service.wording import both

Short = Annotated[str, StringConstraints(max_length=120)]


class Merge(Act):
    """Merge a pack that came back, as the preview shows it."""

    kind: Literal["merge"]
    token: Short
    chosen: Annotated[dict[Short, Literal["file", "here"]], Field(max_length=2_000)]

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Merge all of it or nothing."""
        takehome.apply(db, actor, self.token, self.chosen)


class Discard(Act):
    """Leave everything as it is."""

    kind: Literal["discard"]

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Forget the preview."""
        takehome.discard(db, actor)


class PapersOfMeeting(Activity):
    """Papers to take away and the pack that comes back; its preview is its owner's alone."""

    name: ClassVar[str] = "packet"
    module: ClassVar[str] = "meetings/static/packet.js"
    subjects: ClassVar[frozenset[str]] = frozenset(
        {takehome.SUBJECT, "meetings", "teams", "people", "ledger", "notes"}
    )
    acts: ClassVar[tuple[type[Act], ...]] = (Merge, Discard)

    def view(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:
        """Return what this person may take away and bring back, and the preview that waits.

        ``part="meeting"`` leaves out everything that is no meeting's.
        """
        place = place_of(db, actor, params.get("meeting", ""))
        row = None if place is None else place.meeting
        own = None if row is None else row.team_id
        inner = params.get("part") == "meeting"
        return {
            "meeting": None if row is None else _meeting(row),
            "meetings": [] if inner else [_meeting(one) for one in meetings_of(db, actor)],
            "may_pack": row is not None and may_in(db, actor, Door.WRITE_MINUTES, own),
            "forms": [{"id": name, "name": both(key).json()} for name, key in FORMS.items()],
            "groups": [] if inner else _groups(db, actor),
            **({"preview": None, "stale": False} if inner else _waiting(db, actor)),
        }


def _waiting(db: Work, actor: Actor) -> dict[str, Any]:
    """Return the preview that waits; one whose group or file does not hold any more says why."""
    try:
        return {"preview": takehome.waiting(db, actor), "stale": False}
    except (InputError, RefusedError):
        return {"preview": None, "stale": True}


def _groups(db: Work, actor: Actor) -> list[dict[str, Any]]:
    """Return the groups whose pack somebody takes out and brings back."""
    grouped = members(db, actor.classroom)
    return [
        {"id": team.id, "name": team.name, "number": team.seat}
        for team in teams(db, actor.classroom)
        if grouped.get(team.id) and _keeps(db, actor, team.id)
    ]


def _keeps(db: Work, actor: Actor, team: str) -> bool:
    return may_in(db, actor, Door.WRITE_MINUTES, team)


def _meeting(row: MeetingRow) -> dict[str, Any]:
    return {"id": row.id, "title": row.title, "date": row.date, "team": row.team_id}
