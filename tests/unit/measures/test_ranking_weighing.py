"""Objective criterion weights."""

import numpy as np
import pytest

from zhixing.measures.ranking import critic_weights, entropy_weights

# Diakoulaki, Mavrotas & Papayannakis (1995), Computers & Operations Research 22:763–770: eight companies.
COMPANIES = [
    [61, 1.08, 4.33],
    [20.7, 0.26, 4.34],
    [16.3, 1.98, 2.53],
    [9.0, 3.29, 1.65],
    [5.4, 2.77, 2.33],
    [4.0, 4.12, 1.21],
    [-6.1, 3.52, 2.10],
    [-34.6, 3.31, 0.98],
]
FIGHTERS = [
    [2.0, 1500, 20000, 5.5, 5, 9],
    [2.5, 2700, 18000, 6.5, 3, 5],
    [1.8, 2000, 21000, 4.5, 7, 7],
    [2.2, 1800, 20000, 5.0, 5, 5],
]


def test_critic_weights_of_diakoulaki():
    assert critic_weights(COMPANIES, [1, 1, 1]) == pytest.approx([0.20222554, 0.48090173, 0.31687273])


def test_critic_weights_agree_with_pymcdm():
    from pymcdm.weights import critic_weights as peer

    scores = np.random.default_rng(8).uniform(1, 9, size=(9, 5))
    senses = [1, 1, -1, 1, -1]
    stretched = (scores - scores.min(axis=0)) / np.ptp(scores, axis=0)
    oriented = np.where(np.array(senses) > 0, stretched, 1 - stretched)
    assert critic_weights(scores, senses) == pytest.approx(peer(oriented))


def test_a_criterion_without_differences_has_no_critic_weight():
    joined = np.column_stack([COMPANIES, np.full(8, 3.0)])
    weights = critic_weights(joined, [1, 1, 1, -1])
    assert weights[:3] == pytest.approx(critic_weights(COMPANIES, [1, 1, 1]))
    assert weights[3] == 0
    assert critic_weights([[1, 5], [2, 5]], [1, 1]) == pytest.approx([1, 0])


def test_entropy_weights_of_hwang_and_yoon():
    # Hwang & Yoon (1981), ch. 2, print weights from entropies rounded to four places
    weights = entropy_weights(FIGHTERS)
    assert weights == pytest.approx([0.0649, 0.2055, 0.0133, 0.0829, 0.3570, 0.2764], abs=2e-3)


def test_entropy_weights_agree_with_pymcdm():
    from pymcdm.weights import entropy_weights as peer

    assert entropy_weights(FIGHTERS) == pytest.approx(peer(np.array(FIGHTERS)))


def test_entropy_gives_an_even_criterion_no_weight_and_takes_zeros():
    assert entropy_weights([[1, 4], [0, 4]]) == pytest.approx([1, 0])
