"""PROMETHEE II."""

import numpy as np
import pytest

from zhixing.measures.ranking import Preference, preference_indices, promethee_ii

# Brans & Vincke (1985), Management Science 31:647–656 (W10): six power plants, six criteria, six shapes.
PLANTS = [
    [80, 90, 600, 5.4, 8, 5],
    [65, 58, 200, 9.7, 1, 1],
    [83, 60, 400, 7.2, 4, 7],
    [40, 80, 1000, 7.5, 7, 10],
    [52, 72, 600, 2.0, 3, 8],
    [94, 96, 700, 3.6, 5, 6],
]
SENSES = [-1, 1, -1, -1, -1, 1]
SHAPES = [
    Preference("u-shape", q=10),
    Preference("v-shape", p=30),
    Preference("linear", q=50, p=500),
    Preference("level", q=1, p=6),
    "usual",
    Preference("gaussian", sigma=5),
]
FUNCTIONS = [
    lambda d: 1.0 if d > 10 else 0.0,
    lambda d: min(d / 30, 1.0),
    lambda d: np.clip((d - 50) / 450, 0, 1),
    lambda d: 0.0 if d <= 1 else 0.5 if d <= 6 else 1.0,
    lambda d: 1.0,
    lambda d: 1 - np.exp(-(d**2) / 50),
]


def test_indices_of_brans_and_vincke():
    expected = [
        [0, 0.296, 0.250, 0.268, 0.100, 0.185],
        [0.462, 0, 0.389, 0.333, 0.296, 0.500],
        [0.236, 0.180, 0, 0.333, 0.056, 0.429],
        [0.399, 0.505, 0.305, 0, 0.223, 0.212],
        [0.444, 0.515, 0.487, 0.380, 0, 0.448],
        [0.286, 0.399, 0.250, 0.432, 0.133, 0],
    ]
    indices = preference_indices(PLANTS, [1] * 6, SENSES, SHAPES)
    for row, expected_row in zip(indices, expected, strict=True):
        assert row == pytest.approx(expected_row, abs=1.1e-3)


@pytest.mark.parametrize("preferences", [SHAPES, FUNCTIONS])
def test_flows_of_brans_and_vincke(preferences):
    flows = promethee_ii(PLANTS, [1 / 6] * 6, SENSES, preferences)
    assert flows == pytest.approx([-0.146, 0.017, -0.090, -0.020, 0.293, -0.055], abs=1e-3)


def test_no_preferences_means_the_usual_criterion():
    # Mareschal, De Smet & Nemery (2008), as in the documentation of pymcdm: .1 -.3 .2
    scores = [[4, 3, 2], [3, 2, 4], [5, 1, 3]]
    assert promethee_ii(scores, [0.5, 0.3, 0.2], [1, 1, 1]) == pytest.approx([0.1, -0.3, 0.2])
    assert promethee_ii(scores, [5, 3, 2], [1, 1, 1], ["usual"] * 3) == pytest.approx([0.1, -0.3, 0.2])


@pytest.mark.parametrize(
    ("peer", "shape", "p", "q"),
    [("ushape", "u-shape", 0, 2), ("vshape", "v-shape", 4, 0), ("level", "level", 4, 2)],
)
def test_flows_agree_with_pymcdm(peer, shape, p, q):
    from pymcdm.methods import PROMETHEE_II

    scores = np.random.default_rng(4).integers(1, 10, size=(7, 4)).astype(float)
    shares, senses = np.array([0.1, 0.2, 0.3, 0.4]), np.array([1, -1, 1, -1])
    expected = PROMETHEE_II(peer, p=[p] * 4, q=[q] * 4)(scores, shares, senses)
    preferences = [Preference(shape, p=p, q=q)] * 4
    assert promethee_ii(scores, shares, senses, preferences) == pytest.approx(expected)


def test_flows_sum_to_zero_and_follow_their_alternatives():
    flows = promethee_ii(PLANTS, [1] * 6, SENSES, SHAPES)
    turned = promethee_ii(PLANTS[::-1], [1] * 6, SENSES, SHAPES)
    assert flows.sum() == pytest.approx(0)
    assert turned[::-1] == pytest.approx(flows)


def test_equal_alternatives_have_no_flow():
    assert promethee_ii([[1, 2], [1, 2]], [1, 1], [1, -1]) == pytest.approx([0, 0])
