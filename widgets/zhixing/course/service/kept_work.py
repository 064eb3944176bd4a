"""Everything that is kept of course work: of a class, or of one person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from zhixing.actor import Actor
from zhixing.classroom.people import people, units
from zhixing.classroom.tables import ClassroomRow, PersonRow
from zhixing.course.content import all_items
from zhixing.course.rules import kept_score
from zhixing.course.service.mastery import Last, ObjectiveStanding, learners, objectives_at
from zhixing.course.service.steps import is_done
from zhixing.course.tables import AnswerRow, WalkRow, WorksheetRow
from zhixing.course.units import Step, Unit, all_units
from zhixing.course.worksheets import all_sheets
from zhixing.records import Work
from zhixing.records.clock import utc_now


@dataclass(frozen=True, slots=True)
class Learner:
    """Somebody who learns.

    Args:
        id: permanent id.
        name: as the roster has it.
        unit: short name of the unit they come from; empty where there is none.
        post: as the roster has it.
        locale: language the person reads.
    """

    id: str
    name: str
    unit: str
    post: str
    locale: str


@dataclass(frozen=True, slots=True)
class Try:
    """One answer; ``round`` is 0 in the unit and n in the n-th review."""

    person: str
    item: str
    attempt: int
    round: int
    version: str
    answer: Mapping[str, Any]
    correct: bool
    score: float
    answered: str


@dataclass(frozen=True, slots=True)
class Underway:
    """A case that somebody has begun and not ended."""

    person: str
    item: str
    path: tuple[str, ...]
    version: str
    changed: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A worksheet that somebody has written on."""

    person: str
    sheet: str
    content: Mapping[str, Any]
    done: bool
    changed: str


@dataclass(frozen=True, slots=True)
class CourseWork:
    """What is kept of some people's course work.

    Args:
        classroom: permanent id of the class.
        code: its join code.
        name: its name.
        made: the moment it was read, as times are stored.
        learners: the people, in establishment order.
        tries: their answers, each person's in the order they were given.
        underway: cases begun and not ended.
        papers: worksheets.
    """

    classroom: str
    code: str
    name: str
    made: str
    learners: tuple[Learner, ...]
    tries: tuple[Try, ...]
    underway: tuple[Underway, ...] = ()
    papers: tuple[Paper, ...] = ()

    def by_person(self) -> "dict[str, PersonWork]":
        """Return each person's own share, in the order of the people."""
        found = {each.id: PersonWork(each, [], [], []) for each in self.learners}
        for one in self.tries:
            found[one.person].tries.append(one)
        for case in self.underway:
            found[case.person].underway.append(case)
        for paper in self.papers:
            found[paper.person].papers.append(paper)
        return found

    def units_begun(self) -> list[Unit]:
        """Return the units in which somebody has done anything, in their order."""
        begun = {one.item for one in self.tries} | {case.item for case in self.underway}
        written = {unit_of_sheet(paper.sheet) for paper in self.papers}
        return [
            unit for unit in all_units().values() if unit in written or begun.intersection(parts_of(unit))
        ]


@dataclass(frozen=True, slots=True)
class PersonWork:
    """What is kept of one person's course work."""

    learner: Learner
    tries: list[Try]
    underway: list[Underway]
    papers: list[Paper]

    def done(self) -> set[str]:
        """Return the ids of items and worksheets of which nothing is left."""
        items = all_items()
        given: dict[str, list[bool]] = {}
        for one in self.tries:
            if one.round == 0 and one.item in items:
                given.setdefault(one.item, []).append(one.correct)
        finished = {
            name for name, right in given.items() if is_done(items[name], len(right), right=any(right))
        }
        return finished | {paper.sheet for paper in self.papers if paper.done}

    def standings(self, unit: Unit) -> tuple[ObjectiveStanding, ...]:
        """Return how the person stands at each objective of a unit, by the last marks."""
        # By their number, as everywhere: somebody may have set the server's clock back between two tries.
        in_turn = sorted(self.tries, key=lambda one: one.attempt)
        return objectives_at(unit, {one.item: Last(one.score, one.correct) for one in in_turn})


def parts_of(place: Unit | Step) -> tuple[str, ...]:
    """Return the ids of all items and worksheets of a unit or a step."""
    steps = place.steps if isinstance(place, Unit) else (place,)
    return tuple(part for step in steps for part in (*step.items, *step.sheets))


def unit_of_sheet(sheet: str) -> Unit | None:
    """Return the unit whose objective a worksheet practises; it need not be part of a step."""
    known = all_sheets().get(sheet)
    objective = None if known is None else known.objective
    return next(
        (unit for unit in all_units().values() if objective in {each.id for each in unit.objectives}), None
    )


def class_work(db: Work, classroom_id: str) -> CourseWork:
    """Return what is kept of everybody who learns in a class; a fixed number of queries."""
    learning = set(learners(db, classroom_id))
    return _work(db, classroom_id, [row for row in people(db, classroom_id) if row.id in learning])


def begun_count(db: Work, classroom_id: str) -> tuple[int, int]:
    """Return how many learners of a class have done anything of the course, and how many there are."""
    learning = set(learners(db, classroom_id))
    tables = (AnswerRow, WalkRow, WorksheetRow)
    queries = (select(table.person_id).where(table.classroom_id == classroom_id) for table in tables)
    begun = {person for query in queries for person in db.scalars(query.distinct())}
    return len(learning & begun), len(learning)


def own_work(db: Work, actor: Actor) -> CourseWork:
    """Return what is kept of the person's own course work, and of nobody else's."""
    return _work(db, actor.classroom, [db.get_one(PersonRow, actor.person)])


def _work(db: Work, classroom_id: str, rows: Sequence[PersonRow]) -> CourseWork:
    room = db.get_one(ClassroomRow, classroom_id)
    names = {unit.id: unit.short_name for unit in units(db, classroom_id)}
    known = {row.id for row in rows}
    return CourseWork(
        classroom=room.id,
        code=room.code,
        name=room.name,
        made=utc_now(),
        learners=tuple(
            Learner(row.id, row.name, names.get(row.unit_id or "", ""), row.post, row.locale) for row in rows
        ),
        tries=tuple(_tries(db, classroom_id, known)),
        underway=tuple(_underway(db, classroom_id, known)),
        papers=tuple(_papers(db, classroom_id, known)),
    )


def _only(table: type[AnswerRow | WalkRow | WorksheetRow], classroom_id: str, known: set[str]) -> Any:
    query = select(table).where(table.classroom_id == classroom_id)
    return query.where(table.person_id == next(iter(known))) if len(known) == 1 else query


def _tries(db: Work, classroom_id: str, known: set[str]) -> list[Try]:
    query = _only(AnswerRow, classroom_id, known)
    rows = db.scalars(query.order_by(AnswerRow.answered, AnswerRow.item_id, AnswerRow.attempt))
    return [
        Try(
            row.person_id,
            row.item_id,
            row.attempt,
            row.round,
            row.content_version,
            row.answer,
            row.correct,
            kept_score(row.score, correct=row.correct),
            row.answered,
        )
        for row in rows
        if row.person_id in known
    ]


def _underway(db: Work, classroom_id: str, known: set[str]) -> list[Underway]:
    rows = db.scalars(_only(WalkRow, classroom_id, known).order_by(WalkRow.changed, WalkRow.item_id))
    return [
        Underway(row.person_id, row.item_id, tuple(row.path), row.content_version, row.changed)
        for row in rows
        if row.person_id in known and row.path
    ]


def _papers(db: Work, classroom_id: str, known: set[str]) -> list[Paper]:
    rows = db.scalars(_only(WorksheetRow, classroom_id, known).order_by(WorksheetRow.sheet))
    return [
        Paper(row.person_id, row.sheet, row.content, row.done, row.changed)
        for row in rows
        if row.person_id in known
    ]
