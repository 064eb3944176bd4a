"""Screens during a meeting: the wall names who speaks and nobody else; phones stay put away."""

import json

import pytest

from room_factory import Clock, make_room, press, see
from zhixing.classroom import ballots, session
from zhixing.classroom.rules import Door
from zhixing.errors import MissingError, RefusedError
from zhixing.meetings.service.ratings import open_rating
from zhixing.workbook.assembly import registry


@pytest.fixture
def clock(monkeypatch):
    return Clock(monkeypatch)


@pytest.fixture
def room(store, clock):
    return make_room(store)


def view(room, name, actor, **params):
    with room.store.read() as db:
        return registry().get(name).view(db, actor, params)


def wall(room, actor=None, **params):
    return view(room, "meeting-wall", actor or room.one.liaison, **params)


def own(room, **action):
    return press(room, room.one.leader, room.own, room.one.id, **action)


def whole(room, lane="", actor=None, **action):
    return press(room, actor or room.facilitator, room.whole, lane, **action)


def test_the_wall_waits_until_a_meeting_runs(room):
    assert wall(room, lane=room.one.id)["kind"] == "idle"
    own(room, kind="start")
    found = wall(room, lane=room.one.id)
    assert (found["kind"], found["title"], found["block"]["id"]) == ("shown", "第一次小组会", "open")
    assert found["ends"] is not None


def test_the_wall_says_that_a_meeting_is_over_until_the_day_is(room, clock):
    own(room, kind="start")
    own(room, kind="end")
    over = wall(room, lane=room.one.id)
    assert (over["kind"], over["phase"], over["title"]) == ("shown", "ended", "第一次小组会")
    assert wall(room, room.two.liaison, lane=room.two.id)["kind"] == "idle"
    clock.pass_(24 * 60)
    assert wall(room, lane=room.one.id)["kind"] == "idle"


def test_the_wall_names_who_speaks_and_who_is_next_and_nobody_else(room, clock):
    own(room, kind="start")
    own(room, kind="next")
    first = see(room, room.one.leader, room.own, room.one.id)["turns"]["next"]
    own(room, kind="speak", person=first["id"], seen=None)
    found = wall(room, lane=room.one.id)
    assert found["turns"]["now"]["name"] == first["name"]
    named = {found["turns"]["now"]["name"], found["turns"]["next"]["name"]}
    text = json.dumps(found, ensure_ascii=False)
    everybody = {"甲组长", "甲联络员", "甲组员1", "甲组员2", "甲组员3"}
    assert {name for name in everybody if name in text} == named
    assert set(found["turns"]) == {"now", "next", "minutes"}
    for word in ("hint", "silent", "progress", "order", "late_minutes", "taps"):
        assert word not in text


def test_a_hidden_wall_tells_nothing(room, clock):
    own(room, kind="start")
    own(room, kind="hide", hidden=True)
    assert set(wall(room, lane=room.one.id)) == {"now", "kind", "framed"}
    own(room, kind="next")
    assert wall(room, lane=room.one.id)["kind"] == "hidden"
    own(room, kind="hide", hidden=False)
    assert wall(room, lane=room.one.id)["kind"] == "shown"


def test_the_wall_shows_ideas_while_they_are_collected(room, clock):
    own(room, kind="start")
    own(room, kind="next")
    own(room, kind="next")
    assert wall(room, lane=room.one.id)["ideas"] == {
        "activity": "ideas-shown",
        "params": {"meeting": room.own, "lane": room.one.id, "board": "problem"},
    }


def test_the_walls_of_groups_follow_the_class_together_and_themselves_apart(room, clock):
    whole(room, kind="start")
    assert wall(room, lane=room.one.id)["block"]["id"] == "open"
    whole(room, kind="next")
    whole(room, room.one.id, room.one.leader, kind="next")
    assert wall(room, lane=room.one.id)["block"]["id"] == "think"
    assert wall(room, room.two.liaison, lane=room.two.id)["block"]["id"] == "talk"
    with pytest.raises(RefusedError):
        wall(room, lane=room.two.id)
    everybody = wall(room, lane="")
    assert (everybody["phase"], len(everybody["apart"])) == ("apart", 2)
    whole(room, room.one.id, room.one.leader, kind="next")
    waiting = wall(room, lane=room.one.id)
    assert (waiting["phase"], waiting["gather"]) == ("waits", everybody["ends"])


def test_another_groups_own_meeting_is_not_shown(room, clock):
    own(room, kind="start")
    with pytest.raises(RefusedError):
        wall(room, room.two.leader, lane=room.one.id)
    with pytest.raises(RefusedError):
        wall(room, room.two.leader, meeting=room.own)
    with pytest.raises(MissingError):
        wall(room, room.two.leader, meeting="nothing")
    whole(room, kind="start")
    with pytest.raises(MissingError):
        wall(room, room.two.leader, lane="nothing")


def test_the_projector_shows_the_meeting_of_the_class_and_not_that_of_a_group(room, clock):
    own(room, kind="start")
    assert view(room, "projector", room.facilitator)["kind"] != "other"
    whole(room, kind="start")
    shown = view(room, "projector", room.facilitator)
    assert (shown["kind"], shown["content"]["activity"]) == ("other", "meeting-wall")
    assert shown["content"]["params"]["meeting"] == room.whole
    assert wall(room, room.facilitator, **shown["content"]["params"])["framed"]
    with room.store.work() as db:
        session.hide(db, room.facilitator, hidden=True)
    assert view(room, "projector", room.facilitator)["content"] == {}
    whole(room, kind="end")
    assert view(room, "projector", room.facilitator)["kind"] != "other"


def test_phones_stay_put_away_during_a_meeting_until_its_rules_are_rated(room, clock):
    me = room.one.members[0]
    own(room, kind="start")
    assert view(room, "phone", me)["state"] == "put-away"
    with room.store.work() as db:
        window = open_rating(db, room.one.leader, room.own, room.one.id).id
    assert view(room, "phone", me)["now"] == {
        "activity": "meeting-rules",
        "params": {"meeting": room.own, "lane": room.one.id},
    }
    assert view(room, "phone", room.two.members[0])["now"] is None
    assert view(room, "phone", room.facilitator)["now"] is None
    with room.store.work() as db:
        ballots.close_window(db, room.one.leader, window, door=Door.LEAD_MEETING)
    assert view(room, "phone", me)["now"] is None


def test_phones_of_all_rate_a_meeting_of_the_class(room, clock):
    whole(room, kind="start")
    with room.store.work() as db:
        open_rating(db, room.facilitator, room.whole, "")
    for actor in (room.one.members[0], room.two.leader, room.loose):
        assert view(room, "phone", actor)["now"]["params"] == {"meeting": room.whole, "lane": ""}


# ---- all groups at once


def rows(room):
    return view(room, "meeting-lanes", room.facilitator)["rows"]


def test_each_group_has_a_row_in_the_order_of_the_tables(room, clock):
    assert rows(room) == []
    press(room, room.two.leader, room.other, room.two.id, kind="start")
    own(room, kind="start")
    assert [(row["group"]["number"], row["block"]["zh"]) for row in rows(room)] == [
        (1, "环节open"),
        (2, "环节open"),
    ]
    whole(room, kind="start")
    assert [row["phase"] for row in rows(room)] == ["together", "together"]
    whole(room, kind="next")
    whole(room, room.two.id, room.two.leader, kind="next")
    assert [(row["block"]["zh"], row["progress"]["what"]) for row in rows(room)] == [
        ("环节talk", "turns"),
        ("环节think", "ideas"),
    ]


def test_how_far_a_group_is_counts_people_and_names_none(room, clock):
    own(room, kind="start")
    own(room, kind="next")
    own(room, kind="speak", person=room.one.members[0].person, seen=None)
    found = view(room, "meeting-lanes", room.facilitator)
    assert found["rows"][0]["progress"] == {"what": "turns", "count": 1, "of": 5}
    assert "组员" not in json.dumps(found, ensure_ascii=False)


def test_the_facilitator_moves_all_together(room, clock):
    def lanes(**action):
        registry().get("meeting-lanes").act(
            room.store, room.facilitator, {}, "a" * 16 + str(lanes.count), {"meeting": room.whole, **action}
        )
        lanes.count += 1

    lanes.count = 0
    whole(room, kind="start")
    whole(room, kind="next")
    before = [row["ends"] for row in rows(room)]
    lanes(kind="more-time", minutes=2)
    assert all(row["ends"] > earlier for row, earlier in zip(rows(room), before, strict=True))
    lanes(kind="call-back", version=view(room, "meeting-lanes", room.facilitator)["class"]["version"])
    assert view(room, "meeting-lanes", room.facilitator)["class"]["block"]["id"] == "share"
    lanes(kind="undo", version=view(room, "meeting-lanes", room.facilitator)["class"]["version"])
    assert [row["phase"] for row in rows(room)] == ["block", "block"]


@pytest.mark.parametrize("name", ["leader", "liaison"])
def test_only_facilitators_see_all_groups(room, name):
    with pytest.raises(RefusedError):
        view(room, "meeting-lanes", getattr(room.one, name))
