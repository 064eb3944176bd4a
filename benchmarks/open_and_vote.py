"""Measures opening and voting on a real server of this machine and prints one table; see README.md."""

import argparse
import asyncio
import os
import platform
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from acting import measure_acts
from chromium import measure_browser
from furnish import Stage
from opening import measure_bursts, measure_memory
from spying import Spy
from table import Table
from voting import report, vote


@dataclass(frozen=True)
class Sizes:
    """How much is measured."""

    runs: int
    curve: tuple[int, ...]
    corners: tuple[int, ...]
    memory: int
    crowds: tuple[int, ...]
    acting: int


FULL = Sizes(3, (1, 10, 20, 60, 100, 200, 300), (60, 300), 60, (300, 1000), 100)
QUICK = Sizes(1, (1, 5), (5,), 5, (10,), 5)


@dataclass
class Bench:
    """One run of the benchmark."""

    sizes: Sizes
    stage: Stage
    table: Table
    spy: Spy

    def browser(self) -> None:
        with self.stage.scene(40, "case") as scene:
            measure_browser(scene, self.table, 3 * self.sizes.runs)

    def memory(self) -> None:
        self.table.group("Memory of one reader")
        with self.stage.scene(max(40, self.sizes.memory), "rate") as scene:
            asyncio.run(measure_memory(scene, self.table, self.sizes.memory, self.sizes.runs))

    def bursts(self) -> None:
        with self.stage.scene(max(self.sizes.curve), "case") as scene:
            asyncio.run(
                measure_bursts(
                    scene,
                    self.table,
                    list(self.sizes.curve),
                    self.sizes.runs,
                    self.spy,
                    corners=list(self.sizes.corners),
                )
            )

    def votes(self) -> None:
        for size in self.sizes.crowds:
            tallies = []
            for _ in range(self.sizes.runs):
                with self.stage.scene(size, "rate") as scene:
                    tallies.append(asyncio.run(vote(scene, size, self.spy)))
            report(self.table, size, tallies)

    def acts(self) -> None:
        with self.stage.scene(self.sizes.acting + 30, "case") as scene:
            asyncio.run(measure_acts(scene, self.table, self.sizes.acting))


PARTS: dict[str, Callable[[Bench], None]] = {
    "browser": Bench.browser,
    "memory": Bench.memory,
    "bursts": Bench.bursts,
    "votes": Bench.votes,
    "acts": Bench.acts,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes: shows that everything works")
    parser.add_argument("--only", action="append", choices=PARTS, help="measure this part; may be repeated")
    parser.add_argument("--runs", type=int, help="repetitions of each measure")
    parser.add_argument(
        "--sizes", type=int, nargs="+", help="other sizes of the curve and of the crowds that vote"
    )
    parser.add_argument(
        "--spy", type=Path, metavar="FOLDER", help="sample the server with py-spy into a folder"
    )
    options = parser.parse_args()
    chosen = dict(vars(QUICK if options.quick else FULL))
    if options.runs:
        chosen["runs"] = options.runs
    if options.sizes:
        chosen["curve"] = chosen["crowds"] = tuple(options.sizes)
        chosen["corners"] = tuple(options.sizes[-1:])
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    bench = Bench(Sizes(**chosen), Stage(), Table(), Spy(options.spy))
    failed = 0
    for name in options.only or PARTS:
        began = time.monotonic()
        try:
            PARTS[name](bench)
        except Exception as error:  # noqa: BLE001  (the other parts are still worth measuring)
            failed += 1
            bench.table.group(f"{name} FAILED: {error!r}"[-1500:])
        sys.stderr.write(f"{name}: {time.monotonic() - began:.0f} s, load {os.getloadavg()[0]:.1f}\n")
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}", end=", ")
    print(f"load {os.getloadavg()[0]:.1f}, open files allowed: {soft} (at most {hard})\n")
    print(bench.table.text())
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
