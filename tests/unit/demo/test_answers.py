"""The demo class's answers: the same every time, whole, and the analysis finds exactly what was planted."""

from types import SimpleNamespace

import pytest
from sqlalchemy import func, select

from zhixing.classroom.runsheet import run_sheets
from zhixing.classroom.tables import ClassroomRow, PersonRow
from zhixing.course.content import all_items
from zhixing.course.service.analysis import analyse_unit
from zhixing.course.service.class_views import DONE, WAITING, step_counts
from zhixing.course.service.mastery import learners
from zhixing.course.tables import AnswerRow
from zhixing.course.units import all_units
from zhixing.demo.answers import BEHIND, UNITS, answered_items, draw_tries, planted
from zhixing.demo.install import CODE, fill_solo, install_demo

PRESENT = [name for name in UNITS if name in all_units() and planted(all_units()[name])]


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    from factories import make_store

    store = make_store(tmp_path_factory.mktemp("demo"))
    room = install_demo(store)
    yield SimpleNamespace(store=store, id=room)
    store.close()


def test_the_same_seed_gives_the_same_answers():
    assert draw_tries(36) == draw_tries(36, 2026)
    assert draw_tries(36, 1) != draw_tries(36, 2)


def test_every_answer_can_be_read_and_is_worth_what_is_stored():
    for each in draw_tries(36):
        item = all_items()[each.item]
        assert item.mark(item.read(each.answer)) == each.mark
        assert each.version == item.version
        assert each.attempt in (1, 2)


def test_everybody_in_the_class_has_answered_and_nobody_twice_the_same_try(demo):
    with demo.store.read() as db:
        people = learners(db, demo.id)
        answered = set(db.scalars(select(AnswerRow.person_id).distinct()))
    assert len(people) == 36
    assert answered == set(people)


def test_what_a_session_asks_is_left_for_the_session(demo):
    asked = {
        (step.params or {})["item"]
        for sheet in run_sheets().values()
        for step in sheet.steps
        if "item" in (step.params or {})
    }
    assert asked
    with demo.store.read() as db:
        assert not asked & set(db.scalars(select(AnswerRow.item_id).distinct()))


@pytest.mark.parametrize("name", PRESENT)
def test_the_analysis_finds_exactly_what_was_planted(demo, name):
    unit = all_units()[name]
    bad = planted(unit)
    with demo.store.read() as db:
        report = analyse_unit(db, demo.id, unit)
    found = {
        (one.code, each.item.id, tuple(choice.key for choice in one.choices))
        for each in report.items
        for one in each.cautions
    }
    assert found == {
        ("hard", bad.hard, ()),
        ("flat", bad.flat, ()),
        ("key", bad.miskeyed, (bad.lure,)),
    }
    assert report.reason is None
    assert report.people == 36
    assert report.reliability.kr20.low > 0.5


@pytest.mark.parametrize("name", PRESENT)
def test_some_have_not_come_to_the_last_steps(demo, name):
    unit = all_units()[name]
    last = [step.id for step in unit.steps if step.items][-1]
    with demo.store.read() as db:
        counts = next(each.counts for each in step_counts(db, demo.id, unit) if each.step.id == last)
    assert counts[WAITING] == BEHIND
    assert counts[DONE] <= 36 - BEHIND


def test_second_tries_follow_wrong_first_ones_only(demo):
    with demo.store.read() as db:
        second = set(
            db.execute(select(AnswerRow.person_id, AnswerRow.item_id).where(AnswerRow.attempt == 2)).all()
        )
        wrong = set(
            db.execute(
                select(AnswerRow.person_id, AnswerRow.item_id).where(
                    AnswerRow.attempt == 1, AnswerRow.correct.is_(False)
                )
            ).all()
        )
    assert second
    assert second <= wrong
    assert {item for _, item in wrong - second} <= {
        item.id for item in all_items().values() if item.most_tries is None
    }


def test_a_demo_made_anew_has_its_answers_once(demo):
    with demo.store.read() as db:
        before = db.scalar(select(func.count()).select_from(AnswerRow))
    demo.id = install_demo(demo.store)
    with demo.store.read() as db:
        assert db.scalar(select(func.count()).select_from(AnswerRow)) == before


def test_somebody_alone_begins_without_answers(tmp_path):
    from factories import make_solo, make_store

    store = make_store(tmp_path)
    with store.work() as db:
        fill_solo(db, make_solo(db))
    with store.read() as db:
        assert db.scalar(select(func.count()).select_from(AnswerRow)) == 0
        assert db.scalar(select(func.count()).select_from(PersonRow)) == 1
        assert db.scalar(select(func.count()).where(ClassroomRow.code == CODE)) == 0
    store.close()


@pytest.mark.parametrize("name", PRESENT)
def test_planted_items_are_among_those_answered(name):
    unit = all_units()[name]
    bad = planted(unit)
    answered = {item.id for item in answered_items(unit)}
    assert len({bad.hard, bad.flat, bad.miskeyed}) == 3
    assert {bad.hard, bad.flat, bad.miskeyed} <= answered
    assert bad.lure != all_items()[bad.miskeyed].solution()["option"]
