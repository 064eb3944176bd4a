"""The live cell of the size of a group: people and minutes, and what becomes of lines and turns."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import ipywidgets as ipw

from zhixing.actor import Locale
from zhixing.policy import Span, policy
from zhixing.teams.live.view import View


class SizeOfGroup:
    """Try other sizes and other meetings; all it is told is the span of sizes the class works with.

    Attributes:
        example: the span of the product, until a class says otherwise.
    """

    def __init__(self) -> None:
        self.example: dict[str, Any] = {"size": list(policy().span("group.size"))}
        self._shown = _span(self.example), Locale.ZH

    @property
    def box(self) -> ipw.Widget:
        """What a notebook displays; the same for ever."""
        return self._view.box

    @cached_property
    def _view(self) -> View:
        return View(*self._shown)

    def show(self, data: Mapping[str, Any], locale: Locale) -> None:
        """Show another span, or the same in another language; what the reader has set stays."""
        fresh = _span(data), locale
        if fresh == self._shown:
            return
        self._shown = fresh
        if "_view" in vars(self):
            self._view.show(*fresh)


def _span(data: Mapping[str, Any]) -> Span:
    low, high = data["size"]
    return int(low), int(high)
