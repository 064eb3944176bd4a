"""A class to measure with: people, demo topics, windows opened by the run sheet; all through the verbs."""

import secrets
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.append(str(Path(__file__).resolve().parent.parent / "tests"))

from serving import Served  # noqa: I001  (tests are no package: the path comes first)

from zhixing.actor import Actor, Role
from zhixing.classroom import session
from zhixing.classroom.classes import fill, new_class
from zhixing.classroom.people import actor_of, people
from zhixing.classroom.roster import RosterRow
from zhixing.demo.install import fill_solo
from zhixing.home import Home
from zhixing.records import Store, Work
from zhixing.records.schema import upgrade
from zhixing.topics.service import VOTES, vote_topics
from zhixing.workbook.assembly import PURPOSES

CODE = "BENCH"
_VOTERS = 20
_STEPS = 40


@dataclass(frozen=True)
class Crowd:
    """The ids of a class's people."""

    facilitator: str
    learners: list[str]


def furnish(home: Path, size: int, step: str | None = None) -> Crowd:
    """Fill a data directory with a class that has joined, and run its session up to a step."""
    store = Store.open(Home.find(home).database)
    upgrade(store)
    try:
        with store.work() as db:
            room = new_class(db, CODE, "测速班")
            fill(db, room.id, [*_roster(size)])
            rows = people(db, room.id)
            for row in rows:
                row.joined = True
            head = next(row.id for row in rows if Role.FACILITATOR.value in row.roles)
            crowd = Crowd(head, [row.id for row in rows if row.id != head])
            fill_solo(db, _actor(db, head))
        if step is not None:
            _run_to(store, crowd, step)
    finally:
        store.close()
    return crowd


def _roster(size: int) -> Iterator[RosterRow]:
    yield RosterRow("主持", "办公室", "办公室", "主任", None, Role.FACILITATOR)
    for number in range(size):
        unit = f"第{number % 12 + 1}科"
        yield RosterRow(f"学员{number + 1:04d}", unit, unit, "科员", number // 7 % 90 + 1, Role.LEARNER)


def _actor(db: Work, person: str) -> Actor:
    found = actor_of(db, person)
    if found is None:
        raise LookupError(person)
    return found


def _run_to(store: Store, crowd: Crowd, step: str) -> None:
    for _ in range(_STEPS):
        with store.work() as db:
            actor = _actor(db, crowd.facilitator)
            run = session.run_of(db, actor.classroom)
            if run.step == step:
                return
            if run.step == "vote":
                _vote(db, actor.classroom, crowd)
            session.move(db, actor, run.version, +1, PURPOSES)
    raise LookupError(step)


def _vote(db: Work, classroom: str, crowd: Crowd) -> None:
    window = session.current_window(db, classroom, VOTES)
    if window is None or window.state != "open":
        return
    offered = window.subject["topics"]
    for number, person in enumerate(crowd.learners[:_VOTERS]):
        chosen = [offered[(number + shift) % len(offered)] for shift in range(3)]
        vote_topics(db, _actor(db, person), window.id, secrets.token_hex(16), chosen)


@dataclass
class Scene:
    """A furnished class with its server running."""

    served: Served
    crowd: Crowd

    def cookie(self, person: str) -> str:
        return self.served.signed(person)


class Stage:
    """Sets scenes up one after another; executed workbooks are carried over."""

    def __init__(self) -> None:
        self._pages: Path | None = None

    @contextmanager
    def scene(
        self,
        size: int,
        step: str | None = None,
        options: tuple[str, ...] = (),
        environment: Mapping[str, str] | None = None,
    ) -> Iterator[Scene]:
        with TemporaryDirectory(prefix="zhixing-bench-", ignore_cleanup_errors=True) as folder:
            home = Path(folder) / "home"
            crowd = furnish(home, size, step)
            if self._pages is not None:
                shutil.copytree(self._pages, home / "pages", dirs_exist_ok=True)
            served = Served.start(home, CODE, options=options, environment=environment)
            try:
                visitor = served.visitor(crowd.learners[0])
                for page in ("book/start", "book/choose-topic"):
                    answer = visitor.get(page)
                    if answer.status != 200:
                        raise LookupError(f"{page}: {answer.status}\n{served.log()[-1000:]}")
                self._keep(home)
                yield Scene(served, crowd)
            finally:
                try:
                    served.stop()
                except Exception:  # noqa: BLE001  (it must not outlive the measurement)
                    served.kill()

    def _keep(self, home: Path) -> None:
        if self._pages is None:
            self._folder = TemporaryDirectory(prefix="zhixing-bench-pages-")
            self._pages = Path(self._folder.name) / "pages"
            shutil.copytree(home / "pages", self._pages)
