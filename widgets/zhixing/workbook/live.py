"""Live cells by name: what only a kernel can do; naming them loads no ipywidgets, pandas or Plotly."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

from zhixing.actor import Actor, Locale
from zhixing.errors import MissingError
from zhixing.records import Work

if TYPE_CHECKING:
    from ipywidgets import Widget


class Explorer(Protocol):
    """A live cell at work: built without a reader, shown a reader's data later.

    Attributes:
        example: what it shows at first, in Chinese.
        box: what the notebook displays.
    """

    example: dict[str, Any]

    @property
    def box(self) -> "Widget":
        """What the notebook displays."""

    def show(self, data: dict[str, Any], locale: Locale) -> None:
        """Show this in place; what the reader has set stays where it still makes sense."""


@dataclass(frozen=True)
class LiveCell:
    """What is known of a live cell before anybody opens it.

    Args:
        name: what notebooks call it.
        subjects: changes of the class that may alter its data.
        data: reads what it shows, as JSON, for one person.
        build: makes one.
    """

    name: str
    subjects: frozenset[str]
    data: Callable[[Work, Actor], dict[str, Any]]
    build: Callable[[], Explorer]


def _weights_data(db: Work, actor: Actor) -> dict[str, Any]:
    from zhixing.topics.service import what_if_data  # noqa: PLC0415  (loads the room's tables)

    return what_if_data(db, actor).json()


def _weights() -> Explorer:
    from zhixing.topics.live import Weights  # noqa: PLC0415  (loads ipywidgets, pandas and Plotly)
    from zhixing.workbook.examples import what_if_example  # noqa: PLC0415

    return Weights(what_if_example())


def _no_data(_db: Work, _actor: Actor) -> dict[str, Any]:
    return {}


def _burden() -> Explorer:
    from zhixing.course.live import ShiftingTheBurden  # noqa: PLC0415  (loads ipywidgets, pandas and Plotly)

    return ShiftingTheBurden()


def _limits() -> Explorer:
    from zhixing.course.live import LimitsToGrowth  # noqa: PLC0415

    return LimitsToGrowth()


def _size_data(db: Work, actor: Actor) -> dict[str, Any]:
    from zhixing.topics.service.setting import class_policy  # noqa: PLC0415  (loads the room's tables)

    return {"size": list(class_policy(db, actor.classroom).span("group.size"))}


def _size() -> Explorer:
    from zhixing.teams.live import SizeOfGroup  # noqa: PLC0415

    return SizeOfGroup()


def _balance() -> Explorer:
    from zhixing.meetings.live import SpeakingBalance  # noqa: PLC0415

    return SpeakingBalance()


@cache
def live_cells() -> Mapping[str, LiveCell]:
    """Return every live cell of the product by its name."""
    cells = [
        LiveCell("weights-what-if", frozenset({"topics", "weights", "windows"}), _weights_data, _weights),
        LiveCell("shifting-the-burden", frozenset(), _no_data, _burden),
        LiveCell("limits-to-growth", frozenset(), _no_data, _limits),
        LiveCell("group-size", frozenset(), _size_data, _size),
        LiveCell("speaking-balance", frozenset(), _no_data, _balance),
    ]
    return {cell.name: cell for cell in cells}


def live_cell(name: str) -> LiveCell:
    """Return a live cell.

    Raises:
        MissingError: ``workbook.error.no-live-cell``.
    """
    found = live_cells().get(name)
    if found is None:
        raise MissingError("workbook.error.no-live-cell", {"name": name})
    return found
