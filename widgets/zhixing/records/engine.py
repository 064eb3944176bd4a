"""Engines: SQLite in WAL mode on a local disk by default, PostgreSQL by URL."""

import os
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from zhixing.errors import SetupError

_NETWORK_FILE_SYSTEMS = {
    "9p",
    "afs",
    "cifs",
    "davfs",
    "fuse.rclone",
    "fuse.sshfs",
    "glusterfs",
    "lustre",
    "nfs",
    "nfs4",
    "smb3",
    "smbfs",
}
_BUSY_MILLISECONDS = 10_000


def is_sqlite(engine: Engine) -> bool:
    """Tell whether the engine is the embedded database."""
    return engine.dialect.name == "sqlite"


def open_engine(address: str) -> Engine:
    """Return an engine for ``sqlite:///path`` or ``postgresql://…``.

    Raises:
        SetupError: not an address we know, or a SQLite file on a network drive.
    """
    try:
        url = make_url(address)
    except ArgumentError as error:
        raise SetupError("records.error.bad-address", {"address": address}) from error
    if url.get_backend_name() == "postgresql":
        return create_engine(url.set(drivername="postgresql+psycopg"), pool_size=5, pool_pre_ping=True)
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        raise SetupError("records.error.bad-address", {"address": address})
    path = Path(url.database).absolute()
    refuse_network_path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, pool_size=8)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={_BUSY_MILLISECONDS}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    # A writer takes its lock at once: two writers then wait for each other instead of failing half way.
    reads = connection.get_execution_options().get("zhixing_read", False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


def refuse_network_path(path: Path, mounts: Path = Path("/proc/mounts")) -> None:
    """Refuse a database file on a network drive, where SQLite loses data.

    Raises:
        SetupError: ``records.error.network-path``.
    """
    if str(path).startswith(("\\\\", "//")):
        raise SetupError("records.error.network-path", {"path": str(path), "kind": "UNC"})
    if os.name == "nt" or not mounts.exists():
        return
    found = ("", "")
    for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines():
        fields = line.split()
        where = fields[1].replace("\\040", " ")
        if path.is_relative_to(where) and len(where) >= len(found[0]):
            found = (where, fields[2])
    if found[1] in _NETWORK_FILE_SYSTEMS:
        raise SetupError("records.error.network-path", {"path": str(path), "kind": found[1]})
