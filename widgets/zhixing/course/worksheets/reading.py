"""Worksheets read from ``worksheets.toml``: every fault names file, worksheet, part, field and key."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from zhixing.course.folders import unit_folders, units_in_use
from zhixing.course.worksheets.model import TYPED, Field, FieldKind, Option, Part, Row, Source, Worksheet
from zhixing.course.written import Entry, location, table
from zhixing.errors import InputError
from zhixing.text import Text

DOCUMENTS = frozenset({"contract"})
"""Papers that a worksheet can leave as."""
GUARDS = frozenset({"slogan", "fact"})
USUAL = {FieldKind.LINE: 80, FieldKind.TEXT: 400}
"""Characters that fit into a field that does not say how many."""
FIELD_MOST = 2000
SHEET_MOST = 8000
"""Characters that fit into a worksheet: its draft travels and is kept in one piece."""
LEVELS = (2, 5)
"""Fewest and most levels of a scale."""

_SHEET = frozenset({"id", "objective", "title", "lead", "part"}), frozenset({"document"})
_PART = frozenset({"id", "title", "field"}), frozenset({"lead", "rows", "repeat"})
_ROW = frozenset({"id", "text"}), frozenset({"lead"})
_FIELD = frozenset({"id", "kind", "label", "needed"}), frozenset({"hint", "example", "from", "guard"})
_OPTION = frozenset({"id", "text"})
_OF_KIND: Mapping[FieldKind, tuple[frozenset[str], frozenset[str]]] = {
    FieldKind.LINE: (frozenset(), frozenset({"most"})),
    FieldKind.TEXT: (frozenset(), frozenset({"most"})),
    FieldKind.CHOICE: (frozenset({"options"}), frozenset()),
    FieldKind.SCALE: (frozenset({"levels"}), frozenset()),
    FieldKind.DATE: (frozenset(), frozenset()),
}
_WORDED = {
    "course.error.key-missing": "worksheet.error.key-missing",
    "course.error.key-unknown": "worksheet.error.key-unknown",
    "course.error.not-a-table": "worksheet.error.not-a-table",
    "course.error.not-parts": "worksheet.error.not-a-list",
    "course.error.not-yes-or-no": "worksheet.error.not-yes-or-no",
}
"""How faults of any entry are worded for a worksheet, with the place in it."""


@dataclass(frozen=True, slots=True)
class _Place(Entry):
    """An entry of a worksheet; ``part`` leads to it: ``doing.who.``."""

    def fault(self, code: str, **params: object) -> InputError:
        place = f"{self.item} {self.part}".rstrip(" .")
        return InputError(_WORDED.get(code, code), {"place": place, **params}, location(self.page))

    def down(self, raw: object, name: str) -> "_Place":
        """Return an entry within this one."""
        found = self.inner(raw, f"{self.part}{name}")
        return _Place(found.page, found.item, found.raw, found.part)


@cache
def all_sheets() -> Mapping[str, Worksheet]:
    """Return every worksheet of the course by id, read once per process.

    Raises:
        InputError: naming file, worksheet, part, field and key.
    """
    return read_worksheets(*units_in_use())


def read_worksheets(*folders: Path) -> Mapping[str, Worksheet]:
    """Read the worksheets of all units below these folders.

    Raises:
        InputError: naming file, worksheet, part, field and key.
    """
    found: dict[str, Worksheet] = {}
    pages: dict[str, Path] = {}
    written = (unit / "worksheets.toml" for unit in unit_folders(*folders))
    for page in (page for page in written if page.exists()):
        objectives = _objectives(page.with_name("unit.toml"))
        for sheet in _read_page(page, objectives):
            if sheet.id in found:
                raise InputError("worksheet.error.sheet-doubled", {"sheet": sheet.id}, location(page))
            found[sheet.id], pages[sheet.id] = sheet, page
    for sheet in found.values():
        check_sources(pages[sheet.id], sheet, found)
    return MappingProxyType(found)


def _objectives(page: Path) -> frozenset[str]:
    return (
        frozenset(str(raw.get("id")) for raw in table(page).get("objective", ()))
        if page.exists()
        else frozenset()
    )


def _read_page(page: Path, objectives: frozenset[str]) -> list[Worksheet]:
    raw = table(page)
    unknown = sorted(set(raw) - {"worksheet"})
    if unknown or not isinstance(raw.get("worksheet"), list):
        raise InputError("worksheet.error.no-sheets", {"found": ", ".join(unknown)[:80]}, location(page))
    return [
        read_worksheet(page, number, entry, objectives)
        for number, entry in enumerate(raw["worksheet"], start=1)
    ]


def read_worksheet(page: Path, number: int, raw: Mapping[str, Any], objectives: frozenset[str]) -> Worksheet:
    """Read one worksheet of a file; ``number`` is its place in the file, from 1.

    Raises:
        InputError: naming file, worksheet, part, field and key.
    """
    entry = _Place(page, str(raw.get("id") or f"[{number}]")[:40], raw)
    entry.check_keys(*_SHEET)
    name = entry.name("id", "worksheet.error.bad-id")
    objective = str(raw["objective"])[:40]
    if objective not in objectives:
        raise entry.fault("worksheet.error.unknown-objective", objective=objective)
    document = raw.get("document")
    if document is not None and document not in DOCUMENTS:
        known = ", ".join(sorted(DOCUMENTS))
        raise entry.fault("worksheet.error.unknown-document", found=str(document)[:40], known=known)
    parts = tuple(_part(entry.down(part, _named(part, "part"))) for part in entry.entries("part"))
    if not parts:
        raise entry.fault("worksheet.error.empty", key="part")
    _check_doubled(entry, "part", [part.id for part in parts])
    room = sum(part.times * sum(field.most for field in part.fields) for part in parts)
    if room > SHEET_MOST:
        raise entry.fault("worksheet.error.too-large", found=room, most=SHEET_MOST)
    return Worksheet(
        id=name,
        objective=objective,
        title=entry.text("title"),
        lead=entry.text("lead"),
        parts=parts,
        document=document,
    )


def _part(entry: _Place) -> Part:
    entry.check_keys(*_PART)
    name = entry.name("id", "worksheet.error.bad-id")
    if "rows" in entry.raw and "repeat" in entry.raw:
        raise entry.fault("worksheet.error.rows-and-repeat")
    fields = tuple(_field(entry.down(raw, _named(raw, "field"))) for raw in entry.entries("field"))
    rows = tuple(_row(entry.down(raw, _named(raw, "rows"))) for raw in _listed(entry, "rows"))
    for key, found in (("field", fields), ("rows", rows)):
        if key in entry.raw and not found:
            raise entry.fault("worksheet.error.empty", key=key)
        _check_doubled(entry, key, [each.id for each in found])
    repeat = _repeat(entry) if "repeat" in entry.raw else None
    return Part(
        id=name,
        title=entry.text("title"),
        lead=_optional(entry, "lead"),
        fields=fields,
        rows=rows,
        repeat=repeat,
    )


def _row(entry: _Place) -> Row:
    entry.check_keys(*_ROW)
    return Row(entry.name("id", "worksheet.error.bad-id"), entry.text("text"), _optional(entry, "lead"))


def _repeat(entry: _Place) -> tuple[int, int]:
    match entry.raw["repeat"]:
        case [int() as least, int() as most] if 0 <= least <= most and most > 0:
            return least, most
        case found:
            raise entry.fault("worksheet.error.bad-repeat", found=str(found)[:40])


def _field(entry: _Place) -> Field:
    raw = entry.raw
    if raw.get("kind") not in list(FieldKind):
        entry.check_keys(frozenset({"kind"}), raw.keys())
        kinds = ", ".join(FieldKind)
        raise entry.fault("worksheet.error.unknown-kind", found=str(raw["kind"])[:40], known=kinds)
    kind = FieldKind(raw["kind"])
    needed, known = _OF_KIND[kind]
    entry.check_keys(_FIELD[0] | needed, _FIELD[1] | known)
    guard = raw.get("guard")
    if guard is not None and (guard not in GUARDS or kind not in TYPED):
        known_guards = ", ".join(sorted(GUARDS))
        raise entry.fault("worksheet.error.bad-guard", found=str(guard)[:40], known=known_guards)
    return Field(
        id=entry.name("id", "worksheet.error.bad-id"),
        kind=kind,
        label=entry.text("label"),
        needed=entry.flag("needed"),
        hint=_optional(entry, "hint"),
        example=_optional(entry, "example"),
        most=_most(entry, kind) if kind in TYPED else 0,
        options=_levels(entry) if kind is FieldKind.SCALE else _options(entry),
        source=_source(entry, kind),
        guard=guard,
    )


def _most(entry: _Place, kind: FieldKind) -> int:
    found = entry.raw.get("most", USUAL[kind])
    if not isinstance(found, int) or isinstance(found, bool) or not 1 <= found <= FIELD_MOST:
        raise entry.fault("worksheet.error.bad-most", found=str(found)[:40], most=FIELD_MOST)
    return found


def _options(entry: _Place) -> tuple[Option, ...]:
    found = []
    for raw in _listed(entry, "options"):
        place = entry.down(raw, _named(raw, "options"))
        place.check_keys(_OPTION)
        found.append(Option(place.name("id", "worksheet.error.bad-id"), place.text("text")))
    if "options" in entry.raw and len(found) < 2:
        raise entry.fault("worksheet.error.few-options")
    _check_doubled(entry, "options", [str(option.id) for option in found])
    return tuple(found)


def _levels(entry: _Place) -> tuple[Option, ...]:
    found = []
    for raw in entry.entries("levels"):
        place = entry.down(raw, _named(raw, "levels"))
        place.check_keys(_OPTION)
        if not isinstance(place.raw["id"], int) or isinstance(place.raw["id"], bool):
            raise place.fault("worksheet.error.bad-level", found=str(place.raw["id"])[:40])
        found.append(Option(place.raw["id"], place.text("text")))
    ids = [int(option.id) for option in found]
    if not LEVELS[0] <= len(ids) <= LEVELS[1] or ids != list(range(ids[0], ids[0] + len(ids))):
        least, most = LEVELS
        raise entry.fault("worksheet.error.bad-levels", found=str(ids)[:40], least=least, most=most)
    return tuple(found)


def _source(entry: _Place, kind: FieldKind) -> Source | None:
    if "from" not in entry.raw:
        return None
    names = str(entry.raw["from"]).split(".")
    if len(names) != 3 or kind not in TYPED:
        raise entry.fault("worksheet.error.bad-source", found=str(entry.raw["from"])[:80])
    return Source(*names)


def check_sources(page: Path, sheet: Worksheet, sheets: Mapping[str, Worksheet]) -> None:
    """Refuse an offer of words that nobody is ever asked for."""
    for part in sheet.parts:
        for field in part.fields:
            source = field.source
            if source is not None and not _is_typed(sheets.get(source.sheet), source):
                entry = _Place(page, sheet.id, {}, f"{part.id}.{field.id}.")
                named = f"{source.sheet}.{source.part}.{source.field}"
                raise entry.fault("worksheet.error.no-source", found=named[:80])


def _is_typed(sheet: Worksheet | None, source: Source) -> bool:
    parts = sheet.parts if sheet is not None else ()
    fields: Iterable[Field | None] = (part.field(source.field) for part in parts if part.id == source.part)
    return any(field is not None and field.kind in TYPED for field in fields)


def _check_doubled(entry: _Place, key: str, ids: list[str]) -> None:
    doubled = next((name for name in ids if ids.count(name) > 1), None)
    if doubled is not None:
        raise entry.fault("worksheet.error.id-doubled", key=key, found=doubled)


def _listed(entry: _Place, key: str) -> list[Any]:
    return entry.entries(key) if key in entry.raw else []


def _named(raw: object, key: str) -> str:
    """Return what a part of the file is called in a fault: its id, else its key."""
    name = raw.get("id") if isinstance(raw, dict) else None
    return str(name)[:40] if name is not None else key


def _optional(entry: _Place, key: str) -> Text | None:
    return entry.text(key) if key in entry.raw else None
