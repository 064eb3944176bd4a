"""What a nursery asks of a workbook: prepare, rehearse, hear; and a notebook run to be forked."""

import json
import logging
import os
import subprocess
import sys

import ipywidgets as ipw
import pytest

from zhixing.actor import Locale
from zhixing.errors import MissingError
from zhixing.server.live.content import cells
from zhixing.workbook import session
from zhixing.workbook.book import HOSTING, open_workbook
from zhixing.workbook.examples import what_if_example
from zhixing.workbook.live import live_cell, live_cells
from zhixing.workbook.notebooks import notebook_of

NAME = "weights-what-if"


@pytest.fixture
def fresh(monkeypatch):
    """A session in which nothing was opened or said."""
    monkeypatch.setattr(session, "_open", [])
    monkeypatch.setattr(session, "_told", session._Told())


@pytest.fixture
def book(fresh, monkeypatch):
    monkeypatch.setenv(HOSTING, "template")
    return open_workbook("choose-topic")


@pytest.fixture
def box(book):
    return book.live(NAME)


def texts(box):
    return [child.value for child in box.children if isinstance(child, ipw.HTML)]


def weights(box):
    return [child.value for child in box.children if isinstance(child, ipw.IntSlider)]


def own(raters=12):
    return {
        NAME: {
            **what_if_example(),
            "topics": ["一", "二", "三", "四", "五"],
            "sample": False,
            "raters": raters,
        }
    }


def run(script, **environment):
    """Run a script in a process of its own and return what it says as JSON."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("ZHIXING_")}
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        encoding="utf-8",
        env={**inherited, **environment},
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_naming_the_live_cells_loads_nothing_heavy():
    loaded = run(
        "import json, sys\n"
        "from zhixing.server.live.content import cells\n"
        "from zhixing.workbook.live import live_cells\n"
        "from zhixing.workbook.notebooks import notebook_of\n"
        "cell = live_cells()['weights-what-if']\n"
        "assert tuple(cells(notebook_of('choose-topic').read_bytes()).live) == (cell.name,)\n"
        "assert cell.subjects\n"
        "print(json.dumps(sorted({name.partition('.')[0] for name in sys.modules})))"
    )
    assert not {"ipywidgets", "pandas", "plotly", "anywidget", "IPython", "scipy"} & set(loaded)
    assert "zhixing" in loaded


def test_reading_a_cells_data_loads_nothing_heavy(tmp_path):
    """The server reads them, for hundreds of people; widgets are made elsewhere."""
    loaded, data = run(
        "import json, sys\n"
        "from zhixing.home import Home\n"
        "from zhixing.records import Store\n"
        "from zhixing.records.schema import upgrade\n"
        "from zhixing.workbook.live import live_cells\n"
        "from zhixing.workbook.local import local_person\n"
        "store = Store.open(Home.find().database)\n"
        "upgrade(store)\n"
        "actor = local_person(store)\n"
        "with store.read() as db:\n"
        "    data = live_cells()['weights-what-if'].data(db, actor)\n"
        "print(json.dumps([sorted({name.partition('.')[0] for name in sys.modules}), data]))",
        ZHIXING_HOME=str(tmp_path),
    )
    assert not {"ipywidgets", "pandas", "plotly", "anywidget", "IPython", "scipy"} & set(loaded)
    assert data["sample"]
    assert len(data["topics"]) == len(data["means"]) == 5


def test_a_notebook_run_to_be_forked_opens_no_database(tmp_path):
    opened = run(
        "import json, sys, ipywidgets\n"
        "from zhixing import open_workbook\n"
        "book = open_workbook('choose-topic')\n"
        "assert book.activity('rate-topics') is None\n"
        "box = book.live('weights-what-if')\n"
        "assert isinstance(box, ipywidgets.Widget)\n"
        "print(json.dumps('_store' in vars(book) or book.actor is not None))",
        ZHIXING_HOSTING="template",
        ZHIXING_HOME=str(tmp_path / "home"),
        ZHIXING_DATABASE="nonsense://",
    )
    assert opened is False
    assert not (tmp_path / "home").exists()


def test_a_reader_of_ones_own_kernel_is_shown_their_own_data(tmp_path):
    """In a plain kernel, and in JupyterLab, the kernel reads the data itself."""
    said = run(
        "import json\n"
        "from zhixing import open_workbook\n"
        "box = open_workbook('choose-topic').live('weights-what-if')\n"
        "chart = box.children[-2]\n"
        "shown = chart.get_state()['_widget_data']\n"
        "print(json.dumps([box.children[0].value, [bar['name'] for bar in shown], list(shown[0]['y'])]))",
        ZHIXING_HOSTING="live",
        ZHIXING_LOCALE="en",
        ZHIXING_HOME=str(tmp_path / "home"),
    )
    sentence, names, titles = said
    assert "example ratings" in sentence
    assert names == ["Importance", "Urgency", "Cross-department need"]
    assert len(titles) == 5
    assert (tmp_path / "home" / "zhixing.db").exists()


def test_on_a_page_a_live_cell_is_a_place(fresh, monkeypatch):
    monkeypatch.setenv(HOSTING, "page")
    place = open_workbook("choose-topic").live(NAME)
    assert place._repr_html_() == f'<div data-live="{NAME}" data-book="choose-topic"></div>'
    monkeypatch.setenv("ZHIXING_ADDRESS", "facilitator/board")
    assert 'data-book="facilitator/board"' in open_workbook("board").live(NAME)._repr_html_()
    assert session._open == []


@pytest.mark.parametrize("hosting", ["page", "template", "live", ""])
def test_a_live_cell_that_does_not_exist_is_named(fresh, monkeypatch, hosting):
    monkeypatch.setenv(HOSTING, hosting)
    with pytest.raises(MissingError) as caught:
        open_workbook("choose-topic").live("no-such-cell")
    assert caught.value.params == {"name": "no-such-cell"}
    with pytest.raises(MissingError):
        live_cell("")


def test_preparing_leaves_no_widget_and_no_thread_behind():
    widgets, threads, loaded = run(
        "import json, sys, threading\n"
        "from zhixing.workbook import session\n"
        "session.prepare()\n"
        "from ipywidgets.widgets.widget import _instances\n"
        "before = set(sys.modules)\n"
        "from zhixing import open_workbook\n"
        "box = open_workbook('choose-topic').live('weights-what-if')\n"
        "made = len(_instances)\n"
        "session.hear({'op': 'bind', 'locale': 'en', 'data': {}})\n"
        "box.children[1].value = 90\n"
        "fresh = sorted(set(sys.modules) - before)\n"
        "box.close_all()\n"
        "print(json.dumps([made > 0 and len(_instances), threading.active_count(), fresh]))",
        ZHIXING_HOSTING="template",
    )
    assert widgets == 0
    assert threads == 1
    assert loaded == [], "a session would load this again, and pay for it"


def test_it_shows_its_example_until_it_hears_of_a_reader(box):
    assert "试评数据" in texts(box)[0]
    session.hear({"op": "bind", "person": "p1", "locale": "zh-CN", "data": own()})
    assert "本班已公布的评分，共 12 份" in texts(box)[0]


def test_a_rehearsal_ends_where_it_began(box):
    before = texts(box), weights(box), list(box.children), box.children[-2].to_dict()
    session.rehearse()
    assert (texts(box), weights(box), list(box.children), box.children[-2].to_dict()) == before


def test_it_hears_data_and_language_one_after_the_other(box):
    session.hear({"op": "bind", "person": "p1", "locale": "en", "data": own()})
    assert "your class&#x27;s 12 ratings" in texts(box)[0]
    session.hear({"op": "data", "data": own(raters=13)})
    assert "your class&#x27;s 13 ratings" in texts(box)[0]
    session.hear({"op": "locale", "locale": "zh-CN"})
    assert "共 13 份" in texts(box)[0]


def test_the_readers_weights_survive_data_and_language(box):
    session.hear({"op": "bind", "person": "p1", "locale": "zh-CN", "data": own()})
    box.children[2].value = 88
    session.hear({"op": "data", "data": own(raters=20)})
    session.hear({"op": "locale", "locale": "en"})
    assert weights(box) == [33, 88, 33]


@pytest.mark.parametrize(
    "word",
    [
        {},
        {"op": "reboot", "locale": "en"},
        {"op": ["locale"], "locale": "en"},
        {"op": "locale"},
        {"op": "locale", "locale": "fr"},
        {"op": "locale", "locale": ["en"]},
        {"op": "data", "data": None},
        {"op": "data", "data": {"another-cell": {}}},
        {"op": "bind", "data": [], "locale": None},
    ],
)
def test_words_it_does_not_know_change_nothing(box, word):
    before = texts(box)
    session.hear(word)
    assert texts(box) == before


class Broken:
    """A live cell whose author made a mistake."""

    example = {}
    box = None

    def show(self, data, locale):
        raise ZeroDivisionError


def test_a_cell_that_fails_does_not_stop_the_others(book, caplog):
    first = book.live(NAME)
    session.remember("broken", Broken())
    second = book.live(NAME)
    with caplog.at_level(logging.ERROR, session.log.name):
        session.rehearse()
        session.hear({"op": "bind", "person": "p1", "locale": "en", "data": own()})
    assert texts(first)[0] == texts(second)[0]
    assert "your class" in texts(second)[0]
    assert "live cell broken" in caplog.text


def test_data_that_make_no_sense_leave_what_is_shown(box, caplog):
    session.hear({"op": "bind", "person": "p1", "locale": "zh-CN", "data": own()})
    before = texts(box)
    with caplog.at_level(logging.ERROR, session.log.name):
        session.hear({"op": "data", "data": {NAME: {"topics": 3}}})
    assert texts(box) == before
    assert NAME in caplog.text
    session.hear({"op": "data", "data": own(raters=14)})
    assert "共 14 份" in texts(box)[0]


def cells_of(address):
    """Return the names of the live cells that a workbook shows, in its order."""
    return tuple(name for name in cells(notebook_of(address).read_bytes()).live if name in live_cells())


def test_the_live_cells_of_a_workbook_are_read_from_its_notebook(tmp_path, monkeypatch):
    from zhixing import resources

    def write(name, *sources):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        code = [
            {"cell_type": "code", "id": f"c{number}", "source": source.splitlines(keepends=True)}
            for number, source in enumerate(sources)
        ]
        prose = {"cell_type": "markdown", "source": ["book.live('weights-what-if')"]}
        path.write_text(json.dumps({"cells": [prose, *code]}), encoding="utf-8")

    assert cells_of("start") == ()
    assert cells_of("choose-topic") == (NAME,)
    monkeypatch.setattr(resources, "workbooks", lambda: tmp_path)
    write("07-own.ipynb", "%matplotlib inline", f"x = 1\nbook.live( '{NAME}' )", f'book.live("{NAME}")')
    write("facilitator/board.ipynb", 'book.live("unknown")')
    assert cells_of("own") == (NAME,)
    assert cells_of("facilitator/board") == ()
    for address in ("nothing", "../own", "facilitator/own"):
        with pytest.raises(MissingError):
            cells_of(address)


def test_every_live_cell_can_show_its_own_example(fresh):
    for cell in live_cells().values():
        explorer = cell.build()
        assert isinstance(explorer.box, ipw.Widget)
        for locale in Locale:
            explorer.show(explorer.example, locale)
        assert json.loads(json.dumps(explorer.example)) == explorer.example
