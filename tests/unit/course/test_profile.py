"""The rating profile: what it says of first tries, and when it says nothing."""

import pytest

from factories import CountedQueries, make_actor, make_class, make_key, worded
from zhixing.course.activities import ItemActivity, RatingProfile
from zhixing.course.content import all_items, all_sets
from zhixing.course.profile import LEAST, leans
from zhixing.course.service import answer_item, attempts, item_of
from zhixing.errors import MissingError

ITEMS = sorted(item.id for item in all_items().values() if item.set == "u03-samples")
PARAMS = {"set": "u03-samples"}


@pytest.fixture
def room(store):
    with store.work() as db:
        classroom = make_class(db)
        return store, make_actor(db, classroom), make_actor(db, classroom)


def shifted(item, **by):
    """Return the expert's levels, on some criteria so many levels further up, as far as the scale goes."""
    levels = {}
    for expert in item.experts:
        place = expert.scale.place(expert.level) + by.get(expert.scale.id, 0)
        levels[expert.scale.id] = expert.scale.levels[min(max(place, 0), len(expert.scale.levels) - 1)].id
    return {"levels": levels}


def seen(store, actor):
    with store.read() as db:
        return RatingProfile().view(db, actor, PARAMS)


def test_whoever_stands_above_the_expert_is_told_by_how_much_and_what_it_may_mean(room):
    store, me, other = room
    with store.work() as db:
        for item in ITEMS[:LEAST]:
            answer_item(db, me, item, shifted(item_of(item), urgency=1))
    view = seen(store, me)
    assert (view["done"], view["total"]) == (LEAST, len(ITEMS))
    by = {lean["criterion"]: lean for lean in view["leans"]}
    assert (by["urgency"]["mean"], by["urgency"]["side"]) == (1, "high")
    assert by["urgency"]["meaning"] == all_sets()["u03-samples"].leanings["urgency"].high.json()
    assert (by["importance"]["mean"], by["importance"]["side"], by["importance"]["meaning"]) == (
        0,
        "near",
        None,
    )
    assert seen(store, other)["leans"] == []


def test_with_few_topics_finished_nothing_is_said(room):
    store, me, _ = room
    with store.work() as db:
        for item in ITEMS[: LEAST - 1]:
            answer_item(db, me, item, shifted(item_of(item)))
    assert (seen(store, me)["done"], seen(store, me)["leans"]) == (LEAST - 1, [])


def test_a_topic_with_a_try_left_does_not_count_for_its_key_would_show(room):
    store, me, _ = room
    with store.work() as db:
        for item in ITEMS[:LEAST]:
            answer_item(db, me, item, shifted(item_of(item)))
    before = seen(store, me)
    far = {"importance": -4, "urgency": 4, "cross-department": 4, "feasibility": -1}
    with store.work() as db:
        answer_item(db, me, ITEMS[LEAST], shifted(item_of(ITEMS[LEAST]), **far))
        assert not attempts(db, me, item_of(ITEMS[LEAST])).is_over
    assert seen(store, me) == before
    again = {"kind": "answer", **shifted(item_of(ITEMS[LEAST]), **far)}
    ItemActivity().act(store, me, {"item": ITEMS[LEAST]}, make_key(), again)
    assert seen(store, me)["done"] == LEAST + 1


def test_the_first_try_counts_not_the_mended_one(room):
    store, me, _ = room
    off = {"importance": -4, "urgency": 4, "cross-department": 4}
    with store.work() as db:
        for item in ITEMS[:LEAST]:
            answer_item(db, me, item, shifted(item_of(item), **off))
            answer_item(db, me, item, shifted(item_of(item)))
    by = {lean["criterion"]: lean for lean in seen(store, me)["leans"]}
    assert by["urgency"]["mean"] > 1
    assert by["importance"]["side"] == "low"


def test_now_above_now_below_is_no_lean():
    items = [item_of(name) for name in ITEMS[:2]]
    given = [(item, item.read(shifted(item, urgency=by))) for item, by in zip(items, (1, -1), strict=True)]
    (urgency,) = [lean for lean in leans(given) if lean.criterion == "urgency"]
    assert (urgency.mean, urgency.apart, urgency.side) == (0, 1, "mixed")


def test_every_criterion_of_a_set_has_both_leanings_in_words():
    leanings = all_sets()["u03-samples"].leanings
    asked = {expert.scale.id for name in ITEMS for expert in item_of(name).experts}
    assert set(leanings) == asked


def test_an_unknown_set_is_refused(room):
    store, me, _ = room
    with store.read() as db, pytest.raises(MissingError) as caught:
        RatingProfile().view(db, me, {"set": "nowhere"})
    assert all(worded(caught.value))


def test_the_profile_costs_one_query_whatever_was_answered(room):
    store, me, _ = room

    def cost():
        with CountedQueries(store) as queries:
            seen(store, me)
        return queries.count

    few = cost()
    with store.work() as db:
        for item in ITEMS:
            answer_item(db, me, item, shifted(item_of(item)))
    assert cost() == few
