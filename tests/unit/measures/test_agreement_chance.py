"""Fleiss' kappa and Krippendorff's alpha."""

import numpy as np
import pytest

from zhixing.measures.agreement import fleiss_kappa, krippendorff_alpha

FLEISS = [
    [0, 0, 0, 0, 14],
    [0, 2, 6, 4, 2],
    [0, 0, 3, 5, 6],
    [0, 3, 9, 2, 0],
    [2, 2, 8, 1, 1],
    [7, 7, 0, 0, 0],
    [3, 2, 6, 3, 0],
    [2, 5, 3, 2, 2],
    [6, 5, 2, 1, 0],
    [0, 2, 2, 3, 7],
]
nan = np.nan
# Krippendorff (2011), Computing Krippendorff's alpha-reliability, section D: four observers, twelve units.
OBSERVERS = np.array(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, nan, nan, nan],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, nan, 3],
        [nan, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, nan],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, nan],
    ]
)


def test_kappa_of_wikipedia():
    # Wikipedia "Fleiss' kappa" (W20): observed .378, expected .213, kappa .210
    assert fleiss_kappa(FLEISS) == pytest.approx(0.210, abs=5e-4)


def test_full_agreement_has_kappa_one():
    assert fleiss_kappa([[3, 0], [0, 3]]) == pytest.approx(1)


def test_kappa_does_not_depend_on_the_order_of_items_and_categories():
    assert fleiss_kappa(np.array(FLEISS)[::-1, ::-1]) == pytest.approx(fleiss_kappa(FLEISS))


@pytest.mark.parametrize(
    ("level", "alpha"),
    [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)],
)
def test_alpha_of_krippendorff(level, alpha):
    assert krippendorff_alpha(OBSERVERS, level) == pytest.approx(alpha, abs=5e-4)
    assert krippendorff_alpha(OBSERVERS[::-1, ::-1], level) == pytest.approx(alpha, abs=5e-4)


def test_alpha_of_two_observers_with_binary_data():
    # Krippendorff (2011), section A: ten units, alpha = .095
    table = [[0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]]
    assert krippendorff_alpha(table) == pytest.approx(0.095, abs=5e-4)


def test_alpha_of_two_observers_with_five_categories():
    # Krippendorff (2011), section B: twelve units, a b c d e, alpha = .692
    table = [[1, 1, 2, 2, 4, 3, 3, 3, 5, 4, 4, 1], [2, 1, 2, 2, 2, 3, 3, 3, 5, 4, 4, 4]]
    assert krippendorff_alpha(table) == pytest.approx(0.692, abs=5e-4)


def test_zeros_are_a_ratio_too():
    assert krippendorff_alpha([[0, 0, 2], [0, 0, 2]], "ratio") == pytest.approx(1)
