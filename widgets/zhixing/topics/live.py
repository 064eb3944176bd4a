"""The live cell of the weights: three sliders, the ranking they give, the table behind it."""

from html import escape
from typing import Any

import ipywidgets as ipw
import pandas as pd
import plotly.graph_objects as go

from zhixing.actor import Locale
from zhixing.text import catalogue
from zhixing.topics.figures import ranking_under_weights, scores
from zhixing.topics.service import WhatIfData


def build(data: WhatIfData, locale: Locale) -> ipw.Widget:
    """Return sliders, chart and table of a round's mean ratings; one sentence where there is none."""
    if not data.topics:
        return ipw.HTML(_paragraph(_say("topics.live.nothing", locale)))
    return _WhatIf(data, locale).box


class _WhatIf:
    def __init__(self, data: WhatIfData, locale: Locale) -> None:
        self._data = data
        self._locale = locale
        self._sliders = tuple(
            ipw.IntSlider(
                value=round(100 * weight),
                min=0,
                max=100,
                step=1,
                description=name.to(locale),
                style={"description_width": "9em"},
                continuous_update=True,
            )
            for name, weight in zip(data.criteria, data.weights, strict=True)
        )
        self._said = ipw.HTML()
        self._table = ipw.HTML()
        self._chart = go.FigureWidget(ranking_under_weights(data, self._weights(), locale))
        reset = ipw.Button(description=_say("topics.live.reset", locale))
        reset.on_click(self._on_reset_click)
        for slider in self._sliders:
            slider.observe(self._on_weight_change, names="value")
        self._redraw()
        source = _say("topics.live.sample" if data.sample else "topics.live.own", locale, raters=data.raters)
        self.box = ipw.VBox(
            [
                ipw.HTML(_paragraph(source)),
                *self._sliders,
                reset,
                self._said,
                self._chart,
                self._table,
            ]
        )

    def _weights(self) -> list[float]:
        return [float(slider.value) for slider in self._sliders]

    def _on_weight_change(self, _change: dict[str, Any]) -> None:
        self._redraw()

    def _on_reset_click(self, _button: ipw.Button) -> None:
        for slider, weight in zip(self._sliders, self._data.weights, strict=True):
            slider.value = round(100 * weight)

    def _redraw(self) -> None:
        weights = self._weights()
        figure = ranking_under_weights(self._data, weights, self._locale)
        with self._chart.batch_update():
            for trace, fresh in zip(self._chart.data, figure["data"], strict=True):
                trace.x, trace.y = fresh["x"], fresh["y"]
        frame = self._frame(weights)
        self._table.value = frame.to_html(index=False, escape=True, border=0, float_format="{:.2f}".format)
        key = "topics.live.equal" if sum(weights) == 0 else "topics.live.first"
        self._said.value = _paragraph(_say(key, self._locale, title=frame.iloc[0, 0]))

    def _frame(self, weights: list[float]) -> pd.DataFrame:
        names = [name.to(self._locale) for name in self._data.criteria]
        frame = pd.DataFrame(self._data.means, columns=names)
        frame.insert(0, _say("topics.live.topic", self._locale), list(self._data.topics))
        frame[_say("topics.live.score", self._locale)] = scores(self._data, weights)
        return frame.sort_values(frame.columns[-1], ascending=False, kind="stable")


def _say(key: str, locale: Locale, **params: object) -> str:
    return catalogue().say(key, locale, **params)


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>"
