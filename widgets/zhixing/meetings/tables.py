"""Rows of meetings: plans, how they run in each lane, turns, taps, notes, ideas, attendance, coaching."""

from typing import Any

from sqlalchemy import Boolean, ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from zhixing.records.tables import ID, Row

LANE = String(40)
"""Column type of a lane: the id of the group that works there, blank for everybody together."""


def _meeting(*, primary_key: bool = False) -> Mapped[str]:
    key = ForeignKey("meeting.id", ondelete="CASCADE")
    return mapped_column(key, primary_key=primary_key, index=not primary_key)


def _classroom() -> Mapped[str]:
    return mapped_column(ForeignKey("classroom.id", ondelete="CASCADE"), index=True)


class MeetingRow(Row):
    """A meeting of one group, or of the whole class where ``team_id`` is None.

    ``kind`` names the template it was made from; ``state`` is ``planned``, ``running``, ``ended`` or
    ``confirmed``; ``plan`` holds its days and blocks; ``date`` is its first day, ``starts`` a time of day.
    """

    __tablename__ = "meeting"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    classroom_id: Mapped[str] = _classroom()
    team_id: Mapped[str | None] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(24))
    title: Mapped[str] = mapped_column(String(120))
    date: Mapped[str | None] = mapped_column(String(10))
    starts: Mapped[str] = mapped_column(String(5), default="09:00")
    place: Mapped[str] = mapped_column(String(120), default="")
    state: Mapped[str] = mapped_column(String(16), default="planned")
    plan: Mapped[dict[str, Any]]
    detail: Mapped[dict[str, Any] | None]
    version: Mapped[int] = mapped_column(Integer, default=1)
    changed: Mapped[str] = mapped_column(String(32))


class MeetingRunRow(Row):
    """Where a meeting stands in one lane: its block, since when, until when, and what was before.

    ``past`` lists what is over as ``{block, began, ended}``; ``detail`` holds what the room shows besides.
    """

    __tablename__ = "meeting_run"

    meeting_id: Mapped[str] = _meeting(primary_key=True)
    lane: Mapped[str] = mapped_column(LANE, primary_key=True)
    classroom_id: Mapped[str] = _classroom()
    block: Mapped[str | None] = mapped_column(String(40))
    began: Mapped[str | None] = mapped_column(String(32))
    ends: Mapped[str | None] = mapped_column(String(32))
    past: Mapped[list[Any]] = mapped_column(default=list)
    detail: Mapped[dict[str, Any] | None]
    version: Mapped[int] = mapped_column(Integer, default=0)


class SpeechRow(Row):
    """One turn of speaking: since when, allotted until when, over when; ``extended`` counts seconds given."""

    __tablename__ = "speech"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    meeting_id: Mapped[str] = _meeting()
    lane: Mapped[str] = mapped_column(LANE)
    classroom_id: Mapped[str] = _classroom()
    block: Mapped[str] = mapped_column(String(40))
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    began: Mapped[str] = mapped_column(String(32))
    ends: Mapped[str] = mapped_column(String(32))
    ended: Mapped[str | None] = mapped_column(String(32))
    extended: Mapped[int] = mapped_column(Integer, default=0)


class TapRow(Row):
    """One tap: somebody asked, or somebody stated; who it was is not kept."""

    __tablename__ = "tap"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    meeting_id: Mapped[str] = _meeting()
    lane: Mapped[str] = mapped_column(LANE)
    classroom_id: Mapped[str] = _classroom()
    block: Mapped[str] = mapped_column(String(40), default="")
    kind: Mapped[str] = mapped_column(String(12))
    tapped: Mapped[str] = mapped_column(String(32))


class NoteRow(Row):
    """Something noted in a meeting that goes into its minutes.

    ``kind`` is ``report``, ``problem``, ``discussion``, ``decision``, ``lesson``, ``next`` or ``comment``;
    ``person_id`` is who reported, where that is to be said; ``highlighted`` lifts it out;
    ``withdrawn`` leaves it where it is, out of the minutes.
    """

    __tablename__ = "meeting_note"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    meeting_id: Mapped[str] = _meeting()
    lane: Mapped[str] = mapped_column(LANE)
    classroom_id: Mapped[str] = _classroom()
    block: Mapped[str] = mapped_column(String(40), default="")
    kind: Mapped[str] = mapped_column(String(16))
    person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    text: Mapped[str] = mapped_column(Text)
    highlighted: Mapped[bool] = mapped_column(Boolean, default=False)
    withdrawn: Mapped[bool] = mapped_column(Boolean, default=False)
    position: Mapped[int] = mapped_column(Integer, default=0)
    version: Mapped[int] = mapped_column(Integer, default=1)
    changed: Mapped[str] = mapped_column(String(32))


class AttendanceRow(Row):
    """Whether somebody was there in one half-day of a meeting, counted from 0.

    ``state`` is ``present``, ``late``, ``leave`` (请假) or ``absent``; ``came`` and ``went`` are times of day
    where somebody came late or left early.
    """

    __tablename__ = "attendance"

    meeting_id: Mapped[str] = _meeting(primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    half: Mapped[int] = mapped_column(Integer, primary_key=True)
    classroom_id: Mapped[str] = _classroom()
    state: Mapped[str] = mapped_column(String(8))
    came: Mapped[str | None] = mapped_column(String(5))
    went: Mapped[str | None] = mapped_column(String(5))
    changed: Mapped[str] = mapped_column(String(32))


class IdeaRow(Row):
    """An idea on a wall, without its author; ``board`` names the wall, ``cluster`` the heading above it."""

    __tablename__ = "idea"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    meeting_id: Mapped[str] = _meeting()
    lane: Mapped[str] = mapped_column(LANE)
    classroom_id: Mapped[str] = _classroom()
    board: Mapped[str] = mapped_column(String(24))
    text: Mapped[str] = mapped_column(Text)
    cluster: Mapped[str] = mapped_column(String(120), default="")
    merged_into: Mapped[str | None] = mapped_column(ForeignKey("idea.id", ondelete="SET NULL"))
    withdrawn: Mapped[bool] = mapped_column(Boolean, default=False)
    position: Mapped[int] = mapped_column(Integer, default=0)
    version: Mapped[int] = mapped_column(Integer, default=1)


class SlipRow(Row):
    """One slip of a group's ranking or dots on a wall of ideas, by number; no name belongs to it."""

    __tablename__ = "idea_slip"
    __table_args__ = (UniqueConstraint("meeting_id", "lane", "board", "kind", "number"),)

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    meeting_id: Mapped[str] = _meeting()
    lane: Mapped[str] = mapped_column(LANE)
    classroom_id: Mapped[str] = _classroom()
    board: Mapped[str] = mapped_column(String(24))
    kind: Mapped[str] = mapped_column(String(8))
    number: Mapped[int] = mapped_column(Integer)
    content: Mapped[dict[str, Any]]


class CoachNoteRow(Row):
    """One interruption of the coach (督导员): to which end, at which step, asking what, and its effect."""

    __tablename__ = "coach_note"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    meeting_id: Mapped[str] = _meeting()
    lane: Mapped[str] = mapped_column(LANE)
    classroom_id: Mapped[str] = _classroom()
    person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    end: Mapped[str] = mapped_column(String(16))
    moment: Mapped[str] = mapped_column(String(40))
    question: Mapped[str] = mapped_column(Text)
    effect: Mapped[str] = mapped_column(Text, default="")
    noted: Mapped[str] = mapped_column(String(32))


class RehearsalRow(Row):
    """A run of a simulated meeting by a facilitator in training: what was done, and the feedback."""

    __tablename__ = "rehearsal"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    classroom_id: Mapped[str] = _classroom()
    scenario: Mapped[str] = mapped_column(String(40))
    content: Mapped[dict[str, Any]]
    over: Mapped[bool] = mapped_column(Boolean, default=False)
    version: Mapped[int] = mapped_column(Integer, default=1)
    changed: Mapped[str] = mapped_column(String(32))
