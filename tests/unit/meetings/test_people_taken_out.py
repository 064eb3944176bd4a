"""Somebody taken out of the class by mistake: what they did in meetings does not go with them."""

import pytest

from factories import make_actor, make_store, worded
from room_factory import make_room
from zhixing.errors import RefusedError
from zhixing.meetings.tables import AttendanceRow, SpeechRow
from zhixing.records import new_id
from zhixing.teams.service.colleagues import remove_colleague

AT = "2026-09-01T01:30:00+00:00"


@pytest.fixture
def room(tmp_path):
    store = make_store(tmp_path)
    room = make_room(store)
    with store.work() as db:
        room.absent = make_actor(db, room.id, name="没有登录", joined=False)
    yield room
    store.close()


def attended(room):
    told = {"classroom_id": room.id, "state": "present", "changed": AT}
    return AttendanceRow(meeting_id=room.whole, person_id=room.absent.person, half=0, **told)


def spoke(room):
    told = {"classroom_id": room.id, "lane": "", "block": "open", "began": AT, "ends": AT, "ended": AT}
    return SpeechRow(id=new_id(), meeting_id=room.whole, person_id=room.absent.person, **told)


@pytest.mark.parametrize("trace", [attended, spoke])
def test_whoever_stands_in_a_meeting_stays(room, trace):
    with room.store.work() as db:
        db.add(trace(room))
    with pytest.raises(RefusedError, match="stays") as caught, room.store.work() as db:
        remove_colleague(db, room.facilitator, room.absent.person)
    assert all("没有登录" in sentence for sentence in worded(caught.value))


def test_whoever_stands_nowhere_is_taken_out(room):
    with room.store.work() as db:
        remove_colleague(db, room.facilitator, room.absent.person)
