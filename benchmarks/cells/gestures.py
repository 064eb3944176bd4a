"""What a reader does in a live cell, and how the page shows that it was done."""

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

STUDY = Path(__file__).resolve().parent.parent / "study"
sys.path.append(str(STUDY))

from hall import PRESS, PROSE  # noqa: E402  (beside the notebook that imports it)

_NAMES = {"button": "ButtonModel", "slider": "IntSliderModel"}


@dataclass(frozen=True)
class Gesture:
    """A press or a move, and the text that answers it.

    Args:
        control: ``button`` or ``slider``.
        label: what the control says; empty takes the first.
        sign: what the answering widget's value matches.
    """

    control: str
    label: str
    sign: re.Pattern[str]

    def target(self, models: Mapping[str, Mapping[str, Any]]) -> str:
        """Return the id of the control's model."""
        for key, model in models.items():
            state = model["state"]
            if model["model_name"] == _NAMES[self.control] and self.label in {"", state.get("description")}:
                return key
        raise LookupError(f"no {self.control} {self.label} among {len(models)} models")

    def data(self, number: int) -> dict[str, Any]:
        """Return what the browser sends the number-th time."""
        if self.control == "button":
            return {"method": "custom", "content": {"event": "click"}}
        return {"method": "update", "state": {"value": 40 + 17 * number % 41}, "buffer_paths": []}


@dataclass(frozen=True)
class Page:
    """A page with a live cell.

    Args:
        notebook: its file in the folder of workbooks.
        book: its address at our server.
        act: what makes it usable.
        move: what is done beside that before memory is called *after use*.
        prose: the beginning of a paragraph of its own.
    """

    name: str
    notebook: str
    book: str
    act: Gesture
    move: Gesture
    prose: str


STUDY_PAGE = Page(
    "study",
    "study.ipynb",
    "study",
    Gesture("button", PRESS, re.compile(r"已按 \d+ 次")),
    Gesture("slider", "截至第几天", re.compile("加权平均")),
    PROSE[:12],
)
_WEIGHT = Gesture("slider", "", re.compile("<table"))
CHOOSE_TOPIC = Page(
    "choose-topic", "03-choose-topic.ipynb", "choose-topic", _WEIGHT, _WEIGHT, "澄禾县综合服务中心常听到抱怨"
)
PAGES = {page.name: page for page in (STUDY_PAGE, CHOOSE_TOPIC)}
