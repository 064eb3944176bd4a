"""Results, recommendation and paper on a real database."""

import pytest

from factories import (
    make_key,
    make_proposal,
    make_scores,
    make_solo,
    make_topics,
    open_votes,
    put_ballots,
    revealed_round,
    worded,
)
from zhixing.classroom import ballots
from zhixing.decisions.rules import Outcome
from zhixing.decisions.service import decide
from zhixing.errors import ConflictError, InputError, RefusedError
from zhixing.topics import service
from zhixing.topics.rules import Kind, Origin, Recommendation, Unknown
from zhixing.topics.service.approval import paper_facts, writing_progress
from zhixing.topics.service.paper import check_paper, paper_form
from zhixing.topics.service.progress import topic_progress
from zhixing.topics.service.ratings import before_reopen


def test_the_result_waits_for_the_reveal_and_hides_again_when_reopened(room):
    with room.store.work() as db:
        make_topics(db, room.first, 3)
        window = ballots.open_window(
            db, room.facilitator, service.RATINGS, service.rating_subject(db, room.id)
        )
        order = window.subject["topics"]
        for learner in room.learners:
            scores = make_scores(order, 5, 3, 1)
            service.rate_topics(db, learner, window.id, make_key(), scores)
        assert service.result(db, room.id) is None
        ballots.close_window(db, room.facilitator, window.id)
        assert service.result(db, room.id) is None
        ballots.reveal(db, room.facilitator, window.id)
        found = service.result(db, room.id)
        assert [ranked.topic for ranked in found.ranking] == order
        assert found.stability.kind is Kind.STABLE
        assert found.raters == 8
        ballots.reopen(db, room.facilitator, window.id)
        assert service.result(db, room.id) is None


def test_the_disputed_cell_is_known_only_after_closing(room):
    with room.store.work() as db:
        make_topics(db, room.first, 2)
        window = ballots.open_window(
            db, room.facilitator, service.RATINGS, service.rating_subject(db, room.id)
        )
        order = window.subject["topics"]
        values = [((5, 3, 3), 3), ((1, 3, 3), 3)] * 3
        put_ballots(db, window, [{"scores": make_scores(order, *pair)} for pair in values])
        assert service.disputed_cell(db, room.id) is None
        ballots.close_window(db, room.facilitator, window.id)
        cell = service.disputed_cell(db, room.id)
        assert (cell.topic, cell.criterion) == (order[0], "importance")


def test_paper_ballots_are_checked_like_others_but_may_leave_cells_empty(room):
    with room.store.work() as db:
        made, votes = open_votes(db, room, 3)
        ratings = ballots.open_window(
            db, room.facilitator, service.RATINGS, service.rating_subject(db, room.id)
        )
        assert check_paper(db, votes, {"topics": made[:1]}) == {"topics": made[:1]}
        for bad in ({}, {"topics": "x"}, {"topics": [1]}, {"topics": ["x"]}):
            with pytest.raises(InputError) as caught:
                check_paper(db, votes, bad)
            assert all(worded(caught.value))
        half = {made[0]: {"importance": 4, "urgency": None}}
        assert check_paper(db, ratings, {"scores": half}) == {"scores": {made[0]: {"importance": 4}}}
        for bad in (
            {},
            {"scores": {}},
            {"scores": {made[0]: {"importance": None}}},
            {"scores": {made[0]: {"importance": 9}}},
            {"scores": {made[0]: {"importance": True}}},
            {"scores": {made[0]: {"beauty": 3}}},
            {"scores": {"x": {"importance": 3}}},
            {"scores": [3]},
        ):
            with pytest.raises(InputError) as caught:
                check_paper(db, ratings, bad)
            assert all(worded(caught.value))
        assert paper_form(db, ratings)["scale"] == [1, 5]
        assert paper_form(db, votes)["votes_each"] == 3


def test_alone_one_votes_and_rates_without_a_facilitator_and_own_topics_replace_the_examples(store):
    with store.work() as db:
        me = make_solo(db)
        samples = service.seed_sample_topics(db, me.classroom, [make_proposal(f"示例{n}") for n in range(7)])
        assert len(service.compared_topics(db, me.classroom)) == 7
        service.vote_topics(db, me, "", make_key(), samples[:3])
        assert service.rated_topics(db, me.classroom)[0].kept == tuple(samples[:3])
        mine = make_topics(db, me, 2)
        assert [row.id for row in service.compared_topics(db, me.classroom)] == mine
        service.vote_topics(db, me, "", make_key(), mine[:1])
        kept = service.rated_topics(db, me.classroom)[0].kept
        assert set(kept) == set(mine)
        service.rate_topics(db, me, "", make_key(), make_scores(kept, 5, 2))
        found = service.result(db, me.classroom)
        assert found.first == kept[0]
        assert found.stability.sentence == "topics.sentence.solo-stable"
        assert topic_progress(db, me) == (3, 9)


def recommendation(order, **changes):
    content = {
        "chosen": order[0],
        "runner_up": order[1],
        "held": tuple(order[2:]),
        "reasons": "影响面最大",
        "dissent": "",
        "lead_unit": "政务科",
        "unknowns": (Unknown("三个窗口各收什么", "林安", "12月5日"),),
    }
    return Recommendation(**{**content, **changes})


@pytest.mark.parametrize(
    ("change", "zh"),
    [
        ({"chosen": ""}, "选定首选"),
        ({"chosen": "z"}, "没有参加打分"),
        ({"reasons": " "}, "理由"),
        ({"lead_unit": ""}, "牵头"),
        ({"held": ()}, None),
        ({"unknowns": (Unknown("查什么", "", "明天"),)}, "第 1 条待查明事项没有写全"),
        ({"unknowns": (Unknown("查", "谁", "何时"),) * 21}, "最多写 20 条"),
        ({"reasons": "长" * 2001}, "最多 2000 个字"),
        ({"lead_unit": "长" * 201}, "最多 200 个字"),
    ],
)
def test_an_incomplete_recommendation_is_refused(room, change, zh):
    with room.store.work() as db:
        _, order = revealed_round(db, room, [(5, 3, 1)] * 6)
        if zh is None:
            assert (
                service.submit_recommendation(db, room.first, recommendation(order, **change), 0).version == 1
            )
            return
        with pytest.raises(InputError) as caught:
            service.submit_recommendation(db, room.first, recommendation(order, **change), 0)
        said = worded(caught.value)
        assert zh in said[0]
        assert said[1]


def test_a_topic_is_named_once_in_a_recommendation(room):
    with room.store.work() as db:
        _, order = revealed_round(db, room, [(5, 3, 1)] * 6)
        with pytest.raises(InputError) as caught:
            service.submit_recommendation(db, room.first, recommendation(order, runner_up=order[0]), 0)
        assert "出现了两次" in worded(caught.value)[0]


def test_a_recommendation_waits_for_the_result_and_keeps_every_version(room):
    with room.store.work() as db:
        make_topics(db, room.first, 2)
        with pytest.raises(RefusedError) as caught:
            service.submit_recommendation(db, room.first, recommendation(["a", "b"]), 0)
        assert "还没有公布" in worded(caught.value)[0]
    with room.store.work() as db:
        _, order = revealed_round(db, room, [(5, 3, 1)] * 6, topics=1)
        with pytest.raises(RefusedError):
            service.submit_recommendation(db, room.learners[0], recommendation(order), 0)
        service.submit_recommendation(db, room.first, recommendation(order), 0)
        with pytest.raises(ConflictError):
            service.submit_recommendation(db, room.second, recommendation(order), 0)
        second = service.submit_recommendation(db, room.second, recommendation(order), 1)
        assert writing_progress(db, room.id) == [
            {"seat": 1, "done": 1, "total": 1},
            {"seat": 2, "done": 1, "total": 1},
        ]
        decide(db, room.leader, second.id, Outcome.APPROVED, "")
        with pytest.raises(RefusedError):
            service.submit_recommendation(db, room.first, recommendation(order), 2)


def test_a_designated_topic_can_be_recommended_without_being_rated(room):
    with room.store.work() as db:
        _, order = revealed_round(db, room, [(5, 3, 1)] * 6)
        designated = service.propose_topic(db, room.leader, make_proposal("指定的", origin=Origin.LEADER))
        paper = recommendation(order, chosen=designated, runner_up=None, held=())
        assert service.submit_recommendation(db, room.facilitator, paper, 0).version == 1


def test_the_paper_counts_and_names_nobody(room):
    with room.store.work() as db:
        _, order = revealed_round(db, room, [(5, 3, 1)] * 6)
        facts = paper_facts(db, room.facilitator)
        assert (facts.proposed, facts.judged, facts.votes, facts.raters) == (3, 0, 0, 6)
        assert facts.recommendation.chosen == order[0]
        assert facts.version == 0
        with pytest.raises(RefusedError):
            paper_facts(db, room.learners[0])


def test_the_weights_explorer_uses_means_of_the_class_or_says_that_it_is_an_example(room):
    with room.store.work() as db:
        nothing = service.what_if_data(db, room.learners[0])
        assert (nothing.topics, nothing.sample) == ((), True)
        revealed_round(db, room, [(5, 3, 1)] * 6)
        own = service.what_if_data(db, room.learners[0])
        assert own.sample is False
        assert own.means == ((5.0,) * 3, (3.0,) * 3, (1.0,) * 3)
        assert sum(own.weights) == pytest.approx(1)


def test_the_weights_explorer_shows_no_means_of_a_few(room):
    with room.store.work() as db:
        revealed_round(db, room, [(5, 3, 1)] * 4)
        assert service.what_if_data(db, room.learners[0]).topics == ()


def test_the_weights_explorer_leaves_out_a_topic_that_few_have_rated(room):
    with room.store.work() as db:
        made = make_topics(db, room.first, 3)
        window = ballots.open_window(
            db, room.facilitator, service.RATINGS, service.rating_subject(db, room.id)
        )
        put_ballots(db, window, [{"scores": make_scores(made[:2], 4, 3)}] * 5)
        put_ballots(db, window, [{"scores": make_scores(made, 4, 3, (5, 4, 1))}])
        ballots.reveal(db, room.facilitator, window.id)
        shown = service.what_if_data(db, room.learners[0])
        assert len(shown.topics) == 2
        assert (5.0, 4.0, 1.0) not in shown.means


def test_alone_a_round_that_was_reopened_takes_the_changed_ballot(store):
    with store.work() as db:
        me = make_solo(db)
        made, key = make_topics(db, me, 2), make_key()
        service.rate_topics(db, me, "", key, make_scores(made, 3, 4))
        window = ballots.current_window(db, me.classroom, service.RATINGS)
        kept = before_reopen(db, window)
        ballots.reopen(db, me, window.id)
        window.subject = {**window.subject, "before": kept}
        service.rate_topics(db, me, "", key, make_scores(made, 5, 4))
        assert ballots.current_window(db, me.classroom, service.RATINGS).id == window.id
        assert service.result(db, me.classroom).first == made[0]


def test_a_class_may_set_its_own_policy(room):
    with room.store.work() as db:
        from zhixing.classroom.tables import ClassroomRow

        row = db.get_one(ClassroomRow, room.id)
        row.policy = {"topic.weight.importance": 0, "topic.weight.urgency": 3, "survey.min-cell": 2}
        _, order = revealed_round(db, room, [((5, 1, 1), (1, 5, 1), 1)] * 3)
        found = service.result(db, room.id)
        assert found.first == order[1]
        assert found.ranking[0].score == pytest.approx((3 * 5 + 1) / 4)
