"""What the tables say to the recommendation, each in a paper of its own: no table overwrites another."""

from zhixing.actor import Actor
from zhixing.classroom.people import person
from zhixing.classroom.rules import Door, require
from zhixing.decisions import service as decisions
from zhixing.decisions.rules import WorkingPaper
from zhixing.decisions.rules.paper import check_open
from zhixing.errors import RefusedError
from zhixing.records import Work
from zhixing.topics.rules.table_advice import Advice
from zhixing.topics.service.rounds import current_recommendation, recommendation_subject


def save_advice(db: Work, actor: Actor, advice: Advice, seen_version: int) -> WorkingPaper:
    """Store what the actor's table says.

    Raises:
        RefusedError: not this person's; they sit at no table; or the recommendation is final.
        InputError: nothing is written, or something is too long.
        ConflictError: somebody at the same table changed it meanwhile; the sentence names the time.
    """
    require(actor, Door.WRITE_RECOMMENDATION)
    seat = person(db, actor).seat
    if seat is None:
        raise RefusedError("approval.error.no-table")
    subject, latest = current_recommendation(db, actor.classroom)
    check_open(latest)
    content = advice.checked().json()
    door = Door.WRITE_RECOMMENDATION
    return decisions.save_paper(db, actor, f"{_under(subject)}{seat}", content, seen_version, door=door)


def advice_of(db: Work, classroom_id: str, seat: int) -> WorkingPaper | None:
    """Return what a table says, None before its first word."""
    under = _under(recommendation_subject(db, classroom_id))
    return decisions.working_paper(db, classroom_id, f"{under}{seat}")


def all_advice(db: Work, classroom_id: str) -> dict[int, WorkingPaper]:
    """Return what every table says, by the number of the table."""
    under = _under(recommendation_subject(db, classroom_id))
    papers = decisions.working_papers(db, classroom_id, under)
    return dict(sorted((int(paper.subject.removeprefix(under)), paper) for paper in papers))


def _under(subject: str) -> str:
    return f"{subject}/table-"
