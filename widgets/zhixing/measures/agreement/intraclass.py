"""Intraclass correlations of ratings."""

from numpy.typing import ArrayLike

from zhixing.errors import MeasureError
from zhixing.measures import intake


def icc(table: ArrayLike) -> dict[str, float]:
    """Return the six intraclass correlations: "1,1" "2,1" "3,1" of one rater, "1,k" "2,k" "3,k" of the mean.

    Model 1: raters differ from item to item; 2: the raters are a sample; 3: these raters only (consistency).

    Args:
        table: items × raters, at least two of each; no missing values.

    Raises:
        MeasureError: bad input, or items whose means do not differ at all.

    Source: Shrout & Fleiss (1979), Intraclass correlations, Psychological Bulletin 86:420–428.
    """
    grid = intake.table(table, rows=2, columns=2)
    items, raters = grid.shape
    grand = grid.mean()
    between = raters * ((grid.mean(axis=1) - grand) ** 2).sum()
    judges = items * ((grid.mean(axis=0) - grand) ** 2).sum()
    total = ((grid - grand) ** 2).sum()
    if between <= 1e-12 * total or total == 0:
        raise MeasureError("measures.error.no-variation")
    bms = float(between / (items - 1))
    jms = float(judges / (raters - 1))
    wms = float((total - between) / (items * (raters - 1)))
    ems = float((total - between - judges) / ((items - 1) * (raters - 1)))
    return {
        "1,1": (bms - wms) / (bms + (raters - 1) * wms),
        "2,1": (bms - ems) / (bms + (raters - 1) * ems + raters * (jms - ems) / items),
        "3,1": (bms - ems) / (bms + (raters - 1) * ems),
        "1,k": (bms - wms) / bms,
        "2,k": (bms - ems) / (bms + (jms - ems) / items),
        "3,k": (bms - ems) / bms,
    }
