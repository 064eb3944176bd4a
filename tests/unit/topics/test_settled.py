"""Topics before the leader, in work, waiting or finished are not changed behind the leader's back."""

import pytest

from factories import make_proposal, make_topics, revealed_round, seen, worded
from scheme_factory import parts
from zhixing.decisions.rules import Outcome, Stage
from zhixing.errors import RefusedError
from zhixing.topics import service
from zhixing.topics.activities import Topics
from zhixing.topics.rules import Origin
from zhixing.topics.rules import Recommendation as Paper
from zhixing.topics.service import approval, merging
from zhixing.topics.service.scheme import decide_scheme, save_part, scheme_of, submit_scheme
from zhixing.topics.tables import TopicRow


@pytest.fixture
def submitted(room):
    with room.store.work() as db:
        _, room.order = revealed_round(db, room, [(5, 3, 1)] * 6)
        (room.spare,) = make_topics(db, room.first, 1)
        first, second, third = room.order
        paper = Paper(first, second, (third,), "理由", "", "政务科", (), "")
        room.paper = approval.submit_recommendation(db, room.facilitator, paper, 0)
    return room


def refused(room, code, verb, *arguments):
    with pytest.raises(RefusedError) as caught, room.store.work() as db:
        verb(db, room.first, *arguments)
    assert caught.value.code == f"proposal.error.{code}"
    assert all(worded(caught.value))


def rights(room, topic, actor=None):
    entries = seen(room, Topics(), actor or room.first)["topics"]
    entry = next(each for each in entries if each["id"] == topic)
    return entry["may_edit"], entry["may_remove"]


def decide(room, outcome, **named):
    with room.store.work() as db:
        approval.decide_recommendation(db, room.leader, room.paper.id, outcome, "好", **named)


def assert_settled(room, topic, code):
    refused(room, code, service.revise_topic, topic, make_proposal("换了"))
    refused(room, code, service.withdraw_topic, topic)
    refused(room, code, service.merge_topics, topic, room.spare)
    refused(room, code, service.merge_topics, room.spare, topic)
    assert rights(room, topic) == (False, False)


def test_what_lies_before_the_leader_stays_until_it_is_returned(submitted):
    room = submitted
    for topic in room.order:
        assert_settled(room, topic, "before-leader")
    assert rights(room, room.spare) == (True, True)
    decide(room, Outcome.RETURNED)
    for topic in room.order:
        assert rights(room, topic) == (True, True)
    with room.store.work() as db:
        service.revise_topic(db, room.first, room.order[0], make_proposal("换了"))
        service.withdraw_topic(db, room.first, room.order[2])


def test_what_is_in_work_waits_or_is_finished_stays(submitted):
    room = submitted
    first, second, third = room.order
    decide(room, Outcome.APPROVED)
    assert_settled(room, first, "in-work")
    assert_settled(room, second, "queued")
    assert rights(room, third) == (True, True), "what was held is open again"
    with room.store.work() as db:
        approval.finish_topic(db, room.facilitator)
    assert_settled(room, first, "finished")
    assert_settled(room, second, "in-work")


def test_a_merger_into_a_settled_topic_is_not_undone(room):
    with room.store.work() as db:
        keep, gone = make_topics(db, room.first, 2)
        service.merge_topics(db, room.first, keep, gone)
        db.get_one(TopicRow, keep).standing = "in-work"
    refused(room, "in-work", merging.unmerge, gone)
    entry = seen(room, Topics(), room.first)["topics"][0]
    assert entry["may_unmerge"] is False


def test_a_designated_topic_is_sharpened_in_work_until_its_scheme_is_submitted(submitted):
    room = submitted
    topic = room.order[2]
    decide(room, Outcome.DESIGNATED, detail={"topic": topic})
    sharper = make_proposal("说得更准", origin=Origin.LEADER)
    assert rights(room, topic) == (True, False)
    with room.store.work() as db:
        service.revise_topic(db, room.first, topic, sharper)
    refused(room, "in-work", service.withdraw_topic, topic)
    for part in parts():
        with room.store.work() as db:
            save_part(db, room.first, part, scheme_of(db, room.id).scheme.mark(part.part))
    with room.store.work() as db:
        made = submit_scheme(db, room.facilitator, Stage.APPROVAL, 0, scheme_of(db, room.id).paper)
    assert_settled(room, topic, "scheme-before-leader")
    with room.store.work() as db:
        decide_scheme(db, room.leader, made.id, Outcome.RETURNED, "再改")
    with room.store.work() as db:
        service.revise_topic(db, room.first, topic, sharper)
        made = submit_scheme(db, room.facilitator, Stage.APPROVAL, 1, scheme_of(db, room.id).paper)
        decide_scheme(db, room.leader, made.id, Outcome.APPROVED, "")
    assert_settled(room, topic, "scheme-approved")
