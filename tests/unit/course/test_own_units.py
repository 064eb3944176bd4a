"""Units of a trainer's own in the data directory join the course; a broken one does not close it."""

import logging

import pytest

from course_parts import ITEMS, UNIT, forget
from zhixing.course.content import all_items
from zhixing.course.units import all_units


@pytest.fixture
def own(tmp_path, monkeypatch):
    monkeypatch.setenv("ZHIXING_HOME", str(tmp_path))

    def write(name, unit=UNIT, items=ITEMS):
        folder = tmp_path / "course" / name
        folder.mkdir(parents=True)
        (folder / "unit.toml").write_text(unit, encoding="utf-8")
        (folder / "items.toml").write_text(items, encoding="utf-8")

    forget()
    yield write
    monkeypatch.undo()
    forget()


def test_a_sound_unit_of_ones_own_joins_the_course(own):
    own("trial")
    assert "t01" in all_units()
    assert {"t01-c01", "u01-c01"} <= set(all_items())


@pytest.mark.parametrize(
    ("find", "put", "said"),
    [
        ("correct = true", "correct = false", "正确选项"),
        ('id = "t01-c01"', 'id = "u01-c01"', "u01-c01"),
        ('zh = "甲"', 'zh = ""', "t01-c01"),
        ("[[item]]", "[[item", "items.toml"),
    ],
)
def test_a_broken_one_stays_out_and_the_log_says_why(own, caplog, find, put, said):
    own("trial", items=ITEMS.replace(find, put, 1))
    own("whole", UNIT.replace("t01", "t02"), ITEMS.replace("t01", "t02"))
    with caplog.at_level(logging.WARNING):
        assert "t01" not in all_units()
    assert "t01-c02" not in all_items()
    assert {"u01", "u03", "t02"} <= set(all_units())
    assert "trial" in caplog.text
    assert said in caplog.text


def test_hidden_folders_are_none(own):
    own(".import-cut-off/trial")
    assert "t01" not in all_units()
    own("trial")
    forget()
    assert "t01" in all_units()
