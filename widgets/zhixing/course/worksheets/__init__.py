"""Worksheets: a unit's tools as data, what is written on them, and what is still missing."""

from zhixing.course.worksheets.content import (
    Gap,
    Written,
    gaps,
    known_content,
    path_of,
    read_content,
    written,
)
from zhixing.course.worksheets.model import Field, FieldKind, Option, Part, Row, Source, Worksheet
from zhixing.course.worksheets.reading import all_sheets, read_worksheets

__all__ = [
    "Field",
    "FieldKind",
    "Gap",
    "Option",
    "Part",
    "Row",
    "Source",
    "Worksheet",
    "Written",
    "all_sheets",
    "gaps",
    "known_content",
    "path_of",
    "read_content",
    "read_worksheets",
    "written",
]
