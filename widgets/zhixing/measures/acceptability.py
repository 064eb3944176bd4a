"""Rank acceptability: how often an alternative would take each rank if the weights were anybody's guess."""

import numpy as np
from numpy.typing import ArrayLike

from zhixing.errors import MeasureError
from zhixing.measures import intake
from zhixing.measures.intake import Array
from zhixing.measures.ranking.scoring import Normalisation, normalised

_BATCH = 1000


def rank_acceptability(
    scores: ArrayLike,
    senses: ArrayLike,
    *,
    seed: int,
    draws: int = 10_000,
    normalisation: Normalisation | None = None,
) -> Array:
    """Return the share of random weightings that give each alternative each rank.

    Weights are drawn uniformly from all non-negative weights that sum to one; values are weighted sums.
    Alternatives that tie share the ranks they occupy, so every row and every column sums to one. The standard
    error of a share is at most 0.5 / √draws.

    Args:
        scores: alternatives × criteria.
        senses: +1 benefit, -1 cost, per criterion.
        seed: start of the random numbers; the same seed gives the same result.
        draws: number of weightings, at least one.
        normalisation: as in `weighted_sum`.

    Returns:
        alternatives × ranks, first rank first.

    Raises:
        MeasureError: bad input or no draws.

    Source: Lahdelma & Salminen (2001), SMAA-2: stochastic multicriteria acceptability analysis for group
    decision making, Operations Research 49:444–454, with exact scores and no preference information.
    """
    grid = intake.table(scores)
    oriented = normalised(grid, intake.senses(senses, grid.shape[1]), normalisation)
    if draws < 1:
        raise MeasureError("measures.error.too-few-draws", {"least": 1, "found": draws})
    tolerance = 1e-12 * max(1.0, float(np.abs(oriented).max()))
    weightings = np.random.default_rng(seed).dirichlet(np.ones(grid.shape[1]), size=draws)
    starts = np.zeros((len(grid), len(grid) + 1))
    for start in range(0, draws, _BATCH):
        _count(weightings[start : start + _BATCH] @ oriented.T, tolerance, starts)
    return starts[:, :-1].cumsum(axis=1) / draws


def _count(values: Array, tolerance: float, starts: Array) -> None:
    """Add to each alternative what it gains at its first rank and loses behind its last one.

    Sorting makes it cheap for hundreds of alternatives; those that tie stand next to each other.
    """
    draws, size = values.shape
    order = np.argsort(-values, axis=1, kind="stable")
    ranked = np.take_along_axis(values, order, axis=1)
    begins = np.ones((draws, size), dtype=bool)
    begins[:, 1:] = ranked[:, :-1] - ranked[:, 1:] > tolerance
    ends = np.ones((draws, size), dtype=bool)
    ends[:, :-1] = begins[:, 1:]
    places = np.arange(size)
    first = np.maximum.accumulate(np.where(begins, places, 0), axis=1)
    last = np.minimum.accumulate(np.where(ends, places, size)[:, ::-1], axis=1)[:, ::-1]
    share = 1.0 / (last - first + 1)
    flat = starts.reshape(-1)
    width = size + 1
    flat += np.bincount((order * width + first).ravel(), share.ravel(), flat.size)
    flat -= np.bincount((order * width + last + 1).ravel(), share.ravel(), flat.size)
