"""The packet of a meeting as one zip: papers of the house in reading order, and a cover that lists them."""

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from zhixing.actor import Actor
from zhixing.classroom.people import classroom
from zhixing.documents import Column, OfficialDocument
from zhixing.errors import MissingError
from zhixing.meetings.documents.calendar import meeting_calendar
from zhixing.meetings.documents.hours_certificate import compose_list
from zhixing.meetings.documents.minutes import action_table, compose_minutes
from zhixing.meetings.documents.sign_sheet import compose_sheet
from zhixing.meetings.rules.packet import Part, Piece, complete, named
from zhixing.meetings.service.actions import today, told
from zhixing.meetings.service.attendance import sheet_of
from zhixing.meetings.service.hours import hours_of
from zhixing.meetings.service.material import norms
from zhixing.meetings.service.packet import PacketFacts, packet_of
from zhixing.records import Work
from zhixing.records.clock import utc_now
from zhixing.teams.documents.charter import charter_paper
from zhixing.text import catalogue
from zhixing.text.dates import long_date

PARTS = {
    Part.ATTENDANCE: "packet.part.attendance",
    Part.MINUTES: "packet.part.minutes",
    Part.ACTIONS: "packet.part.actions",
    Part.CHARTER: "packet.part.charter",
    Part.HOURS: "packet.part.hours",
    Part.RATINGS: "packet.part.ratings",
    Part.CALENDAR: "packet.part.calendar",
}
_MEDIAN = {"kept": "rules.level.kept", "partly": "rules.level.partly", "broken": "rules.level.broken"}


def packet_file(db: Work, actor: Actor, wishes: Mapping[str, str]) -> tuple[str, bytes]:
    """Return the file name and the zip of a meeting's papers, in the reader's language.

    Raises:
        MissingError: no meeting is named, or there is none.
        RefusedError: not for this person.
    """
    if "meeting" not in wishes:
        raise MissingError("meetings.error.no-meeting")
    facts = packet_of(db, actor, wishes["meeting"])
    name = named(0, catalogue().say("packet.zip.file", actor.locale, title=facts.meeting.title), "zip")
    return name.partition(" ")[2], _Packet(db, actor, facts).content()


class _Packet:
    def __init__(self, db: Work, actor: Actor, facts: PacketFacts) -> None:
        self._db = db
        self._actor = actor
        self._facts = facts
        self._issuer = classroom(db, actor).name

    def content(self) -> bytes:
        """Return the zip: the cover, then every paper."""
        files: list[tuple[str, bytes]] = []
        pieces: list[Piece] = []
        for piece in self._facts.pieces:
            if piece.missing:
                pieces.append(piece)
                continue
            ending = "ics" if piece.part is Part.CALENDAR else "docx"
            file = named(len(files) + 1, self._title(piece), ending)
            files.append((file, self._make(piece)))
            pieces.append(replace(piece, file=file))
        cover = (named(0, self._say("packet.zip.cover"), "docx"), self._cover(pieces))
        moment = datetime.fromisoformat(utc_now()).astimezone().timetuple()[:6]
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as pack:
            for file, content in (cover, *files):
                # Names that are not plain Latin get the UTF-8 flag by themselves.
                entry = zipfile.ZipInfo(file, moment)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o644 << 16
                pack.writestr(entry, content)
        return buffer.getvalue()

    def _title(self, piece: Piece) -> str:
        name = self._say(PARTS[piece.part])
        group = self._facts.name(piece.of)
        return self._say("packet.zip.of", paper=name, group=group) if group else name

    def _make(self, piece: Piece) -> bytes:
        make: Mapping[Part, Callable[[Piece], bytes]] = {
            Part.ATTENDANCE: self._attendance,
            Part.MINUTES: self._minutes,
            Part.ACTIONS: self._actions,
            Part.CHARTER: self._charter,
            Part.HOURS: self._hours,
            Part.RATINGS: self._ratings,
            Part.CALENDAR: self._calendar,
        }
        return make[piece.part](piece)

    def _attendance(self, _: Piece) -> bytes:
        lane = self._facts.meeting.team_id or ""
        sheet = sheet_of(self._db, self._facts.meeting, lane)
        return compose_sheet(sheet, self._issuer, self._facts.name(lane), self._actor.locale, told=True)

    def _minutes(self, piece: Piece) -> bytes:
        return compose_minutes([self._facts.minutes[piece.of]], self._actor.locale)

    def _charter(self, piece: Piece) -> bytes:
        return charter_paper(self._db, self._actor, {"team": piece.of})[1]

    def _hours(self, _: Piece) -> bytes:
        hours = hours_of(self._db, self._actor.classroom, [self._facts.meeting.id])
        counted = [person for person in hours.people if hours.of(person.id)]
        return compose_list(hours, counted, self._issuer, self._actor.locale)

    def _calendar(self, _: Piece) -> bytes:
        return meeting_calendar(self._db, self._actor, {"meeting": self._facts.meeting.id})[1]

    def _paper(self, title: str) -> OfficialDocument:
        paper = OfficialDocument(author=self._issuer, locale=self._actor.locale)
        paper.title(self._say(title))
        paper.subtitle(self._facts.meeting.title)
        return paper

    def _actions(self, _: Piece) -> bytes:
        paper = self._paper("packet.part.actions")
        found = told(self._db, self._actor.classroom, self._facts.actions, today())
        teams = {row.id: row.team for row in self._facts.actions}
        lanes = [lane for lane in self._facts.minutes if lane in teams.values()]
        for number, lane in enumerate(lanes, start=1):
            own = [entry for entry in found if teams[entry["id"]] == lane]
            name = self._facts.name(lane) or self._say("rules.together")
            paper.heading(name, 1, number=number)
            action_table(paper, {"actions": own}, self._actor.locale)
        paper.pen_line(self._say("packet.zip.leader-sign"))
        return paper.bytes()

    def _ratings(self, _: Piece) -> bytes:
        paper = self._paper("packet.part.ratings")
        names = {norm.id: norm.name.to(self._actor.locale) for norm in norms()}
        for number, (lane, rated) in enumerate(self._facts.ratings.items(), start=1):
            paper.heading(self._facts.name(lane) or self._say("rules.together"), 1, number=number)
            paper.paragraph(self._say("packet.ratings.count", count=rated.count))
            if rated.is_few:
                paper.paragraph(self._say("packet.ratings.few"))
                continue
            columns = [
                Column(self._say("packet.form.column-rule"), 60),
                Column(self._say("packet.ratings.median"), 50, centred=True),
                Column(self._say("packet.ratings.share"), 46, centred=True),
            ]
            none = self._say("packet.ratings.none")
            rows = [
                (
                    names[each.norm],
                    none if each.median is None else self._say(_MEDIAN[each.median.value]),
                    none if each.share is None else f"{each.share:.0%}",
                )
                for each in rated.tallies
            ]
            paper.table(columns, rows)
        paper.note(self._say("packet.ratings.how"))
        return paper.bytes()

    def _cover(self, pieces: list[Piece]) -> bytes:
        paper = self._paper("packet.zip.cover")
        columns = [
            Column(self._say("packet.form.column-number"), 14, centred=True),
            Column(self._say("packet.zip.paper"), 72),
            Column(self._say("packet.zip.remark"), 70),
        ]
        rows = [
            (piece.file[:2], self._title(piece), self._say(piece.remark) if piece.remark else "")
            for piece in pieces
            if piece.file
        ]
        paper.table(columns, rows)
        if complete(pieces):
            paper.paragraph(self._say("packet.zip.complete"))
        else:
            paper.paragraph(self._say("packet.zip.missing"))
            lines = [
                self._say("packet.zip.missing-line", paper=self._title(piece), why=self._say(piece.missing))
                for piece in pieces
                if piece.missing
            ]
            paper.paragraph("\n".join(lines))
        paper.paragraph(self._say("packet.zip.sign"))
        day = datetime.fromisoformat(utc_now()).astimezone().date()
        paper.signature(self._issuer, long_date(day, self._actor.locale))
        return paper.bytes()

    def _say(self, key: str, **params: object) -> str:
        return catalogue().say(key, self._actor.locale, **params)
