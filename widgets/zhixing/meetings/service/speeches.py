"""What has been said by whom for how long, and how whoever speaks is stopped."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import select

from zhixing.meetings.rules.run import stored
from zhixing.meetings.tables import SpeechRow
from zhixing.records import Work


def speeches(db: Work, meeting_id: str, lane: str) -> Sequence[SpeechRow]:
    """Return the turns of a lane, in the order in which they began."""
    query = select(SpeechRow).where(SpeechRow.meeting_id == meeting_id, SpeechRow.lane == lane)
    return list(db.scalars(query.order_by(SpeechRow.began, SpeechRow.id)))


def seconds_of(rows: Iterable[SpeechRow], now: datetime) -> dict[str, int]:
    """Return how many seconds each person has spoken; who speaks now until now, and is silent no longer."""
    found: dict[str, int] = {}
    for row in rows:
        until = datetime.fromisoformat(row.ended) if row.ended else now
        lasted = max(
            0 if row.ended else 1, round((until - datetime.fromisoformat(row.began)).total_seconds())
        )
        found[row.person_id] = found.get(row.person_id, 0) + lasted
    return found


def stop_talking(db: Work, meeting_id: str, lanes: Sequence[str], now: datetime) -> None:
    """End the turns that are under way in some lanes."""
    query = select(SpeechRow).where(
        SpeechRow.meeting_id == meeting_id, SpeechRow.lane.in_(lanes), SpeechRow.ended.is_(None)
    )
    for row in db.scalars(query):
        row.ended = max(row.began, stored(now))
