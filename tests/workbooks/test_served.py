"""Every workbook as the real server sends it: both languages, a place per activity, executed once."""

import ast
import asyncio
import json
import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from types import SimpleNamespace

import nbformat
import pytest

from serving import Served
from zhixing import resources
from zhixing.home import Home
from zhixing.server import pipeline
from zhixing.server.setting import Setting

BOOKS = {
    re.sub(r"(^|/)\d+-", r"\1", path.relative_to(resources.workbooks()).with_suffix("").as_posix()): path
    for path in sorted(resources.workbooks().rglob("*.ipynb"))
    if ".ipynb_checkpoints" not in path.parts
}


class Reader(HTMLParser):
    """Reads a page: what stands in each language, and what is to be put where."""

    def __init__(self, page):
        super().__init__()
        self.said = {"zh": [], "en": []}
        self.places = []
        self.sections = []
        self._side = None
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if tag == "section":
            self._side = values["data-lang"]
            self.sections.append((values["data-lang"], values["lang"]))
        if "data-activity" in values:
            self.places.append((values["data-activity"], json.loads(values["data-params"])))
        if "data-live" in values:
            self.places.append((values["data-live"], {"book": values["data-book"]}))

    def handle_endtag(self, tag):
        if tag == "section":
            self._side = None

    def handle_data(self, data):
        if self._side:
            self.said[self._side].append(data)


def plain(text):
    """Text without Markdown's signs and without spaces, however it was broken into lines."""
    without_links = re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", text)
    without_dashes = re.sub(r"^- ", "", without_links, flags=re.MULTILINE)
    return re.sub(r"[\s*#>`]|^\d+\.", "", without_dashes)


def wanted(path):
    """What a notebook's cells ask for, in order: name and parameters."""
    cells = nbformat.read(path, as_version=4).cells
    name = re.sub(r"^\d+-", "", path.stem)
    for cell in cells:
        if cell.cell_type != "code" or not cell.source.startswith("book."):
            continue
        call = ast.parse(cell.source).body[0].value
        given = {keyword.arg: keyword.value.value for keyword in call.keywords}
        yield call.args[0].value, given if call.func.attr == "activity" else {"book": name}


@pytest.fixture(scope="module")
def start(tmp_path_factory):
    started = []

    def begin(classroom=None, home=None, **options):
        served = Served.start(home or tmp_path_factory.mktemp("home"), classroom, **options)
        started.append(served)
        return served

    yield begin
    for served in started:
        if served.process.poll() is None:
            assert served.stop() == 0, served.log()


@pytest.fixture(scope="module")
def alone(start):
    return start().visitor()


@pytest.fixture(scope="module")
def facilitator(start):
    return start("DEMO").facilitator()


@pytest.mark.parametrize("address", BOOKS)
@pytest.mark.parametrize("who", ["alone", "facilitator"])
def test_a_workbook_is_served_with_its_prose_and_a_place_for_each_activity(request, who, address):
    answer = request.getfixturevalue(who).get(f"book/{address}")
    assert answer.status == 200
    read = Reader(answer.text)
    prose = [
        cell for cell in nbformat.read(BOOKS[address], as_version=4).cells if cell.cell_type == "markdown"
    ]
    tags = [cell.metadata["tags"][0] for cell in prose]
    assert read.sections == [(tag, "en" if tag == "en" else "zh-CN") for tag in tags]
    for side, said in read.said.items():
        written = "".join(cell.source for cell, tag in zip(prose, tags, strict=True) if tag == side)
        assert plain("".join(said)) == plain(written)
    assert read.places == list(wanted(BOOKS[address]))
    assert "Traceback" not in answer.text


def test_the_board_is_for_whoever_runs_the_class(start):
    served = start("DEMO")
    learner = served.learner("林安")
    assert learner.get("book/facilitator/board").status == 403
    assert learner.get("book/start").status == 200


@pytest.fixture(scope="module")
def no_kernel(tmp_path_factory):
    """An environment in which a kernel cannot start."""
    place = tmp_path_factory.mktemp("jupyter")
    spec = place / "kernels" / "python3" / "kernel.json"
    spec.parent.mkdir(parents=True)
    words = {"argv": ["false", "{connection_file}"], "display_name": "None", "language": "python"}
    spec.write_text(json.dumps(words), encoding="utf-8")
    return {"JUPYTER_PATH": str(place)}


def test_a_second_start_needs_no_kernel_for_what_was_executed_before(start, no_kernel, tmp_path):
    (tmp_path / "pages").mkdir()  # nothing is executed yet
    first = start(home=tmp_path)
    before = first.visitor().get("book/start").text
    assert first.stop() == 0
    (kept,) = (tmp_path / "pages").iterdir()
    written = kept.stat().st_mtime_ns

    second = start(home=tmp_path, environment=no_kernel)
    assert second.visitor().get("book/start").text == before
    assert kept.stat().st_mtime_ns == written
    assert second.visitor().get("book/choose-topic").status == 500  # executed for the first time: no kernel
    assert list((tmp_path / "pages").iterdir()) == [kept]


def test_what_cannot_be_executed_is_told_in_a_sentence(start, no_kernel, tmp_path):
    (tmp_path / "pages").mkdir()
    served = start(home=tmp_path, environment=no_kernel)
    answer = served.visitor().get("book/start", Accept="text/html")
    assert answer.status == 500
    assert 'role="alert"' in answer.text
    assert "Traceback" not in answer.text


def page_of(rendering):
    """Run the pipeline in a thread of its own: Playwright may have a loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, rendering).result()


def test_an_edited_notebook_is_a_new_version(tmp_path, monkeypatch):
    books = tmp_path / "workbooks"
    books.mkdir()
    notebook = books / "00-start.ipynb"
    shutil.copy(BOOKS["start"], notebook)
    monkeypatch.setattr(resources, "workbooks", lambda: books)
    setting = Setting(home=Home.find(tmp_path / "home"), database="sqlite://")
    lines = pipeline.Pipeline(SimpleNamespace(setting=setting), "/")

    first = page_of(lines.page("start"))
    (kept,) = setting.home.pages.iterdir()
    notebook.write_text(
        notebook.read_text(encoding="utf-8").replace("# 开始", "# 从头开始"), encoding="utf-8"
    )
    second = page_of(lines.page("start"))
    (fresh,) = setting.home.pages.iterdir()

    assert "从头开始" not in first
    assert "从头开始" in second
    assert fresh.name != kept.name
    monkeypatch.setattr(pipeline, "NotebookClient", None)
    assert page_of(lines.page("start")) is second
    again = pipeline.Pipeline(SimpleNamespace(setting=setting), "/")
    assert page_of(again.page("start")) == second
