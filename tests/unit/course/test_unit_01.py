"""The unit on the learning organisation: floors, numbers of the checklist, cases, sums, and its workbook."""

import json
from collections import Counter

import pytest

from zhixing import resources
from zhixing.course.content import all_items
from zhixing.course.kinds.branch import BranchItem
from zhixing.course.kinds.fill import FillItem
from zhixing.course.kinds.loop import LoopItem
from zhixing.course.kinds.multiple import MultipleItem
from zhixing.course.kinds.sort import SortItem
from zhixing.course.units import unit_of
from zhixing.course.worksheets import all_sheets
from zhixing.policy import policy

UNIT = unit_of("u01")
ITEMS = [item for item in all_items().values() if item.id.startswith("u01-")]
SHEETS = {sheet.id: sheet for sheet in all_sheets().values() if sheet.id.startswith("u01-")}
BUILT, ERROR = all_items()["u01-b01"], all_items()["u01-b02"]
CELLS = {
    cell["id"]: "".join(cell["source"])
    for cell in json.loads(
        (resources.workbooks() / "01-learning-organisation.ipynb").read_text(encoding="utf-8")
    )["cells"]
}


def bins(item_id):
    item = all_items()[item_id]
    assert isinstance(item, SortItem)
    return [each.id for each in item.bins]


def gaps(item_id):
    item = all_items()[item_id]
    assert isinstance(item, FillItem)
    return [gap.id for gap in item.gaps]


def rows(sheet_id, part_id):
    return [row.id for row in SHEETS[sheet_id].part(part_id).rows]


# ---- floors


def test_the_unit_has_enough_items_of_enough_kinds():
    kinds = Counter(item.kind for item in ITEMS)
    assert len(ITEMS) >= 28
    assert len(kinds) >= 11
    assert kinds["loop"] == kinds["branch"] == 2
    assert kinds["reflection"] == 1


def test_every_item_stands_in_exactly_one_step():
    assert Counter(UNIT.items) == Counter(item.id for item in ITEMS)


@pytest.mark.parametrize("objective", [each.id for each in UNIT.objectives])
def test_every_objective_is_checked_by_enough_marked_items(objective):
    assert sum(item.is_marked and objective in item.objectives for item in ITEMS) > UNIT.mastery.least


@pytest.mark.parametrize(
    "item", [item for item in ITEMS if item.solution() is not None], ids=lambda item: item.id
)
def test_every_item_is_left_with_its_own_solution(item):
    assert item.mark(item.read(item.solution())).correct


def options():
    """Return by item how long each option is in Chinese, the right ones apart."""
    found = {}
    for item in ITEMS:
        for each in getattr(item, "options", ()) or getattr(item, "reasons", ()):
            found.setdefault(item.id, []).append((len(each.text.zh), each.correct))
    return found


def test_no_key_shows_by_its_length():
    longest = 0
    for item_id, sizes in options().items():
        lengths = [size for size, _ in sizes]
        assert max(lengths) <= 1.5 * min(lengths), item_id
        right, wrong = ([size for size, key in sizes if key is wanted] for wanted in (True, False))
        longest += max(right) > max(wrong)
    assert longest <= len(options()) / 2


def test_right_options_stand_in_different_places():
    places = Counter(
        [option.correct for option in item.options].index(True) for item in ITEMS if item.kind == "single"
    )
    assert len(places) == 4
    assert max(places.values()) <= 3


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


def marked(item_id, raw):
    item = all_items()[item_id]
    return item.mark(item.read(raw))


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


def test_little_is_read_before_the_first_choice_and_in_any_section():
    for step in UNIT.steps:
        prose = [line for line in CELLS[f"{step.cell}-zh"].splitlines() if not line.startswith("#")]
        assert 60 < len("".join(prose)) <= 200, step.id
    first = [line for line in CELLS["case-zh"].splitlines() if not line.startswith("#")]
    assert len("".join(first)) <= policy().int("course.case-characters")


def section(step):
    order = list(CELLS)
    begin = order.index(f"{step.cell}-zh")
    assert order[begin + 1] == f"{step.cell}-en"
    rest = [name for name in order[begin + 2 :] if name.endswith("-zh")]
    return order[begin + 2 : order.index(rest[0])] if rest else order[begin + 2 :]


@pytest.mark.parametrize("step", UNIT.steps, ids=lambda step: step.id)
def test_a_step_is_a_section_with_its_items_its_tools_and_its_gate(step):
    cells = section(step)
    items = [f'book.activity("item", item="{item}")' for item in step.items]
    assert [CELLS[name] for name in cells if 'activity("item"' in CELLS[name]] == items
    for sheet in step.sheets:
        assert f'book.activity("worksheet", sheet="{sheet}")' in [CELLS[name] for name in cells]
    gate = f'book.activity("gate", unit="u01", step="{step.id}")'
    assert (CELLS[cells[-1]] == gate) == step.waits


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
