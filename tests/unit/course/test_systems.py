"""The archetypes as stocks and flows: against the analytic solution, conserved, converged, and as told."""

import math
from itertools import pairwise

import pytest

from zhixing.course.systems import (
    BACKLOG,
    BEST,
    CAPABILITY,
    HOURS_EACH,
    INFLOW,
    MONTHS,
    STEPS_A_MONTH,
    WORST,
    Burden,
    Spread,
    integrate,
)

QUICK = (0.0, 0.25, 0.5, 0.75, 1.0)


def logistic(month, people, rate, limit):
    """Return Verhulst's solution of the logistic equation."""
    return limit / (1 + (limit / people - 1) * math.exp(-rate * month))


def rising(values):
    return all(after >= before - 1e-9 for before, after in pairwise(values))


@pytest.mark.parametrize("people", [1, 3, 15, 30])
@pytest.mark.parametrize("rate", [0.1, 0.5, 1.0])
def test_growth_without_side_terms_is_the_logistic(people, rate):
    found = Spread(people=people, rate=rate, hours=40).run()
    limit = 40 / HOURS_EACH
    expected = [logistic(month, people, rate, limit) for month in range(MONTHS + 1)]
    assert found == pytest.approx(expected, rel=1e-6)


def test_pushing_is_the_logistic_at_a_higher_rate():
    found = Spread(rate=0.4, push=0.5).run()
    assert found == pytest.approx([logistic(month, 3, 0.6, 20) for month in range(MONTHS + 1)], rel=1e-6)


def test_a_raised_limit_is_the_logistic_begun_anew():
    spread = Spread(raise_month=10, more_hours=30)
    found = spread.run()
    later = [logistic(month, found[10], spread.rate, 35) for month in range(MONTHS - 9)]
    assert found[10:] == pytest.approx(later, rel=1e-6)


def test_the_method_is_of_fourth_order():
    """Halving the step divides the error of exponential growth by about sixteen."""

    def error(steps):
        return abs(integrate(lambda state, _: (state[0],), (1.0,), 2, steps)[-1][0] - math.e**2)

    assert 12 < error(4) / error(8) < 20


@pytest.mark.parametrize(
    "model",
    [
        Spread(push=1, more_hours=60),
        Spread(rate=1, hours=20, people=15),
        Burden(),
        Burden(1, 1, 1),
        Burden(0, 12, 0),
    ],
)
def test_a_finer_step_changes_no_figure_that_is_shown(model):
    def shown(steps):
        months = model.run(steps=steps)
        return [
            (month,) if isinstance(month, float) else (month.backlog, month.capability) for month in months
        ]

    for coarse, fine in zip(shown(STEPS_A_MONTH), shown(4 * STEPS_A_MONTH), strict=True):
        assert coarse == pytest.approx(fine, abs=0.05)


@pytest.mark.parametrize("quick", QUICK)
@pytest.mark.parametrize("side_effect", [0, 1])
def test_no_case_is_lost_and_none_appears(quick, side_effect):
    for month, state in enumerate(Burden(quick, 6, side_effect).run()):
        assert state.backlog + state.done + state.quick == pytest.approx(BACKLOG + INFLOW * month, abs=1e-6)


@pytest.mark.parametrize("quick", QUICK)
@pytest.mark.parametrize("delay", [1, 12])
@pytest.mark.parametrize("side_effect", [0, 1])
def test_stocks_stay_where_they_can_be(quick, delay, side_effect):
    for state in Burden(quick, delay, side_effect).run():
        assert state.backlog >= 0
        assert WORST <= state.capability <= BEST
        assert 0 <= state.effort <= 1


def test_pushing_harder_gets_there_sooner_and_no_further():
    pushes = [Spread(push=push).run() for push in (0, 0.25, 0.5, 1)]
    assert rising([run[6] for run in pushes])
    assert pushes[-1][6] > 1.2 * pushes[0][6]
    assert pushes[-1][MONTHS] == pytest.approx(pushes[0][MONTHS], rel=0.001)
    assert max(pushes[-1]) <= 40 / HOURS_EACH + 1e-9


def test_more_hours_bring_more_people_and_the_earlier_the_better():
    assert rising([Spread(more_hours=hours).run()[-1] for hours in (0, 20, 40, 60)])
    assert rising([sum(Spread(more_hours=40, raise_month=month).run()) for month in (36, 24, 12, 6, 1)])


def test_overtime_relieves_soon_and_costs_capability_in_the_end():
    runs = [Burden(quick=quick).run() for quick in QUICK]
    assert rising([-run[3].backlog for run in runs]), "the more overtime, the smaller the backlog at first"
    assert rising([-run[-1].capability for run in runs]), "and the less the office can do in the end"
    assert runs[-1][-1].capability < CAPABILITY < INFLOW < runs[0][-1].capability
    assert runs[-1][-1].backlog > runs[0][-1].backlog


def test_redesign_alone_gets_worse_before_it_gets_better():
    run = Burden(quick=0).run()
    assert max(state.backlog for state in run) > BACKLOG
    assert run[-1].backlog < BACKLOG / 4


def test_the_side_effect_wears_capability_and_none_wears_where_there_is_no_overtime():
    assert rising([-Burden(0.7, 6, side).run()[-1].capability for side in (0, 0.25, 0.5, 1)])
    assert Burden(0, 6, 0).run() == Burden(0, 6, 1).run()


def test_a_longer_delay_makes_redesign_bear_fruit_later():
    assert rising([-Burden(0.3, delay).run()[12].capability for delay in (1, 3, 6, 12)])
