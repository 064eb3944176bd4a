"""Item analysis of a class: who counts, what is computed, what is said, and when nothing is."""

import json
from types import SimpleNamespace

import pytest

from factories import CountedQueries, make_actor, make_class, make_key
from zhixing.actor import Role
from zhixing.course.activities import ItemAnalysis
from zhixing.course.content import all_items
from zhixing.course.rules import Mark
from zhixing.course.service import keep_try
from zhixing.course.service.analysis import LEAST_PEOPLE, analyse_unit
from zhixing.course.service.cautions import Numbers, cautions
from zhixing.course.service.chosen import Chosen, Halves, Part
from zhixing.course.service.tallies import Choice, Group, counts, groups
from zhixing.course.units import Mastery, Step, Unit
from zhixing.errors import RefusedError
from zhixing.text import Text

ITEMS = ("u03-c01", "u03-c02", "u03-c03")
TITLE = Text("单元", "Unit")
UNIT = Unit("u03", "choose-topic", TITLE, (), Mastery(), (Step("all", TITLE, "all", ITEMS),))


def options(item):
    return [option.id for option in all_items()[item].options]


def right(item):
    return all_items()[item].solution()["option"]


def wrong(item):
    return [option for option in options(item) if option != right(item)]


@pytest.fixture
def room(store):
    with store.work() as db:
        classroom = make_class(db)
        return SimpleNamespace(
            store=store,
            id=classroom,
            facilitator=make_actor(db, classroom, Role.FACILITATOR),
            learners=[make_actor(db, classroom, name=f"生僻名{n}号") for n in range(24)],
        )


def give(db, actor, item, option, *, version=None, in_round=0):
    known = all_items()[item]
    mark = known.mark(option) if option in options(item) else Mark(0.0, correct=False)
    keep_try(db, actor, item, {"option": option}, mark, version=version or known.version, in_round=in_round)


def fill(room, people=24, items=ITEMS):
    """The first half of the people has two items of three right, the others none; wrong ones take turns."""
    with room.store.work() as db:
        for number, person in enumerate(room.learners[:people]):
            for at, item in enumerate(items):
                is_right = number < people // 2 and (at + number) % 3 != 0
                give(db, person, item, right(item) if is_right else wrong(item)[number % len(wrong(item))])


def report(room, unit=UNIT):
    with room.store.read() as db:
        return analyse_unit(db, room.id, unit)


def test_with_fewer_than_twenty_people_only_counts_are_shown(room):
    fill(room, people=LEAST_PEOPLE - 1)
    found = report(room)
    assert (found.people, found.reason, found.reliability) == (LEAST_PEOPLE - 1, "few-people", None)
    for each in found.items:
        assert each.answered == LEAST_PEOPLE - 1
        assert each.numbers is None
        assert each.cautions == ()
        assert sum(chosen.count for part in each.parts for chosen in part.chosen) == each.answered
        assert {chosen.upper for part in each.parts for chosen in part.chosen} == {None}


def test_from_twenty_people_the_items_are_judged(room):
    fill(room, people=LEAST_PEOPLE)
    found = report(room)
    assert found.reason is None
    assert found.table == (LEAST_PEOPLE, 3)
    assert found.reliability.kr20.low < found.reliability.kr20.value < found.reliability.kr20.high
    assert found.reliability.alpha.value == pytest.approx(found.reliability.kr20.value)
    for each in found.items:
        assert each.halves == (10, 10)
        assert each.numbers.discrimination > 0.5
        assert each.facility == each.right / 20


def test_one_item_alone_makes_no_score(room):
    fill(room, items=ITEMS[:1])
    assert report(room).reason == "few-items"


def test_people_who_are_all_alike_cannot_be_told_apart(room):
    with room.store.work() as db:
        for person in room.learners:
            for item in ITEMS:
                give(db, person, item, right(item))
    found = report(room)
    assert (found.reason, found.reliability) == ("alike", None)
    assert [each.right for each in found.items] == [24, 24, 24]


def test_only_first_tries_of_learners_count(room):
    fill(room)
    before = report(room)
    with room.store.work() as db:
        give(db, room.facilitator, ITEMS[0], right(ITEMS[0]))
        for person in room.learners:
            give(db, person, ITEMS[0], right(ITEMS[0]))
            give(db, person, ITEMS[1], right(ITEMS[1]), in_round=1)
    assert report(room) == before


def test_answers_to_an_earlier_wording_are_left_out_and_counted(room):
    fill(room)
    with room.store.work() as db:
        late = make_actor(db, room.id)
        give(db, late, ITEMS[0], right(ITEMS[0]), version="earlier")
        give(db, late, ITEMS[1], "no-longer-there")
    found = report(room)
    assert found.outdated == 2
    assert [each.answered for each in found.items] == [24, 24, 24]


def test_an_item_that_some_have_not_come_to_is_judged_by_those_who_have(room):
    with room.store.work() as db:
        room.learners += [make_actor(db, room.id) for _ in range(10)]
    fill(room, people=34)
    unit = Unit("u03", "", TITLE, (), Mastery(), (Step("all", TITLE, "all", (*ITEMS, "u03-b01")),))
    case = all_items()["u03-b01"]
    best = case.read(case.solution())
    with room.store.work() as db:
        for person in room.learners[:21]:
            keep_try(db, person, case.id, case.stored(best), case.mark(best), version=case.version)
    found = report(room, unit)
    assert found.table == (34, 3)
    assert (found.items[3].answered, found.items[3].facility) == (21, 1)
    assert [one.code for one in found.items[3].cautions] == ["easy"]
    assert found.items[3].numbers.item_rest is None
    assert sum(found.items[3].halves) == 21


def test_the_analysis_takes_as_many_queries_for_many_as_for_few(room):
    fill(room, people=3)
    report(room)
    with CountedQueries(room.store) as few:
        report(room)
    fill_rest = SimpleNamespace(**{**vars(room), "learners": room.learners[3:]})
    fill(fill_rest, people=21)
    with CountedQueries(room.store) as many:
        report(room)
    assert few.count == many.count <= 3  # SQLite begins its transaction with a statement


# ---- what is said


def part(*rows, name="", keyed=True, labelled=True):
    """A part of (key, right, count, upper, lower)."""
    chosen = tuple(
        Chosen(Choice(key, {"zh": key, "en": key} if labelled else None, is_right), count, upper, lower)
        for key, is_right, count, upper, lower in rows
    )
    return Part(Group(name, None, tuple(each.choice for each in chosen), keyed), chosen)


SPLIT = Halves(tuple("abcdefghij"), tuple("klmnopqrst"))
GOOD = Numbers(0.5, 0.4, 0.6)
FLAT = Numbers(0.1, 0.0, 0.05)
PLAIN = part(("a", True, 12, 0.9, 0.3), ("b", False, 4, 0.0, 0.4), ("c", False, 4, 0.1, 0.3))
LURED = part(("a", True, 5, 0.1, 0.4), ("b", False, 11, 0.8, 0.3), ("c", False, 4, 0.1, 0.3))


def said(facility, numbers, *parts, split=SPLIT):
    found = cautions(facility, numbers, parts, split)
    return [(one.code, [choice.key for choice in one.choices]) for one in found]


@pytest.mark.parametrize(
    ("facility", "numbers", "parts", "expected"),
    [
        (0.6, GOOD, PLAIN, []),
        (0.25, GOOD, PLAIN, []),
        (0.24, GOOD, PLAIN, [("hard", [])]),
        (0.95, FLAT, PLAIN, [("easy", [])]),
        (0.6, FLAT, PLAIN, [("flat", [])]),
        (0.6, Numbers(0.3, 0.2, 0.05), PLAIN, []),
        (0.6, Numbers(0.1, 0.0, 0.35), PLAIN, []),
        (0.1, FLAT, PLAIN, [("hard", []), ("flat", [])]),
        (0.1, FLAT, LURED, [("key", ["b"])]),
    ],
)
def test_what_is_said_of_an_item(facility, numbers, parts, expected):
    assert said(facility, numbers, parts) == expected


def test_two_lured_people_are_not_enough_to_doubt_a_key():
    few = part(("a", True, 5, 0.0, 0.4), ("b", False, 3, 0.2, 0.1))
    assert said(0.5, GOOD, few) == []
    assert said(0.5, GOOD, LURED, split=None) == []


def test_a_wrong_answer_of_the_weaker_half_does_not_put_a_key_in_doubt():
    assert said(0.4, GOOD, part(("a", True, 6, 0.3, 0.3), ("b", False, 13, 0.6, 0.7))) == []


def test_many_different_answers_are_no_rival_of_the_key():
    assert said(0.4, GOOD, part(("right", True, 3, 0.3, 0.0), ("other", False, 15, 0.7, 0.6))) == []


def test_endings_of_a_case_have_no_key_to_doubt():
    ends = part(("good", True, 3, 0.2, 0.1), ("mixed", False, 12, 0.8, 0.4), keyed=False)
    assert said(0.3, GOOD, ends) == []


def test_an_option_nobody_chose_is_named_once_enough_were_wrong():
    unused = ("c", False, 0, 0.0, 0.0)
    assert said(0.6, GOOD, part(("a", True, 16, 0.9, 0.7), ("b", False, 4, 0.1, 0.3), unused)) == [
        ("dead", ["c"])
    ]
    assert said(0.9, GOOD, part(("a", True, 17, 0.9, 0.8), ("b", False, 3, 0.1, 0.2), unused)) == []
    reasons = part(("a", True, 16, 0.9, 0.7), ("b", False, 4, 0.1, 0.3), unused, name="reason")
    assert said(0.6, GOOD, reasons) == [("dead", ["c"])]


def test_a_place_where_nobody_put_a_card_is_no_dead_option():
    card = part(("a", True, 16, 0.9, 0.7), ("b", False, 4, 0.1, 0.3), ("c", False, 0, 0, 0), name="card-1")
    assert said(0.6, GOOD, card) == []


# ---- items of every kind are counted alike

KINDS = {item.kind: item for item in all_items().values()}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_has_parts_with_names_and_a_right_choice(kind):
    item = KINDS[kind]
    if item.solution() is None:
        assert groups(item) == ()
        return
    key = item.read(item.solution())
    found = groups(item, [key])
    assert found
    counted = counts(item, [key])
    for group in found:
        right_ones = [choice.key for choice in group.choices if choice.right]
        assert right_ones
        assert all(counted[group.part, name] == 1 for name in right_ones)
        for label in [group.label, *(choice.label for choice in group.choices)]:
            assert label is None or all(label[side].strip() for side in ("zh", "en"))


def test_the_order_of_parts_does_not_tell_the_right_order():
    for item in all_items().values():
        if item.kind == "order":
            shown = [entry["id"] for entry in item.asked()["entries"]]
            assert [group.part for group in groups(item)] == shown
            assert shown != item.solution()["order"]


def test_endings_are_named_only_once_somebody_has_come_there():
    case = next(item for item in all_items().values() if item.kind == "branch")
    assert groups(case) == ()
    (group,) = groups(case, [case.read(case.solution())])
    assert [choice.right for choice in group.choices] == [True]
    assert group.choices[0].label is not None


# ---- the activity


def test_the_page_has_every_number_and_nobodys_name(room):
    fill(room)
    with room.store.read() as db:
        view = ItemAnalysis().view(db, room.facilitator, {"unit": "u03"})
    assert view["unit"]["id"] == "u03"
    assert (view["people"], view["reason"]) == (24, None)
    first = view["items"][0]
    assert (first["number"], first["answered"]) == (1, 24)
    assert set(view["reliability"]) == {"kr20", "alpha", "sem", "mean"}
    text = json.dumps(view, ensure_ascii=False)
    assert "生僻名" not in text
    assert not [person for person in room.learners if person.person in text]


def test_whoever_learns_sees_nothing_of_it(room):
    with room.store.read() as db, pytest.raises(RefusedError):
        ItemAnalysis().view(db, room.learners[0], {"unit": "u03"})
    with pytest.raises(RefusedError):
        ItemAnalysis().act(room.store, room.learners[0], {}, make_key(), {"kind": "recount"})


def test_recounting_changes_nothing_that_is_stored(room):
    fill(room)
    assert ItemAnalysis().act(room.store, room.facilitator, {}, make_key(), {"kind": "recount"}) is None
