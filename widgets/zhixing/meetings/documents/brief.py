"""A summary of a meeting (会议纪要) on request: main points, decisions, actions; a draft for approval."""

from collections.abc import Mapping
from datetime import date

from zhixing.actor import Actor, Locale
from zhixing.documents import OfficialDocument
from zhixing.meetings.documents.minutes import action_table, asked, print_paragraph
from zhixing.meetings.rules.minutes_words import SECTIONS, Facts
from zhixing.meetings.service.minutes import Minutes, minutes_of
from zhixing.records import Work
from zhixing.text import catalogue
from zhixing.text.dates import long_date

_POINTS = ("way", "lessons")
_NAME_AT_MOST = 60


def brief_file(db: Work, actor: Actor, wishes: Mapping[str, str]) -> tuple[str, bytes]:
    """Return the file name and the Word file of a summary: of one lane, by default the meeting's own record.

    Raises:
        MissingError: no meeting is named, or there is none.
        RefusedError: it is another group's.
    """
    row, lanes = asked(db, actor, wishes)
    name = catalogue().say("record.paper.brief-file", actor.locale, title=row.title[:_NAME_AT_MOST])
    return name, compose_brief(minutes_of(db, row, lanes[0]), actor.locale)


def compose_brief(minutes: Minutes, locale: Locale) -> bytes:
    """Return the Word file of a summary."""
    return _BriefPaper(minutes, locale).compose()


class _BriefPaper:
    def __init__(self, minutes: Minutes, locale: Locale) -> None:
        self._minutes = minutes
        self._locale = locale
        self._paper = OfficialDocument(author=minutes.facts["classroom"], locale=locale)
        self._number = 0

    def compose(self) -> bytes:
        paper, facts = self._paper, self._minutes.facts
        paper.title(self._say("record.paper.brief"))
        paper.subtitle(facts["meeting"]["title"])
        paper.draft_mark(self._say("record.paper.draft"))
        paper.paragraph(self._opening(facts))
        self._points()
        self._decisions()
        if facts["actions"]:
            self._heading(SECTIONS["actions"])
            action_table(paper, facts, self._locale)
        if not self._number:
            paper.paragraph(self._say("record.paper.no-points"))
        for shown in self._minutes.section("head"):
            if shown.paragraph.id.partition("/")[2].startswith(("present", "leave")):
                print_paragraph(paper, shown, self._locale)
        return paper.bytes()

    def _opening(self, facts: Facts) -> str:
        days = [facts["began"]["day"] if facts["began"] else facts["meeting"]["date"]]
        day = long_date(date.fromisoformat(days[0]), self._locale) if days[0] else ""
        halves = facts["attendance"]
        count = max((len(half["states"]["present"]) for half in halves), default=0)
        present = self._say("record.paper.opening-present", count=count) if count else ""
        who = facts["group"]["name"] if facts["group"] else facts["classroom"]
        title = facts["meeting"]["title"]
        key = "record.paper.opening" if day else "record.paper.opening-undated"
        params = {"group": who, "title": title, "present": present}
        return self._say(key, **params, **({"day": day} if day else {}))

    def _points(self) -> None:
        found = [shown for name in _POINTS for shown in self._minutes.section(name)]
        found += [
            shown
            for shown in self._minutes.section("discussion")
            if shown.paragraph.strong or shown.paragraph.id.startswith("discussion/ideas-")
        ]
        found += [shown for shown in self._minutes.section("reports") if shown.paragraph.strong]
        if found:
            self._heading("record.paper.main-points")
        for shown in found:
            print_paragraph(self._paper, shown, self._locale)

    def _decisions(self) -> None:
        found = self._minutes.section("decisions")
        if found:
            self._heading(SECTIONS["decisions"])
        for number, shown in enumerate(found, start=1):
            print_paragraph(self._paper, shown, self._locale, number if len(found) > 1 else None)

    def _heading(self, key: str) -> None:
        self._number += 1
        self._paper.heading(self._say(key), 1, number=self._number)

    def _say(self, key: str, **params: object) -> str:
        return catalogue().say(key, self._locale, **params)
