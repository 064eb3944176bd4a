"""What the paper of a scheme says: the version that counts, and what changed since the one before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from zhixing.actor import Actor
from zhixing.classroom.rules import Door, may, require
from zhixing.classroom.tables import ClassroomRow
from zhixing.decisions import service as decisions
from zhixing.decisions.rules import Stage
from zhixing.decisions.rules.face import Change, changes
from zhixing.errors import RefusedError
from zhixing.records import Work
from zhixing.topics.rules.scheme import Scheme
from zhixing.topics.service.scheme import Ground, SchemeStanding, content, scheme_of
from zhixing.topics.service.scheme_face import scheme_face


@dataclass(frozen=True)
class SchemeFacts:
    """What the paper says; nobody's name is in it.

    Args:
        classroom: name of the class.
        topic: title of the topic.
        ground: why this topic.
        scheme: the scheme.
        stage: what the version is submitted for; a working paper counts as a draft for approval.
        approved: the day it was approved; None before.
        before: number of the version it is compared with; 0: there is none.
        changes: what changed since that version.
    """

    classroom: str
    topic: str
    ground: Ground | None
    scheme: Scheme
    stage: Stage
    approved: date | None
    before: int
    changes: list[Change]


def scheme_facts(db: Work, actor: Actor) -> SchemeFacts:
    """Return what the paper says: the approved version, else the working paper.

    Raises:
        RefusedError: not this person's, or there is no topic yet.
    """
    if not may(actor, Door.WRITE_SCHEME):
        require(actor, Door.SEE_EXPORTS)
    standing = scheme_of(db, actor.classroom)
    if standing.topic is None:
        raise RefusedError("scheme.error.no-topic")
    last = standing.submission
    shown = _shown(standing)
    earlier = [
        each
        for each in decisions.versions(db, actor.classroom, standing.subject)
        if dict(each.content) != shown
    ]
    before = earlier[0] if earlier else None
    told = changes(scheme_face(before.content), scheme_face(shown), actor.locale) if before else []
    decision = last.decision if last is not None and last.is_approved else None
    as_submitted = last is not None and not standing.is_changed
    return SchemeFacts(
        classroom=db.get_one(ClassroomRow, actor.classroom).name,
        topic=str(shown["title"]),
        ground=standing.ground,
        scheme=Scheme.parse(shown),
        stage=last.stage if last is not None and as_submitted else Stage.APPROVAL,
        approved=decision.day if decision is not None else None,
        before=before.version if before is not None else 0,
        changes=told,
    )


def _shown(standing: SchemeStanding) -> Mapping[str, Any]:
    if standing.submission is not None and standing.is_final:
        return dict(standing.submission.content)
    return content(standing)
