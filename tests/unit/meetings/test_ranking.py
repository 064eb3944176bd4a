"""Slips: what may stand on them, what it gives, who shares a place, how far they agree."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import worded
from zhixing.errors import FaultsError, InputError, ZhixingError
from zhixing.meetings.rules.ranking import (
    Level,
    Method,
    agreement,
    checked_number,
    checked_slip,
    points,
    rank_top,
    read_batch,
    tally,
)

LISTED = {number: f"i{number}" for number in range(1, 9)}
IDS = tuple(LISTED.values())
ranked = st.lists(st.permutations(IDS).map(lambda order: tuple(order[:4])), max_size=9)
dotted = st.lists(st.lists(st.sampled_from(IDS), min_size=3, max_size=3).map(tuple), max_size=9)


@given(ranked)
def test_full_rankings_give_the_same_points_each(slips):
    found = tally(Method.RANK, slips, IDS, 4)
    assert sum(one.points for one in found) == len(slips) * (4 + 3 + 2 + 1)
    assert sum(one.chosen_by for one in found) == len(slips) * 4


@given(dotted)
def test_every_dot_is_a_point(slips):
    assert sum(one.points for one in tally(Method.DOTS, slips, IDS, 3)) == len(slips) * 3


@given(ranked)
def test_places_follow_the_points_and_ties_are_said(slips):
    found = tally(Method.RANK, slips, IDS, 4)
    assert [one.points for one in found] == sorted((one.points for one in found), reverse=True)
    for one in found:
        assert one.place == 1 + sum(other.points > one.points for other in found)
        shared = sum(other.points == one.points for other in found) > 1
        assert one.tied == (shared and one.points > 0)


@given(ranked, st.randoms(use_true_random=False))
def test_the_order_of_the_slips_changes_nothing(slips, random):
    shuffled = random.sample(slips, len(slips))
    assert tally(Method.RANK, slips, IDS, 4) == tally(Method.RANK, shuffled, IDS, 4)


def test_the_first_of_five_gets_five_points_and_a_short_slip_still_begins_with_five():
    assert points(Method.RANK, ("a", "b", "c", "d", "e"), 5) == {"a": 5, "b": 4, "c": 3, "d": 2, "e": 1}
    assert points(Method.RANK, ("a", "b"), 5) == {"a": 5, "b": 4}
    assert points(Method.DOTS, ("a", "b", "a"), 3) == {"a": 2, "b": 1}


@pytest.mark.parametrize(("listed", "each"), [(1, 1), (2, 1), (3, 2), (6, 3), (9, 5), (10, 5), (40, 5)])
def test_of_a_short_list_fewer_are_ranked(listed, each):
    assert rank_top(listed, 5) == each


def test_among_equals_the_one_on_more_slips_is_named_first():
    found = tally(Method.RANK, [("a", "b"), ("b", "c"), ("a", "c")], ("c", "b", "a"), 2)
    assert [(one.id, one.points, one.chosen_by, one.place) for one in found] == [
        ("a", 4, 2, 1),
        ("b", 3, 2, 2),
        ("c", 2, 2, 3),
    ]
    level = tally(Method.DOTS, [("a", "a"), ("b", "c"), ("b", "d")], ("a", "b", "c", "d"), 2)
    assert [(one.id, one.place, one.tied) for one in level[:2]] == [("b", 1, True), ("a", 1, True)]


@pytest.mark.parametrize(
    ("method", "numbers", "code"),
    [
        (Method.RANK, (), "slip-empty"),
        (Method.RANK, (1, 2, 3, 4), "slip-many"),
        (Method.DOTS, (1, 1, 1, 1), "dots-many"),
        (Method.RANK, (1, 9), "slip-unknown"),
        (Method.RANK, (1, 2, 1), "slip-twice"),
    ],
)
def test_what_cannot_stand_on_a_slip_is_said(method, numbers, code):
    with pytest.raises(InputError) as caught:
        checked_slip(method, numbers, LISTED, 3)
    assert caught.value.code == f"ideas.error.{code}"
    assert all(worded(caught.value))


def test_dots_may_stand_together_and_a_ranking_may_be_short():
    assert checked_slip(Method.DOTS, (2, 2, 1), LISTED, 3) == ("i2", "i2", "i1")
    assert checked_slip(Method.RANK, (2,), LISTED, 3) == ("i2",)
    assert checked_number(300) == 300
    with pytest.raises(InputError):
        checked_number(0)


def test_a_stack_is_read_as_people_write_it():
    text = "1：3 7 12\n2: 3，7、12\n\n 3）4\n4. 5;6；7"
    assert read_batch(text) == (
        (1, 1, (3, 7, 12)),
        (2, 2, (3, 7, 12)),
        (4, 3, (4,)),
        (5, 4, (5, 6, 7)),
    )


def test_each_line_of_a_stack_that_cannot_be_read_is_named():
    with pytest.raises(FaultsError) as caught:
        read_batch("1：3\n乱写\n2 3 4\n3：<script>")
    zh, _ = worded(caught.value)
    assert [line for line in (2, 3, 4) if f"第 {line} 行" in zh] == [2, 3, 4]
    with pytest.raises(InputError, match=r"batch-empty"):
        read_batch(" \n")


@given(st.text(alphabet="12 ：:.，3a\n", max_size=40))
def test_any_stack_is_read_or_refused_with_a_sentence(text):
    with suppress(InputError, FaultsError):
        found = read_batch(text)
        assert len(found) == sum(bool(line.strip()) for line in text.splitlines())
        return
    with pytest.raises(ZhixingError) as caught:
        read_batch(text)
    assert all(worded(caught.value))


def test_agreement_is_strong_when_all_say_the_same_and_weak_when_all_differ():
    same = [("i1", "i2", "i3")] * 6
    assert agreement(Method.RANK, same, IDS, 3).level is Level.STRONG
    assert agreement(Method.RANK, same, IDS, 3).w == pytest.approx(1)
    apart = [("i1", "i2"), ("i3", "i4"), ("i5", "i6"), ("i7", "i8"), ("i2", "i1")]
    assert agreement(Method.RANK, apart, IDS, 2).level is Level.WEAK


def test_a_complete_ranking_gives_kendalls_own_coefficient():
    """Three executives rank six applicants: W = 0.16 (Siegel 1956, Nonparametric Statistics, p. 230)."""
    ranks = [(1, 6, 3, 2, 5, 4), (1, 5, 6, 4, 2, 3), (6, 3, 2, 5, 4, 1)]
    names = [f"i{place}" for place in range(6)]
    slips = [tuple(name for _, name in sorted(zip(row, names, strict=True))) for row in ranks]
    assert agreement(Method.RANK, slips, names, 6).w == pytest.approx(0.162, abs=0.001)


def test_nothing_is_said_about_agreement_where_there_is_nothing_to_compare():
    assert agreement(Method.RANK, [("i1",)], IDS, 3) is None
    assert agreement(Method.RANK, [("i1",), ("i1",)], ("i1",), 3) is None
    assert agreement(Method.DOTS, [("a", "b"), ("a", "b")], ("a", "b"), 2) is None
