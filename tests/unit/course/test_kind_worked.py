"""A worked calculation: the share of lines that are right, and what is told line by line."""

import json

import pytest

from exercises import changed, fault_of, read, refusal_of
from zhixing.course.rules import Attempts

BODY = """
[[item.line]]
id = "a"
text = { zh = "人次", en = "Visits" }
answer = 1200
tolerance = 0
unit = { zh = "人次", en = "visits" }
hint = { zh = "提示甲", en = "Hint A" }
why = { zh = "理由甲", en = "Reason A" }
[[item.line]]
id = "b"
text = { zh = "占比", en = "Share" }
answer = 3.5
tolerance = 0.05
unit = { zh = "%", en = "%" }
hint = { zh = "提示乙", en = "Hint B" }
why = { zh = "理由乙", en = "Reason B" }
[[item.line]]
id = "c"
text = { zh = "差额", en = "Gap" }
answer = -6
tolerance = 0.5
hint = { zh = "提示丙", en = "Hint C" }
why = { zh = "理由丙", en = "Reason C" }
"""
ITEM = read("worked", BODY)
RIGHT = {"a": "1,200", "b": "３．５％", "c": "−6"}


def answer(**values):
    return ITEM.read({"values": {**RIGHT, **values}})


def test_a_good_item_is_read():
    assert [line.id for line in ITEM.lines] == ["a", "b", "c"]
    assert ITEM.solution() == {"values": {"a": 1200, "b": 3.5, "c": -6}}
    assert ITEM.mark(ITEM.read(ITEM.solution())).score == 1


@pytest.mark.parametrize(
    ("find", "put", "zh"),
    [
        ('id = "b"', 'id = "a"', "line 里，编号 a 用了两次"),
        ('id = "b"', 'id = "B!"', "B!"),
        ('id = "b"\n', "", "None"),
        ("answer = 3.5", 'answer = "3.5"', "line b.answer 要写成数"),
        ("tolerance = 0.05", "tolerance = -1", "line b.tolerance 是允许的误差"),
        ("tolerance = 0.05\n", "", "缺少 line b.tolerance"),
        ('hint = { zh = "提示乙", en = "Hint B" }\n', "", "缺少 line b.hint"),
        ('why = { zh = "理由乙", en = "Reason B" }\n', "", "缺少 line b.why"),
        ('en = "Share"', 'en = " "', "u01-k01 line b.text"),
        ("answer = 3.5", "answers = 3\nanswer = 3.5", "不认识的 line b.answers"),
    ],
)
def test_a_faulty_item_is_refused_naming_file_item_and_key(find, put, zh):
    assert zh in fault_of("worked", changed(BODY, find, put))[0]


@pytest.mark.parametrize(
    ("body", "zh"),
    [
        (BODY.split("[[item.line]]", 2)[1], "line 至少要写 2 个，现在有 1 个"),
        ('line = "a"', "line 要写成列表"),
        ("line = [1, 2]", "line 要写成一组键和值"),
        ("", "缺少 line"),
    ],
)
def test_it_is_written_in_two_lines_or_more(body, zh):
    body = f"[[item.line]]{body}" if body.lstrip().startswith("id") else body
    assert zh in fault_of("worked", body)[0]


@pytest.mark.parametrize(
    ("values", "score"),
    [
        ({}, 1),
        ({"b": "3.55"}, 1),
        ({"b": "3.56"}, 0.6667),
        ({"a": "1201", "b": "4"}, 0.3333),
        ({"a": 0, "b": 0, "c": 6}, 0),
    ],
)
def test_the_score_is_the_share_of_right_lines(values, score):
    mark = ITEM.mark(answer(**values))
    assert (mark.score, mark.correct) == (score, score == 1)


@pytest.mark.parametrize("typed", ["", "  ", None])
def test_an_empty_line_is_named(typed):
    code, said = refusal_of(ITEM, {"values": {**RIGHT, "b": typed}})
    assert code == "exercise.error.line-empty"
    assert "占比" in said


def test_what_is_no_number_is_refused():
    code, said = refusal_of(ITEM, {"values": {**RIGHT, "b": "约3"}})
    assert code == "exercise.error.not-one-number"
    assert "约3" in said


@pytest.mark.parametrize("raw", [{}, {"values": [1]}, {"values": RIGHT, "more": 1}, RIGHT])
def test_what_is_no_answer_is_refused(raw):
    assert refusal_of(ITEM, raw)[0] == "course.error.no-answer"


def test_a_line_that_is_not_asked_is_refused():
    assert refusal_of(ITEM, {"values": {**RIGHT, "z": 1}})[0] == "exercise.error.not-asked"


def test_what_is_stored_is_read_again():
    given = answer(c="0.1")
    assert ITEM.read(json.loads(json.dumps(ITEM.stored(given)))) == given


def test_the_face_holds_nothing_of_the_key():
    said = json.dumps(ITEM.face(), ensure_ascii=False)
    assert [line["id"] for line in ITEM.face()["lines"]] == ["a", "b", "c"]
    assert [word for word in ("理由", "提示", "Reason", "Hint", "1200", "3.5", "-6") if word in said] == []
    assert Attempts(ITEM, ()).feedback() == []


def test_after_a_first_try_only_right_lines_tell_why_and_wrong_ones_give_a_hint():
    a, b, c = Attempts(ITEM, (answer(b=7),)).feedback()
    assert (a["right"], a["text"]["zh"], a["hint"], a["key"]) == (True, "理由甲", None, None)
    assert (b["right"], b["text"], b["hint"]["zh"], b["key"]) == (False, None, "提示乙", None)
    assert (c["part"], c["right"]) == ("c", True)


def test_once_it_is_over_every_line_tells_its_number_and_why():
    told = Attempts(ITEM, (answer(b=7), answer(b=8))).feedback()
    assert [one["key"] for one in told] == [1200, 3.5, -6]
    assert [one["right"] for one in told] == [True, False, True]
    assert [one["text"]["zh"] for one in told] == ["理由甲", "理由乙", "理由丙"]
    assert [one["right"] for one in ITEM.told((), over=True)] == [None] * 3


def test_a_class_is_counted_by_line():
    assert ITEM.tally([answer(), answer(b=7)]) == {
        "a": {"right": 2, "wrong": 0},
        "b": {"right": 1, "wrong": 1},
        "c": {"right": 2, "wrong": 0},
    }
