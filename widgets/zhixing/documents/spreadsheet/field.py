"""What a sheet is made of: its columns, known by keys that no translation touches."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from zhixing.documents.characters import storable

KEPT = "zhixing"
"""Name of the hidden sheet with what the file must remember of its making."""


class Kind(StrEnum):
    """How the cells of a column look."""

    TEXT = "text"
    CODE = "code"
    NUMBER = "number"
    WHOLE = "whole"
    SHARE = "share"


@dataclass(frozen=True, slots=True)
class Field:
    """A column.

    Args:
        key: permanent name, in the hidden first row; the reader looks for it, not for the heading.
        title: its heading, in the language of the reader.
        width: in Latin characters; a Chinese character takes two.
        kind: how its cells look.
        is_open: whether people may change its cells.
        choices: what may be chosen; anything else is refused by Excel itself.
        least: the smallest number that may be typed.
        most: the greatest number that may be typed.
        note: what a cell's little window says while it is edited.
        group: a heading above several columns; columns beside each other with the same one share it.
        is_hidden: whether the column is folded away.
    """

    key: str
    title: str
    width: float = 12
    kind: Kind = Kind.TEXT
    is_open: bool = False
    choices: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None
    note: str = ""
    group: str = ""
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """A sheet: its key, its name and its columns."""

    key: str
    title: str
    fields: tuple[Field, ...]

    @property
    def heads(self) -> int:
        """How many rows its headings take, the hidden one left out."""
        return 2 if any(field.group for field in self.fields) else 1

    @property
    def first_row(self) -> int:
        """Number of the first row below the headings, as Excel counts."""
        return 2 + self.heads

    @property
    def name(self) -> str:
        """Its name as Excel allows one."""
        return sheet_name(self.title)

    def column(self, key: str) -> int:
        """Return where a column stands, from 0."""
        return [field.key for field in self.fields].index(key)

    def cell(self, key: str, row: int) -> str:
        """Return the address of a cell on the sheet itself; the column stays when a formula is copied."""
        return f"${letters(self.column(key))}{row}"

    def cells(self, key: str, first: int, last: int, to: str = "") -> str:
        """Return the fixed address of a range, with the sheet's name; it may span several columns."""
        start, end = letters(self.column(key)), letters(self.column(to or key))
        name = self.name.replace("'", "''")
        return f"'{name}'!${start}${first}:${end}${last}"


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula with the value it has now, for readers that do not compute."""

    text: str
    value: float | str


Value: TypeAlias = str | int | float | Formula | None
"""What is written into a cell."""

_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_NAME_AT_MOST = 31


def sheet_name(title: str) -> str:
    """Return a title as the name of a sheet: short, without the characters that Excel forbids."""
    return " ".join(storable(title).translate(_FORBIDDEN).split()).strip("'")[:_NAME_AT_MOST]


def letters(column: int) -> str:
    """Return the letters of a column counted from 0: A … Z, AA …."""
    found = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def mark(sheet: str, keys: Sequence[str]) -> list[str]:
    """Return what stands in the hidden first row of a sheet."""
    return [f"{sheet}.{key}" for key in keys]
