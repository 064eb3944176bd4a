"""The facts of a meeting in sentences: each paragraph of its record, in both languages."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias

from zhixing.actor import Locale
from zhixing.meetings.rules.minutes import Paragraph
from zhixing.text import Text, catalogue
from zhixing.text.dates import long_date

Facts: TypeAlias = Mapping[str, Any]

SECTIONS: Mapping[str, str] = {
    "head": "record.section.head",
    "agenda": "record.section.agenda",
    "carried": "record.section.carried",
    "reports": "record.section.reports",
    "problems": "record.section.problems",
    "discussion": "record.section.discussion",
    "decisions": "record.section.decisions",
    "lessons": "record.section.lessons",
    "comments": "record.section.comments",
    "way": "record.section.way",
    "dissent": "record.section.dissent",
    "actions": "record.section.actions",
    "next": "record.section.next",
    "remarks": "record.section.remarks",
}
"""Every section in the order of the record, with the key of its heading."""
FIXED = frozenset({"dissent", "remarks", "actions"})
"""Sections whose words belong to whoever wrote them: nobody words them anew for them."""
_BOARDS = {
    "problem": "record.board.problem",
    "cause": "record.board.cause",
    "remedy": "record.board.remedy",
    "ideas": "record.board.ideas",
}
_STATES = {
    "present": "record.head.present",
    "leave": "record.head.leave",
    "absent": "record.head.absent",
}
_ENTRIES_AT_MOST = 10


def paragraphs(facts: Facts) -> tuple[Paragraph, ...]:
    """Return every paragraph that the facts give, section by section."""
    makers: tuple[Callable[[Facts], Iterator[Paragraph]], ...] = (
        _head,
        _attendance,
        _agenda,
        _carried,
        _reports,
        _noted("problems"),
        _discussion,
        _noted("decisions"),
        _noted("lessons"),
        _comments,
        _way,
        _dissent,
        _next,
        _remarks,
    )
    return tuple(paragraph for make in makers for paragraph in make(facts))


def both(key: str, /, **params: object) -> Text:
    """Return a sentence of the catalogue in both languages."""
    zh, en = (catalogue().say(key, locale, **params) for locale in Locale)
    return Text(zh, en)


def joined(parts: Sequence[str | Text], mark: str = "record.mark.comma") -> Text:
    """Return names or titles one after the other, as each language separates them."""
    sides = [
        catalogue()
        .say(mark, locale)
        .join(part.to(locale) if isinstance(part, Text) else part for part in parts)
        for locale in Locale
    ]
    return Text(*sides)


def day_of(day: str) -> Text:
    """Return an ISO date written out."""
    found = date.fromisoformat(day)
    return Text(*(long_date(found, locale) for locale in Locale))


def action_words(action: Facts) -> Text:
    """Return an action as part of a sentence: what, by whom, by when."""
    if action["due"]:
        due = day_of(action["due"])
        return both("record.action.due", what=action["what"], who=action["who"], due=due)
    return both("record.action.open-end", what=action["what"], who=action["who"])


def _plain(text: str) -> Text:
    return Text(text, text)


def _lead(name: str, key: str, text: Text) -> Paragraph:
    return Paragraph(f"head/{name}", text, both(key))


def _head(facts: Facts) -> Iterator[Paragraph]:
    yield _lead("time", "record.head.time", _hours(facts))
    if facts["meeting"]["place"]:
        yield _lead("place", "record.head.place", _plain(facts["meeting"]["place"]))
    if facts["group"]:
        yield _lead("group", "record.head.group", _plain(facts["group"]["name"]))
    if facts["chair"]:
        yield _lead("chair", "record.head.chair", joined(facts["chair"]))
    if facts["recorder"]:
        yield _lead("recorder", "record.head.recorder", joined(facts["recorder"]))
    if facts["facilitators"]:
        yield _lead("facilitators", "record.head.facilitators", joined(facts["facilitators"]))


def _hours(facts: Facts) -> Text:
    began, ended, planned = facts["began"], facts["ended"], facts["meeting"]
    if began is None:
        if planned["date"] is None:
            return both("record.head.no-date")
        return both("record.head.planned", day=day_of(planned["date"]), starts=planned["starts"])
    day = day_of(began["day"])
    if ended is None:
        return both("record.head.began", day=day, began=began["clock"])
    if ended["day"] == began["day"]:
        return both("record.head.hours", day=day, began=began["clock"], ended=ended["clock"])
    until = day_of(ended["day"])
    return both("record.head.days", day=day, began=began["clock"], until=until, ended=ended["clock"])


def _attendance(facts: Facts) -> Iterator[Paragraph]:
    halves = facts["attendance"]
    same = all(half["states"] == halves[0]["states"] for half in halves)
    for half in halves[:1] if same else halves:
        for state, key in _STATES.items():
            names = half["states"][state]
            if not names:
                continue
            lead = both(key) if same else both("record.head.half", half=_half(half), state=both(key))
            text = both("record.head.people", count=len(names), names=joined(names))
            yield Paragraph(f"head/{state}" if same else f"head/{state}-{half['half']}", text, lead)


def _half(half: Facts) -> Text:
    if half["day"] is None:
        return both("record.half.number", number=half["half"] + 1)
    key = "record.half.morning" if half["morning"] else "record.half.afternoon"
    return both(key, number=half["day"] + 1)


def _agenda(facts: Facts) -> Iterator[Paragraph]:
    days = {item["day"] for item in facts["agenda"]}
    for place, item in enumerate(facts["agenda"]):
        title = joined([Text.parse(each) for each in item["titles"]])
        what = both("record.agenda.apart", titles=title) if item["apart"] else title
        until = item["ended"] or both("record.agenda.now")
        line = both("record.agenda.line", began=item["began"], ended=until, what=what)
        if len(days) > 1:
            line = both("record.agenda.day", day=day_of(item["day"]), line=line)
        yield Paragraph(f"agenda/{place}-{item['block']}", line)
    if facts["not_held"]:
        titles = joined([Text.parse(each) for each in facts["not_held"]])
        yield Paragraph("agenda/not-held", both("record.agenda.not-held", titles=titles))


def _carried(facts: Facts) -> Iterator[Paragraph]:
    for action in facts["carried"]:
        words = action_words(action)
        if action["status"] == "done":
            text = both("record.carried.done", action=words, proof=action["proof"])
        elif action["status"] == "dropped":
            text = both("record.carried.dropped", action=words, reason=action["proof"])
        else:
            key = "record.carried.overdue" if action["overdue"] else "record.carried.open"
            text = both(key, action=words)
        yield Paragraph(f"carried/{action['id']}", text)


def _reports(facts: Facts) -> Iterator[Paragraph]:
    silent = []
    for report in facts["reports"]:
        lead = both("record.said.line", name=report["name"]) if report["name"] else None
        for note in report["notes"]:
            yield Paragraph(f"reports/{note['id']}", _plain(note["text"]), lead, note["highlighted"])
        if not report["notes"]:
            silent.append(report["name"])
    if silent:
        yield Paragraph("reports/spoken", both("record.reports.spoken", names=joined(silent)))


def _noted(section: str) -> Callable[[Facts], Iterator[Paragraph]]:
    def make(facts: Facts) -> Iterator[Paragraph]:
        for note in facts[section]:
            yield Paragraph(f"{section}/{note['id']}", _plain(note["text"]), None, note["highlighted"])

    return make


def _discussion(facts: Facts) -> Iterator[Paragraph]:
    yield from _noted("discussion")(facts)
    for place, wall in enumerate(facts["ideas"]):
        yield Paragraph(f"discussion/ideas-{wall['board']}-{place}", _wall(wall))


def _wall(wall: Facts) -> Text:
    entries = wall["entries"]
    listed = joined([_entry(entry) for entry in entries[:_ENTRIES_AT_MOST]], "record.mark.semicolon")
    board = both(_BOARDS.get(wall["board"], "record.board.ideas"))
    counted = any(entry["points"] is not None for entry in entries)
    key = "record.ideas.ranked" if counted else "record.ideas.listed"
    text = both(key, board=board, count=len(entries), entries=listed)
    if wall["about"]:
        text = both("record.ideas.about", about=wall["about"], text=text)
    chosen = [entry["text"] for entry in entries if entry["chosen"]]
    if chosen:
        text = both("record.ideas.chosen", text=text, chosen=joined(chosen, "record.mark.semicolon"))
    return text


def _entry(entry: Facts) -> str | Text:
    if entry["points"] is None:
        return str(entry["text"])
    return both("record.ideas.entry", text=entry["text"], points=entry["points"], count=entry["chosen_by"])


def _comments(facts: Facts) -> Iterator[Paragraph]:
    for note in facts["comments"]:
        lead = both("record.said.line", name=note["name"]) if note["name"] else None
        yield Paragraph(f"comments/{note['id']}", _plain(note["text"]), lead, note["highlighted"])


def _way(facts: Facts) -> Iterator[Paragraph]:
    way = facts["way"]
    for name, key in (
        ("before", "record.way.before"),
        ("after", "record.way.after"),
        ("why", "record.way.why"),
    ):
        if way[name]:
            yield Paragraph(f"way/{name}", _plain(way[name]), both(key))


def _dissent(facts: Facts) -> Iterator[Paragraph]:
    for place, one in enumerate(facts["dissent"]):
        lead = both("record.said.line", name=one["name"]) if one["name"] else None
        yield Paragraph(f"dissent/{place}", _plain(one["text"]), lead)


def _next(facts: Facts) -> Iterator[Paragraph]:
    yield from _noted("next")(facts)
    coming = facts["next_meeting"]
    if coming is not None:
        params = {"day": day_of(coming["date"]), "starts": coming["starts"], "title": coming["title"]}
        if coming["place"]:
            yield Paragraph("next/meeting", both("record.next.place", **params, place=coming["place"]))
        else:
            yield Paragraph("next/meeting", both("record.next.meeting", **params))


def _remarks(facts: Facts) -> Iterator[Paragraph]:
    if facts["remarks"]:
        yield Paragraph("remarks/own", _plain(facts["remarks"]))
