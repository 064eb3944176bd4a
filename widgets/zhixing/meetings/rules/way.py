"""The ten general steps, and what a group writes down on its way through them, part by part; no I/O."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any, Self, TypeAlias

from zhixing.errors import InputError
from zhixing.text import Text

Fields: TypeAlias = Mapping[str, str]

HERE = "here"
"""The part that says at which step the group is."""
STANCES = ("person", "team", "organisation")
"""The three standpoints of a goal."""
PARTS: Mapping[str, tuple[str, ...]] = {
    "purpose": ("text",),
    "problem": ("text",),
    "reframed": ("text", "why"),
    "owner": ("choice", "note"),
    **{f"goal-{stance}": ("goal", "sign") for stance in STANCES},
    HERE: ("step",),
}
"""What is written once, with its fields; each part is stored by itself, so that two writers do not meet."""
STRATEGY = ("text", "affected", "trial")
"""Fields of a strategy: the way, whom it affects, how it is tried."""
STRATEGIES_AT_MOST = 12
TEXT_AT_MOST = 600
"""Characters of one field."""
_STRATEGY_ID = re.compile(r"s-[0-9a-z]{1,32}")


class Owner(StrEnum):
    """What the owner of a problem decides once it is reframed."""

    STAY = "stay"
    LEAVE = "leave"
    WAIT = "wait"


class When(StrEnum):
    """When a step takes place: it is not one meeting's agenda."""

    BEFORE = "before"
    MEETING = "meeting"
    BETWEEN = "between"
    ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class GeneralStep:
    """One of the ten general steps.

    Args:
        id: permanent id.
        when: when it takes place.
        texts: ``name``, ``label`` for the picture, ``gist``, ``happens``, ``speaks``, ``written``, ``trap``.
    """

    id: str
    when: When
    texts: Mapping[str, Text]

    @property
    def name(self) -> Text:
        """What it is called."""
        return self.texts["name"]

    def json(self) -> dict[str, Any]:
        """Return the form pages show."""
        return {
            "id": self.id,
            "when": self.when.value,
            **{name: text.json() for name, text in self.texts.items()},
        }

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> Self:
        """Read an entry of the data file."""
        names = ("name", "label", "gist", "happens", "speaks", "written", "trap")
        return cls(raw["id"], When(raw["when"]), {name: Text.parse(raw[name]) for name in names})


@dataclass(frozen=True, slots=True)
class Way:
    """What a group has written on its way.

    Args:
        parts: the fields of each part that was written.
        strategies: the fields of each strategy by its id, in the order they came.
    """

    parts: Mapping[str, Fields] = field(default_factory=dict)
    strategies: Mapping[str, Fields] = field(default_factory=dict)

    def get(self, name: str) -> Fields | None:
        """Return the fields of a part or a strategy, None while nobody has written it."""
        return self.parts.get(name) or self.strategies.get(name)

    @property
    def marks(self) -> dict[str, str]:
        """A mark of each part as it stands; it changes with every word."""
        return {name: self.mark(name) for name in (*self.parts, *self.strategies)}

    def mark(self, name: str) -> str:
        """Return the mark of one part, blank while nobody has written it."""
        fields = self.get(name)
        if fields is None:
            return ""
        return hashlib.sha256(json.dumps(dict(fields), sort_keys=True).encode()).hexdigest()[:12]

    def with_part(self, name: str, fields: Fields) -> Self:
        """Return the way with one part written anew; a new strategy comes last."""
        if name in PARTS:
            return replace(self, parts={**self.parts, name: dict(fields)})
        return replace(self, strategies={**self.strategies, name: dict(fields)})

    def without(self, name: str) -> Self:
        """Return the way without a strategy."""
        kept = {each: fields for each, fields in self.strategies.items() if each != name}
        return replace(self, strategies=kept)

    def json(self) -> dict[str, Any]:
        """Return the form that is stored and shown."""
        return {
            "parts": {name: dict(fields) for name, fields in self.parts.items()},
            "strategies": [{"id": name, **fields} for name, fields in self.strategies.items()],
        }

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> Self:
        """Read what ``json`` wrote."""
        strategies = {
            each["id"]: {name: text for name, text in each.items() if name != "id"}
            for each in raw["strategies"]
        }
        return cls(dict(raw["parts"]), strategies)


def check_part(name: str, raw: Fields, way: Way) -> dict[str, str]:
    """Return the fields of a part as they are stored.

    Raises:
        InputError: no such part or field, too long, too many strategies, or none of the owner's ways.
    """
    expected = PARTS.get(name)
    if expected is None and _STRATEGY_ID.fullmatch(name):
        expected = STRATEGY
        if name not in way.strategies and len(way.strategies) >= STRATEGIES_AT_MOST:
            raise InputError("steps.error.many-strategies", {"most": STRATEGIES_AT_MOST})
    if expected is None or set(raw) != set(expected):
        raise InputError("steps.error.no-part")
    fields = {each: raw[each].strip() for each in expected}
    longest = max(fields.values(), key=len)
    if len(longest) > TEXT_AT_MOST:
        raise InputError("steps.error.too-long", {"most": TEXT_AT_MOST, "found": len(longest)})
    if name == "owner" and fields["choice"] not in {"", *Owner}:
        raise InputError("steps.error.no-part")
    return fields


_PIECES = re.compile(r"[A-Za-z0-9_'’-]+|\s+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text that two versions share, or that only this one has."""

    text: str
    own: bool

    def json(self) -> dict[str, Any]:
        """Return the form pages show."""
        return {"text": self.text, "own": self.own}


def side_by_side(before: str, after: str) -> tuple[tuple[Segment, ...], tuple[Segment, ...]]:
    """Return two wordings in stretches, each saying what is only its own.

    Chinese is compared sign by sign, words in Latin letters and numbers as wholes.
    """
    old, new = _PIECES.findall(before), _PIECES.findall(after)
    left: list[Segment] = []
    right: list[Segment] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        for side, pieces in ((left, old[i1:i2]), (right, new[j1:j2])):
            if pieces:
                side.append(Segment("".join(pieces), tag != "equal"))
    return tuple(left), tuple(right)
