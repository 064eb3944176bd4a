"""Sessions: one process for one person, one workbook and one open page."""

import asyncio
import json
import logging
import uuid
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from zhixing.actor import Actor, Locale
from zhixing.kernels import Lost
from zhixing.records import Work
from zhixing.server.hub import Hub
from zhixing.server.identity import actor_here
from zhixing.server.live.edition import Edition
from zhixing.server.live.guard import BusyError, Guard, Start
from zhixing.server.live.hold import Hold
from zhixing.server.live.preparation import Preparation
from zhixing.server.setting import House
from zhixing.workbook.live import LiveCell, live_cells

log = logging.getLogger(__name__)

EACH_AT_MOST = 12
"""Sessions of one person in a class at the same time: nobody shall take the room of the others."""
Message = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Key:
    """Whose session, of which open page, of which edition of a workbook."""

    person: str
    book: str
    page: str
    version: str


class Process(Protocol):
    """A session's process: it takes words of the server, and can be ended."""

    def say(self, **word: Any) -> None:
        """Say a word."""

    def end(self) -> None:
        """End it."""


Launch = Callable[["Session", Edition], Awaitable[Process]]
"""Starts the process of a session.

Raises:
    Lost: there is nothing to fork it from.
"""


class Session:
    """A session as the server sees it; for the hub it is an open page whose places are its live cells."""

    def __init__(
        self, key: Key, cells: Iterable[str], actor: Actor, locale: Locale, *, house: House, hold: Hold
    ) -> None:
        self.key = key
        self.person, self.classroom = actor.person, actor.classroom
        self.hold = hold
        self.kernel_id = str(uuid.uuid4())
        self.started: asyncio.Task[None]
        self.process: Process | None = None
        self._actor = actor
        self._locale = locale
        self._house = house
        self._cells = _known(cells)
        self._drawn: dict[str, Any] = {}
        self._unsaid: list[Message] | None = []

    async def bind(self, process: Process) -> None:
        """Tell a fresh process who reads, and what the live cells show to them."""
        loop = asyncio.get_running_loop()
        # In the thread that draws pages: what was read later is said later, no cell is left with old data.
        data = await loop.run_in_executor(self._house.painter, self._read_all)
        self.process = process
        process.say(op="bind", person=self.person, locale=self._locale.value, data=data)
        waiting, self._unsaid = self._unsaid or [], None
        self.deliver(waiting)

    def bind_again(self) -> None:
        """Tell a process that was started anew the same."""
        if self.process is not None:
            self.process.say(op="bind", person=self.person, locale=self._locale.value, data=dict(self._drawn))

    def speak(self, locale: Locale) -> None:
        """Go on in the language that the page has now."""
        if locale is not self._locale:
            self._locale = locale
            self.deliver([{"op": "locale", "locale": locale.value}])

    def _read_all(self) -> dict[str, Any]:
        with self._house.store.read() as db:
            self._drawn = {name: cell.data(db, self._actor) for name, cell in self._cells.items()}
            return dict(self._drawn)

    # ---- what the hub asks for

    def concerned(self, subjects: frozenset[str]) -> list[str]:
        """Return the live cells that a change of these subjects may alter."""
        everything = "" in subjects
        return [
            name for name, cell in self._cells.items() if everything or not cell.subjects.isdisjoint(subjects)
        ]

    def draw(self, db: Work, places: Iterable[str]) -> list[Message]:
        """Return the word that brings these live cells up to date, if anything is new."""
        actor = actor_here(db, self._house, self.person)
        if actor is None:
            return []
        try:
            data = {name: self._cells[name].data(db, actor) for name in places}
        except Exception:
            log.exception("live cells of %s could not be read", self.key.book)
            return []
        fresh = {
            name: found for name, found in data.items() if _frozen(found) != _frozen(self._drawn.get(name))
        }
        self._drawn.update(fresh)
        return [{"op": "data", "data": fresh}] if fresh else []

    def deliver(self, messages: list[Message]) -> None:
        """Say words in order; before the process knows who reads, they wait."""
        if self._unsaid is not None:
            self._unsaid += messages
        elif self.process is not None:
            for message in messages:
                self.process.say(**message)


class Sessions:
    """All sessions that run.

    Args:
        house: the store behind them.
        hub: tells them of changes.
        preparation: where they come from.
        guard: says whether there is room.
    """

    def __init__(self, house: House, hub: Hub, preparation: Preparation, guard: Guard) -> None:
        self._house = house
        self._hub = hub
        self._preparation = preparation
        self._guard = guard
        self._sessions: dict[Key, Session] = {}

    def __len__(self) -> int:
        return len(self._sessions)

    def find(self, key: Key) -> Session | None:
        """Return a session that runs or is just starting."""
        return self._sessions.get(key)

    def open(self, edition: Edition, page: str, actor: Actor, locale: Locale, launch: Launch) -> Session:
        """Return the session of a page; one that is not there yet is being started.

        Raises:
            BusyError: there is no room now.
        """
        key = Key(actor.person, edition.book, page, edition.version)
        found = self._sessions.get(key)
        if found is not None:
            found.hold.wait()
            found.speak(locale)
            return found
        if not actor.solo:
            self._make_room(actor.person)
        start = self._guard.admit(f"{key.person} {key.book} {key.page}", self._preparation.variant)
        over = self._preparation.lease(edition)
        hold = Hold(actor.person, self._house.setting.grace, lambda: self._ended(key, over))
        session = self._sessions[key] = Session(
            key, edition.cells.live, actor, locale, house=self._house, hold=hold
        )
        # Before its data are read: whatever changes from now on is told to it.
        self._hub.add(session)
        session.started = asyncio.create_task(self._start(session, edition, launch, start))
        return session

    async def _start(self, session: Session, edition: Edition, launch: Launch, start: Start) -> None:
        try:
            process = await launch(session, edition)
            if session.hold.is_over:
                process.end()
                return
            session.process = process
            await session.bind(process)
        except Lost:
            log.warning("a session of %s could not be forked", session.key.book)
            session.hold.end()
        except Exception:
            log.exception("a session of %s could not be started", session.key.book)
            session.hold.end(1011)
        finally:
            start.over()
            session.hold.wait()

    def _ended(self, key: Key, over: Callable[[], None]) -> None:
        session = self._sessions.pop(key)
        self._hub.remove(session)
        if session.process is not None:
            session.process.end()
        over()

    def _make_room(self, person: str) -> None:
        """Let go of a person's session that no page holds, if they have as many as one may have.

        Raises:
            BusyError: pages hold them all.
        """
        own = [session for session in self._sessions.values() if session.person == person]
        if len(own) < EACH_AT_MOST:
            return
        loose = next((session for session in own if not session.hold.sockets), None)
        if loose is None:
            raise BusyError
        loose.hold.end()


def _known(names: Iterable[str]) -> Mapping[str, LiveCell]:
    known = live_cells()
    return {name: known[name] for name in names if name in known}


def _frozen(data: Any) -> str:
    return json.dumps(data, sort_keys=True, ensure_ascii=False)
