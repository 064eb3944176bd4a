"""How far the first place is from changing hands."""

import numpy as np
import pytest

from zhixing.text import Text
from zhixing.topics.rules import WhatIfData
from zhixing.topics.rules.lead import lead


def rated(*means, scale=(1, 5)):
    criteria = tuple(Text(f"标准{number}", f"Criterion {number}") for number in range(len(means[0])))
    topics = tuple(f"题目{number}" for number in range(len(means)))
    equal = (1 / len(criteria),) * len(criteria)
    return WhatIfData(topics, criteria, means, equal, sample=False, raters=8, scale=scale)


def test_the_named_changes_do_tie_the_first_place():
    data = rated((5.0, 1.0, 3.0), (2.0, 4.0, 3.0), (3.0, 3.0, 1.0))
    found = lead(data, [60, 20, 20], 0, 0)
    assert (found.first, found.second) == (0, 1)
    assert found.gap == pytest.approx(1.2)
    changed = [60.0, 20.0, 20.0]
    changed[found.weight.criterion] = found.weight.to
    scores = data.scores(changed)
    assert scores[found.weight.topic] == pytest.approx(scores[found.first])
    moved = data.moved(0, 0, found.rating - 5).scores([60, 20, 20])
    assert moved[0] == pytest.approx(moved[1])


def test_a_challenger_needs_its_own_rating_to_rise():
    data = rated((5.0, 1.0, 3.0), (2.0, 4.0, 3.0))
    found = lead(data, [60, 20, 20], 1, 0)
    assert found.rating == pytest.approx(4)
    assert lead(data, [60, 20, 20], 1, 1).rating is None, "even a five would not do"
    assert lead(data, [100, 0, 0], 1, 1).rating is None, "what has no weight changes nothing"


def test_a_topic_better_on_everything_cannot_be_overtaken_by_weights():
    found = lead(rated((5.0, 5.0), (3.0, 2.0)), [50, 50], 0, 0)
    assert found.weight is None
    assert lead(rated((5.0, 5.0), (3.0, 2.0)), [0, 0], 0, 0).weight is None


def test_equal_topics_are_tied_in_establishment_order():
    found = lead(rated((3.0, 3.0), (3.0, 3.0)), [50, 50], 1, 0)
    assert (found.first, found.second, found.gap) == (0, 1, 0)
    assert found.rating == pytest.approx(3)


def test_one_topic_is_first_without_a_second():
    found = lead(rated((3.0, 3.0)), [50, 50], 0, 0)
    assert (found.first, found.second, found.weight, found.rating) == (0, None, None, None)


@pytest.mark.parametrize("seed", range(6))
def test_weights_of_another_scale_change_neither_first_place_nor_rating(seed):
    rng = np.random.default_rng(seed)
    data = rated(*map(tuple, rng.uniform(1, 5, (4, 3)).tolist()))
    weights = rng.uniform(1, 30, 3)
    one, three = lead(data, list(weights), 1, 2), lead(data, list(3 * weights), 1, 2)
    assert (one.first, one.second) == (three.first, three.second)
    assert one.gap == pytest.approx(three.gap)
    assert one.rating == pytest.approx(three.rating)
    turned = WhatIfData(
        data.topics, data.criteria[::-1], tuple(row[::-1] for row in data.means), data.weights[::-1],
        sample=False, raters=8, scale=(1, 5),
    )  # fmt: skip
    other = lead(turned, list(weights[::-1]), 1, 0)
    assert (other.first, other.second) == (one.first, one.second)
    assert other.rating == pytest.approx(one.rating)


def test_a_mean_moves_within_the_scale_only():
    data = rated((4.6, 1.0), (2.0, 2.0))
    assert data.moved(0, 0, 2.0).means[0][0] == 5
    assert data.moved(0, 1, -2.0).means[0][1] == 1
    assert data.moved(0, 0, -0.6).means[0][0] == pytest.approx(4)
    assert data.moved(1, 1, 0.5).means[0] == data.means[0]
