"""The record of a session, for whoever runs it: read, add to it, print it."""

from dataclasses import asdict
from typing import Annotated, Any, ClassVar, Literal

from pydantic import StringConstraints

from zhixing.activity import Act, Activity, Params
from zhixing.actor import Actor
from zhixing.classroom.rules import Door, require
from zhixing.decisions.service import working_paper
from zhixing.records import Work
from zhixing.topics.service.lines import lines_left
from zhixing.topics.service.minutes import SUBJECT, Remarks, minutes_facts, save_remarks
from zhixing.topics.service.session_exhibits import main_lines

Words = Annotated[str, StringConstraints(max_length=10_000)]


class SaveRemarks(Act):
    """Store what the facilitator adds to the record."""

    kind: Literal["save"]
    version: int
    place: Words
    remarks: Words
    names: bool
    lines: bool

    def perform(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Store it and return its version."""
        own = Remarks(self.place, self.remarks, names=self.names, lines=self.lines)
        return {"version": save_remarks(db, actor, own, self.version).version}


class Minutes(Activity):
    """The record: main lines, remarks, lines left, the paper to sign."""

    name: ClassVar[str] = "minutes"
    module: ClassVar[str] = "topics/static/minutes.js"
    subjects: ClassVar[frozenset[str]] = frozenset(
        {"run", "windows", "ballots", "people", "topics", "conditions", "submissions", "papers"}
    )
    acts: ClassVar[tuple[type[Act], ...]] = (SaveRemarks,)

    def view(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Return the record as it stands; the facilitator alone reads the lines, and no name with them."""
        require(actor, Door.RUN_SESSION)
        facts = minutes_facts(db, actor.classroom)
        paper = working_paper(db, actor.classroom, SUBJECT)
        count, lines = lines_left(db, actor.classroom)
        return {
            "facts": main_lines(facts),
            "own": asdict(facts.own),
            "version": paper.version if paper is not None else 0,
            "lines": {"count": count, "shown": list(lines)},
        }
