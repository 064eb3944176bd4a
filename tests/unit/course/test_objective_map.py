"""The map of a unit's objectives: states, items to repeat, and when each comes back."""

from types import SimpleNamespace

import pytest
from sqlalchemy import update

from factories import make_actor, make_class, seen
from zhixing.course.activities import ObjectiveMap
from zhixing.course.content import all_items
from zhixing.course.service import answer_item
from zhixing.course.tables import ReviewRow
from zhixing.course.units import unit_of
from zhixing.errors import MissingError

UNIT = unit_of("u03")
ITEM = "u03-c01"
RIGHT = next(option.id for option in all_items()[ITEM].options if option.correct)
WRONG, OTHER = [option.id for option in all_items()[ITEM].options if not option.correct][:2]
PARAMS = {"unit": "u03"}


@pytest.fixture
def room(store):
    with store.work() as db:
        return SimpleNamespace(store=store, me=make_actor(db, make_class(db)))


def answer(room, option):
    with room.store.work() as db:
        answer_item(db, room.me, ITEM, {"option": option})


def held(room):
    view = seen(room, ObjectiveMap(), room.me, PARAMS)
    return next(one for one in view["objectives"] if one["id"] == all_items()[ITEM].objective)


def test_before_anything_is_answered_every_objective_is_new(room):
    view = seen(room, ObjectiveMap(), room.me, PARAMS)
    assert [one["id"] for one in view["objectives"]] == [each.id for each in UNIT.objectives]
    assert {one["state"] for one in view["objectives"]} == {"new"}
    assert all(one["share"] is None and one["again"] == [] for one in view["objectives"])
    assert view["rule"] == {
        "share": round(UNIT.mastery.share * 100),
        "least": UNIT.mastery.least,
        "low": 50,
    }


def test_a_missed_item_makes_its_objective_weak_and_is_named_with_its_section_and_day(room):
    answer(room, WRONG)
    answer(room, OTHER)
    found = held(room)
    assert (found["state"], found["share"], found["answered"]) == ("weak", 0, 1)
    (again,) = found["again"]
    step = next(step for step in UNIT.steps if ITEM in step.items)
    assert (again["id"], again["href"]) == (ITEM, f"book/{UNIT.workbook}#{step.cell}")
    assert again["today"] is False
    with room.store.work() as db:
        db.execute(update(ReviewRow).values(due="2020-01-01T00:00:00+00:00"))
    assert held(room)["again"][0]["today"] is True


def test_an_answer_put_right_is_no_longer_to_be_repeated(room):
    answer(room, WRONG)
    answer(room, RIGHT)
    found = held(room)
    assert (found["again"], found["share"]) == ([], 100)


def test_it_listens_to_the_persons_own_answers_alone(room):
    assert ObjectiveMap().subjects_for(room.me) == {f"answers-{room.me.person}"}


def test_an_unknown_unit_is_refused(room):
    with pytest.raises(MissingError):
        seen(room, ObjectiveMap(), room.me, {"unit": "u99"})
