"""What holds of every unit: each objective is checked, no key shows, its workbook follows its steps."""

from collections import Counter

import pytest

from unit_material import material
from zhixing.policy import policy

UNITS = [
    material("u01", "01-learning-organisation"),
    material("u04", "04-choose-members"),
    material("u05", "05-learn-and-practise"),
]
STEPS = [(each, step) for each in UNITS for step in each.unit.steps]
SOLVED = [item for each in UNITS for item in each.items if item.solution() is not None]
LONGER = {"zh": 1.5, "en": 2.5}
"""How much longer than the shortest option the longest may be."""
READ_AT_MOST = 260
"""Characters of a section; the longest name ten rules, or ten steps."""


def named(value):
    return getattr(getattr(value, "unit", value), "id", None)


@pytest.mark.parametrize("made", UNITS, ids=named)
def test_every_item_stands_in_exactly_one_step(made):
    assert Counter(made.unit.items) == Counter(item.id for item in made.items)


@pytest.mark.parametrize("made", UNITS, ids=named)
def test_every_objective_is_checked_by_enough_marked_items(made):
    checks = Counter(name for item in made.items if item.is_marked for name in item.objectives)
    few = [each.id for each in made.unit.objectives if checks[each.id] <= made.unit.mastery.least]
    assert few == []


@pytest.mark.parametrize("item", SOLVED, ids=named)
def test_every_item_is_left_with_its_own_solution(item):
    assert item.mark(item.read(item.solution())).correct


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("made", UNITS, ids=named)
def test_no_key_shows_by_its_length(made, language):
    longest, asked = 0, 0
    for item in made.items:
        options = getattr(item, "options", ()) or getattr(item, "reasons", ())
        if not options:
            continue
        asked += 1
        lengths = [len(getattr(each.text, language)) for each in options]
        assert max(lengths) <= LONGER[language] * min(lengths), item.id
        right, wrong = (
            [size for size, each in zip(lengths, options, strict=True) if each.correct is key]
            for key in (True, False)
        )
        longest += max(right) > max(wrong)
    assert longest <= asked / 2


@pytest.mark.parametrize("made", UNITS, ids=named)
def test_right_options_stand_in_different_places(made):
    single = [item for item in made.items if item.kind == "single"]
    places = Counter([option.correct for option in item.options].index(True) for item in single)
    assert len(places) == 4
    assert max(places.values()) <= len(single) / 2


@pytest.mark.parametrize(("made", "step"), STEPS, ids=named)
def test_a_step_is_a_section_with_its_items_its_sheets_and_its_gate(made, step):
    cells = made.section(step)
    items = [cell.split('"')[3] for cell in cells if cell.startswith('book.activity("item"')]
    assert items == list(step.items)
    for sheet in step.sheets:
        assert f'book.activity("worksheet", sheet="{sheet}")' in cells
    gate = f'book.activity("gate", unit="{made.unit.id}", step="{step.id}")'
    assert (cells[-1] == gate) == step.waits


@pytest.mark.parametrize("made", UNITS, ids=named)
def test_little_is_read_before_the_first_choice_and_in_any_section(made):
    for step in made.unit.steps:
        assert 60 < len(made.prose(step.cell)) <= READ_AT_MOST, step.id
    assert len(made.prose("case")) <= policy().int("course.case-characters")


@pytest.mark.parametrize("made", UNITS, ids=named)
def test_every_sheet_is_in_the_workbook_which_ends_with_the_map_of_objectives(made):
    code = list(made.cells.values())
    assert {f'book.activity("worksheet", sheet="{sheet}")' for sheet in made.sheets} <= set(code)
    assert f'book.activity("objective-map", unit="{made.unit.id}")' in code
