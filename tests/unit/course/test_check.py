"""The check of a course: all faults at once, each with file, line and key; and the guide for authors."""

import json
import tomllib

import pytest
from jsonschema import Draft202012Validator

from authored import blocks, items, pages, write_unit
from factories import worded
from zhixing import resources
from zhixing.course.bank.shape import item_schema, shapes, unit_schema
from zhixing.course.check import check_course
from zhixing.course.content import ITEM_KEYS, ITEM_NOTES, read_course
from zhixing.course.kinds import KINDS
from zhixing.course.units import read_units
from zhixing.errors import InputError


def told(course):
    """Return faults as people read them, in both languages."""
    return [worded(fault) for fault in check_course(course).faults]


def test_the_shipped_course_has_no_fault():
    found = check_course(resources.data() / "course")
    assert [worded(fault) for fault in found.faults] == []
    assert found.items == len(read_course(resources.data() / "course"))


# ---- the guide for authors


def test_the_guide_shows_a_complete_example_of_every_kind(tmp_path):
    write_unit(tmp_path / "t01")
    assert told(tmp_path) == []
    assert set(items()) == set(KINDS)
    assert {item.kind for item in read_course(tmp_path).values()} == set(KINDS)
    assert sorted(pages()) == ["criteria.toml", "items.toml", "unit.toml", "worksheets.toml"]


def test_the_guide_shows_the_same_in_both_languages():
    assert blocks("zh-CN") == blocks("en")


def test_one_unit_s_folder_can_be_checked_alone(tmp_path):
    unit = write_unit(
        tmp_path / "t01",
        {"items.toml": [('correct = true\ntext = { zh = "三次', 'correct = false\ntext = { zh = "三次')]},
    )
    assert [fault.code for fault in check_course(unit).faults] == ["course.error.not-one-key"]
    assert [fault.code for fault in check_course(tmp_path).faults] == ["course.error.not-one-key"]


# ---- all faults at once


def test_one_bad_item_hides_no_other_and_each_fault_has_its_line(tmp_path):
    unit = write_unit(
        tmp_path / "t01",
        {
            "items.toml": [
                ("difficulty = 0.6", 'difficulty = "easy"'),
                ('en = "The satisfaction score"', 'en = " "'),
                ('id = "oral"', 'id = "Oral!"'),
                ("tolerance = 0.1\nunit", "tolerance = -1\nunit"),
                ('kind = "short"', 'kind = "essay"'),
                ("least = 30", "least = 30\nmost = 99"),
                ('to = "good"', 'to = "nowhere"'),
            ]
        },
    )
    written = (unit / "items.toml").read_text(encoding="utf-8").splitlines()
    found = check_course(tmp_path).faults
    lines = {written[fault.location.row - 1].strip().partition(" = ")[0]: fault for fault in found}
    assert set(lines) == {"difficulty", "text", "id", "tolerance", "kind", "most", "to"}
    assert len(found) == 7
    assert "一个数" in worded(lines["difficulty"])[0]
    assert "en" in worded(lines["text"])[0]
    assert "t01-q01 option a text" in worded(lines["text"])[0]
    assert "t01-q12 state reason choice fix to" in worded(lines["to"])[0]
    assert all("t01/items.toml" in sentence for fault in found for sentence in worded(fault))
    with pytest.raises(InputError):
        read_course(tmp_path)


@pytest.mark.parametrize(
    ("name", "find", "put", "line", "zh"),
    [
        ("items.toml", 'objective = "t01-o1"', 'objective = "t01-o9"', 'objective = "t01-o9"', "t01-o9"),
        ("items.toml", 'id = "t01-q02"', 'id = "t01-q01"', 'id = "t01-q01"', "用了两次"),
        ("items.toml", 'prompt = { zh = "一位', 'prompts = { zh = "一位', "prompts", "拼写"),
        ("items.toml", 'bin = "fact"', 'bin = "facts"', 'bin = "facts"', "facts"),
        ("items.toml", "{what}", "{whom}", "text =", "空 what"),
        ("items.toml", "[[item]]", "[[items]]", "", "items"),
        ("unit.toml", 'items = ["t01-q01"]', 'items = ["t01-q99"]', "t01-q99", "不是本单元的题目"),
        ("unit.toml", 'items = ["t01-q01"]', 'items = ["t01-q02"]', "t01-q02", "别的步骤"),
        ("unit.toml", "waits = true", 'waits = "yes"', "waits", "true 或 false"),
        ("unit.toml", "waits = true", 'sheets = ["t01-none"]', "t01-none", "worksheets.toml"),
        ("unit.toml", "share = 0.8", "share = 80", "share", "不能大于 1"),
        ("unit.toml", 'id = "check"', 'id = "case"', "", "case"),
        ("worksheets.toml", 'kind = "line"', 'kind = "poem"', "", "poem"),
        ("worksheets.toml", 'objective = "t01-o1"', 'objective = "t01-o9"', "", "t01-o9"),
        ("criteria.toml", 'name = { zh = "具体性", en = "Specific" }', "", "", "criteria.toml"),
        ("items.toml", 'criterion = "specificity"', 'criterion = "beauty"', "", "beauty"),
    ],
)
def test_a_fault_is_told_with_its_line_and_what_to_do(tmp_path, name, find, put, line, zh):
    unit = write_unit(tmp_path / "t01", {name: [(find, put)]})
    written = (unit / name).read_text(encoding="utf-8").splitlines()
    matching = [
        fault
        for fault in check_course(tmp_path).faults
        if zh in worded(fault)[0] and (not line or line in written[(fault.location.row or 1) - 1])
    ]
    assert matching
    assert all(worded(matching[0]))


@pytest.mark.parametrize(
    ("find", "put", "zh"),
    [
        ('kind = "single"', 'kind = "single"\nkind = "multiple"', "写了两次"),
        ('kind = "single"', 'kind = "single', "引号"),
        ('kind = "single"', 'kind "single"', "等号"),
        ("difficulty = 0.6", "difficulty = easy", "读不懂"),
        ("[[item.option]]", "[[item.option]", "方括号没有关上"),
        ('kind = "single"', 'kind = "single" yes', "多余的内容"),
    ],
)
def test_what_is_no_toml_is_told_with_its_line_and_the_other_files_are_checked(tmp_path, find, put, zh):
    changes = {"items.toml": [(find, put)], "unit.toml": [("share = 0.8", "share = 80")]}
    unit = write_unit(tmp_path / "t01", changes)
    at = (unit / "items.toml").read_text(encoding="utf-8").splitlines().index(put.splitlines()[-1]) + 1
    broken = [fault for fault in check_course(tmp_path).faults if zh in worded(fault)[0]]
    assert [fault.location.row for fault in broken] == [at]
    assert any("share" in sentence[0] for sentence in told(tmp_path))


def test_a_file_in_another_encoding_is_named(tmp_path):
    unit = write_unit(tmp_path / "t01")
    (unit / "more.toml").write_bytes("题 = 1".encode("gb18030"))
    assert any("UTF-8" in zh and "more.toml" in zh for zh, _ in told(tmp_path))


def test_a_step_names_cells_that_the_workbook_has(tmp_path, monkeypatch):
    books = tmp_path / "books"
    books.mkdir()
    cells = [{"id": f"{name}-{side}"} for name in ("case", "check") for side in ("zh", "en")]
    (books / "21-first-visit.ipynb").write_text(json.dumps({"cells": cells}), encoding="utf-8")
    monkeypatch.setenv("ZHIXING_WORKBOOKS", str(books))
    write_unit(tmp_path / "course" / "t01")
    found = told(tmp_path / "course")
    assert [zh for zh, _ in found if "practise-zh" in zh or "practise-en" in zh] == [zh for zh, _ in found]
    assert len(found) == 2


def test_ids_of_two_units_do_not_meet(tmp_path):
    write_unit(tmp_path / "one")
    write_unit(tmp_path / "two")
    codes = [fault.code for fault in check_course(tmp_path).faults]
    assert codes.count("course.error.item-doubled") == len(KINDS)
    assert codes.count("course.error.unit-doubled") == 1
    with pytest.raises(InputError, match="item-doubled"):
        read_course(tmp_path)
    with pytest.raises(InputError, match="unit-doubled"):
        read_units(tmp_path)


# ---- the schema that editors read


def test_the_schema_accepts_every_shipped_file():
    Draft202012Validator.check_schema(item_schema())
    Draft202012Validator.check_schema(unit_schema())
    seen = 0
    for page in sorted((resources.data() / "course").glob("*/*.toml")):
        raw = tomllib.loads(page.read_text(encoding="utf-8"))
        if page.name == "unit.toml":
            assert list(Draft202012Validator(unit_schema()).iter_errors(raw)) == [], page
        elif "item" in raw:
            seen += len(raw["item"])
            assert [error.message for error in Draft202012Validator(item_schema()).iter_errors(raw)] == [], (
                page
            )
    assert seen == len(read_course(resources.data() / "course"))


def test_the_schema_refuses_what_the_reader_refuses():
    validator = Draft202012Validator(item_schema())
    good = items()["single"]
    assert validator.is_valid({"item": [good]})
    for bad in (
        {**good, "kind": "essay"},
        {**good, "answer": "a"},
        {**good, "prompt": {"zh": "问", "en": ""}},
        {name: value for name, value in good.items() if name != "source-note"},
    ):
        assert not validator.is_valid({"item": [bad]})


def test_the_schema_knows_the_same_kinds_and_keys_as_the_reader():
    defs = item_schema()["$defs"]
    assert set(defs["item"]["properties"]["kind"]["enum"]) == set(KINDS) == set(shapes())
    for name, kind in KINDS.items():
        assert set(defs[name]["required"]) == ITEM_KEYS | kind.KEYS, name
        assert set(defs[name]["properties"]) == ITEM_KEYS | kind.KEYS | ITEM_NOTES | kind.NOTES, name


def described(schema, path=()):
    """Go through everything of a schema that an author meets."""
    for name, inner in schema.get("properties", {}).items():
        if isinstance(inner, dict) and name not in {"zh", "en"}:
            yield (*path, name), inner
            yield from described(inner, (*path, name))
            yield from described(inner.get("items", {}), (*path, name))


@pytest.mark.parametrize("schema", [item_schema(), unit_schema()], ids=["items", "unit"])
def test_every_key_is_described_in_both_languages(schema):
    every = [*described(schema)]
    every += [
        pair for name, one in schema["$defs"].items() if name in KINDS for pair in described(one, (name,))
    ]
    assert every
    for path, inner in every:
        zh, _, en = inner["description"].partition(" / ")
        assert any("\u4e00" <= sign <= "\u9fff" for sign in zh), path
        assert en, path
        assert not any("\u4e00" <= sign <= "\u9fff" for sign in en), path
