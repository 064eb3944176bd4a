"""What changed from one version of a paper to the next, path by path, in a stable order."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Path = tuple[str, ...]
_MISSING = object()


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where two versions differ; None stands for "not there"."""

    path: Path
    before: Any
    after: Any


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Difference]:
    """Return where two contents differ.

    The order is that of the new content, what was taken out following what stood before it. Items of a list
    are matched by their ``id`` where all have one, otherwise by their place, counted from 1; items that only
    changed places are no difference.
    """
    return list(_compare((), old, new))


def _compare(path: Path, old: Any, new: Any) -> Iterator[Difference]:
    if _is_tree(old) and _is_tree(new):
        before, after = _branches(old, new), _branches(new, old)
        for name in _merged(list(before), list(after)):
            yield from _compare((*path, name), before.get(name, _MISSING), after.get(name, _MISSING))
    elif old != new:
        yield Difference(path, None if old is _MISSING else old, None if new is _MISSING else new)


def _is_tree(value: Any) -> bool:
    return isinstance(value, Mapping) or (isinstance(value, Sequence) and not isinstance(value, str))


def _branches(value: Any, beside: Any) -> dict[str, Any]:
    if isinstance(value, Mapping):
        return {str(name): inner for name, inner in value.items()}
    if _have_ids(value) and _have_ids(beside):
        return {str(item["id"]): item for item in value}
    return {str(place): item for place, item in enumerate(value, start=1)}


def _have_ids(value: Any) -> bool:
    if isinstance(value, Mapping):
        return False
    ids = [item.get("id") if isinstance(item, Mapping) else None for item in value]
    return all(ids) and len(set(ids)) == len(ids)


def _merged(old: list[str], new: list[str]) -> list[str]:
    """Return every name once: the new order, and each old one that is gone after its old neighbour."""
    names = list(new)
    for place, name in enumerate(old):
        if name not in names:
            neighbours = [names.index(before) for before in old[:place] if before in names]
            names.insert(neighbours[-1] + 1 if neighbours else 0, name)
    return names
