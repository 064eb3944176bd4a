"""Keep what somebody writes on a worksheet: theirs alone, and two devices never overwrite each other."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from zhixing.actor import Actor
from zhixing.classroom.rules import Door, require
from zhixing.course.remarks import Remark, remark_on
from zhixing.course.tables import WorksheetRow
from zhixing.course.worksheets import (
    Field,
    Part,
    Worksheet,
    Written,
    all_sheets,
    gaps,
    known_content,
    path_of,
    read_content,
    written,
)
from zhixing.errors import ConflictError, MissingError
from zhixing.records import Work
from zhixing.records.clock import utc_now


@dataclass(frozen=True, slots=True)
class Filled:
    """A worksheet as somebody has filled it.

    Args:
        sheet: the worksheet.
        content: what is written on it, as it is kept.
        version: how often it was kept; 0 before the first time.
    """

    sheet: Worksheet
    content: dict[str, Any]
    version: int

    @property
    def done(self) -> bool:
        """Whether everything needed is there."""
        return self.version > 0 and not gaps(self.sheet, self.content)

    def written(self) -> list[Written]:
        """Return every field that is filled."""
        return list(written(self.sheet, self.content))

    def remarks(self) -> list[tuple[Written, Remark]]:
        """Return what may be thought over once more."""
        guarded = ((each, each.field.guard) for each in self.written() if each.field.guard is not None)
        found = ((each, remark_on(guard, str(each.value))) for each, guard in guarded)
        return [(each, remark) for each, remark in found if remark is not None]


@dataclass(frozen=True, slots=True)
class Kept:
    """What a page needs to go on: the version it has now, and whether the worksheet is done."""

    version: int
    done: bool


def sheet_of(sheet_id: str) -> Worksheet:
    """Return a worksheet of the course.

    Raises:
        MissingError: ``worksheet.error.no-sheet``.
    """
    found = all_sheets().get(sheet_id)
    if found is None:
        raise MissingError("worksheet.error.no-sheet", {"sheet": sheet_id[:40]})
    return found


def filled_sheet(db: Work, actor: Actor, sheet_id: str) -> Filled:
    """Return what somebody has written on a worksheet; nobody else can ask for it.

    Raises:
        MissingError: ``worksheet.error.no-sheet``.
    """
    sheet = sheet_of(sheet_id)
    row = db.get(WorksheetRow, (actor.person, sheet.id), populate_existing=True)
    if row is None:
        return Filled(sheet, {}, 0)
    return Filled(sheet, known_content(sheet, row.content), row.version)


def keep_sheet(db: Work, actor: Actor, sheet_id: str, content: Mapping[str, Any], seen_version: int) -> Kept:
    """Keep what somebody has written so far; finished or not.

    Args:
        db: the unit of work.
        actor: who writes.
        sheet_id: the worksheet.
        content: all of it, not only what was changed.
        seen_version: the version the page had; 0 for none.

    Raises:
        InputError: something does not belong to this worksheet, is too long, or no date.
        MissingError: no such worksheet.
        ConflictError: the person has written on another device meanwhile; nothing was stored.
    """
    require(actor, Door.ANSWER_ITEMS)
    sheet = sheet_of(sheet_id)
    kept = read_content(sheet, content)
    done = not gaps(sheet, kept)
    row = db.get(WorksheetRow, (actor.person, sheet.id), populate_existing=True)
    if row is not None and row.content == kept and row.done == done:
        return Kept(row.version, done)
    if (row.version if row is not None else 0) != seen_version:
        raise ConflictError("worksheet.error.changed")
    if row is None:
        row = WorksheetRow(person_id=actor.person, sheet=sheet.id, classroom_id=actor.classroom)
        db.add(row)
    row.content, row.version, row.done, row.changed = kept, seen_version + 1, done, utc_now()
    db.flush()
    db.touch(actor.classroom, "sheets", f"sheets-{actor.person}")
    return Kept(row.version, done)


def offered(db: Work, actor: Actor, sheet: Worksheet) -> dict[str, list[str]]:
    """Return the words to begin with, by field: what the person has written in the field it names.

    Where both stand in rows of the same name, a row is offered its own words only: the key is then
    ``part.row.field``, else ``part.field``.
    """
    asking = [
        (part, field, field.source)
        for part in sheet.parts
        for field in part.fields
        if field.source is not None
    ]
    known = _written_before(db, actor, {source.sheet for _, _, source in asking})
    found: dict[str, list[str]] = {}
    for part, field, source in asking:
        for each in known.get(source.sheet, ()):
            if (each.part.id, each.field.id) == (source.part, source.field):
                words = found.setdefault(_offer_key(part, field, each), [])
                words += [str(each.value)] if each.value not in words else []
    return found


def _offer_key(part: Part, field: Field, before: Written) -> str:
    shares_rows = any(row.id == before.spot for row in part.rows)
    return path_of(part, before.spot if shares_rows else None, field)


def _written_before(db: Work, actor: Actor, sheets: Collection[str]) -> dict[str, list[Written]]:
    query = select(WorksheetRow).where(
        WorksheetRow.person_id == actor.person, WorksheetRow.sheet.in_(sorted(sheets))
    )
    found = {}
    for row in db.scalars(query) if sheets else ():
        sheet = sheet_of(row.sheet)
        found[row.sheet] = list(written(sheet, known_content(sheet, row.content)))
    return found
