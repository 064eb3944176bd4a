"""What is printed for a session: paper ballots, posters, the facilitator's guide."""

from zhixing.topics.prints.ballots import paper_ballots
from zhixing.topics.prints.guide import session_guide
from zhixing.topics.prints.posters import posters

__all__ = ["paper_ballots", "posters", "session_guide"]
