"""Activities of the course: one item, how one rates, and the map of the workbooks."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Literal

from pydantic import ConfigDict

from zhixing.activity import Act, Activity, Params
from zhixing.actor import Actor
from zhixing.classroom.rules import Door, may
from zhixing.course.content import course_map
from zhixing.course.kinds.rate import RateItem
from zhixing.course.profile import LEAST, Lean, RatingSet, finished, leans
from zhixing.course.rules import MOST_TRIES
from zhixing.course.scale import Scale
from zhixing.course.service import answer_item, attempts, attempts_at, item_of, set_of
from zhixing.records import Work

Progress = Callable[[Work, Actor], tuple[int, int]]
"""How far a person is in a workbook: steps done, of how many; computed from facts."""


class Answer(Act):
    """Answer the item; what stands beside ``kind`` is the answer in the form of the item's kind."""

    model_config = ConfigDict(extra="allow")

    kind: Literal["answer"]

    def perform(self, db: Work, actor: Actor, params: Params) -> None:
        """Store the try."""
        answer_item(db, actor, params.get("item", ""), self.model_extra or {})


class ItemActivity(Activity):
    """One item; its key leaves the server only as far as the person's tries allow."""

    name: ClassVar[str] = "item"
    module: ClassVar[str] = "course/static/item.js"
    acts: ClassVar[tuple[type[Act], ...]] = (Answer,)

    def view(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:
        """Return the item, what this person has answered, and why that is right or wrong.

        With ``folded="yes"`` a long item waits for a press before it unfolds.
        """
        item = item_of(params.get("item", ""))
        tried = attempts(db, actor, item)
        mark = tried.mark
        return {
            "item": item.face(),
            "tries": len(tried.answered),
            "max_tries": MOST_TRIES,
            "answered": tried.last,
            "correct": None if mark is None else mark.correct,
            "score": None if mark is None else mark.score,
            "feedback": tried.feedback(),
            "may_answer": may(actor, Door.ANSWER_ITEMS) and not tried.is_over,
            "folded": "folded" in params,
        }


class RatingProfile(Activity):
    """Where a person leans against the expert over a set of sample topics; nobody else's is in it."""

    name: ClassVar[str] = "rating-profile"
    module: ClassVar[str] = "course/static/rating-profile.js"
    subjects: ClassVar[frozenset[str]] = frozenset({"answers"})

    def view(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:
        """Return the leans of first tries, over the topics whose key the person knows already."""
        told, items = set_of(params.get("set", ""))
        given = finished(attempts_at(db, actor, items))
        scales = {expert.scale.id: expert.scale for item, _ in given for expert in item.experts}
        rated = [item for item in items if isinstance(item, RateItem)]
        enough = len(given) >= min(LEAST, len(rated))
        return {
            "title": told.title.json(),
            "done": len(given),
            "total": len(rated),
            "least": min(LEAST, len(rated)),
            "leans": [_lean(lean, scales[lean.criterion], told) for lean in leans(given)] if enough else [],
        }


def _lean(lean: Lean, scale: Scale, told: RatingSet) -> dict[str, Any]:
    leaning = told.leanings.get(scale.id)
    meaning = {"high": leaning.high, "low": leaning.low}.get(lean.side) if leaning is not None else None
    return {
        "criterion": scale.id,
        "name": scale.name.json(),
        "stage": scale.stage,
        "mean": round(lean.mean, 2),
        "apart": round(lean.apart, 2),
        "side": lean.side,
        "widest": len(scale.levels) - 1,
        "meaning": None if meaning is None else meaning.json(),
    }


class CourseMap(Activity):
    """The workbooks in order, which of them are there, and how far this person is."""

    name: ClassVar[str] = "course-map"
    module: ClassVar[str] = "course/static/course-map.js"
    subjects: ClassVar[frozenset[str]] = frozenset(
        {"topics", "conditions", "windows", "ballots", "answers", "submissions"}
    )

    def __init__(self, progress: Mapping[str, Progress]) -> None:
        self._progress = progress

    def view(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Return all workbooks; progress where a feature tells it."""
        books = []
        for book in course_map():
            measure = self._progress.get(book.id)
            done, total = measure(db, actor) if measure is not None and book.available else (0, 0)
            books.append(
                {
                    "id": book.id,
                    "number": book.number,
                    "title": book.title.json(),
                    "summary": book.summary.json(),
                    "href": f"book/{book.id}",
                    "available": book.available,
                    "done": done,
                    "total": total,
                }
            )
        return {"workbooks": books}
