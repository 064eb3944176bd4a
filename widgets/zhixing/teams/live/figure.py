"""The picture of a group's size as Plotly JSON: people in a ring with every line, and two rows of bars."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from typing import Any

from zhixing.policy import Span
from zhixing.teams.rules.group_size import LARGEST, SMALLEST, GroupSize, sizes

_OWN, _OTHER = "#0072B2", "#c3cad4"
"""The size in question and the others; it carries its number besides, so colour is not needed."""
_INK, _GRID = "#1f2933", "#d9dee5"
_BAND = "rgba(0, 158, 115, 0.14)"
_FONT = "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"
_RING, _LINES, _MINUTES = (0.54, 1.0), (0.28, 0.46), (0.0, 0.2)
"""Where the three panels stand, from the bottom up."""
_MARGIN = 0.25
_FULL = 1 + _MARGIN


@dataclass(frozen=True, slots=True)
class Words:
    """What the picture says.

    Args:
        people: the axis of sizes.
        lines: the axis of lines.
        minutes: the axis of minutes each.
        span: what the usual sizes are called.
    """

    people: str
    lines: str
    minutes: str
    span: str


def ring(people: int) -> list[tuple[float, float]]:
    """Return where each person sits, the first at the top."""
    turns = [pi / 2 - 2 * pi * seat / people for seat in range(people)]
    return [(round(cos(turn), 4), round(sin(turn), 4)) for turn in turns]


def threads(seats: Sequence[tuple[float, float]]) -> tuple[list[float | None], list[float | None]]:
    """Return the lines between all seats, each ended by a gap."""
    pairs = [(one, other) for at, one in enumerate(seats) for other in seats[at + 1 :]]
    xs = [x for (one, _), (other, _) in pairs for x in (one, other, None)]
    ys = [y for (_, one), (_, other) in pairs for y in (one, other, None)]
    return xs, ys


def picture(own: GroupSize, span: Span, words: Words) -> dict[str, Any]:
    """Return people and lines, and lines and minutes by size with the usual sizes marked."""
    seats = ring(own.people)
    xs, ys = threads(seats)
    every = sizes(own.minutes)
    return {
        "data": [
            {
                "type": "scatter",
                "mode": "lines",
                "x": xs,
                "y": ys,
                "line": {"color": _OWN, "width": 1},
                "hoverinfo": "skip",
            },
            {
                "type": "scatter",
                "mode": "markers",
                "x": [x for x, _ in seats],
                "y": [y for _, y in seats],
                "marker": {"size": 22, "color": "#ffffff", "line": {"color": _INK, "width": 2}},
                "hoverinfo": "skip",
            },
            _bars([each.lines for each in every], own, "2", "%{x}: %{y:.0f}", ".0f"),
            _bars([round(each.each, 2) for each in every], own, "3", "%{x}: %{y:.1f}", ".1f"),
        ],
        "layout": _layout(span, words),
    }


def _bars(values: list[float], own: GroupSize, panel: str, hover: str, number: str) -> dict[str, Any]:
    own_place = own.people - SMALLEST
    return {
        "type": "bar",
        "x": list(range(SMALLEST, LARGEST + 1)),
        "y": values,
        "xaxis": f"x{panel}",
        "yaxis": f"y{panel}",
        "marker": {"color": [_OWN if place == own_place else _OTHER for place in range(len(values))]},
        "text": [f"{value:{number}}" if place == own_place else "" for place, value in enumerate(values)],
        "textposition": "outside",
        "cliponaxis": False,
        "hovertemplate": f"{hover}<extra></extra>",
    }


def _layout(span: Span, words: Words) -> dict[str, Any]:
    hidden = {"visible": False, "range": [-_FULL, _FULL], "fixedrange": True}
    by_size = {"dtick": 1, "range": [SMALLEST - 0.5, LARGEST + 0.5], "automargin": True, "fixedrange": True}
    upright = {
        "gridcolor": _GRID,
        "automargin": True,
        "rangemode": "tozero",
        "fixedrange": True,
        "nticks": 4,
    }
    return {
        "font": {"family": _FONT, "size": 14, "color": _INK},
        "height": 720,
        "showlegend": False,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "xaxis": {**hidden, "anchor": "y", "constrain": "domain"},
        "yaxis": {**hidden, "domain": list(_RING), "scaleanchor": "x", "constrain": "domain"},
        "xaxis2": {**by_size, "anchor": "y2"},
        "yaxis2": {**upright, "domain": list(_LINES), "anchor": "x2", "title": {"text": words.lines}},
        "xaxis3": {**by_size, "anchor": "y3", "title": {"text": words.people}},
        "yaxis3": {**upright, "domain": list(_MINUTES), "anchor": "x3", "title": {"text": words.minutes}},
        "shapes": [_band(span, panel) for panel in ("2", "3")],
        "annotations": [_span_name(span, words)],
    }


def _band(span: Span, panel: str) -> dict[str, Any]:
    return {
        "type": "rect",
        "xref": f"x{panel}",
        "yref": f"y{panel} domain",
        "x0": span[0] - 0.5,
        "x1": span[1] + 0.5,
        "y0": 0,
        "y1": 1,
        "fillcolor": _BAND,
        "line": {"width": 0},
        "layer": "below",
    }


def _span_name(span: Span, words: Words) -> dict[str, Any]:
    return {
        "xref": "x2",
        "yref": "y2 domain",
        "x": sum(span) / 2,
        "y": 1,
        "yanchor": "top",
        "text": words.span,
        "showarrow": False,
    }
