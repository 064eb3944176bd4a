"""Every room's tables, as if the whole program were loaded."""

import importlib
from pathlib import Path

import zhixing

for _tables in Path(zhixing.__file__).parent.glob("*/tables.py"):
    importlib.import_module(f"zhixing.{_tables.parent.name}.tables")
