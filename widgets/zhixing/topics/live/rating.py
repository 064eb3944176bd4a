"""One rating tried on: which topic, which criterion, how much higher or lower its mean."""

from collections.abc import Callable
from typing import Any

import ipywidgets as ipw

from zhixing.actor import Locale
from zhixing.text import Text, catalogue
from zhixing.topics.live.sliders import LABEL
from zhixing.topics.rules import WhatIfData

FARTHEST = 2.0


class RatingControls:
    """Two lists and a slider; another topic or criterion begins at no change."""

    def __init__(self, on_change: Callable[[], None]) -> None:
        self._on_change = on_change
        self._is_settling = False
        self._data: WhatIfData | None = None
        style = {"description_width": LABEL}
        self._topic = ipw.Dropdown(options=[("", 0)], style=style)
        self._criterion = ipw.Dropdown(options=[("", 0)], style=style)
        self._by = ipw.FloatSlider(min=-FARTHEST, max=FARTHEST, step=0.1, readout_format="+.1f", style=style)
        for control in (self._topic, self._criterion):
            control.observe(self._on_cell_change, names="value")
        self._by.observe(self._on_shift_change, names="value")
        self.parts: list[ipw.Widget] = [self._topic, self._criterion, self._by]

    @property
    def topic(self) -> int:
        """The row of the topic chosen."""
        return int(self._topic.value or 0)

    @property
    def criterion(self) -> int:
        """The column of the criterion chosen."""
        return int(self._criterion.value or 0)

    @property
    def by(self) -> float:
        """How much its mean is moved."""
        return round(float(self._by.value), 1)

    def show(self, data: WhatIfData, locale: Locale) -> None:
        """Offer other topics and criteria, or the same in another language; what is set stays if it can."""
        topic, criterion = self._kept(data)
        by = self._by.value if topic is not None and criterion is not None else 0.0
        self._data = data
        say = catalogue().say
        self._is_settling = True
        self._topic.description = say("topics.live.rating-topic", locale)
        self._criterion.description = say("topics.live.rating-criterion", locale)
        self._by.description = say("topics.live.rating-by", locale)
        _offer(self._topic, list(data.topics), topic)
        _offer(self._criterion, [name.to(locale) for name in data.criteria], criterion)
        self._by.value = by
        self._is_settling = False

    def reset(self) -> None:
        """Move nothing."""
        self._is_settling = True
        self._by.value = 0.0
        self._is_settling = False

    def _kept(self, data: WhatIfData) -> tuple[int | None, int | None]:
        """Return where the chosen topic and criterion are now; a language changes titles, not how many."""
        if self._data is None or not self._data.topics:
            return None, None
        chosen: Text = self._data.criteria[self.criterion]
        criterion = data.criteria.index(chosen) if chosen in data.criteria else None
        title = self._data.topics[self.topic]
        if title in data.topics:
            return data.topics.index(title), criterion
        return (self.topic if len(data.topics) == len(self._data.topics) else None), criterion

    def _on_cell_change(self, _change: dict[str, Any]) -> None:
        if not self._is_settling:
            self.reset()
            self._on_change()

    def _on_shift_change(self, _change: dict[str, Any]) -> None:
        if not self._is_settling:
            self._on_change()


def _offer(control: ipw.Dropdown, names: list[str], chosen: int | None) -> None:
    options = [(name, place) for place, name in enumerate(names)] or [("", 0)]
    if control.options != tuple(options):
        control.options = options
    control.value = chosen or 0
