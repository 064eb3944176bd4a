"""The live cell of speaking: minutes of six members, and how evenly they lie."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import ipywidgets as ipw

from zhixing.actor import Locale
from zhixing.meetings.live.view import View


class SpeakingBalance:
    """Give minutes to six people and see who has the word; it needs no data but the reader's language.

    Attributes:
        example: nothing.
    """

    def __init__(self) -> None:
        self.example: dict[str, Any] = {}
        self._locale = Locale.ZH

    @property
    def box(self) -> ipw.Widget:
        """What a notebook displays; the same for ever."""
        return self._view.box

    @cached_property
    def _view(self) -> View:
        return View(self._locale)

    def show(self, data: Mapping[str, Any], locale: Locale) -> None:  # noqa: ARG002  (there is none)
        """Show everything in a language; what the reader has set stays."""
        if locale == self._locale:
            return
        self._locale = locale
        if "_view" in vars(self):
            self._view.show(locale)
