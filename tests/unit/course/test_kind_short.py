"""A short text: the wordings that count, the near misses, and what is told before the last try."""

import json

import pytest

from exercises import changed, fault_of, read, refusal_of
from zhixing.course.kinds.short import MOST
from zhixing.course.rules import Attempts

BODY = """
accepted = { zh = ["双环学习", "双环"], en = ["double-loop learning"] }
why = { zh = "因为", en = "Because" }
hint = { zh = "提示", en = "Hint" }
[[item.near]]
texts = { zh = ["单环学习"], en = ["single-loop learning"] }
feedback = { zh = "只改做法", en = "That changes the action only" }
"""
ITEM = read("short", BODY)
SECRET = ("因为", "Because", "提示", "只改做法", "双环", "loop")


def test_a_good_item_is_read():
    assert ITEM.accepted.zh == ("双环学习", "双环")
    assert ITEM.solution() == {"text": "双环学习"}


@pytest.mark.parametrize(
    ("find", "put", "zh"),
    [
        ('zh = ["双环学习", "双环"]', 'zh = "双环学习"', "accepted.zh 要写成一列文字"),
        ('zh = ["双环学习", "双环"]', "zh = []", "accepted.zh 要写成一列文字"),
        ('en = ["double-loop learning"]', 'en = ["…"]', "accepted.en 要写成一列文字"),
        ('en = ["double-loop learning"]', "en = [3]", "accepted.en 要写成一列文字"),
        (', en = ["double-loop learning"] }', " }", "缺少 accepted.en"),
        ("accepted = {", "accepted = 3 #", "accepted 要写成一组键和值"),
        ('zh = ["单环学习"]', 'zh = ["双环-学习"]', "near 1.texts 里，“双环学习”"),
        ('zh = ["单环学习"]', "zh = []", "near 1.texts.zh 要写成一列文字"),
        ('feedback = { zh = "只改做法"', 'feedback = { zh = ""', "u01-k01 near 1.feedback"),
        ("texts = {", "text = {", "缺少 near 1.texts"),
        ('why = { zh = "因为", en = "Because" }\n', "", "缺少 why"),
        ('hint = { zh = "提示", en = "Hint" }\n', "", "缺少 hint"),
        ("why = {", "most = 3\nwhy = {", "不认识的 most"),
    ],
)
def test_a_faulty_item_is_refused_naming_file_item_and_key(find, put, zh):
    assert zh in fault_of("short", changed(BODY, find, put))[0]


@pytest.mark.parametrize(
    ("typed", "score"),
    [
        ("双环学习", 1),
        ("“双环”学习。", 1),
        (" 双 环 ", 1),
        ("ＤＯＵＢＬＥ－ＬＯＯＰ　ｌｅａｒｎｉｎｇ", 1),
        ("Double loop learning!", 1),
        ("双环学习法", 0),
        ("单环学习", 0),
        ("double", 0),
    ],
)
def test_either_language_counts_whatever_the_width_case_and_punctuation(typed, score):
    mark = ITEM.mark(ITEM.read({"text": typed}))
    assert (mark.score, mark.correct) == (score, bool(score))


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ({"text": ""}, "exercise.error.nothing-typed"),
        ({"text": " ……"}, "exercise.error.nothing-typed"),
        ({"text": "学" * (MOST + 1)}, "exercise.error.text-long"),
        ({"text": 3}, "course.error.no-answer"),
        ({"text": "双环", "more": 1}, "course.error.no-answer"),
        ({}, "course.error.no-answer"),
    ],
)
def test_what_is_no_answer_is_refused(raw, code):
    assert refusal_of(ITEM, raw)[0] == code


@pytest.mark.parametrize("typed", [" 双环。", "学" * MOST])
def test_what_is_stored_is_read_again_as_it_was_written(typed):
    answer = ITEM.read({"text": typed})
    assert answer == typed.strip()
    assert ITEM.read(json.loads(json.dumps(ITEM.stored(answer)))) == answer


def test_the_face_holds_nothing_of_the_key():
    said = json.dumps(ITEM.face(), ensure_ascii=False)
    assert [word for word in SECRET if word in said] == []
    assert Attempts(ITEM, ()).feedback() == []


def test_after_a_wrong_try_the_hint_is_told_and_the_key_is_not():
    (told,) = Attempts(ITEM, ("开会",)).feedback()
    assert told == {"part": "text", "right": False, "text": None, "key": None, "hint": ITEM.hint.json()}
    (told,) = Attempts(ITEM, ("单环 学习",)).feedback()
    assert (told["hint"]["zh"], told["text"], told["key"]) == ("只改做法", None, None)


def test_once_it_is_right_or_over_why_and_the_first_wording_are_told():
    (told,) = Attempts(ITEM, ("双环",)).feedback()
    assert (told["right"], told["text"]["zh"], told["hint"]) == (True, "因为", None)
    (told,) = Attempts(ITEM, ("开会", "单环学习")).feedback()
    assert told["key"] == {"zh": "双环学习", "en": "double-loop learning"}
    assert (told["right"], told["text"]["zh"], told["hint"]["zh"]) == (False, "因为", "只改做法")


def test_a_class_is_counted_without_repeating_what_people_wrote():
    assert ITEM.tally(["双环", "double loop learning", "单环学习", "张三的秘密"]) == {
        "right": 2,
        "near": 1,
        "other": 1,
    }
