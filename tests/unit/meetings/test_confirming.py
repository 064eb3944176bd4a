"""The group confirms its record: read out, objected to in one line, frozen, opened again with a reason."""

import json

import pytest

from factories import did, seen, worded
from record_factory import hold, make_meeting, make_record_room
from zhixing.decisions.service import versions, working_paper
from zhixing.errors import ConflictError, InputError, RefusedError
from zhixing.meetings.activities.actions import Actions
from zhixing.meetings.activities.minutes import MinutesOf
from zhixing.meetings.activities.notes import MeetingNotes
from zhixing.meetings.service import minutes as service
from zhixing.meetings.service.meetings import State
from zhixing.meetings.tables import MeetingRow

PAGE, NOTES, ACTIONS = MinutesOf(), MeetingNotes(), Actions()


@pytest.fixture
def room(store):
    made = make_record_room(store)
    with store.work() as db:
        hold(db, made)
    made.note = note(made, "先试一个窗口")
    return made


def note(room, text, actor=None, lane=None):
    action = {"meeting": room.meeting, "lane": room.team if lane is None else lane, "sort": "decision"}
    return did(room, NOTES, actor or room.liaison, kind="add", text=text, **action)["id"]


def view(room, actor=None, **params):
    return seen(room, PAGE, actor or room.head, params or {"meeting": room.meeting})


def act(room, kind, actor=None, lane=None, **more):
    where = {"meeting": room.meeting, "lane": room.team if lane is None else lane}
    return did(room, PAGE, actor or room.head, kind=kind, **where, **more)


def confirm(room, actor=None):
    act(room, "confirm", actor, seen=view(room)["mark"])


def state(room):
    with room.store.read() as db:
        return db.get_one(MeetingRow, room.meeting).state


@pytest.mark.parametrize("name", ["head", "facilitator"])
def test_leader_or_facilitator_confirm_with_what_they_have_seen(room, name):
    confirm(room, getattr(room, name))
    shown = view(room, room.first)
    assert (state(room), shown["may_write"], shown["may_object"]) == (State.CONFIRMED, False, False)
    assert shown["confirmed"]["by"] in {"组长林安", "促进师甲"}


@pytest.mark.parametrize("name", ["liaison", "first", "office", "convenor", "other_head", "boss"])
def test_nobody_else_confirms_or_opens_again(room, name):
    mark = view(room)["mark"]
    with pytest.raises(RefusedError):
        act(room, "confirm", getattr(room, name), seen=mark)
    confirm(room)
    with pytest.raises(RefusedError):
        act(room, "reopen", getattr(room, name), reason="改一个字")
    assert state(room) == State.CONFIRMED


def test_what_changed_after_it_was_read_out_has_to_be_read_again(room):
    mark = view(room)["mark"]
    note(room, "又定了一件")
    with pytest.raises(ConflictError) as caught:
        act(room, "confirm", seen=mark)
    assert all(worded(caught.value))
    assert state(room) == State.ENDED


def test_a_new_action_changes_what_was_read_out_too(room):
    mark = view(room)["mark"]
    did(room, ACTIONS, room.first, kind="add", meeting=room.meeting, lane=room.team, what="跟班", who="林安")
    with pytest.raises(ConflictError):
        act(room, "confirm", seen=mark)


def test_of_two_who_confirm_the_second_is_told(room):
    mark = view(room)["mark"]
    act(room, "confirm", seen=mark)
    with pytest.raises(ConflictError) as caught:
        act(room, "confirm", room.facilitator, seen=mark)
    assert caught.value.code == "record.error.confirmed-meanwhile"


def test_words_and_facts_that_differ_have_to_be_settled_first(room):
    key = f"decisions/{room.note}"
    one = next(p for s in view(room)["sections"] for p in s["paragraphs"] if p["id"] == key)
    act(room, "word", paragraph=key, text="我们的话", seen=one["mark"])
    change = {"kind": "change", "note": room.note, "version": 1, "sort": "decision"}
    did(room, NOTES, room.liaison, **change, text="先试两个窗口")
    with pytest.raises(InputError) as caught:
        confirm(room)
    assert all("1" in sentence for sentence in worded(caught.value))


def test_a_meeting_that_runs_or_is_yet_to_come_is_not_confirmed(room):
    with room.store.work() as db:
        db.get_one(MeetingRow, room.meeting).state = State.RUNNING
    with pytest.raises(RefusedError):
        confirm(room)
    with room.store.work() as db:
        row = db.get_one(MeetingRow, room.meeting)
        row.state, row.date = State.PLANNED, "2999-01-01"
    with pytest.raises(RefusedError) as caught:
        confirm(room)
    assert caught.value.code == "record.error.not-held"


def test_after_confirming_nothing_changes_it(room):
    did(
        room,
        ACTIONS,
        room.first,
        kind="add",
        meeting=room.meeting,
        lane=room.team,
        what="跟班",
        who="林安",
        due="2026-05-20",
    )
    confirm(room)
    before = view(room)["sections"], view(room)["actions"]
    with pytest.raises(RefusedError):
        note(room, "会后加的")
    with pytest.raises(RefusedError):
        act(room, "remark", text="补充", seen=view(room)["remarks"]["mark"])
    with pytest.raises(RefusedError):
        act(room, "object", room.first, text="我不同意", named=False)
    entry = {"kind": "add", "lane": room.team, "what": "又一件", "who": "林安"}
    with pytest.raises(RefusedError):
        did(room, ACTIONS, room.first, meeting=room.meeting, **entry)
    did(room, ACTIONS, room.first, **entry)
    (kept,) = seen(room, ACTIONS, room.first, {"meeting": room.meeting})["entries"]
    done = {"kind": "end", "entry": kept["id"], "version": 1, "to": "done", "said": "三份记录"}
    did(room, ACTIONS, room.first, **done)
    with room.store.work() as db:
        db.get_one(MeetingRow, room.meeting).title = "改了名的会"
    assert (view(room)["sections"], view(room)["actions"]) == before
    with room.store.read() as db:
        found = service.facts(db, db.get_one(MeetingRow, room.meeting), room.team)
    assert found["meeting"]["title"] == "五月小组研讨会"


def test_it_is_opened_again_only_with_a_reason_and_every_confirmed_version_is_kept(room):
    confirm(room)
    with pytest.raises(InputError):
        act(room, "reopen", reason="  ")
    act(room, "reopen", reason="漏了一项决定")
    assert state(room) == State.ENDED
    with pytest.raises(RefusedError):
        act(room, "reopen", reason="再来一次")
    note(room, "漏掉的决定")
    confirm(room)
    shown = view(room)
    assert [one["reason"] for one in shown["reopened"]] == ["漏了一项决定"]
    assert shown["confirmed"]["version"] == 2
    with room.store.read() as db:
        kept = versions(db, room.id, f"minutes/{room.meeting}")
    assert [len(each.content["facts"]["decisions"]) for each in kept] == [2, 1]


def test_an_objection_is_recorded_without_a_name_unless_it_is_wanted(room):
    act(room, "object", room.first, text="一个窗口 试不出来", named=False)
    act(room, "object", room.second, text="时间太紧", named=True)
    dissent = next(one for one in view(room)["sections"] if one["id"] == "dissent")
    told = [(p["lead"] and p["lead"]["zh"], p["text"]["zh"]) for p in dissent["paragraphs"]]
    assert told == [(None, "一个窗口 试不出来"), ("学员孙：", "时间太紧")]
    assert view(room, room.first)["objection"] == {"text": "一个窗口 试不出来", "named": False}
    assert view(room, room.liaison)["objection"] is None
    with room.store.read() as db:
        paper = working_paper(db, room.id, f"minutes/{room.meeting}")
    assert room.first.person not in json.dumps(paper.content)
    assert "学员钱" not in json.dumps(paper.content, ensure_ascii=False)


def test_once_confirmed_nothing_tells_whose_an_objection_was(room):
    act(room, "object", room.first, text="一个窗口试不出来", named=False)
    act(room, "object", room.second, text="时间太紧", named=True)
    confirm(room)
    with room.store.read() as db:
        paper = working_paper(db, room.id, f"minutes/{room.meeting}")
    told = [(one["mark"], one["text"], one["name"]) for one in paper.content["objections"]]
    assert told == [("", "一个窗口试不出来", ""), ("", "时间太紧", "学员孙")]
    act(room, "reopen", reason="漏了一条决定")
    act(room, "object", room.first, text="还是试不出来", named=False)
    dissent = next(one for one in view(room)["sections"] if one["id"] == "dissent")
    said = [paragraph["text"]["zh"] for paragraph in dissent["paragraphs"]]
    assert said == ["一个窗口试不出来", "时间太紧", "还是试不出来"]


def test_a_member_has_one_line_and_takes_it_back_by_clearing_it(room):
    act(room, "object", room.first, text="第一句", named=False)
    act(room, "object", room.first, text="第二句", named=False)
    act(room, "object", room.second, text="另一句", named=False)
    act(room, "object", room.first, text=" ", named=False)
    dissent = next(one for one in view(room)["sections"] if one["id"] == "dissent")
    assert [p["text"]["zh"] for p in dissent["paragraphs"]] == ["另一句"]


@pytest.mark.parametrize("name", ["other", "convenor", "office", "facilitator"])
def test_only_members_object(room, name):
    with pytest.raises(RefusedError):
        act(room, "object", getattr(room, name), text="我不同意", named=False)


def test_a_long_objection_gets_a_sentence(room):
    with pytest.raises(InputError) as caught:
        act(room, "object", room.first, text="长" * 301, named=False)
    assert all("301" in sentence for sentence in worded(caught.value))


def test_a_group_confirms_its_own_part_of_a_class_meeting(room):
    with room.store.work() as db:
        room.meeting = make_meeting(db, room, team=None)
        hold(db, room, blocks=("opening",))
    note(room, "一组定的")
    own = {"meeting": room.meeting, "lane": room.team}
    act(room, "confirm", seen=view(room, **own)["mark"])
    assert view(room, **own)["confirmed"] is not None
    assert state(room) == State.ENDED
    whole = view(room, room.facilitator, meeting=room.meeting)
    assert whole["confirmed"] is None
    with pytest.raises(RefusedError):
        act(room, "confirm", lane="", seen=whole["mark"])
    act(room, "confirm", room.facilitator, lane="", seen=whole["mark"])
    assert state(room) == State.CONFIRMED
