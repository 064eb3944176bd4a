"""The people sheet: a list of people with what is known of them, from Excel or CSV, checked row by row."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Self

from zhixing.actor import Role
from zhixing.classroom.roster import FORMULA, ROWS_AT_MOST, Place, RosterRow, read_cells, roster_row
from zhixing.errors import InputError, Location
from zhixing.teams.rules.profile import SPECIALTY_AT_MOST, YEARS_AT_MOST, checked_languages
from zhixing.teams.rules.sheet_words import (
    HEADS,
    LEVELS,
    OUTLOOKS,
    PROFILE_HEADS,
    WISH_COLUMNS,
    head,
    word,
    years,
)

HEAD_AMONG = 6
"""Among how many first rows the headings are looked for: a list may have a title above them."""
_BETWEEN = re.compile(r"[、，,；;/|]")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One person of the sheet; what is blank says nothing.

    Args:
        number: of the row, as the person sees it.
        roster: name, unit, post, table and role.
        wishes: the cells of wishes as they are written; what they mean, the scheme knows.
    """

    number: int
    roster: RosterRow
    level: str = ""
    outlook: str = ""
    specialty: str = ""
    experience: int | None = None
    languages: tuple[str, ...] = ()
    wishes: tuple[str, ...] = ()


@dataclass(frozen=True)
class PeopleSheet:
    """A people sheet as it was read.

    Args:
        file: its name.
        titles: headings by column, as the sheet has them.
        rows: whoever could be read.
        faults: what could not, each named by row and column.
    """

    file: str
    titles: Mapping[str, str]
    rows: tuple[SheetRow, ...]
    faults: tuple[InputError, ...] = ()

    def place(self, number: int) -> Place:
        """Return a row of the file, to say where something is."""
        return Place(self.file, number, dict(self.titles))

    def json(self) -> dict[str, Any]:
        """Return the form in which a sheet without faults waits to be applied."""
        return {"file": self.file, "titles": dict(self.titles), "rows": [asdict(row) for row in self.rows]}

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> Self:
        """Read what ``json`` wrote."""
        return cls(raw["file"], raw["titles"], tuple(_parsed(row) for row in raw["rows"]))


def _parsed(raw: Mapping[str, Any]) -> SheetRow:
    roster = raw["roster"]
    lists = {name: tuple(raw[name]) for name in ("languages", "wishes")}
    return SheetRow(**{**raw, **lists, "roster": RosterRow(**{**roster, "role": Role(roster["role"])})})


def read_sheet(file: str, content: bytes) -> PeopleSheet:
    """Read a people sheet; faults of rows are collected, so that all are told at once.

    Args:
        file: its name, as the person knows it.
        content: the file.

    Raises:
        InputError: the file as a whole cannot be read: type, size, encoding, missing columns, too many rows.
    """
    lines = enumerate(read_cells(file, content), start=1)
    titles, columns = _headings(file, lines)
    rows: list[SheetRow] = []
    faults: list[InputError] = []
    for number, cells in lines:
        values = {name: cells[at] if at < len(cells) else "" for name, at in columns.items()}
        if not any(values.values()):
            continue
        if len(rows) + len(faults) == ROWS_AT_MOST:
            raise InputError("classroom.error.roster-too-long", {"most": ROWS_AT_MOST}, Location(file=file))
        try:
            rows.append(_row(Place(file, number, titles), values))
        except InputError as fault:
            faults.append(fault)
    if not rows and not faults:
        raise InputError("classroom.error.roster-empty", {}, Location(file=file))
    return PeopleSheet(file, titles, tuple(rows), tuple(faults))


def _headings(file: str, lines: Iterator[tuple[int, list[str]]]) -> tuple[dict[str, str], dict[str, int]]:
    """Return the headings and where each column stands, from the first row that has a name and a unit."""
    first: tuple[int, Sequence[str]] = (1, ())
    for number, cells in lines:
        columns: dict[str, int] = {}
        for at, title in enumerate(cells):
            found = next((name for name, titles in HEADS.items() if head(title) in titles), None)
            if found is not None:
                columns.setdefault(found, at)
        if {"name", "unit"} <= columns.keys():
            return {name: cells[at] for name, at in columns.items()}, columns
        first = first if any(first[1]) else (number, cells)
        if number == HEAD_AMONG:
            break
    titles = "、".join(title for title in first[1] if title)[:120]
    raise InputError("classroom.error.roster-columns", {"found": titles}, Location(file=file, row=first[0]))


def _row(place: Place, values: Mapping[str, str]) -> SheetRow:
    own = {name: values.get(name, "") for name in PROFILE_HEADS}
    row = roster_row(place, {name: text for name, text in values.items() if name not in own})
    experience = years(own["experience"]) if own["experience"] else None
    if own["experience"] and (experience is None or experience > YEARS_AT_MOST):
        raise _fault(place, "experience", "members.error.sheet-years", own["experience"], most=YEARS_AT_MOST)
    for name, text in own.items():
        if text.startswith(FORMULA):
            raise place.fault(name, "roster-formula", value=text[:40])
    if len(own["specialty"]) > SPECIALTY_AT_MOST:
        limits = {"value": own["specialty"][:20], "most": SPECIALTY_AT_MOST}
        raise place.fault("specialty", "roster-long", **limits)
    level, outlook = LEVELS.get(word(own["level"])), OUTLOOKS.get(word(own["outlook"]))
    if level is None:
        raise _fault(place, "level", "members.error.sheet-level", own["level"])
    if outlook is None:
        raise _fault(place, "outlook", "members.error.sheet-outlook", own["outlook"])
    return SheetRow(
        number=place.row,
        roster=row,
        level=level,
        outlook=outlook,
        specialty=own["specialty"],
        experience=experience,
        languages=_languages(place, own["languages"]),
        wishes=tuple(own[column] for column in WISH_COLUMNS if own[column]),
    )


def _fault(place: Place, column: str, code: str, value: str, **params: object) -> InputError:
    return InputError(code, {"value": value[:20], **params}, place.where(column))


def _languages(place: Place, text: str) -> tuple[str, ...]:
    try:
        return checked_languages(_BETWEEN.split(text))
    except InputError as error:
        error.location = place.where("languages")
        raise
