"""Receipts: an action is taken once, however often a page sends it."""

import re
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete

from zhixing.errors import InputError
from zhixing.records import Work
from zhixing.records.tables import ReceiptRow

_ACTION_ID = re.compile(r"[0-9a-zA-Z_-]{16,64}")
_KEPT = timedelta(days=14)


def require_id(action_id: str) -> None:
    """Refuse an id that no page makes.

    Raises:
        InputError: ``activity.error.bad-id``.
    """
    if not _ACTION_ID.fullmatch(action_id):
        raise InputError("activity.error.bad-id")


def is_taken(db: Work, action_id: str) -> bool:
    """Tell whether an action with this id was already performed."""
    return db.get(ReceiptRow, action_id) is not None


def take(db: Work, action_id: str) -> None:
    """Note that the action is being performed in this unit of work."""
    db.add(ReceiptRow(action_id=action_id, day=datetime.now(UTC).date().isoformat()))


def forget_old(db: Work) -> None:
    """Delete receipts that no page can send again."""
    last = (datetime.now(UTC) - _KEPT).date().isoformat()
    db.execute(delete(ReceiptRow).where(ReceiptRow.day < last))
