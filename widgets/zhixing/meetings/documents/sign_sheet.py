"""Attendance by half-day as a sheet: blank to be signed with a pen, or with what has been marked."""

from collections.abc import Mapping, Sequence

from zhixing.actor import Actor, Locale
from zhixing.classroom.people import classroom
from zhixing.documents import Column, Sheet
from zhixing.errors import MissingError
from zhixing.meetings.rules.attendance import Mark, State
from zhixing.meetings.rules.plan import clock_of
from zhixing.meetings.service.attendance import STATES, AttendanceSheet, HalfDay, Line, sheet_to_keep
from zhixing.records import Work
from zhixing.teams.tables import TeamRow
from zhixing.text import catalogue
from zhixing.text.dates import long_date

HALVES_AT_MOST = 4
"""Half-days beside each other: with more the boxes are too narrow for a signature; a second table follows."""
_NUMBER, _UNIT, _NAME, _POST, _LEAVE = 12, 27, 30, 24, 24
_WHOLE = 225
_SIGNATURE_AT_MOST = 34
_NAME_AT_MOST = 60


def sign_sheet(db: Work, actor: Actor, wishes: Mapping[str, str]) -> tuple[str, bytes]:
    """Return the file name and the Word file of a sheet to sign.

    Args:
        db: the unit of work.
        actor: who takes it away.
        wishes: ``meeting``; ``lane``, by default that of who asks; ``told=yes`` prints what has been marked.

    Raises:
        MissingError: no meeting is named, or there is none.
        RefusedError: another group's.
    """
    if "meeting" not in wishes:
        raise MissingError("meetings.error.no-meeting")
    sheet = sheet_to_keep(db, actor, wishes["meeting"], wishes.get("lane"))
    told = wishes.get("told") == "yes"
    key = "attendance.sheet.file-told" if told else "attendance.sheet.file"
    name = catalogue().say(key, actor.locale, title=sheet.meeting.title[:_NAME_AT_MOST])
    group = db.get(TeamRow, sheet.lane) if sheet.lane else None
    issuer = classroom(db, actor).name
    return name, compose_sheet(sheet, issuer, "" if group is None else group.name, actor.locale, told=told)


def compose_sheet(sheet: AttendanceSheet, issuer: str, group: str, locale: Locale, *, told: bool) -> bytes:
    """Return the Word file.

    Args:
        sheet: who is on it, and what has been marked.
        issuer: name of the class.
        group: name of the group, blank for everybody together.
        locale: language of the sheet.
        told: whether it says what has been marked; False leaves the boxes to the pen.
    """
    return _SignSheet(sheet, issuer, group, locale).compose(told=told)


def mark_words(mark: Mark | None, locale: Locale) -> str:
    """Return a mark in words, with its times."""
    say = catalogue().say
    if mark is None:
        return say("attendance.state.none", locale)
    words = [say(STATES[mark.state], locale)]
    if mark.came:
        words.append(say("attendance.sheet.came", locale, time=mark.came))
    if mark.went:
        words.append(say("attendance.sheet.went", locale, time=mark.went))
    return "\n".join(words)


def half_words(half: HalfDay, locale: Locale) -> str:
    """Return which half-day it is: its date, or the day of the meeting, and morning or afternoon."""
    say = catalogue().say
    if half.date is None:
        day = say("attendance.half.day", locale, day=half.half.day + 1)
    else:
        day = say("attendance.half.date", locale, month=half.date.month, day=half.date.day)
    part = say("attendance.half.morning" if half.morning else "attendance.half.afternoon", locale)
    return f"{day}\n{part}"


class _SignSheet:
    def __init__(self, sheet: AttendanceSheet, issuer: str, group: str, locale: Locale) -> None:
        self._sheet = sheet
        self._issuer = issuer
        self._group = group
        self._locale = locale
        self._paper = Sheet(author=issuer, locale=locale)

    def compose(self, *, told: bool) -> bytes:
        paper, meeting = self._paper, self._sheet.meeting
        title = "attendance.sheet.title-told" if told else "attendance.sheet.title"
        paper.title(self._say(title, title=meeting.title))
        paper.meta(*self._meta())
        halves = list(enumerate(self._sheet.halves))
        for start in range(0, max(1, len(halves)), HALVES_AT_MOST):
            self._table(halves[start : start + HALVES_AT_MOST], told=told)
        if told:
            paper.note(self._totals())
        paper.note(self._say("attendance.sheet.how-told" if told else "attendance.sheet.how"))
        return paper.bytes()

    def _meta(self) -> list[str]:
        meeting = self._sheet.meeting
        found = [self._say("attendance.sheet.class", name=self._issuer)]
        if self._group:
            found.append(self._say("attendance.sheet.group", name=self._group))
        dates = [half.date for half in self._sheet.halves if half.date is not None]
        if dates:
            found.append(self._say("attendance.sheet.date", date=long_date(dates[0], self._locale)))
        if meeting.place:
            found.append(self._say("attendance.sheet.place", place=meeting.place))
        found.append(self._say("attendance.sheet.people", count=len(self._sheet.lines)))
        return [entry.replace(" ", "\N{NO-BREAK SPACE}") for entry in found]

    def _table(self, halves: Sequence[tuple[int, HalfDay]], *, told: bool) -> None:
        fixed = _NUMBER + _UNIT + _NAME + _POST + _LEAVE
        each = min(_SIGNATURE_AT_MOST, (_WHOLE - fixed) / max(1, len(halves)))
        columns = [
            Column(self._say("attendance.sheet.number"), _NUMBER, centred=True),
            Column(self._say("attendance.sheet.unit"), _UNIT),
            Column(self._say("attendance.sheet.name"), _NAME, centred=True),
            Column(self._say("attendance.sheet.post"), _POST),
            *(Column(self._head(half), each, centred=True) for _, half in halves),
            Column(self._say("attendance.sheet.remark" if told else "attendance.sheet.leave"), _LEAVE),
        ]
        rows = [self._row(line, [number for number, _ in halves], told=told) for line in self._sheet.lines]
        self._paper.table(columns, rows, row_height_mm=9 if told else 11)

    def _row(self, line: Line, halves: Sequence[int], *, told: bool) -> tuple[str, ...]:
        boxes = [mark_words(line.marks.get(half), self._locale) if told else "" for half in halves]
        return (str(line.number), line.unit, line.name, line.post, *boxes, "")

    def _head(self, half: HalfDay) -> str:
        span = f"{clock_of(half.half.begins)}–{clock_of(half.half.ends)}"
        return f"{half_words(half, self._locale)}\n{span}"

    def _totals(self) -> str:
        found = []
        for number, half in enumerate(self._sheet.halves):
            marks = [line.marks[number].state for line in self._sheet.lines if number in line.marks]
            counts = {state.value: marks.count(state) for state in State}
            name = half_words(half, self._locale).replace("\n", " ")
            none = len(self._sheet.lines) - len(marks)
            found.append(self._say("attendance.sheet.totals", half=name, none=none, **counts))
        return "\n".join(found)

    def _say(self, key: str, **params: object) -> str:
        return catalogue().say(key, self._locale, **params)
