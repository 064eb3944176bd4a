"""Figures of the weights and the rankings they give."""

import json

import pytest

from zhixing.actor import Locale
from zhixing.text import Text
from zhixing.topics.figures import ranking_under_weights, score_by_weight
from zhixing.topics.rules import WhatIfData

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
    scale=(1, 5),
)


def test_scores_are_weighted_means_and_no_weights_count_as_equal():
    assert DATA.scores([1, 0, 0]) == (5, 2)
    assert DATA.scores([0, 30, 10]) == pytest.approx((1.5, 3.75))
    assert DATA.scores([0, 0, 0]) == (3, 3)


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
