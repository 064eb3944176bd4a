"""Item analysis of a class: first tries at a unit's marked items, and how far their score can be trusted."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from zhixing.course.content import all_items
from zhixing.course.rules import Item
from zhixing.course.service.cautions import Caution, Numbers, cautions
from zhixing.course.service.chosen import Part, Tries, halves, parts, totals
from zhixing.course.service.first_tries import FirstTry, first_tries
from zhixing.course.units import Unit
from zhixing.errors import MeasureError
from zhixing.measures import items as measures
from zhixing.records import Work

LEAST_PEOPLE = 20
"""Fewest people whose answers are interpreted; with fewer only counts are shown."""

LEAST_ITEMS = 2
"""Fewest items of which a score is made."""


@dataclass(frozen=True, slots=True)
class ItemReport:
    """One item of a class.

    Args:
        item: the item.
        answered: how many have answered it.
        right: how many of them were right at once.
        score: their mean score, from 0 to 1.
        parts: what they chose.
        numbers: None where nothing is interpreted.
        halves: how many did better, and worse, on the other items.
        cautions: what to look at.
    """

    item: Item
    answered: int
    right: int
    score: float | None
    parts: tuple[Part, ...]
    numbers: Numbers | None = None
    halves: tuple[int, int] | None = None
    cautions: tuple[Caution, ...] = ()

    @property
    def facility(self) -> float | None:
        """The share right of all who answered."""
        return self.right / self.answered if self.answered else None


@dataclass(frozen=True, slots=True)
class Reliability:
    """How far the score of a unit can be trusted.

    Args:
        kr20: of the number right, with its interval.
        alpha: of the sum of scores, with its interval; None where it cannot be computed.
        sem: standard error of measurement, in items.
        mean: mean number right.
    """

    kr20: measures.Alpha
    alpha: measures.Alpha | None
    sem: float
    mean: float


@dataclass(frozen=True, slots=True)
class Report:
    """The analysis of a unit in a class.

    Args:
        items: every marked item of the unit, in its order.
        people: how many have answered anything.
        table: how many people and items the numbers rest on: people who answered each of these items.
        reliability: None where nothing is interpreted.
        reason: why nothing is interpreted: ``few-people``, ``few-items`` or ``alike``; None where it is.
        outdated: answers left out because their item has been worded anew.
    """

    items: tuple[ItemReport, ...]
    people: int
    table: tuple[int, int]
    reliability: Reliability | None
    reason: str | None
    outdated: int


@dataclass(frozen=True, slots=True)
class _Table:
    """People and items without a gap between them."""

    people: tuple[str, ...] = ()
    items: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        return len(self.people) * len(self.items)


def analyse_unit(db: Work, classroom_id: str, unit: Unit) -> Report:
    """Return the analysis of a class's first tries at a unit's marked items; two queries.

    The score and most items rest on one table without gaps; an item outside it is looked at beside the items
    of the table, by those of its people who have answered it too.
    """
    known = all_items()
    marked = [known[name] for name in unit.items if name in known and known[name].is_marked]
    found = first_tries(db, classroom_id, marked)
    tries = found.by_item
    table = _largest_table(tries)
    numbers, reliability, reason = _measured(tries, table)
    total = totals(tries, table.people, table.items)
    reports = []
    for item in marked:
        if reason is not None or item.id in numbers:
            reports.append(_report(item, tries[item.id], total, numbers.get(item.id)))
            continue
        beside = _beside(tries, table, item.id)
        own = totals(tries, beside.people, beside.items)
        reports.append(_report(item, tries[item.id], own, _measured(tries, beside)[0].get(item.id)))
    return Report(
        items=tuple(reports),
        people=len({person for each in tries.values() for person in each}),
        table=(len(table.people), len(table.items)),
        reliability=reliability,
        reason=reason,
        outdated=found.outdated,
    )


def _beside(tries: Tries, table: _Table, item: str) -> _Table:
    """Return a table with one item more and the people who have answered it; empty if these are too few."""
    people = tuple(person for person in table.people if person in tries[item])
    return _Table(people, (*table.items, item)) if len(people) >= LEAST_PEOPLE else _Table()


def _largest_table(tries: Tries) -> _Table:
    """Return the largest table without gaps that has enough people.

    Items are taken in by how many answered them, and only people who answered all of these count.
    """
    order = sorted(tries, key=lambda item: -len(tries[item]))
    best, common = _Table(), set[str]()
    for at, item in enumerate(order, start=1):
        common = common & tries[item].keys() if at > 1 else set(tries[item])
        if len(common) < LEAST_PEOPLE:
            break
        best = max(best, _Table(tuple(sorted(common)), tuple(order[:at])), key=lambda table: table.size)
    return _Table(best.people, tuple(item for item in tries if item in set(best.items)))


def _measured(tries: Tries, table: _Table) -> tuple[Mapping[str, Numbers], Reliability | None, str | None]:
    """Return the numbers by item and the reliability of the score, or why there are none."""
    if not table.people:
        return {}, None, "few-people"
    if len(table.items) < LEAST_ITEMS:
        return {}, None, "few-items"
    right = [[float(tries[item][person].correct) for item in table.items] for person in table.people]
    try:
        found = measures.analyse(right)
    except MeasureError:
        return {}, None, "alike"
    numbers = {
        item: Numbers(_or_none(total), _or_none(rest), float(index))
        for item, total, rest, index in zip(
            table.items, found.item_total, found.item_rest, found.discrimination, strict=True
        )
    }
    bounds = measures.feldt_interval(found.kr20, len(table.people), len(table.items))
    mean = sum(map(sum, right)) / len(right)
    return (
        numbers,
        Reliability(measures.Alpha(found.kr20, *bounds), _alpha(tries, table), found.sem, mean),
        None,
    )


def _alpha(tries: Tries, table: _Table) -> measures.Alpha | None:
    """Return alpha of the scores of everybody who answered one of these items, gaps or not."""
    everybody = sorted({person for item in table.items for person in tries[item]})
    nothing = float("nan")
    scores = [
        [tries[item][person].score if person in tries[item] else nothing for item in table.items]
        for person in everybody
    ]
    try:
        return measures.cronbach_alpha(scores)
    except MeasureError:
        return None


def _or_none(value: float) -> float | None:
    return None if math.isnan(value) else float(value)


def _report(
    item: Item, given: Mapping[str, FirstTry], total: Mapping[str, float], numbers: Numbers | None
) -> ItemReport:
    right = sum(each.correct for each in given.values())
    score = sum(each.score for each in given.values()) / len(given) if given else None
    if numbers is None:
        return ItemReport(item, len(given), right, score, parts(item, given, None))
    split = halves(given, total)
    chosen = parts(item, given, split)
    return ItemReport(
        item,
        len(given),
        right,
        score,
        chosen,
        numbers,
        None if split is None else (len(split.upper), len(split.lower)),
        cautions(right / len(given), numbers, chosen, split),
    )
