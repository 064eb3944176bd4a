"""Files of a class's course work to take away, for those who keep the roster."""

from typing import Any, ClassVar

from zhixing.activity import Activity, Params
from zhixing.actor import Actor
from zhixing.classroom.rules import Door, require
from zhixing.course.service.kept_work import begun_count
from zhixing.records import Work


class CourseRecords(Activity):
    """How many have begun, and the links to the files; nothing of anybody's answers."""

    name: ClassVar[str] = "course-records"
    module: ClassVar[str] = "course/static/course-records.js"
    subjects: ClassVar[frozenset[str]] = frozenset({"answers", "sheets", "people"})
    keeps_drafts: ClassVar[bool] = False

    def view(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Return how many learners there are, and how many have done anything.

        Raises:
            RefusedError: ``classroom.error.not-allowed``.
        """
        require(actor, Door.MANAGE_PEOPLE)
        begun, people = begun_count(db, actor.classroom)
        return {"begun": begun, "people": people}
