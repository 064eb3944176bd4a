"""The record of a meeting: read, worded, objected to, confirmed by the group, opened again."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import StringConstraints

from zhixing.activity import Act, Activity, Params
from zhixing.actor import Actor
from zhixing.classroom.rules import Door
from zhixing.meetings.rules.minutes import (
    LINE_AT_MOST,
    REASON_AT_MOST,
    REMARKS_AT_MOST,
    WORDING_AT_MOST,
    mark_of,
)
from zhixing.meetings.rules.minutes_words import FIXED, SECTIONS, both
from zhixing.meetings.service import confirming
from zhixing.meetings.service.confirming import seal_json
from zhixing.meetings.service.meetings import State, meeting_of, meetings_of
from zhixing.meetings.service.minutes import Minutes, lanes_to_read, minutes_of, sections_of
from zhixing.meetings.service.places import place_of
from zhixing.meetings.service.rounds import seen_lane
from zhixing.meetings.tables import MeetingRow
from zhixing.records import Work
from zhixing.teams.service.membership import may_in, team_names

Words = Annotated[str, StringConstraints(max_length=20_000)]
Mark = Annotated[str, StringConstraints(max_length=120)]
_MOST = {
    "wording": WORDING_AT_MOST,
    "remarks": REMARKS_AT_MOST,
    "line": LINE_AT_MOST,
    "reason": REASON_AT_MOST,
}


class _OnRecord(Act):
    meeting: Mark
    lane: Mark


class WordParagraph(_OnRecord):
    """Put a paragraph into the group's own words."""

    kind: Literal["word"]
    paragraph: Mark
    text: Words
    seen: Mark

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Store the words."""
        about = {"paragraph": self.paragraph, "text": self.text, "seen": self.seen}
        confirming.word(db, actor, self.meeting, self.lane, **about)


class ChooseWords(_OnRecord):
    """Keep the own words, or go back to what is generated."""

    kind: Literal["choose"]
    paragraph: Mark
    seen: Mark
    own: bool

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Store the choice."""
        confirming.choose(
            db, actor, self.meeting, self.lane, paragraph=self.paragraph, seen=self.seen, own=self.own
        )


class SaveRecordRemarks(_OnRecord):
    """Add to the record, or correct it."""

    kind: Literal["remark"]
    text: Words
    seen: Mark

    def perform(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Store the remarks and return their mark."""
        confirming.remark(db, actor, self.meeting, self.lane, self.text, seen=self.seen)
        return {"mark": mark_of([self.text.strip()])}


class Object(_OnRecord):
    """Say in one line what a member sees differently."""

    kind: Literal["object"]
    text: Words
    named: bool

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Store the line; a blank one takes it back."""
        confirming.object_to(db, actor, self.meeting, self.lane, self.text, named=self.named)


class Confirm(_OnRecord):
    """Confirm the record for the group."""

    kind: Literal["confirm"]
    seen: Mark

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Freeze it."""
        confirming.confirm(db, actor, self.meeting, self.lane, self.seen)


class Reopen(_OnRecord):
    """Open a confirmed record again, with a reason."""

    kind: Literal["reopen"]
    reason: Words

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Open it; the reason stays."""
        confirming.reopen(db, actor, self.meeting, self.lane, self.reason)


class MinutesOf(Activity):
    """The record of a meeting; without a meeting named, of the one that is nearest."""

    name: ClassVar[str] = "minutes-of"
    module: ClassVar[str] = "meetings/static/minutes-of.js"
    subjects: ClassVar[frozenset[str]] = frozenset(
        {"notes", "meetings", "ledger", "papers", "ideas", "attendance", "teams", "people"}
    )
    acts: ClassVar[tuple[type[Act], ...]] = (
        WordParagraph,
        ChooseWords,
        SaveRecordRemarks,
        Object,
        Confirm,
        Reopen,
    )

    def view(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:
        """Return the record of one lane, and which others there are; no objecter without their wish."""
        row, lane = _named(db, actor, params)
        if row is None:
            return {"meeting": None}
        seen_lane(db, actor, row.id, lane)
        minutes = minutes_of(db, row, lane)
        may_write = may_in(db, actor, Door.WRITE_MINUTES, lane or None)
        is_open = minutes.record.confirmed is None
        mark = confirming.objecter(row, lane, actor)
        own = next((one for one in minutes.record.objections if one.mark == mark), None)
        return {
            "meeting": _meeting(row),
            "others": [] if "meeting" in params else [_meeting(each) for each in meetings_of(db, actor)],
            "lane": lane,
            "lanes": [] if "lane" in params or row.team_id else _lanes(db, actor, row),
            "sections": _sections(minutes),
            "actions": minutes.facts["actions"],
            "remarks": {"text": minutes.record.remarks, "mark": mark_of([minutes.record.remarks])},
            "earlier": [
                {"paragraph": paragraph, "text": text, "at": at}
                for paragraph, text, at in (minutes.record.earlier if may_write else ())
            ],
            "gaps": list(minutes.gaps) if is_open else [],
            "mark": minutes.mark,
            "open_choices": minutes.open_choices,
            "may_write": may_write and is_open,
            "may_confirm": confirming.may_confirm(db, actor, row, lane),
            "may_object": is_open and confirming.may_object(db, actor, row, lane),
            "objection": None if own is None else {"text": own.text, "named": bool(own.name)},
            "confirmed": seal_json(minutes.record.confirmed),
            "reopened": [seal_json(seal) for seal in minutes.record.reopened],
            "is_over": row.state in {State.ENDED, State.CONFIRMED},
            "is_running": row.state == State.RUNNING,
            "most": _MOST,
        }


def _named(db: Work, actor: Actor, params: Params) -> tuple[MeetingRow | None, str]:
    if "meeting" in params:
        row = meeting_of(db, actor, params["meeting"])
        return row, params.get("lane", row.team_id or "")
    place = place_of(db, actor)
    return (None, "") if place is None else (place.meeting, place.meeting.team_id or "")


def _meeting(row: MeetingRow) -> dict[str, Any]:
    return {"id": row.id, "title": row.title, "date": row.date, "state": row.state}


def _lanes(db: Work, actor: Actor, row: MeetingRow) -> list[dict[str, str]]:
    """Return the groups whose part of a class meeting somebody may read; everybody together comes first."""
    names = team_names(db, actor.classroom)
    return [{"lane": lane, "name": names[lane]} for lane in lanes_to_read(db, actor, row) if lane]


def _sections(minutes: Minutes) -> list[dict[str, Any]]:
    return [
        {
            "id": name,
            "title": both(SECTIONS[name]).json(),
            "fixed": name in FIXED,
            "paragraphs": [{**shown.json(), "mark": shown.mark} for shown in paragraphs],
        }
        for name, paragraphs in sections_of(minutes).items()
    ]
