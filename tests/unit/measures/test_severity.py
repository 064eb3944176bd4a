"""Rater severity."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhixing.measures.severity import rater_severity


def test_complete_ratings_give_plain_means():
    # Shrout & Fleiss (1979), table 2; in a complete layout effects are deviations of means
    table = np.array([[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]])
    result = rater_severity(table)
    assert result.items == pytest.approx(table.mean(axis=1))
    assert result.raters == pytest.approx(table.mean(axis=0) - table.mean())


def test_one_missing_rating_follows_the_formula_of_yates():
    # Yates (1933), Empire J. Experimental Agriculture 1:129–142: (tT + bB - G) / ((t - 1)(b - 1))
    table = np.array([[9.0, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9]])
    items, raters = table.shape
    table[1, 2] = np.nan
    row, column, everything = np.nansum(table[1]), np.nansum(table[:, 2]), np.nansum(table)
    estimate = (items * row + raters * column - everything) / ((items - 1) * (raters - 1))
    result = rater_severity(table)
    assert result.items[1] + result.raters[2] == pytest.approx(estimate)
    table[1, 2] = estimate
    assert result.items == pytest.approx(table.mean(axis=1))


@settings(deadline=None)
@given(st.integers(0, 10_000))
def test_planted_severity_is_recovered_from_incomplete_ratings(seed):
    rng = np.random.default_rng(seed)
    items, raters = rng.uniform(1, 5, 8), rng.normal(0, 1, 5)
    raters -= raters.mean()
    table = items[:, None] + raters[None, :]
    hidden = rng.random(table.shape) < 0.4
    hidden[0, :] = False
    hidden[:, 0] = False
    result = rater_severity(np.where(hidden, np.nan, table))
    assert result.items == pytest.approx(items)
    assert result.raters == pytest.approx(raters)
    assert result.raters.sum() == pytest.approx(0, abs=1e-9)


def test_a_strict_rater_no_longer_hurts_the_item_they_alone_rated():
    nan = np.nan
    result = rater_severity([[4, 2], [5, 3], [nan, 3]])
    assert result.raters == pytest.approx([1, -1])
    assert result.items == pytest.approx([3, 4, 4])
