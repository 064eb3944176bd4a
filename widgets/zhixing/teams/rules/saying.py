"""A sentence to be worded later: its key in the catalogue with ids and numbers, no names yet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from typing import Any, Self, TypeAlias

from zhixing.actor import Locale
from zhixing.teams.rules.request import Request, Rule, Slot
from zhixing.text import Text, catalogue

Value: TypeAlias = int | str | tuple[str, ...]

RULE_NAMES = {
    Rule.SIZE: "grouping.rule.size",
    Rule.EVEN: "grouping.rule.even",
    Rule.RELEVANCE: "grouping.rule.relevance",
    Rule.LEADER: "grouping.rule.leader",
    Rule.FRONT_LINE: "grouping.rule.front-line",
    Rule.THEORY: "grouping.rule.theory",
    Rule.PRACTICE: "grouping.rule.practice",
    Rule.UNITS: "grouping.rule.units",
    Rule.EXPERIENCE: "grouping.rule.experience",
    Rule.WISHES: "grouping.rule.wishes",
    Rule.APART: "grouping.rule.apart",
    Rule.LOCKED: "grouping.rule.locked",
}


@dataclass(frozen=True, slots=True)
class Saying:
    """A sentence with what fills it.

    Args:
        code: key in the catalogue.
        params: numbers and words; ``rules`` are values of ``Rule``, ``slot`` and ``slots`` keys of groups,
            ``unit``, ``topic`` and ``person`` ids.
    """

    code: str
    params: Mapping[str, Value] = field(default_factory=dict)

    def json(self) -> dict[str, Any]:
        """Return the sentence as JSON."""
        return {"code": self.code, "params": dict(self.params)}

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> Self:
        """Return the sentence that ``json`` wrote."""
        params = {
            name: tuple(value) if isinstance(value, list) else value for name, value in raw["params"].items()
        }
        return cls(raw["code"], params)


def rule_name(request: Request, rule: Rule) -> Text:
    """Return what a rule is called, with the numbers it has here."""
    low, high = request.rules.size
    code = "grouping.rule.size-one" if rule is Rule.SIZE and low == high else RULE_NAMES[rule]
    return _both(code, low=low, high=high, years=request.rules.years)


def worded(saying: Saying, request: Request, names: Mapping[str, str]) -> Text:
    """Return a sentence in both languages.

    Args:
        saying: the sentence.
        request: which tells what rules and groups are called.
        names: of people, units and sub-topics, by id; an id without a name is shown as it is.
    """
    slots = {slot.key: slot for slot in request.slots}
    filled: dict[str, object] = {}
    for name, value in saying.params.items():
        if name == "rules":
            rules = (rule_name(request, Rule(each)) for each in _several(value))
            filled[name] = _listed("grouping.rules", rules)
        elif name in ("slot", "slots"):
            filled[name] = _listed("grouping.slots", (_slot_name(each, slots) for each in _several(value)))
        else:
            filled[name] = names.get(value, value) if isinstance(value, str) else value
    return _both(saying.code, **filled)


def _several(value: Value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (str(value),)


def _slot_name(key: str, slots: Mapping[str, Slot]) -> Text:
    slot = slots.get(key)
    return Text(key, key) if slot is None else _both("grouping.slot", number=slot.number)


def _listed(key: str, texts: Iterable[Text]) -> Text:
    return reduce(lambda head, tail: _both(key, head=head, tail=tail), texts)


def _both(key: str, **params: object) -> Text:
    say = catalogue().say
    return Text(say(key, Locale.ZH, **params), say(key, Locale.EN, **params))
