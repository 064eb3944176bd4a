"""Answers on a real database, and the course's views."""

import json
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from factories import CountedQueries, make_actor, make_class, make_key, worded
from zhixing.actor import Role
from zhixing.classroom import ballots
from zhixing.course.activities import CourseMap, ItemActivity
from zhixing.course.content import all_items
from zhixing.course.service import answer_item, answered_by, case_exhibit, distribution
from zhixing.course.tables import AnswerRow
from zhixing.errors import MissingError, RefusedError

ITEM = "u03-c01"
RIGHT = next(option.id for option in all_items()[ITEM].options if option.correct)
WRONG, OTHER = [option.id for option in all_items()[ITEM].options if not option.correct][:2]
PARAMS = {"item": ITEM}


@pytest.fixture
def room(store):
    with store.work() as db:
        classroom = make_class(db)
        return SimpleNamespace(
            store=store,
            id=classroom,
            facilitator=make_actor(db, classroom, Role.FACILITATOR),
            learners=[make_actor(db, classroom) for _ in range(6)],
        )


def seen(room, actor, activity=None):
    with room.store.read() as db:
        return (activity or ItemActivity()).view(db, actor, PARAMS)


def answer(room, actor, option):
    ItemActivity().act(room.store, actor, PARAMS, make_key(), {"kind": "answer", "option": option})


def test_the_key_stays_on_the_server_until_there_is_no_further_try(room):
    me, other = room.learners[:2]
    before = seen(room, me)
    assert (before["tries"], before["answered"], before["correct"], before["may_answer"]) == (
        0,
        None,
        None,
        True,
    )
    assert before["feedback"] == []
    assert "correct" not in json.dumps(before["item"])
    answer(room, me, WRONG)
    once = seen(room, me)
    assert [entry["option"] for entry in once["feedback"]] == [WRONG]
    assert (once["correct"], once["may_answer"]) == (False, True)
    answer(room, me, RIGHT)
    done = seen(room, me)
    assert len(done["feedback"]) == 4
    assert (done["correct"], done["may_answer"], done["tries"]) == (True, False, 2)
    assert seen(room, other)["feedback"] == []


def test_a_second_wrong_try_ends_it_and_every_try_is_kept_with_its_version(room):
    me = room.learners[0]
    answer(room, me, WRONG)
    answer(room, me, OTHER)
    assert seen(room, me)["may_answer"] is False
    with room.store.work() as db:
        with pytest.raises(RefusedError) as caught:
            answer_item(db, me, ITEM, {"option": RIGHT})
        assert "2 次机会" in worded(caught.value)[0]
        rows = db.scalars(select(AnswerRow).order_by(AnswerRow.attempt)).all()
    assert [(row.attempt, row.answer, row.correct) for row in rows] == [
        (1, {"option": WRONG}, False),
        (2, {"option": OTHER}, False),
    ]
    assert {row.content_version for row in rows} == {all_items()[ITEM].version}


@pytest.mark.parametrize(("item", "option"), [("u99-q01", "a"), (ITEM, "z"), ("", "a")])
def test_an_unknown_item_or_option_is_refused(room, item, option):
    with room.store.work() as db:
        with pytest.raises(MissingError) as caught:
            answer_item(db, room.learners[0], item, {"option": option})
        assert all(worded(caught.value))


def test_the_distribution_counts_first_choices_of_one_class(room):
    answer(room, room.learners[0], WRONG)
    answer(room, room.learners[0], RIGHT)
    answer(room, room.learners[1], RIGHT)
    with room.store.work() as db:
        stranger = make_actor(db, make_class(db))
        answer_item(db, stranger, ITEM, {"option": OTHER})
        counts = distribution(db, room.id, ITEM)
        assert {name: count for name, count in counts.items() if count} == {WRONG: 1, RIGHT: 1}
        assert answered_by(db, room.id, ITEM) == {room.learners[0].person, room.learners[1].person}


def test_the_projector_shows_answers_only_after_the_reveal_and_not_of_a_few(room):
    step = SimpleNamespace(params=PARAMS)

    def shown():
        with room.store.read() as db:
            return case_exhibit(db, room.id, step)

    with room.store.work() as db:
        window = ballots.open_window(db, room.facilitator, "case", {"item": ITEM}).id
    for learner in room.learners[:4]:
        answer(room, learner, WRONG)
    assert (shown()["n"], shown()["counts"], shown()["why"]) == (4, None, None)
    with room.store.work() as db:
        ballots.reveal(db, room.facilitator, window)
    assert shown()["counts"] is None
    assert len(shown()["why"]) == 4
    answer(room, room.learners[4], RIGHT)
    assert shown()["counts"][WRONG] == 4
    assert room.learners[0].person not in json.dumps(shown())


def test_the_map_tells_progress_where_a_feature_measures_it(room):
    view = seen(room, room.learners[0], CourseMap({"choose-topic": lambda _db, _actor: (2, 6)}))
    books = {book["id"]: book for book in view["workbooks"]}
    assert len(books) == 14
    topic = books["choose-topic"]
    assert (topic["number"], topic["href"]) == ("03", "book/choose-topic")
    assert (topic["done"], topic["total"]) == ((2, 6) if topic["available"] else (0, 0))
    assert books["safety"]["total"] == 0
    json.dumps(view)


def test_views_cost_the_same_number_of_queries_at_6_and_60_people(room):
    def cost():
        with CountedQueries(room.store) as queries, room.store.read() as db:
            ItemActivity().view(db, room.learners[0], PARAMS)
            case_exhibit(db, room.id, SimpleNamespace(params=PARAMS))
        return queries.count

    for learner in room.learners:
        answer(room, learner, WRONG)
    small = cost()
    with room.store.work() as db:
        for _ in range(54):
            answer_item(db, make_actor(db, room.id), ITEM, {"option": RIGHT})
    assert cost() == small
