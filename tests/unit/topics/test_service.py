"""Topics, verdicts, votes and ratings on a real database."""

import pytest

from factories import (
    CONDITIONS,
    make_key,
    make_proposal,
    make_scores,
    make_solo,
    make_topics,
    open_votes,
    worded,
)
from zhixing.classroom import ballots
from zhixing.errors import ConflictError, InputError, MissingError, RefusedError
from zhixing.topics import service
from zhixing.topics.rules import Judgement, Origin, Verdict
from zhixing.topics.service.votes import needs_vote


def test_a_topic_is_numbered_revised_withdrawn_and_restored(room):
    with room.store.work() as db:
        first, second = make_topics(db, room.first, 2)
        service.revise_topic(db, room.learners[0], first, make_proposal("改过的题目"))
        service.withdraw_topic(db, room.first, second)
        assert ("topics") in {subject for _, subject in db.changes}
    with room.store.work() as db:
        rows = service.all_topics(db, room.id)
        assert [(row.position, row.title, row.withdrawn) for row in rows] == [
            (1, "改过的题目", False),
            (2, "题目2", True),
        ]
        assert [row.id for row in service.compared_topics(db, room.id)] == [first]
        service.restore_topic(db, room.first, second)
        assert len(service.compared_topics(db, room.id)) == 2


def test_an_expert_may_not_propose_and_another_class_is_not_reached(room):
    with room.store.work() as db:
        (topic,) = make_topics(db, room.first, 1)
        with pytest.raises(RefusedError):
            service.propose_topic(db, room.expert, make_proposal())
        stranger = make_solo(db)
        with pytest.raises(MissingError):
            service.revise_topic(db, stranger, topic, make_proposal())


def test_topics_come_in_the_order_of_units_and_designated_ones_are_not_compared(room):
    with room.store.work() as db:
        made = make_topics(db, room.first, 3, units=("民生科", "县中心政务科", "办公室"))
        designated = service.propose_topic(db, room.leader, make_proposal("指定的", origin=Origin.LEADER))
        order = [row.id for row in service.compared_topics(db, room.id)]
    assert order == [made[1], made[0], made[2]]
    assert designated not in order


def test_a_topic_cannot_change_while_people_vote_on_it(room):
    with room.store.work() as db:
        made, window = open_votes(db, room)
        for refuse in (service.withdraw_topic, lambda *args: service.revise_topic(*args, make_proposal())):
            with pytest.raises(RefusedError) as caught:
                refuse(db, room.first, made[0])
            assert "题目1" in worded(caught.value)[0]
        ballots.reveal(db, room.facilitator, window.id)
        service.revise_topic(db, room.first, made[0], make_proposal("公布以后改错字"))


def test_tables_judge_and_the_second_device_of_a_table_is_told(room):
    ok = Judgement(Verdict.OK)
    with room.store.work() as db:
        (topic,) = make_topics(db, room.first, 1)
        service.judge_condition(db, room.first, topic, "feasibility", ok, seen_version=0)
        service.judge_condition(db, room.second, topic, "feasibility", ok, seen_version=0)
        no = Judgement(Verdict.NO, "超出职责")
        with pytest.raises(ConflictError) as caught:
            service.judge_condition(db, room.first, topic, "feasibility", no, seen_version=0)
        assert "“可行性”" in worded(caught.value)[0]
        assert "“Feasibility”" in worded(caught.value)[1]
        service.judge_condition(db, room.first, topic, "feasibility", no, seen_version=1)
        assert service.seat_progress(db, room.id) == [
            {"seat": 1, "done": 1, "total": 3},
            {"seat": 2, "done": 1, "total": 3},
        ]


@pytest.mark.parametrize(
    ("who", "condition", "error"),
    [
        ("facilitator", "feasibility", RefusedError),
        ("standing", "feasibility", RefusedError),
        ("first", "beauty", MissingError),
    ],
)
def test_only_a_table_judges_only_conditions(room, who, condition, error):
    with room.store.work() as db:
        (topic,) = make_topics(db, room.first, 1)
        with pytest.raises(error) as caught:
            service.judge_condition(
                db, getattr(room, who), topic, condition, Judgement(Verdict.OK), seen_version=0
            )
        assert all(worded(caught.value))


def test_people_of_tables_that_have_judged_everything_have_taken_part(room):
    with room.store.work() as db:
        (topic,) = make_topics(db, room.first, 1)
        window = ballots.open_window(db, room.facilitator, "conditions", {"topics": [topic]})
        assert service.liaisons_done(db, window) == set()
        for condition in CONDITIONS:
            service.judge_condition(db, room.first, topic, condition, Judgement(Verdict.OK), seen_version=0)
        done = service.liaisons_done(db, window)
    assert room.first.person in done
    assert room.second.person not in done


def test_votes_choose_who_goes_on_and_a_condemned_topic_does_not(room):
    with room.store.work() as db:
        made, window = open_votes(db, room)
        for liaison in (room.first, room.second):
            service.judge_condition(
                db, liaison, made[0], "feasibility", Judgement(Verdict.NO, "超出职责"), seen_version=0
            )
        for learner in room.learners[:3]:
            service.vote_topics(db, learner, window.id, make_key(), made[:3])
        service.vote_topics(db, room.learners[3], window.id, make_key(), made[3:6])
        assert service.rated_topics(db, room.id)[0].tie, "an open vote decides nothing yet"
        ballots.reveal(db, room.facilitator, window.id)
        chosen, _ = service.rated_topics(db, room.id)
        assert set(chosen.kept) == set(made[1:6])
        assert not service.has_tie(db, room.id)
        assert set(service.rating_subject(db, room.id)["topics"]) == set(made[1:6])


def test_a_vote_can_be_changed_with_its_key_and_not_cast_twice(room):
    key = make_key()
    with room.store.work() as db:
        made, window = open_votes(db, room)
        service.vote_topics(db, room.learners[0], window.id, key, made[:2])
        service.vote_topics(db, room.learners[0], window.id, key, made[2:3])
        assert ballots.contents(db, window.id) == [{"topics": made[2:3]}]
        with pytest.raises(RefusedError):
            service.vote_topics(db, room.learners[0], window.id, make_key(), made[:1])


def test_more_topics_than_can_be_rated_need_a_vote_first(room):
    with room.store.work() as db:
        with pytest.raises(RefusedError) as caught:
            service.vote_subject(db, room.id)
        assert "还没有可以投票的题目" in worded(caught.value)[0]
        make_topics(db, room.first, 6)
        assert needs_vote(db, room.id)
        with pytest.raises(RefusedError) as caught:
            service.rating_subject(db, room.id)
        assert "先投票" in worded(caught.value)[0]


@pytest.mark.parametrize(
    ("score", "zh", "en"),
    [
        (None, "“题目2”的“紧迫性”还没有打分", "“题目2” has no score yet for “Urgency”"),
        (6, "“题目2”的“紧迫性”打了 6 分，应在 1 到 5 分之间", "“题目2” has 6 for “Urgency”"),
        (0, "打了 0 分", "has 0"),
    ],
)
def test_a_bad_score_is_refused_naming_topic_and_criterion(room, score, zh, en):
    with room.store.work() as db:
        make_topics(db, room.first, 3)
        window = ballots.open_window(
            db, room.facilitator, service.RATINGS, service.rating_subject(db, room.id)
        )
        order = window.subject["topics"]
        titles = {row.id: row.title for row in service.all_topics(db, room.id)}
        scores = make_scores(order, 3, 3, 3)
        bad = next(topic for topic in order if titles[topic] == "题目2")
        scores[bad]["urgency"] = score
        if score is None:
            del scores[bad]["urgency"]
        with pytest.raises(InputError) as caught:
            service.rate_topics(db, room.learners[0], window.id, make_key(), scores)
        said = worded(caught.value)
        assert zh in said[0]
        assert en in said[1]
        assert ballots.contents(db, window.id) == []


def test_a_rating_of_something_else_or_in_the_wrong_window_is_refused(room):
    with room.store.work() as db:
        made, votes = open_votes(db, room, 3)
        window = ballots.open_window(
            db, room.facilitator, service.RATINGS, service.rating_subject(db, room.id)
        )
        scores = make_scores(made, 3, 3, 3)
        learner = room.learners[0]
        with pytest.raises(InputError):
            service.rate_topics(db, learner, votes.id, make_key(), scores)
        with pytest.raises(InputError):
            service.rate_topics(db, learner, window.id, make_key(), {**scores, "z": scores[made[0]]})
