"""Topics are dealt to tables evenly, and where possible to a table that knows the matter."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from zhixing.topics.rules.dealing import deal


def test_ten_topics_at_six_tables_are_one_or_two_each():
    topics = [(f"t{n}", f"u{n % 5}") for n in range(10)]
    dealt = deal(topics, {seat: {f"u{seat % 5}"} for seat in range(1, 7)})
    assert sorted(Counter(dealt.values()).values()) == [1, 1, 2, 2, 2, 2]


def test_a_topic_goes_to_a_table_of_its_unit():
    tables = {1: {"政务科"}, 2: {"民生科", "办公室"}, 3: set()}
    assert deal([("a", "民生科"), ("b", "政务科"), ("c", "企服科")], tables) == {"a": 2, "b": 1, "c": 3}


def test_an_earlier_topic_moves_to_another_table_of_its_unit_to_make_room():
    tables = {1: {"民生科", "政务科"}, 2: {"民生科"}}
    assert deal([("a", "民生科"), ("b", "政务科")], tables) == {"a": 2, "b": 1}


def test_without_tables_nothing_is_dealt():
    assert deal([("a", "u")], {}) == {}


UNITS = st.sampled_from("甲乙丙丁")


@given(st.lists(UNITS, max_size=25), st.dictionaries(st.integers(1, 9), st.sets(UNITS), min_size=1))
def test_every_topic_has_a_table_and_no_table_two_more_than_another(units, tables):
    topics = [(f"t{n}", unit) for n, unit in enumerate(units)]
    dealt = deal(topics, tables)
    assert set(dealt) == {topic for topic, _ in topics}
    loads = [list(dealt.values()).count(seat) for seat in tables]
    assert max(loads) - min(loads) <= 1
    assert deal(topics, tables) == dealt
