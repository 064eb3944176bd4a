"""The model of a grouping for CP-SAT: who is where, which rules hold, and what the rest costs."""

from collections.abc import Collection, Iterable
from typing import Any

from ortools.sat.python import cp_model

from zhixing.teams.rules.assessment import members
from zhixing.teams.rules.candidate import Candidate
from zhixing.teams.rules.request import Places, Request, Rule, Slot
from zhixing.teams.solver.missed import MISSED, Sum


class Model:
    """Places as yes-or-no variables, and for every rule by how much it is missed.

    Args:
        request: what is asked.
        rules: the rules that are looked at; those left out are as if they were off.
        is_sized: whether sizes will hold, which makes means of experience simpler.
        start: the grouping to begin with.
    """

    def __init__(
        self, request: Request, rules: Collection[Rule], start: Places, *, is_sized: bool = False
    ) -> None:
        self.request = request
        self.is_sized = is_sized
        self.cp = cp_model.CpModel()
        self._start = members(request, start) if start else {}
        self._at = {
            (each.id, slot.key): self.whole(1, int(start.get(each.id) == slot.key))
            for each in request.candidates
            for slot in request.slots
        }
        for each in request.candidates:
            self.cp.add_exactly_one(self._at[each.id, slot.key] for slot in request.slots)
        self._missed = {rule: MISSED[rule](self) for rule in Rule if rule in rules}

    def whole(self, most: int, hint: int, least: int = 0) -> Any:
        """Return a new whole variable; the hint is what it is in the grouping to begin with."""
        variable = (
            self.cp.new_bool_var("") if (least, most) == (0, 1) else self.cp.new_int_var(least, most, "")
        )
        if self._start:
            self.cp.add_hint(variable, hint)
        return variable

    def began(self, slot: Slot) -> tuple[Candidate, ...]:
        """Return who is in a group in the grouping to begin with."""
        return self._start.get(slot.key, ())

    def at(self, candidate: Candidate | str, slot: Slot | str) -> Any:
        """Return the variable that says whether somebody is in a group."""
        person = candidate.id if isinstance(candidate, Candidate) else candidate
        return self._at[person, slot.key if isinstance(slot, Slot) else slot]

    def among(self, candidates: Iterable[Candidate], slot: Slot) -> Any:
        """Return how many of these people are in a group."""
        return cp_model.LinearExpr.sum([self._at[each.id, slot.key] for each in candidates])

    def slots_of(self, rule: Rule) -> tuple[str, ...]:
        """Return the groups a rule speaks of one by one; a blank where it speaks of all together."""
        return tuple(missed.slot for missed in self._missed[rule])

    def hold(self, rule: Rule, slot: str | None = None) -> None:
        """Let a rule hold, in one group or in all."""
        for missed in self._missed[rule]:
            if slot is None or missed.slot == slot:
                self.cp.add(total(missed.breach) + missed.constant == 0)

    def breach(self, rule: Rule) -> Any:
        """Return by how much a rule is broken."""
        return sum(total(missed.breach) + missed.constant for missed in self._missed[rule])

    def cost(self) -> Any:
        """Return the weighted points of all rules that are looked at."""
        weighted: Sum = []
        constant = 0
        for rule, found in self._missed.items():
            weight = self.request.rules.weight(rule)
            weighted += [(term, weight * times) for missed in found for term, times in missed.amount]
            constant += weight * sum(missed.constant for missed in found)
        return total([each for each in weighted if each[1]]) + constant

    def places(self, solver: cp_model.CpSolver) -> dict[str, str]:
        """Return the grouping that was found."""
        return {
            person: slot for (person, slot), variable in self._at.items() if solver.boolean_value(variable)
        }


def total(terms: Sum) -> Any:
    """Return a weighted sum."""
    return cp_model.LinearExpr.weighted_sum([term for term, _ in terms], [times for _, times in terms])
