"""What a server holds in memory and use of the processor, read from the system."""

import os
import threading
import time
from dataclasses import dataclass, field
from typing import Self

import psutil

_MEGABYTE = 1024 * 1024


def available() -> float:
    """Return what the machine could still give out, in MB."""
    return psutil.virtual_memory().available / _MEGABYTE


def resident(pid: int) -> float:
    """Return the resident memory of one process, in MB."""
    return psutil.Process(pid).memory_info().rss / _MEGABYTE


def private(pid: int) -> float:
    """Return what would be free again if the process ended, in MB."""
    return psutil.Process(pid).memory_full_info().uss / _MEGABYTE


def busy(pid: int) -> float:
    """Return the processor time of one process so far, in seconds."""
    times = psutil.Process(pid).cpu_times()
    return times.user + times.system


@dataclass
class Level:
    """Memory at one moment; the client's own is known, because it lives on the same machine."""

    available: float
    resident: float
    private: float
    client: float

    @classmethod
    def now(cls, pid: int) -> "Level":
        return cls(available(), resident(pid), private(pid), private(os.getpid()))

    def grown(self, before: "Level") -> "Level":
        """Return the growth since; what the client itself took is not the server's."""
        client = self.client - before.client
        return Level(
            before.available - self.available - client,
            self.resident - before.resident,
            self.private - before.private,
            client,
        )


@dataclass
class Work:
    """Processor time of server, client and all others while something ran; the server's highest memory."""

    pid: int
    server: float = 0.0
    client: float = 0.0
    machine: float = 0.0
    seconds: float = 0.0
    peak: float = 0.0
    _stop: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> Self:
        self._began = (busy(self.pid), busy(os.getpid()), _machine(), _clock())
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join(2)
        server, client, machine, clock = self._began
        self.server = busy(self.pid) - server
        self.client = busy(os.getpid()) - client
        self.machine = _machine() - machine
        self.seconds = _clock() - clock

    def _watch(self) -> None:
        while True:
            self.peak = max(self.peak, resident(self.pid))
            if self._stop.wait(0.2):
                return

    @property
    def share(self) -> float:
        """The client's share of one core; near 1 it measures itself."""
        return self.client / self.seconds if self.seconds else 0.0

    @property
    def load(self) -> float:
        """The server's share of one core."""
        return self.server / self.seconds if self.seconds else 0.0

    @property
    def told(self) -> str:
        """What to know before believing a figure: who used how much of a core."""
        others = (self.machine - self.server - self.client) / self.seconds if self.seconds else 0.0
        return f"server {self.load:.0%} of a core, client {self.share:.0%}, others {max(0.0, others):.0%}"


def _machine() -> float:
    times = psutil.cpu_times()
    return times.user + times.nice + times.system + times.irq + times.softirq + times.steal


def _clock() -> float:
    return time.monotonic()
