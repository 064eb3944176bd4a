"""When missed items come back: the kept FSRS scheduler, one card a person and item."""

from datetime import UTC, datetime, timedelta
from typing import cast

from fsrs import Card, Rating, Scheduler
from fsrs.card import CardDict

from zhixing.actor import Actor
from zhixing.classroom.tables import ClassroomRow
from zhixing.course.rules import Item, Mark
from zhixing.course.tables import ReviewRow
from zhixing.policy import Policy, policy
from zhixing.records import Work
from zhixing.records.clock import utc_now

PARTLY = 0.5
"""Score from which an answer that is not right counts as partly right."""

_RETENTION = (0.7, 0.97)
"""What the scheduler's model is made for; beyond it, intervals explode or never grow."""


def is_scheduled(item: Item) -> bool:
    """Tell whether an item can come back: reflections have no key, cases are replayed at will."""
    return item.is_marked and item.most_tries is not None


def rating_of(mark: Mark, attempt: int) -> Rating:
    """Return how well an item was known, as the scheduler names it.

    Args:
        mark: what the answer was worth.
        attempt: which try it was; right at the second is not the same as right at once.
    """
    if mark.correct:
        return Rating.Good if attempt <= 1 else Rating.Hard
    return Rating.Hard if mark.score >= PARTLY else Rating.Again


def note_try(db: Work, actor: Actor, item: Item, mark: Mark, attempt: int) -> None:
    """Take note of a try in the unit: what is missed comes back, what is right at once does not."""
    if is_scheduled(item):
        rating = rating_of(mark, attempt)
        row = card_of(db, actor, item.id)
        if row is not None or rating is not Rating.Good:
            reschedule(db, actor, item, rating)


def reschedule(db: Work, actor: Actor, item: Item, rating: Rating) -> None:
    """Move an item on by how well it was known just now."""
    row = card_of(db, actor, item.id)
    card = Card(card_id=0) if row is None else Card.from_dict(cast("CardDict", row.card))
    now = utc_now()
    card, _ = _scheduler(db, actor).review_card(card, rating, datetime.fromisoformat(now))
    if row is None:
        row = ReviewRow(person_id=actor.person, item_id=item.id, classroom_id=actor.classroom)
        db.add(row)
    row.card = dict(card.to_dict())
    row.due = card.due.isoformat(timespec="seconds")
    row.changed = now
    db.flush()


def card_of(db: Work, actor: Actor, item_id: str) -> ReviewRow | None:
    """Return the row that says when an item comes back to somebody."""
    return db.get(ReviewRow, (actor.person, item_id))


def class_policy(db: Work, actor: Actor) -> Policy:
    """Return the values in force in somebody's class."""
    return policy().with_values(db.get_one(ClassroomRow, actor.classroom).policy or {})


def day_began() -> str:
    """Return when the day began where the server stands, in the form times are stored."""
    return _midnight(0)


def day_ends() -> str:
    """Return when it ends: what falls due at any hour of a day is asked from its morning on."""
    return _midnight(1)


def _midnight(days: int) -> str:
    here = datetime.now(UTC).astimezone()
    # Without an offset: where clocks are changed that day, midnight has another one than now.
    midnight = here.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None) + timedelta(days=days)
    return midnight.astimezone(UTC).isoformat(timespec="seconds")


def _scheduler(db: Work, actor: Actor) -> Scheduler:
    """Return a scheduler without steps of minutes and without chance: whole days, the same each time."""
    low, high = _RETENTION
    return Scheduler(
        desired_retention=min(max(class_policy(db, actor).float("review.retention"), low), high),
        learning_steps=(),
        relearning_steps=(),
        enable_fuzzing=False,
    )
