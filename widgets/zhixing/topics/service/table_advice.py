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

SUBJECT = "topic-recommendation"
_UNDER = f"{SUBJECT}/table-"


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
    check_open(decisions.latest(db, actor.classroom, SUBJECT))
    content = advice.checked().json()
    door = Door.WRITE_RECOMMENDATION
    return decisions.save_paper(db, actor, f"{_UNDER}{seat}", content, seen_version, door=door)


def advice_of(db: Work, classroom_id: str, seat: int) -> WorkingPaper | None:
    """Return what a table says, None before its first word."""
    return decisions.working_paper(db, classroom_id, f"{_UNDER}{seat}")


def all_advice(db: Work, classroom_id: str) -> dict[int, WorkingPaper]:
    """Return what every table says, by the number of the table."""
    papers = decisions.working_papers(db, classroom_id, _UNDER)
    return dict(sorted((int(paper.subject.removeprefix(_UNDER)), paper) for paper in papers))
