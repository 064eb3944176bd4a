"""True or false with the reason: half and half, and what is told before and after the last try."""

import json

import pytest

from exercises import changed, fault_of, read, refusal_of
from zhixing.course.rules import Attempts, Mark

REASONS = "".join(
    f"""
[[item.reason]]
id = "{name}"
correct = {str(name == "law").lower()}
text = {{ zh = "条{name}", en = "Line {name}" }}
feedback = {{ zh = "说{name}", en = "Said {name}" }}
"""
    for name in ("habit", "law", "rank")
)
BODY = f"""
verdict = false
[verdicts]
true = {{ zh = "判为真", en = "Judged true" }}
false = {{ zh = "判为假", en = "Judged false" }}
{REASONS}"""
ITEM = read("true-false", BODY)
RIGHT = {"verdict": False, "reason": "law"}
ANSWERS = [{"verdict": verdict, "reason": reason} for verdict in (True, False) for reason in ("habit", "law")]


def feedback(*answers):
    tried = Attempts(ITEM, answers)
    return {entry["part"]: entry for entry in tried.feedback()}


def test_a_good_item_is_read():
    assert ITEM.verdict is False
    assert ITEM.reason.id == "law"
    assert ITEM.solution() == RIGHT


@pytest.mark.parametrize(
    ("find", "put", "zh"),
    [
        ("verdict = false", 'verdict = "false"', "verdict"),
        ("verdict = false\n", "", "缺少 verdict"),
        ('false = { zh = "判为假", en = "Judged false" }\n', "", "缺少 verdicts.false"),
        ("false = { zh", "no = { zh", "verdicts.false"),
        ('en = "Judged true"', 'en = ""', "u01-k01 verdicts.true"),
        ("correct = true", "correct = false", "现在有 0 个"),
        ("correct = false", "correct = true", "现在有 2 个"),
        ('id = "rank"', 'id = "law"', "law"),
        ('id = "rank"', 'id = "Rank"', "Rank"),
        ('en = "Said rank"', 'en = " "', "u01-k01 reason rank.feedback"),
        ('text = { zh = "条rank", en = "Line rank" }\n', "", "缺少 reason rank.text"),
    ],
)
def test_a_faulty_item_is_refused_naming_file_item_and_key(find, put, zh):
    assert zh in fault_of("true-false", changed(BODY, find, put))[0]


def test_two_reasons_are_too_few():
    assert "reason" in fault_of("true-false", BODY[: BODY.rindex("[[item.reason]]")])[0]


@pytest.mark.parametrize(
    ("verdict", "reason", "score"),
    [(False, "law", 1), (False, "rank", 0.5), (True, "law", 0.5), (True, "habit", 0)],
)
def test_verdict_and_reason_are_half_each(verdict, reason, score):
    assert ITEM.mark({"verdict": verdict, "reason": reason}) == Mark(score, score == 1)


@pytest.mark.parametrize("answer", ANSWERS)
def test_what_is_stored_is_read_again(answer):
    assert ITEM.read(json.loads(json.dumps(ITEM.stored(ITEM.read(answer))))) == answer


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ({}, "course.error.no-answer"),
        ({"verdict": True}, "course.error.no-answer"),
        ({"verdict": "true", "reason": "law"}, "course.error.no-answer"),
        ({"verdict": 1, "reason": "law"}, "course.error.no-answer"),
        ({"verdict": None, "reason": "law"}, "course.error.no-answer"),
        ({"verdict": True, "reason": "law", "more": 1}, "course.error.no-answer"),
        ({"verdict": True, "reason": "wish"}, "course.error.no-option"),
        ({"verdict": True, "reason": ["law"]}, "course.error.no-option"),
    ],
)
def test_what_is_no_answer_is_refused(raw, code):
    assert refusal_of(ITEM, raw)[0] == code


def test_what_is_asked_has_neither_key_nor_reason():
    assert ITEM.asked() == {
        "reasons": [
            {"id": name, "text": {"zh": f"条{name}", "en": f"Line {name}"}}
            for name in ("habit", "law", "rank")
        ]
    }


def test_before_the_commit_nothing_is_told():
    assert feedback() == {}


def test_after_a_first_try_only_what_was_chosen_is_answered():
    told = feedback({"verdict": False, "reason": "rank"})
    assert list(told) == ["verdict", "reason"]
    assert told["verdict"]["right"] is True
    assert told["verdict"]["text"]["zh"] == "判为假"
    assert told["reason"]["right"] is False
    assert (told["reason"]["text"], told["reason"]["hint"]["zh"]) == (None, "说rank")
    assert [entry["key"] for entry in told.values()] == [None, None]
    assert "说law" not in json.dumps(told, ensure_ascii=False)


@pytest.mark.parametrize("answers", [(RIGHT,), (ANSWERS[0], ANSWERS[0]), (ANSWERS[0], RIGHT)])
def test_once_it_is_over_every_verdict_and_reason_is_told(answers):
    told = feedback(*answers)
    assert (told["verdict"]["key"], told["reason"]["key"]) == (False, "law")
    assert told["verdict:true"]["text"]["en"] == "Judged true"
    assert {part: entry["key"] for part, entry in told.items() if ":" in part} == {
        "verdict:true": False,
        "verdict:false": True,
        "reason:habit": False,
        "reason:law": True,
        "reason:rank": False,
    }
    assert all(entry["text"] for entry in told.values())
    assert all(entry["hint"] is None for entry in told.values())


def test_a_class_is_counted_by_verdict_and_reason():
    assert ITEM.tally(ANSWERS[:3]) == {
        "verdict": {"true": 2, "false": 1},
        "reason": {"habit": 2, "law": 1, "rank": 0},
    }
