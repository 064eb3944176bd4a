"""The approval page: who sees what, and what each may do there."""

import json
from types import SimpleNamespace

import pytest

from factories import make_actor, make_class, make_key, seen, worded
from zhixing.actor import Role
from zhixing.classroom.rules import Door
from zhixing.decisions import service
from zhixing.decisions.activities import Approval, Section, Subject
from zhixing.decisions.rules import Outcome
from zhixing.errors import InputError, MissingError, RefusedError
from zhixing.text import Text

PARAMS = {"subject": "paper"}
WORDS = Text("理由", "Reasons")


def face(content):
    return [Section("reasons", WORDS, content["reasons"])]


PAGE = Approval(
    [
        Subject("paper", face, title=Text("建议", "Advice"), designations=lambda _db, _room: {"t": "题目"}),
        Subject("plain", face, writers=Door.WRITE_RECOMMENDATION),
    ]
)


@pytest.fixture
def room(store):
    with store.work() as db:
        classroom = make_class(db)
        people = {role.value: make_actor(db, classroom, role, name=f"名字{role.value}") for role in Role}
        return SimpleNamespace(store=store, id=classroom, people=people, **people)


def put(room, words, version=0):
    with room.store.work() as db:
        return service.submit(db, room.facilitator, "paper", {"reasons": words}, version)


def look(room, actor, subject="paper"):
    return seen(room, PAGE, actor, {"subject": subject})


def act(room, actor, params=None, **action):
    return PAGE.act(room.store, actor, params or PARAMS, make_key(), action)


def test_before_anything_is_submitted_everybody_sees_that(room):
    for actor in room.people.values():
        assert look(room, actor)["state"] == "none"
    with pytest.raises(MissingError) as caught:
        look(room, room.learner, "nothing")
    assert "nothing" in worded(caught.value)[0]


def test_learners_see_state_and_outcome_only_and_nobody_sees_a_name(room):
    paper = put(room, "影响面最大")
    act(room, room.expert, kind="comment", submission=paper.id, part="reasons", text="数据从哪里来")
    act(room, room.leader, kind="decide", submission=paper.id, outcome="returned", comment="补充数据")
    for role in ("learner",):
        view = look(room, room.people[role])
        assert view["state"] == "returned"
        assert set(view["standing"]["decision"]) == {"outcome", "decided", "day"}
        assert not {"paper", "comments", "versions"} & set(view)
        assert not any(view["may"].values())
    for role in ("expert", "leader", "convenor", "office", "facilitator", "owner"):
        view = look(room, room.people[role])
        assert view["paper"] == [{"path": "reasons", "title": WORDS.json(), "lines": ["影响面最大"]}]
        assert view["standing"]["decision"]["comment"] == "补充数据"
    for actor in room.people.values():
        told = json.dumps(look(room, actor), ensure_ascii=False)
        assert "名字" not in told
        assert "decided_by" not in told
        assert not any(each.person in told for each in room.people.values())


@pytest.mark.parametrize(
    ("role", "rights"),
    [
        ("learner", set()),
        ("liaison", set()),
        ("expert", {"comment"}),
        ("convenor", {"comment"}),
        ("leader", {"comment", "decide"}),
        ("office", {"write", "answer", "record"}),
        ("facilitator", {"write", "answer", "record"}),
        ("owner", {"write", "answer"}),
    ],
)
def test_each_role_is_offered_what_it_may_do(room, role, rights):
    put(room, "一稿")
    offered = look(room, room.people[role])["may"]
    assert {name for name, is_open in offered.items() if is_open} == rights


def test_a_paper_is_returned_revised_and_approved_and_every_version_stays(room):
    first = put(room, "一稿\n同")
    act(room, room.leader, kind="decide", submission=first.id, outcome="returned", comment="再改")
    second = put(room, "二稿\n同", 1)
    view = look(room, room.leader)
    assert (view["state"], view["before"]) == ("awaited", 1)
    assert view["changes"] == [{"title": WORDS.json(), "before": ["一稿", "同"], "after": ["二稿", "同"]}]
    act(room, room.leader, kind="decide", submission=second.id, outcome="approved", comment="")
    view = look(room, room.office)
    assert view["state"] == "approved"
    assert [each["version"] for each in view["versions"]] == [2, 1]
    assert not view["may"]["record"]
    found = act(room, room.office, kind="compare", old=2, new=1)
    assert found["changes"][0]["after"] == ["一稿", "同"]
    with pytest.raises(MissingError):
        act(room, room.office, kind="compare", old=1, new=9)
    with pytest.raises(RefusedError):
        act(room, room.learner, kind="compare", old=1, new=2)


def test_a_comment_names_a_section_that_is_there_and_is_answered_on_the_page(room):
    paper = put(room, "一稿")
    with pytest.raises(InputError):
        act(room, room.expert, kind="comment", submission=paper.id, part="nowhere", text="意见")
    with pytest.raises(MissingError):
        act(
            room, room.expert, {"subject": "plain"}, kind="comment", submission=paper.id, part="", text="意见"
        )
    act(room, room.expert, kind="comment", submission=paper.id, part="", text="意见")
    (made,) = look(room, room.facilitator)["comments"]
    act(room, room.facilitator, kind="answer", comment=made["id"], outcome="taken", answer="已改")
    (made,) = look(room, room.expert)["comments"]
    assert (made["outcome"], made["answer"], made["role"]) == ("taken", "已改", "expert")


def test_what_cannot_be_designated_is_not_offered_and_is_refused(room):
    with room.store.work() as db:
        paper = service.submit(db, room.facilitator, "plain", {"reasons": "甲"}, 0)
    assert look(room, room.leader, "plain")["outcomes"] == ["approved", "returned"]
    with pytest.raises(InputError) as caught:
        act(
            room,
            room.leader,
            {"subject": "plain"},
            kind="decide",
            submission=paper.id,
            outcome="designated",
            comment="换",
            title="新",
        )
    assert "不能另行指定" in worded(caught.value)[0]


def test_the_office_enters_a_decision_on_the_page(room):
    paper = put(room, "一稿")
    act(
        room,
        room.office,
        kind="decide",
        submission=paper.id,
        outcome=Outcome.APPROVED.value,
        comment="同意",
        on_paper=True,
        signed="2020-11-20",
    )
    decision = look(room, room.learner)["standing"]["decision"]
    assert decision == {"outcome": "approved", "decided": decision["decided"], "day": "2020-11-20"}


def test_each_topic_may_have_a_chain_of_versions_of_its_own(room):
    page = Approval([Subject("paper", face, chain=lambda _db, _room: "paper:second")])
    put(room, "前一个专题")
    assert seen(room, page, room.leader, PARAMS)["state"] == "none"
    with room.store.work() as db:
        paper = service.submit(db, room.facilitator, "paper:second", {"reasons": "后一个专题"}, 0)
    action = {"kind": "decide", "submission": paper.id, "outcome": "approved"}
    page.act(room.store, room.leader, PARAMS, make_key(), action)
    view = seen(room, page, room.leader, PARAMS)
    assert (view["state"], view["paper"][0]["lines"]) == ("approved", ["后一个专题"])


def test_a_comment_is_answered_by_the_writers_of_its_own_paper(room):
    paper = put(room, "一稿")
    act(room, room.expert, kind="comment", submission=paper.id, part="", text="意见")
    (made,) = look(room, room.facilitator)["comments"]
    answer = {"kind": "answer", "comment": made["id"], "outcome": "declined", "answer": "不改"}
    with pytest.raises(RefusedError):
        act(room, room.liaison, **answer)
    with pytest.raises(MissingError):
        act(room, room.liaison, {"subject": "plain"}, **answer)
    assert look(room, room.facilitator)["comments"][0]["outcome"] == "open"
