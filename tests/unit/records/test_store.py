import sqlite3
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import event, func, insert, select, text, update

from zhixing.classroom.tables import ClassroomRow, RunRow, UnitRow
from zhixing.errors import ConflictError, SetupError
from zhixing.records import Store, new_id
from zhixing.records.tables import ReceiptRow


def classroom(code="AB12"):
    return ClassroomRow(id=new_id(), code=code, name="一期", kind="class", policy={})


def write_and(store, go_on):
    with store.work() as db:
        db.add(classroom())
        db.flush()
        go_on(db)


def as_values(row):
    return {name: getattr(row, name) for name in ("id", "code", "name", "kind", "policy")}


def fail(db):
    raise ZeroDivisionError


def count(store, rows):
    with store.read() as db:
        return db.scalar(select(func.count()).select_from(rows))


def test_work_is_stored_whole(store):
    with store.work() as db:
        db.add(classroom())
    assert count(store, ClassroomRow) == 1


def test_work_that_fails_leaves_nothing(store):
    with pytest.raises(ZeroDivisionError):
        write_and(store, fail)
    assert count(store, ClassroomRow) == 0


def test_what_is_read_is_not_stored(store):
    with store.read() as db:
        db.add(classroom())
    assert count(store, ClassroomRow) == 0


def test_reading_sees_one_state_whatever_others_commit(store):
    with store.read() as db:
        before = db.scalar(select(func.count()).select_from(ClassroomRow))
        with store.work() as other:
            other.add(classroom())
        assert db.scalar(select(func.count()).select_from(ClassroomRow)) == before == 0


def test_the_same_thing_twice_is_a_conflict(store):
    for _ in range(2):
        with store.work() as db:
            db.add(classroom(code=new_id()[:8]))
    with pytest.raises(ConflictError), store.work() as db:
        db.add_all([classroom("SAME"), classroom("SAME")])


def test_a_conflict_inside_the_block_is_a_conflict_too(store):
    with pytest.raises(ConflictError):
        write_and(store, lambda db: db.execute(insert(ClassroomRow), as_values(classroom())))


def test_a_row_whose_parent_is_gone_is_a_conflict(store):
    with pytest.raises(ConflictError), store.work() as db:
        db.add(UnitRow(id=new_id(), classroom_id="gone", name="x", short_name="x", position=1))


def test_changing_a_row_that_is_gone_is_a_conflict(store):
    def change(db):
        found = db.scalars(select(ClassroomRow)).one()
        db.connection().execute(text("DELETE FROM classroom"))
        found.name = "二期"

    with pytest.raises(ConflictError):
        write_and(store, change)


def test_a_missing_value_is_a_programming_error_and_stays_one(store):
    with pytest.raises(Exception, match=r"(?i)not.null") as caught, store.work() as db:
        db.add(ClassroomRow(id=new_id(), code=None, name="x", kind="class", policy={}))
    assert type(caught.value).__name__ == "IntegrityError"


def test_only_work_that_changed_something_calls_the_listeners(store):
    called = []
    store.after_commit.append(lambda: called.append(1))
    with store.work() as db:
        db.add(classroom())
    assert called == []
    with store.work() as db:
        db.touch("c1", "people", "run")
        assert db.changes == (("c1", "people"), ("c1", "run"))
    assert called == [1]


def test_a_listener_may_leave_while_it_is_called(store):
    called = []

    def leave():
        store.after_commit.remove(leave)
        called.append("first")

    store.after_commit.extend([leave, lambda: called.append("second")])
    with store.work() as db:
        db.touch("c1", "people")
    assert called == ["first", "second"]


def test_nothing_is_lost_when_eight_threads_write(store):
    room = classroom()
    with store.work() as db:
        db.add(room)
        db.flush()
        db.add(RunRow(classroom_id=room.id, version=0))

    def write(thread):
        for number in range(50):
            with store.work() as db:
                run = db.get(RunRow, room.id)
                run.version += 1
                db.add(ReceiptRow(action_id=f"t{thread}-{number}", day="2026-01-01"))
                db.touch(room.id, "run")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(8)))
    assert count(store, ReceiptRow) == 400
    with store.read() as db:
        assert db.get(RunRow, room.id).version == 400


def test_a_full_disk_is_told_and_survived(new_database):
    store = Store.open(new_database("sqlite"))
    event.listen(store.engine, "connect", lambda raw, _: raw.execute("PRAGMA max_page_count=1"))
    store.engine.dispose()
    with pytest.raises(SetupError, match="disk-full"), store.work() as db:
        db.add_all([classroom(str(number)) for number in range(2000)])
    assert count(store, ClassroomRow) == 0
    store.close()


def test_a_locked_database_is_told(new_database, monkeypatch):
    monkeypatch.setattr("zhixing.records.engine._BUSY_SECONDS", 0.05)
    url = new_database("sqlite")
    store = Store.open(url)
    other = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(SetupError, match="busy"), store.work() as db:
        db.add(classroom())
    assert count(store, ClassroomRow) == 0
    other.execute("ROLLBACK")
    other.close()
    with store.work() as db:
        db.add(classroom())
    assert count(store, ClassroomRow) == 1
    store.close()


@pytest.mark.postgres
def test_a_writer_that_waits_too_long_is_told(new_database, monkeypatch):
    monkeypatch.setattr("zhixing.records.engine._BUSY_SECONDS", 0.05)
    store = Store.open(new_database("postgres"))
    with store.work() as db:
        db.add(classroom())
        db.flush()
        with pytest.raises(SetupError, match="busy"), store.work() as second:
            second.add(classroom("other"))
    assert count(store, ClassroomRow) == 1
    store.close()


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("state", "error", "code"),
    [
        ("40001", ConflictError, "conflict"),
        ("23505", ConflictError, "conflict"),
        ("40P01", SetupError, "busy"),
        ("55P03", SetupError, "busy"),
        ("53300", SetupError, "busy"),
        ("53100", SetupError, "disk-full"),
        ("57P01", SetupError, "unreachable"),
        ("08006", SetupError, "unreachable"),
    ],
)
def test_what_postgresql_reports_is_worded(new_database, state, error, code):
    store = Store.open(new_database("postgres"))
    raising = text(f"DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '{state}'; END $$")
    with pytest.raises(error, match=f"records.error.{code}"), store.work() as db:
        db.execute(raising)
    store.close()


@pytest.mark.postgres
def test_reading_cannot_write_by_accident(new_database):
    store = Store.open(new_database("postgres"))
    with pytest.raises(Exception, match="read-only"), store.read() as db:
        db.execute(update(ClassroomRow).values(name="x"))
    store.close()


def test_no_free_connection_is_told(store, monkeypatch):
    monkeypatch.setattr(store.engine.pool, "_timeout", 0.05)
    limit = store.engine.pool.size() + store.engine.pool._max_overflow
    held = [store.engine.raw_connection() for _ in range(limit)]
    with pytest.raises(SetupError, match="busy"), store.read() as db:
        db.scalar(select(ClassroomRow))
    for connection in held:
        connection.close()
    assert count(store, ClassroomRow) == 0


def test_an_autocommitting_connection_begins_nothing(store):
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("INSERT INTO receipt VALUES ('a', '2026-01-01')"))
        connection.rollback()
    assert count(store, ReceiptRow) == 1
    with pytest.raises(ZeroDivisionError):
        write_and(store, fail)
    assert count(store, ClassroomRow) == 0
