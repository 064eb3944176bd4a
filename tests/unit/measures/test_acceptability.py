"""Rank acceptability."""

import numpy as np
import pytest

from zhixing.measures.acceptability import rank_acceptability


def test_two_criteria_agree_with_the_exact_shares():
    # the definition of Lahdelma & Salminen (2001) integrated by hand: with w uniform on 0–1 the values are w,
    # 1 - w and .4, so the third is last for .4 < w < .6 and second otherwise
    shares = rank_acceptability([[1, 0], [0, 1], [0.4, 0.4]], [1, 1], seed=1, draws=40_000)
    expected = [[0.5, 0.1, 0.4], [0.5, 0.1, 0.4], [0.0, 0.8, 0.2]]
    for row, expected_row in zip(shares, expected, strict=True):
        assert row == pytest.approx(expected_row, abs=0.01)


def test_three_criteria_are_each_worth_a_third():
    shares = rank_acceptability(np.eye(3), [1, 1, 1], seed=2, draws=40_000)
    assert shares.ravel() == pytest.approx([1 / 3] * 9, abs=0.01)


def test_a_dominating_alternative_is_always_first():
    shares = rank_acceptability([[5, 1], [4, 2], [1, 9]], [1, -1], seed=3, draws=500)
    assert shares.tolist() == [[1, 0, 0], [0, 1, 0], [0, 0, 1]]


def test_equal_alternatives_share_their_ranks():
    shares = rank_acceptability([[1, 2], [3, 3], [1, 2]], [1, 1], seed=4, draws=500)
    for row, expected in zip(shares, [[0, 0.5, 0.5], [1, 0, 0], [0, 0.5, 0.5]], strict=True):
        assert row == pytest.approx(expected)


def test_rows_and_columns_sum_to_one():
    scores = np.random.default_rng(5).integers(1, 6, size=(7, 4))
    shares = rank_acceptability(scores, [1, 1, -1, 1], seed=6, draws=2500, normalisation="minmax")
    assert shares.sum(axis=0) == pytest.approx(np.ones(7))
    assert shares.sum(axis=1) == pytest.approx(np.ones(7))


def test_the_seed_decides():
    scores = [[1, 0, 2], [0, 1, 2], [2, 1, 0]]
    first, again, other = (
        rank_acceptability(scores, [1, 1, 1], seed=seed, draws=300).tolist() for seed in (7, 7, 8)
    )
    assert first == again
    assert first != other
