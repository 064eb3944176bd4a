"""Attendance by half-day: one press, exceptions, the signed sheet, and what leaves on paper."""

import io

import pytest
from docx import Document

from factories import CountedQueries, did, make_actor, seen, worded
from record_factory import make_meeting, make_record_room, make_team
from zhixing.actor import Actor, Locale
from zhixing.classroom.tables import ClassroomRow, PersonRow
from zhixing.errors import ConflictError, FaultsError, InputError, MissingError, RefusedError
from zhixing.meetings.activities.attendance import Attendance
from zhixing.meetings.documents.hours_certificate import hours_certificate, hours_list
from zhixing.meetings.documents.sign_sheet import sign_sheet
from zhixing.meetings.rules.attendance import Column, Listed, Mark, State, read_lists
from zhixing.meetings.rules.balance import Half
from zhixing.meetings.rules.plan import Block, Day, Form, Plan
from zhixing.meetings.service import attendance
from zhixing.meetings.service.hours import hours_of
from zhixing.meetings.tables import AttendanceRow
from zhixing.text import Text

PAGE = Attendance()
HALF = Half(0, 540, 720)
PEOPLE = [
    Listed(1, "a", "林安"),
    Listed(2, "b", "王 一"),
    Listed(3, "c", "王一"),
    Listed(4, "d", "阿卜杜·外力"),
]
TITLES = {column: column.value for column in Column}
LONG = "吾买尔江·阿卜杜热合曼·买买提依明"
RARE = "㐂𠮷𬭎"


@pytest.fixture
def room(store):
    return make_record_room(store)


def marks(room, meeting=None):
    with room.store.read() as db:
        rows = db.query(AttendanceRow).filter_by(meeting_id=meeting or room.meeting)
        return {(row.person_id, row.half): (row.state, row.came, row.went) for row in rows}


def at(room, half=0, meeting=None):
    return attendance.At(meeting or room.meeting, room.team, half)


def put(room, actor, person, wanted, before=None, half=0, meeting=None):
    with room.store.work() as db:
        attendance.mark(db, actor, at(room, half, meeting), person.person, wanted=wanted, seen=before)


def test_lists_are_read_by_number_or_name_with_times_in_any_width():
    lists = {
        Column.LATE: "1 9:20、４　９：４０",
        Column.EARLY: "1 11:00",
        Column.LEAVE: "2",
        Column.ABSENT: "",
    }
    found, faults = read_lists(lists, PEOPLE, HALF, TITLES)
    assert faults == []
    assert found == {
        "a": Mark(State.LATE, "09:20", "11:00"),
        "b": Mark(State.LEAVE),
        "c": Mark(State.PRESENT),
        "d": Mark(State.LATE, "09:40"),
    }


@pytest.mark.parametrize(
    ("column", "text", "code"),
    [
        (Column.LATE, "9", "no-number"),
        (Column.LATE, "0", "no-number"),
        (Column.ABSENT, "张三", "no-name"),
        (Column.ABSENT, "王一", "namesakes"),
        (Column.LATE, "1 8:00", "time-outside"),
        (Column.EARLY, "1", "early-time"),
        (Column.LEAVE, "1 9:30", "time-away"),
        (Column.LEAVE, "1, 1", "twice"),
    ],
)
def test_every_item_that_cannot_be_read_is_named(column, text, code):
    _, (fault,) = read_lists({column: text}, PEOPLE, HALF, TITLES)
    assert fault.code == f"attendance.error.{code}"
    assert all(column.value in sentence for sentence in worded(fault))


def test_one_press_marks_everybody_and_leaves_exceptions(room):
    put(room, room.head, room.first, Mark(State.LEAVE))
    with room.store.work() as db:
        assert attendance.all_present(db, room.head, at(room)) == 4
        assert attendance.all_present(db, room.head, at(room)) == 0
    found = marks(room)
    assert found[room.first.person, 0][0] == "leave"
    assert len(found) == 5
    with room.store.work() as db:
        assert attendance.take_back_present(db, room.head, at(room)) == 4
    assert set(marks(room)) == {(room.first.person, 0)}


def test_what_somebody_else_marked_meanwhile_is_not_overwritten(room):
    put(room, room.head, room.first, Mark(State.LATE, "09:20"))
    with pytest.raises(ConflictError) as error:
        put(room, room.liaison, room.first, Mark(State.ABSENT))
    assert "迟到" in worded(error.value)[0]
    put(room, room.liaison, room.first, Mark(State.LATE, "09:20"))
    put(room, room.liaison, room.first, None, Mark(State.LATE, "09:20"))
    assert marks(room) == {}


def test_only_whoever_leads_the_lane_marks(room):
    for actor in (room.first, room.other_head, room.boss, room.convenor, room.loose):
        with pytest.raises(RefusedError):
            put(room, actor, room.first, Mark(State.PRESENT))
    for number, actor in enumerate((room.head, room.liaison, room.facilitator, room.office)):
        put(room, actor, (room.head, room.liaison, room.first, room.second)[number], Mark(State.PRESENT))
    with pytest.raises(MissingError):
        put(room, room.head, room.other, Mark(State.PRESENT))
    with pytest.raises(MissingError):
        put(room, room.head, room.first, Mark(State.PRESENT), half=5)


def test_nobody_was_there_at_what_has_not_come_but_leave_is_asked_beforehand(room):
    with room.store.work() as db:
        ahead = make_meeting(db, room, date="2099-01-01", title="以后的会")
    with pytest.raises(InputError) as error:
        put(room, room.head, room.first, Mark(State.PRESENT), meeting=ahead)
    assert error.value.code == "attendance.error.ahead"
    put(room, room.head, room.first, Mark(State.LEAVE), meeting=ahead)


def test_a_signed_sheet_is_checked_first_and_entered_as_shown(room):
    put(room, room.head, room.second, Mark(State.ABSENT))
    lists = {Column.LATE: "学员钱 9:20", Column.LEAVE: "学员李"}
    with room.store.read() as db:
        shown = attendance.read_batch(db, room.head, at(room), lists)
    assert [line["name"] for line in shown["lines"]] == ["学员孙", "学员李", "学员钱"]
    assert shown["lines"][0]["before"]["state"] == "absent"
    assert shown["present"] == 3
    assert len(marks(room)) == 1
    with room.store.work() as db:
        attendance.enter_batch(db, room.head, at(room), lists, shown["token"])
    found = marks(room)
    assert found[room.first.person, 0] == ("late", "09:20", None)
    assert found[room.second.person, 0][0] == "present"
    with pytest.raises(ConflictError), room.store.work() as db:
        attendance.enter_batch(db, room.head, at(room), lists, shown["token"])


def test_a_sheet_with_faults_enters_nothing_and_tells_all(room):
    lists = {Column.LATE: "99, 学员钱 25:00", Column.ABSENT: "没有的人"}
    with pytest.raises(FaultsError) as error, room.store.work() as db:
        attendance.read_batch(db, room.head, at(room), lists)
    assert len(error.value.faults) == 3
    assert len(worded(error.value)[0].split("\n")) == 4
    assert marks(room) == {}


def test_the_page_of_a_member_shows_only_their_own(room):
    put(room, room.head, room.first, Mark(State.ABSENT))
    view = seen(room, PAGE, room.second, {"meeting": room.meeting})
    assert view["may_mark"] is False
    assert view["lines"] == []
    assert "学员钱" not in str(view)
    mine = seen(room, PAGE, room.first, {"meeting": room.meeting})
    assert mine["own"]["meetings"][0]["hours"] == 0


def test_the_page_marks_by_press_tap_and_batch(room):
    where = {"meeting": room.meeting, "lane": room.team, "half": 0}
    did(room, PAGE, room.head, kind="all-present", **where)
    wanted = {"state": "late", "came": "09:30", "went": None}
    before = {"state": "present", "came": None, "went": None}
    did(room, PAGE, room.head, kind="mark", person=room.first.person, wanted=wanted, seen=before, **where)
    view = seen(room, PAGE, room.head, {"meeting": room.meeting})
    line = next(line for line in view["lines"] if line["id"] == room.first.person)
    assert line["marks"]["0"] == wanted
    lists = {"late": "", "early": "", "leave": "学员钱", "absent": ""}
    told = did(room, PAGE, room.head, kind="check-batch", lists=lists, **where)
    did(room, PAGE, room.head, kind="enter-batch", lists=lists, token=told["token"], **where)
    assert marks(room)[room.first.person, 0][0] == "leave"


def test_a_class_of_300_takes_as_many_queries_as_a_class_of_10(room):
    with room.store.work() as db:
        workshop = make_meeting(db, room, team=None)

    def count():
        with CountedQueries(room.store) as counted:
            seen(room, PAGE, room.facilitator, {"meeting": workshop})
        return counted.count

    few = count()
    with room.store.work() as db:
        for seat in range(10, 40):
            people = [make_actor(db, room.id, name=f"学员{seat}-{n}") for n in range(10)]
            make_team(db, room.id, f"第{seat}组", seat, people)
    assert count() == few
    view = seen(room, PAGE, room.facilitator, {"meeting": workshop})
    assert len(view["lines"]) > 300
    assert {line["table"] for line in view["lines"]} >= {10, 39}


def printed(room, make, actor, locale=Locale.ZH, **wishes):
    reader = Actor(actor.person, actor.classroom, actor.roles, locale)
    with room.store.read() as db:
        name, content = make(db, reader, wishes)
    return name, Document(io.BytesIO(content))


def cells(document):
    return [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]


def test_the_sheet_to_sign_has_a_box_for_every_half_day_and_holds_long_and_rare_names(room):
    days = tuple(
        Day(
            offset,
            "09:00",
            (
                Block("a", Text("上午", "a"), 180),
                Block("l", Text("休息", "l"), 120, Form.BREAK),
                Block("b", Text("下午", "b"), 120),
            ),
        )
        for offset in range(4)
    )
    with room.store.work() as db:
        workshop = make_meeting(db, room, team=None, plan=Plan(days))
        db.get_one(PersonRow, room.first.person).name = LONG
        db.get_one(PersonRow, room.second.person).name = RARE
    name, paper = printed(room, sign_sheet, room.facilitator, meeting=workshop)
    assert name == "签到表-五月小组研讨会.docx"
    assert [len(table.rows[0].cells) for table in paper.tables] == [5 + 4, 5 + 4]
    names = [row[2] for row in cells(paper)]
    assert LONG in names
    assert RARE in names
    assert cells(paper)[0][4] == "5月6日\n上午\n09:00–12:00"


def test_the_sheet_as_marked_says_who_was_there_and_counts(room):
    put(room, room.head, room.first, Mark(State.LATE, "09:20"))
    for locale, word in ((Locale.ZH, "迟到\n09:20到"), (Locale.EN, "Late\nfrom 09:20")):
        _, paper = printed(room, sign_sheet, room.head, locale, meeting=room.meeting, told="yes")
        assert any(word in row for row in cells(paper))


def test_hours_follow_the_policy_of_the_class(room):
    put(room, room.head, room.first, Mark(State.PRESENT))
    with room.store.read() as db:
        assert hours_of(db, room.id).total(room.first.person) == 2
    with room.store.work() as db:
        db.get_one(ClassroomRow, room.id).policy = {"hours.minutes": 55}
    with room.store.read() as db:
        assert hours_of(db, room.id).total(room.first.person) == 2
        assert hours_of(db, room.id).rule.minutes == 55


def test_a_certificate_is_everybodys_for_the_office_and_ones_own_for_a_person(room):
    with pytest.raises(MissingError):
        printed(room, hours_certificate, room.first)
    put(room, room.head, room.first, Mark(State.PRESENT))
    put(room, room.head, room.second, Mark(State.LATE, "10:00"))
    name, paper = printed(room, hours_certificate, room.first)
    assert name == "学时证明-学员钱.docx"
    words = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    assert "学员钱于2026年5月6日" in words
    assert "2 学时" in words
    assert "学员孙" not in words
    _, whole = printed(room, hours_certificate, room.office)
    assert len(whole.tables) == 2
    with pytest.raises(RefusedError):
        printed(room, hours_certificate, room.first, person=room.second.person)
    _, listed = printed(room, hours_list, room.office, Locale.EN)
    assert [row[5] for row in cells(listed)] == ["Study hours", "1", "2"]
