"""What stands above a plan: title, first day, place."""

import datetime as dt
from dataclasses import dataclass

from zhixing.meetings.rules.editing import TITLE_AT_MOST, Finding
from zhixing.meetings.tables import MeetingRow
from zhixing.text.dates import day_written

YEARS = (2000, 2100)


@dataclass(frozen=True, slots=True)
class Heading:
    """Title, first day (blank while it is open) and place, as they were typed."""

    title: str
    date: str
    place: str

    @property
    def first(self) -> dt.date | None:
        """The first day; None while it is open, or not a date."""
        return day_of(self.date)

    def write(self, row: MeetingRow) -> None:
        """Put it onto a meeting."""
        row.title = self.title
        row.date = self.date or None
        row.place = self.place

    def faults(self) -> list[Finding]:
        """Return why it cannot be kept."""
        found = []
        if not self.title:
            found.append(Finding("planner.error.no-title", stops=True))
        for code, text in (("planner.error.name-long", self.title), ("planner.error.place-long", self.place)):
            if len(text) > TITLE_AT_MOST:
                found.append(Finding(code, {"found": len(text), "most": TITLE_AT_MOST}, stops=True))
        if self.date and self.first is None:
            found.append(Finding("planner.error.date", {"found": self.date[:20]}, stops=True))
        return found


def day_of(text: str | None) -> dt.date | None:
    """Read ``2026-09-15``; None where it is no day of this century."""
    day = day_written(text or "")
    return day if day is not None and YEARS[0] <= day.year < YEARS[1] else None
