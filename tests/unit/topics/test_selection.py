"""From the vote to the topics that are rated."""

import pytest

from factories import worded
from zhixing.errors import InputError
from zhixing.topics.rules import Overall, check_votes, pick_rated

ORDER = list("abcdefg")


@pytest.mark.parametrize(
    ("counts", "refused", "at_most", "kept", "tied"),
    [
        ({"a": 1, "b": 5, "c": 4, "d": 3, "e": 2, "f": 6, "g": 0}, "", 5, "bcdef", ""),
        ({"a": 2, "b": 2, "c": 2, "d": 1, "e": 1}, "", 3, "abc", ""),
        ({"a": 3, "b": 1, "c": 1, "d": 1}, "", 2, "ab", "bcd"),
        ({"a": 9, "b": 8, "c": 7, "d": 6, "e": 5, "f": 4}, "a", 3, "bcd", ""),
        ({}, "cdefg", 5, "ab", ""),
        ({}, "", 5, "abcde", "abcdefg"),
        ({"f": 1, "g": 1}, "", 5, "fg", ""),
    ],
)
def test_the_most_voted_go_on_in_establishment_order(counts, refused, at_most, kept, tied):
    verdicts = dict.fromkeys(refused, Overall.NO)
    chosen = pick_rated(counts, verdicts, ORDER, at_most)
    assert chosen.kept == tuple(kept)
    assert chosen.tied == tuple(tied)
    assert chosen.tie is bool(tied)


def test_a_topic_to_revise_or_not_judged_yet_may_go_on():
    verdicts = {"a": Overall.REVISE, "b": Overall.OPEN, "c": Overall.NO}
    assert pick_rated({}, verdicts, ["a", "b", "c", "d"], 5).kept == ("a", "b", "d")


@pytest.mark.parametrize(
    ("topics", "zh", "en"),
    [
        ([], "至少选一个", "at least one"),
        (["a", "b", "c", "d"], "每人 3 票，现在选了 4 个", "3 votes; 4 topics"),
        (["a", "a"], "选了两次", "chosen twice"),
        (["a", "z"], "不在这次投票中", "not in this vote"),
    ],
)
def test_a_bad_vote_is_refused_with_a_sentence(topics, zh, en):
    with pytest.raises(InputError) as caught:
        check_votes(topics, ORDER, 3)
    said = worded(caught.value)
    assert zh in said[0]
    assert en in said[1]


def test_a_good_vote_passes():
    check_votes(["g", "a"], ORDER, 3)
