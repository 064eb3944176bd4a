"""Content validity of an instrument from experts' judgements."""

from math import comb
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from zhixing.errors import MeasureError
from zhixing.measures import intake
from zhixing.measures.intake import Array


class Cvi(NamedTuple):
    """Content validity.

    Attributes:
        items: per item the share of experts who find it relevant (I-CVI).
        kappa: per item the same, corrected for chance (modified kappa).
        scale_ave: mean of `items` (S-CVI/Ave).
        scale_ua: share of items that every expert finds relevant (S-CVI/UA).
    """

    items: Array
    kappa: Array
    scale_ave: float
    scale_ua: float


def content_validity(table: ArrayLike, relevant_from: float = 3) -> Cvi:
    """Return how relevant experts find each item and the whole scale.

    Args:
        table: items × experts, relevance ratings (usually 1–4); at least two experts; no missing values.
        relevant_from: ratings from here on mean "relevant".

    Raises:
        MeasureError: bad input.

    Source: Polit, Beck & Owen (2007), Is the CVI an acceptable indicator of content validity? Research in
    Nursing & Health 30:459–467.
    """
    grid = intake.table(table, columns=2)
    experts = grid.shape[1]
    agreeing = (grid >= relevant_from).sum(axis=1)
    items = agreeing / experts
    chance = np.array([comb(experts, int(count)) for count in agreeing]) * 0.5**experts
    return Cvi(items, (items - chance) / (1 - chance), float(items.mean()), float((items == 1).mean()))


def lawshe_cvr(essential: int, n: int) -> float:
    """Return the content validity ratio, from -1 to 1; zero when half of the panel find the item essential.

    Args:
        essential: how many of the panel call the item essential.
        n: how many are on the panel.

    Raises:
        MeasureError: counts that are not whole, or not 0 ≤ essential ≤ n with n ≥ 1.

    Source: Lawshe (1975), A quantitative approach to content validity, Personnel Psychology 28:563–575.
    """
    if not (n >= 1 and 0 <= essential <= n and int(n) == n and int(essential) == essential):
        raise MeasureError("measures.error.essential-range", {"essential": essential, "n": n})
    return (essential - n / 2) / (n / 2)
