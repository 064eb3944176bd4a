"""Put in order: the score by pairs, the order shown, and what is told of each place."""

import itertools
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises import changed, fault_of, read, refusal_of
from zhixing.course.kinds.shuffle import is_counted, shuffled
from zhixing.course.rules import Attempts, Mark

RIGHT = ["ask", "try", "look", "keep"]
BODY = "".join(
    f"""
[[item.entry]]
id = "{name}"
text = {{ zh = "条{name}", en = "Step {name}" }}
feedback = {{ zh = "因{name}", en = "For {name}" }}
"""
    for name in RIGHT
)
ITEM = read("order", BODY)


def named(text):
    """Return the order that initials stand for."""
    return [name for letter in text for name in RIGHT if name.startswith(letter)]


def test_a_good_item_is_read():
    assert [entry.id for entry in ITEM.entries] == RIGHT
    assert ITEM.solution() == {"order": RIGHT}


@pytest.mark.parametrize(
    ("find", "put", "zh"),
    [
        ('id = "try"', 'id = "ask"', "ask"),
        ('id = "try"', 'id = "Try"', "Try"),
        ('feedback = { zh = "因try", en = "For try" }\n', "", "缺少 entry try.feedback"),
        ('en = "Step look"', 'en = ""', "u01-k01 entry look.text"),
        ('en = "For keep"', 'en = ""', "u01-k01 entry keep.feedback"),
        ('id = "look"', 'id = "look"\nplace = 3', "entry look.place"),
    ],
)
def test_a_faulty_item_is_refused_naming_file_item_and_key(find, put, zh):
    assert zh in fault_of("order", changed(BODY, find, put))[0]


def test_three_entries_are_too_few():
    assert "entry" in fault_of("order", BODY[: BODY.rindex("[[item.entry]]")])[0]


@pytest.mark.parametrize("ids", ["abcd", ["s1", "s2", "s9", "s10"]])
def test_ids_that_tell_the_order_are_refused(ids):
    body = BODY
    for name, put in zip(RIGHT, ids, strict=True):
        body = changed(body, f'id = "{name}"', f'id = "{put}"')
    assert "entry 编号会泄露答案" in fault_of("order", body)[0]


@pytest.mark.parametrize(
    ("names", "counted"),
    [
        (["a", "b", "d"], True),
        (["step-1", "step-2"], True),
        (["c", "b", "a"], False),
        (["e1", "e3", "e2"], False),
        (["ask", "try"], False),
        (["a1", "b2"], False),
        (["a"], False),
        ([], False),
    ],
)
def test_ids_count_where_one_stem_goes_on_by_numbers_or_letters(names, counted):
    assert is_counted(names) is counted


@pytest.mark.parametrize(
    ("order", "score"),
    [
        ("atlk", 1),
        ("talk", 4 / 6),  # one pair of six the wrong way round
        ("tlak", 2 / 6),  # two
        ("atkl", 4 / 6),
        ("takl", 2 / 6),
        ("tlka", 0),  # three: as many as the right ones
        ("klta", 0),
    ],
)
def test_the_score_is_kendalls_tau(order, score):
    assert ITEM.mark(named(order)) == Mark(round(score, 4), order == "atlk")


@given(st.permutations(RIGHT))
def test_a_score_lies_between_0_and_1_and_is_1_for_the_right_order_only(order):
    mark = ITEM.mark(order)
    assert 0 <= mark.score <= 1
    assert (mark.score == 1) == mark.correct == (order == RIGHT)


@given(st.permutations(RIGHT), st.integers(0, 2))
def test_two_neighbours_turned_the_right_way_never_cost_anything(order, at):
    first, second = sorted(order[at : at + 2], key=RIGHT.index)
    better = [*order[:at], first, second, *order[at + 2 :]]
    assert ITEM.mark(better).score >= ITEM.mark(order).score


@given(st.permutations(RIGHT))
def test_what_is_stored_is_read_again(order):
    assert ITEM.read(json.loads(json.dumps(ITEM.stored(ITEM.read({"order": order}))))) == order


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ({}, "course.error.no-answer"),
        ({"order": "ask"}, "course.error.no-answer"),
        ({"order": RIGHT, "more": 1}, "course.error.no-answer"),
        ({"order": RIGHT[:3]}, "quiz.error.other-entries"),
        ({"order": [*RIGHT, "ask"]}, "quiz.error.other-entries"),
        ({"order": [*RIGHT[:3], "wish"]}, "quiz.error.other-entries"),
        ({"order": [*RIGHT[:3], None]}, "quiz.error.other-entries"),
        ({"order": [*RIGHT[:3], ["keep"]]}, "quiz.error.other-entries"),
    ],
)
def test_what_is_no_answer_is_refused(raw, code):
    assert refusal_of(ITEM, raw)[0] == code


def shown(item):
    return [entry["id"] for entry in item.asked()["entries"]]


def test_the_order_shown_is_fixed_and_follows_from_the_ids_alone():
    other = read("order", "\n[[item.entry]]".join(["", *reversed(BODY.split("\n[[item.entry]]")[1:])]))
    assert [entry.id for entry in other.entries] == RIGHT[::-1]
    assert shown(other) == shown(ITEM)
    assert sorted(shown(ITEM)) == sorted(RIGHT)
    assert "因" not in json.dumps(ITEM.asked(), ensure_ascii=False)


def test_the_order_shown_is_never_the_right_one():
    entries = {entry.id: entry for entry in ITEM.entries}
    for order in itertools.permutations(RIGHT):
        item = replace(ITEM, entries=tuple(entries[name] for name in order))
        assert sorted(shown(item)) == sorted(order)
        assert shown(item) != list(order)


def test_items_with_the_same_entries_are_not_all_shown_alike():
    assert len({tuple(shuffled(f"u01-k{number}", RIGHT, str)) for number in range(50)}) > 10


def test_before_the_commit_nothing_is_told():
    assert Attempts(ITEM, ()).feedback() == []


def test_after_a_first_try_the_reason_is_told_only_where_the_place_is_right():
    tried = Attempts(ITEM, (named("tlak"),))
    assert not tried.is_over
    told = {entry["part"]: entry for entry in tried.feedback()}
    assert {part: entry["right"] for part, entry in told.items()} == {
        "ask": False,
        "try": False,
        "look": False,
        "keep": True,
    }
    assert told["keep"]["text"]["zh"] == "因keep"
    assert [told[part]["text"] for part in ("ask", "try", "look")] == [None] * 3
    assert {entry["key"] for entry in told.values()} == {None}


def test_what_is_told_between_tries_does_not_come_in_the_right_order():
    first = Attempts(ITEM, (named("klta"),)).feedback()
    assert [entry["part"] for entry in first] == shown(ITEM)


@pytest.mark.parametrize("tries", [("atlk",), ("klta", "klta"), ("klta", "atlk")])
def test_once_it_is_over_every_place_is_told(tries):
    tried = Attempts(ITEM, tuple(map(named, tries)))
    assert tried.is_over
    assert {entry["part"]: entry["key"] for entry in tried.feedback()} == {
        "ask": 1,
        "try": 2,
        "look": 3,
        "keep": 4,
    }
    assert all(entry["text"] for entry in tried.feedback())


def test_a_class_is_counted_by_entry_and_place():
    counted = ITEM.tally([RIGHT, RIGHT, named("talk")])
    assert counted["ask"] == {"1": 2, "2": 1, "3": 0, "4": 0}
    assert counted["keep"] == {"1": 0, "2": 0, "3": 0, "4": 3}
