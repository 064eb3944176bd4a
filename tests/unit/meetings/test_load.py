from datetime import date

import pytest

from zhixing.actor import Locale
from zhixing.meetings.rules.load import Held, Usual, halves, month_by_month, months_from, outside
from zhixing.meetings.rules.overlap import Engagement, clashes, spans
from zhixing.meetings.rules.plan import Block, Day, Form, Plan
from zhixing.meetings.rules.series import DayRule, Rhythm, series
from zhixing.meetings.rules.template import make_plan
from zhixing.policy import policy
from zhixing.text import Text, catalogue

USUAL = Usual.of(policy())
SIZES = {"": 40, "one": 6, "two": 8}
SEMINAR = make_plan("group-seminar", 6, 1)
WORKSHOP = make_plan("class-workshop", 40, 2)


def held_over(first, months):
    """A topic held as the policy has it: a seminar a month, a class workshop every second month."""
    rhythm = Rhythm(first, months, DayRule(2, 3), DayRule(4, 0), opens=False)
    found = []
    for one in series(rhythm, USUAL):
        if one.is_class:
            found.append(Held("", one.kind, one.days[0], WORKSHOP))
        else:
            found += [Held(team, one.kind, one.days[0], SEMINAR) for team in ("one", "two")]
    return found


@pytest.mark.parametrize(("months", "group_days", "class_days"), [(4, 4, 6), (6, 6, 9), (8, 8, 12)])
def test_the_usual_rhythm_is_four_to_eight_group_days_and_six_to_twelve_class_days(
    months, group_days, class_days
):
    topic = months_from("2026-09", months)
    found = month_by_month(held_over("2026-09", months), topic, SIZES)
    assert [month.month for month in found] == list(topic)
    for team in ("one", "two"):
        assert sum(month.group_days[team] for month in found) == group_days
    assert sum(month.class_days for month in found) == class_days
    assert sum(month.person_days for month in found) == group_days * 14 + class_days * 40
    assert outside(found, topic, USUAL) == []


def codes(meetings, months):
    topic = months_from("2026-09", months)
    found = outside(month_by_month(meetings, topic, SIZES), topic, USUAL)
    for finding in found:
        assert not finding.stops
        for locale in Locale:
            assert catalogue().say(finding.code, locale, **finding.params)
    return [finding.code.removeprefix("planner.load.") for finding in found]


def test_a_topic_shorter_or_longer_than_usual_is_told():
    assert codes(held_over("2026-09", 3), 3) == ["window"]
    assert codes(held_over("2026-09", 9), 9) == ["window"]


def test_too_little_and_too_much_are_told():
    usual = held_over("2026-09", 4)
    assert codes([one for one in usual if one.team != "two"], 4) == ["few-group-days"]
    assert codes([one for one in usual if one.team], 4) == ["few-workshops"]
    another = Held("one", "group-seminar", date(2026, 9, 25), SEMINAR)
    assert codes([*usual, another], 4) == ["many-group-days"]
    more = Held("", "class-workshop", date(2026, 9, 14), WORKSHOP)
    assert codes([*usual, more], 4) == ["many-workshops", "many-class-days"]


def test_a_meeting_outside_the_topics_months_is_shown_and_told():
    stray = Held("one", "group-seminar", date(2027, 3, 5), SEMINAR)
    assert codes([*held_over("2026-09", 4), stray], 4) == ["stray"]


def test_a_workshop_over_the_end_of_a_month_counts_in_both():
    found = month_by_month([Held("", "class-workshop", date(2026, 9, 29), WORKSHOP)], (), SIZES)
    assert [(month.month, month.class_days, month.workshops) for month in found] == [
        ("2026-09", 2, 1),
        ("2026-10", 1, 0),
    ]


@pytest.mark.parametrize(
    ("starts", "minutes", "expected"),
    [("09:00", 180, 1), ("14:00", 180, 1), ("09:00", 480, 1), ("12:00", 120, 1)],
)
def test_one_block_lies_in_one_half(starts, minutes, expected):
    assert halves(Day(0, starts, (Block("a", Text("甲", "a"), minutes),))) == expected


def test_a_day_with_morning_and_afternoon_is_two_halves_and_a_break_alone_none():
    assert halves(SEMINAR.days[0]) == 2
    assert halves(Day(0, "09:00", (Block("a", Text("甲", "a"), 60, Form.BREAK),))) == 0


def test_months_go_over_the_year():
    assert months_from("2026-11", 4) == ("2026-11", "2026-12", "2027-01", "2027-02")


def test_a_group_and_the_class_ask_for_the_same_people_two_groups_do_not():
    day = date(2026, 9, 15)
    plan = Plan((Day(0, "09:00", (Block("a", Text("甲", "a"), 60),)),))
    standing = [Engagement("m", "one", "甲", spans(day, plan))]
    assert clashes("", spans(day, plan), standing)
    assert clashes("one", spans(day, plan), standing)
    assert not clashes("two", spans(day, plan), standing)


@pytest.mark.parametrize(
    ("starts", "meets"), [("08:00", False), ("08:01", True), ("09:59", True), ("10:00", False)]
)
def test_meetings_may_follow_each_other_without_a_gap(starts, meets):
    day = date(2026, 9, 15)
    stands = Engagement(
        "m", "", "甲", spans(day, Plan((Day(0, "09:00", (Block("a", Text("甲", "a"), 60),)),)))
    )
    wanted = spans(day, Plan((Day(0, starts, (Block("a", Text("甲", "a"), 60),)),)))
    assert bool(clashes("", wanted, [stands])) is meets
