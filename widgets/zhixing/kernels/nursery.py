"""The server's side: starts the nursery, has workbooks executed in it, has sessions forked."""

import asyncio
import json
import os
import socket
import subprocess
import sys
from concurrent.futures import Future
from pathlib import Path

from zhixing.kernels import linux, wire
from zhixing.kernels.held import Template
from zhixing.kernels.link import ForkedProcess, Link, Lost

_LEAN = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "2",
}
"""A thread in the nursery would make it unfit to fork."""
_SECONDS = 120


class TemplateError(Exception):
    """A workbook that cannot be executed beforehand; an ordinary kernel can still run it.

    Args:
        kind: ``cell`` (one fails without a reader), ``unsafe`` (it leaves threads or sockets
            behind), ``lost``.
        detail: name of the cell's error, or what was found.
        cell: id of the notebook cell that failed.
    """

    def __init__(self, kind: str, detail: str = "", cell: str | None = None) -> None:
        super().__init__(kind, detail, cell)
        self.kind, self.detail, self.cell = kind, detail, cell


class Nursery:
    """The base nursery of a server, and the workbooks executed in it."""

    def __init__(self, process: "subprocess.Popen[bytes]", link: Link) -> None:
        self._process = process
        self._link = link
        self._templates: dict[tuple[str, str], asyncio.Task[Template]] = {}
        self._grown: dict[tuple[str, str], Template] = {}

    @classmethod
    def start(cls, hook: str) -> "Nursery":
        """Start the process and return at once; it imports while we go on.

        Args:
            hook: module with ``prepare`` (import what live cells need), ``rehearse`` (run, after execution,
                what readers will run) and ``hear`` (take a word of the server).

        Raises:
            Lost: processes cannot be forked on this system.
        """
        if not linux.can_fork():
            raise Lost
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        environment = {name: value for name, value in os.environ.items() if not name.startswith("ZHIXING_")}
        try:
            process = subprocess.Popen(  # noqa: S603  (this interpreter, this package)
                [sys.executable, "-m", "zhixing.kernels", str(theirs.fileno()), hook],
                pass_fds=[theirs.fileno()],
                env={**environment, **_LEAN},
                stdin=subprocess.DEVNULL,
            )
        except OSError as error:
            ours.close()
            raise Lost from error
        finally:
            theirs.close()
        return cls(process, Link(ours))

    @property
    def alive(self) -> bool:
        """Whether it is there."""
        return not self._link.lost

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    async def ready(self) -> None:
        """Wait until it has imported everything.

        Raises:
            Lost: it cannot fork safely, or it is gone.
        """
        message, _ = await asyncio.shield(asyncio.wrap_future(self._link.started))
        if message["event"] != "ready":
            raise Lost(message.get("detail", ""))

    def fork_kernel(
        self, message: wire.Message, descriptors: list[int], key: str | None
    ) -> Future[ForkedProcess]:
        """Have an ordinary kernel forked; return the future of its process.

        Args:
            message: ``connection_file``, ``env``, ``cwd``.
            descriptors: the one on which it says that it is ready; then a socket for the server's words.
            key: ``<key>:<version>`` of the executed workbook it shall be made of, or None.

        Raises:
            Lost: there is nothing to fork it from.
        """
        link = self._link
        if key is not None:
            name, _, version = key.rpartition(":")
            template = self._grown.get((name, version))
            if template is None:
                raise Lost
            link = template.link
        return link.ask({"op": "kernel", **message}, descriptors)

    async def template(self, key: str, notebook: Path, version: str) -> Template:
        """Return the executed workbook; it is executed once for each version, whoever asks first.

        Raises:
            TemplateError: it cannot be executed beforehand.
        """
        place = (key, version)
        task = self._templates.get(place)
        if task is None or (task.done() and not _is_sound(task)):
            task = asyncio.get_running_loop().create_task(self._grow(place, notebook))
            self._templates[place] = task
        return await asyncio.shield(task)

    async def _grow(self, place: tuple[str, str], notebook: Path) -> Template:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        request = {
            "op": "template",
            "notebook": str(notebook),
            "version": ":".join(place),
            "env": {"ZHIXING_HOSTING": "template"},
        }
        try:
            await self.ready()
            process = await asyncio.wrap_future(self._link.ask(request, [theirs.detach()]))
        except Lost as error:
            ours.close()
            raise TemplateError("lost") from error
        link = Link(ours)
        try:
            started = asyncio.wait_for(asyncio.wrap_future(link.started), _SECONDS)
            message, descriptors = await started
        except (Lost, TimeoutError) as error:
            process.kill()
            raise TemplateError("lost") from error
        if message["event"] != "ready":
            raise TemplateError(message["event"], message.get("detail", ""), message.get("cell"))
        content = json.loads(await asyncio.to_thread(wire.from_memory, descriptors[0]))
        texts = {name: text.encode() for name, text in content["texts"].items()}
        template = Template(place[1], link, content["outputs"], content["state"], texts)
        for old in [each for each in self._grown if each[0] == place[0]]:
            self._templates.pop(old, None)  # its sessions go on; nobody new comes to it
        self._grown[place] = template
        return template

    def retire(self, template: Template) -> None:
        """Let an outdated workbook's nursery end, with the sessions that are left."""
        for place in [each for each, grown in self._grown.items() if grown is template]:
            del self._grown[place]
            self._templates.pop(place, None)
        template.link.close()

    def close(self) -> None:
        """End everything."""
        for template in self._grown.values():
            template.link.close()
        self._link.close()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _is_sound(task: "asyncio.Task[Template]") -> bool:
    return not task.cancelled() and task.exception() is None and task.result().alive
