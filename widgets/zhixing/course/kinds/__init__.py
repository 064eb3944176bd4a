"""The kinds of items: a module each; a new kind is one line here and one face in ``static/item.js``."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Protocol

from zhixing.course.kinds import (
    branch,
    fill,
    loop,
    multiple,
    numeric,
    order,
    rate,
    reflection,
    short,
    single,
    sort,
    true_false,
    worked,
)
from zhixing.course.rules import Item
from zhixing.course.written import Entry


class Kind(Protocol):
    """What a module of a kind offers.

    Attributes:
        KEYS: what an item of this kind must say beside what every item says.
        NOTES: what it may say besides.
    """

    KEYS: frozenset[str]
    NOTES: frozenset[str]

    def read(self, entry: Entry, head: Mapping[str, Any]) -> Item:
        """Return the item; ``head`` is what every item has."""


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "single": single,
        "multiple": multiple,
        "true-false": true_false,
        "order": order,
        "sort": sort,
        "fill": fill,
        "rate": rate,
        "numeric": numeric,
        "short": short,
        "worked": worked,
        "loop": loop,
        "reflection": reflection,
        "branch": branch,
    }
)
"""Every kind by the name that data files use."""
