"""Verbs of the Excel files: gather what leaves, show what an edited one would change, change it."""

from zhixing.topics.service.exchange.back import apply, discard, examine, standing
from zhixing.topics.service.exchange.out import class_book, may_take_home, sees_book, table_home

__all__ = [
    "apply",
    "class_book",
    "discard",
    "examine",
    "may_take_home",
    "sees_book",
    "standing",
    "table_home",
]
