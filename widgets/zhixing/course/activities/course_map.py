"""The map of the workbooks, and how far a person is in each."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from zhixing.activity import Activity, Params
from zhixing.actor import Actor
from zhixing.course.content import course_map
from zhixing.course.service import standing
from zhixing.course.units import all_units
from zhixing.records import Work

Progress = Callable[[Work, Actor], tuple[int, int]]
"""How far a person is in a workbook: steps done, of how many; computed from facts."""


class CourseMap(Activity):
    """The workbooks in order, which of them are there, and how far this person is."""

    name: ClassVar[str] = "course-map"
    module: ClassVar[str] = "course/static/course-map.js"
    subjects: ClassVar[frozenset[str]] = frozenset(
        {"topics", "conditions", "windows", "ballots", "submissions"}
    )

    def subjects_for(self, actor: Actor) -> frozenset[str]:
        """Return what the class does together, and what the person answers and writes."""
        return self.subjects | {f"answers-{actor.person}", f"sheets-{actor.person}"}

    def __init__(self, progress: Mapping[str, Progress]) -> None:
        self._progress = progress

    def view(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Return all workbooks; progress where a feature or a unit tells it."""
        books = []
        for book in course_map():
            done, total = self._measure(db, actor, book.id) if book.available else (0, 0)
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

    def _measure(self, db: Work, actor: Actor, book: str) -> tuple[int, int]:
        """Return what a feature tells of its workbook, else the steps of the unit taught in it."""
        if book in self._progress:
            return self._progress[book](db, actor)
        stands = [standing(db, actor, unit) for unit in all_units().values() if unit.workbook == book]
        return sum(each.done for each in stands), sum(each.total for each in stands)
