"""What a group takes home: its assignments, actions, open problems, notes for the next meeting."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

KIND = "group-pack"
"""What the file says it is, and the address it comes back to."""
FORMAT = 1
"""Of the file; an older or a newer one is not guessed at."""

TASKS, ACTIONS, PROBLEMS, NOTES = "tasks", "actions", "problems", "notes"
OPEN_COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        TASKS: ("task", "goal", "due"),
        ACTIONS: ("what", "who", "due", "evidence", "status", "proof"),
        PROBLEMS: ("text",),
        NOTES: ("sort", "text"),
    }
)
"""What people may change, by sheet."""
TAKES_NEW = frozenset({ACTIONS, PROBLEMS, NOTES})
DATES = frozenset({"due"})

Cells = Mapping[str, str]
"""Cells of a row by column: dates as ``2027-05-31``, words of a list as their ids."""


@dataclass(frozen=True, slots=True)
class PackRow:
    """A row that leaves: its id, its name for people, what is only shown, and what may be changed."""

    id: str
    name: str
    shown: Cells
    cells: Cells


@dataclass(frozen=True, slots=True)
class Pack:
    """Everything a group takes home.

    Args:
        id: of this very file.
        classroom: id of the class.
        team: id of the group.
        group: its name.
        name: of the class.
        moment: stored time at which it leaves.
        rows: by sheet.
        people: who may be named for an action.
        meeting: the next meeting, which notes go to; blank where none is planned.
    """

    id: str
    classroom: str
    team: str
    group: str
    name: str
    moment: str
    rows: Mapping[str, Sequence[PackRow]] = field(default_factory=dict)
    people: tuple[str, ...] = ()
    meeting: str = ""

    def cells(self) -> dict[str, dict[str, dict[str, str]]]:
        """Return what may be changed, by sheet and row."""
        return {
            sheet: {row.id: dict(row.cells) for row in self.rows.get(sheet, ())} for sheet in OPEN_COLUMNS
        }
