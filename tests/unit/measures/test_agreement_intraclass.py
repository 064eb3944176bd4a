"""Intraclass correlations."""

import math

import numpy as np
import pytest

from zhixing.measures.agreement import icc

# Shrout & Fleiss (1979), Psychological Bulletin 86:420–428, table 2: six targets, four judges.
JUDGES = np.array([[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]])


def test_six_forms_of_shrout_and_fleiss():
    expected = {"1,1": 0.17, "2,1": 0.29, "3,1": 0.71, "1,k": 0.44, "2,k": 0.62, "3,k": 0.91}
    assert icc(JUDGES) == pytest.approx(expected, abs=6e-3)


def test_the_order_of_targets_and_judges_does_not_matter():
    assert icc(JUDGES[::-1, ::-1]) == pytest.approx(icc(JUDGES))


def test_severity_lowers_absolute_agreement_only():
    forms = icc([[1, 3], [2, 4], [3, 5]])
    assert forms["3,1"] == pytest.approx(1)
    assert forms["2,1"] < 1
    assert forms["1,1"] < forms["2,1"]


def test_agreement_in_everything_is_one():
    assert icc([[1, 1], [2, 2]]) == pytest.approx(dict.fromkeys(icc(JUDGES), 1.0))


@pytest.mark.parametrize("table", [[[1, 2], [2, 3], [3, 1]], [[1, 2], [2, 3], [3.1, 1]]])
def test_a_mean_of_raters_whose_variance_is_not_positive_has_no_correlation(table):
    found = icc(table)
    assert math.isnan(found["2,k"])
    assert all(math.isfinite(value) for name, value in found.items() if name != "2,k")
