"""What live cells of archetypes have in common: dials, a chart over the months, what happened in words."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import ipywidgets as ipw
import pandas as pd

from zhixing.actor import Locale
from zhixing.course.live.chart import Chart
from zhixing.course.live.view import View
from zhixing.text import catalogue

Settings = Mapping[str, float]
"""What the dials are set to, by name."""


@dataclass(frozen=True, slots=True)
class Dial:
    """One slider.

    Args:
        name: the setting it moves.
        label: its sentence in the catalogue.
        low: its lowest value.
        high: its highest value.
        step: from one value to the next.
        value: where it stands at first.
    """

    name: str
    label: str
    low: float
    high: float
    step: float
    value: float


class Archetype(ABC):
    """An archetype as a live cell; it needs no data but the reader's language.

    Attributes:
        dials: its sliders.
        name: catalogue key of what it is called.
        lead: catalogue key of what it is about.
        method: catalogue key of how it is computed.
    """

    dials: tuple[Dial, ...]
    name: str
    lead: str
    method: str

    def __init__(self) -> None:
        self.example: dict[str, Any] = {}
        self._locale = Locale.ZH

    @property
    def box(self) -> ipw.Widget:
        """What a notebook displays; the same for ever."""
        return self._view.box

    @cached_property
    def _view(self) -> View:
        return View(self, self._locale)

    def show(self, data: Mapping[str, Any], locale: Locale) -> None:  # noqa: ARG002  (there is none)
        """Show everything in a language; what the reader has set stays."""
        if locale == self._locale:
            return
        self._locale = locale
        if "_view" in vars(self):
            self._view.show(locale)

    def say(self, key: str, locale: Locale, **params: object) -> str:
        """Return a sentence in a language."""
        return catalogue().say(key, locale, **params)

    @abstractmethod
    def chart(self, settings: Settings, locale: Locale) -> Chart:
        """Return the lines of a run, and how the axes are called."""

    @abstractmethod
    def sentences(self, settings: Settings, locale: Locale) -> list[str]:
        """Say what happened in a run."""

    @abstractmethod
    def table(self, settings: Settings, locale: Locale) -> pd.DataFrame:
        """Return a run by quarters, the beginning first."""
