"""Drafts: what a person has entered but not yet submitted, one an activity; the last one saved counts."""

import json
from typing import Any

from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite

from zhixing.errors import InputError
from zhixing.records.store import Work
from zhixing.records.tables import DraftRow

_LARGEST_BYTES = 64 * 1024
_LONGEST_NAME = 120


def save_draft(db: Work, person_id: str, activity: str, content: dict[str, Any]) -> None:
    """Keep a draft in place of the person's earlier one of this activity.

    Args:
        db: the unit of work.
        person_id: whose draft.
        activity: the activity's name with its parameters, at most 120 characters.
        content: JSON, at most 64 KB as UTF-8.

    Raises:
        InputError: too large, or not JSON.
    """
    try:
        text = json.dumps(content, ensure_ascii=False, allow_nan=False)
    except ValueError as error:
        raise InputError("activity.error.bad-action", {"activity": activity[:_LONGEST_NAME]}) from error
    # Half a surrogate pair comes from a page that cut an emoji in two; it is stored as it came.
    if len(text.encode(errors="surrogatepass")) > _LARGEST_BYTES or len(activity) > _LONGEST_NAME:
        raise InputError("activity.error.too-large")
    insert = sqlite.insert if db.get_bind().dialect.name == "sqlite" else postgresql.insert
    row = insert(DraftRow).values(person_id=person_id, activity=activity, content=content)
    db.execute(
        row.on_conflict_do_update(
            index_elements=["person_id", "activity"], set_={"content": row.excluded.content}
        )
    )


def load_draft(db: Work, person_id: str, activity: str) -> dict[str, Any] | None:
    """Return the person's draft of an activity, if there is one."""
    row = db.get(DraftRow, (person_id, activity), populate_existing=True)
    return None if row is None else row.content


def drop_draft(db: Work, person_id: str, activity: str) -> None:
    """Delete the person's draft of an activity."""
    db.execute(delete(DraftRow).where(DraftRow.person_id == person_id, DraftRow.activity == activity))
