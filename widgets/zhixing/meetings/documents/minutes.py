"""The record of a meeting (会议记录) as a paper to sign: no red head, no number."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from zhixing.actor import Actor, Locale
from zhixing.documents import Column, OfficialDocument
from zhixing.documents.numbering import numbered
from zhixing.errors import MissingError
from zhixing.meetings.rules.minutes import Shown
from zhixing.meetings.rules.minutes_words import SECTIONS, Facts
from zhixing.meetings.service.meetings import meeting_of
from zhixing.meetings.service.minutes import Minutes, lanes_to_read, minutes_of, sections_of
from zhixing.meetings.service.rounds import seen_lane
from zhixing.meetings.tables import MeetingRow
from zhixing.records import Work
from zhixing.text import catalogue
from zhixing.text.dates import long_date

LISTED = frozenset({"problems", "decisions", "lessons", "next"})
"""Sections whose paragraphs are counted: people point at them by number."""
_NAME_AT_MOST = 60


def minutes_file(db: Work, actor: Actor, wishes: Mapping[str, str]) -> tuple[str, bytes]:
    """Return the file name and the Word file of a record: of one lane, or of all that the person may read.

    Raises:
        MissingError: no meeting is named, or there is none.
        RefusedError: it is another group's.
    """
    row, lanes = asked(db, actor, wishes)
    parts = [minutes_of(db, row, lane) for lane in lanes]
    name = catalogue().say("record.paper.file", actor.locale, title=row.title[:_NAME_AT_MOST])
    return name, compose_minutes(parts, actor.locale)


def asked(db: Work, actor: Actor, wishes: Mapping[str, str]) -> tuple[MeetingRow, Sequence[str]]:
    """Return the meeting and the lanes that an address asks for, everybody together first.

    Raises:
        MissingError: no meeting is named, or there is none.
        RefusedError: it is another group's.
    """
    if "meeting" not in wishes:
        raise MissingError("meetings.error.no-meeting")
    row = meeting_of(db, actor, wishes["meeting"])
    if "lane" in wishes:
        return seen_lane(db, actor, row.id, wishes["lane"]), (wishes["lane"],)
    return row, lanes_to_read(db, actor, row)


def compose_minutes(parts: Sequence[Minutes], locale: Locale) -> bytes:
    """Return the Word file of a record; the groups of a class meeting follow as attachments."""
    first, *groups = parts
    paper = _MinutesPaper(first, locale)
    paper.head()
    paper.body()
    paper.foot()
    told = [group for group in groups if len(sections_of(group)) > 1]
    for number, group in enumerate(told, start=1):
        paper.attach(group, number)
    return paper.bytes()


class _MinutesPaper:
    def __init__(self, minutes: Minutes, locale: Locale) -> None:
        self._minutes = minutes
        self._locale = locale
        self._paper = OfficialDocument(author=minutes.facts["classroom"], locale=locale)

    def head(self) -> None:
        """Print what the paper is, and of which meeting."""
        facts = self._minutes.facts
        self._paper.title(self._say("record.paper.title"))
        self._paper.subtitle(facts["meeting"]["title"])

    def body(self) -> None:
        """Print every section that says something."""
        number = 0
        for name, shown in sections_of(self._minutes).items():
            if name != "head":
                number += 1
                self._paper.heading(self._say(SECTIONS[name]), 1, number=number)
            if name == "actions":
                action_table(self._paper, self._minutes.facts, self._locale)
            self._paragraphs(name, shown)

    def attach(self, group: Minutes, number: int) -> None:
        """Print what a group recorded by itself."""
        self._minutes = group
        name = (group.facts["group"] or {}).get("name", "")
        mark = self._say("record.paper.attachment", number=number)
        self._paper.attachment(mark, self._say("record.paper.group-title", group=name))
        self.body()
        self.foot()

    def foot(self) -> None:
        """Say whether it is confirmed, and leave lines for the pen."""
        seal = self._minutes.record.confirmed
        if seal is None:
            self._paper.paragraph(self._say("record.paper.unconfirmed"))
        else:
            day = long_date(datetime.fromisoformat(seal.at).astimezone().date(), self._locale)
            self._paper.paragraph(self._say("record.paper.confirmed", day=day, name=seal.by))
        for key in ("record.paper.chair-sign", "record.paper.recorder-sign", "record.paper.checker-sign"):
            self._paper.pen_line(self._say(key))

    def bytes(self) -> bytes:
        """Return the finished file."""
        return self._paper.bytes()

    def _paragraphs(self, name: str, shown: Sequence[Shown]) -> None:
        counted = name in LISTED and len(shown) > 1
        for number, each in enumerate(shown, start=1):
            print_paragraph(self._paper, each, self._locale, number if counted else None)

    def _say(self, key: str, **params: object) -> str:
        return catalogue().say(key, self._locale, **params)


def print_paragraph(paper: OfficialDocument, shown: Shown, locale: Locale, number: int | None = None) -> None:
    """Print a paragraph: its lead in bold; all of it where it stands out."""
    paragraph = shown.paragraph
    lead = "" if paragraph.lead is None else paragraph.lead.to(locale)
    text = paragraph.text.to(locale)
    if number is not None:
        lead, text = (lead, text) if lead else ("", numbered(text, 3, number, locale))
    if paragraph.strong:
        paper.paragraph("", lead=f"{lead}{text}")
    else:
        paper.paragraph(text, lead=lead)


def action_table(paper: OfficialDocument, facts: Facts, locale: Locale) -> None:
    """Print what was agreed: what, who, by when, and what will show it."""
    say = catalogue().say
    columns = [
        Column(say("record.paper.number", locale), 13, centred=True),
        Column(say("record.paper.what", locale), 53),
        Column(say("record.paper.who", locale), 24, centred=True),
        Column(say("record.paper.due", locale), 30, centred=True),
        Column(say("record.paper.evidence", locale), 36),
    ]
    none = say("record.paper.none", locale)
    rows = [
        (str(at), one["what"], one["who"], one["due"] or none, one["evidence"] or none)
        for at, one in enumerate(facts["actions"], start=1)
    ]
    paper.table(columns, rows)
