"""What topics have to say to whoever runs the session: which run sheet suits them, what to notice."""

from zhixing.classroom.runsheet import Step
from zhixing.classroom.session import Advice
from zhixing.records import Work
from zhixing.topics.rules import Origin
from zhixing.topics.service.listing import VOTES, all_topics, listed_topics
from zhixing.topics.service.votes import has_tie

_DESIGNATED = "choose-topic-designated"


def sheet_advice(db: Work, classroom_id: str) -> Advice | None:
    """Advise the designated path where a leader has named topics; those are never ranked."""
    listed = listed_topics(db, classroom_id, all_topics(db, classroom_id))
    named = [row for row in listed if row.origin == Origin.LEADER]
    if not named:
        return None
    return Advice(_DESIGNATED, "designated-only" if len(named) == len(listed) else "designated-beside")


def vote_notice(db: Work, classroom_id: str, step: Step) -> str | None:
    """Point out a tie at the edge of what goes on to be rated, in the step that shows it."""
    return "tie" if step.reveals == VOTES and has_tie(db, classroom_id) else None
