"""The six parts of a problem statement, and the questions that tell puzzles from problems."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import make_proposal, worded
from zhixing.actor import Locale
from zhixing.errors import InputError
from zhixing.text import catalogue
from zhixing.topics.rules import Origin, Parts, TopicKind
from zhixing.topics.rules.statement import CHECKS, PARTS, SOUND, advice, checks_of
from zhixing.topics.service.composing import statement_of

FULL = Parts(
    whose="开小餐馆的申请人，同样的证明要在三个窗口各交一遍。",
    since="从去年三月大厅搬迁以来",
    often="一年约三百户，每户多跑两趟",
    for_whom="申请人和三个窗口的收件人员",
    different="只交一套证明，从收件登记上看得出来；",
    unknown="哪些证明依规定可以共用",
)


def test_all_parts_make_one_readable_statement():
    assert statement_of(FULL).zh == (
        "开小餐馆的申请人，同样的证明要在三个窗口各交一遍。"
        "这种情况从去年三月大厅搬迁起就有，一年约三百户，每户多跑两趟。"
        "为此多费工夫、担风险的主要是申请人和三个窗口的收件人员。"
        "办成以后，只交一套证明，从收件登记上看得出来。"
        "还没有弄清的是：哪些证明依规定可以共用。"
    )


def test_an_english_statement_begins_each_sentence_with_a_capital():
    said = statement_of(Parts(whose="people hand in papers twice", since="since last March", often="daily"))
    assert said.en == "People hand in papers twice. It has been so since last March: daily."


@pytest.mark.parametrize(
    ("parts", "zh"),
    [
        (Parts(since="2024年起"), "这种情况从2024年起就有。"),
        (Parts(often="每天三十人次"), "每天三十人次。"),
        (Parts(unknown="原因 {x}"), "还没有弄清的是：原因 {x}。"),
        (Parts(whose="。；", different="少跑一趟"), "办成以后，少跑一趟。"),
    ],
)
def test_only_parts_that_are_given_are_in_the_statement(parts, zh):
    assert statement_of(parts).zh == zh


@given(st.sets(st.sampled_from(PARTS), min_size=1))
def test_whatever_is_given_is_said_once_and_nothing_else(names):
    parts = Parts(**{name: f"【{name}】" for name in names})
    for side in (statement_of(parts).zh, statement_of(parts).en):
        assert [side.count(f"【{name}】") for name in names] == [1] * len(names)
        assert side.count("【") == len(names)


def test_nothing_written_makes_no_statement():
    with pytest.raises(InputError) as caught:
        statement_of(Parts(whose="  "))
    assert "至少写一项" in worded(caught.value)[0]


@pytest.mark.parametrize("name", PARTS)
def test_a_part_that_is_too_long_is_named(name):
    with pytest.raises(InputError) as caught:
        replace(make_proposal(), parts=Parts(**{name: "长" * 301})).checked()
    zh, en = worded(caught.value)
    assert "最多 300 个字，现在是 301 个" in zh
    assert "at most 300 characters; this one has 301" in en


def test_parts_survive_being_stored_and_what_is_not_theirs_is_left_out():
    parts = replace(FULL, checks={"answered": False, "nonsense": True}).checked()
    assert parts.checks == {"answered": False}
    assert Parts.parse({**parts.json(), "distinct": ["x"]}) == parts
    assert Parts.parse(None) == Parts()
    assert Parts.parse({"whose": 3, "checks": "yes"}) == Parts()
    assert Parts().json() == {}


def test_every_kind_is_asked_four_or_five_questions_in_both_languages():
    for kind in TopicKind:
        asked = checks_of(kind)
        assert 4 <= len(asked) <= 5
        for check in asked:
            for locale in Locale:
                assert catalogue().say(check.ask, locale).endswith(("？", "?"))
                assert catalogue().say(check.advice, locale)
    assert {kind for check in CHECKS for kind in check.kinds} == {kind.value for kind in TopicKind}


def test_a_ready_answer_makes_it_a_puzzle_whatever_else_is_said():
    for kind in TopicKind:
        answers = {check.id: not check.telling for check in checks_of(kind)}
        assert advice(kind, answers) == SOUND
        assert advice(kind, {**answers, "answered": True}) == "proposal.advice.answered"
    assert "标准答案" in catalogue().say("proposal.advice.answered", Locale.ZH)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_each_telling_answer_gives_its_own_advice(check):
    for kind in check.kinds:
        answers = {each.id: not each.telling for each in checks_of(kind)}
        assert advice(kind, {**answers, check.id: check.telling}) == check.advice


def test_nothing_is_said_before_anything_tells():
    assert advice("problem", {}) is None
    assert advice("problem", {"answered": False}) is None
    assert advice("problem", {"settled": True}) is None, "asked of tasks only"


@pytest.mark.parametrize(
    ("origin", "source", "zh", "en"),
    [
        (Origin.RESEARCH, " ", "出自哪次调研", "which research"),
        (Origin.LEADER, "", "哪位领导", "which leader"),
        (Origin.MEMBER, "长" * 201, "最多 200 个字，现在是 201 个", "200 characters; this one has 201"),
    ],
)
def test_the_origin_is_said_where_it_must_be(origin, source, zh, en):
    with pytest.raises(InputError) as caught:
        make_proposal_from(origin, source).checked()
    said = worded(caught.value)
    assert zh in said[0]
    assert en in said[1]


def make_proposal_from(origin, source):
    return replace(make_proposal(origin=origin), source=source)


def test_a_member_need_not_say_more_and_an_older_caller_is_not_asked():
    assert make_proposal_from(Origin.MEMBER, " 老 王\n").checked().source == "老 王"
    assert make_proposal_from(Origin.MEMBER, "").checked().source == ""
    assert make_proposal_from(Origin.LEADER, None).checked().source is None
