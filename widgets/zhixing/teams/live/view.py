"""The widgets of the live cell of a group's size; all of them stay, whatever they show."""

from html import escape
from typing import Any

import ipywidgets as ipw
import pandas as pd
import plotly.graph_objects as go

from zhixing.actor import Locale
from zhixing.policy import Span
from zhixing.teams.live.figure import Words, picture
from zhixing.teams.rules.group_size import LARGEST, SMALLEST, GroupSize, sizes
from zhixing.text import catalogue

_LABEL = "11em"
"""How wide a label stands beside its slider; on a phone it stands above."""
_FIRST = GroupSize(6, 90)
"""What is shown at first."""


class View:
    """Two sliders, people with all lines between them, bars by size, what it means, the sizes as a table."""

    def __init__(self, span: Span, locale: Locale) -> None:
        self._span, self._locale = span, locale
        self._is_settling = False
        self._lead, self._said, self._table, self._method = (ipw.HTML() for _ in range(4))
        self._people = self._slider(SMALLEST, LARGEST, 1, _FIRST.people)
        self._minutes = self._slider(30, 240, 10, _FIRST.minutes)
        self._reset = ipw.Button()
        self._reset.on_click(self._on_reset_click)
        self._chart = go.FigureWidget(self._picture())
        self._chart._config = {"displayModeBar": False}  # noqa: SLF001  (Plotly has no other way)
        controls = [self._lead, self._people, self._minutes, self._reset]
        self.box = ipw.VBox([*controls, self._said, self._chart, self._table, self._method])
        self._relabel()
        self._redraw()

    def show(self, span: Span, locale: Locale) -> None:
        """Say everything for another span or in another language, in place."""
        self._span, self._locale = span, locale
        self._relabel()
        self._redraw()

    @property
    def _own(self) -> GroupSize:
        return GroupSize(int(self._people.value), int(self._minutes.value))

    def _slider(self, low: int, high: int, step: int, value: int) -> ipw.IntSlider:
        slider = ipw.IntSlider(min=low, max=high, step=step, value=value, style={"description_width": _LABEL})
        slider.observe(self._on_value_change, names="value")
        return slider

    def _on_value_change(self, _change: dict[str, Any]) -> None:
        if not self._is_settling:
            self._redraw()

    def _on_reset_click(self, _button: ipw.Button) -> None:
        self._is_settling = True
        self._people.value, self._minutes.value = _FIRST.people, _FIRST.minutes
        self._is_settling = False
        self._redraw()

    def _picture(self) -> dict[str, Any]:
        words = Words(
            people=self._say("group-size.people"),
            lines=self._say("group-size.lines"),
            minutes=self._say("group-size.minutes-each"),
            span=self._say("group-size.span", low=self._span[0], high=self._span[1]),
        )
        return picture(self._own, self._span, words)

    def _relabel(self) -> None:
        self._people.description = self._say("group-size.people")
        self._minutes.description = self._say("group-size.minutes")
        self._reset.description = self._say("group-size.reset")
        self._reset.tooltip = self._say("group-size.name")
        self._lead.value = _paragraphs(self._say("group-size.lead"))
        low, high = self._span
        self._method.value = _paragraphs(self._say("group-size.method", low=low, high=high))

    def _redraw(self) -> None:
        self._said.value = _paragraphs(*self._sentences())
        self._table.value = self._frame().to_html(
            index=False, escape=True, border=0, float_format="{:.1f}".format
        )
        self._draw(self._picture())

    def _draw(self, found: dict[str, Any]) -> None:
        chart, layout = self._chart, found["layout"]
        with chart.batch_update():
            for trace, fresh in zip(chart.data, found["data"], strict=True):
                trace.x, trace.y = fresh["x"], fresh["y"]
                if fresh["type"] == "bar":
                    trace.text, trace.marker.color = fresh["text"], fresh["marker"]["color"]
            for axis in ("yaxis2", "yaxis3", "xaxis3"):
                chart.layout[axis].title.text = layout[axis]["title"]["text"]
            chart.layout.shapes, chart.layout.annotations = layout["shapes"], layout["annotations"]

    def _sentences(self) -> list[str]:
        """Say what this size means, and how it compares with the usual ones."""
        own, (low, high) = self._own, self._span
        params = {
            "people": own.people,
            "lines": own.lines,
            "minutes": own.minutes,
            "each": f"{own.each:.1f}",
            "listening": f"{own.listening:.1f}",
        }
        said = [self._say("group-size.now", **params)]
        if own.people < low:
            return [*said, self._say("group-size.few", low=low, rest=own.people - 1)]
        if own.people > high:
            most = GroupSize(high, own.minutes)
            times, less = f"{own.lines / most.lines:.1f}", f"{most.each - own.each:.1f}"
            return [*said, self._say("group-size.many", high=high, times=times, less=less)]
        return [*said, self._say("group-size.usual", low=low, high=high)]

    def _frame(self) -> pd.DataFrame:
        every = sizes(self._own.minutes)
        return pd.DataFrame(
            {
                self._say("group-size.people"): [size.people for size in every],
                self._say("group-size.lines"): [size.lines for size in every],
                self._say("group-size.minutes-each"): [size.each for size in every],
            }
        )

    def _say(self, key: str, **params: object) -> str:
        return catalogue().say(key, self._locale, **params)


def _paragraphs(*texts: str) -> str:
    return "".join(f"<p>{escape(text)}</p>" for text in texts)
