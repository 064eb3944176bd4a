"""What an item of each kind is made of, as the course's JSON Schema says."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any

from zhixing import resources
from zhixing.text import Text

Schema = Mapping[str, Any]

_SIDES = " | "
_DEFS = "#/$defs/"


class Form(StrEnum):
    """How a value is written."""

    TEXT = "text"
    TEXTS = "texts"
    WORDS = "words"
    ID = "id"
    IDS = "ids"
    FLAG = "flag"
    NUMBER = "number"
    WHOLE = "whole"
    LEVEL = "level"
    CHOICE = "choice"


_TYPES = {"boolean": Form.FLAG, "number": Form.NUMBER, "integer": Form.WHOLE}


@dataclass(frozen=True, slots=True)
class Field:
    """One value of an item or of a part of it.

    Args:
        key: its key; a key within a table is written with a dot.
        title: what people call it.
        form: how it is written.
        needed: whether it must be there.
        choices: what may be written, where that is limited.
    """

    key: str
    title: Text
    form: Form
    needed: bool
    choices: tuple[str, ...] = ()

    def get(self, raw: Mapping[str, Any]) -> Any:
        """Return the value as it is written; None where it is not."""
        found: Any = raw
        for name in self.key.split("."):
            found = found.get(name) if isinstance(found, Mapping) else None
        return found

    def put(self, raw: dict[str, Any], value: object) -> None:
        """Write the value."""
        *outer, name = self.key.split(".")
        for each in outer:
            raw = raw.setdefault(each, {})
        raw[name] = value


@dataclass(frozen=True, slots=True)
class Shape:
    """An item of one kind, or a part that may be there several times.

    Args:
        key: name of the kind, or the part's key.
        title: what people call it.
        fields: its values, in the order they are written.
        parts: what it consists of.
        needed: whether there must be one.
    """

    key: str
    title: Text
    fields: tuple[Field, ...]
    parts: tuple["Shape", ...]
    needed: bool = True

    def part(self, key: str) -> "Shape":
        """Return a part by its key."""
        return next(part for part in self.parts if part.key == key)

    def below(self) -> Iterator["Shape"]:
        """Go through all parts, and the parts of parts."""
        for part in self.parts:
            yield part
            yield from part.below()


@cache
def item_schema() -> Schema:
    """Return the schema of a file of items."""
    return _load("item")


@cache
def unit_schema() -> Schema:
    """Return the schema of a unit's file."""
    return _load("unit")


@cache
def shapes() -> Mapping[str, Shape]:
    """Return every kind of item by the name that data files use."""
    defs = item_schema()["$defs"]
    kinds = defs["item"]["properties"]["kind"]["enum"]
    return MappingProxyType({kind: _shape(kind, defs[kind], needed=True) for kind in kinds})


def _load(name: str) -> Schema:
    page = resources.data() / "course" / f"{name}.schema.json"
    found: Schema = json.loads(page.read_text(encoding="utf-8"))
    return found


def _shape(key: str, schema: Schema, *, needed: bool) -> Shape:
    required = schema.get("required", ())
    fields: list[Field] = []
    parts: list[Shape] = []
    for name, inner in schema["properties"].items():
        if name == "kind" and "const" in inner:
            continue
        if "properties" in inner:
            fields += [
                _field(f"{name}.{each}", one, needed=each in inner["required"])
                for each, one in inner["properties"].items()
            ]
        elif "properties" in inner.get("items", {}):
            part = {**inner["items"], "title": inner["title"]}
            parts.append(_shape(name, part, needed=name in required))
        else:
            fields.append(_field(name, inner, needed=name in required))
    return Shape(key, _title(schema), tuple(fields), tuple(parts), needed)


def _field(key: str, schema: Schema, *, needed: bool) -> Field:
    if "$ref" in schema:
        form = Form(schema["$ref"].removeprefix(_DEFS))
    elif isinstance(schema["type"], list):
        form = Form.LEVEL
    else:
        form = _TYPES.get(schema["type"], Form.CHOICE)
    return Field(key, _title(schema), form, needed, tuple(schema.get("enum", ())))


def _title(schema: Schema) -> Text:
    zh, en = schema["title"].split(_SIDES)
    return Text(zh, en)
