"""Priorities: the weights behind judgements, and how consistent the judgements are."""

from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from zhixing.measures import intake
from zhixing.measures.ahp.completion import completed, principal
from zhixing.measures.ahp.judgements import reciprocal
from zhixing.measures.ahp.random_index import RandomIndex, random_index
from zhixing.measures.intake import Array

Method = Literal["eigenvector", "geometric"]


class Priorities(NamedTuple):
    """Weights that sum to one, and the consistency of the judgements behind them.

    Attributes:
        weights: one per compared thing.
        lambda_max: principal eigenvalue, n when the judgements are consistent.
        ci: consistency index.
        cr: consistency ratio; 0.10 is the customary limit.
    """

    weights: Array
    lambda_max: float
    ci: float
    cr: float


def priorities(
    matrix: ArrayLike, method: Method = "eigenvector", ri: RandomIndex = "saaty1980"
) -> Priorities:
    """Return the priorities of n things compared in pairs.

    Args:
        matrix: n × n, positive and reciprocal; row over column; nan = judgement not given. Missing judgements
            are completed so that the principal eigenvalue is smallest, whichever the method.
        method: principal eigenvector, or geometric mean of rows (its lambda_max is the mean of (Aw)_i / w_i).
        ri: table of random indices; sizes to 15, "donegan-dodd" to 20.

    Raises:
        MeasureError: not square, not positive, not reciprocal, too large for the table, or so incomplete that
            some things are not connected with the others by any chain of judgements.

    Source: Saaty (1980), The Analytic Hierarchy Process; Crawford & Williams (1985), Journal of Mathematical
    Psychology 29:387–405 (geometric mean); completion: Bozóki, Fülöp & Rónyai (2010), Mathematical and
    Computer Modelling 52:318–333.
    """
    intake.choose(method, ("eigenvector", "geometric"))
    given = reciprocal(matrix)
    size = len(given)
    index = random_index(size, ri)
    judgements = completed(given)
    if method == "eigenvector":
        lambda_max, weights = principal(judgements)
    else:
        weights = np.exp(np.log(judgements).mean(axis=1))
        lambda_max = float((judgements @ weights / weights).mean())
    ci = max(0.0, (lambda_max - size) / (size - 1)) if size > 2 else 0.0
    cr = ci / index if size > 2 else 0.0
    return Priorities(weights / weights.sum(), lambda_max, ci, cr)
