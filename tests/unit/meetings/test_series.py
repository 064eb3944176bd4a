from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhixing.meetings.rules.load import Usual
from zhixing.meetings.rules.series import LAST, DayRule, Rhythm, series, working_days
from zhixing.meetings.rules.template import Kind
from zhixing.policy import policy

USUAL = Usual.of(policy())


@pytest.mark.parametrize(
    ("rule", "month", "expected"),
    [
        (DayRule(None, 15), "2026-09", date(2026, 9, 15)),
        (DayRule(None, 31), "2027-02", date(2027, 2, 28)),
        (DayRule(1, 0), "2026-09", date(2026, 9, 7)),
        (DayRule(1, 1), "2026-09", date(2026, 9, 1)),
        (DayRule(3, 3), "2026-09", date(2026, 9, 17)),
        (DayRule(LAST, 4), "2026-09", date(2026, 9, 25)),
        (DayRule(LAST, 2), "2026-09", date(2026, 9, 30)),
    ],
)
def test_a_rule_names_a_day_of_each_month(rule, month, expected):
    assert rule.of(month) == expected


def test_a_weekend_is_put_off_to_monday():
    assert working_days(date(2026, 9, 12), 1, ()) == (date(2026, 9, 14),)


def test_at_the_end_of_a_month_it_is_brought_forward():
    assert working_days(date(2026, 10, 31), 1, ()) == (date(2026, 10, 30),)


def test_three_days_do_not_go_over_a_weekend():
    assert working_days(date(2026, 9, 10), 3, ()) == tuple(date(2026, 9, day) for day in (14, 15, 16))


def test_more_than_a_week_of_work_leaves_the_weekend_out():
    assert [day.day for day in working_days(date(2026, 9, 10), 6, ())] == [10, 11, 14, 15, 16, 17]


def test_closed_days_are_kept_clear():
    assert working_days(date(2026, 10, 1), 1, {date(2026, 10, day) for day in range(1, 8)}) == (
        date(2026, 10, 8),
    )


def test_a_month_without_room_says_so():
    whole = {date(2026, 9, day) for day in range(1, 31)}
    assert working_days(date(2026, 9, 15), 1, whole) is None


def test_a_seminar_every_month_and_a_workshop_every_second():
    found = series(Rhythm("2026-09", 6, DayRule(2, 3), DayRule(4, 0), opens=False), USUAL)
    seminars = [one for one in found if not one.is_class]
    workshops = [one for one in found if one.is_class]
    assert [one.month for one in seminars] == [f"2026-{month:02d}" for month in (9, 10, 11, 12)] + [
        "2027-01",
        "2027-02",
    ]
    assert [one.month for one in workshops] == ["2026-10", "2026-12", "2027-02"]
    assert {one.kind for one in workshops} == {Kind.CLASS_WORKSHOP}
    assert {len(one.days) for one in workshops} == {3}


def test_it_may_open_with_the_first_workshop():
    found = series(Rhythm("2026-09", 4, None, DayRule(1, 0), opens=True), USUAL)
    assert [(one.month, one.kind) for one in found] == [
        ("2026-09", Kind.FIRST_WORKSHOP),
        ("2026-11", Kind.CLASS_WORKSHOP),
    ]


def test_a_seminar_keeps_clear_of_the_workshop_of_its_month():
    rule = DayRule(2, 1)
    found = series(Rhythm("2026-09", 2, rule, rule, opens=False), USUAL)
    october = {one.kind: one.days for one in found if one.month == "2026-10"}
    assert october[Kind.CLASS_WORKSHOP] == tuple(date(2026, 10, day) for day in (13, 14, 15))
    assert october[Kind.GROUP_SEMINAR] == (date(2026, 10, 16),)


@given(
    st.dates(date(2024, 1, 1), date(2030, 12, 31)),
    st.integers(1, 5),
    st.frozensets(st.integers(-40, 40), max_size=12),
)
def test_days_are_working_days_in_a_row_within_the_month(wished, count, shut):
    closed = {wished + timedelta(days=days) for days in shut}
    found = working_days(wished, count, closed)
    if found is None:
        return
    assert len(found) == count
    assert all(day.weekday() < 5 and day not in closed for day in found)
    assert {day.month for day in found} == {wished.month}
    assert found[-1] - found[0] == timedelta(days=count - 1)
