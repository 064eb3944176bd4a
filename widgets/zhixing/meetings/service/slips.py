"""Numbered slips of a ranking or of dots: entered, taken out, added up once all are in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select

from zhixing.actor import Actor
from zhixing.errors import ConflictError, FaultsError, InputError, Location, MissingError, RefusedError
from zhixing.meetings.rules.ideas import Ideas
from zhixing.meetings.rules.ranking import (
    Agreement,
    Method,
    Tally,
    agreement,
    checked_number,
    checked_slip,
    rank_top,
    read_batch,
    tally,
)
from zhixing.meetings.rules.rounds import Stage, Wall
from zhixing.meetings.service.meetings import people_in
from zhixing.meetings.service.rounds import (
    Place,
    change_wall,
    discussion_of,
    ideas_in,
    led_lane,
)
from zhixing.meetings.tables import MeetingRow, SlipRow
from zhixing.policy import Policy
from zhixing.records import Work, new_id
from zhixing.topics.service.setting import class_policy

Slips = Mapping[tuple[str, Method], Mapping[int, tuple[str, ...]]]
"""What stands on each slip by its number, by wall and kind."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of the slips of a wall.

    Args:
        tallies: every listed idea, the most points first; points only where ``counted``.
        agreement: how far the slips agree, None where too few say so.
        slips: how many there are.
        counted: whether there are enough for points to be shown; fewer show the order alone.
    """

    tallies: tuple[Tally, ...]
    agreement: Agreement | None
    slips: int
    counted: bool

    @property
    def ties(self) -> dict[int, list[Tally]]:
        """The ideas that share a place, by place."""
        found: dict[int, list[Tally]] = {}
        for one in self.tallies:
            if one.tied:
                found.setdefault(one.place, []).append(one)
        return found


def slips_in(db: Work, row: MeetingRow, lane: str) -> Slips:
    """Return all slips of a lane."""
    query = select(SlipRow).where(SlipRow.meeting_id == row.id, SlipRow.lane == lane).order_by(SlipRow.number)
    found: dict[tuple[str, Method], dict[int, tuple[str, ...]]] = {}
    for slip in db.scalars(query):
        kind = found.setdefault((slip.board, Method(slip.kind)), {})
        kind[slip.number] = tuple(slip.content["ideas"])
    return found


def slip_holds(wall: Wall, ideas: Ideas, values: Policy) -> int:
    """Return how many ideas are ranked on a slip, or how many dots it has."""
    if wall.method is Method.DOTS:
        return values.int("ideas.dots-each")
    return rank_top(len(ideas.standing), values.int("ideas.rank-top"))


def refuse_with_slips(slips: Slips, wall: Wall) -> None:
    """Refuse to change a list on which slips have been filled in.

    Raises:
        RefusedError: ``ideas.error.slips-in``.
    """
    count = sum(len(slips.get((wall.key, method), ())) for method in Method)
    if count:
        raise RefusedError("ideas.error.slips-in", {"count": count})


def enter_slip(db: Work, actor: Actor, place: Place, number: int, choices: Sequence[int]) -> int:
    """Enter one slip and return how many choices it still had room for.

    Raises:
        RefusedError: not this person's, or ``ideas.error.not-ranking``.
        ConflictError: ``ideas.error.slip-there``: a slip of this number has been entered.
        InputError: something on it is wrong.
    """
    return _enter(db, actor, place, ((None, number, tuple(choices)),))


def enter_batch(db: Work, actor: Actor, place: Place, text: str) -> int:
    """Enter a stack of slips, one a line, or none of them; return how many choices they had room for.

    Raises:
        RefusedError: not this person's, or ``ideas.error.not-ranking``.
        FaultsError: ``ideas.error.batch``; each fault names its line.
    """
    return _enter(db, actor, place, read_batch(text))


def _enter(
    db: Work,
    actor: Actor,
    place: Place,
    slips: Sequence[tuple[int | None, int, tuple[int, ...]]],
) -> int:
    row = led_lane(db, actor, place)
    wall = discussion_of(db, row, place.lane).wall(place.board, place.wall)
    if wall.stage is not Stage.RANK:
        raise RefusedError("ideas.error.not-ranking")
    ideas = ideas_in(db, row, place.lane)[place.wall]
    each = slip_holds(wall, ideas, class_policy(db, row.classroom_id))
    listed = {idea.number: idea.id for idea in ideas.standing}
    entered = set(slips_in(db, row, place.lane).get((wall.key, wall.method), ()))
    good: list[tuple[int, tuple[str, ...]]] = []
    faults: list[InputError] = []
    for line, number, choices in slips:
        try:
            found = checked_slip(wall.method, choices, listed, each)
            _check_free(checked_number(number), entered, is_one=line is None)
        except InputError as error:
            if line is None:
                raise
            faults.append(InputError(error.code, error.params, Location(row=line)))
            continue
        entered.add(number)
        good.append((number, found))
    if faults:
        raise FaultsError("ideas.error.batch", faults)
    for number, found in good:
        db.add(_slip(row, place, wall, number, found))
    db.flush()
    db.touch(row.classroom_id, "ideas")
    return sum(each - len(found) for _, found in good)


def _check_free(number: int, entered: set[int], *, is_one: bool) -> None:
    if number not in entered:
        return
    if is_one:
        raise ConflictError("ideas.error.slip-there", {"number": number})
    raise InputError("ideas.error.slip-there", {"number": number})


def _slip(row: MeetingRow, place: Place, wall: Wall, number: int, found: tuple[str, ...]) -> SlipRow:
    return SlipRow(
        id=new_id(),
        meeting_id=row.id,
        lane=place.lane,
        classroom_id=row.classroom_id,
        board=wall.key,
        kind=wall.method.value,
        number=number,
        content={"ideas": list(found)},
    )


def take_out(db: Work, actor: Actor, place: Place, number: int) -> None:
    """Take out one slip, so that it can be entered again.

    Raises:
        InputError: slips have no such numbers.
        MissingError: ``ideas.error.no-slip``.
        RefusedError: not this person's, or the slips are counted already.
    """
    if _remove(db, actor, place, checked_number(number)) == 0:
        raise MissingError("ideas.error.no-slip", {"number": number})


def clear_slips(db: Work, actor: Actor, place: Place) -> None:
    """Take out all slips of a wall: the list is to be changed and ranked anew."""
    _remove(db, actor, place, None)


def _remove(db: Work, actor: Actor, place: Place, number: int | None) -> int:
    row = led_lane(db, actor, place)
    wall = discussion_of(db, row, place.lane).wall(place.board, place.wall)
    if number is not None and wall.stage is not Stage.RANK:
        raise RefusedError("ideas.error.not-ranking")
    query = select(SlipRow).where(
        SlipRow.meeting_id == row.id, SlipRow.lane == place.lane, SlipRow.board == wall.key
    )
    if number is not None:
        query = query.where(SlipRow.number == number, SlipRow.kind == wall.method.value)
    found = list(db.scalars(query))
    for slip in found:
        db.delete(slip)
    db.flush()
    db.touch(row.classroom_id, "ideas")
    return len(found)


def at_table(wall: Wall, members: int) -> int:
    """Return how many take turns: as was said, else as many as belong here."""
    return max(1, members if wall.at_table is None else wall.at_table)


def expected_slips(wall: Wall, members: int) -> int:
    """Return how many slips were handed out: as was said, else one for each at the table."""
    return at_table(wall, members) if wall.expected is None else wall.expected


def move_to(db: Work, actor: Actor, place: Place, stage: Stage, seen: Stage, *, anyway: bool = False) -> None:
    """Go to another step; the result comes when all slips are in, or when whoever leads says so.

    Raises:
        ConflictError: ``ideas.error.stage-moved``.
        RefusedError: not this person's; ``ideas.error.slips-missing``; ``ideas.error.nothing-listed``.
    """
    row = led_lane(db, actor, place)
    ideas = ideas_in(db, row, place.lane)[place.wall]
    entered = slips_in(db, row, place.lane)
    members = len(people_in(db, row, place.lane))

    def moved(wall: Wall) -> Wall:
        if stage in {Stage.RANK, Stage.RESULT} and not ideas.standing:
            raise RefusedError("ideas.error.nothing-listed")
        found = len(entered.get((wall.key, wall.method), ()))
        missing = expected_slips(wall, members) - found
        if stage is Stage.RESULT and missing > 0 and not anyway:
            raise RefusedError("ideas.error.slips-missing", {"count": missing})
        return wall.moved(stage, seen)

    change_wall(db, actor, place, moved)


def choose_method(db: Work, actor: Actor, place: Place, method: Method) -> None:
    """Say how slips are filled in; not while slips of the other kind are in.

    Raises:
        RefusedError: ``ideas.error.slips-in``.
    """
    row = led_lane(db, actor, place)
    slips = slips_in(db, row, place.lane)

    def chosen(wall: Wall) -> Wall:
        if wall.method is not method:
            refuse_with_slips(slips, wall)
        return replace(wall, method=method)

    change_wall(db, actor, place, chosen)


def outcome_of(wall: Wall, ideas: Ideas, slips: Slips, values: Policy) -> Outcome | None:
    """Return what came of a wall's slips; None before its result is shown."""
    if wall.stage is not Stage.RESULT:
        return None
    found = list(slips.get((wall.key, wall.method), {}).values())
    listed = [idea.id for idea in ideas.standing]
    each = slip_holds(wall, ideas, values)
    counted = len(found) >= values.int("survey.min-cell")
    agreed = agreement(wall.method, found, listed, each) if counted else None
    return Outcome(tally(wall.method, found, listed, each), agreed, len(found), counted)
