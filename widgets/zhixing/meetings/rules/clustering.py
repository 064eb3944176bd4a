"""Which ideas may belong together: suggested from their words, decided by people."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from zhixing.measures.likeness import likeness
from zhixing.text.vocabulary import Vocabulary

_EXACTLY = 9
"""Decimals that count: beyond them the order of adding up would decide."""


def suggested(
    ideas: Iterable[tuple[str, str]],
    vocabulary: Vocabulary,
    least: float,
    apart: Sequence[Sequence[str]] = (),
) -> tuple[tuple[str, ...], ...]:
    """Return groups of ideas that may belong together, the largest first.

    Agglomerative, by mean likeness (average linkage): the two groups most alike are joined, again and again,
    until no two are alike enough. The order in which the ideas are given does not matter.

    Args:
        ideas: id and text of each.
        vocabulary: what is known about words.
        least: mean likeness from which groups are joined.
        apart: ids that people have refused to see together; no two of one such list are suggested again.

    Source: Sokal & Michener (1958), University of Kansas Science Bulletin 38:1409-1438 (average linkage).
    """
    order = sorted(ideas, key=lambda each: (each[1], each[0]))
    if len(order) <= 1:
        return ()
    scores = np.round(likeness([(text, "") for _, text in order], vocabulary), _EXACTLY)
    places = {each: place for place, (each, _) in enumerate(order)}
    for told in apart:
        known = [places[each] for each in told if each in places]
        scores[np.ix_(known, known)] = -np.inf
    groups = [tuple(order[place][0] for place in group) for group in joined(scores, least)]
    return tuple(
        sorted((group for group in groups if len(group) > 1), key=lambda group: (-len(group), group))
    )


def joined(scores: NDArray[np.float64], least: float) -> list[list[int]]:
    """Return the groups of places that average linkage makes of a symmetric matrix of likeness.

    A likeness of minus infinity keeps two places apart for good.
    """
    near = scores.copy()
    np.fill_diagonal(near, -np.inf)
    groups = {place: [place] for place in range(len(near))}
    while len(groups) > 1:
        one, other = sorted(divmod(int(near.argmax()), len(near)))
        if near[one, other] < least:
            break
        sizes = len(groups[one]), len(groups[other])
        mean = np.round((near[one] * sizes[0] + near[other] * sizes[1]) / sum(sizes), _EXACTLY)
        mean[[one, other]] = -np.inf
        near[one] = near[:, one] = mean
        near[other] = near[:, other] = -np.inf
        groups[one] += groups.pop(other)
    return [sorted(group) for group in groups.values()]
