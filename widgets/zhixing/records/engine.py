"""Engines: SQLite in WAL mode on a local disk by default, PostgreSQL by URL."""

import re
import sqlite3
import time
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from zhixing.errors import SetupError
from zhixing.records.disk import refuse_network_path
from zhixing.records.trouble import unreachable

_BUSY_SECONDS = 10.0
_RETRY_SECONDS = 0.02
_IDLE_SECONDS = 60

_WRITER_LOCK = 0x7A786E67  # any fixed number; PostgreSQL keeps advisory locks apart by database


def is_sqlite(engine: Engine) -> bool:
    """Tell whether the engine is the embedded database."""
    return engine.dialect.name == "sqlite"


def open_engine(address: str) -> Engine:
    """Return an engine for ``sqlite:///path`` or ``postgresql://…``.

    On both, units of work write one after another: what one has read, no other changes before it commits.

    Raises:
        SetupError: not an address we know, a folder that cannot be made, or a SQLite file on a network drive.
    """
    try:
        url = make_url(address)
    except (ArgumentError, ValueError) as error:
        hidden = re.sub(r":[^:/@]*@", ":***@", address)
        raise SetupError("records.error.bad-address", {"address": hidden}) from error
    if url.get_backend_name() == "postgresql":
        return _open_postgresql(url)
    if url.get_backend_name() != "sqlite" or url.query or url.database in {None, "", ":memory:"}:
        raise SetupError("records.error.bad-address", {"address": url.render_as_string()})
    return _open_sqlite(Path(str(url.database)).resolve())


def _open_sqlite(path: Path) -> Engine:
    refuse_network_path(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unreachable(error) from error
    url = URL.create("sqlite+pysqlite", database=str(path))
    engine = create_engine(url, pool_size=8, pool_timeout=_BUSY_SECONDS)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _open_postgresql(url: URL) -> Engine:
    alive = {"connect_timeout": 10, "keepalives_idle": 30, "keepalives_interval": 10, "keepalives_count": 3}
    engine = create_engine(
        url.set(drivername="postgresql+psycopg"),
        pool_size=5,
        pool_pre_ping=True,
        connect_args={name: value for name, value in alive.items() if name not in url.query},
        pool_timeout=_BUSY_SECONDS,
    )
    event.listen(engine, "begin", _begin_postgresql)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout={int(_BUSY_SECONDS * 1000)}")
    _write_ahead(connection)
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA secure_delete=ON")  # what is erased is overwritten


def _write_ahead(connection: sqlite3.Connection) -> None:
    # When several processes open a new file at once, SQLite refuses all but one without any waiting.
    deadline = time.monotonic() + _BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(_RETRY_SECONDS)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    options = connection.get_execution_options()
    if options.get("isolation_level") == "AUTOCOMMIT":  # SQLAlchemy announces a beginning here, too
        return
    # A writer takes its lock at once: two writers then wait for each other instead of failing half way.
    connection.exec_driver_sql("BEGIN" if options.get("zhixing_read") else "BEGIN IMMEDIATE")


def _begin_postgresql(connection: Connection) -> None:
    options = connection.get_execution_options()
    if options.get("isolation_level") == "AUTOCOMMIT" or options.get("zhixing_read"):
        return
    # SQLite's promise kept here, too: writers queue, so none overwrites what it has not seen. The price is
    # small: NOTIFY makes commits queue anyway (https://www.postgresql.org/docs/current/sql-notify.html).
    connection.exec_driver_sql(
        f"SET LOCAL lock_timeout = {int(_BUSY_SECONDS * 1000)};"
        f"SET LOCAL idle_in_transaction_session_timeout = {_IDLE_SECONDS * 1000};"
        f"SELECT pg_advisory_xact_lock({_WRITER_LOCK})"
    )


def empty_log(engine: Engine) -> None:
    """Empty SQLite's write-ahead log, unless somebody is reading; the next time it is emptied then."""
    if not is_sqlite(engine):
        return
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute("PRAGMA busy_timeout=300")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.execute(f"PRAGMA busy_timeout={int(_BUSY_SECONDS * 1000)}")
    finally:
        connection.close()
