"""The form of a typed question, by its words in Chinese and English."""

import pytest

from zhixing.meetings.rules.rehearsal.wording import Form, judge
from zhixing.meetings.service.rehearsals import scenarios, words

CALLS = scenarios()["one-voice"].calls


def judged(text, to=""):
    return judge(text, to, words(), CALLS)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("月明，您当时先看到了什么？", "open"),
        ("这三遍分别是谁收的？", "open"),
        ("其琛，说说那天的经过？", "open"),
        ("大家怎么看这十六户", "open"),
        ("这样的情况多吗？", "closed"),
        ("您是不是也遇到过？", "closed"),
        ("望舒，能不能讲短一点？", "closed"),
        ("您不觉得跑题了吗？", "leading"),
        ("说到底还是看不到的问题，对吧？", "leading"),
        ("难道前台没有责任？", "leading"),
        ("为什么不设一个综合窗口呢？", "advice"),
        ("我们先试一个口，怎么样？", "advice"),
        ("有没有考虑发个函？", "advice"),
        ("您应该怎么办？", "advice"),
        ("我觉得还是先说材料。", "telling"),
        ("请大家安静。", "telling"),
        ("你们应该先听完。", "telling"),
        ("Yueming, what did you see first?", "open"),
        ("WHO took the papers each time?", "open"),
        ("Could you tell us how it went?", "open"),
        ("Does this happen often?", "closed"),
        ("Is the lease always asked for?", "closed"),
        ("Don't you think we have strayed?", "leading"),
        ("It is the appraisal, right?", "leading"),
        ("Why don't you open one counter?", "advice"),
        ("Have you considered writing to them?", "advice"),
        ("How about a shared drive?", "advice"),
        ("We should hear the others.", "telling"),
        ("The somewhat whole matter is clear.", "telling"),
    ],
)
def test_a_question_is_told_by_its_words(text, form):
    assert judged(text).form == Form(form)


@pytest.mark.parametrize(
    ("text", "double"),
    [
        ("谁收的？什么时候收的？", True),
        ("当时谁在场，还有后来怎么样？", True),
        ("What happened, and who was there?", True),
        ("Who took it? When was that?", True),
        ("当时谁在场、各做了什么？", False),
        ("大家还有什么没说到？", False),
        ("What did you see?", False),
        ("讲完了？", False),
    ],
)
def test_two_questions_at_once_are_noticed(text, double):
    assert judged(text).double is double


@pytest.mark.parametrize(
    ("text", "to", "found", "addressed"),
    [
        ("当时看到了什么？", "", "all", False),
        ("当时看到了什么？", "jiang", "jiang", True),
        ("当时看到了什么？", "all", "all", True),
        ("月明，当时看到了什么？", "", "jiang", True),
        ("陈科，您那里是哪一步？", "", "chen", True),
        ("大家看到了什么？", "", "all", True),
        ("What did Siqi see?", "", "huang", True),
        ("What did everybody see?", "", "all", True),
        ("What happened?", "", "all", False),
    ],
)
def test_whom_a_question_is_put_to(text, to, found, addressed):
    assert (judged(text, to).to, judged(text, to).addressed) == (found, addressed)


def test_full_width_signs_and_case_make_no_difference():
    assert judged("ＷＨＡＴ　happened？").form == judged("what happened?").form == Form.OPEN


def test_every_list_of_words_is_there_in_both_languages():
    zh, en = words()
    for name in zh.__slots__:
        assert getattr(zh, name)
        assert getattr(en, name)
