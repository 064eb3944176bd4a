"""How answers of any kind are counted and called: the parts of an item and what may be chosen in each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from zhixing.course.rules import Answer, Item, Walked

Pair: TypeAlias = dict[str, str]
Names: TypeAlias = dict[str, Pair]
Place: TypeAlias = tuple[str, str]
"""A part of an item and what was chosen in it; the part is empty where the item has none."""

_NAMES = ("text", "label", "title", "name")
_LINK = "link:"


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that may be chosen in a part of an item.

    Args:
        key: its id within the part.
        label: what it is called; None for what pages have a word for, such as ``true`` or a number.
        right: whether the fully right answer has it.
    """

    key: str
    label: Pair | None
    right: bool


@dataclass(frozen=True, slots=True)
class Group:
    """A part of an item with what may be chosen in it, in the order in which people see it.

    Args:
        part: its id within the item; empty where the item has no parts.
        label: what it is called.
        choices: what may be chosen.
        is_keyed: whether a key says what is right; the endings of a case follow from many choices.
    """

    part: str
    label: Pair | None
    choices: tuple[Choice, ...]
    is_keyed: bool = True

    @property
    def is_listed(self) -> bool:
        """Whether everything to choose from is read on the item's face, as options are."""
        return all(choice.label is not None for choice in self.choices)


def groups(item: Item, answers: Sequence[Answer] = ()) -> tuple[Group, ...]:
    """Return the parts of an item, whatever its kind; none where nothing is right or wrong.

    Args:
        item: the item.
        answers: answers given; of a case only the endings that somebody has come to are told.
    """
    if item.solution() is None:
        return ()
    places = list(counts(item, ()))
    right = _right(item)
    names = [*_spaces(item.face())]
    if isinstance(item, Walked):
        ends = _endings(item, answers)
        places = [place for place in places if place[1] in ends]
        right = {place for place in places if ends[place[1]][1]}
        names = [{key: title for key, (title, _) in ends.items()}]
    parts = list(dict.fromkeys(part for part, _ in places))
    called = _cover(names, parts)
    return tuple(
        Group(
            part,
            _link(item.face(), part) or called.get(part),
            _choices([key for inner, key in places if inner == part], part, names, right),
            not isinstance(item, Walked),
        )
        for part in _in_order(parts, called)
    )


def counts(item: Item, answers: Sequence[Answer]) -> dict[Place, int]:
    """Count answers by part and choice."""
    found: dict[Place, int] = {}
    for name, count in item.tally(answers).items():
        if isinstance(count, Mapping):
            found |= {(name, str(key)): int(each) for key, each in count.items()}
        else:
            found["", name] = int(count)
    return found


def _right(item: Item) -> set[Place]:
    solution = item.solution()
    if solution is None:
        return set()
    return {place for place, count in counts(item, [item.read(solution)]).items() if count}


def _choices(keys: Sequence[str], part: str, names: Sequence[Names], right: set[Place]) -> tuple[Choice, ...]:
    called = next((each for each in names if set(keys) <= each.keys()), {})
    return tuple(Choice(key, called.get(key), (part, key) in right) for key in _in_order(keys, called))


def _spaces(raw: object) -> Iterator[Names]:
    """Yield, for every list of named things on a face, their names by id."""
    if isinstance(raw, dict):
        for inner in raw.values():
            yield from _spaces(inner)
    elif isinstance(raw, list):
        found = {str(one["id"]): _name(one) for one in raw if isinstance(one, dict) and "id" in one}
        known = {key: name for key, name in found.items() if name is not None}
        if known:
            yield known
        for inner in raw:
            yield from _spaces(inner)


def _name(raw: Mapping[str, Any]) -> Pair | None:
    found = (raw.get(key) for key in _NAMES)
    return next((each for each in found if isinstance(each, dict) and {"zh", "en"} <= each.keys()), None)


def _cover(names: Sequence[Names], parts: Sequence[str]) -> Names:
    """Return the names of parts, from the list that knows most of them; ``loop:`` and the like are no ids."""
    plain = {part: part.rpartition(":")[2] for part in parts}
    best = max(names, key=lambda each: sum(name in each for name in plain.values()), default={})
    order = {name: part for part, name in plain.items()}
    return {order[name]: title for name, title in best.items() if name in order}


def _in_order(keys: Sequence[str], called: Mapping[str, Pair]) -> list[str]:
    """Return ids as the face has them: the order in which a kind counts may tell the key."""
    return [*(key for key in called if key in keys), *(key for key in keys if key not in called)]


def _link(face: Mapping[str, Any], part: str) -> Pair | None:
    """Return what an arrow of a diagram is called: from what to what."""
    link = next((each for each in face.get("links", ()) if f"{_LINK}{each['id']}" == part), None)
    if link is None:
        return None
    nodes = {node["id"]: node["text"] for node in face["nodes"]}
    return {side: f"{nodes[link['from']][side]} → {nodes[link['to']][side]}" for side in ("zh", "en")}


def _endings(item: Item, answers: Sequence[Answer]) -> dict[str, tuple[Pair, bool]]:
    """Return, for every ending somebody has come to, its title and whether it is a good one."""
    found: dict[str, tuple[Pair, bool]] = {}
    if not isinstance(item, Walked):
        return found
    for answer in answers:
        ended = item.walk(answer).get("ending")
        for (_, key), count in counts(item, [answer]).items():
            if count and ended is not None:
                found[key] = (ended["title"], item.mark(answer).correct)
    return found
