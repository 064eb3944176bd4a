"""A worksheet: part by part, kept at every pause, read as a page once it is done."""

from typing import Any, ClassVar, Literal

from zhixing.activity import Act, Activity, Params
from zhixing.actor import Actor
from zhixing.course.service.worksheets import filled_sheet, keep_sheet, offered
from zhixing.records import Work


class Keep(Act):
    """Keep what is written so far."""

    kind: Literal["keep"]
    content: dict[str, Any]
    version: int

    def perform(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:
        """Store it, and return the version the page has now."""
        kept = keep_sheet(db, actor, params.get("sheet", ""), self.content, self.version)
        return {"version": kept.version, "done": kept.done}


class WorksheetActivity(Activity):
    """One worksheet with what this person has written on it; nobody else's is in it."""

    name: ClassVar[str] = "worksheet"
    module: ClassVar[str] = "course/static/worksheet.js"
    acts: ClassVar[tuple[type[Act], ...]] = (Keep,)

    def subjects_for(self, actor: Actor) -> frozenset[str]:
        """Return the person's own worksheets only."""
        return frozenset({f"sheets-{actor.person}"})

    def view(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:
        """Return the worksheet, what is written on it, words to begin with, and gentle remarks."""
        filled = filled_sheet(db, actor, params.get("sheet", ""))
        sheet = filled.sheet
        return {
            "sheet": sheet.json(),
            "content": filled.content,
            "version": filled.version,
            "done": filled.done,
            "offers": offered(db, actor, sheet),
            "remarks": [
                {
                    "part": each.part.id,
                    "field": each.field.id,
                    "value": each.value,
                    "sentence": remark.text().json(),
                }
                for each, remark in filled.remarks()
            ],
            "document": None if sheet.document is None else f"export/worksheet.docx?sheet={sheet.id}",
        }
