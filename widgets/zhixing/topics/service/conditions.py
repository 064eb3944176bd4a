"""The tables' verdicts on conditions, and what they say of each topic."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from zhixing.actor import Actor
from zhixing.classroom.people import person, seats
from zhixing.classroom.rules import Door, may, require
from zhixing.classroom.tables import PersonRow, WindowRow
from zhixing.errors import ConflictError, RefusedError
from zhixing.records import Work
from zhixing.topics.rules import Judgement, Overall, Verdict, topic_overall
from zhixing.topics.service.proposals import compared_topics, topic_of
from zhixing.topics.service.setting import criteria
from zhixing.topics.tables import ConditionRow, TopicRow


@dataclass(frozen=True, slots=True)
class Judge:
    """For whom a person judges: alone, for a table, or not at all.

    Args:
        kind: ``solo``, ``table`` or ``none``.
        seat: number of the table.
        id: how the verdicts are stored.
    """

    kind: str
    seat: int | None = None
    id: str = ""


def judge_of(db: Work, actor: Actor) -> Judge:
    """Return for whom a person judges."""
    if actor.solo:
        return Judge("solo", None, f"person-{actor.person}")
    seat = person(db, actor).seat
    if not may(actor, Door.JUDGE_CONDITIONS) or seat is None:
        return Judge("none", seat)
    return Judge("table", seat, seat_judge(seat))


def seat_judge(seat: int) -> str:
    """Return how a table's verdicts are stored."""
    return f"seat-{seat}"


def judge_condition(
    db: Work, actor: Actor, topic_id: str, condition_id: str, judgement: Judgement, *, seen_version: int
) -> None:
    """Store a table's verdict on one condition of one topic.

    Args:
        db: the unit of work.
        actor: the liaison of the table, or the person alone.
        topic_id: the topic.
        condition_id: the condition.
        judgement: the verdict with its reason.
        seen_version: the version on the page, 0 for none.

    Raises:
        RefusedError: not a liaison, or a liaison without a table.
        MissingError: no such topic or condition.
        InputError: 需修改 and 不宜 need a reason.
        ConflictError: the table changed the verdict on another device meanwhile.
    """
    require(actor, Door.JUDGE_CONDITIONS)
    judge = judge_of(db, actor)
    if judge.kind == "none":
        raise RefusedError("topics.error.no-seat")
    topic = topic_of(db, actor, topic_id)
    condition = criteria().get(condition_id)
    checked = judgement.checked()
    row = db.get(ConditionRow, (topic.id, condition.id, judge.id), with_for_update=True)
    if (row.version if row is not None else 0) != seen_version:
        raise ConflictError(
            "topics.error.judged-meanwhile", {"title": topic.title, "condition": condition.name}
        )
    if row is None:
        row = ConditionRow(topic_id=topic.id, condition=condition.id, judge=judge.id, version=0)
        db.add(row)
    row.verdict = checked.verdict.value
    row.reason = checked.reason.strip()
    row.version = seen_version + 1
    db.flush()
    db.touch(actor.classroom, "conditions")


def verdict_rows(db: Work, topics: Sequence[TopicRow]) -> list[ConditionRow]:
    """Return all verdicts on some topics."""
    query = select(ConditionRow).where(ConditionRow.topic_id.in_([topic.id for topic in topics]))
    return list(db.scalars(query))


def overalls(topics: Sequence[TopicRow], rows: Sequence[ConditionRow]) -> dict[str, Overall]:
    """Return what all verdicts together say of each topic."""
    judged: dict[str, dict[str, list[Verdict]]] = {topic.id: {} for topic in topics}
    for row in rows:
        judged[row.topic_id].setdefault(row.condition, []).append(Verdict(row.verdict))
    names = [condition.id for condition in criteria().conditions]
    return {topic: topic_overall(names, verdicts) for topic, verdicts in judged.items()}


def done_by(rows: Sequence[ConditionRow]) -> dict[str, int]:
    """Return how many verdicts each judge has given."""
    counts: dict[str, int] = {}
    for row in rows:
        counts[row.judge] = counts.get(row.judge, 0) + 1
    return counts


def seat_progress(db: Work, classroom_id: str) -> list[dict[str, int]]:
    """Return for each table how many verdicts it has given, of how many."""
    topics = compared_topics(db, classroom_id)
    counts = done_by(verdict_rows(db, topics))
    total = len(topics) * len(criteria().conditions)
    return [
        {"seat": seat, "done": counts.get(seat_judge(seat), 0), "total": total}
        for seat in seats(db, classroom_id)
    ]


def liaisons_done(db: Work, window: WindowRow) -> set[str]:
    """Return the people whose table has judged everything: who has taken part in the step of conditions."""
    done = {
        entry["seat"] for entry in seat_progress(db, window.classroom_id) if entry["done"] >= entry["total"]
    }
    query = select(PersonRow.id).where(
        PersonRow.classroom_id == window.classroom_id, PersonRow.seat.in_(sorted(done))
    )
    return set(db.scalars(query))
