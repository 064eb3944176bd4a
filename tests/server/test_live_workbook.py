"""Workbooks of trainers' own: cells beyond ours, cells that fail, files edited while the server runs."""

import contextlib
import gzip
import json
import os
import secrets
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest
from websockets.exceptions import ConnectionClosed

from living import Frame, write_book
from serving import Served, Visitor

OPEN = 'from zhixing import open_workbook\nbook = open_workbook("own")'
SLIDER = "import ipywidgets as ipw\nslider = ipw.IntSlider(value=10)\nslider"
FIGURE = "import plotly.graph_objects as go\nfigure = go.FigureWidget([{'y': [1, 2]}])\nfigure"
DOUBLE = """label = ipw.Label('20')
slider.observe(lambda change: setattr(label, 'value', str(2 * change['new'])), 'value')
label"""
READER = "import os\nassert 'ZHIXING_PERSON' in os.environ\nipw.Label('for a reader')"
LOUD = """said = ipw.Label()
def flood(change):
    for number in range(change['new']):
        said.value = str(number) + 'x' * 1_000_000
slider.observe(flood, 'value')
said"""
BUSY = """import time
lazy = ipw.IntSlider()
lazy.observe(lambda change: time.sleep(change['new']), 'value')
lazy"""
THREAD = "import threading, time\nthreading.Thread(target=time.sleep, args=(99,), daemon=True).start()"


@pytest.fixture(scope="module")
def books(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("books")
    write_book(folder, "01-own", {"open": OPEN, "slider": SLIDER, "Double_2": DOUBLE, "figure": FIGURE})
    write_book(folder, "02-fails", {"open": OPEN, "slider": SLIDER, "reader": READER, "after": SLIDER})
    write_book(folder, "03-threads", {"slider": SLIDER, "thread": THREAD})
    write_book(folder, "05-much", {"slider": SLIDER, "loud": LOUD, "busy": BUSY})
    write_book(folder, "facilitator/desk", {"slider": SLIDER})
    return folder


@pytest.fixture(scope="module")
def served(start_server, books) -> Served:
    return start_server("DEMO", base_url="/course/", environment={"ZHIXING_WORKBOOKS": str(books)})


@pytest.fixture(scope="module")
def learner(served) -> Visitor:
    return served.learner("自带工作簿的人", unit="办公室")


def page_id() -> str:
    return secrets.token_hex(8)


def health(served: Served) -> dict:
    return json.loads(served.visitor().get("healthz").body)["live"]


def test_any_cell_with_a_widget_is_a_live_cell_and_hears_the_others(learner):
    page = page_id()
    slider = Frame.open(learner, "own", "slider", page)
    label = Frame.open(learner, "own", "Double_2", page)
    assert slider.config["base"] == "/course/"
    with slider.line() as one, label.line() as two:
        assert one.catch_up() == two.catch_up()
        one.set(slider.model("IntSliderModel"), value=21)
        shown = label.model("LabelModel")
        two.until(lambda *_: two.state.get(shown, {}).get("value") == "42")


def test_a_cell_holds_the_widgets_it_shows_and_no_others(learner):
    names = {each["model_name"] for each in Frame.open(learner, "own", "slider").config["state"].values()}
    assert "IntSliderModel" in names
    assert "LabelModel" not in names


def test_long_texts_come_from_addresses_of_their_own_and_are_kept_for_ever(served, learner):
    frame = Frame.open(learner, "own", "figure")
    entry = frame.config["state"][frame.model("AnyModel")]
    mark, _, name = entry["state"]["_esm"].partition(":")
    assert mark == "zhixing-text"
    assert frame.config["texts"] == "/course/live/text/"
    path = f"live/text/{name}.js"
    plain = learner.get(path)
    small = learner.get(path, Accept_Encoding="gzip")
    assert plain.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert plain.headers["content-type"] == "text/javascript; charset=utf-8"
    assert small.headers["content-encoding"] == "gzip"
    assert gzip.decompress(small.body) == plain.body
    assert len(small.body) < len(plain.body) / 2
    assert len(frame.answer.body) < 100_000
    assert served.visitor().get(path).status == 403


@pytest.mark.parametrize(
    ("locale", "words"), [("zh-CN", "第 3 个代码单元格（reader）"), ("en", "Code cell 3 (reader)")]
)
def test_a_cell_that_fails_without_a_reader_is_named_and_runs_for_one(learner, locale, words):
    answer = learner.get(f"live/fails/reader?locale={locale}&page={page_id()}")
    assert answer.status == 200
    assert words in answer.words
    assert '"kernelId"' in answer.text
    assert "for a reader" in answer.words
    assert answer.text.count("vnd.voila.cell-output") == 1


def test_the_other_cells_of_such_a_workbook_open_the_same_way(learner):
    answer = learner.get(f"live/fails/after?locale=en&page={page_id()}")
    assert "Code cell 3 (reader)" in answer.words
    assert "IntSlider" in answer.words


def test_a_workbook_that_cannot_be_forked_says_so(learner):
    answer = learner.get(f"live/threads/slider?locale=en&page={page_id()}")
    assert "starts threads or network connections" in answer.words
    assert "IntSlider" in answer.words


def test_the_facilitators_workbooks_are_the_facilitators(served, learner):
    assert learner.get("live/facilitator/desk/slider").status == 403
    frame = Frame.open(served.facilitator(), "facilitator/desk", "slider", page_id())
    with frame.line() as line:
        assert line.catch_up()
    with Frame(learner, frame.answer, frame.config).line() as line:
        assert line.closed() == 4404


def test_an_edited_workbook_is_a_new_version_and_its_readers_go_on(served, learner, books, until):
    path = write_book(books, "04-edited", {"slider": SLIDER})
    page = page_id()
    before = Frame.open(learner, "edited", "slider", page)
    with before.line() as line:
        session = line.catch_up()
        path.write_text(path.read_text(encoding="utf-8").replace("value=10", "value=55"), encoding="utf-8")
        after = Frame.open(learner, "edited", "slider", page)
        assert after.config["version"] != before.config["version"]
        assert after.config["state"][after.model("IntSliderModel")]["state"]["value"] == 55
        assert line.catch_up() == session
        with after.line() as fresh:
            assert fresh.catch_up() != session
    with before.line() as line:  # a short absence: its session is still there
        assert line.catch_up() == session


def update(model: str, **state: object) -> dict:
    return {"comm_id": model, "data": {"method": "update", "state": state, "buffer_paths": []}}


def test_a_browser_that_takes_nothing_is_left_and_costs_no_memory(served, learner):
    frame = Frame.open(learner, "much", "slider", page_id())
    slider = frame.model("IntSliderModel")
    server = psutil.Process(served.pid)
    with frame.line() as deaf, frame.line() as line:
        line.catch_up()
        before = server.memory_info().rss
        deaf.say("comm_msg", update(slider, value=90))
        line.until(lambda found, told: "89x" in str(told.get("data", ""))[:400])
        assert server.memory_info().rss - before < 150 << 20
        assert deaf.closed() in {4408, 1006}
        assert line.catch_up()


def test_a_page_that_is_too_fast_for_its_session_is_left(learner):
    frame = Frame.open(learner, "much", "busy", page_id())
    slider = frame.model("IntSliderModel")
    with frame.line() as line:
        line.catch_up()
        line.say("comm_msg", update(slider, value=4))
        with contextlib.suppress(ConnectionClosed):
            for _ in range(60):
                line.say("comm_msg", update(slider, description="x" * 1_000_000))
        assert line.closed() in {4408, 1006}


def test_readers_survive_the_death_of_the_nursery(served, learner):
    page = page_id()
    frame = Frame.open(learner, "own", "slider", page)
    with frame.line() as line:
        before = line.catch_up()
        nurseries = [
            each for each in psutil.Process(served.pid).children() if each.name() == "zhixing-nursery"
        ]
        for each in nurseries:
            os.kill(each.pid, signal.SIGKILL)
        assert line.closed() == 1012
    with frame.line() as line:
        assert line.catch_up() != before
        (slider,) = [
            model for model, entry in frame.config["state"].items() if entry["model_name"] == "IntSliderModel"
        ]
        line.set(slider, value=3)
        assert line.state[slider]["value"] == 3, "the widgets of a page opened before are still the same"
    assert health(served)["kernels"] == "comms"


def test_a_folder_that_is_not_there_is_named(tmp_path):
    told = subprocess.run(
        [Path(sys.executable).with_name("zhixing"), "serve", "--no-browser", "--home", str(tmp_path)],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
        env={"PATH": "/usr/bin:/bin", "ZHIXING_WORKBOOKS": "/nowhere/at-all", "ZHIXING_LANG": "en"},
    )
    assert told.returncode == 1
    assert "/nowhere/at-all" in told.stderr
    assert "Traceback" not in told.stderr
