"""Weights of the criteria: points shared out, comparisons in pairs, what a group makes of them."""

from itertools import combinations, permutations

import numpy as np
import pytest

from factories import worded
from zhixing.errors import InputError
from zhixing.measures import ahp
from zhixing.text import Text
from zhixing.topics.rules.consistency import read_pairs
from zhixing.topics.rules.criteria import Criterion, Stage
from zhixing.topics.rules.weighing import check_pairs, check_points, matrix_of, weigh_pairs, weigh_points

IDS = ("importance", "urgency", "need")
NAMES = {"importance": Text("重要性", "Importance"), "urgency": Text("紧迫性", "Urgency")}


def criterion(name):
    text = NAMES.get(name, Text(f"标准{name}", f"Criterion {name}"))
    return Criterion(name, Stage.RATING, text, Text("问", "Why"), ())


ASKED = [criterion(name) for name in IDS]


def points(*given):
    return dict(zip(IDS, given, strict=True))


@pytest.mark.parametrize("given", [(50, 30, 20), (100, 0, 0), (34, 33, 33)])
def test_a_hundred_points_in_any_shares_are_taken(given):
    assert check_points(points(*given), ASKED) == points(*given)


@pytest.mark.parametrize(
    ("raw", "code", "zh", "en"),
    [
        (points(51, 30, 20), "points-over", "多了 1 分", "1 too many"),
        (points(49, 30, 20), "points-under", "还剩 1 分", "1 are left"),
        (points(0, 0, 0), "points-under", "还剩 100 分", "100 are left"),
        (points(110, -10, 0), "point-negative", "“紧迫性”", "“Urgency”"),
        (points("fifty", 30, 20), "point-not-whole", "“fifty”", "“Importance”"),
        (points(49.5, 30.5, 20), "point-not-whole", "“49.5”", "49.5"),
        (points(True, 79, 20), "point-not-whole", "“重要性”", "True"),
        (points(None, 80, 20), "point-missing", "“重要性”", "“Importance”"),
        (points("", 80, 20), "point-missing", "填 0", "Enter 0"),
        ({"importance": 50, "urgency": 50}, "point-missing", "“标准need”", "“Criterion need”"),
        ({**points(50, 30, 20), "cost": 0}, "other-criteria", "没有保存", "nothing was saved"),
        ([50, 30, 20], "points-form", "没有保存", "not saved"),
        ("100", "points-form", "没有保存", "not saved"),
        (None, "points-form", "没有保存", "not saved"),
    ],
)
def test_points_that_cannot_be_are_refused_with_a_sentence(raw, code, zh, en):
    with pytest.raises(InputError) as refusal:
        check_points(raw, ASKED)
    assert refusal.value.code == f"weights.error.{code}"
    chinese, english = worded(refusal.value)
    assert zh in chinese
    assert en in english


@pytest.mark.parametrize(
    ("raw", "code", "zh"),
    [
        ({"importance": {"urgency": 10}}, "pair-range", "1 到 9"),
        ({"importance": {"urgency": 0}}, "pair-range", "现在是“0”"),
        ({"importance": {"urgency": -3}}, "pair-range", "现在是“-3”"),
        ({"importance": {"urgency": 1.5}}, "pair-range", "“紧迫性”"),
        ({"importance": {"urgency": "5"}}, "pair-range", "“5”"),
        ({"importance": {"urgency": True}}, "pair-range", "“True”"),
        ({"importance": {"urgency": 3}, "urgency": {"importance": 3}}, "pair-contradicts", "互相矛盾"),
        ({"importance": {"urgency": 1}, "urgency": {"importance": 2}}, "pair-contradicts", "互相矛盾"),
        ({"importance": {"importance": 1}}, "other-criteria", "对不上"),
        ({"importance": {"cost": 2}}, "other-criteria", "对不上"),
        ({"cost": {"importance": None}}, "other-criteria", "对不上"),
        ({"importance": {"urgency": None}}, "pairs-empty", "至少"),
        ({}, "pairs-empty", "至少"),
        ({"importance": 3}, "pairs-form", "格式"),
        ([3], "pairs-form", "格式"),
    ],
)
def test_comparisons_that_cannot_be_are_refused_with_a_sentence(raw, code, zh):
    with pytest.raises(InputError) as refusal:
        check_pairs(raw, ASKED)
    assert refusal.value.code == f"weights.error.{code}"
    chinese, english = worded(refusal.value)
    assert zh in chinese
    assert english


def test_a_pair_may_be_left_out_and_equal_may_be_said_in_both_directions():
    raw = {"importance": {"urgency": 3, "need": None}, "need": {"urgency": 1}, "urgency": {"need": 1}}
    checked = check_pairs(raw, ASKED)
    matrix = matrix_of(checked, IDS)
    assert matrix[0, 1] == 3
    assert matrix[1, 0] == pytest.approx(1 / 3)
    assert np.isnan(matrix[0, 2])
    assert matrix[1, 2] == matrix[2, 1] == 1


def test_the_groups_points_are_their_mean():
    found = weigh_points([points(50, 30, 20), points(30, 30, 40)], IDS, 2)
    assert found.shares == pytest.approx({"importance": 0.4, "urgency": 0.3, "need": 0.3})
    assert found.spread["importance"] == pytest.approx((0.35, 0.45))
    assert sum(found.shares.values()) == pytest.approx(1)
    assert weigh_points([], IDS, 2).shares is None


def test_a_few_ballots_show_no_spread():
    assert weigh_points([points(50, 30, 20)] * 4, IDS, 5).spread is None
    assert weigh_points([points(50, 30, 20)] * 5, IDS, 5).spread is not None
    pairs = {"importance": {"urgency": 2, "need": 4}}
    assert weigh_pairs([pairs] * 4, IDS, 5).spread is None
    assert weigh_pairs([pairs] * 5, IDS, 5).spread is not None


# Wikipedia, "Analytic hierarchy process – leader example" (W6): experience education charisma age.
LEADER = {
    "experience": {"education": 4, "charisma": 3, "age": 7},
    "charisma": {"education": 3, "age": 5},
    "education": {"age": 3},
}
QUALITIES = ("experience", "education", "charisma", "age")


def test_the_leader_example_gives_its_weights_and_its_consistency():
    group = weigh_pairs([LEADER], QUALITIES, 5)
    assert list(group.shares.values()) == pytest.approx([0.547, 0.127, 0.270, 0.056], abs=1e-3)
    assert group.cr == pytest.approx(0.044, abs=5e-4)
    single = read_pairs(LEADER, QUALITIES)
    assert single.shares == pytest.approx(group.shares)
    assert (single.given, single.possible, single.random_index) == (6, 6, 0.90)
    (mend,) = single.mends
    assert mend.cr_after < single.cr


def test_the_group_is_the_geometric_mean_of_those_who_gave_a_comparison():
    ballots = [{"importance": {"urgency": 2}}, {"importance": {"urgency": 8}, "urgency": {"need": 3}}]
    found = weigh_pairs(ballots, IDS, 1)
    assert found.shares["importance"] / found.shares["urgency"] == pytest.approx(4)
    assert found.shares["urgency"] / found.shares["need"] == pytest.approx(3)
    assert found.cr == pytest.approx(0, abs=1e-9)
    assert found.raters == 2


def test_opposite_opinions_cancel_out():
    found = weigh_pairs(
        [
            {"importance": {"urgency": 5, "need": 5}, "urgency": {"need": 1}},
            {"urgency": {"importance": 5, "need": 1}, "need": {"importance": 5}},
        ],
        IDS,
        5,
    )
    assert list(found.shares.values()) == pytest.approx([1 / 3] * 3)


def test_criteria_nobody_has_linked_leave_no_weights():
    found = weigh_pairs([{"importance": {"urgency": 2}}] * 3, IDS, 5)
    assert (found.shares, found.linked, found.raters) == (None, False, 3)
    reading = read_pairs({"importance": {"urgency": 2}}, IDS)
    assert (reading.shares, reading.cr, reading.mends, reading.given) == (None, None, (), 1)


def ratios(weights):
    """Return the comparisons of whole-number weights, in the direction that a ballot has them."""
    pairs = {}
    for first, second in permutations(weights, 2):
        if weights[first] >= weights[second] and first not in pairs.get(second, {}):
            pairs.setdefault(first, {})[second] = round(weights[first] / weights[second])
    return pairs


@pytest.mark.parametrize("size", range(3, 10))
def test_a_planted_slip_is_found_among_three_to_nine_criteria(size):
    names = [f"c{number}" for number in range(size)]
    weights = {name: (8, 4, 2, 1)[number % 4] for number, name in enumerate(names)}
    pairs = check_pairs(ratios(weights), [criterion(name) for name in names])
    assert read_pairs(pairs, names).cr == pytest.approx(0, abs=1e-9)
    assert read_pairs(pairs, names).mends == ()
    del pairs["c0"]["c1"]
    pairs["c1"] = {**pairs.get("c1", {}), "c0": 5}
    reading = read_pairs(pairs, names)
    assert reading.cr > 0.01
    mends = {(mend.first, mend.second): mend for mend in reading.mends}
    assert mends["c0", "c1"].given == pytest.approx(1 / 5)
    assert mends["c0", "c1"].fitting == 2
    assert mends["c0", "c1"].cr_after == pytest.approx(0, abs=1e-9)
    assert len(mends) == (3 if size == 3 else 1)
    told = [mend for mend in reading.json()["mends"] if (mend["first"], mend["second"]) == ("c0", "c1")]
    assert [(mend["given"], mend["fitting"]) for mend in told] == [(-5, 2)]


def test_a_comparison_is_mended_within_the_scale_or_not_at_all():
    # what would fit is 27; the scale ends at nine, and nine is what was said
    reading = read_pairs({"importance": {"urgency": 9, "need": 9}, "urgency": {"need": 3}}, IDS)
    assert all(1 / 9 <= mend.fitting <= 9 for mend in reading.mends)
    assert all(mend.fitting != mend.given for mend in reading.mends)
    assert {(mend.first, mend.second) for mend in reading.mends} == {
        ("importance", "urgency"),
        ("urgency", "need"),
    }
    for mend in reading.mends:
        changed = matrix_of({"importance": {"urgency": 9, "need": 9}, "urgency": {"need": 3}}, IDS)
        row, column = IDS.index(mend.first), IDS.index(mend.second)
        changed[row, column], changed[column, row] = mend.fitting, 1 / mend.fitting
        assert ahp.priorities(changed).cr == pytest.approx(mend.cr_after)


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_the_criteria_does_not_matter(seed):
    rng = np.random.default_rng(seed)
    names = [f"c{number}" for number in range(5)]
    pairs = {}
    for first, second in combinations(names, 2):
        more, less = (first, second) if rng.random() < 0.5 else (second, first)
        pairs.setdefault(more, {})[less] = int(rng.integers(1, 10))
    turned = list(rng.permutation(names))
    straight, other = read_pairs(pairs, names), read_pairs(pairs, turned)
    assert other.cr == pytest.approx(straight.cr)
    assert other.shares == pytest.approx(straight.shares)
    assert {frozenset((mend.first, mend.second)) for mend in other.mends} == {
        frozenset((mend.first, mend.second)) for mend in straight.mends
    }
    ballots = [dict(zip(names, map(int, rng.multinomial(100, [0.2] * 5)), strict=True)) for _ in range(6)]
    assert weigh_points(ballots, turned, 5).shares == pytest.approx(weigh_points(ballots, names, 5).shares)


def test_points_and_their_ratios_agree():
    """Ten times the weights, or the same weights said as ratios, are the same weights."""
    weights = {"importance": 6, "urgency": 3, "need": 1}
    by_points = weigh_points([points(60, 30, 10)], IDS, 5).shares
    by_pairs = weigh_pairs([ratios(weights)], IDS, 5)
    assert by_pairs.shares == pytest.approx(by_points)
    assert by_pairs.cr == pytest.approx(0, abs=1e-9)
