"""Topics whose words are settled: before the leader, in work, waiting for their turn, or finished."""

from collections.abc import Mapping, Sequence

from zhixing.decisions import service as decisions
from zhixing.decisions.rules import Submission
from zhixing.errors import RefusedError
from zhixing.records import Work
from zhixing.topics.rules import Origin
from zhixing.topics.service.queue import Standing
from zhixing.topics.service.rounds import latest_recommendation
from zhixing.topics.tables import TopicRow

SCHEME = "topic-scheme"
_BY_STANDING: Mapping[str, str] = {
    Standing.IN_WORK: "proposal.error.in-work",
    Standing.QUEUED: "proposal.error.queued",
    Standing.FINISHED: "proposal.error.finished",
}
_AWAITED = "proposal.error.before-leader"
_SCHEME_AWAITED = "proposal.error.scheme-before-leader"
_SCHEME_FINAL = "proposal.error.scheme-approved"


def settled(db: Work, classroom_id: str, rows: Sequence[TopicRow]) -> dict[str, str]:
    """Return for each topic that may not be withdrawn or merged any more the sentence that says why."""
    found = {row.id: _BY_STANDING[row.standing] for row in rows if row.standing in _BY_STANDING}
    advice = latest_recommendation(db, classroom_id)
    if advice is not None and advice.is_awaited:
        found |= dict.fromkeys(_named(advice), _AWAITED)
    found |= _schemes(db, classroom_id)
    done = [row.id for row in rows if row.standing == Standing.FINISHED]
    return found | dict.fromkeys(done, _BY_STANDING[Standing.FINISHED])


def reworded(db: Work, classroom_id: str, rows: Sequence[TopicRow]) -> dict[str, str]:
    """Return for each topic that may not be worded anew any more the sentence that says why.

    What the leader has designated is sharpened while it is in work, until its scheme is submitted.
    """
    found = settled(db, classroom_id, rows)
    for row in rows:
        is_designated = row.origin == Origin.LEADER and row.standing == Standing.IN_WORK
        if is_designated and found[row.id] == _BY_STANDING[Standing.IN_WORK]:
            del found[row.id]
    return found


def _named(advice: Submission) -> list[str]:
    content = advice.content
    named = (content.get("chosen"), content.get("runner_up"), *content.get("held", ()))
    return [topic for topic in named if topic]


def _schemes(db: Work, classroom_id: str) -> dict[str, str]:
    """Return the topics whose scheme lies before the leader, or was approved."""
    found: dict[str, str] = {}
    for scheme in decisions.newest_under(db, classroom_id, SCHEME):
        topic = str(scheme.content.get("topic", ""))
        if scheme.is_awaited:
            found[topic] = _SCHEME_AWAITED
        elif scheme.is_final:
            found[topic] = _SCHEME_FINAL
    return found


def refuse_settled(db: Work, *rows: TopicRow, wording: bool = False) -> None:
    """Refuse to change topics that are settled.

    Args:
        db: the unit of work.
        rows: the topics.
        wording: whether only their words are to change.

    Raises:
        RefusedError: the sentence names the first of them, why, and what to do.
    """
    held = (reworded if wording else settled)(db, rows[0].classroom_id, rows)
    for row in rows:
        if row.id in held:
            raise RefusedError(held[row.id], {"title": row.title})
