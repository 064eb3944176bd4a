"""How far a weight is from changing the winner."""

from math import inf

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from zhixing.measures.ranking import Flip, flip_distance, flips, weighted_sum

# Triantaphyllou & Sánchez (1997), Decision Sciences 28:151–194, the example of the sensitivity to weights.
SCORES = [
    [0.3088, 0.2897, 0.3867, 0.1922],
    [0.2163, 0.3458, 0.1755, 0.6288],
    [0.4509, 0.2473, 0.1194, 0.0575],
    [0.0240, 0.1172, 0.3184, 0.1215],
]
WEIGHTS = np.array([0.3277, 0.3058, 0.2876, 0.0790])


def test_distances_of_triantaphyllou_and_sanchez():
    distances = flip_distance(SCORES, WEIGHTS, [1, 1, 1, 1])
    assert distances == pytest.approx([0.3794, 0.7024, 0.1866, 0.0903], abs=1e-4)
    # percent-top: the third criterion, 64.8 %
    assert (distances / WEIGHTS).argmin() == 2
    assert (distances / WEIGHTS).min() == pytest.approx(0.648, abs=1e-3)


def test_direction_and_challenger_are_told():
    changes = flips(SCORES, WEIGHTS, [1, 1, 1, 1])
    assert [flip.challenger for flip in changes] == [2, 1, 1, 1]
    assert [flip.change > 0 for flip in changes] == [True, True, False, True]


def test_a_dominating_alternative_cannot_be_overtaken():
    assert flips([[3, 3], [1, 2]], [1, 1], [1, 1]) == (Flip(inf, None), Flip(inf, None))


def test_a_weight_cannot_fall_to_zero():
    # with weight zero the two would only tie
    assert flip_distance([[2, 1], [1, 1]], [1, 1], [1, 1]) == pytest.approx([inf, inf])


def test_a_tie_for_the_first_place_flips_at_once():
    assert flip_distance([[1, 2], [2, 1]], [1, 1], [1, 1]) == pytest.approx([0, 0])


def test_costs_count_against():
    # values 2 - w and 1: the winner changes when the cost weighs more than 1
    assert flips([[2, 1], [1, 0]], [1, 0.6], [1, -1])[1] == Flip(pytest.approx(0.4), 1)


@settings(deadline=None)
@given(
    arrays(np.float64, (4, 3), elements=st.integers(0, 9).map(float)),
    arrays(np.float64, 3, elements=st.integers(1, 20).map(float)),
)
def test_just_short_of_the_distance_keeps_the_winner_and_just_beyond_loses_it(scores, weights):
    senses = [1, -1, 1]
    values = weighted_sum(scores, weights, senses)
    winner = int(values.argmax())
    for column, flip in enumerate(flips(scores, weights, senses)):
        if flip.challenger is None:
            for extreme in (1e-6, 1e6):
                changed = weights.copy()
                changed[column] = extreme
                moved = weighted_sum(scores, changed, senses)
                assert moved[winner] >= moved.max() - 1e-9 * np.abs(moved).max()
            continue
        for factor, kept in ((1 - 1e-6, True), (1 + 1e-6, False)):
            changed = weights.copy()
            changed[column] += flip.change * factor + (0 if kept else np.copysign(1e-9, flip.change))
            moved = weighted_sum(scores, changed, senses)
            if kept:
                assert moved[winner] >= moved.max() - 1e-9
            elif flip.change:
                assert moved[flip.challenger] > moved[winner]
