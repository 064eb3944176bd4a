"""How alike texts are: compared by what they are about, not by how they begin."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zhixing.text.vocabulary import GROUP, STEM, Vocabulary


@dataclass(frozen=True, slots=True)
class Weights:
    """How much one shared feature counts, before its rarity among the texts compared."""

    group: float = 2.5
    latin: float = 1.5
    pair: float = 1.0
    character: float = 0.5

    def of(self, feature: str) -> float:
        """Return the weight of a feature by its kind."""
        if feature.startswith(GROUP):
            return self.group
        if feature.endswith(STEM):
            return self.latin
        return self.pair if len(feature) > 1 else self.character


def likeness(
    texts: Sequence[tuple[str, str]], vocabulary: Vocabulary, weights: Weights | None = None
) -> NDArray[np.float64]:
    """Return how alike each two texts are, from 0 (nothing shared) to 1.

    Half of it is the weighted Dice coefficient of the whole texts; half is how much of each title is found in
    the other's text, because a matter reworded by somebody else keeps its subject and changes its complaint.
    Rarer features count more (inverse document frequency within the list).

    It compares words, not meaning. It does not see that two matters are one when no word, no character and no
    group of the vocabulary is shared (“起诉” and “打官司”); it takes two matters for one when they happen to
    the same people in the same words (“老人” with an allowance, “老人” at the counter). It therefore only
    asks; people decide.

    Args:
        texts: title and statement of each; what is one line only is a title without a statement.
        vocabulary: what is known about words.
        weights: how much each kind of feature counts.

    Returns:
        A symmetric matrix, its diagonal 1 (0 for a text without any feature).
    """
    titles = [vocabulary.features(title) for title, _ in texts]
    found = [
        vocabulary.features(f"{title}\n{statement}") if statement else said
        for said, (title, statement) in zip(titles, texts, strict=True)
    ]
    times = Counter(feature for each in found for feature in each)
    known = weights or Weights()
    worth = {
        feature: known.of(feature) * (1 + math.log((len(texts) + 1) / (count + 1)))
        for feature, count in sorted(times.items())
    }
    # What only one text says makes it longer and is shared with none: it needs no column.
    columns = {feature: place for place, feature in enumerate(each for each in worth if times[each] > 1)}
    weigh = np.array([worth[feature] for feature in columns])
    whole, head = _rows(found, columns), _rows(titles, columns)
    size, said = _sizes(found, worth), _sizes(titles, worth)
    shared, covered = (whole * weigh) @ whole.T, (head * weigh) @ whole.T
    np.fill_diagonal(shared, size)
    np.fill_diagonal(covered, said)
    dice = _share(2 * shared, size[:, None] + size[None, :])
    # A title that says little is soon found in any other text: it counts as long as the usual one.
    covered = _share(covered, np.maximum(said, said.mean())[:, None])
    return (dice + (covered + covered.T) / 2) / 2


def _rows(found: Sequence[frozenset[str]], columns: Mapping[str, int]) -> NDArray[np.float64]:
    rows = np.zeros((len(found), len(columns)))
    for place, features in enumerate(found):
        rows[place, [columns[feature] for feature in features if feature in columns]] = 1
    return rows


def _sizes(found: Sequence[frozenset[str]], worth: Mapping[str, float]) -> NDArray[np.float64]:
    return np.array([math.fsum(worth[feature] for feature in features) for features in found])


def _share(part: NDArray[np.float64], whole: NDArray[np.float64]) -> NDArray[np.float64]:
    whole = np.broadcast_to(whole, part.shape)
    return np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)


def alike_pairs(scores: NDArray[np.float64], least: float) -> list[tuple[int, int]]:
    """Return the places of the pairs from ``least`` on, the most alike first; the earlier text first."""
    pairs = [
        (int(one), int(other))
        for one, other in zip(*np.triu_indices(len(scores), 1), strict=True)
        if scores[one, other] >= least
    ]
    return sorted(pairs, key=lambda pair: -scores[pair])
