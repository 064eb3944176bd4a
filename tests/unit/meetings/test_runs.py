"""Leading a meeting: started once, whoever presses; groups in parallel; undone, extended, ended."""

from types import SimpleNamespace

import pytest

from factories import make_key, make_solo, worded
from room_factory import CLASS_PLAN, Clock, make_room, press, see, standings, version
from zhixing.errors import ConflictError, InputError, RefusedError
from zhixing.meetings.rules.plan import Plan
from zhixing.meetings.service.meetings import new_meeting
from zhixing.meetings.tables import MeetingRow, MeetingRunRow


@pytest.fixture
def clock(monkeypatch):
    return Clock(monkeypatch)


@pytest.fixture
def room(store, clock):
    return make_room(store)


def own(room, actor=None, **action):
    return press(room, actor or room.one.leader, room.own, room.one.id, **action)


def whole(room, lane="", actor=None, **action):
    return press(room, actor or room.facilitator, room.whole, lane, **action)


def at(room, meeting, lane):
    return standings(room, meeting)[lane].block


def state(room, meeting):
    with room.store.read() as db:
        return db.get(MeetingRow, meeting).state


def test_a_meeting_begins_with_its_first_block(room, clock):
    own(room, kind="start")
    found = standings(room, room.own)[room.one.id]
    assert (found.block, found.late_minutes, found.past) == ("open", 0, ())
    assert found.ends > found.began
    assert state(room, room.own) == "running"


def test_the_second_leader_who_starts_is_told_what_happened_and_nothing_is_doubled(room, clock):
    own(room, kind="start")
    began = standings(room, room.own)[room.one.id].began
    clock.pass_(3)
    with pytest.raises(ConflictError) as caught:
        own(room, actor=room.one.liaison, kind="start")
    zh, en = worded(caught.value)
    assert "3 分钟前" in zh
    assert "环节open" in zh
    assert "Block open" in en
    assert standings(room, room.own)[room.one.id].began == began
    with room.store.read() as db:
        assert db.query(MeetingRunRow).count() == 1


def test_the_same_press_sent_twice_is_carried_out_once(room, clock):
    own(room, kind="start")
    key, seen = make_key(), version(room, room.own, room.one.id)
    for _ in range(3):
        own(room, action_id=key, kind="next", version=seen)
    assert at(room, room.own, room.one.id) == "report"


def test_two_devices_that_go_on_at_once_go_on_once(room, clock):
    own(room, kind="start")
    seen = version(room, room.own, room.one.id)
    own(room, kind="next", version=seen)
    with pytest.raises(ConflictError) as caught:
        own(room, actor=room.one.liaison, kind="next", version=seen)
    assert "环节report" in worded(caught.value)[0]
    assert at(room, room.own, room.one.id) == "report"


def test_the_run_is_kept_for_whoever_comes_back(room, clock):
    own(room, kind="start")
    clock.pass_(8)
    own(room, kind="next")
    clock.pass_(5)
    own(room, kind="more-time", minutes=2)
    view = see(room, room.one.liaison, room.own, room.one.id)
    assert view["block"]["id"] == "report"
    found = standings(room, room.own)[room.one.id]
    assert found.late_minutes == 5
    assert [(stay["block"], stay["began"] < stay["ended"]) for stay in found.past] == [("open", True)]


def test_undoing_gives_the_block_before_its_time_back_and_reopens_a_meeting_that_was_ended(room, clock):
    own(room, kind="start")
    before = standings(room, room.own)[room.one.id]
    clock.pass_(2)
    own(room, kind="next")
    own(room, kind="undo")
    found = standings(room, room.own)[room.one.id]
    assert (found.block, found.began, found.ends) == (before.block, before.began, before.ends)
    own(room, kind="end")
    assert state(room, room.own) == "ended"
    own(room, kind="undo")
    assert (state(room, room.own), at(room, room.own, room.one.id)) == ("running", "open")
    own(room, kind="undo")
    assert (state(room, room.own), at(room, room.own, room.one.id)) == ("planned", None)
    with pytest.raises(RefusedError):
        own(room, kind="undo")


def test_the_last_block_is_left_by_ending_the_meeting_once(room, clock):
    own(room, kind="start")
    for _ in range(4):
        own(room, kind="next")
    with pytest.raises(RefusedError) as caught:
        own(room, kind="next")
    assert caught.value.code == "room.error.last-block"
    own(room, kind="end")
    with pytest.raises(ConflictError) as caught:
        own(room, kind="end")
    assert all(worded(caught.value))
    assert len(standings(room, room.own)[room.one.id].past) == 5


def test_confirmed_minutes_keep_a_meeting_closed(room, clock):
    own(room, kind="start")
    own(room, kind="end")
    with room.store.work() as db:
        db.get_one(MeetingRow, room.own).state = "confirmed"
    with pytest.raises(RefusedError) as caught:
        own(room, kind="undo")
    assert caught.value.code == "room.error.confirmed"


def test_a_group_runs_one_meeting_of_its_own_at_a_time(room, clock):
    with room.store.work() as db:
        plan = Plan.parse(db.get_one(MeetingRow, room.own).plan)
        second = new_meeting(db, room.one.leader, room.one.id, "group-seminar", title="第二次", plan=plan).id
    own(room, kind="start")
    with pytest.raises(RefusedError) as caught:
        press(room, room.one.leader, second, room.one.id, kind="start")
    assert "第一次小组会" in worded(caught.value)[0]
    whole(room, kind="start")
    assert state(room, room.whole) == "running"


def test_a_meeting_without_blocks_does_not_start(room, clock):
    with room.store.work() as db:
        empty = new_meeting(db, room.one.leader, room.one.id, "x", title="空", plan=Plan(())).id
    with pytest.raises(RefusedError) as caught:
        press(room, room.one.leader, empty, room.one.id, kind="start")
    assert caught.value.code == "room.error.empty-plan"


@pytest.mark.parametrize(
    "action", [{"kind": "next", "version": 0}, {"kind": "end"}, {"kind": "more-time", "minutes": 2}]
)
def test_nothing_moves_before_the_beginning(room, clock, action):
    with pytest.raises(RefusedError) as caught:
        own(room, **action)
    assert all(worded(caught.value))


@pytest.mark.parametrize("minutes", [31, -11, 1.5, "two", None])
def test_minutes_out_of_bounds_are_refused(room, clock, minutes):
    own(room, kind="start")
    with pytest.raises(InputError):
        own(room, kind="more-time", minutes=minutes)


@pytest.mark.parametrize("who", ["member", "convenor", "loose", "other leader"])
def test_only_who_leads_the_group_leads_its_meeting(room, clock, who):
    actor = {
        "member": room.one.members[0],
        "convenor": room.convenor,
        "loose": room.loose,
        "other leader": room.two.leader,
    }[who]
    for action in (
        {"kind": "start"},
        {"kind": "next", "version": 0},
        {"kind": "end"},
        {"kind": "hide", "hidden": True},
    ):
        with pytest.raises(RefusedError):
            own(room, actor=actor, **action)
    assert state(room, room.own) == "planned"


# ---- groups apart


def test_groups_begin_together_and_go_on_by_themselves(room, clock):
    whole(room, kind="start")
    clock.pass_(10)
    whole(room, kind="next")
    assert {lane: found.block for lane, found in standings(room, room.whole).items()} == {
        "": "talk",
        room.one.id: "talk",
        room.two.id: "talk",
    }
    clock.pass_(25)
    whole(room, room.one.id, room.one.leader, kind="next")
    clock.pass_(5)
    found = standings(room, room.whole)
    assert (found[room.one.id].block, found[room.one.id].late_minutes) == ("think", 5)
    assert (found[room.two.id].block, found[room.two.id].late_minutes) == ("talk", 10)
    assert found[""].late_minutes == 0


def test_a_group_that_is_done_waits_and_the_others_see_how_many_are(room, clock):
    whole(room, kind="start")
    whole(room, kind="next")
    for _ in range(2):
        whole(room, room.one.id, room.one.leader, kind="next")
    assert standings(room, room.whole)[room.one.id].waits
    with pytest.raises(RefusedError) as caught:
        whole(room, room.one.id, room.one.leader, kind="next")
    assert caught.value.code == "room.error.waiting"
    assert see(room, room.two.leader, room.whole, room.two.id)["class"]["done"] == 1
    assert see(room, room.one.leader, room.whole, room.one.id)["phase"] == "waits"
    whole(room, room.one.id, room.one.leader, kind="undo")
    assert at(room, room.whole, room.one.id) == "think"


def test_calling_everybody_back_closes_what_groups_are_in_and_undoing_opens_it_again(room, clock):
    whole(room, kind="start")
    whole(room, kind="next")
    clock.pass_(5)
    whole(room, room.one.id, room.one.leader, kind="next")
    stale = version(room, room.whole, room.one.id)
    before = standings(room, room.whole)
    clock.pass_(5)
    whole(room, kind="next")
    found = standings(room, room.whole)
    assert (found[""].block, found[room.one.id].block, found[room.two.id].block) == ("share", None, None)
    assert see(room, room.one.leader, room.whole, room.one.id)["phase"] == "together"
    with pytest.raises(ConflictError) as caught:
        whole(room, room.one.id, room.one.leader, kind="next", version=stale)
    assert "环节share" in worded(caught.value)[0]
    with pytest.raises(RefusedError) as caught:
        whole(room, room.one.id, room.one.leader, kind="next")
    assert "环节share" in worded(caught.value)[0]
    whole(room, kind="undo")
    after = standings(room, room.whole)
    for lane in before:
        assert (after[lane].block, after[lane].began, after[lane].ends) == (
            before[lane].block,
            before[lane].began,
            before[lane].ends,
        )


def test_going_apart_is_not_undone_once_a_group_has_gone_on(room, clock):
    whole(room, kind="start")
    whole(room, kind="next")
    whole(room, room.two.id, room.two.leader, kind="next")
    with pytest.raises(RefusedError) as caught:
        whole(room, kind="undo")
    assert caught.value.code == "room.error.groups-moved"
    whole(room, room.two.id, room.two.leader, kind="undo")
    whole(room, kind="undo")
    assert {found.block for found in standings(room, room.whole).values()} == {"open", None}


def test_the_class_gives_everybody_more_time_and_no_group_falls_behind_by_it(room, clock):
    whole(room, kind="start")
    clock.pass_(10)
    whole(room, kind="next")
    before = standings(room, room.whole)
    whole(room, kind="more-time", minutes=2)
    after = standings(room, room.whole)
    for lane in before:
        assert after[lane].ends > before[lane].ends
    assert after[room.one.id].late_minutes == 0
    assert after[""].late_minutes == 2


def test_a_group_leader_leads_only_the_own_lane_of_the_class(room, clock):
    whole(room, kind="start")
    whole(room, kind="next")
    for lane in ("", room.two.id):
        with pytest.raises(RefusedError):
            whole(room, lane, room.one.leader, kind="next")
    whole(room, room.one.id, room.one.liaison, kind="next")
    assert at(room, room.whole, room.one.id) == "think"


def test_a_day_ends_with_a_break_from_which_the_meeting_may_be_ended_and_reopened(room, clock):
    whole(room, kind="start")
    for _ in range(2):
        whole(room, kind="next")
    assert see(room, room.facilitator, room.whole, "")["next"]["breaks"]
    whole(room, kind="next")
    assert see(room, room.facilitator, room.whole, "")["phase"] == "between"
    whole(room, kind="end")
    whole(room, kind="undo")
    assert see(room, room.facilitator, room.whole, "")["phase"] == "between"
    clock.pass_(1440)
    whole(room, kind="next")
    found = standings(room, room.whole)[""]
    assert (found.block, found.late_minutes) == ("close", 0)
    assert [stay["block"] for stay in found.past] == ["open", "talk", "share"]


def test_somebody_alone_goes_through_all_blocks_in_the_lane_of_everybody(store, clock):
    with store.work() as db:
        me = make_solo(db)
        meeting = new_meeting(db, me, None, "class-workshop", title="自学", plan=CLASS_PLAN).id
    alone = SimpleNamespace(store=store)
    press(alone, me, meeting, "", kind="start")
    seen = []
    for _ in range(4):
        seen.append(standings(alone, meeting)[""].block)
        press(alone, me, meeting, "", kind="next")
    assert seen == ["open", "talk", "think", "share"]
