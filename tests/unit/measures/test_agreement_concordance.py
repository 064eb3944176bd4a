"""Kendall's W."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from zhixing.measures.agreement import kendall_w
from zhixing.measures.agreement.concordance import chi_square_tail

ratings = arrays(
    np.float64,
    st.tuples(st.integers(2, 7), st.integers(2, 6)),
    elements=st.integers(1, 5).map(float),
)


def test_executives_of_siegel():
    # Siegel (1956), Nonparametric Statistics, p. 230 (W14): s = 25.5, W = .16
    table = np.array([[1, 6, 3, 2, 5, 4], [1, 5, 6, 4, 2, 3], [6, 3, 2, 5, 4, 1]]).T
    result = kendall_w(table)
    assert result.w == pytest.approx(12 * 25.5 / (9 * 210))
    assert result.w == pytest.approx(0.16, abs=5e-3)
    assert result.df == 5
    assert result.chi2 == pytest.approx(15 * result.w)


def test_tied_rankings_of_kendall():
    # Kendall (1948), Rank Correlation Methods, ch. 6; also Siegel & Castellan (1988): W = .828
    table = np.array(
        [
            [1, 4.5, 2, 4.5, 3, 7.5, 6, 9, 7.5, 10],
            [2.5, 1, 2.5, 4.5, 4.5, 8, 9, 6.5, 10, 6.5],
            [2, 1, 4.5, 4.5, 4.5, 4.5, 8, 8, 8, 10],
        ]
    ).T
    assert kendall_w(table).w == pytest.approx(0.828, abs=5e-4)


def test_three_competitors_of_proofwiki():
    # proofwiki.org, Kendall's Coefficient of Concordance, Example 1: 1/16
    assert kendall_w([[1, 1, 2, 3], [3, 2, 3, 1], [2, 3, 1, 2]]).w == pytest.approx(1 / 16)


def test_full_agreement_is_one_and_its_p_small():
    result = kendall_w(np.repeat(np.arange(8)[:, None], 5, axis=1))
    assert result.w == 1
    assert result.p < 1e-4


@settings(deadline=None)
@given(ratings)
def test_chi_square_is_that_of_friedman(table):
    from scipy.stats import friedmanchisquare

    assume(len(table) > 2 and np.ptp(table, axis=0).any())
    expected = friedmanchisquare(*table)
    result = kendall_w(table)
    assert result.chi2 == pytest.approx(expected.statistic)
    assert result.p == pytest.approx(expected.pvalue)


@settings(deadline=None)
@given(ratings, st.randoms())
def test_w_is_a_share_whatever_the_order_of_items_and_raters(table, random):
    assume(np.ptp(table, axis=0).any())
    items, raters = list(range(len(table))), list(range(table.shape[1]))
    random.shuffle(items)
    random.shuffle(raters)
    w = kendall_w(table).w
    assert 0 <= w <= 1
    assert kendall_w(table[items][:, raters]).w == pytest.approx(w)
    assert kendall_w(-3 * table).w == pytest.approx(w)


@pytest.mark.parametrize("df", [1, 2, 3, 4, 5, 9, 10, 31, 60])
@pytest.mark.parametrize("statistic", [0.0, 1e-9, 0.3, 2.43, 11.07, 40.0, 400.0, 2000.0])
def test_tail_agrees_with_scipy(statistic, df):
    from scipy.stats import chi2

    assert chi_square_tail(statistic, df) == pytest.approx(chi2.sf(statistic, df), rel=1e-9, abs=1e-300)
