"""Handlers of the pages people read: landing, workbooks, phone, projector."""

import json

from zhixing.actor import Actor, Role
from zhixing.classroom.rules import Door, require
from zhixing.errors import MissingError
from zhixing.server.handler import PageHandler
from zhixing.server.pipeline import LOCALE_MARK, Pipeline
from zhixing.teams.service.membership import require_in, team_named

_RUNNERS = (Role.FACILITATOR, Role.OWNER, Role.OFFICE)


def require_book(actor: Actor, address: str) -> None:
    """Let a person open a workbook, or one of its live cells.

    Raises:
        RefusedError: it is for whoever runs the class.
    """
    if address.startswith("facilitator/") and not actor.has(*_RUNNERS):
        require(actor, Door.RUN_SESSION)


class LandingHandler(PageHandler):
    """The course map, for whoever has come in."""

    def get(self) -> None:
        """Show the map, or the way in."""
        if self.require_person() is None:
            return
        self.show("landing", runs=self.actor is not None and self.actor.has(*_RUNNERS))


class BookHandler(PageHandler):
    """A workbook as an app."""

    def initialize(self, pipeline: Pipeline) -> None:
        """Take the pipeline."""
        self._pipeline = pipeline

    async def get(self, address: str) -> None:
        """Send the page that everybody gets, in the reader's language."""
        actor = self.require_person()
        if actor is None:
            return
        require_book(actor, address)
        page = await self._pipeline.page(address)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(page.replace(LOCALE_MARK, self.language.value))


class ScreenHandler(PageHandler):
    """A page with one activity and nothing else: phone, projector."""

    def initialize(self, screen: str) -> None:
        """Say which."""
        self._screen = screen

    def get(self) -> None:
        """Show it to whoever may see it."""
        actor = self.require_person()
        if actor is None:
            return
        if self.house.setting.solo:
            raise MissingError("server.error.class-only")
        if self._screen != "projector":
            self.show(self._screen)
            return
        lane = self.get_query_argument("lane", "")
        if lane:
            self._require_lane(actor, lane)
            self.show(self._screen, activity="meeting-wall", params=json.dumps({"lane": lane}))
        else:
            require(actor, Door.RUN_SESSION)
            self.show(self._screen, activity="projector", params="{}")

    def _require_lane(self, actor: Actor, lane: str) -> None:
        """Let whoever leads a group's meetings open the group's own screen."""
        with self.house.store.read() as db:
            team_named(db, actor, lane)
            require_in(db, actor, Door.LEAD_MEETING, lane)
