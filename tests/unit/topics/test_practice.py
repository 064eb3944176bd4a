"""The practice round: one person, three simulated colleagues, a disputed cell, change or keep."""

import json
import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from factories import CRITERIA, CountedQueries, did, make_solo, seen, worded
from zhixing import resources
from zhixing.classroom.tables import BallotRow, WindowRow
from zhixing.course.tables import AnswerRow
from zhixing.errors import ConflictError, InputError, RefusedError
from zhixing.topics.activities import PracticeRound
from zhixing.topics.rules import Limits
from zhixing.topics.rules.practice import disputed, outcome
from zhixing.topics.service.practice import practice

WEIGHTS = dict.fromkeys(CRITERIA, 1.0)
ROUND = PracticeRound()


def marks(score=3, **cells):
    """Return a sheet with the same mark everywhere but in some cells, named like ``t08_urgency``."""
    sheet = {topic: dict.fromkeys(CRITERIA, score) for topic in practice().topic_ids}
    for name, other in cells.items():
        topic, criterion = name.split("_")
        sheet[topic][criterion] = other
    return sheet


sheets = st.fixed_dictionaries(
    {
        topic: st.fixed_dictionaries({criterion: st.integers(1, 5) for criterion in CRITERIA})
        for topic in practice().topic_ids
    }
)


def commit(room, actor, scores, at=0):
    return did(room, ROUND, actor, kind="commit", seen=at, scores=scores)


def settle(room, actor, score, at=1):
    return did(room, ROUND, actor, kind="settle", seen=at, score=score)


def test_the_topics_are_the_demonstration_organisation_s():
    page = resources.data() / "demo" / "organisation.toml"
    known = {topic["id"]: topic for topic in tomllib.loads(page.read_text(encoding="utf-8"))["topic"]}
    assert len(practice().topics) == 3
    for topic in practice().topics:
        assert topic.title.json() == known[topic.id]["title"]


def test_three_colleagues_of_three_posts_say_a_fact_in_every_cell_and_one_marks_strictly():
    found = practice()
    assert len({each.post.zh for each in found.colleagues}) == len(found.colleagues) == 3
    assert [each.strict for each in found.colleagues].count(True) == 1
    assert len(found.said) == 27
    assert len({each.fact.zh for each in found.said.values()}) == 27
    assert all(1 <= each.score <= 5 for each in found.said.values())
    totals = {
        each.strict: sum(sum(row.values()) for row in found.ballot(each).values())
        for each in sorted(found.colleagues, key=lambda each: each.strict)
    }
    assert totals[True] < min(
        sum(sum(row.values()) for row in found.ballot(each).values())
        for each in found.colleagues
        if not each.strict
    )


@settings(deadline=None, max_examples=60)
@given(sheets)
def test_whatever_is_rated_one_cell_is_worth_talking_about_and_all_is_computed(own):
    found = practice()
    cell = disputed(found, own, Limits())
    given_there = [ballot[cell.topic][cell.criterion] for ballot in found.ballots(own)]
    assert max(given_there) - min(given_there) >= 2
    said = outcome(found, own, own, WEIGHTS, Limits())
    assert said.before.first == said.after.first
    assert said.after.raters == 4
    assert said.after.stability.kind != "few"
    assert said.lenient in found.topic_ids


def test_with_middling_marks_the_disputed_cell_is_the_one_that_was_planted():
    cell = disputed(practice(), marks(3), Limits())
    assert (cell.topic, cell.criterion) == ("t08", "urgency")


def test_one_changed_mark_can_change_the_first_choice():
    found = practice()
    first = marks(3, t08_urgency=1, t03_urgency=4)
    cell = disputed(found, first, Limits())
    assert (cell.topic, cell.criterion) == ("t08", "urgency")
    settled = {**first, "t08": {**first["t08"], "urgency": 5}}
    said = outcome(found, first, settled, WEIGHTS, Limits())
    assert (said.before.first, said.after.first) == ("t03", "t08")


def test_no_colleague_s_mark_or_fact_leaves_before_the_commit(room):
    me = room.learners[0]
    view = seen(room, ROUND, me)
    assert (view["stage"], view["cell"], view["outcome"]) == ("rate", None, None)
    assert len(view["topics"]) * len(view["criteria"]) == 9
    shown = json.dumps(view, ensure_ascii=False)
    assert not any(each.fact.zh in shown or each.fact.en in shown for each in practice().said.values())
    assert all("score" not in each for each in view["colleagues"])


def test_a_round_goes_from_the_sheet_by_the_cell_to_the_result(room):
    me, other = room.learners[:2]
    commit(room, me, marks(3))
    view = seen(room, ROUND, me)
    assert (view["stage"], view["seen"], view["outcome"]) == ("discuss", 1, None)
    cell = view["cell"]
    assert (cell["topic"], cell["criterion"], cell["first"], cell["settled"]) == ("t08", "urgency", 3, None)
    assert len(cell["said"]) == 3
    told = json.dumps(view, ensure_ascii=False)
    elsewhere = [each for key, each in practice().said.items() if key[:2] != ("t08", "urgency")]
    assert not any(each.fact.zh in told for each in elsewhere)

    settle(room, me, 5)
    view = seen(room, ROUND, me)
    assert (view["stage"], view["cell"]["first"], view["cell"]["settled"]) == ("done", 3, 5)
    after = view["outcome"]["after"]
    assert after["first"] == after["ranking"][0]["topic"] == "t08"
    assert set(after["sentence"]) == {"zh", "en"}
    assert "您一个人" not in after["sentence"]["zh"]
    assert seen(room, ROUND, other)["stage"] == "rate"


def test_a_kept_mark_is_as_good_as_a_changed_one(room):
    me = room.learners[0]
    commit(room, me, marks(3))
    settle(room, me, 3)
    assert seen(room, ROUND, me)["stage"] == "done"


def test_a_round_can_be_begun_again_at_any_step_and_nothing_is_lost(room):
    me = room.learners[0]
    commit(room, me, marks(3))
    commit(room, me, marks(4), at=1)
    assert seen(room, ROUND, me)["cell"]["first"] == 4
    settle(room, me, 2, at=2)
    commit(room, me, marks(2), at=3)
    view = seen(room, ROUND, me)
    assert (view["stage"], view["seen"], view["cell"]["first"]) == ("discuss", 4, 2)
    with room.store.read() as db:
        rows = db.scalars(select(AnswerRow).order_by(AnswerRow.attempt)).all()
        assert [row.answer["stage"] for row in rows] == ["rate", "rate", "done", "rate"]
        assert {row.item_id for row in rows} == {"u03-practice"}


def test_it_touches_no_window_of_the_class(room):
    commit(room, room.learners[0], marks(3))
    settle(room, room.learners[0], 4)
    with room.store.read() as db:
        assert db.scalars(select(WindowRow)).all() == []
        assert db.scalars(select(BallotRow)).all() == []


def test_somebody_alone_may_practise_too(room):
    with room.store.work() as db:
        alone = make_solo(db)
    commit(room, alone, marks(3))
    assert seen(room, ROUND, alone)["stage"] == "discuss"


def test_a_page_that_is_behind_is_told_so(room):
    me = room.learners[0]
    commit(room, me, marks(3))
    for late in (lambda: commit(room, me, marks(5)), lambda: settle(room, me, 3, at=0)):
        with pytest.raises(ConflictError) as caught:
            late()
        assert all(worded(caught.value))
    assert seen(room, ROUND, me)["cell"]["first"] == 3


@pytest.mark.parametrize(
    "scores",
    [
        {},
        {topic: {"importance": 3} for topic in ("t03", "t07", "t08")},
        {**marks(3), "t99": dict.fromkeys(CRITERIA, 3)},
        marks(3, t07_urgency=6),
        marks(3, t07_urgency=0),
    ],
)
def test_a_sheet_with_a_gap_or_off_the_scale_is_refused_by_name(room, scores):
    with pytest.raises(InputError) as caught:
        commit(room, room.learners[0], scores)
    assert all(worded(caught.value))
    assert seen(room, ROUND, room.learners[0])["stage"] == "rate"


def test_there_is_nothing_to_settle_before_the_sheet_or_after_the_result(room):
    me = room.learners[0]
    with pytest.raises(RefusedError):
        settle(room, me, 3, at=0)
    commit(room, me, marks(3))
    with pytest.raises(InputError) as caught:
        settle(room, me, 9)
    assert "扶持政策" in worded(caught.value)[0]
    settle(room, me, 3)
    with pytest.raises(RefusedError) as caught:
        settle(room, me, 4, at=2)
    assert all(worded(caught.value))


def test_a_round_on_older_content_starts_again_without_losing_its_place(room):
    me = room.learners[0]
    commit(room, me, marks(3))
    with room.store.work() as db:
        db.scalars(select(AnswerRow)).one().content_version = "older"
    view = seen(room, ROUND, me)
    assert (view["stage"], view["seen"]) == ("rate", 1)
    commit(room, me, marks(4), at=1)
    assert seen(room, ROUND, me)["cell"]["first"] == 4


def test_the_view_costs_the_same_at_every_step(room):
    me = room.learners[0]

    def cost():
        with CountedQueries(room.store) as queries:
            seen(room, ROUND, me)
        return queries.count

    at_first = cost()
    commit(room, me, marks(3))
    settle(room, me, 3)
    assert cost() == at_first
