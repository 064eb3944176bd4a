"""What every notebook and every item keeps to, whoever wrote it."""

import ast
import copy
import re
import tomllib
from collections import Counter
from pathlib import Path

import nbformat
import pytest

from zhixing import resources
from zhixing.policy import policy
from zhixing.text import Text

NOTEBOOKS = sorted(
    path for path in resources.workbooks().rglob("*.ipynb") if ".ipynb_checkpoints" not in path.parts
)
UNITS = sorted(path.parent for path in (resources.data() / "course").glob("*/unit.toml"))

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
HEADING = re.compile(r"^(#+) ", re.MULTILINE)
HAN = re.compile(r"[\u3400-\u9fff]")
HALF_WIDTH = re.compile(r"[\u3400-\u9fff][,;:?!()]|[,;:?!()][\u3400-\u9fff]")
OPENING = 'from zhixing import open_workbook\nbook = open_workbook("{name}")'


def load(path: Path) -> dict:
    return nbformat.read(path, as_version=4)


def faults(notebook: dict, name: str) -> list[str]:
    """What in a notebook breaks the contract; nothing when it is sound."""
    cells = notebook["cells"]
    found = [f"id {cell['id']}" for cell in cells if not SLUG.fullmatch(cell["id"])]
    ids = Counter(cell["id"] for cell in cells)
    found += [f"twice {cell_id}" for cell_id, count in ids.items() if count > 1]
    prose = [cell for cell in cells if cell["cell_type"] == "markdown"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    if len(prose) + len(code) != len(cells):
        found.append("a cell that is neither prose nor code")
    return [*found, *prose_faults(cells), *code_faults(code, name)]


def prose_faults(cells: list[dict]) -> list[str]:
    found = [] if cells[0]["source"].startswith("# ") and tag(cells[0]) == "zh" else ["no title"]
    for before, cell, after in zip([None, *cells], cells, [*cells[1:], None], strict=False):
        if cell["cell_type"] == "markdown":
            found += language_faults(cell)
            found += pair_faults(cell, after) if tag(cell) == "zh" else []
            if tag(cell) == "en" and tag(before) != "zh":
                found.append(f"pair {cell['id']}")
    return found


def tag(cell: dict | None) -> str | None:
    tags = cell["metadata"].get("tags", []) if cell else []
    return tags[0] if tags in (["zh"], ["en"]) else None


def language_faults(cell: dict) -> list[str]:
    language = tag(cell)
    if language is None or not cell["id"].endswith(f"-{language}"):
        return [f"tag {cell['id']}"]
    found = []
    if (language == "zh") != bool(HAN.search(cell["source"])):
        found.append(f"language {cell['id']}")
    if HALF_WIDTH.search(cell["source"]):
        found.append(f"punctuation {cell['id']}")
    return found


def pair_faults(cell: dict, after: dict | None) -> list[str]:
    if after is None or after["id"] != f"{cell['id'].removesuffix('-zh')}-en" or tag(after) != "en":
        return [f"pair {cell['id']}"]
    if HEADING.findall(cell["source"]) != HEADING.findall(after["source"]):
        return [f"headings {cell['id']}"]
    return []


def code_faults(code: list[dict], name: str) -> list[str]:
    found = [f"output {cell['id']}" for cell in code if cell["outputs"] or cell["execution_count"]]
    if code[0]["id"] != "open" or code[0]["source"] != OPENING.format(name=name):
        found.append("opening")
    found += [f"code {cell['id']}" for cell in code[1:] if not is_thin(cell["source"])]
    found += [f"tagged {cell['id']}" for cell in code if cell["metadata"]]
    return found


def is_thin(source: str) -> bool:
    """Tell whether a cell is one line, one call of the book, with plain names as arguments."""
    try:
        (statement,) = ast.parse(source).body
    except (SyntaxError, ValueError):
        return False
    if "\n" in source or not isinstance(statement, ast.Expr) or not isinstance(statement.value, ast.Call):
        return False
    call = statement.value
    arguments = [*call.args, *(keyword.value for keyword in call.keywords)]
    return ast.unparse(call.func) in {"book.activity", "book.live"} and all(
        isinstance(value, ast.Constant) and isinstance(value.value, str) and SLUG.fullmatch(value.value)
        for value in arguments
    )


def name_of(path: Path) -> str:
    return re.sub(r"^\d+-", "", path.stem)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_keeps_the_contract(path):
    nbformat.validate(load(path))
    assert load(path)["metadata"]["kernelspec"]["name"] == "python3"
    assert faults(load(path), name_of(path)) == []


def test_workbook_names_are_not_shared():
    assert len(NOTEBOOKS) >= 3
    assert len({name_of(path) for path in NOTEBOOKS}) == len(NOTEBOOKS)


@pytest.mark.parametrize(
    ("index", "change", "fault"),
    [
        (0, {"source": "Choose"}, "no title"),
        (0, {"metadata": {"tags": ["en"]}}, "tag title-zh"),
        (1, {"source": "## Start"}, "headings title-zh"),
        (1, {"id": "other-en"}, "pair title-zh"),
        (1, {"source": "# 开始"}, "language title-en"),
        (1, {"metadata": {"tags": []}}, "tag title-en"),
        (2, {"cell_type": "raw"}, "a cell that is neither prose nor code"),
        (2, {"metadata": {"tags": ["zh"]}}, "tagged open"),
        (3, {"metadata": {"tags": ["en"]}}, "pair who-zh"),
        (2, {"source": "book = 1"}, "opening"),
        (3, {"source": "## 一,二"}, "punctuation who-zh"),
        (3, {"id": "title-zh"}, "twice title-zh"),
        (5, {"id": "Who_am"}, "id Who_am"),
        (5, {"execution_count": 3}, "output who-am-i"),
        (5, {"source": "def f():\n    return 1"}, "code who-am-i"),
        (5, {"source": "if book:\n    book.activity('x')"}, "code who-am-i"),
        (5, {"source": "%matplotlib inline"}, "code who-am-i"),
        (5, {"source": "display(book)"}, "code who-am-i"),
        (5, {"source": 'book.activity("../data/x")'}, "code who-am-i"),
        (5, {"source": 'book.activity("a"); book.activity("b")'}, "code who-am-i"),
        (5, {"source": 'book.activity(\n"a")'}, "code who-am-i"),
        (5, {"source": 'book.activity(open("a"))'}, "code who-am-i"),
    ],
)
def test_the_contract_notices(index, change, fault):
    notebook = load(resources.workbooks() / "00-start.ipynb")
    broken = copy.deepcopy(notebook)
    broken["cells"][index].update(nbformat.from_dict(change))
    assert fault in faults(broken, "start")


@pytest.mark.parametrize(
    "name", ["01-learning-organisation", "03-choose-topic", "04-choose-members", "05-learn-and-practise"]
)
def test_little_is_read_before_the_first_thing_to_do(name):
    cells = load(resources.workbooks() / f"{name}.ipynb")["cells"]
    acted = next(index for index, cell in enumerate(cells) if cell["source"].startswith("book."))
    lines = [
        line
        for cell in cells[:acted]
        if cell["metadata"].get("tags") == ["zh"]
        for line in cell["source"].splitlines()
        if not line.startswith("#")
    ]
    assert 60 < len("".join(lines)) <= policy().int("course.case-characters")


def read(path: Path) -> dict:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def items_of(folder: Path) -> list[dict]:
    return [item for path in sorted(folder.glob("*.toml")) for item in read(path).get("item", [])]


def pairs(value: object) -> list[dict]:
    """Every bilingual text anywhere in a data file; two lists of words pair word by word."""
    if isinstance(value, dict):
        here = [value] if {"zh", "en"} & value.keys() else []
        if here and isinstance(value.get("zh"), list):
            here = [{"zh": zh, "en": en} for zh, en in zip(value["zh"], value["en"], strict=False)]
        return here + [pair for part in value.values() for pair in pairs(part)]
    return [pair for part in value for pair in pairs(part)] if isinstance(value, list) else []


@pytest.mark.parametrize("folder", UNITS, ids=lambda path: path.name)
def test_every_text_of_a_unit_is_complete_in_both_languages(folder):
    for path in sorted(folder.glob("*.toml")):
        found = pairs(read(path))
        assert found
        for pair in found:
            text = Text.parse(pair)
            assert HAN.search(text.zh)
            assert not HAN.search(text.en)
            assert not HALF_WIDTH.search(text.zh)


@pytest.mark.parametrize("folder", UNITS, ids=lambda path: path.name)
def test_items_are_sound(folder):
    unit = read(folder / "unit.toml")
    objectives = {objective["id"] for objective in unit["objective"]}
    assert all(re.fullmatch(rf"{unit['id']}-o\d+", objective) for objective in objectives)
    items = items_of(folder)
    assert len({item["id"] for item in items}) == len(items)
    for item in items:
        assert re.fullmatch(rf"{unit['id']}-[a-z]+\d{{2}}", item["id"])
        assert item["objective"] in objectives
        assert 0 < item["difficulty"] < 1 or item["kind"] == "reflection"
        assert {"prompt", "source-note", "kind"} <= item.keys()
        if item["kind"] == "single":
            assert_single_choice(item["option"])


def assert_single_choice(options: list[dict]) -> None:
    assert [option["id"] for option in options] == list("abcdefgh"[: len(options)])
    assert len(options) >= 3
    assert sum(option["correct"] for option in options) == 1
    assert all(option["feedback"] and option["text"] for option in options)
    lengths = {option["id"]: len(option["text"]["zh"]) for option in options}
    assert max(lengths.values()) <= 1.5 * min(lengths.values()), "the key shows by its length"


@pytest.mark.parametrize("folder", UNITS, ids=lambda path: path.name)
def test_cells_name_items_that_exist(folder):
    items = {item["id"] for item in items_of(folder)}
    wanted = {
        match
        for path in NOTEBOOKS
        if name_of(path) == read(folder / "unit.toml")["workbook"]
        for cell in load(path)["cells"]
        for match in re.findall(r'item="([^"]+)"', cell["source"])
    }
    assert wanted == items


def test_the_glossary_explains_every_term_once_in_both_languages():
    terms = read(resources.data() / "glossary.toml")["term"]
    for field in ("id", "zh", "en"):
        assert len({term[field] for term in terms}) == len(terms) >= 30
    for term in terms:
        assert SLUG.fullmatch(term["id"])
        explanation = Text.parse(term["explanation"])
        assert not HALF_WIDTH.search(explanation.zh)
        assert not HAN.search(term["en"] + explanation.en)
        assert set(term.get("also", {"zh": [], "en": []})) == {"zh", "en"}


@pytest.mark.parametrize("page", ["policy.toml", "demo/organisation.toml"])
def test_what_the_course_assumes_is_written_in_both_languages(page):
    found = pairs(read(resources.data() / page))
    assert found
    for pair in found:
        text = Text.parse(pair)
        assert HAN.search(text.zh)
        assert not HAN.search(text.en)
        assert not HALF_WIDTH.search(text.zh)


def test_the_criteria_are_six_in_two_stages():
    sheet = read(resources.data() / "course" / "choose-topic" / "criteria.toml")
    stages = Counter(criterion["stage"] for criterion in sheet["criterion"])
    assert stages == {
        "condition": policy().int("topic.conditions"),
        "rating": policy().int("topic.rating-criteria"),
    }
    verdicts = {verdict["id"] for verdict in sheet["verdict"]}
    for criterion in sheet["criterion"]:
        explained = criterion["meaning" if criterion["stage"] == "condition" else "anchor"]
        assert set(explained) == (verdicts if criterion["stage"] == "condition" else {"1", "3", "5"})


def test_every_step_of_the_course_is_on_a_run_sheet():
    folder = resources.data() / "course" / "choose-topic"
    steps = {step["id"] for step in read(folder / "runsheet.toml")["step"]}
    used = [set(sheet["steps"]) for sheet in read(folder / "sheets.toml")["sheet"]]
    assert set().union(*used) == steps
