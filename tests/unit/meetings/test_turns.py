"""The order of speaking: as people were given, who was put off after them, leaders last."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhixing.errors import RefusedError
from zhixing.meetings.rules import turns
from zhixing.meetings.rules.turns import Speaker

NOW = datetime(2026, 9, 1, 1, 0, tzinfo=UTC)


def speakers(*names, last=()):
    return [Speaker(name, name, last=name in last) for name in names]


def test_leaders_speak_last_and_the_others_in_the_order_given():
    found = turns.order(speakers("chief", "a", "b", "c", last=("chief",)))
    assert [one.id for one in found] == ["a", "b", "c", "chief"]


def test_who_was_put_off_comes_after_the_others_but_before_leaders():
    found = turns.order(speakers("chief", "a", "b", "c", last=("chief",)), ["a", "b"])
    assert [one.id for one in found] == ["c", "a", "b", "chief"]


def test_only_who_is_here_and_has_not_spoken_comes():
    found = turns.upcoming(speakers("a", "b", "c"), {"a"}, {"b"})
    assert [one.id for one in found] == ["c"]


@given(
    st.lists(st.integers(0, 30), unique=True), st.lists(st.integers(0, 40), unique=True), st.integers(1, 5)
)
def test_nobody_is_lost_or_doubled_and_every_leader_is_behind_everybody_else(people, put_off, every):
    given_in = [Speaker(str(one), str(one), last=one % every == 0) for one in people]
    found = turns.order(given_in, [str(one) for one in put_off])
    assert sorted(one.id for one in found) == sorted(one.id for one in given_in)
    lasts = [one.last for one in found]
    assert lasts == sorted(lasts)


def test_more_time_after_the_end_counts_from_now():
    assert turns.later_end(NOW + timedelta(minutes=1), 1, NOW) == NOW + timedelta(minutes=2)
    assert turns.later_end(NOW - timedelta(minutes=1), 1, NOW) == NOW + timedelta(minutes=1)


def test_only_what_is_left_can_be_handed_over():
    assert turns.rest(NOW + timedelta(seconds=40), NOW) == timedelta(seconds=40)
    with pytest.raises(RefusedError) as caught:
        turns.rest(NOW, NOW)
    assert caught.value.code == "room.error.no-rest"
