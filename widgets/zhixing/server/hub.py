"""The hub: open pages by class; a committed change redraws those it may concern, never more than needed."""

import asyncio
import logging
from collections.abc import Iterable
from itertools import islice
from typing import Protocol

from zhixing.records import Work
from zhixing.records.store import Change
from zhixing.server.setting import House

log = logging.getLogger(__name__)

_PAUSE = 0.05
"""Seconds in which changes are gathered before pages are redrawn."""
_AT_ONCE = 12
"""Pages redrawn in one read transaction."""


class OpenPage(Protocol):
    """What the hub knows of an open page."""

    person: str
    classroom: str

    def concerned(self, subjects: frozenset[str]) -> list[str]:
        """Return the places of the page that a change of these subjects may alter."""

    def draw(self, db: Work, places: Iterable[str]) -> list[dict[str, object]]:
        """Return the messages that bring these places up to date; called in the painting thread."""

    def deliver(self, messages: list[dict[str, object]]) -> None:
        """Send them."""


class Hub:
    """Redraws open pages in the server's loop, in batches; while one runs, further changes gather."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._pages: set[OpenPage] = set()
        self._changes: set[Change] = set()
        self._waiting: dict[OpenPage, set[str]] = {}
        self._task: asyncio.Task[None] | None = None

    def add(self, page: OpenPage) -> None:
        """A page was opened."""
        self._pages.add(page)

    def remove(self, page: OpenPage) -> None:
        """A page was closed."""
        self._pages.discard(page)
        self._waiting.pop(page, None)

    def __len__(self) -> int:
        return len(self._pages)

    def changed(self, changes: frozenset[Change]) -> None:
        """Gather what was committed; call it in the loop's thread."""
        self._changes |= changes
        if self._pages and self._task is None:
            self._task = asyncio.get_running_loop().create_task(self._redraw())

    async def _redraw(self) -> None:
        loop = asyncio.get_running_loop()
        try:
            while self._changes or self._waiting:
                if not self._waiting:
                    await asyncio.sleep(_PAUSE)
                self._match()
                first = list(islice(self._waiting, _AT_ONCE))
                batch = [(page, self._waiting.pop(page)) for page in first]
                for page, messages in await loop.run_in_executor(self._house.painter, self._draw, batch):
                    if page in self._pages:
                        page.deliver(messages)
        except Exception:
            log.exception("pages could not be redrawn")
        finally:
            self._task = None

    def _match(self) -> None:
        """Add the pages that the gathered changes concern; who waits longest is drawn first."""
        changes, self._changes = self._changes, set()
        by_class: dict[str, set[str]] = {}
        for classroom, subject in changes:
            by_class.setdefault(classroom, set()).add(subject)
        everybody = by_class.get("", set())
        for page in self._pages:
            subjects = by_class.get(page.classroom, set()) | everybody
            places = page.concerned(frozenset(subjects)) if subjects else []
            if places:
                self._waiting.setdefault(page, set()).update(places)

    def _draw(self, batch: list[tuple[OpenPage, set[str]]]) -> list[tuple[OpenPage, list[dict[str, object]]]]:
        with self._house.store.read() as db:
            return [(page, page.draw(db, places)) for page, places in batch]
