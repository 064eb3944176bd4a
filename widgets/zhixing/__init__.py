"""Zhixing 知行, the action-learning workbook: ``from zhixing import open_workbook``."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from zhixing.workbook import open_workbook

__version__ = "0.1.0"
__all__ = ["__version__", "open_workbook"]


def __getattr__(name: str) -> Any:
    """Reach the workbook lazily: ``import zhixing.measures`` must load neither widgets nor records."""
    if name == "open_workbook":
        from zhixing.workbook import open_workbook  # noqa: PLC0415

        return open_workbook
    raise AttributeError(name)
