"""A real server for the tests that ask it from outside."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from serving import Served


@pytest.fixture(scope="session")
def start_server(tmp_path_factory) -> Iterator[Callable[..., Served]]:
    """Start a server of this test's own: ``start_server("DEMO")``, ``start_server()`` for one person alone."""
    started: list[Served] = []

    def start(classroom: str | None = None, home: Path | None = None, **options) -> Served:
        served = Served.start(home or tmp_path_factory.mktemp("home"), classroom, **options)
        started.append(served)
        return served

    yield start
    for served in started:
        if served.process.poll() is None:
            assert served.stop() == 0, served.log()


@pytest.fixture(scope="session")
def demo_server(start_server) -> Served:
    """Return a server of the demo class that several tests share: each uses people of its own."""
    return start_server("DEMO")


@pytest.fixture(scope="session")
def solo_server(start_server) -> Served:
    """Return the server of somebody who learns alone."""
    return start_server()
