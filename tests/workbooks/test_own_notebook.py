"""A trainer's own notebook, executed and rendered: widgets get a frame, everything else is on the page."""

import asyncio
import base64
import json
import logging
import re
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from zhixing import resources
from zhixing.activity import asset
from zhixing.home import Home
from zhixing.server import pipeline
from zhixing.server.setting import Setting

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
PICTURE = f"data:image/png;base64,{base64.b64encode(PNG).decode()}"
PROSE = """# 我的工作簿

![attached](attachment:one.png) ![beside](<图 1.png>) ![encoded](%E5%9B%BE%201.png "named")

![missing](nothing.png) ![above](../secret.png) ![elsewhere](https://example.org/a.png)
![no picture](notes.txt) ![lost](attachment:two.png) ![odd](a%00b.png)

<img src="图 1.png" width="3">
"""
OPEN = 'from zhixing import open_workbook\nbook = open_workbook("own")'


def code(name, source):
    return new_code_cell(source, id=name)


def prose(name, source, tag=None, **attachments):
    cell = new_markdown_cell(source, id=name, metadata={"tags": [tag]} if tag else {})
    if attachments:
        cell.attachments = {f"{file}.png": {"image/png": content} for file, content in attachments.items()}
    return cell


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A folder of workbooks with pictures in it, and a file above it that nobody may have."""
    folder = tmp_path_factory.mktemp("place") / "workbooks"
    folder.mkdir()
    (folder / "图 1.png").write_bytes(PNG)
    (folder / "notes.txt").write_text("private", encoding="utf-8")
    (folder.parent / "secret.png").write_bytes(PNG)
    return folder


@pytest.fixture(scope="module")
def pages(place):
    """Render notebooks with the real pipeline, in a thread: Playwright may have a loop in this one."""

    def render(address, *cells, lean=True):
        path = place / f"{address}.ipynb"
        path.parent.mkdir(exist_ok=True)
        nbformat.write(new_notebook(cells=list(cells)), path)
        setting = Setting(home=Home.find(place.parent / "home"), database="sqlite://")
        lines = pipeline.Pipeline(SimpleNamespace(setting=setting), "/", lean=lean)
        with ThreadPoolExecutor(1) as thread, pytest.MonkeyPatch.context() as patch:
            patch.setattr(resources, "workbooks", lambda: place)
            return thread.submit(asyncio.run, lines.page(address)).result()

    return render


@pytest.fixture(scope="module")
def page(pages):
    return pages(
        "own",
        prose("title", PROSE, one=base64.b64encode(PNG).decode()),
        code("open", OPEN),
        code("a1B_2-c", "import ipywidgets\nprint('beside it')\nipywidgets.IntSlider(description='x')"),
        code("table", "import pandas as pd\npd.DataFrame({'列': [1, 2]})"),
        code("said", "import sys\nprint('<plain>\\x1b[31mred\\x1b[0m')\nprint('noise', file=sys.stderr)"),
        code(
            "shown",
            "from IPython.display import HTML, Image, SVG\n"
            "display(Image(open('图 1.png', 'rb').read()))\n"
            "display(SVG('<svg xmlns=\"http://www.w3.org/2000/svg\"/>'))\n"
            "HTML('<b>bold</b>')",
        ),
        code("value", "6 * 7"),
        code("quiet", "x = 1"),
        code("figure", "import plotly.graph_objects as go\ngo.Figure()"),
        code("who", 'book.activity("who-am-i")'),
        code("live", 'book.live("weights-what-if")'),
        prose("second-zh", "## 第二步", "zh"),
        prose("second-en", "## Second step", "en"),
    )


def main_of(page):
    return page[page.index("<main") : page.index("</main>")]


def test_a_widget_gets_a_frame_for_its_whole_cell(page):
    assert re.findall(r"<div data-live=[^>]*>", page) == [
        '<div data-live="a1B_2-c" data-book="own">',
        '<div data-live="weights-what-if" data-book="own">',
    ]
    assert "beside it" not in page, "the frame shows it"
    assert "IntSlider" not in main_of(page)
    assert '<div data-activity="who-am-i" data-params="{}">' in page


def test_plain_outputs_are_on_the_page(page):
    assert 'class="dataframe"' in page
    assert "<th>列</th>" in page
    assert "<pre>&lt;plain&gt;red\n</pre>" in page
    assert "<b>bold</b>" in page
    assert "<pre>42</pre>" in page
    assert "noise" not in page, "what a kernel complains of is not for readers"
    assert f'<img alt="" src="{PICTURE}">' in page
    assert 'src="data:image/svg+xml;base64,' in page


def test_what_cannot_be_shown_is_said(page):
    (notice,) = re.findall(r'<p class="zx-notice".*?</p>', page)
    assert "“figure”" in notice
    assert "application/vnd.plotly.v1+json" in notice
    assert 'lang="en"' in notice


def test_pictures_come_with_the_page_and_nothing_else_does(page):
    for words in ("attached", "beside"):
        assert f'<img src="{PICTURE}" alt="{words}">' in page
    assert f'<img src="{PICTURE}" alt="encoded" title="named">' in page
    assert f'<img src="{PICTURE}" width="3">' in page
    for words in ("missing", "above", "elsewhere", "no picture", "lost", "odd"):
        assert f"<em>{words}</em>" in page
    assert base64.b64encode(b"private").decode() not in page
    assert "example.org" not in page


def test_prose_in_one_language_is_there_for_everybody(page):
    assert '<section class="zx-prose">\n<h1>我的工作簿</h1>' in page
    assert "<title>我的工作簿 · 知行</title>" in page
    assert '<a href="#second">' in page
    assert "<h2>Second step</h2>" in page


def fetched(page, kind):
    """The front-end files of live cells that a page fetches beforehand."""
    links = re.findall(rf'<link rel="{kind}" [^>]*href="/static/{asset.version()}/([^"]+)">', page)
    return [name for name in links if name.startswith("kernels/")]


def test_a_page_with_live_cells_fetches_their_client_beforehand(page, pages):
    soon, later = fetched(page, "modulepreload"), fetched(page, "prefetch")
    assert soon[0] == "kernels/static/live/client.js"
    assert set(soon + later) <= set(asset.assets())
    assert not set(soon) & set(later)
    sizes = {name: len(asset.assets()[name].plain) for name in [*soon, *later]}
    assert sum(sizes[name] for name in later) > 1_000_000 > sum(sizes[name] for name in soon) > 100_000


def test_a_page_that_does_not_need_the_client_does_not_fetch_it(pages):
    title = prose("title-zh", "# 题目", "zh")
    stock = pages("stock", title, code("open", OPEN), code("w", WIDGET), lean=False)
    none = pages("none", title, code("open", OPEN), code("w", "6 * 7"))
    for page in (stock, none):
        assert fetched(page, "modulepreload") == fetched(page, "prefetch") == []


WIDGET = "import ipywidgets\nipywidgets.Button()"


def test_a_frame_is_asked_for_where_the_workbook_is(pages):
    cells = [prose("title-zh", "# 题目", "zh"), code("open", OPEN), code("w", WIDGET)]
    page = pages("facilitator/mine", *cells, code("live", 'book.live("weights-what-if")'))
    assert re.findall(r'data-book="([^"]*)"', page) == ["facilitator/mine", "facilitator/mine"]


def test_a_cell_that_fails_is_named_and_the_rest_is_served(pages, place, caplog):
    with caplog.at_level(logging.WARNING, "zhixing.server.outputs"):
        page = pages(
            "broken",
            prose("title-zh", "# 题目", "zh"),
            code("open", OPEN),
            code("bad", "rate = 1 / 0"),
            code("wrong", 'book.activity("no-such-thing")'),
            code("syntax", "1 +"),
            code("w", WIDGET),
        )
    notices = re.findall(r'<p class="zx-notice".*?</p>', page)
    assert [re.search("“([^”]*)”", notice)[1] for notice in notices] == ["bad", "wrong", "syntax"]
    assert "ZeroDivisionError" in notices[0]
    assert re.findall('data-live="([^"]*)"', page) == ["w"]
    assert "Traceback" not in page
    assert "division by zero" not in page
    assert "division by zero" in caplog.text
    assert not list((place.parent / "home" / "pages").glob("broken-*")), "another start tries again"


def test_a_cell_that_may_only_lack_a_reader_is_run_for_one(pages):
    page = pages(
        "lacking",
        prose("title-zh", "# 题目", "zh"),
        code("open", OPEN),
        code("value", "import os\nos.environ['ZHIXING_PERSON']"),
        code("shown", "display(undefined)\nx = 1"),
    )
    assert re.findall('data-live="([^"]*)"', page) == ["value", "shown"]
    assert "zx-notice" not in page


def test_a_notebook_in_an_old_format_is_served(pages, place):
    new = new_notebook(cells=[new_markdown_cell("# Old"), new_code_cell(OPEN), new_code_cell(WIDGET)])
    old = json.loads(nbformat.writes(new))
    old["nbformat_minor"] = 4
    for cell in old["cells"]:
        del cell["id"]
    (place / "old.ipynb").write_text(json.dumps(old), encoding="utf-8")
    setting = Setting(home=Home.find(place.parent / "home"), database="sqlite://")
    lines = pipeline.Pipeline(SimpleNamespace(setting=setting), "/")
    with ThreadPoolExecutor(1) as thread, pytest.MonkeyPatch.context() as patch:
        patch.setattr(resources, "workbooks", lambda: place)
        page = thread.submit(asyncio.run, lines.page("old")).result()
    assert "<h1>Old</h1>" in page
    assert "data-live" not in page
    assert "Button" in main_of(page)
