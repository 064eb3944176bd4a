"""Groups are formed anew: what a group has recorded in a meeting of the class stays where it can be read."""

import io
import zipfile

import pytest

from factories import make_store, seen
from room_factory import CLASS_PLAN, make_room
from zhixing.errors import MissingError
from zhixing.meetings.activities.coach import Coach
from zhixing.meetings.activities.meeting_room import MeetingRoom
from zhixing.meetings.activities.minutes import MinutesOf
from zhixing.meetings.documents.minutes import minutes_file
from zhixing.meetings.rules.notes import Kind, NoteDraft
from zhixing.meetings.service import notes, runs
from zhixing.meetings.service.meetings import new_meeting
from zhixing.teams.rules.grouping import Draft
from zhixing.teams.rules.request import Rules, Slot
from zhixing.teams.service import adopting
from zhixing.teams.service.groupings import _add, groupings

SAID = "先从一个窗口试起。"


@pytest.fixture
def room(tmp_path):
    """A meeting of the class is over; the second group has noted something in it, and is then no more."""
    store = make_store(tmp_path)
    room = make_room(store)
    with store.work() as db:
        runs.start(db, room.facilitator, room.whole)
        runs.go_on(db, room.facilitator, room.whole, "", 1)
        notes.add_note(db, room.two.leader, room.whole, room.two.id, NoteDraft(Kind.DECISION, SAID))
        runs.end(db, room.facilitator, room.whole)
        everybody = (room.one.leader, room.one.liaison, *room.one.members, room.two.leader, room.two.liaison)
        slot = Slot(room.one.id, 1, "", "甲")
        places = {actor.person: slot.key for actor in everybody}
        draft = Draft(Rules.usual((4, 8)), (slot,), places)
        grouping = _add(db, room.facilitator, "合并", draft, groupings(db, room.id))
        adopting.adopt(db, room.facilitator, grouping, 1)
    yield room
    store.close()


def test_its_part_of_the_record_is_still_read(room):
    params = {"meeting": room.whole}
    assert [each["name"] for each in seen(room, MinutesOf(), room.facilitator, params)["lanes"]] == [
        "甲",
        "乙",
    ]
    shown = seen(room, MinutesOf(), room.facilitator, {**params, "lane": room.two.id})
    assert SAID in str(shown["sections"])
    with room.store.read() as db:
        _, content = minutes_file(db, room.facilitator, params)
    assert SAID in zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()


def test_the_pages_of_the_meeting_still_open(room):
    for lane in ("", room.one.id, room.two.id):
        params = {"meeting": room.whole, "lane": lane}
        assert seen(room, MeetingRoom(), room.facilitator, params)["kind"] == "room"
        assert seen(room, Coach(), room.facilitator, params)["meeting"]["lane"] == lane


def test_it_takes_no_part_in_a_meeting_to_come(room):
    with room.store.work() as db:
        coming = new_meeting(db, room.facilitator, None, "class-workshop", title="下次", plan=CLASS_PLAN).id
    with pytest.raises(MissingError, match="no-lane"):
        seen(room, MeetingRoom(), room.facilitator, {"meeting": coming, "lane": room.two.id})
