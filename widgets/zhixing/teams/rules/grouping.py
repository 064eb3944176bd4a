"""A grouping while people work on it: rules, groups, places, who is locked, duties, and what was before."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self

from zhixing.errors import InputError, MissingError, RefusedError
from zhixing.teams.rules.clash import Clash
from zhixing.teams.rules.request import Places, Rules, Slot

STEPS_KEPT = 20
"""So many moves can be taken back."""

DUTIES = ("leader", "liaison")
"""Duties that one member of a group holds."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the solver said of the places it found.

    Args:
        status: ``optimal``, ``feasible``, ``impossible`` or ``unknown``.
        cost: weighted points of the wishes.
        gap: by which share of its cost it could be better at most; None where that is not known.
        seconds: how long it took.
        asked: mark of the people and rules it rests on.
        is_moved: whether somebody was moved by hand since.
    """

    status: str
    cost: int | None
    gap: float | None
    seconds: float
    asked: str
    is_moved: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """What a move changed: where these people were, and what their duties were; None: nowhere, none."""

    places: Mapping[str, str | None]
    duties: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Draft:
    """A grouping.

    Args:
        rules: what must hold and what is wished.
        slots: the groups, in the order of their numbers.
        places: where everybody is who is in a group.
        locked: who stays where they are.
        duties: ``leader`` or ``liaison``, by person.
        found: what the solver said last.
        clash: why it found nothing.
        past: moves that can be taken back, the latest last.
    """

    rules: Rules
    slots: tuple[Slot, ...]
    places: Places = field(default_factory=dict)
    locked: frozenset[str] = frozenset()
    duties: Mapping[str, str] = field(default_factory=dict)
    found: Found | None = None
    clash: Clash | None = None
    past: tuple[Step, ...] = ()

    def duty(self, person: str) -> str:
        """Return what a person does in their group."""
        return self.duties.get(person, "member")

    def slot(self, key: str) -> Slot:
        """Return a group by its key.

        Raises:
            MissingError: ``teams.error.no-slot``.
        """
        for slot in self.slots:
            if slot.key == key:
                return slot
        raise MissingError("teams.error.no-slot")

    def slot_of(self, person: str) -> Slot | None:
        """Return the group somebody is in."""
        key = self.places.get(person)
        return None if key is None else self.slot(key)

    def people_in(self, key: str) -> tuple[str, ...]:
        """Return who is in a group."""
        return tuple(person for person, place in self.places.items() if place == key)

    def locks(self) -> Mapping[str, str]:
        """Return the groups of those who stay where they are."""
        return {person: self.places[person] for person in self.locked if person in self.places}

    def among(self, people: Iterable[str]) -> Self:
        """Return the grouping of those who are still there, in the given order."""
        places = {person: self.places[person] for person in people if person in self.places}
        return replace(
            self,
            places=places,
            locked=frozenset(self.locked & places.keys()),
            duties={person: duty for person, duty in self.duties.items() if person in places},
        )

    def moved(self, moves: Sequence[tuple[str, str | None]]) -> Self:
        """Return the grouping with people in other groups; None takes somebody out of all of them.

        A leader or liaison who changes groups is an ordinary member there.

        Raises:
            InputError: ``teams.error.two-groups``: somebody was put into two groups at once.
            RefusedError: ``teams.error.locked``: somebody is locked.
            MissingError: ``teams.error.no-slot``.
        """
        to: dict[str, str | None] = {}
        for person, key in moves:
            if to.setdefault(person, key) != key:
                raise InputError("teams.error.two-groups")
            if key is not None:
                self.slot(key)
        changed = {person: key for person, key in to.items() if self.places.get(person) != key}
        if self.locked.intersection(changed):
            raise RefusedError("teams.error.locked")
        return self._put(changed) if changed else self

    def _put(self, changed: Mapping[str, str | None]) -> Self:
        step = Step(
            {person: self.places.get(person) for person in changed},
            {person: self.duties.get(person) for person in changed},
        )
        places = {**self.places, **changed}
        duties = {person: duty for person, duty in self.duties.items() if person not in changed}
        found = None if self.found is None else replace(self.found, is_moved=True)
        return replace(
            self,
            places={person: key for person, key in places.items() if key is not None},
            duties=duties,
            found=found,
            clash=None,
            past=(*self.past, step)[-STEPS_KEPT:],
        )

    def undone(self) -> Self:
        """Return the grouping before the last move.

        Raises:
            RefusedError: ``teams.error.nothing-to-undo``.
        """
        if not self.past:
            raise RefusedError("teams.error.nothing-to-undo")
        step = self.past[-1]
        known = {slot.key for slot in self.slots}
        places = {**self.places, **step.places}
        before = replace(
            self,
            places={person: key for person, key in places.items() if key is not None and key in known},
            past=self.past[:-1],
        )
        duties = {person: duty for person, duty in self.duties.items() if person not in step.duties}
        back = {person: duty for person, duty in step.duties.items() if duty is not None}
        taken = {(before.places.get(person), duty) for person, duty in duties.items()}
        free = {
            person: duty
            for person, duty in back.items()
            if person in before.places and (before.places[person], duty) not in taken
        }
        return replace(before, duties={**duties, **free}, locked=self.locked & before.places.keys())

    def solved(self, places: Places, found: Found) -> Self:
        """Return the grouping as the solver found it; the places before can be had back."""
        people = {**self.places, **places}
        changed = {
            person: places.get(person) for person in people if places.get(person) != self.places.get(person)
        }
        put = self._put(changed) if changed else self
        return replace(put, found=found, clash=None, locked=self.locked & put.places.keys())

    def at_odds(self, clash: Clash | None, found: Found) -> Self:
        """Return the grouping with why nothing was found; the places stay."""
        return replace(self, clash=clash, found=found)

    def ruled(self, rules: Rules, slots: tuple[Slot, ...]) -> Self:
        """Return the grouping under other rules and groups; who was in a group that is gone is in none."""
        known = {slot.key for slot in slots}
        places = {person: key for person, key in self.places.items() if key in known}
        kept = replace(self, rules=rules, slots=slots, places=places, clash=None)
        return replace(
            kept,
            locked=self.locked & places.keys(),
            duties={person: duty for person, duty in self.duties.items() if person in places},
        )

    def with_lock(self, people: Collection[str], *, is_locked: bool) -> Self:
        """Return the grouping with people locked where they are, or free again.

        Raises:
            RefusedError: ``teams.error.unplaced``: somebody is in no group.
        """
        if is_locked and not self.places.keys() >= set(people):
            raise RefusedError("teams.error.unplaced")
        locked = self.locked | set(people) if is_locked else self.locked - set(people)
        return replace(self, locked=frozenset(locked))

    def with_duty(self, person: str, duty: str) -> Self:
        """Return the grouping with somebody's duty; whoever held it in that group no longer does.

        Raises:
            RefusedError: ``teams.error.unplaced``: the person is in no group.
        """
        key = self.places.get(person)
        if key is None:
            raise RefusedError("teams.error.unplaced")
        duties = {
            other: held
            for other, held in self.duties.items()
            if other != person and not (held == duty and self.places.get(other) == key)
        }
        return replace(self, duties={**duties, person: duty} if duty in DUTIES else duties)

    def with_duties(self, proposed: Mapping[str, str]) -> Self:
        """Return the grouping with proposed duties where a group has none yet; what people chose stays."""
        draft = self
        for person, duty in proposed.items():
            key = self.places.get(person)
            taken = any(held == duty and self.places.get(other) == key for other, held in self.duties.items())
            if key is not None and not taken and person not in self.duties:
                draft = draft.with_duty(person, duty)
        return draft

    def without_past(self) -> Self:
        """Return the grouping alone, as it is adopted or copied."""
        return replace(self, past=(), clash=None)

    def json(self) -> dict[str, Any]:
        """Return the form that is stored; it names nobody who is kept apart."""
        found = self.found
        return {
            "rules": self.rules.json(),
            "slots": [[slot.key, slot.number, slot.sub_topic, slot.name] for slot in self.slots],
            "places": dict(self.places),
            "locked": sorted(self.locked),
            "duties": dict(self.duties),
            "found": None if found is None else {name: getattr(found, name) for name in Found.__slots__},
            "clash": None if self.clash is None else self.clash.json(),
            "past": [{"places": dict(step.places), "duties": dict(step.duties)} for step in self.past],
        }

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> Self:
        """Read what ``json`` wrote."""
        return cls(
            rules=Rules.parse(raw["rules"]),
            slots=tuple(Slot(*each) for each in raw["slots"]),
            places=dict(raw["places"]),
            locked=frozenset(raw["locked"]),
            duties=dict(raw["duties"]),
            found=None if raw["found"] is None else Found(**raw["found"]),
            clash=None if raw["clash"] is None else Clash.parse(raw["clash"]),
            past=tuple(Step(each["places"], each["duties"]) for each in raw["past"]),
        )
