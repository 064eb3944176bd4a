"""Items of a test: how hard they are, whether they separate, and how far the whole score can be trusted."""

from zhixing.measures.items.analysis import UPPER_LOWER, ItemAnalysis, analyse
from zhixing.measures.items.consistency import Alpha, cronbach_alpha, feldt_interval

__all__ = ["UPPER_LOWER", "Alpha", "ItemAnalysis", "analyse", "cronbach_alpha", "feldt_interval"]
