"""Reviews: items that come back to somebody on a spaced schedule; one try, then everything is told."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from zhixing.actor import Actor
from zhixing.classroom.rules import Door, require
from zhixing.course.content import all_items
from zhixing.course.rules import Attempts, Item, Mark
from zhixing.course.service.answers import attempts_at, item_of, keep_try, kept_tries
from zhixing.course.service.schedule import (
    card_of,
    class_policy,
    day_began,
    day_ends,
    is_scheduled,
    rating_of,
    reschedule,
)
from zhixing.course.tables import AnswerRow, ReviewRow
from zhixing.errors import RefusedError
from zhixing.records import Work


@dataclass(frozen=True, slots=True)
class Review(Attempts):
    """What somebody has answered in one review, which has one try."""

    @property
    def most_tries(self) -> int:
        """One try: a review asks what is still known."""
        return 1


@dataclass(frozen=True, slots=True)
class Agenda:
    """What comes back to somebody, and when.

    Args:
        due: today's items, the longest due first.
        later: how many more are due than one reviews in a day.
        done: how many were reviewed today.
        next: when the next one falls due after today; None when nothing is to come.
        waiting: how many items come back at all.
    """

    due: tuple[Item, ...]
    later: int
    done: int
    next: str | None
    waiting: int


def agenda(db: Work, actor: Actor) -> Agenda:
    """Return what somebody reviews today; items no longer in the course are passed over."""
    ends = day_ends()
    dated = due_of(db, actor)
    items = all_items()
    due = tuple(items[name] for name, moment in dated.items() if moment < ends)
    reviewed = select(func.count()).where(
        AnswerRow.person_id == actor.person, AnswerRow.round > 0, AnswerRow.answered >= day_began()
    )
    done = db.scalar(reviewed) or 0
    portion = max(0, class_policy(db, actor).int("review.per-day") - done)
    to_come = next((moment for moment in dated.values() if moment >= ends), None)
    return Agenda(due[:portion], len(due[portion:]), done, to_come, len(dated))


def due_of(db: Work, actor: Actor) -> dict[str, str]:
    """Return when each item comes back to somebody, in UTC, the earliest first.

    An item whose second try in the unit is still open does not come back: a review would tell its key. It may
    be open again where the item was rewritten and answers to it can no longer be read.
    """
    query = (
        select(ReviewRow.item_id, ReviewRow.due)
        .where(ReviewRow.person_id == actor.person)
        .order_by(ReviewRow.due, ReviewRow.item_id)
    )
    items = all_items()
    dated = [(items[name], due) for name, due in db.execute(query).all() if name in items]
    tried = attempts_at(db, actor, [item for item, _ in dated])
    over = {each.item.id for each in tried if each.is_over}
    return {item.id: due for item, due in dated if is_scheduled(item) and item.id in over}


def review_attempts(db: Work, actor: Actor, item: Item) -> Attempts:
    """Return what somebody has answered in the last review of an item; nothing once it is due again."""
    row = card_of(db, actor, item.id)
    if row is None or row.due < day_ends():
        return Review(item, ())
    for kept in reversed(kept_tries(db, actor, item.id)):
        if kept.round > 0:
            answer = item.recall(kept.answer)
            return Review(item, () if answer is None else (answer,))
    return Review(item, ())


def answer_review(db: Work, actor: Actor, item_id: str, raw: Mapping[str, Any]) -> Mark:
    """Answer an item that has come back, and move it on by how well it was known.

    Raises:
        InputError: it is not a whole answer to this item.
        MissingError: no such item, or nothing of it has that name.
        RefusedError: ``study.error.not-due``, it was reviewed already or never missed.
    """
    require(actor, Door.ANSWER_ITEMS)
    item = item_of(item_id)
    row = card_of(db, actor, item.id)
    if row is None or row.due >= day_ends() or item.id not in due_of(db, actor):
        raise RefusedError("study.error.not-due")
    answer = item.read(raw)
    mark = item.mark(answer)
    rounds = select(func.max(AnswerRow.round)).where(
        AnswerRow.person_id == actor.person, AnswerRow.item_id == item.id
    )
    kept = (db.scalar(rounds) or 0) + 1
    keep_try(db, actor, item.id, item.stored(answer), mark, version=item.version, in_round=kept)
    reschedule(db, actor, item, rating_of(mark, attempt=1))
    return mark
