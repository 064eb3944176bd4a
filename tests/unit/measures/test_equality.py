"""Equality: Gini, evenness, Herfindahl, taking turns, Blau, and imbalance by time present."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from zhixing.errors import MeasureError
from zhixing.measures import equality

INCOMES = [541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261]
"""Example of the R packages ineq (Zeileis) and REAT (Wieland), whose documentation prints the results."""

amounts = st.lists(st.integers(0, 5000), min_size=2, max_size=12).filter(any)


def test_gini_of_the_example_of_ineq():
    assert equality.gini(INCOMES) == pytest.approx(0.4620911, abs=1e-7)
    assert equality.gini(INCOMES, corrected=True) == pytest.approx(0.5134346, abs=1e-7)


@pytest.mark.parametrize(
    ("sales", "printed"),
    [
        (INCOMES, 0.1840812),
        ([261, 29, 33, 15, 39, 28, 95, 5, 6, 28, 69, 8, 105, 38, 15], 0.1668737),
        ([783, 121, 112, 70, 201, 153, 425, 19, 37, 126, 325, 51, 442, 193, 41], 0.1301292),
    ],
)
def test_herfindahl_of_the_examples_of_reat(sales, printed):
    assert equality.herfindahl(sales, normalised=False) == pytest.approx(printed, abs=1e-7)
    n = len(sales)
    assert equality.herfindahl(sales) == pytest.approx((printed - 1 / n) / (1 - 1 / n), abs=1e-6)


def test_evenness_of_the_horse_race():
    # Cover & Thomas (2006), Elements of Information Theory, 2nd ed., example 1.1.2: entropy 2 bits of 3
    chances = [1 / 2, 1 / 4, 1 / 8, 1 / 16, 1 / 64, 1 / 64, 1 / 64, 1 / 64]
    assert equality.evenness(chances) == pytest.approx(2 / 3)


@pytest.mark.parametrize("kinds", [2, 3, 4, 5, 10])
def test_blau_is_highest_when_all_kinds_are_equal_in_number(kinds):
    # Harrison & Klein (2007), Academy of Management Review 32:1199–1228: maximum (k − 1)/k
    assert equality.blau([7] * kinds) == pytest.approx((kinds - 1) / kinds)
    assert equality.blau([7, *[0] * (kinds - 1)]) == 0


def test_turns_count_how_often_the_speaker_changes():
    assert equality.turn_taking(1, 9) == 0
    assert equality.turn_taking(9, 9) == 1
    assert equality.turn_taking(3, 9) == 0.25


@given(amounts, st.floats(0.001, 1000))
def test_nothing_depends_on_the_unit(x, factor):
    scaled = [each * factor for each in x]
    for measure in (equality.gini, equality.evenness, equality.herfindahl):
        assert measure(scaled) == pytest.approx(measure(x), abs=1e-9)


@given(amounts)
def test_measures_stay_between_their_ends(x):
    n = len(x)
    assert -1e-12 <= equality.gini(x) <= 1 - 1 / n + 1e-12
    assert equality.gini(x, corrected=True) <= 1 + 1e-12
    assert 0 <= equality.evenness(x) <= 1 + 1e-12
    assert 0 <= equality.herfindahl(x) <= 1 + 1e-12
    assert 1 / n - 1e-12 <= equality.herfindahl(x, normalised=False)


@given(amounts)
def test_gini_is_half_the_relative_mean_difference(x):
    values = np.asarray(x, dtype=float)
    plain = np.abs(values[:, None] - values).mean() / (2 * values.mean())
    assert equality.gini(x) == pytest.approx(plain, abs=1e-9)


@pytest.mark.parametrize("n", [2, 3, 8, 40])
def test_equal_shares_and_one_who_has_everything(n):
    same, one = [5.0] * n, [9.0, *[0.0] * (n - 1)]
    assert equality.gini(same) == pytest.approx(0)
    assert equality.evenness(same) == pytest.approx(1)
    assert equality.herfindahl(same) == pytest.approx(0)
    assert equality.gini(one) == pytest.approx(1 - 1 / n)
    assert equality.gini(one, corrected=True) == pytest.approx(1)
    assert equality.evenness(one) == 0
    assert equality.herfindahl(one) == pytest.approx(1)


@given(amounts)
def test_a_silent_member_makes_it_less_equal(x):
    assert equality.gini([*x, 0]) >= equality.gini(x) - 1e-12
    if min(x) > 0:
        assert equality.gini([*x, 0]) > equality.gini(x)
        assert equality.evenness([*x, 0]) < equality.evenness(x)


def test_fair_shares_follow_the_time_present():
    assert equality.share_expected([60, 60, 30]) == pytest.approx([0.4, 0.4, 0.2])
    assert equality.imbalance([8, 8, 4], [60, 60, 30]) == pytest.approx(0)
    assert equality.imbalance([8, 8, 8], [60, 60, 30]) == pytest.approx(2 / 15)
    assert equality.imbalance([8, 8, 4, 0], [60, 60, 30, 0]) == pytest.approx(0)


@given(amounts)
def test_imbalance_is_what_would_have_to_change_hands(x):
    n = len(x)
    over = sum(max(0.0, each / sum(x) - 1 / n) for each in x)
    assert equality.imbalance(x, [45] * n) == pytest.approx(over)


@given(st.lists(st.integers(1, 90), min_size=2, max_size=9), st.floats(0.1, 50))
def test_whoever_speaks_by_the_time_present_is_in_balance(present, pace):
    spoken = [minutes * pace for minutes in present]
    assert equality.imbalance(spoken, present) == pytest.approx(0, abs=1e-9)
    assume(len(set(present)) > 1)
    assert equality.imbalance([1] * len(present), present) > 0


@pytest.mark.parametrize(
    ("measure", "arguments", "code"),
    [
        (equality.gini, ([],), "too-few-columns"),
        (equality.gini, ([0, 0],), "all-zero"),
        (equality.gini, ([1, -1],), "negative"),
        (equality.gini, ([1, float("nan")],), "not-finite"),
        (equality.gini, (["a", 1],), "not-numeric"),
        (equality.gini, ([[1, 2], [3, 4]],), "not-a-table"),
        (equality.gini, ([3], True), "too-few-columns"),
        (equality.evenness, ([3],), "too-few-columns"),
        (equality.herfindahl, ([3],), "too-few-columns"),
        (equality.blau, ([1.5, 2],), "not-whole"),
        (equality.blau, ([0, 0],), "all-zero"),
        (equality.turn_taking, (1, 1), "few-chats"),
        (equality.turn_taking, (1, 2.5), "few-chats"),
        (equality.turn_taking, (4, 3), "turns-range"),
        (equality.turn_taking, (0, 3), "turns-range"),
        (equality.turn_taking, (1, float("nan")), "not-finite-at"),
        (equality.imbalance, ([1, 2], [10, 10, 10]), "people"),
        (equality.imbalance, ([1, 2], [0, 0]), "all-zero"),
    ],
)
def test_bad_input_is_refused(measure, arguments, code):
    with pytest.raises(MeasureError, match=f"measures.error.{code}"):
        measure(*arguments)
