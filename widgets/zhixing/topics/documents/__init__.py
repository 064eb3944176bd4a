"""Papers of topic choice: the recommendation (选题建议), approval sheets (呈批表). No rater is in them."""

from zhixing.topics.documents.recommendation import compose, recommendation_paper
from zhixing.topics.documents.sheet import recommendation_sheet, scheme_sheet

__all__ = ["compose", "recommendation_paper", "recommendation_sheet", "scheme_sheet"]
