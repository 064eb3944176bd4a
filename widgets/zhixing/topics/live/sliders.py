"""The sliders of the weights, one a criterion."""

from collections.abc import Callable, Mapping
from typing import Any

import ipywidgets as ipw

from zhixing.actor import Locale
from zhixing.text import Text
from zhixing.topics.rules import WhatIfData

LABEL = "9em"
"""How wide a label stands beside its control; on a phone it stands above."""


class WeightSliders:
    """Sliders that keep what the reader has set by criterion, not by place."""

    def __init__(self, on_change: Callable[[], None]) -> None:
        self._on_change = on_change
        self._sliders: list[ipw.IntSlider] = []
        self._data: WhatIfData | None = None
        self._is_settling = False

    @property
    def parts(self) -> list[ipw.Widget]:
        """The sliders in use."""
        return list(self._sliders[: len(self._data.criteria)]) if self._data else []

    @property
    def weights(self) -> list[int]:
        """What they are set to."""
        return [slider.value for slider in self.parts]

    def show(self, data: WhatIfData, locale: Locale) -> None:
        """Label and set a slider for each criterion; what the reader has set stays."""
        own = self._own()
        self._data = data
        self._set(own, locale)

    def reset(self, locale: Locale) -> None:
        """Go back to the weights in force."""
        self._set({}, locale)

    def _own(self) -> dict[Text, int]:
        """Return what the reader has set, by criterion; nothing as long as it is what is in force."""
        if self._data is None or self.weights == _in_force(self._data):
            return {}
        return dict(zip(self._data.criteria, self.weights, strict=True))

    def _set(self, own: Mapping[Text, int], locale: Locale) -> None:
        if self._data is None:
            return
        while len(self._sliders) < len(self._data.criteria):
            self._sliders.append(self._new())
        self._is_settling = True
        named = zip(self._sliders, self._data.criteria, _in_force(self._data), strict=False)
        for slider, name, weight in named:
            with slider.hold_sync():
                slider.description = name.to(locale)
                slider.value = own.get(name, weight)
        self._is_settling = False

    def _new(self) -> ipw.IntSlider:
        slider = ipw.IntSlider(max=100, style={"description_width": LABEL}, continuous_update=True)
        slider.observe(self._on_value_change, names="value")
        return slider

    def _on_value_change(self, _change: dict[str, Any]) -> None:
        if not self._is_settling:
            self._on_change()


def _in_force(data: WhatIfData) -> list[int]:
    return [round(100 * weight) for weight in data.weights]
