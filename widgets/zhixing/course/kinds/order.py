"""Put in order: the entries are written in the right order and shown in another.

The score looks at every two entries: how many pairs stand the right way round, less those that do not, over
all pairs (Kendall's tau), never below nothing. An entry one place off costs little, the reverse everything.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, ClassVar

from zhixing.course.kinds.parts import told_part
from zhixing.course.kinds.pieces import pieces
from zhixing.course.kinds.shuffle import is_counted, shuffled
from zhixing.course.rules import Answer, Item, Mark
from zhixing.course.written import Entry
from zhixing.errors import InputError
from zhixing.text import Text

KEYS = frozenset({"entry"})
NOTES: frozenset[str] = frozenset()

LEAST = 4
"""Fewest entries; fewer are guessed."""


@dataclass(frozen=True, slots=True)
class OrderEntry:
    """One entry; ``feedback`` says why it stands where it stands."""

    id: str
    text: Text
    feedback: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderItem(Item):
    """Entries to be put in order; an answer is the list of their ids."""

    kind: ClassVar[str] = "order"

    entries: tuple[OrderEntry, ...]

    def asked(self) -> dict[str, Any]:
        """Return the entries in an order that is not the right one."""
        return {"entries": [{"id": one.id, "text": one.text.json()} for one in self._shown]}

    def read(self, raw: Mapping[str, Any]) -> Answer:
        """Return the ids in the order given; each entry stands in it once."""
        order = raw.get("order")
        if set(raw) != {"order"} or not isinstance(order, list):
            raise InputError("course.error.no-answer")
        if not all(isinstance(name, str) for name in order) or sorted(order) != sorted(self._right):
            raise InputError("quiz.error.other-entries")
        return list(order)

    @property
    def _shown(self) -> list[OrderEntry]:
        shown = shuffled(self.id, self.entries, lambda one: one.id)
        return shown[::-1] if shown == list(self.entries) else shown

    @property
    def _right(self) -> list[str]:
        return [one.id for one in self.entries]

    def stored(self, answer: Answer) -> dict[str, Any]:
        """Return the JSON in which an answer is kept."""
        return {"order": list(answer)}

    def mark(self, answer: Answer) -> Mark:
        """Return Kendall's tau between the order given and the right one, or 0 where it is negative."""
        place = {name: at for at, name in enumerate(answer)}
        turns = [place[first] < place[second] for first, second in combinations(self._right, 2)]
        tau = (2 * sum(turns) - len(turns)) / len(turns)
        return Mark(round(max(0.0, tau), 4), all(turns))

    def told(self, answers: Sequence[Answer], *, over: bool) -> list[dict[str, Any]]:
        """Return by entry, as they are shown, whether the last answer has it at its place.

        ``key`` is that place, counted from 1.
        """
        if not answers and not over:
            return []
        last = answers[-1] if answers else None
        place = {name: at for at, name in enumerate(self._right)}
        return [
            told_part(
                one.id,
                right=None if last is None else last[place[one.id]] == one.id,
                why=one.feedback,
                key=place[one.id] + 1,
                over=over,
            )
            for one in self._shown
        ]

    def solution(self) -> dict[str, Any]:
        """Return the right order."""
        return {"order": self._right}

    def tally(self, answers: Sequence[Answer]) -> dict[str, Any]:
        """Count by entry at which place it was put, from 1."""
        places = range(len(self.entries))
        return {
            one.id: {str(at + 1): sum(answer[at] == one.id for answer in answers) for at in places}
            for one in self.entries
        }


def read(entry: Entry, head: Mapping[str, Any]) -> OrderItem:
    """Read an item.

    Raises:
        InputError: naming file, item and key.
    """
    written = pieces(entry, "entry", {"text", "feedback"}, least=LEAST)
    if is_counted([name for name, _ in written]):
        raise entry.fault("quiz.error.ids-counted", key="entry")
    entries = tuple(OrderEntry(name, part.text("text"), part.text("feedback")) for name, part in written)
    return OrderItem(**head, entries=entries)
