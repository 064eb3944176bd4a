"""Rules that cannot hold together, and what it would cost to relax each of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from zhixing.teams.rules.request import Places, Rule
from zhixing.teams.rules.saying import Saying


@dataclass(frozen=True, slots=True)
class Way:
    """A way out of a clash: one of its rules gives way.

    Args:
        rule: which.
        amount: by how much it has to give — people, groups, pairs or years, as ``detail`` says; None when
            nothing was found in time, or where it is not enough.
        cost: weighted points of the best grouping found then.
        detail: the sentence that says so.
        places: that grouping, empty where there is none.
    """

    rule: Rule
    amount: int | None
    cost: int | None
    detail: Saying
    places: Places = field(default_factory=dict)

    def json(self) -> dict[str, Any]:
        """Return the way as JSON."""
        detail = self.detail.json()
        return {
            "rule": self.rule.value,
            "amount": self.amount,
            "cost": self.cost,
            "detail": detail,
            "places": dict(self.places),
        }

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> Self:
        """Return the way that ``json`` wrote."""
        detail = Saying.parse(raw["detail"])
        return cls(Rule(raw["rule"]), raw["amount"], raw["cost"], detail, raw["places"])


@dataclass(frozen=True, slots=True)
class Clash:
    """Why there is no grouping.

    Args:
        rules: that cannot hold together; empty when all of them can.
        ways: out of it, one for each of the rules.
        because: sentences that say why.
        slots: keys of the groups it is about; empty when it is about all of them.
        is_least: whether the rules can hold once any one of them is left out of the set.
    """

    rules: tuple[Rule, ...]
    ways: tuple[Way, ...] = ()
    because: tuple[Saying, ...] = ()
    slots: tuple[str, ...] = ()
    is_least: bool = True

    def json(self) -> dict[str, Any]:
        """Return the clash as JSON."""
        return {
            "rules": [rule.value for rule in self.rules],
            "ways": [way.json() for way in self.ways],
            "because": [saying.json() for saying in self.because],
            "slots": list(self.slots),
            "is_least": self.is_least,
        }

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> Self:
        """Return the clash that ``json`` wrote."""
        return cls(
            tuple(Rule(name) for name in raw["rules"]),
            tuple(Way.parse(each) for each in raw["ways"]),
            tuple(Saying.parse(each) for each in raw["because"]),
            tuple(raw["slots"]),
            raw["is_least"],
        )
