"""Ranking, spread and stability, from tables of values."""

import numpy as np
import pytest

from factories import CRITERIA, make_scores
from zhixing.topics.rules import Kind, Limits, Ratings, compute, most_disputed
from zhixing.topics.rules import methods as other
from zhixing.topics.rules.stability import disputed_between

EQUAL = dict.fromkeys(CRITERIA, 1.0)
LIMITS = Limits()


def same(times, *values, topics="abc"):
    return [make_scores(topics[: len(values)], *values)] * times


def test_the_score_is_the_weighted_mean_of_the_criteria():
    weights = {"importance": 2.0, "urgency": 1.0, "cross-department": 1.0}
    found = compute(same(6, (5, 3, 1), (1, 1, 1)), "ab", weights, LIMITS)
    first = found.ranking[0]
    assert first.topic == "a"
    assert first.score == pytest.approx((2 * 5 + 3 + 1) / 4)
    assert first.by_criterion == {"importance": 5, "urgency": 3, "cross-department": 1}
    assert found.raters == 6


def test_an_empty_cell_does_not_count_as_zero():
    ballots = [*same(5, 4, 2), {"a": {"importance": 1}, "b": {"urgency": 5}}, {}]
    found = compute(ballots, "ab", EQUAL, LIMITS)
    assert found.raters == 6
    means = {ranked.topic: ranked.by_criterion for ranked in found.ranking}
    assert means["a"]["importance"] == pytest.approx((5 * 4 + 1) / 6)
    assert means["a"]["urgency"] == 4
    assert means["b"]["urgency"] == pytest.approx((5 * 2 + 5) / 6)


def test_equal_scores_share_a_place_in_establishment_order():
    found = compute(same(6, 3, 4, 4), "abc", EQUAL, LIMITS)
    assert [(ranked.topic, ranked.place) for ranked in found.ranking] == [("b", 1), ("c", 1), ("a", 3)]
    assert (found.first, found.runner_up, found.held) == ("b", "c", ("a",))


def test_the_spread_leaves_the_outermost_raters_unseen():
    ballots = [make_scores("ab", value, 3) for value in (1, 3, 3, 3, 3, 3, 3, 3, 3, 3, 5)]
    ranked = next(row for row in compute(ballots, "ab", EQUAL, LIMITS).ranking if row.topic == "a")
    assert (ranked.low, ranked.high) == (3, 3)


def test_few_raters_show_the_order_only():
    found = compute(same(4, 5, 1), "ab", EQUAL, LIMITS)
    assert found.stability.kind is Kind.FEW
    assert found.stability.sentence == "topics.sentence.few"
    assert found.appendix is None
    assert found.ranking[0].low is None
    assert found.ranking[0].by_criterion == {}
    assert compute(same(5, 5, 1), "ab", EQUAL, LIMITS).stability.kind is Kind.STABLE


def test_somebody_alone_gets_an_honest_sentence_and_everything_else():
    found = compute(same(1, (5, 5, 4), (2, 2, 2)), "ab", EQUAL, LIMITS, solo=True)
    assert found.stability.sentence == "topics.sentence.solo-stable"
    assert found.ranking[0].by_criterion["importance"] == 5
    assert found.appendix.kendall_w is None
    assert {method.id for method in found.appendix.methods} == {
        other.WEIGHTED_SUM,
        other.TOPSIS,
        other.PROMETHEE,
    }


def test_nothing_rated_and_one_topic_rated_are_said_as_they_are():
    nothing = compute([], "ab", EQUAL, LIMITS)
    assert (nothing.first, nothing.stability, nothing.held) == (None, None, ("a", "b"))
    one = compute(same(6, 4, topics="a"), "a", EQUAL, LIMITS)
    assert one.stability.sentence == "topics.sentence.only-one"
    assert one.runner_up is None


def test_a_topic_nobody_rated_on_every_criterion_is_held_and_not_ranked():
    ballots = [{**make_scores("a", 4), "b": {"importance": 5}}] * 6
    found = compute(ballots, "ab", EQUAL, LIMITS)
    assert [ranked.topic for ranked in found.ranking] == ["a"]
    assert found.unrated == ("b",)
    assert found.held == ("b",)


def test_two_topics_within_the_gap_are_close_and_the_disputed_criterion_is_named():
    split = [make_scores("ab", (4, 5, 4), (4, 2, 4)), make_scores("ab", (4, 2, 4), (4, 5, 4))] * 5
    found = compute(split, "ab", EQUAL, LIMITS)
    assert (found.stability.kind, found.stability.criterion) == (Kind.CLOSE, "urgency")


@pytest.mark.parametrize(("gap", "kind"), [(0.14, Kind.CLOSE), (0.15, Kind.STABLE), (0.16, Kind.STABLE)])
def test_the_gap_that_counts_as_close_is_a_policy_value(gap, kind):
    # 100 raters: the second topic gets one point less on every criterion from some of them
    lower = round(100 * gap)
    ballots = same(lower, 4, 3) + same(100 - lower, 4, 4)
    assert compute(ballots, "ab", EQUAL, LIMITS).stability.kind is kind


def test_a_winner_by_one_criterion_only_is_fragile():
    found = compute(same(8, (5, 1, 3), (1, 4, 3.2)), "ab", EQUAL, LIMITS)
    assert found.first == "a"
    assert found.stability.kind is Kind.FRAGILE
    assert found.stability.sentence == "topics.sentence.fragile-method"


def test_a_winner_that_hangs_on_a_weight_is_fragile_and_the_weight_is_named():
    weights = {"importance": 0.4, "urgency": 0.35, "cross-department": 0.25}
    found = compute(same(8, (5, 1, 3), (1, 5, 3)), "ab", weights, LIMITS)
    assert found.stability.sentence == "topics.sentence.fragile-weight"
    assert found.stability.criterion == "importance"
    changes = {flip.criterion: flip.change for flip in found.appendix.flips}
    assert changes["importance"] == pytest.approx(-0.05)
    assert changes["urgency"] == pytest.approx(0.05)
    assert changes["cross-department"] is None


def test_a_clear_winner_is_stable_under_every_method():
    found = compute(same(8, 5, 2, 1), "abc", EQUAL, LIMITS)
    assert found.stability.kind is Kind.STABLE
    assert {method.winner for method in found.appendix.methods} == {"a"}
    assert found.appendix.kendall_w == pytest.approx(1)
    assert all(flip.change is None for flip in found.appendix.flips)


def test_identical_topics_are_close_and_do_not_break_a_method():
    found = compute(same(8, 3, 3, 3), "abc", EQUAL, LIMITS)
    assert found.stability.kind is Kind.CLOSE
    assert found.appendix.kendall_w is None
    assert other.TOPSIS not in {method.id for method in found.appendix.methods}


def test_the_order_of_ballots_carries_nothing():
    rng = np.random.default_rng(7)
    ballots = [make_scores("abc", *(tuple(row) for row in rng.integers(1, 6, (3, 3)))) for _ in range(20)]
    there = compute(ballots, "abc", EQUAL, LIMITS)
    back = compute(ballots[::-1], "abc", EQUAL, LIMITS)
    assert [row.topic for row in there.ranking] == [row.topic for row in back.ranking]
    assert there.stability == back.stability
    assert there.appendix.severities == pytest.approx(back.appendix.severities)


def test_raters_who_put_topics_on_one_level_count_for_neither():
    ratings = Ratings.of([make_scores("ab", 3, 3), make_scores("ab", 4, 2)], "ab", CRITERIA)
    ballots = other.strict_ballots(ratings, np.full(3, 1 / 3))
    assert sorted(ballots) == [(1, ("b", "a")), (3, ("a", "b"))]


def test_a_harsh_rater_who_skipped_the_winner_is_corrected():
    kind = same(5, 4, 3.6)
    harsh = [{"a": dict.fromkeys(CRITERIA, 1)}] * 2
    found = compute([*kind, *harsh], "ab", EQUAL, LIMITS)
    assert found.first == "b"
    assert found.appendix.severity_changes_winner
    assert found.stability.kind is Kind.FRAGILE


def test_the_most_disputed_criterion_between_two_is_where_raters_contradict_each_other():
    ballots = [make_scores("ab", (5, 3, 3), (1, 3, 3)), make_scores("ab", (1, 3, 3), (5, 3, 3))]
    assert disputed_between(Ratings.of(ballots, "ab", CRITERIA), "a", "b") == "importance"
    alone = Ratings.of([make_scores("ab", (5, 4, 2), (4, 4, 3))], "ab", CRITERIA)
    assert disputed_between(alone, "a", "b") == "cross-department"


def test_the_cell_to_talk_about_is_the_one_raters_differ_on_most():
    ballots = [make_scores("ab", (3, 3, 3), (1, 3, 3))] * 3 + [make_scores("ab", (3, 3, 3), (5, 3, 3))] * 3
    cell = most_disputed(ballots, "ab", CRITERIA, LIMITS)
    assert (cell.topic, cell.criterion, cell.counts) == ("b", "importance", {1: 3, 5: 3})


@pytest.mark.parametrize("ballots", [[], same(6, 3, 3), same(2, 1, 3) + same(2, 5, 3)])
def test_no_cell_is_shown_without_dispute_or_with_few_raters(ballots):
    assert most_disputed(ballots, "ab", CRITERIA, LIMITS) is None


def test_a_topic_keeps_its_means_to_itself_where_few_have_rated_one_criterion():
    one_mark = {"a": dict(zip(CRITERIA, (5, 4, 1), strict=True)), "b": make_scores("b", 3)["b"]}
    ballots = [{"a": {"importance": 5}, "b": make_scores("b", 3)["b"]}] * 5 + [one_mark]
    found = {ranked.topic: ranked for ranked in compute(ballots, "ab", EQUAL, LIMITS).ranking}
    assert (found["a"].is_withheld, found["a"].low, found["a"].raters) == (True, None, 1)
    assert (found["b"].is_withheld, found["b"].raters) == (False, 6)


def test_a_withheld_score_is_not_told_by_its_difference_from_the_first():
    ballots = [*same(5, 4, 3), *same(1, 4, 3, 4)]
    found = compute(ballots, "abc", EQUAL, LIMITS)
    assert [(ranked.topic, ranked.is_withheld) for ranked in found.ranking[:2]] == [("a", False), ("c", True)]
    assert "close" not in {caution.kind for caution in found.cautions}
    assert "thin-topic" in {caution.kind for caution in found.cautions}


def test_two_whole_ballots_that_contradict_each_other_leave_a_result():
    whole = [make_scores("abc", 1, 2, 3), make_scores("abc", 2, 3, 1)]
    gaps = [{topic: make_scores(topic, score)[topic]} for topic, score in zip("abc", (4, 3, 2), strict=True)]
    found = compute([*whole, *gaps], "abc", EQUAL, LIMITS)
    assert found.appendix.agreement.overall.complete == 2
    assert found.appendix.agreement.overall.icc_mean is None
