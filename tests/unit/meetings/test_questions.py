"""The bank of questions, and what a log may hold."""

from collections import Counter

import pytest

from factories import worded
from zhixing.errors import InputError
from zhixing.meetings.rules.questions import (
    QUESTION_AT_MOST,
    Asking,
    Effect,
    check_length,
    check_nameless,
    counts,
)
from zhixing.meetings.service.material import bank, steps
from zhixing.policy import policy

ENDS = ("clarify", "act", "apply")
SITUATIONS = ("silence", "domination", "drift", "attack", "early")
LEADING = ("是不是应该", "难道", "为什么不", "要不要我们", "shouldn't", "don't you think", "why don't")


def test_there_are_three_ends_as_the_checklist_says():
    assert tuple(end.id for end in bank().ends) == ENDS
    assert len(bank().ends) == policy().int("meeting.coach-ends")


def test_there_are_sixty_questions_and_twenty_for_each_end():
    found = Counter(question.end for question in bank().questions)
    assert sum(found.values()) >= 60
    assert set(found) == set(ENDS)
    assert min(found.values()) >= 20


def test_every_step_and_every_situation_has_questions_to_several_ends():
    moments = [step.id for step in steps() if step.id != "coach"]
    moments += [each.id for each in bank().situations]
    assert set(SITUATIONS) <= set(moments)
    for moment in moments:
        fitting = bank().fitting(moment=moment)
        assert len(fitting) >= 4, moment
        assert len({question.end for question in fitting}) >= 2, moment


def test_every_moment_a_question_names_is_known():
    known = {step.id for step in steps()} | {each.id for each in bank().situations}
    for question in bank().questions:
        assert question.moments, question.id
        assert set(question.moments) <= known, question.id


def test_ids_and_words_are_there_once():
    for values in zip(*((q.id, q.text.zh, q.text.en) for q in bank().questions), strict=True):
        assert len(set(values)) == len(values)


def test_a_question_asks_is_short_and_does_not_lead():
    for question in bank().questions:
        for side in (question.text.zh, question.text.en):
            assert "？" in side or "?" in side, question.id
            assert len(side) <= QUESTION_AT_MOST
            assert not any(words in side.lower() for words in LEADING), question.id
        assert len(question.text.zh) <= 45, question.id


def test_questions_are_found_by_end_and_moment():
    found = bank().fitting("act", "silence")
    assert found
    assert all(question.end == "act" and "silence" in question.moments for question in found)
    assert bank().fitting() == bank().questions
    assert bank().fitting("act", "nowhere") == ()


@pytest.mark.parametrize(
    "effect", [Effect(), Effect("quiet"), Effect("test", "先试\n再说"), Effect("", "只有一句")]
)
def test_an_effect_is_stored_and_read_again(effect):
    assert Effect.parse(effect.stored()) == effect


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("刚才文静宜不说话", ["文静宜"]),
        ("Ann was silent", ["Ann"]),
        ("what ANN said", ["Ann"]),
        ("阿依努尔·买买提讲完以后", ["林安", "阿依努尔·买买提"]),
    ],
)
def test_the_log_names_nobody(text, names):
    with pytest.raises(InputError) as refusal:
        check_nameless(text, names)
    assert refusal.value.code == "steps.error.names-somebody"
    assert all(names[-1] in sentence for sentence in worded(refusal.value))


@pytest.mark.parametrize(
    ("text", "names"),
    [("analysis of the plan", ["An", "Ann"]), ("有人沉默", ["林"]), ("一位组员先开了口", ["林安"])],
)
def test_words_that_only_look_like_names_are_taken(text, names):
    assert check_nameless(text, names) == text


def test_a_text_that_is_too_long_is_refused_with_what_is_allowed():
    assert check_length("  问 ", 5) == "问"
    with pytest.raises(InputError) as refusal:
        check_length("问" * 6, 5)
    assert all("5" in sentence and "6" in sentence for sentence in worded(refusal.value))


def test_counts_name_every_end():
    assert counts(bank().ends, ["act", "act", "apply"]) == {"clarify": 0, "act": 2, "apply": 1}


@pytest.mark.parametrize(
    ("asked", "stated", "percent"), [(0, 0, None), (3, 0, 100), (0, 4, 0), (1, 2, 33), (2, 1, 67)]
)
def test_the_share_of_questions(asked, stated, percent):
    assert Asking(asked, stated).percent == percent
