"""Agreement between raters, and what experts' ratings say about the content of an instrument."""

from zhixing.measures.agreement.chance import Level, fleiss_kappa, krippendorff_alpha
from zhixing.measures.agreement.concordance import W, kendall_w
from zhixing.measures.agreement.content import Cvi, content_validity, lawshe_cvr
from zhixing.measures.agreement.intraclass import IccInterval, icc, icc_interval

__all__ = [
    "Cvi",
    "IccInterval",
    "Level",
    "W",
    "content_validity",
    "fleiss_kappa",
    "icc",
    "icc_interval",
    "kendall_w",
    "krippendorff_alpha",
    "lawshe_cvr",
]
