"""Items on their way in: as they would be written, each value with the place it comes from."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any

from zhixing.course.bank.schema_faults import item_faults
from zhixing.course.content import read_item
from zhixing.course.lines import Path
from zhixing.course.page import Page
from zhixing.errors import InputError, Location
from zhixing.text import Text

_LACKING = frozenset({"bank.error.key-missing", "bank.error.one-sided"})


@dataclass(frozen=True)
class Draft:
    """One item.

    Args:
        raw: the item as a data file has it.
        places: where its values come from, by path within the item; the empty path is the item itself.
        remark: what is written above it.
    """

    raw: Mapping[str, Any]
    places: Mapping[Path, Location]
    remark: str = ""

    def at(self, path: Path) -> Location:
        """Return the place of a value; of what it is part of where it has none of its own."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places[path]


@dataclass
class Drafts:
    """What a file brings.

    Args:
        file: its name.
        items: its items.
        objectives: their objectives, as ``unit.toml`` has them.
        steps: the steps it names.
        title: the unit's name.
        faults: what cannot be taken.
        notes: what was decided for the author and should be looked at: code and parameters.
    """

    file: str
    items: list[Draft] = field(default_factory=list)
    objectives: list[dict[str, Any]] = field(default_factory=list)
    steps: list[dict[str, Any]] = field(default_factory=list)
    title: Text | None = None
    faults: list[InputError] = field(default_factory=list)
    notes: list[tuple[str, dict[str, object]]] = field(default_factory=list)


def draft_faults(
    drafts: Sequence[Draft], objectives: Collection[str], taken: Collection[str]
) -> Iterator[InputError]:
    """Find everything that keeps items from being taken.

    Args:
        drafts: the items.
        objectives: ids that they may name.
        taken: ids of items that are there already.
    """
    seen = set(taken)
    for draft in drafts:
        found = item_faults(draft.raw)
        for fault in found:
            # What is missing is told where it should stand.
            lacks = fault.code in _LACKING and "key" in fault.params
            path = (*fault.path, str(fault.params["key"])) if lacks else fault.path
            yield InputError(fault.code, fault.params, draft.at(path))
        name = draft.raw.get("id")
        if name in seen:
            yield InputError("bank.error.id-taken", {"item": name}, draft.at(("id",)))
        if isinstance(name, str):
            seen.add(name)
        if not found:
            yield from _read_faults(draft, objectives)


def _read_faults(draft: Draft, objectives: Collection[str]) -> Iterator[InputError]:
    raw = draft.raw
    for key, names in (("objective", [raw["objective"]]), ("also", raw.get("also", []))):
        for name in names:
            if name not in objectives:
                told = {"item": raw["id"], "objective": name[:40]}
                yield InputError("course.error.unknown-objective", told, draft.at((key,)))
    page = Page(FilePath("items.toml"), "", {"item": [raw]})
    try:
        read_item(page.path, 1, raw, None)
    except InputError as error:
        yield InputError(error.code, error.params, draft.at(page.meant(error, ("item", 0))[2:]))
