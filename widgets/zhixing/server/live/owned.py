"""The doors to ordinary kernels, for their reader only, in the current framing only."""

import asyncio
import json
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

import tornado.web
from jupyter_client.jsonutil import json_default
from jupyter_server.base.handlers import APIHandler, JupyterHandler
from tornado.websocket import WebSocketHandler
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from zhixing.activity.guard import sentences, unexpected
from zhixing.errors import MissingError, RefusedError, ZhixingError
from zhixing.server.handler import status_of
from zhixing.server.identity import actor_of_request
from zhixing.server.live.gate import Gate
from zhixing.server.live.hold import Hold

OTHER_VERSION = 4409


@dataclass(frozen=True, slots=True)
class Owned:
    """A kernel of somebody's.

    Args:
        hold: keeps it alive.
        started: done when it can be spoken to; None if it can already.
    """

    hold: Hold
    started: asyncio.Task[None] | None = None


@dataclass
class Owners:
    """Whose kernel is whose, by kernel id."""

    _owned: dict[str, Owned] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self._owned)

    def claim(self, kernel_id: str, owned: Owned) -> None:
        """Note whose kernel it is."""
        self._owned[kernel_id] = owned

    def forget(self, kernel_id: str) -> None:
        """The kernel is no more."""
        self._owned.pop(kernel_id, None)

    def is_known(self, kernel_id: str) -> bool:
        """Tell whether it is somebody's."""
        return kernel_id in self._owned

    def of(self, kernel_id: str, handler: tornado.web.RequestHandler) -> Owned:
        """Return the kernel of whoever sends the request.

        Raises:
            tornado.web.HTTPError: 403, it is not theirs.
        """
        owned = self._owned.get(kernel_id)
        actor = actor_of_request(handler)
        if owned is None or actor is None or owned.hold.person != actor.person:
            raise tornado.web.HTTPError(403)
        return owned


class Told:
    """Answers in sentences, where Jupyter has a page of its own that nothing here can draw."""

    def write_error(self: Any, status_code: int, **kwargs: Any) -> None:
        """Say it in both languages; what nobody foresaw gets a reference number."""
        error = kwargs.get("exc_info", (None, None, None))[1]
        if isinstance(error, ZhixingError):
            status_code = status_of(error)
        elif status_code >= HTTPStatus.INTERNAL_SERVER_ERROR and error is not None:
            error = unexpected(self.request.path)
        elif status_code == HTTPStatus.FORBIDDEN:
            error = RefusedError("server.error.not-signed-in")
        else:
            error = MissingError("server.error.no-page")
        self.set_status(status_code)
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish("\n".join(sentences(error).values()))

    def log_exception(self: Any, typ: Any, value: Any, tb: Any) -> None:
        """Keep errors meant for people out of the log."""
        if not isinstance(value, ZhixingError):
            super().log_exception(typ, value, tb)  # type: ignore[misc]


class OwnedSocket(Told, Gate, VoilaKernelWebsocketHandler):  # type: ignore[misc]
    """A kernel's socket."""

    def initialize(self, owners: Owners) -> None:
        """Take the list of owners."""
        self._owners = owners
        self._hold: Hold | None = None

    async def get(self, kernel_id: str) -> None:
        """Let the owner in; a page whose kernel has ended is told to load its frame again."""
        if self._is_late(kernel_id):
            await self.shake_hands(kernel_id)
            return
        owned = self._owners.of(kernel_id, self)
        if not self.speaks_v1():
            raise tornado.web.HTTPError(400)
        if owned.started is not None:
            await asyncio.shield(owned.started)
        if kernel_id not in self.kernel_manager:
            raise tornado.web.HTTPError(403)
        self._hold = owned.hold
        entered = super().get(kernel_id)
        if entered is not None:
            await entered

    async def open(self, kernel_id: str) -> None:
        """Send small messages at once."""
        WebSocketHandler.set_nodelay(self, True)
        if self._hold is not None and self._hold.take(self):
            opened = super().open(kernel_id)
            if opened is not None:
                await opened
        else:
            self._hold = None
            self.close(OTHER_VERSION)

    def _is_late(self, kernel_id: str) -> bool:
        """Tell whether a browser comes back to a kernel that nobody has any more."""
        is_socket = self.request.headers.get("Upgrade", "").lower() == "websocket" and self.speaks_v1()
        return is_socket and not self._owners.is_known(kernel_id) and actor_of_request(self) is not None

    def on_message(self, message: str | bytes) -> None:
        """Pass on what a browser may send, and nothing else."""
        passed = self.judged(message)
        if passed is not None and self._hold is not None:
            super().on_message(passed)

    def hear(self, frame: bytes) -> None:
        """Send a frame; what a kernel of the manager's says comes its own way."""
        self.write_message(frame, binary=True)

    def on_close(self) -> None:
        """Let go of the kernel; it lives on for a time of grace."""
        if self._hold is not None:
            self._hold.let_go(self)
            super().on_close()


class OwnedKernel(APIHandler):
    """What the front end asks about a kernel; it neither starts nor ends one here."""

    SUPPORTED_METHODS = ("GET",)

    def initialize(self, owners: Owners) -> None:
        """Take the list of owners."""
        self._owners = owners

    async def get(self, kernel_id: str) -> None:
        """Answer the owner."""
        owned = self._owners.of(kernel_id, self)
        if owned.started is not None:
            await asyncio.shield(owned.started)
        self.finish(json.dumps(self.kernel_manager.kernel_model(kernel_id), default=json_default))


class OwnedShutdown(Told, JupyterHandler):
    """Ends a kernel when its page is left."""

    def initialize(self, owners: Owners) -> None:
        """Take the list of owners."""
        self._owners = owners

    def check_xsrf_cookie(self) -> None:
        """A page that is being left can only send a beacon; ownership is checked instead."""

    async def post(self, kernel_id: str) -> None:
        """End it if it is theirs."""
        self._owners.of(kernel_id, self).hold.end()
        self.set_status(204)
