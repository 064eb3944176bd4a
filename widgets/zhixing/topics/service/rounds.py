"""The recommendation of today: once its topic is finished, a new round has versions of its own."""

from sqlalchemy import select

from zhixing.decisions import service as decisions
from zhixing.decisions.rules import Outcome, Submission
from zhixing.records import Work
from zhixing.topics.rules import Origin
from zhixing.topics.service.queue import Standing
from zhixing.topics.tables import TopicRow

SUBJECT = "topic-recommendation"


def recommendation_subject(db: Work, classroom_id: str) -> str:
    """Return what decisions call the versions of the recommendation that is being written."""
    return current_recommendation(db, classroom_id)[0]


def latest_recommendation(db: Work, classroom_id: str) -> Submission | None:
    """Return the latest version of the recommendation of today; None before the first."""
    return current_recommendation(db, classroom_id)[1]


def current_recommendation(db: Work, classroom_id: str) -> tuple[str, Submission | None]:
    """Return what decisions call the recommendation of today, and its latest version."""
    subject, turn = SUBJECT, 1
    latest = decisions.latest(db, classroom_id, subject)
    while latest is not None and _is_over(db, classroom_id, latest):
        turn += 1
        subject = f"{SUBJECT}/{turn}"
        latest = decisions.latest(db, classroom_id, subject)
    return subject, latest


def _is_over(db: Work, classroom_id: str, latest: Submission) -> bool:
    if latest.decision is None or not latest.is_final:
        return False
    topic = _decided(latest)
    if topic:
        row = db.get(TopicRow, topic)
        return row is not None and row.standing == Standing.FINISHED
    # Decisions from before the new topic's id was kept beside its title.
    known = select(TopicRow.standing).where(
        TopicRow.classroom_id == classroom_id,
        TopicRow.origin == Origin.LEADER.value,
        TopicRow.title == latest.decision.detail.get("title"),
    )
    return Standing.FINISHED in set(db.scalars(known))


def _decided(submission: Submission) -> str:
    if submission.decision is None:
        return ""
    if submission.decision.outcome is Outcome.APPROVED:
        return str(submission.content.get("chosen", ""))
    detail = submission.decision.detail
    return detail.get("topic") or detail.get("made", "")
