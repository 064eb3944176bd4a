"""Figures of topic choice as Plotly JSON, in the reader's theme and language; Plotly itself is not needed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from zhixing.actor import Locale
from zhixing.text import catalogue
from zhixing.topics.rules import WhatIfData
from zhixing.topics.rules.what_if import shares

PALETTE = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", "#999999")
"""Colours that colour-blind people tell apart: Okabe & Ito (2008), Color Universal Design."""


@dataclass(frozen=True, slots=True)
class Theme:
    """How a figure looks on a page of this theme."""

    ink: str
    grid: str
    size: int


THEMES: Mapping[str, Theme] = {
    "light": Theme("#1f2933", "#d9dee5", 14),
    "dark": Theme("#e6e9ee", "#3a424e", 14),
    "projector": Theme("#111820", "#c3cad4", 28),
}

_FONT = "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"
_TITLE_AT_MOST = 18
_STEPS = 20


def ranking_under_weights(
    data: WhatIfData, weights: Sequence[float], locale: Locale, theme: str = "light"
) -> dict[str, Any]:
    """Return stacked bars of what each criterion adds to each topic's score, best on top.

    Args:
        data: mean ratings.
        weights: one per criterion, any scale.
        locale: language of the labels.
        theme: ``light``, ``dark`` or ``projector``.
    """
    given = shares(weights)
    ranked = sorted(zip(data.topics, data.means, data.scores(weights), strict=True), key=lambda row: row[2])
    labels = [_label(title) for title, _, _ in ranked]
    bars = [
        {
            "type": "bar",
            "orientation": "h",
            "name": escape(name.to(locale)),
            "y": labels,
            "x": [round(means[column] * given[column], 3) for _, means, _ in ranked],
            "marker": {"color": PALETTE[column % len(PALETTE)]},
            "hovertemplate": "%{y}<br>%{x:.2f}<extra>%{fullData.name}</extra>",
        }
        for column, name in enumerate(data.criteria)
    ]
    layout = _layout(theme, catalogue().say("topics.figure.score", locale))
    return {"data": bars, "layout": {**layout, "barmode": "stack"}}


def score_by_weight(data: WhatIfData, criterion: int, locale: Locale, theme: str = "light") -> dict[str, Any]:
    """Return lines of each topic's score while one criterion's weight goes from none to all.

    Args:
        data: mean ratings.
        criterion: which criterion moves; the others keep their proportions.
        locale: language of the labels.
        theme: ``light``, ``dark`` or ``projector``.
    """
    positions = [step / _STEPS for step in range(_STEPS + 1)]
    curves = [data.scores(_moved(data.weights, criterion, share)) for share in positions]
    lines = [
        {
            "type": "scatter",
            "mode": "lines",
            "name": _label(title),
            "x": [100 * share for share in positions],
            "y": [round(curve[row], 3) for curve in curves],
            "line": {"color": PALETTE[row % len(PALETTE)], "width": 3},
        }
        for row, title in enumerate(data.topics)
    ]
    name = data.criteria[criterion].to(locale)
    say = catalogue().say
    layout = _layout(theme, say("topics.figure.weight", locale, criterion=escape(name)))
    layout["yaxis"] = {**layout["yaxis"], "title": {"text": say("topics.figure.score", locale)}}
    return {"data": lines, "layout": layout}


def _moved(weights: Sequence[float], criterion: int, share: float) -> list[float]:
    rest = sum(weight for column, weight in enumerate(weights) if column != criterion)
    others = len(weights) - 1
    return [
        share if column == criterion else (1 - share) * (weight / rest if rest else 1 / others)
        for column, weight in enumerate(weights)
    ]


def _label(title: str) -> str:
    short = title if len(title) <= _TITLE_AT_MOST else f"{title[: _TITLE_AT_MOST - 1]}…"
    return escape(short)


def _layout(theme: str, x_title: str) -> dict[str, Any]:
    look = THEMES[theme]
    axis = {"gridcolor": look.grid, "zerolinecolor": look.grid, "automargin": True}
    return {
        "font": {"family": _FONT, "size": look.size, "color": look.ink},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "legend": {"orientation": "h", "y": -0.2, "traceorder": "normal"},
        "xaxis": {**axis, "title": {"text": x_title}},
        "yaxis": axis,
    }
