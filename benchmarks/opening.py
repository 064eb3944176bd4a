"""Opening: how long until everybody's page is usable, and what an open page costs in memory."""

import asyncio
import time
from dataclasses import dataclass

from clients import Reader
from furnish import Scene
from memory import Level, Work
from pages import Host, assets_of, fetch, hosts_of
from spying import Spy
from table import Table, percentile

from zhixing.workbook.assembly import registry

_PATIENCE = 180
_SETTLE = 1.5


@dataclass(frozen=True)
class Page:
    """A page as a reader opens it; without assets it is warm: the browser has them."""

    path: str
    hosts: list[Host]
    assets: tuple[str, ...] = ()

    @classmethod
    async def look(cls, scene: Scene, path: str, *, cold: bool = False) -> "Page":
        text = scene.served.visitor(scene.crowd.learners[0]).get(path).text
        hosts = hosts_of(text)
        modules = [registry().get(name).module for name, _ in hosts]
        return cls(path, hosts, tuple(assets_of(text, modules)) if cold else ())


@dataclass
class Opened:
    """A crowd's pages: open, or failed."""

    readers: list[Reader]
    seconds: float
    each: list[float]
    failures: list[str]
    work: Work

    async def leave(self) -> None:
        await asyncio.gather(*(reader.leave() for reader in self.readers), return_exceptions=True)
        await asyncio.sleep(_SETTLE)


async def open_at_once(scene: Scene, page: Page, size: int, spy: Spy | None = None) -> Opened:
    """Let so many people open a page at the same moment; wait until all activities of all have a view."""
    readers = [Reader(scene.served.address, scene.cookie(who)) for who in scene.crowd.learners[:size]]
    began = time.monotonic()

    async def visit(reader: Reader) -> float:
        async with asyncio.timeout(_PATIENCE):
            await reader.visit(page.path, page.hosts, page.assets)
        return time.monotonic() - began

    with Work(scene.served.pid) as work, (spy or Spy()).on(scene.served.pid, f"open-{size}"):
        found = await asyncio.gather(*(visit(reader) for reader in readers), return_exceptions=True)
    each = [value for value in found if isinstance(value, float)]
    failures = [repr(value) for value in found if isinstance(value, BaseException)]
    return Opened(readers, max(each, default=float("nan")), each, failures, work)


GOALS = {60: 1.0, 300: 5.0}


async def measure_bursts(
    scene: Scene, table: Table, sizes: list[int], runs: int, spy: Spy, *, corners: list[int]
) -> None:
    """Fill in the curve of pages opened at once, for the fullest page; and its corners for two others."""
    full = await Page.look(scene, "book/choose-topic")
    table.group(f"Opened at once: choose-topic, warm, all {len(full.hosts)} activities have their view")
    for size in sizes:
        await _burst(scene, table, full, size, runs, spy, "")
    table.group("Opened at once: the other ways")
    for size in corners:
        start = await Page.look(scene, "book/start")
        await _burst(scene, table, start, size, runs, Spy(), f"start, {len(start.hosts)} activities, ")
        top = Page(full.path, full.hosts[:1])
        await _burst(scene, table, top, size, runs, Spy(), "choose-topic, only its top, ")
        cold = await Page.look(scene, "book/choose-topic", cold=True)
        name = f"choose-topic, cold: {len(cold.assets)} assets each, "
        await _burst(scene, table, cold, size, runs, Spy(), name)


async def _burst(scene: Scene, table: Table, page: Page, size: int, runs: int, spy: Spy, name: str) -> None:
    found: list[Opened] = []
    for _ in range(runs):
        opened = await open_at_once(scene, page, size, spy)
        await opened.leave()
        found.append(opened)
    last = found[-1]
    failed = [failure for opened in found for failure in opened.failures]
    work = last.work
    note = f"p50 {percentile(last.each, 0.5):.2f} s; failed {len(failed)}; {work.told}, "
    note += f"server {1000 * work.server / size:.1f} ms each, RSS {work.peak:.0f} MB"
    if failed:
        note += f"; first: {failed[0][:80]}"
    table.add(f"{name}{size} at once", [opened.seconds for opened in found], "s", GOALS.get(size), note)


async def measure_memory(scene: Scene, table: Table, size: int, runs: int) -> None:
    """Fill in what an open activity page costs; the first crowd only warms the server's own caches."""
    page = await Page.look(scene, "book/choose-topic", cold=True)
    warm = Page(page.path, page.hosts)
    await fetch(scene.served.address, page.assets, {})
    await (await open_at_once(scene, warm, size)).leave()
    grown = []
    for _ in range(runs):
        before = Level.now(scene.served.pid)
        opened = await open_at_once(scene, warm, size)
        await asyncio.sleep(_SETTLE)
        grown.append(Level.now(scene.served.pid).grown(before))
        await opened.leave()
    note = f"{size} open pages; MemAvailable is the whole machine's, the client's own taken off"
    table.add("activity page: MemAvailable", [each.available / size for each in grown], "MB", 0.5, note)
    table.add("activity page: server private", [each.private / size for each in grown], "MB", 0.5)
    table.add("activity page: server RSS", [each.resident / size for each in grown], "MB")
    now = Level.now(scene.served.pid)
    table.add("server with no page open: RSS", [now.resident], "MB", note=f"private {now.private:.0f} MB")
