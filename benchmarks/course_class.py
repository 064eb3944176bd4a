"""Measures the course at class scale: the facilitator's views, and opening unit 01; see README.md."""

import argparse
import asyncio
import os
import platform
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from clients import Reader
from furnish import CODE, Crowd, Scene, Served, furnish
from opening import Page, open_at_once
from sqlalchemy import insert
from table import Table

from zhixing.actor import Actor
from zhixing.classroom.people import actor_of
from zhixing.course.content import all_items
from zhixing.course.tables import AnswerRow
from zhixing.course.units import Unit, unit_of
from zhixing.home import VARIABLE, Home
from zhixing.records import Store
from zhixing.workbook.assembly import registry

UNIT = "b01"
STEPS = 10
VIEWS = ("course-steps", "mastery-map", "item-analysis")
REDRAW_GOAL = 1000.0
OPEN_GOALS = {60: 1.0, 300: 5.0}
BOOK = "book/learning-organisation"
_PATIENCE = 120

_HEAD = """id = "{unit}"
workbook = "bench"
title = {{ zh = "测速单元", en = "Bench unit" }}
"""
_OBJECTIVE = """
[[objective]]
id = "{unit}-o{number}"
text = {{ zh = "第 {number} 条目标", en = "Objective {number}" }}
"""
_STEP = """
[[step]]
id = "s{number}"
title = {{ zh = "第 {number} 步", en = "Step {number}" }}
cell = "s{number}"
items = [{items}]
"""
_ITEM = """
[[item]]
id = "{unit}-q{number:02}"
objective = "{unit}-o{objective}"
kind = "single"
prompt = {{ zh = "第 {number} 题", en = "Item {number}" }}
difficulty = 0.6
source-note = {{ zh = "测速用", en = "For measuring" }}
"""
_OPTION = """
[[item.option]]
id = "{id}"
correct = {correct}
text = {{ zh = "选项 {id}", en = "Option {id}" }}
feedback = {{ zh = "说明 {id}", en = "Feedback {id}" }}
"""


def write_unit(folder: Path, items: int) -> None:
    """Write a unit of single-choice items as trainers keep their own."""
    folder.mkdir(parents=True)
    names = [f"{UNIT}-q{number:02}" for number in range(1, items + 1)]
    each = max(1, items // STEPS)
    unit = _HEAD.format(unit=UNIT)
    unit += "".join(_OBJECTIVE.format(unit=UNIT, number=number) for number in range(1, STEPS + 1))
    for number, start in enumerate(range(0, items, each), start=1):
        quoted = ", ".join(f'"{name}"' for name in names[start : start + each])
        unit += _STEP.format(number=number, items=quoted)
    (folder / "unit.toml").write_text(unit, encoding="utf-8")
    options = "".join(_OPTION.format(id=name, correct=str(name == "a").lower()) for name in "abcd")
    pages = [
        _ITEM.format(unit=UNIT, number=number, objective=number % STEPS + 1) + options
        for number in range(1, items + 1)
    ]
    (folder / "items.toml").write_text("".join(pages), encoding="utf-8")


def answer_all(store: Store, crowd: Crowd, unit: Unit) -> None:
    """Store a first try of everybody at every item; the able are right more often."""
    rng = Random(7)
    with store.work() as db:
        room = _actor(store, crowd.facilitator).classroom
        rows = []
        for place, person in enumerate(crowd.learners):
            for name in unit.items:
                right = rng.random() < 0.3 + 0.5 * place / len(crowd.learners)
                rows.append(
                    {
                        "person_id": person,
                        "item_id": name,
                        "attempt": 1,
                        "round": 0,
                        "classroom_id": room,
                        "content_version": all_items()[name].version,
                        "answer": {"option": "a" if right else rng.choice("bcd")},
                        "correct": right,
                        "score": float(right),
                        "answered": "2026-01-01T00:00:00.000000+00:00",
                    }
                )
        db.execute(insert(AnswerRow), rows)


def _actor(store: Store, person: str) -> Actor:
    with store.read() as db:
        found = actor_of(db, person)
    if found is None:
        raise LookupError(person)
    return found


@contextmanager
def furnished(people: int, items: int) -> Iterator[Scene]:
    """A class that has answered a unit of so many items, with its server running."""
    with TemporaryDirectory(prefix="zhixing-bench-", ignore_cleanup_errors=True) as folder:
        home = Path(folder) / "home"
        crowd = furnish(home, people)
        write_unit(home / "course" / "bench", items)
        os.environ[VARIABLE] = str(home)
        store = Store.open(Home.find(home).database)
        answer_all(store, crowd, unit_of(UNIT))
        store.close()
        served = Served.start(home, CODE)
        try:
            yield Scene(served, crowd)
        finally:
            served.stop()


def measure_views(scene: Scene, table: Table, people: int, items: int, runs: int) -> None:
    """Compute each view in this process: what the server does for one redraw, without the wire."""
    table.group(f"Views of a class, {people} people × {items} items")
    store = Store.open(Home.find(scene.served.home).database)
    actor = _actor(store, scene.crowd.facilitator)
    for name in VIEWS:
        times = []
        for _ in range(runs):
            began = time.perf_counter()
            with store.read() as db:
                registry().get(name).view(db, actor, {"unit": UNIT})
            times.append(1000 * (time.perf_counter() - began))
        table.add(f"{name}: computed", times, "ms", REDRAW_GOAL)
    store.close()


async def measure_redraws(scene: Scene, table: Table, runs: int) -> None:
    """Redraw over the wire: from the facilitator's press until the new view is there."""
    step = unit_of(UNIT).steps[0].id
    reader = Reader(scene.served.address, scene.cookie(scene.crowd.facilitator))
    async with asyncio.timeout(_PATIENCE):
        await reader.attach()
        began = time.monotonic()
        await reader.open([(name, {"unit": UNIT}) for name in VIEWS])
        table.add("all three opened", [1000 * (time.monotonic() - began)], "ms", 3 * REDRAW_GOAL)
        closed, counted = [], []
        for number in range(runs):
            state = "closed" if number % 2 == 0 else "open"
            acted = await reader.act("h1", {"kind": "set", "unit": UNIT, "step": step, "state": state})
            closed.append(1000 * (acted.viewed or acted.taken))
            counted.append(1000 * (await reader.act("h3", {"kind": "recount"})).taken)
    table.add("course-steps: press → view", closed, "ms", REDRAW_GOAL)
    table.add("item-analysis: recount → taken", counted, "ms", REDRAW_GOAL)
    await reader.leave()


async def measure_opening(scene: Scene, table: Table, sizes: list[int], runs: int) -> None:
    """Let so many people open unit 01 at one moment."""
    table.group("Unit 01, opened at once, assets cached")
    page = await Page.look(scene, BOOK)
    table.add("activities on the page", [float(len(page.hosts))], "")
    for size in sizes:
        seconds, failures = [], []
        for _ in range(runs):
            opened = await open_at_once(scene, page, size)
            seconds.append(opened.seconds)
            failures += opened.failures
            await opened.leave()
        note = f"{len(failures)} failed: {failures[0]}" if failures else ""
        table.add(f"{size} at once: all activities", seconds, "s", OPEN_GOALS.get(size), note)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes: shows that everything works")
    parser.add_argument("--people", type=int, default=300)
    parser.add_argument("--items", type=int, default=60)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    people, items, runs = options.people, options.items, options.runs
    if options.quick:
        people, items, runs = 30, 20, 2
    table = Table()
    with furnished(people, items) as scene:
        measure_views(scene, table, people, items, runs)
        asyncio.run(measure_redraws(scene, table, runs))
        sizes = sorted({1, min(60, people), people})
        asyncio.run(measure_opening(scene, table, sizes, min(runs, 3)))
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}", end=", ")
    print(f"load {os.getloadavg()[0]:.1f}\n")
    print(table.text())
    return 0


if __name__ == "__main__":
    sys.exit(main())
