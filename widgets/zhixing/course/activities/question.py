"""A question to the class: chosen, asked, counted, shown, told, ended."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from zhixing.activity import Act, Activity, Params
from zhixing.actor import Actor
from zhixing.classroom.activities.phone import claims_phones
from zhixing.classroom.rules import Door, require
from zhixing.classroom.session import current_step, run_of
from zhixing.course.service import questions
from zhixing.course.service.answers import item_of
from zhixing.course.units import all_units, unit_of
from zhixing.records import Work

Hands = dict[str, dict[str, Annotated[int, Field(ge=0, le=questions.MOST_HANDS)]]]
"""Hands counted in the room, by part and choice."""


class Items(Act):
    """Ask which items of a unit there are; only the wording is told."""

    kind: Literal["items"]
    unit: str

    def perform(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Return the items by step."""
        require(actor, Door.RUN_SESSION)
        return {
            "steps": [
                {
                    "title": title,
                    "items": [
                        {"id": item.id, "kind": item.kind, "prompt": item.prompt.json()} for item in items
                    ],
                }
                for title, items in questions.askable(unit_of(self.unit))
            ]
        }


class Ask(Act):
    """Ask an item."""

    kind: Literal["ask"]
    item: str

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Open its window."""
        questions.ask(db, actor, self.item)


class Close(Act):
    """Take no more answers."""

    kind: Literal["close"]

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Close the window."""
        questions.close_question(db, actor)


class Reopen(Act):
    """Take answers again."""

    kind: Literal["reopen"]

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Open the window once more."""
        questions.reopen_question(db, actor)


class Show(Act):
    """Show the distribution, or hide it."""

    kind: Literal["show"]
    shown: bool

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Store it."""
        questions.show_distribution(db, actor, shown=self.shown)


class Tell(Act):
    """Mark what is right."""

    kind: Literal["tell"]

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Store it."""
        questions.tell_answer(db, actor)


class End(Act):
    """Take the question off the wall."""

    kind: Literal["end"]

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Store it."""
        questions.end_question(db, actor)


class CountHands(Act):
    """Enter hands counted in the room."""

    kind: Literal["hands"]
    hands: Hands

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Store them beside what the phones say."""
        questions.count_hands(db, actor, self.hands)


class Question(Activity):
    """Choose any item and put it to the class, on the phones and on the wall."""

    name: ClassVar[str] = "question"
    module: ClassVar[str] = "course/static/question.js"
    subjects: ClassVar[frozenset[str]] = frozenset({"windows", "answers", "run", "people"})
    acts: ClassVar[tuple[type[Act], ...]] = (Items, Ask, Close, Reopen, Show, Tell, End, CountHands)

    def view(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Return what is asked, how many have answered, and, once it is closed, how."""
        require(actor, Door.RUN_SESSION)
        window = questions.asked_now(db, actor.classroom)
        asked = None
        if window is not None:
            item = item_of(str(window.subject["item"]))
            told = bool(window.subject.get("told"))
            asked = questions.asked_json(db, window, item, told=told, ahead=True)
        step = current_step(run_of(db, actor.classroom))
        return {
            "asked": asked,
            "claimed": claims_phones(db, actor.classroom, step),
            "units": [
                {"id": unit.id, "title": unit.title.json()} for unit in all_units().values() if unit.steps
            ],
        }
