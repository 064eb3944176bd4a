"""Verbs of the ledger: enter, change, close, give up, take up again; nothing is ever deleted.

The ledger knows no groups: whoever calls has seen to it that the actor may keep this group's entries.
"""

from zhixing.ledger.rules import EntryDraft, Status, is_overdue
from zhixing.ledger.service.keeping import add_entry, change_entry, close_entry, drop_entry, reopen_entry
from zhixing.ledger.service.reading import Change, entries, entries_from, entry_of, history

__all__ = [
    "Change",
    "EntryDraft",
    "Status",
    "add_entry",
    "change_entry",
    "close_entry",
    "drop_entry",
    "entries",
    "entries_from",
    "entry_of",
    "history",
    "is_overdue",
    "reopen_entry",
]
