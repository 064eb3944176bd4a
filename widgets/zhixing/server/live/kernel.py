"""Ordinary kernels of readers: started through the kernel manager, ended when their page has let go."""

import asyncio
import logging
import os
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any

from zhixing.kernels import Lost
from zhixing.kernels.provisioner import TEMPLATE
from zhixing.resources import workbooks
from zhixing.server.live.edition import Edition
from zhixing.server.live.hold import Hold
from zhixing.server.live.owned import Owned, Owners
from zhixing.server.live.preparation import Preparation
from zhixing.server.live.session import Session
from zhixing.workbook.book import HOSTING
from zhixing.workbook.notebooks import notebook_of

log = logging.getLogger(__name__)

_KERNEL = "python3"
_LOOKS, _PAUSE = 200, 0.1
"""How long a kernel may take to come back."""


@dataclass
class Kernels:
    """The server's kernel manager, as live cells use it.

    Args:
        manager: Jupyter's.
        owners: whose kernel is whose.
        preparation: the nursery they may be forked from.
        grace: seconds a kernel lives on after its page has let go.
        alone: kernels that are nobody's session: each serves one frame.
    """

    manager: Any
    owners: Owners
    preparation: Preparation
    grace: float
    alone: set[str] = field(default_factory=set)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    async def start_session(self, session: Session, edition: Edition) -> "SessionKernel":
        """Start a session as an ordinary kernel made of an executed workbook.

        Raises:
            Lost: there is nothing to fork it from.
        """
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("ZHIXING_")}
        kernel_id = session.kernel_id
        try:
            await self.manager.start_kernel(
                kernel_name=_KERNEL,
                kernel_id=kernel_id,
                path=notebook_of(edition.book).parent.relative_to(workbooks()).as_posix(),
                env={**inherited, HOSTING: "template", TEMPLATE: edition.key},
            )
        except Exception:
            self.owners.forget(kernel_id)
            raise
        if not edition.template.alive:  # then it was started as an ordinary process, and knows nothing
            self.end(kernel_id)
            raise Lost
        self.manager.add_restart_callback(
            kernel_id, lambda: self._in_background(self._begin_again(session)), "restart"
        )
        self.manager.add_restart_callback(kernel_id, session.hold.end, "dead")
        return SessionKernel(self, kernel_id)

    def keep(self, kernel_id: str, person: str) -> Hold:
        """Note a reader's kernel that runs; it ends some time after its page has let go."""
        over = self.preparation.lease(None)

        def end() -> None:
            self.alone.discard(kernel_id)
            self.end(kernel_id)
            over()

        self.alone.add(kernel_id)
        hold = Hold(person, self.grace, end)
        self.owners.claim(kernel_id, Owned(hold))
        return hold

    def end(self, kernel_id: str) -> None:
        """End a kernel; it is nobody's from now on."""
        self.owners.forget(kernel_id)

        async def shut_down() -> None:
            if kernel_id in self.manager:
                await self.manager.shutdown_kernel(kernel_id, now=True)

        self._in_background(shut_down())

    async def _begin_again(self, session: Session) -> None:
        """A session's kernel died and is being started anew: its pages come back, and it is told again."""
        session.hold.drop()
        kernel = self.manager.get_kernel(session.kernel_id)
        before = kernel.provisioner.pid
        for _ in range(_LOOKS):
            await asyncio.sleep(_PAUSE)
            fresh = kernel.provisioner
            if fresh is not None and fresh.pid not in (None, before):
                await asyncio.wrap_future(kernel.ready)
                session.bind_again()
                return

    def _in_background(self, work: Coroutine[Any, Any, None]) -> None:
        async def logged() -> None:
            try:
                await work
            except Exception:
                log.exception("a kernel could not be seen to")

        task = asyncio.get_running_loop().create_task(logged())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


@dataclass(frozen=True, slots=True)
class SessionKernel:
    """A kernel as a session's process."""

    kernels: Kernels
    kernel_id: str

    def say(self, **word: Any) -> None:
        """Say a word of the server."""
        if self.kernel_id in self.kernels.manager:
            say = getattr(self.kernels.manager.get_kernel(self.kernel_id).provisioner, "say", None)
            if say is not None:
                say(**word)

    def end(self) -> None:
        """End it."""
        self.kernels.end(self.kernel_id)
