"""A folder of workbooks to serve: the product's own, and the study page beside them."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from cells.gestures import STUDY, STUDY_PAGE
from zhixing import resources


@contextmanager
def workbooks() -> Iterator[Path]:
    """Yield a folder of one's own, so that nothing in the checkout is touched."""
    with TemporaryDirectory(prefix="zhixing-bench-books-", ignore_cleanup_errors=True) as folder:
        target = Path(folder) / "workbooks"
        shutil.copytree(resources.workbooks(), target)
        shutil.copy(STUDY / STUDY_PAGE.notebook, target)
        yield target
