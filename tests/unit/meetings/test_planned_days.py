"""What stands behind a planned meeting: one way of writing its day, a group that is there, nothing lost."""

import pytest

from factories import make_store
from room_factory import GROUP_PLAN, make_room
from zhixing.errors import MissingError, RefusedError
from zhixing.meetings.rules.minutes import mark_of
from zhixing.meetings.service import confirming, planning, ratings, rounds, screens
from zhixing.meetings.service.meetings import meeting_of, new_meeting
from zhixing.meetings.service.planning.heading import Heading, day_of
from zhixing.meetings.service.rounds import Board, Place
from zhixing.meetings.tables import MeetingRow
from zhixing.teams.service.membership import team_named


@pytest.fixture
def room(tmp_path):
    store = make_store(tmp_path)
    yield make_room(store)
    store.close()


@pytest.mark.parametrize("text", ["20260915", "2026-W38-2", "2026-9-15", "1999-12-31"])
def test_a_day_written_otherwise_is_no_day(text):
    assert day_of(text) is None
    assert [fault.code for fault in Heading("会", text, "").faults()] == ["planner.error.date"]


def delete(room, actor):
    with room.store.work() as db:
        planning.delete_meeting(db, actor, room.own, 1)


def has_gone(room):
    with room.store.read() as db:
        return db.get(MeetingRow, room.own) is None


def test_a_meeting_that_nobody_has_touched_is_deleted(room):
    delete(room, room.one.leader)
    assert has_gone(room)


def test_words_put_into_its_record_beforehand_keep_a_meeting(room):
    with room.store.work() as db:
        empty = mark_of([""])
        confirming.remark(db, room.one.leader, room.own, room.one.id, "带上台账。", seen=empty)
    with pytest.raises(RefusedError, match="happened"):
        delete(room, room.one.leader)


def test_roles_given_at_its_table_beforehand_keep_a_meeting(room):
    with room.store.work() as db:
        rounds.propose_roles(db, room.one.leader, Place(room.own, room.one.id, Board.IDEAS))
    with pytest.raises(RefusedError, match="happened"):
        delete(room, room.one.leader)


def test_an_open_rating_keeps_its_meeting(room):
    """Were the meeting gone, nobody could close it, and no other could be rated."""
    with room.store.work() as db:
        ratings.open_rating(db, room.one.leader, room.own, room.one.id)
    with pytest.raises(RefusedError, match="happened"):
        delete(room, room.one.leader)
    with room.store.read() as db:
        assert screens.on_phones(db, room.one.members[0])["params"]["meeting"] == room.own


def test_a_group_that_is_no_more_gets_no_new_meeting(room):
    with room.store.work() as db:
        team_named(db, room.facilitator, room.two.id).seat = None
    with pytest.raises(MissingError, match="no-team"), room.store.work() as db:
        new_meeting(db, room.facilitator, room.two.id, "group-seminar", title="会", plan=GROUP_PLAN)
    with room.store.read() as db:
        assert meeting_of(db, room.facilitator, room.other).team_id == room.two.id
