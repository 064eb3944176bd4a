"""Study hours on paper: a certificate for each person with room for the stamp, and the list of a class."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from docx.shared import Mm

from zhixing.actor import Actor, Locale
from zhixing.classroom.people import classroom
from zhixing.documents import Column, OfficialDocument, Sheet
from zhixing.errors import MissingError
from zhixing.meetings.rules.hours import Earned
from zhixing.meetings.service.hours import Held, Hours, Learner, hours_for
from zhixing.records import Work
from zhixing.records.clock import utc_now
from zhixing.text import catalogue
from zhixing.text.dates import long_date

_STAMP_MM, _BELOW_MM = 18, 10


def hours_certificate(db: Work, actor: Actor, wishes: Mapping[str, str]) -> tuple[str, bytes]:
    """Return the file name and the Word file of certificates.

    Args:
        db: the unit of work.
        actor: who takes them away.
        wishes: ``person``, or ``mine=yes``; without either everybody's for who runs
            the class, else one's own.

    Raises:
        RefusedError: somebody else's.
        MissingError: no attendance is marked yet.
    """
    mine = wishes.get("mine") == "yes"
    hours, chosen = hours_for(db, actor, actor.person if mine else wishes.get("person"))
    say, locale = catalogue().say, actor.locale
    one = len(chosen) == 1
    key = "attendance.certificate.file-one" if one else "attendance.certificate.file"
    name = say(key, locale, **({"name": chosen[0].name} if one else {}))
    return name, compose_certificates(hours, chosen, classroom(db, actor).name, locale, utc_now())


def compose_certificates(
    hours: Hours, chosen: Sequence[Learner], issuer: str, locale: Locale, moment: str
) -> bytes:
    """Return the Word file: a page for each person."""
    paper = _Certificates(hours, issuer, locale, moment)
    for number, person in enumerate(chosen):
        paper.page(person, first=number == 0)
    return paper.bytes()


def hours_list(db: Work, actor: Actor, wishes: Mapping[str, str]) -> tuple[str, bytes]:
    """Return the file name and the Word file of everybody's hours, in establishment order.

    Raises:
        RefusedError: not this person's.
        MissingError: no attendance is marked yet.
    """
    hours, chosen = hours_for(db, actor, wishes.get("person"))
    name = catalogue().say("attendance.list.file", actor.locale)
    return name, compose_list(hours, chosen, classroom(db, actor).name, actor.locale)


def compose_list(hours: Hours, chosen: Sequence[Learner], issuer: str, locale: Locale) -> bytes:
    """Return the Word file of a list of study hours.

    Raises:
        MissingError: ``attendance.error.no-hours``.
    """
    if not chosen:
        raise MissingError("attendance.error.no-hours")
    say = catalogue().say
    paper = Sheet(author=issuer, locale=locale, landscape=False)
    paper.title(say("attendance.list.title", locale, name=issuer))
    if len(hours.held) == 1:
        paper.meta(_meeting_words(hours.held[0], locale))
    columns = [
        Column(say("attendance.sheet.number", locale), 15, centred=True),
        Column(say("attendance.sheet.unit", locale), 28),
        Column(say("attendance.sheet.name", locale), 28, centred=True),
        Column(say("attendance.list.meetings", locale), 20, centred=True),
        Column(say("attendance.list.minutes", locale), 26, centred=True),
        Column(say("attendance.list.hours", locale), 18, centred=True),
        Column(say("attendance.list.sign", locale), 33, centred=True),
    ]
    rows = [
        (
            str(number),
            person.unit,
            person.name,
            str(len(hours.of(person.id))),
            str(sum(found.minutes for _, found in hours.of(person.id))),
            number_words(hours.total(person.id)),
            "",
        )
        for number, person in enumerate(chosen, start=1)
    ]
    paper.table(columns, rows)
    paper.note(rule_words(hours, locale))
    open_halves = sum(found.open for person in chosen for _, found in hours.of(person.id))
    if open_halves:
        paper.note(say("attendance.list.open", locale, count=open_halves))
    return paper.bytes()


def number_words(value: float) -> str:
    """Return a number of study hours: 3, 3.5."""
    return f"{value:g}"


def rule_words(hours: Hours, locale: Locale) -> str:
    """Return in a sentence how study hours are counted."""
    params = {"minutes": hours.rule.minutes, "late": hours.rule.late}
    return catalogue().say("attendance.rule", locale, **params)


def _meeting_words(held: Held, locale: Locale) -> str:
    key = "attendance.list.meeting" if held.meeting.date else "attendance.list.meeting-undated"
    day = _day(held.meeting.date, locale)
    return catalogue().say(key, locale, title=held.meeting.title, **({"day": day} if day else {}))


def _day(text: str | None, locale: Locale) -> str:
    return "" if text is None else long_date(date.fromisoformat(text), locale)


class _Certificates(OfficialDocument):
    def __init__(self, hours: Hours, issuer: str, locale: Locale, moment: str) -> None:
        super().__init__(author=issuer, locale=locale)
        self._hours = hours
        self._issuer = issuer
        self._moment = moment

    def page(self, person: Learner, *, first: bool) -> None:
        """Print one person's certificate on a page of its own."""
        found = self._hours.of(person.id)
        self.title(self._say("attendance.certificate.title"))
        if not first:
            self._document.paragraphs[-1].paragraph_format.page_break_before = True
        self.paragraph(self._body(person, found))
        self._meetings(found)
        self.note(rule_words(self._hours, self._locale))
        self.paragraph(self._say("attendance.certificate.hereby"))
        self._stamp()

    def _body(self, person: Learner, found: Sequence[tuple[Held, Earned]]) -> str:
        dates = sorted(held.meeting.date for held, _ in found if held.meeting.date)
        place = " ".join(part for part in (person.unit, person.post) if part)
        who = self._say("attendance.certificate.who", name=person.name, place=place) if place else person.name
        params = {
            "who": who,
            "name": self._issuer,
            "hours": number_words(self._hours.total(person.id)),
            "count": len(found),
        }
        if not dates:
            return self._say("attendance.certificate.body-undated", **params)
        first, last = _day(dates[0], self._locale), _day(dates[-1], self._locale)
        if first == last:
            return self._say("attendance.certificate.body-day", day=first, **params)
        return self._say("attendance.certificate.body", first=first, last=last, **params)

    def _meetings(self, found: Sequence[tuple[Held, Earned]]) -> None:
        columns = [
            Column(self._say("attendance.certificate.date"), 44, centred=True),
            Column(self._say("attendance.certificate.meeting"), 60),
            Column(self._say("attendance.certificate.minutes"), 30, centred=True),
            Column(self._say("attendance.list.hours"), 24, centred=True),
        ]
        rows = [
            (
                _day(held.meeting.date, self._locale),
                held.meeting.title,
                self._say("attendance.certificate.of", minutes=earned.minutes, planned=held.planned),
                number_words(earned.hours),
            )
            for held, earned in found
        ]
        self.table(columns, rows)

    def _stamp(self) -> None:
        """Sign it with room for a stamp over unit and date."""
        day = datetime.fromisoformat(self._moment).astimezone().date()
        self.signature(self._issuer, long_date(day, self._locale))
        unit = self._document.paragraphs[-2].paragraph_format
        unit.space_before = Mm(_STAMP_MM)
        self._document.paragraphs[-1].paragraph_format.space_after = Mm(_BELOW_MM)
        self.note(self._say("attendance.certificate.stamp"))

    def _say(self, key: str, **params: object) -> str:
        return catalogue().say(key, self._locale, **params)
