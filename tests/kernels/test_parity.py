"""The same workbook under all four ways to run it: after the same clicks everything seen is the same."""

import json
import re

import pytest

from kernels.variants import walk
from zhixing import resources
from zhixing.actor import Locale
from zhixing.demo.install import install_demo
from zhixing.home import Home
from zhixing.kernels import Nursery, Variant, provisioner
from zhixing.records import Store
from zhixing.records.schema import upgrade
from zhixing.server.live.content import cells
from zhixing.text import catalogue
from zhixing.workbook.live import live_cells
from zhixing.workbook.local import local_person

STUDY = """
import asyncio
import ipywidgets as w, numpy as np, pandas as pd, plotly.graph_objects as go
from IPython.display import HTML, display
frame = pd.DataFrame({"hour": np.arange(2920) % 24, "load": np.sin(np.arange(2920))})
level = w.IntSlider(description="level", max=9)
text = w.Text(description="text")
button, fail, grow, later = (w.Button(description=name) for name in ("go", "fail", "grow", "later"))
label, out = w.Label("start"), w.Output()
rows = w.VBox()
figure = go.FigureWidget([go.Bar(x=[1, 2, 3], y=np.array([1.0, 2.0, 3.0]))])

def redraw(change):
    means = frame[frame["hour"] <= change["new"]].groupby("hour")["load"].mean()
    with figure.batch_update():
        figure.data[0].x, figure.data[0].y = means.index.to_numpy(), means.to_numpy()
        figure.layout.title.text = f"level {change['new']}"
    label.value = f"{means.sum():.6f}"

def say(_):
    print("printed")
    with out:
        print("kept")
        display(HTML("<b>bold</b>"))
        display(frame.head(2))

def fall(_):
    raise ValueError(text.value)

def more(_):
    rows.children = (*rows.children, w.Checkbox(description=f"row {len(rows.children)}"))

def soon(_):
    async def wait():
        label.value = "soon"
    asyncio.get_running_loop().create_task(wait())

level.observe(redraw, "value")
button.on_click(say); fail.on_click(fall); grow.on_click(more); later.on_click(soon)
w.Tab([w.VBox([level, text, button, fail, grow, later, label, out, rows]), figure])
"""
STUDY_SCRIPT = [
    ({"description": "level"}, {"value": 5}),
    ({"description": "text"}, {"value": "字 & <b>"}),
    ({"description": "go"}, "click"),
    ({"description": "fail"}, "click"),
    ({"description": "grow"}, "click"),
    ({"description": "grow"}, "click"),
    ({"description": "row 1"}, {"value": True}),
    ({"description": "level"}, {"value": 5}),
    ({"description": "level"}, {"value": 0}),
    ({"description": "later"}, "click"),
    ({"description": "level"}, {"value": 9}),
]


SCRIPTS = {
    "choose-topic": [
        ({"_model_name": "IntSliderModel", "description": "重要性"}, {"value": 90}),
        ({"_model_name": "IntSliderModel", "description": "紧迫性"}, {"value": 5}),
        ({"_model_name": "IntSliderModel", "description": "跨部门需要"}, {"value": 0}),
        ({"_model_name": "DropdownModel", "description": "题目"}, {"index": 1}),
        ({"_model_name": "FloatSliderModel", "description": "平均分增减"}, {"value": 1.5}),
        ({"_model_name": "DropdownModel", "description": "标准"}, {"index": 2}),
        ({"_model_name": "FloatSliderModel", "description": "平均分增减"}, {"value": -0.7}),
        ({"_model_name": "ButtonModel"}, "click"),
    ],
    "learning-organisation": [
        ({"description": "用于加班的力气（%）"}, {"value": 100}),
        ({"description": "加班的副作用（%）"}, {"value": 0}),
        ({"description": "改造几个月才见效"}, {"value": 12}),
        ({"_model_name": "ButtonModel", "tooltip": "舍本逐末"}, "click"),
        ({"description": "推得更狠（%）"}, {"value": 100}),
        ({"description": "每人每月带动几人"}, {"value": 0.2}),
        ({"description": "每月增加几小时"}, {"value": 60}),
    ],
    "choose-members": [
        ({"description": "小组人数"}, {"value": 14}),
        ({"description": "轮流发言共几分钟"}, {"value": 240}),
        ({"description": "小组人数"}, {"value": 2}),
        ({"_model_name": "ButtonModel"}, "click"),
    ],
    "learn-and-practise": [
        ({"description": "第 1 位"}, {"value": 60}),
        ({"description": "第 6 位"}, {"value": 12}),
        ({"description": "轮流：每人 10 分钟"}, "click"),
        ({"description": "第 3 位"}, {"value": 0}),
        ({"description": "恢复原样"}, "click"),
    ],
}
"""What is clicked in each workbook that has live cells."""


@pytest.fixture(scope="module")
def house(run):
    nursery = Nursery.start(provisioner.HOOK)
    run(nursery.ready())
    yield nursery
    provisioner.share(None)
    nursery.close()


def _compare(seen):
    plain = seen[Variant.PLAIN]
    assert plain["first"], "nothing was shown at all"
    for variant, found in seen.items():
        assert list(_differences(variant.value, found, plain)) == []


def _differences(place, found, expected):
    if isinstance(found, dict) and isinstance(expected, dict):
        for key in sorted(found.keys() | expected.keys()):
            yield from _differences(f"{place}/{key}", found.get(key), expected.get(key))
    elif isinstance(found, list) and isinstance(expected, list) and len(found) == len(expected):
        for number, pair in enumerate(zip(found, expected, strict=True)):
            yield from _differences(f"{place}/{number}", *pair)
    elif found != expected:
        yield place, found, expected


def _walk_all(run, *arguments):
    async def one_after_the_other():
        return {variant: await walk(variant, *arguments) for variant in Variant}

    return run(one_after_the_other())


def test_a_page_of_controls_a_figure_and_a_frame(run, house, notebook):
    seen = _walk_all(run, house, notebook(STUDY), {"op": "bind", "data": {}}, {}, STUDY_SCRIPT)
    _compare(seen)
    steps = json.dumps(seen[Variant.COMMS], ensure_ascii=False)
    for expected in ("printed", "kept", "<b>bold</b>", "字 & <b>", "row 1", "soon", "level 9"):
        assert expected in steps, "the script does what it says"


def _addresses():
    for path in sorted(resources.workbooks().rglob("*.ipynb")):
        name = re.sub(r"^\d+-", "", path.stem)
        address = name if path.parent == resources.workbooks() else f"{path.parent.name}/{name}"
        if cells(path.read_bytes()).live:
            yield address, path


def test_every_workbook_with_live_cells_has_a_script():
    assert {address for address, _ in _addresses()} == set(SCRIPTS)


@pytest.mark.parametrize(("address", "path"), list(_addresses()))
def test_every_workbook(run, house, tmp_path, address, path):
    home = Home.find(tmp_path)
    store = Store.open(home.database)
    upgrade(store)
    install_demo(store, Locale.ZH)
    actor = local_person(store)
    with store.read() as db:
        data = {name: live_cells()[name].data(db, actor) for name in cells(path.read_bytes()).live}
    store.close()
    bind = {"op": "bind", "person": actor.person, "locale": "zh-CN", "data": data}
    env = {
        "ZHIXING_PERSON": actor.person,
        "ZHIXING_LOCALE": "zh-CN",
        "ZHIXING_HOME": str(tmp_path),
        "ZHIXING_DATABASE": home.database,
    }
    seen = _walk_all(run, house, path, bind, env, SCRIPTS[address])
    _compare(seen)
    assert catalogue().say("topics.live.reset", Locale.ZH) in json.dumps(
        seen[Variant.COMMS], ensure_ascii=False
    )
