"""What a change did to each rule, told at once."""

from dataclasses import dataclass
from typing import Any

from zhixing.teams.rules.assessment import Difference, compare
from zhixing.teams.rules.grouping import Draft
from zhixing.teams.rules.request import Request


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change did.

    Args:
        version: of the grouping now.
        changes: rule by rule.
    """

    version: int
    changes: tuple[Difference, ...]

    def json(self) -> dict[str, Any]:
        """Return the form pages show: only the rules that stand otherwise than before."""
        return {"version": self.version, "changes": [told(each) for each in self.changes if is_changed(each)]}


def effect_of(request: Request, before: Draft, after: Draft, version: int) -> Effect:
    """Return what a change did, both sides judged by the same rules."""
    return Effect(version, compare(request, before.places, after.places))


def is_changed(one: Difference) -> bool:
    """Tell whether a rule stands otherwise."""
    return one.change != "same"


def told(one: Difference) -> dict[str, Any]:
    """Return a difference as pages show it."""
    return {"rule": one.rule.value, "change": one.change, "before": one.before, "after": one.after}
