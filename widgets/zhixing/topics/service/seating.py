"""Which table sharpens which topics: dealt by the facilitator, moved by hand."""

from sqlalchemy import select

from zhixing.actor import Actor
from zhixing.classroom.people import seats
from zhixing.classroom.rules import Door, require
from zhixing.classroom.tables import PersonRow, UnitRow
from zhixing.errors import InputError, RefusedError
from zhixing.records import Work
from zhixing.topics.rules.dealing import deal
from zhixing.topics.service.listing import all_topics, compared_topics, topic_of
from zhixing.topics.tables import TopicRow


def assign_seats(db: Work, actor: Actor) -> None:
    """Deal the compared topics to the tables anew, in establishment order.

    Raises:
        RefusedError: not the facilitator's, or nobody sits at a table yet.
    """
    require(actor, Door.RUN_SESSION)
    tables = _tables(db, actor.classroom)
    if not tables:
        raise RefusedError("proposal.error.no-tables")
    compared = compared_topics(db, actor.classroom)
    dealt = deal([(row.id, row.owner_unit) for row in compared], tables)
    for row in all_topics(db, actor.classroom):
        row.seat = dealt.get(row.id)
    db.flush()
    db.touch(actor.classroom, "topics")


def _tables(db: Work, classroom_id: str) -> dict[int, set[str]]:
    """Return for each table the units that sit there, by their full and short names."""
    query = (
        select(PersonRow.seat, UnitRow.name, UnitRow.short_name)
        .outerjoin(UnitRow, UnitRow.id == PersonRow.unit_id)
        .where(PersonRow.classroom_id == classroom_id, PersonRow.seat.is_not(None))
    )
    tables: dict[int, set[str]] = {}
    for seat, name, short_name in db.execute(query):
        if seat is not None:
            tables.setdefault(seat, set()).update(filter(None, (name, short_name)))
    return tables


def seat_topic(db: Work, actor: Actor, topic_id: str, seat: int | None) -> None:
    """Give a topic to another table, or to none.

    Raises:
        RefusedError: not the facilitator's.
        InputError: nobody sits at that table.
    """
    require(actor, Door.RUN_SESSION)
    row = topic_of(db, actor, topic_id)
    if seat is not None and seat not in seats(db, actor.classroom):
        raise InputError("proposal.error.no-such-table", {"seat": seat})
    row.seat = seat
    db.flush()
    db.touch(actor.classroom, "topics")


def topics_of_seat(db: Work, classroom_id: str, seat: int) -> list[TopicRow]:
    """Return the topics a table sharpens and presents, in establishment order."""
    return [row for row in compared_topics(db, classroom_id) if row.seat == seat]
