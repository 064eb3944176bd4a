"""Priorities from pairwise comparisons."""

import numpy as np
import pytest

from zhixing.measures.ahp import (
    combine,
    deviations,
    disturbance,
    disturbances,
    priorities,
    random_index,
)


def compared(size, **above):
    """Build a matrix from judgements named by two letters, row over column: ab=3."""
    matrix = np.full((size, size), np.nan)
    np.fill_diagonal(matrix, 1)
    for (row, column), judgement in above.items():
        i, j = ord(row) - ord("a"), ord(column) - ord("a")
        matrix[i, j], matrix[j, i] = judgement, 1 / judgement
    return matrix


# Saaty (2008), Int. J. Services Sciences 1:83–98, drinks (W1): coffee wine tea beer soda milk water.
DRINKS = compared(
    7,
    ab=9,
    ac=5,
    ad=2,
    ae=1,
    af=1,
    ga=2,
    gb=9,
    gc=9,
    gd=3,
    ge=2,
    gf=3,
    cb=3,
    db=9,
    dc=3,
    df=1,
    eb=9,
    ec=4,
    ed=2,
    ef=2,
    fb=9,
    fc=3,
)


def test_drinks_of_saaty():
    result = priorities(DRINKS, ri="saaty2005")
    assert result.weights == pytest.approx([0.177, 0.019, 0.042, 0.116, 0.190, 0.129, 0.327], abs=6e-4)
    assert result.cr == pytest.approx(0.022, abs=5e-4)
    assert priorities(DRINKS, ri="donegan-dodd").cr == pytest.approx(0.0235, abs=1e-4)


def test_cities_of_saaty():
    # Saaty (2005), Theory and Applications of the Analytic Network Process (W4)
    criteria = priorities(compared(5, ac=3, ae=5, ba=5, bc=7, be=7, ce=3, da=2, dc=4, de=7, bd=1)).weights
    alternatives = [
        compared(4, ac=1, ba=2, bc=2.5, bd=1, da=2, dc=2.5),
        compared(4, ab=2, ad=4, bd=2, ca=3, cb=8, cd=9),
        compared(4, ab=5, ad=2.5, ca=2, cb=9, cd=7, db=4),
        compared(4, ac=3, ad=4, ba=2, bc=6, bd=8, cd=1),
        compared(4, ab=1.5, ad=4, bd=2.5, ca=2, cb=3.5, cd=9),
    ]
    overall = sum(
        weight * priorities(matrix).weights for weight, matrix in zip(criteria, alternatives, strict=True)
    )
    assert overall == pytest.approx([0.2291, 0.2748, 0.3852, 0.1110], abs=1e-4)


def test_leader_of_wikipedia():
    # Wikipedia "Analytic hierarchy process – leader example" (W6): experience education charisma age
    criteria = priorities(compared(4, ab=4, ac=3, ad=7, cb=3, bd=3, cd=5))
    assert criteria.weights == pytest.approx([0.547, 0.127, 0.270, 0.056], abs=1e-3)
    assert criteria.cr == pytest.approx(0.044, abs=5e-4)
    people = [
        compared(3, ba=4, ac=4, bc=9),
        compared(3, ab=3, ca=5, cb=7),
        compared(3, ab=5, ac=9, bc=4),
        compared(3, ba=3, ac=5, bc=9),
    ]
    overall = sum(
        weight * priorities(matrix).weights for weight, matrix in zip(criteria.weights, people, strict=True)
    )
    assert overall == pytest.approx([0.358, 0.492, 0.149], abs=1e-3)


@pytest.mark.parametrize("method", ["eigenvector", "geometric"])
def test_consistent_judgements_give_their_weights_back(method):
    weights = np.array([0.4, 0.3, 0.2, 0.1])
    result = priorities(np.outer(weights, 1 / weights), method)
    assert result.weights == pytest.approx(weights)
    assert result.lambda_max == pytest.approx(4)
    assert result.cr == pytest.approx(0, abs=1e-12)


def test_three_things_have_the_same_weights_by_both_methods():
    # Crawford & Williams (1985): up to three things the methods coincide
    matrix = compared(3, ab=3, ac=5, bc=4)
    eigen, geometric = priorities(matrix), priorities(matrix, "geometric")
    assert eigen.weights == pytest.approx(geometric.weights)
    assert eigen.lambda_max == pytest.approx(geometric.lambda_max)


def test_geometric_means_of_rows():
    weights = priorities(DRINKS, "geometric").weights
    assert weights == pytest.approx(DRINKS.prod(axis=1) ** (1 / 7) / (DRINKS.prod(axis=1) ** (1 / 7)).sum())


@pytest.mark.parametrize("size", [1, 2])
def test_one_or_two_things_are_always_consistent(size):
    matrix = [[1]] if size == 1 else [[1, 4], [1 / 4, 1]]
    result = priorities(matrix)
    assert result.weights == pytest.approx([1] if size == 1 else [0.8, 0.2])
    assert (result.ci, result.cr) == (0, 0)


def test_the_random_index_of_eight_is_one_point_four_one():
    matrix = np.ones((8, 8))
    matrix[0, 1], matrix[1, 0] = 5, 1 / 5
    result = priorities(matrix)
    assert result.ci / result.cr == pytest.approx(1.41)
    assert result.ci == pytest.approx((result.lambda_max - 8) / 7)


def test_completion_of_bozoki_fulop_and_ronyai():
    # Bozóki, Fülöp & Rónyai (2010), Mathematical and Computer Modelling 52:318–333, example 3: x = .730297
    given = compared(4, ab=1, ac=5, ad=2, bc=3, bd=4)
    full = compared(4, ab=1, ac=5, ad=2, bc=3, bd=4, cd=0.7302965066)
    assert priorities(given).lambda_max == pytest.approx(priorities(full).lambda_max, abs=1e-9)
    assert priorities(given).weights == pytest.approx(priorities(full).weights, abs=1e-6)


def _random_incomplete(rng, size, share):
    matrix = np.ones((size, size))
    for i in range(size):
        for j in range(i):
            matrix[i, j] = np.exp(rng.uniform(-2.2, 2.2))
            if rng.random() < share and j != i - 1:
                matrix[i, j] = np.nan
            matrix[j, i] = 1 / matrix[i, j]
    return matrix


@pytest.mark.parametrize("seed", range(8))
def test_completion_is_the_minimum_that_scipy_finds(seed):
    from scipy.optimize import minimize

    rng = np.random.default_rng(seed)
    given = _random_incomplete(rng, int(rng.integers(4, 9)), rng.uniform(0.2, 0.9))
    rows, columns = np.nonzero(np.triu(np.isnan(given)))
    if not len(rows):
        pytest.fail("the seed must leave something out")

    def largest(logs):
        filled = given.copy()
        filled[rows, columns], filled[columns, rows] = np.exp(logs), np.exp(-logs)
        return np.linalg.eigvals(filled).real.max()

    expected = minimize(largest, np.zeros(len(rows)), tol=1e-10).fun
    assert priorities(given).lambda_max == pytest.approx(expected, abs=1e-6)
    assert priorities(given).lambda_max <= expected + 1e-9


def test_a_bare_chain_of_judgements_is_consistent():
    result = priorities(
        compared(12, **{f"{a}{b}": 2 for a, b in zip("abcdefghijk", "bcdefghijkl", strict=True)})
    )
    assert result.weights[:-1] / result.weights[1:] == pytest.approx([2] * 11)
    assert result.cr == pytest.approx(0, abs=1e-9)


def test_a_judgement_given_in_one_direction_only_counts():
    matrix = compared(3, ab=3, ac=5, bc=4)
    half = matrix.copy()
    half[2, 0] = np.nan
    assert priorities(half).weights == pytest.approx(priorities(matrix).weights)


def test_group_judgements_are_geometric_means():
    # Aczél & Saaty (1983): 2 and 8 make 4, and the result is reciprocal again
    group = combine([compared(2, ab=2), compared(2, ab=8)])
    assert group.tolist() == [[1, 4], [0.25, 1]]


def test_group_judgements_are_of_those_who_gave_them():
    group = combine([compared(3, ab=2), compared(3, ab=8, bc=3)])
    assert group[0, 1] == pytest.approx(4)
    assert group[1, 2] == pytest.approx(3)
    assert np.isnan(group[0, 2])


def test_geometric_weights_of_the_group_are_the_mean_of_weights():
    # Forman & Peniwati (1998), EJOR 108:165–169: with row geometric means both aggregations agree
    single = [
        DRINKS,
        compared(7, **{f"{a}{b}": 2 for a in "abc" for b in "defg"}, ab=1, ac=1, bc=1, de=1, df=1),
    ]
    single[1] = np.where(np.isnan(single[1]), 1.0, single[1])
    product = np.prod([priorities(matrix, "geometric").weights for matrix in single], axis=0) ** 0.5
    assert priorities(combine(single), "geometric").weights == pytest.approx(product / product.sum())


def test_what_was_given_is_left_alone():
    given = compared(4, ab=1, ac=5, ad=2, bc=3, bd=4)
    before = given.copy()
    priorities(given)
    combine([given])
    np.testing.assert_array_equal(given, before)


# Saaty (2003), EJOR 145:85–91, a family buys a house: size transport neighbourhood age yard modern condition
# finance. Printed: largest eigenvalue 9.669; neighbourhood over condition disturbs most; mended 8.811.
HOUSE = np.array(
    [
        [1, 5, 3, 7, 6, 6, 1 / 3, 1 / 4],
        [1 / 5, 1, 1 / 3, 5, 3, 3, 1 / 5, 1 / 7],
        [1 / 3, 3, 1, 6, 3, 4, 6, 1 / 5],
        [1 / 7, 1 / 5, 1 / 6, 1, 1 / 3, 1 / 4, 1 / 7, 1 / 8],
        [1 / 6, 1 / 3, 1 / 3, 3, 1, 1 / 2, 1 / 5, 1 / 6],
        [1 / 6, 1 / 3, 1 / 4, 4, 2, 1, 1 / 5, 1 / 6],
        [3, 5, 1 / 6, 7, 5, 5, 1, 1 / 2],
        [4, 7, 5, 8, 6, 6, 2, 1],
    ]
)


def test_the_house_of_saaty_is_mended_at_the_judgement_he_names():
    assert priorities(HOUSE).lambda_max == pytest.approx(9.669, abs=5e-4)
    found = disturbance(HOUSE, ri="saaty2005")
    assert (found.row, found.column, found.given) == (2, 6, 6)
    assert found.suggested == pytest.approx(1 / 2.2, abs=0.01)
    assert found.cr == pytest.approx(0.170, abs=5e-4)
    assert found.cr_after == pytest.approx(0.083, abs=5e-4)
    mended = HOUSE.copy()
    mended[2, 6], mended[6, 2] = found.suggested, 1 / found.suggested
    assert priorities(mended).lambda_max == pytest.approx(8.811, abs=5e-4)
    assert priorities(mended, ri="saaty2005").cr == pytest.approx(found.cr_after)


def test_the_deviation_of_a_judgement_is_what_its_weights_leave_unexplained():
    found = deviations(HOUSE)
    assert np.unravel_index(found.argmax(), found.shape) == (2, 6)
    assert found * found.T == pytest.approx(np.ones((8, 8)))
    weights = priorities(HOUSE).weights
    assert found[2, 6] == pytest.approx(6 * weights[6] / weights[2])
    assert np.isnan(deviations(compared(3, ab=2, bc=3))[0, 2])


def test_the_drinks_of_saaty_could_be_a_little_more_consistent():
    found = disturbance(DRINKS)
    everything = disturbances(DRINKS)
    assert everything[0] == found
    assert [each.cr_after for each in everything] == sorted(each.cr_after for each in everything)
    assert all(each.cr == priorities(DRINKS).cr > each.cr_after for each in everything)


def test_the_criteria_of_saatys_cities_are_mended_where_they_disturb_most():
    criteria = compared(5, ac=3, ae=5, ba=5, bc=7, be=7, ce=3, da=2, dc=4, de=7, bd=1)
    found = disturbance(criteria)

    def cr_with(row, column, judgement):
        changed = criteria.copy()
        changed[row, column], changed[column, row] = judgement, 1 / judgement
        return priorities(changed).cr

    tried = {
        (row, column): min(cr_with(row, column, judgement) for judgement in np.exp(np.linspace(-4, 4, 801)))
        for row in range(5)
        for column in range(row + 1, 5)
    }
    assert (found.row, found.column) == min(tried, key=tried.get)
    assert found.cr_after == pytest.approx(min(tried.values()), abs=1e-5)


@pytest.mark.parametrize("size", [4, 5, 6, 9])
@pytest.mark.parametrize("seed", range(4))
def test_a_flipped_judgement_is_found_and_its_own_value_suggested(size, seed):
    rng = np.random.default_rng([seed, size])
    weights = np.exp(rng.permutation(np.linspace(0, 2, size)))
    row, column = sorted(rng.choice(size, 2, replace=False))
    matrix = np.outer(weights, 1 / weights)
    right = matrix[row, column]
    matrix[row, column], matrix[column, row] = 1 / right, right
    found = disturbance(matrix)
    assert (found.row, found.column) == (row, column)
    assert found.given == pytest.approx(1 / right)
    assert found.suggested == pytest.approx(right, rel=1e-6)
    assert found.cr > 0
    assert found.cr_after == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("seed", range(6))
def test_a_flipped_judgement_is_found_among_judgements_that_are_only_nearly_consistent(seed):
    rng = np.random.default_rng(seed)
    weights = np.exp(np.linspace(0, 2.1, 6))
    noise = np.triu(rng.uniform(-0.15, 0.15, (6, 6)), 1)
    matrix = np.outer(weights, 1 / weights) * np.exp(noise - noise.T)
    right = weights[1] / weights[5]
    matrix[1, 5], matrix[5, 1] = 1 / right, right
    found = disturbance(matrix)
    assert (found.row, found.column) == (1, 5)
    assert found.suggested == pytest.approx(right, rel=0.25)


def test_the_order_of_the_things_does_not_matter():
    rng = np.random.default_rng(5)
    found = disturbance(HOUSE)
    for _ in range(5):
        order = rng.permutation(8)
        moved = disturbance(HOUSE[np.ix_(order, order)])
        assert {int(order[moved.row]), int(order[moved.column])} == {found.row, found.column}
        direct = order[moved.row] == found.row
        assert moved.suggested == pytest.approx(found.suggested if direct else 1 / found.suggested, rel=1e-6)
        assert moved.cr_after == pytest.approx(found.cr_after)


def test_of_three_judgements_any_can_be_mended_and_the_first_is_named():
    matrix = compared(3, ab=2, bc=3, ac=1)
    found = disturbances(matrix)
    assert [(each.row, each.column) for each in found] == [(0, 1), (0, 2), (1, 2)]
    assert [each.suggested for each in found] == pytest.approx([1 / 3, 6, 1 / 2])
    assert [each.cr_after for each in found] == pytest.approx([0, 0, 0], abs=1e-9)
    assert disturbance(matrix) == found[0]


@pytest.mark.parametrize("size", [1, 2, 3, 6])
def test_consistent_judgements_need_no_mending(size):
    weights = np.arange(1, size + 1)
    assert disturbance(np.outer(weights, 1 / weights)) is None
    assert disturbance(np.ones((size, size))) is None


def test_a_judgement_without_a_check_by_others_disturbs_nothing():
    # d hangs on the rest by a single judgement: whatever it says, nothing contradicts it
    matrix = compared(4, ab=2, bc=2, ac=0.25, cd=9)
    found = disturbances(matrix)
    assert (2, 3) not in {(each.row, each.column) for each in found}
    assert found[0].cr_after == pytest.approx(0, abs=1e-9)
    assert disturbance(compared(5, ab=9, bc=9, cd=9, de=9)) is None


def test_missing_judgements_stay_missing_while_one_is_mended():
    weights = np.array([8, 4, 2, 1, 1.0])
    matrix = np.outer(weights, 1 / weights)
    matrix[0, 3], matrix[3, 0] = 1, 1
    matrix[1, 4] = matrix[4, 1] = np.nan
    before = matrix.copy()
    found = disturbance(matrix)
    assert (found.row, found.column) == (0, 3)
    assert found.suggested == pytest.approx(8, rel=1e-6)
    np.testing.assert_array_equal(matrix, before)


def test_judgements_off_the_scale_of_nine_are_mended_as_well():
    weights = np.array([60, 12, 3, 1.0])
    matrix = np.outer(weights, 1 / weights)
    matrix[0, 3], matrix[3, 0] = 9, 1 / 9
    found = disturbance(matrix)
    assert (found.row, found.column, found.given) == (0, 3, 9)
    assert found.suggested == pytest.approx(60, rel=1e-6)


def test_random_indices_by_table():
    assert [random_index(size) for size in (1, 2, 3, 4)] == [0, 0, 0.58, 0.90]
    assert random_index(3, "saaty2005") == 0.52
    assert random_index(20, "donegan-dodd") == 1.5371
