"""What each person's view holds, and what it must not hold."""

import json
from types import SimpleNamespace

import pytest

from factories import (
    CountedQueries,
    make_actor,
    make_key,
    make_proposal,
    make_scores,
    make_solo,
    make_topics,
    put_ballots,
)
from zhixing.actor import Role
from zhixing.classroom import ballots
from zhixing.decisions.rules import Outcome
from zhixing.decisions.service import decide
from zhixing.errors import InputError, RefusedError
from zhixing.topics import service
from zhixing.topics.activities import (
    EXHIBITS,
    PURPOSES,
    Criteria,
    JudgeConditions,
    RateTopics,
    Recommendation,
    TopicPaper,
    TopicResult,
    Topics,
    VoteTopics,
    topic_activities,
)

EVERY = topic_activities()


def seen(room, activity, actor, params=None):
    with room.store.read() as db:
        return activity.view(db, actor, params or {})


def did(room, activity, actor, **action):
    return activity.act(room.store, actor, {}, make_key(), action)


def start(room, purpose, topics=3):
    with room.store.work() as db:
        make_topics(db, room.first, topics)
        return ballots.open_window(db, room.facilitator, purpose, PURPOSES[purpose].subject(db, room.id)).id


def run(room, verb, window):
    with room.store.work() as db:
        verb(db, room.facilitator, window)


PROPOSAL = {
    "title": "只交一套材料",
    "statement": "同样的材料要交三遍。",
    "topic_kind": "problem",
    "origin": "member",
    "owner": "林安",
    "owner_unit": "办公室",
    "expected_units": ["政务科", "县局"],
}


def test_views_are_json_and_complete_for_everybody_from_the_first_moment(room):
    for actor in (room.facilitator, room.leader, room.expert, room.first, room.standing, room.learners[0]):
        for activity in EVERY:
            json.dumps(seen(room, activity, actor))


def test_criteria_come_in_two_stages_with_levels():
    view = Criteria().view(None, None, {})
    stages = [(criterion["id"], criterion["stage"]) for criterion in view["criteria"]]
    assert [stage for _, stage in stages] == ["condition"] * 3 + ["rating"] * 3
    feasibility = view["criteria"][0]
    assert [level["level"] for level in feasibility["levels"]] == ["ok", "revise", "no"]
    assert [level["level"] for level in view["criteria"][3]["levels"]] == [1, 3, 5]


def test_a_topic_is_proposed_over_the_page(room):
    reply = did(room, Topics(), room.learners[0], kind="propose", **PROPOSAL)
    view = seen(room, Topics(), room.learners[0])
    (topic,) = view["topics"]
    assert topic["id"] == reply["topic"]
    assert topic["may_edit"] is True
    assert topic["expected_units"] == ["政务科", "县局"]
    assert view["units"] == ["县中心办公室", "县中心政务科", "县中心民生科"]
    assert seen(room, Topics(), room.expert)["may_propose"] is False
    did(room, Topics(), room.first, kind="revise", topic=topic["id"], **{**PROPOSAL, "title": "新的"})
    did(room, Topics(), room.first, kind="withdraw", topic=topic["id"])
    view = seen(room, Topics(), room.first)
    assert view["topics"] == []
    assert view["withdrawn"] == [{"id": topic["id"], "title": "新的"}]
    did(room, Topics(), room.first, kind="restore", topic=topic["id"])
    assert seen(room, Topics(), room.first)["withdrawn"] == []


def test_more_than_the_limit_is_a_warning_and_not_a_wall(room):
    with room.store.work() as db:
        make_topics(db, room.first, 11)
    view = seen(room, Topics(), room.first)
    assert (view["limit"], view["over_limit"]) == (10, True)


@pytest.mark.parametrize("change", [{"topic_kind": "wish"}, {"extra": 1}, {"title": 3}])
def test_an_action_of_the_wrong_form_is_refused(room, change):
    with pytest.raises(InputError) as caught:
        did(room, Topics(), room.first, kind="propose", **{**PROPOSAL, **change})
    assert caught.value.code == "activity.error.bad-action"


def test_a_table_sees_its_own_verdicts_and_only_the_facilitator_the_tables(room):
    with room.store.work() as db:
        (topic,) = make_topics(db, room.first, 1)
    grid = JudgeConditions()
    did(
        room,
        grid,
        room.first,
        kind="judge",
        topic=topic,
        condition="feasibility",
        verdict="no",
        reason="只有一桌这样看",
        version=0,
    )
    own = seen(room, grid, room.first)
    assert own["as"] == {"kind": "table", "seat": 1}
    assert own["topics"][0]["verdicts"]["feasibility"]["version"] == 1
    assert (own["done"], own["total"], own["topics"][0]["missing"]) == (1, 3, 2)
    assert own["tables"] is None
    for other in (room.second, room.learners[0], room.leader):
        view = seen(room, grid, other)
        assert "只有一桌这样看" not in json.dumps(view, ensure_ascii=False)
        assert view["tables"] is None
    facilitator = seen(room, grid, room.facilitator)
    assert facilitator["may_judge"] is False
    assert facilitator["tables"] == [
        {"seat": 1, "done": 1, "total": 3},
        {"seat": 2, "done": 0, "total": 3},
    ]


def test_before_the_reveal_nobody_sees_a_vote_and_the_facilitator_only_the_turnout(room):
    window = start(room, "votes", 7)
    vote = VoteTopics()
    offered = seen(room, vote, room.learners[0])["topics"]
    for learner in room.learners[:6]:
        chosen = [topic["id"] for topic in offered[:3]]
        did(room, vote, learner, kind="vote", window=window, key=make_key(), topics=chosen)
    run(room, ballots.close_window, window)
    for actor in (room.facilitator, room.learners[0], room.learners[7]):
        view = seen(room, vote, actor)
        assert view["result"] is None
        assert view["turnout"]["voted"] == 6
        assert "counts" not in json.dumps(view)
    assert seen(room, vote, room.learners[0])["voted"] is True
    assert seen(room, vote, room.learners[7])["voted"] is False
    run(room, ballots.reveal, window)
    learner = seen(room, vote, room.learners[0])["result"]
    assert learner["counts"] == []
    assert [topic["id"] for topic in learner["kept"]] == [topic["id"] for topic in offered[:3]]
    counts = seen(room, vote, room.facilitator)["result"]["counts"]
    assert sorted(entry["count"] for entry in counts) == [0, 0, 0, 0, 6, 6, 6]


def test_before_the_reveal_nobody_sees_a_rating(room):
    window = start(room, "ratings")
    grid = RateTopics()
    topics = [topic["id"] for topic in seen(room, grid, room.learners[0])["topics"]]
    for learner in room.learners[:6]:
        did(
            room,
            grid,
            learner,
            kind="rate",
            window=window,
            key=make_key(),
            scores=make_scores(topics, 5, 4, 2),
        )
    run(room, ballots.close_window, window)
    for actor in (room.facilitator, room.learners[0], room.learners[7]):
        view = seen(room, grid, actor)
        assert view["turnout"] == {"voted": 6, "paper": 0, "present": len(room.learners) + 4}
        assert "scores" not in json.dumps(view)
        assert view["waiting"] is None
        assert seen(room, TopicResult(), actor)["state"] == "waiting"
        assert seen(room, Recommendation(), actor)["proposal"]["chosen"] is None
    run(room, ballots.reveal, window)
    result = seen(room, TopicResult(), room.learners[7])
    assert result["state"] == "revealed"
    assert [row["score"] for row in result["ranking"]] == [5.0, 4.0, 2.0]
    assert result["stability"]["kind"] == "stable"
    assert set(result["stability"]["sentence"]) == {"zh", "en"}


def test_no_person_is_in_a_result(room):
    window = start(room, "ratings")
    with room.store.work() as db:
        order = db.get_one(ballots.WindowRow, window).subject["topics"]
        values = [(5, 4, 2)] * 7 + [(1, 1, 1)]
        put_ballots(
            db,
            ballots.window_of(db, room.facilitator, window),
            [{"scores": make_scores(order, *value)} for value in values],
        )
    run(room, ballots.reveal, window)
    for activity in EVERY:
        text = json.dumps(seen(room, activity, room.facilitator), ensure_ascii=False)
        assert "severities" not in text
        for actor in (room.first, room.leader, *room.learners):
            assert actor.person not in text
        assert "学员" not in text


def test_with_few_raters_no_means_leave_the_server(room):
    window = start(room, "ratings")
    with room.store.work() as db:
        row = ballots.window_of(db, room.facilitator, window)
        put_ballots(db, row, [{"scores": make_scores(row.subject["topics"], 5, 3, 1)}] * 3)
    run(room, ballots.reveal, window)
    view = seen(room, TopicResult(), room.learners[0])
    assert view["stability"]["kind"] == "few"
    assert view["appendix"] is None
    assert all(row["low"] is None and row["by_criterion"] == {} for row in view["ranking"])


def test_rating_waits_for_the_vote_then_for_the_window(room):
    with room.store.work() as db:
        make_topics(db, room.first, 6)
    assert seen(room, RateTopics(), room.learners[0])["waiting"] == "vote"
    with room.store.work() as db:
        row = service.all_topics(db, room.id)[0]
        service.withdraw_topic(db, room.first, row.id)
    view = seen(room, RateTopics(), room.learners[0])
    assert (view["waiting"], view["topics"], view["may_rate"]) == ("window", [], False)


def test_a_learner_cannot_rate_twice_or_in_another_class(room, store):
    window = start(room, "ratings")
    topics = [topic["id"] for topic in seen(room, RateTopics(), room.learners[0])["topics"]]
    scores = make_scores(topics, 1, 2, 3)
    did(room, RateTopics(), room.learners[0], kind="rate", window=window, key=make_key(), scores=scores)
    for actor in (room.learners[0], room.facilitator, room.expert):
        with pytest.raises(RefusedError):
            did(room, RateTopics(), actor, kind="rate", window=window, key=make_key(), scores=scores)


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

    step = SimpleNamespace(opens="votes", reopens=None, activity="recommendation")

    def shown():
        with room.store.read() as db:
            return {kind: make(db, room.id, step) for kind, make in EXHIBITS.items()}

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


def test_the_paper_form_serves_both_windows(room):
    window = start(room, "votes")
    with room.store.read() as db:
        row = ballots.window_of(db, room.facilitator, window)
        assert len(TopicPaper().form(db, row)["topics"]) == 3
        assert TopicPaper().purposes == ("votes", "ratings")


@pytest.mark.parametrize("activity", EVERY, ids=lambda activity: activity.name)
def test_a_view_costs_the_same_number_of_queries_at_6_and_60_people(room, activity):
    def fill(count):
        with room.store.work() as db:
            people = [make_actor(db, room.id, Role.LIAISON, seat=number) for number in range(count)]
            for purpose in ("votes", "ratings"):
                window = ballots.current_window(db, room.id, purpose)
                for person in people:
                    db.add(ballots.TurnoutRow(window_id=window.id, voter=person.person))
                topics = window.subject["topics"]
                content = (
                    {"topics": topics[:2]}
                    if purpose == "votes"
                    else {"scores": make_scores(topics, *range(1, len(topics) + 1))}
                )
                put_ballots(db, window, [content] * count)

    def cost():
        with CountedQueries(room.store) as queries:
            for actor in (room.facilitator, room.learners[0]):
                seen(room, activity, actor)
        return queries.count

    votes = start(room, "votes", 4)
    run(room, ballots.reveal, votes)
    with room.store.work() as db:
        ratings = ballots.open_window(db, room.facilitator, "ratings", service.rating_subject(db, room.id)).id
    fill(6)
    run(room, ballots.reveal, ratings)
    small = cost()
    fill(54)
    assert cost() == small
