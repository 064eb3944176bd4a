"""Words and columns of the bank's Excel file: one sheet a kind, both languages of a text side by side."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from zhixing.actor import Locale
from zhixing.course.bank.shape import Field, Form, shapes
from zhixing.documents import spreadsheet
from zhixing.documents.spreadsheet import Kind
from zhixing.text import Text, catalogue

BANK = "bank"
"""What the file remembers to be."""
ABOUT, UNITS, STEPS = "about", "units", "steps"
ITEM, PART, OF = "item", "part", "of"
"""Columns that every kind has: the item, what the row is, and the part that a part belongs to."""
ROW_OF_ITEM = "item"
PAIRED = frozenset({Form.TEXT, Form.TEXTS, Form.WORDS})
"""Forms with a column for each language."""

YES_NO = MappingProxyType({True: "bank.word.yes", False: "bank.word.no"})
_WIDTHS = {Form.TEXT: 36, Form.TEXTS: 40, Form.WORDS: 24, Form.ID: 14, Form.IDS: 20}
_LANGUAGES = (("zh", "bank.column.zh"), ("en", "bank.column.en"))
EMPTY_ROWS = 20
"""Rows left for new items on each sheet."""


@cache
def columns(kind: str) -> Mapping[str, Field]:
    """Return the fields of a kind and of its parts by key; what is called the same shares a column."""
    shape = shapes()[kind]
    found: dict[str, Field] = {}
    for each in (shape, *shape.below()):
        for field in each.fields:
            if not (each is shape and field.key == "id"):
                found.setdefault(field.key, field)
    return MappingProxyType(found)


def is_nested(kind: str) -> bool:
    """Tell whether parts of this kind have parts of their own."""
    return any(part.parts for part in shapes()[kind].parts)


def rows_of(kind: str) -> Mapping[str, Text]:
    """Return what a row may be, by key: the item itself, or one of its parts."""
    said = {ROW_OF_ITEM: _both("bank.word.item")}
    return said | {part.key: part.title for part in shapes()[kind].below()}


def sheet_of(kind: str, locale: Locale) -> spreadsheet.Form:
    """Return the sheet of a kind."""
    say = catalogue().say
    lead = [
        _code(ITEM, say("bank.column.item", locale), 14),
        _open(
            PART,
            say("bank.column.part", locale),
            12,
            tuple(text.to(locale) for text in rows_of(kind).values()),
        ),
        *([_code(OF, say("bank.column.of", locale), 14)] if is_nested(kind) else []),
    ]
    told = [each for field in columns(kind).values() for each in _columns_of(field, locale)]
    return spreadsheet.Form(kind, shapes()[kind].title.to(locale), (*lead, *told))


def _columns_of(field: Field, locale: Locale) -> list[spreadsheet.Field]:
    say = catalogue().say
    title = field.title.to(locale)
    if field.form in PAIRED:
        return [
            spreadsheet.Field(
                f"{field.key}.{side}", say(key, locale), _WIDTHS[field.form], is_open=True, group=title
            )
            for side, key in _LANGUAGES
        ]
    if field.form in {Form.ID, Form.IDS}:
        return [_code(field.key, title, _WIDTHS[field.form])]
    choices = tuple(say(key, locale) for key in YES_NO.values()) if field.form is Form.FLAG else field.choices
    return [_open(field.key, title, 12, choices)]


def about_sheet(locale: Locale) -> spreadsheet.Form:
    """Return the sheet that explains the file."""
    say = catalogue().say
    fields = (
        spreadsheet.Field("what", say("bank.column.what", locale), 22),
        spreadsheet.Field("text", say("bank.column.text", locale), 96),
    )
    return spreadsheet.Form(ABOUT, say("bank.sheet.about", locale), fields)


def units_sheet(locale: Locale) -> spreadsheet.Form:
    """Return the sheet of the unit and its objectives."""
    say = catalogue().say
    choices = tuple(say(key, locale) for key in UNIT_ROWS.values())
    fields = (
        _open("row", say("bank.column.part", locale), 12, choices),
        _code("id", say("bank.column.id", locale), 14),
        *(_open(side, say(key, locale), 60) for side, key in _LANGUAGES),
    )
    return spreadsheet.Form(UNITS, say("bank.sheet.units", locale), fields)


UNIT_ROWS = MappingProxyType({"unit": "bank.word.unit", "objective": "bank.word.objective"})


def steps_sheet(locale: Locale) -> spreadsheet.Form:
    """Return the sheet of steps."""
    say = catalogue().say
    fields = (
        _code("id", say("bank.column.id", locale), 14),
        *(_open(f"title.{side}", say(key, locale), 24) for side, key in _LANGUAGES),
        _code("cell", say("bank.column.cell", locale), 14),
        _open("items", say("bank.column.items", locale), 60),
        _open(
            "waits", say("bank.column.waits", locale), 12, tuple(say(key, locale) for key in YES_NO.values())
        ),
    )
    return spreadsheet.Form(STEPS, say("bank.sheet.steps", locale), fields)


def _open(key: str, title: str, width: float, choices: tuple[str, ...] = ()) -> spreadsheet.Field:
    return spreadsheet.Field(key, title, width, is_open=True, choices=choices)


def _code(key: str, title: str, width: float) -> spreadsheet.Field:
    return spreadsheet.Field(key, title, width, Kind.CODE, is_open=True)


def _both(key: str) -> Text:
    say = catalogue().say
    return Text(say(key, Locale.ZH), say(key, Locale.EN))


def meant(words: Mapping[str, Text], text: str) -> str | None:
    """Return the key that a word stands for, in either language; None for an unknown one."""
    plain = " ".join(text.split()).casefold()
    for key, word in words.items():
        if plain in {key.casefold(), word.zh.casefold(), word.en.casefold()}:
            return key
    return None


def yes_or_no() -> Mapping[str, Text]:
    """Return the words for true and false."""
    return {"true": _both(YES_NO[True]), "false": _both(YES_NO[False])}


def unit_rows() -> Mapping[str, Text]:
    """Return what a row of the units' sheet may be."""
    return {name: _both(key) for name, key in UNIT_ROWS.items()}
