"""Crowds: many readers open the page at one moment, use it, stay on it."""

import asyncio
import math
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from spying import Spy
from table import percentile

from cells.family import Effort, Level
from cells.figures import Sheet
from cells.readers import LiveReader, Net
from cells.subjects import Running

_PATIENCE = 300
_SETTLE = 4
_ALONE = 40


@dataclass
class Crowd:
    """Readers and how it went.

    Args:
        each: seconds of those who got there.
    """

    readers: list[LiveReader]
    each: list[float]
    failures: list[str]
    effort: Effort

    @property
    def seconds(self) -> float:
        """Until the last was there; nothing when one of them never was."""
        return math.nan if self.failures else max(self.each, default=math.nan)

    @property
    def told(self) -> str:
        """What to know before believing the figure."""
        share = self.effort.client / self.effort.seconds if self.effort.seconds else 0.0
        cost = self.effort.server / max(1, len(self.readers))
        note = f"p50 {percentile(self.each, 0.5):.2f}, failed {len(self.failures)}, "
        note += f"server CPU {cost:.3f} s each, client {share:.0%} of a core"
        return note + (f"; first: {self.failures[0][:90]}" if self.failures else "")

    async def leave(self) -> None:
        await asyncio.gather(*(reader.leave() for reader in self.readers), return_exceptions=True)


async def gather(
    readers: Sequence[LiveReader], does: Callable[[LiveReader], Awaitable[object]], running: Running
) -> Crowd:
    """Let all do something at the same moment."""
    began = time.monotonic()

    async def one(reader: LiveReader) -> float:
        async with asyncio.timeout(_PATIENCE):
            await does(reader)
        return time.monotonic() - began

    with Effort(running.family) as effort:
        began = time.monotonic()
        found = await asyncio.gather(*(one(reader) for reader in readers), return_exceptions=True)
    each = [value for value in found if isinstance(value, float)]
    failures = [repr(value) for value in found if isinstance(value, BaseException)]
    return Crowd(list(readers), each, failures, effort)


async def warm_up(running: Running, net: Net) -> LiveReader:
    """Open the page once, so that what is made once is made; the page stays open."""
    reader = LiveReader(net, running.place, running.cookie(-1))
    async with asyncio.timeout(_PATIENCE):
        await _use(reader)
    await asyncio.to_thread(running.family.await_quiet)
    return reader


def people(running: Running, net: Net, size: int) -> list[LiveReader]:
    """Return readers who have not opened anything; the last person of all warmed up."""
    return [LiveReader(net, running.place, running.cookie(number)) for number in range(size)]


async def measure_burst(running: Running, size: int, spy: Spy) -> Crowd:
    """Let so many people open the page and act in it."""
    net = Net()
    first = await warm_up(running, net)
    with spy.on(running.pid, f"{running.subject.name}-{running.place.page.name}-{size}"):
        crowd = await gather(people(running, net, size), _use, running)
    await crowd.leave()
    await first.leave()
    return crowd


async def measure_memory(running: Running, sheet: Sheet, size: int) -> None:
    """Fill in what an open page costs: processor time to open, memory before and after use."""
    net = Net()
    first = await warm_up(running, net)
    await asyncio.sleep(_SETTLE)
    before, busy = Level.now(running.family), running.family.busy()
    crowd = await gather(people(running, net, size), LiveReader.open, running)
    await asyncio.sleep(_SETTLE)
    idle, spent = Level.now(running.family).grown(before), running.family.busy() - busy
    used_ = await gather(crowd.readers, _act_and_move, running)
    await asyncio.sleep(_SETTLE)
    used = Level.now(running.family).grown(before)
    page, name, count = running.place.page.name, running.subject.name, max(1, len(crowd.each))
    note = f"{size} open; failed {len(crowd.failures) + len(used_.failures)}"
    sheet.add(page, "memory per session, idle", name, [idle.available / count], "MB", note)
    sheet.add(page, "memory per session, after use", name, [used.available / count], "MB", note)
    told = f"{len(running.family.processes())} processes"
    sheet.add(page, "private memory per session, idle", name, [idle.private / count], "MB", told)
    sheet.add(page, "private memory per session, after use", name, [used.private / count], "MB")
    sheet.add(page, "server CPU per opened page", name, [spent / count], "s", f"all processes, {note}")
    await crowd.leave()
    await first.leave()


async def measure_acts(running: Running, sheet: Sheet, size: int, rounds: int) -> None:
    """Fill in act → view: one reader alone, then all at once."""
    net = Net()
    page, name = running.place.page.name, running.subject.name
    first = await warm_up(running, net)
    alone = []
    for _ in range(_ALONE):
        alone.append(1000 * await first.act())
        await asyncio.sleep(0.05)
    sheet.add(page, "act → view alone, p95", name, [percentile(alone, 0.95)], "ms", f"{_ALONE} acts")
    sheet.add(page, "act → view alone, p50", name, [percentile(alone, 0.5)], "ms")
    crowd = await gather(people(running, net, size), _use, running)
    p50, p95, failed = [], [], len(crowd.failures)
    for _ in range(rounds if not crowd.failures else 0):
        await asyncio.sleep(_SETTLE / 2)
        found = await asyncio.gather(*(reader.act() for reader in crowd.readers), return_exceptions=True)
        waits = [1000 * value for value in found if isinstance(value, float)]
        failed += len(found) - len(waits)
        p50.append(percentile(waits, 0.5))
        p95.append(percentile(waits, 0.95))
    note = f"failed {failed}"
    sheet.add(page, f"act → view {size} at once, p95", name, p95, "ms", note)
    sheet.add(page, f"act → view {size} at once, p50", name, p50, "ms")
    await crowd.leave()
    await first.leave()


async def _use(reader: LiveReader) -> None:
    await reader.open()
    await reader.act()


async def _act_and_move(reader: LiveReader) -> None:
    await reader.act()
    await reader.move()
