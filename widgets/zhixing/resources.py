"""Where workbooks/ and data/ are: inside the installed package, else in the checkout."""

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_SHIPPED = _PACKAGE / "_shipped"
_CHECKOUT = _PACKAGE.parent.parent


@cache
def _root() -> Path:
    return _SHIPPED if _SHIPPED.is_dir() else _CHECKOUT


def workbooks() -> Path:
    """Return the folder of notebooks people open."""
    return _root() / "workbooks"


def data() -> Path:
    """Return the folder of what the course says and assumes."""
    return _root() / "data"
