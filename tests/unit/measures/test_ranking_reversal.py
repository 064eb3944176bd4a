"""What a ranking owes to its normalisation and to the company an alternative keeps."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from zhixing.measures.ranking import Reversal, normalised_values, reversals, topsis, weighted_sum

# Belton & Gear (1983), Omega 11:228–230, as tabled by Wang & Elhag (2006), doi 10.1016/j.dss.2005.12.002,
# tables 1 and 2: three equal criteria, D a copy of B; consistent judgements, so priorities are shares.
BELTON_GEAR = np.array([[1.0, 9, 8], [9, 1, 9], [1, 1, 1], [9, 1, 9]])
EQUAL = [1 / 3] * 3
ONES = [1, 1, 1]
# The three alternatives of the example of TOPSISLinear in R, which cites García-Cascales & Lamata (2012), On
# rank reversal and TOPSIS method, Mathematical and Computer Modelling 56:123–132; the fourth, mirroring the
# first, is added here.
LAMATA = np.array([[1.0, 5], [4, 2], [3, 3], [5, 1]])

tables = arrays(
    np.float64,
    st.tuples(st.integers(3, 6), st.integers(1, 4)),
    elements=st.integers(1, 9).map(float),
)


def test_priorities_of_belton_and_gear():
    without = weighted_sum(BELTON_GEAR[:3], EQUAL, ONES, "sum")
    assert without == pytest.approx([0.4512, 0.4697, 0.0791], abs=5e-5)
    with_copy = weighted_sum(BELTON_GEAR, EQUAL, ONES, "sum")
    assert with_copy == pytest.approx([0.3654, 0.2889, 0.0568, 0.2889], abs=5e-5)


def test_the_copy_of_belton_and_gear_turns_the_first_two_round():
    found = reversals(BELTON_GEAR, EQUAL, ONES, "sum")
    assert Reversal(dropped=3, ahead=0, behind=1, changes_first=True) in found
    assert Reversal(dropped=1, ahead=0, behind=3, changes_first=True) in found


def test_topsis_turns_round_the_alternatives_of_garcia_cascales_and_lamata():
    three, four = topsis(LAMATA[:3], [0.5, 0.5], [1, 1]), topsis(LAMATA, [0.5, 0.5], [1, 1])
    assert np.argsort(-three).tolist() == [1, 2, 0]
    assert np.argsort(-four[:3]).tolist() == [0, 2, 1]
    assert Reversal(3, 0, 1, changes_first=True) in reversals(LAMATA, [0.5, 0.5], [1, 1], "topsis")


def test_every_normalisation_is_tried_that_the_scores_allow():
    assert set(normalised_values([[1, 2], [2, 1]], [1, 1], [1, 1])) == {None, "minmax", "vector", "sum"}
    assert set(normalised_values([[0, 2], [2, 1]], [1, 1], [1, 1])) == {None, "minmax", "vector"}


def test_a_narrow_criterion_decides_once_criteria_are_normalised():
    values = normalised_values([[3, 5, 4], [3.5, 4.4, 4], [3.2, 1, 1]], EQUAL, ONES)
    assert {name: int(value.argmax()) for name, value in values.items()} == {
        None: 0,
        "minmax": 1,
        "vector": 1,
        "sum": 0,
    }


def test_two_alternatives_have_nothing_to_turn_round():
    assert reversals([[1, 2], [2, 1]], [1, 1], [1, 1], "minmax") == ()


@settings(deadline=None)
@given(tables)
def test_without_normalisation_nothing_turns_round(scores):
    weights = np.arange(1.0, scores.shape[1] + 1)
    assert reversals(scores, weights, np.ones(len(weights)), None) == ()


@settings(deadline=None)
@given(tables, st.randoms(), st.sampled_from(["minmax", "vector", "sum"]))
def test_reversals_are_real_and_do_not_depend_on_order_or_scale(scores, random, rule):
    weights = np.arange(1.0, scores.shape[1] + 1)
    senses = np.ones(len(weights))
    found = reversals(scores, weights, senses, rule)
    values = weighted_sum(scores, weights, senses, rule)
    for dropped, ahead, behind, _ in found:
        kept = [row for row in range(len(scores)) if row != dropped]
        after = dict(zip(kept, weighted_sum(scores[kept], weights, senses, rule), strict=True))
        assert values[ahead] > values[behind]
        assert after[ahead] < after[behind]
    order = list(range(len(scores)))
    random.shuffle(order)
    shuffled = reversals(scores[order], weights, senses, rule)
    assert {order[each.dropped] for each in shuffled} == {each.dropped for each in found}
    scaled = reversals(scores, 7 * weights, senses, rule)
    assert {each.dropped for each in scaled} == {each.dropped for each in found}


@settings(deadline=None)
@given(tables)
def test_a_dominating_alternative_is_never_overtaken(scores):
    weights = np.arange(1.0, scores.shape[1] + 1)
    best = np.vstack([scores, scores.max(axis=0) + 1])
    for rule in ("minmax", "vector", "sum", "topsis"):
        for each in reversals(best, weights, np.ones(len(weights)), rule):
            assert each.ahead != len(scores)
