"""A real server for the tests that ask it from outside."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from serving import Served, Visitor
from zhixing.actor import Role
from zhixing.classroom.tables import ClassroomRow, PersonRow
from zhixing.records import new_id


@pytest.fixture(scope="session")
def start_server(tmp_path_factory) -> Iterator[Callable[..., Served]]:
    """Start a server of one's own: ``start_server("DEMO")``, or ``start_server()`` for one person alone."""
    started: list[Served] = []

    def start(classroom: str | None = None, home: Path | None = None, **options) -> Served:
        served = Served.start(home or tmp_path_factory.mktemp("home"), classroom, **options)
        started.append(served)
        return served

    yield start
    for served in started:
        if served.process.poll() is None:
            assert served.stop() == 0, served.log()


@pytest.fixture(scope="session")
def demo_server(start_server) -> Served:
    """Return a server of the demo class that several tests share: each uses people of its own."""
    return start_server("DEMO")


@pytest.fixture(scope="session")
def solo_server(start_server) -> Served:
    """Return the server of somebody who learns alone."""
    return start_server()


@pytest.fixture(scope="session")
def people(demo_server) -> dict[str, str]:
    """Return the id of somebody of each role in the demo class, and of two people of another class."""
    with demo_server.store() as store, store.work() as db:
        found = {}
        (room,) = db.scalars(select(ClassroomRow.id).where(ClassroomRow.code == "DEMO"))
        other = ClassroomRow(id=new_id(), code="OTHER", name="别的班", kind="class")
        db.add(other)
        db.flush()
        for where, names in ((room, [role.value for role in Role]), (other.id, ["other", "other-learner"])):
            for name in names:
                role = {"other": "facilitator", "other-learner": "learner"}.get(name, name)
                row = PersonRow(
                    id=new_id(), classroom_id=where, name=f"门前-{name}", roles=[role], seat=77, joined=True
                )
                db.add(row)
                found[name] = row.id
    return found


@pytest.fixture
def as_role(demo_server, people) -> Callable[[str], Visitor]:
    """Return a browser of a role; ``none`` has no cookie, ``forged`` and ``expired`` have a worthless one."""

    def visit(role: str) -> Visitor:
        if role == "none":
            return demo_server.visitor()
        visitor = demo_server.visitor(people.get(role, people["facilitator"]))
        if role == "forged":
            visitor.cookies["zhixing"] = visitor.cookies["zhixing"][:-4] + "0000"
        if role == "expired":
            long_ago = time.time() - 31 * 24 * 3600
            visitor.cookies["zhixing"] = demo_server.signed(people["facilitator"], lambda: long_ago)
        if role == "gone":
            visitor.cookies["zhixing"] = demo_server.signed("0" * 20)
        return visitor

    return visit
