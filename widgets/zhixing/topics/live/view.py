"""The widgets of the live cell; all of them stay, whatever they show."""

from html import escape
from typing import Any

import ipywidgets as ipw
import pandas as pd
import plotly.graph_objects as go

from zhixing.actor import Locale
from zhixing.text import catalogue
from zhixing.topics.figures import ranking_under_weights
from zhixing.topics.live.rating import RatingControls
from zhixing.topics.live.sliders import WeightSliders
from zhixing.topics.rules import WhatIfData
from zhixing.topics.rules.lead import Lead, lead


class View:
    """Sliders for the weights, one rating to move, what would change, the ranking as bars and as a table."""

    def __init__(self, data: WhatIfData, locale: Locale) -> None:
        self._data = data
        self._locale = locale
        self._source, self._said, self._table, self._try = (ipw.HTML() for _ in range(4))
        self._sliders = WeightSliders(self._redraw)
        self._rating = RatingControls(self._redraw)
        self._reset = ipw.Button()
        self._reset.on_click(self._on_reset_click)
        self._sliders.show(data, locale)
        self._rating.show(data, locale)
        self._chart = go.FigureWidget(ranking_under_weights(data, self._sliders.weights, locale))
        self._chart._config = {"displayModeBar": False}  # noqa: SLF001  (Plotly has no other way)
        self.box = ipw.VBox()
        self._redraw()

    def show(self, data: WhatIfData, locale: Locale) -> None:
        """Change everything in place."""
        self._data, self._locale = data, locale
        self._sliders.show(data, locale)
        self._rating.show(data, locale)
        self._redraw()

    def _on_reset_click(self, _button: ipw.Button) -> None:
        self._sliders.reset(self._locale)
        self._rating.reset()
        self._redraw()

    def _redraw(self) -> None:
        data = self._data
        self._reset.description = self._say("topics.live.reset")
        if not data.topics:
            self._source.value = _paragraphs(self._say("topics.live.nothing"))
            self._arrange([self._source])
            return
        weights = self._sliders.weights
        tried = data.moved(self._rating.topic, self._rating.criterion, self._rating.by)
        source = "topics.live.sample" if data.sample else "topics.live.own"
        self._source.value = _paragraphs(self._say(source, raters=data.raters))
        self._try.value = _paragraphs(self._say("topics.live.rating"))
        self._draw_chart(ranking_under_weights(tried, weights, self._locale))
        self._table.value = self._frame(tried, weights).to_html(
            index=False, escape=True, border=0, float_format="{:.2f}".format
        )
        found = lead(tried, weights, self._rating.topic, self._rating.criterion)
        self._said.value = _paragraphs(*self._sentences(tried, weights, found))
        controls = [self._source, *self._sliders.parts, self._try, *self._rating.parts, self._reset]
        self._arrange([*controls, self._said, self._chart, self._table])

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

    def _frame(self, data: WhatIfData, weights: list[int]) -> pd.DataFrame:
        names = [name.to(self._locale) for name in data.criteria]
        frame = pd.DataFrame(data.means, columns=names)
        frame.insert(0, self._say("topics.live.topic"), list(data.topics))
        frame[self._say("topics.live.score")] = data.scores(weights)
        return frame.sort_values(frame.columns[-1], ascending=False, kind="stable")

    def _sentences(self, data: WhatIfData, weights: list[int], found: Lead) -> list[str]:
        """Say who is first, by how much, and the nearest change of a weight or of the rating that ends it."""
        first = data.topics[found.first]
        said = [self._say("topics.live.equal" if sum(weights) == 0 else "topics.live.first", title=first)]
        if found.second is None:
            return said
        second = data.topics[found.second]
        if found.gap < 5e-3:
            return [*said, self._say("topics.live.tied", second=second)]
        said.append(self._say("topics.live.gap", second=second, gap=f"{found.gap:.2f}"))
        if found.weight is not None:
            params = {
                "criterion": data.criteria[found.weight.criterion].to(self._locale),
                "now": weights[found.weight.criterion],
                "to": round(found.weight.to),
                "title": data.topics[found.weight.topic],
            }
            said.append(self._say("topics.live.weight-flips", **params))
        elif sum(weights):
            said.append(self._say("topics.live.weight-holds"))
        return [*said, self._rating_sentence(data, found)]

    def _rating_sentence(self, data: WhatIfData, found: Lead) -> str:
        topic, criterion = self._rating.topic, self._rating.criterion
        params = {
            "title": data.topics[topic],
            "criterion": data.criteria[criterion].to(self._locale),
            "now": f"{data.means[topic][criterion]:.2f}",
            "to": "" if found.rating is None else f"{found.rating:.2f}",
        }
        if found.rating is None:
            return self._say("topics.live.rating-holds", **params)
        key = "topics.live.rating-falls" if topic == found.first else "topics.live.rating-rises"
        return self._say(key, **params)

    def _say(self, key: str, **params: object) -> str:
        return catalogue().say(key, self._locale, **params)


def _paragraphs(*texts: str) -> str:
    return "".join(f"<p>{escape(text)}</p>" for text in texts)
