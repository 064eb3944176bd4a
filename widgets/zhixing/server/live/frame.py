"""The frame of a live cell: our own page where the workbook is executed already, Voila's where it is not."""

import secrets
from typing import Any

import tornado.web
from tornado.iostream import StreamClosedError
from voila import __version__ as voila_version
from voila.handler import VoilaHandler
from voila.utils import get_page_config

from zhixing import resources
from zhixing.actor import Actor, Locale
from zhixing.errors import MissingError, ZhixingError
from zhixing.home import DATABASE_VARIABLE, VARIABLE
from zhixing.kernels import Variant
from zhixing.server.books import require_book
from zhixing.server.identity import actor_of_request
from zhixing.server.live.content import cells
from zhixing.server.live.edition import Edition
from zhixing.server.live.guard import BusyError
from zhixing.server.live.owned import Told
from zhixing.server.live.page import lean_page, policy, socket_path
from zhixing.server.live.room import Room
from zhixing.server.live.socket import locale_of, page_of
from zhixing.server.live.stock import POLICY, ReaderKernels, Wanted, executed_page, page_config
from zhixing.text import catalogue
from zhixing.workbook.book import HOSTING, LOCALE, PERSON
from zhixing.workbook.notebooks import notebook_of


class FrameHandler(Told, VoilaHandler):  # type: ignore[misc]
    """Sends a frame, and starts the session behind it while the browser loads."""

    locale_asked: Locale
    wanted: Wanted

    def initialize(self, room: Room, labextensions: list[Any], **kwargs: Any) -> None:
        """Take the room; the rest is Voila's."""
        super().initialize(**kwargs)
        self._room = room
        self._labextensions = labextensions
        self._kernels: Any = None

    @property
    def content_security_policy(self) -> str:
        """Keep the frame on this machine, as our own pages are."""
        return policy(self.request.host)

    @property
    def kernel_manager(self) -> Any:
        """The kernels as this reader gets them."""
        return self._kernels

    @tornado.web.authenticated
    async def get(self, book: str, cell: str) -> None:
        """Send the frame's page."""
        actor = actor_of_request(self)
        if actor is None:
            raise tornado.web.HTTPError(403)
        require_book(actor, book)
        notebook = notebook_of(book)
        prepared = await self._room.preparation.edition(book)
        edition = prepared if isinstance(prepared, Edition) else None
        found = edition.cells if edition else cells(notebook.read_bytes())
        place = found.place(cell)
        if place is None:
            raise MissingError("server.error.no-page")
        self.wanted = Wanted(place, edition)
        self.locale_asked = locale_of(self.get_argument("locale", ""), actor)
        self.notebook_path = notebook.relative_to(resources.workbooks()).as_posix()
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        page = page_of(self.get_argument("page", ""))
        try:
            if not isinstance(prepared, Edition):
                await self._send_ordinary(actor, f"{actor.person} {book} {page} {cell}", prepared.reason)
            elif self._room.house.setting.live_page == "stock":
                await self._send_executed(prepared, page, actor)
            else:
                self._send_lean(prepared, page, actor, cell)
        except BusyError as busy:
            self._let_wait(busy)

    def _send_lean(self, edition: Edition, page: str, actor: Actor, asked: str) -> None:
        """Send our own page; its session starts while the browser loads it."""
        session = self._room.session(edition, page, actor, self.locale_asked)
        socket = socket_path(edition, page, self.locale_asked)
        if not self._room.speaks_comms:
            socket = f"api/kernels/{session.kernel_id}/channels?session_id={secrets.token_hex(8)}"
        self.finish(
            lean_page(
                self.settings["zhixing_pages"],
                edition,
                self.wanted.cell,
                self.locale_asked,
                socket,
                base=self.base_url,
                asked=asked,
                labextensions=self._labextensions,
            )
        )

    async def _send_executed(self, edition: Edition, page: str, actor: Actor) -> None:
        """Send Voila's page of a cell that was executed before; its kernel starts meanwhile."""
        session = self._room.session(edition, page, actor, self.locale_asked)
        self._kernels = self._room.kernels.manager
        self.set_header("Content-Security-Policy", POLICY)
        known = get_page_config(self.base_url, self.settings, self.log, self.voila_configuration)
        config = page_config(known, self.locale_asked, "", voila_version)
        self.finish(await executed_page(self, config, session.kernel_id))

    async def _send_ordinary(self, actor: Actor, who: str, reason: ZhixingError | None) -> None:
        """Let Voila execute the cell in a kernel of the reader's, and send what it renders."""
        room, setting = self._room, self._room.house.setting
        environment = {
            HOSTING: "live",
            PERSON: actor.person,
            LOCALE: self.locale_asked.value,
            VARIABLE: str(setting.home.path),
            DATABASE_VARIABLE: setting.database,
        }
        note = catalogue().explain(reason, self.locale_asked) if reason else ""
        self._kernels = ReaderKernels(room.kernels, environment, actor.person)
        self.page_config_hook = lambda config, **_: page_config(
            config, self.locale_asked, note, voila_version
        )
        variant = Variant.PLAIN if room.preparation.variant is Variant.PLAIN else Variant.FORKED
        is_left = True
        with room.guard.starting(who, variant):
            self.set_header("Content-Security-Policy", POLICY)
            try:
                is_left = await self._stream()
            finally:
                for hold in self._kernels.started:
                    if is_left:
                        hold.end()
                    else:
                        hold.wait()

    async def _stream(self) -> bool:
        """Send what Voila renders piece by piece; tell whether the reader has left meanwhile."""
        is_left = False
        async for piece in self.get_generator(path=None):
            if is_left:  # a kernel that is only just starting cannot be ended in good order
                continue
            self.write(piece)
            try:
                await self.flush()
            except StreamClosedError:
                is_left = True
        return is_left

    def _let_wait(self, busy: BusyError) -> None:
        """Send a page that asks again by itself."""
        self.set_header("Retry-After", "3")
        page = self.settings["zhixing_pages"].get_template("live/waiting.html.j2")
        self.finish(
            page.render(
                base=self.base_url,
                locale=self.locale_asked.value,
                title=catalogue().say("workbook.live.title", self.locale_asked),
                sentence=catalogue().explain(busy, self.locale_asked),
            )
        )
