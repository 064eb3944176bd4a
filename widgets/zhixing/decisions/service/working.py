"""The paper of a subject while several people write it."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from zhixing.actor import Actor
from zhixing.classroom.rules import Door, require
from zhixing.decisions.rules import WorkingPaper, check_working
from zhixing.decisions.rules.paper import check_open
from zhixing.decisions.service.submissions import latest
from zhixing.decisions.tables import WorkingPaperRow
from zhixing.records import Work
from zhixing.records.clock import utc_now


def working_paper(db: Work, classroom_id: str, subject: str) -> WorkingPaper | None:
    """Return the paper of a subject as people are writing it, None before the first word."""
    row = db.get(WorkingPaperRow, (classroom_id, subject), populate_existing=True)
    return None if row is None else _paper(row)


def working_papers(db: Work, classroom_id: str, under: str) -> list[WorkingPaper]:
    """Return the papers whose subjects begin with the given words, by subject."""
    query = (
        select(WorkingPaperRow)
        .where(
            WorkingPaperRow.classroom_id == classroom_id,
            WorkingPaperRow.subject.startswith(under, autoescape=True),
        )
        .order_by(WorkingPaperRow.subject)
    )
    return [_paper(row) for row in db.scalars(query)]


def save_paper(
    db: Work,
    actor: Actor,
    subject: str,
    content: Mapping[str, Any],
    seen_version: int,
    *,
    door: Door = Door.SUBMIT,
    signed: bool = True,
) -> WorkingPaper:
    """Store what somebody wrote into the shared paper.

    Args:
        db: the unit of work.
        actor: who writes.
        subject: id of what the paper is about; one paper a class.
        content: the whole paper, already checked by the caller.
        seen_version: the version the writer had on the page, 0 for none.
        door: who may write papers of this subject.
        signed: False keeps nobody's name beside the change.

    Raises:
        RefusedError: not this person's, or the paper is final.
        ConflictError: somebody changed it meanwhile; the sentence names the time.
    """
    require(actor, door)
    check_open(latest(db, actor.classroom, subject))
    row = db.get(WorkingPaperRow, (actor.classroom, subject), populate_existing=True)
    version = check_working(None if row is None else _paper(row), seen_version)
    if row is None:
        row = WorkingPaperRow(classroom_id=actor.classroom, subject=subject)
        db.add(row)
    row.version = version
    row.content = dict(content)
    row.changed = utc_now()
    row.changed_by = actor.person if signed else None
    db.flush()
    db.touch(actor.classroom, "papers")
    return _paper(row)


def _paper(row: WorkingPaperRow) -> WorkingPaper:
    return WorkingPaper(row.subject, row.version, row.content, row.changed)
