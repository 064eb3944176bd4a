"""Weights from comparisons in pairs (analytic hierarchy process)."""

from zhixing.measures.ahp.consistency import Disturbance, deviations, disturbance, disturbances
from zhixing.measures.ahp.judgements import combine
from zhixing.measures.ahp.priority import Method, Priorities, priorities
from zhixing.measures.ahp.random_index import RandomIndex, random_index

__all__ = [
    "Disturbance",
    "Method",
    "Priorities",
    "RandomIndex",
    "combine",
    "deviations",
    "disturbance",
    "disturbances",
    "priorities",
    "random_index",
]
