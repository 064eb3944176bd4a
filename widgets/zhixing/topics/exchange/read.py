"""The Excel files as they come back: what was changed since they left, and what cannot be taken."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from zhixing.documents.characters import plain
from zhixing.documents.spreadsheet import ReadRow, ReadSheet, ReadSpreadsheet, read_spreadsheet
from zhixing.documents.spreadsheet.reading import Computed, number, whole
from zhixing.errors import InputError, Location
from zhixing.topics.exchange.facts import TAKE_HOME, TOPICS
from zhixing.topics.exchange.forms import HOME_TEXTS, QUESTION_TEXTS, TOPIC_TEXTS, mark_key
from zhixing.topics.exchange.words import PAPER, WORDED, meant

KINDS = (TOPICS, TAKE_HOME)
_OTHER = {TAKE_HOME: "exchange.error.is-take-home", TOPICS: "exchange.error.is-book"}


@dataclass(frozen=True, slots=True)
class Edited:
    """Cells of one row that somebody changed.

    Args:
        row: number of the row, as Excel counts.
        id: of the topic, criterion or grid cell; blank for a new topic.
        before: what the changed cells said when the file left.
        after: what they say now; all cells of a new row.
    """

    row: int
    id: str
    before: Mapping[str, str]
    after: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PaperSheet:
    """One paper ballot typed in: the row, and its marks by topic and criterion."""

    row: int
    scores: Mapping[str, Mapping[str, int]]


@dataclass
class Returned:
    """An edited file.

    Args:
        file: its name.
        kind: which of the two.
        classroom: id of the class it left from.
        seat: the table it belongs to.
        window: the round its marks belong to.
        names: names of its sheets by key, as the person sees them.
        titles: headings by sheet and column.
        topics: changed and new topics.
        weights: changed weights.
        verdicts: changed verdicts, by topic and condition.
        paper: new paper ballots.
        questions: changed and new lines of what has to be found out.
        asked: all those lines as they left and as they are now; None where the file has none.
        gone: how many of the topics that left are not in it any more.
        faults: what cannot be taken, in the order of the file.
    """

    file: str
    kind: str
    classroom: str
    seat: int | None = None
    window: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    topics: list[Edited] = field(default_factory=list)
    weights: list[Edited] = field(default_factory=list)
    verdicts: list[Edited] = field(default_factory=list)
    paper: list[PaperSheet] = field(default_factory=list)
    questions: list[Edited] = field(default_factory=list)
    asked: tuple[list[list[str]], list[list[str]]] | None = None
    gone: int = 0
    faults: list[InputError] = field(default_factory=list)

    def json(self) -> dict[str, Any]:
        """Return the form in which it waits to be applied; one with faults never does."""
        return {**asdict(self), "faults": []}

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> Self:
        """Read what ``json`` wrote."""
        names = ("topics", "weights", "verdicts", "questions")
        lists = {name: [Edited(**each) for each in raw[name]] for name in names}
        return cls(**{**raw, **lists, "paper": [PaperSheet(**each) for each in raw["paper"]]})

    def place(self, sheet: str, row: int | None, column: str = "") -> Location:
        """Return where in the file something is."""
        name = self.names.get(sheet, "")
        titles = self.titles.get(sheet, {})
        return Location(f"{self.file} › {name}" if name else self.file, row, titles.get(column) or None)


def read_returned(kind: str, file: str, content: bytes) -> Returned:
    """Read a file that comes back; faults of rows are collected, so that all are told at once.

    Args:
        kind: which of the two it should be.
        file: its name, as the person knows it.
        content: the file.

    Raises:
        InputError: the file as a whole cannot be taken: no Excel file, not ours, the other of the two, or
            without the columns that are needed.
    """
    found = read_spreadsheet(file, content)
    if found.kept.get("kind") != kind:
        code = _OTHER.get(str(found.kept.get("kind")), "documents.error.sheet-foreign")
        raise InputError(code, {}, Location(file=file))
    returned = Returned(
        file=file,
        kind=kind,
        classroom=str(found.kept.get("class", "")),
        seat=found.kept.get("seat"),
        window=str(found.kept.get("window", "")),
        names={key: sheet.name for key, sheet in found.sheets.items()},
        titles={key: sheet.titles for key, sheet in found.sheets.items()},
    )
    readers: dict[str, Callable[[_Sheet], None]] = (
        {"topics": _topics, "weights": _weights, "ratings": _ratings}
        if kind == TOPICS
        else {"topics": _home_topics, "verdicts": _verdicts, "questions": _questions}
    )
    if not any(key in found.sheets for key in readers):
        raise InputError("exchange.error.no-sheets", {}, Location(file=file))
    for key, reader in readers.items():
        if key in found.sheets:
            reader(_Sheet(key, found, found.sheets[key], returned))
    return returned


@dataclass
class _Sheet:
    key: str
    book: ReadSpreadsheet
    sheet: ReadSheet
    returned: Returned

    def base(self) -> dict[str, Any]:
        """Return what the rows said when the file left."""
        found = self.book.kept.get(f"base.{self.key}")
        if not isinstance(found, dict):
            raise InputError("documents.error.sheet-foreign", {}, Location(file=self.book.file))
        return found

    def need(self, columns: Sequence[str]) -> None:
        """Refuse a sheet that has lost columns, naming them as they were called."""
        missing = [name for name in columns if name not in self.sheet.columns]
        if missing:
            names = ", ".join(self.sheet.titles.get(name, name) for name in missing)
            where = self.returned.place(self.key, None)
            raise InputError("exchange.error.columns", {"columns": names}, where)

    def fault(self, code: str, row: int, column: str = "", **params: object) -> None:
        """Note a cell or row that cannot be taken."""
        self.returned.faults.append(InputError(code, params, self.returned.place(self.key, row, column)))

    def text(self, row: ReadRow, column: str) -> str | None:
        """Return a cell as the product stores it; None after noting what is wrong with it."""
        if isinstance(row.cells.get(column), Computed):
            self.fault("exchange.error.formula", row.number, column)
            return None
        text = plain(row.text(column))
        if not text or column not in WORDED:
            return text
        known = meant(column, text)
        if known is None:
            self.fault("exchange.error.not-a-choice", row.number, column, found=text[:40])
        return known

    def changed(self, row: ReadRow, columns: Sequence[str], before: Mapping[str, str]) -> Edited | None:
        """Return the cells of a known row that differ from what it said when the file left."""
        after: dict[str, str] = {}
        for column in columns:
            text = self.text(row, column)
            if text is not None and text != plain(before.get(column, "")):
                after[column] = text
        if not after:
            return None
        return Edited(row.number, "", {column: before.get(column, "") for column in after}, after)


def _topics(sheet: _Sheet) -> None:
    sheet.need(("id", *TOPIC_TEXTS))
    _topic_rows(sheet, TOPIC_TEXTS, takes_new=True)


def _home_topics(sheet: _Sheet) -> None:
    sheet.need(("id", *HOME_TEXTS))
    _topic_rows(sheet, HOME_TEXTS, takes_new=False)


def _topic_rows(sheet: _Sheet, texts: Sequence[str], *, takes_new: bool) -> None:
    base = sheet.base()
    seen: dict[str, int] = {}
    for row in sheet.sheet.rows:
        name = plain(row.text("id"))
        if not name:
            _new_topic(sheet, row, texts, takes_new=takes_new)
        elif name not in base:
            sheet.fault("exchange.error.unknown-id", row.number, "id", found=name[:40])
        elif name in seen:
            sheet.fault("exchange.error.doubled-id", row.number, "id", first=seen[name])
        else:
            seen[name] = row.number
            edited = sheet.changed(row, texts, base[name])
            if edited is not None:
                sheet.returned.topics.append(Edited(edited.row, name, edited.before, edited.after))
    sheet.returned.gone = len(set(base) - set(seen))


def _new_topic(sheet: _Sheet, row: ReadRow, texts: Sequence[str], *, takes_new: bool) -> None:
    faults = len(sheet.returned.faults)
    cells = {column: sheet.text(row, column) for column in texts}
    if not any(cells.values()) and len(sheet.returned.faults) == faults:
        return
    if not takes_new:
        sheet.fault("exchange.error.no-new-topics", row.number)
        return
    for column in WORDED.keys() & set(texts):
        if not cells[column] and len(sheet.returned.faults) == faults:
            sheet.fault("exchange.error.choose", row.number, column)
    if len(sheet.returned.faults) == faults:
        given = {column: text or "" for column, text in cells.items()}
        sheet.returned.topics.append(Edited(row.number, "", {}, given))


def _weights(sheet: _Sheet) -> None:
    sheet.need(("id", "weight"))
    base = sheet.base()
    for row in sheet.sheet.rows:
        name = plain(row.text("id"))
        if not name:
            continue
        value = None if isinstance(row.cells.get("weight"), Computed) else number(row.cells.get("weight"))
        if name not in base:
            sheet.fault("exchange.error.unknown-criterion", row.number, found=name[:40])
        elif value is None:
            sheet.fault("exchange.error.not-a-weight", row.number, "weight", found=row.text("weight")[:20])
        elif abs(value - float(base[name])) > 1e-6:
            before, after = {"weight": f"{float(base[name]):.4g}"}, {"weight": f"{value:g}"}
            sheet.returned.weights.append(Edited(row.number, name, before, after))


def _ratings(sheet: _Sheet) -> None:
    grid = [str(cell) for cell in sheet.book.kept.get("grid", [])]
    sheet.need(("label", "mark", *grid))
    base = sheet.base()
    for row in sheet.sheet.rows:
        label = plain(row.text("label"))
        if label in base:
            marks = [whole(row.cells.get(cell)) for cell in grid]
            if marks != base[label] or any(isinstance(row.cells.get(cell), Computed) for cell in grid):
                sheet.fault("exchange.error.cast-ballot", row.number, label=label)
        else:
            _paper(sheet, row, grid)


def _paper(sheet: _Sheet, row: ReadRow, grid: Sequence[str]) -> None:
    scores: dict[str, dict[str, int]] = {}
    faults = len(sheet.returned.faults)
    for cell in grid:
        value = row.cells.get(cell)
        if value is None:
            continue
        mark = None if isinstance(value, Computed) else whole(value)
        if mark is None:
            sheet.fault("exchange.error.not-a-mark", row.number, cell, found=row.text(cell)[:20])
            continue
        topic, _, criterion = cell.partition("/")
        scores.setdefault(topic, {})[criterion] = mark
    if not scores or len(sheet.returned.faults) > faults:
        return
    if meant("mark", row.text("mark")) != PAPER:
        sheet.fault("exchange.error.not-marked", row.number, "mark")
        return
    sheet.returned.paper.append(PaperSheet(row.number, scores))


def _questions(sheet: _Sheet) -> None:
    """Read the lines as a whole: an emptied one is taken off."""
    sheet.need(("id", *QUESTION_TEXTS))
    base = sheet.base()
    now: list[list[str]] = []
    for row in sheet.sheet.rows:
        name = plain(row.text("id"))
        before = base.get(name, {})
        edited = sheet.changed(row, QUESTION_TEXTS, before)
        texts = [plain(row.text(column)) for column in QUESTION_TEXTS]
        if edited is not None:
            known = name if before else ""
            sheet.returned.questions.append(Edited(edited.row, known, edited.before, edited.after))
        if any(texts):
            now.append(texts)
    left = [[plain(line[column]) for column in QUESTION_TEXTS] for line in base.values()]
    sheet.returned.asked = (left, now)


def _verdicts(sheet: _Sheet) -> None:
    columns = ("verdict", "reason")
    sheet.need(("id", "condition-id", *columns))
    base = sheet.base()
    seen: set[str] = set()
    for row in sheet.sheet.rows:
        name = mark_key(plain(row.text("id")), plain(row.text("condition-id")))
        if name not in base or name in seen:
            sheet.fault("exchange.error.unknown-id", row.number, "id", found=name[:40])
            continue
        seen.add(name)
        edited = sheet.changed(row, columns, base[name])
        if edited is not None:
            sheet.returned.verdicts.append(Edited(edited.row, name, edited.before, edited.after))
