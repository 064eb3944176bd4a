import subprocess
import sys
import threading

import pytest
from sqlalchemy import event, func, select, text

from zhixing.errors import SetupError
from zhixing.records import Store
from zhixing.records.feed import EVERYTHING, ChangeFeed, forget_old_changes
from zhixing.records.tables import ChangeRow


class Told(list):
    def __call__(self, changes):
        self.append(changes)

    def all(self):
        return frozenset().union(*self)


@pytest.fixture
def told():
    return Told()


@pytest.fixture
def feed(store, told, monkeypatch):
    monkeypatch.setattr("zhixing.records.feed._NOTICE_SECONDS", 0.05)
    feed = ChangeFeed(store, told)
    feed.start_and_wait()
    yield feed
    feed.stop()
    assert not feed.is_alive()


def touch(store, classroom, *subjects):
    with store.work() as db:
        db.touch(classroom, *subjects)


def test_a_commit_of_this_process_is_told(store, feed, told, until):
    touch(store, "c1", "people", "run")
    until(lambda: told.all() == {("c1", "people"), ("c1", "run")})


def test_a_commit_of_another_store_is_told(store, feed, told, until):
    other = Store.open(store.engine.url.render_as_string(hide_password=False))
    touch(other, "c1", "ballots")
    other.close()
    until(lambda: told.all() == {("c1", "ballots")})


def test_a_commit_of_another_process_is_told(store, feed, told, until):
    script = (
        "import sys; from zhixing.records import Store; store = Store.open(sys.argv[1])\n"
        "with store.work() as db: db.touch('c1', 'ballots')\n"
        "store.close()"
    )
    address = store.engine.url.render_as_string(hide_password=False)
    subprocess.run([sys.executable, "-c", script, address], check=True)
    until(lambda: told.all() == {("c1", "ballots")})


def test_no_commit_is_missed_while_many_write(store, feed, told, until):
    wanted = {(f"c{thread}", f"s{number}") for thread in range(4) for number in range(25)}

    def write(thread):
        for number in range(25):
            touch(store, f"c{thread}", f"s{number}")

    threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    until(lambda: told.all() == wanted)


def test_what_was_undone_is_not_told(store, feed, told, until):
    with pytest.raises(ZeroDivisionError):
        touch_and_fail(store)
    touch(store, "c2", "people")
    until(told.all)
    assert told.all() == {("c2", "people")}


def touch_and_fail(store):
    with store.work() as db:
        db.touch("c1", "people")
        raise ZeroDivisionError


def test_everything_can_be_announced(store, feed, told, until):
    touch(store, *EVERYTHING)
    until(lambda: told.all() == {EVERYTHING})


def test_a_commit_during_the_start_is_told_at_the_first_look(new_database, told, until):
    store = Store.open(new_database("sqlite"))
    feed = ChangeFeed(store, told)
    heard = feed._ready

    def ready():
        with store.engine.begin() as connection:  # without the nudge of this process
            connection.execute(text("INSERT INTO change (classroom_id, subject) VALUES ('c1', 'people')"))
        heard()

    feed._ready = ready
    feed.start_and_wait()
    until(lambda: told.all() == {("c1", "people")})
    feed.stop()
    store.close()


def test_a_listener_that_fails_does_not_end_the_feed(store, until, monkeypatch, caplog):
    monkeypatch.setattr("zhixing.records.feed._RETRY_SECONDS", 0.01)
    told = []

    def tell(changes):
        told.append(changes)
        if len(told) == 1:
            raise RuntimeError("the loop is closed")

    feed = ChangeFeed(store, tell)
    feed.start_and_wait()
    touch(store, "c1", "people")
    until(lambda: frozenset({EVERYTHING}) in told)
    touch(store, "c2", "people")
    until(lambda: frozenset({("c2", "people")}) in told)
    feed.stop()
    assert "the loop is closed" in caplog.text


@pytest.mark.postgres
def test_after_a_lost_connection_everyone_looks(new_database, told, until, monkeypatch, caplog):
    monkeypatch.setattr("zhixing.records.feed._RETRY_SECONDS", 0.01)
    store = Store.open(new_database("postgres"))
    feed = ChangeFeed(store, told)
    feed.start_and_wait()
    with store.read() as db:
        db.execute(
            text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'LISTEN zhixing'")
        )
    until(lambda: told.all() == {EVERYTHING})
    touch(store, "c1", "people")
    until(lambda: told.all() == {EVERYTHING, ("c1", "people")})
    feed.stop()
    store.close()


def test_a_feed_that_cannot_begin_says_why(new_database, backend, caplog):
    store = Store.open(new_database(backend))
    broken = ChangeFeed(store, print)
    broken._follow_sqlite = broken._follow_postgresql = lambda: {}["gone"]
    with pytest.raises(SetupError, match="gone"):
        broken.start_and_wait(0.1)
    assert not broken.is_alive()
    assert store.after_commit == []
    store.close()


def test_old_changes_are_forgotten_and_a_slow_feed_looks_at_everything(
    new_database, told, until, monkeypatch
):
    monkeypatch.setattr("zhixing.records.feed._KEPT_CHANGES", 10)
    store = Store.open(new_database("sqlite"))
    feed = ChangeFeed(store, told)
    feed.start_and_wait()
    with store.work() as db:
        db.touch("c1", *(f"s{number}" for number in range(30)))
        db.flush()
        event.listen(db, "before_commit", forget_old_changes)
    until(lambda: EVERYTHING in told.all())
    with store.read() as db:
        assert db.scalar(select(func.count()).select_from(ChangeRow)) == 10
    feed.stop()
    store.close()


def test_forgetting_in_an_empty_table_is_nothing(store):
    with store.work() as db:
        forget_old_changes(db)
