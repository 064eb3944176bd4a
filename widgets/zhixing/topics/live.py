"""The live cell of the weights: a slider for each criterion, the ranking they give, the table behind it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from html import escape
from typing import Any

import ipywidgets as ipw
import pandas as pd
import plotly.graph_objects as go

from zhixing.actor import Locale
from zhixing.text import Text, catalogue
from zhixing.topics.figures import ranking_under_weights, scores
from zhixing.topics.rules import WhatIfData


class Weights:
    """Tries other weights on a round's mean ratings; its widgets are made when they are first asked for.

    Args:
        example: what it shows before it is told otherwise, as ``WhatIfData.json`` writes it.
    """

    def __init__(self, example: Mapping[str, Any]) -> None:
        self.example = dict(example)
        self._shown = WhatIfData.read(example, Locale.ZH), Locale.ZH

    @property
    def box(self) -> ipw.Widget:
        """What a notebook displays; the same for ever."""
        return self._view.box

    @cached_property
    def _view(self) -> "_View":
        return _View(*self._shown)

    def show(self, data: Mapping[str, Any], locale: Locale) -> None:
        """Show other data, or the same in another language; weights the reader has set stay."""
        fresh = WhatIfData.read(data, locale), locale
        if fresh == self._shown:
            return
        self._shown = fresh
        if "_view" in vars(self):
            self._view.show(*fresh)


class _View:
    """The widgets; all of them stay, whatever they show."""

    def __init__(self, data: WhatIfData, locale: Locale) -> None:
        self._data = data
        self._locale = locale
        self._sliders: list[ipw.IntSlider] = []
        self._is_settling = False
        self._source, self._said, self._table = ipw.HTML(), ipw.HTML(), ipw.HTML()
        self._reset = ipw.Button()
        self._reset.on_click(self._on_reset_click)
        self._set({})
        self._chart = go.FigureWidget(ranking_under_weights(data, self._weights(), locale))
        self._chart._config = {"displayModeBar": False}  # noqa: SLF001  (Plotly has no other way)
        self.box = ipw.VBox()
        self._redraw()

    def show(self, data: WhatIfData, locale: Locale) -> None:
        """Change everything in place."""
        own = self._own_weights()
        self._data, self._locale = data, locale
        self._set(own)
        self._redraw()

    def _in_force(self) -> list[int]:
        return [round(100 * weight) for weight in self._data.weights]

    def _weights(self) -> list[int]:
        return [slider.value for slider, _ in zip(self._sliders, self._data.criteria, strict=False)]

    def _own_weights(self) -> dict[Text, int]:
        """Return what the reader has set, by criterion; nothing as long as it is what is in force."""
        given = self._weights()
        return {} if given == self._in_force() else dict(zip(self._data.criteria, given, strict=True))

    def _set(self, own: Mapping[Text, int]) -> None:
        """Label and set a slider for each criterion."""
        while len(self._sliders) < len(self._data.criteria):
            self._sliders.append(self._new_slider())
        with self._settling():
            named = zip(self._sliders, self._data.criteria, self._in_force(), strict=False)
            for slider, name, weight in named:
                with slider.hold_sync():
                    slider.description = name.to(self._locale)
                    slider.value = own.get(name, weight)

    def _new_slider(self) -> ipw.IntSlider:
        slider = ipw.IntSlider(max=100, style={"description_width": "9em"}, continuous_update=True)
        slider.observe(self._on_weight_change, names="value")
        return slider

    @contextmanager
    def _settling(self) -> Iterator[None]:
        """Draw once, not once a slider."""
        self._is_settling = True
        try:
            yield
        finally:
            self._is_settling = False

    def _on_weight_change(self, _change: dict[str, Any]) -> None:
        if not self._is_settling:
            self._redraw()

    def _on_reset_click(self, _button: ipw.Button) -> None:
        self._set({})
        self._redraw()

    def _redraw(self) -> None:
        data, locale, weights = self._data, self._locale, self._weights()
        self._reset.description = _say("topics.live.reset", locale)
        if not data.topics:
            self._source.value = _paragraph(_say("topics.live.nothing", locale))
            self._arrange([self._source])
            return
        source = "topics.live.sample" if data.sample else "topics.live.own"
        self._source.value = _paragraph(_say(source, locale, raters=data.raters))
        self._draw_chart(ranking_under_weights(data, weights, locale))
        frame = self._frame(weights)
        self._table.value = frame.to_html(index=False, escape=True, border=0, float_format="{:.2f}".format)
        key = "topics.live.equal" if sum(weights) == 0 else "topics.live.first"
        self._said.value = _paragraph(_say(key, locale, title=frame.iloc[0, 0]))
        sliders = self._sliders[: len(data.criteria)]
        self._arrange([self._source, *sliders, self._reset, self._said, self._chart, self._table])

    def _arrange(self, parts: list[ipw.Widget]) -> None:
        if self.box.children != tuple(parts):
            self.box.children = parts

    def _draw_chart(self, figure: dict[str, Any]) -> None:
        chart, bars = self._chart, figure["data"]
        if len(chart.data) > len(bars):
            chart.data = chart.data[: len(bars)]
        chart.add_traces(bars[len(chart.data) :])
        with chart.batch_update():
            for trace, bar in zip(chart.data, bars, strict=True):
                trace.x, trace.y, trace.name = bar["x"], bar["y"], bar["name"]
            chart.layout.xaxis.title.text = figure["layout"]["xaxis"]["title"]["text"]

    def _frame(self, weights: list[int]) -> pd.DataFrame:
        names = [name.to(self._locale) for name in self._data.criteria]
        frame = pd.DataFrame(self._data.means, columns=names)
        frame.insert(0, _say("topics.live.topic", self._locale), list(self._data.topics))
        frame[_say("topics.live.score", self._locale)] = scores(self._data, weights)
        return frame.sort_values(frame.columns[-1], ascending=False, kind="stable")


def _say(key: str, locale: Locale, **params: object) -> str:
    return catalogue().say(key, locale, **params)


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>"
