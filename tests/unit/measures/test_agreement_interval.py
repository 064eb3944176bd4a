"""How sure an intraclass correlation is, and the F distribution behind it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhixing.measures.agreement import icc, icc_interval
from zhixing.measures.agreement.variance_ratio import f_quantile, f_tail

# Shrout & Fleiss (1979), table 2; intervals by the formulas of McGraw & Wong (1996).
JUDGES = np.array([[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]])


def test_intervals_of_shrout_and_fleiss():
    found = icc_interval(JUDGES)
    assert found.single == pytest.approx((0.019, 0.761), abs=5e-4)
    assert found.mean == pytest.approx((0.071, 0.927), abs=5e-4)
    assert (found.df1, found.df2) == (5, 15)
    assert found.f == pytest.approx(11.03, abs=5e-3)
    assert found.p == pytest.approx(0.000135, abs=5e-7)


@settings(deadline=None)
@given(st.integers(0, 10_000))
def test_an_interval_holds_its_estimate_whatever_the_order(seed):
    rng = np.random.default_rng(seed)
    table = rng.normal(size=(6, 1)) * 2 + rng.normal(size=(6, 5))
    forms, found = icc(table), icc_interval(table)
    if forms["2,1"] > 0:
        assert found.single[0] <= forms["2,1"] <= found.single[1]
        assert found.mean[0] <= forms["2,k"] <= found.mean[1]
    again = icc_interval(table[::-1, ::-1])
    assert again.single == pytest.approx(found.single)
    assert 0 <= found.p <= 1
    assert icc_interval(3 * table + 2).single == pytest.approx(found.single)


def test_agreement_in_everything_leaves_no_doubt():
    found = icc_interval([[1, 1], [2, 2]])
    assert (found.single, found.mean, found.p) == ((1, 1), (1, 1), 0)


def test_raters_who_differ_by_a_constant_only_leave_some():
    low, high = icc_interval([[1, 2, 4], [2, 3, 5], [3, 4, 6]]).single
    assert 0 <= low < high <= 1


@pytest.mark.parametrize("df2", [1, 2.5, 7, 40, 300])
@pytest.mark.parametrize("df1", [1, 2, 4.2, 19, 120])
def test_tail_and_quantile_agree_with_scipy(df1, df2):
    from scipy.stats import f

    for statistic in (1e-6, 0.3, 1.0, 2.7, 18.0, 400.0):
        assert f_tail(statistic, df1, df2) == pytest.approx(f.sf(statistic, df1, df2), rel=1e-8, abs=1e-14)
    for tail in (0.975, 0.5, 0.025, 0.001):
        assert f_quantile(tail, df1, df2) == pytest.approx(f.isf(tail, df1, df2), rel=1e-7)


def test_nothing_exceeds_infinity_and_everything_zero():
    assert (f_tail(0, 2, 3), f_tail(float("inf"), 2, 3)) == (1, 0)
