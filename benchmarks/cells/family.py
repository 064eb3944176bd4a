"""All processes of one server: marked in their environment when it starts, however they were forked since."""

import contextlib
import secrets
import time
from dataclasses import dataclass, field
from typing import Self

import psutil
from memory import available, private

_MARK = "BENCH_FAMILY"
_MEGABYTE = 1024 * 1024
_PATIENCE = 10
_QUIET, _QUIET_AT_LATEST = 0.03, 30


@dataclass(frozen=True)
class Family:
    """The processes that carry one mark, and their descendants.

    Args:
        mark: what the server's environment says; a child inherits it, a grandchild whose parent died, too.
    """

    mark: str = field(default_factory=lambda: secrets.token_hex(8))

    @property
    def environment(self) -> dict[str, str]:
        """What to add to the environment of the first process."""
        return {_MARK: self.mark}

    def processes(self) -> list[psutil.Process]:
        """Return those that live, and those that nobody has waited for yet."""
        everybody = list(psutil.process_iter())
        found = {process.pid: process for process in everybody if self._is_marked(process)}
        while True:
            children = [one for one in everybody if one.pid not in found and _parent(one) in found]
            if not children:
                return list(found.values())
            found |= {child.pid: child for child in children}

    def busy(self) -> float:
        """Return the seconds of processor time used so far, by members that have ended as well."""
        total = 0.0
        for process in self.processes():
            with contextlib.suppress(psutil.Error):
                times = process.cpu_times()
                total += times.user + times.system + times.children_user + times.children_system
        return total

    def private(self) -> float:
        """Return what would be free again if all of them ended, in MB."""
        total = 0.0
        for process in self.processes():
            with contextlib.suppress(psutil.Error):
                total += process.memory_full_info().uss / _MEGABYTE
        return total

    def await_quiet(self) -> None:
        """Return once nothing is being prepared any more: a second with hardly any work."""
        deadline = time.monotonic() + _QUIET_AT_LATEST
        spent = self.busy()
        while time.monotonic() < deadline:
            time.sleep(1)
            before, spent = spent, self.busy()
            if spent - before < _QUIET:
                return

    def end(self) -> int:
        """End whoever is left and return how many that were."""
        left = [process for process in self.processes() if _is_alive(process)]
        for process in left:
            with contextlib.suppress(psutil.Error):
                process.terminate()
        _, stubborn = psutil.wait_procs(left, _PATIENCE)
        for process in stubborn:
            with contextlib.suppress(psutil.Error):
                process.kill()
        psutil.wait_procs(stubborn, _PATIENCE)
        return len(left)

    def _is_marked(self, process: psutil.Process) -> bool:
        try:
            return process.environ().get(_MARK) == self.mark
        except (psutil.Error, OSError):
            return False


@dataclass(frozen=True)
class Level:
    """Memory at one moment, in MB; the client's own is known, because it lives on the same machine."""

    available: float
    private: float
    client: float

    @classmethod
    def now(cls, family: Family) -> "Level":
        return cls(available(), family.private(), private(psutil.Process().pid))

    def grown(self, before: "Level") -> "Level":
        """Return the growth since; what the client itself took is not the server's."""
        client = self.client - before.client
        return Level(before.available - self.available - client, self.private - before.private, client)


@dataclass
class Effort:
    """Processor time of the family and of the client while something ran."""

    family: Family
    server: float = 0.0
    client: float = 0.0
    seconds: float = 0.0

    def __enter__(self) -> Self:
        self._began = (self.family.busy(), _own(), time.monotonic())
        return self

    def __exit__(self, *_: object) -> None:
        server, client, began = self._began
        self.seconds = time.monotonic() - began
        self.client = _own() - client
        self.server = self.family.busy() - server


def _own() -> float:
    times = psutil.Process().cpu_times()
    return times.user + times.system


def _parent(process: psutil.Process) -> int:
    try:
        return process.ppid()
    except psutil.Error:
        return 0


def _is_alive(process: psutil.Process) -> bool:
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False
