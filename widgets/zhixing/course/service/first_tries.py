"""What the learners of a class answered at their first try: the material of every figure about a class."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from zhixing.course.rules import Answer, Item, kept_score
from zhixing.course.service.mastery import learners
from zhixing.course.tables import AnswerRow
from zhixing.records import Work


@dataclass(frozen=True, slots=True)
class FirstTry:
    """One learner's first answer to an item, and what it was worth."""

    answer: Answer
    score: float
    correct: bool


@dataclass(frozen=True, slots=True)
class FirstTries:
    """The first tries of a class.

    Args:
        by_item: first tries by item and person; every item asked for is in it.
        outdated: how many answers were left out, given to another wording of their item.
    """

    by_item: Mapping[str, Mapping[str, FirstTry]]
    outdated: int


def first_tries(db: Work, classroom_id: str, items: Sequence[Item]) -> FirstTries:
    """Return the learners' first tries at some items as these are written now; two queries."""
    known = {item.id: item for item in items}
    columns = (
        AnswerRow.person_id,
        AnswerRow.item_id,
        AnswerRow.content_version,
        AnswerRow.answer,
        AnswerRow.score,
        AnswerRow.correct,
    )
    query = select(*columns).where(
        AnswerRow.classroom_id == classroom_id,
        AnswerRow.round == 0,
        AnswerRow.attempt == 1,
        AnswerRow.item_id.in_(known),
    )
    who = set(learners(db, classroom_id))
    found: dict[str, dict[str, FirstTry]] = {name: {} for name in known}
    outdated = 0
    for person, name, version, raw, score, correct in db.execute(query).all():
        if person not in who:
            continue
        answer = known[name].recall(raw) if version == known[name].version else None
        if answer is None:
            outdated += 1
            continue
        found[name][person] = FirstTry(answer, kept_score(score, correct=correct), correct)
    return FirstTries(found, outdated)
