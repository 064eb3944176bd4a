import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import select, text

from zhixing.classroom.tables import ClassroomRow, UnitRow
from zhixing.errors import SetupError
from zhixing.records import Store, schema
from zhixing.records.tables import ChangeRow, Row

LATER = """
import sqlalchemy as sa
from alembic import op

revision = "0002_later"
down_revision = "{before}"


def upgrade() -> None:
    recreate = "always" if op.get_bind().dialect.name == "sqlite" else "never"
    with op.batch_alter_table("classroom", recreate=recreate) as table:
        table.add_column(sa.Column("motto", sa.String(40), nullable=True))
    {more}
"""
BEFORE = schema.known()


@pytest.fixture
def blank(backend, new_database):
    store = Store.open(new_database(backend, blank=True))
    yield store
    store.close()


@pytest.fixture
def become_newer(tmp_path, monkeypatch):
    """Make this program one revision newer than the databases it meets."""

    def become(more="pass"):
        migrations = tmp_path / "100% later"
        shutil.copytree(schema._MIGRATIONS, migrations, ignore=shutil.ignore_patterns("__pycache__"))
        page = LATER.format(before=BEFORE, more=more)
        (migrations / "versions" / "0002_later.py").write_text(page, encoding="utf-8")
        monkeypatch.setattr(schema, "_MIGRATIONS", migrations)

    return become


def fill(store):
    with store.work() as db:
        db.add(ClassroomRow(id="c1", code="AB12", name="一期", kind="class", policy={}))
        db.flush()
        db.add(UnitRow(id="u1", classroom_id="c1", name="一处", short_name="一", position=1))


def units(store):
    with store.read() as db:
        return list(db.scalars(select(UnitRow.id)))


def copies(store):
    return list(Path(store.engine.url.database).parent.glob(f"zhixing.{BEFORE}.*.db"))


def test_migrations_make_the_tables_that_the_code_declares(store):
    with store.engine.connect() as connection:
        options = {"compare_type": True, "compare_server_default": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, Row.metadata) == []


def test_alembics_own_check_agrees(store):
    with store.engine.begin() as connection:
        config = schema._config()
        config.attributes["connection"] = connection
        command.check(config)


def test_tables_declared_without_row_numbers_have_none(new_database):
    store = Store.open(new_database("sqlite"))
    declared = {
        table.name
        for table in Row.metadata.tables.values()
        if table.dialect_options["sqlite"]["with_rowid"] is False
    }
    with store.read() as db:
        made = set(db.scalars(text("SELECT name FROM pragma_table_list WHERE wr = 1 AND schema = 'main'")))
    store.close()
    assert made == declared >= {"turnout", "ballot"}


def test_an_empty_database_is_created(blank):
    assert schema.current(blank) is None
    with pytest.raises(SetupError, match="old-schema"):
        schema.require_current(blank)
    schema.upgrade(blank)
    schema.require_current(blank)
    assert schema.current(blank) == BEFORE
    fill(blank)


def test_upgrading_again_changes_nothing(store):
    fill(store)
    schema.upgrade(store)
    assert units(store) == ["u1"]


def test_an_older_database_is_upgraded_with_everything_in_it(store, become_newer):
    fill(store)
    become_newer()
    with pytest.raises(SetupError, match="old-schema"):
        schema.require_current(store)
    schema.upgrade(store)
    schema.require_current(store)
    assert schema.current(store) == "0002_later"
    assert units(store) == ["u1"], "altering the class deleted what refers to it"
    with store.read() as db:
        assert db.execute(text("SELECT name, motto FROM classroom")).one() == ("一期", None)


def test_references_are_enforced_again_after_an_upgrade(new_database, become_newer):
    store = Store.open(new_database("sqlite"))
    become_newer()
    schema.upgrade(store)
    with store.read() as db:
        assert db.scalar(text("PRAGMA foreign_keys")) == 1
    store.close()


def test_an_older_sqlite_file_is_copied_first(new_database, become_newer):
    store = Store.open(new_database("sqlite"))
    fill(store)
    schema.upgrade(store)
    assert copies(store) == []
    become_newer()
    schema.upgrade(store)
    (copy,) = copies(store)
    store.close()
    kept = sqlite3.connect(copy)
    assert kept.execute("SELECT name FROM classroom").fetchall() == [("一期",)]
    assert kept.execute("SELECT version_num FROM alembic_version").fetchall() == [(BEFORE,)]
    assert kept.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    kept.close()


@pytest.mark.parametrize("fault", ["1 / 0", "op.execute('nonsense')"])
def test_an_upgrade_that_fails_leaves_the_older_database(store, become_newer, fault):
    fill(store)
    become_newer(fault)
    with pytest.raises(Exception, match=r"nonsense|zero"):
        schema.upgrade(store)
    assert schema.current(store) == BEFORE
    assert units(store) == ["u1"]
    with store.read() as db:
        assert "motto" not in db.execute(text("SELECT * FROM classroom")).mappings().one()


def test_an_upgrade_that_breaks_a_reference_is_undone(new_database, become_newer):
    store = Store.open(new_database("sqlite"))
    fill(store)
    become_newer("op.execute('DELETE FROM classroom')")
    with pytest.raises(SetupError, match="foreign_key_check"):
        schema.upgrade(store)
    assert schema.current(store) == BEFORE
    store.close()


def test_a_newer_database_is_refused(store):
    with store.work() as db:
        db.execute(text("UPDATE alembic_version SET version_num = '0099_from_the_future'"))
    for verb in (schema.upgrade, schema.require_current):
        with pytest.raises(SetupError, match="newer-schema") as caught:
            verb(store)
        assert caught.value.params == {"found": "0099_from_the_future", "known": BEFORE}


def test_several_processes_may_start_at_once(backend, new_database):
    url = new_database(backend, blank=True)
    script = (
        "import sys; from zhixing.records import Store; from zhixing.records.schema import upgrade\n"
        "print('ready', flush=True); sys.stdin.readline()\n"
        "store = Store.open(sys.argv[1]); upgrade(store); store.close()"
    )
    command = [sys.executable, "-W", "error", "-c", script, url]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    starts = [subprocess.Popen(command, **pipes) for _ in range(6)]
    for start in starts:
        assert start.stdout.readline() == "ready\n"
    for start in starts:
        start.stdin.write("go\n")
        start.stdin.flush()
    for start in starts:
        start.communicate(timeout=60)
    assert [start.returncode for start in starts] == [0] * 6
    store = Store.open(url)
    schema.require_current(store)
    store.close()


def test_upgrading_forgets_old_changes(new_database, monkeypatch):
    monkeypatch.setattr("zhixing.records.feed._KEPT_CHANGES", 3)
    store = Store.open(new_database("sqlite"))
    with store.work() as db:
        db.touch("c1", *"abcdef")
    schema.upgrade(store)
    with store.read() as db:
        assert list(db.scalars(select(ChangeRow.subject))) == ["d", "e", "f"]
    store.close()
