"""A number: what is read, what is near enough, and what is told before the last try."""

import json

import pytest

from exercises import changed, fault_of, read, refusal_of
from zhixing.course.rules import Attempts

BODY = """
answer = 12.5
tolerance = 0.5
unit = { zh = "%", en = "%" }
why = { zh = "因为", en = "Because" }
hint = { zh = "提示", en = "Hint" }
[[item.slip]]
value = 1250
feedback = { zh = "乘多了", en = "Multiplied too often" }
[[item.slip]]
value = 87.5
tolerance = 1
feedback = { zh = "算成了剩下的", en = "That is the rest" }
"""
ITEM = read("numeric", BODY)
SECRET = ("因为", "Because", "提示", "乘多了", "算成了剩下的", "12.5", "1250", "87.5")


def test_a_good_item_is_read():
    assert (ITEM.quantity.value, ITEM.quantity.tolerance) == (12.5, 0.5)
    assert [slip.value for slip in ITEM.slips] == [1250, 87.5]
    assert ITEM.solution() == {"value": 12.5}


@pytest.mark.parametrize(
    ("find", "put", "zh"),
    [
        ("answer = 12.5", 'answer = "12.5"', "answer 要写成数"),
        ("answer = 12.5", "answer = true", "answer 要写成数"),
        ("answer = 12.5", "answer = nan", "answer 要写成数"),
        ("answer = 12.5\n", "", "缺少 answer"),
        ("tolerance = 0.5\n", "", "缺少 tolerance"),
        ("tolerance = 0.5", "tolerance = -0.1", "tolerance 是允许的误差"),
        ("tolerance = 1\n", "tolerance = -1\n", "slip 2.tolerance 是允许的误差"),
        ("value = 1250", "value = 13", "slip 1.value 写了 13"),
        ("value = 87.5\ntolerance = 1", "value = 14\ntolerance = 1", "slip 2.value 写了 14"),
        ("value = 1250\n", "", "缺少 slip 1.value"),
        ("value = 1250", "values = 1250\nvalue = 1250", "不认识的 slip 1.values"),
        ('why = { zh = "因为", en = "Because" }\n', "", "缺少 why"),
        ('hint = { zh = "提示", en = "Hint" }\n', "", "缺少 hint"),
        ('en = "That is the rest"', 'en = ""', "u01-k01 slip 2.feedback"),
        ('unit = { zh = "%", en = "%" }', 'unit = "%"', "u01-k01 unit"),
        ("answer = 12.5", "answer = 12.5\nanswers = 3", "不认识的 answers"),
    ],
)
def test_a_faulty_item_is_refused_naming_file_item_and_key(find, put, zh):
    assert zh in fault_of("numeric", changed(BODY, find, put))[0]


@pytest.mark.parametrize(
    ("typed", "score"),
    [
        ("12.5", 1),
        ("１２．５％", 1),
        ("12", 1),
        ("13", 1),
        ("11.99", 0),
        ("13.01", 0),
        (12.5, 1),
        ("-12.5", 0),
        ("1,250", 0),
        (0, 0),
    ],
)
def test_a_number_within_the_tolerance_is_right(typed, score):
    mark = ITEM.mark(ITEM.read({"value": typed}))
    assert (mark.score, mark.correct) == (score, bool(score))


def test_what_computers_lose_in_rounding_is_not_held_against_anybody():
    item = read("numeric", changed(changed(BODY, "12.5", "0.3"), "tolerance = 0.5", "tolerance = 0.1"))
    assert item.mark(0.4).correct
    assert item.mark(0.2).correct
    assert not item.mark(0.4001).correct


@pytest.mark.parametrize("typed", ["约3", "", "三", "3-5", None, True, [3], {"a": 1}, "12.5 人"])
def test_what_is_no_number_is_refused_with_a_sentence_and_costs_no_try(typed):
    code, said = refusal_of(ITEM, {"value": typed})
    assert code == "exercise.error.not-one-number"
    assert "请只填一个数" in said


@pytest.mark.parametrize("raw", [{}, {"text": "3"}, {"value": "3", "more": 1}])
def test_what_is_no_answer_is_refused(raw):
    assert refusal_of(ITEM, raw)[0] == "course.error.no-answer"


@pytest.mark.parametrize("typed", ["12.5", "1,250", "0.1", -3])
def test_what_is_stored_is_read_again(typed):
    answer = ITEM.read({"value": typed})
    assert ITEM.read(json.loads(json.dumps(ITEM.stored(answer)))) == answer


def test_the_face_holds_nothing_of_the_key():
    said = json.dumps(ITEM.face(), ensure_ascii=False)
    assert ITEM.face()["unit"] == {"zh": "%", "en": "%"}
    assert [word for word in SECRET if word in said] == []
    assert Attempts(ITEM, ()).feedback() == []


def test_after_a_wrong_try_the_hint_is_told_and_the_key_is_not():
    (told,) = Attempts(ITEM, (20.0,)).feedback()
    assert told == {"part": "value", "right": False, "text": None, "key": None, "hint": ITEM.hint.json()}


def test_a_usual_slip_is_told_as_what_it_is_also_when_it_is_over():
    (told,) = Attempts(ITEM, (88.0,)).feedback()
    assert (told["hint"]["zh"], told["key"], told["text"]) == ("算成了剩下的", None, None)
    (told,) = Attempts(ITEM, (1.0, 1250.0)).feedback()
    assert (told["hint"]["zh"], told["key"], told["text"]["zh"]) == ("乘多了", 12.5, "因为")


def test_once_it_is_right_or_over_why_is_told():
    (told,) = Attempts(ITEM, (12.6,)).feedback()
    assert (told["right"], told["text"]["zh"], told["hint"]) == (True, "因为", None)
    (told,) = Attempts(ITEM, (1.0, 2.0)).feedback()
    assert (told["right"], told["key"], told["text"]["zh"], told["hint"]) == (False, 12.5, "因为", None)
    assert ITEM.told((), over=True)[0]["key"] == 12.5


def test_a_class_is_counted_by_right_slip_and_other():
    answers = [12.5, 13.0, 1250.0, 88.0, 87.0, 3.0]
    assert ITEM.tally(answers) == {"right": 2, "1250": 1, "87.5": 2, "other": 1}
