"""The widgets of the live cell of speaking; all of them stay, whatever they show."""

from html import escape
from typing import Any

import ipywidgets as ipw
import pandas as pd
import plotly.graph_objects as go

from zhixing.actor import Locale
from zhixing.meetings.live.figure import Words, picture
from zhixing.meetings.rules.lorenz import Talk
from zhixing.text import catalogue

_LABEL = "6em"
"""How wide a label stands beside its slider; on a phone it stands above."""
_MOST = 60
_FIRST = (24, 14, 10, 7, 5, 0)
"""Minutes shown at first: one speaks most, one not at all."""
_TURN = 10
"""Minutes of each where all speak in turn."""
_EVEN = 0.1
"""Gini's coefficient from which speaking is no longer called even."""


class View:
    """Six sliders, two buttons, what it means, bars and curve, the minutes as a table, how it is computed."""

    def __init__(self, locale: Locale) -> None:
        self._locale = locale
        self._is_settling = False
        self._lead, self._said, self._table, self._method = (ipw.HTML() for _ in range(4))
        self._sliders = [self._slider(value) for value in _FIRST]
        self._turns, self._reset = ipw.Button(), ipw.Button()
        self._turns.on_click(self._on_turns_click)
        self._reset.on_click(self._on_reset_click)
        self._chart = go.FigureWidget(self._picture())
        self._chart._config = {"displayModeBar": False}  # noqa: SLF001  (Plotly has no other way)
        controls = [self._lead, *self._sliders, self._turns, self._reset]
        self.box = ipw.VBox([*controls, self._said, self._chart, self._table, self._method])
        self._relabel()
        self._redraw()

    def show(self, locale: Locale) -> None:
        """Say everything in another language, in place."""
        self._locale = locale
        self._relabel()
        self._redraw()

    @property
    def _talk(self) -> Talk:
        return Talk(tuple(float(slider.value) for slider in self._sliders))

    @property
    def _names(self) -> list[str]:
        return [self._say("member", place=place + 1) for place in range(len(self._sliders))]

    def _slider(self, value: int) -> ipw.IntSlider:
        slider = ipw.IntSlider(min=0, max=_MOST, value=value, style={"description_width": _LABEL})
        slider.observe(self._on_value_change, names="value")
        return slider

    def _on_value_change(self, _change: dict[str, Any]) -> None:
        if not self._is_settling:
            self._redraw()

    def _on_turns_click(self, _button: ipw.Button) -> None:
        self._set([_TURN] * len(self._sliders))

    def _on_reset_click(self, _button: ipw.Button) -> None:
        self._set(list(_FIRST))

    def _set(self, minutes: list[int]) -> None:
        self._is_settling = True
        for slider, value in zip(self._sliders, minutes, strict=True):
            slider.value = value
        self._is_settling = False
        self._redraw()

    def _picture(self) -> dict[str, Any]:
        words = Words(
            names=self._names,
            minutes=self._say("minutes"),
            people=self._say("people"),
            spoken=self._say("spoken"),
            mean=self._say("mean"),
        )
        return picture(self._talk, words)

    def _relabel(self) -> None:
        for slider, name in zip(self._sliders, self._names, strict=True):
            slider.description = name
        self._turns.description = self._say("turns", minutes=_TURN)
        self._reset.description = self._say("reset")
        self._turns.tooltip = self._reset.tooltip = self._say("name")
        self._lead.value = _paragraphs(self._say("lead"))
        self._method.value = _paragraphs(self._say("method"))

    def _redraw(self) -> None:
        talk = self._talk
        self._said.value = _paragraphs(*self._sentences(talk))
        self._table.value = self._frame(talk).to_html(
            index=False, escape=True, border=0, float_format="{:.0f}".format
        )
        found = self._picture()
        with self._chart.batch_update():
            for trace, fresh in zip(self._chart.data, found["data"], strict=True):
                trace.x, trace.y = fresh["x"], fresh["y"]
                if fresh["type"] == "bar":
                    trace.text = fresh["text"]
            for axis in ("yaxis", "xaxis2", "yaxis2"):
                self._chart.layout[axis].title.text = found["layout"][axis]["title"]["text"]
            self._chart.layout.annotations = found["layout"]["annotations"]

    def _sentences(self, talk: Talk) -> list[str]:
        """Say how the minutes lie, and one thing to notice about it."""
        gini, speakers, pielou = talk.gini, talk.gini_of_speakers, talk.pielou
        if gini is None or speakers is None or pielou is None:
            return [self._say("nobody")]
        params = {
            "total": round(talk.total),
            "top": f"{100 * max(talk.shares):.0f}",
            "silent": talk.silent,
            "gini": f"{gini:.2f}",
            "even": f"{1 - gini:.2f}",
            "pielou": f"{pielou:.2f}",
        }
        said = [self._say("now", **params)]
        if talk.silent:
            return [*said, self._say("silent", without=f"{speakers:.2f}")]
        if gini < _EVEN:
            return [*said, self._say("evenly")]
        return [*said, self._say("gathered", half=f"{100 * talk.quieter_half:.0f}")]

    def _frame(self, talk: Talk) -> pd.DataFrame:
        return pd.DataFrame(
            {
                self._say("who"): self._names,
                self._say("minutes"): list(talk.minutes),
                self._say("share"): [100 * share for share in talk.shares],
            }
        )

    def _say(self, key: str, **params: object) -> str:
        return catalogue().say(f"speaking-balance.{key}", self._locale, **params)


def _paragraphs(*texts: str) -> str:
    return "".join(f"<p>{escape(text)}</p>" for text in texts)
