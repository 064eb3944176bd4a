"""A causal-loop diagram: quantities, what moves which in which direction, and the loops they close."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from zhixing.course.kinds.pieces import pieces
from zhixing.course.kinds.quantity import read_number
from zhixing.course.written import Entry
from zhixing.text import Text

SIGNS = ("+", "-")
"""The same direction, or the opposite one."""

KINDS = ("R", "B")
"""Reinforcing, or balancing."""

WIDEST = 100
"""Places are counted from 0 to this, from the left and from the top."""

_NODE_KEYS = frozenset({"text", "x", "y"})
_LINK_KEYS = frozenset({"from", "to", "sign", "given"})
_LINK_NOTES = frozenset({"delay", "feedback"})
_LOOP_KEYS = frozenset({"text", "links", "kind", "given"})
_LOOP_NOTES = frozenset({"feedback"})


@dataclass(frozen=True, slots=True)
class Node:
    """A quantity that can rise and fall, and where it is drawn."""

    id: str
    text: Text
    x: float
    y: float

    def json(self) -> dict[str, Any]:
        """Return it as it is drawn."""
        return {"id": self.id, "text": self.text.json(), "x": self.x, "y": self.y}


@dataclass(frozen=True, slots=True)
class Link:
    """An arrow; a sign that is asked for stays on the server until it may be seen.

    Args:
        id: its id within the item.
        start: the quantity that moves another.
        end: the quantity that is moved.
        sign: ``+`` when both move in the same direction, ``-`` when in opposite ones.
        given: whether the sign is shown from the start.
        delay: whether the effect comes late.
        feedback: why it has this sign; there for every sign that is asked for.
    """

    id: str
    start: str
    end: str
    sign: str
    given: bool
    delay: bool
    feedback: Text | None

    def json(self) -> dict[str, Any]:
        """Return it as it is drawn, without a sign that is asked for."""
        sign = self.sign if self.given else None
        return {"id": self.id, "from": self.start, "to": self.end, "delay": self.delay, "sign": sign}


@dataclass(frozen=True, slots=True)
class Loop:
    """A closed circle of links; a kind that is asked for stays on the server until it may be seen.

    Args:
        id: its id within the item.
        text: what it is called.
        links: ids of its links, in order.
        kind: ``R`` or ``B``.
        given: whether the kind is shown from the start.
        feedback: why it is of this kind; there for every kind that is asked for.
    """

    id: str
    text: Text
    links: tuple[str, ...]
    kind: str
    given: bool
    feedback: Text | None

    def json(self) -> dict[str, Any]:
        """Return it as it is drawn, without a kind that is asked for."""
        kind = self.kind if self.given else None
        return {"id": self.id, "text": self.text.json(), "links": list(self.links), "kind": kind}


@dataclass(frozen=True, slots=True)
class Diagram:
    """A whole diagram."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    loops: tuple[Loop, ...]

    def json(self) -> dict[str, Any]:
        """Return it as it is drawn before anything is answered."""
        return {
            "nodes": [node.json() for node in self.nodes],
            "links": [link.json() for link in self.links],
            "loops": [loop.json() for loop in self.loops],
        }

    @property
    def asked_links(self) -> tuple[Link, ...]:
        """The links whose sign is asked for."""
        return tuple(link for link in self.links if not link.given)

    @property
    def asked_loops(self) -> tuple[Loop, ...]:
        """The loops whose kind is asked for."""
        return tuple(loop for loop in self.loops if not loop.given)


def parity(signs: Sequence[str]) -> str:
    """Return the kind of a loop: balancing with an odd number of opposite directions, else reinforcing."""
    return KINDS[signs.count("-") % 2]


def read_diagram(entry: Entry) -> Diagram:
    """Read a diagram; its loops are closed, and of the kind their signs make them.

    Raises:
        InputError: naming file, item and key.
    """
    nodes = tuple(_node(name, one) for name, one in pieces(entry, "node", _NODE_KEYS, least=2))
    places = frozenset(node.id for node in nodes)
    links = tuple(
        _link(name, one, places) for name, one in pieces(entry, "link", _LINK_KEYS, _LINK_NOTES, least=2)
    )
    twice = [ends for ends, count in Counter((link.start, link.end) for link in links).items() if count > 1]
    if twice:
        start, end = twice[0]
        raise entry.fault("exercise.error.link-doubled", key="link", start=start, end=end)
    by_id = {link.id: link for link in links}
    loops = tuple(_loop(name, one, by_id) for name, one in pieces(entry, "loop", _LOOP_KEYS, _LOOP_NOTES))
    diagram = Diagram(nodes, links, loops)
    if not diagram.asked_links and not diagram.asked_loops:
        raise entry.fault("exercise.error.nothing-asked", key="given")
    return diagram


def _node(name: str, entry: Entry) -> Node:
    return Node(name, entry.text("text"), _place(entry, "x"), _place(entry, "y"))


def _place(entry: Entry, key: str) -> float:
    place = read_number(entry, key)
    if not 0 <= place <= WIDEST:
        raise entry.fault("exercise.error.place", key=f"{entry.part}{key}", found=place, most=WIDEST)
    return place


def _link(name: str, entry: Entry, places: frozenset[str]) -> Link:
    for key in ("from", "to"):
        if entry.raw[key] not in places:
            found = str(entry.raw[key])[:40]
            raise entry.fault("exercise.error.no-node", key=f"{entry.part}{key}", found=found)
    if entry.raw["from"] == entry.raw["to"]:
        raise entry.fault("exercise.error.self-link", key=f"{entry.part}to", found=entry.raw["to"])
    sign = _one_of(entry, "sign", SIGNS)
    given = entry.flag("given")
    feedback = _why(entry, given=given)
    return Link(name, entry.raw["from"], entry.raw["to"], sign, given, entry.flag("delay"), feedback)


def _loop(name: str, entry: Entry, links: Mapping[str, Link]) -> Loop:
    names = entry.names("links")
    unknown = [each for each in names if each not in links]
    if unknown:
        raise entry.fault("exercise.error.no-link", key=f"{entry.part}links", found=unknown[0][:40])
    if not _is_closed([links[each] for each in names]):
        raise entry.fault("exercise.error.loop-open", key=f"{entry.part}links")
    kind = _one_of(entry, "kind", KINDS)
    signs = [links[each].sign for each in names]
    if kind != parity(signs):
        count = signs.count("-")
        raise entry.fault(
            "exercise.error.loop-kind", key=f"{entry.part}kind", count=count, right=parity(signs), found=kind
        )
    given = entry.flag("given")
    return Loop(name, entry.text("text"), names, kind, given, _why(entry, given=given))


def _is_closed(links: Sequence[Link]) -> bool:
    starts = {link.start for link in links}
    return (
        len(links) >= 2
        and len(starts) == len(links)
        and all(before.end == after.start for before, after in pairwise((*links, links[0])))
    )


def _one_of(entry: Entry, key: str, allowed: Sequence[str]) -> str:
    found = entry.raw[key]
    if found not in allowed:
        words = " / ".join(allowed)
        raise entry.fault(
            "exercise.error.not-one-of", key=f"{entry.part}{key}", allowed=words, found=str(found)[:40]
        )
    return str(found)


def _why(entry: Entry, *, given: bool) -> Text | None:
    if "feedback" in entry.raw:
        return entry.text("feedback")
    if not given:
        raise entry.fault("course.error.key-missing", key=f"{entry.part}feedback")
    return None
