"""How evenly people speak: silent people count, and whoever was there for less weighs less."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from zhixing.meetings.rules import balance
from zhixing.meetings.rules.balance import Presence
from zhixing.meetings.rules.plan import Block, Day, Form, Plan
from zhixing.text import Text


def block(name, minutes, form=Form.TALK):
    return Block(name, Text(name, name), minutes, form)


DAY = Plan(
    (
        Day(
            0,
            "09:00",
            (
                block("a", 90),
                block("tea", 15, Form.BREAK),
                block("b", 75),
                block("lunch", 120, Form.BREAK),
                block("c", 90),
            ),
        ),
        Day(2, "14:00", (block("d", 60),)),
    )
)
PEOPLE = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 1200), min_size=2)


def test_halves_are_counted_in_order_and_breaks_make_none():
    assert [(half.day, half.begins, half.ends) for half in balance.halves(DAY)] == [
        (0, 540, 720),
        (0, 840, 930),
        (1, 840, 900),
    ]
    assert [balance.half_of(DAY, name) for name in ("a", "b", "c", "d", "gone", None)] == [0, 0, 1, 2, 0, 0]


def test_presence_is_what_attendance_says_and_all_of_it_where_it_says_nothing():
    assert balance.minutes_there(DAY, {}) == 180 + 90 + 60
    assert balance.minutes_there(DAY, {}, until=0) == 180
    assert balance.minutes_there(DAY, {0: balance.presence_of("late", "09:30", None)}, until=0) == 150
    assert balance.minutes_there(DAY, {0: balance.presence_of("present", None, "10:00")}, until=0) == 60
    assert balance.minutes_there(DAY, {0: Presence("absent"), 1: Presence("leave")}) == 60
    assert balance.minutes_there(DAY, {0: Presence("late", came=800)}, until=0) == 0


def test_who_spoke_alike_by_the_time_present_is_even():
    there = {"a": 60, "b": 60, "c": 30}
    assert balance.unevenness({"a": 120, "b": 120, "c": 60}, there) == pytest.approx(0, abs=1e-9)
    assert balance.unevenness({}, there) is None


def test_one_voice_alone_is_as_uneven_as_it_can_be():
    there = dict.fromkeys("abcd", 60)
    assert balance.unevenness({"a": 600}, there) == pytest.approx(0.75)


@given(PEOPLE)
def test_the_index_is_between_nought_and_one_and_does_not_depend_on_the_order(spoken):
    assume(any(spoken.values()))
    there = dict.fromkeys(spoken, 60)
    found = balance.unevenness(spoken, there)
    assert -1e-9 <= found < 1
    assert balance.unevenness(dict(reversed(spoken.items())), there) == pytest.approx(found)
    assert balance.unevenness({one: 3 * seconds for one, seconds in spoken.items()}, there) == pytest.approx(
        found
    )


@given(PEOPLE, st.integers(1, 11))
def test_a_silent_person_who_left_early_weighs_less(spoken, parts):
    assume(any(spoken.values()))
    there = dict.fromkeys(spoken, 60.0)
    stayed = balance.unevenness(spoken, {**there, "silent": 60.0})
    left = balance.unevenness(spoken, {**there, "silent": 5.0 * parts})
    assert left < stayed


@given(PEOPLE)
def test_expected_shares_are_by_time_present_and_add_up(there):
    shares = balance.expected(there)
    assert sum(shares.values()) == pytest.approx(1 if any(there.values()) else 0)
    for person, minutes in there.items():
        assert shares.get(person, 0) == pytest.approx(minutes / max(sum(there.values()), 1))


def test_silent_people_are_counted_among_those_who_are_here():
    there = {"a": 60.0, "b": 60.0, "c": 60.0, "gone": 20.0}
    found = balance.hint({"a": 60}, there, frozenset("abc"))
    assert found.silent == 2


def test_two_of_six_with_half_of_the_time_are_worth_a_word():
    there = dict.fromkeys("abcdef", 60.0)
    spoken = {"a": 300, "b": 300, "c": 150, "d": 150, "e": 150, "f": 150}
    assert balance.hint(spoken, there, frozenset(there)).leading == 2


def test_people_who_took_their_turns_one_after_another_are_not():
    there = dict.fromkeys("abcdef", 60.0)
    for count in range(1, 7):
        spoken = dict.fromkeys("abcdef"[:count], 180)
        assert balance.hint(spoken, there, frozenset(there)).leading == 0


def test_somebody_who_was_there_alone_for_long_may_use_more():
    there = {"a": 180.0, "b": 30.0, "c": 30.0, "d": 30.0}
    spoken = {"a": 400, "b": 60, "c": 60, "d": 60}
    assert balance.hint(spoken, there, frozenset(there)).leading == 0
