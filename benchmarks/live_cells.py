"""Measures pages with live cells side by side on this machine and prints one sheet; see README.md."""

import argparse
import asyncio
import os
import platform
import resource
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from cells.activities import measure_activities
from cells.browser import measure_browser
from cells.crowd import Crowd, measure_acts, measure_burst, measure_memory
from cells.figures import Sheet
from cells.gestures import CHOOSE_TOPIC, PAGES, Page
from cells.subjects import SUBJECTS, Hall, Running, Subject
from cells.workshop import workbooks
from peers.install import folder, install, is_installed
from spying import Spy


@dataclass(frozen=True)
class Sizes:
    """How much is measured."""

    runs: int
    visits: int
    curve: tuple[int, ...]
    memory: int
    acting: int
    activities: int


_SECONDS = 900
FULL = Sizes(3, 5, (1, 10, 20, 60, 100, 200), 60, 100, 300)
QUICK = Sizes(1, 1, (1, 3), 3, 3, 5)


@dataclass
class Bench:
    """One run of the benchmark."""

    sizes: Sizes
    hall: Hall
    subjects: list[Subject]
    pages: list[Page]
    spy: Spy
    sheet: Sheet = field(default_factory=Sheet)
    failed: int = 0

    def browser(self) -> None:
        for subject, page in self._pairs(self.subjects):
            self._measure(
                subject, page, 1, lambda running: measure_browser(running, self.sheet, self.sizes.visits)
            )

    def bursts(self) -> None:
        for subject, page in self._pairs(self._with_kernels()):
            for size in self.sizes.curve:
                if subject.most and size > subject.most:
                    continue
                crowds: list[Crowd] = []
                for _ in range(self.sizes.runs):
                    self._measure(
                        subject,
                        page,
                        size + 1,
                        lambda running, size=size, crowds=crowds: crowds.append(
                            asyncio.run(measure_burst(running, size, self.spy))
                        ),
                    )
                seconds = [crowd.seconds for crowd in crowds]
                note = crowds[-1].told if crowds else "FAILED"
                self.sheet.add(page.name, f"{size} at once", subject.name, seconds, "s", note)

    def memory(self) -> None:
        for subject, page in self._pairs(self._with_kernels()):
            size = min(self.sizes.memory, subject.most or self.sizes.memory)
            self._measure(
                subject,
                page,
                size + 1,
                lambda running, size=size: asyncio.run(measure_memory(running, self.sheet, size)),
            )

    def acts(self) -> None:
        for subject, page in self._pairs(self._with_kernels()):
            size = min(self.sizes.acting, subject.most or self.sizes.acting)
            self._measure(
                subject,
                page,
                size + 1,
                lambda running, size=size: asyncio.run(
                    measure_acts(running, self.sheet, size, self.sizes.runs)
                ),
            )

    def activities(self) -> None:
        ours = [subject for subject in self.subjects if subject.is_ours][-1:]
        for subject in ours:
            size = self.sizes.activities
            self._measure(
                subject,
                CHOOSE_TOPIC,
                size,
                lambda running, size=size: asyncio.run(
                    measure_activities(running, self.sheet, size, self.sizes.runs)
                ),
            )

    def _with_kernels(self) -> list[Subject]:
        return [subject for subject in self.subjects if not subject.is_peer]

    def _pairs(self, subjects: list[Subject]) -> Iterator[tuple[Subject, Page]]:
        for page in self.pages:
            for subject in subjects:
                if subject.shows(page):
                    yield subject, page

    def _measure(self, subject: Subject, page: Page, people: int, does: Callable[[Running], None]) -> None:
        began = time.monotonic()
        said = "done"
        try:
            with self.hall.running(subject, page, people) as running, _at_most(_SECONDS):
                does(running)
        except Exception as error:  # noqa: BLE001  (the others are still worth measuring)
            self.failed += 1
            said = f"FAILED {error!r}"[:1500]
            self.sheet.add(page.name, "failed", subject.name, [], "", said)
        load = os.getloadavg()[0]
        sys.stderr.write(
            f"{page.name}, {subject.name}: {said} in {time.monotonic() - began:.0f} s, load {load:.1f}\n"
        )


@contextmanager
def _at_most(seconds: int) -> Iterator[None]:
    """Give up on one that never answers, so that the others are still measured."""

    def give_up(*_: object) -> None:
        raise TimeoutError(f"not done within {seconds} s")

    signal.signal(signal.SIGALRM, give_up)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)


PARTS: dict[str, Callable[[Bench], None]] = {
    "browser": Bench.browser,
    "bursts": Bench.bursts,
    "memory": Bench.memory,
    "acts": Bench.acts,
    "activities": Bench.activities,
}


def main() -> int:
    options = _options()
    if options.install_peers:
        install()
        return 0
    chosen = dict(vars(QUICK if options.quick else FULL))
    if options.runs:
        chosen["runs"] = chosen["visits"] = options.runs
    if options.sizes:
        chosen["curve"] = tuple(options.sizes)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that whatever was started is ended
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    subjects = [one for name, one in SUBJECTS.items() if name in (options.subjects or SUBJECTS)]
    if any(subject.is_peer for subject in subjects) and not is_installed():
        sys.stderr.write(f"the neighbours are not in {folder()}: --install-peers brings them\n")
        subjects = [subject for subject in subjects if not subject.is_peer]
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}", end=", ")
    print(f"load at the start {os.getloadavg()[0]:.2f}, open files allowed to servers: {soft} of {hard}")
    with workbooks() as books:
        pages = [PAGES[name] for name in options.pages or PAGES]
        bench = Bench(Sizes(**chosen), Hall(books), subjects, pages, Spy(options.spy))
        try:
            for name in options.only or PARTS:
                PARTS[name](bench)
        finally:
            if options.json:
                bench.sheet.save(options.json)
            print(f"load at the end {os.getloadavg()[0]:.2f}\n\n{bench.sheet.text()}")
    return 1 if bench.failed else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes: shows that everything works")
    parser.add_argument("--only", action="append", choices=PARTS, help="measure this part; may be repeated")
    parser.add_argument("--subjects", nargs="+", choices=SUBJECTS, help="measure these only")
    parser.add_argument("--pages", nargs="+", choices=PAGES, help="measure these pages only")
    parser.add_argument("--runs", type=int, help="repetitions of each measure")
    parser.add_argument("--sizes", type=int, nargs="+", help="other sizes of the curve")
    parser.add_argument(
        "--spy", type=Path, metavar="FOLDER", help="sample the server with py-spy into a folder"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all values to a file, too")
    parser.add_argument(
        "--install-peers", action="store_true", help="bring the neighbours from the registry, then end"
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
