"""A word or a short phrase: several wordings are right, and near misses get an answer of their own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from zhixing.course.kinds.folding import fold_text
from zhixing.course.kinds.parts import told_part
from zhixing.course.kinds.pieces import check_part, counted
from zhixing.course.rules import Answer, Item, Mark
from zhixing.course.written import Entry
from zhixing.errors import InputError
from zhixing.text import Text

KEYS = frozenset({"accepted", "why", "hint"})
NOTES = frozenset({"near"})

MOST = 200
"""Characters of an answer."""

_NEAR_KEYS = frozenset({"texts", "feedback"})


@dataclass(frozen=True, slots=True)
class Wordings:
    """Wordings that count as the same, in either language."""

    zh: tuple[str, ...]
    en: tuple[str, ...]

    @property
    def folded(self) -> frozenset[str]:
        """All of them, as they are compared."""
        return frozenset(map(fold_text, self.zh + self.en))

    def first(self) -> Text:
        """Return the wording that is shown: the first of each language."""
        return Text(self.zh[0], self.en[0])


@dataclass(frozen=True, slots=True)
class Near:
    """Wordings that are not right, and what keeps them from it."""

    wordings: Wordings
    feedback: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortItem(Item):
    """A question whose answer is a word or a short phrase.

    Args:
        accepted: what is right.
        why: the reason.
        hint: what helps after a wrong answer; it does not name the right one.
        near: usual answers that miss.
    """

    kind: ClassVar[str] = "short"

    accepted: Wordings
    why: Text
    hint: Text
    near: tuple[Near, ...]

    def asked(self) -> dict[str, Any]:
        """Return how long an answer may be."""
        return {"most": MOST}

    def read(self, raw: Mapping[str, Any]) -> Answer:
        """Return the text without blanks around it."""
        text = raw.get("text")
        if set(raw) != {"text"} or not isinstance(text, str):
            raise InputError("course.error.no-answer")
        if not fold_text(text):
            raise InputError("exercise.error.nothing-typed")
        if len(text) > MOST:
            raise InputError("exercise.error.text-long", {"most": MOST, "found": len(text)})
        return text.strip()

    def stored(self, answer: Answer) -> dict[str, Any]:
        """Return the JSON in which an answer is kept."""
        return {"text": answer}

    def is_right(self, answer: Answer) -> bool:
        """Tell whether it is an accepted wording."""
        return fold_text(answer) in self.accepted.folded

    def mark(self, answer: Answer) -> Mark:
        """Return 1 for an accepted wording, 0 for any other."""
        right = self.is_right(answer)
        return Mark(float(right), right)

    def missed(self, answer: Answer) -> Near | None:
        """Return the near miss an answer is, if it is one."""
        folded = fold_text(answer)
        return next((near for near in self.near if folded in near.wordings.folded), None)

    def told(self, answers: Sequence[Answer], *, over: bool) -> list[dict[str, Any]]:
        """Return why the last answer is right or wrong; a near miss is told in any case."""
        if not answers and not over:
            return []
        right = self.is_right(answers[-1]) if answers else None
        key = self.accepted.first().json()
        told = told_part("text", right=right, why=self.why, key=key, over=over, hint=self.hint)
        near = self.missed(answers[-1]) if answers else None
        return [told if near is None else {**told, "hint": near.feedback.json()}]

    def solution(self) -> dict[str, Any]:
        """Return the first accepted wording."""
        return self.stored(self.accepted.zh[0])

    def tally(self, answers: Sequence[Answer]) -> dict[str, Any]:
        """Count right answers, near misses and all others; what people wrote is not repeated."""
        right = sum(map(self.is_right, answers))
        near = sum(self.missed(answer) is not None for answer in answers)
        return {"right": right, "near": near, "other": len(answers) - right - near}


def read(entry: Entry, head: Mapping[str, Any]) -> ShortItem:
    """Read an item.

    Raises:
        InputError: naming file, item and key.
    """
    accepted = _wordings(entry, "accepted")
    near = tuple(_near(one, accepted) for one in counted(entry, "near", _NEAR_KEYS, frozenset()))
    return ShortItem(**head, accepted=accepted, why=entry.text("why"), hint=entry.text("hint"), near=near)


def _near(entry: Entry, accepted: Wordings) -> Near:
    wordings = _wordings(entry, "texts")
    both = wordings.folded & accepted.folded
    if both:
        raise entry.fault("exercise.error.near-right", key=f"{entry.part}texts", found=min(both))
    return Near(wordings, entry.text("feedback"))


def _wordings(entry: Entry, key: str) -> Wordings:
    inner = entry.inner(entry.raw[key], f"{entry.part}{key}")
    check_part(inner, frozenset({"zh", "en"}))
    for side in ("zh", "en"):
        written = inner.raw[side]
        if (
            not isinstance(written, list)
            or not written
            or not all(isinstance(one, str) and fold_text(one) and len(one) <= MOST for one in written)
        ):
            raise entry.fault("exercise.error.wordings", key=f"{inner.part}{side}", most=MOST)
    return Wordings(tuple(inner.raw["zh"]), tuple(inner.raw["en"]))
