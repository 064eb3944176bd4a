"""Wishes as people write them: numbers or titles of sub-topics, one or several in a cell."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

from zhixing.teams.rules.profile import SubTopicRef

_ASIDE = re.compile(r"[\s.,、:;()\"'“”‘’《》-]")
_SEPARATORS = (r"[；;\n|]", r"[；;\n|、，,/]", r"[；;\n|、，,/\s]")
"""From the one no title contains to those that titles may."""


class UnknownWishError(Exception):
    """A wish for something that is no sub-topic."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said


def label(sub_topic: SubTopicRef) -> str:
    """Return a sub-topic as a list to choose from shows it; a comma would end the choice in Excel."""
    return f"{sub_topic.number} {sub_topic.title}".strip().replace(",", "，")


def read_wishes(cells: Sequence[str], sub_topics: Sequence[SubTopicRef]) -> tuple[str, ...]:
    """Return the ids of the sub-topics that some cells name, in their order.

    Raises:
        UnknownWishError: something in them is no sub-topic.
    """
    known = _known(sub_topics)
    return tuple(wish for cell in cells for wish in _in_cell(cell, known))


def _known(sub_topics: Sequence[SubTopicRef]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for each in sub_topics:
        for name in (str(each.number), each.title, f"{each.number}{each.title}"):
            if _plain(name):
                found.setdefault(_plain(name), each.id)
    return found


def _in_cell(cell: str, known: Mapping[str, str]) -> list[str]:
    """Split a cell as far as it must be, so that a title with a comma in it stays whole."""
    parts = [cell]
    unknown = cell
    for separator in (None, *_SEPARATORS):
        if separator is not None:
            parts = [part for part in re.split(separator, cell) if _plain(part)]
        ids = [known.get(_plain(part)) for part in parts]
        if all(ids):
            return [wish for wish in ids if wish is not None]
        if len(parts) > 1 and unknown == cell:
            unknown = next(part for part, wish in zip(parts, ids, strict=True) if wish is None)
    raise UnknownWishError(unknown.strip())


def _plain(text: str) -> str:
    return _ASIDE.sub("", unicodedata.normalize("NFKC", text).casefold())
