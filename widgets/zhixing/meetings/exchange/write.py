"""The Excel file of what a group takes home."""

from collections.abc import Sequence
from datetime import datetime

from zhixing.actor import Locale
from zhixing.documents.spreadsheet import Field, Form, Kind, Spreadsheet
from zhixing.ledger.rules.entry import TEXT_AT_MOST, WHAT_AT_MOST
from zhixing.meetings.exchange.facts import (
    ACTIONS,
    DATES,
    FORMAT,
    KIND,
    NOTES,
    OPEN_COLUMNS,
    PROBLEMS,
    TAKES_NEW,
    TASKS,
    Pack,
    PackRow,
)
from zhixing.meetings.exchange.words import COLUMNS, SHEETS, WORDED, choices, shown
from zhixing.meetings.rules.notes import NOTE_AT_MOST
from zhixing.teams.rules.task import GOAL_AT_MOST, TASK_AT_MOST
from zhixing.text import catalogue
from zhixing.text.dates import long_date

NEW_ROWS = 20
"""Blank rows for what is new."""
_SHOWN = {TASKS: ("name", "duty"), ACTIONS: ("from",), PROBLEMS: ("from",), NOTES: ("from",)}
_WIDTHS = {
    "name": 16,
    "duty": 12,
    "task": 40,
    "goal": 40,
    "due": 14,
    "from": 28,
    "what": 44,
    "who": 18,
    "evidence": 30,
    "status": 12,
    "proof": 34,
    "text": 70,
    "sort": 16,
}
_AT_MOST = {
    "task": TASK_AT_MOST,
    "goal": GOAL_AT_MOST,
    "what": WHAT_AT_MOST,
    "evidence": TEXT_AT_MOST,
    "proof": TEXT_AT_MOST,
    "text": NOTE_AT_MOST,
}
_LINES = (
    ("packet.about.use", "packet.about.use-text"),
    ("packet.about.edit", "packet.about.edit-text"),
    ("packet.about.done", "packet.about.done-text"),
    ("packet.about.back", "packet.about.back-text"),
    ("packet.about.secret", "packet.about.secret-text"),
)


def write_pack(pack: Pack, locale: Locale) -> bytes:
    """Return the Excel file."""
    book = Spreadsheet(author=pack.name, locale=locale)
    for name, value in (
        ("kind", KIND),
        ("format", FORMAT),
        ("pack", pack.id),
        ("class", pack.classroom),
        ("team", pack.team),
        ("moment", pack.moment),
    ):
        book.keep(name, value)
    _about(book, pack)
    for sheet in OPEN_COLUMNS:
        _page(book, sheet, pack.rows.get(sheet, ()), pack.people)
    for sheet, rows in pack.cells().items():
        book.keep(f"base.{sheet}", rows)
    return book.bytes()


def _about(book: Spreadsheet, pack: Pack) -> None:
    say, locale = catalogue().say, book.locale
    made = datetime.fromisoformat(pack.moment).astimezone()
    fields = (
        Field("what", say("packet.column.about", locale), 20),
        Field("text", say("packet.column.about-text", locale), 90),
    )
    page = book.page(Form("about", say(SHEETS["about"], locale), fields))
    page.row([say("packet.about.class", locale), pack.name])
    page.row([say("packet.about.group", locale), pack.group])
    page.row([say("packet.about.made", locale), f"{long_date(made.date(), locale)} {made:%H:%M}"])
    page.row(
        [say("packet.about.next", locale), pack.meeting or say("packet.about.no-next", locale)],
    )
    for what, text in _LINES:
        page.row([say(what, locale), say(text, locale)])
    page.close()


def _page(book: Spreadsheet, sheet: str, rows: Sequence[PackRow], people: tuple[str, ...]) -> None:
    locale = book.locale
    page = book.page(Form(sheet, catalogue().say(SHEETS[sheet], locale), _fields(sheet, people, locale)))
    for row in rows:
        facts = [row.shown.get(column, "") for column in _SHOWN[sheet]]
        cells = [shown(column, row.cells.get(column, ""), locale) for column in OPEN_COLUMNS[sheet]]
        page.row([row.id, *facts, *cells])
    if sheet in TAKES_NEW:
        page.blank(NEW_ROWS)
    page.close()


def _fields(sheet: str, people: tuple[str, ...], locale: Locale) -> tuple[Field, ...]:
    say = catalogue().say
    number = Field("id", say(COLUMNS["id"], locale), 4, Kind.CODE, is_hidden=True)
    facts = [Field(name, say(COLUMNS[name], locale), _WIDTHS[name]) for name in _SHOWN[sheet]]
    cells = [
        Field(
            name,
            say(COLUMNS[name], locale),
            _WIDTHS[name],
            is_open=True,
            choices=people if name == "who" else choices(name, locale) if name in WORDED else (),
            note=_note(name, locale),
        )
        for name in OPEN_COLUMNS[sheet]
    ]
    return (number, *facts, *cells)


def _note(column: str, locale: Locale) -> str:
    say = catalogue().say
    if column in DATES:
        return say("packet.note.date", locale)
    if column == "proof":
        return say("packet.note.proof", locale, most=_AT_MOST[column])
    return say("packet.note.at-most", locale, most=_AT_MOST[column]) if column in _AT_MOST else ""
