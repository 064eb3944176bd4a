"""The kit that features' documents build on: official papers and sheets to sign, in Word."""

from zhixing.documents.grid import Column
from zhixing.documents.numbering import numbered
from zhixing.documents.official import OfficialDocument
from zhixing.documents.sheet import Sheet

__all__ = ["Column", "OfficialDocument", "Sheet", "numbered"]
