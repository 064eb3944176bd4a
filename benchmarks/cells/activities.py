"""Pages on which nobody comes near a live cell: no session is started, and a reader costs next to nothing."""

import asyncio

from furnish import Scene
from opening import Page, open_at_once

from cells.family import Level
from cells.figures import Sheet
from cells.subjects import Running

_SETTLE = 2
_MEMORY = 60


async def measure_activities(running: Running, sheet: Sheet, size: int, runs: int) -> None:
    """Fill in memory and the time until all activities of all pages have their view."""
    if running.scene is None:
        raise LookupError(f"{running.subject.name} has no activities")
    name = running.subject.name
    for path in ("book/start", "book/choose-topic"):
        page = await Page.look(running.scene, path)
        few = min(_MEMORY, size)
        await (await open_at_once(running.scene, page, few)).leave()
        await asyncio.to_thread(running.family.await_quiet)
        began = len(running.family.processes())
        costs = [await _memory(running, running.scene, page, few) for _ in range(runs)]
        seconds, failed, started = [], 0, 0
        for _ in range(runs):
            opened = await open_at_once(running.scene, page, size)
            started = max(started, len(running.family.processes()) - began)
            seconds.append(opened.seconds)
            failed += len(opened.failures)
            await opened.leave()
        where = f"{path}, {len(page.hosts)} activities"
        sheet.add(where, "sessions started", name, [started], "", f"by {size} readers")
        sheet.add(where, "memory per reader", name, [cost.available / few for cost in costs], "MB")
        private = [cost.private / few for cost in costs]
        sheet.add(where, "private memory per reader", name, private, "MB", "all processes")
        sheet.add(where, f"{size} activity pages at once", name, seconds, "s", f"failed {failed}")


async def _memory(running: Running, scene: Scene, page: Page, size: int) -> Level:
    before = Level.now(running.family)
    opened = await open_at_once(scene, page, size)
    await asyncio.sleep(_SETTLE)
    grown = Level.now(running.family).grown(before)
    await opened.leave()
    return grown
