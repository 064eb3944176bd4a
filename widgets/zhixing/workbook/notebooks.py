"""The workbooks as files: which there are, where each lies, which live cells it has."""

import re
from pathlib import Path

from zhixing import resources
from zhixing.errors import MissingError

_ADDRESS = re.compile(r"(?:(?P<folder>facilitator)/)?(?P<name>[a-z0-9-]+)")


def notebook_of(address: str) -> Path:
    """Return the notebook of a workbook's address: ``choose-topic``, ``facilitator/board``.

    Raises:
        MissingError: ``server.error.no-page``.
    """
    matched = _ADDRESS.fullmatch(address)
    if matched is None:
        raise MissingError("server.error.no-page")
    folder = resources.workbooks() / (matched["folder"] or "")
    for path in sorted(folder.glob("*.ipynb")):
        if re.sub(r"^\d+-", "", path.stem) == matched["name"]:
            return path
    raise MissingError("server.error.no-page")
