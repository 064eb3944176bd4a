"""Holds data/coverage.toml to its word: what it names is there, and the share of the checklist is printed."""

import ast
import csv
import json
import re
import sys
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SECTIONS = ("N", "S0", "S1", "S2", "S3", "D")


def inventory() -> list[dict[str, str]]:
    with (ROOT / "tests" / "inventory.csv").open(encoding="utf-8", newline="") as page:
        return list(csv.DictReader(page))


def coverage() -> dict[str, dict]:
    return tomllib.loads((ROOT / "data" / "coverage.toml").read_text(encoding="utf-8"))


def state(entry: dict | None) -> str:
    """Say how far a row is: whole, part, left out, or missing."""
    if entry is None:
        return "missing"
    if "left_out" in entry:
        return "left out"
    return "part" if "part" in entry else "whole"


def section(row: str) -> str:
    return row.partition("-")[0] if "-" in row else row[0]


# ---- places


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def defined(body: list[ast.stmt]) -> dict[str, ast.stmt]:
    """Names that a module or class defines: classes, functions, assigned names."""
    found: dict[str, ast.stmt] = {}
    for node in body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            found[node.name] = node
        elif isinstance(node, ast.Assign):
            found |= {target.id: node for target in node.targets if isinstance(target, ast.Name)}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            found[node.target.id] = node
    return found


def symbol(path: Path, dotted: str) -> ast.stmt | None:
    """Return the definition of ``Class.method`` in a Python file."""
    body: list[ast.stmt] = tree(path).body
    node: ast.stmt | None = None
    for name in dotted.split("."):
        node = defined(body).get(name)
        body = node.body if isinstance(node, ast.ClassDef) else []
    return node


def cell_ids(path: Path) -> set[str]:
    return {cell["id"] for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]}


def has_key(path: Path, dotted: str) -> bool:
    """Tell whether a TOML file has a value at a dotted key; a list is entered by the id of its entries."""
    value: object = tomllib.loads(path.read_text(encoding="utf-8"))
    for name in dotted.split("."):
        if isinstance(value, list):
            value = next((each for each in value if each.get("id") == name), None)
        else:
            value = value.get(name) if isinstance(value, dict) else None
        if value is None:
            return False
    return True


def fault(place: str) -> str | None:
    """Say what is wrong with a place; nothing when it exists."""
    file, mark, inner = re.fullmatch(r"([^:#]+)(::|#)?(.*)", place).groups()
    path = ROOT / file
    if not path.is_file():
        return "no such file"
    if mark is None:
        return None
    if mark == "::":
        return None if path.suffix == ".py" and symbol(path, inner) is not None else "no such symbol"
    if path.suffix == ".ipynb":
        return None if inner in cell_ids(path) else "no such cell"
    return None if path.suffix == ".toml" and has_key(path, inner) else "no such key"


def fault_of_test(place: str) -> str | None:
    """Say what is wrong with a named test; nothing when it exists and runs."""
    file, _, name = place.partition("::")
    path = ROOT / file
    if not (file.startswith("tests/") and Path(file).name.startswith("test_") and name.startswith("test_")):
        return "not a test"
    if not path.is_file():
        return "no such file"
    node = symbol(path, name)
    if not isinstance(node, ast.FunctionDef):
        return "no such test"
    marks = {ast.unparse(each) for each in node.decorator_list}
    return "not run" if any(re.search(r"mark\.(skip|xfail|soak)", mark) for mark in marks) else None


def named_tests(entry: dict) -> list[str]:
    named = entry["test"]
    return [named] if isinstance(named, str) else named


# ---- what must hold


def test_the_inventory_lists_every_row_once():
    rows = [row["id"] for row in inventory()]
    assert len(rows) == len(set(rows)) == 275
    assert {section(row) for row in rows} == set(SECTIONS)


def test_only_rows_of_the_inventory_are_named():
    assert set(coverage()) - {row["id"] for row in inventory()} == set()


@pytest.mark.parametrize("row", sorted(coverage()))
def test_a_row_is_either_implemented_or_left_out_with_a_reason(row):
    entry = coverage()[row]
    if "left_out" in entry:
        assert set(entry) == {"left_out"}
    else:
        assert {"at", "test"} <= set(entry) <= {"at", "test", "part"}
        assert entry["at"]
        assert named_tests(entry)
    for name in {"left_out", "part"} & set(entry):
        assert entry[name].strip().endswith(".")


@pytest.mark.parametrize("row", sorted(coverage()))
def test_the_named_places_and_tests_exist(row):
    entry = coverage()[row]
    if state(entry) == "left out":
        return
    assert {place: fault(place) for place in entry["at"] if fault(place)} == {}
    assert {place: fault_of_test(place) for place in named_tests(entry) if fault_of_test(place)} == {}


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("README.md", None),
        ("nowhere.md", "no such file"),
        ("widgets/zhixing/policy.py::Policy.span", None),
        ("widgets/zhixing/policy.py::Policy.width", "no such symbol"),
        ("widgets/zhixing/classroom/rules.py::MAY", None),
        ("data/policy.toml#group.size", None),
        ("data/policy.toml#group.colour", "no such key"),
        ("data/course/choose-topic/runsheet.toml#step.vote", None),
        ("data/course/choose-topic/runsheet.toml#step.dance", "no such key"),
        ("workbooks/00-start.ipynb#map-zh", None),
        ("workbooks/00-start.ipynb#map", "no such cell"),
    ],
)
def test_a_place_that_is_not_there_is_noticed(place, expected):
    assert fault(place) == expected


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("tests/test_coverage.py::test_only_rows_of_the_inventory_are_named", None),
        ("tests/test_coverage.py::test_nothing", "no such test"),
        ("tests/test_nothing.py::test_nothing", "no such file"),
        ("tests/test_coverage.py::section", "not a test"),
        ("widgets/zhixing/policy.py::test_x", "not a test"),
    ],
)
def test_a_test_that_is_not_there_is_noticed(place, expected):
    assert fault_of_test(place) == expected


def test_the_share_covered_is_told(capsys):
    named = coverage()
    found: dict[str, Counter[str]] = {name: Counter() for name in SECTIONS}
    for row in inventory():
        found[section(row["id"])][state(named.get(row["id"]))] += 1
    found["all"] = sum(found.values(), Counter())
    assert found["all"].total() == 275
    lines = [
        f"  {name:<4}{count['whole']:>4} whole {count['part']:>4} in part {count['left out']:>3} left out"
        f" {count['missing']:>4} to come  ({count['whole'] + count['left out']:>3} of {count.total()},"
        f" {(count['whole'] + count['left out']) / count.total():.0%})"
        for name, count in found.items()
    ]
    with capsys.disabled():
        sys.stdout.write("\nchecklist\n" + "\n".join(lines) + "\n")
