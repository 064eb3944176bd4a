"""The record and the summary of a meeting as Word files: what is in them, in which layout, for whom."""

import io

import pytest
from docx import Document

from factories import did, seen
from record_factory import attended, hold, make_meeting, make_record_room, spoke
from zhixing.actor import Actor, Locale
from zhixing.errors import MissingError, RefusedError
from zhixing.meetings.activities.actions import Actions
from zhixing.meetings.activities.minutes import MinutesOf
from zhixing.meetings.activities.notes import MeetingNotes
from zhixing.meetings.documents.brief import brief_file
from zhixing.meetings.documents.minutes import minutes_file

NOTES, ACTIONS, PAGE = MeetingNotes(), Actions(), MinutesOf()


@pytest.fixture
def backend():
    """What is printed does not depend on the database."""
    return "sqlite"


@pytest.fixture
def room(store):
    made = make_record_room(store)
    with store.work() as db:
        hold(db, made)
        for half, state in ((0, "present"), (1, "present")):
            attended(db, made, made.head, half, state)
        attended(db, made, made.second, 0, "leave")
        spoke(db, made, made.first)
        make_meeting(db, made, date="2026-06-03", title="六月小组研讨会")
    note(made, "report", "跟班两次", made.first)
    note(made, "decision", "先试一个窗口")
    note(made, "decision", "<b>再试</b>第二个窗口\x07")
    note(made, "lesson", "先问窗口再改流程")
    entry = {"kind": "add", "meeting": made.meeting, "lane": made.team, "who": "=林安"}
    did(made, ACTIONS, made.liaison, what="跟班", due="2026-05-20", evidence="跟班记录", **entry)
    return made


def note(room, sort, text, person=None, lane=None, actor=None):
    who = None if person is None else person.person
    where = {"meeting": room.meeting, "lane": room.team if lane is None else lane}
    did(room, NOTES, actor or room.liaison, kind="add", sort=sort, text=text, person=who, **where)


def printed(room, make, actor=None, locale=Locale.ZH, **wishes):
    reader = actor or room.head
    reader = Actor(reader.person, reader.classroom, reader.roles, locale)
    with room.store.read() as db:
        name, content = make(db, reader, {"meeting": room.meeting, **wishes})
    return name, Document(io.BytesIO(content))


def words(document):
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(each.text for each in document.paragraphs), *cells])


def test_the_record_is_a_paper_with_title_sections_table_and_pen_lines(room):
    name, document = printed(room, minutes_file)
    assert name == "会议记录-五月小组研讨会.docx"
    styles = [(each.style.name, each.text) for each in document.paragraphs if each.text]
    assert styles[0] == ("Title", "会议记录")
    assert styles[1] == ("Subtitle", "五月小组研讨会")
    headings = [text for style, text in styles if style == "Heading 1"]
    assert headings[0].startswith("一、会议进程")
    assert [heading.split("、")[1] for heading in headings] == [
        "会议进程",
        "汇报情况",
        "议定事项",
        "经验教训",
        "行动计划",
        "下一步",
    ]
    assert sum(1 for style, _ in styles if style == "Pen Line") == 3
    cells = [cell.text for cell in document.tables[0].rows[1].cells]
    assert cells == ["1", "跟班", "=林安", "2026-05-20", "跟班记录"]


def test_free_text_is_text_and_decisions_are_numbered(room):
    text = words(printed(room, minutes_file)[1])
    assert "1.先试一个窗口" in text.replace(" ", "")
    assert "<b>再试</b>第二个窗口" in text
    assert "\x07" not in text


def test_a_lesson_is_printed_bold(room):
    document = printed(room, minutes_file)[1]
    (lesson,) = [each for each in document.paragraphs if each.text == "先问窗口再改流程"]
    assert all(run.bold for run in lesson.runs if run.text)


def test_the_record_says_who_confirmed_it_and_before_that_it_is_not(room):
    assert "尚未经小组确认" in words(printed(room, minutes_file)[1])
    mark = seen(room, PAGE, room.head, {"meeting": room.meeting})["mark"]
    where = {"meeting": room.meeting, "lane": room.team}
    did(room, PAGE, room.head, kind="confirm", seen=mark, **where)
    text = words(printed(room, minutes_file)[1])
    assert "确认人：组长林安" in text
    assert "尚未" not in text


def test_english_readers_get_the_same_in_english(room):
    name, document = printed(room, minutes_file, locale=Locale.EN)
    text = words(document)
    assert name == "minutes-五月小组研讨会.docx"
    for part in (
        "Minutes of the Meeting",
        "Decisions",
        "Lessons learned",
        "Action plan",
        "Not yet confirmed",
    ):
        assert part in text
    assert "On leave: " in text


def test_the_summary_is_shorter_and_a_draft_for_approval(room):
    name, document = printed(room, brief_file)
    text = words(document)
    assert name == "会议纪要-五月小组研讨会.docx"
    assert "送审稿" in text
    for part in ("会议要点", "先问窗口再改流程", "议定事项", "跟班记录"):
        assert part in text
    for part in ("会议进程", "跟班两次", "主持人"):
        assert part not in text
    assert "draft for approval" in words(printed(room, brief_file, locale=Locale.EN)[1])


def test_a_meeting_without_anything_noted_still_gives_papers(room):
    with room.store.work() as db:
        room.meeting = make_meeting(db, room, date=None)
    assert "日期待定" in words(printed(room, minutes_file)[1])
    assert "没有记录下可供纪要的要点" in words(printed(room, brief_file)[1])


def test_a_class_meeting_prints_everybody_first_and_then_the_groups(room):
    with room.store.work() as db:
        room.meeting = make_meeting(db, room, team=None, title="第一次研讨班")
    note(room, "decision", "全班定的", lane="", actor=room.facilitator)
    note(room, "decision", "一组定的")
    text = words(printed(room, minutes_file, room.facilitator)[1])
    assert text.index("全班定的") < text.index("第一组会议记录") < text.index("一组定的")
    assert "一组定的" not in words(printed(room, minutes_file, room.other)[1])
    assert "全班定的" not in words(printed(room, minutes_file, lane=room.team)[1])


@pytest.mark.parametrize("make", [minutes_file, brief_file])
@pytest.mark.parametrize("name", ["other", "loose", "boss"])
def test_another_group_gets_no_paper(room, make, name):
    with pytest.raises(RefusedError):
        printed(room, make, getattr(room, name))


@pytest.mark.parametrize("make", [minutes_file, brief_file])
def test_an_address_without_a_meeting_is_answered(room, make):
    with room.store.read() as db, pytest.raises(MissingError):
        make(db, room.head, {})
