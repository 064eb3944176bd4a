"""What a table says to the recommendation."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from zhixing.activity import Act, Activity, Params
from zhixing.actor import Actor
from zhixing.classroom.people import person, units
from zhixing.classroom.rules import Door, may
from zhixing.records import Work
from zhixing.topics.activities.recommendation import OpenQuestion, Words
from zhixing.topics.rules import Unknown
from zhixing.topics.rules.table_advice import Advice
from zhixing.topics.service import table_advice as service
from zhixing.topics.service.approval import recommendation


class Save(Act):
    """Save what the table says."""

    kind: Literal["save"]
    version: int
    lead_unit: Words
    reasons: Words
    dissent: Words
    unknowns: Annotated[list[OpenQuestion], Field(max_length=100)]

    def perform(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Store it and return its version."""
        unknowns = tuple(Unknown(each.what, each.who, each.when) for each in self.unknowns)
        said = Advice(self.lead_unit, self.reasons, self.dissent, unknowns)
        return {"version": service.save_advice(db, actor, said, self.version).version}


class TableAdvice(Activity):
    """The table's own words: lead unit, reasons, dissent, what is not known."""

    name: ClassVar[str] = "table-advice"
    module: ClassVar[str] = "topics/static/table-advice.js"
    subjects: ClassVar[frozenset[str]] = frozenset({"papers", "windows", "submissions", "topics", "people"})
    acts: ClassVar[tuple[type[Act], ...]] = (Save,)

    def view(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Return what the person's own table says; other tables' words are not in it."""
        draft = recommendation(db, actor.classroom)
        seat = person(db, actor).seat
        final = draft.submission is not None and draft.submission.is_final
        paper = None if seat is None else service.advice_of(db, actor.classroom, seat)
        first = draft.result.first if draft.result is not None else None
        return {
            "state": "final" if final else "open" if draft.is_open else "waiting",
            "seat": seat,
            "may_edit": may(actor, Door.WRITE_RECOMMENDATION)
            and seat is not None
            and draft.is_open
            and not final,
            "first": draft.topics.get(first or ""),
            "version": 0 if paper is None else paper.version,
            "content": None if paper is None else dict(paper.content),
            "units": [unit.name for unit in units(db, actor.classroom)],
        }
