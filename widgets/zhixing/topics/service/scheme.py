"""The scheme of the topic in work: several tables write it together; then it is submitted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from zhixing.actor import Actor
from zhixing.classroom.rules import Door, require
from zhixing.classroom.runsheet import Step
from zhixing.classroom.tables import ClassroomRow
from zhixing.decisions import service as decisions
from zhixing.decisions.rules import Outcome, Stage, Submission, WorkingPaper, check_working
from zhixing.errors import ConflictError, RefusedError
from zhixing.policy import Policy
from zhixing.records import Work
from zhixing.topics.rules import Origin
from zhixing.topics.rules.scheme import Part, Scheme
from zhixing.topics.rules.scheme_check import TITLE_AT_MOST, checked
from zhixing.topics.rules.scheme_gaps import Gap, SchemeLimits, gaps
from zhixing.topics.service.approval import recommendation
from zhixing.topics.service.proposals import all_topics
from zhixing.topics.service.queue import Standing, put_to_work
from zhixing.topics.service.rounds import latest_recommendation
from zhixing.topics.service.setting import class_policy
from zhixing.topics.service.settled import SCHEME
from zhixing.topics.tables import TopicRow

SUBJECT = SCHEME


class Ground(StrEnum):
    """Why a scheme is written for a topic."""

    APPROVED = "approved"
    DESIGNATED = "designated"
    RECOMMENDED = "recommended"


@dataclass(frozen=True)
class SchemeStanding:
    """Where a class's scheme stands.

    Args:
        topic: the topic it is for; None while there is none.
        ground: why this topic.
        scheme: the paper as it is being written.
        subject: what decisions call its versions.
        paper: version of the working paper; 0 before the first word.
        submission: the latest version submitted, with the decision on it.
        gaps: what is missing.
    """

    topic: TopicRow | None
    ground: Ground | None
    scheme: Scheme
    subject: str
    paper: int
    submission: Submission | None
    gaps: list[Gap]

    @property
    def is_final(self) -> bool:
        """Whether it was approved."""
        return self.submission is not None and self.submission.is_final

    @property
    def blockers(self) -> list[Gap]:
        """What has to be mended before it is submitted for approval."""
        return [gap for gap in self.gaps if gap.blocks]

    @property
    def is_changed(self) -> bool:
        """Whether the working paper says something else than the latest version submitted."""
        return self.submission is None or content(self) != dict(self.submission.content)


def scheme_of(db: Work, classroom_id: str) -> SchemeStanding:
    """Return where a class's scheme stands."""
    topic, ground = _topic(db, classroom_id)
    subject, paper = _chain(db, classroom_id, topic)
    submission = decisions.latest(db, classroom_id, subject)
    advice = latest_recommendation(db, classroom_id)
    scheme = Scheme(topic.id if topic is not None else "")
    if paper is not None:
        scheme = Scheme.parse(paper.content)
    elif advice is not None and advice.content.get("chosen") == scheme.topic:
        scheme = Scheme(scheme.topic, lead_unit=str(advice.content.get("lead_unit", ""))[:TITLE_AT_MOST])
    return SchemeStanding(
        topic=topic,
        ground=ground,
        scheme=scheme,
        subject=subject,
        paper=paper.version if paper is not None else 0,
        submission=submission,
        gaps=gaps(scheme, scheme_limits(class_policy(db, classroom_id))) if topic is not None else [],
    )


def scheme_subject(db: Work, classroom_id: str) -> str:
    """Return what decisions call the versions of the scheme that is being written."""
    return _chain(db, classroom_id, _topic(db, classroom_id)[0])[0]


def _chain(db: Work, classroom_id: str, topic: TopicRow | None) -> tuple[str, WorkingPaper | None]:
    """Return the subject and working paper of a topic's scheme; each later topic has a chain of its own."""
    first = decisions.working_paper(db, classroom_id, SUBJECT)
    if topic is None or first is None or first.content["topic"] == topic.id:
        return SUBJECT, first if topic is not None else None
    own = f"{SUBJECT}/{topic.id}"
    return own, decisions.working_paper(db, classroom_id, own)


def scheme_limits(values: Policy) -> SchemeLimits:
    """Return the policy values a scheme is held against."""
    return SchemeLimits(
        sub_topics=values.span("topic.sub-topics"),
        months=values.span("topic.window-months"),
        units_from=values.int("topic.cross-department-from"),
    )


def _topic(db: Work, classroom_id: str) -> tuple[TopicRow | None, Ground | None]:
    """Return the topic in work, else the first the leader named, else, alone, the one recommended.

    What is off the list or finished is none of them.
    """
    rows = [row for row in all_topics(db, classroom_id) if _stands(row)]
    draft = recommendation(db, classroom_id)
    is_solo = db.get_one(ClassroomRow, classroom_id).kind == "solo"
    working = next((row for row in rows if row.standing == Standing.IN_WORK), None)
    if working is not None:
        return working, Ground.DESIGNATED if working.origin == Origin.LEADER else Ground.APPROVED
    named = next((row for row in rows if row.origin == Origin.LEADER and not row.sample), None)
    if named is not None:
        return named, Ground.DESIGNATED
    chosen = draft.submission.content.get("chosen") if draft.submission is not None else None
    if chosen is None:
        chosen = draft.proposed[0]
    found = next((row for row in rows if row.id == chosen), None) if is_solo else None
    return found, Ground.RECOMMENDED if found is not None else None


def _stands(row: TopicRow) -> bool:
    return not row.withdrawn and row.merged_into is None and row.standing != Standing.FINISHED


def decide_scheme(
    db: Work,
    actor: Actor,
    submission_id: str,
    outcome: Outcome,
    comment: str,
    *,
    detail: Mapping[str, Any] | None = None,
    on_paper: bool = False,
) -> Submission:
    """Decide on the scheme: a designated topic is in work, at the latest, once its scheme is approved.

    The arguments and errors are those of ``decisions.service.decide``.
    """
    decided = decisions.decide(db, actor, submission_id, outcome, comment, detail=detail, on_paper=on_paper)
    row = db.get(TopicRow, str(decided.content["topic"])) if decided.is_approved else None
    if row is not None and row.origin == Origin.LEADER and row.standing == Standing.OPEN:
        put_to_work(db, row)
    return decided


@dataclass(frozen=True)
class Saved:
    """What a page needs to go on after saving a part: its mark and the version of the paper."""

    mark: str
    paper: int


def save_part(db: Work, actor: Actor, part: Part, seen: str) -> Saved:
    """Store one part of the scheme; tables that write different parts do not meet.

    Args:
        db: the unit of work.
        actor: who writes.
        part: the part as it is to be.
        seen: the mark of the part the writer had on the page; blank for a new sub-topic.

    Raises:
        RefusedError: not this person's, there is no topic yet, or the scheme was approved.
        InputError: something is too long, or no date.
        ConflictError: somebody changed the same part meanwhile, or took it out; nothing was stored.
    """
    standing = _written_by(db, actor)
    before = standing.scheme.mark(part.part)
    scheme = checked(standing.scheme.with_part(part))
    mark = scheme.mark(part.part)
    if before not in (seen, mark):
        raise ConflictError("scheme.error.part-changed" if before else "scheme.error.part-gone")
    return Saved(mark, _store(db, actor, standing, scheme))


def remove_part(db: Work, actor: Actor, sub_topic: str, seen: str) -> Saved:
    """Take a sub-topic out of the scheme; the versions submitted keep it.

    Raises:
        RefusedError: not this person's, there is no topic yet, or the scheme was approved.
        ConflictError: somebody changed it meanwhile.
    """
    standing = _written_by(db, actor)
    before = standing.scheme.mark(sub_topic)
    if before not in (seen, ""):
        raise ConflictError("scheme.error.part-changed")
    return Saved("", _store(db, actor, standing, standing.scheme.without(sub_topic)))


def move_part(db: Work, actor: Actor, sub_topic: str, place: int) -> Saved:
    """Put a sub-topic at another place, counted from 0.

    Raises:
        RefusedError: not this person's, there is no topic yet, or the scheme was approved.
    """
    standing = _written_by(db, actor)
    moved = standing.scheme.moved(sub_topic, max(0, place))
    return Saved(moved.mark(sub_topic), _store(db, actor, standing, moved))


def _written_by(db: Work, actor: Actor) -> SchemeStanding:
    require(actor, Door.WRITE_SCHEME)
    standing = scheme_of(db, actor.classroom)
    if standing.topic is None:
        raise RefusedError("scheme.error.no-topic")
    return standing


def _store(db: Work, actor: Actor, standing: SchemeStanding, scheme: Scheme) -> int:
    door = Door.WRITE_SCHEME
    subject = standing.subject
    return decisions.save_paper(db, actor, subject, scheme.json(), standing.paper, door=door).version


def submit_scheme(db: Work, actor: Actor, stage: Stage, seen_version: int, seen_paper: int) -> Submission:
    """Submit the scheme as it stands, for comment however incomplete, for approval without a gap.

    Args:
        db: the unit of work.
        actor: who submits.
        stage: for comment or for approval.
        seen_version: the latest submission the person had on the page, 0 for none.
        seen_paper: the version of the working paper the person had on the page.

    Raises:
        RefusedError: not this person's, nothing is written or new, gaps are left, or it is final.
        ConflictError: the paper was changed, or a version submitted, meanwhile.
    """
    standing = _written_by(db, actor)
    paper = decisions.working_paper(db, actor.classroom, standing.subject)
    if paper is None:
        raise RefusedError("scheme.error.unwritten")
    check_working(paper, seen_paper)
    left = len(standing.blockers)
    if stage is Stage.APPROVAL and left:
        raise RefusedError("scheme.error.gaps-left", {"count": left})
    last = standing.submission
    if last is not None and last.decision is None and last.stage is stage and not standing.is_changed:
        raise RefusedError("scheme.error.unchanged", {"version": last.version})
    door, subject = Door.WRITE_SCHEME, standing.subject
    return decisions.submit(db, actor, subject, content(standing), seen_version, door=door, stage=stage)


def content(standing: SchemeStanding) -> dict[str, Any]:
    """Return what is submitted: the scheme with the words of its topic."""
    title = standing.topic.title if standing.topic is not None else ""
    return {"title": title, **standing.scheme.tidy().json()}


def scheme_exhibit(db: Work, classroom_id: str, _step: Step) -> dict[str, Any]:
    """Return what the projector shows of the scheme: the tree as the tables write it."""
    standing = scheme_of(db, classroom_id)
    if standing.topic is None:
        return {"scheme": None}
    return {"scheme": content(standing)}


def offered_units(known: Sequence[str], standing: SchemeStanding) -> list[str]:
    """Return the units to choose from: the class's, then those the topic and the scheme name beside."""
    expected = [str(unit) for unit in standing.topic.expected_units] if standing.topic is not None else []
    own = [standing.topic.owner_unit] if standing.topic is not None else []
    named = [*known, *own, *expected, standing.scheme.lead_unit, *standing.scheme.units]
    return list(dict.fromkeys(unit for unit in named if unit))
