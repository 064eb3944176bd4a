"""Ballots, posters and the guide, opened again by an independent reader."""

import io
import re
import zipfile

import pytest
from docx import Document

from factories import make_actor, make_topics
from zhixing.actor import Locale, Role
from zhixing.classroom import ballots, session
from zhixing.classroom.runsheet import run_sheets
from zhixing.classroom.tables import ClassroomRow
from zhixing.errors import InputError, RefusedError
from zhixing.topics import service
from zhixing.topics.documents.prints import paper_ballots, posters, session_guide
from zhixing.topics.documents.prints.clock import starting
from zhixing.topics.documents.prints.guidance import guidance

HAN = re.compile(r"[\u4e00-\u9fff]")


def everything(file):
    """Return every text of a Word file, nested tables included."""
    document = Document(io.BytesIO(file))
    return [text.text or "" for text in document.element.body.iter() if text.tag.endswith("}t")]


def text_of(file):
    return "".join(everything(file))


@pytest.fixture
def english(room):
    with room.store.work() as db:
        return make_actor(db, room.id, Role.FACILITATOR, locale=Locale.EN, name="F")


def made(room, make, actor, *wishes):
    with room.store.read() as db:
        return make(db, actor, *wishes)


def test_ballots_name_topics_and_nobody(room):
    with room.store.work() as db:
        make_topics(db, room.first, 5)
    name, file = made(room, paper_ballots, room.facilitator)
    text = text_of(file)
    assert name == "纸票.docx"
    assert text.count("选 题 投 票") == text.count("5. 题目5") >= 4
    assert "题 目 打 分" in text
    assert text.count("标 准 权 重") == 6
    for person in ("学员0", "联络", "林安"):
        assert person not in text


def test_before_the_vote_the_rating_has_lines_for_the_pen_and_afterwards_the_titles(room):
    with room.store.work() as db:
        topics = make_topics(db, room.first, 7)
    assert "＿" in text_of(made(room, paper_ballots, room.facilitator)[1])
    with room.store.work() as db:
        subject = {"topics": topics[:3], "criteria": ["importance", "urgency", "cross-department"]}
        ballots.open_window(db, room.facilitator, service.RATINGS, subject)
    text = text_of(made(room, paper_ballots, room.facilitator)[1])
    assert "＿" not in text
    assert text.count("3. 题目3") > text.count("4. 题目4")


@pytest.mark.parametrize("count", [0, 1, 8, 30])
def test_ballots_fit_however_many_topics_there_are(room, count):
    with room.store.work() as db:
        make_topics(db, room.first, count)
    document = Document(io.BytesIO(made(room, paper_ballots, room.facilitator)[1]))
    assert len(document.tables) == 3


def test_posters_show_criteria_timetable_rules_and_address(room):
    with room.store.work() as db:
        db.get_one(ClassroomRow, room.id).address = "http://192.168.8.10:8866/"
    text = text_of(made(room, posters, room.facilitator, {"start": "9:00"})[1])
    for word in ("可行性", "跨部门需要", "9:00", "10:27", "每人 3 票", "http://192.168.8.10:8866/"):
        assert word in text
    assert "第 0 分钟" in text_of(made(room, posters, room.facilitator, {})[1])


@pytest.mark.parametrize("sheet", run_sheets())
def test_the_guide_follows_the_run_sheet_that_was_chosen(room, sheet):
    with room.store.work() as db:
        run = session.run_of(db, room.id)
        if run.sheet != sheet:
            session.choose_sheet(db, room.facilitator, sheet, run.version, confirmed=True)
    name, file = made(room, session_guide, room.facilitator, {"start": "14:00"})
    text = text_of(file)
    steps = run_sheets()[sheet].steps
    assert all(text.count(step.title.zh) >= 2 for step in steps)
    assert "{turn}" not in text
    assert "网络断了" in text
    assert name.startswith("促进师手册")


def test_english_prints_have_no_chinese_of_ours(room, english):
    with room.store.work() as db:
        db.get_one(ClassroomRow, room.id).name = "Class"
    for make, wishes in ((paper_ballots, ()), (posters, ({},)), (session_guide, ({},))):
        assert not HAN.search(text_of(made(room, make, english, *wishes)[1])), make


def test_only_whoever_runs_the_class_prints(room):
    for actor in (room.first, room.leader, room.learners[0]):
        for make, wishes in ((paper_ballots, ()), (posters, ({},)), (session_guide, ({},))):
            with pytest.raises(RefusedError):
                made(room, make, actor, *wishes)


def test_every_step_of_every_run_sheet_has_advice():
    steps = {step.id for sheet in run_sheets().values() for step in sheet.steps}
    assert steps == set(guidance().steps)


@pytest.mark.parametrize("step", guidance().steps)
def test_advice_is_short_enough_to_be_read_in_the_room(step):
    advice = guidance().steps[step]
    written = [advice.aim, *advice.points, *(text for case in advice.cases for text in (case.when, case.do))]
    assert 70 <= sum(len(text.zh) for text in written) <= 170


@pytest.mark.parametrize("said", ["noon", "25:00", "9", "-1:00"])
def test_what_is_no_time_of_day_is_refused(said):
    with pytest.raises(InputError):
        starting({"start": said})


def test_a_session_may_begin_before_and_end_after_midnight():
    clock = starting({"start": "0:10"})
    assert clock.at(-20, Locale.ZH) == "23:50"
    assert starting({}).at(-20, Locale.EN) == "minute −20"


def test_no_person_is_in_the_properties_of_a_print(room):
    file = made(room, paper_ballots, room.facilitator)[1]
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        assert "促进师" not in package.read("docProps/core.xml").decode()
