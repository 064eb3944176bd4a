"""Which topics may say the same: compared by what they are about, not by how they begin."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

_RUN = re.compile(r"[a-z0-9]+|[^\W\d_a-z]+")
_STEM = 6
_GROUP = "="


@dataclass(frozen=True)
class Vocabulary:
    """What is known about words before any topic is read.

    Args:
        function: characters that only hold a sentence together.
        words: the same in English.
        common: words that topics of every office use.
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
        found = {_GROUP + self.same[word] for word in self._named.findall(plain)}
        for run in _RUN.findall(self._idle.sub(" ", plain)):
            found |= self._latin(run) if run.isascii() else self._han(run)
        return frozenset(found)

    def _han(self, run: str) -> set[str]:
        pairs = {one + other for one, other in pairwise(run) if self.function.isdisjoint((one, other))}
        return pairs | set(run) - self.function

    def _latin(self, word: str) -> set[str]:
        if word in self.same:
            return {_GROUP + self.same[word]}
        return set() if len(word) < len("the") or word in self.words else {word[:_STEM] + "*"}


def _any(words: Sequence[str]) -> str:
    # The longest first, so that no word hides behind its own beginning; nothing at all matches nowhere.
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)"


@dataclass(frozen=True, slots=True)
class Weights:
    """How much one shared feature counts, before its rarity among the topics of the class."""

    group: float = 2.5
    latin: float = 1.5
    pair: float = 1.0
    character: float = 0.5

    def of(self, feature: str) -> float:
        """Return the weight of a feature by its kind."""
        if feature.startswith(_GROUP):
            return self.group
        if feature.endswith("*"):
            return self.latin
        return self.pair if len(feature) > 1 else self.character


def likeness(
    topics: Sequence[tuple[str, str]], vocabulary: Vocabulary, weights: Weights | None = None
) -> NDArray[np.float64]:
    """Return how alike each two topics are, from 0 (nothing shared) to 1.

    Half of it is the weighted Dice coefficient of the whole texts; half is how much of each title is found in
    the other's text, because a topic reworded by somebody else keeps its subject and changes its complaint.
    Rarer features count more (inverse document frequency within the list).

    It compares words, not meaning. It does not see that two matters are one when no word, no character and no
    group of the vocabulary is shared (“起诉” and “打官司”); it takes two matters for one when they happen to
    the same people in the same words (“老人” with an allowance, “老人” at the counter). It therefore only
    asks; people decide.

    Args:
        topics: title and statement of each.
        vocabulary: what is known about words.
        weights: how much each kind of feature counts.

    Returns:
        A symmetric matrix, its diagonal 1 (0 for a text without any feature).
    """
    titles = [vocabulary.features(title) for title, _ in topics]
    texts = [vocabulary.features(f"{title}\n{statement}") for title, statement in topics]
    columns = {feature: place for place, feature in enumerate(sorted(frozenset().union(*texts)))}
    whole, head = _rows(texts, columns), _rows(titles, columns)
    kinds = np.array([(weights or Weights()).of(feature) for feature in columns])
    rarity = 1 + np.log((len(topics) + 1) / (whole.sum(axis=0) + 1))
    worth = kinds * rarity
    shared = (whole * worth) @ whole.T
    size = whole @ worth
    dice = _share(2 * shared, size[:, None] + size[None, :])
    said = head @ worth
    # A title that says little is soon found in any other text: it counts as long as the usual one.
    covered = _share((head * worth) @ whole.T, np.maximum(said, said.mean())[:, None])
    return (dice + (covered + covered.T) / 2) / 2


def _rows(found: Sequence[frozenset[str]], columns: Mapping[str, int]) -> NDArray[np.float64]:
    rows = np.zeros((len(found), len(columns)))
    for place, features in enumerate(found):
        rows[place, [columns[feature] for feature in features if feature in columns]] = 1
    return rows


def _share(part: NDArray[np.float64], whole: NDArray[np.float64]) -> NDArray[np.float64]:
    whole = np.broadcast_to(whole, part.shape)
    return np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)


def alike_pairs(scores: NDArray[np.float64], least: float) -> list[tuple[int, int]]:
    """Return the places of the pairs from ``least`` on, the most alike first; the earlier topic first."""
    pairs = [
        (int(one), int(other))
        for one, other in zip(*np.triu_indices(len(scores), 1), strict=True)
        if scores[one, other] >= least
    ]
    return sorted(pairs, key=lambda pair: -scores[pair])
