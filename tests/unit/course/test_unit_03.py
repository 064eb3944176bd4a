"""The unit on choosing a topic: enough items, of enough kinds, each in one step of the workbook."""

import json
from collections import Counter

import pytest

from zhixing import resources
from zhixing.course.content import all_items
from zhixing.course.kinds.branch import BranchItem
from zhixing.course.kinds.order import OrderItem
from zhixing.course.kinds.worked import WorkedItem
from zhixing.course.units import unit_of

UNIT = unit_of("u03")
ITEMS = [item for item in all_items().values() if item.id.startswith("u03-")]
CASE = all_items()["u03-b01"]
CELLS = {
    cell["id"]: "".join(cell["source"])
    for cell in json.loads((resources.workbooks() / "03-choose-topic.ipynb").read_text(encoding="utf-8"))[
        "cells"
    ]
}


def ways():
    """Return every way through the case on which no choice is made twice."""
    found = [()]
    for way in found:
        now = CASE.walk(way)["now"]
        found += [
            (*way, choice["id"]) for choice in (now or {}).get("choices", ()) if choice["id"] not in way
        ]
    return found


def endings():
    """Return the quality of every ending by its title."""
    shown = [CASE.walk(way)["ending"] for way in ways()]
    return {ending["title"]["zh"]: ending["quality"] for ending in shown if ending is not None}


def test_the_unit_has_enough_items_of_enough_kinds():
    assert len(ITEMS) >= 18
    assert len({item.kind for item in ITEMS}) >= 6
    assert {"branch", "reflection"} <= {item.kind for item in ITEMS}


@pytest.mark.parametrize("objective", [each.id for each in UNIT.objectives])
def test_every_objective_is_checked_by_two_marked_items(objective):
    assert sum(item.is_marked and objective in item.objectives for item in ITEMS) >= UNIT.mastery.least


def test_every_item_stands_in_exactly_one_step():
    assert Counter(UNIT.items) == Counter(item.id for item in ITEMS)


@pytest.mark.parametrize("step", UNIT.steps, ids=lambda step: step.id)
def test_a_step_opens_with_a_pair_of_cells_and_its_items_stand_in_its_section(step):
    order = list(CELLS)
    begin = order.index(f"{step.cell}-zh")
    assert order[begin + 1] == f"{step.cell}-en"
    rest = [name for name in order[begin + 2 :] if name.endswith("-zh")]
    section = order[begin : order.index(rest[0])] if rest else order[begin:]
    assert [name for name in section if CELLS[name].startswith('book.activity("item"')] == list(step.items)


def test_only_the_first_case_is_waited_for():
    assert [step.id for step in UNIT.steps if step.waits] == ["case"]
    assert next(name for name in CELLS if 'activity("item"' in CELLS[name]) == "u03-c01"


def test_the_designated_topic_can_end_well_and_go_wrong_in_several_ways():
    assert isinstance(CASE, BranchItem)
    found = endings()
    assert Counter(found.values()) == {"good": 1, "mixed": 2, "poor": 3}
    assert len(CASE.story.states) >= 8


def test_only_the_way_without_a_detour_is_worth_everything():
    best = ("ask", "facts", "by-problem", "in-full", "attach")
    assert CASE.walk(best)["ending"]["quality"] == "good"
    assert CASE.mark(best).score == 1
    detour = ("rank", "own-up", *best[1:])
    assert CASE.walk(detour)["ending"]["quality"] == "good"
    assert 0 < CASE.mark(detour).score < 1
    assert CASE.mark(detour).correct


def test_nobody_ends_well_without_having_made_the_topic_clear_with_the_leader():
    cleared = {"facts", "two-wordings", "ask-now"}
    good = [way for way in ways() if (CASE.walk(way)["ending"] or {}).get("quality") == "good"]
    assert good
    assert all(cleared & set(way) for way in good)


def test_what_is_worked_out_by_hand_comes_out_as_written():
    weights, equal = (0.4, 0.4, 0.2), (1 / 3, 1 / 3, 1 / 3)
    restaurant, allowance = (4.2, 3.6, 4.4), (4.0, 4.4, 3.6)

    def mean(marks, by):
        return sum(mark * weight for mark, weight in zip(marks, by, strict=True))

    item = all_items()["u03-i07"]
    assert isinstance(item, WorkedItem)
    right = {
        "restaurant": mean(restaurant, weights),
        "allowance": mean(allowance, weights),
        "ahead": mean(allowance, weights) - mean(restaurant, weights),
        "equal": mean(restaurant, equal) - mean(allowance, equal),
    }
    values = {line: f"{value:.2f}" for line, value in right.items()}
    assert item.mark(item.read({"values": values})).correct


def test_the_share_of_pairs_comes_out_as_written():
    first, second = "ABCDE", "BACED"
    pairs = [(one, other) for at, one in enumerate(first) for other in first[at + 1 :]]
    share = 100 * sum(second.index(one) < second.index(other) for one, other in pairs) / len(pairs)
    item = all_items()["u03-i08"]
    assert item.mark(item.read({"value": share})).correct


def test_the_process_is_written_in_its_right_order():
    item = all_items()["u03-i11"]
    assert isinstance(item, OrderItem)
    assert item.solution() == {
        "order": ["fieldwork", "conditions", "votes", "marks", "recommend", "scheme", "comments"]
    }


@pytest.mark.parametrize(
    "item", [item for item in ITEMS if item.solution() is not None], ids=lambda item: item.id
)
def test_every_item_is_left_with_its_own_solution(item):
    assert item.mark(item.read(item.solution())).correct
