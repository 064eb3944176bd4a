"""The recommendation for approval."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from zhixing.activity import Act, Activity, Params
from zhixing.actor import Actor
from zhixing.classroom.people import units
from zhixing.classroom.rules import Door, may
from zhixing.decisions.activities import Subject
from zhixing.decisions.rules import Submission
from zhixing.records import Work
from zhixing.topics import rules
from zhixing.topics.service import approval as service
from zhixing.topics.service.recommendation_face import recommendation_face
from zhixing.topics.service.setting import class_policy
from zhixing.topics.service.table_advice import all_advice
from zhixing.topics.service.verdict import decide_recommendation, designations
from zhixing.topics.service.wording import both

Words = Annotated[str, StringConstraints(max_length=10_000)]


class OpenQuestion(BaseModel):
    """A question still open: what, who finds out, by when."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    what: Words
    who: Words
    when: Words


class Submit(Act):
    """Submit a version of the recommendation for approval."""

    kind: Literal["submit"]
    version: int
    chosen: str
    runner_up: str | None
    held: Annotated[list[str], Field(max_length=100)]
    reasons: Words
    dissent: Words
    dissent_named: Words = ""
    lead_unit: Words
    unknowns: Annotated[list[OpenQuestion], Field(max_length=100)]

    def perform(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Store it and return its version."""
        paper = rules.Recommendation(
            chosen=self.chosen,
            runner_up=self.runner_up or None,
            held=tuple(self.held),
            reasons=self.reasons,
            dissent=self.dissent,
            lead_unit=self.lead_unit,
            unknowns=tuple(rules.Unknown(each.what, each.who, each.when) for each in self.unknowns),
            dissent_named=self.dissent_named,
        )
        return {"version": service.submit_recommendation(db, actor, paper, self.version).version}


class Recommendation(Activity):
    """What is recommended, why, what is not known yet; and what the leader decided."""

    name: ClassVar[str] = "recommendation"
    module: ClassVar[str] = "topics/static/recommendation.js"
    subjects: ClassVar[frozenset[str]] = frozenset({"topics", "windows", "submissions", "people", "papers"})
    acts: ClassVar[tuple[type[Act], ...]] = (Submit,)

    def view(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Return the proposal from the result and the latest version submitted; the leader's words to few."""
        draft = service.recommendation(db, actor.classroom)
        final = draft.submission is not None and draft.submission.is_final
        chosen, runner_up, held = draft.proposed
        writes = may(actor, Door.WRITE_RECOMMENDATION) and not final
        return {
            "state": "open" if draft.is_open else "waiting",
            "kind": class_policy(db, actor.classroom).word("topic.rating-is"),
            "may_edit": writes and draft.is_open,
            "designated": draft.designated if writes and not draft.is_open else {},
            "tables": _tables(db, actor) if writes and draft.is_open else [],
            "proposal": {
                "chosen": chosen,
                "runner_up": runner_up,
                "held": list(held),
            },
            "topics": draft.topics if draft.is_open else {},
            "submission": None
            if draft.submission is None
            else _submission(draft.submission, in_full=TOPIC_RECOMMENDATION.may_read(actor)),
            "document": "export/recommendation.docx",
            "units": [unit.name for unit in units(db, actor.classroom)],
        }


def _tables(db: Work, actor: Actor) -> list[dict[str, Any]]:
    return [{"seat": seat, **paper.content} for seat, paper in all_advice(db, actor.classroom).items()]


def _submission(submission: Submission, *, in_full: bool) -> dict[str, Any]:
    decision, content = submission.decision, dict(submission.content)
    if not in_full:
        content.pop("dissent_named", None)
    return {
        "version": submission.version,
        "submitted": submission.submitted,
        "content": content,
        "outcome": None if decision is None else decision.told(in_full=in_full),
    }


TOPIC_RECOMMENDATION = Subject(
    id=service.SUBJECT,
    face=recommendation_face,
    writers=Door.WRITE_RECOMMENDATION,
    title=both("approval.subject"),
    papers={
        "export/recommendation.docx": both("approval.link.paper"),
        "export/approval-sheet.docx": both("approval.link.sheet"),
    },
    decide=decide_recommendation,
    designations=designations,
    chain=service.recommendation_subject,
)
"""The recommendation, as the approval of any paper knows it."""
