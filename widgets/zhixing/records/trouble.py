"""Database errors in a person's words: what SQLite and PostgreSQL report, as errors of the one tree."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.orm.exc import StaleDataError

from zhixing.errors import ConflictError, SetupError, ZhixingError

_SQLITE_CONFLICTS = {
    sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY,
    sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY,
    sqlite3.SQLITE_CONSTRAINT_ROWID,
    sqlite3.SQLITE_CONSTRAINT_UNIQUE,
}
_SQLITE_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL}
_SQLITE_BROKEN = {
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_NOTADB,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_READONLY,
}

# https://www.postgresql.org/docs/current/errcodes-appendix.html
_POSTGRESQL_CONFLICTS = {"23503", "23505", "40001"}
_POSTGRESQL_BUSY = {"40P01", "53300", "55P03", "57014"}
_POSTGRESQL_BROKEN = ("08", "25P03", "28", "3D", "53", "57P", "58")


@contextmanager
def worded() -> Iterator[None]:
    """Turn a database error inside the block into one a person understands; a programming error stays.

    Raises:
        ConflictError: somebody else stored, changed or deleted the same thing first.
        SetupError: the database is busy for too long, full, or unreachable.
    """
    try:
        yield
    except StaleDataError as error:
        raise ConflictError("records.error.conflict") from error
    except PoolTimeoutError as error:
        raise SetupError("records.error.busy") from error
    except (DBAPIError, sqlite3.Error) as error:
        told = _told(error)
        if told is None:
            raise
        raise told from error


def _told(error: DBAPIError | sqlite3.Error) -> ZhixingError | None:
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.Error):
        return _told_by_sqlite(cause)
    state = getattr(cause, "sqlstate", None)
    if state in _POSTGRESQL_CONFLICTS:
        return ConflictError("records.error.conflict")
    if state in _POSTGRESQL_BUSY:
        return SetupError("records.error.busy")
    if state == "53100":
        return SetupError("records.error.disk-full")
    lost = state is None and isinstance(error, OperationalError)
    if lost or (state is not None and state.startswith(_POSTGRESQL_BROKEN)):
        return unreachable(cause)
    return None


def _told_by_sqlite(cause: sqlite3.Error) -> ZhixingError | None:
    code = getattr(cause, "sqlite_errorcode", 0)
    if code in _SQLITE_CONFLICTS:
        return ConflictError("records.error.conflict")
    # The low byte is the kind, the rest its detail: https://www.sqlite.org/rescode.html
    if code & 0xFF in _SQLITE_BUSY:
        return SetupError("records.error.busy")
    if code & 0xFF == sqlite3.SQLITE_FULL:
        return SetupError("records.error.disk-full")
    if code & 0xFF in _SQLITE_BROKEN:
        return unreachable(cause)
    return None


def unreachable(cause: BaseException | None) -> SetupError:
    """Return the error that says why the database cannot be used, in one line."""
    lines = str(cause).strip().splitlines()
    return SetupError("records.error.unreachable", {"reason": lines[0][:200] if lines else repr(cause)})
