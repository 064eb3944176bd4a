"""jupyter_client's way in: kernels forked from the nursery, or started as ever where that cannot be."""

import asyncio
import contextlib
import json
import logging
import os
import socket
import threading
from pathlib import Path
from typing import Any, cast

from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from zhixing.kernels import wire
from zhixing.kernels.link import Lost
from zhixing.kernels.nursery import Nursery

log = logging.getLogger(__name__)

TEMPLATE = "ZHIXING_TEMPLATE"
"""In a kernel's environment: ``<key>:<version>`` of the executed workbook it shall be made of."""
HOOK = "zhixing.workbook.session"
_SECONDS = 20


class _Shared:
    """The nursery of this process: the server's own, or one started when it is first needed."""

    nursery: Nursery | None = None
    is_own = False
    lock = threading.Lock()


def share(nursery: Nursery | None) -> None:
    """Let kernels of this process be forked from this nursery; one that was started for want of it ends."""
    with _Shared.lock:
        before, was_own = _Shared.nursery, _Shared.is_own
        _Shared.nursery, _Shared.is_own = nursery, False
    if before is not None and was_own:
        before.close()


async def _nursery() -> Nursery:
    with _Shared.lock:
        if _Shared.nursery is None or not _Shared.nursery.alive:
            _Shared.nursery, _Shared.is_own = Nursery.start(HOOK), True
        nursery = _Shared.nursery
    await nursery.ready()
    return nursery


class NurseryProvisioner(LocalProvisioner):
    """Forks ipykernel; signals, waiting and cleaning up are jupyter_client's own."""

    _words: socket.socket | None = None

    def say(self, **word: Any) -> None:
        """Say a word of the server to a kernel made of a workbook; no other kernel would understand it."""
        if self._words is not None:
            with contextlib.suppress(OSError):
                self._words.sendall(wire.packed(wire.WORD, json.dumps(word).encode()))

    async def cleanup(self, restart: bool = False) -> None:
        """Give back what was needed."""
        if self._words is not None:
            self._words.close()
            self._words = None
        await super().cleanup(restart)

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Launch a kernel; where forking fails it is started as an ordinary process."""
        if "ipykernel_launcher" in cmd:
            try:
                return await self._fork(**kwargs)
            except Lost as error:
                log.warning("kernel not forked (%s): started as an ordinary process", error)
        return await super().launch_kernel(cmd, **kwargs)

    async def _fork(self, **kwargs: Any) -> Any:
        environment = {name: str(value) for name, value in (kwargs.get("env") or os.environ).items()}
        template = environment.pop(TEMPLATE, None)
        cwd = Path(kwargs.get("cwd") or Path.cwd())
        nursery = await _nursery()
        told, teller = os.pipe2(os.O_CLOEXEC)
        descriptors = [teller]
        if template is not None:
            self._words, theirs = socket.socketpair()
            descriptors.append(theirs.detach())
        request = {
            "connection_file": cast("Any", self.parent).connection_file,
            "env": environment,
            "cwd": str(cwd),
        }
        try:
            process = await asyncio.wrap_future(nursery.fork_kernel(request, descriptors, template))
            self.process = cast("Any", process)
            await _wait_for(told)
        finally:
            os.close(told)
        self.pid = self.pgid = process.pid
        self.cwd = cwd
        return self.connection_info


async def _wait_for(descriptor: int) -> None:
    """Wait until a kernel says that it is ready.

    Raises:
        Lost: it never will be.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[bytes] = loop.create_future()

    def read() -> None:
        if not answer.done():
            answer.set_result(os.read(descriptor, 1))

    loop.add_reader(descriptor, read)
    try:
        with contextlib.suppress(TimeoutError):
            if await asyncio.wait_for(answer, _SECONDS):
                return
    finally:
        loop.remove_reader(descriptor)
    raise Lost
