"""A workbook executed once: what it shows, what a reader's session makes of it, and workbooks that cannot."""

import json

import pytest

from kernels.reader import Reader, frame, model
from zhixing.kernels import TemplateError

CONTROLS = """
import ipywidgets as w
slider = w.IntSlider(description="level")
button = w.Button(description="go")
label = w.Label("start")
place = w.VBox([slider, button, label])
made = []
def on_click(_):
    label.value = f"clicked at {slider.value}"
    made.append(w.Label(f"made {len(made)}"))
    place.children = (*place.children, made[-1])
button.on_click(on_click)
"""


@pytest.fixture(scope="module")
def controls(run, nursery, notebook):
    return run(nursery.template("controls", notebook(CONTROLS, "print('printed')\nplace"), "1"))


def test_the_template_knows_what_the_page_shows(controls):
    assert controls.outputs["cell-0"] == []
    printed, shown = controls.outputs["cell-1"]
    assert printed["text"] == "printed\n"
    view = shown["data"]["application/vnd.jupyter.widget-view+json"]
    assert controls.state[view["model_id"]]["model_name"] == "VBoxModel"


def test_only_what_an_output_reaches_goes_to_its_page(run, nursery, notebook):
    source = "import ipywidgets as w\na, b = w.VBox([w.Label('in')]), w.Label('out')\na"
    template = run(nursery.template("reach", notebook(source), "1"))
    reached = template.needs(template.outputs["cell-0"])
    said = json.dumps(reached)
    assert '"in"' in said
    assert '"out"' not in said


def test_a_click_is_answered(run, controls):
    async def walk():
        reader = await Reader.of(controls)
        await reader.catch_up()
        await reader.set(model(controls, description="level"), value=7)
        said = await reader.click(model(controls, description="go"))
        reader.session.end()
        return said

    values = [
        each.content["data"].get("state", {}).get("value") for each in run(walk()) if "data" in each.content
    ]
    assert "clicked at 7" in values


def test_a_page_that_comes_later_catches_up(run, controls):
    """Changed traits, widgets made since and widgets closed since arrive as ordinary messages."""

    async def walk():
        reader = await Reader.of(controls)
        first, name = await reader.catch_up()
        await reader.set(model(controls, description="level"), value=3)
        await reader.click(model(controls, description="go"))
        again, same_name = await reader.catch_up()
        reader.session.end()
        return first, name, again, same_name

    first, name, again, same_name = run(walk())
    assert first == []
    assert name == same_name
    states = {each.content["comm_id"]: each.content["data"]["state"] for each in again}
    assert states[model(controls, description="level")]["value"] == 3
    assert states[model(controls, value="start")]["value"] == "clicked at 3"
    (opened,) = [
        each for each in again if each.msg_type == "comm_open" and "value" in each.content["data"]["state"]
    ]
    assert opened.content["data"]["state"]["value"] == "made 0"
    place = states[model(controls, model_name="VBoxModel")]
    assert place["children"][-1] == f"IPY_MODEL_{opened.content['comm_id']}"


def test_traits_that_are_none_do_not_stop_a_page_from_catching_up(run, controls):
    async def walk():
        reader = await Reader.of(controls)
        await reader.set(model(controls, description="level"), nonsense=1)
        await reader.send("comm_msg", {"comm_id": "nobody", "data": {"method": "update"}})
        await reader.send("comm_msg", {"comm_id": model(controls, description="go"), "data": []})
        await reader.catch_up()
        reader.session.end()

    run(walk())


def test_the_same_workbook_has_the_same_ids_whenever_it_is_executed(run, nursery, notebook, controls):
    path = notebook(CONTROLS, "print('printed')\nplace")

    async def again():
        first = await nursery.template("again", path, "1")
        nursery.retire(first)
        second = await nursery.template("again", path, "1")
        other = await nursery.template("again", path, "2")
        return first, second, other

    first, second, other = run(again())
    assert set(first.state) == set(second.state)
    assert set(first.state).isdisjoint(other.state)
    assert set(first.state).isdisjoint(controls.state)


def test_a_figure_changed_since_is_drawn_as_it_is_now(run, nursery, notebook):
    source = """
import ipywidgets as w, plotly.graph_objects as go, numpy as np
figure = go.FigureWidget([go.Bar(y=[1, 2, 3])])
figure.data[0].y = [4, 5, 6]
button = w.Button(description="double")
button.on_click(lambda _: figure.data[0].update(y=np.array([8.0, 10.0, 12.0])))
w.VBox([figure, button])
"""
    template = run(nursery.template("figure", notebook(source), "1"))
    chart = model(template, _anywidget_id="plotly.graph_objs._figurewidget.FigureWidget")
    inlined = template.state[chart]["state"]
    assert inlined["_widget_data"][0]["y"] == [4, 5, 6]
    assert inlined["_esm"].startswith("zhixing-text:")
    assert b"Plotly" in template.texts[inlined["_esm"].removeprefix("zhixing-text:")]

    async def walk():
        reader = await Reader.of(template)
        await reader.click(model(template, description="double"))
        again, _ = await reader.catch_up()
        reader.session.end()
        return next(each for each in again if each.content["comm_id"] == chart)

    news = run(walk())
    assert "_widget_data" in news.content["data"]["state"]
    assert not [name for name in news.content["data"]["state"] if name.startswith("_py2js_")]
    assert any(len(buffer) == 24 for buffer in news.buffers) or "8.0" in json.dumps(news.content)


def test_output_is_captured_by_the_message_that_caused_it(run, nursery, notebook):
    source = """
import ipywidgets as w
out, button = w.Output(), w.Button(description="say")
@out.capture()
def say(_):
    print("one"); print("two")
    raise ValueError("secret")
button.on_click(say)
w.VBox([button, out])
"""
    template = run(nursery.template("output", notebook(source), "1"))

    async def walk():
        reader = await Reader.of(template)
        said = await reader.click(model(template, description="say"))
        reader.session.end()
        return said

    said = run(walk())
    number = said[0].parent["msg_id"]
    taken = [each.content["data"]["state"].get("msg_id") for each in said if each.msg_type == "comm_msg"]
    assert taken == [number, ""]
    assert [each.content["text"] for each in said if each.msg_type == "stream"] == ["one\ntwo\n"]
    (error,) = [each for each in said if each.msg_type == "error"]
    assert error.content["traceback"] == []  # no reader sees code


@pytest.mark.parametrize(
    ("cells", "kind", "cell", "detail"),
    [
        (("1 / 0",), "cell", "cell-0", "ZeroDivisionError"),
        (("1", "def"), "cell", "cell-1", "SyntaxError"),
        (
            ("import threading, time; threading.Thread(target=time.sleep, args=(99,)).start()",),
            "unsafe",
            None,
            "threads",
        ),
        (("import socket; s = socket.socket()",), "unsafe", None, "socket"),
        (("import select; e = select.epoll()",), "unsafe", None, "eventpoll"),
        (("import os; os._exit(3)",), "lost", None, ""),
    ],
)
def test_a_workbook_that_cannot_be_forked_says_why(run, nursery, notebook, cells, kind, cell, detail):
    with pytest.raises(TemplateError) as caught:
        run(nursery.template("bad", notebook(*cells), " ".join(cells)))
    assert (caught.value.kind, caught.value.cell) == (kind, cell)
    assert detail in caught.value.detail


def test_two_questions_are_answered_as_by_a_whole_kernel(run, controls):
    async def walk():
        reader = await Reader.of(controls)
        info = await reader.send("kernel_info_request", {})
        comms = await reader.send("comm_info_request", {"target_name": "jupyter.widget"})
        reader.session.end()
        return info, comms

    info, comms = run(walk())
    (reply,) = [each for each in info if each.channel == "shell"]
    assert reply.content["language_info"]["name"] == "python"
    (reply,) = [each for each in comms if each.channel == "shell"]
    assert set(controls.state) <= set(reply.content["comms"])


def test_code_is_not_run_whatever_the_channel(run, controls):
    async def walk():
        reader = await Reader.of(controls)
        for channel in ("shell", "control", "stdin", "iopub"):
            reader.session.send_frame(frame("execute_request", {"code": "label.value = 'hacked'"}, channel))
        state = await reader.state(model(controls, value="start"))
        reader.session.end()
        return state, reader.said

    state, said = run(walk())
    assert state["value"] == "start"
    assert not [each for each in said if each.msg_type.startswith("execute")]


def test_a_word_of_the_server_is_heard(run, controls):
    async def walk():
        reader = await Reader.of(controls)
        reader.session.say(op="print", text="知道了")
        said = await reader.until(lambda each: each.msg_type == "stream")
        reader.session.end()
        return said

    assert run(walk()).content["text"] == "知道了"
