"""All that is known of the wall a board is at, looked up with a fixed number of queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zhixing.actor import Actor
from zhixing.meetings.rules.ideas import Ideas
from zhixing.meetings.rules.rounds import Board, Discussion, Wall
from zhixing.meetings.service.meetings import people_in
from zhixing.meetings.service.places import place_of
from zhixing.meetings.service.recording import record_of
from zhixing.meetings.service.rounds import Place, discussion_of, ideas_in, seen_lane
from zhixing.meetings.service.slips import Outcome, outcome_of, slips_in
from zhixing.meetings.tables import MeetingRow
from zhixing.policy import Policy
from zhixing.records import Work
from zhixing.teams.service.membership import Member
from zhixing.topics.service.setting import class_policy


@dataclass(frozen=True, slots=True)
class Standing:
    """A lane's wall as it is now.

    Args:
        place: meeting, lane, board.
        meeting: the meeting.
        whole: the lane's discussion.
        wall: the wall of the board that is worked on.
        ideas: what is on it.
        words: the text of every idea of the lane, by id.
        trail: what the wall belongs to in words, from the problem on.
        entered: the numbers of the slips that are in.
        outcome: what came of them, once it is shown.
        members: who belongs to the lane.
        values: the policy in force.
        confirmed: whether the lane's minutes are, so that nothing changes any more.
    """

    place: Place
    meeting: MeetingRow
    whole: Discussion
    wall: Wall
    ideas: Ideas
    words: Mapping[str, str]
    trail: tuple[str, ...]
    entered: tuple[int, ...]
    outcome: Outcome | None
    members: Sequence[Member]
    values: Policy
    confirmed: bool


def standing(
    db: Work, actor: Actor, board: Board, meeting_id: str = "", lane: str | None = None
) -> Standing | None:
    """Return the wall a board is at, for somebody of its lane; None while there is no meeting.

    Args:
        db: the unit of work.
        actor: who looks.
        board: what is collected.
        meeting_id: the meeting, blank: the one that is nearest.
        lane: the lane, None: where the person is.

    Raises:
        MissingError: there is no such meeting or lane.
        RefusedError: another group's.
    """
    where = place_of(db, actor, meeting_id, lane)
    if where is None:
        return None
    place = Place(where.meeting.id, where.lane, board)
    row = seen_lane(db, actor, place.meeting, place.lane)
    whole = discussion_of(db, row, place.lane)
    wall = whole.at(place.board)
    every = ideas_in(db, row, place.lane)
    slips = slips_in(db, row, place.lane)
    values = class_policy(db, row.classroom_id)
    return Standing(
        place=place,
        meeting=row,
        whole=whole,
        wall=wall,
        ideas=every[wall.key],
        words={idea.id: idea.text for some in every.values() for idea in some.all},
        trail=_trail(whole, wall, every),
        entered=tuple(slips.get((wall.key, wall.method), ())),
        outcome=outcome_of(wall, every[wall.key], slips, values),
        members=people_in(db, row, place.lane),
        values=values,
        confirmed=record_of(db, row, place.lane).confirmed is not None,
    )


def _trail(whole: Discussion, wall: Wall, every: Mapping[str, Ideas]) -> tuple[str, ...]:
    homes = {idea.id: (key, idea.text) for key, some in every.items() for idea in some.all}
    walls = {each.key: each for each in whole.walls}
    found: list[str] = []
    at: Wall | None = wall
    while at is not None and at.about in homes:
        key, text = homes[at.about or ""]
        found.insert(0, text)
        at = walls.get(key)
    return tuple(found)
