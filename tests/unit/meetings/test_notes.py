"""Quick notes: who writes, who reads, two who change the same one, order, taken back and put in again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import CountedQueries, did, make_actor, make_class, seen, worded
from record_factory import make_meeting, make_record_room
from zhixing.actor import Role
from zhixing.errors import ConflictError, InputError, MissingError, RefusedError
from zhixing.meetings.activities.notes import MeetingNotes
from zhixing.meetings.rules.notes import NOTE_AT_MOST, Kind, NoteDraft, following
from zhixing.meetings.service import notes as service
from zhixing.meetings.service import runs
from zhixing.meetings.tables import NoteRow

PAGE = MeetingNotes()


@pytest.fixture
def room(store):
    return make_record_room(store)


def note(room, text="窗口人手不够", sort="problem", actor=None, **given_):
    answer = did(
        room,
        PAGE,
        actor or room.liaison,
        kind="add",
        meeting=room.meeting,
        lane=room.team,
        sort=sort,
        text=text,
        **given_,
    )
    return answer["id"]


def view(room, actor, **params):
    return seen(room, PAGE, actor, params or {"meeting": room.meeting})


def texts(room, actor=None):
    return [each["text"] for each in view(room, actor or room.liaison)["notes"] if not each["taken_back"]]


def test_what_is_noted_is_read_by_the_group_and_those_at_home_everywhere(room):
    note(room, "  窗口\n人手  不够 ")
    for actor in (room.liaison, room.head, room.first, room.facilitator, room.office, room.convenor):
        assert texts(room, actor) == ["窗口 人手 不够"]


@pytest.mark.parametrize("name", ["other", "other_head", "loose", "boss"])
def test_another_group_neither_reads_nor_writes(room, name):
    note(room)
    actor = getattr(room, name)
    with pytest.raises(RefusedError):
        view(room, actor)
    with pytest.raises(RefusedError):
        note(room, actor=actor)


@pytest.mark.parametrize("name", ["first", "convenor"])
def test_members_and_the_convenor_read_but_do_not_write(room, name):
    actor = getattr(room, name)
    assert view(room, actor)["may_write"] is False
    with pytest.raises(RefusedError):
        note(room, actor=actor)


@pytest.mark.parametrize("name", ["head", "liaison", "facilitator", "office"])
def test_leader_liaison_facilitator_and_office_write(room, name):
    actor = getattr(room, name)
    assert view(room, actor)["may_write"] is True
    assert note(room, actor=actor)


def test_it_is_not_told_who_wrote(room):
    note(room)
    assert "联络员赵" not in str(view(room, room.first)["notes"])


def test_of_two_who_change_the_same_note_the_second_is_told_what_stands_there(room):
    made = note(room)
    change = {"kind": "change", "note": made, "version": 1, "sort": "problem"}
    did(room, PAGE, room.liaison, **change, text="窗口只有两个人")
    with pytest.raises(ConflictError) as caught:
        did(room, PAGE, room.head, **change, text="窗口人少")
    assert all("窗口只有两个人" in sentence for sentence in worded(caught.value))
    assert texts(room) == ["窗口只有两个人"]


def test_a_note_taken_back_stays_marked_and_can_be_put_in_again_at_its_place(room):
    first, second = note(room, "一"), note(room, "二")
    did(room, PAGE, room.liaison, kind="take-back", note=first, version=1)
    assert texts(room) == ["二"]
    marked = [each for each in view(room, room.first)["notes"] if each["taken_back"]]
    assert [each["text"] for each in marked] == ["一"]
    did(room, PAGE, room.liaison, kind="take-back", note=first, version=2)
    did(room, PAGE, room.liaison, kind="put-in", note=first, version=3)
    assert texts(room) == ["一", "二"]
    assert second != first


def test_notes_move_among_their_kind_and_nowhere_beyond(room):
    made = [note(room, text) for text in "甲乙丙"]
    note(room, "别的", sort="decision")
    did(room, PAGE, room.head, kind="move", note=made[2], down=False)
    did(room, PAGE, room.head, kind="move", note=made[0], down=False)
    assert [text for text in texts(room) if text != "别的"] == ["甲", "丙", "乙"]


def test_a_lesson_stands_out_and_a_report_names_who_reported(room):
    note(room, "先问窗口再改流程", sort="lesson")
    note(room, "已跟班两次", sort="report", person=room.first.person)
    note(room, "这里不说是谁", sort="decision", person=room.first.person)
    lesson, report, decision = view(room, room.first)["notes"]
    assert lesson["highlighted"]
    assert (report["name"], report["highlighted"]) == ("学员钱", False)
    assert decision["person"] is None


@pytest.mark.parametrize(
    ("text", "code"),
    [(" \n ", "record.error.note-empty"), ("长" * 10_000, "record.error.note-long")],
)
def test_nothing_and_too_much_get_a_sentence(room, text, code):
    with pytest.raises(InputError) as caught:
        note(room, text)
    assert caught.value.code == code
    assert all(worded(caught.value))
    assert texts(room) == []


def test_script_is_text_like_any_other(room):
    note(room, "<script>alert(1)</script>")
    assert texts(room) == ["<script>alert(1)</script>"]


def test_a_person_of_another_class_is_not_named(room):
    with room.store.work() as db:
        stranger = make_actor(db, make_class(db), Role.LEARNER)
    with pytest.raises(MissingError):
        note(room, sort="report", person=stranger.person)


def test_the_view_takes_as_many_queries_for_many_notes_as_for_one(room):
    note(room)
    with CountedQueries(room.store) as few:
        view(room, room.first)
    for number in range(12):
        note(room, f"第{number}条", sort="report", person=room.first.person)
    with CountedQueries(room.store) as many:
        view(room, room.first)
    assert many.count == few.count


def test_a_class_meeting_keeps_the_notes_of_its_lanes_apart(room):
    with room.store.work() as db:
        room.meeting = make_meeting(db, room, team=None)
    note(room, "第一组的")
    with room.store.work() as db:
        service.add_note(db, room.facilitator, room.meeting, "", NoteDraft(Kind.DECISION, "大家的"))
    assert [one["text"] for one in view(room, room.first, meeting=room.meeting, lane="")["notes"]] == [
        "大家的"
    ]
    own = view(room, room.first, meeting=room.meeting, lane=room.team)
    assert [one["text"] for one in own["notes"]] == ["第一组的"]
    with pytest.raises(RefusedError):
        view(room, room.other, meeting=room.meeting, lane=room.team)
    assert view(room, room.other, meeting=room.meeting, lane="")["may_write"] is False


def test_without_a_meeting_the_page_says_so(room):
    with room.store.work() as db:
        alone = make_actor(db, room.id, Role.LEARNER, name="刚来的")
    assert seen(room, PAGE, alone) == {"meeting": None}


@given(st.text(max_size=700))
def test_a_note_is_one_line_within_bounds_or_refused(text):
    try:
        line = NoteDraft(Kind.REPORT, text).checked().text
    except InputError:
        assert not text.split() or len(" ".join(text.split())) > NOTE_AT_MOST
        return
    assert line == " ".join(line.split())
    assert 1 <= len(line) <= NOTE_AT_MOST


@given(st.lists(st.integers(1, 50)))
def test_a_new_note_comes_after_all_others(positions):
    assert following(positions) > max(positions, default=0)


def test_a_note_keeps_the_block_in_which_it_was_said(room):
    before = note(room, "会前")
    with room.store.work() as db:
        runs.start(db, room.head, room.meeting)
    during = note(room, "会上")
    with room.store.read() as db:
        assert [db.get_one(NoteRow, each).block for each in (before, during)] == ["", "open-actions"]
