"""The demo organisation as it is written: units, people, topics, and what is drawn for them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from zhixing import resources
from zhixing.actor import Role
from zhixing.text import Text

Sheet = dict[str, dict[str, int | None]]
"""One rater's ratings: topic id, criterion id, value; None where the rater left the cell empty."""


@dataclass(frozen=True, slots=True)
class DemoUnit:
    """A unit; ``position`` is the establishment order, from 1."""

    id: str
    position: int
    name: Text
    short: Text


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """A person of the roster.

    Args:
        rank: order of the post, 1 the highest.
        strokes: sorts surnames by number, then sequence, of strokes (姓氏笔画).
        table: seat from 1; None for those who belong to no group.
    """

    id: str
    name: str
    unit: str
    post: Text
    rank: int
    strokes: int
    table: int | None
    role: Role


@dataclass(frozen=True, slots=True)
class DemoTopic:
    """A topic somebody proposed.

    Args:
        kind: ``task``, ``project`` or ``problem``.
        origin: ``research``, ``member``, or ``leader`` for a designated topic.
        expected: ids of the units expected to take part.
        merged_into: id of the topic this one turned out to repeat.
        source: which research it comes from, or what the leader said.
    """

    id: str
    title: Text
    statement: Text
    kind: str
    origin: str
    unit: str
    owner: str
    expected: tuple[str, ...]
    merged_into: str | None = None
    source: Text | None = None

    @property
    def is_listed(self) -> bool:
        """Tell whether the class compares it: it is neither designated nor merged."""
        return self.origin != "leader" and self.merged_into is None


@dataclass(frozen=True, slots=True)
class DemoVerdict:
    """What one table judged of one condition of one topic; a reason unless it is suitable."""

    table: int
    topic: str
    condition: str
    verdict: str
    reason: Text | None


@dataclass(frozen=True, slots=True)
class Demo:
    """The whole demonstration.

    Args:
        name: the organisation's name.
        votes: person id and the topics voted for, in order of people.
        ratings: one sheet a rater, in random order: no sheet belongs to a person.
    """

    name: Text
    units: tuple[DemoUnit, ...]
    people: tuple[DemoPerson, ...]
    topics: tuple[DemoTopic, ...]
    verdicts: tuple[DemoVerdict, ...]
    votes: tuple[tuple[str, tuple[str, ...]], ...]
    ratings: tuple[Sheet, ...]


def read() -> dict[str, Any]:
    """Return ``data/demo/organisation.toml`` as it stands."""
    page = resources.data() / "demo" / "organisation.toml"
    return tomllib.loads(page.read_text(encoding="utf-8"))


def unit(position: int, raw: Mapping[str, Any]) -> DemoUnit:
    """Return a unit."""
    return DemoUnit(raw["id"], position, Text.parse(raw["name"]), Text.parse(raw["short"]))


def person(raw: Mapping[str, Any]) -> DemoPerson:
    """Return a person."""
    sequence: str = raw["strokes"]
    return DemoPerson(
        id=raw["id"],
        name=raw["name"],
        unit=raw["unit"],
        post=Text.parse(raw["post"]),
        rank=raw["rank"],
        strokes=len(sequence) * 10**7 + int(sequence[:7].ljust(7, "0")),
        table=raw.get("table"),
        role=Role(raw["role"]),
    )


def topic(raw: Mapping[str, Any]) -> DemoTopic:
    """Return a topic."""
    return DemoTopic(
        id=raw["id"],
        title=Text.parse(raw["title"]),
        statement=Text.parse(raw["statement"]),
        kind=raw["kind"],
        origin=raw["origin"],
        unit=raw["unit"],
        owner=raw["owner"],
        expected=tuple(raw["expected"]),
        merged_into=raw.get("merged-into"),
        source=Text.parse(raw["source"]) if "source" in raw else None,
    )
