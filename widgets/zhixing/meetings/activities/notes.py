"""Quick notes while a meeting runs: one line and Enter; they go into its minutes."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import StringConstraints

from zhixing.activity import Act, Activity, Params
from zhixing.actor import Actor
from zhixing.classroom.people import people
from zhixing.classroom.rules import Door
from zhixing.meetings.rules.notes import NOTE_AT_MOST, Kind, NoteDraft
from zhixing.meetings.service import notes as service
from zhixing.meetings.service.meetings import people_in
from zhixing.meetings.service.places import Place, place_of
from zhixing.meetings.service.recording import record_of
from zhixing.meetings.service.rounds import seen_lane
from zhixing.meetings.tables import NoteRow
from zhixing.records import Work
from zhixing.teams.service.membership import may_in

Words = Annotated[str, StringConstraints(max_length=10_000)]
Mark = Annotated[str, StringConstraints(max_length=40)]


class AddNote(Act):
    """Note something."""

    kind: Literal["add"]
    meeting: Mark
    lane: Mark
    sort: Kind
    text: Words
    person: Mark | None = None
    highlighted: bool = False

    def perform(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Store it and return its id."""
        draft = NoteDraft(self.sort, self.text, self.person, self.highlighted)
        return {"id": service.add_note(db, actor, self.meeting, self.lane, draft).id}


class ChangeNote(Act):
    """Word a note anew."""

    kind: Literal["change"]
    note: Mark
    version: int
    sort: Kind
    text: Words
    person: Mark | None = None
    highlighted: bool = False

    def perform(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Store it and return its version."""
        draft = NoteDraft(self.sort, self.text, self.person, self.highlighted)
        return {"version": service.change_note(db, actor, self.note, draft, self.version).version}


class TakeBackNote(Act):
    """Take a note out of the minutes."""

    kind: Literal["take-back"]
    note: Mark
    version: int

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Mark it."""
        service.take_back(db, actor, self.note, self.version)


class PutInAgain(Act):
    """Put a note in again."""

    kind: Literal["put-in"]
    note: Mark
    version: int

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Take the mark away."""
        service.put_in_again(db, actor, self.note, self.version)


class MoveNote(Act):
    """Exchange a note with its neighbour of the same kind."""

    kind: Literal["move"]
    note: Mark
    down: bool

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Store the new order."""
        service.move_note(db, actor, self.note, down=self.down)


class MeetingNotes(Activity):
    """Notes of one lane of a meeting; without a meeting named, of the one that is nearest."""

    name: ClassVar[str] = "meeting-notes"
    module: ClassVar[str] = "meetings/static/meeting-notes.js"
    subjects: ClassVar[frozenset[str]] = frozenset({"notes", "meetings", "papers", "teams", "people"})
    acts: ClassVar[tuple[type[Act], ...]] = (AddNote, ChangeNote, TakeBackNote, PutInAgain, MoveNote)

    def view(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:
        """Return the notes; who wrote them is not in it."""
        place = place_of(db, actor, params.get("meeting", ""), params.get("lane"))
        if place is None:
            return {"meeting": None}
        seen_lane(db, actor, place.meeting.id, place.lane)
        is_open = record_of(db, place.meeting, place.lane).confirmed is None
        rows = service.notes(db, place.meeting.id, place.lane, taken_back=True)
        names = {person.id: person.name for person in people(db, actor.classroom)}
        return {
            "meeting": {"id": place.meeting.id, "title": place.meeting.title, "date": place.meeting.date},
            "lane": place.lane,
            "is_open": is_open,
            "may_write": is_open and may_in(db, actor, Door.WRITE_MINUTES, place.lane or None),
            "notes": [_note(row, names) for row in rows],
            "people": _offered(db, place),
            "most": NOTE_AT_MOST,
        }


def _offered(db: Work, place: Place) -> list[dict[str, str]]:
    return [{"id": each.id, "name": each.name} for each in people_in(db, place.meeting, place.lane)]


def _note(row: NoteRow, names: dict[str, str]) -> dict[str, Any]:
    return {
        "id": row.id,
        "sort": row.kind,
        "text": row.text,
        "person": row.person_id,
        "name": names.get(row.person_id or "", ""),
        "highlighted": row.highlighted,
        "taken_back": row.withdrawn,
        "version": row.version,
    }
