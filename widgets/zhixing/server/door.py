"""Handlers of the ways in: join, sign in, one-time link, leave."""

import asyncio
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from zhixing.activity.guard import sentences
from zhixing.actor import Role
from zhixing.classroom import entry
from zhixing.classroom.people import classroom_by_code, people, units
from zhixing.classroom.tables import PersonRow
from zhixing.errors import RefusedError, ZhixingError
from zhixing.records import Work
from zhixing.server.handler import PageHandler
from zhixing.server.identity import sign_in, sign_out
from zhixing.text import Text

_TRIES, _SECONDS = 12, 60.0
_WORKPLACES = {
    Role.FACILITATOR: "book/facilitator/board",
    Role.OWNER: "book/facilitator/board",
    Role.LEADER: "book/choose-topic#approval",
    Role.EXPERT: "book/choose-topic#approval",
    Role.CONVENOR: "book/choose-topic#approval",
    Role.OFFICE: "book/facilitator/board#people",
}
"""Where somebody's work is, the first of their roles deciding."""

Found = TypeVar("Found")


@dataclass
class Patience:
    """Counts failed tries by address and name: a PIN of four digits is no lock without it."""

    failed: dict[str, deque[float]] = field(default_factory=dict)

    def check(self, who: str) -> None:
        """Let a try through, or refuse it.

        Raises:
            RefusedError: ``classroom.error.too-many-tries``.
        """
        tries = self.failed.get(who, deque())
        while tries and time.monotonic() - tries[0] > _SECONDS:
            tries.popleft()
        if len(tries) >= _TRIES:
            wait = round(_SECONDS - (time.monotonic() - tries[0])) + 1
            raise RefusedError("classroom.error.too-many-tries", {"seconds": wait})

    def failure(self, who: str) -> None:
        """Note a failed try."""
        if len(self.failed) > 10_000:
            self.failed.clear()
        self.failed.setdefault(who, deque()).append(time.monotonic())


class DoorHandler(PageHandler):
    """What the ways in share."""

    def initialize(self, patience: Patience) -> None:
        """Take the counter of failed tries."""
        self._patience = patience

    def welcome(self, person_id: str, then: str) -> None:
        """Give the cookie and go on."""
        sign_in(self, person_id)
        self.redirect(then)

    def reading(self, row: PersonRow) -> PersonRow:
        """Let a person go on in the language chosen on the way in."""
        if self.chosen_language is not None:
            row.locale = self.chosen_language.value
        return row

    def next_page(self, otherwise: str) -> str:
        """Return where the person wanted to go, if that is on this server."""
        wanted = self.get_argument("next", "")
        elsewhere = wanted.startswith("//") or "\\" in wanted or not wanted.isprintable()
        return wanted if wanted.startswith(self.base) and not elsewhere else self.base + otherwise

    async def perform(self, verb: Callable[[Work], Found]) -> Found:
        """Run a verb in the thread that writes, so that nobody else waits for it."""

        def run() -> Found:
            with self.house.store.work() as db:
                return verb(db)

        return await asyncio.get_running_loop().run_in_executor(self.house.writers, run)

    @property
    def code(self) -> str:
        """The class served."""
        return self.house.setting.classroom or ""


class JoinHandler(DoorHandler):
    """Come into the class by name."""

    def get(self) -> None:
        """Show the form."""
        if self.house.setting.solo:
            self.redirect(self.base)
            return
        self._form()

    async def post(self) -> None:
        """Join, and show the personal PIN the first time."""
        name, pin = self.get_body_argument("name", ""), self.get_body_argument("pin", "")
        who = " ".join([str(self.request.remote_ip), *name.split()])
        unit, choice = self.get_body_argument("unit", ""), self.get_body_argument("choice", "")

        def verb(db: Work) -> tuple[PersonRow, str | None]:
            room = classroom_by_code(db, self.code)
            return entry.join(db, room, name, pin=pin, unit=unit, choice=choice)

        try:
            self._patience.check(who)
            row, fresh = await self.perform(verb)
        except ZhixingError as error:
            if pin:
                self._patience.failure(who)
            self._form(error, name=name)
            return
        if fresh is None:
            self.welcome(row.id, self.next_page("phone"))
            return
        sign_in(self, row.id)
        self.show("joined", person=row, pin=fresh, then=self.next_page("phone"))

    def _form(self, error: ZhixingError | None = None, name: str = "") -> None:
        with self.house.store.read() as db:
            room = classroom_by_code(db, self.code)
            names = {unit.id: unit.short_name for unit in units(db, room.id)}
            same = [row for row in people(db, room.id) if row.name == name.strip()] if name else []
            choices = [(row.id, names.get(row.unit_id or "", "")) for row in same] if len(same) > 1 else []
            roster = [row.name for row in people(db, room.id) if row.name]
            values: dict[str, Any] = {
                "room": room,
                "name": name,
                "choices": choices,
                "roster": sorted(set(roster)),
                "needs_pin": error is not None and error.code == "classroom.error.needs-pin",
                "sentence": Text(**sentences(error)) if error else None,
                "next": self.get_argument("next", ""),
            }
        self.show("join", 200 if error is None else 400, **values)


class SignInHandler(DoorHandler):
    """Come in as the facilitator, with the password."""

    def get(self) -> None:
        """Show the form."""
        if self.house.setting.solo:
            self.redirect(self.base)
            return
        self.show("sign-in", sentence=None, next=self.get_argument("next", ""))

    async def post(self) -> None:
        """Check the password."""
        who = str(self.request.remote_ip)
        try:
            self._patience.check(who)
            password = self.get_body_argument("password", "")
            row = await self.perform(
                lambda db: self.reading(entry.sign_in(db, classroom_by_code(db, self.code), password))
            )
        except ZhixingError as error:
            self._patience.failure(who)
            self.show("sign-in", 403, sentence=Text(**sentences(error)), next=self.get_argument("next", ""))
            return
        self.welcome(row.id, self.next_page("book/facilitator/board"))


class LinkHandler(DoorHandler):
    """Come in with a one-time link: the one printed at start, or a personal one."""

    def get(self, token: str) -> None:
        """Ask for one press, so that a preview of the link does not use it up."""
        self.show("link", token=token)

    async def post(self, token: str) -> None:
        """Use the link."""
        who = str(self.request.remote_ip)
        self._patience.check(who)
        try:
            row = await self.perform(
                lambda db: self.reading(entry.use_link(db, classroom_by_code(db, self.code), token))
            )
        except ZhixingError:
            self._patience.failure(who)
            raise
        work = (address for role, address in _WORKPLACES.items() if role in row.roles)
        self.welcome(row.id, self.base + next(work, ""))


class LeaveHandler(PageHandler):
    """Leave this device."""

    def post(self) -> None:
        """Take the cookie back."""
        sign_out(self)
        self.redirect(self.base + "join")
