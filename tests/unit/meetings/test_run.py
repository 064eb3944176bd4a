"""The run of a meeting through its blocks: no block's time is lost, whatever is pressed in whatever order."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhixing.errors import RefusedError
from zhixing.meetings.rules import run as rules
from zhixing.meetings.rules.plan import Block, Day, Plan, Setting
from zhixing.meetings.rules.run import Run, Stay
from zhixing.text import Text

BEGAN = datetime(2026, 9, 1, 1, 0, tzinfo=UTC)


def block(name, minutes=10, setting=Setting.TOGETHER):
    return Block(name, Text(name, name), minutes, setting=setting)


def at(minutes):
    return BEGAN + timedelta(minutes=minutes)


ONE_DAY = Plan((Day(0, "09:00", (block("a"), block("b", 20), block("c", 30))),))
TWO_DAYS = Plan((Day(0, "09:00", (block("a"), block("b"))), Day(1, "09:00", (block("c"),))))
GROUPS = Plan(
    (
        Day(0, "09:00", (block("a"), *(block(name, 15, Setting.GROUPS) for name in "gh"), block("z"))),
        Day(1, "09:00", (block("i", 20, Setting.GROUPS), block("y"))),
    )
)


def test_everybody_together_stays_as_long_as_groups_are_apart():
    found = rules.stops(GROUPS, parallel=True)
    assert [(stop.id, stop.minutes, stop.apart, stop.day) for stop in found] == [
        ("a", 10, False, 0),
        ("g", 30, True, 0),
        ("z", 10, False, 0),
        ("i", 20, True, 1),
        ("y", 10, False, 1),
    ]
    assert [stop.id for stop in found[1].each()] == ["g", "h"]


def test_without_groups_every_block_is_a_stop_of_its_own():
    assert [stop.id for stop in rules.stops(GROUPS, parallel=False)] == ["a", "g", "h", "z", "i", "y"]


def test_going_on_ends_a_block_and_begins_the_next_for_its_planned_minutes():
    among = rules.stops(ONE_DAY, parallel=False)
    run = rules.go_on(among, rules.go_on(among, Run(), at(0)), at(12))
    assert (run.block, run.began, run.ends) == ("b", at(12), at(32))
    assert run.past == (Stay("a", at(0), at(12), at(10)),)


def test_after_the_last_block_nothing_follows():
    among = rules.stops(ONE_DAY, parallel=False)
    run = Run("c", at(0), at(30))
    with pytest.raises(RefusedError) as caught:
        rules.go_on(among, run, at(5))
    assert caught.value.code == "room.error.last-block"


def test_a_day_ends_in_a_break_and_the_next_begins_with_another_press():
    among = rules.stops(TWO_DAYS, parallel=False)
    run = rules.go_on(among, Run("b", at(10), at(20), (Stay("a", at(0), at(10), at(10)),)), at(22))
    assert (run.block, run.past[-1].ended) == (None, at(22))
    next_day = rules.go_on(among, run, at(1440))
    assert (next_day.block, next_day.began) == ("c", at(1440))
    assert rules.undo(next_day) == run
    assert rules.undo(run).block == "b"


def test_undoing_gives_the_time_back_to_the_block_before():
    among = rules.stops(ONE_DAY, parallel=False)
    first = rules.more(rules.go_on(among, Run(), at(0)), 2, at(1))
    moved = rules.go_on(among, first, at(4))
    assert rules.undo(moved) == first
    assert rules.undo(rules.go_on(among, Run(), at(0))) == Run()
    with pytest.raises(RefusedError):
        rules.undo(Run())


def test_more_time_counts_from_now_where_the_time_was_over_and_never_ends_before_now():
    run = Run("a", at(0), at(10))
    assert rules.more(run, 2, at(5)).ends == at(12)
    assert rules.more(run, 2, at(20)).ends == at(22)
    assert rules.more(run, -10, at(5)).ends == at(5)
    with pytest.raises(RefusedError):
        rules.more(Run(), 2, at(0))


def test_behind_and_ahead_are_counted_from_when_the_day_really_began():
    among = rules.stops(ONE_DAY, parallel=False)
    run = rules.go_on(among, Run(), at(0))
    assert rules.behind(run, rules.due(among, run), at(3)) == 0
    assert rules.behind(run, rules.due(among, run), at(14)) == 4
    run = rules.go_on(among, run, at(7))
    assert rules.behind(run, rules.due(among, run), at(8)) == -3
    assert rules.behind(rules.more(run, 5, at(8)), rules.due(among, run), at(8)) == 2
    assert rules.behind(Run(), rules.due(among, Run()), at(0)) is None


def test_each_day_is_measured_by_itself():
    among = rules.stops(TWO_DAYS, parallel=False)
    past = (Stay("a", at(0), at(60), at(10)), Stay("b", at(60), at(70), at(70)))
    run = rules.go_on(among, Run(past=past), at(1500))
    assert rules.due(among, run) == at(1510)
    assert rules.behind(run, rules.due(among, run), at(1501)) == 0


def test_a_block_that_left_the_plan_does_not_stop_the_run():
    among = rules.stops(ONE_DAY, parallel=False)
    run = Run("gone", at(10), at(20), (Stay("a", at(0), at(10), at(10)),))
    assert rules.following(among, run).id == "b"
    assert rules.following(among, Run("gone", at(0), at(9))).id == "a"


def test_a_clock_that_was_set_back_makes_no_time_negative():
    among = rules.stops(ONE_DAY, parallel=False)
    run = rules.go_on(among, rules.go_on(among, Run(), at(10)), at(2))
    assert run.past[0].ended >= run.past[0].began
    assert run.began == run.past[0].ended


def test_a_stay_reads_what_it_wrote():
    stay = Stay("a", at(0), at(3), at(10), called=True)
    assert Stay.parse(stay.json()) == stay
    assert Stay.parse(
        {"block": "a", "began": stay.json()["began"], "ended": stay.json()["ended"]}
    ).ends == at(3)


PRESSES = st.lists(
    st.tuples(st.sampled_from(["next", "undo", "more", "less", "end"]), st.integers(0, 40)), max_size=30
)


@given(PRESSES)
def test_whatever_is_pressed_the_blocks_take_all_the_time_since_the_first_began(presses):
    among = rules.stops(ONE_DAY, parallel=False)
    run, clock, gone = rules.go_on(among, Run(), at(0)), 0, timedelta()
    for press, wait in presses:
        clock += wait
        before = run
        now = at(clock)
        try:
            match press:
                case "next":
                    run = rules.go_on(among, run, now)
                case "undo":
                    run = rules.undo(run)
                case "more" | "less":
                    run = rules.more(run, 2 if press == "more" else -2, now)
                case "end":
                    run = rules.leave(run, now)
        except RefusedError:
            assert run == before
        if not run.has_begun:  # undone to before the beginning: it begins again
            run, gone = rules.go_on(among, run, now), now - BEGAN
        first = run.past[0].began if run.past else run.began
        last = now if run.block is not None else run.past[-1].ended
        pauses = sum(
            (
                later - earlier
                for earlier, later in zip(
                    [stay.ended for stay in run.past],
                    [*(stay.began for stay in run.past[1:]), *([run.began] if run.block else [])],
                    strict=False,
                )
            ),
            timedelta(),
        )
        stays = rules.leave(run, now).past
        assert sum((stay.ended - stay.began for stay in stays), timedelta()) == last - first - pauses
        assert first - BEGAN == gone
        assert all(stay.began <= stay.ended for stay in run.past)
        known = {stay.block for stay in rules.leave(before, now).past}
        assert known <= {stay.block for stay in stays} | {before.block}


@given(PRESSES)
def test_undoing_a_press_of_next_restores_what_was_before(presses):
    among = rules.stops(TWO_DAYS, parallel=False)
    run, clock = rules.go_on(among, Run(), at(0)), 0
    for press, wait in presses:
        clock += wait + 1
        if press in ("next", "undo") and rules.following(among, run) is not None:
            moved = rules.go_on(among, run, at(clock))
            assert rules.undo(moved) == run
            run = moved
        elif press == "more" and run.block is not None:
            run = rules.more(run, 2, at(clock))
