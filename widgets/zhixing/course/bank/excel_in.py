"""Items from an Excel file that comes back; every fault names its sheet and cell."""

import io
import unicodedata
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from zhixing.course.bank.draft import Draft, Drafts
from zhixing.course.bank.excel_words import (
    BANK,
    ITEM,
    OF,
    PAIRED,
    PART,
    ROW_OF_ITEM,
    STEPS,
    UNITS,
    columns,
    is_nested,
    meant,
    rows_of,
    unit_rows,
    yes_or_no,
)
from zhixing.course.bank.shape import Field, Form, Shape, shapes
from zhixing.course.lines import Path
from zhixing.documents.spreadsheet import ReadRow, ReadSheet, read_spreadsheet
from zhixing.documents.spreadsheet.field import KEPT, letters
from zhixing.documents.spreadsheet.reading import BROKEN, Computed
from zhixing.errors import InputError, Location
from zhixing.text import Text

_SEPARATORS = str.maketrans(dict.fromkeys(";；,，、\n", " "))
_LINES = str.maketrans({"；": "\n", ";": "\n"})
_MERGED_AT_MOST = 20_000
"""Cells under all merged ranges: openpyxl lays out each of them, and one range may span a whole sheet."""


def read_bank(file: str, content: bytes) -> Drafts:
    """Read an Excel file of items; faults of cells are collected.

    Args:
        file: its name, as the person knows it.
        content: the file.

    Raises:
        InputError: the file as a whole cannot be taken: no Excel file, or not one of items.
    """
    book = read_spreadsheet(file, content)
    if book.kept.get("kind") != BANK:
        raise InputError("documents.error.sheet-foreign", {}, Location(file=file))
    grid = _grid(file, content)
    drafts = Drafts(file)
    for name, cells in grid.merged.items():
        drafts.faults += [InputError("bank.error.merged", {}, _place(file, name, cell)) for cell in cells]
    known = {sheet.name for sheet in book.sheets.values()}
    drafts.faults += [
        InputError("bank.error.unknown-sheet", {}, _place(file, name))
        for name in grid.names
        if name not in known
    ]
    for key, sheet in book.sheets.items():
        if key == UNITS:
            _units(_Sheet(file, sheet, grid), drafts)
        elif key == STEPS:
            _steps(_Sheet(file, sheet, grid), drafts)
        elif key in shapes():
            _KindSheet(key, _Sheet(file, sheet, grid), drafts).read()
    if not drafts.items and not drafts.faults:
        drafts.faults.append(InputError("bank.error.nothing", {}, Location(file=file)))
    return drafts


def _place(file: str, sheet: str, cell: str | None = None) -> Location:
    return Location(f"{file} › {sheet}", field=cell)


@dataclass(frozen=True)
class _Grid:
    """What only the file itself tells: names of its sheets, merged cells, where each column stands."""

    names: tuple[str, ...]
    merged: Mapping[str, tuple[str, ...]]
    letters: Mapping[str, Mapping[str, str]]

    @classmethod
    def read(cls, content: bytes) -> "_Grid":
        import openpyxl  # noqa: PLC0415  (only this path needs it)

        book = openpyxl.load_workbook(io.BytesIO(content), keep_links=False)
        sheets = [sheet for sheet in book.worksheets if sheet.title != KEPT]
        merged = {
            sheet.title: tuple(
                each.coord for each in sheet.merged_cells.ranges if each.min_row > _heads(sheet)
            )
            for sheet in sheets
        }
        where = {
            sheet.title: {
                str(cell.value).partition(".")[2]: letters(at)
                for at, cell in enumerate(next(sheet.iter_rows(max_row=1), ()))
                if cell.value is not None
            }
            for sheet in sheets
        }
        return cls(tuple(sheet.title for sheet in sheets), merged, where)


def _grid(file: str, content: bytes) -> _Grid:
    try:
        wide = _merged_too_far(content)
        grid = _Grid.read(content) if wide is None else None
    except BROKEN as error:
        raise InputError("documents.error.sheet-broken", {}, Location(file=file)) from error
    if grid is None:
        raise InputError("bank.error.merged", {}, Location(file, field=wide))
    return grid


def _merged_too_far(content: bytes) -> str | None:
    """Return the merged range with which a file goes beyond what is laid out, on whatever sheet."""
    from openpyxl.utils.cell import range_boundaries  # noqa: PLC0415  (only this path needs it)
    from openpyxl.xml.functions import iterparse  # noqa: PLC0415

    left = _MERGED_AT_MOST
    with zipfile.ZipFile(io.BytesIO(content)) as pack:
        for name in (name for name in pack.namelist() if name.casefold().endswith(".xml")):
            with pack.open(name) as part:
                for _, element in iterparse(part):
                    if element.tag.endswith("}mergeCell"):
                        first, top, last, bottom = range_boundaries(element.get("ref"))
                        left -= (last - first + 1) * (bottom - top + 1)
                        if left < 0:
                            return str(element.get("ref"))[:40]
                    element.clear()
    return None


def _heads(sheet: Any) -> int:
    """Return how many rows of a sheet are headings; groups of columns are merged in the first of three."""
    return 3 if any(each.min_row == 2 for each in sheet.merged_cells.ranges) else 2


@dataclass(frozen=True)
class _Sheet:
    """A sheet with the addresses of its cells."""

    file: str
    sheet: ReadSheet
    grid: _Grid

    def at(self, row: int, key: str) -> Location:
        """Return the place of a cell: its address and its heading."""
        letter = self.grid.letters[self.sheet.name].get(key, "")
        title = self.sheet.titles.get(key, "")
        return _place(self.file, self.sheet.name, f"{letter}{row} {title}".strip())

    def text(self, row: ReadRow, key: str, faults: list[InputError]) -> str:
        """Return a cell as text; a formula is no text."""
        value = row.cells.get(key)
        if isinstance(value, Computed):
            faults.append(InputError("bank.error.formula", {}, self.at(row.number, key)))
            return ""
        return "" if value is None else str(value).strip()


@dataclass
class _Item:
    """An item while its rows are gathered."""

    raw: dict[str, Any]
    places: dict[Path, Location]
    is_there: bool = False
    parts: dict[str, Path] = field(default_factory=dict)


class _KindSheet:
    """The sheet of one kind: rows of items and rows of their parts, in any order."""

    def __init__(self, kind: str, sheet: _Sheet, drafts: Drafts) -> None:
        self._kind = kind
        self._shape = shapes()[kind]
        self._by_key = {part.key: part for part in self._shape.below()}
        self._sheet = sheet
        self._drafts = drafts
        self._faults = drafts.faults
        self._items: dict[str, _Item] = {}

    def read(self) -> None:
        """Read all rows; parts of parts come last, when what they belong to is known."""
        rows = list(self._sheet.sheet.rows)
        nested = {part.key for outer in self._shape.parts for part in outer.parts}
        late = []
        for row in rows:
            what = self._what(row)
            if what in nested:
                late.append((row, what))
            elif what is not None:
                self._row(row, what)
        for row, what in late:
            self._row(row, what)
        for name, item in self._items.items():
            if not item.is_there:
                self._faults.append(
                    InputError("bank.error.no-item-row", {"item": name[:40]}, item.places[()])
                )
            else:
                self._drafts.items.append(Draft(item.raw, item.places))

    def _what(self, row: ReadRow) -> str | None:
        said = self._sheet.text(row, PART, self._faults)
        found = meant(rows_of(self._kind), said)
        if found is None:
            known = ", ".join(text.zh for text in rows_of(self._kind).values())
            code = "bank.error.row-kind" if said else "bank.error.row-kind-missing"
            self._refuse(code, row, PART, known=known, found=said[:40])
        return found

    def _row(self, row: ReadRow, what: str) -> None:
        name = self._sheet.text(row, ITEM, self._faults)
        if not name:
            self._refuse("bank.error.no-item", row, ITEM)
            return
        item = self._items.setdefault(name, _Item({}, {(): self._sheet.at(row.number, ITEM)}))
        if what != ROW_OF_ITEM:
            self._part(item, row, self._by_key[what])
        elif item.is_there:
            self._refuse("bank.error.item-row-twice", row, ITEM, item=name[:40])
        else:
            item.is_there = True
            head: dict[str, Any] = {"id": name, "kind": self._kind}
            item.places[("id",)] = item.places[()] = self._sheet.at(row.number, ITEM)
            self._fields(item, row, self._shape, head, ())
            item.raw = {**head, **item.raw}

    def _part(self, item: _Item, row: ReadRow, part: Shape) -> None:
        within: Any = item.raw
        path: Path = ()
        if part not in self._shape.parts:
            of = self._sheet.text(row, OF, self._faults)
            path = item.parts.get(of, ())
            if not path:
                self._refuse("bank.error.no-owner", row, OF, found=of[:40])
                return
            for step in path:
                within = within[step]
        parts = within.setdefault(part.key, [])
        path = (*path, part.key, len(parts))
        one: dict[str, Any] = {}
        parts.append(one)
        item.places[path] = self._sheet.at(row.number, PART)
        self._fields(item, row, part, one, path)
        if isinstance(one.get("id"), str):
            item.parts.setdefault(one["id"], path)

    def _fields(self, item: _Item, row: ReadRow, shape: Shape, raw: dict[str, Any], path: Path) -> None:
        own = {each.key: each for each in shape.fields}
        if shape is self._shape:
            own.pop("id", None)
        for key, column in columns(self._kind).items():
            mine = own.get(key)
            for cell in _cells_of(column):
                where = self._sheet.at(row.number, cell)
                if mine is not None:
                    item.places[(*path, *cell.split("."))] = where
                elif self._sheet.text(row, cell, self._faults):
                    self._refuse("bank.error.not-here", row, cell)
            if mine is not None:
                item.places.setdefault(
                    (*path, *key.split(".")), self._sheet.at(row.number, _cells_of(column)[0])
                )
                value = self._value(row, mine)
                if value is not None:
                    mine.put(raw, value)
        if is_nested(self._kind) and shape in self._shape.parts and self._sheet.text(row, OF, self._faults):
            self._refuse("bank.error.not-here", row, OF)

    def _value(self, row: ReadRow, mine: Field) -> Any:
        if mine.form in PAIRED:
            return self._pair(row, mine)
        text = self._sheet.text(row, mine.key, self._faults)
        value: Any = text or None
        match mine.form if text else None:
            case Form.IDS:
                value = text.translate(_SEPARATORS).split()
            case Form.FLAG:
                value = self._flag(row, mine.key, text)
            case Form.NUMBER | Form.WHOLE:
                value = self._number(row, mine.key, text)
            case Form.LEVEL if text.isdecimal():
                value = int(text)
            case Form.CHOICE:
                value = unicodedata.normalize("NFKC", text)
        return value

    def _flag(self, row: ReadRow, key: str, text: str) -> bool:
        said = meant(yes_or_no(), text)
        if said is None:
            self._refuse("bank.error.yes-no", row, key, found=text[:40])
        return said == "true"

    def _number(self, row: ReadRow, key: str, text: str) -> int | float | None:
        plain = unicodedata.normalize("NFKC", text).replace(",", "").replace("−", "-")
        try:
            value = float(plain)
        except ValueError:
            self._refuse("bank.error.no-number", row, key, found=text[:40])
            return None
        return int(value) if value.is_integer() and "." not in plain else value

    def _pair(self, row: ReadRow, mine: Field) -> Any:
        sides = {side: self._sheet.text(row, f"{mine.key}.{side}", self._faults) for side in ("zh", "en")}
        if not any(sides.values()):
            return None
        if mine.form is Form.TEXT:
            return sides
        # Words may stand in one line, whole sentences not: a semicolon belongs to them.
        several = _LINES if mine.form is Form.WORDS else {}
        lists = {
            side: [line.strip() for line in text.translate(several).split("\n") if line.strip()]
            for side, text in sides.items()
        }
        if mine.form is Form.WORDS:
            return lists
        if len(lists["zh"]) != len(lists["en"]):
            counts = {side: len(lines) for side, lines in lists.items()}
            self._refuse("bank.error.lines-differ", row, f"{mine.key}.en", **counts)
            return None
        return [{"zh": zh, "en": en} for zh, en in zip(lists["zh"], lists["en"], strict=True)]

    def _refuse(self, code: str, row: ReadRow, key: str, **params: object) -> None:
        self._faults.append(InputError(code, params, self._sheet.at(row.number, key)))


def _cells_of(column: Field) -> list[str]:
    return [f"{column.key}.{side}" for side in ("zh", "en")] if column.form in PAIRED else [column.key]


def _sides(sheet: _Sheet, row: ReadRow, keys: tuple[str, str], faults: list[InputError]) -> dict[str, str]:
    """Return a text in both languages; a missing one is a fault."""
    sides = {}
    for side, key in zip(("zh", "en"), keys, strict=True):
        sides[side] = sheet.text(row, key, faults)
        if not sides[side]:
            faults.append(InputError("bank.error.one-sided", {"key": side}, sheet.at(row.number, key)))
    return sides


def _units(sheet: _Sheet, drafts: Drafts) -> None:
    for row in sheet.sheet.rows:
        what = meant(unit_rows(), sheet.text(row, "row", drafts.faults))
        text = _sides(sheet, row, ("zh", "en"), drafts.faults)
        name = sheet.text(row, "id", drafts.faults)
        if what is None or not name:
            code, key = ("bank.error.unit-row", "row") if what is None else ("bank.error.no-id", "id")
            drafts.faults.append(InputError(code, {}, sheet.at(row.number, key)))
        elif what == "objective":
            drafts.objectives.append({"id": name, "text": text})
        elif drafts.title is None and all(text.values()):
            drafts.title = Text(text["zh"], text["en"])


def _steps(sheet: _Sheet, drafts: Drafts) -> None:
    for row in sheet.sheet.rows:
        title = _sides(sheet, row, ("title.zh", "title.en"), drafts.faults)
        name, cell = (sheet.text(row, key, drafts.faults) for key in ("id", "cell"))
        items = sheet.text(row, "items", drafts.faults).translate(_SEPARATORS).split()
        waits = meant(yes_or_no(), sheet.text(row, "waits", drafts.faults)) == "true"
        if not name:
            drafts.faults.append(InputError("bank.error.no-id", {}, sheet.at(row.number, "id")))
        step = {"id": name, "title": title, "cell": cell or name, "items": items, "waits": waits}
        drafts.steps.append(step)
