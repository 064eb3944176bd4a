"""Suggestions of what belongs together: made of words, the same for everybody, and soon there."""

import time
from random import Random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from zhixing.meetings.rules.clustering import joined, suggested
from zhixing.policy import policy
from zhixing.text.vocabulary import vocabulary

LEAST = policy().float("ideas.alike-from")
# One group a line, in the words of a service hall; then the same in English.
CHINESE = [
    [
        "材料交了三遍还要再交",
        "同样的证明三个窗口都要",
        "身份证复印件每个窗口都收一份",
        "各窗口要的材料清单不一样",
    ],
    ["电话打不通，问不到要带什么", "咨询电话常年占线"],
    ["窗口人员换得太快，新人答不上来", "新来的同志没有人带"],
    ["午休时间没人值守", "中午来办事的人只能等"],
    ["老人不会用取号机", "取号机旁边没有人帮忙"],
]
ENGLISH = [
    ["The hotline is always engaged", "Nobody picks up the hotline"],
    ["The ticket machine is too hard for old people", "Nobody helps at the ticket machine"],
]
texts = st.lists(st.text(alphabet="材料窗口电话取号机排队太久abc ", max_size=12), max_size=12)


def groups(lines):
    return suggested([(line, line) for line in lines], vocabulary(), LEAST)


def together(found, lines):
    return any(set(lines) <= set(group) for group in found)


def test_most_ideas_of_one_matter_are_suggested_together_and_matters_are_not_mixed():
    lines = [line for group in CHINESE for line in group]
    home = {line: place for place, group in enumerate(CHINESE) for line in group}
    found = groups(lines)
    for group in found:
        assert len({home[line] for line in group}) <= 2
    assert together(found, CHINESE[1])
    assert together(found, CHINESE[4])
    assert sum(together(found, group) for group in CHINESE) >= 4


def test_english_ideas_are_compared_by_their_words_too():
    found = groups([line for group in ENGLISH for line in group])
    assert all(together(found, group) for group in ENGLISH)


@given(texts, st.randoms(use_true_random=False))
def test_the_order_of_the_ideas_changes_nothing(lines, random):
    ideas = [(f"i{place}", line) for place, line in enumerate(lines)]
    shuffled = random.sample(ideas, len(ideas))
    assert suggested(ideas, vocabulary(), LEAST) == suggested(shuffled, vocabulary(), LEAST)


@given(texts, st.floats(0.01, 0.9))
def test_no_idea_is_suggested_twice_and_none_alone(lines, least):
    ideas = [(f"i{place}", line) for place, line in enumerate(lines)]
    found = [each for group in suggested(ideas, vocabulary(), least) for each in group]
    assert len(found) == len(set(found))
    assert set(found) <= {each for each, _ in ideas}
    assert all(len(group) > 1 for group in suggested(ideas, vocabulary(), least))


@given(texts)
def test_a_refused_group_never_comes_back_nor_any_two_of_it(lines):
    ideas = [(f"i{place}", line) for place, line in enumerate(lines)]
    first = suggested(ideas, vocabulary(), LEAST)
    again = suggested(ideas, vocabulary(), LEAST, apart=first)
    for refused in first:
        assert all(len(set(refused) & set(group)) <= 1 for group in again)


def test_average_linkage_joins_the_nearest_first():
    scores = np.array([[1, 0.9, 0.1], [0.9, 1, 0.5], [0.1, 0.5, 1]])
    assert joined(scores, 0.6) == [[0, 1], [2]]
    assert joined(scores, 0.3) == [[0, 1, 2]]  # the mean of 0.1 and 0.5
    assert joined(scores, 0.31) == [[0, 1], [2]]
    assert joined(np.zeros((0, 0)), 0.5) == []


def test_two_hundred_ideas_are_grouped_before_anybody_waits():
    random = Random(7)
    parts = [part for group in CHINESE for line in group for part in line.split("，")]
    ideas = [(f"i{place:03d}", "".join(random.sample(parts, 2)) + str(place)) for place in range(200)]
    suggested(ideas, vocabulary(), LEAST)
    begun = time.thread_time()
    suggested(ideas, vocabulary(), LEAST)
    assert time.thread_time() - begun < 0.5  # measured: 0.02 s
