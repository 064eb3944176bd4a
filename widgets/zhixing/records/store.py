"""The store: one database, opened once; every use case is one unit of work on it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import Engine, insert, text
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session

from zhixing.errors import ConflictError, SetupError
from zhixing.records.engine import is_sqlite, open_engine
from zhixing.records.tables import ChangeRow

Change = tuple[str, str]
"""A class and the subject in it that changed: ``(classroom id, "ballots")``."""


class Work(Session):
    """A database session for one use case; remembers what it changed."""

    def touch(self, classroom: str, *subjects: str) -> None:
        """Say that something in a class changed; pages showing it are woken after the commit."""
        changes: dict[Change, None] = self.info.setdefault("changes", {})
        for subject in subjects:
            changes[classroom, subject] = None

    @property
    def changes(self) -> tuple[Change, ...]:
        """What this unit of work has changed so far."""
        return tuple(self.info.get("changes", {}))


@dataclass(frozen=True)
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
        """Open a database by URL.

        Raises:
            SetupError: the place is a network drive, or the database cannot be reached.
        """
        return cls(open_engine(url))

    @contextmanager
    def work(self) -> Iterator[Work]:
        """Run one use case in one transaction: all of it is stored, or nothing.

        Raises:
            ConflictError: somebody else stored the same thing first.
            SetupError: the database is locked for too long, full, or unreachable.
        """
        with Work(self.engine, expire_on_commit=False) as db:
            try:
                yield db
                db.flush()
                _announce(db, self.engine)
                db.commit()
            except IntegrityError as error:
                raise ConflictError("records.error.conflict") from error
            except OperationalError as error:
                raise _trouble(error) from error
            changed = bool(db.changes)
        if changed:
            for call in self.after_commit:
                call()

    @contextmanager
    def read(self) -> Iterator[Work]:
        """Look at one consistent state; nothing is stored."""
        engine = self.engine.execution_options(zhixing_read=True)
        with Work(engine, autoflush=False) as db:
            try:
                yield db
            except OperationalError as error:
                raise _trouble(error) from error
            finally:
                db.rollback()

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
    for classroom, subject in db.changes:
        db.execute(
            text("SELECT pg_notify('zhixing', :payload)"),
            {"payload": f"{classroom} {subject}"},
        )


def _trouble(error: OperationalError) -> SetupError:
    reason = str(error.orig)
    if "locked" in reason or "busy" in reason:
        return SetupError("records.error.busy")
    if "disk is full" in reason or "No space left" in reason:
        return SetupError("records.error.disk-full")
    return SetupError("records.error.unreachable", {"reason": reason.strip().splitlines()[0][:200]})
