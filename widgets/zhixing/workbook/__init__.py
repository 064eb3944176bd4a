"""What notebooks import: ``open_workbook``; everything heavy is loaded when it is first needed."""

from zhixing.workbook.book import Book, open_workbook

__all__ = ["Book", "open_workbook"]
