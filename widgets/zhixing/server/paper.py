"""The papers that leave the house, by address; each made by the feature it belongs to."""

from zhixing.actor import Actor
from zhixing.classroom.documents import attendance_sheet
from zhixing.classroom.rules import Door, may, require
from zhixing.records import Work
from zhixing.server.files import Paper
from zhixing.topics.documents import recommendation_paper


def papers() -> dict[str, Paper]:
    """Return every paper by its address."""
    return {"recommendation.docx": _recommendation, "attendance.docx": _attendance}


def _recommendation(db: Work, actor: Actor) -> tuple[str, bytes]:
    if not may(actor, Door.WRITE_RECOMMENDATION):
        require(actor, Door.SEE_EXPORTS)
    return recommendation_paper(db, actor)


def _attendance(db: Work, actor: Actor) -> tuple[str, bytes]:
    require(actor, Door.SEE_EXPORTS)
    return attendance_sheet(db, actor)
