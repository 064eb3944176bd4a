"""The approval of a paper of any subject: where it stands, versions, comments, what the leader decides."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from pydantic import Field

from zhixing.activity import Act, Activity, Params
from zhixing.actor import Actor
from zhixing.classroom.rules import Door, may, require
from zhixing.decisions import service
from zhixing.decisions.rules import Answer, Outcome, Stage, Submission
from zhixing.decisions.rules.face import Change, Section, changes
from zhixing.errors import InputError, MissingError
from zhixing.records import Work
from zhixing.text import Text

__all__ = ["Approval", "Section", "Subject"]

_READERS = (Door.COMMENT, Door.DECIDE, Door.RECORD_DECISION, Door.SEE_EXPORTS)


@dataclass(frozen=True)
class Subject:
    """A paper that is submitted for approval, as its feature describes it.

    Args:
        id: what submissions call it.
        face: what a stored content says, section by section.
        writers: who writes it and answers comments.
        title: what it is called.
        papers: its Word files, by address, with the words of the button.
        decide: the verb that decides, where a decision has consequences in the feature.
        designations: titles by id of what may be designated instead; None: nothing is designated.
        chain: what submissions call it at present, where each topic has a chain of versions of its own.
    """

    id: str
    face: Callable[[Mapping[str, Any]], list[Section]]
    writers: Door = Door.SUBMIT
    title: Text | None = None
    papers: Mapping[str, Text] | None = None
    decide: Callable[..., Submission] = service.decide
    designations: Callable[[Work, str], Mapping[str, str]] | None = None
    chain: Callable[[Work, str], str] | None = None

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """What a leader may decide."""
        return tuple(each for each in Outcome if self.designations or each is not Outcome.DESIGNATED)

    def versions(self, db: Work, classroom_id: str) -> list[Submission]:
        """Return its versions, the newest first."""
        return service.versions(db, classroom_id, self.name(db, classroom_id))

    def name(self, db: Work, classroom_id: str) -> str:
        """Return what submissions call it at present."""
        return self.id if self.chain is None else self.chain(db, classroom_id)

    def may_read(self, actor: Actor) -> bool:
        """Tell whether the person may read the paper; everybody may know where it stands."""
        return any(may(actor, door) for door in (self.writers, *_READERS))


class Approval(Activity):
    """Where a paper stands; who writes, comments or decides sees it and does it here."""

    name: ClassVar[str] = "approval"
    module: ClassVar[str] = "decisions/static/approval.js"
    subjects: ClassVar[frozenset[str]] = frozenset({"submissions", "topics"})

    def __init__(self, subjects: Iterable[Subject]) -> None:
        self._by_id = {subject.id: subject for subject in subjects}
        self.acts: tuple[type[Act], ...] = _acts(self.subject)  # type: ignore[misc]

    def subject(self, params: Params) -> Subject:
        """Return the subject a workbook's cell names.

        Raises:
            MissingError: ``decisions.error.no-subject``.
        """
        found = self._by_id.get(params.get("subject", ""))
        if found is None:
            raise MissingError("decisions.error.no-subject", {"subject": params.get("subject", "")[:80]})
        return found

    def view(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:
        """Return state and outcome for everybody, the paper for those who work on it; nobody's name."""
        subject = self.subject(params)
        versions = subject.versions(db, actor.classroom)
        latest = versions[0] if versions else None
        reads = subject.may_read(actor)
        shown: dict[str, Any] = {
            "title": None if subject.title is None else subject.title.json(),
            "state": _state(latest),
            "standing": None if latest is None else _standing(latest, in_full=reads),
            "may": _rights(actor, subject, latest),
        }
        if not reads or latest is None:
            return shown
        face = subject.face(latest.content)
        before = next((each for each in versions[1:] if each.decision is not None), None) or (
            versions[1] if len(versions) > 1 else None
        )
        return shown | {
            "id": latest.id,
            "paper": [part.json() for part in face],
            "versions": [_standing(each, in_full=True) for each in versions],
            "before": None if before is None else before.version,
            "changes": []
            if before is None
            else _told(changes(subject.face(before.content), face, actor.locale)),
            "comments": [each.json() for each in service.comments_on(db, actor.classroom, latest.subject)],
            "outcomes": [each.value for each in subject.outcomes],
            "designations": dict(subject.designations(db, actor.classroom)) if subject.designations else {},
            "papers": {address: words.json() for address, words in (subject.papers or {}).items()},
        }


def _acts(subject_of: Callable[[Params], Subject]) -> tuple[type[Act], ...]:
    class Decide(Act):
        """Decide, or enter what was decided on paper."""

        kind: Literal["decide"]
        submission: str
        outcome: Outcome
        comment: str = ""
        topic: str = ""
        title: str = ""
        on_paper: bool = False
        signed: str = ""

        def perform(self, db: Work, actor: Actor, params: Params) -> None:
            subject = subject_of(params)
            _require_version(db, actor, subject, self.submission)
            if self.outcome not in subject.outcomes:
                raise InputError("decisions.error.no-designation")
            detail = {"topic": self.topic, "title": self.title, "signed": self.signed}
            subject.decide(
                db, actor, self.submission, self.outcome, self.comment, detail=detail, on_paper=self.on_paper
            )

    class Comment(Act):
        """Comment on a section."""

        kind: Literal["comment"]
        submission: str
        part: str
        text: str

        def perform(self, db: Work, actor: Actor, params: Params) -> None:
            subject = subject_of(params)
            paper = _require_version(db, actor, subject, self.submission)
            require(actor, Door.COMMENT)
            if self.part and self.part not in {part.path for part in subject.face(paper.content)}:
                raise InputError("decisions.error.part-unknown")
            service.comment(db, actor, self.submission, self.part, self.text)

    class Reply(Act):
        """Answer a comment."""

        kind: Literal["answer"]
        comment: str
        outcome: Answer
        answer: str = ""

        def perform(self, db: Work, actor: Actor, params: Params) -> None:
            subject = subject_of(params)
            said = service.comments_on(db, actor.classroom, subject.name(db, actor.classroom))
            if self.comment not in {each.id for each in said}:
                raise MissingError("decisions.error.no-comment")
            door = subject.writers
            service.answer_comment(db, actor, self.comment, self.outcome, self.answer, door=door)

    class Compare(Act):
        """See what changed between two versions."""

        kind: Literal["compare"]
        old: int = Field(ge=1)
        new: int = Field(ge=1)

        def perform(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:
            subject = subject_of(params)
            if not subject.may_read(actor):
                require(actor, subject.writers)
            by_number = {each.version: each for each in subject.versions(db, actor.classroom)}
            if not {self.old, self.new} <= set(by_number):
                raise MissingError("decisions.error.no-submission")
            old, new = (subject.face(by_number[number].content) for number in (self.old, self.new))
            return {"changes": _told(changes(old, new, actor.locale))}

    return Decide, Comment, Reply, Compare


def _require_version(db: Work, actor: Actor, subject: Subject, submission_id: str) -> Submission:
    for each in subject.versions(db, actor.classroom):
        if each.id == submission_id:
            return each
    raise MissingError("decisions.error.no-submission")


def _state(latest: Submission | None) -> str:
    if latest is None:
        return "none"
    if latest.decision is not None:
        return latest.decision.outcome.value
    return "comment" if latest.stage is Stage.COMMENT else "awaited"


def _standing(submission: Submission, *, in_full: bool) -> dict[str, Any]:
    decision = submission.decision
    return {
        "version": submission.version,
        "stage": submission.stage.value,
        "submitted": submission.submitted,
        "decision": None if decision is None else decision.told(in_full=in_full),
    }


def _rights(actor: Actor, subject: Subject, latest: Submission | None) -> dict[str, bool]:
    awaited = latest is not None and latest.is_awaited
    undecided = latest is not None and latest.decision is None
    return {
        "write": may(actor, subject.writers),
        "comment": may(actor, Door.COMMENT) and undecided,
        "answer": may(actor, subject.writers),
        "decide": may(actor, Door.DECIDE) and awaited,
        "record": may(actor, Door.RECORD_DECISION) and awaited,
    }


def _told(found: Iterable[Change]) -> list[dict[str, Any]]:
    return [
        {"title": each.title.json(), "before": list(each.before), "after": list(each.after)} for each in found
    ]
