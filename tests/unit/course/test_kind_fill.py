"""Fill gaps from a bank: the share of gaps, words used once, and what is told of each gap."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises import changed, fault_of, read, refusal_of
from zhixing.course.rules import Attempts, Mark

WORDS = ("ask", "do", "read", "plan")
RIGHT = {"g1": "do", "g2": "ask", "g3": "read"}
BODY = (
    """
text = { zh = "先{g1}再{g2}，后{g3}。", en = "First {g2}, then {g1}; last {g3}." }
"""
    + "".join(
        f"""
[[item.word]]
id = "{name}"
text = {{ zh = "词{name}", en = "Word {name}" }}
"""
        for name in WORDS
    )
    + "".join(
        f"""
[[item.gap]]
id = "{gap}"
word = "{word}"
feedback = {{ zh = "因{gap}", en = "For {gap}" }}
"""
        for gap, word in RIGHT.items()
    )
)
ITEM = read("fill", BODY)
REPEAT = read("fill", "repeat = true\n" + changed(BODY, 'word = "read"', 'word = "do"'))
ANSWERS = st.permutations(WORDS).map(lambda words: dict(zip(RIGHT, words, strict=False)))


def test_a_good_item_is_read():
    assert [word.id for word in ITEM.words] == list(WORDS)
    assert {gap.id: gap.word for gap in ITEM.gaps} == RIGHT
    assert (ITEM.repeat, REPEAT.repeat) == (False, True)
    assert ITEM.solution() == {"words": RIGHT}


@pytest.mark.parametrize(
    ("find", "put", "zh"),
    [
        ("先{g1}再{g2}", "先再{g2}", "text.zh 里，空 g1 出现了 0 次"),
        ("last {g3}", "last {g3} and {g3}", "text.en 里，空 g3 出现了 2 次"),
        ("last {g3}", "last {g3} {g4}", "text.en 里有空 g4"),
        ("last {g3}", "last {g3} {", "text.en 里有不成对的花括号"),
        ("last {g3}", "last {g3}}", "写成 {编号} 的形式"),
        ('word = "do"', 'word = "done"', "gap g1.word 写了 done"),
        ('word = "do"', 'word = ["do"]', "g1.word 写了"),
        ('word = "do"', 'word = "ask"', "两个空都用 ask"),
        ('id = "plan"', 'id = "ask"', "ask"),
        ('id = "g2"', 'id = "g1"', "g1"),
        ('id = "plan"', 'id = "Plan"', "Plan"),
        ('feedback = { zh = "因g2", en = "For g2" }\n', "", "缺少 gap g2.feedback"),
        ('en = "For g2"', 'en = ""', "u01-k01 gap g2.feedback"),
        ('en = "Word plan"', 'en = ""', "u01-k01 word plan.text"),
        ("text = { zh = ", "repeat = 1\ntext = { zh = ", "repeat"),
    ],
)
def test_a_faulty_item_is_refused_naming_file_item_and_key(find, put, zh):
    assert zh in fault_of("fill", changed(BODY, find, put))[0]


def test_a_bank_without_a_word_too_many_is_refused():
    start, end = BODY.index('\n[[item.word]]\nid = "plan"'), BODY.index("[[item.gap]]")
    assert "词库有 3 个词，答案用到 3 个" in fault_of("fill", BODY[:start] + "\n" + BODY[end:])[0]


def test_ids_that_tell_the_words_are_refused():
    body = BODY
    for number, word in enumerate(RIGHT.values(), start=1):
        body = body.replace(f'"{word}"', f'"w{number}"')
    assert "word 编号会泄露答案" in fault_of("fill", body)[0]
    assert "gap g2 与它的答案同名" in fault_of("fill", BODY.replace('"ask"', '"g2"'))[0]


@pytest.mark.parametrize(
    ("words", "score"),
    [
        (("do", "ask", "read"), 1),
        (("do", "ask", "plan"), 2 / 3),
        (("do", "read", "ask"), 1 / 3),
        (("ask", "read", "do"), 0),
    ],
)
def test_the_score_is_the_share_of_gaps_with_their_word(words, score):
    answer = dict(zip(RIGHT, words, strict=True))
    assert ITEM.mark(answer) == Mark(round(score, 4), score == 1)


@given(ANSWERS)
def test_a_score_is_1_for_the_right_words_only(answer):
    mark = ITEM.mark(answer)
    assert 0 <= mark.score <= 1
    assert (mark.score == 1) == mark.correct == (answer == RIGHT)


@given(ANSWERS, st.permutations(list(RIGHT)))
def test_what_is_stored_is_read_again_whichever_gap_was_filled_first(answer, order):
    read_ = ITEM.read({"words": {gap: answer[gap] for gap in order}})
    assert list(read_) == list(RIGHT)
    assert ITEM.read(json.loads(json.dumps(ITEM.stored(read_)))) == answer


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ({}, "course.error.no-answer"),
        ({"words": list(WORDS)}, "course.error.no-answer"),
        ({"words": RIGHT, "more": 1}, "course.error.no-answer"),
        ({"words": {"g1": "do"}}, "quiz.error.gaps-left"),
        ({"words": {**RIGHT, "g9": "plan"}}, "quiz.error.not-there"),
        ({"words": {**RIGHT, "g1": "wish"}}, "quiz.error.not-there"),
        ({"words": {**RIGHT, "g1": ["do"]}}, "quiz.error.not-there"),
        ({"words": {**RIGHT, "g1": "ask"}}, "quiz.error.word-twice"),
    ],
)
def test_what_is_no_answer_is_refused(raw, code):
    assert refusal_of(ITEM, raw)[0] == code


def test_with_repeat_a_word_may_stand_twice():
    answer = {"g1": "do", "g2": "ask", "g3": "do"}
    assert REPEAT.mark(REPEAT.read({"words": answer})) == Mark(1.0, True)


def test_what_is_asked_has_neither_key_nor_reason_and_follows_from_the_ids_alone():
    asked = ITEM.asked()
    assert sorted(word["id"] for word in asked["words"]) == sorted(WORDS)
    assert asked["gaps"] == ["g1", "g2", "g3"]
    assert "因" not in json.dumps(asked, ensure_ascii=False)
    other = BODY.replace('word = "do"', 'word = "plan"')
    assert read("fill", other).asked() == asked
    start, end = BODY.index("[[item.word]]"), BODY.index("[[item.gap]]")
    written = BODY[start:end].split("[[item.word]]")[1:]
    turned = "".join(f"[[item.word]]{word}" for word in reversed(written))
    assert read("fill", BODY[:start] + turned + BODY[end:]).asked() == asked


def test_before_the_commit_nothing_is_told():
    assert Attempts(ITEM, ()).feedback() == []


def test_after_a_first_try_the_reason_is_told_only_for_gaps_with_their_word():
    tried = Attempts(ITEM, ({**RIGHT, "g2": "plan"},))
    assert not tried.is_over
    told = {entry["part"]: entry for entry in tried.feedback()}
    assert [entry["right"] for entry in told.values()] == [True, False, True]
    assert (told["g2"]["text"], told["g1"]["text"]["en"]) == (None, "For g1")
    assert {entry["key"] for entry in told.values()} == {None}


@pytest.mark.parametrize("last", [RIGHT, {**RIGHT, "g2": "plan"}])
def test_once_it_is_over_every_word_is_told(last):
    tried = Attempts(ITEM, ({**RIGHT, "g1": "plan"}, last))
    assert tried.is_over
    assert {entry["part"]: entry["key"] for entry in tried.feedback()} == RIGHT
    assert all(entry["text"] for entry in tried.feedback())


def test_a_class_is_counted_by_gap_and_word():
    counted = ITEM.tally([RIGHT, {**RIGHT, "g2": "plan"}])
    assert counted["g2"] == {"ask": 1, "do": 0, "read": 0, "plan": 1}
