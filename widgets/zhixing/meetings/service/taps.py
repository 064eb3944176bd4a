"""Taps: how often somebody asked and how often somebody stated, so that a group asks rather than tells."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import func, select

from zhixing.actor import Actor
from zhixing.errors import RefusedError
from zhixing.meetings.service.course import course_of
from zhixing.meetings.service.meetings import State, require_lane
from zhixing.meetings.tables import MeetingRow, TapRow
from zhixing.records import Work, new_id


class Tap(StrEnum):
    """What was heard."""

    ASKED = "asked"
    STATED = "stated"


@dataclass(frozen=True, slots=True)
class Tally:
    """How often a lane asked and stated.

    Args:
        asked: questions in the whole meeting.
        stated: statements in the whole meeting.
        here: both in the present block, by what was heard.
        last: id of the latest tap, None where there is none.
    """

    asked: int
    stated: int
    here: Mapping[str, int]
    last: str | None


def tap(db: Work, actor: Actor, meeting_id: str, lane: str, what: Tap) -> None:
    """Note that somebody asked or stated; who it was is not kept.

    Raises:
        RefusedError: ``room.error.not-running``.
    """
    meeting = require_lane(db, actor, meeting_id, lane)
    if meeting.state != State.RUNNING:
        raise RefusedError("room.error.not-running")
    block = course_of(db, meeting).block(lane)
    db.add(
        TapRow(
            id=new_id(),
            meeting_id=meeting_id,
            lane=lane,
            classroom_id=meeting.classroom_id,
            block="" if block is None else block.id,
            kind=what,
            tapped=datetime.now(UTC).isoformat(timespec="microseconds"),
        )
    )
    db.touch(meeting.classroom_id, "taps")


def untap(db: Work, actor: Actor, meeting_id: str, lane: str, tap_id: str) -> None:
    """Take a tap back; one that is gone already stays gone."""
    meeting = require_lane(db, actor, meeting_id, lane)
    row = db.get(TapRow, tap_id)
    if row is not None and (row.meeting_id, row.lane) == (meeting_id, lane):
        db.delete(row)
        db.touch(meeting.classroom_id, "taps")


def tally(db: Work, meeting: MeetingRow, lane: str, block_id: str | None) -> Tally:
    """Count the taps of a lane."""
    mine = (TapRow.meeting_id == meeting.id) & (TapRow.lane == lane)
    query = select(TapRow.block, TapRow.kind, func.count()).where(mine).group_by(TapRow.block, TapRow.kind)
    counted = {(block, kind): int(count) for block, kind, count in db.execute(query)}
    last = db.scalar(select(TapRow.id).where(mine).order_by(TapRow.tapped.desc(), TapRow.id).limit(1))
    totals = {what: sum(count for (_, kind), count in counted.items() if kind == what) for what in Tap}
    here = {what.value: counted.get((block_id or "", what), 0) for what in Tap}
    return Tally(totals[Tap.ASKED], totals[Tap.STATED], here, last)
