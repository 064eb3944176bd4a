"""The scheme: written part by part by those who may, read by everybody else, submitted."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from zhixing.activity import Act, Activity, Params
from zhixing.actor import Actor
from zhixing.classroom.people import units
from zhixing.classroom.rules import Door, may
from zhixing.decisions.activities import Subject
from zhixing.decisions.rules import Stage, Submission
from zhixing.records import Work
from zhixing.topics.rules import scheme as rules
from zhixing.topics.rules import scheme_check
from zhixing.topics.rules.scheme_gaps import Gap
from zhixing.topics.service import scheme as service
from zhixing.topics.service.scheme_example import scheme_example
from zhixing.topics.service.scheme_face import scheme_face
from zhixing.topics.service.setting import class_policy
from zhixing.topics.service.wording import both

Words = Annotated[str, StringConstraints(max_length=10_000)]
Mark = Annotated[str, StringConstraints(max_length=40)]
_FORM = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

MOST = {
    "title": scheme_check.TITLE_AT_MOST,
    "line": scheme_check.LINE_AT_MOST,
    "text": scheme_check.TEXT_AT_MOST,
    "entries": scheme_check.ENTRIES_AT_MOST,
    "sub_topics": scheme_check.SUB_TOPICS_AT_MOST,
    "problems": scheme_check.PROBLEMS_AT_MOST,
}


class EntryForm(BaseModel):
    """One task or question."""

    model_config = _FORM

    id: Mark
    text: Words


class ProblemForm(EntryForm):
    """One concrete problem."""

    goal: Words


class IndicatorForm(BaseModel):
    """How an outcome is told."""

    model_config = _FORM

    name: Words
    baseline: Words
    target: Words
    measure: Words
    by: Words


class SubTopicForm(BaseModel):
    """One sub-topic as its form has it."""

    model_config = _FORM

    id: Mark
    title: Words
    questions: Annotated[list[Mark], Field(max_length=100)]
    lead_unit: Words
    units: Annotated[list[Words], Field(max_length=100)]
    problems: Annotated[list[ProblemForm], Field(max_length=100)]
    outcome: Words
    indicator: IndicatorForm


class _Saving(Act):
    seen: Mark

    def _part(self) -> rules.Part:
        raise NotImplementedError

    def perform(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Store it and return its mark and the version of the paper."""
        saved = service.save_part(db, actor, self._part(), self.seen)
        return {"mark": saved.mark, "paper": saved.paper}


class SaveSetting(_Saving):
    """Say who leads, from when and how long."""

    kind: Literal["save-setting"]
    lead_unit: Words
    start: Words
    months: int | None

    def _part(self) -> rules.Part:
        return rules.Setting(self.lead_unit, self.start, self.months)


class SaveAims(_Saving):
    """Write the major tasks and key questions."""

    kind: Literal["save-aims"]
    tasks: Annotated[list[EntryForm], Field(max_length=100)]
    questions: Annotated[list[EntryForm], Field(max_length=100)]

    def _part(self) -> rules.Part:
        return rules.Aims(
            tuple(rules.Entry(each.id, each.text) for each in self.tasks),
            tuple(rules.Entry(each.id, each.text) for each in self.questions),
        )


class SaveSubTopic(_Saving):
    """Write one sub-topic."""

    kind: Literal["save-sub-topic"]
    sub_topic: SubTopicForm

    def _part(self) -> rules.Part:
        return rules.SubTopic.parse(self.sub_topic.model_dump())


class RemoveSubTopic(Act):
    """Take a sub-topic out."""

    kind: Literal["remove-sub-topic"]
    sub_topic: Mark
    seen: Mark

    def perform(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Store the scheme without it."""
        return {"paper": service.remove_part(db, actor, self.sub_topic, self.seen).paper}


class MoveSubTopic(Act):
    """Put a sub-topic at another place."""

    kind: Literal["move-sub-topic"]
    sub_topic: Mark
    place: int

    def perform(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Store the new order."""
        return {"paper": service.move_part(db, actor, self.sub_topic, self.place).paper}


class SubmitScheme(Act):
    """Submit the scheme as it is stored."""

    kind: Literal["submit"]
    stage: Stage
    version: int
    paper: int

    def perform(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Store a version and return its number."""
        made = service.submit_scheme(db, actor, self.stage, self.version, self.paper)
        return {"version": made.version}


class ShowExample(Act):
    """See a worked example; it goes to this person only, and nothing is stored."""

    kind: Literal["example"]

    def perform(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Return the example in both languages."""
        return {"zh": scheme_example().zh, "en": scheme_example().en}


class SchemeActivity(Activity):
    """The scheme of the topic in work."""

    name: ClassVar[str] = "scheme"
    module: ClassVar[str] = "topics/static/scheme.js"
    subjects: ClassVar[frozenset[str]] = frozenset({"topics", "windows", "submissions", "papers", "people"})
    acts: ClassVar[tuple[type[Act], ...]] = (
        SaveSetting,
        SaveAims,
        SaveSubTopic,
        RemoveSubTopic,
        MoveSubTopic,
        SubmitScheme,
        ShowExample,
    )

    def view(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Return the paper as it stands; who wrote what is not in it."""
        standing = service.scheme_of(db, actor.classroom)
        known = [unit.short_name for unit in units(db, actor.classroom)]
        values = class_policy(db, actor.classroom)
        limits = service.scheme_limits(values)
        edits = may(actor, Door.WRITE_SCHEME) and standing.topic is not None and not standing.is_final
        return {
            "topic": None if standing.topic is None else {"title": standing.topic.title},
            "ground": standing.ground,
            "may_edit": edits,
            "may_print": may(actor, Door.WRITE_SCHEME) or may(actor, Door.SEE_EXPORTS),
            "scheme": None if standing.topic is None else service.content(standing),
            "marks": standing.scheme.marks if edits else {},
            "paper": standing.paper,
            "gaps": [_gap(gap) for gap in standing.gaps] if edits else [],
            "changed": standing.is_changed,
            "submission": None
            if standing.submission is None
            else _submission(standing.submission, in_full=TOPIC_SCHEME.may_read(actor)),
            "units": service.offered_units(known, standing) if edits else [],
            "policy": {"sub_topics": list(limits.sub_topics), "months": list(limits.months)},
            "most": MOST,
            "document": "export/scheme.docx",
        }


def _gap(gap: Gap) -> dict[str, Any]:
    return {
        "part": gap.part,
        "field": gap.field,
        "blocks": gap.blocks,
        "sentence": both(gap.kind.value, **gap.params).json(),
    }


def _submission(submission: Submission, *, in_full: bool) -> dict[str, Any]:
    decision = submission.decision
    return {
        "version": submission.version,
        "stage": submission.stage.value,
        "submitted": submission.submitted,
        "outcome": None if decision is None else decision.outcome.value,
        "comment": decision.comment if decision is not None and in_full else "",
    }


TOPIC_SCHEME = Subject(
    id=service.SUBJECT,
    face=scheme_face,
    writers=Door.WRITE_SCHEME,
    title=both("scheme.face.name"),
    papers={
        "export/scheme.docx": both("scheme.face.file-button"),
        "export/scheme-approval-sheet.docx": both("approval.link.sheet"),
    },
    decide=service.decide_scheme,
    chain=service.scheme_subject,
)
"""The scheme, as the approval of any paper knows it."""
