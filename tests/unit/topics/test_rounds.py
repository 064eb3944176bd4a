"""One topic after the other: recommended or designated, its scheme approved, finished; the next begins."""

import pytest

from factories import (
    did,
    make_key,
    make_proposal,
    make_scores,
    make_topics,
    put_ballots,
    revealed_round,
    seen,
    worded,
)
from scheme_factory import parts
from zhixing.classroom import ballots
from zhixing.decisions import service as decisions
from zhixing.decisions.activities import Approval
from zhixing.decisions.rules import Outcome, Stage
from zhixing.errors import RefusedError
from zhixing.topics import service
from zhixing.topics.activities import (
    TOPIC_RECOMMENDATION,
    TOPIC_SCHEME,
    Recommendation,
    SchemeActivity,
    TableAdvice,
    TopicQueue,
)
from zhixing.topics.documents import recommendation_sheet
from zhixing.topics.rules import Origin, Unknown
from zhixing.topics.rules import Recommendation as Paper
from zhixing.topics.service import approval
from zhixing.topics.service.exchange.weights import set_weights
from zhixing.topics.service.minutes import minutes_facts
from zhixing.topics.service.rounds import latest_recommendation, recommendation_subject
from zhixing.topics.service.scheme import save_part, scheme_of, submit_scheme
from zhixing.topics.tables import TopicRow

PAGE = Approval([TOPIC_RECOMMENDATION, TOPIC_SCHEME])
SAID = {"kind": "save", "lead_unit": "办公室", "reasons": "理由", "dissent": "", "unknowns": []}


def recommend(room, chosen, runner_up=None, held=()):
    with room.store.work() as db:
        last = latest_recommendation(db, room.id)
        unknowns = (Unknown("各收什么", "林安", "12月5日"),)
        paper = Paper(chosen, runner_up, tuple(held), "影响面最大", "应先查清", "政务科", unknowns, "")
        seen_version = last.version if last else 0
        return approval.submit_recommendation(db, room.facilitator, paper, seen_version)


def decide(room, subject, submission, outcome="approved", **named):
    action = {"kind": "decide", "submission": submission.id, "outcome": outcome, "comment": "好", **named}
    PAGE.act(room.store, room.leader, {"subject": subject}, make_key(), action)


def scheme_through(room):
    """Write, submit and approve the scheme of the topic whose turn it is; return the topic."""
    for part in parts():
        with room.store.work() as db:
            save_part(db, room.first, part, scheme_of(db, room.id).scheme.mark(part.part))
    with room.store.work() as db:
        now = scheme_of(db, room.id)
        made = submit_scheme(db, room.facilitator, Stage.APPROVAL, 0, now.paper)
    decide(room, "topic-scheme", made)
    with room.store.read() as db:
        now = scheme_of(db, room.id)
        assert now.is_final
        return now.topic.id


def finish(room, topic):
    did(room, TopicQueue(), room.facilitator, kind="finish", topic=topic)


def subject(room):
    with room.store.read() as db:
        return recommendation_subject(db, room.id)


def test_a_class_goes_round_twice_from_recommendation_to_approved_scheme(room):
    with room.store.work() as db:
        _, (first, second, third) = revealed_round(db, room, [(5, 3, 1)] * 6)
    did(room, TableAdvice(), room.first, version=0, **SAID)
    decide(room, "topic-recommendation", recommend(room, first, second, [third]))
    with pytest.raises(RefusedError):
        recommend(room, third, second)
    assert seen(room, TableAdvice(), room.first)["state"] == "final"
    assert scheme_through(room) == first
    finish(room, first)
    assert subject(room) == "topic-recommendation/2"
    page = seen(room, Recommendation(), room.facilitator)
    assert (page["may_edit"], page["submission"], page["tables"]) == (True, None, [])
    assert set(page["topics"]) == {second, third}, "what is finished is not recommended again"
    assert (page["proposal"]["chosen"], page["proposal"]["held"]) == (None, [third])
    assert seen(room, PAGE, room.leader, {"subject": "topic-recommendation"})["state"] == "none"
    with room.store.read() as db:
        assert [each["done"] for each in approval.writing_progress(db, room.id)] == [0, 0]
        assert minutes_facts(db, room.id).leads == ()
        assert approval.paper_facts(db, room.facilitator).version == 0
        with pytest.raises(RefusedError):
            recommendation_sheet(db, room.facilitator)
    assert scheme_through(room) == second, "the next from the queue is in work"
    finish(room, second)
    with room.store.work() as db:
        make_topics(db, room.first, 2)
        subject_now = service.rating_subject(db, room.id)
        window = ballots.open_window(db, room.facilitator, service.RATINGS, subject_now)
        order = window.subject["topics"]
        assert not {first, second} & set(order)
        put_ballots(db, window, [{"scores": make_scores(order, 5, 3, 1)}] * 6)
        ballots.reveal(db, room.facilitator, window.id)
    assert did(room, TableAdvice(), room.first, version=0, **SAID) == {"version": 1}
    assert len(seen(room, Recommendation(), room.facilitator)["tables"]) == 1
    again = recommend(room, order[0], order[1], order[2:])
    assert (again.subject, again.version) == ("topic-recommendation/2", 1)
    decide(room, "topic-recommendation", again)
    with room.store.read() as db:
        recommendation_sheet(db, room.facilitator)
        assert len(decisions.versions(db, room.id, "topic-recommendation")) == 1
    assert scheme_through(room) == order[0]


def test_two_designated_topics_follow_one_another_without_any_recommendation(room):
    with room.store.work() as db:
        one, two = (
            service.propose_topic(db, room.leader, make_proposal(title, origin=Origin.LEADER))
            for title in ("第一件", "第二件")
        )
    assert scheme_through(room) == one
    assert seen(room, TopicQueue(), room.first)["working"][0]["id"] == one
    finish(room, one)
    assert seen(room, SchemeActivity(), room.first)["submission"] is None
    assert scheme_through(room) == two
    finish(room, two)
    assert seen(room, SchemeActivity(), room.first)["topic"] is None


def test_two_designated_topics_are_recommended_one_after_the_other(room):
    with room.store.work() as db:
        one, two = (
            service.propose_topic(db, room.leader, make_proposal(title, origin=Origin.LEADER))
            for title in ("第一件", "第二件")
        )
    for topic in (two, one):
        decide(room, "topic-recommendation", recommend(room, topic))
        assert scheme_through(room) == topic
        finish(room, topic)
        if topic == two:
            assert seen(room, Recommendation(), room.facilitator)["designated"] == {one: "第一件"}
            with pytest.raises(RefusedError) as caught:
                recommend(room, two)
            assert all(worded(caught.value))


@pytest.mark.parametrize("reworded", [False, True])
def test_a_topic_designated_by_its_title_makes_room_too_once_it_is_finished(room, reworded):
    with room.store.work() as db:
        _, order = revealed_round(db, room, [(5, 3, 1)] * 6)
    decide(
        room, "topic-recommendation", recommend(room, order[0], order[1]), "designated", title="窗口一次办好"
    )
    with room.store.work() as db:
        row = approval.topic_in_work(db, room.id)
        if reworded:
            service.revise_topic(db, room.first, row.id, make_proposal("窗口只跑一次", origin=Origin.LEADER))
    assert subject(room) == "topic-recommendation"
    finish(room, row.id)
    assert subject(room) == "topic-recommendation/2"


def test_what_was_taken_off_the_list_after_the_ratings_is_not_recommended(room):
    with room.store.work() as db:
        _, (first, second, third) = revealed_round(db, room, [(5, 3, 1)] * 6)
        service.withdraw_topic(db, room.first, third)
        service.merge_topics(db, room.first, first, second)
    page = seen(room, Recommendation(), room.facilitator)
    assert set(page["topics"]) == {first}
    assert page["proposal"] == {"chosen": first, "runner_up": None, "held": []}


def test_a_designated_topic_that_was_merged_away_has_no_scheme(room):
    with room.store.work() as db:
        one, two = (
            service.propose_topic(db, room.leader, make_proposal(title, origin=Origin.LEADER))
            for title in ("第一件", "第二件")
        )
        service.merge_topics(db, room.leader, two, one)
        assert scheme_of(db, room.id).topic.id == two
        db.get_one(TopicRow, two).withdrawn = True
        db.flush()
        assert scheme_of(db, room.id).topic is None


def test_a_learner_reads_the_outcome_and_its_day_but_not_what_the_leader_wrote(room):
    with room.store.work() as db:
        _, order = revealed_round(db, room, [(5, 3, 1)] * 6)
        paper = Paper(order[0], order[1], (), "理由", "", "政务科", (), "周平：先查数据")
        made = approval.submit_recommendation(db, room.facilitator, paper, 0)
        approval.decide_recommendation(
            db, room.leader, made.id, Outcome.DESIGNATED, "先办这件", detail={"topic": order[2]}
        )
    for actor in (room.first, room.leader, room.expert, room.facilitator):
        told = seen(room, Recommendation(), actor)["submission"]
        assert told["content"]["dissent_named"] == "周平：先查数据"
        assert told["outcome"]["comment"] == "先办这件"
    told = seen(room, Recommendation(), room.learners[0])["submission"]
    assert set(told["outcome"]) == {"outcome", "decided", "day"}
    assert "dissent_named" not in told["content"]
    scheme_through(room)
    assert seen(room, SchemeActivity(), room.leader)["submission"]["comment"] == "好"
    told = seen(room, SchemeActivity(), room.learners[0])["submission"]
    assert (told["outcome"], told["comment"]) == ("approved", "")


def test_the_next_round_may_weigh_anew_and_the_former_result_stays(room):
    with room.store.work() as db:
        make_topics(db, room.first, 2)
        window = ballots.open_window(
            db, room.facilitator, service.RATINGS, service.rating_subject(db, room.id)
        )
        one, other = window.subject["topics"]
        marks = {
            one: {"importance": 5, "urgency": 1, "cross-department": 1},
            other: {"importance": 2, "urgency": 4, "cross-department": 4},
        }
        put_ballots(db, window, [{"scores": marks}] * 6)
        ballots.reveal(db, room.facilitator, window.id)

    def ranking():
        with room.store.read() as db:
            return [(each.topic, round(each.score, 6)) for each in service.result(db, room.id).ranking]

    before = ranking()
    assert before[0][0] == other
    with pytest.raises(RefusedError) as caught, room.store.work() as db:
        set_weights(db, room.facilitator, {"importance": 1.0, "urgency": 0.0, "cross-department": 0.0})
    assert caught.value.code == "weights.error.rated-already"
    with room.store.work() as db:
        db.get_one(TopicRow, other).standing = "finished"
    with room.store.work() as db:
        set_weights(db, room.facilitator, {"importance": 1.0, "urgency": 0.0, "cross-department": 0.0})
    assert ranking() == before, "a result keeps the weights of its own round"
    with room.store.work() as db:
        make_topics(db, room.first, 1)
        assert service.rating_subject(db, room.id)["weights"]["importance"] == 1.0
