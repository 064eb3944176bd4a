"""Items as an Excel file that people edit and bring back: a sheet a kind, a row for each item and part."""

from collections.abc import Iterator, Sequence
from typing import Any

from zhixing.actor import Locale
from zhixing.course.bank.excel_words import (
    BANK,
    EMPTY_ROWS,
    PAIRED,
    ROW_OF_ITEM,
    UNIT_ROWS,
    YES_NO,
    about_sheet,
    columns,
    is_nested,
    rows_of,
    sheet_of,
    steps_sheet,
    units_sheet,
)
from zhixing.course.bank.shape import Field, Form, Shape, shapes
from zhixing.course.bank.source import Raw, Source
from zhixing.documents.spreadsheet import Page, Spreadsheet
from zhixing.text import catalogue

_LINES = (
    "bank.about.what",
    "bank.about.rows",
    "bank.about.languages",
    "bank.about.ids",
    "bank.about.lists",
    "bank.about.steps",
    "bank.about.back",
)
_HEADS = (
    "bank.about.what-head",
    "bank.about.rows-head",
    "bank.about.languages-head",
    "bank.about.ids-head",
    "bank.about.lists-head",
    "bank.about.steps-head",
    "bank.about.back-head",
)


def bank_file(sources: Sequence[Source], locale: Locale) -> bytes:
    """Return the items of these units as an Excel file, with headings in one language."""
    say = catalogue().say
    book = Spreadsheet(author=say("bank.file.author", locale), locale=locale)
    book.keep("kind", BANK)
    about = book.page(about_sheet(locale))
    for head, line in zip(_HEADS, _LINES, strict=True):
        about.row([say(head, locale), say(line, locale)])
    about.close()
    _units(book.page(units_sheet(locale)), sources)
    _steps(book.page(steps_sheet(locale)), sources)
    items = [raw for source in sources for raw in source.items]
    for kind in shapes():
        page = book.page(sheet_of(kind, locale))
        for raw in (each for each in items if each["kind"] == kind):
            for row in _rows(kind, raw, locale):
                page.row(row)
        page.blank(EMPTY_ROWS)
        page.close()
    return book.bytes()


def _units(page: Page, sources: Sequence[Source]) -> None:
    for source in sources:
        rows = [("unit", source.unit["id"], source.unit["title"])]
        rows += [("objective", each["id"], each["text"]) for each in source.unit["objective"]]
        for row, name, text in rows:
            page.row([catalogue().say(UNIT_ROWS[row], page.locale), name, text["zh"], text["en"]])
    page.blank(EMPTY_ROWS)
    page.close()


def _steps(page: Page, sources: Sequence[Source]) -> None:
    for step in (step for source in sources for step in source.unit.get("step", ())):
        title, items = step["title"], ", ".join(step.get("items", ()))
        waits = _yes_no(bool(step.get("waits", False)), page.locale)
        page.row([step["id"], title["zh"], title["en"], step["cell"], items, waits])
    page.blank(EMPTY_ROWS)
    page.close()


def _rows(kind: str, raw: Raw, locale: Locale) -> Iterator[list[str | None]]:
    """Go through an item: itself, then its parts, each part of a part behind the one it belongs to."""
    shape = shapes()[kind]
    words = rows_of(kind)
    for row, of, part, one in [(ROW_OF_ITEM, None, shape, raw), *_parts(shape, raw, None)]:
        own = {field.key: field for field in part.fields if not (row == ROW_OF_ITEM and field.key == "id")}
        lead = [raw["id"], words[row].to(locale), *([of] if is_nested(kind) else [])]
        told = [_cells(own.get(key), field, one, locale) for key, field in columns(kind).items()]
        yield [*lead, *(cell for cells in told for cell in cells)]


def _parts(shape: Shape, raw: Raw, of: str | None) -> Iterator[tuple[str, str | None, Shape, Raw]]:
    for part in shape.parts:
        for one in raw.get(part.key, ()):
            yield part.key, of, part, one
            yield from _parts(part, one, one.get("id"))


def _cells(own: Field | None, column: Field, raw: Raw, locale: Locale) -> list[str | None]:
    value = None if own is None else own.get(raw)
    if column.form in PAIRED:
        return [_side(column.form, value, side) for side in ("zh", "en")]
    return [None if value is None else _written(value, locale)]


def _side(form: Form, value: Any, side: str) -> str | None:
    if value is None:
        return None
    if form is Form.TEXTS:
        return "\n".join(each[side] for each in value)
    found: str | Sequence[str] = value[side]
    return found if isinstance(found, str) else "\n".join(found)


def _written(value: Any, locale: Locale) -> str:
    if isinstance(value, bool):
        return _yes_no(value, locale)
    return ", ".join(value) if isinstance(value, list) else str(value)


def _yes_no(value: bool, locale: Locale) -> str:
    return catalogue().say(YES_NO[value], locale)
