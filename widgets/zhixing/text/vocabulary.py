"""What is known about words, and what a text is compared by: characters, their pairs, words for one thing."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise

from zhixing import resources

GROUP = "="
"""Marks a feature that stands for all words of a group."""
STEM = "*"
"""Marks a feature that is the beginning of a Latin word."""

_RUN = re.compile(r"[a-z0-9]+|[^\W\d_a-z]+")
_STEM_LENGTH = 6


@dataclass(frozen=True)
class Vocabulary:
    """What is known about words before any text is read.

    Args:
        function: characters that only hold a sentence together.
        words: the same in English.
        common: words that texts of every office use.
        same: word to the first word of its group: what they name is one thing.
        numerals: characters of numbers.
        measures: what follows a number and is dropped with it.
    """

    function: frozenset[str]
    words: frozenset[str]
    common: tuple[str, ...]
    same: Mapping[str, str]
    numerals: str
    measures: tuple[str, ...]

    @cached_property
    def _idle(self) -> re.Pattern[str]:
        amount = f"[{re.escape(self.numerals)}]+(?:{_any(self.measures)})+"
        return re.compile(f"{amount}|{_any(self.common)}")

    @cached_property
    def _named(self) -> re.Pattern[str]:
        return re.compile(_any([word for word in self.same if not word.isascii()]))

    def features(self, text: str) -> frozenset[str]:
        """Return what a text is compared by.

        Groups of words that name one thing (marked ``=``); of what is left, Han characters and pairs of
        neighbours, and the stems of Latin words.
        """
        plain = unicodedata.normalize("NFKC", text).lower()
        found = {GROUP + self.same[word] for word in self._named.findall(plain)}
        for run in _RUN.findall(self._idle.sub(" ", plain)):
            found |= self._latin(run) if run.isascii() else self._han(run)
        return frozenset(found)

    def _han(self, run: str) -> set[str]:
        pairs = {one + other for one, other in pairwise(run) if self.function.isdisjoint((one, other))}
        return pairs | set(run) - self.function

    def _latin(self, word: str) -> set[str]:
        if word in self.same:
            return {GROUP + self.same[word]}
        return set() if len(word) < len("the") or word in self.words else {word[:_STEM_LENGTH] + STEM}


def _any(words: Sequence[str]) -> str:
    # The longest first, so that no word hides behind its own beginning; nothing at all matches nowhere.
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)"


@cache
def vocabulary() -> Vocabulary:
    """Read what is known about words once per process."""
    raw = tomllib.loads((resources.data() / "likeness.toml").read_text(encoding="utf-8"))
    return Vocabulary(
        function=frozenset(raw["function"]),
        words=frozenset(raw["words"]),
        common=tuple(raw["common"]),
        same={word: group[0] for group in raw["same"] for word in group},
        numerals=raw["numerals"],
        measures=tuple(raw["measures"]),
    )
