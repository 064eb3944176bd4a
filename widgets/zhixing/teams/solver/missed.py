"""By how much each rule is missed, as variables: the same points as in ``rules.points``."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from zhixing.teams.rules import points
from zhixing.teams.rules.candidate import Candidate
from zhixing.teams.rules.request import Rule, Slot
from zhixing.teams.solver.means import experience

if TYPE_CHECKING:
    from zhixing.teams.solver.model import Model

Sum: TypeAlias = list[tuple[Any, int]]
"""Variables, and how often each counts."""


@dataclass(frozen=True, slots=True)
class Missed:
    """By how much a rule is missed in one group.

    Args:
        slot: key of the group; blank where the rule speaks of all together.
        breach: what is nothing where the rule holds.
        amount: what is weighed.
        constant: part of both that no grouping changes.
    """

    slot: str
    breach: Sum
    amount: Sum
    constant: int = 0


def _size(model: "Model") -> list[Missed]:
    return _between(model, model.request.rules.size)


def _even(model: "Model") -> list[Missed]:
    return _between(model, points.even_size(len(model.request.candidates), len(model.request.slots)))


def _between(model: "Model", size: tuple[int, int]) -> list[Missed]:
    low, high = size
    people = len(model.request.candidates)
    found = []
    for slot in model.request.slots:
        began = len(model.began(slot))
        short = model.whole(low, max(0, low - began))
        over = model.whole(max(0, people - high), max(0, began - high))
        count = model.among(model.request.candidates, slot)
        model.cp.add(count + short >= low)
        model.cp.add(count - over <= high)
        found.append(_alike(slot, [(short, 1), (over, 1)]))
    return found


def _relevance(model: "Model") -> list[Missed]:
    return [
        Missed(
            slot.key,
            [(model.at(each, slot), 1) for each in model.request.candidates if points.is_foreign(each, slot)],
            _graded(model, slot, points.relevance_points),
        )
        for slot in model.request.slots
    ]


def _wishes(model: "Model") -> list[Missed]:
    wishing = points.wishing(model.request)
    people = model.request.candidates
    return [
        Missed(
            slot.key,
            [(model.at(each, slot), 1) for each in people if wishing.is_missed(each, slot)],
            _graded(model, slot, wishing.points),
        )
        for slot in model.request.slots
    ]


def _graded(model: "Model", slot: Slot, grade: Callable[..., int]) -> Sum:
    graded = [(model.at(each, slot), grade(each, slot)) for each in model.request.candidates]
    return [(variable, grade) for variable, grade in graded if grade]


def _needing(rule: Rule) -> Callable[["Model"], list[Missed]]:
    counts = points.NEEDED[rule]

    def needs(model: "Model") -> list[Missed]:
        found = []
        for slot in model.request.slots:
            lacks = model.whole(1, int(not any(counts(each) for each in model.began(slot))))
            who = [model.at(each, slot) for each in model.request.candidates if counts(each)]
            model.cp.add_bool_or([*who, lacks])
            found.append(_alike(slot, [(lacks, 1)]))
        return found

    return needs


def _units(model: "Model") -> list[Missed]:
    by_unit = defaultdict(list)
    for each in model.request.candidates:
        if each.unit:
            by_unit[each.unit].append(each)
    found = []
    for slot in model.request.slots:
        pairs = [_pairs(model, people, slot) for people in by_unit.values() if len(people) > 1]
        found.append(_alike(slot, [(variable, 1) for variable in pairs]))
    return found


def _pairs(model: "Model", people: list[Candidate], slot: Slot) -> Any:
    """Return a variable that is at least ``pairs_within`` of a group: its chords, exact at whole numbers."""
    count, began = model.among(people, slot), [each for each in model.began(slot) if each in people]
    variable = model.whole(points.pairs_within(len(people)), points.pairs_within(len(began)))
    for step in range(1, len(people)):
        model.cp.add(variable >= step * count - step * (step + 1) // 2)
    return variable


def _experience(model: "Model") -> list[Missed]:
    return [Missed("", terms, terms) for terms in (experience(model),)]


def _apart(model: "Model") -> list[Missed]:
    met: Sum = []
    for one, other in model.request.pairs:
        variable = model.whole(1, int(_is_together(model, one, other)))
        for slot in model.request.slots:
            model.cp.add_bool_or(~model.at(one, slot), ~model.at(other, slot), variable)
        met.append((variable, 1))
    return [Missed("", met, met)]


def _is_together(model: "Model", one: str, other: str) -> bool:
    groups = [{each.id for each in model.began(slot)} for slot in model.request.slots]
    return any({one, other} <= group for group in groups)


def _locked(model: "Model") -> list[Missed]:
    keys = {slot.key for slot in model.request.slots}
    here = {person: key for person, key in model.request.locks.items() if key in keys}
    moved: Sum = [(~model.at(person, key), 1) for person, key in here.items()]
    return [Missed("", moved, moved, len(model.request.locks) - len(here))]


def _alike(slot: Slot, terms: Sum) -> Missed:
    return Missed(slot.key, terms, terms)


MISSED: Mapping[Rule, Callable[["Model"], list[Missed]]] = {
    Rule.SIZE: _size,
    Rule.EVEN: _even,
    Rule.RELEVANCE: _relevance,
    **{rule: _needing(rule) for rule in points.NEEDED},
    Rule.UNITS: _units,
    Rule.EXPERIENCE: _experience,
    Rule.WISHES: _wishes,
    Rule.APART: _apart,
    Rule.LOCKED: _locked,
}
