"""Records: engine, unit of work, change feed, drafts, migrations, backup."""

from zhixing.records.store import Store, Work
from zhixing.records.tables import Row, new_id

__all__ = ["Row", "Store", "Work", "new_id"]
