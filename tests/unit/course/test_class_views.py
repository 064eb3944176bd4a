"""Where a class stands: counts for everybody who runs it, names only on request and never by score."""

import json
from types import SimpleNamespace

import pytest

from factories import CountedQueries, make_actor, make_class, make_key, worded
from zhixing.actor import Role
from zhixing.classroom.tables import PersonRow, UnitRow
from zhixing.course.activities import ClassSteps, MasteryMap
from zhixing.course.content import all_items
from zhixing.course.service import keep_try, set_step
from zhixing.course.service.class_views import (
    AT_WORK,
    DONE,
    WAITING,
    class_unit,
    names_at,
    objective_counts,
    step_counts,
)
from zhixing.course.tables import WalkRow, WorksheetRow
from zhixing.course.units import Mastery, Objective, Step, Unit, unit_of
from zhixing.errors import InputError, MissingError, RefusedError
from zhixing.records import new_id
from zhixing.text import Text

TEXT = Text("步骤", "Step")
FIRST, SECOND, CASE = "u03-c01", "u03-c02", "u03-b01"
UNIT = Unit(
    "u03",
    "choose-topic",
    TEXT,
    (Objective(all_items()[FIRST].objective, TEXT),),
    Mastery(),
    (
        Step("one", TEXT, "one", (FIRST,)),
        Step("read", TEXT, "read"),
        Step("two", TEXT, "two", (SECOND, CASE), ("sheet",)),
    ),
)


@pytest.fixture
def room(store):
    with store.work() as db:
        classroom = make_class(db)
        return SimpleNamespace(
            store=store,
            id=classroom,
            facilitator=make_actor(db, classroom, Role.FACILITATOR, name="促进师"),
            expert=make_actor(db, classroom, Role.EXPERT, name="专家"),
            learners=[make_actor(db, classroom, name=f"生僻名{n}号") for n in range(6)],
        )


def give(db, actor, item, *, right=True, tries=1):
    known = all_items()[item]
    key = known.solution()["option"]
    option = key if right else next(each.id for each in known.options if each.id != key)
    for _ in range(tries):
        mark = known.mark(option)
        keep_try(db, actor, item, {"option": option}, mark, version=known.version)


def write(db, actor, *, done):
    db.add(
        WorksheetRow(
            person_id=actor.person,
            sheet="sheet",
            classroom_id=actor.classroom,
            content={},
            version=1,
            done=done,
            changed="2026-01-01T00:00:00+00:00",
        )
    )


def run_case(db, actor):
    case = all_items()[CASE]
    best = case.read(case.solution())
    keep_try(db, actor, CASE, case.stored(best), case.mark(best), version=case.version)


def standings(room):
    with room.store.read() as db:
        return {each.step.id: each.counts for each in step_counts(db, room.id, UNIT)}


def test_nobody_has_begun(room):
    assert standings(room) == {
        "one": {DONE: 0, AT_WORK: 0, WAITING: 6},
        "read": {},
        "two": {DONE: 0, AT_WORK: 0, WAITING: 6},
    }


def test_each_step_counts_who_is_done_at_work_and_waiting(room):
    done, wrong_once, wrong_twice, ahead, on_the_way, _ = room.learners
    with room.store.work() as db:
        give(db, done, FIRST)
        give(db, done, SECOND)
        run_case(db, done)
        write(db, done, done=True)
        give(db, wrong_once, FIRST, right=False)
        give(db, wrong_twice, FIRST, right=False, tries=2)
        write(db, ahead, done=False)
        db.add(
            WalkRow(
                person_id=on_the_way.person,
                item_id=CASE,
                classroom_id=room.id,
                path=[],
                content_version="",
                changed="2026-01-01T00:00:00+00:00",
            )
        )
        give(db, room.expert, FIRST)
    found = standings(room)
    assert found["one"] == {DONE: 2, AT_WORK: 3, WAITING: 1}
    assert found["two"] == {DONE: 1, AT_WORK: 3, WAITING: 2}


def test_names_stand_in_the_order_of_units_posts_and_strokes(room):
    with room.store.work() as db:
        rows = [db.get_one(PersonRow, actor.person) for actor in room.learners]
        units = {row.short_name: row.id for row in db.query(UnitRow).filter_by(classroom_id=room.id)}
        places = [("政务科", 1, 9), ("办公室", 2, 3), ("办公室", 1, 8), ("办公室", 1, 5), ("政务科", 1, 2)]
        for row, (unit, post, strokes) in zip(rows, places, strict=False):
            row.unit_id, row.position, row.strokes = units[unit], post, strokes
        give(db, room.learners[0], FIRST)  # the best of them all stands where the roster has them
    with room.store.read() as db:
        found = names_at(db, room.facilitator, UNIT, "two", WAITING)
    assert [one.name for one in found] == [f"生僻名{n}号" for n in (3, 2, 1, 4, 5)]
    assert (found[0].unit, found[0].left) == ("办公室", 3)
    with room.store.read() as db:
        assert [one.name for one in names_at(db, room.facilitator, UNIT, "two", AT_WORK)] == ["生僻名0号"]


def test_names_are_for_whoever_runs_the_class(room):
    with room.store.read() as db:
        for actor in (*room.learners[:1], room.expert):
            with pytest.raises(RefusedError):
                names_at(db, actor, UNIT, "one", WAITING)
        with pytest.raises(InputError) as refusal:
            names_at(db, room.facilitator, UNIT, "one", "stuck")
        with pytest.raises(MissingError):
            names_at(db, room.facilitator, UNIT, "nothing", WAITING)
    assert len(set(worded(refusal.value))) == 2


def test_what_a_facilitator_said_of_a_step_stands_beside_it(room):
    step = unit_of("u03").steps[0].id
    ClassSteps().act(
        room.store,
        room.facilitator,
        {},
        make_key(),
        {"kind": "set", "unit": "u03", "step": step, "state": "closed"},
    )
    with room.store.read() as db:
        view = ClassSteps().view(db, room.facilitator, {"unit": "u03"})
    assert [each["state"] for each in view["steps"]][:2] == ["closed", None]
    with pytest.raises(RefusedError):
        ClassSteps().act(
            room.store,
            room.learners[0],
            {},
            make_key(),
            {"kind": "set", "unit": "u03", "step": step, "state": "open"},
        )


def test_the_page_of_steps_holds_no_name_until_it_is_asked_for(room):
    with room.store.work() as db:
        give(db, room.learners[0], FIRST)
    with room.store.read() as db:
        view = ClassSteps().view(db, room.facilitator, {"unit": "u03"})
        map_view = MasteryMap().view(db, room.facilitator, {"unit": "u03"})
    text = json.dumps([view, map_view], ensure_ascii=False)
    assert "生僻名" not in text
    assert not [actor for actor in room.learners if actor.person in text]
    step = unit_of("u03").steps[0].id
    action = {"kind": "names", "unit": "u03", "step": step, "standing": DONE}
    reply = ClassSteps().act(room.store, room.facilitator, {}, make_key(), action)
    assert [one["name"] for one in reply["people"]] == ["生僻名0号"]
    with pytest.raises(RefusedError):
        ClassSteps().act(room.store, room.learners[0], {}, make_key(), action)


@pytest.mark.parametrize("activity", [ClassSteps, MasteryMap])
def test_whoever_learns_sees_nothing_of_the_class(room, activity):
    with room.store.read() as db, pytest.raises(RefusedError):
        activity().view(db, room.learners[0], {"unit": "u03"})


def test_objectives_count_people_not_names(room):
    with room.store.work() as db:
        for person in room.learners[:3]:
            give(db, person, FIRST)
        give(db, room.learners[3], FIRST, right=False, tries=2)
    with room.store.read() as db:
        (found,) = objective_counts(db, room.id, UNIT)
    assert found.counts["new"] == 2
    assert sum(found.counts.values()) == 6
    assert found.counts["weak"] == 1


def test_an_objective_that_few_have_begun_shows_no_numbers(room):
    objective = all_items()[FIRST].objective
    shown = []
    for person in room.learners:
        with room.store.work() as db:
            give(db, person, FIRST)
        with room.store.read() as db:
            view = MasteryMap().view(db, room.facilitator, {"unit": "u03"})
        shown.append(next(one["counts"] for one in view["objectives"] if one["id"] == objective))
    assert [counts is None for counts in shown] == [True] * 4 + [False] * 2
    assert shown[-1]["new"] == 0


def test_the_page_opens_with_the_unit_the_class_is_in(room):
    with room.store.read() as db:
        first = class_unit(db, room.id)
    assert first is not None
    with room.store.work() as db:
        give(db, room.learners[0], FIRST)
    with room.store.read() as db:
        assert class_unit(db, room.id).id == "u03"
        assert ClassSteps().view(db, room.facilitator, {})["unit"]["id"] == "u03"
        with pytest.raises(MissingError):
            ClassSteps().view(db, room.facilitator, {"unit": "u99"})


def test_class_views_take_as_many_queries_for_many_as_for_few(room):
    def asked():
        with CountedQueries(room.store) as counted, room.store.read() as db:
            step_counts(db, room.id, UNIT)
            objective_counts(db, room.id, UNIT)
        return counted.count

    few = asked()
    with room.store.work() as db:
        for n in range(40):
            give(db, make_actor(db, room.id, name=f"后来{n}"), FIRST)
        db.add(UnitRow(id=new_id(), classroom_id=room.id, name="新", short_name="新", position=9))
        set_step(db, room.facilitator, "u03", unit_of("u03").steps[0].id, "open")
    assert asked() == few <= 8
