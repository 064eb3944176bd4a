"""The kit of features' Excel files: sheets that people edit and bring back, with formulas that stay alive."""

from zhixing.documents.spreadsheet.field import Field, Form, Formula, Kind
from zhixing.documents.spreadsheet.reading import (
    BROKEN,
    ReadRow,
    ReadSheet,
    ReadSpreadsheet,
    read_spreadsheet,
    unpacks_too_far,
)
from zhixing.documents.spreadsheet.writing import Page, Spreadsheet

__all__ = [
    "BROKEN",
    "Field",
    "Form",
    "Formula",
    "Kind",
    "Page",
    "ReadRow",
    "ReadSheet",
    "ReadSpreadsheet",
    "Spreadsheet",
    "read_spreadsheet",
    "unpacks_too_far",
]
