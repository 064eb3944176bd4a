"""The optional line at the end of a session."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import StringConstraints

from zhixing.activity import Act, Activity, Params
from zhixing.actor import Actor
from zhixing.classroom import ballots
from zhixing.classroom.rules import WindowState
from zhixing.records import Work
from zhixing.topics.service.lines import LINE_AT_MOST, LINES, leave_line


class LeaveLine(Act):
    """Leave a line, without a name."""

    kind: Literal["leave"]
    window: str
    key: str
    line: Annotated[str, StringConstraints(max_length=1000)]

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Store it."""
        leave_line(db, actor, self.window, self.key, self.line)


class ReflectionLine(Activity):
    """One question and one line; it may be skipped."""

    name: ClassVar[str] = "reflection-line"
    module: ClassVar[str] = "topics/static/reflection-line.js"
    subjects: ClassVar[frozenset[str]] = frozenset({"windows"})
    acts: ClassVar[tuple[type[Act], ...]] = (LeaveLine,)
    keeps_drafts: ClassVar[bool] = False

    def view(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Return whether a line may be left now; nobody's line is in it."""
        window = ballots.current_window(db, actor.classroom, LINES)
        is_open = window is not None and window.state == WindowState.OPEN
        return {
            "window": None if window is None else ballots.window_json(window),
            "may_write": ballots.may_vote(actor, window),
            "written": is_open and window is not None and ballots.has_voted(db, actor, window),
            "most": LINE_AT_MOST,
        }
