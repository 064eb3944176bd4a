"""Items from Moodle's GIFT: read, paired with their other language, put into the form of our data files."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from zhixing.course.bank.draft import Draft, Drafts
from zhixing.course.bank.gift_kinds import READERS, read_statement, read_worked
from zhixing.course.bank.gift_pairs import Asked, paired
from zhixing.course.bank.gift_text import QuestionType, read_gift
from zhixing.course.bank.making import Making, both
from zhixing.course.written import ID
from zhixing.errors import InputError, Location
from zhixing.text import Text

_REASON = "/reason"
_OBJECTIVE, _DIFFICULTY = "objective ", "difficulty "
_USUAL_DIFFICULTY = 0.5


def read_drafts(
    files: Sequence[tuple[str, bytes]],
    unit: str,
    taken: frozenset[str] = frozenset(),
    known: Mapping[str, Text] = MappingProxyType({}),
) -> Drafts:
    """Read a GIFT file, or two of one language each.

    Args:
        files: name and content of one file, or of two that say the same in two languages.
        unit: id of the unit they become.
        taken: ids of items that are there already.
        known: objectives of other units, which a tag may name.

    Raises:
        InputError: a file is not in UTF-8.
    """
    read = [(name, *read_gift(name, content)) for name, content in files]
    drafts = Drafts(files[0][0])
    drafts.faults += [fault for _, _, faults in read for fault in faults]
    asked, faults = paired([(name, questions) for name, questions, _ in read])
    drafts.faults += faults
    if not asked and not drafts.faults:
        drafts.faults.append(InputError("bank.error.nothing", {}, Location(file=drafts.file)))
    names = _Names(unit, taken)
    objectives = _Objectives(unit, known)
    for group in _grouped(asked):
        made = _made(group, names, objectives)
        drafts.faults += made.faults
        drafts.notes += [(code, {"item": made.raw["id"]}) for code in dict.fromkeys(made.notes)]
        drafts.items.append(Draft(made.raw, made.places, group[0].name))
    drafts.objectives = objectives.written()
    drafts.notes += [("bank.note.objectives", {"file": "unit.toml"})] * bool(asked)
    return drafts


def _grouped(asked: Sequence[Asked]) -> list[list[Asked]]:
    """Put together what left as one item: a statement and its reason, the lines of a calculation."""
    groups: list[list[Asked]] = []
    by_name = {each.name: each for each in asked}
    for each in asked:
        stem, slash, _ = each.name.rpartition("/")
        first = groups[-1][0] if groups else None
        if (slash and each.name.endswith(_REASON) and stem in by_name and first is by_name[stem]) or (
            slash and "worked" in each.tags and first is not None and first.name.startswith(f"{stem}/")
        ):
            groups[-1].append(each)
        else:
            groups.append([each])
    return groups


class _Names:
    """Ids for items: the question's own where it can be one, else the next number."""

    def __init__(self, unit: str, taken: frozenset[str]) -> None:
        self._unit = unit
        self._taken = set(taken)
        self._number = 0

    def of(self, asked: Asked) -> str:
        for name in (asked.number, asked.name):
            stem = name.partition("/")[0]
            if ID.fullmatch(stem) and stem.startswith(f"{self._unit}-") and stem not in self._taken:
                self._taken.add(stem)
                return stem
        while True:
            self._number += 1
            name = f"{self._unit}-q{self._number:02d}"
            if name not in self._taken:
                self._taken.add(name)
                return name


class _Objectives:
    """Objectives of a unit: those that tags name, else one a category."""

    def __init__(self, unit: str, known: Mapping[str, Text]) -> None:
        self._unit = unit
        self._known = known
        self._texts: dict[str, Mapping[str, str]] = {}
        self._ids: dict[str, str] = {}

    def of(self, asked: Asked) -> str:
        tagged = next((tag.removeprefix(_OBJECTIVE) for tag in asked.tags if tag.startswith(_OBJECTIVE)), "")
        category = asked.category
        key = tagged or category["zh"] + category["en"]
        if key not in self._ids:
            named = tagged if tagged.startswith(f"{self._unit}-") and ID.fullmatch(tagged) else ""
            self._ids[key] = named or f"{self._unit}-o{len(self._ids) + 1}"
            told = self._known.get(tagged)
            self._texts[self._ids[key]] = category if told is None else told.json()
        return self._ids[key]

    def written(self) -> list[dict[str, Any]]:
        return [{"id": name, "text": dict(text)} for name, text in self._texts.items()]


def _made(group: Sequence[Asked], names: _Names, objectives: _Objectives) -> Making:
    asked = group[0]
    item = Making({}, {(): asked.place})
    item.raw["id"] = names.of(asked)
    item.raw["objective"] = objectives.of(asked)
    item.raw["kind"] = ""
    tag = next((tag.removeprefix(_DIFFICULTY) for tag in asked.tags if tag.startswith(_DIFFICULTY)), "")
    item.raw["difficulty"] = _share(tag)
    if not tag:
        item.notes.append("bank.note.difficulty")
    item.put(("prompt",), asked.text.pair(), asked.text.place)
    item.raw["source-note"] = both("bank.gift.source", file=asked.place.file or "")
    if asked.text.has_media:
        item.refuse("bank.error.media", asked.text.place)
    if len(group) > 1 and asked.type is QuestionType.TRUE_FALSE:
        read_statement(item, asked, group[1])
    elif len(group) > 1:
        read_worked(item, group)
    else:
        READERS[asked.type](item, asked)
    return item


def _share(tag: str) -> float:
    try:
        found = float(tag)
    except ValueError:
        return _USUAL_DIFFICULTY
    return found if 0 <= found <= 1 else _USUAL_DIFFICULTY
