"""The change feed: one thread that tells the pages of this process what any process committed."""

import logging
import threading
from collections.abc import Callable
from contextlib import closing
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.engine.interfaces import DBAPICursor

from zhixing.records.engine import is_sqlite
from zhixing.records.store import Change, Store, Work
from zhixing.records.tables import ChangeRow
from zhixing.records.trouble import unreachable

log = logging.getLogger(__name__)

EVERYTHING: Change = ("", "")
"""Told when changes may have been missed, and after a restore; ``db.touch(*EVERYTHING)`` announces it."""

_POLL_SECONDS = 0.1
_NOTICE_SECONDS = 0.5
_RETRY_SECONDS = 1.0
_KEPT_CHANGES = 10_000


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
        self._trouble: Exception | None = None

    def start_and_wait(self, seconds: float = 10) -> None:
        """Start, and return once no later commit can be missed.

        Raises:
            SetupError: the database cannot be followed; the thread has ended.
        """
        self._store.after_commit.append(self._nudged.set)
        self.start()
        if not self._listening.wait(seconds):
            self.stop()
            raise unreachable(self._trouble)

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
            except Exception as error:  # a thread that ends silently would leave every page stale
                self._trouble = error
                log.exception("change feed interrupted; beginning again")
                self._stopping.wait(_RETRY_SECONDS)

    def _ready(self) -> None:
        if self._listening.is_set():
            self._tell(frozenset({EVERYTHING}))
        self._listening.set()

    def _follow_sqlite(self) -> None:
        # A raw connection, so that no transaction stays open between two looks.
        with closing(self._store.engine.raw_connection()) as connection:
            cursor = connection.cursor()
            # The version first: a commit between the two lines is then seen at the first look.
            version = _number(cursor, "PRAGMA data_version")
            last = _number(cursor, "SELECT coalesce(max(seq), 0) FROM change")
            self._ready()
            while not self._stopping.is_set():
                self._nudged.wait(_POLL_SECONDS)
                self._nudged.clear()
                seen = _number(cursor, "PRAGMA data_version")
                if seen == version:
                    continue
                version = seen
                cursor.execute(
                    "SELECT seq, classroom_id, subject FROM change WHERE seq > ? ORDER BY seq", (last,)
                )
                rows = cursor.fetchall()
                if not rows:
                    continue
                changes = {(row[1], row[2]) for row in rows}
                if rows[0][0] > last + 1:  # older ones were forgotten before they were seen
                    changes.add(EVERYTHING)
                last = rows[-1][0]
                self._tell(frozenset(changes))

    def _follow_postgresql(self) -> None:
        # The pool opens it as it opens all others, so that address and password are in one place.
        with closing(self._store.engine.raw_connection()) as pooled:
            connection: Any = pooled.driver_connection
            pooled.detach()
            connection.autocommit = True
            connection.execute("LISTEN zhixing")
            self._ready()
            while not self._stopping.is_set():
                changes = set[Change]()
                for notice in connection.notifies(timeout=_NOTICE_SECONDS, stop_after=1):
                    classroom, _, subject = notice.payload.partition(" ")
                    changes.add((classroom, subject))
                if changes:
                    self._tell(frozenset(changes))


def forget_old_changes(db: Work) -> None:
    """Delete changes that every feed has long told; one that has not will tell ``EVERYTHING``."""
    newest = select(func.max(ChangeRow.seq)).scalar_subquery()
    db.execute(delete(ChangeRow).where(ChangeRow.seq <= newest - _KEPT_CHANGES))


def _number(cursor: DBAPICursor, query: str) -> int:
    cursor.execute(query)
    (row,) = cursor.fetchall()
    return int(row[0])
