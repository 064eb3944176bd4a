import errno
import hashlib
import json
import os
import threading
import zipfile
from contextlib import suppress

import pytest
from sqlalchemy import func, select

from zhixing.classroom.tables import BallotRow, ClassroomRow, PersonRow, TurnoutRow, WindowRow
from zhixing.errors import InputError, SetupError
from zhixing.records import Store, schema
from zhixing.records.backup import backup, restore
from zhixing.records.feed import EVERYTHING, ChangeFeed
from zhixing.records.tables import ChangeRow, DraftRow, ReceiptRow, Row

NAMES = ['欧阳 = "x"', "O'Neill\n第二行", "=1+1", "😀", "半个"]


def fill(store):
    with store.work() as db:
        db.add(ClassroomRow(id="c1", code="AB12", name="一期", kind="class", policy={"votes": {"each": 3}}))
        db.flush()
        for number, name in enumerate(NAMES):
            db.add(
                PersonRow(id=f"p{number}", classroom_id="c1", name=name, roles=["learner"], joined=number > 2)
            )
        window = {"purpose": "votes", "mode": "confidential", "state": "open", "subject": {"topics": ["t1"]}}
        db.add(WindowRow(id="w1", classroom_id="c1", **window))
        db.flush()
        for number in (2, 0, 1):
            db.add(TurnoutRow(window_id="w1", voter=f"v{number}"))
            db.add(BallotRow(window_id="w1", key=f"k{number}", content={"topics": ["t1", None, 1.5]}))
        db.add(DraftRow(person_id="p1", activity="topics", content={"半个": "\ud83d"}))
        db.add(ReceiptRow(action_id="a" * 20, day="2026-01-01"))


def everything(store):
    found = {}
    with store.read() as db:
        for table in Row.metadata.sorted_tables:
            if table.name != "change":
                rows = db.execute(select(table).order_by(*table.primary_key)).mappings()
                found[table.name] = [dict(row) for row in rows]
    return found


def rewrite(path, changes, *, add=()):
    """Change members of a backup; checksums are mended, unless the manifest itself is changed."""
    with zipfile.ZipFile(path) as archive:
        pages = {name: archive.read(name) for name in archive.namelist()}
    pages |= {name: change(pages[name]) for name, change in changes.items()}
    if "manifest.json" not in changes:
        manifest = json.loads(pages["manifest.json"])
        for table, note in manifest["tables"].items():
            page = pages[f"tables/{table}.jsonl"]
            note |= {"rows": page.count(b"\n"), "sha256": hashlib.sha256(page).hexdigest()}
        pages["manifest.json"] = json.dumps(manifest).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, page in [*pages.items(), *add]:
            archive.writestr(name, page)


@pytest.fixture
def saved(store, tmp_path):
    fill(store)
    path = tmp_path / "backup.zip"
    backup(store, path)
    return path


def refuse(store, path, **options):
    """Restore, and check that it is refused and that nothing changed."""
    with store.work() as db:
        db.get(ClassroomRow, "c1").name = "二期"
    before = everything(store)
    with pytest.raises(InputError) as caught:
        restore(store, path, **options)
    assert everything(store) == before
    return caught.value


def test_what_was_backed_up_comes_back(store, saved):
    before = everything(store)
    with store.work() as db:
        db.delete(db.get(ClassroomRow, "c1"))
        db.add(ClassroomRow(id="c2", code="ZZ", name="later", kind="class", policy={}))
    restore(store, saved)
    assert everything(store) == before
    assert before["person"][0]["name"] == NAMES[0]


@pytest.mark.postgres
@pytest.mark.parametrize(("source", "target"), [("sqlite", "postgres"), ("postgres", "sqlite")])
def test_a_backup_of_one_database_is_restored_in_the_other(new_database, tmp_path, source, target):
    one, other = Store.open(new_database(source)), Store.open(new_database(target))
    fill(one)
    written = backup(one, tmp_path / "backup.zip")
    assert restore(other, tmp_path / "backup.zip") == written
    assert everything(other) == everything(one)
    other_again = backup(other, tmp_path / "again.zip")
    assert other_again.tables == written.tables, "the same rows have the same checksums"
    one.close()
    other.close()


def test_the_manifest_says_what_is_in_it(store, saved):
    with zipfile.ZipFile(saved) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        ballots = archive.read("tables/ballot.jsonl")
    assert manifest["format"] == "zhixing-backup-1"
    assert manifest["revision"] == schema.known()
    assert set(manifest["tables"]) == set(Row.metadata.tables) - {"change"}
    assert manifest["tables"]["ballot"]["rows"] == 3
    assert manifest["tables"]["ballot"]["sha256"] == hashlib.sha256(ballots).hexdigest()


def test_the_order_of_voting_is_not_in_a_backup(saved):
    with zipfile.ZipFile(saved) as archive:
        voters = [json.loads(line)["voter"] for line in archive.read("tables/turnout.jsonl").splitlines()]
        keys = [json.loads(line)["key"] for line in archive.read("tables/ballot.jsonl").splitlines()]
    assert (voters, keys) == (["v0", "v1", "v2"], ["k0", "k1", "k2"])


def test_only_its_owner_can_read_a_backup(saved):
    assert saved.stat().st_mode & 0o077 == 0


def test_a_file_is_never_overwritten(store, saved):
    before = saved.read_bytes()
    with pytest.raises(InputError, match="backup-exists"):
        backup(store, saved)
    assert saved.read_bytes() == before


def test_a_file_that_appears_meanwhile_is_not_overwritten(store, tmp_path, monkeypatch):
    path = tmp_path / "backup.zip"
    monkeypatch.setattr("zhixing.records.backup.write_manifest", lambda *_: path.write_text("mine"))
    with pytest.raises(InputError, match="backup-exists"):
        backup(store, path)
    assert path.read_text(encoding="utf-8") == "mine"
    assert list(tmp_path.glob(".zhixing-*")) == []


@pytest.mark.parametrize(
    ("number", "code"), [(errno.ENOSPC, "disk-full"), (errno.EROFS, "backup-unwritable")]
)
def test_a_disk_that_does_not_take_it_is_told(store, tmp_path, monkeypatch, number, code):
    def fail(*_):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("zhixing.records.backup.write_table", fail)
    with pytest.raises(SetupError, match=code):
        backup(store, tmp_path / "backup.zip")
    assert not (tmp_path / "backup.zip").exists()
    assert list(tmp_path.glob(".zhixing-*")) == []


def test_a_backup_while_in_use_shows_one_moment(store, tmp_path):
    fill(store)
    stopping = threading.Event()

    def vote():
        number = 0
        while not stopping.is_set():
            number += 1
            with store.work() as db:
                db.add(BallotRow(window_id="w1", key=f"x{number}", content={}))
                db.flush()
                db.add(TurnoutRow(window_id="w1", voter=f"x{number}"))

    voting = threading.Thread(target=vote)
    voting.start()
    try:
        notes = [backup(store, tmp_path / f"{number}.zip").tables for number in range(5)]
    finally:
        stopping.set()
        voting.join()
    assert all(note["ballot"].rows == note["turnout"].rows for note in notes)
    assert notes[-1]["ballot"].rows > notes[0]["ballot"].rows


def test_restoring_wakes_every_page(store, saved, until):
    told = []
    feed = ChangeFeed(store, told.append)
    feed.start_and_wait()
    restore(store, saved)
    until(lambda: frozenset({EVERYTHING}) in told)
    feed.stop()


def test_restoring_does_not_reuse_the_numbers_of_changes(new_database, tmp_path):
    store = Store.open(new_database("sqlite"))
    with store.work() as db:
        db.touch("c1", *"abc")
    backup(store, tmp_path / "backup.zip")
    restore(store, tmp_path / "backup.zip")
    with store.read() as db:
        assert db.scalar(select(func.max(ChangeRow.seq))) == 4
    store.close()


def test_another_version_is_refused(store, saved):
    rewrite(saved, {"manifest.json": lambda page: page.replace(schema.known().encode(), b"0099_x")})
    error = refuse(store, saved)
    assert error.code == "records.error.backup-version"
    assert error.params == {"found": "0099_x", "known": schema.known()}


def test_a_database_with_another_schema_is_not_restored_into(backend, new_database, saved):
    blank = Store.open(new_database(backend, blank=True))
    with pytest.raises(SetupError, match="old-schema"):
        restore(blank, saved)
    with pytest.raises(SetupError, match="old-schema"):
        backup(blank, saved.with_name("other.zip"))
    blank.close()


def replaced(old, new):
    return lambda page: page.replace(old, new)


@pytest.mark.parametrize(
    ("table", "change", "place"),
    [
        ("person", lambda page: page + b"[]\n", ("tables/person.jsonl", 6, None)),
        ("person", lambda page: page + b"{}\n", ("tables/person.jsonl", 6, None)),
        ("person", lambda page: page + b"\xff\n", ("tables/person.jsonl", 6, None)),
        ("person", lambda page: b"[" * 100_000, ("tables/person.jsonl", 1, None)),
        ("person", replaced(b'"seat":null', b'"seat":true'), ("tables/person.jsonl", 1, "seat")),
        ("person", replaced(b'"seat":null', b'"seat":2147483648'), ("tables/person.jsonl", 1, "seat")),
        ("person", replaced(b'"joined":true', b'"joined":1'), ("tables/person.jsonl", 4, "joined")),
        ("person", replaced(b'"post":""', b'"post":null'), ("tables/person.jsonl", 1, "post")),
        ("person", replaced(b'"post":""', b'"post":"\\u0000"'), ("tables/person.jsonl", 1, "post")),
        ("person", replaced(b'"post":""', b'"post":"\\ud83d"'), ("tables/person.jsonl", 1, "post")),
        ("person", replaced(b'"post":""', b'"post":"%s"' % (b"x" * 121)), ("tables/person.jsonl", 1, "post")),
        ("person", replaced(b'"c1"', b'"gone"'), ("tables/person.jsonl", None, None)),
        ("turnout", lambda page: page + page, ("tables/turnout.jsonl", None, None)),
    ],
)
def test_a_row_that_does_not_fit_is_named(store, saved, table, change, place):
    rewrite(saved, {f"tables/{table}.jsonl": change})
    error = refuse(store, saved)
    assert error.code == "records.error.backup-unreadable"
    assert (error.location.file, error.location.row, error.location.field) == place


@pytest.mark.parametrize(
    "change",
    [
        replaced(b"zhixing-backup-1", b"zhixing-backup-9"),
        replaced(b'"rows": 3', b'"rows": 4'),
        replaced(b'"sha256": "', b'"sha256": "0'),
        replaced(b'"voter"', b'"voters"'),
        replaced(b'"turnout"', b'"../../turnout"'),
        replaced(b"{", b"["),
        lambda _: b"{}",
        lambda page: page + b" " * (1 << 20),
    ],
)
def test_a_manifest_that_does_not_fit_is_refused(store, saved, change):
    rewrite(saved, {"manifest.json": change})
    assert refuse(store, saved).code == "records.error.backup-unreadable"


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", ["../../../etc/passwd", "extra.txt", "tables/ballot.jsonl", "/abs"])
def test_anything_else_in_the_file_is_refused(store, saved, name):
    rewrite(saved, {}, add=[(name, b"")])
    assert refuse(store, saved).code == "records.error.backup-unreadable"


def test_a_bomb_is_refused_before_it_unpacks(store, saved):
    rewrite(saved, {"tables/draft.jsonl": lambda page: page + b"\n" * (1 << 22)})
    assert saved.stat().st_size < 1 << 16
    assert refuse(store, saved, limit=1 << 20).code == "records.error.backup-unreadable"


@pytest.mark.parametrize("share", [0, 0.3, 0.7, 0.999])
def test_a_file_cut_off_is_refused(store, saved, share):
    page = saved.read_bytes()
    saved.write_bytes(page[: int(len(page) * share)])
    assert refuse(store, saved).code == "records.error.backup-unreadable"


def test_a_file_with_any_byte_changed_is_refused_or_the_same(new_database, tmp_path):
    store, path = Store.open(new_database("sqlite")), tmp_path / "backup.zip"
    fill(store)
    backup(store, path)
    page, wanted = path.read_bytes(), everything(store)
    for place in range(0, len(page), max(1, len(page) // 40)):
        path.write_bytes(page[:place] + bytes([page[place] ^ 0x55]) + page[place + 1 :])
        with suppress(InputError):
            restore(store, path)
        assert everything(store) == wanted
    store.close()


def test_no_file_is_told(store, tmp_path):
    fill(store)
    assert refuse(store, tmp_path / "none.zip").code == "records.error.backup-unreadable"
