"""Fill gaps in a text with words from a bank that holds more words than are needed."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from zhixing.course.kinds.pieces import pieces
from zhixing.course.kinds.shuffle import is_counted, shuffled
from zhixing.course.kinds.slots import Slot, keys_of, mark_chosen, read_chosen, tally_chosen, told_chosen
from zhixing.course.rules import Answer, Item, Mark
from zhixing.course.written import Entry
from zhixing.errors import InputError
from zhixing.text import Text

KEYS = frozenset({"text", "word", "gap"})
NOTES = frozenset({"repeat"})

_GAP = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the bank."""

    id: str
    text: Text


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap; the word that belongs there, and why, stays on the server until it may be seen."""

    id: str
    word: str
    feedback: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class FillItem(Item):
    """A text with gaps; an answer is the word for every gap.

    Args:
        text: the text; ``{id}`` stands for a gap.
        words: the bank.
        gaps: the gaps, in the order they are written.
        repeat: whether a word may be used more than once.
    """

    kind: ClassVar[str] = "fill"

    text: Text
    words: tuple[Word, ...]
    gaps: tuple[Gap, ...]
    repeat: bool = False

    @property
    def _slots(self) -> list[Slot]:
        return [Slot(gap.id, gap.word, gap.feedback) for gap in self.gaps]

    @property
    def _word_ids(self) -> list[str]:
        return [word.id for word in self.words]

    def asked(self) -> dict[str, Any]:
        """Return the text with its gaps, and the words in an order of their own."""
        shown = shuffled(self.id, self.words, lambda word: word.id)
        return {
            "text": self.text.json(),
            "gaps": sorted(gap.id for gap in self.gaps),
            "words": [{"id": word.id, "text": word.text.json()} for word in shown],
            "repeat": self.repeat,
        }

    def read(self, raw: Mapping[str, Any]) -> Answer:
        """Return the word for every gap."""
        given = read_chosen(raw, "words", self._slots, self._word_ids, "quiz.error.gaps-left")
        if not self.repeat and len(set(given.values())) != len(given):
            raise InputError("quiz.error.word-twice")
        return given

    def stored(self, answer: Answer) -> dict[str, Any]:
        """Return the JSON in which an answer is kept."""
        return {"words": dict(answer)}

    def mark(self, answer: Answer) -> Mark:
        """Return the share of gaps with their word."""
        return mark_chosen(self._slots, answer)

    def told(self, answers: Sequence[Answer], *, over: bool) -> list[dict[str, Any]]:
        """Return by gap whether the last answer has its word there."""
        return told_chosen(self._slots, answers, over=over)

    def solution(self) -> dict[str, Any]:
        """Return the word for every gap."""
        return {"words": keys_of(self._slots)}

    def tally(self, answers: Sequence[Answer]) -> dict[str, Any]:
        """Count by gap which word was put there."""
        return tally_chosen(self._slots, self._word_ids, answers)


def read(entry: Entry, head: Mapping[str, Any]) -> FillItem:
    """Read an item.

    Raises:
        InputError: naming file, item and key.
    """
    words = tuple(Word(name, part.text("text")) for name, part in pieces(entry, "word", {"text"}))
    known = [word.id for word in words]
    gaps = tuple(
        Gap(name, _word(part, known), part.text("feedback"))
        for name, part in pieces(entry, "gap", {"word", "feedback"})
    )
    item = FillItem(**head, text=entry.text("text"), words=words, gaps=gaps, repeat=entry.flag("repeat"))
    _check_bank(entry, item)
    for side in ("zh", "en"):
        _check_gaps(entry, item, side)
    return item


def _word(entry: Entry, known: Sequence[str]) -> str:
    found = entry.raw["word"]
    if found not in known:
        raise entry.fault("quiz.error.unknown-name", key=f"{entry.part}word", found=str(found)[:40])
    return str(found)


def _check_bank(entry: Entry, item: FillItem) -> None:
    used = [gap.word for gap in item.gaps]
    doubled = [word for word, count in Counter(used).items() if count > 1]
    if doubled and not item.repeat:
        raise entry.fault("quiz.error.word-for-two", word=doubled[0])
    if len(item.words) <= len(set(used)):
        raise entry.fault("quiz.error.few-words", words=len(item.words), used=len(set(used)))
    if is_counted(used):
        raise entry.fault("quiz.error.ids-counted", key="word")
    for gap in item.gaps:
        if gap.id == gap.word:
            raise entry.fault("quiz.error.ids-alike", key="gap", id=gap.id)


def _check_gaps(entry: Entry, item: FillItem, side: str) -> None:
    text: str = getattr(item.text, side)
    found = Counter(_GAP.findall(text))
    rest = _GAP.sub("", text)
    if "{" in rest or "}" in rest:
        raise entry.fault("quiz.error.gap-broken", key=f"text.{side}")
    for gap in item.gaps:
        if found[gap.id] != 1:
            raise entry.fault("quiz.error.gap-count", key=f"text.{side}", gap=gap.id, found=found[gap.id])
    for name in found.keys() - {gap.id for gap in item.gaps}:
        raise entry.fault("quiz.error.gap-unknown", key=f"text.{side}", gap=name[:40])
