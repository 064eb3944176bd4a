"""The socket of a page: opens activities, takes actions, sends views; one a page, no kernel behind it."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tornado.websocket import WebSocketClosedError, WebSocketHandler

from zhixing.activity import Activity, asset
from zhixing.activity.base import is_storable
from zhixing.activity.guard import guarded, refusal, unexpected
from zhixing.actor import Actor, Locale
from zhixing.classroom.people import choose_locale
from zhixing.classroom.tables import PersonRow
from zhixing.errors import InputError, RefusedError, ZhixingError
from zhixing.records import Work
from zhixing.records.clock import utc_now
from zhixing.records.drafts import drop_draft, load_draft, save_draft
from zhixing.server.hub import Hub
from zhixing.server.identity import actor_here, person_of
from zhixing.server.setting import House

MESSAGE_AT_MOST = 256 * 1024
"""Bytes of one message that are read; a larger one is answered with a sentence."""
RECEIVED_AT_MOST = 12 * 1024 * 1024
"""Bytes after which the connection itself is closed."""
_PLACES_AT_MOST = 60
_OPENED_AT_ONCE = 20

Message = dict[str, Any]


@dataclass
class Place:
    """One activity on a page, and what was last sent to it."""

    activity: Activity
    params: Mapping[str, str]
    subjects: frozenset[str] = frozenset()
    sent: str = ""

    @property
    def draft_name(self) -> str:
        """Name of its draft: the activity and its parameters."""
        return ":".join([self.activity.name, *self.params.values()])


@dataclass
class Inbox:
    """Messages of one page, worked off in order."""

    queue: asyncio.Queue[Message] = field(default_factory=lambda: asyncio.Queue(maxsize=200))
    task: asyncio.Task[None] | None = None


class PageSocket(WebSocketHandler):
    """The server's end of one open page."""

    person: str = ""
    classroom: str = ""

    def initialize(self, hub: Hub) -> None:
        """Prepare an empty page."""
        self._hub = hub
        self._house: House = self.settings["zhixing"]
        self._places: dict[str, Place] = {}
        self._inbox = Inbox()

    # ---- life

    async def open(self, *_: str) -> None:
        """Greet the person, or say goodbye to somebody who is not signed in."""
        self.set_nodelay(True)
        person = person_of(self)
        actor = await self._read(lambda db: actor_here(db, self._house, person)) if person else None
        if self.ws_connection is None:  # closed meanwhile
            return
        if actor is None:
            self._say({"t": "bye", "error": refusal(RefusedError("server.error.not-signed-in"))})
            self.close()
            return
        self.person, self.classroom = actor.person, actor.classroom
        self._hub.add(self)
        self._inbox.task = asyncio.create_task(self._work_off())
        name = await self._read(lambda db: db.get_one(PersonRow, actor.person).name)
        self._say(
            {
                "t": "hello",
                "now": utc_now(),
                "locale": actor.locale.value,
                "person": {"id": actor.person, "name": name},
                "version": asset.version(),
            }
        )

    def on_close(self) -> None:
        """Forget the page."""
        self._hub.remove(self)
        if self._inbox.task is not None:
            self._inbox.task.cancel()

    async def on_message(self, message: str | bytes) -> None:
        """Read a message and queue it; what cannot be read is answered with a sentence."""
        if len(message) > MESSAGE_AT_MOST:
            self._say({"t": "refused", "error": refusal(InputError("activity.error.too-large"))})
            return
        try:
            parsed = json.loads(message)
            if not isinstance(parsed, dict) or not isinstance(parsed.get("t"), str):
                raise TypeError  # noqa: TRY301  (same answer as for text that is not JSON)
        except (ValueError, TypeError, RecursionError):
            self._say({"t": "refused", "error": refusal(InputError("server.error.not-a-message"))})
            return
        if self._inbox.task is not None:
            await self._inbox.queue.put(parsed)

    async def _work_off(self) -> None:
        queue = self._inbox.queue
        while True:
            messages = [await queue.get()]
            while messages[0]["t"] == "open" and not queue.empty() and len(messages) < _OPENED_AT_ONCE:
                messages.append(queue.get_nowait())
                if messages[-1]["t"] != "open":
                    break
            opening = [message for message in messages if message["t"] == "open"]
            if opening:
                await self._guard(opening, self._open_places(opening))
            for message in messages[len(opening) :]:
                await self._guard([message], self._handle(message))

    async def _guard(self, messages: list[Message], work: Awaitable[None]) -> None:
        """Do what messages ask for; whatever goes wrong is answered, and the page goes on."""
        try:
            await work
        except ZhixingError as error:
            trouble = error
        except Exception:  # noqa: BLE001  (the border: logged, and answered with a reference number)
            trouble = unexpected(str(messages[0]["t"])[:20])
        else:
            return
        for message in messages:
            self._refuse(message, trouble)

    async def _handle(self, message: Message) -> None:
        match message["t"]:
            case "close":
                self._places.pop(str(message.get("host")), None)
            case "act":
                await self._act(message)
            case "draft":
                await self._keep_draft(message)
            case "locale":
                await self._choose_locale(message)
            case _:
                raise InputError("server.error.not-a-message")

    # ---- what a page asks for

    async def _open_places(self, messages: list[Message]) -> None:
        """Open what a page asks for at once, in one look at the store."""
        opened: list[tuple[str, Place]] = []
        for message in messages:
            try:
                host, place = self._new_place(message)
            except ZhixingError as error:
                self._refuse(message, error)
            else:
                self._places[host] = place
                opened.append((host, place))
        if opened:
            self.deliver(await self._read(lambda db: [self._first_view(db, *each) for each in opened]))

    def _first_view(self, db: Work, host: str, place: Place) -> Message:
        draft = None
        if place.activity.keeps_drafts:
            draft = load_draft(db, self.person, place.draft_name)
        view = self._view(db, place)
        place.sent = _frozen(view)
        return {"t": "view", "host": host, "view": view, "module": place.activity.module, "draft": draft}

    def _new_place(self, message: Message) -> tuple[str, Place]:
        host = _text(message, "host")
        params = message.get("params") or {}
        if not isinstance(params, dict) or not is_storable(params) or len(self._places) >= _PLACES_AT_MOST:
            raise InputError("server.error.not-a-message")
        given = {str(name): str(value) for name, value in params.items()}
        activity = self._house.registry.get(_text(message, "activity"))
        return host, Place(activity, given, activity.subjects)

    async def _act(self, message: Message) -> None:
        host, number = _text(message, "host"), _text(message, "id")
        place = self._place(host)

        def perform() -> Message:
            return guarded(
                place.activity.name,
                number,
                lambda: place.activity.act(
                    self._house.store, self._actor(), place.params, number, message.get("action")
                ),
            )

        workers = (
            self._house.readers if place.activity.is_slow(message.get("action")) else self._house.writers
        )
        answer = await asyncio.get_running_loop().run_in_executor(workers, perform)
        answer["t"], answer["host"] = answer.pop("type"), host
        messages = [answer]
        if answer["t"] == "taken":
            # Its own place at once; whatever else the act concerns is redrawn with everybody's.
            messages = [*await self._read(lambda db: self.draw(db, [host])), answer]
        self.deliver(messages)

    async def _keep_draft(self, message: Message) -> None:
        host, number = _text(message, "host"), _text(message, "id")
        place, content = self._place(host), message.get("content")
        if not place.activity.keeps_drafts:
            raise RefusedError("activity.error.no-drafts")
        if content is not None and not isinstance(content, dict):
            raise InputError("server.error.not-a-message")

        def keep() -> None:
            with self._house.store.work() as db:
                if content:
                    save_draft(db, self.person, place.draft_name, content)
                else:
                    drop_draft(db, self.person, place.draft_name)

        await asyncio.get_running_loop().run_in_executor(self._house.writers, keep)
        self._say({"t": "taken", "host": host, "id": number, "reply": None})

    async def _choose_locale(self, message: Message) -> None:
        chosen = _text(message, "locale")
        if chosen not in set(Locale):
            raise InputError("server.error.not-a-message")

        def keep() -> None:
            with self._house.store.work() as db:
                choose_locale(db, self._actor(db), Locale(chosen))

        await asyncio.get_running_loop().run_in_executor(self._house.writers, keep)

    # ---- what the hub asks for

    def concerned(self, subjects: frozenset[str]) -> list[str]:
        """Return the places that a change of these subjects may alter."""
        everything = "" in subjects
        return [
            host
            for host, place in self._places.items()
            if everything or not place.subjects.isdisjoint(subjects)
        ]

    def draw(self, db: Work, places: Iterable[str]) -> list[Message]:
        """Return messages for the open places whose view is not what was last sent."""
        messages: list[Message] = []
        for host in places:
            place = self._places.get(host)
            if place is None or not place.sent:  # not shown yet: its first view will be newer than this
                continue
            view = self._view(db, place)
            frozen = _frozen(view)
            if frozen != place.sent:
                place.sent = frozen
                messages.append({"t": "view", "host": host, "view": view, "module": place.activity.module})
        return messages

    def deliver(self, messages: list[Message]) -> None:
        """Send messages in order."""
        for message in messages:
            self._say(message)

    # ---- small things

    def _view(self, db: Work, place: Place) -> Message:
        try:
            actor = self._actor(db)
            place.subjects = place.activity.subjects_for(actor)
            return place.activity.view(db, actor, place.params)
        except ZhixingError as error:
            return {"refused": refusal(error)}
        except Exception:  # noqa: BLE001  (the border: logged, and shown with a reference number)
            return {"refused": refusal(unexpected(place.activity.name))}

    def _actor(self, db: Work | None = None) -> Actor:
        if db is None:
            with self._house.store.read() as fresh:
                return self._actor(fresh)
        actor = actor_here(db, self._house, self.person)
        if actor is None:
            raise RefusedError("server.error.not-signed-in")
        return actor

    async def _read(self, look: Callable[[Work], Any]) -> Any:
        def run() -> Any:
            with self._house.store.read() as db:
                return look(db)

        return await asyncio.get_running_loop().run_in_executor(self._house.painter, run)

    def _place(self, host: str) -> Place:
        try:
            return self._places[host]
        except KeyError as error:
            raise InputError("server.error.not-a-message") from error

    def _refuse(self, message: Message, error: ZhixingError) -> None:
        answer: Message = {"t": "refused", "error": refusal(error)}
        for name in ("host", "id"):
            if isinstance(message.get(name), str):
                answer[name] = message[name]
        self._say(answer)

    def _say(self, message: Message) -> None:
        text = json.dumps(message, ensure_ascii=False)
        try:
            text.encode()
        except UnicodeEncodeError:  # half a surrogate pair, which UTF-8 cannot carry and JSON escapes can
            text = json.dumps(message)
        try:
            task = self.write_message(text)
        except WebSocketClosedError:
            return
        task.add_done_callback(lambda done: done.exception())


def _text(message: Message, name: str) -> str:
    value = message.get(name)
    if not isinstance(value, str) or not value or len(value) > 200:
        raise InputError("server.error.not-a-message")
    return value


def _frozen(view: Message) -> str:
    return json.dumps({name: value for name, value in view.items() if name != "now"}, sort_keys=True)
