"""The people sheet (Excel): who is in the class and what is known of them, to be filled in and brought back.

What people have answered to taking part, and who is kept apart, is never in it.
"""

from collections.abc import Sequence

from zhixing.actor import Actor, Locale
from zhixing.classroom.people import classroom
from zhixing.classroom.rules import Door, require
from zhixing.documents.spreadsheet import Field, Form, Kind, Spreadsheet
from zhixing.records import Work
from zhixing.teams.rules.profile import WISHES_AT_MOST, YEARS_AT_MOST, SubTopicRef
from zhixing.teams.rules.sheet_plan import shown_role
from zhixing.teams.rules.sheet_whose import Present, Standing, UnitRef
from zhixing.teams.rules.wishes import label
from zhixing.teams.service.import_face import COLUMNS, WORDS
from zhixing.teams.service.importing import present
from zhixing.text import catalogue

NEW_PEOPLE = 60
"""Blank rows for people who are not in the class yet."""
_WIDTHS = {"name": 14, "unit": 30, "short": 14, "post": 16, "seat": 7, "role": 12, "specialty": 28}
_WIDTH, _WISH_WIDTH = 11, 22
_PLAIN = ("name", "unit", "short", "post", "seat", "role", "specialty", "experience", "level", "outlook")
_WISHES = ("members.column.wish1", "members.column.wish2", "members.column.wish3")
_LINES = (
    ("members.about.use", "members.about.use-text"),
    ("members.about.blank", "members.about.blank-text"),
    ("members.about.same", "members.about.same-text"),
    ("members.about.role", "members.about.role-text"),
    ("members.about.wishes", "members.about.wishes-text"),
    ("members.about.order", "members.about.order-text"),
    ("members.about.not-here", "members.about.not-here-text"),
    ("members.about.secret", "members.about.secret-text"),
)


def people_sheet(db: Work, actor: Actor) -> tuple[str, bytes]:
    """Return the file name and the people sheet of the class.

    Raises:
        RefusedError: not for whoever does not manage people.
    """
    require(actor, Door.MANAGE_PEOPLE)
    room, now = classroom(db, actor), present(db, actor.classroom)
    say, locale = catalogue().say, actor.locale
    sheet = Spreadsheet(author=room.name, locale=locale)
    page = sheet.page(Form("people", say("members.sheet.people", locale), _fields(now.sub_topics, locale)))
    units = {unit.id: unit for unit in now.units}
    for person in now.people:
        page.row(_cells(person, units.get(person.unit_id or ""), now, locale))
    page.blank(NEW_PEOPLE)
    page.close(frozen=1)
    columns = (
        Field("what", say("members.column.what", locale), 18),
        Field("text", say("members.column.text", locale), 90),
    )
    lines = sheet.page(Form("about", say("members.sheet.about", locale), columns))
    for what, text in _LINES:
        lines.row([say(what, locale), say(text, locale)])
    lines.close()
    plain = "".join(sign for sign in room.name if sign.isprintable() and sign not in '\\/:*?"<>|')[:40]
    return say("members.sheet.file", locale, name=plain), sheet.bytes()


def _fields(sub_topics: Sequence[SubTopicRef], locale: Locale) -> tuple[Field, ...]:
    say = catalogue().say
    wishes = tuple(label(each) for each in sub_topics)
    plain = [
        Field(
            name,
            say(COLUMNS[name], locale),
            _WIDTHS.get(name, _WIDTH),
            kind=Kind.WHOLE if name in {"seat", "experience"} else Kind.TEXT,
            is_open=True,
            choices=_choices(name, locale),
            least={"seat": 1, "experience": 0}.get(name),
            most={"seat": 99, "experience": YEARS_AT_MOST}.get(name),
        )
        for name in _PLAIN
    ]
    languages = Field("languages", say(COLUMNS["languages"], locale), 20, is_open=True)
    chosen = [
        Field(f"wish{place}", say(key, locale), _WISH_WIDTH, is_open=True, choices=wishes)
        for place, key in enumerate(_WISHES, start=1)
    ]
    return (*plain, languages, *chosen)


def _choices(name: str, locale: Locale) -> tuple[str, ...]:
    """Return the words of a column; what an owner is, a sheet neither gives nor takes."""
    return tuple(catalogue().say(key, locale) for word, key in WORDS.get(name, {}).items() if word != "owner")


def _cells(
    person: Standing, unit: UnitRef | None, now: Present, locale: Locale
) -> list[str | int | float | None]:
    known = person.profile
    titles = {each.id: label(each) for each in now.sub_topics}
    wishes = [titles[wish] for wish in known.wishes]
    return [
        person.name,
        unit.name if unit else "",
        unit.short if unit else "",
        person.post,
        person.seat,
        _word("role", shown_role(person.roles).value, locale),
        known.specialty,
        known.experience,
        _word("level", known.level, locale),
        _word("outlook", known.outlook, locale),
        catalogue().say("members.sheet.between", locale).join(known.languages),
        *wishes,
        *[""] * (WISHES_AT_MOST - len(wishes)),
    ]


def _word(column: str, value: str, locale: Locale) -> str:
    return catalogue().say(WORDS[column][value], locale) if value and value != "owner" else ""
