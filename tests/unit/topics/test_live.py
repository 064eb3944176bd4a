"""The live cell of weights and ratings: told other data or another language, it changes in place."""

import copy

import ipywidgets as ipw
import pytest

from factories import make_solo, make_store
from zhixing.actor import Locale
from zhixing.demo.install import fill_solo
from zhixing.text import catalogue
from zhixing.topics.live import Weights
from zhixing.topics.rules import WhatIfData
from zhixing.topics.service import what_if_data
from zhixing.workbook.examples import what_if_example

IMPORTANCE = {"zh": "重要性", "en": "Importance"}
URGENCY = {"zh": "紧迫性", "en": "Urgency"}
NEED = {"zh": "跨部门需要", "en": "Cross-department need"}
DATA = {
    "topics": ["<b>甲</b>", "乙"],
    "criteria": [IMPORTANCE, URGENCY, NEED],
    "means": [[5.0, 1.0, 3.0], [2.0, 4.0, 3.0]],
    "weights": [1 / 3, 1 / 3, 1 / 3],
    "sample": False,
    "raters": 8,
    "scale": [1, 5],
}
NOTHING = {**DATA, "topics": [], "means": [], "sample": True, "raters": 0}


class Seen:
    """What somebody sees of the cell."""

    def __init__(self, explorer):
        self.explorer = explorer
        self.box = explorer.box
        self.widgets = list(self.box.children)

    def _kind(self, kind):
        return [child for child in self.box.children if isinstance(child, kind)]

    @property
    def sliders(self):
        return self._kind(ipw.IntSlider)

    @property
    def labels(self):
        return [slider.description for slider in self.sliders]

    @property
    def weights(self):
        return [slider.value for slider in self.sliders]

    @property
    def texts(self):
        return [child.value for child in self._kind(ipw.HTML)]

    @property
    def said(self):
        return self.texts[2]

    @property
    def table(self):
        return self.texts[3]

    @property
    def rating(self):
        """The lists of topics and criteria, and the slider between them and the ranking."""
        return [*self._kind(ipw.Dropdown), *self._kind(ipw.FloatSlider)]

    @property
    def chart(self):
        return next(child for child in self.box.children if hasattr(child, "data"))

    @property
    def legend(self):
        return [trace.name for trace in self.chart.data]

    @property
    def axis(self):
        return self.chart.layout.xaxis.title.text

    @property
    def reset(self):
        (button,) = self._kind(ipw.Button)
        return button

    def everything(self):
        """Every word and number of the cell, without what the chart counts its edits by."""
        bars = [(trace.name, tuple(trace.x), tuple(trace.y)) for trace in self.chart.data]
        rating = [(control.description, control.value) for control in self.rating]
        return self.labels, self.weights, rating, self.texts, bars, self.axis, self.reset.description


@pytest.fixture
def cell():
    return Seen(Weights(DATA))


def say(key, locale, **params):
    return catalogue().say(key, locale, **params)


def test_a_moved_slider_changes_sentence_chart_and_table(cell):
    assert cell.labels == ["重要性", "紧迫性", "跨部门需要"]
    assert "8 份" in cell.texts[0]
    cell.sliders[0].value = 0
    assert "“乙”" in cell.said
    assert cell.table.index("乙") < cell.table.index("甲")
    assert cell.chart.data[0].y[-1] == "乙"
    assert set(cell.chart.data[0].x) == {0}
    cell.reset.click()
    assert cell.weights == [33, 33, 33]
    assert cell.chart.data[0].x[-1] > 0
    for slider in cell.sliders:
        slider.value = 0
    assert "暂按各项相等计算" in cell.said
    assert "<b>甲" not in "".join(cell.texts)
    assert "<b>甲" not in "".join(cell.chart.data[0].y)


@pytest.mark.parametrize(
    ("sample", "zh", "en"),
    [(True, "试评数据", "example ratings"), (False, "本班已公布", "your class&#x27;s 8 ratings")],
)
def test_it_says_whose_ratings_it_shows(cell, sample, zh, en):
    cell.explorer.show({**DATA, "sample": sample}, Locale.ZH)
    assert zh in cell.texts[0]
    cell.explorer.show({**DATA, "sample": sample}, Locale.EN)
    assert en in cell.texts[0]


def test_the_language_changes_in_place_and_back(cell):
    cell.sliders[0].value = 71
    before = cell.everything()
    cell.explorer.show(DATA, Locale.EN)
    assert cell.labels == cell.legend == ["Importance", "Urgency", "Cross-department need"]
    assert cell.weights == [71, 33, 33]
    assert cell.reset.description == say("topics.live.reset", Locale.EN)
    assert cell.axis == say("topics.figure.score", Locale.EN)
    assert say("topics.live.topic", Locale.EN) in cell.table
    words = "".join(cell.texts).replace("甲", "").replace("乙", "")
    assert not any("\u3400" <= sign <= "\u9fff" for sign in words)
    cell.explorer.show(DATA, Locale.ZH)
    assert cell.everything() == before
    assert list(cell.box.children) == cell.widgets


def test_titles_in_both_languages_are_shown_in_the_readers(cell):
    cell.explorer.show({**DATA, "topics": [{"zh": "大厅", "en": "Hall"}, "乙"]}, Locale.EN)
    assert "Hall" in cell.table
    assert "大厅" not in cell.table


def test_other_data_leave_the_readers_own_weights(cell):
    cell.sliders[1].value = 90
    cell.explorer.show({**DATA, "means": [[1.0, 1.0, 1.0], [2.0, 4.0, 3.0]], "raters": 9}, Locale.ZH)
    assert cell.weights == [33, 90, 33]
    assert "9 份" in cell.texts[0]
    assert "“乙”" in cell.said
    assert list(cell.box.children) == cell.widgets


def test_other_weights_in_force_leave_the_readers_own_alone(cell):
    heavy = {**DATA, "weights": [0.6, 0.2, 0.2]}
    cell.sliders[1].value = 90
    cell.explorer.show(heavy, Locale.ZH)
    assert cell.weights == [33, 90, 33]
    cell.reset.click()
    assert cell.weights == [60, 20, 20]


def test_sliders_nobody_has_touched_follow_the_weights_in_force(cell):
    cell.explorer.show({**DATA, "weights": [0.6, 0.2, 0.2]}, Locale.ZH)
    assert cell.weights == [60, 20, 20]
    assert "“<b>甲" not in cell.said
    assert "甲" in cell.said


def test_without_ratings_it_is_one_sentence_until_there_are_some(cell):
    cell.sliders[2].value = 5
    before = cell.everything()
    cell.explorer.show(NOTHING, Locale.ZH)
    (only,) = cell.box.children
    assert "还没有可用的评分" in only.value
    cell.explorer.show(NOTHING, Locale.EN)
    assert say("topics.live.nothing", Locale.EN) in only.value
    cell.explorer.show(DATA, Locale.ZH)
    assert cell.everything() == before


def test_it_may_begin_without_ratings():
    cell = Seen(Weights(NOTHING))
    assert len(cell.widgets) == 1
    cell.explorer.show(DATA, Locale.ZH)
    assert cell.weights == [33, 33, 33]
    assert cell.legend == cell.labels
    assert set(cell.chart.data[0].y) == {"&lt;b&gt;甲&lt;/b&gt;", "乙"}


def test_a_further_criterion_gets_a_slider_and_a_bar(cell):
    cell.sliders[0].value = 80
    cost = {"zh": "花费", "en": "Cost"}
    more = {
        **DATA,
        "criteria": [URGENCY, IMPORTANCE, NEED, cost],
        "means": [[1.0, 5.0, 3.0, 2.0], [4.0, 2.0, 3.0, 5.0]],
        "weights": [0.25, 0.25, 0.25, 0.25],
    }
    cell.explorer.show(more, Locale.EN)
    assert cell.labels == cell.legend == ["Urgency", "Importance", "Cross-department need", "Cost"]
    assert cell.weights == [33, 80, 33, 25], "what was set is known by its criterion, not by its place"
    assert "Cost" in cell.table
    cell.sliders[3].value = 100
    assert cell.chart.data[3].x[-1] > 0

    cell.explorer.show(DATA, Locale.EN)
    assert cell.labels == cell.legend == ["Importance", "Urgency", "Cross-department need"]
    assert cell.weights == [80, 33, 33]
    assert list(cell.box.children) == cell.widgets


def test_nothing_is_sent_for_what_is_shown_already(cell):
    sent = []
    for widget in [cell.box, *cell.widgets]:
        widget.observe(sent.append)
    cell.explorer.show(copy.deepcopy(DATA), Locale.ZH)
    assert sent == []
    cell.explorer.show(DATA, Locale.EN)
    assert sent != []


def test_a_browser_that_comes_before_the_data_are_changed_is_not_needed():
    """What is shown before anybody has asked for the widgets is what they are made of."""
    explorer = Weights(DATA)
    explorer.show({**DATA, "topics": ["丙", "丁"]}, Locale.EN)
    state = Seen(explorer).chart.get_state()
    assert [bar["name"] for bar in state["_widget_data"]] == [
        "Importance",
        "Urgency",
        "Cross-department need",
    ]
    assert set(state["_widget_data"][0]["y"]) == {"丙", "丁"}


def test_data_travel_as_json():
    data = WhatIfData.read(DATA, Locale.ZH)
    assert WhatIfData.read(data.json(), Locale.EN) == data
    assert data.json() == DATA


def test_the_example_is_what_somebody_new_is_shown(tmp_path):
    """The widgets that a page brings along are right for most readers before anything is told."""
    store = make_store(tmp_path)
    with store.work() as db:
        actor = make_solo(db)
        fill_solo(db, actor)
        data = what_if_data(db, actor)
    store.close()
    assert data == WhatIfData.read(what_if_example(), Locale.ZH)
    assert data.sample
    assert len(data.topics) == 5
    assert not any(
        "\u3400" <= sign <= "\u9fff" for title in what_if_example()["topics"] for sign in title["en"]
    )


def test_a_moved_rating_changes_sentence_chart_and_table(cell):
    topic, criterion, by = cell.rating
    assert [name for name, _ in topic.options] == ["<b>甲</b>", "乙"]
    assert [name for name, _ in criterion.options] == cell.labels
    assert "并列" in cell.said
    topic.value, by.value = 1, 1.5
    assert "“乙”" in cell.said
    assert "3.50" in cell.table
    assert cell.chart.data[0].y[-1] == "乙"
    cell.reset.click()
    assert by.value == 0
    assert "并列" in cell.said


def test_a_rating_stays_within_the_scale(cell):
    _, _, by = cell.rating
    by.value = 2
    assert "5.00" in cell.table
    assert "7.00" not in cell.table
    assert (by.min, by.max) == (-2, 2)


def test_another_cell_begins_at_no_change(cell):
    topic, criterion, by = cell.rating
    by.value = -1
    assert "4.00" in cell.table
    criterion.value = 1
    assert by.value == 0
    by.value = 1
    topic.value = 1
    assert by.value == 0
    assert "5.00" in cell.table


def test_it_says_how_far_the_first_place_is_from_changing_hands(cell):
    for slider, weight in zip(cell.sliders, (60, 20, 20), strict=True):
        slider.value = weight
    # 甲 3.8, 乙 2.6: the weight of importance would have to fall to 20, its mean to 3
    assert "高 1.20 分" in cell.said
    assert "由 60 到 20 左右" in cell.said
    assert "现在按 5.00 计，降到 3.00 左右" in cell.said
    topic, criterion, _ = cell.rating
    topic.value = 1
    assert "升到 4.00 左右" in cell.said
    criterion.value = 1
    assert "在分值范围内怎么变" in cell.said
    cell.explorer.show(DATA, Locale.EN)
    assert "no value of the scale would change who is first" in cell.said


def test_a_rating_tried_on_stays_when_the_language_or_the_data_change(cell):
    two = {**DATA, "topics": [{"zh": "甲", "en": "One"}, {"zh": "乙", "en": "Two"}]}
    cell.explorer.show(two, Locale.ZH)
    topic, criterion, by = cell.rating
    topic.value = 1
    criterion.value = 2
    by.value = 0.5
    cell.explorer.show(two, Locale.EN)
    assert (topic.value, criterion.value, by.value) == (1, 2, 0.5)
    assert [name for name, _ in topic.options] == ["One", "Two"]
    assert criterion.description == say("topics.live.rating-criterion", Locale.EN)
    cell.explorer.show({**DATA, "topics": ["丙", "Two"], "raters": 9}, Locale.EN)
    assert (topic.value, by.value) == (1, 0.5)
    three = {**DATA, "topics": ["丙", "丁", "戊"], "means": [[1.0, 1.0, 1.0]] * 3}
    cell.explorer.show(three, Locale.EN)
    assert (topic.value, by.value) == (0, 0)


def test_one_topic_alone_has_nothing_to_be_compared_with(cell):
    cell.explorer.show({**DATA, "topics": ["甲"], "means": [[5.0, 1.0, 3.0]]}, Locale.ZH)
    assert cell.said == "<p>" + say("topics.live.first", Locale.ZH, title="甲") + "</p>"
