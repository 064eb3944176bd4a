"""Today: what comes back, where somebody stopped, what is weak; and nothing before they begin."""

from types import SimpleNamespace

import pytest
from sqlalchemy import update

from factories import make_actor, make_class, seen
from zhixing.course.activities import Today
from zhixing.course.content import all_items
from zhixing.course.service import answer_item, answer_review, where_stopped
from zhixing.course.tables import AnswerRow, ReviewRow, WorksheetRow
from zhixing.course.units import Mastery, Step, Unit, unit_of
from zhixing.records.drafts import save_draft
from zhixing.text import Text

UNIT = unit_of("u03")
ITEM = "u03-c01"
RIGHT = next(option.id for option in all_items()[ITEM].options if option.correct)
WRONG, OTHER = [option.id for option in all_items()[ITEM].options if not option.correct][:2]
FIRST = next(step for step in UNIT.steps if ITEM in step.items)
NEXT = next(step for step in UNIT.steps if step.items and step is not FIRST)
PAST = "2020-01-01T00:00:00+00:00"
NAME = Text("一", "One")


@pytest.fixture
def room(store):
    with store.work() as db:
        classroom = make_class(db)
        return SimpleNamespace(store=store, me=make_actor(db, classroom), other=make_actor(db, classroom))


def today(room, **params):
    return seen(room, Today(), room.me, params)


def answer(room, option, person=None):
    with room.store.work() as db:
        answer_item(db, person or room.me, ITEM, {"option": option})


def draft(room, name):
    with room.store.work() as db:
        save_draft(db, room.me.person, name, {"tries": 0})


def test_before_anything_is_done_it_names_where_to_begin(room):
    answer(room, WRONG, room.other)
    view = today(room)
    assert (view["due"], view["next"], view["stopped"], view["weak"]) == ([], None, None, [])
    assert view["first"]["href"].startswith("book/")


def test_what_is_due_is_listed_until_it_is_reviewed_and_then_its_next_day_is_told(room):
    answer(room, WRONG)
    answer(room, OTHER)
    assert (today(room)["due"], today(room)["next"] is not None) == ([], True)
    with room.store.work() as db:
        db.execute(update(ReviewRow).values(due=PAST))
    assert today(room)["due"] == [ITEM]
    with room.store.work() as db:
        answer_review(db, room.me, ITEM, {"option": RIGHT})
    view = today(room)
    assert (view["due"], view["done"]) == ([], 1)
    assert view["next"] > PAST


def test_a_step_with_something_left_is_where_one_goes_on(room):
    answer(room, WRONG)
    stopped = today(room)["stopped"]
    assert stopped["href"] == f"book/{UNIT.workbook}#{FIRST.cell}"
    assert stopped["step"] == FIRST.title.json()


def test_after_a_step_is_done_one_goes_on_with_the_first_that_is_left(room):
    answer(room, RIGHT)
    if len(FIRST.items) == 1:
        assert today(room)["stopped"]["cell"] == NEXT.cell


def test_a_draft_is_remembered_even_where_nothing_was_handed_in(room):
    draft(room, f"item:{NEXT.items[0]}")
    with room.store.read() as db:
        stop = where_stopped(db, room.me, [free_unit()])
    assert (stop.step.cell, stop.drafted) == (NEXT.cell, True)
    answer(room, RIGHT)
    with room.store.read() as db:
        assert where_stopped(db, room.me, [free_unit()]).step.cell == NEXT.cell


def free_unit():
    """The unit's first sections, none of which waits for another."""
    free = [Step(each.id, each.title, each.cell, each.items, each.sheets) for each in (FIRST, NEXT)]
    return Unit(
        "u03",
        UNIT.workbook,
        NAME,
        (),
        Mastery(),
        (free[0], Step("other", NAME, "other", ("u03-c02",)), free[1]),
    )


def test_a_worksheet_written_last_is_where_one_stopped(room):
    unit = Unit("u98", "elsewhere", NAME, (), Mastery(), (Step("tool", NAME, "tool", (), ("u98-sheet",)),))
    answer(room, WRONG)
    with room.store.work() as db:
        db.execute(update(AnswerRow).values(answered=PAST))
        db.add(
            WorksheetRow(
                person_id=room.me.person,
                sheet="u98-sheet",
                classroom_id=room.me.classroom,
                content={},
                version=1,
                done=False,
                changed="2026-01-01T00:00:00+00:00",
            )
        )
    with room.store.read() as db:
        stop = where_stopped(db, room.me, [UNIT, unit])
    assert (stop.unit.id, stop.step.cell) == ("u98", "tool")
    with room.store.work() as db:
        db.execute(update(WorksheetRow).values(done=True))
    with room.store.read() as db:
        done = where_stopped(db, room.me, [UNIT, unit])
    assert (done.unit.id, done.step) == ("u98", None)


def test_a_workbook_asks_only_for_its_own_place(room):
    answer(room, WRONG)
    assert today(room, book=UNIT.workbook)["stopped"]["cell"] == FIRST.cell
    assert today(room, book="start") == {"stopped": None}


def test_weak_objectives_come_with_what_to_repeat(room):
    answer(room, WRONG)
    weak = today(room)["weak"]
    assert [again["id"] for one in weak for again in one["again"]].count(ITEM) == len(weak) >= 1
    assert weak[0]["unit"] == UNIT.title.json()


def test_it_listens_to_the_person_and_to_steps_alone(room):
    me = room.me.person
    assert Today().subjects_for(room.me) == {f"answers-{me}", f"sheets-{me}", "steps"}
