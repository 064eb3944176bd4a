"""A unit written as TOML files, in the order and the form in which people write them."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from zhixing.course.bank.shape import Shape, shapes

ITEMS, UNIT = "items.toml", "unit.toml"

_HEAD = ("id", "objective", "also", "set", "kind", "commit-first", "difficulty", "prompt", "source-note")
"""The order in which an item begins."""


def items_toml(items: Iterable[tuple[str, Mapping[str, Any]]]) -> str:
    """Return a file of items; each comes with a remark above it, which may be empty."""
    return "\n".join(
        "\n".join([*(f"# {line}" for line in remark.splitlines()), *_item(raw), ""]) for remark, raw in items
    )


def unit_toml(raw: Mapping[str, Any]) -> str:
    """Return a unit's file."""
    tables = {key: value for key, value in raw.items() if _is_tables(value) or key == "mastery"}
    lines = [_pair(key, value) for key, value in raw.items() if key not in tables]
    for key, value in tables.items():
        for each in value if isinstance(value, list) else [value]:
            heading = f"[[{key}]]" if isinstance(value, list) else f"[{key}]"
            lines += ["", heading, *(_pair(name, inner) for name, inner in each.items())]
    return "\n".join(lines) + "\n"


def write_unit(folder: Path, unit: Mapping[str, Any], items: Iterable[tuple[str, Mapping[str, Any]]]) -> None:
    """Write the files of a unit into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / UNIT).write_text(unit_toml(unit), encoding="utf-8")
    (folder / ITEMS).write_text(items_toml(items), encoding="utf-8")


def _item(raw: Mapping[str, Any]) -> Iterator[str]:
    shape = shapes()[raw["kind"]]
    parts = {part.key for part in shape.parts}
    yield "[[item]]"
    yield from (_pair(key, raw[key]) for key in _HEAD if key in raw)
    yield from (_pair(key, value) for key, value in raw.items() if key not in parts and key not in _HEAD)
    yield from _parts("item", shape, raw)


def _parts(path: str, shape: Shape, raw: Mapping[str, Any]) -> Iterator[str]:
    for part in shape.parts:
        inner = {each.key for each in part.parts}
        for one in raw.get(part.key, ()):
            yield ""
            yield f"[[{path}.{part.key}]]"
            yield from (_pair(key, value) for key, value in one.items() if key not in inner)
            yield from _parts(f"{path}.{part.key}", part, one)


def _is_tables(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(each, dict) for each in value)


def _pair(key: str, value: object) -> str:
    return f"{key} = {_value(value)}"


def _value(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            # What JSON escapes, TOML escapes in the same way; only this one sign is forbidden in TOML alone.
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
        case list():
            return f"[{', '.join(map(_value, value))}]"
        case dict():
            return f"{{ {', '.join(_pair(key, inner) for key, inner in value.items())} }}"
        case _:
            return repr(value)
