"""Reading an Excel file that comes back: each cell with the row a person sees, nothing computed or kept."""

import io
import json
import lzma
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, TypeAlias

from zhixing.documents.characters import storable
from zhixing.documents.spreadsheet.field import KEPT
from zhixing.errors import InputError, Location

BYTES_AT_MOST = 5 * 1024 * 1024
UNPACKED_AT_MOST = 12 * 1024 * 1024
"""Twice what 200 topics with 300 ballots come to when every cell is full; two megabytes cost a second."""
STRINGS_AT_MOST = 8 * 1024 * 1024
"""The part with all texts: of a full file five and a half."""
PART_AT_MOST = 1024 * 1024
"""Any other part that is read as a whole, as styles: ours are some kilobytes, and they cost the most."""
ROWS_AT_MOST = 3_000
_HEADS_AT_MOST = 3
_COLUMNS_AT_MOST = 1_024
_OLD = b"\xd0\xcf\x11\xe0"
_RETURN = "_x000D_"
"""How Excel writes the first half of a line break typed on another system; the second half follows."""
BROKEN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,  # also what XML that ends too early raises
    TypeError,
    ValueError,
    lzma.LZMAError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)
"""What openpyxl and the libraries below it raise on a file that is no workbook."""


@dataclass(frozen=True, slots=True)
class Computed:
    """A cell that holds a formula where a person should have typed."""

    text: str


Read: TypeAlias = str | int | float | Computed | None
"""What is read from a cell; an empty one is None."""


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row as the person sees it: its number, and its cells by key."""

    number: int
    cells: Mapping[str, Read]

    def text(self, key: str) -> str:
        """Return a cell as text."""
        value = self.cells.get(key)
        if value is None:
            return ""
        return value.text if isinstance(value, Computed) else str(value)


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """A sheet that came back.

    Args:
        name: as the person sees it.
        titles: headings by key, as they left.
        columns: keys of the columns that are still there.
        rows: the rows with something in them, headings left out.
    """

    name: str
    titles: Mapping[str, str]
    columns: frozenset[str]
    rows: tuple[ReadRow, ...]


@dataclass(frozen=True, slots=True)
class ReadSpreadsheet:
    """A file: its name, what it remembers, its sheets by key."""

    file: str
    kept: Mapping[str, Any]
    sheets: Mapping[str, ReadSheet]


def read_spreadsheet(file: str, content: bytes) -> ReadSpreadsheet:
    """Read an Excel file that this kit wrote.

    Args:
        file: the file's name, as the person knows it.
        content: the file.

    Raises:
        InputError: too large, not an Excel file, protected by a password, or not one of ours.
    """
    where = Location(file=file)
    if not content:
        raise InputError("documents.error.sheet-empty", {}, where)
    if len(content) > BYTES_AT_MOST:
        raise InputError("documents.error.sheet-large", {"most": BYTES_AT_MOST // 1024 // 1024}, where)
    if content.startswith(_OLD):
        raise InputError("documents.error.sheet-locked", {}, where)
    if not content.startswith(b"PK"):
        raise InputError("documents.error.sheet-other", {}, where)
    try:
        return _read(file, content)
    except InputError:
        raise
    except BROKEN as error:
        raise InputError("documents.error.sheet-broken", {}, where) from error


def _read(file: str, content: bytes) -> ReadSpreadsheet:
    import openpyxl  # noqa: PLC0415  (only this path needs it)

    with zipfile.ZipFile(io.BytesIO(content)) as pack:
        names = set(pack.namelist())
        if unpacks_too_far(pack):
            large = {"most": BYTES_AT_MOST // 1024 // 1024}
            raise InputError("documents.error.sheet-large", large, Location(file=file))
    if "xl/workbook.xml" not in names:
        raise InputError("documents.error.sheet-other", {}, Location(file=file))
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
    try:
        kept = _kept(book)
        if kept is None:
            raise InputError("documents.error.sheet-foreign", {}, Location(file=file))
        sheets: dict[str, ReadSheet] = {}
        for sheet in book.worksheets:
            if sheet.title != KEPT and hasattr(sheet, "iter_rows"):
                found = _sheet(file, sheet, kept)
                if found is not None:
                    sheets.setdefault(*found)
        return ReadSpreadsheet(file, kept, sheets)
    finally:
        book.close()


def unpacks_too_far(pack: zipfile.ZipFile) -> bool:
    """Tell whether a workbook is so large unpacked that reading it would keep everybody else waiting."""
    sizes = {entry.filename.casefold(): entry.file_size for entry in pack.infolist()}
    if sum(entry.file_size for entry in pack.infolist()) > UNPACKED_AT_MOST:
        return True
    return any(size > _most(name) for name, size in sizes.items())


def _most(name: str) -> int:
    if name.endswith("sharedstrings.xml"):
        return STRINGS_AT_MOST
    is_whole = name.endswith((".xml", ".rels")) and "worksheets/sheet" not in name
    return PART_AT_MOST if is_whole else UNPACKED_AT_MOST


def _kept(book: Any) -> dict[str, Any] | None:
    """Return what the file remembers; None when somebody else made it."""
    if KEPT not in book.sheetnames:
        return None
    found: dict[str, Any] = {}
    for name, *parts in book[KEPT].iter_rows(max_row=ROWS_AT_MOST, values_only=True):
        if isinstance(name, str):
            found[name] = json.loads("".join(part for part in parts if isinstance(part, str)))
    return found


def _sheet(file: str, sheet: Any, kept: Mapping[str, Any]) -> tuple[str, ReadSheet] | None:
    """Read a sheet that has our hidden first row; another one is somebody's own and left alone."""
    rows = _rows(sheet)
    _, first = next(rows, (1, []))
    marks = [str(value).partition(".") for value in first]
    key = next((name for name, dot, _ in marks if dot and f"titles.{name}" in kept), None)
    if key is None:
        return None
    columns: dict[str, int] = {}
    for at, (name, _, field) in enumerate(marks):
        if name == key and field:
            columns.setdefault(field, at)
    titles = {name: str(title) for name, title in kept[f"titles.{key}"].items()}
    found: list[ReadRow] = []
    for number, cells in rows:
        values = {field: cells[at] if at < len(cells) else None for field, at in columns.items()}
        given = [str(value) for value in values.values() if value is not None]
        if not given or (number <= _HEADS_AT_MOST and _is_head(given, titles)):
            continue
        if len(found) == ROWS_AT_MOST:
            most = {"most": ROWS_AT_MOST, "sheet": sheet.title}
            raise InputError("documents.error.sheet-long", most, Location(file=file))
        found.append(ReadRow(number, values))
    return key, ReadSheet(sheet.title, titles, frozenset(columns), tuple(found))


def _is_head(given: list[str], titles: Mapping[str, str]) -> bool:
    """Tell whether a row repeats headings: somebody may have deleted one, and with it the count of rows."""
    known = " ".join(titles.values())
    return all(text in known for text in given)


def _rows(sheet: Any) -> Iterator[tuple[int, list[Read]]]:
    # Whole columns with a border or a colour come as a million rows of nothing.
    last = 2 * ROWS_AT_MOST
    for number, row in enumerate(sheet.iter_rows(max_row=last, max_col=_COLUMNS_AT_MOST), start=1):
        yield number, [_value(cell) for cell in row]


def _value(cell: Any) -> Read:
    value = cell.value
    if value is None:
        return None
    if getattr(cell, "data_type", "") == "f" or not isinstance(
        value, str | int | float | date | time | timedelta
    ):
        return Computed(str(value)[:40])
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return int(value) if float(value).is_integer() else value
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    text = value if isinstance(value, str) else str(value)
    text = storable(text.replace(_RETURN, ""))
    return text if text.strip() else None


def whole(value: Read) -> int | None:
    """Return a cell as a whole number, typed as a number or as text, in half or full width; else None."""
    if isinstance(value, str):
        plain = unicodedata.normalize("NFKC", value).strip()
        return int(plain) if plain.isdecimal() and len(plain) <= 9 else None
    return value if isinstance(value, int) else None


def number(value: Read) -> float | None:
    """Return a cell as a number that is not negative; “30%” is 30; else None."""
    if isinstance(value, str):
        plain = unicodedata.normalize("NFKC", value).strip().rstrip("%").strip()
        try:
            value = float(plain)
        except ValueError:
            return None
    if isinstance(value, int | float) and 0 <= value < 1e9:
        return float(value)
    return None
