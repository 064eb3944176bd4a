"""The form of a typed question, judged by its words.

These are rules of thumb about form: whether it asks at all, whether it opens or closes, whether an opinion or
a piece of advice is wrapped in it, whether it is two at once, and whom it is put to. What it is about they do
not understand, and nothing says that they do. The words stand in a data file, in both languages.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

EVERYBODY = "all"
"""A question put to everybody."""


class Form(StrEnum):
    """What a question is; ``telling`` is none at all."""

    OPEN = "open"
    CLOSED = "closed"
    LEADING = "leading"
    ADVICE = "advice"
    TELLING = "telling"


@dataclass(frozen=True, slots=True)
class Judged:
    """What the rules find in a typed question.

    Args:
        form: what it is.
        to: whom it is put to; everybody where that was left open.
        addressed: whether it says to whom.
        double: whether it asks two things at once.
    """

    form: Form
    to: str
    addressed: bool
    double: bool

    def stored(self) -> dict[str, Any]:
        """Return the JSON in which it is kept."""
        return {"form": self.form.value, "to": self.to, "addressed": self.addressed, "double": self.double}

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> Self:
        """Read what ``stored`` wrote."""
        return cls(Form(raw["form"]), raw["to"], raw["addressed"], raw["double"])


@dataclass(frozen=True, slots=True)
class Words:
    """The words by which the form of a question is told, in one language.

    Args:
        open: words that open a question.
        closed: words that ask for yes or no.
        leading: words that carry the asker's opinion.
        advice: words that wrap advice.
        tails: endings that make advice of a proposal.
        joints: words that join a second question on.
        everybody: words that put it to everybody.
    """

    open: tuple[str, ...]
    closed: tuple[str, ...]
    leading: tuple[str, ...]
    advice: tuple[str, ...]
    tails: tuple[str, ...]
    joints: tuple[str, ...]
    everybody: tuple[str, ...]

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> Self:
        """Read one language of the data file."""
        return cls(**{name: tuple(raw[name]) for name in cls.__slots__})

    def form(self, text: str) -> Form | None:
        """Return what these words make of a text, None where they find no question."""
        if _any(self.leading, text):
            return Form.LEADING
        if _any(self.advice, text) or (_ends(self.tails, text) and not self._opens(text)):
            return Form.ADVICE
        if self._opens(text):
            return Form.OPEN
        return Form.CLOSED if _any(self.closed, text) else None

    def _opens(self, text: str) -> bool:
        return _any(self.open, _without(self.tails, text))

    def asks_twice(self, text: str) -> bool:
        """Tell whether two things are asked at once."""
        parts = [part for part in re.split(r"[?？]", text) if part.strip()]
        if sum(self.form(part) is not None for part in parts) > 1:
            return True
        return any(
            self.form(before) is not None and self.form(found + after) is not None
            for joint in self.joints
            for before, found, after in [text.partition(joint)]
            if found
        )


def judge(text: str, to: str, words: Sequence[Words], names: Mapping[str, Sequence[str]]) -> Judged:
    """Return what the rules find in a typed question.

    Args:
        text: as typed.
        to: a member, ``all``, or blank where nobody was chosen.
        words: of each language; one may type in either.
        names: how each member may be called.
    """
    folded = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    marked = "?" in folded
    forms = [found for each in words if (found := each.form(folded)) is not None]
    form = forms[0] if forms else Form.CLOSED
    if not marked and form not in {Form.OPEN, Form.CLOSED, Form.LEADING}:
        form = Form.TELLING
    if not marked and not _sounds_asked(forms, folded):
        form = Form.TELLING
    called = to or _called(folded, words, names)
    return Judged(form, called or EVERYBODY, bool(called), any(each.asks_twice(folded) for each in words))


def _sounds_asked(forms: Sequence[Form], text: str) -> bool:
    """Tell whether a text without a question mark is a question all the same: short, and with its words."""
    return bool(forms) and not re.search(r"[.。!！;；]", text)


def _called(text: str, words: Sequence[Words], names: Mapping[str, Sequence[str]]) -> str:
    for member, calls in names.items():
        if any(call.casefold() in text for call in calls):
            return member
    return EVERYBODY if any(_any(each.everybody, text) for each in words) else ""


def _any(words: Sequence[str], text: str) -> bool:
    return any(re.search(_pattern(word), text) for word in words)


def _ends(words: Sequence[str], text: str) -> bool:
    bare = text.rstrip(" ?!.。！")
    return any(re.search(_pattern(word) + "$", bare) for word in words)


def _without(tails: Sequence[str], text: str) -> str:
    bare = text.rstrip(" ?!.。！")
    for tail in tails:
        bare = re.sub(_pattern(tail) + "$", "", bare)
    return bare


def _pattern(word: str) -> str:
    """Return what finds a word: in Chinese anywhere, else as a whole word; ``^`` asks for the beginning."""
    start = "^" if word.startswith("^") else ""
    word = word.removeprefix("^")
    if not word.isascii():
        return start + re.escape(word)
    return start + r"(?<![a-z])" + re.escape(word) + r"(?![a-z])"
