"""The scheme in a class: whose it is, tables that write at once, submission, the page, the wall."""

import io
import json
import re
from dataclasses import replace

import pytest
from docx import Document

from factories import CountedQueries, did, make_proposal, make_solo, seen, worded
from scheme_factory import whole
from zhixing.actor import Locale
from zhixing.classroom.tables import ClassroomRow
from zhixing.decisions import service as decisions
from zhixing.decisions.rules import Outcome, Stage
from zhixing.decisions.rules.face import changes
from zhixing.errors import ConflictError, InputError, RefusedError
from zhixing.topics.activities import EXHIBITS, SchemeActivity
from zhixing.topics.documents.scheme import compose, scheme_paper
from zhixing.topics.rules import Origin
from zhixing.topics.rules.scheme import Aims, Setting
from zhixing.topics.service import propose_topic
from zhixing.topics.service.progress import topic_progress
from zhixing.topics.service.scheme import (
    SUBJECT,
    Ground,
    content,
    remove_part,
    save_part,
    scheme_of,
    scheme_subject,
    submit_scheme,
)
from zhixing.topics.service.scheme_face import scheme_face
from zhixing.topics.service.scheme_facts import SchemeFacts
from zhixing.topics.tables import TopicRow

PAGE = SchemeActivity()


@pytest.fixture
def begun(room):
    """A class whose leader has named the topic."""
    with room.store.work() as db:
        room.topic = propose_topic(db, room.leader, make_proposal("只交一套材料", origin=Origin.LEADER))
    return room


def standing(room):
    with room.store.read() as db:
        return scheme_of(db, room.id)


def write(room, part, actor=None, seen=None):
    with room.store.work() as db:
        mark = scheme_of(db, room.id).scheme.mark(part.part) if seen is None else seen
        return save_part(db, actor or room.first, part, mark)


def write_whole(room):
    scheme = whole()
    write(room, Setting(scheme.lead_unit, scheme.start, scheme.months))
    write(room, Aims(scheme.tasks, scheme.questions))
    for each in scheme.sub_topics:
        write(room, each)


def submit(room, stage=Stage.APPROVAL, actor=None):
    now = standing(room)
    with room.store.work() as db:
        version = now.submission.version if now.submission else 0
        return submit_scheme(db, actor or room.facilitator, stage, version, now.paper)


def decide(room, outcome, comment=""):
    with room.store.work() as db:
        last = decisions.latest(db, room.id, SUBJECT)
        decisions.decide(db, room.leader, last.id, outcome, comment)


def test_without_a_topic_nothing_is_written(room):
    assert seen(room, PAGE, room.first)["topic"] is None
    with pytest.raises(RefusedError) as caught, room.store.work() as db:
        save_part(db, room.first, Setting("办公室", "", None), "")
    assert caught.value.code == "scheme.error.no-topic"


def test_the_topic_is_the_one_in_work_else_the_one_the_leader_named(begun):
    assert (standing(begun).topic.id, standing(begun).ground) == (begun.topic, Ground.DESIGNATED)
    with begun.store.work() as db:
        other = propose_topic(db, begun.first, make_proposal("缩短等候"))
        db.get_one(TopicRow, other).standing = "in-work"
    assert (standing(begun).topic.id, standing(begun).ground) == (other, Ground.APPROVED)


def test_alone_the_recommended_topic_is_taken_and_said_not_to_be_approved(store):
    with store.work() as db:
        me = make_solo(db)
        topic = propose_topic(db, me, make_proposal())
        decisions.submit(
            db, me, "topic-recommendation", {"chosen": topic, "lead_unit": "政务科", "runner_up": None}, 0
        )
    with store.read() as db:
        found = scheme_of(db, me.classroom)
    assert (found.topic.id, found.ground) == (topic, Ground.RECOMMENDED)
    assert found.scheme.lead_unit == "政务科"


def test_only_writers_write(begun):
    for actor in (begun.learners[0], begun.leader, begun.expert):
        with pytest.raises(RefusedError):
            write(begun, Setting("办公室", "", None), actor)
        assert seen(begun, PAGE, actor)["may_edit"] is False
    write(begun, Setting("办公室", "", None), begun.second)
    assert standing(begun).scheme.lead_unit == "办公室"


def test_two_tables_that_write_different_sub_topics_do_not_meet(begun):
    first, second, _ = whole().sub_topics
    marks = standing(begun).scheme.marks
    write(begun, first, begun.first, seen=marks.get("s-1", ""))
    write(begun, second, begun.second, seen=marks.get("s-2", ""))
    assert standing(begun).scheme.sub_topic_ids == ("s-1", "s-2")


def test_of_two_who_write_the_same_sub_topic_the_second_is_told_and_nothing_is_lost(begun):
    first = whole().sub_topics[0]
    mark = write(begun, first).mark
    write(begun, replace(first, outcome="甲桌写的"), begun.first, seen=mark)
    with pytest.raises(ConflictError) as caught:
        write(begun, replace(first, outcome="乙桌写的"), begun.second, seen=mark)
    assert caught.value.code == "scheme.error.part-changed"
    assert standing(begun).scheme.sub_topics[0].outcome == "甲桌写的"
    write(
        begun, replace(first, outcome="甲桌写的"), begun.second, seen=mark
    )  # the same words are no conflict


def test_a_sub_topic_taken_out_meanwhile_comes_back_only_when_asked(begun):
    first = whole().sub_topics[0]
    mark = write(begun, first).mark
    with begun.store.work() as db:
        remove_part(db, begun.second, "s-1", mark)
    with pytest.raises(ConflictError) as caught:
        write(begun, replace(first, outcome="改过"), seen=mark)
    assert caught.value.code == "scheme.error.part-gone"
    write(begun, replace(first, outcome="改过"), seen="")
    assert standing(begun).scheme.sub_topics[0].outcome == "改过"
    with pytest.raises(ConflictError), begun.store.work() as db:
        remove_part(db, begun.second, "s-1", mark)


def test_what_cannot_be_stored_changes_nothing(begun):
    write(begun, whole().sub_topics[0])
    with pytest.raises(InputError):
        write(begun, replace(whole().sub_topics[0], title="题" * 81))
    assert standing(begun).scheme.sub_topics[0].title == "分课题1"


def test_an_incomplete_scheme_may_be_commented_on_and_not_approved(begun):
    write(begun, whole().sub_topics[0])
    with pytest.raises(RefusedError) as caught:
        submit(begun)
    assert caught.value.code == "scheme.error.gaps-left"
    assert all(str(len(standing(begun).blockers)) in said for said in worded(caught.value))
    assert submit(begun, Stage.COMMENT).stage is Stage.COMMENT
    with pytest.raises(RefusedError) as caught:
        submit(begun, Stage.COMMENT)
    assert caught.value.code == "scheme.error.unchanged"


def test_a_whole_scheme_goes_to_the_leader_comes_back_and_is_approved(begun):
    write_whole(begun)
    assert submit(begun).version == 1
    decide(begun, Outcome.RETURNED, "目标再具体些")
    write(begun, replace(whole().sub_topics[1], outcome="三月底前印发一项制度"))
    assert standing(begun).is_changed
    assert submit(begun).version == 2
    decide(begun, Outcome.APPROVED)
    assert standing(begun).is_final
    assert seen(begun, PAGE, begun.first)["may_edit"] is False
    with pytest.raises(RefusedError):
        write(begun, whole().sub_topics[1])


def test_progress_counts_the_scheme_and_what_a_named_topic_needs_not(begun):
    def done():
        with begun.store.read() as db:
            return topic_progress(db, begun.learners[0])

    assert done() == (0, 9)
    write_whole(begun)
    submit(begun, Stage.COMMENT)
    assert done() == (6, 9)
    write(begun, replace(whole().sub_topics[1], outcome="三月底前印发一项制度"))
    submit(begun)
    assert done() == (7, 9)
    decide(begun, Outcome.APPROVED)
    assert done() == (8, 9)


def test_nobody_submits_what_somebody_has_changed_meanwhile(begun):
    write_whole(begun)
    paper = standing(begun).paper
    write(begun, replace(whole().sub_topics[0], outcome="改过"), begun.second)
    with pytest.raises(ConflictError), begun.store.work() as db:
        submit_scheme(db, begun.first, Stage.APPROVAL, 0, paper)


def test_another_topic_begins_with_a_blank_scheme(begun):
    write_whole(begun)
    with begun.store.work() as db:
        other = propose_topic(db, begun.first, make_proposal("缩短等候"))
        db.get_one(TopicRow, other).standing = "in-work"
    assert standing(begun).scheme.sub_topics == ()
    write(begun, Setting("政务科", "2027-01", 5))
    assert standing(begun).scheme.topic == other
    with begun.store.work() as db:
        db.get_one(TopicRow, other).standing = "open"
    assert len(standing(begun).scheme.sub_topics) == 3


def test_after_an_approved_scheme_the_next_topic_has_versions_of_its_own(begun):
    write_whole(begun)
    submit(begun)
    decide(begun, Outcome.APPROVED)
    with begun.store.work() as db:
        other = propose_topic(db, begun.first, make_proposal("缩短等候"))
        db.get_one(TopicRow, other).standing = "in-work"
    assert seen(begun, PAGE, begun.first)["may_edit"] is True
    write(begun, Setting("政务科", "2027-01", 5))
    assert submit(begun, Stage.COMMENT).version == 1
    assert standing(begun).is_final is False
    with begun.store.read() as db:
        assert scheme_subject(db, begun.id) == standing(begun).subject != SUBJECT
        assert decisions.latest(db, begun.id, SUBJECT).is_approved


def test_the_page_is_written_as_a_person_would(begun):
    view = seen(begun, PAGE, begun.first)
    assert [gap["field"] for gap in view["gaps"]] == [
        "lead_unit",
        "start",
        "months",
        "tasks",
        "questions",
        "add",
    ]
    assert view["units"][:3] == ["办公室", "政务科", "民生科"]
    scheme = whole().json()
    saved = did(
        begun,
        PAGE,
        begun.first,
        kind="save-setting",
        seen=view["marks"]["setting"],
        lead_unit="办公室",
        start="2026-12",
        months=6,
    )
    assert saved["paper"] == 1
    did(
        begun,
        PAGE,
        begun.first,
        kind="save-aims",
        seen=view["marks"]["aims"],
        tasks=scheme["tasks"],
        questions=scheme["questions"],
    )
    for each in scheme["sub_topics"]:
        did(begun, PAGE, begun.second, kind="save-sub-topic", seen="", sub_topic=each)
    did(begun, PAGE, begun.first, kind="move-sub-topic", sub_topic="s-3", place=0)
    view = seen(begun, PAGE, begun.first)
    assert view["gaps"] == []
    assert [each["id"] for each in view["scheme"]["sub_topics"]] == ["s-3", "s-1", "s-2"]
    reply = did(begun, PAGE, begun.first, kind="submit", stage="approval", version=0, paper=view["paper"])
    assert reply == {"version": 1}
    assert seen(begun, PAGE, begun.first)["changed"] is False
    mark = seen(begun, PAGE, begun.first)["marks"]["s-1"]
    did(begun, PAGE, begun.first, kind="remove-sub-topic", sub_topic="s-1", seen=mark)
    assert len(seen(begun, PAGE, begun.first)["scheme"]["sub_topics"]) == 2


def test_a_reader_sees_the_scheme_and_nobody(begun):
    write_whole(begun)
    submit(begun)
    for actor in (begun.learners[0], begun.leader, begun.expert, begun.first):
        view = seen(begun, PAGE, actor)
        text = json.dumps(view, ensure_ascii=False)
        assert len(view["scheme"]["sub_topics"]) == 3
        assert "联络" not in text
        assert begun.first.person not in text
        assert begun.facilitator.person not in text
    learner = seen(begun, PAGE, begun.learners[0])
    assert (learner["marks"], learner["gaps"], learner["may_print"]) == ({}, [], False)


def test_the_example_goes_to_whoever_asks_and_is_not_stored(begun):
    reply = did(begun, PAGE, begun.learners[0], kind="example")
    assert len(reply["zh"]["sub_topics"]) == len(reply["en"]["sub_topics"]) == 3
    assert not re.search(r"[\u4e00-\u9fff]", json.dumps(reply["en"], ensure_ascii=False))
    assert standing(begun).paper == 0


def test_the_wall_shows_the_tree_as_the_tables_write_it(begun, room):
    with room.store.read() as db:
        assert EXHIBITS["scheme"](db, room.id, None)["scheme"]["sub_topics"] == []
    write_whole(begun)
    with room.store.read() as db:
        shown = EXHIBITS["scheme"](db, room.id, None)["scheme"]
    assert shown["title"] == "只交一套材料"
    assert [each["title"] for each in shown["sub_topics"]] == ["分课题1", "分课题2", "分课题3"]


def test_what_changed_is_said_by_sub_topic(begun):
    write_whole(begun)
    old = scheme_face(content(standing(begun)))
    write(begun, replace(whole().sub_topics[1], outcome="三月底前印发一项制度"))
    new = scheme_face(content(standing(begun)))
    (change,) = changes(old, new, Locale.ZH)
    assert change.title.zh == "分课题 2：成果目标"
    assert (change.before, change.after) == (("一张清单。",), ("三月底前印发一项制度",))
    for section in new:
        assert section.json()
        assert len(section.path) <= 80


def test_the_face_of_a_bare_scheme_can_be_read(begun):
    write(begun, Setting("", "", 6))
    assert scheme_face(content(standing(begun)))
    write(begun, Setting("", "2026-12", None))
    assert "2026年12月启动" in scheme_face(content(standing(begun)))[2].lines(Locale.ZH)


def facts(**changes):
    base = SchemeFacts(
        classroom="服务中心",
        topic="只交一套材料",
        ground=Ground.APPROVED,
        scheme=whole(),
        stage=Stage.APPROVAL,
        approved=None,
        before=0,
        changes=[],
    )
    return replace(base, **changes)


def read(file):
    document = Document(io.BytesIO(file))
    lines = [paragraph.text for paragraph in document.paragraphs]
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join(lines), cells


def test_the_paper_has_the_four_contents_and_a_box_for_the_decision():
    text, cells = read(compose(facts(), Locale.ZH, "2026-11-20T04:00:00+00:00"))
    assert re.findall(r"^[一二三四五六]、.*$", text, re.MULTILINE) == [
        "一、主要任务和关键问题",
        "二、分课题",
        "三、参加单位",
        "四、具体问题和成果目标",
        "五、审批意见",
    ]
    assert "（送审稿）" in text
    assert "（一）分课题1" in text
    for title in ("分课题", "牵头单位", "参加单位", "要解决的具体问题", "成果目标", "指标", "审批意见"):
        assert title in cells
    assert "政务科" in cells


def test_an_approved_paper_says_so_and_asks_nothing(begun):
    write_whole(begun)
    submit(begun)
    decide(begun, Outcome.RETURNED, "再具体些")
    write(begun, replace(whole().sub_topics[1], outcome="三月底前印发一项制度"))
    with begun.store.read() as db:
        name, file = scheme_paper(db, begun.facilitator)
        with pytest.raises(RefusedError):
            scheme_paper(db, begun.learners[0])
    assert name == "专题设置方案（送审稿）.docx"
    assert "1.分课题 2：成果目标。原为：一张清单。\n改为：三月底前印发一项制度" in read(file)[0]
    submit(begun)
    decide(begun, Outcome.APPROVED)
    with begun.store.read() as db:
        name, file = scheme_paper(db, begun.facilitator)
    text, cells = read(file)
    assert name == "专题设置方案.docx"
    assert "送审稿" not in text
    assert "审定同意" in text
    assert "审批意见" not in cells
    assert "联络" not in text


def test_the_english_paper_has_no_chinese_of_ours():
    plain = json.loads(re.sub(r"[\u4e00-\u9fff。？]+", "x", json.dumps(whole().json(), ensure_ascii=False)))
    for number, each in enumerate(plain["sub_topics"]):
        each["units"] = ["x", f"y{number}"]
    scheme = type(whole()).parse(plain)
    text, cells = read(
        compose(
            facts(classroom="Centre", topic="A topic", scheme=scheme, stage=Stage.COMMENT),
            Locale.EN,
            "2026-11-20",
        )
    )
    assert not re.search(r"[\u4e00-\u9fff]", "\n".join([text, *cells]))
    assert "Draft for comment" in text


def test_a_view_costs_the_same_however_much_is_written(begun):
    def cost():
        with CountedQueries(begun.store) as queries:
            for actor in (begun.first, begun.learners[0]):
                seen(begun, PAGE, actor)
        return queries.count

    small = cost()
    write_whole(begun)
    submit(begun)
    assert cost() == small


def test_a_classs_own_limits_are_the_ones_it_is_warned_by(begun):
    write_whole(begun)
    with begun.store.work() as db:
        db.get_one(ClassroomRow, begun.id).policy = {"topic.sub-topics": [4, 6]}
    assert [gap.kind.value for gap in standing(begun).gaps] == ["scheme.gap.count"]
