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
    shares = np.zeros((len(grid), len(grid)))
    for start in range(0, draws, _BATCH):
        values = weightings[start : start + _BATCH] @ oriented.T
        leads = values[:, :, None] - values[:, None, :]
        above = (leads < -tolerance).sum(axis=2)
        level = (np.abs(leads) <= tolerance).sum(axis=2)
        for rank in range(len(grid)):
            holds = (above <= rank) & (rank < above + level)
            shares[:, rank] += np.where(holds, 1.0 / level, 0.0).sum(axis=0)
    return shares / draws
