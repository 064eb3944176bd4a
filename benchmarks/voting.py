"""Voting: hundreds of phones rate within ten seconds while projector and remote are open."""

import asyncio
import random
import secrets
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from boards import Board, watch
from clients import Reader
from furnish import Scene
from memory import Work, busy
from spying import Spy
from table import Table, percentile

SPAN = 10.0
_PATIENCE = 120
_SEED = 20240607
GOALS = {300: 0.3, 1000: 1.0}


@dataclass
class Tally:
    """What one crowd's vote took."""

    waits: list[float] = field(default_factory=list)
    taken: list[float] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)
    lags: list[float] = field(default_factory=list)
    boards: dict[str, list[float]] = field(default_factory=dict)
    calm: float = 0.0
    redraws: int = 0
    opened: float = 0.0
    work: Work | None = None


async def vote(scene: Scene, size: int, spy: Spy, *, span: float = SPAN) -> Tally:
    """Open all phones and two screens, let everybody rate once, wait until the server is idle again."""
    tally = Tally()
    phones = [Reader(scene.served.address, scene.cookie(who)) for who in scene.crowd.learners[:size]]
    screens = {
        name: Board(Reader(scene.served.address, scene.cookie(scene.crowd.facilitator)))
        for name in ("projector", "remote")
    }
    try:
        began = time.monotonic()
        async with asyncio.timeout(_PATIENCE):
            await asyncio.gather(*(_open_phone(phone) for phone in phones))
            for name, board in screens.items():
                await board.reader.attach()
                await board.reader.open([(name, {})])
        tally.opened = time.monotonic() - began
        watchers = [asyncio.create_task(watch(name, board)) for name, board in screens.items()]
        await asyncio.sleep(2)
        before = sum(phone.redraws for phone in phones)
        with Work(scene.served.pid) as work, spy.on(scene.served.pid, f"vote-{size}"):
            await _rate_all(phones, tally, span)
            tally.calm = await calm(scene.served.pid)
        tally.work, tally.redraws = work, sum(phone.redraws for phone in phones) - before
        await asyncio.sleep(0.3)
        for watcher in watchers:
            watcher.cancel()
        tally.boards = {name: board.late(tally.taken) for name, board in screens.items()}
    finally:
        everybody = [*phones, *(board.reader for board in screens.values())]
        await asyncio.gather(*(reader.leave() for reader in everybody), return_exceptions=True)
    return tally


async def _open_phone(phone: Reader) -> None:
    await phone.visit("phone", [("phone", {})])
    now = phone.view("h1")["now"]
    await phone.open([(now["activity"], now["params"])])


async def _rate_all(phones: list[Reader], tally: Tally, span: float) -> None:
    chance = random.Random(_SEED)
    moments = [chance.uniform(0, span) for _ in phones]
    ballots = [_ballot(phone.view("h2"), chance) for phone in phones]
    began = time.monotonic()

    async def rate(phone: Reader, moment: float, ballot: dict[str, Any]) -> None:
        await asyncio.sleep(max(0.0, began + moment - time.monotonic()))
        tally.lags.append(time.monotonic() - began - moment)
        try:
            async with asyncio.timeout(_PATIENCE):
                acted = await phone.act("h2", ballot)
        except Exception as error:  # noqa: BLE001  (counted and shown)
            tally.errors[repr(error)[:80]] += 1
        else:
            tally.waits.append(acted.taken)
            tally.taken.append(acted.at)

    await asyncio.gather(*(rate(*each) for each in zip(phones, moments, ballots, strict=True)))


def _ballot(view: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    scores = {
        topic["id"]: {criterion["id"]: chance.randint(1, 5) for criterion in view["criteria"]}
        for topic in view["topics"]
    }
    return {"kind": "rate", "window": view["window"]["id"], "key": secrets.token_hex(16), "scores": scores}


async def calm(pid: int) -> float:
    """Wait until the server has nothing left to redraw; return the seconds, or infinity."""
    began, before, look = time.monotonic(), busy(pid), 0.25
    while time.monotonic() - began < _PATIENCE:
        await asyncio.sleep(look)
        now = busy(pid)
        if now - before < look / 8:
            return max(0.0, time.monotonic() - began - look)
        before = now
    return float("inf")


def report(table: Table, size: int, tallies: list[Tally]) -> None:
    """Add one crowd's lines to the table."""
    last = tallies[-1]
    errors = sum((tally.errors for tally in tallies), Counter())
    table.group(f"{size} phones rate within {SPAN:.0f} s; errors: {dict(errors) or 'none'}")

    def line(name: str, share: float, goal: float | None, note: str = "") -> None:
        table.add(name, [percentile(tally.waits, share) for tally in tallies], "s", goal, note)

    line("acknowledged p50", 0.5, None)
    lag = f"client late by {1000 * percentile(last.lags, 0.95):.0f} ms at p95"
    work = last.work
    if work is not None:
        lag += f"; {work.told}"
    line("acknowledged p95", 0.95, GOALS.get(size), lag)
    line("acknowledged max", 1.0, None)
    for name in ("projector", "remote"):
        for share, goal in ((0.5, None), (0.95, 1.0)):
            values = [percentile(tally.boards[name], share) for tally in tallies]
            table.add(f"{name} shows it, after ack, p{share * 100:.0f}", values, "s", goal)
    note = f"{last.redraws} views sent to phones"
    table.add("server busy after the last ack", [tally.calm for tally in tallies], "s", None, note)
    table.add("all phones open", [tally.opened for tally in tallies], "s")
    peaks = [tally.work.peak for tally in tallies if tally.work]
    table.add("server RSS, highest", peaks, "MB", 200)
    table.add("server CPU per vote", [1000 * t.work.server / size for t in tallies if t.work], "ms")
