"""The unit on choosing members: floors, numbers of the checklist, the case, sums, and its workbook."""

from collections import Counter

import pytest

from unit_material import bins, marked, material
from zhixing.course.content import all_items
from zhixing.course.kinds.branch import BranchItem
from zhixing.course.kinds.loop import LoopItem
from zhixing.course.kinds.multiple import MultipleItem
from zhixing.course.kinds.rate import RateItem
from zhixing.policy import policy
from zhixing.teams.rules.group_size import GroupSize
from zhixing.workbook.assembly import registry

MADE = material("u04", "04-choose-members")
UNIT, ITEMS, SHEETS, CELLS = MADE.unit, MADE.items, MADE.sheets, MADE.cells
CASE = all_items()["u04-b01"]
TOOLS = ("my-profile", "members", "grouping", "my-group")


# ---- floors


def test_the_unit_has_enough_items_of_enough_kinds():
    kinds = Counter(item.kind for item in ITEMS)
    assert len(UNIT.objectives) >= 7
    assert len(ITEMS) >= 20
    assert len(kinds) >= 8
    assert kinds["branch"] >= 1
    assert kinds["reflection"] == 1


# ---- numbers and structures of the checklist


def test_the_principles_are_three():
    assert bins("u04-q01") == ["relevance", "diversity", "commitment"]


def test_the_roles_are_five_and_each_meets_its_duties():
    item = all_items()["u04-q16"]
    assert bins("u04-q16") == ["convenor", "leader", "liaison", "learner", "facilitator"]
    assert Counter(card.bin for card in item.cards) == dict.fromkeys(bins("u04-q16"), 2)
    role = SHEETS["u04-roles"].part("role").fields[0]
    assert [option.id for option in role.options] == bins("u04-q16")


def test_the_convenor_has_four_duties():
    item = all_items()["u04-q15"]
    assert isinstance(item, MultipleItem)
    assert sum(option.correct for option in item.options) == 4


@pytest.mark.parametrize("item_id", ["u04-e01", "u04-e02"])
def test_a_candidate_is_looked_at_by_the_three_principles(item_id):
    item = all_items()[item_id]
    assert isinstance(item, RateItem)
    assert [expert.scale.id for expert in item.experts] == ["relevance", "addition", "commitment"]
    assert [level.id for level in item.experts[0].scale.levels] == ["lacking", "ask", "met"]


def test_adding_people_balances_late_and_reinforces_at_once():
    item = all_items()["u04-l01"]
    assert isinstance(item, LoopItem)
    assert item.solution()["loops"] == {"by-hands": "B", "by-talk": "R"}
    assert [link["id"] for link in item.asked()["links"] if link["delay"]] == ["added-hands"]


# ---- sums


def test_the_lines_come_out_as_written():
    assert marked("u04-n01", {"value": GroupSize(14, 90).lines}).correct
    assert "28" in all_items()["u04-n01"].prompt.zh
    assert GroupSize(8, 90).lines == 28


def test_the_groups_and_minutes_come_out_as_written():
    low, high = policy().span("group.size")
    values = {
        "fewest": -(-36 // high),
        "most": 36 // low,
        "six": GroupSize(36 // 6, 90 - 18).each,
        "three": GroupSize(36 // 3, 90 - 18).each,
    }
    assert marked("u04-w01", {"values": {line: str(value) for line, value in values.items()}}).correct


def test_the_minutes_told_in_the_case_are_right():
    states = {state.id: state for state in CASE.story.states}
    assert "十七个人" in states["crowd"].text.zh
    assert "七分钟" in states["crowd"].text.zh
    assert round(GroupSize(17, 120).each) == 7
    assert "每人九分钟" in states["composed"].choice("figures").text.zh
    assert round(GroupSize(13, 120).each) == 9


# ---- the case


def walks():
    """Return every way through the case on which nothing is met twice, with the ending it comes to."""
    found, open_ways = {}, [((), frozenset())]
    while open_ways:
        way, seen = open_ways.pop()
        _, now = CASE.story.follow(way)
        if now.ending is not None:
            found[way] = now
        elif now.id not in seen:
            open_ways += [((*way, choice.id), seen | {now.id}) for choice in now.choices]
    return found


def test_the_case_has_its_states_and_endings_and_every_one_is_reached():
    assert isinstance(CASE, BranchItem)
    assert len(CASE.story.states) >= 10
    assert Counter(state.ending.quality for state in CASE.story.endings) == {"good": 1, "mixed": 4, "poor": 2}
    assert {state.id for state in walks().values()} == {state.id for state in CASE.story.endings}


@pytest.mark.parametrize("easy", ["heads", "stars", "open"])
def test_an_easy_way_may_be_left_at_a_price(easy):
    mine = {way: state for way, state in walks().items() if way[0] == easy}
    assert {state.ending.quality for state in mine.values()} == {"good", "mixed", "poor"}
    assert all(CASE.mark(way).score < 1 for way in mine)


def test_only_the_way_without_a_detour_is_worth_everything():
    whole = [way for way in walks() if CASE.mark(way).score == 1]
    assert whole == [("problems", "ask", "settle", "figures", "each")]
    assert CASE.mark(whole[0]).correct


def test_nobody_ends_well_without_asking_or_without_tasks():
    good = [way for way, state in walks().items() if state.ending.quality == "good"]
    asked = {"ask", "again", "restart", "back", "mix", "join"}
    assert all(asked & set(way) for way in good)
    assert all(way[-1] == "each" for way in good)


# ---- the workbook


def test_the_workbook_has_the_picture_to_operate_every_tool_and_the_map_of_objectives():
    code = set(CELLS.values())
    assert 'book.live("group-size")' in code
    assert {f'book.activity("{tool}")' for tool in TOOLS} <= code
    assert all(registry().get(tool) for tool in TOOLS)
    assert {f'book.activity("worksheet", sheet="{sheet}")' for sheet in SHEETS} <= code
    assert list(CELLS.values())[-1] == 'book.activity("objective-map", unit="u04")'


def test_two_steps_are_waited_for_the_first_case_and_the_reflection():
    assert [step.id for step in UNIT.steps if step.waits] == ["case", "reflection"]
    assert UNIT.steps[0].items == ("u04-c01",)
    assert UNIT.step("reflection").items == ("u04-r01",)


def test_asking_somebody_begins_with_the_problem_written_before():
    sources = {
        (field.source.sheet, field.source.part, field.source.field)
        for part in SHEETS["u04-invite"].parts
        for field in part.fields
        if field.source is not None
    }
    assert sources == {("u04-map", "problem", "problem")}
