"""Writing together, comments with answers, decisions signed on paper: on both databases."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from factories import make_actor, make_class, worded
from zhixing.actor import Role
from zhixing.decisions import service
from zhixing.decisions.rules import Answer, Outcome, Stage
from zhixing.decisions.tables import CommentRow, DecisionRow
from zhixing.errors import ConflictError, InputError, MissingError, RefusedError

SUBJECT = "topic-recommendation"
TODAY = date.today()  # noqa: DTZ011  (the day of this machine, as the rule takes it)


@pytest.fixture
def room(store):
    with store.work() as db:
        classroom = make_class(db)
        people = {role.value: make_actor(db, classroom, role, name=role.value) for role in Role}
        stranger = make_actor(db, make_class(db), Role.FACILITATOR)
        return SimpleNamespace(store=store, id=classroom, stranger=stranger, **people)


def does(room, verb, *arguments, **named):
    with room.store.work() as db:
        return verb(db, *arguments, **named)


def put(room, content=None, seen=0, **named):
    return does(room, service.submit, room.facilitator, SUBJECT, content or {"a": 1}, seen, **named)


def refused(error, code, verb, *arguments, **named):
    with pytest.raises(error) as caught:
        verb(*arguments, **named)
    assert caught.value.code == f"decisions.error.{code}"
    assert all(worded(caught.value))
    return worded(caught.value)[0]


def test_a_paper_is_written_by_several_and_nobody_overwrites_what_they_have_not_seen(room):
    first = does(room, service.save_paper, room.facilitator, SUBJECT, {"text": "甲"}, 0)
    assert first.version == 1
    said = refused(
        ConflictError,
        "changed-meanwhile",
        does,
        room,
        service.save_paper,
        room.office,
        SUBJECT,
        {"text": "乙"},
        0,
    )
    assert "您写的还在页面上" in said
    does(room, service.save_paper, room.office, SUBJECT, {"text": "甲乙"}, 1)
    with room.store.read() as db:
        assert service.working_paper(db, room.id, SUBJECT).content == {"text": "甲乙"}
        assert service.working_paper(db, room.id, "other") is None
        assert [each.version for each in service.working_papers(db, room.id, "topic-")] == [2]
    refused(
        ConflictError, "unknown-version", does, room, service.save_paper, room.office, "new", {"text": ""}, 3
    )
    with pytest.raises(RefusedError):
        does(room, service.save_paper, room.learner, SUBJECT, {}, 2)


def test_an_approved_paper_is_written_no_further(room):
    paper = put(room)
    does(room, service.decide, room.leader, paper.id, Outcome.APPROVED, "")
    refused(RefusedError, "final", does, room, service.save_paper, room.office, SUBJECT, {}, 0)


def test_a_version_for_comment_is_not_decided_and_one_before_the_leader_is_not_sent_round(room):
    round_ = put(room, stage=Stage.COMMENT)
    assert not round_.is_awaited
    refused(
        RefusedError, "only-comment", does, room, service.decide, room.leader, round_.id, Outcome.APPROVED, ""
    )
    second = put(room, seen=1)
    assert second.is_awaited
    refused(RefusedError, "awaits-decision", put, room, seen=2, stage=Stage.COMMENT)
    assert put(room, seen=2).version == 3
    with room.store.read() as db:
        assert [each.version for each in service.versions(db, room.id, SUBJECT)] == [3, 2, 1]
        assert [each.stage for each in service.versions(db, room.id, SUBJECT)][-1] is Stage.COMMENT


def test_experts_leaders_and_the_convenor_comment_and_the_writers_answer_once(room):
    paper = put(room)
    for actor in (room.expert, room.leader, room.convenor):
        does(room, service.comment, actor, paper.id, "reasons", f" {actor.person} ")
    for actor in (room.learner, room.liaison, room.office, room.facilitator):
        with pytest.raises(RefusedError):
            does(room, service.comment, actor, paper.id, "reasons", "意见")
    with room.store.read() as db:
        made = service.comments(db, paper.id)
        assert {each.role for each in made} == {"expert", "leader", "convenor"}
        assert all(each.outcome is Answer.OPEN for each in made)
        assert not any("made_by" in each.json() for each in made)
    first, second, third = (each.id for each in made)
    does(room, service.answer_comment, room.facilitator, first, Answer.TAKEN, "")
    refused(
        InputError,
        "answer-missing",
        does,
        room,
        service.answer_comment,
        room.facilitator,
        second,
        Answer.DECLINED,
        " ",
    )
    does(room, service.answer_comment, room.office, second, Answer.PARTLY, "已补数据")
    refused(
        ConflictError,
        "answered-meanwhile",
        does,
        room,
        service.answer_comment,
        room.facilitator,
        second,
        Answer.TAKEN,
        "",
    )
    for actor in (room.expert, room.learner):
        with pytest.raises(RefusedError):
            does(room, service.answer_comment, actor, third, Answer.TAKEN, "")
    refused(
        MissingError, "no-comment", does, room, service.answer_comment, room.stranger, third, Answer.TAKEN, ""
    )
    refused(
        InputError, "answer-open", does, room, service.answer_comment, room.office, third, Answer.OPEN, ""
    )
    with room.store.read() as db:
        row = db.get(CommentRow, second)
        assert (row.outcome, row.answer, row.answered_by) == ("partly", "已补数据", room.office.person)


def test_a_comment_says_something_on_the_newest_version_before_it_is_decided(room):
    old = put(room)
    refused(InputError, "comment-empty", does, room, service.comment, room.expert, old.id, "", " ")
    refused(InputError, "text-long", does, room, service.comment, room.expert, old.id, "", "长" * 2001)
    refused(InputError, "part-unknown", does, room, service.comment, room.expert, old.id, "x" * 81, "意见")
    refused(MissingError, "no-submission", does, room, service.comment, room.expert, "none", "", "意见")
    does(room, service.comment, room.expert, old.id, "", "旧稿意见")
    new = put(room, seen=1)
    refused(ConflictError, "comment-on-newer", does, room, service.comment, room.expert, old.id, "", "意见")
    does(room, service.comment, room.expert, new.id, "", "新稿意见")
    does(room, service.decide, room.leader, new.id, Outcome.RETURNED, "再改")
    refused(ConflictError, "comment-late", does, room, service.comment, room.expert, new.id, "", "意见")
    with room.store.read() as db:
        assert [each.text for each in service.comments_on(db, room.id, SUBJECT)] == ["新稿意见", "旧稿意见"]


def test_the_office_enters_what_the_leader_signed_on_paper(room):
    paper = put(room)
    record = (does, room, service.decide, room.office, paper.id, Outcome.APPROVED, "同意。")
    refused(InputError, "signed-missing", *record, on_paper=True)
    refused(InputError, "signed-missing", *record, on_paper=True, detail={"signed": "昨天"})
    later = (TODAY + timedelta(days=2)).isoformat()
    refused(InputError, "signed-later", *record, on_paper=True, detail={"signed": later})
    for actor in (room.leader, room.liaison, room.expert, room.learner):
        with pytest.raises(RefusedError):
            does(
                room,
                service.decide,
                actor,
                paper.id,
                Outcome.APPROVED,
                "",
                on_paper=True,
                detail={"signed": TODAY.isoformat()},
            )
    with pytest.raises(RefusedError):
        does(room, service.decide, room.office, paper.id, Outcome.APPROVED, "")
    signed = (TODAY - timedelta(days=1)).isoformat()
    decided = does(*record[1:], on_paper=True, detail={"signed": signed})
    assert (decided.decision.on_paper, decided.decision.day.isoformat()) == (True, signed)
    with room.store.read() as db:
        row = db.get(DecisionRow, paper.id)
        assert (row.decided_by, row.recorded_by) == (None, room.office.person)


def test_a_designation_names_a_topic_or_a_new_title(room):
    paper = put(room)
    decide = (does, room, service.decide, room.leader, paper.id, Outcome.DESIGNATED, "先办这一件")
    refused(InputError, "designated-missing", *decide)
    refused(InputError, "designated-missing", *decide, detail={"topic": "t", "title": "新"})
    refused(InputError, "designated-long", *decide, detail={"title": "长" * 121})
    decided = does(*decide[1:], detail={"title": " 窗口一次办好 ", "signed": "", "other": "x"})
    assert decided.decision.detail == {"title": "窗口一次办好"}
    assert decided.is_final
    assert not decided.is_approved
