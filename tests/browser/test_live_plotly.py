"""A Plotly figure under our small front end: it looks, changes and answers as under the original one."""

import base64
import contextlib
import json
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

import comm
import numpy as np
import pytest
from playwright.sync_api import Page, Route, expect
from playwright.sync_api import TimeoutError as TooLateError

HERE = Path(__file__).parent
CHECKOUT = HERE.parents[1]
FIGURE = Path(str(files("zhixing"))) / "kernels" / "client" / "plotly" / "figure.js"
ORIGINAL = Path(str(files("plotly"))) / "package_data" / "widgetbundle.js"
SITE = "http://charts.test/"
STRICT = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src data:"
PAGE = """<!doctype html><html lang="zh-CN"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>图表</title><body style="margin:0">
<div id="ours"></div><div id="theirs"></div><div id="second"></div>
<script type="module" src="/bench.js"></script>"""

Message = dict[str, Any]


class Wire(comm.BaseComm):
    """A comm that keeps what Python sends, buffers included, and hands on what it is given."""

    def __init__(self, said: list[Message], **keys: Any) -> None:
        self.said = said
        super().__init__(**keys)

    def publish_msg(self, msg_type, data=None, metadata=None, buffers=None, **keys):
        if (data or {}).get("method", "update") != "update":
            return
        state = {name: value for name, value in data["state"].items() if name not in ("_esm", "_css")}
        pairs = zip(data["buffer_paths"], buffers or (), strict=True)
        parts = [{"path": path, "base64": base64.b64encode(buffer).decode()} for path, buffer in pairs]
        self.said.append({"state": json.loads(json.dumps(state)), "buffers": parts})


@dataclass
class Bench:
    """A real FigureWidget and a page with its front ends."""

    page: Page
    said: list[Message]
    complaints: list[str]
    figure: Any = None
    sides: tuple[str, ...] = ("ours",)
    answers: dict[str, Message] = field(default_factory=dict)

    def open(self, make: Callable[[], Any], *sides: str, shift: int = 0) -> None:
        """Show the figure under the front ends and wait until Python has heard of it."""
        self.sides = sides or self.sides
        self.page.goto(SITE)
        self.page.wait_for_function("window.bench")
        self.figure = make()
        first = self.take()
        for side in self.sides:
            self.page.evaluate(
                """async ([side, first, shift]) => {
                  await bench[side].open(`/${side}/figure.js`, first, shift);
                  await bench[side].show(`#${side}`);
                }""",
                [side, first, shift],
            )
        self.settle()

    def take(self) -> list[Message]:
        taken = self.said[:]
        self.said.clear()
        return taken

    def deliver(self) -> bool:
        """Bring to the page what Python has said; whether that was anything but a trait set back."""
        messages = self.take()
        for side in self.sides:
            self.page.evaluate("([side, messages]) => bench[side].receive(messages)", [side, messages])
        return any(any(message["state"].values()) for message in messages)

    def settle(self) -> None:
        """Bring messages to and fro until nobody has anything to say; Python hears our front end only."""
        while True:
            self.deliver()
            for side in self.sides:
                self.page.wait_for_function("side => bench[side].hasAnswered()", arg=side)
            for side in self.sides:
                for answer in self.page.evaluate("side => bench[side].take()", side):
                    self.answers.setdefault(side, {}).update(answer)
                    if side == "ours":
                        self.hear(answer)
            if not self.said:
                return

    def hear(self, state: Message) -> None:
        content = {"data": {"method": "update", "state": state, "buffer_paths": []}}
        self.figure.comm.handle_msg({"content": content, "buffers": []})

    def drawn(self, place: str = "ours") -> Message:
        return self.page.evaluate("place => bench.drawn(`#${place}`)", place)

    def wait(self, script: str, **options: Any) -> None:
        self.page.wait_for_function(script, **options)


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    """Return the folder of our front end, built as the page client is."""
    folder = tmp_path_factory.mktemp("plotly")
    tool = CHECKOUT / "node_modules" / ".bin" / "esbuild"
    assert shutil.which("node"), "Node 20 is needed: see CONTRIBUTING.md"
    options = ("--bundle", "--format=esm", "--splitting", "--minify", "--log-level=error", "--target=es2020")
    subprocess.run([tool, FIGURE, *options, f"--outdir={folder}"], check=True, cwd=CHECKOUT, timeout=60)
    return folder


@pytest.fixture
def bench(devices, built, monkeypatch) -> Callable[..., Bench]:
    said: list[Message] = []
    monkeypatch.setattr(comm, "create_comm", lambda **keys: Wire(said, **keys))

    def serve(route: Route) -> None:
        path = route.request.url.removeprefix(SITE)
        if not path:
            route.fulfill(body=PAGE, content_type="text/html", headers={"Content-Security-Policy": policy[0]})
        elif path == "theirs/figure.js":
            route.fulfill(path=ORIGINAL, content_type="text/javascript")
        elif path.startswith("ours/"):
            route.fulfill(path=built / path.removeprefix("ours/"), content_type="text/javascript")
        elif path == "bench.js":
            route.fulfill(path=HERE / "plotly_bench.js", content_type="text/javascript")
        else:
            route.fulfill(status=404)

    policy = [""]

    def begin(name: str = "reader", security: str = "", **options: Any) -> Bench:
        policy[0] = security
        device = devices.open(name, **options)
        page = device.page
        page.set_default_timeout(15_000)
        page.route(f"{SITE}**", serve)
        return Bench(page, said, device.complaints)

    return begin


def two_traces() -> Any:
    import plotly.graph_objects as go

    return go.FigureWidget([go.Scatter(y=np.array([1.0, 2, 3])), go.Bar(y=[1, 2, 2])])


def recolour(figure):
    figure.data[0].marker.color = "red"


def set_range_and_title(figure):
    figure.layout.xaxis.range = [0, 5]
    figure.layout.title = "题目"


def change_both_at_once(figure):
    with figure.batch_update():
        figure.data[1].y = np.float32([3, 4, 1])
        figure.layout.yaxis.title = "得分"
        figure.data[0].line.width = 4


def add_bars_and_a_pie(figure):
    import plotly.graph_objects as go

    pie = go.Pie(values=[1, 2], labels=["甲", "乙"], domain={"x": [0.8, 1]})
    figure.add_traces([go.Bar(y=np.int16([1, 2])), pie])


def reorder(figure):
    line, bars, more, pie = figure.data
    figure.data = [more, line, bars, pie]


def delete_and_reorder(figure):
    _, line, bars, _ = figure.data
    figure.data = [bars, line]


def animate(figure):
    with figure.batch_animate(duration=80):
        figure.data[0].y = np.array([4.0, 5, 6])
        figure.layout.yaxis.range = [0, 9]


def take_back(figure):
    figure.data[1].marker.color = None
    figure.layout.title = None
    figure.layout.yaxis.range = None


def replace_a_group_of_properties(figure):
    figure.data[0].marker = {"color": ["green", "blue", "red"], "opacity": 0.5}


def annotate(figure):
    figure.add_annotation(x=1, y=1, text="注")
    figure.add_shape(type="line", x0=0, x1=1, y0=0, y1=1)
    figure.update_layout(showlegend=True, barmode="group", legend_orientation="h")


def take_the_annotation_back(figure):
    figure.layout.annotations = []


def fix_the_size(figure):
    figure.layout.height = 500
    figure.layout.width = 600


def let_the_size_go(figure):
    figure.layout.height = None
    figure.layout.width = None


def add_a_trace_on_axes_of_its_own(figure):
    figure.add_scatter(y=[5, 6], xaxis="x2", yaxis="y2")


JOURNEY = (
    recolour,
    set_range_and_title,
    change_both_at_once,
    add_bars_and_a_pie,
    reorder,
    delete_and_reorder,
    animate,
    take_back,
    replace_a_group_of_properties,
    annotate,
    take_the_annotation_back,
    fix_the_size,
    let_the_size_go,
    add_a_trace_on_axes_of_its_own,
)


def assert_alike(bench: Bench, name: str) -> None:
    """Compare what both front ends have drawn and what they have answered."""
    with contextlib.suppress(TooLateError):
        bench.wait("bench.areAlike('#ours', '#theirs')", timeout=5000)
    assert bench.drawn() == bench.drawn("theirs"), name
    deltas = [bench.answers.get(side, {}).get("_js2py_traceDeltas") for side in ("ours", "theirs")]
    for delta in (deltas[1] or {}).get("trace_deltas", []):
        # The original sends numpy's arrays back, as objects.
        for key in ("x", "y", "values", "text"):
            if isinstance(delta.get(key), dict):
                del delta[key]
    assert deltas[0] == deltas[1], name
    # The original says the answer about the layout under a name that Python does not know.
    names = {"ours": "_js2py_layoutDelta", "theirs": "_js2py_widget_layoutDelta"}
    layouts = [without_ticks(bench.answers.get(side, {}).get(trait)) for side, trait in names.items()]
    assert layouts[0] == layouts[1], name


def test_both_front_ends_draw_and_answer_alike(bench):
    bench = bench()
    bench.open(two_traces, "ours", "theirs")
    assert_alike(bench, "first")
    for change in JOURNEY:
        before = bench.drawn()
        bench.answers.clear()
        change(bench.figure)
        bench.settle()
        assert_alike(bench, change.__name__)
        assert bench.drawn() != before, change.__name__
        # What Python did is not told to Python as a reader's doing.
        told = {"_js2py_traceDeltas", "_js2py_layoutDelta"} & set(bench.answers.get("theirs", {}))
        both = {"_js2py_layoutDelta"} if change is not reorder else set()
        assert set(bench.answers.get("ours", {})) == told | both, change.__name__


def a_figure_of_the_course() -> Any:
    import plotly.graph_objects as go

    from zhixing.actor import Locale
    from zhixing.text import Text
    from zhixing.topics.figures import ranking_under_weights
    from zhixing.topics.rules import WhatIfData

    criteria = Text("重要性", "Importance"), Text("紧迫性", "Urgency")
    means = ((5.0, 1.0), (2.0, 4.0))
    data = WhatIfData(("甲", "乙"), criteria, means, (0.5, 0.5), sample=False, raters=8, scale=(1, 5))
    return go.FigureWidget(ranking_under_weights(data, [1, 2], Locale.ZH))


def dates_and_decoration() -> Any:
    import plotly.graph_objects as go

    days = ["2026-03-01", "2026-03-02", "2026-03-04"]
    line = go.Scatter(x=days, y=[1, 4, 2], error_y={"array": [1, 1, 1]}, fill="tozeroy", name="线")
    figure = go.FigureWidget([line], {"template": "none", "xaxis": {"rangeslider": {"visible": True}}})
    figure.add_hline(y=3, line_dash="dot", annotation_text="界")
    figure.update_layout(
        updatemenus=[{"buttons": [{"label": "A", "method": "restyle", "args": ["visible", True]}]}],
        sliders=[{"steps": [{"label": "1", "method": "restyle", "args": ["visible", True]}]}],
    )
    return figure


def subplots_with_two_scales() -> Any:
    import plotly.graph_objects as go
    from plotly.subplots import make_subplots

    figure = go.FigureWidget(
        make_subplots(rows=1, cols=2, specs=[[{"secondary_y": True}, {"type": "domain"}]])
    )
    size = np.array([10, 20, 30], dtype="int32")
    marker = {"color": np.array([1.0, 2, 3]), "size": size, "colorscale": "Viridis", "showscale": True}
    figure.add_trace(go.Scatter(x=[1, 10, 100], y=[3, 1, 2], mode="markers+text", text=["a", "b", "c"]), 1, 1)
    figure.data[0].marker = marker
    figure.add_trace(go.Bar(x=[1, 10], y=[30, 10]), 1, 1, secondary_y=True)
    figure.add_trace(go.Pie(labels=["甲", "乙"], values=np.array([1.5, 2.5]), hole=0.4), 1, 2)
    figure.update_xaxes(type="log")
    return figure


@pytest.mark.parametrize("make", [a_figure_of_the_course, dates_and_decoration, subplots_with_two_scales])
def test_both_front_ends_draw_what_courses_use_alike(bench, make):
    bench = bench()
    bench.open(make, "ours", "theirs")
    assert_alike(bench, make.__name__)
    assert bench.figure.layout.margin.l is not None


def without_ticks(answer: Message | None) -> Message | None:
    """Leave out ticks: Plotly finds them while it draws axes, which under ours it does when axes change."""
    for name, part in (answer or {}).get("layout_delta", {}).items():
        if name[1:].startswith("axis"):
            part.pop("tick0", None)
            part.pop("dtick", None)
    return answer


def test_python_hears_of_defaults_and_of_finished_edits(bench):
    bench = bench()
    bench.open(two_traces)
    figure = bench.figure
    assert figure.data[0].marker.color == "#636efa"
    assert figure.layout.xaxis.range == pytest.approx((-0.5, 2.5), abs=0.5)
    assert figure.layout.height == 360

    finished = []
    figure.data[0].marker.color = "red"
    figure.layout.xaxis.range = (0, 1)
    figure.on_edits_completed(lambda: finished.append(figure.layout.xaxis.range))
    assert finished == []
    bench.settle()
    assert finished == [(0, 1)]
    assert figure.data[0].marker.color == "red"
    assert figure.to_dict()["data"][0]["marker"] == {"color": "red"}


def test_a_later_view_starts_from_the_current_figure(bench):
    bench = bench()
    bench.open(two_traces)
    for change in JOURNEY[:9]:
        change(bench.figure)
    # Everything at once: the animation is over when what it has set has been taken back.
    bench.settle()
    bench.page.evaluate("bench.ours.show('#second')")
    bench.wait("bench.areAlike('#ours', '#second')")
    assert bench.drawn()["fullLayout"]["yaxis"]["autorange"] is True
    assert [trace["uid"] for trace in bench.drawn("second")["data"]] == [
        trace.uid for trace in bench.figure.data
    ]
    assert bench.drawn("second")["data"][0]["y"] == [4, 5, 6]
    recolour(bench.figure)
    bench.settle()
    bench.wait("bench.areAlike('#ours', '#second')")
    assert bench.drawn("second")["data"][0]["marker"]["color"] == "red"


def test_a_figure_that_comes_anew_is_drawn_anew(bench):
    import plotly.graph_objects as go

    bench = bench()
    bench.open(two_traces)
    other = {"data": [{"type": "pie", "values": [1, 2, 3], "uid": "pie"}], "layout": {"height": 200}}
    bench.figure._widget_data, bench.figure._widget_layout = other["data"], other["layout"]
    bench.deliver()
    bench.wait("bench.drawn('#ours').fullData[0].type === 'pie'")
    assert bench.drawn()["fullLayout"]["height"] == 200
    expect(bench.page.locator("#ours .pielayer .slice")).to_have_count(3)
    assert go.Figure(other).data[0].uid == "pie"


@pytest.mark.parametrize(
    "kind", ["int8", "uint8", "int16", "uint16", "int32", "uint32", "float32", "float64", "int64"]
)
def test_numpy_arrays_arrive_wherever_their_bytes_start(bench, kind):
    import plotly.graph_objects as go

    bench = bench()
    bench.open(lambda: go.FigureWidget(go.Bar(y=np.array([3, 1, 2], dtype=kind))), shift=3)
    assert bench.drawn()["fullData"][0]["y"] == [3, 1, 2]
    bench.figure.data[0].y = np.array([7, 8], dtype=kind)
    bench.settle()
    assert bench.drawn()["fullData"][0]["y"] == [7, 8]
    expect(bench.page.locator("#ours .bars .point")).to_have_count(2)


def drag(page: Page, selector: str, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Draw a rectangle over the plot of a chart, in parts of its width and height."""
    box = page.locator(f"{selector} .nsewdrag").first.bounding_box()
    assert box
    points = [(box["x"] + box["width"] * x, box["y"] + box["height"] * y) for x, y in (start, end)]
    page.mouse.move(*points[0])
    page.mouse.down()
    page.mouse.move(*points[1], steps=5)
    page.mouse.up()


def bars_beside_a_line() -> Any:
    import plotly.graph_objects as go

    traces = [go.Bar(x=["甲", "乙", "丙"], y=[3, 1, 2], name="柱"), go.Scatter(y=[1, 2, 3], name="线")]
    return go.FigureWidget(traces, {"height": 300})


def test_a_readers_zoom_reaches_python_and_the_other_view(bench):
    bench = bench()
    bench.open(bars_beside_a_line, "ours", "theirs")
    bench.page.evaluate("bench.ours.show('#second')")
    bench.settle()
    said = []
    for side in bench.sides:
        drag(bench.page, f"#{side}", (0.2, 0.2), (0.7, 0.6))
        bench.wait("side => bench[side].model.said._js2py_relayout", arg=side)
        said.append(bench.page.evaluate("side => bench[side].model.said._js2py_relayout.relayout_data", side))
    assert said[0] == pytest.approx(said[1])
    assert list(said[0]) == ["xaxis.range[0]", "xaxis.range[1]", "yaxis.range[0]", "yaxis.range[1]"]

    draws = bench.page.evaluate("bench.countDraws('#ours')")
    bench.settle()
    low, high = bench.figure.layout.xaxis.range
    assert (low, high) == pytest.approx((said[0]["xaxis.range[0]"], said[0]["xaxis.range[1]"]))
    bench.wait("bench.areAlike('#ours', '#second')")
    assert bench.drawn("second")["fullLayout"]["xaxis"]["range"] == pytest.approx([low, high])
    assert (
        bench.page.evaluate("bench.countDraws('#ours')") == draws
    )  # the reader's own view was right already


def test_a_click_on_a_bar_reaches_its_callback(bench):
    bench = bench()
    bench.open(bars_beside_a_line, "ours", "theirs")
    clicked, hovered = [], []
    bench.figure.data[0].on_click(lambda _trace, points, state: clicked.append((points, state)))
    bench.figure.data[0].on_hover(lambda _trace, points, _state: hovered.append(points.point_inds))
    said = []
    for side in bench.sides:
        bench.page.locator(f"#{side} .bars .point").nth(1).hover(force=True)
        bench.page.keyboard.down("Shift")
        bench.page.locator(f"#{side} .bars .point").nth(1).click(force=True)
        bench.page.keyboard.up("Shift")
        bench.wait(
            "side => bench[side].model.said._js2py_pointsCallback?.event_type === 'plotly_click'", arg=side
        )
        said.append(bench.page.evaluate("side => bench[side].model.said._js2py_pointsCallback", side))
    assert said[0] == said[1]
    bench.settle()
    ((points, state),) = [entry for entry in clicked if entry[0].point_inds]
    assert (points.point_inds, points.xs, points.ys, points.trace_name) == ([1], ["乙"], [1], "柱")
    assert (state.shift, state.ctrl, state.button) == (True, False, 0)
    assert [1] in hovered


def test_a_click_in_the_legend_hides_a_trace_in_python_too(bench):
    bench = bench()
    bench.open(bars_beside_a_line)
    bench.page.locator("#ours .legendtoggle").nth(1).click()
    bench.wait("bench.ours.model.said._js2py_restyle")
    bench.settle()
    assert [trace.visible for trace in bench.figure.data] == [True, "legendonly"]
    assert bench.page.evaluate("bench.ours.model.get('_widget_data')[1].visible") == "legendonly"


@pytest.mark.parametrize("mode", ["select", "lasso"])
def test_a_selection_reaches_its_callback(bench, mode):
    import plotly.graph_objects as go

    def points() -> Any:
        trace = go.Scatter(x=[1, 2, 3], y=[1, 2, 3], mode="markers")
        return go.FigureWidget(trace, {"dragmode": mode, "height": 300, "xaxis": {"range": [0, 4]}})

    bench = bench()
    bench.open(points)
    chosen, dropped = [], []
    bench.figure.data[0].on_selection(lambda _trace, points, selector: chosen.append((points, selector)))
    bench.figure.data[0].on_deselect(lambda _trace, points: dropped.append(points))
    if mode == "select":
        drag(bench.page, "#ours", (0.1, 0.02), (0.6, 0.98))
    else:
        box = bench.page.locator("#ours .nsewdrag").first.bounding_box()
        corners = [(0.1, 0.02), (0.6, 0.02), (0.6, 0.98), (0.1, 0.98), (0.1, 0.1)]
        places = [(box["x"] + box["width"] * x, box["y"] + box["height"] * y) for x, y in corners]
        bench.page.mouse.move(*places[0])
        bench.page.mouse.down()
        for place in places[1:]:
            bench.page.mouse.move(*place, steps=8)
        bench.page.mouse.up()
    bench.wait("bench.ours.model.said._js2py_pointsCallback?.event_type === 'plotly_selected'")
    bench.settle()
    found, selector = chosen[-1]
    assert found.point_inds == [0, 1]
    assert selector.type == {"select": "box", "lasso": "lasso"}[mode]
    edges = selector.xrange if mode == "select" else selector.xs
    assert (min(edges), max(edges)) == pytest.approx((0.4, 2.4), abs=0.1)

    place = bench.page.locator("#ours .nsewdrag").first.bounding_box()
    assert place
    bench.page.mouse.dblclick(place["x"] + place["width"] * 0.9, place["y"] + place["height"] / 2)
    bench.wait("bench.ours.model.said._js2py_pointsCallback?.event_type === 'plotly_deselect'")
    bench.settle()
    assert dropped


def test_what_the_basic_build_lacks_goes_to_the_original(bench):
    import plotly.graph_objects as go

    bench = bench()
    bench.open(two_traces)
    can_show = "bench.ours.module.canShow(bench.ours.model)"
    assert bench.page.evaluate(can_show) is True
    bench.page.evaluate("bench.handOver('#ours', '/theirs/figure.js')")
    recolour(bench.figure)
    bench.settle()
    assert bench.page.evaluate("bench.handedOver") is False
    bench.figure.add_trace(go.Heatmap(z=[[1, 2], [3, 4]]))
    bench.deliver()
    bench.wait("bench.handedOver")
    expect(bench.page.locator("#ours .heatmaplayer image")).to_be_visible()
    assert bench.page.evaluate(can_show) is False
    bench.settle()
    assert bench.drawn()["data"][0]["marker"]["color"] == "red"
    assert bench.figure._trace_edit_in_process is False
    bench.figure.data[0].marker.color = "blue"
    bench.settle()
    bench.wait("bench.drawn('#ours').data[0].marker.color === 'blue'")
    expect(bench.page.locator("#ours .js-plotly-plot, #ours.js-plotly-plot")).to_have_count(1)


@pytest.mark.parametrize(("kind", "can"), [("scatter", True), ("scattergl", False), ("box", False)])
def test_it_knows_which_figures_it_can_show(bench, kind, can):
    bench = bench()
    bench.open(two_traces)
    bench.figure.add_trace({"type": kind, "y": [1, 2]})
    bench.deliver()
    assert bench.page.evaluate("bench.ours.module.canShow(bench.ours.model)") is can


def test_on_a_phone_the_chart_fits_and_the_text_is_legible(bench):
    bench = bench("phone", phone=True)
    bench.open(bars_beside_a_line)
    page = bench.page

    def legend_is_below() -> bool:
        plot = page.locator("#ours .nsewdrag").first.bounding_box()
        legend = page.locator("#ours .legend").bounding_box()
        assert plot
        assert legend
        return legend["y"] > plot["y"] + plot["height"]

    bench.wait("bench.drawn('#ours').fullLayout.width === 390")
    assert legend_is_below()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    sizes = page.locator("#ours text").evaluate_all(
        "texts => texts.map((text) => parseFloat(getComputedStyle(text).fontSize))"
    )
    assert min(sizes) >= 12
    page.set_viewport_size({"width": 844, "height": 390})
    bench.wait("bench.drawn('#ours').fullLayout.width === 844")
    bench.settle()
    assert not legend_is_below()
    assert bench.figure.layout.width == 844


def test_beside_controls_the_chart_takes_what_they_leave(bench):
    bench = bench()
    bench.open(two_traces)
    bench.page.add_style_tag(content="body { display: flex } #theirs { width: 300px }")
    bench.wait("bench.drawn('#ours').fullLayout.width < 1000")
    assert bench.page.evaluate("document.querySelector('#theirs').clientWidth") in (299, 300)
    assert bench.drawn()["fullLayout"]["width"] == pytest.approx(980, abs=1)


def test_a_hidden_chart_is_drawn_when_it_is_shown(bench):
    bench = bench()
    bench.open(two_traces)
    page = bench.page
    page.evaluate("document.querySelector('#ours').style.display = 'none'")
    bench.figure.data[0].marker.color = "red"
    bench.figure.layout.title = "题目"
    bench.deliver()
    page.evaluate("document.querySelector('#ours').style.display = ''")
    bench.settle()
    assert bench.figure._layout_edit_in_process is False
    assert bench.drawn()["data"][0]["marker"]["color"] == "red"
    expect(page.locator("#ours .gtitle")).to_have_text("题目")


def test_a_chart_that_is_hidden_between_two_frames_misses_nothing(bench):
    bench = bench()
    bench.open(two_traces)
    bench.figure.data[0].marker.color = "red"
    bench.page.evaluate(
        """(messages) => {
          const { style } = document.querySelector('#ours');
          style.display = 'none';
          bench.ours.receive(messages);
          style.display = '';
        }""",
        bench.take(),
    )
    bench.settle()
    assert bench.figure._trace_edit_in_process is False
    assert bench.drawn()["data"][0]["marker"]["color"] == "red"


def test_a_reader_who_wants_no_motion_sees_the_end_of_it_at_once(bench):
    bench = bench(reduced_motion="reduce")
    bench.open(two_traces)
    with bench.figure.batch_animate(duration=60_000):
        bench.figure.data[0].y = [9, 9, 9]
    bench.settle()
    assert bench.drawn()["data"][0]["y"] == [9, 9, 9]
    assert bench.figure._trace_edit_in_process is False


def test_a_strict_page_may_show_it_and_nothing_of_it_stays(bench):
    bench = bench(security=STRICT)
    bench.open(two_traces)
    expect(bench.page.locator("#ours .bars .point")).to_have_count(3)
    assert bench.page.evaluate("bench.mayEvaluate") is False
    assert bench.complaints == []
    before = bench.page.evaluate("bench.ours.model.handlers.length")
    bench.page.evaluate("bench.ours.show('#second').then(({ remove }) => remove())")
    assert bench.page.locator("#second").inner_html() == ""
    assert bench.page.evaluate("bench.ours.model.handlers.length") == before
