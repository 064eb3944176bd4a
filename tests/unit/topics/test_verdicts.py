"""What verdicts on conditions say of a topic."""

import pytest

from factories import worded
from zhixing.errors import InputError
from zhixing.topics.rules import Judgement, Overall, Verdict, combined, overall, topic_overall

OK, REVISE, NO = Verdict.OK, Verdict.REVISE, Verdict.NO


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        ([OK, OK, OK], Overall.OK),
        ([OK, REVISE, OK], Overall.REVISE),
        ([OK, REVISE, NO], Overall.NO),
        ([NO, None, None], Overall.NO),
        ([REVISE, None, OK], Overall.REVISE),
        ([OK, None, OK], Overall.OPEN),
        ([None, None, None], Overall.OPEN),
        ([], Overall.OPEN),
    ],
)
def test_the_strictest_condition_decides_and_a_missing_one_leaves_it_open(verdicts, expected):
    assert overall(verdicts) is expected


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        ([], None),
        ([NO], NO),
        ([OK, NO], REVISE),
        ([OK, OK, NO], OK),
        ([OK, NO, NO], NO),
        ([OK, REVISE, NO], REVISE),
        ([OK, OK, REVISE, REVISE], REVISE),
        ([OK, OK, OK, NO, NO, NO], REVISE),
    ],
)
def test_one_table_of_several_cannot_sink_a_topic(verdicts, expected):
    assert combined(verdicts) is expected


def test_a_condition_nobody_judged_leaves_the_topic_open():
    assert topic_overall(["a", "b"], {"a": [OK, OK]}) is Overall.OPEN
    assert topic_overall(["a", "b"], {"a": [OK], "b": [NO, NO, OK]}) is Overall.NO


@pytest.mark.parametrize("verdict", [REVISE, NO])
def test_a_verdict_that_finds_fault_needs_a_reason(verdict):
    with pytest.raises(InputError) as caught:
        Judgement(verdict, "  ").checked()
    zh, en = worded(caught.value)
    assert "理由" in zh
    assert "reason" in en
    assert Judgement(verdict, "超出职责").checked().reason == "超出职责"


def test_a_reason_of_a_whole_page_is_refused():
    with pytest.raises(InputError) as caught:
        Judgement(NO, "长" * 401).checked()
    assert "400" in worded(caught.value)[0]
