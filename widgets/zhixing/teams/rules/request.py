"""What a grouping is asked for: people, groups to fill, rules, who is kept apart, who is locked."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self, TypeAlias

from zhixing.errors import InputError
from zhixing.teams.rules.candidate import Candidate

Places: TypeAlias = Mapping[str, str]
"""Where everybody is: ids of people to keys of groups."""

MOST_PEOPLE, MOST_SLOTS = 600, 100
HEAVIEST = 100


class Rule(StrEnum):
    """A rule of forming groups."""

    SIZE = "size"
    EVEN = "even"
    RELEVANCE = "relevance"
    LEADER = "leader"
    FRONT_LINE = "front-line"
    THEORY = "theory"
    PRACTICE = "practice"
    UNITS = "units"
    EXPERIENCE = "experience"
    WISHES = "wishes"
    APART = "apart"
    LOCKED = "locked"


class Force(StrEnum):
    """How binding a rule is: it must hold, it weighs, or it is not looked at."""

    MUST = "must"
    WISH = "wish"
    OFF = "off"


_FORCES = {
    Rule.SIZE: Force.MUST,
    Rule.EVEN: Force.WISH,
    Rule.RELEVANCE: Force.WISH,
    Rule.LEADER: Force.MUST,
    Rule.FRONT_LINE: Force.MUST,
    Rule.THEORY: Force.WISH,
    Rule.PRACTICE: Force.WISH,
    Rule.UNITS: Force.WISH,
    Rule.EXPERIENCE: Force.WISH,
    Rule.WISHES: Force.WISH,
    Rule.APART: Force.MUST,
    Rule.LOCKED: Force.MUST,
}
_WEIGHTS = {
    Rule.SIZE: 20,
    Rule.EVEN: 5,
    Rule.RELEVANCE: 3,
    Rule.LEADER: 20,
    Rule.FRONT_LINE: 20,
    Rule.THEORY: 12,
    Rule.PRACTICE: 12,
    Rule.UNITS: 4,
    Rule.EXPERIENCE: 3,
    Rule.WISHES: 2,
    Rule.APART: 50,
    Rule.LOCKED: 20,
}


@dataclass(frozen=True, slots=True)
class Slot:
    """A group to be filled.

    Args:
        key: its id within the grouping.
        number: of the group and its table.
        sub_topic: id of the sub-topic it works on, blank where groups are only numbered.
        name: what people call it.
    """

    key: str
    number: int
    sub_topic: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Rules:
    """How binding each rule is and how much it weighs where it is a wish.

    Args:
        size: fewest and most people of a group, facilitators not counted.
        forces: how binding; a rule left out is off.
        weights: cost of one point by which a rule is missed; a rule left out weighs 1.
        years: by how many years the mean experience of groups may differ.

    Raises:
        InputError: ``grouping.error.size``, ``grouping.error.weight``, ``grouping.error.years``.
    """

    size: tuple[int, int]
    forces: Mapping[Rule, Force]
    weights: Mapping[Rule, int] = field(default_factory=dict)
    years: int = 3

    def __post_init__(self) -> None:
        low, high = self.size
        if not 1 <= low <= high <= MOST_PEOPLE:
            raise InputError("grouping.error.size", {"low": low, "high": high, "most": MOST_PEOPLE})
        if any(not 0 <= weight <= HEAVIEST for weight in self.weights.values()):
            raise InputError("grouping.error.weight", {"most": HEAVIEST})
        if not 0 <= self.years <= HEAVIEST:
            raise InputError("grouping.error.years", {"most": HEAVIEST})

    @classmethod
    def usual(cls, size: tuple[int, int]) -> Self:
        """Return the rules to begin with: sizes, levels, locks and pairs must hold, the rest are wishes."""
        return cls(size, dict(_FORCES), dict(_WEIGHTS))

    def force(self, rule: Rule) -> Force:
        """Return how binding a rule is."""
        return self.forces.get(rule, Force.OFF)

    def weight(self, rule: Rule) -> int:
        """Return what a point costs by which the rule is missed; 0 where it is off.

        Relevance and wishes have degrees, which weigh even where the rule must hold.
        """
        return 0 if self.force(rule) is Force.OFF else self.weights.get(rule, 1)

    def having(self, force: Force) -> tuple[Rule, ...]:
        """Return the rules that are so binding, in the order they are shown."""
        return tuple(rule for rule in Rule if self.force(rule) is force)

    def but(self, rule: Rule, force: Force) -> "Rules":
        """Return the same rules with one of them more or less binding."""
        return Rules(self.size, {**self.forces, rule: force}, self.weights, self.years)

    def json(self) -> dict[str, Any]:
        """Return the rules as JSON."""
        return {
            "size": list(self.size),
            "forces": {rule.value: self.force(rule).value for rule in Rule},
            "weights": {rule.value: self.weights.get(rule, 1) for rule in Rule},
            "years": self.years,
        }

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> Self:
        """Return the rules that ``json`` wrote, or that somebody has chosen on a form.

        Raises:
            InputError: ``grouping.error.rules`` and those of the class.
        """
        try:
            low, high = (int(each) for each in raw["size"])
            forces = {Rule(name): Force(force) for name, force in raw["forces"].items()}
            weights = {Rule(name): int(weight) for name, weight in raw["weights"].items()}
            years = int(raw["years"])
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise InputError("grouping.error.rules") from error
        return cls((low, high), forces, weights, years)


@dataclass(frozen=True, slots=True)
class Request:
    """Everything a grouping depends on.

    Args:
        candidates: the people to place, in establishment order.
        slots: the groups to fill.
        rules: what must hold and what is wished.
        apart: pairs of people who are not put together; those who are not candidates do not matter.
        locked: people whose group is fixed, by key of the group.

    Raises:
        InputError: ``grouping.error.nobody``, ``.no-groups``, ``.too-many``, ``.twice``.
    """

    candidates: tuple[Candidate, ...]
    slots: tuple[Slot, ...]
    rules: Rules
    apart: tuple[tuple[str, str], ...] = ()
    locked: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.candidates:
            raise InputError("grouping.error.nobody")
        if not self.slots:
            raise InputError("grouping.error.no-groups")
        if len(self.candidates) > MOST_PEOPLE or len(self.slots) > MOST_SLOTS:
            raise InputError("grouping.error.too-many", {"people": MOST_PEOPLE, "groups": MOST_SLOTS})
        for ids in ([each.id for each in self.candidates], [slot.key for slot in self.slots]):
            if len(set(ids)) < len(ids):
                raise InputError("grouping.error.twice")

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Each pair kept apart once, of people who are to be placed."""
        here = {each.id for each in self.candidates}
        found = {(min(pair), max(pair)) for pair in self.apart if set(pair) <= here and pair[0] != pair[1]}
        return tuple(sorted(found))

    @property
    def locks(self) -> Mapping[str, str]:
        """Who is locked, of people who are to be placed; the group may not exist."""
        here = {each.id for each in self.candidates}
        return {person: slot for person, slot in sorted(self.locked.items()) if person in here}

    def under(self, rules: Rules) -> "Request":
        """Return the same request with other rules."""
        return Request(self.candidates, self.slots, rules, self.apart, self.locked)

    def json(self) -> dict[str, Any]:
        """Return the request as JSON; it names the pairs kept apart, so it is for the solver only."""
        return {
            "candidates": [each.json() for each in self.candidates],
            "slots": [[slot.key, slot.number, slot.sub_topic, slot.name] for slot in self.slots],
            "rules": self.rules.json(),
            "apart": [list(pair) for pair in self.pairs],
            "locked": dict(self.locks),
        }

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> Self:
        """Return the request that ``json`` wrote."""
        return cls(
            tuple(Candidate.parse(each) for each in raw["candidates"]),
            tuple(Slot(*each) for each in raw["slots"]),
            Rules.parse(raw["rules"]),
            tuple((one, other) for one, other in raw["apart"]),
            dict(raw["locked"]),
        )

    def fingerprint(self) -> str:
        """Return a mark that differs when anything a grouping depends on differs."""
        written = json.dumps(self.json(), sort_keys=True, ensure_ascii=True)
        return hashlib.sha256(written.encode()).hexdigest()[:16]
