"""The states of a branching case, what leads from one to the next, and how it may end."""

import hashlib
import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from typing import Any

from zhixing.errors import MissingError
from zhixing.text import Text

QUALITIES = ("good", "mixed", "poor")
"""How an ending is, best first."""

MOST_STEPS = 60
"""Choices of one run; only somebody going round in circles comes near."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One way on; what it is worth and where it leads stays on the server until it was taken.

    Args:
        id: its id within the state.
        text: what one does.
        to: the state it leads to.
        score: what it is worth, from 0 to 1.
        consequence: what follows at once.
    """

    id: str
    text: Text
    to: str
    score: float
    consequence: Text

    def json(self) -> dict[str, Any]:
        """Return it as it is offered."""
        return {"id": self.id, "text": self.text.json()}


@dataclass(frozen=True, slots=True)
class Ending:
    """How a run ends: what it is called, what is to be learnt from it, and how good it is."""

    title: Text
    debrief: Text
    quality: str

    def json(self) -> dict[str, Any]:
        """Return it as it is read by somebody who has come there."""
        return {"title": self.title.json(), "debrief": self.debrief.json(), "quality": self.quality}


@dataclass(frozen=True, slots=True)
class State:
    """A situation with choices, or an ending."""

    id: str
    text: Text
    choices: tuple[Choice, ...]
    ending: Ending | None

    def choice(self, choice_id: str) -> Choice:
        """Return one of the choices.

        Raises:
            MissingError: ``exercise.error.no-choice``.
        """
        for choice in self.choices:
            if choice.id == choice_id:
                return choice
        raise MissingError("exercise.error.no-choice", {"choice": choice_id[:40]})

    def offered(self, item_id: str) -> list[Choice]:
        """Return the choices in the order shown; it does not follow the order in the file."""
        return sorted(self.choices, key=lambda choice: _hash(f"{item_id}/{self.id}/{choice.id}"))


def _hash(name: str) -> bytes:
    return hashlib.sha256(name.encode()).digest()


@dataclass(frozen=True)
class Storyline:
    """All states, and where a run starts."""

    start: str
    states: tuple[State, ...]

    @cached_property
    def by_id(self) -> Mapping[str, State]:
        """The states by id."""
        return {state.id: state for state in self.states}

    @property
    def endings(self) -> tuple[State, ...]:
        """The states in which a run may end."""
        return tuple(state for state in self.states if state.ending is not None)

    def follow(self, path: Sequence[str]) -> tuple[list[tuple[State, Choice]], State]:
        """Return each state with the choice made there, and the state in which one stands then.

        Raises:
            MissingError: a choice is not offered where it would be made.
        """
        taken: list[tuple[State, Choice]] = []
        now = self.by_id[self.start]
        for choice_id in path:
            choice = now.choice(choice_id)
            taken.append((now, choice))
            now = self.by_id[choice.to]
        return taken, now

    def reached(self) -> frozenset[str]:
        """Return the ids of the states to which some path leads."""
        return _spread({self.start}, {state.id: [each.to for each in state.choices] for state in self.states})

    def ending_in_sight(self) -> frozenset[str]:
        """Return the ids of the states from which some path leads to an ending."""
        back: dict[str, list[str]] = {state.id: [] for state in self.states}
        for state in self.states:
            for choice in state.choices:
                back[choice.to].append(state.id)
        return _spread({state.id for state in self.endings}, back)

    def best(self) -> tuple[str, ...]:
        """Return the path to a good ending on which the least is lost; the shortest of those.

        Dijkstra's shortest path, where a choice is as long as what it lacks of being worth 1.
        """
        turn = count()
        waiting: list[tuple[float, int, int, str, tuple[str, ...]]] = [(0.0, 0, next(turn), self.start, ())]
        seen: set[str] = set()
        while waiting:
            lost, length, _, name, path = heapq.heappop(waiting)
            state = self.by_id[name]
            if state.ending is not None and state.ending.quality == QUALITIES[0]:
                return path
            if name in seen:
                continue
            seen.add(name)
            for choice in state.choices:
                further = (lost + 1 - choice.score, length + 1, next(turn), choice.to, (*path, choice.id))
                heapq.heappush(waiting, further)
        raise ValueError(self.start)


def _spread(from_here: set[str], ways: Mapping[str, Sequence[str]]) -> frozenset[str]:
    found, waiting = set(from_here), list(from_here)
    while waiting:
        for name in ways[waiting.pop()]:
            if name not in found:
                found.add(name)
                waiting.append(name)
    return frozenset(found)
