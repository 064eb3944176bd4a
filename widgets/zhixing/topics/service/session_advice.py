"""What the remote should know of a class's topics: the run sheet they ask for, a tie in the vote."""

from zhixing.classroom.runsheet import Step
from zhixing.classroom.session import Advice
from zhixing.records import Work
from zhixing.topics.rules import Origin
from zhixing.topics.service.proposals import VOTES, all_topics, compared_topics, listed_topics
from zhixing.topics.service.votes import has_tie

_DEALT = frozenset({"sharpen", "present"})
DESIGNATED = "choose-topic-designated"


def sheet_advice(db: Work, classroom_id: str) -> Advice | None:
    """Advise the designated path where the leader has named a topic; examples do not count."""
    rows = listed_topics(db, classroom_id, all_topics(db, classroom_id))
    named = [row for row in rows if row.origin == Origin.LEADER and not row.sample]
    if not named:
        return None
    others = [row for row in rows if row.origin != Origin.LEADER and not row.sample]
    return Advice(DESIGNATED, "designated-beside" if others else "designated-only")


def session_notice(db: Work, classroom_id: str, step: Step) -> str | None:
    """Tell the facilitator what a step lacks: topics dealt to tables, a vote that decides the last place."""
    if step.reveals == VOTES and has_tie(db, classroom_id):
        return "tie"
    if step.id in _DEALT:
        compared = compared_topics(db, classroom_id)
        if compared and all(row.seat is None for row in compared):
            return "undealt"
    return None
