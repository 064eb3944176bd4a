"""The examples of the guide for authors as a unit: one item of every kind."""

import re
import tomllib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
_BLOCK = re.compile(r"```toml\n(.*?)```", re.DOTALL)


@cache
def blocks(locale="zh-CN"):
    """Return the TOML of the guide, in its order."""
    guide = (ROOT / "docs" / f"writing-a-unit.{locale}.md").read_text(encoding="utf-8")
    return tuple(_BLOCK.findall(guide))


def pages():
    """Return the files that the guide's examples make: name to text."""
    found = {}
    for block in blocks():
        first = next(iter(tomllib.loads(block)))
        name = {"id": "unit.toml", "verdict": "criteria.toml", "worksheet": "worksheets.toml"}.get(
            first, "items.toml"
        )
        found[name] = found.get(name, "") + block + "\n"
    return found


def write_unit(folder, changes=None):
    """Write the unit into a folder; ``changes`` replaces words of a file."""
    folder.mkdir(parents=True)
    for name, text in pages().items():
        for find, put in (changes or {}).get(name, ()):
            assert find in text, find
            text = text.replace(find, put, 1)  # noqa: PLW2901 - each change builds on the last
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@cache
def items():
    """Return the items as they are written, by kind."""
    return {raw["kind"]: raw for raw in tomllib.loads(pages()["items.toml"])["item"]}
