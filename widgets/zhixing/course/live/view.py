"""The widgets of an archetype; all of them stay, whatever they show."""

from html import escape
from typing import TYPE_CHECKING

import ipywidgets as ipw
import plotly.graph_objects as go

from zhixing.actor import Locale
from zhixing.course.live.chart import Chart

if TYPE_CHECKING:
    from zhixing.course.live.archetype import Archetype, Dial

_LABEL = "11em"
"""How wide a label stands beside its slider; on a phone it stands above."""


class View:
    """Sliders, a chart over the months, what happened in words, the months as a table, how it is computed."""

    def __init__(self, archetype: "Archetype", locale: Locale) -> None:
        self._archetype = archetype
        self._locale = locale
        self._is_settling = False
        self._lead, self._said, self._table, self._method = (ipw.HTML() for _ in range(4))
        self._sliders = {dial.name: self._slider(dial) for dial in archetype.dials}
        self._reset = ipw.Button()
        self._reset.on_click(self._on_reset_click)
        self._chart = go.FigureWidget(archetype.chart(self._settings, locale).json())
        self._chart._config = {"displayModeBar": False}  # noqa: SLF001  (Plotly has no other way)
        controls = [self._lead, *self._sliders.values(), self._reset]
        self.box = ipw.VBox([*controls, self._chart, self._said, self._table, self._method])
        self._relabel()
        self._redraw()

    def show(self, locale: Locale) -> None:
        """Say everything in another language, in place."""
        self._locale = locale
        self._relabel()
        self._redraw()

    @property
    def _settings(self) -> dict[str, float]:
        return {name: float(slider.value) for name, slider in self._sliders.items()}

    def _slider(self, dial: "Dial") -> ipw.Widget:
        bounds = {"min": dial.low, "max": dial.high, "step": dial.step, "value": dial.value}
        style = {"description_width": _LABEL}
        whole = float(dial.step).is_integer()
        slider = (
            ipw.IntSlider(**bounds, style=style)
            if whole
            else ipw.FloatSlider(**bounds, style=style, readout_format=".1f")
        )
        slider.observe(self._on_value_change, names="value")
        return slider

    def _on_value_change(self, _change: object) -> None:
        if not self._is_settling:
            self._redraw()

    def _on_reset_click(self, _button: ipw.Button) -> None:
        self._is_settling = True
        for dial in self._archetype.dials:
            self._sliders[dial.name].value = dial.value
        self._is_settling = False
        self._redraw()

    def _relabel(self) -> None:
        say = self._archetype.say
        for dial in self._archetype.dials:
            self._sliders[dial.name].description = say(dial.label, self._locale)
        self._reset.description = say("archetypes.reset", self._locale)
        self._reset.tooltip = say(self._archetype.name, self._locale)
        self._lead.value = _paragraphs(say(self._archetype.lead, self._locale))
        self._method.value = _paragraphs(say(self._archetype.method, self._locale))

    def _redraw(self) -> None:
        settings, locale = self._settings, self._locale
        self._draw(self._archetype.chart(settings, locale))
        self._said.value = _paragraphs(*self._archetype.sentences(settings, locale))
        self._table.value = self._archetype.table(settings, locale).to_html(
            index=False, escape=True, border=0, float_format="{:.0f}".format
        )

    def _draw(self, chart: Chart) -> None:
        found = chart.json()
        with self._chart.batch_update():
            for trace, line in zip(self._chart.data, found["data"], strict=True):
                trace.y, trace.name = line["y"], line["name"]
            self._chart.layout.xaxis.title.text = chart.months
            for panel, unit in enumerate(chart.units):
                axis = self._chart.layout[f"yaxis{panel + 1 if panel else ''}"]
                axis.title.text = unit


def _paragraphs(*texts: str) -> str:
    return "".join(f"<p>{escape(text)}</p>" for text in texts)
