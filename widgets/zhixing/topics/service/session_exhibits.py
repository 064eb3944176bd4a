"""What the projector shows of a session itself: whose turn it is, the criteria, the record."""

from typing import Any

from zhixing.classroom.ballots import current_window, turnout
from zhixing.classroom.people import seats
from zhixing.classroom.rules import Turnout
from zhixing.classroom.runsheet import Step
from zhixing.classroom.session import run_of
from zhixing.records import Work
from zhixing.topics.rules import Origin
from zhixing.topics.service.minutes import MinutesFacts, minutes_facts
from zhixing.topics.service.proposals import all_topics, in_order, listed_topics
from zhixing.topics.service.scheme import scheme_exhibit
from zhixing.topics.service.setting import criteria
from zhixing.topics.service.weights import weighed
from zhixing.topics.tables import TopicRow


def present(db: Work, classroom_id: str, step: Step) -> dict[str, Any]:
    """Return the topics of the table that has the floor; on the designated path, the topic itself."""
    rows = in_order(db, classroom_id, listed_topics(db, classroom_id, all_topics(db, classroom_id)))
    named = [row for row in rows if row.origin == Origin.LEADER]
    turn = (run_of(db, classroom_id).detail or {}).get("turn")
    seat = turn["seat"] if turn is not None else None
    if (step.params or {}).get("path") == "designated":
        return {"seat": seat, "seats": [], "topics": [_told(row) for row in named]}
    mine = [row for row in rows if row.seat == seat and row.origin != Origin.LEADER]
    return {
        "seat": seat,
        "seats": seats(db, classroom_id),
        "topics": [_told(row) for row in mine] if seat is not None else [],
    }


def _told(row: TopicRow) -> dict[str, Any]:
    return {"number": row.position, "title": row.title, "statement": row.statement}


def standards(_db: Work, _classroom_id: str, _step: Step) -> dict[str, Any]:
    """Return the criteria with what each asks, conditions first."""
    return {
        "criteria": [
            {"name": one.name.json(), "question": one.question.json(), "stage": one.stage.value}
            for one in criteria().all
        ]
    }


def weighing(db: Work, classroom_id: str, step: Step) -> dict[str, Any]:
    """Return how many have weighed the criteria; the shares once they are shown and enough have."""
    window = current_window(db, classroom_id, step.opens or "")
    counted = Turnout(0, 0, 0) if window is None else turnout(db, window)
    found = weighed(db, window)
    shares = None if found is None else found.shares
    return {
        **counted.json(),
        "shown": found is not None,
        "shares": shares
        and [
            {"name": criteria().get(name).name.json(), "percent": round(100 * share)}
            for name, share in shares.items()
        ],
    }


def record(db: Work, classroom_id: str, _step: Step) -> dict[str, Any]:
    """Return the main lines of the record as they are read out: no name is among them."""
    return main_lines(minutes_facts(db, classroom_id))


def main_lines(facts: MinutesFacts) -> dict[str, Any]:
    """Return the facts that the record's main lines are made of."""
    voting = facts.voting
    return {
        "present": facts.present,
        "designated": list(facts.designated) if facts.is_designated else None,
        "sub_topics": list(facts.sub_topics),
        "proposed": len(facts.proposed),
        "judged": sum(len(titles) for overall, titles in facts.conditions.items() if overall != "open"),
        "votes": None if voting is None else voting.voted + voting.paper,
        "went_on": len(facts.went_on),
        "raters": facts.raters,
        "first": facts.first,
        "runner_up": facts.runner_up,
        "stability": None if facts.stability is None else facts.stability.json(),
        "leads": list(facts.leads),
        "unknowns": len(facts.unknowns),
    }


SESSION_EXHIBITS = {
    "present": present,
    "criteria": standards,
    "weights": weighing,
    "scheme": scheme_exhibit,
    "record": record,
}
"""For each kind of projector view of a session's own, what makes its content."""
