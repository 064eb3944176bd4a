"""Intraclass correlations of ratings, and how sure the ones of sampled raters are."""

from typing import NamedTuple

from numpy.typing import ArrayLike

from zhixing.errors import MeasureError
from zhixing.measures import intake
from zhixing.measures.agreement.variance_ratio import f_quantile, f_tail


class MeanSquares(NamedTuple):
    """The two-way table of variance: between items, within items, between raters, residual."""

    items: int
    raters: int
    bms: float
    wms: float
    jms: float
    ems: float


class IccInterval(NamedTuple):
    """How sure the correlations "2,1" and "2,k" are.

    Attributes:
        single: bounds of "2,1", one rater.
        mean: bounds of "2,k", the mean of these raters.
        f: items' variance over the residual, with `df1` and `df2` degrees of freedom.
        df1: items less one.
        df2: (items less one) × (raters less one).
        p: probability of such an f when items do not differ.
    """

    single: tuple[float, float]
    mean: tuple[float, float]
    f: float
    df1: int
    df2: int
    p: float


def icc(table: ArrayLike) -> dict[str, float]:
    """Return the six intraclass correlations: "1,1" "2,1" "3,1" of one rater, "1,k" "2,k" "3,k" of the mean.

    Model 1: raters differ from item to item; 2: the raters are a sample; 3: these raters only (consistency).
    "2,k" is nan where raters contradict each other so much that the variance estimated for the mean is not
    positive.

    Args:
        table: items × raters, at least two of each; no missing values.

    Raises:
        MeasureError: bad input, or items whose means do not differ at all.

    Source: Shrout & Fleiss (1979), Intraclass correlations, Psychological Bulletin 86:420–428.
    """
    items, raters, bms, wms, jms, ems = _mean_squares(table)
    spread = bms + (jms - ems) / items
    return {
        "1,1": (bms - wms) / (bms + (raters - 1) * wms),
        "2,1": (bms - ems) / (bms + (raters - 1) * ems + raters * (jms - ems) / items),
        "3,1": (bms - ems) / (bms + (raters - 1) * ems),
        "1,k": (bms - wms) / bms,
        "2,k": (bms - ems) / spread if spread > 1e-12 * ems else float("nan"),
        "3,k": (bms - ems) / bms,
    }


def icc_interval(table: ArrayLike, confidence: float = 0.95) -> IccInterval:
    """Return the confidence intervals of "2,1" and "2,k" and the F test that items differ.

    Args:
        table: as in `icc`.
        confidence: share of samples whose interval holds the true value.

    Raises:
        MeasureError: as `icc`.

    Source: McGraw & Wong (1996), Forming inferences about some intraclass correlation coefficients,
    Psychological Methods 1:30–46, cases 2A; a negative estimate counts as zero in the degrees of freedom.
    """
    items, raters, bms, _, jms, ems = _mean_squares(table)
    df1, df2 = items - 1, (items - 1) * (raters - 1)
    if ems <= 1e-12 * bms:
        f, p = float("inf"), 0.0
        ems = 0.0
    else:
        f = bms / ems
        p = f_tail(f, df1, df2)
    rho = max(0.0, (bms - ems) / (bms + (raters - 1) * ems + raters * (jms - ems) / items))
    if rho >= 1 - 1e-12:
        return IccInterval((1.0, 1.0), (1.0, 1.0), f, df1, df2, p)
    share = raters * rho / (items * (1 - rho))
    by_raters = share * jms
    by_rest = (1 + share * (items - 1)) * ems
    freedom = (by_raters + by_rest) ** 2 / (by_raters**2 / (raters - 1) + by_rest**2 / df2)
    tail = (1 - confidence) / 2
    above, below = f_quantile(tail, df1, freedom), f_quantile(tail, freedom, df1)
    rest = raters * jms + (raters * items - raters - items) * ems
    low = items * (bms - above * ems) / (above * rest + items * bms)
    high = items * (below * bms - ems) / (rest + items * below * bms)
    return IccInterval((low, high), (_stepped_up(low, raters), _stepped_up(high, raters)), f, df1, df2, p)


def _stepped_up(single: float, raters: int) -> float:
    return raters * single / (1 + (raters - 1) * single)


def _mean_squares(table: ArrayLike) -> MeanSquares:
    grid = intake.table(table, rows=2, columns=2)
    items, raters = grid.shape
    grand = grid.mean()
    between = raters * ((grid.mean(axis=1) - grand) ** 2).sum()
    judges = items * ((grid.mean(axis=0) - grand) ** 2).sum()
    total = ((grid - grand) ** 2).sum()
    if between <= 1e-12 * total or total == 0:
        raise MeasureError("measures.error.no-variation")
    return MeanSquares(
        items,
        raters,
        bms=float(between / (items - 1)),
        wms=float((total - between) / (items * (raters - 1))),
        jms=float(judges / (raters - 1)),
        ems=float((total - between - judges) / ((items - 1) * (raters - 1))),
    )
