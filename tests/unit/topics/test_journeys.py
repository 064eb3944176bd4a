"""Several pages in a row: alone, with the leader, on the projector."""

import json
from types import SimpleNamespace

from factories import (
    did,
    make_key,
    make_proposal,
    make_scores,
    make_solo,
    put_ballots,
    run,
    seen,
    start,
)
from zhixing.classroom import ballots
from zhixing.decisions.rules import Outcome
from zhixing.decisions.service import decide
from zhixing.topics import service
from zhixing.topics.activities import (
    EXHIBITS,
    RateTopics,
    Recommendation,
    TopicPaper,
    TopicResult,
    VoteTopics,
    topic_activities,
)

EVERY = topic_activities()


def test_alone_the_pages_lead_from_examples_to_a_result(store):
    room = SimpleNamespace(store=store)
    with store.work() as db:
        me = make_solo(db)
        service.seed_sample_topics(db, me.classroom, [make_proposal(f"示例{n}") for n in range(7)])
    vote = seen(room, VoteTopics(), me)
    assert (vote["window"], vote["may_vote"], vote["voted"], len(vote["topics"])) == (None, True, False, 7)
    assert seen(room, RateTopics(), me)["waiting"] == "vote"
    chosen = [topic["id"] for topic in vote["topics"][:3]]
    did(room, VoteTopics(), me, kind="vote", window="", key=make_key(), topics=chosen)
    vote = seen(room, VoteTopics(), me)
    assert vote["voted"] is True
    assert len(vote["result"]["counts"]) == 7
    grid = seen(room, RateTopics(), me)
    assert (grid["window"], grid["waiting"], grid["may_rate"]) == (None, None, True)
    key = make_key()
    did(room, RateTopics(), me, kind="rate", window="", key=key, scores=make_scores(chosen, 5, 3, 1))
    assert seen(room, TopicResult(), me)["first"]["id"] == chosen[0]
    window = seen(room, RateTopics(), me)["window"]["id"]
    did(room, RateTopics(), me, kind="rate", window=window, key=key, scores=make_scores(chosen, 1, 3, 5))
    result = seen(room, TopicResult(), me)
    assert result["first"]["id"] == chosen[2]
    assert "您一个人" in result["stability"]["sentence"]["zh"]


def test_a_recommendation_is_proposed_written_and_decided(room):
    window = start(room, "ratings")
    with room.store.work() as db:
        row = ballots.window_of(db, room.facilitator, window)
        order = list(row.subject["topics"])
        put_ballots(db, row, [{"scores": make_scores(order, 5, 3, 1)}] * 6)
    run(room, ballots.reveal, window)
    page = Recommendation()
    view = seen(room, page, room.first)
    assert view["state"] == "open"
    assert view["may_edit"] is True
    assert view["proposal"] == {"chosen": order[0], "runner_up": order[1], "held": order[2:]}
    assert seen(room, page, room.learners[0])["may_edit"] is False
    action = {
        "kind": "submit",
        "version": 0,
        **view["proposal"],
        "reasons": "影响面最大",
        "dissent": "",
        "lead_unit": "政务科",
        "unknowns": [{"what": "各收什么", "who": "林安", "when": "12月5日"}],
    }
    assert did(room, page, room.first, **action) == {"version": 1}
    submission = seen(room, page, room.learners[0])["submission"]
    assert submission["content"]["reasons"] == "影响面最大"
    assert room.first.person not in json.dumps(submission)
    with room.store.work() as db:
        draft = service.recommendation(db, room.id)
        decide(db, room.leader, draft.submission.id, Outcome.RETURNED, "补充数据")
    view = seen(room, page, room.first)
    assert view["submission"]["outcome"]["comment"] == "补充数据"
    assert view["may_edit"] is True
    did(room, page, room.first, **{**action, "version": 1})
    with room.store.work() as db:
        decide(db, room.leader, service.recommendation(db, room.id).submission.id, Outcome.APPROVED, "")
    assert seen(room, page, room.first)["may_edit"] is False


def test_the_projector_never_shows_a_name_or_a_vote(room):
    window = start(room, "votes", 6)
    with room.store.work() as db:
        row = ballots.window_of(db, room.facilitator, window)
        put_ballots(db, row, [{"topics": list(row.subject["topics"])[:5]}] * 6)

    def step(kind):
        opens = "weight-points" if kind == "weights" else "votes"
        return SimpleNamespace(opens=opens, reopens=None, activity="recommendation", params=None)

    def shown():
        with room.store.read() as db:
            return {kind: make(db, room.id, step(kind)) for kind, make in EXHIBITS.items()}

    before = shown()
    assert before["revealed"] == {"topics": []}
    assert before["cell"]["topic"] is None
    assert before["result"]["first"] is None
    assert before["conditions"]["topics"][0]["overall"] == "open"
    run(room, ballots.reveal, window)
    assert len(shown()["revealed"]["topics"]) == 5
    assert set(shown()["revealed"]["topics"][0]) == {"number", "title"}
    with room.store.work() as db:
        ratings = ballots.open_window(db, room.facilitator, "ratings", service.rating_subject(db, room.id))
        topics = ratings.subject["topics"]
        put_ballots(db, ratings, [{"scores": make_scores(topics, 5, 5, 3, 2, 1)}] * 3)
        put_ballots(db, ratings, [{"scores": make_scores(topics, 1, 5, 3, 2, 1)}] * 3)
        ballots.reveal(db, room.facilitator, ratings.id)
    after = shown()
    assert after["cell"]["counts"] == {"1": 3, "2": 0, "3": 0, "4": 0, "5": 3}
    assert after["result"]["first"]["id"] == topics[1]
    assert after["progress"]["seats"][0] == {"seat": 1, "done": 0, "total": 1}
    assert "学员" not in json.dumps(after, ensure_ascii=False)


def test_the_paper_form_serves_every_window(room):
    window = start(room, "votes")
    with room.store.read() as db:
        row = ballots.window_of(db, room.facilitator, window)
        assert len(TopicPaper().form(db, row)["topics"]) == 3
        assert TopicPaper().purposes == ("votes", "weight-points", "ratings")
