"""Items: published tables, an independent library, and what must hold for any table."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhixing.errors import MeasureError
from zhixing.measures import items

# Bock & Lieberman (1970), Psychometrika 35:179-197: section 6 of the Law School Admission Test, 1000 people.
LSAT_6 = {
    "00000": 3, "00001": 6, "00010": 2, "00011": 11, "00100": 1, "00101": 1, "00110": 3, "00111": 4,
    "01000": 1, "01001": 8, "01011": 16, "01101": 3, "01110": 2, "01111": 15, "10000": 10, "10001": 29,
    "10010": 14, "10011": 81, "10100": 3, "10101": 28, "10110": 15, "10111": 80, "11000": 16, "11001": 56,
    "11010": 21, "11011": 173, "11100": 11, "11101": 61, "11110": 28, "11111": 298,
}  # fmt: skip
LSAT = np.array([[int(sign) for sign in pattern] for pattern, count in LSAT_6.items() for _ in range(count)])

nan = np.nan
# Eleven questions, twelve people, four answers missing: www.real-statistics.com, as shipped with pingouin.
GAPS = np.array(
    [
        [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
        [1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 0],
        [nan, 0, 1, 1, nan, 1, 1, 1, 1, 0, 0],
        [1, 1, 1, 0, 1, 1, 0, 1, 1, 0, 0],
        [1, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0],
        [0, 1, nan, 0, 1, 1, 1, 1, 0, 0, 0],
        [1, 1, 1, 1, 0, 0, 1, 0, 0, 0, 0],
        [1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0],
        [0, 1, 0, 1, 1, 0, 0, 0, 0, 1, 0],
        [1, 0, 0, 1, 0, 1, 0, 0, nan, 0, 0],
        [1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0],
        [1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0],
    ]
)
FILLED = np.where(np.isnan(GAPS), np.nanmedian(GAPS, axis=0), GAPS)
# Ten questions, fifteen people, marks: www.real-statistics.com, as shipped with pingouin.
MARKS = np.array(
    [
        [3, 5, 7, 2, 6, 1, 4, 2, 6, 5, 4, 4, 5, 6, 4],
        [2, 4, 3, 4, 5, 2, 3, 4, 5, 4, 3, 2, 5, 5, 3],
        [4, 6, 5, 3, 6, 3, 5, 4, 5, 6, 5, 3, 6, 5, 5],
        [1, 3, 5, 3, 5, 4, 3, 3, 5, 4, 2, 2, 2, 4, 5],
        [4, 5, 6, 2, 4, 2, 5, 7, 1, 3, 5, 5, 3, 2, 3],
        [5, 1, 4, 2, 4, 5, 2, 2, 6, 5, 3, 3, 3, 2, 1],
        [1, 2, 3, 2, 4, 2, 1, 2, 5, 3, 2, 4, 2, 1, 3],
        [4, 5, 3, 6, 6, 3, 2, 4, 2, 1, 3, 2, 4, 4, 2],
        [3, 5, 6, 6, 7, 5, 4, 6, 3, 7, 4, 3, 4, 6, 3],
        [2, 5, 5, 3, 5, 2, 3, 5, 2, 2, 1, 4, 5, 5, 4],
    ]
).T


def test_the_law_school_test_is_as_published():
    """The values that `descript` prints in Rizopoulos (2006), Journal of Statistical Software 17(5)."""
    found = items.analyse(LSAT)
    assert found.facility == pytest.approx([0.924, 0.709, 0.553, 0.763, 0.870], abs=1e-9)
    assert found.item_total == pytest.approx([0.3620, 0.5668, 0.6184, 0.5344, 0.4354], abs=5e-5)
    assert found.item_rest == pytest.approx([0.1128, 0.1532, 0.1728, 0.1444, 0.1216], abs=5e-5)
    assert found.kr20 == pytest.approx(0.2950, abs=5e-5)
    assert items.cronbach_alpha(LSAT).value == pytest.approx(0.2950, abs=5e-5)


def test_the_standard_error_is_what_the_score_varies_beyond_its_reliability():
    found = items.analyse(LSAT)
    assert found.sem == pytest.approx(LSAT.sum(axis=1).std(ddof=1) * np.sqrt(1 - 0.2950), abs=5e-5)


def test_the_binary_table_of_real_statistics_is_as_published():
    assert items.analyse(FILLED).kr20 == pytest.approx(0.738, abs=5e-4)


@pytest.mark.parametrize(
    ("table", "value", "low", "high"),
    [
        (GAPS, 0.732660835214447, 0.435, 0.909),
        (MARKS, 0.5917188485995826, 0.195, 0.840),
    ],
    ids=["gaps", "marks"],
)
def test_alpha_and_its_interval_are_as_pingouin_documents_them(table, value, low, high):
    found = items.cronbach_alpha(table)
    assert found.value == pytest.approx(value, abs=1e-12)
    assert (found.low, found.high) == pytest.approx((low, high), abs=5e-4)


def test_without_the_people_with_gaps_alpha_is_higher():
    """`psych::alpha` and pingouin with listwise deletion."""
    complete = GAPS[~np.isnan(GAPS).any(axis=1)]
    assert items.cronbach_alpha(complete).value == pytest.approx(0.8016949152542373, abs=1e-12)


def test_the_interval_of_a_long_published_scale():
    """C. Evans' worked run of Feldt's interval: alpha .913, 873 people, 20 items (MRC CBU wiki)."""
    assert items.feldt_interval(0.913, 873, 20) == pytest.approx((0.9044024, 0.9211588), abs=5e-8)


@pytest.mark.parametrize("confidence", [0.5, 0.9, 0.95, 0.999])
@pytest.mark.parametrize(("people", "count"), [(2, 2), (36, 12), (300, 60)])
def test_intervals_agree_with_scipy(people, count, confidence):
    from scipy.stats import f

    found = items.feldt_interval(0.7, people, count, confidence)
    free = (people - 1, (people - 1) * (count - 1))
    tail = (1 - confidence) / 2
    expected = (1 - 0.3 * f.isf(tail, *free), 1 - 0.3 * f.isf(1 - tail, *free))
    assert found == pytest.approx(expected, rel=1e-6)


def test_correlations_agree_with_scipy():
    from scipy.stats import pearsonr, pointbiserialr

    grid = drawn(5, people=50, count=8)
    found, totals = items.analyse(grid), grid.sum(axis=1)
    for index, column in enumerate(grid.T):
        assert found.item_total[index] == pytest.approx(pointbiserialr(column, totals).statistic)
        assert found.item_rest[index] == pytest.approx(pearsonr(column, totals - column).statistic)


def test_the_groups_are_twenty_seven_per_cent():
    """Ten people, groups of three: all of the best three have the first item right, one of the last three."""
    grid = np.zeros((10, 10))
    for person, right in enumerate([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]):
        grid[person, 10 - right :] = 1
    grid[7, 0], grid[7, 9] = 1, 0
    grid[1:3, 0] = 1
    grid[1:3, 1:3] = [[0, 1], [0, 0]]
    assert grid.sum(axis=1).tolist() == [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]
    assert items.analyse(grid).discrimination[0] == pytest.approx(1 - 1 / 3)


def test_people_with_the_same_score_share_the_places_left():
    """Groups of one: the two best share the place, whichever stands first."""
    table = [[1, 1, 0], [1, 0, 1], [0, 1, 0], [0, 0, 0]]
    assert items.analyse(table).discrimination == pytest.approx([1, 0.5, 0.5])
    assert items.analyse(table[::-1]).discrimination == pytest.approx([1, 0.5, 0.5])


def test_an_item_that_everybody_gets_right_tells_nobody_apart():
    found = items.analyse([[1, 1, 1], [1, 1, 0], [1, 0, 0]])
    assert np.isnan(found.item_total[0])
    assert np.isnan(found.item_rest[0])
    assert found.discrimination[0] == 0
    assert found.facility[0] == 1


def test_a_perfect_scale_leaves_no_doubt():
    found = items.cronbach_alpha([[1, 2], [2, 3], [3, 4]])
    assert found == pytest.approx((1, 1, 1))
    right = items.analyse([[1, 1], [0, 0], [1, 1]])
    assert (right.kr20, right.sem) == pytest.approx((1, 0))


def test_somebody_without_any_value_changes_nothing():
    assert items.cronbach_alpha([*MARKS.tolist(), [nan] * 10]) == items.cronbach_alpha(MARKS)


def test_the_faulty_answer_is_named():
    with pytest.raises(MeasureError) as refusal:
        items.analyse([[1, 0], [0, 0.5]])
    assert refusal.value.params == {"row": 2, "column": 2}


def drawn(seed, people=12, count=5):
    """A table of a one-parameter model."""
    rng = np.random.default_rng(seed)
    ability, difficulty = rng.normal(size=(people, 1)), rng.normal(size=count) / 2
    return (rng.random((people, count)) < 1 / (1 + np.exp(difficulty - 2 * ability))).astype(float)


@settings(deadline=None)
@given(st.integers(0, 10_000))
def test_what_holds_for_every_table(seed):
    grid = drawn(seed)
    if np.ptp(grid.sum(axis=1)) == 0:
        return
    rng = np.random.default_rng(seed)
    people, columns = rng.permutation(len(grid)), rng.permutation(grid.shape[1])
    found = items.analyse(grid)
    again = items.analyse(grid[people][:, columns])
    assert again.discrimination == pytest.approx(found.discrimination[columns])
    assert again.item_rest == pytest.approx(found.item_rest[columns], nan_ok=True)
    assert (again.kr20, again.sem) == pytest.approx((found.kr20, found.sem))
    turned = items.analyse(1 - grid)
    assert turned.discrimination == pytest.approx(found.discrimination)
    assert turned.kr20 == pytest.approx(found.kr20)
    assert np.abs(found.discrimination).max() <= 1 + 1e-9
    alpha = items.cronbach_alpha(grid)
    assert alpha.value == pytest.approx(found.kr20)
    assert alpha.low <= alpha.value <= alpha.high <= 1 + 1e-9
    assert items.cronbach_alpha(3 * grid + 2) == pytest.approx(alpha)
    assert items.cronbach_alpha(grid, 0.5).low >= alpha.low
