"""The minute after a meeting: its rules rated in confidence, lane by lane, and what that says over time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from zhixing.actor import Actor
from zhixing.classroom import ballots
from zhixing.classroom.rules import Door, WindowState
from zhixing.classroom.tables import BallotRow, ClassroomRow, WindowRow
from zhixing.errors import ConflictError, RefusedError
from zhixing.meetings.rules.norms import Keeping, Marks, Tally, check_marks, tally, to_watch
from zhixing.meetings.service.material import norms
from zhixing.meetings.service.meetings import require_lane
from zhixing.meetings.service.places import Place
from zhixing.meetings.service.pledges import require_member
from zhixing.meetings.tables import MeetingRow
from zhixing.records import Work
from zhixing.teams.service.membership import team_names
from zhixing.text import Text
from zhixing.topics.service.setting import class_policy
from zhixing.topics.service.wording import both

PURPOSE = "rules-"
"""What the purposes of these windows begin with."""
TOGETHER = "class"
"""What stands for the lane in which everybody is together."""


_LEVELS = {
    Keeping.KEPT: "rules.level.kept",
    Keeping.PARTLY: "rules.level.partly",
    Keeping.BROKEN: "rules.level.broken",
}


def levels() -> list[dict[str, Any]]:
    """Return how far a rule may be kept, with the word for it."""
    return [{"value": level.value, "name": both(key).json()} for level, key in _LEVELS.items()]


def purpose_of(lane: str) -> str:
    """Return the purpose of a lane's windows."""
    return PURPOSE + (lane[:20] or TOGETHER)


def open_rating(db: Work, actor: Actor, meeting_id: str, lane: str) -> WindowRow:
    """Let the people of a lane rate the rules of a meeting.

    Raises:
        RefusedError: not this person's to lead.
        ConflictError: it is open, or was closed; or a rating of another meeting is still open.
    """
    row = require_lane(db, actor, meeting_id, lane, Door.LEAD_MEETING)
    before = ballots.current_window(db, actor.classroom, purpose_of(lane))
    if before is not None and _is_about(before, row, lane):
        raise ConflictError("rules.error.rated-before")
    if before is not None and before.state == WindowState.OPEN:
        other = db.get(MeetingRow, str(before.subject["meeting"]))
        raise ConflictError("rules.error.open-elsewhere", {"title": "" if other is None else other.title})
    purpose = purpose_of(lane)
    return ballots.open_window(db, actor, purpose, _subject(row, lane), door=Door.LEAD_MEETING)


def close_rating(db: Work, actor: Actor, window_id: str) -> None:
    """Close a rating; phones are put away."""
    ballots.close_window(db, actor, _led(db, actor, window_id).id, door=Door.LEAD_MEETING)


def reopen_rating(db: Work, actor: Actor, window_id: str) -> None:
    """Open a rating again that was closed too early; what was shown stays closed.

    Raises:
        RefusedError: not this person's to lead, or ``rules.error.shown``.
    """
    window = _led(db, actor, window_id)
    if window.state == WindowState.REVEALED:
        raise RefusedError("rules.error.shown")
    ballots.reopen(db, actor, window.id, door=Door.LEAD_MEETING)


def reveal_rating(db: Work, actor: Actor, window_id: str) -> None:
    """Show what a rating says."""
    ballots.reveal(db, actor, _led(db, actor, window_id).id, door=Door.LEAD_MEETING)


def rate(db: Work, actor: Actor, place: Place, *, window_id: str, key: str, raw: object) -> None:
    """Rate the rules of a meeting, or change one's rating while the window is open.

    Args:
        db: the unit of work.
        actor: who rates; somebody alone needs no window.
        place: the meeting, and the lane where the person takes part.
        window_id: the window.
        key: the random key of the rater's browser.
        raw: rule to mark.

    Raises:
        InputError: a rule is not rated, or a mark is unknown.
        RefusedError: not in this lane, the window is closed, or rated from another device.
    """
    require_member(db, actor, place.meeting, place.lane)
    marks = check_marks(raw, norms())
    window = _of_the_lane(db, actor, place.meeting, place.lane, window_id)
    ballots.cast(db, actor, window.id, key, {"marks": {name: mark.value for name, mark in marks.items()}})


def check_paper(raw: dict[str, Any]) -> dict[str, Any]:
    """Return a rating on paper as it is stored; it may leave rules out."""
    marks = check_marks(raw.get("marks"), norms(), complete=False)
    return {"marks": {name: mark.value for name, mark in marks.items()}}


def rating_windows(db: Work, classroom_id: str) -> list[WindowRow]:
    """Return the latest rating of every lane, samples left out."""
    windows = ballots.current_windows(db, classroom_id)
    return [window for purpose, window in windows.items() if purpose.startswith(PURPOSE)]


@dataclass(frozen=True)
class Rated:
    """What the ratings of one meeting say; the tallies of rules that too few rated say only how many did."""

    meeting: MeetingRow
    count: int
    tallies: tuple[Tally, ...]
    is_few: bool

    def json(self) -> dict[str, Any]:
        """Return the form pages show; no person is in it."""
        return {
            "meeting": self.meeting.id,
            "title": self.meeting.title,
            "date": self.meeting.date,
            "count": self.count,
            "few": self.is_few,
            "tallies": [each.json() for each in self.tallies],
            "watch": list(to_watch(self.tallies)),
        }


@dataclass(frozen=True)
class Standing:
    """Where the rating of a meeting stands in one lane.

    Args:
        window: of this meeting; None before it is opened.
        shown: the revealed ratings of this lane's meetings, first first.
    """

    window: WindowRow | None
    shown: tuple[Rated, ...]


def rating_of(db: Work, row: MeetingRow, lane: str) -> Standing:
    """Return where the rating of a meeting stands, with those of the lane's meetings before and after."""
    windows = _windows(db, row.classroom_id, lane)
    mine = [window for window in windows if _is_about(window, row, lane)]
    return Standing(mine[-1] if mine else None, _shown(db, row.classroom_id, windows))


def trend(db: Work, classroom_id: str, lane: str) -> tuple[Rated, ...]:
    """Return what the revealed ratings of a lane's meetings say, first first."""
    return _shown(db, classroom_id, _windows(db, classroom_id, lane))


def is_rated(db: Work, row: MeetingRow) -> bool:
    """Tell whether a rating of a meeting was ever opened, in whatever lane."""
    query = select(WindowRow.subject).where(
        WindowRow.classroom_id == row.classroom_id, WindowRow.purpose.startswith(PURPOSE)
    )
    return any(subject.get("meeting") == row.id for subject in db.scalars(query))


def least_told(db: Work, classroom_id: str) -> int:
    """Return the fewest ratings of which more than their number is told; alone, one's own."""
    if db.get_one(ClassroomRow, classroom_id).kind == "solo":
        return 1
    return class_policy(db, classroom_id).int("survey.min-cell")


def names_of(db: Work, windows: Sequence[WindowRow]) -> dict[str, Text]:
    """Return by window the group and the meeting that are rated, for whoever has several to choose from."""
    if not windows:
        return {}
    groups = team_names(db, windows[0].classroom_id)
    meetings = _meetings(db, windows)
    named = {}
    for window in windows:
        lane, row = str(window.subject["lane"]), meetings.get(str(window.subject["meeting"]))
        group = groups.get(lane, "") if lane else both("rules.together")
        named[window.id] = both("rules.rating-of", group=group, meeting="" if row is None else row.title)
    return named


def _shown(db: Work, classroom_id: str, windows: Sequence[WindowRow]) -> tuple[Rated, ...]:
    revealed = [window for window in windows if window.state == WindowState.REVEALED]
    if not revealed:
        return ()
    least = least_told(db, classroom_id)
    given: dict[str, list[Marks]] = {window.id: [] for window in revealed}
    query = select(BallotRow.window_id, BallotRow.content).where(BallotRow.window_id.in_(given))
    for window_id, content in db.execute(query):
        given[window_id].append({name: Keeping(mark) for name, mark in content["marks"].items()})
    meetings = _meetings(db, revealed)
    latest = {str(window.subject["meeting"]): window for window in revealed}
    found = [
        Rated(meetings[meeting], len(marks), tally(marks, norms(), least), len(marks) < least)
        for meeting, window in latest.items()
        if meeting in meetings
        for marks in (given[window.id],)
    ]
    return tuple(sorted(found, key=lambda each: (each.meeting.date is None, each.meeting.date or "")))


def _meetings(db: Work, windows: Sequence[WindowRow]) -> dict[str, MeetingRow]:
    ids = {str(window.subject["meeting"]) for window in windows}
    return {row.id: row for row in db.scalars(select(MeetingRow).where(MeetingRow.id.in_(ids)))}


def _windows(db: Work, classroom_id: str, lane: str) -> list[WindowRow]:
    query = (
        select(WindowRow)
        .where(
            WindowRow.classroom_id == classroom_id,
            WindowRow.purpose == purpose_of(lane),
            WindowRow.sample.is_(False),
        )
        .order_by(WindowRow.round)
    )
    # Two groups whose ids begin alike share a purpose, never a lane.
    return [window for window in db.scalars(query) if window.subject.get("lane") == lane]


def _subject(row: MeetingRow, lane: str) -> dict[str, Any]:
    return {"meeting": row.id, "lane": lane}


def _is_about(window: WindowRow, row: MeetingRow, lane: str) -> bool:
    return _subject(row, lane).items() <= window.subject.items()


def _led(db: Work, actor: Actor, window_id: str) -> WindowRow:
    """Return the window of a lane that the person leads."""
    window = _rules_window(db, actor, window_id)
    require_lane(db, actor, str(window.subject["meeting"]), str(window.subject["lane"]), Door.LEAD_MEETING)
    return window


def _rules_window(db: Work, actor: Actor, window_id: str) -> WindowRow:
    window = ballots.window_of(db, actor, window_id)
    if not window.purpose.startswith(PURPOSE):
        raise RefusedError("rules.error.no-rating")
    return window


def _of_the_lane(db: Work, actor: Actor, row: MeetingRow, lane: str, window_id: str) -> WindowRow:
    if actor.solo:
        return ballots.solo_window(db, actor, purpose_of(lane), _subject(row, lane))
    window = _rules_window(db, actor, window_id)
    if not _is_about(window, row, lane):
        raise RefusedError("rules.error.no-rating")
    return window
