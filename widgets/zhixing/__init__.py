"""Zhixing 知行, the action-learning workbook: ``from zhixing import open_workbook``."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from zhixing.workbook.book import open_workbook, preview

__version__ = "0.1.0"
__all__ = ["__version__", "open_workbook", "preview"]


def __getattr__(name: str) -> Any:
    """Reach the workbook lazily: ``import zhixing.measures`` must load neither widgets nor records."""
    if name in {"open_workbook", "preview"}:
        from zhixing.workbook import book  # noqa: PLC0415

        return getattr(book, name)
    raise AttributeError(name)
