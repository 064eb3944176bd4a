"""No stored row ties a voter to a vote. A new column here needs a reason."""

import pytest
from sqlalchemy import JSON, Integer, String

from zhixing.classroom.tables import BallotRow, TurnoutRow
from zhixing.records.tables import ChangeRow, DraftRow, ReceiptRow

COLUMNS = {
    TurnoutRow: {"window_id", "voter"},
    BallotRow: {"window_id", "key", "person_id", "batch_id", "content"},  # person_id: named windows only
    ReceiptRow: {"action_id", "day"},
    DraftRow: {"person_id", "activity", "content"},  # confidential activities keep none
    ChangeRow: {"seq", "classroom_id", "subject"},
}


@pytest.mark.parametrize("rows", COLUMNS)
def test_a_table_has_no_column_that_could_tie_a_voter_to_a_vote(rows):
    assert set(rows.__table__.columns.keys()) == COLUMNS[rows]


@pytest.mark.parametrize("rows", COLUMNS)
def test_no_value_is_made_by_the_database_or_a_clock(rows):
    for column in rows.__table__.columns:
        assert column.server_default is None
        assert column.default is None
        assert column.onupdate is None
        assert isinstance(column.type, String | Integer | JSON)


@pytest.mark.parametrize("rows", [TurnoutRow, BallotRow])
def test_no_row_number_tells_the_order_of_voting(rows):
    assert rows.__table__.dialect_options["sqlite"]["with_rowid"] is False
