"""The locator finds the line of everything that tomllib finds, however the file is written."""

import tomllib
from pathlib import Path

import pytest

from zhixing import resources
from zhixing.course.lines import line_at, lines_of

TEXT = '''# a comment with [[item]] in it
title = "x" # and = here
[[item]]
id = "a"
prompt = { zh = "[[item]] # no comment", en = """two
lines \\""" and "quotes"""" }
numbers = [ 1, 2, # two
  3 ]

[[item.option]]
"quoted.key" = 'it''s'
dotted.inner."deep" = 1979-05-27 07:32:00

  [[item.option]]
  text = \'\'\'raw
\\ text\'\'\'
  after = true

[item.table]
x = [{ a = 1 }, { a = 2,
}]
[[item]]
id = "b"
[[item.option]]
id = "c"
'''.replace("'it''s'", "'it is'").replace("2,\n}]", "2 }\n]")


def paths(value, path=()):
    if path:
        yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from paths(inner, (*path, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from paths(inner, (*path, number))


def test_every_table_entry_and_key_has_its_line():
    lines = lines_of(TEXT)
    assert set(lines) == set(paths(tomllib.loads(TEXT)))
    assert lines["title",] == 2
    assert lines["item", 0] == 3
    assert lines["item", 0, "prompt", "en"] == 5
    assert lines["item", 0, "numbers", 2] == 8
    assert lines["item", 0, "option", 0] == 10
    assert lines["item", 0, "option", 0, "quoted.key"] == 11
    assert lines["item", 0, "option", 0, "dotted", "inner", "deep"] == 12
    assert lines["item", 0, "option", 1] == 14
    assert lines["item", 0, "option", 1, "after"] == 17
    assert lines["item", 0, "table", "x", 1, "a"] == 20
    assert lines["item", 1, "id"] == 23
    assert lines["item", 1, "option", 0, "id"] == 25


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_line_ends_of_any_system_count_once(ending):
    lines = lines_of(TEXT.replace("\n", ending))
    assert lines["item", 1, "option", 0, "id"] == 25


def test_what_is_not_there_stands_where_it_belongs():
    lines = lines_of(TEXT)
    assert line_at(lines, ("item", 1, "prompt", "zh")) == 22
    assert line_at(lines, ("nothing",)) is None


SHIPPED = sorted(resources.data().rglob("*.toml"))


@pytest.mark.parametrize("page", SHIPPED, ids=[f"{page.parent.name}/{page.name}" for page in SHIPPED])
def test_in_every_shipped_file_the_line_found_has_the_key_on_it(page: Path):
    text = page.read_text(encoding="utf-8")
    lines, written = lines_of(text), text.splitlines()
    expected = set(paths(tomllib.loads(text)))
    assert set(lines) == expected
    for path, line in lines.items():
        if isinstance(path[-1], str):
            assert path[-1] in written[line - 1], path
