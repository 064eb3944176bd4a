"""The Excel file of a group as it comes back: what was changed in it, and what cannot be taken."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from zhixing.documents.characters import plain
from zhixing.documents.spreadsheet import ReadRow, ReadSheet, read_spreadsheet
from zhixing.documents.spreadsheet.reading import Computed
from zhixing.errors import InputError, Location
from zhixing.meetings.exchange.facts import DATES, FORMAT, KIND, OPEN_COLUMNS, TAKES_NEW
from zhixing.meetings.exchange.words import WORDED, day, meant


@dataclass(frozen=True, slots=True)
class Edited:
    """A row in which somebody changed something.

    Args:
        sheet: key of its sheet.
        row: its number as Excel counts.
        id: of what it says; blank for something new.
        before: what the changed cells said when the file left.
        after: what they say now; of a new row all cells.
    """

    sheet: str
    row: int
    id: str
    before: Mapping[str, str]
    after: Mapping[str, str]


@dataclass
class ReturnedPack:
    """A file that came back.

    Args:
        file: its name.
        classroom: id of the class it left from.
        team: id of its group.
        pack: id of the file itself.
        moment: stored time at which it left.
        names: names of its sheets.
        titles: headings by sheet and column.
        edited: what was changed, in the order of the file.
        known: how many rows came back as they had left or changed.
        gone: how many of the rows that left are not in it any more.
        faults: what cannot be taken.
    """

    file: str
    classroom: str
    team: str
    pack: str
    moment: str
    names: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    edited: list[Edited] = field(default_factory=list)
    known: int = 0
    gone: int = 0
    faults: list[InputError] = field(default_factory=list)

    def json(self) -> dict[str, Any]:
        """Return the form in which it waits to be applied; one with faults never does."""
        return {**asdict(self), "faults": []}

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> Self:
        """Read what ``json`` wrote."""
        return cls(**{**raw, "edited": [Edited(**each) for each in raw["edited"]]})

    def place(self, sheet: str, row: int | None, column: str = "") -> Location:
        """Return where in the file something is."""
        name = self.names.get(sheet, "")
        title = self.titles.get(sheet, {}).get(column)
        return Location(f"{self.file} › {name}" if name else self.file, row, title or None)


def read_pack(file: str, content: bytes) -> ReturnedPack:
    """Read a file that comes back; faults of rows are collected, so that all are told at once.

    Raises:
        InputError: no Excel file, not such a file, an older or newer one, or without the columns needed.
    """
    found = read_spreadsheet(file, content)
    where = Location(file=file)
    if found.kept.get("kind") != KIND:
        raise InputError("packet.error.other-kind", {}, where)
    made = found.kept.get("format")
    if made != FORMAT:
        is_newer = isinstance(made, int) and made > FORMAT
        raise InputError("packet.error.newer" if is_newer else "packet.error.old-format", {}, where)
    kept = {name: str(found.kept.get(name, "")) for name in ("class", "team", "pack", "moment")}
    returned = ReturnedPack(
        file,
        kept["class"],
        kept["team"],
        kept["pack"],
        kept["moment"],
        names={key: sheet.name for key, sheet in found.sheets.items()},
        titles={key: sheet.titles for key, sheet in found.sheets.items()},
    )
    present = [key for key in OPEN_COLUMNS if key in found.sheets]
    if not present:
        raise InputError("packet.error.no-sheets", {}, where)
    for key in present:
        base = found.kept.get(f"base.{key}")
        if not isinstance(base, dict):
            raise InputError("documents.error.sheet-foreign", {}, where)
        _Reader(key, found.sheets[key], base, returned).read()
    return returned


@dataclass
class _Reader:
    key: str
    sheet: ReadSheet
    base: Mapping[str, Mapping[str, str]]
    returned: ReturnedPack

    def read(self) -> None:
        """Read a sheet row by row."""
        self._need(("id", *OPEN_COLUMNS[self.key]))
        seen: dict[str, int] = {}
        for row in self.sheet.rows:
            name = plain(row.text("id"))
            if not name:
                self._new(row)
            elif name not in self.base:
                self._fault("packet.error.unknown-id", row.number, "id", found=name[:40])
            elif name in seen:
                self._fault("packet.error.doubled-id", row.number, "id", first=seen[name])
            else:
                seen[name] = row.number
                self._known(name, row)
        self.returned.known += len(seen)
        self.returned.gone += len(set(self.base) - set(seen))

    def _known(self, name: str, row: ReadRow) -> None:
        before, after = self.base[name], {}
        for column in OPEN_COLUMNS[self.key]:
            text = self._text(row, column, was=before.get(column, ""))
            if text == "" and column in WORDED:
                self._fault("packet.error.choose-word", row.number, column)
            elif text is not None and text != plain(before.get(column, "")):
                after[column] = text
        if after:
            left = {column: before.get(column, "") for column in after}
            self.returned.edited.append(Edited(self.key, row.number, name, left, after))

    def _new(self, row: ReadRow) -> None:
        faults = len(self.returned.faults)
        cells = {column: self._text(row, column) for column in OPEN_COLUMNS[self.key]}
        given = any(cells.values())
        if len(self.returned.faults) > faults or not given:
            return
        if self.key not in TAKES_NEW:
            self._fault("packet.error.no-new", row.number)
            return
        said = {column: text or "" for column, text in cells.items()}
        self.returned.edited.append(Edited(self.key, row.number, "", {}, said))

    def _text(self, row: ReadRow, column: str, *, was: str = "") -> str | None:
        """Return a cell as it is stored; None after noting what is wrong with it."""
        if isinstance(row.cells.get(column), Computed):
            self._fault("packet.error.formula", row.number, column)
            return None
        text = plain(row.text(column))
        if not text or text == plain(was):
            return text
        if column in DATES:
            known, code = day(text), "packet.error.not-a-date"
        elif column in WORDED:
            known, code = meant(column, text), "packet.error.not-a-choice"
        else:
            return text
        if known is None:
            self._fault(code, row.number, column, found=text[:40])
        return known

    def _need(self, columns: Sequence[str]) -> None:
        missing = [self.sheet.titles.get(name, name) for name in columns if name not in self.sheet.columns]
        if missing:
            where = self.returned.place(self.key, None)
            raise InputError("packet.error.columns", {"columns": ", ".join(missing)}, where)

    def _fault(self, code: str, row: int, column: str = "", **params: object) -> None:
        self.returned.faults.append(InputError(code, params, self.returned.place(self.key, row, column)))
