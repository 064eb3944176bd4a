"""Answers of the demo class to the course's items: drawn from abilities, with three bad items planted."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle
from random import Random
from statistics import NormalDist
from typing import Any, TypeAlias

from sqlalchemy import insert

from zhixing.classroom.runsheet import run_sheets
from zhixing.course.content import all_items
from zhixing.course.rules import Item, Mark, Walked
from zhixing.course.service.mastery import learners
from zhixing.course.tables import AnswerRow
from zhixing.course.units import Unit, all_units
from zhixing.errors import ZhixingError
from zhixing.records import Work
from zhixing.records.clock import utc_now

UNITS = ("u01", "u03")
"""The units the demo class has worked through."""

NOISE = 0.9
"""How much an item's answers depend on other things than ability."""
HARD_SHARE, LURED_SHARE = 0.15, 0.45
"""Shares of the able who get the hard item right, and who fall for the lure."""
LEAST_SHARE, MOST_SHARE = 0.4, 0.85
"""Between which shares the other items are right."""
LEAST_SEPARATION = 0.5
"""By which share the abler third is more often right there than the weakest."""
BEHIND, LATE_STEPS = 6, 2
"""How many have not come to the last steps of a unit yet, and which steps that is."""
SECOND_RIGHT = 0.65
"""Share of those who were wrong and are right at the second try."""

_CHANGED = 0.35
_WRONG_KINDS = 12
_PATIENCE = 300
_STALE = 40
_DRAWS = 100
_KINDS = (("+", "-"), ("R", "B"))


@dataclass(frozen=True, slots=True)
class Planted:
    """What was planted in a unit for the item analysis to find.

    Args:
        hard: an item that few get right.
        flat: an item that does not tell able people from others.
        miskeyed: an item whose key is wrong in the eyes of able people.
        lure: the option they prefer.
    """

    hard: str
    flat: str
    miskeyed: str
    lure: str


_Answered: TypeAlias = tuple[dict[str, Any], Mark]
"""An answer in the form it is kept in, and what it is worth."""


@dataclass(frozen=True, slots=True)
class DemoTry:
    """One try of one person; ``person`` counts from 0 in the order of the roster."""

    person: int
    item: str
    attempt: int
    answer: dict[str, Any]
    mark: Mark
    version: str


def fill_answers(db: Work, classroom_id: str) -> None:
    """Give the learners of a class their first and second tries."""
    people = learners(db, classroom_id)
    rows = [
        {
            "person_id": people[each.person],
            "item_id": each.item,
            "attempt": each.attempt,
            "round": 0,
            "classroom_id": classroom_id,
            "content_version": each.version,
            "answer": each.answer,
            "correct": each.mark.correct,
            "score": each.mark.score,
            "answered": utc_now(),
        }
        for each in draw_tries(len(people))
    ]
    if rows:
        db.execute(insert(AnswerRow), rows)


def answered_items(unit: Unit) -> list[Item]:
    """Return the items of a unit that the demo class has answered: the marked ones no session asks."""
    known = all_items()
    asked = {(step.params or {}).get("item") for sheet in run_sheets().values() for step in sheet.steps}
    return [
        known[name] for name in unit.items if name in known and known[name].is_marked and name not in asked
    ]


def planted(unit: Unit) -> Planted | None:
    """Return what is planted in a unit; None where it has too few items with options."""
    items = answered_items(unit)
    single = [item for item in items if item.kind == "single"]
    others = [item for item in items if item not in single[:2]]
    if len(single) < 2 or not others:
        return None
    miskeyed, flat = single[:2]
    hard = min(others, key=lambda item: item.difficulty)
    solution = miskeyed.solution() or {}
    lure = next(each["id"] for each in miskeyed.asked()["options"] if each["id"] != solution["option"])
    return Planted(hard.id, flat.id, miskeyed.id, lure)


def draw_tries(people: int, seed: int = 2026) -> list[DemoTry]:
    """Return the tries of so many people; the same seed gives the same tries.

    Every item has a stream of its own, so that one that changes leaves the others alone.
    """
    spread = NormalDist()
    ability = [spread.inv_cdf((place + 0.5) / people) for place in range(people)]
    _random(seed, "ability").shuffle(ability)
    units = [unit for name, unit in all_units().items() if name in UNITS]
    return [each for unit in units for each in _unit_tries(seed, unit, ability)]


def _random(seed: int, name: str) -> Random:
    return Random(f"{seed}/{name}")  # noqa: S311  (example data, nothing secret)


def _unit_tries(seed: int, unit: Unit, ability: Sequence[float]) -> Iterator[DemoTry]:
    bad = planted(unit)
    everybody = range(len(ability))
    behind = set(_random(seed, unit.id).sample(everybody, min(BEHIND, len(ability))))
    late = set(_late_items(unit))
    for item in answered_items(unit):
        rng = _random(seed, item.id)
        there = {
            person: ability[person] for person in everybody if item.id not in late or person not in behind
        }
        right, lured = _who_is_right(rng, item, there, bad)
        key = _marked(item, _solution(item))
        lure = _marked(item, {"option": bad.lure}) if bad is not None and lured else key
        wrong = cycle(_WrongAnswers(rng, item).some())
        for person in there:
            first = key if person in right else lure if person in lured else next(wrong)
            yield DemoTry(person, item.id, 1, *first, item.version)
            if person not in right and item.most_tries is not None:
                second = key if rng.random() < SECOND_RIGHT else next(wrong)
                yield DemoTry(person, item.id, 2, *second, item.version)


def _late_items(unit: Unit) -> Iterator[str]:
    """Yield the items of the last steps that have any."""
    steps = [step for step in unit.steps if step.items]
    for step in steps[-LATE_STEPS:]:
        yield from step.items


def _who_is_right(
    rng: Random, item: Item, ability: Mapping[int, float], bad: Planted | None
) -> tuple[set[int], set[int]]:
    """Return who is right at once, and who falls for the lure."""
    able = sorted(ability, key=lambda person: -ability[person])
    if bad is None or item.id not in (bad.hard, bad.flat, bad.miskeyed):
        return _usually_right(rng, item, ability, able), set()
    if item.id == bad.hard:
        return set(able[: round(HARD_SHARE * len(able))]), set()
    if item.id == bad.flat:
        return {person for place, person in enumerate(able) if place % 4 in (0, 3)}, set()
    lured = set(able[: round(LURED_SHARE * len(able))])
    return set(able[1::2]) - lured, lured


def _usually_right(rng: Random, item: Item, ability: Mapping[int, float], able: Sequence[int]) -> set[int]:
    """Return who is right at an item that does what it should: the able more often than the others."""
    share = min(MOST_SHARE, max(LEAST_SHARE, item.difficulty))
    third = max(1, len(able) // 3)
    right = set[int]()
    for _ in range(_DRAWS):
        ranked = sorted(ability, key=lambda person: -(ability[person] + rng.gauss(0, NOISE)))
        right = set(ranked[: round(share * len(ranked))])
        apart = len(right.intersection(able[:third])) - len(right.intersection(able[-third:]))
        if apart >= LEAST_SEPARATION * third:
            break
    return right


def _solution(item: Item) -> dict[str, Any]:
    found = item.solution()
    if found is None:
        raise ValueError(item.id)
    return found


def _marked(item: Item, answer: dict[str, Any]) -> _Answered:
    return answer, item.mark(item.read(answer))


class _WrongAnswers:
    """Finds answers to an item that are not right, whatever its kind."""

    def __init__(self, rng: Random, item: Item) -> None:
        self._rng = rng
        self._item = item
        self._pools = [*_KINDS, *_pools(item.asked())]

    def some(self) -> list[_Answered]:
        """Return a few different ones."""
        item, found, stale = self._item, list[_Answered](), 0
        for _ in range(_PATIENCE):
            if len(found) == _WRONG_KINDS or (found and stale > _STALE):
                break
            stale += 1
            raw = self._walked(item) if isinstance(item, Walked) else self._changed(_solution(item))
            try:
                answer = item.read(raw)
            except ZhixingError:
                continue
            mark, stored = item.mark(answer), item.stored(answer)
            if not mark.correct and all(stored != known for known, _ in found):
                found.append((stored, mark))
                stale = 0
        if not found:
            raise ValueError(item.id)
        return found

    def _walked(self, case: Walked) -> dict[str, Any]:
        path: tuple[str, ...] = ()
        while not case.is_ended(path):
            path = case.go(path, self._rng.choice(case.walk(path)["now"]["choices"])["id"])
        return {"path": list(path)}

    def _changed(self, solution: Mapping[str, Any]) -> dict[str, Any]:
        return {name: self._other(value) for name, value in solution.items()}

    def _other(self, value: Any) -> Any:
        """Return something else in the place of a right value; in a table only here and there."""
        match value:
            case dict():
                return {
                    name: self._other(inner) if self._rng.random() < _CHANGED else inner
                    for name, inner in value.items()
                }
            case list():
                return self._other_list(value)
            case bool():
                return self._rng.random() < 0.5
            case int() | float() if not self._pool(value):
                return round(value * self._rng.choice((0.5, 0.8, 1.25, 2)) + self._rng.choice((0, 1, 10)), 2)
            case _:
                pool = self._pool(value)
                return self._rng.choice(pool) if pool else self._item.prompt.zh[: self._rng.randint(3, 8)]

    def _other_list(self, value: list[Any]) -> list[Any]:
        pool = self._pool(value[0]) if value else ()
        if len(pool) == len(value):
            return self._rng.sample(value, len(value))
        return [each for each in pool if (each in value) is (self._rng.random() > _CHANGED)]

    def _pool(self, value: object) -> Sequence[Any]:
        return next((pool for pool in self._pools if value in pool), ())


def _pools(raw: object) -> Iterator[tuple[Any, ...]]:
    """Yield the ids of every list of named things on an item's face, the innermost first."""
    if isinstance(raw, dict):
        for inner in raw.values():
            yield from _pools(inner)
    elif isinstance(raw, list):
        for inner in raw:
            yield from _pools(inner)
        ids = tuple(one["id"] for one in raw if isinstance(one, dict) and "id" in one)
        if ids:
            yield ids
