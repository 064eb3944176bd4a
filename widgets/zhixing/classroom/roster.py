"""Rosters: a class list from Excel or CSV, checked row by row; all of it is taken, or nothing."""

import csv
import io
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta

from zhixing.actor import Role
from zhixing.documents.spreadsheet import BROKEN, unpacks_too_far
from zhixing.errors import FaultsError, InputError, Location

ROWS_AT_MOST = 2_000
BYTES_AT_MOST = 5 * 1024 * 1024
FAULTS_SHOWN = 20
_ENCODINGS = ("utf-8-sig", "gb18030")
_NOTHING = {"-", "—", "–", "/", "无"}
"""How people write that a cell is empty."""
FORMULA = ("=", "+", "-", "@")
_COLUMNS_AT_MOST = 64
LONGEST = {"name": 60, "unit": 120, "short": 60, "post": 60}
_PLAIN = (str, int, float, date, time, timedelta)
HEADS = {
    "name": {"姓名", "名字", "name"},
    "unit": {"单位", "单位名称", "部门", "unit"},
    "short": {"单位简称", "简称", "shortname", "shortunit"},
    "post": {"职务", "职位", "岗位", "post", "position", "title"},
    "seat": {"桌号", "桌", "组号", "小组", "table", "group"},
    "role": {"角色", "身份", "role"},
}
ROLES = {
    "": Role.LEARNER,
    "学员": Role.LEARNER,
    "learner": Role.LEARNER,
    "联络员": Role.LIAISON,
    "liaison": Role.LIAISON,
    "组长": Role.GROUP_LEADER,
    "分课题组组长": Role.GROUP_LEADER,
    "groupleader": Role.GROUP_LEADER,
    "group leader": Role.GROUP_LEADER,
    "促进师": Role.FACILITATOR,
    "催化师": Role.FACILITATOR,
    "facilitator": Role.FACILITATOR,
    "召集人": Role.CONVENOR,
    "convenor": Role.CONVENOR,
    "领导": Role.LEADER,
    "leader": Role.LEADER,
    "专家": Role.EXPERT,
    "expert": Role.EXPERT,
    "执行办公室": Role.OFFICE,
    "office": Role.OFFICE,
}


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One person of a roster; ``seat`` is None when no table is given."""

    name: str
    unit: str
    short: str
    post: str
    seat: int | None
    role: Role


def read_roster(file: str, content: bytes) -> list[RosterRow]:
    """Read a roster from an Excel workbook or a CSV file in UTF-8 or GBK.

    Args:
        file: the file's name, as the person knows it.
        content: the file.

    Returns:
        The people, in the order of the file.

    Raises:
        InputError: the file as a whole cannot be read: type, size, encoding, missing columns.
        FaultsError: rows that cannot be taken, each named by row and column.
    """
    cells = read_cells(file, content)
    head = next(cells, None)
    columns = _columns(file, head or [])
    titles = {name: (head or [])[at] for name, at in columns.items()}
    people: dict[int, RosterRow] = {}
    faults: list[InputError] = []
    for number, row in enumerate(cells, start=2):
        values = {name: row[at] if at < len(row) else "" for name, at in columns.items()}
        if not any(values.values()):
            continue
        if len(people) + len(faults) == ROWS_AT_MOST:
            raise InputError("classroom.error.roster-too-long", {"most": ROWS_AT_MOST}, Location(file=file))
        try:
            people[number] = roster_row(Place(file, number, titles), values)
        except InputError as fault:
            faults.append(fault)
    faults += _doubles(file, titles["name"], people)
    if faults:
        raise FaultsError("classroom.error.roster-faults", faults[:FAULTS_SHOWN], {"count": len(faults)})
    if not people:
        raise InputError("classroom.error.roster-empty", {}, Location(file=file))
    return list(people.values())


def read_cells(file: str, content: bytes) -> Iterator[list[str]]:
    """Yield the rows of an Excel workbook's first sheet or of a CSV file, each cell as plain text.

    Raises:
        InputError: the file as a whole cannot be read: type, size, encoding.
    """
    if len(content) > BYTES_AT_MOST:
        raise InputError("classroom.error.roster-too-large", {"most": 5}, Location(file=file))
    yield from _excel(file, content) if content[:2] == b"PK" else _csv(file, content)


def _csv(file: str, content: bytes) -> Iterator[list[str]]:
    for encoding in _ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            break
        separator = "\t" if text.count("\t") > text.count(",") else ","
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        try:
            yield from ([_clean(cell) for cell in row] for row in lines)
        except csv.Error:
            break
        return
    raise InputError("classroom.error.roster-encoding", {}, Location(file=file))


def _excel(file: str, content: bytes) -> Iterator[list[str]]:
    import openpyxl  # noqa: PLC0415  (only this path needs it)

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as pack:
            if unpacks_too_far(pack):
                raise InputError("classroom.error.roster-too-large", {"most": 5}, Location(file=file))
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False)
        for row in book.worksheets[0].iter_rows(max_col=_COLUMNS_AT_MOST, values_only=True):
            # Whole columns with a border or a colour come as a million rows of nothing.
            yield [] if all(cell is None for cell in row) else [_clean(cell) for cell in row]
    except BROKEN as error:
        raise InputError("classroom.error.roster-unreadable", {}, Location(file=file)) from error


def _clean(cell: object) -> str:
    if cell is None:
        return ""
    if not isinstance(cell, _PLAIN):  # an array formula, a data table
        return "="
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = "".join(
        sign for sign in str(cell) if unicodedata.category(sign) not in {"Cc", "Cf"} or sign == "\t"
    )
    plain = " ".join(text.split())
    return "" if plain in _NOTHING else plain


def _columns(file: str, head: list[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, title in enumerate(head):
        plain = unicodedata.normalize("NFKC", title).replace(" ", "").casefold()
        for name, titles in HEADS.items():
            if plain in titles and name not in found:
                found[name] = at
    missing = [name for name in ("name", "unit") if name not in found]
    if missing:
        raise InputError(
            "classroom.error.roster-columns",
            {"found": "、".join(title for title in head if title)[:120]},
            Location(file=file, row=1),
        )
    return found


@dataclass(frozen=True, slots=True)
class Place:
    """A row of the file, with the titles of its columns."""

    file: str
    row: int
    titles: dict[str, str]

    def where(self, column: str) -> Location:
        """Return where a cell of the row is."""
        return Location(file=self.file, row=self.row, field=self.titles[column])

    def fault(self, column: str, slug: str, **params: object) -> InputError:
        """Return what is wrong with a cell of the row."""
        return InputError(f"classroom.error.{slug}", params, self.where(column))


def roster_row(place: Place, values: dict[str, str]) -> RosterRow:
    """Return the person of a row.

    Raises:
        InputError: a cell cannot be taken, named by row and column.
    """
    for column, value in values.items():
        if value.startswith(FORMULA):
            raise place.fault(column, "roster-formula", value=value[:40])
    name = values["name"]
    if not name:
        raise place.fault("name", "roster-no-name")
    for column, most in LONGEST.items():
        if len(values.get(column, "")) > most:
            raise place.fault(column, "roster-long", value=values[column][:20], most=most)
    seat = values.get("seat", "")
    if seat and not (len(seat) <= 4 and seat.isdecimal() and 1 <= int(seat) <= 99):
        raise place.fault("seat", "roster-seat", value=seat[:20])
    role = ROLES.get(values.get("role", "").casefold())
    if role is None:
        raise place.fault("role", "roster-role", value=values["role"][:20])
    return RosterRow(
        name=name,
        unit=values["unit"],
        short=values.get("short", ""),
        post=values.get("post", ""),
        seat=int(seat) if seat else None,
        role=role,
    )


def _doubles(file: str, title: str, people: dict[int, RosterRow]) -> list[InputError]:
    first_at: dict[tuple[str, str], int] = {}
    faults = []
    for number, row in people.items():
        first = first_at.setdefault((row.name, row.unit), number)
        if first != number:
            where = Location(file=file, row=number, field=title)
            params = {"value": row.name, "first": first}
            faults.append(InputError("classroom.error.roster-double", params, where))
    return faults
