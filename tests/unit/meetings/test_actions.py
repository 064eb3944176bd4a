"""Actions of a group: agreed at a meeting, carried over to the next, kept to the group itself."""

from types import SimpleNamespace

import pytest

from factories import CountedQueries, did, make_solo, seen, worded
from record_factory import hold, make_meeting, make_record_room
from zhixing.classroom.tables import PersonRow
from zhixing.errors import ConflictError, InputError, MissingError, RefusedError
from zhixing.ledger.tables import EntryRow
from zhixing.meetings.activities.actions import Actions
from zhixing.meetings.service import actions as service
from zhixing.meetings.tables import MeetingRow
from zhixing.records.clock import utc_after, utc_now

PAGE = Actions()


@pytest.fixture
def room(store):
    return make_record_room(store)


def add(room, what="到窗口跟班", actor=None, meeting=None, **given_):
    entry = {"meeting": room.meeting if meeting is None else meeting, "lane": room.team, "who": "林安"}
    return did(room, PAGE, actor or room.liaison, kind="add", what=what, **(entry | given_))["id"]


def end(room, entry, to, said, version=1, actor=None):
    action = {"entry": entry, "version": version, "to": to, "said": said}
    return did(room, PAGE, actor or room.liaison, kind="end", **action)


def at(room, actor=None, **params):
    return seen(room, PAGE, actor or room.first, params or {"meeting": room.meeting})


def whats(entries):
    return [one["what"] for one in entries]


def the_next_meeting(room):
    """Let the first meeting be over, and plan the next."""
    with room.store.work() as db:
        hold(db, room)
        return make_meeting(db, room, date="2026-06-03", title="六月小组研讨会")


def test_what_was_left_open_comes_first_at_the_next_meeting(room):
    add(room, "甲")
    done = add(room, "乙", person=room.first.person, due="2026-05-20", evidence="跟班记录")
    coming = the_next_meeting(room)
    end(room, done, "done", "三份记录")
    view = at(room, meeting=coming)
    assert [(one["what"], one["status"], one["proof"]) for one in view["carried"]] == [
        ("乙", "done", "三份记录"),
        ("甲", "open", ""),
    ]
    assert view["carried"][1]["from"] == {"title": "五月小组研讨会", "date": "2026-05-06"}
    assert view["entries"] == []


def test_what_is_done_at_the_next_meeting_stays_on_its_list_with_the_proof(room):
    made = add(room, "甲")
    coming = the_next_meeting(room)
    with room.store.work() as db:
        hold(db, room, coming, blocks=("open-actions",), moments=(utc_now(), utc_after(60)))
    end(room, made, "done", "三份记录")
    carried = at(room, meeting=coming)["carried"]
    assert [(one["status"], one["proof"]) for one in carried] == [("done", "三份记录")]


def test_what_a_later_meeting_agrees_is_not_carried_back(room):
    coming = the_next_meeting(room)
    add(room, "六月才定的", meeting=coming)
    assert at(room)["carried"] == []
    with room.store.read() as db:
        row = db.get_one(MeetingRow, coming)
        assert list(service.carried(db, row)) == []
        assert [one.what for one in service.agreed(db, row, room.team)] == ["六月才定的"]


def test_what_had_ended_before_the_last_meeting_does_not_come_back(room):
    made = add(room, "甲")
    with room.store.work() as db:
        hold(db, room)
    june, july = make_and_date(room, "2026-06-03"), make_and_date(room, "2026-07-01")
    add(room, "七月才定的", meeting=july)
    end(room, made, "done", "三份记录")
    with room.store.work() as db:
        db.get_one(EntryRow, made).closed = "2026-05-20"
    assert whats(at(room, meeting=june)["carried"]) == ["甲"]
    assert whats(at(room, meeting=july)["carried"]) == []


def make_and_date(room, date):
    with room.store.work() as db:
        return make_meeting(db, room, date=date)


@pytest.mark.parametrize("name", ["head", "liaison", "first", "second", "facilitator", "office"])
def test_members_and_those_at_home_keep_the_list(room, name):
    actor = getattr(room, name)
    made = add(room, actor=actor)
    assert at(room, actor)["may_keep"] is True
    assert end(room, made, "dropped", "不再需要", actor=actor) == {"version": 2}


@pytest.mark.parametrize("name", ["other", "other_head", "loose", "boss"])
def test_nobody_else_sees_or_touches_it(room, name):
    made, actor = add(room), getattr(room, name)
    with pytest.raises(RefusedError):
        at(room, actor)
    with pytest.raises(RefusedError):
        at(room, actor, lane=room.team)
    with pytest.raises(RefusedError):
        add(room, actor=actor)
    with pytest.raises(RefusedError):
        add(room, actor=actor, meeting="")
    with pytest.raises(RefusedError):
        end(room, made, "done", "不是我做的", actor=actor)
    with pytest.raises(RefusedError):
        did(room, PAGE, actor, kind="history", entry=made)


def test_the_convenor_reads_and_does_not_write(room):
    add(room)
    assert whats(at(room, room.convenor)["entries"]) == ["到窗口跟班"]
    with pytest.raises(RefusedError):
        add(room, actor=room.convenor)


def test_a_date_before_the_meeting_needs_a_word(room):
    with pytest.raises(InputError) as caught:
        add(room, due="2026-05-01")
    assert all("2026-05-06" in sentence for sentence in worded(caught.value))
    made = add(room, due="2026-05-01", afterwards=True)
    change = {"kind": "change", "entry": made, "version": 1, "who": "林安"}
    did(room, PAGE, room.liaison, **change, what="改一个字", due="2026-05-01")
    with pytest.raises(InputError):
        did(room, PAGE, room.liaison, **(change | {"version": 2}), what="改一个字", due="2026-04-30")


def test_of_two_who_change_the_same_action_the_second_is_told(room):
    made = add(room)
    end(room, made, "done", "三份记录")
    with pytest.raises(ConflictError):
        did(room, PAGE, room.head, kind="change", entry=made, version=1, what="另一件", who="林安")


def test_the_group_sees_what_is_overdue_and_who_it_is_named_by_now(room):
    add(room, person=room.first.person, due="2026-05-07")
    with room.store.work() as db:
        db.get_one(PersonRow, room.first.person).name = "学员钱（改名）"
    (one,) = at(room)["entries"]
    assert (one["who"], one["overdue"]) == ("学员钱（改名）", True)


def test_the_history_says_who_changed_what(room):
    made = add(room)
    end(room, made, "done", "三份记录", actor=room.head)
    changes = did(room, PAGE, room.first, kind="history", entry=made)["changes"]
    assert [change["by"] for change in changes] == ["联络员赵", "组长林安"]
    assert changes[1]["fields"]["status"] == ["open", "done"]


def test_between_meetings_a_member_opens_the_list_of_the_own_group(room):
    add(room, meeting="", what="会后想到的")
    view = seen(room, PAGE, room.first)
    assert (view["group"], whats(view["entries"])) == ("第一组", ["会后想到的"])
    assert seen(room, PAGE, room.other)["entries"] == []
    assert seen(room, PAGE, room.loose) == {"groups": []}


def test_those_at_home_see_all_groups_with_counts_and_no_names(room):
    add(room, due="2026-05-07")
    add(room)
    groups = seen(room, PAGE, room.facilitator)["groups"]
    assert [(one["name"], one["open"], one["late"]) for one in groups] == [
        ("", 0, 0),
        ("第一组", 2, 1),
        ("第二组", 0, 0),
    ]


def test_somebody_alone_keeps_a_list_without_any_group(store):
    with store.work() as db:
        solo = make_solo(db)
    room = SimpleNamespace(store=store)
    did(room, PAGE, solo, kind="add", lane="", what="自己定的", who="我")
    assert whats(seen(room, PAGE, solo)["entries"]) == ["自己定的"]


def test_a_class_meeting_keeps_each_groups_actions_apart(room):
    with room.store.work() as db:
        room.meeting = make_meeting(db, room, team=None)
    add(room, "第一组的")
    did(room, PAGE, room.facilitator, kind="add", meeting=room.meeting, lane="", what="全班的", who="办公室")
    assert whats(at(room, room.first, meeting=room.meeting, lane=room.team)["entries"]) == ["第一组的"]
    whole = at(room, room.first, meeting=room.meeting)
    assert (whats(whole["entries"]), whole["may_add"]) == (["全班的"], False)
    with pytest.raises(RefusedError):
        at(room, room.other, meeting=room.meeting, lane=room.team)


def test_what_does_not_exist_is_said(room):
    with pytest.raises(MissingError):
        at(room, meeting="nothing")
    with pytest.raises(MissingError):
        at(room, room.facilitator, lane="nothing")
    with pytest.raises(MissingError):
        end(room, "nothing", "done", "三份记录")


def test_the_view_takes_as_many_queries_for_many_actions_as_for_one(room):
    add(room, person=room.first.person)
    with CountedQueries(room.store) as few:
        at(room)
    for number in range(12):
        add(room, f"第{number}件", person=room.first.person)
    with CountedQueries(room.store) as many:
        at(room)
    assert many.count == few.count


def test_an_entry_says_where_it_was_agreed(room):
    made = add(room)
    with room.store.read() as db:
        row = db.get_one(EntryRow, made)
        assert (row.team, row.source) == (room.team, f"meeting/{room.meeting}")
