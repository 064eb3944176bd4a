"""The packet of a meeting: real papers in reading order, and a cover that says what of them is missing."""

import io
import shutil
import subprocess
import zipfile

import pytest
from docx import Document

from factories import did, put_ballots, seen
from record_factory import attended, hold, make_meeting, make_record_room
from zhixing.actor import Actor, Locale
from zhixing.errors import MissingError, RefusedError
from zhixing.meetings.activities.actions import Actions
from zhixing.meetings.activities.notes import MeetingNotes
from zhixing.meetings.activities.packet import PapersOfMeeting
from zhixing.meetings.documents.packet import packet_file
from zhixing.meetings.rules.packet import named
from zhixing.meetings.service import ratings
from zhixing.meetings.service.material import norms

ACTIONS, NOTES, PAGE = Actions(), MeetingNotes(), PapersOfMeeting()
UTF8 = 0x800


@pytest.fixture
def backend():
    """What is printed does not depend on the database."""
    return "sqlite"


@pytest.fixture
def room(store):
    return make_record_room(store)


def fill(room, meeting=None, lane=None):
    """Let a meeting have everything: attendance, notes, an action, ratings."""
    meeting, lane = meeting or room.meeting, room.team if lane is None else lane
    where = {"meeting": meeting, "lane": lane}
    did(room, NOTES, room.facilitator, kind="add", sort="decision", text="先试一个窗口", **where)
    did(room, ACTIONS, room.facilitator, kind="add", what="跟班", who="林安", due="2026-06-01", **where)
    with room.store.work() as db:
        window = ratings.open_rating(db, room.facilitator, meeting, lane)
        marks = {norm.id: "kept" for norm in norms()}
        put_ballots(db, window, [{"marks": marks}] * 5)
        ratings.reveal_rating(db, room.facilitator, window.id)


def packed(room, actor=None, meeting=None, locale=Locale.ZH):
    actor = actor or room.facilitator
    reader = Actor(actor.person, actor.classroom, actor.roles, locale)
    with room.store.read() as db:
        return packet_file(db, reader, {"meeting": meeting or room.meeting})


def words(content):
    paper = Document(io.BytesIO(content))
    told = [paragraph.text for paragraph in paper.paragraphs]
    return "\n".join(
        [*told, *(cell.text for table in paper.tables for row in table.rows for cell in row.cells)]
    )


def test_a_complete_packet_holds_every_paper_in_reading_order(room):
    with room.store.work() as db:
        hold(db, room)
        attended(db, room, room.first, 0, "present")
    fill(room)
    name, content = packed(room)
    assert name == "成卷材料-五月小组研讨会.zip"
    with zipfile.ZipFile(io.BytesIO(content)) as pack:
        assert pack.testzip() is None
        assert pack.namelist() == [
            "00 卷内目录.docx",
            "01 出席情况表.docx",
            "02 会议记录-第一组.docx",
            "03 行动计划.docx",
            "04 小组公约-第一组.docx",
            "05 学时清单.docx",
            "06 会议规则评分汇总.docx",
            "07 日程.ics",
        ]
        assert all(entry.flag_bits & UTF8 for entry in pack.infolist())
        cover = words(pack.read("00 卷内目录.docx"))
        assert "应有的材料已经齐全" in cover
        assert "还没有经小组确认" in cover
        assert "先试一个窗口" in words(pack.read("02 会议记录-第一组.docx"))
        assert "跟班" in words(pack.read("03 行动计划.docx"))
        assert "100%" in words(pack.read("06 会议规则评分汇总.docx"))
        assert "学员钱" in words(pack.read("05 学时清单.docx"))
        assert pack.read("07 日程.ics").startswith(b"BEGIN:VCALENDAR")


def test_what_is_missing_is_said_in_a_sentence(room):
    _, content = packed(room, locale=Locale.EN)
    with zipfile.ZipFile(io.BytesIO(content)) as pack:
        assert "00 Contents.docx" in pack.namelist()
        cover = words(pack.read("00 Contents.docx"))
    for part in (
        "Attendance as marked",
        "Minutes - 第一组",
        "Action plan",
        "Study hours",
        "Ratings of the rules",
    ):
        assert f"{part}: " in cover
    assert "Everything that belongs" not in cover


def test_a_class_meeting_brings_the_record_and_charter_of_every_group(room):
    with room.store.work() as db:
        workshop = make_meeting(db, room, team=None, title="全班：研讨/五月")
        hold(db, room, workshop, "", blocks=("opening",))
        hold(db, room, workshop, room.team, blocks=("apart",))
    fill(room, workshop)
    fill(room, workshop, "")
    name, content = packed(room, room.office, workshop)
    assert name == "成卷材料-全班：研讨五月.zip"
    with zipfile.ZipFile(io.BytesIO(content)) as pack:
        names = pack.namelist()
    assert names[1:3] == ["01 会议记录.docx", "02 会议记录-第一组.docx"]
    assert {"04 小组公约-第一组.docx", "05 小组公约-第二组.docx"} <= set(names)


@pytest.mark.parametrize("command", [("unzip", "-o", "-q"), ("7z", "x", "-y")])
def test_other_programs_open_it_with_the_same_names(room, tmp_path, command):
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    _, content = packed(room)
    folder = tmp_path / "opened"
    folder.mkdir()
    (folder / "packet.zip").write_bytes(content)
    subprocess.run(
        [*command, "packet.zip"], cwd=folder, check=True, capture_output=True, env={"LC_ALL": "C.UTF-8"}
    )
    with zipfile.ZipFile(io.BytesIO(content)) as pack:
        expected = set(pack.namelist())
    assert {path.name for path in folder.iterdir()} == {*expected, "packet.zip"}


def test_only_who_keeps_the_meeting_takes_its_packet(room):
    for actor in (room.head, room.liaison, room.office):
        assert packed(room, actor)
    for actor in (room.first, room.other_head, room.boss, room.convenor):
        with pytest.raises(RefusedError):
            packed(room, actor)
    with pytest.raises(MissingError):
        packed(room, meeting="nothing")


def test_the_page_offers_what_the_person_may_take(room):
    params = {"meeting": room.meeting}
    lead, member = seen(room, PAGE, room.liaison, params), seen(room, PAGE, room.first, params)
    assert (lead["may_pack"], [group["id"] for group in lead["groups"]]) == (True, [room.team])
    assert (member["may_pack"], member["groups"]) == (False, [])
    assert len(seen(room, PAGE, room.facilitator, params)["groups"]) == 2


def test_names_sort_and_open_on_every_system():
    assert named(3, 'a/b\\c:d*e?"f<g>h|', "docx") == "03 abcdefgh.docx"
    assert named(10, "记录\n 一", "docx") == "10 记录 一.docx"
    assert len(named(1, "长" * 300, "docx")) < 80
