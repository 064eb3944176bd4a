"""The leader's decision on the recommendation, and what it does to the topics."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select

from zhixing.actor import Actor
from zhixing.decisions import service as decisions
from zhixing.decisions.rules import Outcome, Submission
from zhixing.errors import RefusedError
from zhixing.records import Work, new_id
from zhixing.text import catalogue
from zhixing.text.dates import long_date
from zhixing.topics.rules import Origin, TopicKind
from zhixing.topics.service.listing import all_topics, topic_of
from zhixing.topics.service.queue import Standing, enqueue, put_to_work
from zhixing.topics.tables import TopicRow

_SOURCE_AT_MOST = 200


def decide_recommendation(
    db: Work,
    actor: Actor,
    submission_id: str,
    outcome: Outcome,
    comment: str,
    *,
    detail: Mapping[str, Any] | None = None,
    on_paper: bool = False,
) -> Submission:
    """Decide on the recommendation: an approved topic, or one designated instead, is in work from then on.

    The arguments and errors are those of ``decisions.service.decide``.

    Raises:
        MissingError: the designated topic is not in this class.
        RefusedError: it was taken back.
    """
    decided = decisions.decide(db, actor, submission_id, outcome, comment, detail=detail, on_paper=on_paper)
    if decided.decision is None:
        return decided
    if outcome is Outcome.APPROVED:
        put_to_work(db, topic_of(db, actor, decided.content["chosen"]))
        if decided.content["runner_up"]:
            enqueue(db, topic_of(db, actor, decided.content["runner_up"]))
    elif outcome is Outcome.DESIGNATED:
        row = _designated(db, actor, decided.decision.detail, decided.decision.comment)
        day = long_date(decided.decision.day, actor.locale)
        source = catalogue().say("approval.designated-source", actor.locale, day=day)
        row.source = " · ".join(part for part in (row.source, source) if part)[-_SOURCE_AT_MOST:]
        row.origin = Origin.LEADER.value
        if "topic" not in decided.decision.detail:
            decisions.note_made(db, decided.id, row.id)
        put_to_work(db, row)
    return decided


def designations(db: Work, classroom_id: str) -> dict[str, str]:
    """Return the titles, by id, of the topics that may be designated in place of the one recommended."""
    rows = all_topics(db, classroom_id)
    return {row.id: row.title for row in rows if _may_be_designated(row)}


def _may_be_designated(row: TopicRow) -> bool:
    is_off = row.withdrawn or row.sample or row.merged_into
    return not is_off and row.standing != Standing.FINISHED


def _designated(db: Work, actor: Actor, detail: Mapping[str, str], words: str) -> TopicRow:
    if "topic" in detail:
        row = topic_of(db, actor, detail["topic"])
        if row.standing == Standing.FINISHED:
            raise RefusedError("proposal.error.finished", {"title": row.title})
        if row.withdrawn or row.merged_into:
            raise RefusedError("approval.error.taken-back", {"title": row.title})
        return row
    highest = db.scalar(select(func.max(TopicRow.position)).where(TopicRow.classroom_id == actor.classroom))
    row = TopicRow(
        id=new_id(),
        classroom_id=actor.classroom,
        position=(highest or 0) + 1,
        title=detail["title"],
        statement=words,
        kind=TopicKind.TASK.value,
        origin=Origin.LEADER.value,
        owner="",
        owner_unit="",
        expected_units=[],
    )
    db.add(row)
    db.flush()
    return row
