"""Bringing items in: a new unit that the check accepts, or nothing at all; and the commands for authors."""

import shutil
from pathlib import Path

import pytest

from authored import items, write_unit
from course_parts import forget
from zhixing.actor import Locale
from zhixing.cli import main
from zhixing.course.bank.excel_out import bank_file
from zhixing.course.bank.gift_out import gift
from zhixing.course.bank.source import read_sources
from zhixing.course.bank.taking import take
from zhixing.course.check import check_course
from zhixing.course.content import all_items, read_course
from zhixing.course.units import all_units
from zhixing.errors import FaultsError, InputError, MissingError

BANKS = Path(__file__).with_name("banks")


@pytest.fixture
def course(tmp_path):
    write_unit(tmp_path / "given" / "t01")
    return tmp_path / "given"


@pytest.fixture
def into(tmp_path):
    return tmp_path / "own"


@pytest.fixture
def excel(course, tmp_path):
    """Return the bank without the ratings, whose criteria stay in a file of their own."""
    (source,) = read_sources((course,))
    without = type(source)(source.unit, tuple(raw for raw in source.items if raw["kind"] != "rate"))
    path = tmp_path / "bank.xlsx"
    path.write_bytes(bank_file((without,), Locale.ZH))
    return path


def test_an_excel_file_becomes_a_unit_that_the_check_accepts(excel, into):
    taken = take([excel], "t02", into)
    assert (taken.folder, taken.items) == (into / "t02", 12)
    assert check_course(into).faults == ()
    found = read_course(into)
    assert [found[raw["id"]].kind for kind, raw in items().items() if kind != "rate"] == [
        kind for kind in items() if kind != "rate"
    ]
    assert sorted(path.name for path in into.iterdir()) == ["t02"]


@pytest.mark.parametrize("names", [["moodle-export.gift"], ["zh.gift", "en.gift"], ["en.gift", "zh.gift"]])
def test_a_moodle_file_becomes_a_unit_that_the_check_accepts(names, into):
    taken = take([BANKS / name for name in names], "t05", into)
    assert check_course(into).faults == ()
    assert len(read_course(into)) == taken.items == sum(taken.kinds.values())
    assert taken.notes


def test_our_own_gift_comes_back_as_a_unit(course, into, tmp_path):
    path = tmp_path / "ours.gift"
    path.write_text(gift(read_sources((course,))).text, encoding="utf-8")
    taken = take([path], "t08", into, courses=[course])
    assert check_course(course, into).faults == ()
    assert (
        taken.kinds["true-false"] == taken.kinds["worked"] == taken.kinds["order"] == taken.kinds["fill"] == 1
    )


@pytest.mark.parametrize("fault", ["one", "semantic"])
def test_with_any_fault_nothing_is_written(fault, into, tmp_path):
    text = (BANKS / "moodle-export.gift").read_text(encoding="utf-8")
    put = {"one": ("=%100%5:0.1", "=%100%five"), "semantic": ("=%0%0.05:0.001", "=%0%5:0.001")}[fault]
    path = tmp_path / "bad.gift"
    path.write_text(text.replace(*put), encoding="utf-8")
    with pytest.raises(FaultsError) as caught:
        take([path], "t05", into)
    assert [error.location.file for error in caught.value.faults] == ["bad.gift"]
    assert caught.value.faults[0].location.row
    assert not into.exists() or list(into.iterdir()) == []


def test_ids_that_are_taken_and_units_that_are_there_are_refused(excel, course, into):
    with pytest.raises(FaultsError) as caught:
        take([excel], "t02", into, courses=[course])
    assert {error.code for error in caught.value.faults} == {"bank.error.id-taken"}
    with pytest.raises(InputError, match="unit-doubled"):
        take([excel], "t01", into, courses=[course])
    take([excel], "t02", into)
    with pytest.raises(InputError, match="unit-there"):
        take([excel], "t02", into)
    with pytest.raises(InputError, match="bad-unit"):
        take([excel], "../t02", into)
    with pytest.raises(MissingError):
        take([into / "none.gift"], "t03", into)


# ---- one's own units


@pytest.fixture
def home(tmp_path, monkeypatch):
    """Let the course be read anew, with a data directory of the test's own."""
    monkeypatch.setenv("ZHIXING_HOME", str(tmp_path / "home"))
    forget()
    yield tmp_path / "home"
    forget()


def test_own_units_stand_beside_the_shipped_ones(home):
    write_unit(home / "course" / "t01")
    assert {"u03-c01", "t01-q12"} <= set(all_items())
    assert "t01" in all_units()


def test_an_own_unit_cannot_take_the_id_of_a_shipped_item(home):
    write_unit(home / "course" / "t01", {"items.toml": [('id = "t01-q01"', 'id = "u03-c01"')]})
    assert "t01" not in all_units()
    assert all_items()["u03-c01"].objective.startswith("u03-")


def test_without_own_units_no_folder_is_made(home):
    assert "u03-c01" in all_items()
    assert not home.exists()


# ---- the commands


@pytest.fixture(params=list(Locale))
def language(request, monkeypatch):
    monkeypatch.setenv("ZHIXING_LANG", request.param)
    return request.param


@pytest.fixture
def run(home, capsys):
    def command(*arguments):
        code = main(["content", *map(str, arguments)])
        said = capsys.readouterr()
        return code, said.out + said.err

    return command


def test_check_says_that_all_is_well(run, language):
    code, said = run("check")
    assert code == 0
    assert ("没有发现问题" if language is Locale.ZH else "nothing is wrong") in said


def test_check_lists_faults_in_the_language_of_the_terminal(run, language, tmp_path):
    unit = write_unit(
        tmp_path / "t01", {"items.toml": [("difficulty = 0.6", ""), ("answer = 5", 'answer = "5"')]}
    )
    code, said = run("check", unit)
    assert code == 1
    lines = said.strip().splitlines()
    assert len(lines) == 3
    assert all("t01/items.toml" in line for line in lines[1:])
    assert ("缺少 difficulty" if language is Locale.ZH else "difficulty is missing") in said
    assert ("这里应写一个数" if language is Locale.ZH else "this should be a number") in said


def test_check_looks_at_own_units_too(run, home):
    write_unit(home / "course" / "t01", {"items.toml": [("difficulty = 0.6", "")]})
    code, said = run("check")
    assert code == 1
    assert "t01/items.toml" in said


@pytest.mark.parametrize("folder", ["nowhere", ""])
def test_check_names_a_folder_without_units(run, tmp_path, folder):
    code, said = run("check", tmp_path / "empty" / folder) if folder else (run("check", tmp_path))
    assert code == 1
    assert str(tmp_path) in said


@pytest.mark.parametrize("ending", ["xlsx", "gift", "zip"])
def test_export_writes_a_file_and_names_what_stayed_out(run, home, language, tmp_path, ending):
    write_unit(home / "course" / "t01")
    path = tmp_path / f"bank.{ending}"
    code, said = run("export", "--to", path, "--unit", "t01")
    assert code == 0
    assert path.stat().st_size > 1000
    left = [items()[kind]["id"] for kind in ("loop", "branch", "rate")]
    assert all((name in said) == (ending != "xlsx") for name in left)
    code, said = run("export", "--to", path, "--unit", "t01")
    assert code == 1
    assert str(path) in said


def test_export_refuses_what_it_cannot_write(run, tmp_path):
    assert run("export", "--to", tmp_path / "bank.pdf")[0] == 1
    assert run("export", "--to", tmp_path / "bank.gift", "--unit", "t99")[0] == 1
    assert list(tmp_path.iterdir()) == []


def test_import_makes_an_own_unit_and_says_what_is_next(run, home, language):
    titles = ["--title-zh", "窗口", "--title-en", "At the counter"]
    code, said = run("import", BANKS / "moodle-export.gift", "--unit", "t05", *titles)
    assert code == 0
    assert (home / "course" / "t05" / "items.toml").exists()
    assert "t05-look-up" in said
    assert "zhixing content check" in said
    assert all_units()["t05"].title.en == "At the counter"
    assert run("check")[0] == 0
    shutil.rmtree(home)
    forget()


def test_import_with_faults_writes_nothing_and_names_each(run, home, language):
    code, said = run("import", BANKS / "zh.gift", "--unit", "t05")
    assert code == 1
    assert "zh.gift" in said
    assert not (home / "course").exists()
