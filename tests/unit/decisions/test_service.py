"""Submission and approval on a real database."""

import threading
from types import SimpleNamespace

import pytest
from sqlalchemy import func, select

from factories import make_actor, make_class, worded
from zhixing.actor import Role
from zhixing.classroom.rules import Door
from zhixing.decisions.rules import Outcome
from zhixing.decisions.service import decide, latest, submit, submitters
from zhixing.decisions.tables import DecisionRow, SubmissionRow
from zhixing.errors import ConflictError, MissingError, RefusedError

SUBJECT = "topic-recommendation"


@pytest.fixture
def room(store):
    with store.work() as db:
        classroom = make_class(db)
        return SimpleNamespace(
            store=store,
            id=classroom,
            facilitator=make_actor(db, classroom, Role.FACILITATOR),
            leaders=[make_actor(db, classroom, Role.LEADER) for _ in range(2)],
            liaison=make_actor(db, classroom, Role.LIAISON),
            learner=make_actor(db, classroom),
        )


def put(room, content, seen, actor=None):
    with room.store.work() as db:
        return submit(db, actor or room.facilitator, SUBJECT, content, seen)


def test_versions_are_added_and_never_changed(room):
    put(room, {"text": "一稿"}, 0)
    put(room, {"text": "二稿"}, 1)
    with room.store.read() as db:
        standing = latest(db, room.id, SUBJECT)
        assert (standing.version, standing.content, standing.decision) == (2, {"text": "二稿"}, None)
        assert db.scalar(select(func.count()).select_from(SubmissionRow)) == 2
        assert submitters(db, room.id, SUBJECT) == {room.facilitator.person}
        assert latest(db, room.id, "another") is None


def test_the_second_of_two_editors_is_told_and_nothing_of_theirs_is_stored(room):
    put(room, {"text": "甲"}, 0)
    with pytest.raises(ConflictError) as caught:
        put(room, {"text": "乙"}, 0)
    assert "第 1 稿" in worded(caught.value)[0]
    with room.store.read() as db:
        assert latest(db, room.id, SUBJECT).content == {"text": "甲"}


def test_doors_are_kept(room):
    with pytest.raises(RefusedError):
        put(room, {}, 0, room.learner)
    with pytest.raises(RefusedError):
        put(room, {}, 0, room.liaison)
    with room.store.work() as db:
        submission = submit(db, room.liaison, SUBJECT, {}, 0, door=Door.WRITE_RECOMMENDATION)
        for actor in (room.facilitator, room.liaison, room.learner):
            with pytest.raises(RefusedError):
                decide(db, actor, submission.id, Outcome.APPROVED, "")
        stranger = make_actor(db, make_class(db), Role.LEADER)
        for actor, name in ((stranger, submission.id), (room.leaders[0], "nothing")):
            with pytest.raises(MissingError) as caught:
                decide(db, actor, name, Outcome.APPROVED, "")
            assert all(worded(caught.value))


def test_a_returned_paper_is_submitted_again_and_an_approved_one_is_final(room):
    first = put(room, {"text": "一稿"}, 0)
    with room.store.work() as db:
        decide(db, room.leaders[0], first.id, Outcome.RETURNED, " 补充数据 ")
    second = put(room, {"text": "二稿"}, 1)
    with room.store.work() as db:
        with pytest.raises(ConflictError):
            decide(db, room.leaders[1], first.id, Outcome.APPROVED, "")
        decided = decide(db, room.leaders[1], second.id, Outcome.APPROVED, "")
        assert decided.is_final
    with room.store.read() as db:
        assert latest(db, room.id, SUBJECT).decision.outcome is Outcome.APPROVED
        assert db.get(DecisionRow, first.id).comment == "补充数据"
    with pytest.raises(RefusedError) as caught:
        put(room, {"text": "三稿"}, 2)
    assert "已经审定" in worded(caught.value)[0]


def test_of_two_leaders_who_decide_at_once_the_second_gets_a_sentence(room):
    submission = put(room, {}, 0)
    told = []
    together = threading.Barrier(2)

    def lead(actor, outcome):
        together.wait()
        try:
            with room.store.work() as db:
                decide(db, actor, submission.id, outcome, "意见")
        except ConflictError as error:
            told.append(worded(error))

    threads = [
        threading.Thread(target=lead, args=pair)
        for pair in zip(room.leaders, (Outcome.APPROVED, Outcome.RETURNED), strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(told) == 1
    assert all(told[0])
    with room.store.read() as db:
        assert db.scalar(select(func.count()).select_from(DecisionRow)) == 1
