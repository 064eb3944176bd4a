"""No stored row ties a voter to a vote. A new column here needs a reason."""

import pytest
from sqlalchemy import JSON, Integer, String, text

from zhixing.classroom.tables import BallotRow, ClassroomRow, TurnoutRow, WindowRow
from zhixing.records.secrecy import forget_order
from zhixing.records.tables import ChangeRow, DraftRow, ReceiptRow

WHY = {
    TurnoutRow: {"window_id", "voter"},
    BallotRow: {"window_id", "key", "person_id", "batch_id", "content"},  # person_id: named windows only
    ReceiptRow: {"action_id", "day"},
    DraftRow: {"person_id", "activity", "content"},  # confidential activities keep none
    ChangeRow: {"seq", "classroom_id", "subject"},
}


@pytest.mark.parametrize("rows", WHY)
def test_a_table_has_no_column_that_could_tie_a_voter_to_a_vote(rows):
    assert set(rows.__table__.columns.keys()) == WHY[rows]


@pytest.mark.parametrize("rows", WHY)
def test_no_value_is_made_by_the_database_or_a_clock(rows):
    for column in rows.__table__.columns:
        assert column.server_default is None
        assert column.default is None
        assert column.onupdate is None
        assert isinstance(column.type, String | Integer | JSON)


@pytest.mark.parametrize("rows", [TurnoutRow, BallotRow])
def test_no_row_number_tells_the_order_of_voting(rows):
    assert rows.__table__.dialect_options["sqlite"]["with_rowid"] is False


def vote(store, voter, key):
    with store.work() as db:
        db.add(TurnoutRow(window_id="w1", voter=voter))
        db.add(BallotRow(window_id="w1", key=key, content={"by": voter}))


def transactions(store, table):
    with store.read() as db:
        return list(db.scalars(text(f"SELECT xmin::text FROM {table} ORDER BY ctid")))


@pytest.fixture
def voted(store):
    with store.work() as db:
        db.add(ClassroomRow(id="c1", code="AB12", name="一期", kind="class", policy={}))
        db.flush()
        for name in ("w1", "w2"):
            window = {"purpose": name, "mode": "confidential", "state": "open", "subject": {}}
            db.add(WindowRow(id=name, classroom_id="c1", **window))
    for number in range(30):
        vote(store, f"v{number * 7 % 30:02}", f"k{number * 11 % 30:02}")
    return store


def forget(store):
    with store.work() as db:
        for rows in (TurnoutRow, BallotRow):
            forget_order(db, rows, rows.window_id == "w1")


def contents(store):
    with store.read() as db:
        votes = db.execute(text("SELECT key, content ->> 'by' FROM ballot ORDER BY key")).all()
        return votes, db.execute(text("SELECT voter FROM turnout ORDER BY voter")).all()


def test_forgetting_the_order_keeps_every_vote(voted):
    before = contents(voted)
    forget(voted)
    assert contents(voted) == before
    assert len(before[0]) == 30


def test_no_hidden_column_shows_who_cast_which_ballot(voted):
    if voted.engine.dialect.name == "sqlite":
        return  # keeps these tables by key, see above
    before = transactions(voted, "turnout")
    assert before == transactions(voted, "ballot"), "PostgreSQL would tell"
    assert len(set(before)) == 30
    forget(voted)
    assert len({*transactions(voted, "turnout"), *transactions(voted, "ballot")}) == 1
    with voted.read() as db:
        assert list(db.scalars(text("SELECT key FROM ballot ORDER BY ctid"))) == [
            f"k{n:02}" for n in range(30)
        ]
        assert list(db.scalars(text("SELECT voter FROM turnout ORDER BY ctid"))) == [
            f"v{n:02}" for n in range(30)
        ]
