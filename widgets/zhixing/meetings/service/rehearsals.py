"""Rehearsed meetings of a person: each move is kept at once, and only that person ever sees them."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sqlalchemy import select

from zhixing import resources
from zhixing.actor import Actor
from zhixing.classroom.rules import Door, require
from zhixing.errors import ConflictError, InputError, Location, MissingError
from zhixing.meetings.rules.rehearsal.check import Check
from zhixing.meetings.rules.rehearsal.feedback import Feedback
from zhixing.meetings.rules.rehearsal.move import Do, Move
from zhixing.meetings.rules.rehearsal.play import Played, begin, go_on, play
from zhixing.meetings.rules.rehearsal.reading import Known, read
from zhixing.meetings.rules.rehearsal.scenario import Scenario
from zhixing.meetings.rules.rehearsal.summary import summary
from zhixing.meetings.rules.rehearsal.usual import Usual
from zhixing.meetings.rules.rehearsal.wording import EVERYBODY, Words, judge
from zhixing.meetings.service.material import bank, norms
from zhixing.meetings.tables import RehearsalRow
from zhixing.records import Work, new_id
from zhixing.records.clock import utc_now

QUESTION_AT_MOST = 200
"""Characters of a typed question: what cannot be asked in two sentences is a lecture."""
MOST_RUNS = 200
"""Runs of a person that are kept; the oldest go first."""

_TABLES = ("usual", "words")


def load(page: Path) -> Scenario:
    """Read a scenario's file and look through it.

    Raises:
        InputError: naming file and entry.
    """
    try:
        raw = tomllib.loads(page.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        place = Location(file=page.name)
        raise InputError("rehearsal.error.unreadable", {"reason": str(error)}, place) from error
    found, asked = bank(), {norm.id for norm in norms()}
    known = Known(
        norms=asked,
        kinds={each.id for each in found.situations} & set(usual().pressures),
        ends={each.id for each in found.ends},
        questions={each.id for each in found.questions},
    )
    scenario = read(page.name, raw, known)
    Check(page.name, scenario, asked).run()
    return scenario


@cache
def scenarios() -> Mapping[str, Scenario]:
    """Return the scenarios, the easiest first."""
    pages = sorted(page for page in _folder().glob("*.toml") if page.stem not in _TABLES)
    found = sorted(map(load, pages), key=lambda each: (each.level, each.id))
    return {scenario.id: scenario for scenario in found}


@cache
def usual() -> Usual:
    """Return what usually follows on a move."""
    return Usual.parse(_table("usual"))


@cache
def words() -> tuple[Words, ...]:
    """Return the words by which the form of a typed question is told, of each language."""
    return tuple(Words.parse(each) for each in _table("words").values())


def _table(name: str) -> Mapping[str, Mapping[str, object]]:
    found: Mapping[str, Mapping[str, object]] = tomllib.loads(
        (_folder() / f"{name}.toml").read_text(encoding="utf-8")
    )
    return found


def _folder() -> Path:
    return resources.data() / "meetings" / "rehearsals"


@dataclass(frozen=True, slots=True)
class Run:
    """A run as it is stored.

    Args:
        id: its id.
        scenario: id of the scenario.
        moves: what was done.
        began_at: the moment it was begun from, 0: the start.
        over: whether the meeting is over.
        when: when it ended, or was last gone on with.
        summary: what the trend needs, once it is over.
        is_current: whether its scenario still reads as it did.
    """

    id: str
    scenario: str
    moves: tuple[Move, ...]
    began_at: int
    over: bool
    when: str
    summary: Mapping[str, int]
    is_current: bool

    @property
    def played(self) -> Played:
        """The run, played again from its moves."""
        return _readable(scenarios()[self.scenario], self.moves)


def runs(db: Work, actor: Actor) -> list[Run]:
    """Return the person's runs, the latest first."""
    rows = sorted(_rows(db, actor), key=_opened, reverse=True)
    return [_run(row) for row in rows if row.scenario in scenarios()]


def start(db: Work, actor: Actor, scenario_id: str) -> str:
    """Begin a scenario, or go on with the run of it that is under way; return the run's id.

    Raises:
        MissingError: ``rehearsal.error.no-scenario``.
    """
    require(actor, Door.ANSWER_ITEMS)
    if scenario_id not in scenarios():
        raise MissingError("rehearsal.error.no-scenario")
    under_way = _under_way(db, actor, scenario_id)
    if under_way is not None:
        _touch(db, actor, under_way)
        return under_way.id
    return _begin(db, actor, scenarios()[scenario_id], (), 0).id


def again(db: Work, actor: Actor, run_id: str, at: int) -> str:
    """Begin a run's scenario anew from a moment, as if what came after had not been; return the new run's id.

    What was under way in the scenario is given up; runs that are over stay.

    Args:
        db: the unit of work.
        actor: whose run it is.
        run_id: the run.
        at: how many of its moves stand; 0 begins at the start.

    Raises:
        MissingError: no such run, or it never came to that moment.
    """
    row = _row(db, actor, run_id)
    moves = _moves(row)
    if not 0 <= at <= len(moves) or (at == len(moves) and row.over):
        raise MissingError("rehearsal.error.no-moment")
    scenario = scenarios()[row.scenario]
    under_way = _under_way(db, actor, row.scenario)
    if under_way is not None:
        db.delete(under_way)
        db.flush()
    kept = [turn.done.move for turn in _readable(scenario, moves[:at]).turns if turn.done is not None]
    return _begin(db, actor, scenario, kept, len(kept)).id


def go_to(db: Work, actor: Actor, run_id: str) -> None:
    """Take a run out to look at."""
    _touch(db, actor, _row(db, actor, run_id))


def make_move(db: Work, actor: Actor, run_id: str, at: int, move: Move) -> None:
    """Do something at a moment.

    Args:
        db: the unit of work.
        actor: who does it.
        run_id: the run.
        at: the number of moves made when this one was chosen.
        move: what is done; a typed question is judged here.

    Raises:
        ConflictError: ``rehearsal.error.moved``, the run was gone on with elsewhere.
        MissingError: no such run, or the move cannot be made there.
        InputError: a typed question that is blank or too long.
    """
    row = _row(db, actor, run_id)
    scenario = scenarios()[row.scenario]
    before = _readable(scenario, _moves(row))
    made = [turn.done.move for turn in before.turns if turn.done is not None]
    if len(made) != at or before.over:
        raise ConflictError("rehearsal.error.moved")
    chosen = _checked(scenario, before, move)
    after = go_on(before, usual(), chosen)
    kept = {**row.content, "moves": [each.stored() for each in (*made, chosen)]}
    kept["fingerprint"] = scenario.fingerprint
    if after.over:
        kept |= {"summary": summary(Feedback(after)), "ended": utc_now()}
    row.content = kept
    row.over = after.over
    row.version += 1
    _touch(db, actor, row)


def _checked(scenario: Scenario, now: Played, move: Move) -> Move:
    """Return the move as it is kept: what the page shows by number, by its id; what was typed, judged."""
    match move.do:
        case Do.OWN:
            return _judged(scenario, move)
        case Do.ASK:
            offered = now.turns[-1].moment.offered(scenario.id)
            number = int(move.which) if move.which.isdecimal() else len(offered)
            names = [question.id for question in offered][number : number + 1]
        case Do.RULE:
            names = [norm.id for norm in norms() if norm.id == move.which]
        case Do.WORD:
            names = [name for name in scenario.names if name == move.which]
        case _:
            names = [""]
    if not names:
        raise MissingError("rehearsal.error.no-move")
    return Move(move.do, names[0])


def _judged(scenario: Scenario, move: Move) -> Move:
    text = " ".join(move.text.split())
    if not text:
        raise InputError("rehearsal.error.no-question", {}, Location(field="text"))
    if len(text) > QUESTION_AT_MOST:
        found = {"most": QUESTION_AT_MOST, "found": len(text)}
        raise InputError("rehearsal.error.question-long", found, Location(field="text"))
    if move.to not in {"", EVERYBODY, *scenario.names}:
        raise MissingError("rehearsal.error.no-move")
    return Move(Do.OWN, to=move.to, text=text, judged=judge(text, move.to, words(), scenario.calls))


def _begin(db: Work, actor: Actor, scenario: Scenario, moves: Sequence[Move], at: int) -> RehearsalRow:
    content = {
        "moves": [move.stored() for move in moves],
        "began_at": at,
        "fingerprint": scenario.fingerprint,
    }
    row = RehearsalRow(
        id=new_id(),
        person_id=actor.person,
        classroom_id=actor.classroom,
        scenario=scenario.id,
        content=content,
        changed=utc_now(),
    )
    db.add(row)
    db.flush()
    _touch(db, actor, row)
    _forget_oldest(db, actor)
    return row


def _forget_oldest(db: Work, actor: Actor) -> None:
    for row in sorted(_rows(db, actor), key=_opened, reverse=True)[MOST_RUNS:]:
        db.delete(row)


def _touch(db: Work, actor: Actor, row: RehearsalRow) -> None:
    """Make a run the one in hand; a count and not a clock says which was in hand last."""
    latest = max(_opened(each) for each in _rows(db, actor))
    row.content = {**row.content, "opened": latest + 1}
    row.changed = utc_now()
    db.flush()
    db.touch(actor.classroom, f"rehearsals-{actor.person}")


def _rows(db: Work, actor: Actor) -> Sequence[RehearsalRow]:
    mine = RehearsalRow.person_id == actor.person, RehearsalRow.classroom_id == actor.classroom
    return db.scalars(select(RehearsalRow).where(*mine)).all()


def _opened(row: RehearsalRow) -> int:
    opened: int = row.content.get("opened", 0)
    return opened


def _under_way(db: Work, actor: Actor, scenario_id: str) -> RehearsalRow | None:
    own = [row for row in _rows(db, actor) if row.scenario == scenario_id and not row.over]
    return max(own, key=_opened, default=None)


def _row(db: Work, actor: Actor, run_id: str) -> RehearsalRow:
    """Return a run of this person's own; anybody else's is as if it did not exist."""
    require(actor, Door.ANSWER_ITEMS)
    row = db.get(RehearsalRow, run_id)
    if row is None or row.person_id != actor.person or row.scenario not in scenarios():
        raise MissingError("rehearsal.error.no-run")
    return row


def _run(row: RehearsalRow) -> Run:
    content = row.content
    is_current = content.get("fingerprint") == scenarios()[row.scenario].fingerprint
    began_at, kept = content.get("began_at", 0), content.get("summary", {})
    when = content.get("ended", row.changed)
    return Run(row.id, row.scenario, _moves(row), began_at, row.over, when, kept, is_current)


def _moves(row: RehearsalRow) -> tuple[Move, ...]:
    return tuple(Move.parse(raw) for raw in row.content["moves"])


def _readable(scenario: Scenario, moves: Sequence[Move]) -> Played:
    """Return a run as far as the scenario as it is written now still knows its moves."""
    try:
        return play(scenario, usual(), moves)
    except MissingError:
        played = begin(scenario)
    for move in moves:
        try:
            played = go_on(played, usual(), move)
        except MissingError:
            break
    return played
