"""Dates by which something is to be done: one way of writing them, so that they sort and compare."""

from datetime import date

import pytest

from factories import worded
from zhixing.errors import InputError
from zhixing.ledger.service import EntryDraft

TODAY = date(2026, 5, 6)


@pytest.mark.parametrize("due", ["20260506", "2026-W19-3", "2026W193", "2026-5-6", "六月底"])
def test_a_date_written_otherwise_is_refused_with_a_sentence(due):
    with pytest.raises(InputError) as caught:
        EntryDraft("走一遍流程", "周宁", due=due).checked(today=TODAY)
    assert caught.value.code == "ledger.error.due-unread"
    assert all(due in sentence for sentence in worded(caught.value))


def test_a_date_as_calendars_write_it_is_kept():
    assert EntryDraft("走一遍流程", "周宁", due="2026-05-06").checked(today=TODAY).due == "2026-05-06"
