"""The unit on the learning organisation: floors, numbers of the checklist, cases, sums, and its workbook."""

from collections import Counter

import pytest

from unit_material import bins, gaps, marked, material
from zhixing.course.content import all_items
from zhixing.course.kinds.branch import BranchItem
from zhixing.course.kinds.loop import LoopItem
from zhixing.course.kinds.multiple import MultipleItem
from zhixing.policy import policy

MADE = material("u01", "01-learning-organisation")
UNIT, ITEMS, SHEETS, CELLS = MADE.unit, MADE.items, MADE.sheets, MADE.cells
BUILT, ERROR = all_items()["u01-b01"], all_items()["u01-b02"]


def rows(sheet_id, part_id):
    return [row.id for row in SHEETS[sheet_id].part(part_id).rows]


# ---- floors


def test_the_unit_has_enough_items_of_enough_kinds():
    kinds = Counter(item.kind for item in ITEMS)
    assert len(ITEMS) >= 28
    assert len(kinds) >= 11
    assert kinds["loop"] == kinds["branch"] == 2
    assert kinds["reflection"] == 1


# ---- numbers and structures of the checklist


def test_what_is_counted_has_as_many_parts_as_the_checklist_says():
    value = policy().int
    assert len(bins("u01-q03")) == value("learning.ideas")
    assert len(bins("u01-q12")) == value("learning.mechanisms")
    assert rows("u01-mechanisms", "now") == bins("u01-q12")
    assert len(gaps("u01-q14")) == value("learning.study-systems")
    assert len(rows("u01-mechanisms", "units")) == value("learning.unit-types")
    assert len(bins("u01-q21")) == value("learning.indicator-requirements")
    assert len(gaps("u01-q19")) == value("learning.measures")
    assert len(bins("u01-q17")) == value("learning.leader-roles")
    assert rows("u01-roles", "roles") == bins("u01-q17")


def test_the_fifth_discipline_is_among_the_five():
    assert bins("u01-q06") == ["mastery", "models", "vision", "team", "systems"]


def test_the_learning_person_has_four_traits_and_an_organisation_three_shifts():
    assert len(gaps("u01-q04")) == 4
    assert bins("u01-q05") == ["attitude", "method", "team"]


def test_the_three_misreadings_are_told_apart_from_learning():
    assert bins("u01-q01") == ["reading", "campaign", "certificates", "learning"]


def test_the_coordinating_group_has_four_duties():
    item = all_items()["u01-q13"]
    assert isinstance(item, MultipleItem)
    assert sum(option.correct for option in item.options) == 4


def test_deepening_has_practice_contest_and_telling():
    assert bins("u01-q15") == ["visit", "secondment", "rotation", "drill", "contest", "release"]


def test_a_discovery_goes_from_person_to_team_to_organisation():
    assert all_items()["u01-q11"].solution() == {
        "order": ["notice", "tell", "discuss", "try", "rule", "newcomer"]
    }


def test_mobilisation_is_judged_by_endorsement_and_participation():
    item = all_items()["u01-q18"]
    assert isinstance(item, MultipleItem)
    assert [option.id for option in item.options if option.correct] == ["b", "d", "f"]


# ---- the two archetypes


@pytest.mark.parametrize(
    ("item_id", "kinds", "late"),
    [
        ("u01-l01", {"by-overtime": "B", "by-mending": "B", "by-hands": "R"}, "mending-backlog"),
        ("u01-l02", {"by-problems": "R", "by-minutes": "B"}, "use-people"),
    ],
)
def test_an_archetype_has_its_loops_and_its_delay(item_id, kinds, late):
    item = all_items()[item_id]
    assert isinstance(item, LoopItem)
    assert item.solution()["loops"] == kinds
    assert [link["id"] for link in item.asked()["links"] if link["delay"]] == [late]


# ---- the cases


def ways(item):
    """Return every way through a case, with the ending it comes to."""
    found, open_ways = {}, [()]
    while open_ways:
        way = open_ways.pop()
        _, now = item.story.follow(way)
        if now.ending is not None:
            found[way] = now
        open_ways += [(*way, choice.id) for choice in now.choices]
    return found


@pytest.mark.parametrize(
    ("item", "states", "qualities"),
    [
        (BUILT, 19, {"good": 1, "mixed": 3, "poor": 3}),
        (ERROR, 15, {"good": 1, "mixed": 2, "poor": 2}),
    ],
    ids=["built", "error"],
)
def test_a_case_has_its_states_and_endings_and_every_one_is_reached(item, states, qualities):
    assert isinstance(item, BranchItem)
    assert len(item.story.states) == states
    assert Counter(state.ending.quality for state in item.story.endings) == qualities
    assert {state.id for state in ways(item).values()} == {state.id for state in item.story.endings}


@pytest.mark.parametrize("misreading", ["read", "campaign", "certify"])
def test_a_misreading_may_end_badly_and_may_be_left_at_a_price(misreading):
    mine = {way: state for way, state in ways(BUILT).items() if way[0] == misreading}
    assert {"good", "poor"} <= {state.ending.quality for state in mine.values()}
    assert all(BUILT.mark(way).score < 1 for way in mine)


def test_only_a_way_without_detour_is_worth_everything():
    assert BUILT.mark(("look", "tell", "try", "distance")).score == 1
    whole = [way for way in ways(ERROR) if ERROR.mark(way).score == 1]
    assert sorted(whole) == [
        ("thank", "now", "minutes", "report", "share"),
        ("thank", "now", "screen", "share"),
    ]


def test_a_label_never_ends_well():
    labelled = [state for way, state in ways(BUILT).items() if way[-1] in {"label", "hold"}]
    assert labelled
    assert all(state.ending.quality != "good" for state in labelled)


# ---- sums


def test_the_backlog_comes_out_as_written():
    def backlog(weeks):
        total, found = 60, []
        for change in weeks:
            total += change
            found.append(total)
        return found

    overtime = backlog([15 - 20] * 12 + [15] * 4)
    mending = backlog([15] * 4 + [15 - 30] * 8)
    values = {
        "a-twelve": overtime[11],
        "a-sixteen": overtime[15],
        "b-four": mending[3],
        "b-twelve": mending[11],
    }
    assert marked("u01-w01", {"values": {line: str(value) for line, value in values.items()}}).correct


def test_the_hours_at_the_counter_come_out_as_written():
    def hours(share, minutes):
        return f"{200 * (1 + share) * minutes / 60:.1f}"

    values = {"times": "260", "now": hours(0.3, 10), "faster": hours(0.3, 9), "fewer": hours(0.1, 10)}
    assert marked("u01-w02", {"values": values}).correct


def test_the_minutes_for_each_come_out_as_written():
    assert marked("u01-n01", {"value": (60 - 12) / 32}).correct


# ---- the workbook


def test_the_workbook_has_the_two_pictures_to_operate_every_tool_and_the_map_of_objectives():
    code = set(CELLS.values())
    assert {f'book.live("{name}")' for name in ("shifting-the-burden", "limits-to-growth")} <= code
    assert {f'book.activity("worksheet", sheet="{sheet}")' for sheet in SHEETS} <= code
    assert list(CELLS.values())[-1] == 'book.activity("objective-map", unit="u01")'


def test_two_steps_are_waited_for_the_first_case_and_the_reflection():
    assert [step.id for step in UNIT.steps if step.waits] == ["case", "distance"]
    assert UNIT.steps[0].items == ("u01-c01",)
    assert UNIT.step("distance").items[-1] == "u01-r01"


# ---- the tools


def test_the_contract_fits_a_page_and_offers_what_was_written_before():
    sheet = SHEETS["u01-contract"]
    assert sheet.document == "contract"
    assert sum(part.times * sum(field.most for field in part.fields) for part in sheet.parts) <= 500
    sources = {
        (field.source.sheet, field.source.part, field.source.field)
        for part in sheet.parts
        for field in part.fields
        if field.source is not None
    }
    assert sources == {("u01-mechanisms", "first", "step"), ("u01-vision", "sentence", "words")}


def test_a_vision_is_written_only_after_talking_to_two_colleagues():
    parts = [part.id for part in SHEETS["u01-vision"].parts]
    assert parts == ["mine", "theirs", "common", "cost", "sentence", "keep"]
    assert SHEETS["u01-vision"].part("theirs").repeat[0] == 2
