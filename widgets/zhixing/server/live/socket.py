"""The socket of a live cell's frame: finds or starts the session, and passes judged frames both ways."""

import asyncio
import contextlib
import re
import secrets

import tornado.web
from tornado.websocket import WebSocketClosedError

from zhixing.actor import Actor, Locale
from zhixing.errors import ZhixingError
from zhixing.kernels import Forked
from zhixing.server.books import require_book
from zhixing.server.identity import actor_of_request
from zhixing.server.live.edition import Edition
from zhixing.server.live.gate import SLOW, Gate
from zhixing.server.live.guard import BusyError
from zhixing.server.live.room import Room
from zhixing.server.live.session import Key, Session

NOT_SIGNED_IN, NO_SUCH_BOOK, OTHER_VERSION, NO_ROOM, GONE = 4401, 4404, 4409, 4503, 1012
"""How a socket is closed, and so what its page does."""
_PAGE = re.compile(r"[a-z0-9]{8,32}")
_UNTAKEN_AT_MOST = 32 << 20
"""Bytes that may wait for a session that is busy; then its page is too fast for it."""


def page_of(asked: str) -> str:
    """Return the id of the open page that a request names, or a fresh one."""
    return asked if _PAGE.fullmatch(asked) else secrets.token_hex(8)


def locale_of(asked: str, actor: Actor) -> Locale:
    """Return the language that a request names, or the person's."""
    return Locale(asked) if asked in set(Locale) else actor.locale


class LiveSocket(Gate):
    """The server's end of a frame."""

    _session: Session | None = None

    def initialize(self, room: Room) -> None:
        """Take the room."""
        self._room = room

    async def get(self, book: str) -> None:
        """Let in who speaks the current framing."""
        if not self.speaks_v1():
            raise tornado.web.HTTPError(400)
        await super().get(book)

    async def open(self, book: str) -> None:
        """Hold on to the session of the page, or say why there is none."""
        self.set_nodelay(True)
        actor = actor_of_request(self)
        if actor is None:
            self.close(NOT_SIGNED_IN)
            return
        try:
            require_book(actor, book)
            session = await self._find(actor, book)
        except BusyError:
            self.close(NO_ROOM)
        except ZhixingError:
            self.close(NO_SUCH_BOOK)
        else:
            if session is None:
                self.close(OTHER_VERSION)
                return
            await asyncio.shield(session.started)
            if session.hold.take(self):
                self._session = session
            else:
                self.close(GONE)

    async def _find(self, actor: Actor, book: str) -> Session | None:
        """Return the session; None if the frame is older than the workbook.

        Raises:
            MissingError: there is no such workbook.
            BusyError: there is no room for a session now.
        """
        page, version = page_of(self.get_argument("page", "")), self.get_argument("version", "")
        found = self._room.sessions.find(Key(actor.person, book, page, version))
        if found is not None:
            return found
        edition = await self._room.preparation.edition(book)
        if not isinstance(edition, Edition) or edition.version != version or not self._room.speaks_comms:
            return None
        return self._room.session(edition, page, actor, locale_of(self.get_argument("locale", ""), actor))

    def on_message(self, message: str | bytes) -> None:
        """Pass on what a browser may send, and nothing else."""
        frame = self.judged(message)
        session = self._session
        if frame is None or session is None or not isinstance(session.process, Forked):
            return
        if session.process.unsent > _UNTAKEN_AT_MOST:
            self.close(SLOW)
        else:
            session.process.send_frame(frame)

    def on_close(self) -> None:
        """Let go of the session; it lives on for a time of grace."""
        if self._session is not None:
            self._session.hold.let_go(self)

    def hear(self, frame: bytes) -> None:
        """Send what the session says."""
        with contextlib.suppress(WebSocketClosedError):
            self.write_message(frame, binary=True)
