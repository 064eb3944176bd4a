"""What can be wrong with a round of ratings is found, worded, and followed by what to do."""

import numpy as np
import pytest

from factories import CRITERIA, make_scores
from zhixing.actor import Locale
from zhixing.text import Text
from zhixing.topics.rules import Caution, Kind, Limits, compute
from zhixing.topics.rules import methods as other
from zhixing.topics.rules.warnings import KINDS
from zhixing.topics.service.shown import appendix_json, notes_json, pictures_json, result_json
from zhixing.topics.service.wording import caution_texts, stability_sentence

EQUAL = dict.fromkeys(CRITERIA, 1.0)
LIMITS = Limits()
TITLES = {"a": "一窗办成", "b": "电梯", "c": "带教"}


def ballots(times, *values, topics="abc"):
    return [make_scores(topics[: len(values)], *values)] * times


def rated(given, topics="abc", **options):
    return compute(given, topics, EQUAL, LIMITS, **options)


def kinds(found):
    return [caution.kind for caution in found.cautions]


def caution(found, kind):
    return next(one for one in found.cautions if one.kind == kind)


def said(found, kind):
    texts = caution_texts(caution(found, kind), TITLES, LIMITS)
    return Text.parse(texts["sentence"]), Text.parse(texts["next"])


# ---- planted cases -------------------------------------------------------------------------------


def test_a_harsh_rater_who_skipped_the_winner_is_found():
    found = rated([*ballots(5, 4, 3.6), *[{"a": dict.fromkeys(CRITERIA, 1)}] * 2], "ab")
    assert found.first == "b"
    assert caution(found, "severity-changes-winner").rival == "a"
    sentence, then = said(found, "severity-changes-winner")
    assert "由“电梯”变为“一窗办成”" in sentence.zh
    assert "不要问是谁打的" in then.zh
    assert then.en


def test_a_close_tie_is_found_and_names_what_to_talk_about():
    split = [make_scores("ab", (4, 5, 4), (4, 3, 4)), make_scores("ab", (4, 3, 4), (4, 5, 4))] * 5
    found = rated([*split, make_scores("ab", 4, 3)], "ab")
    close = caution(found, "close")
    assert (close.topic, close.rival, close.criterion) == ("a", "b", "urgency")
    sentence, then = said(found, "close")
    assert "只差 0.09 分" in sentence.zh
    assert "紧迫性" in then.zh


def test_a_normalisation_that_changes_the_winner_is_found():
    found = rated(ballots(8, (1, 4, 4), (1, 3, 2), (3, 1, 4)))
    assert found.first == "a"
    flip = caution(found, "normalisation-changes-winner")
    assert (flip.topic, flip.rival) == ("a", "c")
    sentence, then = said(found, "normalisation-changes-winner")
    assert "标准化" in sentence.zh
    assert "先按它说明，再请大家就这两题各说一个事实" in then.zh
    assert found.stability.kind is Kind.FRAGILE


def test_a_majority_that_borda_overrules_is_found():
    found = rated([*ballots(6, 5, 4, 1), *ballots(5, 1, 5, 4)])
    assert found.appendix.method(other.CONDORCET).winner == "a"
    assert found.appendix.method(other.BORDA).winner == "b"
    overruled = caution(found, "borda-overrules-majority")
    assert (overruled.topic, overruled.rival) == ("a", "b")
    assert "更多的人看好“一窗办成”" in said(found, "borda-overrules-majority")[0].zh


def test_a_circle_of_majorities_is_found():
    found = rated([*ballots(5, 5, 3, 1), *ballots(4, 1, 5, 3), *ballots(4, 3, 1, 5)])
    assert found.appendix.method(other.CONDORCET).winner is None
    assert "no-condorcet-winner" in kinds(found)
    assert "low-agreement" in kinds(found)
    assert found.stability.kind is Kind.FRAGILE
    assert "两两比较" in stability_sentence(found, LIMITS).zh


def test_a_topic_without_which_the_others_turn_round_is_named():
    found = rated(ballots(8, (4, 1, 5), (2, 2, 5), (3, 5, 1)))
    turned = caution(found, "reversal")
    assert turned.dropped == "a"
    assert {turned.topic, turned.rival} == {"b", "c"}
    assert "去掉“一窗办成”" in said(found, "reversal")[0].zh


def test_a_weight_that_decides_is_named_with_the_challenger():
    weights = {"importance": 0.4, "urgency": 0.35, "cross-department": 0.25}
    found = compute(ballots(8, (5, 1, 3), (1, 5, 3)), "ab", weights, LIMITS)
    fragile = caution(found, "weights-fragile")
    assert (fragile.criterion, fragile.rival, round(fragile.value, 6)) == ("importance", "b", -5)
    assert "−5.0 个百分点" in said(found, "weights-fragile")[0].zh


# ---- bad input: what is missing, and what can still be said ---------------------------------------


def test_one_rater_in_a_class_and_few_raters_get_the_order_only():
    for count, kind in ((1, "one-rater"), (3, "few-raters")):
        found = rated(ballots(count, 5, 3, 1))
        assert kinds(found) == [kind]
        shown = result_json(found, TITLES)
        assert [row["score"] for row in shown["ranking"]] == [None] * 3
        assert [row["id"] for row in shown["ranking"]] == ["a", "b", "c"]
        assert appendix_json(found) is None
        assert all(data is None for data in pictures_json(found, TITLES, (), (1, 5), None).values())
        (left,) = notes_json(found, TITLES, LIMITS)["left_out"]
        assert "先后仍可参考" in left["zh"]


def test_somebody_alone_is_told_what_one_rating_cannot_say():
    found = rated(ballots(1, (5, 5, 4), (2, 2, 2)), "ab", solo=True)
    assert "one-rater" in kinds(found)
    assert "无从计算" in notes_json(found, TITLES, LIMITS)["left_out"][0]["zh"]
    assert appendix_json(found)["agreement"]["overall"]["w"] is None


def test_all_equal_is_said_as_it_is():
    found = rated(ballots(8, 3, 3, 3))
    assert kinds(found) == ["all-equal"]
    assert found.stability.sentence == "result.sentence.all-equal"
    assert "排不出先后" in stability_sentence(found, LIMITS).zh
    assert "无从计算" in notes_json(found, TITLES, LIMITS)["left_out"][-1]["zh"]


def test_one_topic_has_no_order_but_its_means():
    found = rated(ballots(6, (4, 3, 5), topics="a"), "a")
    assert kinds(found) == ["one-topic"]
    assert result_json(found, TITLES)["ranking"][0]["by_criterion"]["importance"] == 4
    assert "一个题目" in notes_json(found, TITLES, LIMITS)["left_out"][0]["zh"]


def test_whoever_rates_one_topic_only_counts_there_and_is_said_without_a_name():
    found = rated([*ballots(6, 5, 3, 1), {"b": dict.fromkeys(CRITERIA, 5)}])
    assert kinds(found)[-2:] == ["gaps", "single-topic-ballots"]
    gaps = caution(found, "gaps")
    assert (gaps.count, gaps.total) == (6, 63)
    assert found.appendix.agreement.overall.complete == 6
    assert "7 份评分中有 6 份评全了题目" in notes_json(found, TITLES, LIMITS)["left_out"][0]["zh"]


def test_a_topic_that_few_have_rated_keeps_its_score_to_itself():
    found = rated([*ballots(6, 3, 2), make_scores("abc", 3, 2, 5)])
    thin = caution(found, "thin-topic")
    assert (thin.topic, thin.count, thin.total) == ("c", 1, 5)
    row = next(row for row in result_json(found, TITLES)["ranking"] if row["id"] == "c")
    assert (row["score"], row["low"], row["by_criterion"]) == (None, None, {})


def test_a_topic_without_a_criterion_is_unrated_and_nothing_rated_is_empty():
    found = rated([{**make_scores("ab", 4, 2), "c": {"importance": 5}}] * 6)
    assert caution(found, "unrated").topic == "c"
    nothing = rated([])
    assert nothing.cautions == ()
    assert "补齐评分" in notes_json(nothing, TITLES, LIMITS)["left_out"][0]["zh"]


# ---- the words and the order ---------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_worded_with_a_next_step_in_both_languages(kind):
    one = Caution(kind, "a", "b", "c", "urgency", "minmax", 3, 5, 0.25)
    texts = caution_texts(one, TITLES, LIMITS)
    for said_in in (texts["sentence"], texts["next"]):
        for locale in Locale:
            words = Text.parse(said_in).to(locale)
            assert words
            assert "{" not in words
            assert "None" not in words


def test_the_most_important_comes_first():
    rng = np.random.default_rng(3)
    for _ in range(30):
        given = [make_scores("abc", *(tuple(row) for row in rng.integers(1, 6, (3, 3)))) for _ in range(6)]
        found = kinds(rated(given))
        assert found == sorted(found, key=list(KINDS).index)


def test_a_clear_result_has_nothing_to_beware_of():
    assert kinds(rated(ballots(8, 5, 2, 1))) == []


# ---- the appendix --------------------------------------------------------------------------------


def test_the_same_ballots_give_the_same_shares_in_any_order():
    rng = np.random.default_rng(7)
    given = [make_scores("abc", *(tuple(row) for row in rng.integers(1, 6, (3, 3)))) for _ in range(20)]
    there, back = rated(given), rated(given[::-1])
    assert np.allclose(there.appendix.acceptability, back.appendix.acceptability)
    assert np.allclose(np.sum(there.appendix.acceptability, axis=0), 1)
    assert there.appendix.agreement.overall.alpha_interval == pytest.approx(
        back.appendix.agreement.overall.alpha_interval
    )


def test_agreement_is_told_on_the_whole_and_on_each_criterion():
    usual = ((5, 4, 4), (3, 3, 3), (2, 1, 2))
    other_views = ((4, 5, 4), (3, 2, 3), (1, 2, 2))
    told = rated([make_scores("abc", *usual)] * 5 + [make_scores("abc", *other_views)] * 3)
    shown = appendix_json(told)["agreement"]
    assert [one["criterion"] for one in shown["by_criterion"]] == list(CRITERIA)
    overall = shown["overall"]
    assert overall["w"]["value"] > 0.6
    assert overall["w"]["p"] < 0.05
    low, high = overall["icc_single_bounds"]
    assert low <= overall["icc_single"] <= high
    assert overall["icc_mean"] > overall["icc_single"]
    assert overall["alpha_interval"] is not None
    assert overall["alpha_ordinal"] is not None


def test_nobody_is_in_what_is_shown():
    found = rated([*ballots(7, 5, 4, 2), *ballots(1, 1, 1, 1)])
    shown = str([appendix_json(found), notes_json(found, TITLES, LIMITS), result_json(found, TITLES)])
    assert "severities" not in shown
    assert len(found.appendix.severities) == 8


def test_many_topics_are_computed_whole_and_shown_in_part():
    topics = [f"t{number:03}" for number in range(60)]
    rng = np.random.default_rng(9)
    given = [make_scores(topics, *(tuple(row) for row in rng.integers(1, 6, (60, 3)))) for _ in range(10)]
    found = compute(given, topics, EQUAL, LIMITS)
    titles = {topic: topic for topic in topics}
    assert len(found.ranking) == 60
    assert all(len(method["order"]) == 20 for method in appendix_json(found)["methods"])
    pictures = pictures_json(found, titles, (), (1, 5), None)
    assert len(pictures["acceptability"]["topics"]) == 20
    assert any("60 题" in text["zh"] for text in notes_json(found, titles, LIMITS)["left_out"])
