"""What is measured: Voila as it comes, our variants, the neighbours; each in processes of its own."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from furnish import Scene, Stage
from peers.install import program

from cells.family import Family
from cells.gestures import STUDY, Page
from cells.readers import Place
from serving import free_port

PEERS = Path(__file__).resolve().parent.parent / "peers"
_START_SECONDS = 60
_STEP = "case"


@dataclass(frozen=True)
class Subject:
    """One of those measured side by side.

    Args:
        kernels: how our server makes sessions; empty for the others.
        front: ``lean`` or ``stock``; empty leaves it to the server.
        most: how many readers at once it is asked for; 0 without a limit.
        is_blocked: the import of the parsers that no page needs fails.
    """

    name: str
    kernels: str = ""
    front: str = ""
    most: int = 0
    is_blocked: bool = False

    @property
    def is_ours(self) -> bool:
        return bool(self.kernels)

    @property
    def is_peer(self) -> bool:
        return self.name in _COMMANDS

    def shows(self, page: Page) -> bool:
        """Tell whether it has the page: the neighbours have the study page only."""
        return page.name == "study" or not self.is_peer


_COMMANDS: Mapping[str, tuple[str, ...]] = {
    "panel": ("panel", "serve", "panel_app.py", "--address", "127.0.0.1", "--port"),
    "solara": (
        "solara",
        "run",
        "solara_app.py",
        "--production",
        "--no-open",
        "--host",
        "127.0.0.1",
        "--port",
    ),
    "streamlit": (
        *("streamlit", "run", "streamlit_app.py", "--server.headless", "true"),
        *("--browser.gatherUsageStats", "false", "--server.address", "127.0.0.1", "--server.port"),
    ),
}
BASELINE = "voila"
SUBJECTS: dict[str, Subject] = {
    subject.name: subject
    for subject in (
        Subject("voila-as-it-comes", most=20),
        Subject(BASELINE, most=20, is_blocked=True),
        Subject("plain", "plain"),
        Subject("forked", "forked"),
        Subject("template-stock", "template", "stock"),
        Subject("template", "template"),
        Subject("comms", "comms"),
        *(Subject(name) for name in _COMMANDS),
    )
}


@dataclass(frozen=True)
class Running:
    """A subject that has been started.

    Args:
        cookies: of people who may read, one each; empty where nobody signs in.
    """

    subject: Subject
    place: Place
    family: Family
    pid: int
    cookies: list[str] = field(default_factory=list)
    scene: Scene | None = None

    @property
    def url(self) -> str:
        return self.place.address + self.place.path

    def cookie(self, number: int) -> str:
        return self.cookies[number] if self.cookies else ""


@dataclass
class Hall:
    """Starts subjects one after another.

    Args:
        books: the folder of workbooks.
    """

    books: Path
    stage: Stage = field(default_factory=Stage)

    @contextmanager
    def running(self, subject: Subject, page: Page, people: int) -> Iterator[Running]:
        """Start a subject, yield it, end every process of it."""
        family = Family()
        try:
            ways = self._ours if subject.is_ours else self._another
            with ways(subject, page, people, family) as running:
                yield running
        finally:
            family.end()

    @contextmanager
    def _ours(self, subject: Subject, page: Page, people: int, family: Family) -> Iterator[Running]:
        options = ["--kernels", subject.kernels]
        if subject.front:
            options += ["--live-page", subject.front]
        environment = {
            **family.environment,
            "ZHIXING_WORKBOOKS": str(self.books),
            "PYTHONPATH": str(STUDY),
        }
        with self.stage.scene(max(people, 20), _STEP, tuple(options), environment) as scene:
            place = Place(scene.served.address, f"book/{page.book}", page, is_ours=True)
            cookies = [scene.cookie(person) for person in scene.crowd.learners]
            yield Running(subject, place, family, scene.served.pid, cookies, scene)

    @contextmanager
    def _another(self, subject: Subject, page: Page, _people: int, family: Family) -> Iterator[Running]:
        port = free_port()
        with TemporaryDirectory(prefix="zhixing-bench-", ignore_cleanup_errors=True) as home:
            process = subprocess.Popen(
                [*self._command(subject, page), f"{port}" if subject.is_peer else f"--port={port}"],
                cwd=PEERS if subject.is_peer else self.books,
                env={**os.environ, **family.environment, "ZHIXING_HOME": home, "PYTHONPATH": _path(subject)},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            try:
                _await_port(port, process)
                path = "panel_app" if subject.name == "panel" else ""
                place = Place(f"http://127.0.0.1:{port}/", path, page, is_ours=False)
                yield Running(subject, place, family, process.pid)
            finally:
                process.terminate()
                try:
                    process.wait(20)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait(10)

    def _command(self, subject: Subject, page: Page) -> list[str]:
        if subject.is_peer:
            name, *rest = _COMMANDS[subject.name]
            return [str(program(name)), *rest]
        return [str(Path(sys.executable).with_name("voila")), page.notebook, "--no-browser"]


def _path(subject: Subject) -> str:
    folders = [STUDY / "blocked"] if subject.is_blocked else []
    return os.pathsep.join(str(folder) for folder in [*folders, STUDY])


def _await_port(port: int, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError(f"{process.args}: nobody listens")
