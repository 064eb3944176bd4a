"""Speaking in turn: timed, one after another, leaders last; whoever is away is not called."""

import pytest

from factories import worded
from room_factory import Clock, make_room, press, see
from zhixing.errors import ConflictError, MissingError, RefusedError
from zhixing.meetings.service import turns
from zhixing.meetings.tables import AttendanceRow, MeetingRow, SpeechRow
from zhixing.teams.tables import ProfileRow


@pytest.fixture
def clock(monkeypatch):
    return Clock(monkeypatch)


@pytest.fixture
def room(store, clock):
    room = make_room(store)
    own(room, kind="start")
    own(room, kind="next")
    return room


def own(room, actor=None, **action):
    return press(room, actor or room.one.leader, room.own, room.one.id, **action)


def floor(room, actor=None):
    return see(room, actor or room.one.leader, room.own, room.one.id)["turns"]


def speak_next(room):
    found = floor(room)
    own(room, kind="speak", person=found["next"]["id"], seen=found["now"] and found["now"]["id"])
    return floor(room)["now"]["name"]


def attend(room, person, state, half=0, came=None, went=None):
    with room.store.work() as db:
        db.add(
            AttendanceRow(
                meeting_id=room.own,
                person_id=person.person,
                half=half,
                classroom_id=room.id,
                state=state,
                came=came,
                went=went,
                changed="",
            )
        )
        db.touch(room.id, "attendance")


def spoken(room):
    with room.store.read() as db:
        return turns.spoken(db, db.get_one(MeetingRow, room.own), room.one.id)


def test_everybody_has_one_turn_and_whoever_leads_the_group_speaks_last(room, clock):
    heard = [speak_next(room) for _ in range(5)]
    assert heard[-1] == "甲组长"
    assert sorted(heard) == sorted(["甲组长", "甲联络员", "甲组员1", "甲组员2", "甲组员3"])
    assert floor(room)["next"] is None


def test_leaders_among_the_members_speak_after_the_others(room, clock):
    with room.store.work() as db:
        db.add(ProfileRow(person_id=room.one.members[0].person, classroom_id=room.id, level="leader"))
    heard = [speak_next(room) for _ in range(5)]
    assert heard[-2:] == ["甲组员1", "甲组长"]


def test_a_turn_lasts_as_long_as_the_block_allots_and_the_next_ends_it(room, clock):
    speak_next(room)
    clock.pass_(2)
    first = floor(room)["now"]
    speak_next(room)
    clock.pass_(1)
    with room.store.read() as db:
        row = db.get_one(SpeechRow, first["id"])
        assert row.ended is not None
        assert (row.ends > row.ended, row.block) == (True, "report")
    assert sorted(spoken(room).values()) == [60, 120]


def test_two_who_press_next_at_once_call_one_person(room, clock):
    speak_next(room)
    coming, seen = floor(room)["next"]["id"], floor(room)["now"]["id"]
    own(room, kind="speak", person=coming, seen=seen)
    with pytest.raises(ConflictError) as caught:
        own(room, actor=room.one.liaison, kind="speak", person=coming, seen=seen)
    assert floor(room)["now"]["name"] in worded(caught.value)[0]
    with room.store.read() as db:
        assert db.query(SpeechRow).count() == 2


def test_extension_is_given_from_now_and_counted(room, clock):
    speak_next(room)
    clock.pass_(4)
    own(room, kind="extend", speech=floor(room)["now"]["id"])
    found = floor(room)["now"]
    assert found["extended"] == 1
    assert found["ends"] == clock.now.replace(minute=clock.now.minute + 1).isoformat(timespec="seconds")


def test_the_rest_of_a_turn_goes_to_another_whose_own_turn_is_still_to_come(room, clock):
    speak_next(room)
    clock.pass_(1)
    now = floor(room)["now"]
    other = room.one.members[2]
    own(room, kind="hand-over", speech=now["id"], person=other.person)
    found = floor(room)["now"]
    assert (found["person"], found["ends"]) == (other.person, now["ends"])
    own(room, kind="end-turn", speech=found["id"])
    heard = [speak_next(room) for _ in range(4)]
    assert "甲组员3" in heard


def test_a_turn_that_is_over_has_no_rest_to_hand_over(room, clock):
    speak_next(room)
    clock.pass_(5)
    with pytest.raises(RefusedError) as caught:
        own(room, kind="hand-over", speech=floor(room)["now"]["id"], person=room.one.members[2].person)
    assert caught.value.code == "room.error.no-rest"
    assert floor(room)["now"] is not None


def test_who_is_put_off_is_called_after_the_others_and_before_the_leader(room, clock):
    first = floor(room)["next"]
    own(room, kind="put-off", person=first["id"])
    heard = [speak_next(room) for _ in range(5)]
    assert heard[-2:] == [first["name"], "甲组长"]


@pytest.mark.parametrize(
    ("state", "came", "went", "called"),
    [
        ("absent", None, None, False),
        ("leave", None, None, False),
        ("present", None, "09:10", False),
        ("late", "09:20", None, True),
        ("present", None, None, True),
    ],
)
def test_whoever_is_not_there_is_not_called(room, clock, state, came, went, called):
    attend(room, room.one.members[1], state, came=came, went=went)
    heard = []
    while floor(room)["next"]:
        heard.append(speak_next(room))
    assert ("甲组员2" in heard) is called


def test_who_is_away_may_still_be_given_the_floor_by_name(room, clock):
    attend(room, room.one.members[1], "absent")
    own(room, kind="speak", person=room.one.members[1].person, seen=None)
    assert floor(room)["now"]["name"] == "甲组员2"


def test_going_on_ends_the_turn_and_the_next_block_is_not_for_speaking(room, clock):
    speak_next(room)
    clock.pass_(2)
    own(room, kind="next")
    assert floor(room) is None
    assert list(spoken(room).values()) == [120]
    with pytest.raises(RefusedError) as caught:
        own(room, kind="speak", person=room.one.members[0].person, seen=None)
    assert caught.value.code == "room.error.no-turns"


def test_somebody_of_another_group_is_not_called(room, clock):
    with pytest.raises(MissingError):
        own(room, kind="speak", person=room.two.leader.person, seen=None)


@pytest.mark.parametrize("kind", ["extend", "end-turn"])
def test_a_turn_that_was_ended_elsewhere_is_said_to_be_over(room, clock, kind):
    speak_next(room)
    speech = floor(room)["now"]["id"]
    own(room, kind="end-turn", speech=speech)
    with pytest.raises(ConflictError) as caught:
        own(room, kind=kind, speech=speech)
    assert all(worded(caught.value))


def test_groups_report_one_after_another_by_the_number_of_their_tables(store, clock):
    room = make_room(store)

    def whole(**action):
        press(room, room.facilitator, room.whole, "", **action)

    for kind in ("start", "next", "next"):
        whole(kind=kind)
    found = see(room, room.facilitator, room.whole, "")["turns"]
    assert [(one["group"], one["name"]) for one in found["order"]] == [(1, "甲联络员"), (2, "乙联络员")]
    assert found["minutes"] == 5
    whole(kind="speak", person=found["next"]["id"], seen=None)
    shown = see(room, room.one.members[0], room.whole, room.one.id)["turns"]
    assert (shown["now"]["group"], shown["next"]["group"], shown["order"]) == (1, 2, [])
