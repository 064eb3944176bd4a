"""The coach's log: interruptions with time, step and effect, in which nobody is named."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from zhixing.actor import Actor
from zhixing.classroom.people import people
from zhixing.classroom.rules import Door
from zhixing.errors import InputError, MissingError
from zhixing.meetings.rules.questions import (
    QUESTION_AT_MOST,
    REMARK_AT_MOST,
    Asking,
    Effect,
    check_length,
    check_nameless,
    counts,
)
from zhixing.meetings.rules.way import HERE
from zhixing.meetings.service.material import bank, steps
from zhixing.meetings.service.meetings import lanes, require_lane
from zhixing.meetings.service.taps import Tap
from zhixing.meetings.service.way import way_of
from zhixing.meetings.tables import CoachNoteRow, MeetingRow, TapRow
from zhixing.records import Work, new_id
from zhixing.records.clock import utc_now
from zhixing.teams.service.membership import team_names

_JOINT = "@"
"""Between a situation and the step it came up at, as they are stored."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One interruption as coaches see it.

    Args:
        id: of the entry.
        noted: when.
        end: to which of the three ends.
        moments: the situation where one was chosen, and the step the group was at where that is known.
        question: what was asked.
        effect: what it did.
    """

    id: str
    noted: str
    end: str
    moments: tuple[str, ...]
    question: str
    effect: Effect

    def json(self) -> dict[str, Any]:
        """Return the form pages show."""
        return {
            "id": self.id,
            "noted": self.noted,
            "end": self.end,
            "moments": list(self.moments),
            "question": self.question,
            "effect": self.effect.kind,
            "remark": self.effect.remark,
        }


def log_interruption(
    db: Work, actor: Actor, meeting_id: str, lane: str, *, end: str, moment: str, question: str
) -> CoachNoteRow:
    """Write down that the coach stepped in, now.

    Args:
        db: the unit of work.
        actor: the coach.
        meeting_id: the meeting.
        lane: the group, blank for everybody together.
        end: one of the three ends.
        moment: a step or a situation; the step at which the group says it is goes with it.
        question: what was asked, in the words used.

    Raises:
        RefusedError: not this person's to coach.
        InputError: no such end or moment, nothing asked, too long, or somebody is named.
    """
    require_lane(db, actor, meeting_id, lane, Door.COACH)
    known = {*(step.id for step in steps()), *(each.id for each in bank().situations), ""}
    if end not in {each.id for each in bank().ends} or moment not in known:
        raise InputError("steps.error.no-end")
    asked = check_length(question, QUESTION_AT_MOST)
    if not asked:
        raise InputError("steps.error.no-question")
    row = CoachNoteRow(
        id=new_id(),
        meeting_id=meeting_id,
        lane=lane,
        classroom_id=actor.classroom,
        person_id=actor.person,
        end=end,
        moment=_JOINT.join(_moments(db, actor, lane, moment)),
        question=check_nameless(asked, _names(db, actor)),
        noted=utc_now(),
    )
    db.add(row)
    db.flush()
    db.touch(actor.classroom, "coach")
    return row


def _moments(db: Work, actor: Actor, lane: str, moment: str) -> list[str]:
    """Return a moment, and beside a situation the step at which the group says it is."""
    if any(step.id == moment for step in steps()):
        return [moment]
    here = way_of(db, actor.classroom, lane or None).way.get(HERE) or {}
    return [each for each in (moment, here.get("step", "")) if each]


def note_effect(db: Work, actor: Actor, entry_id: str, kind: str, remark: str) -> None:
    """Write down what an interruption did.

    Raises:
        RefusedError: not this person's to coach.
        InputError: no such effect, too long, or somebody is named.
    """
    row = _entry(db, actor, entry_id)
    if kind not in {"", *(each.id for each in bank().effects)}:
        raise InputError("steps.error.no-effect")
    said = check_nameless(check_length(remark, REMARK_AT_MOST), _names(db, actor))
    row.effect = Effect(kind, said).stored()
    db.touch(actor.classroom, "coach")


def take_back(db: Work, actor: Actor, entry_id: str) -> None:
    """Take an interruption out that was logged by mistake."""
    db.delete(_entry(db, actor, entry_id))
    db.touch(actor.classroom, "coach")


@dataclass(frozen=True)
class LaneLog:
    """What coaches know of one lane of a meeting.

    Args:
        lane: the group, blank for everybody together.
        name: of the group, blank for everybody together.
        entries: the interruptions, the latest first.
        asking: how often the table asked and stated, by its taps.
    """

    lane: str
    name: str
    entries: tuple[Entry, ...]
    asking: Asking

    def json(self) -> dict[str, Any]:
        """Return the form pages show."""
        return {
            "id": self.lane,
            "name": self.name,
            "entries": [each.json() for each in self.entries],
            "counts": counts(bank().ends, (each.end for each in self.entries)),
            "asked": self.asking.asked,
            "stated": self.asking.stated,
            "percent": self.asking.percent,
        }


def log_of(db: Work, row: MeetingRow) -> tuple[LaneLog, ...]:
    """Return the log of every lane of a meeting."""
    names = team_names(db, row.classroom_id)
    logged, asked = _entries(db, row), _asking(db, row)
    return tuple(
        LaneLog(lane, names.get(lane, ""), tuple(logged.get(lane, ())), asked.get(lane, Asking(0, 0)))
        for lane in lanes(db, row)
    )


def _entries(db: Work, row: MeetingRow) -> dict[str, list[Entry]]:
    query = (
        select(CoachNoteRow)
        .where(CoachNoteRow.meeting_id == row.id)
        .order_by(CoachNoteRow.noted.desc(), CoachNoteRow.id)
    )
    found: dict[str, list[Entry]] = {}
    for each in db.scalars(query):
        effect = Effect.parse(each.effect)
        moments = tuple(filter(None, each.moment.split(_JOINT)))
        entry = Entry(each.id, each.noted, each.end, moments, each.question, effect)
        found.setdefault(each.lane, []).append(entry)
    return found


def _asking(db: Work, row: MeetingRow) -> dict[str, Asking]:
    mine = TapRow.meeting_id == row.id
    query = select(TapRow.lane, TapRow.kind, func.count()).where(mine).group_by(TapRow.lane, TapRow.kind)
    found = {(lane, kind): int(count) for lane, kind, count in db.execute(query)}
    return {
        lane: Asking(found.get((lane, Tap.ASKED), 0), found.get((lane, Tap.STATED), 0)) for lane, _ in found
    }


def _entry(db: Work, actor: Actor, entry_id: str) -> CoachNoteRow:
    row = db.get(CoachNoteRow, entry_id)
    if row is None or row.classroom_id != actor.classroom:
        raise MissingError("steps.error.no-entry")
    require_lane(db, actor, row.meeting_id, row.lane, Door.COACH)
    return row


def _names(db: Work, actor: Actor) -> list[str]:
    return [person.name for person in people(db, actor.classroom)]
