"""Live cells: a frame that Voila renders from one cell of a workbook, with a kernel of its own."""

import json
from http import HTTPStatus
from typing import Any

import tornado.web
from jupyter_client.jsonutil import json_default
from jupyter_server.base.handlers import APIHandler, JupyterHandler
from tornado.iostream import StreamClosedError
from tornado.websocket import WebSocketHandler
from voila.handler import VoilaHandler
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from zhixing import resources
from zhixing.activity.guard import sentences, unexpected
from zhixing.actor import Locale
from zhixing.errors import MissingError, RefusedError, ZhixingError
from zhixing.home import DATABASE_VARIABLE, VARIABLE
from zhixing.server.identity import actor_of_request
from zhixing.server.pipeline import notebook_of
from zhixing.server.setting import House
from zhixing.text import catalogue
from zhixing.workbook.book import HOSTING, LOCALE, PERSON

_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self' ws: wss: data: blob:; worker-src 'self' blob:; object-src 'none'; "
    "frame-ancestors 'self'; base-uri 'self'; form-action 'self'"
)
"""What a frame may load: widgets of Jupyter's need to evaluate, but nothing comes from elsewhere."""


class Owners(dict[str, str]):
    """Whose kernel is whose: kernel id to person id."""


class Told:
    """Answers in sentences, where Jupyter has a page of its own that nothing here can draw."""

    def write_error(self: Any, status_code: int, **kwargs: Any) -> None:
        """Say it in both languages; what nobody foresaw gets a reference number."""
        if status_code >= HTTPStatus.INTERNAL_SERVER_ERROR and "exc_info" in kwargs:
            error = unexpected(self.request.path)
        elif status_code == HTTPStatus.FORBIDDEN:
            error = RefusedError("server.error.not-signed-in")
        else:
            error = MissingError("server.error.no-page")
        self.set_status(status_code)
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish("\n".join(sentences(error).values()))


class LiveHandler(Told, VoilaHandler):  # type: ignore[misc]
    """Starts the reader's kernel and runs the live cell in it."""

    def initialize(self, owners: Owners, **kwargs: Any) -> None:
        """Keep the list of owners; the rest is Voila's."""
        super().initialize(**kwargs)
        self._owners = owners

    @property
    def content_security_policy(self) -> str:
        """Keep the frame on this machine, as our own pages are."""
        return _POLICY

    @tornado.web.authenticated
    async def get(self, book: str, cell: str) -> None:
        """Send the frame's page."""
        house: House = self.settings["zhixing"]
        actor = actor_of_request(self)
        if actor is None:
            raise tornado.web.HTTPError(403)
        try:
            path = notebook_of(book)
        except ZhixingError as error:
            raise tornado.web.HTTPError(404) from error
        asked = self.get_argument("locale", actor.locale.value)
        self.locale_asked = Locale(asked) if asked in set(Locale) else actor.locale
        self.cell = cell
        environment = {
            HOSTING: "live",
            PERSON: actor.person,
            LOCALE: self.locale_asked.value,
            VARIABLE: str(house.setting.home.path),
            DATABASE_VARIABLE: house.setting.database,
        }
        self._kernels = ReaderKernels(
            self.settings["kernel_manager"], environment, self._owners, actor.person
        )
        self.notebook_path = str(path.relative_to(resources.workbooks()))
        self.page_config_hook = lambda config, **_: {**frame_config(config), **frame_words(self.locale_asked)}
        is_left = False
        async for piece in self.get_generator(path=None):
            if is_left:  # a kernel that is only just starting cannot be ended in good order
                continue
            self.write(piece)
            try:
                await self.flush()
            except StreamClosedError:
                is_left = True
        if is_left:
            await self._kernels.end()

    @property
    def kernel_manager(self) -> Any:
        """The kernels as this reader gets them."""
        return self._kernels


class ReaderKernels:
    """The server's kernel manager for one reader: it tells kernel and server whose kernel it is."""

    def __init__(self, manager: Any, environment: dict[str, str], owners: Owners, person: str) -> None:
        self._manager = manager
        self._environment = environment
        self._owners = owners
        self._person = person
        self._started: list[str] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._manager, name)

    async def start_kernel(self, *, env: dict[str, str], **kwargs: Any) -> str:
        """Start the reader's kernel."""
        kernel_id: str = await self._manager.start_kernel(env={**env, **self._environment}, **kwargs)
        self._owners[kernel_id] = self._person
        self._started.append(kernel_id)
        return kernel_id

    async def end(self) -> None:
        """End what was started: a reader who leaves while the frame is getting ready cannot say so."""
        for kernel_id in self._started:
            self._owners.pop(kernel_id, None)
            if kernel_id in self._manager:
                await self._manager.shutdown_kernel(kernel_id, now=True)


def only_the_live_cell(handler: LiveHandler, notebook: Any, cwd: str) -> Any:  # noqa: ARG001  (Voila's hook)
    """Keep the cell that opens the workbook and the live cell asked for."""
    wanted = f'book.live("{handler.cell}")'
    notebook.cells = [
        cell
        for cell in notebook.cells
        if cell.cell_type == "code" and ("open_workbook(" in cell.source or cell.source.strip() == wanted)
    ]
    return notebook


def frame_config(config: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Return the page's configuration without anything from elsewhere."""
    # The front end insists on a formula renderer, and adds a query to its address: give it a comment.
    return {**config, "fullMathjaxUrl": "data:text/javascript,//", "mathjaxConfig": "none"}


def frame_words(locale: Locale) -> dict[str, str]:
    """Return what the frame says while its cell is getting ready."""
    words = catalogue()
    return {
        "zhixingLocale": locale.value,
        "zhixingTitle": words.say("workbook.live.title", locale),
        "zhixingWait": words.say("workbook.live.wait", locale),
    }


class OwnedSocket(Told, VoilaKernelWebsocketHandler):  # type: ignore[misc]
    """A kernel's socket, for its reader only, in the current framing only."""

    def initialize(self, owners: Owners) -> None:
        """Take the list of owners."""
        self._owners = owners

    async def get(self, kernel_id: str) -> None:
        """Let the owner in."""
        actor = actor_of_request(self)
        if actor is None or self._owners.get(kernel_id) != actor.person:
            raise tornado.web.HTTPError(403)
        if "v1.kernel.websocket.jupyter.org" not in self.request.headers.get("Sec-WebSocket-Protocol", ""):
            raise tornado.web.HTTPError(400)
        await super().get(kernel_id)

    async def open(self, kernel_id: str) -> None:
        """Send small messages at once."""
        WebSocketHandler.set_nodelay(self, True)
        await super().open(kernel_id)


class OwnedKernel(APIHandler):
    """What the front end asks about a kernel, for its reader only; it neither starts nor ends one here."""

    SUPPORTED_METHODS = ("GET",)

    def initialize(self, owners: Owners) -> None:
        """Take the list of owners."""
        self._owners = owners

    async def get(self, kernel_id: str) -> None:
        """Answer the owner."""
        actor = actor_of_request(self)
        if actor is None or self._owners.get(kernel_id) != actor.person:
            raise tornado.web.HTTPError(403)
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
        actor = actor_of_request(self)
        if actor is None or self._owners.get(kernel_id) != actor.person:
            raise tornado.web.HTTPError(403)
        self._owners.pop(kernel_id, None)
        if kernel_id in self.kernel_manager:
            await self.kernel_manager.shutdown_kernel(kernel_id)
        self.set_status(204)
