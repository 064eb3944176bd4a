"""Candidates: what is not known counts as neither, and never alone makes a rule fail."""

import pytest

from zhixing.teams.rules.candidate import Candidate, mean_experience
from zhixing.teams.rules.points import (
    Wishing,
    deviations,
    experience_points,
    is_foreign,
    pairs_within,
    relevance_points,
    size_points,
)
from zhixing.teams.rules.request import Slot


@pytest.mark.parametrize(
    ("outlook", "theory", "practice"),
    [("theory", True, False), ("practice", False, True), ("both", True, True), ("", False, False)],
)
def test_both_counts_for_either_and_blank_for_neither(outlook, theory, practice):
    candidate = Candidate("p", outlook=outlook)
    assert (candidate.brings_theory, candidate.brings_practice) == (theory, practice)


@pytest.mark.parametrize(
    ("level", "leader", "front"), [("leader", True, False), ("front-line", False, True), ("", False, False)]
)
def test_a_blank_level_is_neither(level, leader, front):
    candidate = Candidate("p", level=level)
    assert (candidate.is_leader, candidate.is_front_line) == (leader, front)


@pytest.mark.parametrize(
    ("stated", "points"),
    [({"t": 3}, 0), ({"t": 2}, 1), ({"t": 0}, 3), ({}, 2), ({"t": 9}, 0), ({"t": -1}, 3)],
)
def test_relevance_not_stated_counts_a_little_and_is_never_foreign(stated, points):
    candidate, slot = Candidate("p", relevance=stated), Slot("s", 1, "t")
    assert relevance_points(candidate, slot) == points
    assert is_foreign(candidate, slot) == (points == 3)
    assert relevance_points(candidate, Slot("s", 1)) == 0


def test_wishes_count_by_rank_among_the_sub_topics_there_are():
    wishing = Wishing(frozenset({"a", "b", "c", "d", "e"}))
    candidate = Candidate("p", wishes=("gone", "a", "b", "a", "c", "d"))
    points = {topic: wishing.points(candidate, Slot("s", 1, topic)) for topic in "abcde"}
    assert points == {"a": 0, "b": 1, "c": 2, "d": 3, "e": 4}
    assert wishing.is_missed(candidate, Slot("s", 1, "e"))
    nobody = Candidate("q", wishes=("gone",))
    assert wishing.points(nobody, Slot("s", 1, "e")) == 0
    assert not wishing.is_missed(nobody, Slot("s", 1, "e"))


def test_experience_not_known_takes_the_mean_of_the_others():
    candidates = [Candidate("a", experience=2), Candidate("b", experience=5), Candidate("c")]
    assert mean_experience(candidates) == 4
    assert deviations(candidates) == {"a": -20, "b": 10, "c": 0}
    assert mean_experience([Candidate("c")]) == 0


@pytest.mark.parametrize(
    ("groups", "years", "points"),
    [
        ([(0, 3), (0, 4)], 0, 0),
        ([(30, 3), (0, 4)], 1, 0),
        ([(31, 3), (0, 4)], 1, 1),
        ([(100, 2), (-100, 2)], 3, 7),
        ([(100, 2), (0, 0)], 0, 0),
        ([], 0, 0),
    ],
)
def test_means_of_experience_count_by_whole_years_beyond_what_is_allowed(groups, years, points):
    assert experience_points(groups, years) == points


def test_pairs_and_sizes():
    assert [pairs_within(count) for count in range(5)] == [0, 0, 1, 3, 6]
    assert [size_points(count, (4, 6)) for count in (0, 3, 4, 6, 8)] == [4, 1, 0, 0, 2]


def test_a_candidate_comes_back_from_json():
    candidate = Candidate("p", "u", "leader", "both", "水务", 7, {"t": 2}, ("t",))
    assert Candidate.parse(candidate.json()) == candidate
