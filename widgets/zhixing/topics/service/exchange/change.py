"""What an edited file changes, step by step, through the same verbs that the pages use."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Self

from zhixing.actor import Actor
from zhixing.classroom.ballots import window_of
from zhixing.classroom.paper import enter_batch
from zhixing.documents.characters import plain
from zhixing.errors import ConflictError, InputError
from zhixing.records import Work
from zhixing.records.trial import Step
from zhixing.text import Text
from zhixing.topics.exchange.read import Edited, Returned
from zhixing.topics.exchange.words import COLUMNS, SHEETS, WORDED, parted
from zhixing.topics.rules import Judgement, Origin, Parts, Proposal, TopicKind, Unknown, Verdict
from zhixing.topics.rules.statement import PARTS
from zhixing.topics.rules.table_advice import Advice
from zhixing.topics.service.composing import statement_of
from zhixing.topics.service.conditions import judge_condition, judge_of, verdict_rows
from zhixing.topics.service.exchange.out import cells_of, questions_of
from zhixing.topics.service.exchange.weights import set_weights
from zhixing.topics.service.listing import all_topics
from zhixing.topics.service.paper import check_paper
from zhixing.topics.service.proposals import parts_of, propose_topic, revise_topic
from zhixing.topics.service.setting import criteria
from zhixing.topics.service.table_advice import advice_of, save_advice
from zhixing.topics.service.wording import both
from zhixing.topics.tables import TopicRow


@dataclass(frozen=True, slots=True)
class Seen:
    """Versions of what the preview has shown: whoever changes it meanwhile is not overwritten.

    Args:
        topics: version by id.
        verdicts: version by topic and condition.
        questions: version of the table's paper, 0 before its first word.
    """

    topics: Mapping[str, int] = field(default_factory=dict)
    verdicts: Mapping[str, int] = field(default_factory=dict)
    questions: int = 0

    def json(self) -> dict[str, Any]:
        """Return the form that is kept."""
        return {"topics": dict(self.topics), "verdicts": dict(self.verdicts), "questions": self.questions}

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> Self:
        """Read what ``json`` wrote."""
        return cls(raw["topics"], raw["verdicts"], raw["questions"])


def look(db: Work, actor: Actor, returned: Returned) -> Seen:
    """Return the versions that stand now."""
    rows = all_topics(db, actor.classroom)
    wanted = {edited.id for edited in returned.topics}
    verdicts: dict[str, int] = {}
    if returned.verdicts:
        judge = judge_of(db, actor)
        verdicts = {
            f"{row.topic_id}/{row.condition}": row.version
            for row in verdict_rows(db, rows)
            if row.judge == judge.id
        }
    paper = None
    if returned.questions and returned.seat is not None:
        paper = advice_of(db, actor.classroom, returned.seat)
    questions = 0 if paper is None else paper.version
    return Seen({row.id: row.version for row in rows if row.id in wanted}, verdicts, questions)


def steps(db: Work, actor: Actor, returned: Returned, seen: Seen) -> Iterator[Step]:
    """Return the changes in the order of the file."""
    rows = {row.id: row for row in all_topics(db, actor.classroom)}
    for edited in returned.topics:
        topic = _Topic(returned, edited, rows.get(edited.id), seen.topics.get(edited.id))
        yield Step(returned.place("topics", edited.row), partial(topic.write, db, actor))
    for edited in returned.verdicts:
        place = returned.place("verdicts", edited.row)
        yield Step(place, _verdict(db, actor, edited, seen))
    if returned.questions:
        place = returned.place("questions", returned.questions[0].row)
        yield Step(place, partial(_ask, db, actor, returned, seen))
    if returned.weights:
        place = returned.place("weights", returned.weights[0].row, "weight")
        given = {edited.id: float(edited.after["weight"]) for edited in returned.weights}
        yield Step(place, lambda: set_weights(db, actor, given))
    if returned.paper:
        yield from _paper(db, actor, returned)


@dataclass(frozen=True, slots=True)
class _Topic:
    """A topic's row that came back, and the topic as it stands."""

    returned: Returned
    edited: Edited
    row: TopicRow | None
    version: int | None

    def write(self, db: Work, actor: Actor) -> None:
        """Propose the topic, or write it anew."""
        edited, row = self.edited, self.row
        if not edited.id:
            propose_topic(db, actor, _proposal(_NOTHING, edited.after))
            return
        if row is None:
            raise InputError("topics.error.no-topic")
        now = cells_of(row, actor)
        for column, before in edited.before.items():
            self._compare(row, column, now.get(column, ""), before)
        parts = _parts(row, edited)
        proposal = replace(_proposal(now, edited.after), parts=parts)
        if parts is not None and "statement" not in edited.after:
            proposal = replace(proposal, statement=statement_of(parts).to(actor.locale))
        revise_topic(db, actor, row.id, proposal, seen_version=self.version)

    def _compare(self, row: TopicRow, column: str, now: str, before: str) -> None:
        """Refuse to overwrite what somebody else wrote after the file left."""
        if not _same(column, now, before) and not _same(column, now, self.edited.after[column]):
            place = self.returned.place("topics", self.edited.row, column)
            found = {"title": row.title, "now": _word(column, now)}
            raise ConflictError("exchange.error.changed-meanwhile", found, place)


def _parts(row: TopicRow, edited: Edited) -> Parts | None:
    texts = {name: text for name, text in edited.after.items() if name in PARTS}
    return Parts.parse({**parts_of(row).json(), **texts}) if texts else None


_NOTHING: Mapping[str, str] = {"kind": TopicKind.PROBLEM.value, "origin": Origin.MEMBER.value}


def _proposal(cells: Mapping[str, str], changed: Mapping[str, str]) -> Proposal:
    said = {**cells, **changed}
    return Proposal(
        title=said.get("title", ""),
        statement=said.get("statement", ""),
        kind=TopicKind(said["kind"]),
        origin=Origin(said["origin"]),
        owner=said.get("owner", ""),
        owner_unit=said.get("owner_unit", ""),
        expected_units=parted(said.get("expected_units", "")),
        source=said.get("source", "") if "source" in changed else None,
    )


def _same(column: str, first: str, second: str) -> bool:
    if column == "expected_units":
        return parted(first) == parted(second)
    return plain(first) == plain(second)


def _verdict(db: Work, actor: Actor, edited: Edited, seen: Seen) -> Callable[[], object]:
    def perform() -> None:
        topic, _, condition = edited.id.partition("/")
        judge = judge_of(db, actor)
        own = [row for row in _own(db, actor, topic) if row.condition == condition and row.judge == judge.id]
        verdict = edited.after.get("verdict", own[0].verdict if own else "")
        reason = edited.after.get("reason", own[0].reason if own else "")
        if not verdict:
            raise InputError("exchange.error.verdict-missing")
        judge_condition(
            db,
            actor,
            topic,
            condition,
            Judgement(Verdict(verdict), reason),
            seen_version=seen.verdicts.get(edited.id, 0),
        )

    return perform


def _ask(db: Work, actor: Actor, returned: Returned, seen: Seen) -> None:
    """Put what has to be found out into the table's paper; its other words stay."""
    seat = judge_of(db, actor).seat
    if seat is None or returned.asked is None:
        return
    left, now = returned.asked
    standing = [[plain(text) for text in line] for line in questions_of(db, actor, seat)]
    if standing not in (left, now):
        raise ConflictError("exchange.error.questions-meanwhile")
    paper = advice_of(db, actor.classroom, seat)
    said = Advice("", "", "", ()) if paper is None else Advice.parse(paper.content)
    unknowns = tuple(Unknown(*line) for line in now)
    save_advice(db, actor, replace(said, unknowns=unknowns), seen.questions)


def _own(db: Work, actor: Actor, topic: str) -> list[Any]:
    rows = [row for row in all_topics(db, actor.classroom) if row.id == topic]
    return verdict_rows(db, rows)


def _paper(db: Work, actor: Actor, returned: Returned) -> Iterator[Step]:
    window = window_of(db, actor, returned.window)
    checked: list[dict[str, Any]] = []
    for sheet in returned.paper:
        content = {"scores": {topic: dict(marks) for topic, marks in sheet.scores.items()}}
        place = returned.place("ratings", sheet.row)
        yield Step(place, lambda content=content: checked.append(check_paper(db, window, content)))  # type: ignore[misc]

    def enter() -> None:
        if len(checked) < len(returned.paper):  # what is wrong with a ballot has been told already
            return
        enter_batch(db, actor, window.id, _label(returned.file), checked)

    yield Step(returned.place("ratings", None), enter)


def _label(file: str) -> str:
    return file.rpartition("/")[2].rpartition("\\")[2][:60] or "Excel"


def shown(db: Work, actor: Actor, returned: Returned) -> dict[str, Any]:
    """Return what a page shows of the changes: where, what, before and after."""
    rows = {row.id: row for row in all_topics(db, actor.classroom)}
    names = {criterion.id: criterion.name for criterion in criteria().all}
    changes: list[dict[str, Any]] = []
    for edited in returned.topics:
        row = rows.get(edited.id)
        now = {} if row is None else cells_of(row, actor)
        new = {
            column: text
            for column, text in edited.after.items()
            if not _same(column, now.get(column, ""), text)
        }
        name = edited.after.get("title", "") if row is None else row.title
        changes += _cells(replace(edited, after=new), SHEETS["topics"], name)
    for edited in returned.verdicts:
        topic, _, condition = edited.id.partition("/")
        name = rows[topic].title if topic in rows else ""
        changes += _cells(edited, SHEETS["conditions"], name, names.get(condition))
    for edited in returned.questions:
        changes += _cells(
            edited, SHEETS["questions"], edited.after.get("ask") or edited.before.get("ask", "")
        )
    for edited in returned.weights:
        changes += _cells(edited, SHEETS["weights"], names[edited.id].json())
    return {
        "file": returned.file,
        "kind": returned.kind,
        "changes": changes,
        "paper": len(returned.paper),
        "gone": returned.gone,
    }


def _cells(edited: Edited, sheet: str, name: Any, condition: Text | None = None) -> list[dict[str, Any]]:
    return [
        {
            "sheet": both(sheet).json(),
            "row": edited.row,
            "name": name,
            "condition": None if condition is None else condition.json(),
            "column": both(COLUMNS[column]).json(),
            "before": _word(column, edited.before.get(column, "")).json(),
            "after": _word(column, after).json(),
            "new": not edited.id,
        }
        for column, after in edited.after.items()
    ]


def _word(column: str, text: str) -> Text:
    """Return a cell as a person reads it, in both languages."""
    key = WORDED.get(column, {}).get(text)
    if key is not None:
        return both(key)
    return Text(text, text) if text else both("exchange.sheet.nothing")
