"""The record of a session, the lines left at its end, and what the wall reads out."""

import json
from io import BytesIO

import pytest
from docx import Document

from factories import did, make_key, make_proposal, make_scores, seen, start, worded
from zhixing.actor import Locale
from zhixing.classroom import ballots, session
from zhixing.classroom.rules import BallotMode
from zhixing.classroom.runsheet import run_sheet
from zhixing.classroom.tables import RunRow
from zhixing.errors import ConflictError, InputError, RefusedError
from zhixing.topics.activities import PURPOSES, Minutes, ReflectionLine
from zhixing.topics.documents.minutes import compose_minutes
from zhixing.topics.rules import Origin, Overall
from zhixing.topics.rules.recommendation import Unknown
from zhixing.topics.rules.table_advice import Advice
from zhixing.topics.service import propose_topic
from zhixing.topics.service.minutes import minutes_facts
from zhixing.topics.service.session_advice import session_notice, sheet_advice
from zhixing.topics.service.session_exhibits import SESSION_EXHIBITS, main_lines
from zhixing.topics.service.table_advice import save_advice

SAVED = {"place": "三楼会议室", "remarks": "第二组改了一个字。", "names": False, "lines": True}
STEPS = {step.id: step for step in run_sheet("choose-topic-90").steps}
STEPS |= {step.id: step for step in run_sheet("choose-topic-designated").steps}


@pytest.fixture
def backend():
    """What is written down does not depend on the database."""
    return "sqlite"


def facts(room):
    with room.store.read() as db:
        return minutes_facts(db, room.id)


def shown(room, step):
    with room.store.read() as db:
        return SESSION_EXHIBITS[STEPS[step].projector](db, room.id, STEPS[step])


def words(found, locale):
    document = Document(BytesIO(compose_minutes(found, locale, "2026-05-06T07:08:09+00:00")))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def a_whole_session(room):
    """Vote, rate and write advice with everybody there; return the ids in the order of the window."""
    voters = [*room.learners, room.first, room.second]
    votes = start(room, "votes", topics=7)
    with room.store.work() as db:
        offered = ballots.window_of(db, room.facilitator, votes).subject["topics"]
        for voter in voters:
            ballots.cast(db, voter, votes, make_key(), {"topics": offered[:3]})
        ballots.reveal(db, room.facilitator, votes)
        session.begin(db, room.facilitator, "ratings", BallotMode.CONFIDENTIAL, PURPOSES)
        window = ballots.current_window(db, room.id, "ratings")
        rated = window.subject["topics"]
        for at, voter in enumerate(voters):
            split = (1, 5)[at % 2]
            scores = make_scores(rated, 5, (3, split, 3), 1)
            ballots.cast(db, voter, window.id, make_key(), {"scores": scores})
        ballots.reveal(db, room.facilitator, window.id)
        said = Advice("民生科", "", "有人担心人手不够。", (Unknown("退件的原因", "林安", "六月底"),))
        save_advice(db, room.first, said, 0)
    return rated


# ---- the record


def test_the_record_says_what_happened(room):
    rated = a_whole_session(room)
    found = facts(room)
    assert found.present == 12
    assert (found.voting.voted, len(found.went_on), found.raters) == (10, 3, 10)
    assert len(found.proposed) == 7
    assert found.first is not None
    assert found.disputed[1].zh == "紧迫性"
    assert found.leads == ("民生科",)
    assert found.dissents == ("有人担心人手不够。",)
    for locale, lead in ((Locale.ZH, "建议牵头单位"), (Locale.EN, "Proposed lead unit")):
        text = words(found, locale)
        for expected in (lead, "民生科", found.first, "退件的原因", "林安", "六月底", "有人担心人手不够。"):
            assert expected in text
        assert "学员0" not in text
        assert "联络一" not in text
    assert len(rated) == 3


def test_an_empty_session_still_makes_a_record(room):
    found = facts(room)
    assert (found.voting, found.raters, found.first, found.conditions) == (None, None, None, {})
    assert "会上没有议定。" in words(found, Locale.ZH)


def test_names_are_listed_only_where_they_are_wanted(room):
    assert facts(room).names == ()
    did(room, Minutes(), room.facilitator, kind="save", version=0, **{**SAVED, "names": True})
    found = facts(room)
    assert {"学员0", "联络一"} <= set(found.names)
    assert "领导" not in found.names
    assert "学员0" in words(found, Locale.ZH)
    with room.store.read() as db:
        assert "学员0" not in json.dumps(main_lines(minutes_facts(db, room.id)), ensure_ascii=False)


def test_remarks_are_kept_by_version(room):
    reply = did(room, Minutes(), room.facilitator, kind="save", version=0, **SAVED)
    assert reply["version"] == 1
    with pytest.raises(ConflictError) as found:
        did(room, Minutes(), room.facilitator, kind="save", version=0, **SAVED)
    assert all(worded(found.value))
    view = seen(room, Minutes(), room.facilitator)
    assert (view["own"], view["version"]) == (SAVED, 1)
    text = words(facts(room), Locale.ZH)
    assert "三楼会议室" in text
    assert "第二组改了一个字。" in text


@pytest.mark.parametrize("part", [{"remarks": "字" * 4001}, {"place": "字" * 101}])
def test_too_long_remarks_are_refused_with_a_number(room, part):
    with pytest.raises(InputError) as found:
        did(room, Minutes(), room.facilitator, kind="save", version=0, **{**SAVED, **part})
    assert all(str(len(next(iter(part.values())))) in sentence for sentence in worded(found.value))


def test_the_record_is_the_facilitators(room):
    for actor in (room.first, room.leader, room.learners[0]):
        with pytest.raises(RefusedError):
            seen(room, Minutes(), actor)
        with pytest.raises(RefusedError):
            did(room, Minutes(), actor, kind="save", version=0, **SAVED)


def test_verdicts_are_summed_up_by_topic(room):
    from zhixing.topics.rules import Judgement, Verdict
    from zhixing.topics.service import judge_condition

    window = start(room, "conditions")
    with room.store.work() as db:
        topic = ballots.window_of(db, room.facilitator, window).subject["topics"][0]
        judge_condition(
            db, room.first, topic, "feasibility", Judgement(Verdict.NO, "做不了。"), seen_version=0
        )
    said = facts(room).conditions
    assert [len(said[each]) for each in (Overall.NO, Overall.OPEN)] == [1, 2]


# ---- lines


def write(room, actor, line, key=None):
    view = seen(room, ReflectionLine(), actor)
    act = {"kind": "leave", "window": view["window"]["id"], "key": key or make_key(), "line": line}
    return did(room, ReflectionLine(), actor, **act)


@pytest.fixture
def lines(room):
    with room.store.work() as db:
        session.begin(db, room.facilitator, "lines", BallotMode.ANONYMOUS, PURPOSES)
        return ballots.current_window(db, room.id, "lines").id


def close(room, window):
    with room.store.work() as db:
        ballots.close_window(db, room.facilitator, window)


def test_lines_are_read_when_they_are_closed_and_enough(room, lines):
    for actor in room.learners[:4]:
        write(room, actor, f"一句 {actor.person[:4]}")
    assert seen(room, Minutes(), room.facilitator)["lines"] == {"count": 4, "shown": []}
    close(room, lines)
    assert seen(room, Minutes(), room.facilitator)["lines"] == {"count": 4, "shown": []}, "too few to show"


def test_lines_go_into_the_record_when_the_facilitator_says_so(room, lines):
    for at, actor in enumerate(room.learners[:6]):
        write(room, actor, f" 第{at}个 \n 事实 ")
    assert seen(room, Minutes(), room.facilitator)["lines"]["shown"] == [], "none while they come in"
    close(room, lines)
    view = seen(room, Minutes(), room.facilitator)["lines"]
    assert sorted(view["shown"]) == [f"第{at}个 事实" for at in range(6)]
    assert facts(room).lines == ()
    did(room, Minutes(), room.facilitator, kind="save", version=0, **SAVED)
    assert len(facts(room).lines) == 6
    assert "第3个 事实" in words(facts(room), Locale.EN)


def test_a_line_can_be_changed_and_tells_nobody_else(room, lines):
    key = make_key()
    write(room, room.learners[0], "先这样写", key)
    write(room, room.learners[0], "再改一改", key)
    with room.store.read() as db:
        assert ballots.contents(db, lines) == [{"line": "再改一改"}]
    assert "改一改" not in json.dumps(seen(room, ReflectionLine(), room.learners[1]), ensure_ascii=False)
    assert seen(room, ReflectionLine(), room.learners[0])["written"]


@pytest.mark.parametrize("line", ["", "  \n ", "字" * 101])
def test_an_empty_or_long_line_is_refused(room, lines, line):
    with pytest.raises(InputError) as found:
        write(room, room.learners[0], line)
    assert all(worded(found.value))


# ---- the wall


def test_the_wall_shows_the_topics_of_the_table_that_has_the_floor(room):
    from zhixing.topics.service.seating import assign_seats

    start(room, "conditions", topics=4)
    with room.store.work() as db:
        assign_seats(db, room.facilitator)
        session.more_time(db, room.facilitator, 1)
        db.get_one(RunRow, room.id).step = "present"
    assert shown(room, "present")["topics"] == []
    with room.store.work() as db:
        session.take_turn(db, room.facilitator, 1)
    first = {topic["title"] for topic in shown(room, "present")["topics"]}
    with room.store.work() as db:
        session.take_turn(db, room.facilitator, 2)
    second = {topic["title"] for topic in shown(room, "present")["topics"]}
    assert first
    assert second
    assert not first & second


def test_the_record_on_the_wall_names_nobody(room):
    a_whole_session(room)
    did(room, Minutes(), room.facilitator, kind="save", version=0, **{**SAVED, "names": True})
    text = json.dumps(shown(room, "record"), ensure_ascii=False)
    assert "民生科" in text
    assert not [name for name in ("林安", "学员", "联络", "有人担心") if name in text]


def test_the_criteria_on_the_wall_are_all_six(room):
    assert len(SESSION_EXHIBITS["criteria"](None, room.id, None)["criteria"]) == 6


# ---- the designated path


def name_a_topic(room):
    with room.store.work() as db:
        proposal = make_proposal("把退件降下来", origin=Origin.LEADER)
        return propose_topic(db, room.facilitator, proposal)


def test_the_designated_sheet_is_advised_where_the_leader_named_a_topic(room):
    with room.store.read() as db:
        assert sheet_advice(db, room.id) is None
    name_a_topic(room)
    with room.store.read() as db:
        assert sheet_advice(db, room.id).reason == "designated-only"
    start(room, "conditions")
    with room.store.read() as db:
        assert sheet_advice(db, room.id).reason == "designated-beside"


def test_the_record_of_a_designated_topic_ranks_nothing(room):
    name_a_topic(room)
    with room.store.work() as db:
        session.choose_sheet(db, room.facilitator, "choose-topic-designated", 0, confirmed=False)
    found = facts(room)
    assert found.is_designated
    for locale, rank in ((Locale.ZH, "首选"), (Locale.EN, "First choice")):
        text = words(found, locale)
        assert "把退件降下来" in text
        assert rank not in text
    assert shown(room, "record-designated")["designated"] == ["把退件降下来"]
    assert shown(room, "agree-statement")["topics"][0]["title"] == "把退件降下来"


def test_the_facilitator_is_told_that_topics_are_not_dealt(room):
    start(room, "conditions")
    with room.store.read() as db:
        assert session_notice(db, room.id, STEPS["sharpen"]) == "undealt"
        assert session_notice(db, room.id, STEPS["vote"]) is None
