"""Actions of a group: what was agreed before comes first, then what is agreed now."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import StringConstraints

from zhixing.activity import Act, Activity, Params
from zhixing.actor import Actor
from zhixing.classroom.rules import Door
from zhixing.ledger import service as ledger
from zhixing.ledger.rules.entry import TEXT_AT_MOST, WHAT_AT_MOST, WHO_AT_MOST
from zhixing.ledger.service import EntryDraft, Status
from zhixing.meetings.service import actions as service
from zhixing.meetings.service.meetings import people_in
from zhixing.meetings.service.recording import record_of
from zhixing.meetings.service.rounds import seen_lane
from zhixing.meetings.tables import MeetingRow
from zhixing.records import Work
from zhixing.teams.service.membership import ANYWHERE, may_in, members, team_named, team_of, teams

Words = Annotated[str, StringConstraints(max_length=10_000)]
Mark = Annotated[str, StringConstraints(max_length=40)]
_MOST = {"what": WHAT_AT_MOST, "who": WHO_AT_MOST, "text": TEXT_AT_MOST}


class _Entered(Act):
    what: Words
    who: Words = ""
    person: Mark | None = None
    due: Mark | None = None
    evidence: Words = ""
    afterwards: bool = False

    def _draft(self) -> EntryDraft:
        return EntryDraft(self.what, self.who, self.person, self.due, self.evidence)


class AddAction(_Entered):
    """Enter something: agreed at a meeting, or between two."""

    kind: Literal["add"]
    meeting: Mark = ""
    lane: Mark

    def perform(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Store it and return its id."""
        if not self.meeting:
            return {"id": service.enter(db, actor, self.lane, self._draft()).id}
        later = self.afterwards
        made = service.agree(db, actor, self.meeting, self.lane, self._draft(), afterwards=later)
        return {"id": made.id}


class ChangeAction(_Entered):
    """Change what is to be done, by whom or by when."""

    kind: Literal["change"]
    entry: Mark
    version: int

    def perform(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Store it and return its version."""
        row = service.kept_entry(db, actor, self.entry)
        earliest = None if self.afterwards else service.earliest_for(db, row)
        changed = ledger.change_entry(db, actor, self.entry, self._draft(), self.version, earliest=earliest)
        return {"version": changed.version}


class EndAction(Act):
    """Say that it is done, give it up, or take it up again, each with words."""

    kind: Literal["end"]
    entry: Mark
    version: int
    to: Status
    said: Words

    def perform(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Store it and return its version."""
        service.kept_entry(db, actor, self.entry)
        verbs = {
            Status.DONE: ledger.close_entry,
            Status.DROPPED: ledger.drop_entry,
            Status.OPEN: ledger.reopen_entry,
        }
        return {"version": verbs[self.to](db, actor, self.entry, self.said, self.version).version}


class TellHistory(Act):
    """See how an entry came to what it is; it goes to this person only."""

    kind: Literal["history"]
    entry: Mark

    def perform(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Return its changes, the first one first."""
        service.kept_entry(db, actor, self.entry)
        return {"changes": [change.json() for change in ledger.history(db, self.entry)]}


class Actions(Activity):
    """The actions of a group: at a meeting, or between meetings."""

    name: ClassVar[str] = "actions"
    module: ClassVar[str] = "meetings/static/actions.js"
    subjects: ClassVar[frozenset[str]] = frozenset({"ledger", "meetings", "papers", "teams", "people"})
    acts: ClassVar[tuple[type[Act], ...]] = (AddAction, ChangeAction, EndAction, TellHistory)

    def view(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:
        """Return a meeting's actions, a group's, or all groups for whoever is at home in them."""
        meeting, lane = params.get("meeting"), params.get("lane")
        if meeting:
            named = _own_lane(db, meeting) if lane is None else lane
            return _at_meeting(db, actor, seen_lane(db, actor, meeting, named), named)
        own = team_of(db, actor.person)
        if lane is None and own is not None:
            lane = own.id
        if lane is None:
            return _overview(db, actor)
        return _between(db, actor, lane)


def _own_lane(db: Work, meeting_id: str) -> str:
    row = db.get(MeetingRow, meeting_id)
    return "" if row is None else row.team_id or ""


def _at_meeting(db: Work, actor: Actor, row: MeetingRow, lane: str) -> dict[str, Any]:
    day = service.today()
    before = service.carried(db, row, lane)
    now = service.agreed(db, row, lane)
    told = service.told(db, actor.classroom, [*before, *now], day)
    is_open = record_of(db, row, lane).confirmed is None
    return {
        "meeting": {"id": row.id, "title": row.title, "date": row.date},
        "lane": lane,
        "group": _group(db, actor, lane),
        "may_add": is_open and may_in(db, actor, Door.KEEP_LEDGER, lane or None),
        "may_keep": may_in(db, actor, Door.KEEP_LEDGER, lane or None),
        "is_open": is_open,
        "carried": told[: len(before)],
        "entries": [{**one, "from": None} for one in told[len(before) :]],
        "people": [{"id": each.id, "name": each.name} for each in people_in(db, row, lane)],
        "most": _MOST,
    }


def _between(db: Work, actor: Actor, lane: str) -> dict[str, Any]:
    service.require_reader(db, actor, lane)
    rows = ledger.entries(db, actor.classroom, lane)
    kept = may_in(db, actor, Door.KEEP_LEDGER, lane or None)
    grouped = members(db, actor.classroom)
    offered = grouped.get(lane, ()) if lane else [each for some in grouped.values() for each in some]
    return {
        "meeting": None,
        "lane": lane,
        "group": _group(db, actor, lane),
        "may_add": kept,
        "may_keep": kept,
        "is_open": True,
        "carried": [],
        "entries": service.told(db, actor.classroom, rows, service.today()),
        "people": [{"id": each.id, "name": each.name} for each in offered],
        "most": _MOST,
    }


def _overview(db: Work, actor: Actor) -> dict[str, Any]:
    if not actor.has(*ANYWHERE):
        return {"groups": []}
    known = teams(db, actor.classroom)
    if not known:
        return _between(db, actor, "")
    counts = service.counts(db, actor.classroom, service.today())
    listed = [("", ""), *((team.id, team.name) for team in known)]
    return {
        "groups": [
            {
                "lane": lane,
                "name": name,
                "open": counts.get(lane, (0, 0))[0],
                "late": counts.get(lane, (0, 0))[1],
            }
            for lane, name in listed
        ]
    }


def _group(db: Work, actor: Actor, lane: str) -> str:
    return team_named(db, actor, lane).name if lane else ""
