"""The course's papers: a worksheet on one page, to be signed."""

from zhixing.course.documents.worksheet import worksheet_paper

__all__ = ["worksheet_paper"]
