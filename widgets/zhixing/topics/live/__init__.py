"""The live cell of the weights: other weights or one other rating, and the ranking they would give."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import ipywidgets as ipw

from zhixing.actor import Locale
from zhixing.topics.live.view import View
from zhixing.topics.rules import WhatIfData


class Weights:
    """Tries other weights and another rating on a round's means; its widgets are made when first asked for.

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
    def _view(self) -> View:
        return View(*self._shown)

    def show(self, data: Mapping[str, Any], locale: Locale) -> None:
        """Show other data, or the same in another language; what the reader has set stays."""
        fresh = WhatIfData.read(data, locale), locale
        if fresh == self._shown:
            return
        self._shown = fresh
        if "_view" in vars(self):
            self._view.show(*fresh)
