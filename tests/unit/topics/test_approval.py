"""From the tables' words to one topic in work: recommend, return, approve, designate, queue."""

import io
import json
from datetime import date

import pytest
from docx import Document

from factories import did, make_key, make_proposal, make_solo, revealed_round, seen, worded
from zhixing.actor import Locale
from zhixing.classroom.tables import ClassroomRow
from zhixing.decisions.activities import Approval
from zhixing.decisions.rules import Outcome
from zhixing.errors import ConflictError, InputError, MissingError, RefusedError
from zhixing.topics import service
from zhixing.topics.activities import TOPIC_RECOMMENDATION, Recommendation, TableAdvice, TopicQueue
from zhixing.topics.documents import recommendation_paper, recommendation_sheet
from zhixing.topics.rules import Origin, Unknown
from zhixing.topics.rules import Recommendation as Paper
from zhixing.topics.service import approval
from zhixing.topics.service.recommendation_face import recommendation_face
from zhixing.topics.tables import TopicRow

PAGE = Approval([TOPIC_RECOMMENDATION])


def paper_of(order, **changes):
    content = {
        "chosen": order[0],
        "runner_up": order[1],
        "held": tuple(order[2:]),
        "reasons": "影响面最大",
        "dissent": "应先查清数据",
        "lead_unit": "政务科",
        "unknowns": (Unknown("三个窗口各收什么", "林安", "12月5日"),),
        "dissent_named": "",
    }
    return Paper(**{**content, **changes})


@pytest.fixture
def submitted(room):
    with room.store.work() as db:
        _, room.order = revealed_round(db, room, [(5, 3, 1, 1)] * 6, topics=4)
        room.paper = approval.submit_recommendation(db, room.facilitator, paper_of(room.order[:3]), 0)
    return room


def decide(room, outcome, comment="", actor=None, **named):
    with room.store.work() as db:
        who = actor or room.leader
        return approval.decide_recommendation(db, who, room.paper.id, outcome, comment, **named)


def standings(room):
    with room.store.read() as db:
        return {row.id: row.standing for row in service.all_topics(db, room.id)}


def test_an_approved_topic_is_in_work_and_the_runner_up_waits(submitted):
    room = submitted
    first, second, third, fourth = room.order
    assert set(standings(room).values()) == {"open"}
    decide(room, Outcome.APPROVED)
    assert standings(room) == {first: "in-work", second: "queued", third: "open", fourth: "open"}
    with room.store.read() as db:
        assert approval.topic_in_work(db, room.id).id == first
        assert [row.id for row in approval.queued(db, room.id)] == [second]


def test_a_returned_recommendation_changes_no_topic_and_is_written_again(submitted):
    room = submitted
    decide(room, Outcome.RETURNED, "补充数据")
    assert set(standings(room).values()) == {"open"}
    view = seen(room, Recommendation(), room.facilitator)
    assert view["may_edit"] is True
    assert view["submission"]["outcome"]["comment"] == "补充数据"
    with room.store.work() as db:
        room.paper = approval.submit_recommendation(db, room.facilitator, paper_of(room.order[:3]), 1)
    decide(room, Outcome.APPROVED)
    assert standings(room)[room.order[0]] == "in-work"


def test_a_listed_topic_is_designated_and_never_ranked_again(submitted):
    room = submitted
    decide(room, Outcome.DESIGNATED, "先办这一件", detail={"topic": room.order[3]})
    with room.store.read() as db:
        row = db.get(TopicRow, room.order[3])
        assert (row.standing, row.origin) == ("in-work", Origin.LEADER)
        assert "审定时由领导指定" in row.source
        assert room.order[3] not in {each.id for each in service.compared_topics(db, room.id)}
        assert approval.queued(db, room.id) == []


def test_a_new_topic_is_designated_with_the_leaders_words(submitted):
    room = submitted
    decide(room, Outcome.DESIGNATED, "年底前办成", detail={"title": "窗口一次办好"})
    with room.store.read() as db:
        row = approval.topic_in_work(db, room.id)
        assert (row.title, row.statement, row.origin) == ("窗口一次办好", "年底前办成", "leader")
        assert row.position == 5


def test_what_was_taken_back_or_is_elsewhere_cannot_be_designated(submitted):
    room = submitted
    with room.store.work() as db:
        service.withdraw_topic(db, room.first, room.order[3])
    with pytest.raises(RefusedError) as caught:
        decide(room, Outcome.DESIGNATED, "换", detail={"topic": room.order[3]})
    assert all(worded(caught.value))
    with pytest.raises(MissingError):
        decide(room, Outcome.DESIGNATED, "换", detail={"topic": "elsewhere"})
    with room.store.read() as db:
        assert approval.topic_in_work(db, room.id) is None
        assert service.recommendation(db, room.id).submission.decision is None


def test_a_decision_on_paper_does_the_same(submitted):
    room = submitted
    decide(room, Outcome.APPROVED, "同意。", room.facilitator, on_paper=True, detail={"signed": "2020-11-20"})
    assert standings(room)[room.order[0]] == "in-work"
    with room.store.read() as db:
        assert approval.paper_facts(db, room.facilitator).approved == date(2020, 11, 20)


def test_the_next_topic_begins_when_one_is_finished_and_the_office_orders_the_queue(submitted):
    room = submitted
    first, second, third, fourth = room.order
    decide(room, Outcome.APPROVED)
    page = TopicQueue()
    with room.store.work() as db:
        from zhixing.topics.service.queue import enqueue

        for topic in (third, second):
            enqueue(db, db.get(TopicRow, topic))
    view = seen(room, page, room.learners[0])
    assert [each["id"] for each in view["queue"]] == [second, third]
    assert (view["may_edit"], view["too_many"], view["at_once"]) == (False, False, 1)
    did(room, page, room.facilitator, kind="reorder", topics=[third, second])
    for bad in ([third], [third, second, fourth], [third, third]):
        with pytest.raises(ConflictError) as caught:
            did(room, page, room.facilitator, kind="reorder", topics=bad)
        assert all(worded(caught.value))
    did(room, page, room.facilitator, kind="finish", topic=first)
    assert standings(room) == {first: "finished", third: "in-work", second: "queued", fourth: "open"}
    with pytest.raises(ConflictError):
        did(room, page, room.facilitator, kind="finish", topic=first)
    for actor in (room.learners[0], room.first, room.expert, room.leader):
        with pytest.raises(RefusedError):
            did(room, page, actor, kind="finish", topic=third)
    did(room, page, room.facilitator, kind="finish", topic=third)
    did(room, page, room.facilitator, kind="finish", topic=second)
    with pytest.raises(RefusedError) as caught:
        did(room, page, room.facilitator, kind="finish", topic=second)
    assert all(worded(caught.value))


def test_more_topics_in_work_than_agreed_are_pointed_out(submitted):
    room = submitted
    with room.store.work() as db:
        for topic in room.order[:2]:
            db.get(TopicRow, topic).standing = "in-work"
    assert seen(room, TopicQueue(), room.learners[0])["too_many"] is True


def test_no_table_overwrites_another_and_the_writers_see_all_of_them(room):
    page = TableAdvice()
    said = {"kind": "save", "version": 0, "reasons": "理由", "dissent": "", "unknowns": []}
    with pytest.raises(RefusedError) as caught:
        did(room, page, room.standing, **said, lead_unit="办公室")
    assert "桌号" in worded(caught.value)[0]
    with pytest.raises(InputError) as caught:
        did(room, page, room.first, **{**said, "reasons": ""}, lead_unit="")
    assert all(worded(caught.value))
    assert seen(room, page, room.first)["state"] == "waiting"
    with room.store.work() as db:
        revealed_round(db, room, [(5, 3, 1)] * 6)
    assert did(room, page, room.first, **said, lead_unit="办公室") == {"version": 1}
    assert did(room, page, room.second, **said, lead_unit="政务科") == {"version": 1}
    with pytest.raises(ConflictError) as caught:
        did(room, page, room.first, **said, lead_unit="民生科")
    assert all(worded(caught.value))
    did(room, page, room.first, **{**said, "version": 1}, lead_unit="民生科")
    tables = seen(room, Recommendation(), room.facilitator)["tables"]
    assert [(each["seat"], each["lead_unit"]) for each in tables] == [(1, "民生科"), (2, "政务科")]
    assert "政务科" not in json.dumps(seen(room, page, room.first)["content"], ensure_ascii=False)
    assert seen(room, Recommendation(), room.learners[0])["tables"] == []
    with pytest.raises(RefusedError):
        did(room, page, room.learners[0], **said, lead_unit="办公室")
    with room.store.read() as db:
        assert all(each["done"] for each in approval.writing_progress(db, room.id))


def test_a_topic_the_leader_has_named_is_submitted_without_any_rating(room):
    with room.store.work() as db:
        named = service.propose_topic(db, room.leader, make_proposal("指定的", origin=Origin.LEADER))
        other = service.propose_topic(db, room.first, make_proposal("学员的"))
    view = seen(room, Recommendation(), room.facilitator)
    assert (view["state"], view["designated"]) == ("waiting", {named: "指定的"})
    assert seen(room, Recommendation(), room.learners[0])["designated"] == {}
    alone = {"runner_up": None, "held": ()}
    with room.store.work() as db, pytest.raises(RefusedError):
        approval.submit_recommendation(db, room.facilitator, paper_of([other, other], **alone), 0)
    with room.store.work() as db:
        room.paper = approval.submit_recommendation(
            db, room.facilitator, paper_of([named, named], **alone), 0
        )
    decide(room, Outcome.APPROVED)
    assert standings(room)[named] == "in-work"
    with room.store.read() as db:
        _, file = recommendation_paper(db, room.leader)
    assert "本次没有进行打分" in "\n".join(each.text for each in Document(io.BytesIO(file)).paragraphs)


def test_what_was_submitted_keeps_its_titles_and_how_it_was_rated(submitted):
    room = submitted
    with room.store.work() as db:
        row = db.get(TopicRow, room.order[0])
        title, row.title = row.title, "后来改了名"
    sections = {each.path: each.lines(Locale.ZH) for each in recommendation_face(room.paper.content)}
    assert sections["chosen"] == (title,)
    assert sections["basis"] == (
        "收到评分 6 份，其中纸质 0 份；评分不记名。",
        "各项标准权重相等：重要性 33.3%、紧迫性 33.3%、跨部门需要 33.3%。",
    )
    assert "dissent-named" not in sections
    signed = recommendation_face({**room.paper.content, "dissent_named": "周平：先查数据"})
    assert "周平：先查数据" in {line for each in signed for line in each.lines(Locale.EN)}


def test_the_page_names_no_rater_and_no_decider(submitted):
    room = submitted
    decide(room, Outcome.RETURNED, "补充数据")
    for actor in (room.leader, room.expert, room.first, room.learners[0], room.facilitator):
        for page, params in (
            (PAGE, {"subject": "topic-recommendation"}),
            (TopicQueue(), {}),
            (Recommendation(), {}),
            (TableAdvice(), {}),
        ):
            told = json.dumps(seen(room, page, actor, params), ensure_ascii=False)
            assert "学员" not in told
            assert room.leader.person not in told


def test_the_leader_decides_on_the_page_and_the_topic_follows(submitted):
    room = submitted
    action = {"kind": "decide", "submission": room.paper.id, "outcome": "approved", "comment": ""}
    params = {"subject": "topic-recommendation"}
    PAGE.act(room.store, room.leader, params, make_key(), action)
    assert standings(room)[room.order[0]] == "in-work"


def read(file):
    document = Document(io.BytesIO(file))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in document.paragraphs], cells


def test_the_papers_are_drafts_until_they_are_approved(submitted):
    room = submitted
    with room.store.read() as db:
        name, file = recommendation_paper(db, room.facilitator)
        _, sheet = recommendation_sheet(db, room.facilitator)
    assert "送审稿" in name
    assert "（送审稿）" in read(file)[0]
    assert "（送审稿）" in read(sheet)[0]
    decide(room, Outcome.APPROVED, "同意，抓紧办。")
    with room.store.read() as db:
        name, file = recommendation_paper(db, room.facilitator)
        _, sheet = recommendation_sheet(db, room.facilitator)
    assert "已审定" in name
    assert any(line.startswith("（已审定 20") for line in read(file)[0])
    lines, cells = read(sheet)
    assert "（已审定）" in lines
    assert cells[::2] == [
        "事项",
        "呈报单位",
        "呈报日期",
        "内容摘要",
        "附件",
        "拟办意见",
        "分管领导意见",
        "主要领导批示",
        "办理结果",
    ]
    assert "首选：" in cells[7]
    assert "同意，抓紧办。" in cells[15]
    assert "审定同意。" in cells[17]


def test_the_approval_sheet_waits_for_a_submission_and_for_those_who_may(room):
    with room.store.read() as db:
        with pytest.raises(RefusedError) as caught:
            recommendation_sheet(db, room.facilitator)
        assert "还没有送审" in worded(caught.value)[0]
        with pytest.raises(RefusedError):
            recommendation_sheet(db, room.learners[0])


def test_a_class_chosen_after_its_topic_only_consults(room):
    with room.store.work() as db:
        db.get_one(ClassroomRow, room.id).policy = {"topic.rating-is": "consultation"}
        _, order = revealed_round(db, room, [(5, 3, 1)] * 6)
        approval.submit_recommendation(db, room.facilitator, paper_of(order, dissent_named="林安：先试点"), 0)
    assert seen(room, Recommendation(), room.facilitator)["kind"] == "consultation"
    with room.store.read() as db:
        name, file = recommendation_paper(db, room.facilitator)
    lines, _ = read(file)
    assert name == "征求意见情况（送审稿）.docx"
    assert lines[0] == "关于行动学习专题征求意见情况的报告"
    assert any("署名意见：林安：先试点" in line for line in lines)


def test_alone_one_may_walk_the_whole_way(store):
    from types import SimpleNamespace

    with store.work() as db:
        me = make_solo(db)
        named = service.propose_topic(db, me, make_proposal("自己的", origin=Origin.LEADER))
        paper = approval.submit_recommendation(db, me, paper_of([named, named], runner_up=None, held=()), 0)
        approval.decide_recommendation(db, me, paper.id, Outcome.APPROVED, "")
        assert approval.topic_in_work(db, me.classroom).id == named
    room = SimpleNamespace(store=store)
    assert seen(room, TableAdvice(), me)["may_edit"] is False
    assert seen(room, TopicQueue(), me)["may_edit"] is True
