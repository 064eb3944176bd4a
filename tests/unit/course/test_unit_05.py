"""The unit on learning and practising: floors, numbers of the checklist, cases, sums, and its workbook."""

import tomllib
from collections import Counter

import pytest

from unit_material import bins, material
from zhixing import resources
from zhixing.course.content import all_items
from zhixing.course.kinds.branch import BranchItem
from zhixing.course.kinds.fill import FillItem
from zhixing.course.kinds.sort import SortItem
from zhixing.policy import policy

MADE = material("u05", "05-learn-and-practise")
UNIT, ITEMS, SHEETS, CELLS = MADE.unit, MADE.items, MADE.sheets, MADE.cells
DRIFT, ATTACK = all_items()["u05-b01"], all_items()["u05-b02"]


def data(name):
    page = resources.data() / "meetings" / f"{name}.toml"
    return tomllib.loads(page.read_text(encoding="utf-8"))


def cards(item_id):
    item = all_items()[item_id]
    assert isinstance(item, SortItem)
    return {card.id: card.bin for card in item.cards}


def words(item_id):
    item = all_items()[item_id]
    assert isinstance(item, FillItem)
    return [gap.word for gap in item.gaps]


# ---- floors


def test_the_unit_has_enough_items_of_enough_kinds():
    kinds = Counter(item.kind for item in ITEMS)
    assert len(UNIT.objectives) >= 9
    assert len(ITEMS) >= 26
    assert len(kinds) >= 11
    assert kinds["branch"] == 2
    assert kinds["reflection"] == 1


# ---- numbers and structures of the checklist


def test_the_ten_rules_are_all_there_and_called_as_in_the_meeting_itself():
    names = {norm["id"]: norm["name"] for norm in data("rules")["norm"]}
    assert len(names) == policy().int("meeting.rules")
    assert sorted([*bins("u05-q04"), *words("u05-q05")]) == sorted(names)
    item = all_items()["u05-q04"]
    assert isinstance(item, SortItem)
    assert all(each.text.zh == names[each.id]["zh"] for each in item.bins)
    for side in ("zh", "en"):
        prose = CELLS[f"rules-{side}"].lower()
        assert all(name[side].lower() in prose for name in names.values())


def test_the_ten_steps_happen_when_the_guided_way_says():
    steps = data("steps")["step"]
    assert len(steps) == policy().int("meeting.steps") == len(cards("u05-q14"))
    told = {step["id"]: step["when"] for step in steps}
    asked = {("cycle" if card == "again" else card): when for card, when in cards("u05-q14").items()}
    assert asked == told
    assert all(step["name"]["zh"] in CELLS["cycle-zh"] for step in steps)


def test_elements_effects_and_ends_are_as_many_as_the_checklist_says():
    elements, effects = data("elements")["element"], data("elements")["effect"]
    assert bins("u05-q25") == [each["id"] for each in elements]
    assert len(elements) == policy().int("meeting.elements")
    assert len(effects) == policy().int("meeting.effects")
    for each in (*elements, *effects):
        assert each["name"]["zh"] in CELLS["between-zh"]
    assert bins("u05-q19") == ["clarify", "act", "apply"]
    assert len(bins("u05-q19")) == policy().int("meeting.coach-ends")


def test_the_load_is_reckoned_from_the_rhythm_of_the_policy():
    value, months, people = policy().int, 6, 8
    seminars = months // value("meeting.seminar-every-months") * value("meeting.seminar-days")
    workshops = months // value("meeting.workshop-every-months") * value("meeting.workshop-days")
    whole = (seminars + workshops) * people
    solution = all_items()["u05-w01"].solution()
    assert list(solution["values"].values()) == [seminars, workshops, whole, whole / months]


def test_a_turn_keeps_what_the_policy_keeps():
    each = 80 * (1 - policy().int("meeting.turn-buffer") / 100) / 8
    assert all_items()["u05-n01"].solution() == {"value": each}


def test_points_of_the_nominal_group_add_up():
    first, second = 3 * 3, 4 * 2 + 1
    whole = 6 * (3 + 2 + 1)
    values = list(all_items()["u05-w02"].solution()["values"].values())
    assert values == [first, second, whole, 100 * (first + second) / whole]


# ---- cases


def ways(case):
    """Return every way through a case, with the ending it comes to."""
    found, open_ways = {}, [()]
    while open_ways:
        way = open_ways.pop()
        _, now = case.story.follow(way)
        if now.ending is not None:
            found[way] = now
        open_ways += [(*way, choice.id) for choice in now.choices]
    return found


@pytest.mark.parametrize(
    ("case", "situations", "qualities"),
    [(DRIFT, 11, {"good": 1, "mixed": 4, "poor": 3}), (ATTACK, 10, {"good": 1, "mixed": 4, "poor": 3})],
    ids=["drift", "attack"],
)
def test_a_case_has_its_situations_and_every_ending_is_reached(case, situations, qualities):
    assert isinstance(case, BranchItem)
    assert sum(bool(state.choices) for state in case.story.states) == situations
    assert Counter(state.ending.quality for state in case.story.endings) == qualities
    assert {state.id for state in ways(case).values()} == {state.id for state in case.story.endings}


@pytest.mark.parametrize(
    ("case", "best"),
    [
        (DRIFT, ("tie", "turn", "plan", "review")),
        (ATTACK, ("stop", "why", "reframe", "act", "apply")),
    ],
    ids=["drift", "attack"],
)
def test_every_first_step_may_still_end_well_and_a_detour_has_its_price(case, best):
    good = [way for way, state in ways(case).items() if state.ending.quality == "good"]
    first = next(state for state in case.story.states if state.id == case.story.start)
    assert {way[0] for way in good} == {choice.id for choice in first.choices}
    assert [way for way in good if case.mark(way).score == 1] == [best]


@pytest.mark.parametrize("case", [DRIFT, ATTACK], ids=["drift", "attack"])
@pytest.mark.parametrize("side", ["zh", "en"])
def test_the_best_words_are_not_known_by_length_or_place(case, side):
    situations = [state.choices for state in case.story.states if state.choices]
    places, longest = [], 0
    for row in situations:
        best = max(range(len(row)), key=lambda place, row=row: row[place].score)
        lengths = [len(getattr(choice.text, side)) for choice in row]
        places.append(best)
        longest += lengths[best] == max(lengths)
    assert longest <= len(situations) / 2
    assert max(Counter(places).values()) <= len(situations) / 2


# ---- tools and workbook


def test_every_sheet_is_in_a_step_and_in_the_workbook():
    placed = [sheet for step in UNIT.steps for sheet in step.sheets]
    assert sorted(placed) == sorted(SHEETS)
    assert len(SHEETS) == 3
    for sheet in SHEETS:
        assert f'sheet="{sheet}"' in CELLS[sheet]


def test_the_tools_of_the_meeting_are_in_the_workbook():
    for name in (
        "meeting-plan",
        "ten-steps",
        "meeting-rules",
        "meeting-room",
        "actions",
        "minutes-of",
        "attendance",
        "packet",
        "rehearsal",
    ):
        assert CELLS[name] == f'book.activity("{name}")'
    assert CELLS["speaking-balance"] == 'book.live("speaking-balance")'


def test_only_the_first_case_is_waited_for():
    """Nothing comes after the reflection, so nothing waits for it."""
    assert [step.id for step in UNIT.steps if step.waits] == ["case"]
    assert UNIT.steps[-1].id == "reflection"
