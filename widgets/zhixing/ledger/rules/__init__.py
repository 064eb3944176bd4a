"""What it knows and decides; no I/O."""

from zhixing.ledger.rules.entry import EntryDraft, Status, is_overdue

__all__ = ["EntryDraft", "Status", "is_overdue"]
