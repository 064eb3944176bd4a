"""What is printed for a session: paper ballots, posters, the facilitator's guide."""

from zhixing.topics.documents.prints.ballots import paper_ballots
from zhixing.topics.documents.prints.guide import session_guide
from zhixing.topics.documents.prints.posters import posters

__all__ = ["paper_ballots", "posters", "session_guide"]
