"""The schema of a database: create it, upgrade it, refuse one that this program does not know."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from zhixing.errors import SetupError
from zhixing.records.engine import is_sqlite
from zhixing.records.feed import forget_old_changes
from zhixing.records.store import Store
from zhixing.records.trouble import unreachable, worded

_MIGRATIONS = Path(__file__).with_name("migrations")
_NONE = "–"


def known() -> str:
    """Return the revision this program works with."""
    head = _scripts().get_current_head()
    if head is None:
        raise FileNotFoundError(_MIGRATIONS)
    return head


def current(store: Store) -> str | None:
    """Return the revision of a database; None if it is empty."""
    with store.read() as db:
        return revision(db.connection())


def revision(connection: Connection) -> str | None:
    """Return the revision that a transaction sees."""
    return MigrationContext.configure(connection).get_current_revision()


def require_current(store: Store) -> None:
    """Check that a database has the revision this program works with.

    Raises:
        SetupError: ``records.error.newer-schema`` or ``records.error.old-schema``.
    """
    found = current(store)
    if found != known():
        _refuse_newer(found)
        raise SetupError("records.error.old-schema", {"found": found or _NONE, "known": known()})


def upgrade(store: Store) -> None:
    """Create or upgrade the schema, in one transaction; of several processes one does it, the others wait.

    An older SQLite file is copied first, beside it: ``zhixing.<revision>.<time>.db``.

    Raises:
        SetupError: the database is newer than this program, or cannot be changed.
    """
    with worded(), store.engine.connect() as connection, _loose_references(connection), connection.begin():
        found = revision(connection)
        if found != known():
            _refuse_newer(found)
            if found is not None and is_sqlite(store.engine):
                _copy(Path(str(store.engine.url.database)), found)
            config = _config()
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            _check_references(connection)
    with store.work() as db:
        forget_old_changes(db)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    return config


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _refuse_newer(found: str | None) -> None:
    if found is not None and found not in {script.revision for script in _scripts().walk_revisions()}:
        raise SetupError("records.error.newer-schema", {"found": found, "known": known()})


@contextmanager
def _loose_references(connection: Connection) -> Iterator[None]:
    # SQLite alters a table by copying and dropping it; with references enforced, that deletes the rows
    # which refer to it. The switch works outside a transaction only.
    if connection.dialect.name != "sqlite":
        yield
        return
    cursor = connection.connection.cursor()
    cursor.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        cursor.execute("PRAGMA foreign_keys=ON")


def _check_references(connection: Connection) -> None:
    if connection.dialect.name == "sqlite" and (
        broken := connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    ):
        raise unreachable(sqlite3.IntegrityError("foreign_key_check", *broken))


def _copy(path: Path, found: str) -> None:
    copy = path.with_name(f"{path.stem}.{found}.{datetime.now(UTC):%Y%m%dT%H%M%SZ}{path.suffix}")
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
