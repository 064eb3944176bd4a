"""Sort into bins; matching is the case in which every bin takes one card."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from zhixing.course.kinds.parts import told_part
from zhixing.course.kinds.pieces import pieces
from zhixing.course.kinds.shuffle import is_counted, shuffled
from zhixing.course.rules import Answer, Item, Mark
from zhixing.course.written import Entry
from zhixing.errors import InputError, MissingError
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

    def asked(self) -> dict[str, Any]:
        """Return bins and cards, the cards in an order that does not follow the bins."""
        return {
            "bins": [{"id": each.id, "text": each.text.json()} for each in self.bins],
            "cards": [{"id": card.id, "text": card.text.json()} for card in self._shown],
            "matching": self.is_matching,
        }

    def read(self, raw: Mapping[str, Any]) -> Answer:
        """Return the bin of every card."""
        given = raw.get("bins")
        if set(raw) != {"bins"} or not isinstance(given, dict):
            raise InputError("course.error.no-answer")
        cards = [card.id for card in self.cards]
        for card, chosen in given.items():
            if card not in cards:
                raise MissingError("quiz.error.not-there", {"found": str(card)[:40]})
            if chosen not in [each.id for each in self.bins]:
                raise MissingError("quiz.error.not-there", {"found": str(chosen)[:40]})
        missing = len(cards) - len(given)
        if missing:
            raise InputError("quiz.error.cards-left", {"missing": missing})
        return {card: given[card] for card in cards}

    def stored(self, answer: Answer) -> dict[str, Any]:
        """Return the JSON in which an answer is kept."""
        return {"bins": dict(answer)}

    def mark(self, answer: Answer) -> Mark:
        """Return the share of cards in their bins."""
        right = sum(answer[card.id] == card.bin for card in self.cards)
        return Mark(round(right / len(self.cards), 4), right == len(self.cards))

    def told(self, answers: Sequence[Answer], *, over: bool) -> list[dict[str, Any]]:
        """Return by card, as they are shown, whether the last answer has it in its bin."""
        if not answers and not over:
            return []
        last = answers[-1] if answers else None
        return [
            told_part(
                card.id,
                right=None if last is None else last[card.id] == card.bin,
                why=card.feedback,
                key=card.bin,
                over=over,
            )
            for card in self._shown
        ]

    def solution(self) -> dict[str, Any]:
        """Return the bin of every card."""
        return {"bins": {card.id: card.bin for card in self.cards}}

    def tally(self, answers: Sequence[Answer]) -> dict[str, Any]:
        """Count by card into which bin it was put."""
        return {
            card.id: {each.id: sum(answer[card.id] == each.id for answer in answers) for each in self.bins}
            for card in self.cards
        }


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
