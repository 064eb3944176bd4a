"""What the solver answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Self, TypeAlias

from zhixing.teams.rules.request import Places

Status: TypeAlias = Literal["optimal", "feasible", "impossible", "unknown"]


@dataclass(frozen=True, slots=True)
class Solved:
    """The best grouping found.

    Args:
        status: ``optimal`` is proven; ``feasible`` may not be the best; ``impossible`` is proven: the rules
            that must hold cannot; ``unknown``: nothing was found in time.
        places: the grouping, empty unless there is one.
        cost: its weighted points, as ``assess`` counts them.
        bound: no grouping costs less.
        gap: share of the cost that might still be saved; 0 is proven best.
        seconds: the solver's own time, without starting it.
    """

    status: Status
    places: Places = field(default_factory=dict)
    cost: int | None = None
    bound: int | None = None
    gap: float | None = None
    seconds: float = 0.0

    def json(self) -> dict[str, Any]:
        """Return the answer as JSON."""
        return {
            "status": self.status,
            "places": dict(self.places),
            "cost": self.cost,
            "bound": self.bound,
            "gap": self.gap,
            "seconds": self.seconds,
        }

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> Self:
        """Return the answer that ``json`` wrote."""
        return cls(**raw)
