"""The live cells of the archetypes: sliders, lines, a sentence of what happened, a table, both languages."""

import ipywidgets as ipw
import pytest

from zhixing.actor import Locale
from zhixing.course.live import LimitsToGrowth, ShiftingTheBurden
from zhixing.course.systems import MONTHS
from zhixing.text import catalogue
from zhixing.workbook.live import live_cells

CELLS = {"shifting-the-burden": ShiftingTheBurden, "limits-to-growth": LimitsToGrowth}


class Seen:
    """What somebody sees of a cell."""

    def __init__(self, explorer):
        self.explorer = explorer
        self.widgets = list(explorer.box.children)

    def _kind(self, *kinds):
        return [child for child in self.explorer.box.children if isinstance(child, kinds)]

    @property
    def sliders(self):
        return {slider.description: slider for slider in self._kind(ipw.IntSlider, ipw.FloatSlider)}

    @property
    def texts(self):
        return [child.value for child in self._kind(ipw.HTML)]

    @property
    def said(self):
        return self.texts[1]

    @property
    def table(self):
        return self.texts[2]

    @property
    def chart(self):
        return next(child for child in self.explorer.box.children if hasattr(child, "data"))

    @property
    def lines(self):
        return {trace.name: list(trace.y) for trace in self.chart.data}

    def reset(self):
        self._kind(ipw.Button)[0].click()

    def everything(self):
        sliders = [(name, slider.value) for name, slider in self.sliders.items()]
        axes = [self.chart.layout.xaxis.title.text, self.chart.layout.yaxis.title.text]
        return sliders, self.texts, self.lines, axes


def say(key, locale=Locale.ZH):
    return catalogue().say(key, locale)


@pytest.fixture(params=sorted(CELLS))
def cell(request):
    return Seen(CELLS[request.param]())


@pytest.fixture
def burden():
    return Seen(ShiftingTheBurden())


@pytest.fixture
def limits():
    return Seen(LimitsToGrowth())


@pytest.mark.parametrize("name", sorted(CELLS))
def test_they_are_known_by_name_and_need_no_database(name):
    found = live_cells()[name]
    assert found.data(None, None) == {}
    assert not found.subjects
    assert isinstance(found.build(), CELLS[name])


def test_lines_only_a_month_each_and_told_apart_without_colour(cell):
    traces = cell.chart.data
    assert {(trace.type, trace.mode) for trace in traces} == {("scatter", "lines")}
    assert all(list(trace.x) == list(range(MONTHS + 1)) for trace in traces)
    panels = [(trace.yaxis, trace.line.dash, trace.line.width) for trace in traces]
    assert len(set(panels)) == len(panels)


def test_every_slider_moves_something(cell):
    before = cell.lines
    for slider in cell.sliders.values():
        old = slider.value
        slider.value = slider.max if old != slider.max else slider.min
        if slider.description != say("archetypes.limits.month"):  # no hours are added that it could move
            assert cell.lines != before, slider.description
        slider.value = old
    assert cell.lines == before


def test_reset_goes_back_to_where_it_began(cell):
    before = cell.everything()
    for slider in cell.sliders.values():
        slider.value = slider.max
    assert cell.everything() != before
    cell.reset()
    assert cell.everything() == before


def test_the_language_changes_in_place_and_back(cell):
    next(iter(cell.sliders.values())).value += 5
    before = cell.everything()
    cell.explorer.show({}, Locale.EN)
    words = "".join([*cell.texts, *cell.sliders, *cell.lines])
    assert not any("\u3400" <= sign <= "\u9fff" for sign in words)
    assert cell.sliders.keys().isdisjoint(dict(before[0]))
    assert [slider.value for slider in cell.sliders.values()] == [value for _, value in before[0]]
    cell.explorer.show({}, Locale.ZH)
    assert cell.everything() == before
    assert list(cell.explorer.box.children) == cell.widgets


def test_nothing_is_sent_for_what_is_shown_already(cell):
    sent = []
    for widget in cell.widgets:
        widget.observe(sent.append)
    cell.explorer.show({}, Locale.ZH)
    assert sent == []


def test_pushing_gains_little_and_raising_the_limit_gains(limits):
    push, more = (limits.sliders[say(f"archetypes.limits.{name}")] for name in ("push", "more"))
    assert "推得再狠" in limits.said
    assert "早 2 个月" in limits.said
    push.value = 0
    assert "没有加力" in limits.said
    more.value = 40
    assert "多 20 人" in limits.said
    assert limits.lines[say("archetypes.limits.own")][-1] == pytest.approx(40, abs=0.5)
    assert limits.lines[say("archetypes.limits.calm")][-1] == pytest.approx(20, abs=0.5)
    limits.sliders[say("archetypes.limits.month")].value = 36
    assert "看不出差别" in limits.said


def test_while_the_limit_is_far_pushing_is_said_to_help(limits):
    limits.sliders[say("archetypes.limits.rate")].value = 0.1
    limits.sliders[say("archetypes.limits.push")].value = 100
    assert "还没有到顶" in limits.said


def test_overtime_is_said_to_help_first_and_to_wear_later(burden):
    quick = burden.sliders[say("archetypes.burden.quick")]
    assert "先少后多" in burden.said
    assert "病根也还在" in burden.said
    own, root = (burden.lines[say(f"archetypes.burden.{name}")] for name in ("backlog", "backlog-root"))
    assert own[9] < root[9]
    assert own[-1] > root[-1]
    quick.value = 0
    assert "先变差" in burden.said
    quick.value = 30
    assert "加班可以停了" in burden.said
    burden.sliders[say("archetypes.burden.side")].value = 0
    quick.value = 70
    assert "加班停不下来" in burden.said


def test_the_table_tells_the_same_as_the_lines(burden):
    assert burden.table.count("<tr") == 1 + 1 + MONTHS // 3
    last = burden.table.rpartition("<tr")[2]
    for name in ("backlog", "able"):
        assert f"{burden.lines[say(f'archetypes.burden.{name}')][-1]:.0f}" in last
