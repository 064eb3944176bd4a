"""A lane's discussion: how far each wall is, who does what at the table, what is sent on."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import select

from zhixing.actor import Actor
from zhixing.classroom.rules import Door
from zhixing.decisions.service import save_paper, working_paper
from zhixing.errors import InputError, MissingError, RefusedError
from zhixing.meetings.rules.ideas import Idea, Ideas
from zhixing.meetings.rules.ranking import SLIPS_AT_MOST
from zhixing.meetings.rules.rounds import (
    FOLLOWING,
    Board,
    Discussion,
    Stage,
    TableRole,
    Wall,
    proposed_roles,
    rotated_roles,
)
from zhixing.meetings.service.meetings import lanes, meeting_of, people_in, require_lane
from zhixing.meetings.service.recording import record_of
from zhixing.meetings.tables import IdeaRow, MeetingRow
from zhixing.records import Work
from zhixing.records.clock import later, utc_after, utc_now
from zhixing.teams.service.membership import ANYWHERE, team_of

MINUTES_AT_MOST = 60
APART_AT_MOST = 200


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody works: a meeting, a lane, a board, and the key of one of its walls."""

    meeting: str
    lane: str
    board: Board
    wall: str = ""


def board_named(name: str) -> Board:
    """Return a board by its name.

    Raises:
        MissingError: ``ideas.error.no-wall``.
    """
    try:
        return Board(name)
    except ValueError as error:
        raise MissingError("ideas.error.no-wall") from error


def seen_lane(db: Work, actor: Actor, meeting_id: str, lane: str) -> MeetingRow:
    """Return a meeting in one of whose lanes somebody may look: their own, or that of everybody together.

    Raises:
        MissingError: ``meetings.error.no-meeting``, ``meetings.error.no-lane``.
        RefusedError: ``meetings.error.other-group``, ``teams.error.other-team``.
    """
    row = meeting_of(db, actor, meeting_id)
    if lane not in lanes(db, row):
        raise MissingError("meetings.error.no-lane")
    if lane and not actor.has(*ANYWHERE):
        own = team_of(db, actor.person)
        if own is None or own.id != lane:
            raise RefusedError("teams.error.other-team")
    return row


def led_lane(db: Work, actor: Actor, place: Place) -> MeetingRow:
    """Return a meeting whose walls somebody may change in a lane.

    Raises:
        MissingError: there is no such meeting or lane.
        RefusedError: not this person's; or ``ideas.error.confirmed``: the lane's minutes are confirmed.
    """
    row = require_lane(db, actor, place.meeting, place.lane, Door.LEAD_MEETING)
    if record_of(db, row, place.lane).confirmed is not None:
        raise RefusedError("ideas.error.confirmed")
    return row


def discussion_of(db: Work, row: MeetingRow, lane: str) -> Discussion:
    """Return the discussion of a lane as it stands."""
    paper = working_paper(db, row.classroom_id, discussion_subject(row.id, lane))
    return Discussion() if paper is None else Discussion.parse(paper.content)


def ideas_in(db: Work, row: MeetingRow, lane: str) -> Mapping[str, Ideas]:
    """Return all ideas of a lane by the key of their wall; a wall without any is empty."""
    query = select(IdeaRow).where(IdeaRow.meeting_id == row.id, IdeaRow.lane == lane)
    found: dict[str, list[Idea]] = defaultdict(list)
    for one in db.scalars(query):
        found[one.board].append(idea_of(one))
    return defaultdict(lambda: Ideas(()), {key: Ideas.of(some) for key, some in found.items()})


def idea_of(row: IdeaRow) -> Idea:
    """Return an idea as the rules know it; its position is its number."""
    return Idea(row.id, row.position, row.text, row.cluster, row.merged_into, row.withdrawn, row.version)


def change(db: Work, actor: Actor, place: Place, edit: Callable[[Discussion], Discussion]) -> Discussion:
    """Store a lane's discussion as an edit leaves it.

    Raises:
        MissingError: there is no such meeting, lane or wall.
        RefusedError: not this person's, or the minutes are confirmed.
        ConflictError: what the edit says.
    """
    row = led_lane(db, actor, place)
    subject = discussion_subject(row.id, place.lane)
    paper = working_paper(db, row.classroom_id, subject)
    before = Discussion() if paper is None else Discussion.parse(paper.content)
    after = edit(before)
    if after != before:
        version = 0 if paper is None else paper.version
        save_paper(db, actor, subject, after.json(), version, door=Door.LEAD_MEETING)
        db.touch(row.classroom_id, "ideas")
    return after


def change_wall(db: Work, actor: Actor, place: Place, edit: Callable[[Wall], Wall]) -> Wall:
    """Store how far a wall is; raises what ``change`` raises."""
    found = change(db, actor, place, lambda whole: whole.put(edit(whole.wall(place.board, place.wall))))
    return found.wall(place.board, place.wall)


def open_wall(db: Work, actor: Actor, place: Place) -> None:
    """Turn to another wall of the board."""

    def turned(whole: Discussion) -> Discussion:
        wall = whole.wall(place.board, place.wall)
        return replace(whole, current={**whole.current, place.board: wall.key})

    change(db, actor, place, turned)


def start_clock(db: Work, actor: Actor, place: Place, minutes: int) -> None:
    """Let the silent writing run for some minutes from now, by the server's clock.

    Raises:
        InputError: ``ideas.error.minutes``.
    """
    if not 1 <= minutes <= MINUTES_AT_MOST:
        raise InputError("ideas.error.minutes", {"most": MINUTES_AT_MOST})
    ends = utc_after(minutes)
    change_wall(db, actor, place, lambda wall: replace(wall, ends=ends))


def more_time(db: Work, actor: Actor, place: Place) -> None:
    """Give one more minute: after the clock's end, or from now where it is over."""
    now = utc_now()
    change_wall(db, actor, place, lambda wall: replace(wall, ends=later(max(wall.ends or now, now), 1)))


def stop_clock(db: Work, actor: Actor, place: Place) -> None:
    """Take the clock away."""
    change_wall(db, actor, place, lambda wall: replace(wall, ends=None))


def pass_on(db: Work, actor: Actor, place: Place, seen: int, *, passes: bool) -> None:
    """Give the word to the next in the round robin; ``seen`` is the turn on the page.

    Two devices that press at once move the word once.
    """

    def passed(wall: Wall) -> Wall:
        if wall.turn != seen:
            return wall
        return replace(wall, turn=wall.turn + 1, passed=wall.passed + 1 if passes else 0)

    change_wall(db, actor, place, passed)


def take_back(db: Work, actor: Actor, place: Place, seen: int) -> None:
    """Give the word back to whoever had it before."""

    def back(wall: Wall) -> Wall:
        if wall.turn != seen or wall.turn == 0:
            return wall
        return replace(wall, turn=wall.turn - 1, passed=max(0, wall.passed - 1))

    change_wall(db, actor, place, back)


def count_table(db: Work, actor: Actor, place: Place, people: int) -> None:
    """Say how many take turns at the table.

    Raises:
        InputError: ``ideas.error.people``.
    """
    if not 1 <= people <= SLIPS_AT_MOST:
        raise InputError("ideas.error.people", {"most": SLIPS_AT_MOST})
    change_wall(db, actor, place, lambda wall: replace(wall, at_table=people))


def turn_page(db: Work, actor: Actor, place: Place, page: int) -> None:
    """Show another page of ideas on the screen."""
    change_wall(db, actor, place, lambda wall: replace(wall, page=max(0, page)))


def expect_slips(db: Work, actor: Actor, place: Place, expected: int) -> None:
    """Say how many slips were handed out.

    Raises:
        InputError: ``ideas.error.slips-expected``.
    """
    if not 1 <= expected <= SLIPS_AT_MOST:
        raise InputError("ideas.error.slips-expected", {"most": SLIPS_AT_MOST})
    change_wall(db, actor, place, lambda wall: replace(wall, expected=expected))


def keep_apart(db: Work, actor: Actor, place: Place, ids: tuple[str, ...]) -> None:
    """Remember that people do not see these ideas together; they are not suggested together again.

    Of very many the last are remembered.
    """
    told = tuple(sorted(set(ids)))

    def kept(wall: Wall) -> Wall:
        if told in wall.apart:
            return wall
        return replace(wall, apart=(*wall.apart, told)[-APART_AT_MOST:])

    change_wall(db, actor, place, kept)


def send_on(db: Work, actor: Actor, place: Place, ids: tuple[str, ...]) -> None:
    """Send chosen ideas to the following board, where each has a wall of its own.

    Raises:
        RefusedError: ``ideas.error.nothing-follows``, ``ideas.error.result-first``.
        ConflictError: one of them stands no longer.
    """
    if place.board not in FOLLOWING:
        raise RefusedError("ideas.error.nothing-follows")
    ideas = ideas_in(db, led_lane(db, actor, place), place.lane)

    def sent(whole: Discussion) -> Discussion:
        wall = whole.wall(place.board, place.wall)
        if wall.stage is not Stage.RESULT:
            raise RefusedError("ideas.error.result-first")
        chosen = [idea.id for idea in ideas[place.wall].standing_ones(ids)]
        return whole.sent_on(wall, chosen, {name for name, some in ideas.items() if some.all})

    change(db, actor, place, sent)


def set_role(db: Work, actor: Actor, place: Place, role: TableRole, person_id: str | None) -> None:
    """Say who does something at the table; None: nobody yet.

    Raises:
        MissingError: ``ideas.error.no-member``: not one of this table.
    """
    row = led_lane(db, actor, place)
    if person_id is not None and all(one.id != person_id for one in people_in(db, row, place.lane)):
        raise MissingError("ideas.error.no-member")

    def named(whole: Discussion) -> Discussion:
        others = {each: person for each, person in whole.roles.items() if each is not role}
        return replace(whole, roles=others if person_id is None else {**others, role: person_id})

    change(db, actor, place, named)


def propose_roles(db: Work, actor: Actor, place: Place) -> None:
    """Fill in who does what: the group leader hosts, the liaison records, others follow."""
    members = people_in(db, led_lane(db, actor, place), place.lane)
    duties = {member.duty: member.id for member in reversed(members)}
    found = proposed_roles(duties.get("leader"), duties.get("liaison"), [member.id for member in members])
    change(db, actor, place, lambda whole: replace(whole, roles=found))


def rotate_roles(db: Work, actor: Actor, place: Place) -> None:
    """Hand every role on to the next in the order of the table."""
    order = [member.id for member in people_in(db, led_lane(db, actor, place), place.lane)]
    change(db, actor, place, lambda whole: replace(whole, roles=rotated_roles(whole.roles, order)))


def discussion_subject(meeting_id: str, lane: str = "") -> str:
    """Return what the discussion of a lane is called among papers; all of a meeting's begin alike."""
    return f"discussion/{meeting_id}/{lane}"
