"""Acting: from sending an answer until the page is told what to show, alone and with a hundred others."""

import asyncio

from clients import Reader
from furnish import Scene
from opening import Page, open_at_once
from table import Table, percentile

from zhixing.course.service import item_of

_ITEM = "u03-c01"
_PATIENCE = 60


def wrong_options() -> list[str]:
    """Return options that leave a person another try."""
    return [option.id for option in item_of(_ITEM).options if not option.correct]


async def measure_acts(scene: Scene, table: Table, size: int) -> None:
    """Fill in act → view; every page has all its activities open, as somebody who has scrolled through."""
    page = await Page.look(scene, "book/choose-topic")
    options = wrong_options()
    alone: list[float] = []
    crowd = scene.crowd.learners
    for who in crowd[size : size + 20]:
        reader = Reader(scene.served.address, scene.cookie(who))
        await reader.visit(page.path, page.hosts)
        for option in options[:2]:
            alone.append(await _answer(reader, option))
            await asyncio.sleep(0.1)
        await reader.leave()
    group = f"Act → view: answering the case, page with {len(page.hosts)} activities open"
    table.group(group)
    table.add("alone p95", [percentile(alone, 0.95) * 1000], "ms", 15, f"{len(alone)} answers")
    table.add("alone p50", [percentile(alone, 0.5) * 1000], "ms")
    opened = await open_at_once(scene, page, size)
    await asyncio.sleep(2)
    p50, p95, failed = [], [], 0
    for option in options[:2]:
        found = await asyncio.gather(
            *(_answer(reader, option) for reader in opened.readers), return_exceptions=True
        )
        waits = [value for value in found if isinstance(value, float)]
        failed += len(found) - len(waits)
        p50.append(percentile(waits, 0.5) * 1000)
        p95.append(percentile(waits, 0.95) * 1000)
        await asyncio.sleep(2)
    table.add(f"{size} at once p95", p95, "ms", 200, f"failed {failed}")
    table.add(f"{size} at once p50", p50, "ms")
    await opened.leave()


async def _answer(reader: Reader, option: str) -> float:
    async with asyncio.timeout(_PATIENCE):
        acted = await reader.act("h1", {"kind": "answer", "option": option})
    if acted.viewed is None:
        raise LookupError("acknowledged, but no view was sent")
    return acted.viewed
