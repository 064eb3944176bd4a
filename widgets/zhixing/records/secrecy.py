"""Forgetting in which order rows were stored, where that order would tie a voter to a vote."""

from sqlalchemy import ColumnElement, delete, insert, inspect, select

from zhixing.records.store import Work
from zhixing.records.tables import Row


def forget_order(db: Work, rows: type[Row], *where: ColumnElement[bool]) -> None:
    """Store rows anew, by key and all at once.

    PostgreSQL shows two hidden columns to anyone who may query: ``ctid``, the place, which follows the order
    of storing, and ``xmin``, the transaction, which a ballot shares with its voter's turnout. SQLite keeps
    tables without row numbers in the order of their keys and has nothing to forget.
    """
    if db.get_bind().dialect.name == "sqlite":
        return
    query = select(rows.__table__).where(*where).order_by(*inspect(rows).primary_key)
    found = db.execute(query).mappings().all()
    if found:
        db.execute(delete(rows).where(*where))
        db.execute(insert(rows), [dict(row) for row in found])
