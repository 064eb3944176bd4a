"""One item of the course: answered, gone through choice by choice, or reviewed."""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from pydantic import ConfigDict, Field

from zhixing.activity import Act, Activity, Params
from zhixing.actor import Actor
from zhixing.classroom.rules import Door, may
from zhixing.course.rules import Attempts, Item, Walked
from zhixing.course.service import (
    answer_item,
    answer_review,
    attempts,
    is_closed,
    item_of,
    restart_walk,
    review_attempts,
    take_step,
    walk_of,
)
from zhixing.records import Work


class Answer(Act):
    """Answer the item; what stands beside ``kind`` is the answer in the form of the item's kind."""

    model_config = ConfigDict(extra="allow")

    kind: Literal["answer"]

    def perform(self, db: Work, actor: Actor, params: Params) -> None:
        """Store the try."""
        take = answer_review if _is_review(params) else answer_item
        take(db, actor, params.get("item", ""), self.model_extra or {})


class Step(Act):
    """Make the next choice of a case."""

    kind: Literal["step"]
    at: int = Field(ge=0)
    choice: str = Field(max_length=80)

    def perform(self, db: Work, actor: Actor, params: Params) -> None:
        """Go on by one choice."""
        take_step(db, actor, params.get("item", ""), self.at, self.choice)


class Restart(Act):
    """Begin a case anew."""

    kind: Literal["restart"]

    def perform(self, db: Work, actor: Actor, params: Params) -> None:
        """Go back to the opening."""
        restart_walk(db, actor, params.get("item", ""))


class ItemActivity(Activity):
    """One item; its key leaves the server only as far as the person's tries allow."""

    name: ClassVar[str] = "item"
    module: ClassVar[str] = "course/static/item.js"
    subjects: ClassVar[frozenset[str]] = frozenset({"steps"})
    acts: ClassVar[tuple[type[Act], ...]] = (Answer, Step, Restart)

    def view(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:
        """Return the item, what this person has answered, and why that is right or wrong.

        With ``folded="yes"`` a long item waits for a press before it unfolds; with ``review="yes"`` it is
        asked once more, whatever was answered in the unit.
        """
        item = item_of(params.get("item", ""))
        review = _is_review(params)
        tried = review_attempts(db, actor, item) if review else attempts(db, actor, item)
        closed = not review and is_closed(db, actor.classroom, item)
        return {
            **shown(item, tried),
            "may_answer": may(actor, Door.ANSWER_ITEMS) and tried.may_try and not closed,
            "folded": "folded" in params,
            "review": review,
            "closed": closed,
            "walk": _walk(db, actor, item, tried),
        }


def shown(item: Item, tried: Attempts) -> dict[str, Any]:
    """Return an item with what somebody has answered, and as much of why as they may know."""
    mark = tried.mark
    return {
        "item": item.face(),
        "tries": len(tried.answered),
        "max_tries": tried.most_tries or 0,
        "answered": tried.last,
        "correct": None if mark is None else mark.correct,
        "score": None if mark is None else mark.score,
        "feedback": tried.feedback(),
    }


def _is_review(params: Params) -> bool:
    return "review" in params


def _walk(db: Work, actor: Actor, item: Item, tried: Attempts) -> dict[str, Any] | None:
    if not isinstance(item, Walked):
        return None
    return item.walk(walk_of(db, actor, item)) | {"found": endings_found(item, tried)}


def endings_found(case: Walked, tried: Attempts) -> list[Any]:
    """Return the titles of the endings somebody has come to, each once, in the order they were found."""
    found: dict[str, Any] = {}
    for path in tried.answered:
        ending: Mapping[str, Any] | None = case.walk(path)["ending"]
        if ending is not None:
            found.setdefault(str(ending["title"]), ending["title"])
    return list(found.values())
