"""What many tests need: a PostgreSQL of the run's own, a store on either database, patience."""

import os
import secrets
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import create_engine, make_url

from zhixing.records import Store
from zhixing.records.schema import known, upgrade

# The same examples in every run; a busy machine may take its time. Other examples: ZHIXING_EXAMPLES=random.
settings.register_profile(
    "steady", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("random", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("ZHIXING_EXAMPLES", "steady"))


_KNOWN = known()


_LONGEST = (
    *("test_power", "test_served", "test_live_kernel", "test_parity", "test_nbval"),
    *("test_solo_walk", "test_offline", "test_group_seminar", "test_groups", "test_class_session"),
    *("test_accessibility", "test_unit_01", "test_layout", "test_live_client", "test_language"),
)
"""Files that take longest: begun first, so that of two that share the work none waits long for the other."""


def pytest_collection_modifyitems(items):
    places = {name: place for place, name in enumerate(_LONGEST)}
    items.sort(key=lambda item: places.get(item.path.stem, len(places)))


def _as_postgres(*command: str | Path) -> None:
    # PostgreSQL refuses to be run by root.
    user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    subprocess.run([*user, *map(str, command)], check=True, stdout=subprocess.DEVNULL, cwd="/")


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))
    control = found[-1] if found else shutil.which("pg_ctl")
    if control is None:
        pytest.skip("PostgreSQL is not installed")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    place = Path(tempfile.mkdtemp(prefix="zhixing-pg-"))
    if os.geteuid() == 0:
        shutil.chown(place, "postgres")
    data = place / "data"
    options = f"-p {port} -k {place} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=200"
    _as_postgres(
        Path(control).with_name("initdb"),
        *("-D", data, "-U", "zhixing", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"),
    )
    _as_postgres(control, "start", "-w", "-D", data, "-l", place / "log", "-o", options)
    try:
        yield f"postgresql://zhixing@127.0.0.1:{port}/postgres"
    finally:
        _as_postgres(control, "stop", "-w", "-m", "immediate", "-D", data)
        shutil.rmtree(place)


def _tell_postgres(url: str, *statements: str) -> None:
    address = make_url(url).set(drivername="postgresql+psycopg")
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    engine.dispose()


def _make_template(url: str) -> None:
    store = Store.open(url)
    upgrade(store)
    store.close()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("template") / "zhixing.db"
    _make_template(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_template(postgres_url) -> str:
    _tell_postgres(postgres_url, "CREATE DATABASE template_zhixing")
    _make_template(make_url(postgres_url).set(database="template_zhixing").render_as_string())
    return "template_zhixing"


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def backend(request) -> str:
    return request.param


_EMPTIED = """
SET session_replication_role = replica;
DO $$ DECLARE name text; BEGIN
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'
  LOOP EXECUTE 'DELETE FROM ' || quote_ident(name); END LOOP;
  FOR name IN SELECT sequencename FROM pg_sequences WHERE schemaname = 'public'
  LOOP EXECUTE 'ALTER SEQUENCE ' || quote_ident(name) || ' RESTART'; END LOOP;
END $$
"""
_OTHERS_LEAVE = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


@pytest.fixture(scope="session")
def emptied_databases() -> list[str]:
    """URLs of PostgreSQL databases that tests are done with: emptying one is quicker than making one."""
    return []


@pytest.fixture
def new_database(request, tmp_path, emptied_databases) -> Iterator[Callable[..., str]]:
    """Make a database of this test's own and return its URL; ``blank=True``: without a schema."""
    made, lent = [], []

    def make(backend: str, *, blank: bool = False) -> str:
        name = f"test_{secrets.token_hex(6)}"
        if backend == "sqlite":
            path = tmp_path / name / "zhixing.db"
            path.parent.mkdir()
            if not blank:
                shutil.copy(request.getfixturevalue("sqlite_template"), path)
            return f"sqlite:///{path}"
        if not blank and emptied_databases:
            lent.append(emptied_databases.pop())
            return lent[-1]
        server = request.getfixturevalue("postgres_url")
        template = "template0" if blank else request.getfixturevalue("postgres_template")
        _tell_postgres(server, f"CREATE DATABASE {name} TEMPLATE {template}")
        url = make_url(server).set(database=name).render_as_string()
        if blank:
            made.append((server, name))
        else:
            lent.append(url)
        return url

    yield make
    for url in lent:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(_OTHERS_LEAVE)
            # Some tests upgrade the schema further; such a database goes with the server.
            if connection.execute("SELECT version_num FROM alembic_version").fetchone() == (_KNOWN,):
                connection.execute(_EMPTIED)
                emptied_databases.append(url)
    for server, name in made:
        _tell_postgres(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def store(backend, new_database) -> Iterator[Store]:
    store = Store.open(new_database(backend))
    yield store
    store.close()


@pytest.fixture
def until() -> Callable[..., None]:
    """Wait until something is so, looking every 10 ms; fail after a deadline."""

    def wait(is_so: Callable[[], object], seconds: float = 10) -> None:
        deadline = time.monotonic() + seconds
        pause = threading.Event()
        while not is_so():
            assert time.monotonic() < deadline, "it did not come to pass"
            pause.wait(0.01)

    return wait
