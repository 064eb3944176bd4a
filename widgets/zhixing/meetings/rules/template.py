"""Templates of meetings, and the plan that one of them gives for so many people in so much time."""

import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any

from zhixing import resources
from zhixing.errors import InputError
from zhixing.meetings.rules.plan import Block, Day, Form, Plan, Setting
from zhixing.meetings.rules.speaking import Crowd, Speaking, allotted
from zhixing.policy import Policy, policy
from zhixing.text import Text

STEP = 5
"""Blocks of a stretched plan are whole steps of so many minutes, and none is shorter."""
_FIXED = frozenset({Form.BREAK, Form.PLEDGE})


class Kind(StrEnum):
    """What a meeting is made from."""

    KICK_OFF = "kick-off"
    FIRST_WORKSHOP = "first-workshop"
    GROUP_SEMINAR = "group-seminar"
    CLASS_WORKSHOP = "class-workshop"
    STRUCTURED_DISCUSSION = "structured-discussion"


class Scope(StrEnum):
    """Whether a meeting is one group's or the whole class's."""

    GROUP = "group"
    CLASS = "class"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the agenda."""

    id: str
    title: Text


@dataclass(frozen=True, slots=True)
class Slot:
    """A block of a template.

    Args:
        block: the block; its minutes are those of the first length.
        minutes: its minutes in each length of the template; 0 leaves it out.
    """

    block: Block
    minutes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Template:
    """What a kind of meeting usually looks like.

    Args:
        kind: which one.
        title: what it is called.
        note: what it is for, and when it is held.
        scopes: whether a group holds it, the class, or either.
        lengths: the lengths it comes in, in minutes with all breaks; the first is the usual one.
        parts: the parts of its agenda.
        days: its blocks, day by day.
        starts: the time of day it begins.
    """

    kind: Kind
    title: Text
    note: Text
    scopes: tuple[Scope, ...]
    lengths: tuple[int, ...]
    parts: tuple[Part, ...]
    days: tuple[tuple[Slot, ...], ...]
    starts: str

    def at(self, length: int) -> list[list[Block]]:
        """Return the blocks of each day in one of the template's lengths."""
        place = self.lengths.index(length)
        return [
            [replace(slot.block, minutes=slot.minutes[place]) for slot in day if slot.minutes[place] > 0]
            for day in self.days
        ]

    def nearest(self, minutes: int | None) -> int:
        """Return which of its lengths is nearest to so many minutes."""
        if minutes is None:
            return self.lengths[0]
        return min(self.lengths, key=lambda one: abs(one - minutes))


@cache
def templates() -> Mapping[str, Template]:
    """Read the templates once per process, by kind in the order of the page."""
    page = resources.data() / "meetings" / "templates.toml"
    raw = tomllib.loads(page.read_text(encoding="utf-8"))
    found = [_template(entry) for entry in raw["template"]]
    return MappingProxyType({template.kind.value: template for template in found})


def template_of(kind: str) -> Template:
    """Return the template of a kind.

    Raises:
        InputError: ``planner.error.no-kind``.
    """
    found = templates().get(kind)
    if found is None:
        raise InputError("planner.error.no-kind", {"kind": kind[:40]})
    return found


def make_plan(
    kind: str,
    people: int,
    groups: int,
    minutes: int | None = None,
    *,
    largest: int | None = None,
    starts: str | None = None,
    values: Policy | None = None,
) -> Plan:
    """Make a plan from a template.

    Args:
        kind: of the template.
        people: how many take part.
        groups: how many groups they form; below two everybody works together.
        minutes: how long all days take together, breaks included; None takes the usual length.
        largest: people in the largest group, where it is known; else groups are taken to be even.
        starts: the time of day each day begins; None takes the template's.
        values: the policy in force; None takes the default one.

    Raises:
        InputError: ``planner.error.no-kind``; ``planner.error.no-room``, the agenda needs more time.
    """
    template = template_of(kind)
    speaking = Speaking.of(policy() if values is None else values)
    crowd = Crowd.of(people, groups, largest)
    days = template.at(template.nearest(minutes))
    if minutes is not None:
        days = _stretched(days, minutes)
    return Plan(
        tuple(
            Day(offset, starts or template.starts, tuple(_seated(block, crowd, speaking) for block in blocks))
            for offset, blocks in enumerate(days)
        )
    )


def _seated(block: Block, crowd: Crowd, speaking: Speaking) -> Block:
    setting = block.setting if crowd.groups > 1 else Setting.TOGETHER
    seated = replace(block, setting=setting)
    return replace(seated, each=allotted(seated, crowd, speaking))


def _stretched(days: Sequence[Sequence[Block]], wished: int) -> list[list[Block]]:
    """Let the blocks share another time as they share their own; breaks and the pledge keep theirs."""
    blocks = [block for day in days for block in day]
    fixed = sum(block.minutes for block in blocks if block.form in _FIXED)
    moving = [block for block in blocks if block.form not in _FIXED]
    least = fixed + STEP * len(moving)
    if wished < least:
        raise InputError("planner.error.no-room", {"asked": wished, "least": least})
    shares = _shared(wished - fixed, {block.id: block.minutes for block in moving})
    return [[replace(block, minutes=shares.get(block.id, block.minutes)) for block in day] for day in days]


def _shared(whole: int, weights: Mapping[str, int]) -> dict[str, int]:
    """Share minutes out by weight in whole steps; the longest take what is left over, or give what lacks."""
    total = sum(weights.values())
    shares = {
        name: max(STEP, math.floor(whole * weight / total / STEP) * STEP) for name, weight in weights.items()
    }
    while sum(shares.values()) > whole:
        shares[max(shares, key=lambda name: shares[name])] -= STEP
    left = whole - sum(shares.values())
    order = sorted(weights, key=lambda name: -weights[name])
    for place in range(left // STEP):
        shares[order[place % len(order)]] += STEP
    shares[order[0]] += left % STEP
    return shares


def _template(raw: Mapping[str, Any]) -> Template:
    lengths = tuple(raw["lengths"])
    return Template(
        kind=Kind(raw["kind"]),
        title=Text.parse(raw["title"]),
        note=Text.parse(raw["note"]),
        scopes=tuple(Scope(scope) for scope in raw["scopes"]),
        lengths=lengths,
        parts=tuple(Part(part["id"], Text.parse(part["title"])) for part in raw["part"]),
        days=tuple(tuple(_slot(block, len(lengths)) for block in day["block"]) for day in raw["day"]),
        starts=raw["starts"],
    )


def _slot(raw: Mapping[str, Any], lengths: int) -> Slot:
    given = raw["minutes"]
    minutes = tuple(given) if isinstance(given, list) else (given,) * lengths
    usual = {"form": Form.PLAIN, "setting": Setting.TOGETHER}
    return Slot(Block.parse({**usual, **raw, "minutes": minutes[0]}), minutes)
