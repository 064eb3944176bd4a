"""Prepares workbooks: starts the nursery, has each executed once a version, steps back where that fails."""

import asyncio
import logging
import math
import os
import signal
import time
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from zhixing.errors import RefusedError, ZhixingError
from zhixing.kernels import Lost, Nursery, Template, TemplateError, Variant, provisioner
from zhixing.server.live.content import Cells, Contents, addresses, cells
from zhixing.server.live.edition import Edition
from zhixing.workbook.notebooks import notebook_of

log = logging.getLogger(__name__)

_BIRTHS, _SECONDS = 4, 60.0
"""Nurseries that may be started in a time; one that keeps dying is left alone for a while."""
_AGAIN = 30.0
"""Seconds after which a build that was lost is tried once more."""

_SENTENCES = {"cell": "server.live.cell-failed", "unsafe": "server.live.unsafe", "lost": "server.live.lost"}
"""Why a workbook cannot be executed beforehand."""


@dataclass(frozen=True, slots=True)
class Ordinary:
    """A workbook that gets ordinary kernels.

    Args:
        reason: what its readers are told; None where nothing went wrong.
    """

    reason: ZhixingError | None = None


@dataclass(frozen=True, slots=True)
class _Failure:
    digest: str
    ordinary: Ordinary
    until: float


class Preparation:
    """The nursery of this server and the current edition of each workbook.

    Args:
        wanted: how live cells shall get their kernels.
    """

    def __init__(self, wanted: Variant) -> None:
        self._wanted = wanted
        self.on_edition: Callable[[Edition], None] = lambda _: None
        self._contents = Contents()
        self._package = ""
        self._nursery: Nursery | None = None
        self._outdated: set[Nursery] = set()
        self._births: deque[float] = deque()
        self._editions: dict[str, Edition] = {}
        self._drained: set[Edition] = set()
        self._failures: dict[str, _Failure] = {}
        self._locks: dict[str, asyncio.Lock] = {}
        self._leases: Counter[Nursery | Edition | None] = Counter()
        self.trouble = ""

    @property
    def variant(self) -> Variant:
        """How live cells get their kernels now."""
        return Variant.PLAIN if self._nursery is None or self.trouble else self._wanted

    def begin(self) -> None:
        """Start a nursery and go on; call it in the thread that lives longest."""
        now = time.monotonic()
        while self._births and now - self._births[0] > _SECONDS:
            self._births.popleft()
        if self._wanted is Variant.PLAIN or len(self._births) >= _BIRTHS:
            return
        self._births.append(now)
        self._package = self._contents.package()
        try:
            self._nursery = Nursery.start(provisioner.HOOK)
        except Lost:
            self.trouble = "fork"
        provisioner.share(self._nursery)

    async def all(self) -> None:
        """Prepare every workbook with live cells, one after the other."""
        for address in addresses():
            try:
                if cells(notebook_of(address).read_bytes()).is_live:
                    await self.edition(address)
            except Exception:
                log.exception("%s could not be prepared", address)

    async def edition(self, book: str) -> Edition | Ordinary:
        """Return the workbook as it is on disk now, executed; or why it gets ordinary kernels.

        Raises:
            MissingError: there is no such workbook.
        """
        path = notebook_of(book)
        if self._wanted not in (Variant.COMMS, Variant.TEMPLATE):
            return Ordinary()
        async with self._locks.setdefault(book, asyncio.Lock()):
            source = path.read_bytes()
            digest = self._contents.version(source)
            current = self._editions.get(book)
            if current is not None and current.version == digest and current.template.alive:
                return current
            failure = self._failures.get(book)
            if failure is not None and failure.digest == digest and time.monotonic() < failure.until:
                return failure.ordinary
            try:
                nursery, template = await self._executed(book, path, digest)
            except Lost:
                return Ordinary()
            except TemplateError as error:
                return self._failed(book, digest, error, cells(source))
            return self._new(Edition(book, template, nursery, cells(source)))

    def lease(self, edition: Edition | None) -> Callable[[], None]:
        """Keep an edition, or for an ordinary kernel the nursery, until what is returned is called."""
        held: list[Nursery | Edition | None] = [self._nursery]
        if edition is not None:
            held = [edition, edition.nursery]
        self._leases.update(held)

        def over() -> None:
            self._leases.subtract(held)
            self._drain()

        return over

    def close(self) -> None:
        """End the nurseries and all that is below them."""
        for nursery in {*self._outdated, self._nursery}:
            if nursery is not None:
                if nursery.alive:  # it may still be importing, and nobody waits for that any more
                    os.kill(nursery.pid, signal.SIGKILL)
                nursery.close()

    async def _executed(self, book: str, path: Path, digest: str) -> tuple[Nursery, Template]:
        """Have a workbook executed; if the nursery dies meanwhile, in the next one.

        Raises:
            TemplateError: the workbook does not allow it.
            Lost: this system does not allow it, or not now.
        """
        while True:
            nursery = await self._living()
            try:
                return nursery, await nursery.template(book, path, digest)
            except TemplateError:
                if nursery.alive:
                    raise

    def _new(self, edition: Edition) -> Edition:
        old = self._editions.get(edition.book)
        self._editions[edition.book] = edition
        self._failures.pop(edition.book, None)
        if old is not None:
            self._drained.add(old)
            self._drain()
        self.on_edition(edition)
        return edition

    def _failed(self, book: str, digest: str, error: TemplateError, found: Cells) -> Ordinary:
        log.warning("%s gets ordinary kernels: %s %s %s", book, error.kind, error.cell, error.detail)
        params = {"number": found.number(error.cell), "cell": error.cell} if error.cell else {}
        ordinary = Ordinary(RefusedError(_SENTENCES[error.kind], params))
        until = time.monotonic() + _AGAIN if error.kind == "lost" else math.inf
        self._failures[book] = _Failure(digest, ordinary, until)
        return ordinary

    async def _living(self) -> Nursery:
        """Return a nursery that is ready: a new one if our code changed or the last one died.

        Raises:
            Lost: there is none, and none can be started now.
        """
        while True:
            nursery = self._current()
            if nursery is None:
                raise Lost
            try:
                await nursery.ready()
            except Lost as lost:
                if str(lost) or nursery.alive:  # it said itself that it cannot fork safely
                    self.trouble = str(lost) or "lost"
                    log.warning("live cells get ordinary kernels: %s", lost)
                    raise
            else:
                return nursery

    def _current(self) -> Nursery | None:
        nursery = self._nursery
        if nursery is not None and not nursery.alive:
            log.warning("the nursery of live cells is gone; another one is started")
            self._nursery = None
            _in_background(nursery.close)
        elif nursery is not None and self._package != self._contents.package():
            self._nursery = None
            self._outdated.add(nursery)
            self._births.clear()
        if self._nursery is None and not self.trouble:
            self.begin()
        return self._nursery

    def _drain(self) -> None:
        """End what is outdated and has no readers left."""
        for edition in [each for each in self._drained if not self._leases[each]]:
            self._drained.discard(edition)
            del self._leases[edition]
            edition.nursery.retire(edition.template)
        in_use = {edition.nursery for edition in [*self._editions.values(), *self._drained]}
        for nursery in [each for each in self._outdated - in_use if not self._leases[each]]:
            self._outdated.discard(nursery)
            del self._leases[nursery]
            _in_background(nursery.close)


def _in_background(call: Callable[[], None]) -> None:
    asyncio.get_running_loop().run_in_executor(None, call)
