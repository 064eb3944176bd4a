"""Policy values: every default number of the product, which a class may override."""

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Self, TypeAlias

from zhixing import resources
from zhixing.errors import InputError

Whole: TypeAlias = int
Span: TypeAlias = tuple[Whole, Whole]
Value: TypeAlias = Whole | float | Span | str


@dataclass(frozen=True, slots=True)
class Choice:
    """Another value that a source of the rule gives, or another word that may stand for it.

    Args:
        value: a number, the lowest and highest of a span, or one word of several.
        ids: rows of the checklist it comes from.
        label: what it is called, by ``zh`` and ``en``; ``Text.parse`` reads it.
    """

    value: Value
    ids: tuple[str, ...]
    label: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Rule(Choice):
    """One policy value with what it is called and where it comes from.

    Args:
        choices: the values that sources of the same rule disagree on; for a word, the other words there are.
    """

    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True)
class Policy:
    """The values in force, by dotted key such as ``topic.votes-each``.

    Args:
        rules: every rule by key, in the order of ``data/policy.toml``.
    """

    rules: Mapping[str, Rule]

    def rule(self, key: str) -> Rule:
        """Return a value with its label and checklist ids.

        Raises:
            InputError: ``policy.error.unknown-key``.
        """
        if key not in self.rules:
            raise InputError("policy.error.unknown-key", {"setting": key})
        return self.rules[key]

    def span(self, key: str) -> Span:
        """Return the lowest and highest value of a limit."""
        value = self.rule(key).value
        if not isinstance(value, tuple):
            raise TypeError(key)
        return value

    def with_values(self, values: Mapping[str, object]) -> Self:
        """Return this policy with a class's own values.

        Args:
            values: what the class set, as it is stored or typed, by key; a span may be a list.

        Raises:
            InputError: a key is unknown, or a value is not of the kind its default has.
        """
        own = {key: replace(self.rule(key), value=_checked(key, raw, self)) for key, raw in values.items()}
        return replace(self, rules={**self.rules, **own})

    def int(self, key: str) -> Whole:
        """Return a whole number."""
        value = self.rule(key).value
        if not isinstance(value, Whole):
            raise TypeError(key)
        return value

    def float(self, key: str) -> "float":
        """Return a number."""
        value = self.rule(key).value
        if isinstance(value, tuple | str):
            raise TypeError(key)
        return value * 1.0

    def word(self, key: str) -> str:
        """Return one word of those that a rule allows."""
        value = self.rule(key).value
        if not isinstance(value, str):
            raise TypeError(key)
        return value


def _is_whole(raw: object) -> bool:
    return isinstance(raw, int) and not isinstance(raw, bool)


def _checked(key: str, raw: object, standing: Policy) -> Value:
    default = standing.rule(key).value
    found = {"setting": key, "found": repr(raw)[:80]}
    if isinstance(default, tuple):
        return _checked_span(key, raw)
    if isinstance(default, str):
        return _checked_word(standing.rule(key), key, raw)
    if isinstance(raw, bool) or not isinstance(raw, int | float) or not math.isfinite(raw):
        raise InputError("policy.error.not-a-number", found)
    if isinstance(default, int) and not isinstance(raw, int):
        raise InputError("policy.error.not-whole", found)
    if raw < 0:
        raise InputError("policy.error.negative", found)
    return raw


def _checked_word(rule: Rule, key: str, raw: object) -> str:
    words = [str(word) for word in (rule.value, *(choice.value for choice in rule.choices))]
    if not isinstance(raw, str) or raw not in words:
        found = {"setting": key, "found": repr(raw)[:80], "allowed": ", ".join(words)}
        raise InputError("policy.error.not-a-word", found)
    return raw


def _checked_span(key: str, raw: object) -> Span:
    if not isinstance(raw, list | tuple) or len(raw) != 2 or not all(map(_is_whole, raw)):
        raise InputError("policy.error.not-a-span", {"setting": key, "found": repr(raw)[:80]})
    low, high = raw
    if low < 0:
        raise InputError("policy.error.negative", {"setting": key, "found": repr(raw)})
    if low > high:
        raise InputError("policy.error.reversed", {"setting": key, "low": low, "high": high})
    return low, high


def _read_choice(raw: Mapping[str, Any]) -> dict[str, Any]:
    value = raw["value"]
    return {
        "value": tuple(value) if isinstance(value, list) else value,
        "ids": tuple(raw["ids"]),
        "label": raw["label"],
    }


def _read(table: Mapping[str, Any], prefix: str = "") -> dict[str, Rule]:
    rules: dict[str, Rule] = {}
    for name, entry in table.items():
        if "value" in entry:
            choices = tuple(Choice(**_read_choice(other)) for other in entry.get("choice", ()))
            rules[prefix + name] = Rule(**_read_choice(entry), choices=choices)
        else:
            rules |= _read(entry, f"{prefix}{name}.")
    return rules


@cache
def policy() -> Policy:
    """Read the default policy once per process."""
    page = resources.data() / "policy.toml"
    return Policy(_read(tomllib.loads(page.read_text(encoding="utf-8"))))
