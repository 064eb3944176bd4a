"""Where workbooks/ and data/ are: inside the installed package, else in the checkout."""

import os
from functools import cache
from pathlib import Path

WORKBOOKS = "ZHIXING_WORKBOOKS"
"""A folder of workbooks to serve instead of the product's."""

_PACKAGE = Path(__file__).resolve().parent
_SHIPPED = _PACKAGE / "_shipped"
_CHECKOUT = _PACKAGE.parent.parent


@cache
def _root() -> Path:
    return _SHIPPED if _SHIPPED.is_dir() else _CHECKOUT


def workbooks() -> Path:
    """Return the folder of notebooks people open: the one chosen in the environment, else the product's."""
    chosen = os.environ.get(WORKBOOKS)
    return Path(chosen).expanduser().absolute() if chosen else _root() / "workbooks"


def data() -> Path:
    """Return the folder of what the course says and assumes."""
    return _root() / "data"
