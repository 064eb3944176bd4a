"""The page client of live cells: what is in a cell is shown, answers, and loses nothing on the way."""

import re
import signal
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import nbformat
import psutil
import pytest
from playwright.sync_api import Locator, Page, expect

from browser.sight import Device, en, zh
from serving import Served

MIXED = [
    """
import ipywidgets as ipw
slider = ipw.IntSlider(description="权重", value=30)
shown = ipw.Label("v 30")
slider.observe(lambda change: setattr(shown, "value", f"v {change.new}"), "value")
count = ipw.Label("clicks 0")
more, reset = ipw.Button(description="more"), ipw.Button(description="reset")
def on_more(_):
    count.value = f"clicks {int(count.value.split()[1]) + 1} at {slider.value}"
more.on_click(on_more)
reset.on_click(lambda _: setattr(slider, "value", 30))
ipw.VBox([slider, shown, more, count, reset])
""",
    """
from IPython.display import HTML, display
out = ipw.Output()
run, fail = ipw.Button(description="run"), ipw.Button(description="fail")
def on_run(_):
    with out:
        print("one")
        print("two")
        display(HTML("<b>bold</b><script>window.ran = true</script>"))
        named = display(HTML("<i>first</i>"), display_id=True)
        named.update(HTML("<i>second</i>"))
        display(ipw.IntSlider(description="inner", value=7))
def on_fail(_):
    with out:
        out.clear_output(wait=True)
        1 / 0
run.on_click(on_run)
fail.on_click(on_fail)
ipw.VBox([run, fail, out])
""",
    """
box, hidden = ipw.VBox([]), ipw.Label("was there before")
add, drop = ipw.Button(description="add"), ipw.Button(description="drop")
add.on_click(lambda _: setattr(box, "children", [hidden, ipw.Label("born now")]))
def on_drop(_):
    *rest, last = box.children
    box.children = rest
    last.close()
drop.on_click(on_drop)
ipw.VBox([add, drop, box])
""",
    """
first, second = ipw.IntSlider(description="first"), ipw.IntSlider(description="second")
link = ipw.jslink((first, "value"), (second, "value"))
ipw.VBox([first, second])
""",
    """
ipw.VBox([
    ipw.Tab([ipw.Label("inside a"), ipw.Text(description="text")], titles=["a", "b"]),
    ipw.Accordion([ipw.Label("inside c")], titles=["c"]),
    ipw.Dropdown(options=["x", "y"], description="one of"),
    ipw.RadioButtons(options=["p", "q"]),
    ipw.ToggleButtons(options=["m", "n"]),
    ipw.Checkbox(
        description="<b>agreed</b> <a href='javascript:go()' onclick='go()'>why</a><script>go()</script>",
        description_allow_html=True,
    ),
    ipw.Textarea(description="long"),
    ipw.FloatRangeSlider(description="range"),
    ipw.DatePicker(description="day"),
    ipw.SelectMultiple(options=["r", "s"]),
    ipw.HTML("<table><tr>" + "<td>a rather long word</td>" * 12 + "</tr></table>"),
])
""",
    """
import plotly.graph_objects as go
figure = go.FigureWidget(go.Bar(x=["甲", "乙"], y=[1, 2]))
higher = ipw.Button(description="higher")
higher.on_click(lambda _: setattr(figure.data[0], "y", [1, 4000]))
ipw.VBox([higher, figure])
""",
    '''
import anywidget, traitlets as tl
class Counter(anywidget.AnyWidget):
    _esm = """
    export default async () => ({
      initialize({ model }) { model.set("begun", true); model.save_changes(); },
      async render({ model, el, experimental }) {
        const button = Object.assign(document.createElement("button"), { className: "counter" });
        const draw = () => (button.textContent = `count ${model.get("value")}`);
        model.on("change:value", draw);
        button.onclick = () => { model.set("value", model.get("value") + 1); model.save_changes(); };
        const [answer] = await experimental.invoke("greet", "you");
        el.append(button, answer);
        draw();
      },
    });
    """ + "//" + 3000 * "x"
    _css = ".counter { color: rgb(1, 2, 3); }" + 3000 * " "
    value = tl.Int(0).tag(sync=True)
    begun = tl.Bool().tag(sync=True)
    @anywidget.experimental.command
    def greet(self, message, buffers):
        return f"hello {message}", buffers
counter, heard = Counter(), ipw.Label("heard nothing")
counter.observe(lambda change: setattr(heard, "value", f"heard {change.new} {counter.begun}"), "value")
ipw.VBox([counter, heard])
''',
    """
class Stranger(ipw.DOMWidget):
    _view_name = tl.Unicode("StrangerView").tag(sync=True)
    _model_name = tl.Unicode("StrangerModel").tag(sync=True)
    _view_module = tl.Unicode("nowhere-to-be-found").tag(sync=True)
    _model_module = tl.Unicode("nowhere-to-be-found").tag(sync=True)
    _view_module_version = tl.Unicode("1.0.0").tag(sync=True)
    _model_module_version = tl.Unicode("1.0.0").tag(sync=True)
ipw.VBox([Stranger(), ipw.Label("the rest is here")])
""",
]
OUTPUTS = [
    """
from IPython.display import HTML, SVG, Markdown, display
print("printed")
display(HTML("<p>as html</p><script>window.ran = true</script>"))
display(SVG("<svg xmlns='http://www.w3.org/2000/svg' width='30' height='20'><path d='M0 0h9'/></svg>"))
display(Markdown("**as text**"))
import ipywidgets as ipw
ipw.Label("a widget")
"""
]
STRANGE = [
    """
import ipywidgets as ipw
comms = get_ipython().kernel.comm_manager
register = comms.register_target
comms.register_target = lambda name, f: None if name == "zhixing.session" else register(name, f)
slider, shown = ipw.IntSlider(description="权重", value=30), ipw.Label("v 30")
slider.observe(lambda change: setattr(shown, "value", f"v {change.new}"), "value")
ipw.VBox([slider, shown])
"""
]
CANVAS = [
    """
import ipywidgets as ipw
from ipycanvas import Canvas
canvas, paint = Canvas(width=60, height=40), ipw.Button(description="paint")
def on_paint(_):
    canvas.fill_style = "rgb(0, 0, 200)"
    canvas.fill_rect(0, 0, 60, 40)
paint.on_click(on_paint)
ipw.VBox([paint, canvas])
"""
]
CHANGING = "import ipywidgets as ipw\nipw.VBox([ipw.IntSlider(description='权重'), ipw.Label('{}')])"
TOUCHED = (
    "#live :is(.jupyter-button, select, input[type=text], .lm-TabBar-tab, .widget-slider,"
    " .widget-checkbox .widget-label-basic, .widget-radio-box label, .jupyter-widget-Collapse-header)"
)


def write(folder: Path, name: str, *sources: str) -> None:
    notebook = nbformat.v4.new_notebook()
    for number, source in enumerate(sources):
        notebook.cells.append(nbformat.v4.new_code_cell(source.strip(), id=f"cell-{number}"))
    nbformat.write(notebook, folder / name)


@pytest.fixture(scope="module")
def books(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("workbooks")
    write(folder, "01-mixed.ipynb", *MIXED)
    write(folder, "02-outputs.ipynb", *OUTPUTS)
    write(folder, "03-strange.ipynb", *STRANGE)
    write(folder, "04-changing.ipynb", CHANGING.format("as it was"))
    if find_spec("ipycanvas"):
        write(folder, "05-canvas.ipynb", *CANVAS)
    return folder


@pytest.fixture(scope="module")
def surroundings(books) -> dict[str, str]:
    return {"ZHIXING_WORKBOOKS": str(books), "ZHIXING_LANG": "zh-CN"}


@pytest.fixture(scope="module")
def workshop(surroundings, tmp_path_factory) -> Iterator[Served]:
    """Return a server of a trainer's own workbooks."""
    served = Served.start(tmp_path_factory.mktemp("home"), environment=surroundings)
    yield served
    assert served.stop() == 0, served.log()


def address(served: Served, book: str, cell: int, page: str = "") -> str:
    return f"{served.address}live/{book}/cell-{cell}?locale=zh-CN&page={page or 'onlyonepage'}"


@pytest.fixture
def show(devices, workshop):
    """Open a frame of the workshop by itself, each as a page of its own."""

    def open_frame(book: str, cell: int, **options) -> Device:
        device = devices.open("frame", **options)
        device.page.goto(address(workshop, book, cell, f"page{abs(hash(device)) % 10**10:010}"))
        shown(device.page)
        return device

    return open_frame


def shown(page: Page) -> None:
    expect(page.locator("#live:not(.waiting)")).to_be_attached()


def handle(page: Page, number: int = 0) -> Locator:
    return page.get_by_role("slider").nth(number)


def turn_up(page: Page, steps: int) -> None:
    for _ in range(steps):
        handle(page).press("ArrowRight")


def processes(served: Served, name: str) -> list[psutil.Process]:
    return [child for child in psutil.Process(served.pid).children(recursive=True) if child.name() == name]


def end_sessions(served: Served) -> None:
    for process in processes(served, "zhixing-session"):
        process.kill()
        process.wait(10)


# ---- what is shown


def test_cell_is_shown_and_answers(show):
    page = show("mixed", 0).page
    turn_up(page, 5)
    expect(page.get_by_text("v 35")).to_be_visible()
    page.get_by_role("button", name="more").click()
    expect(page.get_by_text("clicks 1")).to_be_visible()
    expect(handle(page)).to_have_attribute("aria-label", "权重")
    marks = page.evaluate("performance.getEntriesByType('mark').map((mark) => mark.name)")
    assert {f"zhixing-live-{name}" for name in ("start", "models", "shown", "caught-up")} <= set(marks)


def test_every_output_of_a_cell_is_shown_and_no_script_of_it_runs(show):
    page = show("outputs", 0).page
    live = page.locator("#live")
    for words in ("printed", "as html", "**as text**", "a widget"):
        expect(live.get_by_text(words)).to_be_visible()
    expect(live.locator("img")).to_have_js_property("naturalWidth", 30)
    assert page.evaluate("window.ran === undefined")


def test_output_widget_takes_what_a_callback_says(show):
    page = show("mixed", 1).page
    out = page.locator(".widget-output")
    page.get_by_role("button", name="run").click()
    expect(out.locator("pre.stdout")).to_have_text("one\ntwo\n")
    expect(out.locator("b")).to_have_text("bold")
    expect(out.locator("i")).to_have_text("second")
    expect(out.get_by_role("slider", name="inner")).to_be_visible()
    assert page.evaluate("window.ran === undefined")
    page.reload()
    shown(page)
    expect(out.locator("pre.stdout")).to_have_text("one\ntwo\n")
    expect(out.get_by_role("slider", name="inner")).to_be_visible()
    page.get_by_role("button", name="fail").click()
    expect(out.locator("pre")).to_have_text(["ZeroDivisionError: division by zero"])
    expect(out.locator("i")).to_have_count(0)


def test_widgets_come_and_go(show):
    page = show("mixed", 2).page
    page.get_by_role("button", name="add").click()
    expect(page.get_by_text("born now")).to_be_visible()
    expect(page.get_by_text("was there before")).to_be_visible()
    page.reload()
    expect(page.get_by_text("born now")).to_be_visible()
    page.get_by_role("button", name="drop").click()
    expect(page.get_by_text("born now")).to_have_count(0)
    page.reload()
    expect(page.get_by_text("was there before")).to_be_visible()
    expect(page.get_by_text("born now")).to_have_count(0)


def test_link_without_a_view_works(show):
    page = show("mixed", 3).page
    turn_up(page, 3)
    expect(handle(page, 1)).to_have_attribute("aria-valuenow", "3.0")


def test_rare_controls_are_loaded_when_one_is_met(show):
    plain, rare = show("mixed", 0), show("mixed", 4)
    expect(rare.page.get_by_text("inside a")).to_be_visible()
    rare.page.get_by_role("tab", name="b").click()
    expect(rare.page.get_by_role("textbox").first).to_be_visible()
    assert len([url for url in rare.asked if url.endswith(".js")]) > len(
        [url for url in plain.asked if url.endswith(".js")]
    )


def test_description_may_hold_a_little_html_and_nothing_that_acts(show):
    label = show("mixed", 4).page.locator(".widget-checkbox .widget-label-basic")
    expect(label.locator("b")).to_have_text("agreed")
    assert label.locator("a").evaluate("(el) => el.getAttributeNames()") == []
    assert label.locator("script").count() == 0


def test_chart_is_drawn_by_the_small_build_and_follows(show):
    device = show("mixed", 5)
    page = device.page
    expect(page.locator(".bars .point")).to_have_count(2)
    page.get_by_role("button", name="higher").click()
    expect(page.locator(".yaxislayer-above text").last).to_have_text("4000")
    assert not any("live/text/" in url for url in device.asked), "the original front end was not needed"


def test_widget_that_brings_its_own_front_end_works(show):
    device = show("mixed", 6)
    page = device.page
    button = page.get_by_role("button", name="count 0")
    expect(button).to_have_css("color", "rgb(1, 2, 3)")
    expect(page.get_by_text("hello you")).to_be_visible()
    button.click()
    expect(page.get_by_text("heard 1 True")).to_be_visible()
    lifted = [url for url in device.asked if "/live/text/" in url]
    assert sorted(url.rpartition(".")[2] for url in lifted) == ["css", "js"]


@pytest.mark.skipif(not find_spec("ipycanvas"), reason="ipycanvas is not installed")
def test_widget_of_another_package_is_loaded_from_its_extension(show):
    page = show("canvas", 0).page
    canvas = page.locator("#live canvas")
    expect(canvas).to_be_visible()
    page.get_by_role("button", name="paint").click()
    drawn = canvas.evaluate(
        """async (canvas) => {
          const pixel = () => canvas.getContext("2d").getImageData(30, 20, 1, 1).data;
          const end = performance.now() + 10000;
          while (!pixel()[3] && performance.now() < end) await new Promise(requestAnimationFrame);
          return [...pixel()];
        }"""
    )
    assert drawn == [0, 0, 200, 255]


def test_widget_nobody_knows_says_so_and_spares_the_rest(show):
    page = show("mixed", 7).page
    expect(page.get_by_text("the rest is here")).to_be_visible()
    broken = page.locator(".jupyter-widgets-error-widget")
    expect(broken).to_be_visible()
    said = broken.evaluate("(el) => getComputedStyle(el, '::before').content")
    assert said == f'"{zh("workbook.live.broken")}"'
    assert broken.inner_text().strip() == ""


def test_kernel_that_cannot_bring_a_page_up_to_date_is_asked_for_everything(show):
    page = show("strange", 0).page
    turn_up(page, 4)
    expect(page.get_by_text("v 34")).to_be_visible()
    page.reload()
    expect(page.get_by_text("v 34")).to_be_visible()
    expect(handle(page)).to_have_attribute("aria-valuenow", "34.0")


@pytest.mark.parametrize("cell", [0, 4, 5])
def test_nothing_is_wider_than_a_phone_and_everything_can_be_touched(show, cell):
    page = show("mixed", cell, phone=True).page
    expect(page.locator("#live .jupyter-widgets").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    small = page.locator(TOUCHED).evaluate_all(
        """(all) => all.filter((el) => el.offsetParent && el.getBoundingClientRect().height < 43.5)
          .map((el) => el.className || el.localName)"""
    )
    assert small == []


# ---- nothing is lost


def test_reloaded_page_finds_its_session_again(show):
    page = show("mixed", 0).page
    turn_up(page, 3)
    page.get_by_role("button", name="more").click()
    expect(page.get_by_text("clicks 1")).to_be_visible()
    page.reload()
    expect(page.get_by_text("v 33")).to_be_visible()
    expect(page.get_by_text("clicks 1")).to_be_visible()
    expect(handle(page)).to_have_attribute("aria-valuenow", "33.0")


def test_what_is_done_before_the_session_is_there_reaches_it(devices, workshop):
    """The workbooks' nurseries stand still: a page is shown without a session, and is used already."""
    page = devices.open("early").page
    page.goto(address(workshop, "mixed", 0, "beforehand"))
    shown(page)
    nurseries = processes(workshop, "zhixing-book")
    for nursery in nurseries:
        nursery.send_signal(signal.SIGSTOP)
    try:
        page.goto(address(workshop, "mixed", 0, "afterwards"))
        shown(page)
        turn_up(page, 5)
        for _ in range(3):
            page.get_by_role("button", name="more").click()
        expect(handle(page)).to_have_attribute("aria-valuenow", "35.0")
        expect(page.get_by_text("clicks 0")).to_be_visible()
    finally:
        for nursery in nurseries:
            nursery.send_signal(signal.SIGCONT)
    expect(page.get_by_text("clicks 3 at 35")).to_be_visible()
    expect(page.get_by_text("v 35")).to_be_visible()


def test_what_is_done_while_away_arrives(show):
    device = show("mixed", 0)
    page, status = device.page, device.page.locator("#status")
    device.context.set_offline(True)
    expect(status).to_have_text(zh("workbook.live.reconnecting"))
    for _ in range(2):
        turn_up(page, 5)
        page.get_by_role("button", name="more").click()
    turn_up(page, 5)
    expect(page.get_by_text("v 30")).to_be_visible()
    device.context.set_offline(False)
    expect(page.get_by_text("v 45")).to_be_visible()
    expect(page.get_by_text("clicks 2 at 40")).to_be_visible()
    expect(status).to_be_hidden()


def test_short_absence_is_not_worth_a_word(show):
    device = show("mixed", 0)
    page = device.page
    page.locator("#status").evaluate(
        """(el) => {
          window.said = [];
          new MutationObserver(() => el.hidden || said.push(el.textContent)).observe(el, {
            childList: true,
            attributes: true,
          });
        }"""
    )
    with page.expect_websocket():
        device.context.set_offline(True)
        page.wait_for_event("console", lambda message: "ERR_INTERNET_DISCONNECTED" in message.text)
        device.context.set_offline(False)
    page.get_by_role("button", name="more").click()
    expect(page.get_by_text("clicks 1")).to_be_visible()
    assert page.evaluate("said") == []


def test_session_made_anew_is_told_what_the_reader_had_set(show, workshop):
    page = show("mixed", 0).page
    turn_up(page, 5)
    page.get_by_role("button", name="more").click()
    expect(page.get_by_text("clicks 1")).to_be_visible()
    end_sessions(workshop)
    expect(page.get_by_text("clicks 0")).to_be_visible()
    expect(page.get_by_text("v 35")).to_be_visible()
    expect(handle(page)).to_have_attribute("aria-valuenow", "35.0")
    page.get_by_role("button", name="more").click()
    expect(page.get_by_text("clicks 1")).to_be_visible()


def test_page_reloaded_after_its_session_died_has_its_values(devices, show, workshop):
    page = show("mixed", 0).page
    turn_up(page, 5)
    expect(page.get_by_text("v 35")).to_be_visible()
    address_here = page.url
    page.goto("about:blank")
    end_sessions(workshop)
    page.goto(address_here)
    expect(page.get_by_text("v 35")).to_be_visible()
    expect(handle(page)).to_have_attribute("aria-valuenow", "35.0")


def test_what_the_session_has_set_itself_is_not_undone(show, workshop):
    page = show("mixed", 0).page
    turn_up(page, 5)
    expect(page.get_by_text("v 35")).to_be_visible()
    page.get_by_role("button", name="reset").click()
    expect(page.get_by_text("v 30")).to_be_visible()
    page.get_by_role("button", name="more").click()
    expect(page.get_by_text("clicks 1")).to_be_visible()
    end_sessions(workshop)
    expect(page.get_by_text("clicks 0")).to_be_visible()
    expect(page.get_by_text("v 30")).to_be_visible()
    expect(handle(page)).to_have_attribute("aria-valuenow", "30.0")


def test_widgets_of_a_session_that_died_are_gone(show, workshop):
    page = show("mixed", 2).page
    page.get_by_role("button", name="add").click()
    expect(page.get_by_text("born now")).to_be_visible()
    end_sessions(workshop)
    expect(page.get_by_text("born now")).to_have_count(0)
    page.get_by_role("button", name="add").click()
    expect(page.get_by_text("born now")).to_be_visible()


def test_frame_of_an_older_workbook_is_loaded_again(show, books, workshop):
    page = show("changing", 0).page
    expect(page.get_by_text("as it was")).to_be_visible()
    write(books, "04-changing.ipynb", CHANGING.format("as it is now"))
    end_sessions(workshop)
    expect(page.get_by_text("as it is now")).to_be_visible()


def test_reader_who_has_left_is_told_so(devices, surroundings, tmp_path):
    served = Served.start(tmp_path, "DEMO", environment=surroundings)
    try:
        device = devices.open("learner")
        person = served.learner("读者甲")
        device.context.add_cookies(
            [{"name": name, "value": value, "url": served.address} for name, value in person.cookies.items()]
        )
        device.page.goto(address(served, "mixed", 0))
        shown(device.page)
        device.context.clear_cookies()
        device.context.set_offline(True)
        device.context.set_offline(False)
        expect(device.page.locator("#status")).to_have_text(zh("workbook.live.signed-out"))
    finally:
        assert served.stop() == 0, served.log()


# ---- a frame inside its page


def test_frame_grows_with_its_cell_and_follows_the_language(devices, alone):
    device = devices.open("reader")
    page = device.page
    page.goto(f"{alone.address}book/choose-topic")
    page.locator("[data-live]").first.scroll_into_view_if_needed()
    frame = page.frame_locator("iframe.zx-live-frame").first
    expect(frame.locator("#live:not(.waiting)")).to_be_attached()
    expect(frame.locator(".bars .point").first).to_be_visible()
    inside = frame.locator("body").evaluate("(body) => body.offsetHeight")
    expect(page.locator("iframe.zx-live-frame").first).to_have_css("height", f"{inside + 16}px")
    slider = frame.get_by_role("slider").first
    slider.press("ArrowRight")
    value = slider.get_attribute("aria-valuenow")
    expect(frame.get_by_role("button", name=zh("topics.live.reset"))).to_be_visible()
    sockets = [url for url in device.asked if "/live/socket/" in url]
    page.locator('[data-locale-choice="en"]').first.click()
    expect(frame.get_by_role("button", name=en("topics.live.reset"))).to_be_visible()
    expect(frame.locator("html")).to_have_attribute("lang", "en")
    expect(slider).to_have_attribute("aria-valuenow", value or "")
    expect(slider).to_have_attribute("aria-label", re.compile("[A-Za-z]"))
    assert [url for url in device.asked if "/live/socket/" in url] == sockets, "it was re-labelled in place"
