"""The change feed: one thread that tells the pages of this process what any process committed."""

import logging
import sqlite3
import threading
from collections.abc import Callable

import psycopg
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import SQLAlchemyError

from zhixing.records.engine import is_sqlite
from zhixing.records.store import Change, Store

log = logging.getLogger(__name__)

EVERYTHING: Change = ("", "")
"""Told after a lost connection, when changes may have been missed."""

_POLL_SECONDS = 0.1
_RETRY_SECONDS = 1.0


class ChangeFeed(threading.Thread):
    """Calls ``tell(changes)`` in its own thread, never missing a commit.

    SQLite is polled by ``data_version`` (and looked at once when this process commits); PostgreSQL notifies.
    """

    def __init__(self, store: Store, tell: Callable[[frozenset[Change]], None]) -> None:
        super().__init__(name="zhixing-feed", daemon=True)
        self._store = store
        self._tell = tell
        self._nudged = threading.Event()
        self._stopping = threading.Event()
        self._listening = threading.Event()

    def start_and_wait(self) -> None:
        """Start, and return once no later commit can be missed."""
        self._store.after_commit.append(self._nudged.set)
        self.start()
        self._listening.wait(10)

    def stop(self) -> None:
        """End the thread."""
        self._stopping.set()
        self._nudged.set()
        self.join(5)
        if self._nudged.set in self._store.after_commit:
            self._store.after_commit.remove(self._nudged.set)

    def run(self) -> None:
        """Follow the database; after a lost connection begin again and tell everyone to look."""
        follow = self._follow_sqlite if is_sqlite(self._store.engine) else self._follow_postgresql
        while not self._stopping.is_set():
            try:
                follow()
            except (SQLAlchemyError, psycopg.Error, sqlite3.Error):
                log.warning("change feed lost the database; trying again", exc_info=True)
                self._stopping.wait(_RETRY_SECONDS)

    def _ready(self) -> None:
        if self._listening.is_set():
            self._tell(frozenset({EVERYTHING}))
        self._listening.set()

    def _follow_sqlite(self) -> None:
        # A raw connection, so that no transaction stays open between two looks.
        connection = self._store.engine.raw_connection()
        try:
            cursor = connection.cursor()
            last = _number(cursor, "SELECT coalesce(max(seq), 0) FROM change")
            version = _number(cursor, "PRAGMA data_version")
            self._ready()
            while not self._stopping.is_set():
                self._nudged.wait(_POLL_SECONDS)
                self._nudged.clear()
                seen = _number(cursor, "PRAGMA data_version")
                if seen == version:
                    continue
                version = seen
                cursor.execute("SELECT seq, classroom_id, subject FROM change WHERE seq > ?", (last,))
                rows = cursor.fetchall()
                if rows:
                    last = max(row[0] for row in rows)
                    self._tell(frozenset((row[1], row[2]) for row in rows))
        finally:
            connection.close()

    def _follow_postgresql(self) -> None:
        with self._store.engine.connect() as pooled:
            address = pooled.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute("LISTEN zhixing")
            self._ready()
            while not self._stopping.is_set():
                changes = set[Change]()
                for notice in connection.notifies(timeout=0.5, stop_after=1):
                    classroom, _, subject = notice.payload.partition(" ")
                    changes.add((classroom, subject))
                if changes:
                    self._tell(frozenset(changes))


def _number(cursor: DBAPICursor, query: str) -> int:
    cursor.execute(query)
    (row,) = cursor.fetchall()
    return int(row[0])
