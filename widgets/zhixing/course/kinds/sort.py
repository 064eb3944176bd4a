"""Sort into bins; matching is the case in which every bin takes one card."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from zhixing.course.kinds.pieces import pieces
from zhixing.course.kinds.shuffle import is_counted, shuffled
from zhixing.course.kinds.slots import Slot, keys_of, mark_chosen, read_chosen, tally_chosen, told_chosen
from zhixing.course.rules import Answer, Item, Mark
from zhixing.course.written import Entry
from zhixing.text import Text

KEYS = frozenset({"bin", "card"})
NOTES: frozenset[str] = frozenset()

LEAST_BINS = 2
LEAST_CARDS = 4


@dataclass(frozen=True, slots=True)
class Bin:
    """Where cards can be put."""

    id: str
    text: Text


@dataclass(frozen=True, slots=True)
class SortCard:
    """One card; where it belongs, and why, stays on the server until it may be seen."""

    id: str
    text: Text
    bin: str
    feedback: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class SortItem(Item):
    """Cards to be sorted into bins; an answer is the bin of every card."""

    kind: ClassVar[str] = "sort"

    bins: tuple[Bin, ...]
    cards: tuple[SortCard, ...]

    @property
    def is_matching(self) -> bool:
        """Whether every bin takes exactly one card."""
        return len(self.cards) == len(self.bins) == len({card.bin for card in self.cards})

    @property
    def _shown(self) -> list[SortCard]:
        return shuffled(self.id, self.cards, lambda card: card.id)

    @property
    def _slots(self) -> list[Slot]:
        return [_slot(card) for card in self.cards]

    @property
    def _bin_ids(self) -> list[str]:
        return [each.id for each in self.bins]

    def asked(self) -> dict[str, Any]:
        """Return bins and cards, the cards in an order that does not follow the bins."""
        return {
            "bins": [{"id": each.id, "text": each.text.json()} for each in self.bins],
            "cards": [{"id": card.id, "text": card.text.json()} for card in self._shown],
            "matching": self.is_matching,
        }

    def read(self, raw: Mapping[str, Any]) -> Answer:
        """Return the bin of every card."""
        return read_chosen(raw, "bins", self._slots, self._bin_ids, "quiz.error.cards-left")

    def stored(self, answer: Answer) -> dict[str, Any]:
        """Return the JSON in which an answer is kept."""
        return {"bins": dict(answer)}

    def mark(self, answer: Answer) -> Mark:
        """Return the share of cards in their bins."""
        return mark_chosen(self._slots, answer)

    def told(self, answers: Sequence[Answer], *, over: bool) -> list[dict[str, Any]]:
        """Return by card, as they are shown, whether the last answer has it in its bin."""
        return told_chosen([_slot(card) for card in self._shown], answers, over=over)

    def solution(self) -> dict[str, Any]:
        """Return the bin of every card."""
        return {"bins": keys_of(self._slots)}

    def tally(self, answers: Sequence[Answer]) -> dict[str, Any]:
        """Count by card into which bin it was put."""
        return tally_chosen(self._slots, self._bin_ids, answers)


def _slot(card: SortCard) -> Slot:
    return Slot(card.id, card.bin, card.feedback)


def read(entry: Entry, head: Mapping[str, Any]) -> SortItem:
    """Read an item.

    Raises:
        InputError: naming file, item and key.
    """
    bins = tuple(
        Bin(name, part.text("text")) for name, part in pieces(entry, "bin", {"text"}, least=LEAST_BINS)
    )
    known = [each.id for each in bins]
    cards = tuple(
        SortCard(name, part.text("text"), _bin(part, known), part.text("feedback"))
        for name, part in pieces(entry, "card", {"text", "bin", "feedback"}, least=LEAST_CARDS)
    )
    for each in bins:
        if each.id not in {card.bin for card in cards}:
            raise entry.fault("quiz.error.empty-bin", bin=each.id)
    item = SortItem(**head, bins=bins, cards=cards)
    if item.is_matching and all(
        is_counted(names) for names in ([card.id for card in cards], [card.bin for card in cards])
    ):
        raise entry.fault("quiz.error.ids-counted", key="card")
    for card in cards:
        if card.id == card.bin:
            raise entry.fault("quiz.error.ids-alike", key="card", id=card.id)
    return item


def _bin(entry: Entry, known: Sequence[str]) -> str:
    found = entry.raw["bin"]
    if found not in known:
        raise entry.fault("quiz.error.unknown-name", key=f"{entry.part}bin", found=str(found)[:40])
    return str(found)
