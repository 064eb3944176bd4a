"""The pledge before a meeting: given by each, or aloud by the table; what one watches for stays private."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from zhixing.actor import Actor
from zhixing.classroom.rules import Door
from zhixing.errors import InputError, RefusedError
from zhixing.meetings.service.material import norms
from zhixing.meetings.service.meetings import State, meeting_of, people_in, require_lane
from zhixing.meetings.tables import MeetingRow
from zhixing.records import Work
from zhixing.records.clock import utc_now
from zhixing.records.drafts import load_draft, save_draft

_DETAIL = "pledges"
_WATCH = "watch"


@dataclass(frozen=True, slots=True)
class Pledges:
    """How far the pledge of a lane is.

    Args:
        together: when the table said it aloud, None where it has not.
        given: how many have given it by themselves; who, is told to nobody.
        mine: whether the person who asks has given it.
        watch: the rule that person has chosen to watch for, blank for none; told to nobody else.
    """

    together: str | None
    given: int
    mine: bool
    watch: str

    def json(self) -> dict[str, Any]:
        """Return the form the person's own page shows."""
        return {"together": self.together, "given": self.given, "mine": self.mine, "watch": self.watch}


def pledges(db: Work, actor: Actor, row: MeetingRow, lane: str) -> Pledges:
    """Return how far the pledge of a lane is, as one person may know it."""
    kept = _kept(row, lane)
    draft = load_draft(db, actor.person, _private(row, lane)) or {}
    people = kept.get("people", ())
    return Pledges(kept.get("together"), len(people), actor.person in people, str(draft.get(_WATCH, "")))


def pledge(db: Work, actor: Actor, meeting_id: str, lane: str, watch: str = "") -> None:
    """Pledge oneself to the rules of a meeting, and choose the one rule to watch for oneself.

    Raises:
        RefusedError: not in this lane, or the meeting is over.
        InputError: ``rules.error.no-rule``.
    """
    row = meeting_of(db, actor, meeting_id)
    require_member(db, actor, row, lane)
    _check_time(row)
    if watch not in {"", *(norm.id for norm in norms())}:
        raise InputError("rules.error.no-rule")
    # What one watches for is nobody's business: it lies with the person's drafts, not with the meeting.
    save_draft(db, actor.person, _private(row, lane), {_WATCH: watch})
    people = _kept(row, lane).get("people", [])
    if actor.person not in people:
        _keep(row, lane, {"people": [*people, actor.person]})
    db.touch(actor.classroom, "meetings")


def pledge_together(db: Work, actor: Actor, meeting_id: str, lane: str) -> None:
    """Note that the table has given the pledge aloud; said a second time, the first time stands.

    Raises:
        RefusedError: not this person's to lead, or the meeting is over.
    """
    row = require_lane(db, actor, meeting_id, lane, Door.LEAD_MEETING)
    _check_time(row)
    if _kept(row, lane).get("together") is None:
        _keep(row, lane, {"together": utc_now()})
        db.touch(actor.classroom, "meetings")


def is_member(db: Work, actor: Actor, row: MeetingRow, lane: str) -> bool:
    """Tell whether somebody takes part in a lane of a meeting."""
    return actor.solo or any(member.id == actor.person for member in people_in(db, row, lane))


def require_member(db: Work, actor: Actor, row: MeetingRow, lane: str) -> None:
    """Let somebody through who takes part in a lane.

    Raises:
        RefusedError: ``rules.error.not-in-lane``.
    """
    if not is_member(db, actor, row, lane):
        raise RefusedError("rules.error.not-in-lane")


def _check_time(row: MeetingRow) -> None:
    if row.state in {State.ENDED, State.CONFIRMED}:
        raise RefusedError("rules.error.meeting-over")


def _private(row: MeetingRow, lane: str) -> str:
    return f"pledge/{row.id}/{lane}"


def _kept(row: MeetingRow, lane: str) -> Mapping[str, Any]:
    kept: Mapping[str, Any] = (row.detail or {}).get(_DETAIL, {}).get(lane, {})
    return kept


def _keep(row: MeetingRow, lane: str, changed: Mapping[str, Any]) -> None:
    detail = row.detail or {}
    lanes = detail.get(_DETAIL, {})
    row.detail = {**detail, _DETAIL: {**lanes, lane: {**_kept(row, lane), **changed}}}
