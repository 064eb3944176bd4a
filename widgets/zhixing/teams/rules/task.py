"""The individual assignment (子课题) of a member: what, how far, by when."""

from dataclasses import dataclass
from typing import Self

from zhixing.errors import InputError
from zhixing.text.dates import day_written

TASK_AT_MOST = 200
GOAL_AT_MOST = 400


@dataclass(frozen=True, slots=True)
class Assignment:
    """What one member works on; several members may share one.

    Args:
        task: what is to be solved; blank: nothing is assigned.
        goal: how far.
        due: by which date (``2027-05-31``), None while it is open.
    """

    task: str
    goal: str = ""
    due: str | None = None

    def checked(self) -> Self:
        """Return it, if it can be stored.

        Raises:
            InputError: ``teams.error.task-long``, ``goal-long``, ``goal-alone`` or ``bad-date``.
        """
        if len(self.task) > TASK_AT_MOST:
            raise InputError("teams.error.task-long", {"most": TASK_AT_MOST, "found": len(self.task)})
        if len(self.goal) > GOAL_AT_MOST:
            raise InputError("teams.error.goal-long", {"most": GOAL_AT_MOST, "found": len(self.goal)})
        if not self.task and (self.goal or self.due):
            raise InputError("teams.error.goal-alone")
        if self.due is not None:
            check_date(self.due)
        return self


def check_date(text: str) -> None:
    """Refuse what is no date of the calendar.

    Raises:
        InputError: ``teams.error.bad-date``.
    """
    if day_written(text) is None:
        raise InputError("teams.error.bad-date", {"found": text[:20]})
