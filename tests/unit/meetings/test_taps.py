"""Taps for questions and statements: counted by lane and block, once each, taken back."""

import pytest

from factories import make_key
from room_factory import Clock, make_room, press, see
from zhixing.errors import InputError, RefusedError
from zhixing.meetings.tables import TapRow


@pytest.fixture
def room(store, monkeypatch):
    Clock(monkeypatch)
    room = make_room(store)
    own(room, kind="start")
    return room


def own(room, actor=None, **action):
    return press(room, actor or room.one.liaison, room.own, room.one.id, **action)


def taps(room, actor=None):
    return see(room, actor or room.one.liaison, room.own, room.one.id)["taps"]


def test_taps_are_counted_in_the_meeting_and_in_the_block(room):
    for what in ("asked", "stated", "stated"):
        own(room, kind="tap", what=what)
    own(room, kind="next")
    own(room, kind="tap", what="asked")
    found = taps(room)
    assert (found["asked"], found["stated"], found["here"]) == (2, 2, {"asked": 1, "stated": 0})


def test_one_tap_sent_three_times_counts_once(room):
    key = make_key()
    for _ in range(3):
        own(room, action_id=key, kind="tap", what="asked")
    assert taps(room)["asked"] == 1


def test_the_last_tap_is_taken_back_once(room):
    own(room, kind="tap", what="asked")
    own(room, kind="tap", what="stated")
    last = taps(room)["last"]
    own(room, kind="untap", tap=last)
    own(room, kind="untap", tap=last)
    found = taps(room)
    assert (found["asked"], found["stated"]) == (1, 0)
    own(room, kind="untap", tap=found["last"])
    assert taps(room)["last"] is None


def test_a_tap_tells_nobody_by_name(room):
    own(room, kind="tap", what="asked")
    with room.store.read() as db:
        columns = {column.name for column in TapRow.__table__.columns}
        assert db.query(TapRow).one().kind == "asked"
    assert "person_id" not in columns


def test_another_groups_tap_is_out_of_reach(room):
    own(room, kind="tap", what="asked")
    last = taps(room)["last"]
    press(room, room.two.leader, room.other, room.two.id, kind="start")
    press(room, room.two.leader, room.other, room.two.id, kind="untap", tap=last)
    assert taps(room)["asked"] == 1
    with pytest.raises(RefusedError):
        own(room, actor=room.two.leader, kind="untap", tap=last)


def test_members_do_not_tap_and_unknown_words_are_refused(room):
    with pytest.raises(RefusedError):
        own(room, actor=room.one.members[0], kind="tap", what="asked")
    with pytest.raises(InputError):
        own(room, kind="tap", what="shouted")
    assert taps(room, room.one.members[0]) is None


def test_nothing_is_tapped_before_the_beginning_or_after_the_end(room):
    own(room, kind="end")
    with pytest.raises(RefusedError):
        own(room, kind="tap", what="asked")
    assert taps(room) is None
