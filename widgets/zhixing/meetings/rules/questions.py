"""The coach's questions: to which end, at which moment; what an interruption did; no I/O."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from zhixing.errors import InputError
from zhixing.text import Text

QUESTION_AT_MOST = 200
"""Characters of a question: what cannot be asked in two sentences is a lecture."""
REMARK_AT_MOST = 300
"""Characters of a remark on its effect."""


@dataclass(frozen=True, slots=True)
class Named:
    """An end, a situation or an effect; ``note`` is its short label or the sign by which it is known."""

    id: str
    name: Text
    note: Text

    def json(self) -> dict[str, Any]:
        """Return the form pages show."""
        return {"id": self.id, "name": self.name.json(), "note": self.note.json()}


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the bank.

    Args:
        id: permanent id.
        end: the end it serves.
        moments: the steps and situations it fits.
        text: the question.
    """

    id: str
    end: str
    moments: tuple[str, ...]
    text: Text

    def json(self) -> dict[str, Any]:
        """Return the form pages show."""
        return {"id": self.id, "end": self.end, "moments": list(self.moments), "text": self.text.json()}


@dataclass(frozen=True, slots=True)
class Bank:
    """All questions, with the ends, situations and effects they are sorted by."""

    ends: tuple[Named, ...]
    situations: tuple[Named, ...]
    effects: tuple[Named, ...]
    questions: tuple[Question, ...]

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> Self:
        """Read the data file."""
        return cls(
            ends=_named(raw["end"], "label"),
            situations=_named(raw["situation"], "sign"),
            effects=_named(raw["effect"], "name"),
            questions=tuple(
                Question(each["id"], each["end"], tuple(each["moments"]), Text.parse(each["text"]))
                for each in raw["question"]
            ),
        )

    def fitting(self, end: str = "", moment: str = "") -> tuple[Question, ...]:
        """Return the questions for an end and a moment; blank: for any."""
        return tuple(
            each
            for each in self.questions
            if (not end or each.end == end) and (not moment or moment in each.moments)
        )


def _named(raw: Sequence[Mapping[str, Any]], note: str) -> tuple[Named, ...]:
    return tuple(Named(each["id"], Text.parse(each["name"]), Text.parse(each[note])) for each in raw)


@dataclass(frozen=True, slots=True)
class Effect:
    """What an interruption did: one of the effects, blank while nobody has said, and a remark."""

    kind: str = ""
    remark: str = ""

    def stored(self) -> str:
        """Return the text that is stored: the effect on the first line, the remark below."""
        return f"{self.kind}\n{self.remark}" if self.kind or self.remark else ""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what ``stored`` wrote."""
        kind, _, remark = text.partition("\n")
        return cls(kind, remark)


def check_length(text: str, most: int) -> str:
    """Return a text of the log without space around it.

    Raises:
        InputError: ``steps.error.too-long``.
    """
    text = text.strip()
    if len(text) > most:
        raise InputError("steps.error.too-long", {"most": most, "found": len(text)})
    return text


def check_nameless(text: str, names: Iterable[str]) -> str:
    """Return a text of the log in which nobody of the class is named.

    Raises:
        InputError: ``steps.error.names-somebody``.
    """
    for name in names:
        if len(name) > 1 and _names(name).search(text):
            raise InputError("steps.error.names-somebody", {"name": name})
    return text


def _names(name: str) -> re.Pattern[str]:
    """Return what finds a name: anywhere in Chinese, as whole words in Latin letters."""
    edge = r"\b" if name.isascii() else ""
    return re.compile(edge + re.escape(name) + edge, re.IGNORECASE)


def counts(ends: Sequence[Named], logged: Iterable[str]) -> dict[str, int]:
    """Count the interruptions by end, ends without one included."""
    found = Counter(logged)
    return {end.id: found[end.id] for end in ends}


@dataclass(frozen=True, slots=True)
class Asking:
    """How often the group asked and stated, by the taps of the table."""

    asked: int
    stated: int

    @property
    def percent(self) -> int | None:
        """Questions among all taps in whole percent, None without a tap."""
        total = self.asked + self.stated
        return round(100 * self.asked / total) if total else None
