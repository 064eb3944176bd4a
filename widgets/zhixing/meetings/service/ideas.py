"""Ideas of a group: written down, clarified, merged, put under headings; and what came of a board."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from zhixing.actor import Actor
from zhixing.errors import ConflictError, InputError
from zhixing.meetings.rules.clustering import suggested
from zhixing.meetings.rules.ideas import (
    Idea,
    Ideas,
    checked_heading,
    checked_lines,
    checked_text,
)
from zhixing.meetings.rules.rounds import Board, Wall
from zhixing.meetings.service.idea_rows import (
    changeable,
    idea_row,
    idea_rows,
    reword,
    said,
    standing_row,
    write,
)
from zhixing.meetings.service.rounds import Place, discussion_of, ideas_in, led_lane, pass_on
from zhixing.meetings.service.slips import outcome_of, slips_in
from zhixing.meetings.tables import MeetingRow
from zhixing.policy import Policy
from zhixing.records import Work
from zhixing.text.vocabulary import vocabulary
from zhixing.topics.service.setting import class_policy


def add_ideas(db: Work, actor: Actor, place: Place, text: str) -> tuple[Idea, ...]:
    """Write down ideas, one a line, or none of them.

    Raises:
        InputError: nothing is written, a line is too long, or the wall is full.
        RefusedError: not this person's, or slips have been filled in on the list.
    """
    row = changeable(db, actor, place)
    lines = checked_lines(text, class_policy(db, row.classroom_id).int("ideas.characters"))
    return write(db, row, place, lines)


def collect(db: Work, actor: Actor, place: Place, text: str, seen: int) -> Idea:
    """Write down the one idea of whoever has the word, and give the word to the next; ``seen`` is the turn.

    Raises:
        InputError: nothing is written, it is too long, or the wall is full.
        RefusedError: not this person's, or slips have been filled in on the list.
    """
    row = changeable(db, actor, place)
    line = checked_text(text, class_policy(db, row.classroom_id).int("ideas.characters"))
    (made,) = write(db, row, place, (line,))
    pass_on(db, actor, place, seen, passes=False)
    return made


def revise(db: Work, actor: Actor, place: Place, idea_id: str, text: str, *, seen: int) -> None:
    """Word an idea anew.

    Raises:
        ConflictError: ``ideas.error.reworded``: somebody else worded it meanwhile; or it stands no longer.
        InputError: nothing is written, or it is too long.
        RefusedError: not this person's, or slips have been filled in on the list.
    """
    row = changeable(db, actor, place)
    line = checked_text(text, class_policy(db, row.classroom_id).int("ideas.characters"))
    reword(standing_row(db, row, place, idea_id), line, seen)
    said(db, row)


def split(db: Work, actor: Actor, place: Place, idea_id: str, text: str, *, seen: int) -> tuple[Idea, ...]:
    """Take an idea apart: its first line keeps the number, the others become ideas of their own.

    Raises:
        InputError: ``ideas.error.split-one``: there is only one line; or a line is too long.
        ConflictError: somebody else worded it meanwhile, or it stands no longer.
        RefusedError: not this person's, or slips have been filled in on the list.
    """
    row = changeable(db, actor, place)
    first, *others = checked_lines(text, class_policy(db, row.classroom_id).int("ideas.characters"))
    if not others:
        raise InputError("ideas.error.split-one")
    idea = standing_row(db, row, place, idea_id)
    reword(idea, first, seen)
    return write(db, row, place, tuple(others), heading=idea.cluster)


def withdraw(db: Work, actor: Actor, place: Place, idea_id: str) -> None:
    """Set an idea aside, with what was merged into it; it can be brought back.

    Raises:
        ConflictError: it stands no longer.
        RefusedError: not this person's, or slips have been filled in on the list.
    """
    row = changeable(db, actor, place)
    standing_row(db, row, place, idea_id).withdrawn = True
    said(db, row)


def bring_back(db: Work, actor: Actor, place: Place, idea_id: str) -> None:
    """Bring back an idea that was set aside; one that stands stays as it is.

    Raises:
        MissingError: ``ideas.error.no-idea``.
        RefusedError: not this person's, or slips have been filled in on the list.
    """
    row = changeable(db, actor, place)
    idea_row(db, row, place, idea_id).withdrawn = False
    said(db, row)


def merge(
    db: Work, actor: Actor, place: Place, ids: Sequence[str], *, keep: str | None, text: str = ""
) -> str:
    """Merge ideas and return the id of the one that stands for them; the words of the others stay visible.

    Args:
        db: the unit of work.
        actor: who merges.
        place: where.
        ids: the ideas, two or more.
        keep: the one that stays, None: a new one with the given text takes all of them in.
        text: the new one's words.

    Raises:
        InputError: ``ideas.error.merge-two``; the new one's text is missing or too long.
        ConflictError: ``ideas.error.moved``: one of them stands no longer.
        RefusedError: not this person's, or slips have been filled in on the list.
    """
    row = changeable(db, actor, place)
    picked = ideas_in(db, row, place.lane)[place.wall].standing_ones(ids)
    if len(picked) <= 1 or (keep is not None and keep not in ids):
        raise InputError("ideas.error.merge-two")
    if keep is None:
        line = checked_text(text, class_policy(db, row.classroom_id).int("ideas.characters"))
        (made,) = write(db, row, place, (line,), heading=picked[0].heading)
        keep = made.id
    for each in idea_rows(db, picked):
        each.merged_into = None if each.id == keep else keep
    said(db, row)
    return keep


def unmerge(db: Work, actor: Actor, place: Place, idea_id: str) -> None:
    """Take an idea out again; what had been merged into it comes along.

    Raises:
        MissingError: ``ideas.error.no-idea``.
        RefusedError: not this person's, or slips have been filled in on the list.
    """
    row = changeable(db, actor, place)
    idea_row(db, row, place, idea_id).merged_into = None
    said(db, row)


def put_under(db: Work, actor: Actor, place: Place, ids: Sequence[str], heading: str) -> None:
    """Put ideas under a heading that people have written; a blank one takes them out from under theirs.

    Raises:
        InputError: the heading is too long.
        ConflictError: one of the ideas stands no longer.
    """
    row = led_lane(db, actor, place)
    line = checked_heading(heading) if heading.strip() else ""
    for each in idea_rows(db, ideas_in(db, row, place.lane)[place.wall].standing_ones(ids)):
        each.cluster = line
    said(db, row)


def rename_heading(db: Work, actor: Actor, place: Place, old: str, new: str) -> None:
    """Word a heading anew; under the name of another the two become one.

    Raises:
        InputError: nothing is written, or it is too long.
        ConflictError: ``ideas.error.heading-gone``: somebody else renamed or emptied it meanwhile.
    """
    row = led_lane(db, actor, place)
    line = checked_heading(new)
    below = ideas_in(db, row, place.lane)[place.wall].headings.get(old)
    if below is None:
        raise ConflictError("ideas.error.heading-gone", {"heading": old})
    for each in idea_rows(db, below):
        each.cluster = line
    said(db, row)


def suggestions(wall: Wall, ideas: Ideas, values: Policy) -> tuple[tuple[str, ...], ...]:
    """Return which ideas without a heading may belong together, by id."""
    texts = tuple((idea.id, idea.text) for idea in ideas.loose)
    return _suggested(texts, values.float("ideas.alike-from"), wall.apart)


@lru_cache(maxsize=64)
def _suggested(
    texts: tuple[tuple[str, str], ...], least: float, apart: tuple[tuple[str, ...], ...]
) -> tuple[tuple[str, ...], ...]:
    # Several pages of a group ask for the same wall after each change.
    return suggested(texts, vocabulary(), least, apart)


@dataclass(frozen=True, slots=True)
class OutcomeEntry:
    """An idea as the record has it.

    Args:
        text: its words.
        points: the points it got; None before the result is shown, and where too few slips came in.
        chosen_by: on how many slips it stands; None likewise.
        heading: what it was put under, blank where nothing.
        is_chosen: whether it was sent on to the following board.
    """

    text: str
    points: int | None
    chosen_by: int | None
    heading: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class BoardOutcome:
    """What came of one wall: the board's name, the idea it belongs to in words, its ideas in order."""

    board: str
    about: str
    entries: tuple[OutcomeEntry, ...]


def outcome(db: Work, meeting: MeetingRow, lane: str) -> tuple[BoardOutcome, ...]:
    """Return what came of every wall of a lane that has ideas, from problems to remedies.

    Once a result is shown its order is the order of the entries; before, they stand in the order they came.
    """
    whole = discussion_of(db, meeting, lane)
    ideas = ideas_in(db, meeting, lane)
    slips = slips_in(db, meeting, lane)
    values = class_policy(db, meeting.classroom_id)
    words = {idea.id: idea.text for some in ideas.values() for idea in some.all}
    found = []
    for board in Board:
        for wall in whole.of(board):
            if wall.key in ideas and ideas[wall.key].standing:
                told = outcome_of(wall, ideas[wall.key], slips, values)
                tallies = {} if told is None else {one.id: one for one in told.tallies}
                order = tallies or [idea.id for idea in ideas[wall.key].standing]
                counted = told is not None and told.counted
                entries = tuple(
                    OutcomeEntry(
                        words[each],
                        tallies[each].points if counted else None,
                        tallies[each].chosen_by if counted else None,
                        ideas[wall.key].by_id[each].heading,
                        each in wall.chosen,
                    )
                    for each in order
                )
                found.append(BoardOutcome(board.value, words.get(wall.about or "", ""), entries))
    return tuple(found)
