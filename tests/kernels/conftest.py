"""A nursery for a module's tests, and notebooks made of a few lines."""

import asyncio
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import nbformat
import pytest

from zhixing.kernels import Nursery
from zhixing.kernels.linux import can_fork

collect_ignore = [] if can_fork() else ["test_nursery.py", "test_isolation.py", "test_conformance.py"]

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def run() -> Iterator[Callable]:
    """Run a coroutine in the one loop of the module, in a thread of its own: a browser's driver has ours."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    yield lambda coroutine: asyncio.run_coroutine_threadsafe(coroutine, loop).result()
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


@pytest.fixture(scope="module")
def nursery(run) -> Iterator[Nursery]:
    patch = pytest.MonkeyPatch()
    patch.setenv("PYTHONPATH", os.pathsep.join([str(HERE), os.environ.get("PYTHONPATH", "")]))
    nursery = Nursery.start("nursery_hook")
    patch.undo()
    run(nursery.ready())
    yield nursery
    nursery.close()


@pytest.fixture(scope="module")
def notebook(tmp_path_factory) -> Callable[..., Path]:
    """Write a notebook of these cells; their ids are ``cell-0``, ``cell-1``…"""

    def write(*sources: str) -> Path:
        written = nbformat.v4.new_notebook()
        for number, source in enumerate(sources):
            cell = nbformat.v4.new_code_cell(source)
            cell.id = f"cell-{number}"
            written.cells.append(cell)
        path = tmp_path_factory.mktemp("notebook") / "book.ipynb"
        nbformat.write(written, path)
        return path

    return write
