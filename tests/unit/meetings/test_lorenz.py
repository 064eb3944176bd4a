"""Minutes of speaking: shares, the Lorenz curve, two indices."""

import pytest

from zhixing.meetings.rules.lorenz import Talk


@pytest.mark.parametrize(
    ("minutes", "gini"),
    [
        ((10, 10, 10, 10, 10, 10), 0.0),
        ((20, 10, 10, 10, 10, 0), 5 / 18),
        ((60, 0, 0, 0, 0, 0), 5 / 6),
        ((0, 10, 20, 10, 10, 10), 5 / 18),  # the order does not matter
    ],
)
def test_gini_counts_the_silent(minutes, gini):
    assert Talk(minutes).gini == pytest.approx(gini)


def test_leaving_the_silent_out_flatters():
    talk = Talk((20, 10, 10, 10, 10, 0))
    assert talk.silent == 1
    assert talk.gini_of_speakers == pytest.approx(2 / 15)
    assert talk.gini_of_speakers < talk.gini


@pytest.mark.parametrize("minutes", [(10, 10, 10, 10), (24, 14, 10, 7, 5, 0), (1, 0)])
def test_the_curve_encloses_what_gini_says(minutes):
    talk = Talk(minutes)
    people, spoken = talk.curve()
    assert (people[0], spoken[0]) == (0, 0)
    assert people[-1] == spoken[-1] == pytest.approx(1)
    below = sum(
        (x2 - x1) * (y1 + y2) / 2
        for x1, x2, y1, y2 in zip(people, people[1:], spoken, spoken[1:], strict=False)
    )
    assert talk.gini == pytest.approx(1 - 2 * below, abs=1e-5)


def test_the_quieter_half_is_taken_from_below():
    assert Talk((24, 14, 10, 7, 5, 0)).quieter_half == pytest.approx(12 / 60)
    assert Talk((30, 20, 10)).quieter_half == pytest.approx(10 / 60)


def test_where_nobody_spoke_there_is_nothing_to_measure():
    talk = Talk((0, 0, 0))
    assert talk.gini is talk.gini_of_speakers is talk.pielou is None
    assert talk.shares == (0, 0, 0)
    assert list(talk.curve()[1]) == [0, 0, 0, 0]


def test_pielou_is_one_where_all_speak_alike_and_nothing_where_one_speaks():
    assert Talk((9, 9, 9)).pielou == pytest.approx(1)
    assert Talk((9, 0, 0)).pielou == pytest.approx(0)
