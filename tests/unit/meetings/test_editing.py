from dataclasses import replace

import pytest

from zhixing.actor import Locale
from zhixing.meetings.rules import editing
from zhixing.meetings.rules.editing import Bounds, changed_past, faults, tidied, warnings
from zhixing.meetings.rules.plan import Block, Day, Form, Plan, Setting
from zhixing.meetings.rules.speaking import Crowd, Speaking
from zhixing.meetings.rules.template import make_plan, template_of
from zhixing.policy import policy
from zhixing.text import Text, catalogue

BOUNDS = Bounds.of(policy())
GROUP = Crowd.of(8, 1)
CLASS = Crowd.of(40, 7)


def block(name="a", minutes=30, form=Form.PLAIN, **changes):
    return Block(name, Text(f"环节{name}", f"block {name}"), minutes, form, **changes)


def plan(*blocks, starts="09:00"):
    return Plan((Day(0, starts, blocks),))


def codes(found):
    return [finding.code.removeprefix("planner.") for finding in found]


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (plan(block(minutes=0)), "error.minutes"),
        (plan(block(minutes=-15)), "error.minutes"),
        (plan(block(minutes=1441)), "error.minutes-many"),
        (plan(block(minutes=120), starts="22:30"), "error.midnight"),
        (plan(block("a", 700), block("b", 700)), "error.midnight"),
        (plan(), "error.empty-day"),
        (Plan(()), "error.no-days"),
        (plan(block(), block()), "error.twice"),
        (plan(block(), starts="9"), "error.clock"),
        (plan(block(), starts="24:00"), "error.clock"),
        (plan(block(form=Form.TURNS, each=0)), "error.each"),
        (plan(block(form=Form.TURNS, each=-2)), "error.each"),
        (plan(block(form=Form.TURNS, each=31)), "error.each"),
        (plan(replace(block(), title=Text("名" * 121, "x"))), "error.title-long"),
        (plan(replace(block(), say=Text("话" * 1001, "x"))), "error.say-long"),
        (plan(replace(block(), title=Text(editing.UNNAMED, editing.UNNAMED))), "error.block-title"),
        (plan(*(block(f"b{number}", 1) for number in range(81))), "error.many-blocks"),
    ],
)
def test_what_cannot_be_kept_is_named_in_both_languages(bad, code):
    found = faults(bad)
    assert code in codes(found)
    assert all(finding.stops for finding in found)
    for finding in found:
        for locale in Locale:
            assert catalogue().say(finding.code, locale, **finding.params)


def test_a_day_may_end_at_midnight_but_not_a_minute_later():
    assert faults(plan(block(minutes=60), starts="23:00")) == []
    (late,) = faults(plan(block(minutes=61), starts="23:00"))
    assert late.params["over"] == 1


@pytest.mark.parametrize(
    ("offsets", "code"),
    [
        ((0, 0), "error.days-overlap"),
        ((0, 2, 1), "error.days-overlap"),
        ((1, 2), "error.far"),
        ((0, 61), "error.far"),
        (tuple(range(11)), "error.many-days"),
    ],
)
def test_days_follow_each_other(offsets, code):
    days = tuple(Day(offset, "09:00", (block(f"d{place}"),)) for place, offset in enumerate(offsets))
    assert code in codes(faults(Plan(days)))


def test_days_may_leave_days_between_them():
    assert faults(Plan((Day(0, "09:00", (block("a"),)), Day(7, "14:00", (block("b"),))))) == []


def test_a_long_stretch_without_a_break_names_the_rule():
    long = plan(block("a", 100), block("b", 45), block("c", 10, Form.BREAK), block("d", 120))
    (finding,) = warnings(long, GROUP, BOUNDS, None)
    assert finding.code == "planner.warning.stretch"
    assert not finding.stops
    assert (finding.params["from"], finding.params["to"]) == ("09:00", "11:25")
    assert (finding.params["minutes"], finding.params["most"]) == (
        145,
        policy().int("meeting.stretch-minutes"),
    )


def test_a_break_in_between_is_enough():
    assert (
        warnings(plan(block("a", 120), block("b", 10, Form.BREAK), block("c", 120)), GROUP, BOUNDS, None)
        == []
    )


def test_turns_that_do_not_fit_are_told_with_numbers():
    short = plan(block("a", 40, Form.TURNS, each=6.0))
    (finding,) = warnings(short, GROUP, BOUNDS, None)
    assert finding.code == "planner.warning.short"
    assert finding.params == {
        "day": 1,
        "block": Text("环节a", "block a"),
        "count": 8,
        "each": "6",
        "needed": 54,
        "minutes": 40,
        "buffer": 10,
    }


def test_a_turn_below_the_least_is_told():
    assert codes(warnings(plan(block("a", 60, Form.TURNS, each=1.5)), GROUP, BOUNDS, None)) == [
        "warning.each"
    ]


def test_time_for_each_that_was_worked_out_is_never_longer_than_its_block():
    short = tidied(plan(block("a", 2, Form.TURNS)), GROUP, Speaking.of(policy()))
    assert short.get("a").each == 2
    assert faults(short) == []


def test_in_groups_only_the_people_of_a_group_take_turns():
    turns = block("a", 60, Form.TURNS, each=9.0, setting=Setting.GROUPS)
    assert warnings(plan(turns), CLASS, BOUNDS, None) == []
    together = plan(replace(turns, setting=Setting.TOGETHER))
    assert codes(warnings(together, CLASS, BOUNDS, None)) == ["warning.short"]


def test_a_part_taken_out_of_the_agenda_is_named():
    whole = make_plan("group-seminar", 8, 1)
    less = Plan(
        tuple(
            replace(day, blocks=tuple(one for one in day.blocks if one.part != "review"))
            for day in whole.days
        )
    )
    (finding,) = warnings(less, GROUP, BOUNDS, template_of("group-seminar"))
    assert finding.code == "planner.warning.part"
    assert finding.params["part"].zh == "回顾"
    assert finding.params["count"] == 3


def test_a_very_long_day_is_told():
    day = plan(block("a", 110), block("b", 300, Form.BREAK), block("c", 110))
    assert codes(warnings(day, GROUP, BOUNDS, None)) == ["warning.long-day"]


def test_tidying_leaves_each_block_what_its_form_asks_for():
    speaking = Speaking.of(policy())
    untidy = plan(
        block("turns", 90, Form.TURNS, setting=Setting.GROUPS),
        block("own", 90, Form.TURNS, each=5.0),
        block("talk", 30, Form.TALK, each=5.0, board="cause"),
        block("ideas", 30, Form.IDEAS, board="nonsense"),
        block("break", 15, Form.BREAK, setting=Setting.GROUPS),
    )
    tidy = tidied(untidy, CLASS, speaking)
    assert tidy.get("turns").each == 13.5
    assert tidy.get("own").each == 5.0
    assert (tidy.get("talk").each, tidy.get("talk").board) == (None, None)
    assert tidy.get("ideas").board == "ideas"
    assert tidy.get("break").setting is Setting.TOGETHER
    assert tidied(untidy, GROUP, speaking).get("turns").setting is Setting.TOGETHER
    assert tidied(tidy, CLASS, speaking) == tidy


THREE = plan(block("a"), block("b"), block("c"), block("d"))


@pytest.mark.parametrize(
    ("after", "code"),
    [
        (plan(block("b"), block("a"), block("c"), block("d")), "error.past-moved"),
        (plan(block("b"), block("c"), block("d")), "error.past-moved"),
        (plan(block("new"), block("a"), block("b"), block("c"), block("d")), "error.past-moved"),
        (plan(block("a", 45), block("b"), block("c"), block("d")), "error.past-changed"),
        (plan(block("a"), block("c"), block("b"), block("d")), "error.past-moved"),
        (plan(block("a"), block("b", form=Form.TALK), block("c"), block("d")), "error.past-changed"),
        (plan(block("a"), block("b"), block("c"), block("d"), starts="08:30"), "error.past-day"),
        (Plan((Day(0, "09:00", (block("a"),)), Day(1, "09:00", (block("b"),)))), "error.past-moved"),
    ],
)
def test_what_is_over_stays_as_it_was(after, code):
    finding = changed_past(THREE, after, past={"a"}, current={"b"})
    assert finding is not None
    assert codes([finding]) == [code]
    assert finding.stops


@pytest.mark.parametrize(
    "after",
    [
        THREE,
        plan(block("a"), block("b", 50), block("c"), block("d")),
        plan(block("a"), block("b"), block("d"), block("c")),
        plan(block("a"), block("b"), block("new"), block("d")),
        plan(block("a"), block("b")),
    ],
)
def test_what_is_ahead_may_change_and_what_goes_on_may_take_longer(after):
    assert changed_past(THREE, after, past={"a"}, current={"b"}) is None


def test_before_anything_is_over_everything_may_change():
    assert changed_past(THREE, plan(block("x"), starts="10:00"), past=set(), current=set()) is None
