"""What each person's view holds, and what it must not hold."""

import json

import pytest

from factories import (
    CountedQueries,
    did,
    make_actor,
    make_key,
    make_scores,
    make_topics,
    put_ballots,
    run,
    seen,
    start,
)
from zhixing.actor import Role
from zhixing.classroom import ballots
from zhixing.errors import InputError, RefusedError
from zhixing.topics import service
from zhixing.topics.activities import (
    Criteria,
    JudgeConditions,
    RateTopics,
    Recommendation,
    TopicResult,
    Topics,
    VoteTopics,
    topic_activities,
)

EVERY = topic_activities()
RUNNERS_OWN = frozenset({"minutes"})


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
            if activity.name in RUNNERS_OWN and actor is not room.facilitator:
                with pytest.raises(RefusedError):
                    seen(room, activity, actor)
                continue
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
        assert view["turnout"]["voted"] == (6 if actor is room.facilitator else 0)
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
        assert view["turnout"]["voted"] == (6 if actor is room.facilitator else 0)
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
            for actor in (room.facilitator, *room.learners[: activity.name not in RUNNERS_OWN]):
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
