"""An import: everything is looked at first; with any fault nothing is written."""

import shutil
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zhixing.actor import Locale
from zhixing.course.bank.draft import Drafts, draft_faults
from zhixing.course.bank.excel_in import read_bank
from zhixing.course.bank.gift_in import read_drafts
from zhixing.course.bank.toml_out import write_unit
from zhixing.course.check import check_course
from zhixing.course.content import read_course
from zhixing.course.units import read_units
from zhixing.course.written import ID
from zhixing.errors import FaultsError, InputError, Location, MissingError
from zhixing.text import Text, catalogue

EXCEL = ".xlsx"
_STEP = "items"
_UNTITLED = "bank.gift.untitled"


@dataclass(frozen=True)
class Taken:
    """A finished import.

    Args:
        folder: the new unit.
        items: how many items it has.
        kinds: how many of each kind.
        notes: what was decided for the author and should be looked at.
    """

    folder: Path
    items: int
    kinds: dict[str, int]
    notes: tuple[tuple[str, dict[str, object]], ...]


def take(
    files: Sequence[Path], unit: str, into: Path, *, title: Text | None = None, courses: Sequence[Path] = ()
) -> Taken:
    """Make a new unit of what a file holds.

    Args:
        files: an Excel file, or one or two files of GIFT.
        unit: id of the new unit, and name of its folder.
        into: the course folder it goes into.
        title: the unit's name, where the file has none.
        courses: folders whose ids are taken.

    Raises:
        FaultsError: everything that is wrong; nothing was written.
        InputError: a file as a whole cannot be read, or the unit's id cannot be one.
        MissingError: there is no such file.
    """
    _check_target(unit, into, courses)
    contents = [(path.name, _content(path)) for path in files]
    ids = frozenset(read_course(*courses))
    known = {each.id: each.text for one in read_units(*courses).values() for each in one.objectives}
    is_excel = files[0].suffix.lower() == EXCEL
    if is_excel and len(files) > 1:
        raise InputError("bank.error.companion-excel", {}, Location(file=contents[1][0]))
    drafts = read_bank(*contents[0]) if is_excel else read_drafts(contents, unit, ids, known)
    faults = drafts.faults + list(draft_faults(drafts.items, _objectives(drafts), ids))
    if faults:
        raise FaultsError("bank.error.faults", faults)
    raw = _unit(unit, drafts, title)
    _write(into / unit, raw, drafts)
    kinds = Counter(str(draft.raw["kind"]) for draft in drafts.items)
    return Taken(into / unit, len(drafts.items), dict(kinds), tuple(drafts.notes))


def _check_target(unit: str, into: Path, courses: Sequence[Path]) -> None:
    if not ID.fullmatch(unit):
        raise InputError("bank.error.bad-unit", {"found": unit[:40]})
    if (into / unit).exists():
        raise InputError("bank.error.unit-there", {"path": into / unit})
    if unit in read_units(*courses):
        raise InputError("course.error.unit-doubled", {"unit": unit})


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise MissingError("cli.error.no-file", {"path": path}) from error


def _objectives(drafts: Drafts) -> set[str]:
    return {each["id"] for each in drafts.objectives}


def _unit(unit: str, drafts: Drafts, title: Text | None) -> dict[str, Any]:
    """Return the unit's file; items in no step come into one of their own."""
    say = catalogue().say
    named = title or drafts.title
    if named is None:
        named = Text(say(_UNTITLED, Locale.ZH, unit=unit), say(_UNTITLED, Locale.EN, unit=unit))
        drafts.notes.append(("bank.note.title", {"file": "unit.toml"}))
    ids = [str(draft.raw["id"]) for draft in drafts.items]
    steps = [_known(step, frozenset(ids)) for step in drafts.steps]
    placed = {item for step in steps for item in step["items"]}
    rest = [name for name in ids if name not in placed]
    if rest:
        text = {"zh": say("bank.gift.step", Locale.ZH), "en": say("bank.gift.step", Locale.EN)}
        steps.append({"id": _STEP, "title": text, "cell": _STEP, "items": rest})
    return {
        "id": unit,
        "workbook": unit,
        "title": named.json(),
        "mastery": {"share": 0.8, "least": 2},
        "objective": drafts.objectives,
        "step": steps,
    }


def _known(step: dict[str, Any], ids: frozenset[str]) -> dict[str, Any]:
    return {**step, "items": [name for name in step["items"] if name in ids]}


def _write(folder: Path, raw: dict[str, Any], drafts: Drafts) -> None:
    """Write beside the place first, and move there what was found in order."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".import-", dir=folder.parent) as beside:
        staged = Path(beside) / folder.name
        write_unit(staged, raw, [(draft.remark, draft.raw) for draft in drafts.items])
        found = check_course(staged)
        if found.faults:
            raise FaultsError("bank.error.faults", list(found.faults))
        shutil.move(staged, folder)
