"""The picture of speaking as Plotly JSON: a bar for each member, and the Lorenz curve below."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from zhixing.meetings.rules.lorenz import Talk

_OWN, _EVEN = "#0072B2", "#D55E00"
"""Colours that colour-blind people tell apart; the even line is dashed besides."""
_INK, _GRID = "#1f2933", "#d9dee5"
_FONT = "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"
_BARS, _CURVE = (0.64, 1.0), (0.0, 0.46)
"""Where the two panels stand, from the bottom up."""


@dataclass(frozen=True, slots=True)
class Words:
    """What the picture says.

    Args:
        names: the members, in the order of the sliders.
        minutes: the axis of minutes.
        people: the axis of the part of the people.
        spoken: the axis of the part of all minutes.
        mean: what the line of equal turns is called.
    """

    names: Sequence[str]
    minutes: str
    people: str
    spoken: str
    mean: str


def picture(talk: Talk, words: Words) -> dict[str, Any]:
    """Return bars with the mean across them, and the curve with the diagonal it leaves."""
    people, spoken = talk.curve()
    return {
        "data": [
            {
                "type": "bar",
                "x": list(words.names),
                "y": list(talk.minutes),
                "text": [f"{each:.0f}" for each in talk.minutes],
                "textposition": "outside",
                "cliponaxis": False,
                "marker": {"color": _OWN},
                "hoverinfo": "skip",
            },
            _line(words.names, [talk.mean] * len(words.names), _EVEN, "dash"),
            {**_line([0, 100], [0, 100], _EVEN, "dash"), "xaxis": "x2", "yaxis": "y2"},
            {
                **_line([100 * x for x in people], [100 * y for y in spoken], _OWN, "solid"),
                "mode": "lines+markers",
                "fill": "tonexty",
                "fillcolor": "rgba(0, 114, 178, 0.12)",
                "xaxis": "x2",
                "yaxis": "y2",
            },
        ],
        "layout": _layout(talk, words),
    }


def _line(x: Sequence[object], y: Sequence[float], colour: str, dash: str) -> dict[str, Any]:
    line = {"color": colour, "width": 2, "dash": dash}
    return {"type": "scatter", "mode": "lines", "x": list(x), "y": list(y), "line": line, "hoverinfo": "skip"}


def _layout(talk: Talk, words: Words) -> dict[str, Any]:
    axis = {"gridcolor": _GRID, "zerolinecolor": _GRID, "automargin": True, "fixedrange": True}
    part = {**axis, "range": [0, 102], "dtick": 25, "ticksuffix": "%"}
    return {
        "font": {"family": _FONT, "size": 14, "color": _INK},
        "height": 620,
        "showlegend": False,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "margin": {"l": 8, "r": 8, "t": 24, "b": 8},
        "xaxis": {**axis, "anchor": "y"},
        "yaxis": {
            **axis,
            "domain": list(_BARS),
            "rangemode": "tozero",
            "nticks": 5,
            "title": {"text": words.minutes},
        },
        "xaxis2": {**part, "anchor": "y2", "title": {"text": words.people}},
        "yaxis2": {**part, "domain": list(_CURVE), "anchor": "x2", "title": {"text": words.spoken}},
        "annotations": [
            {
                "xref": "paper",
                "x": 1,
                "xanchor": "right",
                "y": talk.mean,
                "yanchor": "bottom",
                "text": words.mean,
                "showarrow": False,
                "font": {"color": _INK},
            }
        ],
    }
