"""Figures and the live cell of the weights."""

import json

import pytest

from zhixing.actor import Locale
from zhixing.text import Text
from zhixing.topics.figures import ranking_under_weights, score_by_weight, scores
from zhixing.topics.service import WhatIfData

DATA = WhatIfData(
    topics=("<b>甲</b>", "乙"),
    criteria=(
        Text("重要性", "Importance"),
        Text("紧迫性", "Urgency"),
        Text("跨部门需要", "Cross-department need"),
    ),
    means=((5.0, 1.0, 3.0), (2.0, 4.0, 3.0)),
    weights=(1 / 3, 1 / 3, 1 / 3),
    sample=False,
    raters=8,
)


def test_scores_are_weighted_means_and_no_weights_count_as_equal():
    assert scores(DATA, [1, 0, 0]) == (5, 2)
    assert scores(DATA, [0, 30, 10]) == pytest.approx((1.5, 3.75))
    assert scores(DATA, [0, 0, 0]) == (3, 3)


@pytest.mark.parametrize("theme", ["light", "dark", "projector"])
@pytest.mark.parametrize("locale", list(Locale))
def test_a_figure_is_json_in_theme_and_language_with_escaped_titles(theme, locale):
    figures = ranking_under_weights(DATA, [1, 1, 1], locale, theme), score_by_weight(DATA, 0, locale, theme)
    text = json.dumps(figures, ensure_ascii=False)
    assert "<b>" not in text
    assert ("重要性" in text) is (locale is Locale.ZH)
    assert (figures[0]["layout"]["font"]["size"] >= 28) is (theme == "projector")


def test_the_best_topic_is_on_top_of_the_bars():
    assert ranking_under_weights(DATA, [1, 0, 0], Locale.ZH)["data"][0]["y"][-1] == "&lt;b&gt;甲&lt;/b&gt;"
    assert ranking_under_weights(DATA, [0, 1, 0], Locale.ZH)["data"][0]["y"][-1] == "乙"


def test_a_line_goes_from_no_weight_to_all_of_it():
    first, second = score_by_weight(DATA, 0, Locale.ZH)["data"]
    assert (first["y"][0], first["y"][-1]) == (2, 5)
    assert (second["y"][0], second["y"][-1]) == (3.5, 2)


def test_a_plotly_reader_accepts_the_figures():
    import plotly.graph_objects as go

    for figure in (ranking_under_weights(DATA, [1, 2, 3], Locale.ZH), score_by_weight(DATA, 1, Locale.EN)):
        go.Figure(figure)


def parts(widget, kind):
    return [child for child in widget.children if isinstance(child, kind)]


def test_a_moved_slider_changes_sentence_chart_and_table():
    import ipywidgets as ipw

    from zhixing.topics import live

    box = live.build(DATA, Locale.ZH)
    sliders = parts(box, ipw.IntSlider)
    assert [slider.description for slider in sliders] == ["重要性", "紧迫性", "跨部门需要"]
    texts = parts(box, ipw.HTML)
    assert "8 份" in texts[0].value
    sliders[0].value = 0
    assert "“乙”" in texts[1].value
    assert texts[2].value.index("乙") < texts[2].value.index("甲")
    (button,) = parts(box, ipw.Button)
    button.click()
    assert sliders[0].value == 33
    for slider in sliders:
        slider.value = 0
    assert "暂按各项相等计算" in texts[1].value
    assert "<b>甲" not in "".join(text.value for text in texts)


@pytest.mark.parametrize(
    ("sample", "zh", "en"),
    [(True, "试评数据", "example ratings"), (False, "本班已公布", "your class's 8 ratings")],
)
def test_the_live_cell_says_whose_ratings_it_shows(sample, zh, en):
    from dataclasses import replace

    from zhixing.topics import live

    data = replace(DATA, sample=sample)
    assert zh in live.build(data, Locale.ZH).children[0].value
    assert en in live.build(data, Locale.EN).children[0].value.replace("&#x27;", "'")


def test_without_ratings_the_live_cell_is_one_sentence():
    from zhixing.topics import live

    nothing = WhatIfData((), DATA.criteria, (), DATA.weights, True, 0)
    assert "还没有可用的评分" in live.build(nothing, Locale.ZH).value
