"""Study hours: minutes really there, breaks left out, in halves and rounded down."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhixing.meetings.rules.attendance import Mark, State
from zhixing.meetings.rules.hours import HourRule, earned, planned_minutes, taught
from zhixing.meetings.rules.plan import Block, Day, Form, Plan
from zhixing.text import Text

RULE = HourRule(45, 15)


def block(name, minutes, form=Form.TALK):
    return Block(name, Text(name, name), minutes, form)


PLAN = Plan(
    (
        Day(
            0,
            "09:00",
            (
                block("a", 90),
                block("tea", 15, Form.BREAK),
                block("b", 75),
                block("lunch", 120, Form.BREAK),
                block("c", 90),
            ),
        ),
    )
)
SPANS = taught(PLAN)


def test_breaks_are_not_taught():
    assert SPANS == (((540, 630), (645, 720)), ((840, 930),))
    assert planned_minutes(SPANS) == 255


@pytest.mark.parametrize(
    ("marks", "minutes", "hours", "missing"),
    [
        ({0: Mark(State.PRESENT), 1: Mark(State.PRESENT)}, 255, 5.5, 0),
        ({0: Mark(State.PRESENT)}, 165, 3.5, 1),
        ({}, 0, 0, 2),
        ({0: Mark(State.LEAVE), 1: Mark(State.PRESENT)}, 90, 2, 0),
        ({0: Mark(State.ABSENT), 1: Mark(State.LEAVE)}, 0, 0, 0),
        ({0: Mark(State.LATE, came="09:30"), 1: Mark(State.PRESENT)}, 225, 5, 0),
        ({0: Mark(State.LATE, came="10:35")}, 75, 1.5, 1),
        ({0: Mark(State.LATE)}, 150, 3, 1),
        ({0: Mark(State.PRESENT, went="10:00")}, 60, 1, 1),
        ({0: Mark(State.LATE, came="09:30", went="11:00")}, 75, 1.5, 1),
    ],
)
def test_hours_go_by_minutes_there(marks, minutes, hours, missing):
    found = earned(SPANS, marks, RULE)
    assert (found.minutes, found.hours, found.open) == (minutes, hours, missing)


@given(st.integers(0, 2000), st.integers(1, 120))
def test_nobody_is_certified_more_than_they_were_there(minutes, each):
    hours = HourRule(each, 0).hours(minutes)
    assert 0 <= minutes - hours * each < each / 2 + 1e-9
    assert (hours * 2).is_integer()


@given(st.integers(540, 720), st.integers(540, 720))
def test_coming_later_never_brings_more(one, other):
    earlier, later = sorted((one, other))
    clock = [f"{minute // 60:02d}:{minute % 60:02d}" for minute in (earlier, later)]
    minutes = [earned(SPANS, {0: Mark(State.LATE, came=each)}, RULE).minutes for each in clock]
    assert minutes[0] >= minutes[1]


def test_a_plan_without_blocks_brings_nothing():
    assert taught(Plan(())) == ()
    assert earned((), {0: Mark(State.PRESENT)}, RULE).hours == 0
