"""The chart of a run: lines over the months, one panel a unit of measure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

_COLOURS = ("#0072B2", "#D55E00", "#009E73")
"""Colours that colour-blind people tell apart: Okabe & Ito (2008), Color Universal Design."""
_INK, _GRID = "#1f2933", "#d9dee5"
_FONT = "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"
_HEIGHT = {1: 360, 2: 520}
_DOMAINS = {1: ((0.0, 1.0),), 2: ((0.56, 1.0), (0.0, 0.44))}


@dataclass(frozen=True, slots=True)
class Line:
    """One line over the months.

    Args:
        name: what the legend calls it.
        values: one a month, the beginning first.
        colour: 0 for what the reader has set, 1 for what it is compared with, 2 for a bound.
        dash: ``solid``, ``dash`` or ``dot``: lines are told apart without colour, too.
        panel: which panel it is in, from the top.
        is_step: whether it jumps from month to month.
    """

    name: str
    values: Sequence[float]
    colour: int
    dash: str = "solid"
    panel: int = 0
    is_step: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """Lines, and how the axes are called; panels stand one below the other over the same months."""

    lines: tuple[Line, ...]
    months: str
    units: tuple[str, ...]

    def json(self) -> dict[str, Any]:
        """Return it as Plotly draws it."""
        return {"data": [_trace(line) for line in self.lines], "layout": self._layout()}

    def _layout(self) -> dict[str, Any]:
        panels = len(self.units)
        axis = {"gridcolor": _GRID, "zerolinecolor": _GRID, "automargin": True, "rangemode": "tozero"}
        layout = {
            "font": {"family": _FONT, "size": 14, "color": _INK},
            "height": _HEIGHT[panels],
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
            "legend": {"orientation": "h", "y": -0.18, "traceorder": "normal"},
            "xaxis": {**axis, "title": {"text": self.months}, "dtick": 6, "anchor": _axis("y", panels - 1)},
        }
        for panel, (unit, domain) in enumerate(zip(self.units, _DOMAINS[panels], strict=True)):
            name = f"yaxis{panel + 1 if panel else ''}"
            layout[name] = {**axis, "title": {"text": unit}, "domain": list(domain)}
        return layout


def _axis(letter: str, panel: int) -> str:
    return f"{letter}{panel + 1 if panel else ''}"


def _trace(line: Line) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": line.name,
        "x": list(range(len(line.values))),
        "y": [round(value, 2) for value in line.values],
        "yaxis": _axis("y", line.panel),
        "line": {
            "color": _COLOURS[line.colour],
            "width": 3 if line.colour == 0 else 2,
            "dash": line.dash,
            "shape": "hv" if line.is_step else "linear",
        },
        "hovertemplate": "%{x} · %{y:.0f}<extra>%{fullData.name}</extra>",
    }
