"""What a worksheet is made of: parts, rows and fields; no I/O."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from zhixing.errors import MissingError
from zhixing.text import Text


class FieldKind(StrEnum):
    """How a field is filled."""

    LINE = "line"
    TEXT = "text"
    CHOICE = "choice"
    SCALE = "scale"
    DATE = "date"


TYPED = frozenset({FieldKind.LINE, FieldKind.TEXT})
"""Kinds that hold words of one's own."""


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose, or one level of a scale with what it means."""

    id: str | int
    text: Text


@dataclass(frozen=True, slots=True)
class Source:
    """A field of a worksheet that was filled before; what was written there is offered."""

    sheet: str
    part: str
    field: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One thing to fill in.

    Args:
        id: its name within the part.
        kind: how it is filled.
        label: what is asked.
        needed: whether the sheet is unfinished without it.
        hint: what to think of.
        example: how it may look when it is filled.
        most: Chinese characters that fit in, or twice as many Latin letters; 0 where nothing is typed.
        options: what to choose from, or the levels of a scale, lowest first.
        source: where words to begin with come from.
        guard: what a remark looks out for: ``slogan`` or ``fact``.
    """

    id: str
    kind: FieldKind
    label: Text
    needed: bool
    hint: Text | None = None
    example: Text | None = None
    most: int = 0
    options: tuple[Option, ...] = ()
    source: Source | None = None
    guard: str | None = None

    def said(self, value: str | int) -> Text | None:
        """Return what an option chosen says; None for what is typed."""
        return next((option.text for option in self.options if option.id == value), None)

    def json(self) -> dict[str, Any]:
        """Return the form pages show."""
        return {
            "id": self.id,
            "kind": self.kind.value,
            "label": self.label.json(),
            "needed": self.needed,
            "hint": None if self.hint is None else self.hint.json(),
            "example": None if self.example is None else self.example.json(),
            "most": self.most,
            "options": [{"id": option.id, "text": option.text.json()} for option in self.options],
        }


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a part: its fields are filled once for each row."""

    id: str
    text: Text
    lead: Text | None = None

    def json(self) -> dict[str, Any]:
        """Return the form pages show."""
        return {
            "id": self.id,
            "text": self.text.json(),
            "lead": None if self.lead is None else self.lead.json(),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a worksheet, shown at a time.

    Args:
        id: its name within the worksheet.
        title: what it is called.
        fields: what is filled in.
        lead: what it is for.
        rows: the fields are filled once for each; none: just once.
        repeat: the fields are filled as often as one likes, within these bounds.
    """

    id: str
    title: Text
    fields: tuple[Field, ...]
    lead: Text | None = None
    rows: tuple[Row, ...] = ()
    repeat: tuple[int, int] | None = None

    @property
    def times(self) -> int:
        """How often its fields can be filled at most."""
        return self.repeat[1] if self.repeat is not None else len(self.rows) or 1

    def field(self, field_id: str) -> Field | None:
        """Return a field, if the part has it."""
        return next((field for field in self.fields if field.id == field_id), None)

    def json(self) -> dict[str, Any]:
        """Return the form pages show."""
        return {
            "id": self.id,
            "title": self.title.json(),
            "lead": None if self.lead is None else self.lead.json(),
            "fields": [field.json() for field in self.fields],
            "rows": [row.json() for row in self.rows],
            "repeat": None if self.repeat is None else list(self.repeat),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Worksheet:
    """A tool of a unit, filled for the trainee's own work.

    Args:
        id: permanent id, never reused.
        objective: the objective it practises.
        title: what it is called.
        lead: what it is for.
        parts: its parts, in the order they are shown.
        document: the paper it leaves as; None where it stays on the page.
    """

    id: str
    objective: str
    title: Text
    lead: Text
    parts: tuple[Part, ...]
    document: str | None = None

    def part(self, part_id: str) -> Part:
        """Return a part.

        Raises:
            MissingError: ``worksheet.error.no-part``.
        """
        for part in self.parts:
            if part.id == part_id:
                return part
        raise MissingError("worksheet.error.no-part", {"part": part_id[:40]})

    def json(self) -> dict[str, Any]:
        """Return the form pages show."""
        return {
            "id": self.id,
            "title": self.title.json(),
            "lead": self.lead.json(),
            "parts": [part.json() for part in self.parts],
        }
