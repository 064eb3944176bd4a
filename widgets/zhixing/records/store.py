"""The store: one database, opened once; every use case is one unit of work on it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from sqlalchemy import Engine, insert, text
from sqlalchemy.orm import Session

from zhixing.records.engine import empty_log, is_sqlite, open_engine
from zhixing.records.tables import ChangeRow, Row
from zhixing.records.trouble import worded

Change = tuple[str, str]
"""A class and the subject in it that changed: ``(classroom id, "ballots")``."""


_R = TypeVar("_R", bound=Row)


class Work(Session):
    """A database session for one use case; remembers what it looked up by id, and what it changed."""

    def get(self, entity: type[_R], ident: Any, **options: Any) -> _R | None:  # type: ignore[override]
        """Return a row by its id; SQLAlchemy itself holds it only while somebody else does."""
        found = super().get(entity, ident, **options)
        self.info.setdefault("held", []).append(found)
        return found

    def get_one(self, entity: type[_R], ident: Any, **options: Any) -> _R:  # type: ignore[override]
        """Return a row by its id, which must exist."""
        found = super().get_one(entity, ident, **options)
        self.info.setdefault("held", []).append(found)
        return found

    def touch(self, classroom: str, *subjects: str) -> None:
        """Say that something in a class changed; pages showing it are woken after the commit."""
        changes: dict[Change, None] = self.info.setdefault("changes", {})
        for subject in subjects:
            changes[classroom, subject] = None

    def leave_no_trace(self) -> None:
        """Empty the write-ahead log after the commit: it keeps, in order of time, what no table tells."""
        self.info["leave_no_trace"] = True

    @property
    def changes(self) -> tuple[Change, ...]:
        """What this unit of work has changed so far."""
        return tuple(self.info.get("changes", {}))


@dataclass(frozen=True, eq=False)
class Store:
    """An open database.

    Args:
        engine: SQLAlchemy engine on SQLite or PostgreSQL.
        after_commit: called in the committing thread after each commit that changed something.
    """

    engine: Engine
    after_commit: list[Callable[[], None]] = field(default_factory=list)

    @classmethod
    def open(cls, url: str) -> "Store":
        """Open a database by URL and reach it once.

        Raises:
            SetupError: the place is a network drive, or the database cannot be reached.
        """
        engine = open_engine(url)
        with worded(), engine.connect():
            return cls(engine)

    @contextmanager
    def work(self) -> Iterator[Work]:
        """Run one use case in one transaction: all of it is stored, or nothing.

        Writers queue from their first statement on: nobody changes meanwhile what this one has read.

        Raises:
            ConflictError: somebody else stored the same thing first.
            SetupError: the database is locked for too long, full, or unreachable.
        """
        with worded(), Work(self.engine, expire_on_commit=False) as db:
            yield db
            db.flush()
            _announce(db, self.engine)
            db.commit()
        if db.info.get("leave_no_trace"):
            empty_log(self.engine)
        if db.changes:
            for call in tuple(self.after_commit):
                call()

    @contextmanager
    def read(self) -> Iterator[Work]:
        """Look at one consistent state, whatever others commit meanwhile; nothing is stored.

        Raises:
            SetupError: the database is unreachable.
        """
        with worded(), Work(self._reader, autoflush=False) as db:
            yield db

    @cached_property
    def _reader(self) -> Engine:
        if is_sqlite(self.engine):
            return self.engine.execution_options(zhixing_read=True)
        return self.engine.execution_options(
            zhixing_read=True, isolation_level="REPEATABLE READ", postgresql_readonly=True
        )

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()


def _announce(db: Work, engine: Engine) -> None:
    if not db.changes:
        return
    if is_sqlite(engine):
        rows = [{"classroom_id": classroom, "subject": subject} for classroom, subject in db.changes]
        db.execute(insert(ChangeRow), rows)
        return
    payloads = [f"{classroom} {subject}" for classroom, subject in db.changes]
    db.execute(
        text("SELECT pg_notify('zhixing', payload) FROM unnest(CAST(:payloads AS text[])) AS payload"),
        {"payloads": payloads},
    )
