"""Activities of the course: one item, and the map of the workbooks."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Literal

from zhixing.activity import Act, Activity, Params
from zhixing.actor import Actor
from zhixing.classroom.rules import Door, may
from zhixing.course.content import course_map
from zhixing.course.rules import MOST_TRIES
from zhixing.course.service import answer_item, attempts, item_of
from zhixing.records import Work

Progress = Callable[[Work, Actor], tuple[int, int]]
"""How far a person is in a workbook: steps done, of how many; computed from facts."""


class Answer(Act):
    """Answer the item."""

    kind: Literal["answer"]
    option: str

    def perform(self, db: Work, actor: Actor, params: Params) -> None:
        """Store the try."""
        answer_item(db, actor, params.get("item", ""), self.option)


class ItemActivity(Activity):
    """One item; its key leaves the server only when there is no further try."""

    name: ClassVar[str] = "item"
    module: ClassVar[str] = "course/static/item.js"
    acts: ClassVar[tuple[type[Act], ...]] = (Answer,)

    def view(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:
        """Return the item, what this person has answered, and why that is right or wrong."""
        item = item_of(params.get("item", ""))
        tried = attempts(db, actor, item)
        return {
            "item": item.face(),
            "tries": len(tried.answered),
            "max_tries": MOST_TRIES,
            "answered": tried.last,
            "correct": tried.is_correct if tried.answered else None,
            "feedback": tried.feedback(),
            "may_answer": may(actor, Door.ANSWER_ITEMS) and not tried.is_over,
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
