"""The gate: what is left of a step, which sections wait, and when none does."""

from types import SimpleNamespace

import pytest

from factories import make_actor, make_class, make_solo, seen
from zhixing.actor import Role
from zhixing.course.activities import Gate, gate
from zhixing.course.content import all_items
from zhixing.course.rules import Item, Mark
from zhixing.course.service import answer_item, set_step, steps
from zhixing.course.service.answers import keep_try
from zhixing.course.units import Mastery, Objective, Step, Unit
from zhixing.errors import MissingError
from zhixing.records.drafts import save_draft
from zhixing.text import Text

ITEM, LATER, THOUGHT, SHEET = "u03-c01", "u03-c02", "u03-x01", "u03-sheet"
RIGHT = next(option.id for option in all_items()[ITEM].options if option.correct)
NAME = Text("一", "One")


def step(name, *, waits=False, items=(), sheets=()):
    return Step(
        name, Text(f"第{name}节", f"Section {name}"), f"{name}-cell", tuple(items), tuple(sheets), waits
    )


UNIT = Unit(
    "u03",
    "choose-topic",
    NAME,
    (Objective("u03-o1", NAME),),
    Mastery(),
    (
        step("a", waits=True, items=[ITEM, THOUGHT]),
        step("b", items=[LATER]),
        step("c", waits=True, sheets=[SHEET]),
        step("d"),
    ),
)


class Thought(Item):
    """A reflection: nothing in it is right or wrong."""

    kind = "reflection"
    is_marked = False
    most_tries = None

    asked = read = stored = mark = told = solution = tally = None


@pytest.fixture
def room(store, monkeypatch):
    thought = Thought(id=THOUGHT, objective="u03-o1", prompt=NAME, version="1", difficulty=0.5, source=NAME)
    items = {**all_items(), THOUGHT: thought}
    for module in (steps, __import__("zhixing.course.activities.where", fromlist=["where"])):
        monkeypatch.setattr(module, "all_items", lambda: items)
    for module in (gate, steps):
        monkeypatch.setattr(module, "unit_of", lambda _name: UNIT)
    with store.work() as db:
        classroom = make_class(db)
        return SimpleNamespace(
            store=store,
            thought=thought,
            alone=make_solo(db),
            learner=make_actor(db, classroom),
            facilitator=make_actor(db, classroom, Role.FACILITATOR),
        )


def gate_of(room, actor, name="a"):
    return seen(room, Gate(), actor, {"unit": "u03", "step": name})


def answer(room, actor):
    with room.store.work() as db:
        answer_item(db, actor, ITEM, {"option": RIGHT})


def reflect(room, actor):
    with room.store.work() as db:
        keep_try(db, actor, THOUGHT, {"text": "…"}, Mark(1, correct=True), version="1")


def say(room, name, state):
    with room.store.work() as db:
        set_step(db, room.facilitator, "u03", name, state)


def test_alone_a_step_waits_for_its_reflection_and_says_what_is_left(room):
    first = gate_of(room, room.alone)
    assert first["waits"] is True
    assert [(part["id"], part["kind"], part["href"]) for part in first["left"]] == [
        (ITEM, "item", "book/choose-topic#a-cell"),
        (THOUGHT, "reflection", "book/choose-topic#a-cell"),
    ]
    assert first["held"] == ["b-cell", "c-cell", "d-cell"]
    assert first["cells"] == ["a-cell", *first["held"]]
    assert first["opening"] == 2
    answer(room, room.alone)
    half = gate_of(room, room.alone)
    assert (half["waits"], [part["id"] for part in half["left"]]) == (True, [THOUGHT])
    reflect(room, room.alone)
    done = gate_of(room, room.alone)
    assert (done["waits"], done["left"], done["held"]) == (False, [], [])
    assert done["next"] == {"title": {"zh": "第b节", "en": "Section b"}, "href": "book/choose-topic#b-cell"}


def test_in_a_class_a_reflection_holds_nobody_back_and_is_still_named(room):
    answer(room, room.learner)
    view = gate_of(room, room.learner)
    assert (view["waits"], view["held"]) == (False, [])
    assert [part["id"] for part in view["left"]] == [THOUGHT]


def test_the_facilitator_opens_for_everybody_and_closes_for_everybody(room):
    say(room, "b", "open")
    opened = gate_of(room, room.learner)
    assert (opened["waits"], opened["said"]) == (False, "open")
    assert opened["held"] == ["c-cell", "d-cell"]
    answer(room, room.learner)
    say(room, "b", "closed")
    closed = gate_of(room, room.learner)
    assert (closed["waits"], closed["said"], closed["held"]) == (False, "closed", ["b-cell"])
    say(room, "b", None)
    assert gate_of(room, room.learner)["held"] == []


def test_a_section_closed_further_on_is_not_kept_back_here(room):
    answer(room, room.learner)
    say(room, "c", "closed")
    assert gate_of(room, room.learner)["held"] == []


def test_a_section_in_which_something_was_entered_stays(room):
    with room.store.work() as db:
        save_draft(db, room.alone.person, f"item:{LATER}:yes", {"tries": 0})
    assert gate_of(room, room.alone)["held"] == ["c-cell", "d-cell"]
    with room.store.work() as db:
        save_draft(db, room.alone.person, f"worksheet:{SHEET}", {"part": {}})
        save_draft(db, room.alone.person, "topics", {"title": "…"})
    view = gate_of(room, room.alone)
    assert view["held"] == ["d-cell"]
    assert "topics" in view["drafts"]


def test_what_others_entered_changes_nothing_here(room):
    with room.store.work() as db:
        save_draft(db, room.facilitator.person, f"item:{LATER}", {"tries": 0})
    view = gate_of(room, room.learner)
    assert view["held"] == ["b-cell", "c-cell", "d-cell"]
    assert view["drafts"] == []


def test_the_last_step_leads_nowhere(room):
    view = gate_of(room, room.alone, "d")
    assert (view["next"], view["held"], view["said"]) == (None, [], None)


@pytest.mark.parametrize("params", [{"unit": "u99"}, {"unit": "u03", "step": "nothing"}])
def test_an_unknown_unit_or_step_is_refused(store, params):
    with store.work() as db:
        me = make_solo(db)
    with store.read() as db, pytest.raises(MissingError):
        Gate().view(db, me, params)
