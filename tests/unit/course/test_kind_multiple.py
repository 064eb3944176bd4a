"""Multiple choice: partial credit by its stated rule, and what is told of which option after which try."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises import changed, fault_of, read, refusal_of
from zhixing.course.rules import Attempts, Mark


def option(name, correct):
    return f"""
[[item.option]]
id = "{name}"
correct = {str(correct).lower()}
text = {{ zh = "选项{name}", en = "Option {name}" }}
feedback = {{ zh = "理由{name}", en = "Reason {name}" }}
"""


BODY = "".join(option(name, name in "acd") for name in "abcde")
ITEM = read("multiple", BODY)
CHOICES = st.sets(st.sampled_from("abcde"), min_size=1)


def told(*answers):
    tried = Attempts(ITEM, tuple(list(answer) for answer in answers))
    return tried, "".join(entry["option"] for entry in tried.feedback())


def test_a_good_item_is_read():
    assert [one.id for one in ITEM.options] == list("abcde")
    assert ITEM.right == set("acd")
    assert ITEM.solution() == {"options": ["a", "c", "d"]}
    assert ITEM.mark(ITEM.read(ITEM.solution())) == Mark(1.0, True)


@pytest.mark.parametrize(
    ("find", "put", "zh"),
    [
        ('id = "b"', 'id = "a"', "option"),
        ('id = "b"', 'id = "B!"', "B!"),
        ("correct = true", 'correct = "yes"', "选项 a 要用 true 或 false"),
        ("correct = true\n", "", "缺少 option a.correct"),
        ('feedback = { zh = "理由a", en = "Reason a" }\n', "", "缺少 option a.feedback"),
        ('en = "Option a"', 'en = ""', "u01-k01 option a.text"),
        ("correct = true", 'correct = true\nwhy = "x"', "why"),
    ],
)
def test_a_faulty_item_is_refused_naming_file_item_and_key(find, put, zh):
    assert zh in fault_of("multiple", changed(BODY, find, put))[0]


def test_two_options_are_too_few():
    assert "option" in fault_of("multiple", option("a", correct=True) + option("b", correct=False))[0]


@pytest.mark.parametrize(("now", "right"), [("correct = true", 5), ("correct = false", 0)])
def test_options_that_are_all_right_or_all_wrong_are_no_question(now, right):
    body = BODY.replace("correct = true", now).replace("correct = false", now)
    assert f"共 5 个选项，写成正确的有 {right} 个" in fault_of("multiple", body)[0]


@pytest.mark.parametrize(
    ("chosen", "score"),
    [
        ("acd", 1),
        ("ac", 2 / 3),
        ("a", 1 / 3),
        ("abc", 1 / 3),
        ("abcd", 2 / 3),
        ("abcde", 1 / 3),
        ("ab", 0),
        ("b", 0),
        ("be", 0),
        ("abe", 0),
    ],
)
def test_right_ones_count_and_wrong_ones_take_away(chosen, score):
    assert ITEM.mark(list(chosen)) == Mark(round(score, 4), chosen == "acd")


@given(CHOICES)
def test_a_score_lies_between_0_and_1_and_is_1_for_the_right_ones_only(chosen):
    mark = ITEM.mark(ITEM.read({"options": sorted(chosen)}))
    assert 0 <= mark.score <= 1
    assert (mark.score == 1) == mark.correct == (chosen == set("acd"))


@given(CHOICES, st.sampled_from("be"))
def test_a_wrong_one_more_never_helps(chosen, wrong):
    assert ITEM.mark(sorted(chosen | {wrong})).score <= ITEM.mark(sorted(chosen - {wrong})).score


@given(st.lists(st.sampled_from("abcde"), min_size=1))
def test_what_is_stored_is_read_again_whatever_the_order_of_choosing(chosen):
    answer = ITEM.read({"options": chosen})
    assert answer == sorted(set(chosen))
    assert ITEM.read(json.loads(json.dumps(ITEM.stored(answer)))) == answer


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ({}, "course.error.no-answer"),
        ({"options": "a"}, "course.error.no-answer"),
        ({"options": ["a"], "more": 1}, "course.error.no-answer"),
        ({"options": []}, "quiz.error.none-chosen"),
        ({"options": ["a", "z"]}, "course.error.no-option"),
        ({"options": ["a", ["b"]]}, "course.error.no-option"),
        ({"options": [None]}, "course.error.no-option"),
    ],
)
def test_what_is_no_answer_is_refused(raw, code):
    assert refusal_of(ITEM, raw)[0] == code


def test_what_is_asked_has_neither_key_nor_reason():
    assert ITEM.asked() == {
        "options": [{"id": name, "text": {"zh": f"选项{name}", "en": f"Option {name}"}} for name in "abcde"]
    }


def test_before_the_commit_nothing_is_told():
    assert told()[1] == ""


def test_after_a_first_try_only_the_options_chosen_are_told():
    tried, names = told("abc")
    assert not tried.is_over
    assert names == "abc"
    assert [entry["correct"] for entry in tried.feedback()] == [True, False, True]
    assert "理由d" not in json.dumps(tried.feedback(), ensure_ascii=False)


@pytest.mark.parametrize("answers", [("acd",), ("a", "b"), ("b", "acd")])
def test_once_it_is_over_every_option_is_told(answers):
    tried, names = told(*answers)
    assert tried.is_over
    assert names == "abcde"
    assert tried.feedback()[4] == {
        "option": "e",
        "text": {"zh": "理由e", "en": "Reason e"},
        "correct": False,
    }


def test_a_class_is_counted_by_option():
    assert ITEM.tally([["a", "c"], ["a", "b"], ["a"]]) == {"a": 3, "b": 1, "c": 1, "d": 0, "e": 0}
