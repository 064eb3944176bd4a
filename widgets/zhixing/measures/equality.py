"""Equality: how evenly something is shared, how talk goes round, how mixed a group is."""

from collections.abc import Sequence
from typing import cast

import numpy as np
from numpy.typing import ArrayLike

from zhixing.errors import MeasureError
from zhixing.measures import intake
from zhixing.measures.intake import Array


def gini(x: ArrayLike, corrected: bool = False) -> float:
    """Return the Gini coefficient: 0 = all have the same.

    Args:
        x: what each has, zeros included.
        corrected: multiply by n/(n−1), so that one who has everything gives 1 and not 1−1/n.

    Raises:
        MeasureError: nobody, negative, all zero, or corrected with one person only.

    Source: Gini (1912), Variabilità e mutabilità; computed from ordered values and corrected as in Dixon,
    Weiner, Mitchell-Olds & Woodley (1987), Bootstrapping the Gini coefficient of inequality, Ecology
    68:1548–1551.
    """
    values = np.sort(_amounts(x, least=2 if corrected else 1))
    n = values.size
    ranks = np.arange(1, n + 1)
    plain = float(((2 * ranks - n - 1) * values).sum() / (n * values.sum()))
    return plain * n / (n - 1) if corrected else plain


def evenness(x: ArrayLike) -> float:
    """Return Pielou's evenness J = H / ln n: 1 = all have the same, 0 = one has everything.

    Args:
        x: what each has, zeros included: n counts everybody.

    Raises:
        MeasureError: fewer than two, negative, or all zero.

    Source: Pielou (1966), The measurement of diversity in different types of biological collections, Journal
    of Theoretical Biology 13:131–144.
    """
    shares = _shares(x, least=2)
    some = shares[shares > 0]
    return float(max(0.0, -(some * np.log(some)).sum() / np.log(shares.size)))


def herfindahl(x: ArrayLike, normalised: bool = True) -> float:
    """Return the Herfindahl index Σp²; normalised (Σp²−1/n)/(1−1/n), so that equal shares give 0.

    Args:
        x: what each has, zeros included: n counts everybody.
        normalised: between 0 and 1 whatever n.

    Raises:
        MeasureError: nobody, negative, all zero, or normalised with one only.

    Source: Herfindahl (1950), Concentration in the steel industry, Columbia University; Hirschman (1964), The
    paternity of an index, American Economic Review 54:761–762.
    """
    shares = _shares(x, least=2 if normalised else 1)
    total, least = float((shares**2).sum()), 1 / shares.size
    return max(0.0, (total - least) / (1 - least)) if normalised else total


def turn_taking(turns: int, chats: int) -> float:
    """Return how often the speaker changes: (turns − 1)/(chats − 1); 1 = with every utterance.

    Args:
        turns: stretches of utterances by one speaker, without another in between.
        chats: utterances.

    Raises:
        MeasureError: fewer than two utterances, or turns that cannot be.
    """
    counts = intake.row([turns, chats], 2)
    if chats < 2 or (counts % 1 != 0).any():
        raise MeasureError("measures.error.few-chats", {"found": chats})
    if not 1 <= turns <= chats:
        raise MeasureError("measures.error.turns-range", {"turns": turns, "chats": chats})
    return (turns - 1) / (chats - 1)


def blau(counts: ArrayLike) -> float:
    """Return Blau's index 1 − Σp² of how mixed a group is: 0 = all alike, (k−1)/k = k kinds in equal numbers.

    Args:
        counts: people of each kind.

    Raises:
        MeasureError: no kind, negative, not whole, or nobody.

    Source: Blau (1977), Inequality and heterogeneity, Free Press; Harrison & Klein (2007), What's the
    difference? Diversity constructs as separation, variety, or disparity in organizations, Academy of
    Management Review 32:1199–1228.
    """
    shares = _shares(counts)
    intake.refuse_where(np.asarray(counts, dtype=float)[None] % 1 != 0, "measures.error.not-whole")
    return float(1 - (shares**2).sum())


def share_expected(present: ArrayLike) -> Array:
    """Return the share of each that would be fair: their share of the time all together were present.

    Args:
        present: minutes each was present; whoever came late or left counts for less.

    Raises:
        MeasureError: nobody, negative, or all zero.
    """
    return _shares(present)


def imbalance(x: ArrayLike, present: Sequence[float] | Array) -> float:
    """Return which share of something would have to change hands for everybody to have their fair share.

    Half the sum of |share − fair share|, where the fair share is that of the time present; 0 = everybody
    has theirs. Whoever was never present and has nothing does not count. It is the product's own measure for
    people who come late or leave; with everybody present all the time it is the Hoover index.

    Args:
        x: what each has, zeros included.
        present: minutes each was present.

    Raises:
        MeasureError: bad input, or another number of people in ``present``.

    Source: of the index without weights Hoover (1936), The measurement of industrial localization, Review of
    Economics and Statistics 18:162–171.
    """
    shares, fair = _shares(x), share_expected(present)
    if shares.size != fair.size:
        raise MeasureError("measures.error.people", {"expected": shares.size, "found": fair.size})
    return float(np.abs(shares - fair).sum() / 2)


def _shares(x: ArrayLike, least: int = 1) -> Array:
    values = _amounts(x, least)
    shares: Array = values / values.sum()
    return shares


def _amounts(x: ArrayLike, least: int = 1) -> Array:
    """Return non-negative numbers in a row, not all zero, at least so many."""
    values = intake.table(cast("ArrayLike", [x]), columns=least)
    intake.refuse_where(values < 0, "measures.error.negative")
    if not values.any():
        raise MeasureError("measures.error.all-zero")
    row: Array = values[0] / values.max()
    return row
