"""The pledge before a meeting."""

import pytest

from factories import make_solo, seen, worded
from group_room import PLAN, make_group_room
from zhixing.errors import InputError, MissingError, RefusedError
from zhixing.meetings.activities.meeting_rules import MeetingRules
from zhixing.meetings.service.meetings import State, new_meeting
from zhixing.meetings.service.pledges import pledge, pledge_together, pledges
from zhixing.meetings.tables import MeetingRow


@pytest.fixture
def room(store):
    return make_group_room(store)


def at(room, group):
    return {"meeting": group.meeting, "lane": group.team}


def told(room, actor, group):
    return seen(room, MeetingRules(), actor, at(room, group))["pledge"]


def give(room, actor, group, watch=""):
    with room.store.work() as db:
        pledge(db, actor, group.meeting, group.team, watch)


def test_members_pledge_one_by_one_and_only_their_number_is_told(room):
    one, other = room.first.people[1:3]
    give(room, one, room.first)
    give(room, other, room.first, "listen")
    give(room, other, room.first, "listen")
    assert told(room, room.first.leader, room.first) == {
        "together": None,
        "given": 2,
        "mine": False,
        "watch": "",
    }
    assert told(room, other, room.first) == {"together": None, "given": 2, "mine": True, "watch": "listen"}


def test_what_somebody_watches_for_is_in_nobody_elses_view(room):
    give(room, room.first.people[1], room.first, "undisturbed")
    for actor in (room.first.leader, room.first.people[2], room.facilitator):
        assert told(room, actor, room.first)["watch"] == ""
    with room.store.read() as db:
        assert "undisturbed" not in str(db.get(MeetingRow, room.first.meeting).detail)


def test_another_rule_may_be_watched_for_and_the_pledge_still_counts_once(room):
    one = room.first.people[1]
    give(room, one, room.first, "listen")
    give(room, one, room.first, "")
    assert told(room, one, room.first) == {"together": None, "given": 1, "mine": True, "watch": ""}


def test_the_leader_notes_that_the_table_has_said_it_aloud_and_the_first_time_stands(room):
    with room.store.work() as db:
        pledge_together(db, room.first.leader, room.first.meeting, room.first.team)
    first = told(room, room.first.people[1], room.first)["together"]
    with room.store.work() as db:
        pledge_together(db, room.facilitator, room.first.meeting, room.first.team)
    assert first is not None
    assert told(room, room.first.people[1], room.first)["together"] == first


def test_both_ways_of_pledging_stand_beside_each_other(room):
    give(room, room.first.people[1], room.first)
    with room.store.work() as db:
        pledge_together(db, room.first.leader, room.first.meeting, room.first.team)
    found = told(room, room.first.people[1], room.first)
    assert (found["given"], found["mine"], found["together"] is not None) == (1, True, True)


def test_what_others_keep_with_a_meeting_stays(room):
    with room.store.work() as db:
        db.get(MeetingRow, room.first.meeting).detail = {"papers": 3}
    give(room, room.first.people[1], room.first)
    with room.store.read() as db:
        assert db.get(MeetingRow, room.first.meeting).detail["papers"] == 3


def test_a_member_does_not_pledge_for_the_table(room):
    with pytest.raises(RefusedError), room.store.work() as db:
        pledge_together(db, room.first.people[1], room.first.meeting, room.first.team)


@pytest.mark.parametrize("who", ["other", "facilitator", "office"])
def test_whoever_is_not_of_the_group_does_not_pledge_in_it(room, who):
    actor = {"other": room.second.people[1], "facilitator": room.facilitator, "office": room.office}[who]
    with pytest.raises(RefusedError) as refusal:
        give(room, actor, room.first)
    assert all(worded(refusal.value))


def test_the_leader_of_another_group_does_not_pledge_for_this_one(room):
    with pytest.raises(RefusedError), room.store.work() as db:
        pledge_together(db, room.second.leader, room.first.meeting, room.first.team)


def test_a_rule_that_is_none_is_refused(room):
    with pytest.raises(InputError) as refusal:
        give(room, room.first.people[1], room.first, "smile")
    assert refusal.value.code == "rules.error.no-rule"
    assert all(worded(refusal.value))
    assert told(room, room.first.people[1], room.first)["given"] == 0


def test_after_the_meeting_there_is_nothing_to_pledge(room):
    with room.store.work() as db:
        db.get(MeetingRow, room.first.meeting).state = State.ENDED
    with pytest.raises(RefusedError) as refusal:
        give(room, room.first.people[1], room.first)
    assert refusal.value.code == "rules.error.meeting-over"
    assert all(worded(refusal.value))
    with pytest.raises(RefusedError, match="meeting-over"), room.store.work() as db:
        pledge_together(db, room.first.leader, room.first.meeting, room.first.team)


def test_a_lane_that_is_not_in_the_meeting_is_refused_with_a_sentence(room):
    with pytest.raises(MissingError) as refusal, room.store.work() as db:
        pledge_together(db, room.facilitator, room.first.meeting, room.second.team)
    assert all(worded(refusal.value))


def test_somebody_alone_pledges_in_the_class_meeting(store):
    with store.work() as db:
        alone = make_solo(db)
        row = new_meeting(db, alone, None, "group-seminar", title="研讨", plan=PLAN)
        pledge(db, alone, row.id, "", "open")
        pledge_together(db, alone, row.id, "")
        found = pledges(db, alone, row, "")
    assert (found.given, found.mine, found.watch, found.together is not None) == (1, True, "open", True)
