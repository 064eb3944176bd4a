"""Weighted sum and TOPSIS."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from zhixing.measures.ranking import topsis, weighted_sum

# Hwang & Yoon (1981), Multiple Attribute Decision Making, the fighter aircraft; price is a cost.
FIGHTERS = [
    [2.0, 1500, 20000, 5.5, 5, 9],
    [2.5, 2700, 18000, 6.5, 3, 5],
    [1.8, 2000, 21000, 4.5, 7, 7],
    [2.2, 1800, 20000, 5.0, 5, 5],
]
FIGHTER_WEIGHTS = [0.2, 0.1, 0.1, 0.1, 0.2, 0.3]
FIGHTER_SENSES = [1, 1, 1, -1, 1, 1]

tables = arrays(
    np.float64,
    st.tuples(st.integers(2, 6), st.integers(1, 5)),
    elements=st.integers(1, 9).map(float),
)


def test_weighted_sum_of_triantaphyllou():
    # Triantaphyllou (2000), Multi-Criteria Decision Making, Kluwer; Wikipedia "Weighted sum model"
    values = weighted_sum(
        [[25, 20, 15, 30], [10, 30, 20, 30], [30, 10, 30, 10]], [0.20, 0.15, 0.40, 0.25], [1, 1, 1, 1]
    )
    assert values == pytest.approx([21.5, 22.0, 22.0])


def test_weighted_sum_counts_costs_against():
    assert weighted_sum([[3, 10], [2, 1]], [1, 0.5], [1, -1]) == pytest.approx([-2, 1.5])


@pytest.mark.parametrize(
    ("normalisation", "expected"),
    [
        ("minmax", [0.5 * 0 + 0.5 * 1, 0.5 * 1 + 0.5 * 0]),
        ("sum", [0.5 * 0.25 + 0.5 * 2 / 3, 0.5 * 0.75 + 0.5 * 1 / 3]),
        ("vector", [0.5 / 10**0.5 + 0.5 * (1 - 1 / 5**0.5), 1.5 / 10**0.5 + 0.5 * (1 - 2 / 5**0.5)]),
    ],
)
def test_weighted_sum_by_hand(normalisation, expected):
    assert weighted_sum([[1, 1], [3, 2]], [0.5, 0.5], [1, -1], normalisation) == pytest.approx(expected)


def test_a_criterion_without_differences_changes_no_rank():
    plain = weighted_sum([[1], [3]], [0.5], [1], "minmax")
    joined = weighted_sum([[1, 7], [3, 7]], [0.5, 0.5], [1, -1], "minmax")
    assert joined - plain == pytest.approx([0.5, 0.5])


def test_topsis_of_tzeng_and_huang():
    # Tzeng & Huang (2011), Multiple Attribute Decision Making, CRC Press (W7)
    values = topsis([[5, 8, 4], [7, 6, 8], [8, 8, 6], [7, 4, 6]], [0.3, 0.4, 0.3], [1, 1, 1])
    assert values == pytest.approx([0.5037, 0.6581, 0.7482, 0.3340], abs=5e-5)


def test_topsis_of_hwang_and_yoon():
    values = topsis(FIGHTERS, FIGHTER_WEIGHTS, FIGHTER_SENSES)
    assert values == pytest.approx([0.643, 0.268, 0.613, 0.312], abs=6e-4)


@pytest.mark.parametrize("normalisation", ["vector", "minmax"])
def test_topsis_agrees_with_pymcdm(normalisation):
    from pymcdm.methods import TOPSIS
    from pymcdm.normalizations import minmax_normalization, vector_normalization

    peer = TOPSIS({"vector": vector_normalization, "minmax": minmax_normalization}[normalisation])
    expected = peer(np.array(FIGHTERS), np.array(FIGHTER_WEIGHTS), np.array(FIGHTER_SENSES))
    assert topsis(FIGHTERS, FIGHTER_WEIGHTS, FIGHTER_SENSES, normalisation) == pytest.approx(expected)


@pytest.mark.parametrize("normalisation", ["minmax", "vector", "sum"])
def test_weighted_sum_agrees_with_pymcdm(normalisation):
    from pymcdm import normalizations
    from pymcdm.methods import WSM

    peer = WSM(getattr(normalizations, f"{normalisation}_normalization"))
    expected = peer(np.array(FIGHTERS), np.array(FIGHTER_WEIGHTS), np.array(FIGHTER_SENSES))
    values = weighted_sum(FIGHTERS, FIGHTER_WEIGHTS, FIGHTER_SENSES, normalisation)
    assert values == pytest.approx(expected)


@settings(deadline=None)
@given(tables, st.randoms())
def test_the_order_of_alternatives_does_not_matter(scores, random):
    shares = np.arange(1.0, scores.shape[1] + 1)
    senses = np.where(np.arange(scores.shape[1]) % 2, -1, 1)
    order = list(range(len(scores)))
    random.shuffle(order)
    for normalisation in (None, "minmax", "vector", "sum"):
        values = weighted_sum(scores, shares, senses, normalisation)
        assert weighted_sum(scores[order], shares, senses, normalisation) == pytest.approx(values[order])
    if np.ptp(scores, axis=0).any():
        closeness = topsis(scores, shares, senses)
        assert topsis(scores[order], shares, senses) == pytest.approx(closeness[order])
        assert ((closeness >= 0) & (closeness <= 1)).all()
        assert topsis(scores, 10 * shares, senses) == pytest.approx(closeness)


def test_what_was_given_is_left_alone():
    scores = np.array([[1.0, 2.0], [3.0, 1.0]])
    weighted_sum(scores, [0.5, 0.5], [1, -1], "minmax")
    topsis(scores, [0.5, 0.5], [1, -1])
    assert (scores == [[1, 2], [3, 1]]).all()
