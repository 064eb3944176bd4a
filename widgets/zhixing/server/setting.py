"""Settings of one server run, and what all its handlers share."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from zhixing.activity import Registry
from zhixing.errors import SetupError
from zhixing.home import Home
from zhixing.kernels import Variant
from zhixing.records import Store

GRACE = 60.0
"""Seconds in which a page that is loaded again finds its session."""
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True)
class Setting:
    """How the server runs.

    Args:
        home: the data directory.
        database: address of the database.
        classroom: code of the class served; None for one person alone.
        host: address to listen on.
        port: port to listen on; a busy one is followed by the next free.
        base_url: path prefix, with a slash at both ends.
        wifi: name of the room's network, for the first of the two QR codes.
        wifi_password: its password, if it has one; goes into the QR code.
        address: how phones reach this server, when it cannot be guessed.
        kernels: how live cells get their kernels; what cannot be is stepped back from.
        live_page: ``lean``, our own front end of live cells, or ``stock``, Voila's.
        grace: seconds a session lives on after its page is gone, so that a reload finds it again.
    """

    home: Home
    database: str
    classroom: str | None = None
    host: str = "127.0.0.1"
    port: int = 8866
    base_url: str = "/"
    wifi: str | None = None
    wifi_password: str | None = None
    address: str | None = None
    kernels: Variant = Variant.COMMS
    live_page: str = "lean"
    grace: float = GRACE

    def __post_init__(self) -> None:
        if self.classroom is None and self.host not in LOOPBACK:
            raise SetupError("server.error.solo-only-here", {"host": self.host})

    @property
    def solo(self) -> bool:
        """One person, on this machine, without a password."""
        return self.classroom is None


@dataclass
class House:
    """What the handlers of one server share: the open store, the activities, the threads.

    Views are drawn in one thread: what was read later is sent later, and no page is left with an old view.
    """

    setting: Setting
    store: Store
    registry: Registry
    solo_person: str | None = None
    writers: ThreadPoolExecutor = field(
        default_factory=lambda: ThreadPoolExecutor(max_workers=1, thread_name_prefix="zhixing-write")
    )
    readers: ThreadPoolExecutor = field(
        default_factory=lambda: ThreadPoolExecutor(max_workers=2, thread_name_prefix="zhixing-read")
    )

    painter: ThreadPoolExecutor = field(
        default_factory=lambda: ThreadPoolExecutor(max_workers=1, thread_name_prefix="zhixing-paint")
    )

    @property
    def secret(self) -> str:
        """The key that signs cookies."""
        return self.setting.home.secret()

    def close(self) -> None:
        """Finish what is being written, then close the store."""
        self.writers.shutdown(wait=True)
        for threads in (self.readers, self.painter):
            threads.shutdown(wait=True, cancel_futures=True)
        self.store.close()


TEMPLATES = Path(__file__).resolve().parent / "templates"
