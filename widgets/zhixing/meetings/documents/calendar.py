"""A person's meetings as a calendar file: one event for each day, in the time of the place where they are."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, time, timedelta

from icalendar import Calendar, Event

from zhixing.actor import Actor
from zhixing.errors import InputError, MissingError
from zhixing.meetings.rules.plan import Day, Form, Setting, clock_of
from zhixing.meetings.service.meetings import meeting_of, meetings_of, plan_of
from zhixing.meetings.tables import MeetingRow
from zhixing.records import Work
from zhixing.text import catalogue

_PRODUCER = "-//Zhixing//Meetings//ZH"


def meeting_calendar(db: Work, actor: Actor, wishes: Mapping[str, str]) -> tuple[str, bytes]:
    """Return the calendar of all meetings of a person, or of the one in ``wishes["meeting"]``.

    Times are floating: what stands in the plan is what every calendar shows, whatever its time zone. An
    event keeps its UID as long as its meeting has that day; SEQUENCE counts the meeting's changes.

    Raises:
        MissingError: there is no such meeting; ``calendar.error.nothing``, none of theirs has a date.
        RefusedError: it is another group's.
        InputError: ``calendar.error.no-date``, this one has none.
    """
    say = catalogue().say
    wished = wishes.get("meeting")
    rows = meetings_of(db, actor) if wished is None else [meeting_of(db, actor, wished)]
    dated = [row for row in rows if row.date is not None]
    if not dated and wished is not None:
        raise InputError("calendar.error.no-date", {"title": rows[0].title})
    if not dated:
        raise MissingError("calendar.error.nothing")
    name = say("calendar.name", actor.locale) if wished is None else dated[0].title
    calendar = Calendar()
    calendar.add("prodid", _PRODUCER)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for row in dated:
        for event in _events(row, actor):
            calendar.add_component(event)
    return say("calendar.file", actor.locale, name=name), calendar.to_ical()


def _events(row: MeetingRow, actor: Actor) -> Iterator[Event]:
    days = plan_of(row).days
    for place, day in enumerate(days, start=1):
        begins = _begins(row, day)
        event = Event()
        event.add("uid", f"{row.id}-{day.offset}@zhixing")
        event.add("sequence", row.version - 1)
        event.add("dtstamp", datetime.fromisoformat(row.changed).astimezone(UTC))
        event.add("dtstart", begins)
        event.add("dtend", begins + timedelta(minutes=day.minutes))
        event.add("summary", _summary(row, place, len(days), actor))
        if row.place:
            event.add("location", row.place)
        event.add("description", "\n".join(_lines(day, actor)))
        yield event


def _begins(row: MeetingRow, day: Day) -> datetime:
    first = datetime.fromisoformat(str(row.date)) + timedelta(days=day.offset)
    return datetime.combine(first, time.fromisoformat(day.starts))


def _summary(row: MeetingRow, place: int, count: int, actor: Actor) -> str:
    if count == 1:
        return row.title
    return catalogue().say("calendar.day", actor.locale, title=row.title, day=place, count=count)


def _lines(day: Day, actor: Actor) -> Iterator[str]:
    say = catalogue().say
    for block, begins in day.times():
        times = {"from": clock_of(begins), "to": clock_of(begins + block.minutes), "title": block.title}
        in_groups = block.setting is Setting.GROUPS and block.form is not Form.BREAK
        yield say("calendar.line-groups" if in_groups else "calendar.line", actor.locale, **times)
