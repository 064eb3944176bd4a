"""The approval sheets (呈批表) of the recommendation and of the scheme."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from zhixing.actor import Actor
from zhixing.classroom.people import classroom
from zhixing.classroom.rules import Door, may, require
from zhixing.decisions import service as decisions
from zhixing.decisions.documents import SheetFacts, approval_sheet
from zhixing.decisions.rules.face import Section
from zhixing.errors import RefusedError
from zhixing.records import Work
from zhixing.text import Text, catalogue
from zhixing.topics.service.approval import recommendation_subject
from zhixing.topics.service.recommendation_face import recommendation_face
from zhixing.topics.service.scheme import scheme_subject
from zhixing.topics.service.scheme_face import scheme_face
from zhixing.topics.service.wording import both

_Face = Callable[[Mapping[str, Any]], list[Section]]


def recommendation_sheet(db: Work, actor: Actor) -> tuple[str, bytes]:
    """Return the file name and the approval sheet of the recommendation.

    Raises:
        RefusedError: not this person's, or nothing was submitted.
    """
    name = catalogue().say("approval.sheet.file", actor.locale)
    matter = both("approval.sheet.matter-recommendation")
    attachment = "approval.sheet.attachment-recommendation"
    face, subject = recommendation_face, recommendation_subject(db, actor.classroom)
    return name, _sheet(db, actor, subject, face=face, matter=matter, attachment=attachment)


def scheme_sheet(db: Work, actor: Actor) -> tuple[str, bytes]:
    """Return the file name and the approval sheet of the scheme.

    Raises:
        RefusedError: not this person's, or nothing was submitted.
    """
    name = catalogue().say("approval.sheet.file-scheme", actor.locale)
    matter = both("approval.sheet.matter-scheme")
    attachment = "approval.sheet.attachment-scheme"
    return name, _sheet(
        db, actor, scheme_subject(db, actor.classroom), face=scheme_face, matter=matter, attachment=attachment
    )


def _sheet(db: Work, actor: Actor, subject: str, *, face: _Face, matter: Text, attachment: str) -> bytes:
    if not may(actor, Door.WRITE_RECOMMENDATION):
        require(actor, Door.SEE_EXPORTS)
    submission = decisions.latest(db, actor.classroom, subject)
    if submission is None:
        raise RefusedError("approval.error.not-submitted")
    separator = catalogue().say("approval.sheet.separator", actor.locale)
    facts = SheetFacts(
        unit=classroom(db, actor).name,
        day=datetime.fromisoformat(submission.submitted).astimezone().date(),
        matter=matter,
        digest=[
            (
                section.title,
                (" " if isinstance(section.text, str) else separator).join(section.lines(actor.locale)),
            )
            for section in face(submission.content)
        ],
        attachment=both(attachment, version=submission.version),
        submission=submission,
    )
    return approval_sheet(facts, actor.locale)
