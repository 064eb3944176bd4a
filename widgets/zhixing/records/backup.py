"""Backup and restore while in use: one portable file, whichever database it came from or goes to."""

import errno
import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from tempfile import mkstemp
from typing import IO, Any

from sqlalchemy import Connection, MetaData, Table, bindparam, delete, insert, select, update
from sqlalchemy.exc import DataError, IntegrityError

from zhixing.errors import InputError, SetupError
from zhixing.records.archive import Archive, Manifest, write_manifest, write_table
from zhixing.records.clock import utc_now
from zhixing.records.feed import EVERYTHING
from zhixing.records.schema import known, require_current, revision
from zhixing.records.store import Store, Work
from zhixing.records.tables import ChangeRow
from zhixing.records.values import fits

_NOT_FACTS = {"alembic_version", ChangeRow.__tablename__}
_LARGEST_BACKUP = 1 << 30
_BATCH = 500


def backup(store: Store, path: Path) -> Manifest:
    """Write everything, as of one moment, to a new file that only its owner can read.

    Rows are in the order of their keys, which tells nothing of the order of voting.

    Raises:
        InputError: ``records.error.backup-exists``; a file is never overwritten.
        SetupError: the database has another schema, or the file cannot be written.
    """
    require_current(store)
    try:
        with (
            _unfinished(path) as file,
            zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive,
            store.read() as db,
        ):
            return _write(db, archive)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise SetupError("records.error.disk-full") from error
        details = {"path": str(path), "reason": error.strerror or repr(error)}
        raise SetupError("records.error.backup-unwritable", details) from error


def restore(store: Store, path: Path, limit: int = _LARGEST_BACKUP) -> Manifest:
    """Replace everything by what a backup holds, in one transaction, and wake every page.

    The whole file is checked before the database is touched.

    Args:
        store: an upgraded database.
        path: a file that ``backup`` wrote.
        limit: most bytes it may unpack to.

    Raises:
        InputError: ``records.error.backup-unreadable`` or ``backup-version``; nothing was changed.
        SetupError: the database has another schema.
    """
    require_current(store)
    with store.read() as db:
        tables = _tables(db.connection())
    with Archive.open(path, limit) as archive:
        _check(archive, tables)
        with store.work() as db:
            for table in reversed(tables):
                db.execute(delete(table))
            for table in tables:
                _fill(db, table, archive)
            db.touch(*EVERYTHING)
        return archive.manifest


def _tables(connection: Connection) -> list[Table]:
    # Asked of the database, not of the imported classes: a room nobody imported is not left out.
    schema = MetaData()
    schema.reflect(connection, only=lambda name, _: name not in _NOT_FACTS)
    return schema.sorted_tables


def _write(db: Work, archive: zipfile.ZipFile) -> Manifest:
    notes = {}
    for table in _tables(db.connection()):
        query = select(table).order_by(*table.primary_key).execution_options(yield_per=_BATCH)
        columns = tuple(table.columns.keys())
        with db.execute(query) as rows:
            notes[table.name] = write_table(archive, table.name, columns, rows)
    found = revision(db.connection())
    manifest = Manifest(revision=str(found), created=utc_now(), tables=notes)
    write_manifest(archive, manifest)
    return manifest


def _check(archive: Archive, tables: list[Table]) -> None:
    found = archive.manifest
    if found.revision != known():
        raise InputError("records.error.backup-version", {"found": found.revision, "known": known()})
    if set(found.tables) != {table.name for table in tables}:
        raise archive.unreadable("tables", "")
    for table in tables:
        if set(found.tables[table.name].columns) != set(table.columns.keys()):
            raise archive.unreadable("columns", table.name)
        for _ in _fitting(archive, table):
            pass


def _fitting(archive: Archive, table: Table) -> Iterator[dict[str, Any]]:
    for row, values in archive.rows(table.name):
        for column in table.columns:
            if not fits(column, values[column.name]):
                raise archive.unreadable(str(column.type), table.name, row, column.name)
        yield values


def _fill(db: Work, table: Table, archive: Archive) -> None:
    own = _own_references(table)
    try:
        for batch in _batches(_fitting(archive, table)):
            db.execute(insert(table), [{**row, **dict.fromkeys(own)} for row in batch])
        for name in own:
            _refer(db, table, name, archive)
    except (IntegrityError, DataError) as error:
        raise archive.unreadable(str(error.orig).splitlines()[0], table.name) from error


def _own_references(table: Table) -> list[str]:
    """Return the columns that refer to a row of the same table, which may come later in the file."""
    return [
        column.name
        for column in table.columns
        if any(key.column.table is table for key in column.foreign_keys)
    ]


def _refer(db: Work, table: Table, name: str, archive: Archive) -> None:
    (key,) = table.primary_key
    change = update(table).where(key == bindparam("row")).values({name: bindparam("other")})
    rows = ({"row": row[key.name], "other": row[name]} for row in _fitting(archive, table))
    for batch in _batches(row for row in rows if row["other"] is not None):
        db.execute(change, batch)


def _batches(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    while batch := list(islice(rows, _BATCH)):
        yield batch


@contextmanager
def _unfinished(path: Path) -> Iterator[IO[bytes]]:
    if path.exists():
        raise InputError("records.error.backup-exists", {"path": str(path)})
    path.parent.mkdir(parents=True, exist_ok=True)
    number, name = mkstemp(dir=path.parent, prefix=".zhixing-", suffix=".zip")
    try:
        with os.fdopen(number, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _claim(path)
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)


def _claim(path: Path) -> None:
    # The name is taken only if nobody else has it, also on a USB stick, which knows no hard links.
    try:
        path.touch(exist_ok=False)
    except FileExistsError as error:
        raise InputError("records.error.backup-exists", {"path": str(path)}) from error
