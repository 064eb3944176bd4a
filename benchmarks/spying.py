"""An optional look inside: py-spy samples the server while something is measured."""

import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Spy:
    """Samples a process into a folder, once a name; without a folder it does nothing."""

    folder: Path | None = None
    seen: set[str] = field(default_factory=set)

    @contextmanager
    def on(self, pid: int, name: str) -> Iterator[None]:
        program = shutil.which("py-spy", path=str(Path(sys.executable).parent)) or shutil.which("py-spy")
        if self.folder is None or name in self.seen or program is None:
            yield
            return
        self.seen.add(name)
        self.folder.mkdir(parents=True, exist_ok=True)
        target = self.folder / f"{name}.txt"
        process = subprocess.Popen(
            [
                program,
                "record",
                "-p",
                str(pid),
                "-f",
                "raw",
                "-g",
                "-r",
                "200",
                "-d",
                "120",
                "-o",
                str(target),
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            yield
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(5)
