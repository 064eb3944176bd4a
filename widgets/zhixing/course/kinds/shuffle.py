"""The order in which things to be arranged are shown: always the same for an item, whatever its key."""

import hashlib
import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TypeVar

Named = TypeVar("Named")

_COUNTED = re.compile(r"(.*?)(\d+|[a-z])")


def shuffled(item_id: str, things: Sequence[Named], name: Callable[[Named], str]) -> list[Named]:
    """Return things in an order that follows from the ids alone; nothing of the written order is in it."""
    return sorted(things, key=lambda thing: hashlib.sha256(f"{item_id}/{name(thing)}".encode()).digest())


def is_counted(names: Sequence[str]) -> bool:
    """Tell whether ids count up as they stand: ``a b c``, or ``step-1 step-2``; they would tell the order."""
    found = [_COUNTED.fullmatch(name) for name in names]
    counts = [(match[1], len(match[2]), match[2]) for match in found if match is not None]
    if len(counts) < max(2, len(names)) or len({stem for stem, _, _ in counts}) != 1:
        return False
    return all(before[1:] < after[1:] for before, after in pairwise(counts))
