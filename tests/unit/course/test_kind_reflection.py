"""A reflection: taken when it says something, not marked, and nobody else's to read."""

import json

import pytest

from exercises import changed, fault_of, read, refusal_of
from zhixing.course.kinds.reflection import LEAST, MOST
from zhixing.course.rules import Attempts

ITEM = read("reflection", "")
WRITTEN = "这个月我们只顾着填表，没有一次坐下来问一问，办事的人为什么要跑两趟。"


def test_a_good_item_is_read():
    assert ITEM.least == LEAST
    assert read("reflection", "least = 5").least == 5
    assert ITEM.face()["least"] == LEAST


@pytest.mark.parametrize("least", ["0", "-1", "4001", "true", '"20"', "2.5"])
def test_a_faulty_least_is_refused_naming_file_item_and_key(least):
    assert "least 要写 1 到 4000 之间的整数" in fault_of("reflection", f"least = {least}")[0]


def test_an_unknown_key_is_refused():
    assert "不认识的 most" in fault_of("reflection", changed("least = 5", "least", "most"))[0]


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ({"text": "太短了"}, "exercise.error.reflection-short"),
        ({"text": "短 " * (LEAST - 1)}, "exercise.error.reflection-short"),
        ({"text": " " * 100}, "exercise.error.reflection-short"),
        ({"text": "长" * (MOST + 1)}, "exercise.error.text-long"),
        ({"text": None}, "course.error.no-answer"),
        ({}, "course.error.no-answer"),
        ({"text": WRITTEN, "to": "all"}, "course.error.no-answer"),
    ],
)
def test_what_is_no_reflection_is_refused(raw, code):
    assert refusal_of(ITEM, raw)[0] == code


def test_what_is_stored_is_read_again():
    answer = ITEM.read({"text": f"\n{WRITTEN}\n第二段。 "})
    assert answer == f"{WRITTEN}\n第二段。"
    assert ITEM.read(json.loads(json.dumps(ITEM.stored(answer)))) == answer


def test_nothing_is_right_or_wrong_and_one_may_write_again():
    assert not ITEM.is_marked
    assert ITEM.solution() is None
    assert ITEM.mark(WRITTEN).correct
    for answers in ((), (WRITTEN,), (WRITTEN,) * 5):
        assert Attempts(ITEM, answers).may_try
        assert Attempts(ITEM, answers).feedback() == []


def test_a_class_is_counted_and_nothing_else_leaves():
    assert ITEM.tally([WRITTEN, "另一个人写的，别人看不到，数得到。"]) == {"n": 2}
