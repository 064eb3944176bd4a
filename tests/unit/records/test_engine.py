import os
import sqlite3

import pytest
from sqlalchemy import text

from zhixing.errors import SetupError
from zhixing.records import Store
from zhixing.records.disk import refuse_network_path
from zhixing.records.engine import _write_ahead, open_engine

MOUNTS = r"""
/dev/sda1 / ext4 rw 0 0
server:/home /home nfs4 rw 0 0
/dev/sdb1 /home/local ext4 rw 0 0
//server/share /mnt/my\040class\134x cifs rw 0 0
drvfs /mnt/c 9p rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/li/zhixing.db", "nfs4"),
        (r"/mnt/my class\x/zhixing.db", "cifs"),
        ("/mnt/c/zhixing.db", "9p"),
        (r"\\server\share\zhixing.db", "UNC"),
        ("/home/local/zhixing.db", None),
        ("/homework/zhixing.db", None),
    ],
)
def test_a_network_drive_is_refused(tmp_path, path, kind):
    mounts = tmp_path / "mounts"
    mounts.write_text(MOUNTS.lstrip(), encoding="utf-8")
    path = type(tmp_path)(path)
    if kind is None:
        refuse_network_path(path, mounts)
        return
    with pytest.raises(SetupError, match="network-path") as caught:
        refuse_network_path(path, mounts)
    assert caught.value.params["kind"] == kind


def test_a_link_does_not_hide_where_the_file_is(tmp_path, monkeypatch):
    (tmp_path / "far").mkdir()
    (tmp_path / "near").symlink_to(tmp_path / "far")
    seen = []
    monkeypatch.setattr("zhixing.records.engine.refuse_network_path", seen.append)
    open_engine(f"sqlite:///{tmp_path}/near/zhixing.db").dispose()
    assert seen == [tmp_path / "far" / "zhixing.db"]


@pytest.mark.parametrize(
    "address",
    ["", "zhixing.db", "mysql://u@h/d", "sqlite://", "sqlite:///:memory:", "sqlite:///file:x?uri=true"],
)
def test_an_address_we_do_not_know_is_refused(address):
    with pytest.raises(SetupError, match="bad-address"):
        open_engine(address)


@pytest.mark.parametrize("address", ["mysql://li:geheim@host/name", "postgresql://li:geheim@host:port/name"])
def test_a_refused_address_does_not_show_its_password(address):
    with pytest.raises(SetupError, match="bad-address") as caught:
        open_engine(address)
    assert "geheim" not in str(caught.value)
    assert "li:***@host" in str(caught.value)


def test_an_unreachable_server_is_told_at_once():
    with pytest.raises(SetupError, match="unreachable") as caught:
        Store.open("postgresql://li:geheim@127.0.0.1:1/zhixing")
    assert "geheim" not in str(caught.value)


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(SetupError, match="unreachable"):
        Store.open(f"sqlite:///{tmp_path}/file/zhixing.db")


def test_a_file_that_is_no_database_is_told(tmp_path):
    (tmp_path / "zhixing.db").write_bytes(b"GIF89a" * 500)
    with pytest.raises(SetupError, match="unreachable"):
        Store.open(f"sqlite:///{tmp_path}/zhixing.db")


def test_a_relative_path_stays_where_it_was(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    engine = open_engine("sqlite:///zhixing.db")
    monkeypatch.chdir(os.sep)
    assert engine.url.database == str(tmp_path / "zhixing.db")
    engine.dispose()


def test_every_connection_keeps_the_promises(new_database):
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
    store = Store.open(new_database("sqlite"))
    with store.read() as db:
        assert {name: db.scalar(text(f"PRAGMA {name}")) for name in wanted} == wanted
    store.close()


class BusyConnection:
    """Refuses without waiting, as SQLite does when several processes make a new file at once."""

    def __init__(self, refusals):
        self.refusals = refusals

    def execute(self, statement):
        if self.refusals:
            self.refusals -= 1
            error = sqlite3.OperationalError("database is locked")
            error.sqlite_errorcode = sqlite3.SQLITE_BUSY
            raise error


def test_opening_a_new_file_together_waits_for_its_turn(monkeypatch):
    connection = BusyConnection(refusals=3)
    _write_ahead(connection)
    assert connection.refusals == 0
    monkeypatch.setattr("zhixing.records.engine._BUSY_SECONDS", 0)
    with pytest.raises(sqlite3.OperationalError):
        _write_ahead(BusyConnection(refusals=1000))
