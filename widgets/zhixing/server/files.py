"""Handlers of files: front-end assets, papers to take away, files to bring in, the server's health."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from tornado.web import RequestHandler

from zhixing.activity import asset
from zhixing.actor import Actor
from zhixing.classroom.classes import add_roster
from zhixing.classroom.roster import RosterRow, read_roster
from zhixing.classroom.rules import Door, require
from zhixing.errors import InputError, MissingError
from zhixing.records import Work
from zhixing.server.handler import FOR_EVER, PageHandler
from zhixing.server.hub import Hub
from zhixing.server.live.room import Room
from zhixing.server.setting import House

_OFFICE = "application/vnd.openxmlformats-officedocument"
_TYPES = {
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "jsonl": "application/jsonl; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "zip": "application/zip",
}

Paper = Callable[[Work, Actor], tuple[str, bytes]]
"""What makes a paper for somebody: the name of the file, and the file."""


@dataclass(frozen=True)
class Wished:
    """A paper that is made as the address wishes.

    Args:
        make: makes it for somebody, with what stands behind the question mark.
    """

    make: Callable[[Work, Actor, Mapping[str, str]], tuple[str, bytes]]


@dataclass(frozen=True)
class Import:
    """A kind of file that may be brought in.

    Args:
        door: who may.
        read: reads the file, without the store: its name as the person knows it, and its bytes.
        examine: says what it would change, and keeps that for the person; the file is not kept.
    """

    door: Door
    read: Callable[[str, bytes], Any]
    examine: Callable[[Work, Actor, Any], dict[str, Any]]


class AssetHandler(RequestHandler):
    """Front-end files under the content version: cached for ever."""

    def get(self, version: str, name: str) -> None:
        """Send one file; nothing but the known ones can be asked for."""
        found = asset.assets().get(name)
        if found is None:
            self.set_status(404)
            return
        self.set_header("Content-Type", found.media_type)
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Cache-Control", FOR_EVER if version == asset.version() else "no-store")
        self.set_header("Vary", "Accept-Encoding")
        if "gzip" in self.request.headers.get("Accept-Encoding", ""):
            self.set_header("Content-Encoding", "gzip")
            self.finish(found.packed)
        else:
            self.finish(found.plain)


class ExportHandler(PageHandler):
    """A paper to take away."""

    def initialize(self, papers: Mapping[str, Paper | Wished]) -> None:
        """Take the papers by address."""
        self._papers = papers

    async def get(self, name: str) -> None:
        """Make the paper now, from what is recorded now."""
        actor = self.require_person()
        if actor is None:
            return
        paper = self._papers.get(name)
        if paper is None:
            raise MissingError("server.error.no-page")
        wishes = {wish: self.get_query_argument(wish) for wish in self.request.query_arguments}

        def run() -> tuple[str, bytes]:
            with self.house.store.read() as db:
                return paper.make(db, actor, wishes) if isinstance(paper, Wished) else paper(db, actor)

        title, content = await asyncio.get_running_loop().run_in_executor(self.house.readers, run)
        self.set_header("Content-Type", _TYPES[name.rpartition(".")[2]])
        self.set_header(
            "Content-Disposition", f"attachment; filename=\"{name}\"; filename*=UTF-8''{quote(title)}"
        )
        self.finish(content)


class RosterHandler(PageHandler):
    """A roster to bring in: all of it, or nothing."""

    async def post(self) -> None:
        """Check the file, then add whoever is new."""
        if self.actor is None:
            raise MissingError("server.error.no-page")
        actor = self.actor
        require(actor, Door.MANAGE_PEOPLE)
        files = self.request.files.get("roster")
        if not files:
            raise InputError("server.error.no-file")
        file = files[0]

        def read() -> list[RosterRow]:
            return read_roster(file["filename"] or "roster", file["body"])

        loop = asyncio.get_running_loop()
        rows = await loop.run_in_executor(self.house.readers, read)

        def store() -> int:
            with self.house.store.work() as db:
                return add_roster(db, actor, rows)

        added = await loop.run_in_executor(self.house.writers, store)
        self.finish({"added": added})


class ImportHandler(PageHandler):
    """An edited file comes back: what it would change is told, nothing is changed yet."""

    def initialize(self, imports: Mapping[str, Import]) -> None:
        """Take the kinds of file by address."""
        self._imports = imports

    async def post(self, kind: str) -> None:
        """Check the file, and return what it would change."""
        found = self._imports.get(kind)
        if self.actor is None or found is None:
            raise MissingError("server.error.no-page")
        actor = self.actor
        require(actor, found.door)
        files = self.request.files.get("file")
        if not files:
            raise InputError("server.error.no-file")
        name, body = files[0]["filename"] or kind, files[0]["body"]
        loop = asyncio.get_running_loop()
        content = await loop.run_in_executor(self.house.readers, found.read, name, body)

        def examine() -> dict[str, Any]:
            with self.house.store.work() as db:
                return found.examine(db, actor, content)

        self.finish(await loop.run_in_executor(self.house.writers, examine))


class HealthHandler(RequestHandler):
    """For whoever watches the server: does the store answer, how many pages are open."""

    def initialize(self, hub: Hub, room: Room) -> None:
        """Take the hub, and the room of live cells."""
        self._hub = hub
        self._room = room

    def get(self) -> None:
        """Answer after a real look at the store."""
        house: House = self.settings["zhixing"]
        with house.store.read() as db:
            db.connection().exec_driver_sql("SELECT 1")
        self.set_header("Cache-Control", "no-store")
        pages = len(self._hub) - len(self._room.sessions)
        report = {"status": "ok", "pages": pages, "version": asset.version(), "live": self._room.report()}
        self.finish(report)
