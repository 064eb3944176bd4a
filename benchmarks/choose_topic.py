"""Measures choosing a topic: a session of simulated people, sixty raters, many topics; see README.md."""

import argparse
import asyncio
import os
import platform
import random
import secrets
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from clients import Reader
from furnish import CODE, Crowd, Scene, Stage, furnish
from memory import Work
from pages import fetch
from spying import Spy
from table import Table
from voting import calm, report, vote

from serving import Served
from zhixing.actor import Locale
from zhixing.classroom import ballots
from zhixing.classroom.people import actor_of
from zhixing.classroom.tables import BallotRow
from zhixing.home import Home
from zhixing.records import Store
from zhixing.topics.exchange.write import write_book
from zhixing.topics.rules import Limits, Origin, Proposal, TopicKind, compute
from zhixing.topics.service import RATINGS, propose_topic
from zhixing.topics.service import ratings as rating_service
from zhixing.topics.service.exchange import class_book
from zhixing.topics.service.setting import criteria

_PATIENCE = 120
_STEPS = 40
_SEED = 20260501


@dataclass(frozen=True)
class Sizes:
    """How much is measured."""

    people: int
    raters: int
    topics: tuple[int, ...]
    runs: int


FULL = Sizes(40, 60, (5, 10, 200), 3)
QUICK = Sizes(8, 6, (5, 20), 1)


@dataclass
class Walk:
    """What a session took."""

    steps: list[tuple[str, float]] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)
    last: str = ""


class Session:
    """A class from its first step to its record, as fast as the server lets it."""

    def __init__(self, scene: Scene, size: int) -> None:
        crowd, address = scene.crowd, scene.served.address
        self._crowd = crowd
        self._remote = Reader(address, scene.cookie(crowd.facilitator))
        self._wall = Reader(address, scene.cookie(crowd.facilitator))
        self._people = [Reader(address, scene.cookie(person)) for person in crowd.learners[:size]]
        self._opened: dict[tuple[int, str], str] = {}
        self._chance = random.Random(_SEED)
        self.walk = Walk()

    async def run(self) -> Walk:
        """Open every page, then press “next” until the end; everybody does what the step asks."""
        try:
            await self._remote.attach()
            await self._remote.open([("remote", {}), ("people", {})])
            await self._wall.attach()
            await self._wall.open([("projector", {})])
            await self._name_liaisons()
            await asyncio.gather(*(self._join(reader) for reader in self._people))
            for _ in range(_STEPS):
                if not await self._next():
                    break
        finally:
            everybody = [self._remote, self._wall, *self._people]
            await asyncio.gather(*(reader.leave() for reader in everybody), return_exceptions=True)
        return self.walk

    async def _join(self, reader: Reader) -> None:
        await reader.visit("phone", [("phone", {})])

    async def _name_liaisons(self) -> None:
        seats: set[int] = set()
        shown = {one["id"]: one for one in self._remote.view("h2")["people"]}
        for person in self._crowd.learners[: len(self._people)]:
            seat = shown[person]["seat"]
            if seat not in seats:
                seats.add(seat)
                await self._act(
                    self._remote,
                    "h2",
                    {"kind": "set-roles", "person": person, "roles": ["learner", "liaison"]},
                )

    async def _next(self) -> bool:
        began, before = time.monotonic(), self._remote.view("h1")
        acted = await self._act(self._remote, "h1", {"kind": "next", "version": before["version"]})
        if not acted:
            return False
        await self._until(lambda: self._remote.view("h1")["version"] > before["version"])
        now = self._remote.view("h1")
        step, title = now["step"]["id"], now["step"]["title"]
        await self._until(lambda: self._wall.view("h1")["step"] == step)
        await asyncio.gather(*(self._take_part(at, title) for at in range(len(self._people))))
        name = step if step != self.walk.last else f"{step} (result)"
        self.walk.steps.append((name, time.monotonic() - began))
        self.walk.last = step
        return now["next"] is not None

    async def _take_part(self, at: int, title: dict[str, str]) -> None:
        reader = self._people[at]
        await self._until(lambda: (reader.view("h1")["step"] or {}).get("title") == title)
        shown = reader.view("h1")["now"]
        if shown is None:
            return
        host = await self._host(at, shown["activity"], shown["params"])
        action = _DOES.get(shown["activity"], _nothing)(reader.view(host), self._chance, at)
        if action is not None:
            await self._act(reader, host, action)

    async def _host(self, at: int, activity: str, params: dict[str, str]) -> str:
        key = (at, f"{activity}{params}")
        if key not in self._opened:
            count = sum(1 for who, _ in self._opened if who == at) + 2
            await self._people[at].open([(activity, params)])
            self._opened[key] = f"h{count}"
        elif activity in {"vote-topics", "rate-topics"}:
            await asyncio.sleep(0.05)  # its view of the window that has just opened is on its way
        return self._opened[key]

    async def _act(self, reader: Reader, host: str, action: dict[str, Any]) -> bool:
        try:
            async with asyncio.timeout(_PATIENCE):
                acted = await reader.act(host, action)
        except Exception as error:  # noqa: BLE001  (counted and shown)
            self.walk.errors[f"{action['kind']}: {error!r}"[:90]] += 1
            return False
        self.walk.waits.append(acted.taken)
        return True

    async def _until(self, is_so: Callable[[], bool]) -> None:
        async with asyncio.timeout(_PATIENCE):
            while not is_so():  # noqa: ASYNC110  (readers keep views as text and wake nobody)
                await asyncio.sleep(0.005)


def _nothing(_view: dict[str, Any], _chance: random.Random, _at: int) -> dict[str, Any] | None:
    return None


def _answer(view: dict[str, Any], chance: random.Random, _at: int) -> dict[str, Any] | None:
    options = view["item"].get("options")
    if not view["may_answer"] or not options:
        return None
    return {"kind": "answer", "option": chance.choice(options)["id"]}


def _vote(view: dict[str, Any], chance: random.Random, at: int) -> dict[str, Any] | None:
    if view["window"] is None or view["window"]["state"] != "open":
        return None
    topics = [topic["id"] for topic in view["topics"]]
    chosen = chance.sample(topics, min(3, len(topics)))
    return {"kind": "vote", "window": view["window"]["id"], "key": f"{at:032x}", "topics": chosen}


def _rate(view: dict[str, Any], chance: random.Random, at: int) -> dict[str, Any] | None:
    if view["window"] is None or view["window"]["state"] != "open":
        return None
    scores = {
        topic["id"]: {criterion["id"]: chance.randint(1, 5) for criterion in view["criteria"]}
        for topic in view["topics"]
    }
    return {"kind": "rate", "window": view["window"]["id"], "key": f"{at:032x}", "scores": scores}


_DOES = {"item": _answer, "vote-topics": _vote, "rate-topics": _rate}


def measure_session(stage: Stage, table: Table, sizes: Sizes) -> None:
    """Run whole sessions and add what they took."""
    walks, works = [], []
    for _ in range(sizes.runs):
        with stage.scene(sizes.people) as scene, Work(scene.served.pid) as work:
            walks.append(asyncio.run(Session(scene, sizes.people).run()))
            works.append(work)
    errors = sum((walk.errors for walk in walks), Counter())
    steps = [name for name, _ in walks[-1].steps]
    table.group(f"{sizes.people} people from {steps[0]} to {steps[-1]}; errors: {dict(errors) or 'none'}")
    note = f"{len(steps)} steps; {works[-1].told}"
    table.add(
        "the whole session, without thinking", [sum(s for _, s in w.steps) for w in walks], "s", 60, note
    )
    longest = [max(walk.steps, key=lambda step: step[1]) for walk in walks]
    table.add("the longest step", [seconds for _, seconds in longest], "s", 5, longest[-1][0])
    table.add("acts acknowledged", [float(len(walk.waits)) for walk in walks], "")
    table.add("acknowledged, max", [max(walk.waits) for walk in walks], "s", 1)


def measure_raters(stage: Stage, table: Table, sizes: Sizes) -> None:
    """Let a crowd rate within ten seconds and add when the wall had redrawn."""
    tallies = []
    for _ in range(sizes.runs):
        with stage.scene(sizes.raters, "rate") as scene:
            tallies.append(asyncio.run(vote(scene, sizes.raters, Spy(None))))
    report(table, sizes.raters, tallies)


def fill(home: Path, crowd: Crowd, topics: int, raters: int) -> float:
    """Give a class topics and a revealed round of ratings; return the seconds that its ranking takes."""
    chance = random.Random(_SEED)
    store = Store.open(Home.find(home).database)
    try:
        with store.work() as db:
            actor = actor_of(db, crowd.facilitator)
            made = [propose_topic(db, actor, _proposal(number)) for number in range(topics)]
            names = [criterion.id for criterion in criteria().ratings]
            window = ballots.open_window(db, actor, RATINGS, {"topics": made, "criteria": names})
            for _ in range(raters):
                key = ballots.ballot_key(window.id, secrets.token_hex(16))
                content = {"scores": _ballot(made, names, chance)}
                db.add(BallotRow(window_id=window.id, key=key, content=content))
            db.flush()
            ballots.reveal(db, actor, window.id)
        with store.read() as db:
            compute(
                [_ballot(made[:2], names, chance)], made[:2], dict.fromkeys(names, 1.0), Limits(), solo=True
            )
            began = time.monotonic()
            rating_service.result(db, actor.classroom)
            return time.monotonic() - began
    finally:
        store.close()


def _ballot(topics: list[str], names: list[str], chance: random.Random) -> dict[str, dict[str, int]]:
    return {topic: {name: chance.randint(1, 5) for name in names} for topic in topics}


def book(home: Path, crowd: Crowd) -> tuple[float, int]:
    """Return the seconds and bytes of the class's Excel file."""
    store = Store.open(Home.find(home).database)
    try:
        with store.read() as db:
            began = time.monotonic()
            content = write_book(class_book(db, actor_of(db, crowd.facilitator)), Locale.ZH)
            return time.monotonic() - began, len(content)
    finally:
        store.close()


def _proposal(number: int) -> Proposal:
    return Proposal(
        title=f"第{number + 1}个题目：把群众办一件事要跑的次数减下来",
        statement="谁遇到什么问题，从什么时候起，有多严重，要看到什么变化。" * 4,
        kind=TopicKind.PROBLEM,
        origin=Origin.MEMBER,
        owner="林安",
        owner_unit=f"第{number % 12 + 1}科",
    )


async def _shown(served: Served, cookie: str, activity: str) -> tuple[float, int]:
    """Return the seconds until an activity's first view, and its bytes."""
    reader = Reader(served.address, cookie)
    try:
        await reader.attach()
        began = time.monotonic()
        await reader.open([(activity, {})])
        return time.monotonic() - began, len(reader.texts["h1"].encode())
    finally:
        await reader.leave()


async def _page(served: Served, cookie: str) -> float:
    """Return the seconds of one of five fetches, once the server has prepared its pages."""
    path, headers = ["book/choose-topic"], {"Cookie": f"zhixing={cookie}"}
    await fetch(served.address, path, headers)
    await calm(served.pid)
    taken = []
    for _ in range(5):
        began = time.monotonic()
        await fetch(served.address, path, headers)
        taken.append(time.monotonic() - began)
    return sorted(taken)[2]


def measure_topics(_stage: Stage, table: Table, sizes: Sizes) -> None:
    """Open pages of a class with few topics and with many, side by side."""
    first: dict[str, float] = {}
    for topics in sizes.topics:
        found: dict[str, list[float]] = {}
        for _ in range(sizes.runs):
            with TemporaryDirectory(prefix="zhixing-bench-", ignore_cleanup_errors=True) as folder:
                home = Path(folder) / "home"
                crowd = furnish(home, sizes.raters)
                found.setdefault("ranking and appendix computed, s", []).append(
                    fill(home, crowd, topics, sizes.raters)
                )
                served = Served.start(home, CODE)
                try:
                    cookie = served.signed(crowd.learners[0])
                    found.setdefault("page of the workbook, s", []).append(asyncio.run(_page(served, cookie)))
                    for activity in ("topics", "topic-result", "rate-topics"):
                        for time_of in ("first", "again"):
                            seconds, size = asyncio.run(_shown(served, cookie, activity))
                            found.setdefault(f"{activity}, {time_of} view, s", []).append(seconds)
                        found.setdefault(f"{activity}, payload, kB", []).append(size / 1000)
                    seconds, size = book(home, crowd)
                    found.setdefault("class's Excel file made, s", []).append(seconds)
                    found.setdefault("class's Excel file, kB", []).append(size / 1000)
                finally:
                    served.stop()
        table.group(f"{topics} topics × {sizes.raters} raters")
        for name, values in found.items():
            what, _, unit = name.rpartition(", ")
            middle = sorted(values)[len(values) // 2]
            base = first.setdefault(name, middle)
            times = "" if topics == sizes.topics[0] else f"{middle / base:.1f}× of {sizes.topics[0]} topics"
            table.add(what, values, unit, _GOALS.get(name), times)


_GOALS = {
    "topic-result, first view, s": 1.0,
    "topic-result, again view, s": 0.3,
    "topics, first view, s": 1.0,
    "page of the workbook, s": 0.5,
    "ranking and appendix computed, s": 1.0,
}

PARTS: dict[str, Callable[[Stage, Table, Sizes], None]] = {
    "session": measure_session,
    "raters": measure_raters,
    "topics": measure_topics,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes: shows that everything works")
    parser.add_argument("--only", action="append", choices=PARTS, help="measure this part; may be repeated")
    parser.add_argument("--runs", type=int, help="repetitions of each measure")
    options = parser.parse_args()
    chosen = dict(vars(QUICK if options.quick else FULL))
    if options.runs:
        chosen["runs"] = options.runs
    stage, table, failed = Stage(), Table(), 0
    for name in options.only or PARTS:
        began = time.monotonic()
        try:
            PARTS[name](stage, table, Sizes(**chosen))
        except Exception as error:  # noqa: BLE001  (the other parts are still worth measuring)
            failed += 1
            table.group(f"{name} FAILED: {error!r}"[-1500:])
        sys.stderr.write(f"{name}: {time.monotonic() - began:.0f} s, load {os.getloadavg()[0]:.1f}\n")
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}", end=", ")
    print(f"load {os.getloadavg()[0]:.1f}\n")
    print(table.text())
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
