"""What the room shows to whom: the leader's hint to the leader alone, tools only where there are any."""

import json

import pytest

from factories import CountedQueries, make_actor, worded
from room_factory import PAGE, Clock, make_group, make_room, press, see
from zhixing.actor import Role
from zhixing.errors import MissingError, RefusedError
from zhixing.meetings.activities.meeting_room import MeetingRoom
from zhixing.workbook.assembly import registry


@pytest.fixture
def clock(monkeypatch):
    return Clock(monkeypatch)


@pytest.fixture
def room(store, clock):
    return make_room(store)


def own(room, actor=None, **action):
    return press(room, actor or room.one.leader, room.own, room.one.id, **action)


def look(room, actor, page=PAGE):
    return see(room, actor, room.own, room.one.id, page)


def to_turns(room):
    own(room, kind="start")
    own(room, kind="next")


def test_the_list_shows_my_meetings_and_the_lane_that_is_mine(room):
    assert {(row["title"], row["lane"]) for row in see(room, room.one.members[0])["meetings"]} == {
        ("第一次小组会", room.one.id),
        ("全班研讨", room.one.id),
    }
    assert [row["lane"] for row in see(room, room.loose)["meetings"]] == [""]
    everything = see(room, room.facilitator)
    assert {row["lane"] for row in everything["meetings"]} == {room.one.id, room.two.id, ""}
    assert everything["running"] is None
    own(room, kind="start")
    assert see(room, room.one.members[0])["running"] == room.own


def test_only_the_latest_of_the_meetings_that_are_over_are_listed(room):
    own(room, kind="start")
    own(room, kind="end")
    assert [row["state"] for row in see(room, room.one.leader)["meetings"]] == ["planned", "ended"]


def test_a_meeting_without_a_lane_leads_to_the_own_one(room):
    found = see(room, room.two.members[0], room.whole)
    assert (found["kind"], found["lane"]) == ("door", room.two.id)
    assert see(room, room.facilitator, room.whole)["lane"] == ""


@pytest.mark.parametrize("name", ["two", "loose"])
def test_another_groups_meeting_is_closed(room, name):
    actor = room.loose if name == "loose" else room.two.leader
    with pytest.raises(RefusedError) as caught:
        look(room, actor)
    assert all(worded(caught.value))
    with pytest.raises(RefusedError):
        see(room, actor, room.whole, room.one.id)
    with pytest.raises(MissingError):
        see(room, actor, "nothing", "")


def test_a_lane_that_is_not_there_is_said_to_be_missing(room):
    with pytest.raises(MissingError):
        see(room, room.facilitator, room.whole, "nothing")


def test_only_who_leads_gets_buttons_tools_and_taps(room, clock):
    to_turns(room)
    leading = look(room, room.one.liaison)
    following = look(room, room.one.members[0])
    assert leading["leads"]
    assert leading["taps"] is not None
    assert leading["tools"]["notes"]["params"] == {"meeting": room.own, "lane": room.one.id}
    assert not following["leads"]
    assert (following["taps"], following["undo"], following["hint"]) == (None, None, None)
    assert set(following["tools"].values()) == {None}
    assert following["turns"]["order"] == []


def test_each_block_brings_its_tool_and_only_what_the_house_has(room, clock):
    to_turns(room)
    seen = {}
    for _ in range(3):
        own(room, kind="next")
        view = look(room, room.one.leader)
        seen[view["block"]["form"]] = view["tools"]["block"]
    here = {"meeting": room.own, "lane": room.one.id}
    assert seen == {
        "ideas": {"activity": "idea-wall", "params": {**here, "board": "problem"}},
        "actions": {"activity": "actions", "params": here},
        "review": None,  # this house has no rules to rate
    }
    assert look(room, room.one.leader, MeetingRoom())["tools"] == {
        "block": None,
        "notes": None,
        "minutes": None,
    }
    own(room, kind="end")
    assert look(room, room.one.leader)["tools"]["minutes"]["params"] == {"meeting": room.own}


def test_every_tool_the_room_may_nest_is_one_of_the_house():
    from zhixing.meetings.activities.room_tools import BY_FORM

    names = set(registry().by_name)
    assert {*BY_FORM.values(), "meeting-notes", "minutes-of", "ideas-shown", "meeting-lanes"} <= names


# ---- nobody is embarrassed


def test_the_hint_goes_to_the_leader_and_facilitators_only(room, clock):
    to_turns(room)
    for actor in (room.one.leader, room.facilitator):
        assert look(room, actor)["hint"]["silent"] == 5
        assert look(room, actor)["turns"]["progress"] == {"done": 0, "of": 5}
    for actor in (room.one.liaison, room.one.members[0], room.convenor):
        assert look(room, actor)["hint"] is None
        assert look(room, actor)["turns"]["progress"] is None


def test_whoever_is_liaison_as_well_as_leader_uses_the_tables_laptop_and_gets_no_hint(room, clock):
    to_turns(room)
    both = room.one.leader.__class__(
        room.one.leader.person, room.id, frozenset({Role.LIAISON, Role.GROUP_LEADER})
    )
    assert look(room, both)["hint"] is None


def test_who_is_silent_is_told_only_in_reply_to_the_leader(room, clock):
    to_turns(room)
    first = look(room, room.one.leader)["turns"]["next"]
    own(room, kind="speak", person=first["id"], seen=None)
    assert look(room, room.one.leader)["hint"]["silent"] == 4  # whoever has just begun is silent no longer
    names = own(room, kind="silent")["names"]
    assert first["name"] not in names
    assert len(names) == 4
    for actor in (room.one.liaison, room.one.members[0]):
        with pytest.raises(RefusedError):
            own(room, actor=actor, kind="silent")


def test_no_view_of_others_tells_who_has_spoken_and_who_has_not(room, clock):
    """What members and the table's laptop see is the same whoever of the others has spoken before."""
    to_turns(room)
    own(room, kind="speak", person=room.one.members[0].person, seen=None)
    now = look(room, room.one.leader)["turns"]["now"]["id"]
    clock.pass_(1)
    own(room, kind="speak", person=room.one.members[1].person, seen=now)
    for actor in (room.one.members[2], room.convenor):
        text = json.dumps(look(room, actor), ensure_ascii=False)
        assert [name for name in ("甲组长", "甲组员1", "甲联络员") if name in text] == []
    order = look(room, room.one.liaison)["turns"]["order"]
    assert {tuple(sorted(one)) for one in order} == {("group", "id", "name")}
    assert len(order) == 5


def test_the_hint_says_that_few_used_half_of_the_time(room, clock):
    to_turns(room)
    for place, minutes in ((0, 9), (1, 1), (2, 1)):
        seen = look(room, room.one.leader)["turns"]["now"]
        own(room, kind="speak", person=room.one.members[place].person, seen=seen and seen["id"])
        clock.pass_(minutes)
    seen = look(room, room.one.leader)["turns"]["now"]["id"]
    own(room, kind="speak", person=room.one.liaison.person, seen=seen)
    clock.pass_(1)
    found = look(room, room.one.leader)["hint"]
    assert (found["silent"], found["leading"]) == (1, 1)
    assert 0 < found["even"] < 0.6


def test_the_class_is_not_told_that_forty_are_silent_while_groups_report(room, clock):
    for kind in ("start", "next", "next"):
        press(room, room.facilitator, room.whole, "", kind=kind)
    assert see(room, room.facilitator, room.whole, "")["hint"] is None


# ---- times, strip, queries


def test_the_strip_tells_planned_and_real_times(room, clock):
    own(room, kind="start")
    clock.pass_(8)
    own(room, kind="next")
    strip = look(room, room.one.leader)["strip"]
    assert [slot["start"] for slot in strip] == ["09:00", "09:05", "09:25", "09:55", "10:15"]
    assert (strip[0]["began"], strip[0]["ended"]) == (
        "2026-09-01T01:00:00+00:00",
        "2026-09-01T01:08:00+00:00",
    )
    assert (strip[1]["ended"], strip[2]["began"]) == (None, None)


def test_a_groups_strip_has_the_classes_blocks_and_its_own(room, clock):
    press(room, room.facilitator, room.whole, "", kind="start")
    press(room, room.facilitator, room.whole, "", kind="next")
    clock.pass_(5)
    press(room, room.one.leader, room.whole, room.one.id, kind="next")
    slots = {slot["id"]: slot for slot in see(room, room.one.leader, room.whole, room.one.id)["strip"]}
    assert slots["open"]["ended"] is not None
    assert (slots["talk"]["ended"], slots["think"]["began"]) == (slots["think"]["began"],) * 2
    other = {slot["id"]: slot for slot in see(room, room.two.leader, room.whole, room.two.id)["strip"]}
    assert (other["talk"]["ended"], other["think"]["began"]) == (None, None)


def test_the_facilitator_chooses_among_lanes_and_a_member_does_not(room, clock):
    assert [each["lane"] for each in see(room, room.facilitator, room.whole, "")["lanes"]] == [
        "",
        room.one.id,
        room.two.id,
    ]
    assert see(room, room.one.leader, room.whole, room.one.id)["lanes"] == []


def counted(room, actor, meeting, lane, page=PAGE):
    with room.store.read() as db, CountedQueries(room.store) as queries:
        page.view(db, actor, {"meeting": meeting, "lane": lane})
    return queries.count


def test_a_view_takes_the_same_number_of_queries_whatever_the_size_of_the_class(room, clock):
    to_turns(room)
    press(room, room.facilitator, room.whole, "", kind="start")
    pages = [PAGE, registry().get("meeting-wall"), registry().get("meeting-lanes")]
    before = [
        counted(room, room.facilitator, meeting, lane, page)
        for page in pages
        for meeting, lane in ((room.own, room.one.id), (room.whole, ""))
    ]
    with room.store.work() as db:
        for seat in range(3, 12):
            make_group(db, room.id, seat, f"第{seat}", members=6)
        for number in range(30):
            make_actor(db, room.id, name=f"多{number}")
    after = [
        counted(room, room.facilitator, meeting, lane, page)
        for page in pages
        for meeting, lane in ((room.own, room.one.id), (room.whole, ""))
    ]
    assert after == before
    assert max(after) < 30
