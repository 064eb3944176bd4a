"""The criteria, and the tables' verdicts on the conditions."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import StringConstraints

from zhixing.activity import Act, Activity, Params
from zhixing.actor import Actor
from zhixing.classroom.people import seats
from zhixing.classroom.rules import Door, may
from zhixing.records import Work
from zhixing.topics.activities.proposals import brief
from zhixing.topics.rules import Judgement, Verdict
from zhixing.topics.service import conditions
from zhixing.topics.service.proposals import compared_topics
from zhixing.topics.service.setting import criteria
from zhixing.topics.tables import ConditionRow


class Criteria(Activity):
    """The six criteria with their levels."""

    name: ClassVar[str] = "criteria"
    module: ClassVar[str] = "topics/static/criteria.js"

    def view(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Return all criteria, conditions first."""
        return {"criteria": [criterion.json() for criterion in criteria().all]}


class JudgeCondition(Act):
    """Judge one condition of one topic."""

    kind: Literal["judge"]
    topic: str
    condition: str
    verdict: Verdict
    reason: Annotated[str, StringConstraints(max_length=10_000)] = ""
    version: int

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Store the table's verdict."""
        judgement = Judgement(self.verdict, self.reason)
        conditions.judge_condition(
            db, actor, self.topic, self.condition, judgement, seen_version=self.version
        )


class JudgeConditions(Activity):
    """A table's grid of topics and conditions; the facilitator sees how far each table is."""

    name: ClassVar[str] = "judge-conditions"
    module: ClassVar[str] = "topics/static/judge-conditions.js"
    subjects: ClassVar[frozenset[str]] = frozenset({"topics", "conditions", "people"})
    acts: ClassVar[tuple[type[Act], ...]] = (JudgeCondition,)

    def view(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Return the own table's verdicts; other tables' are not in it."""
        judge = conditions.judge_of(db, actor)
        asked = criteria().conditions
        topics = compared_topics(db, actor.classroom)
        rows = conditions.verdict_rows(db, topics)
        own = [row for row in rows if row.judge == judge.id]
        given = _by_topic(own)
        counts = conditions.done_by(rows)
        total = len(topics) * len(asked)
        return {
            "may_judge": judge.kind != "none",
            "as": {"kind": judge.kind, "seat": judge.seat},
            "conditions": [condition.json() for condition in asked],
            "topics": [
                {
                    **brief(topic),
                    "verdicts": given.get(topic.id, {}),
                    "missing": len(asked) - len(given.get(topic.id, {})),
                }
                for topic in topics
            ],
            "done": len(own),
            "total": total,
            "tables": _tables(counts, seats(db, actor.classroom), total) if _runs(actor) else None,
        }


def _by_topic(rows: list[ConditionRow]) -> dict[str, dict[str, Any]]:
    given: dict[str, dict[str, Any]] = {}
    for row in rows:
        verdict = {"verdict": row.verdict, "reason": row.reason, "version": row.version}
        given.setdefault(row.topic_id, {})[row.condition] = verdict
    return given


def _tables(counts: dict[str, int], numbers: list[int], total: int) -> list[dict[str, int]]:
    return [
        {"seat": seat, "done": counts.get(conditions.seat_judge(seat), 0), "total": total} for seat in numbers
    ]


def _runs(actor: Actor) -> bool:
    return may(actor, Door.RUN_SESSION) and not actor.solo
