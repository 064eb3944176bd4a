"""Three sides of every cell: as it left, as it came back, as it stands now; nothing is overwritten unseen."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from zhixing.documents.characters import plain
from zhixing.errors import InputError
from zhixing.meetings.exchange.facts import Cells
from zhixing.meetings.exchange.read import Edited, ReturnedPack

Standing = Mapping[str, Mapping[str, Cells]]
"""What may be changed as it stands now, by sheet and row."""


class Side(StrEnum):
    """What is taken where both sides changed a cell: what the file says, or what stands there."""

    FILE = "file"
    HERE = "here"


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell that the file changes; in a conflict ``now`` is what somebody else made of it meanwhile."""

    sheet: str
    row: int
    id: str
    column: str
    before: str
    after: str
    now: str

    @property
    def key(self) -> str:
        """What names it when a side is chosen."""
        return f"{self.sheet}/{self.id}/{self.column}"

    @property
    def is_conflict(self) -> bool:
        """Whether the cell was changed on both sides."""
        return plain(self.now) != plain(self.before)


@dataclass(frozen=True, slots=True)
class Differences:
    """What a file that came back would change.

    Args:
        new: rows that were added.
        cells: cells that were changed, conflicts among them.
        lapsed: rows whose person, action or note is not there any more.
        entered: how many new rows have been taken over from this very file before.
        same: how many rows say what stands here.
    """

    new: tuple[Edited, ...] = ()
    cells: tuple[Difference, ...] = ()
    lapsed: tuple[Edited, ...] = ()
    entered: int = 0
    same: int = 0

    @property
    def conflicts(self) -> tuple[Difference, ...]:
        """Cells changed on both sides."""
        return tuple(cell for cell in self.cells if cell.is_conflict)

    @property
    def is_nothing(self) -> bool:
        """Whether there is nothing to take over."""
        return not (self.new or self.cells)

    def taken(self, chosen: Mapping[str, str]) -> dict[tuple[str, str], dict[str, str]]:
        """Return the cells to be written, by sheet and row.

        Raises:
            InputError: ``packet.error.choose``: a conflict waits for somebody to choose.
        """
        waiting = [cell for cell in self.conflicts if chosen.get(cell.key) not in tuple(Side)]
        if waiting:
            raise InputError("packet.error.choose", {"count": len(waiting)})
        found: dict[tuple[str, str], dict[str, str]] = {}
        for cell in self.cells:
            if not cell.is_conflict or chosen[cell.key] == Side.FILE:
                found.setdefault((cell.sheet, cell.id), {})[cell.column] = cell.after
        return found

    def fingerprint(self) -> str:
        """Return what changes when anything in it does."""
        told = [
            [[row.sheet, row.row, row.id, dict(row.after)] for row in (*self.new, *self.lapsed)],
            [[cell.key, cell.before, cell.after, cell.now] for cell in self.cells],
        ]
        return hashlib.sha256(json.dumps(told).encode(errors="surrogatepass")).hexdigest()[:24]


@dataclass
class _Found:
    new: list[Edited] = field(default_factory=list)
    cells: list[Difference] = field(default_factory=list)
    lapsed: list[Edited] = field(default_factory=list)
    entered: int = 0


def compare(returned: ReturnedPack, now: Standing, entered: Sequence[str] = ()) -> Differences:
    """Return what a file would change.

    Args:
        returned: the file.
        now: what stands here now.
        entered: marks of the new rows that have been taken over from this very file before.
    """
    found, changed = _Found(), set()
    for edited in returned.edited:
        if not edited.id:
            if mark(edited) in entered:
                found.entered += 1
            else:
                found.new.append(edited)
        elif edited.id not in now.get(edited.sheet, {}):
            found.lapsed.append(edited)
        else:
            cells = _cells(edited, now[edited.sheet][edited.id])
            found.cells += cells
            changed |= {(cell.sheet, cell.id) for cell in cells}
    same = returned.known - len(changed) - len(found.lapsed)
    return Differences(tuple(found.new), tuple(found.cells), tuple(found.lapsed), found.entered, same)


def _cells(edited: Edited, now: Cells) -> list[Difference]:
    return [
        Difference(
            edited.sheet,
            edited.row,
            edited.id,
            column,
            edited.before.get(column, ""),
            after,
            now.get(column, ""),
        )
        for column, after in edited.after.items()
        if plain(now.get(column, "")) != after
    ]


def mark(edited: Edited) -> str:
    """Return what a new row is known by once it has been taken over: the same words twice are one row."""
    told = json.dumps([edited.sheet, dict(edited.after)]).encode(errors="surrogatepass")
    return hashlib.sha256(told).hexdigest()[:16]
