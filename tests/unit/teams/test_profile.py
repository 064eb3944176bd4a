"""Profiles and answers: limits, what is missing, and how they stand towards a scheme."""

import pytest

from factories import worded
from zhixing.errors import InputError
from zhixing.teams.rules.profile import (
    HOURS_AT_MOST,
    SPECIALTY_AT_MOST,
    WORDS_AT_MOST,
    YEARS_AT_MOST,
    Commitment,
    Profile,
    Relevance,
    SubTopicRef,
)
from zhixing.teams.rules.wishes import UnknownWishError, label, read_wishes

SUBS = (
    SubTopicRef("s-1", 1, "一张材料清单"),
    SubTopicRef("s-2", 2, "一窗收件、内部流转"),
    SubTopicRef("s-3", 3, "One list, one counter"),
)


@pytest.mark.parametrize(
    ("profile", "code"),
    [
        (Profile(specialty="专" * (SPECIALTY_AT_MOST + 1)), "long-specialty"),
        (Profile(experience=-1), "years"),
        (Profile(experience=120), "years"),
        (Profile(wishes=("a", "b", "c", "d")), "wishes"),
        (Profile(wishes=("a", "a")), "wish-twice"),
        (Profile(languages=tuple("abcdefg")), "languages"),
        (Profile(languages=("语" * 21,)), "long-language"),
        (Profile(relevance={"s-1": Relevance(4)}), "relevance"),
        (Profile(relevance={"s-1": Relevance(-1)}), "relevance"),
    ],
)
def test_what_is_out_of_bounds_is_refused_with_a_sentence(profile, code):
    with pytest.raises(InputError) as found:
        profile.checked()
    assert found.value.code == f"members.error.{code}"
    assert all(worded(found.value))


def test_what_is_within_bounds_is_kept_without_outer_space_and_doubles():
    checked = Profile(
        specialty="  许可 事项\n标准化 ",
        experience=YEARS_AT_MOST,
        languages=(" 普通话", "英语", "", "英语 "),
        wishes=("s-1", "s-2", "s-3"),
        relevance={"s-1": Relevance(0), "s-2": Relevance(3)},
    ).checked()
    assert checked.specialty == "许可 事项 标准化"
    assert checked.languages == ("普通话", "英语")
    assert checked.wishes == ("s-1", "s-2", "s-3")


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (Commitment(), "no-answer"),
        (Commitment("maybe"), "no-answer"),
        (Commitment("yes", hours=HOURS_AT_MOST + 1), "hours"),
        (Commitment("yes", hours=-1), "hours"),
        (Commitment("talk", brings="字" * (WORDS_AT_MOST + 1)), "long-brings"),
        (Commitment("no", needs="字" * 10_000), "long-needs"),
    ],
)
def test_an_answer_out_of_bounds_is_refused_with_a_sentence(said, code):
    with pytest.raises(InputError) as found:
        said.checked()
    assert found.value.code == f"members.error.{code}"
    assert all(worded(found.value))


def test_wishes_by_number_find_the_scheme_that_comes_later():
    profile = Profile(
        wishes=("#2", "#9", "s-1", "#1"), relevance={"#3": Relevance(2), "s-9": Relevance(1)}
    ).within(SUBS)
    assert profile.wishes == ("s-2", "s-1")
    assert profile.relevance == {"s-3": Relevance(2)}
    assert profile.within(()).wishes == ()


def test_what_is_missing_is_told_and_wishes_never_are():
    assert Profile().missing(unit="", sub_topics=SUBS) == (
        "unit",
        "level",
        "outlook",
        "specialty",
        "experience",
        "relevance",
    )
    full = Profile("leader", "both", "许可", 0, relevance={each.id: Relevance(0) for each in SUBS})
    assert full.missing(unit="u", sub_topics=SUBS) == ()
    assert full.missing(unit="u", sub_topics=()) == ()
    half = Profile("leader", "both", "许可", 0, relevance={"s-1": Relevance(0)})
    assert half.missing(unit="u", sub_topics=SUBS) == ("relevance",)


@pytest.mark.parametrize(
    ("cells", "wishes"),
    [
        (("1",), ("s-1",)),
        (("２；1",), ("s-2", "s-1")),
        (("1 3",), ("s-1", "s-3")),
        (("一窗收件、内部流转",), ("s-2",)),
        (("一窗收件、内部流转；一张材料清单",), ("s-2", "s-1")),
        (("1、3、2",), ("s-1", "s-3", "s-2")),
        (("2. 一窗收件、内部流转", "1 一张材料清单"), ("s-2", "s-1")),
        (("one list, one counter",), ("s-3",)),
        ((label(SUBS[2]),), ("s-3",)),
        ((), ()),
    ],
)
def test_wishes_are_read_by_number_or_title(cells, wishes):
    assert read_wishes(cells, SUBS) == wishes


@pytest.mark.parametrize(
    ("cell", "unknown"), [("4", "4"), ("一张材料清单；别的", "别的"), ("1、7", "7"), ("清单", "清单")]
)
def test_a_wish_for_nothing_there_is_named(cell, unknown):
    with pytest.raises(UnknownWishError) as found:
        read_wishes((cell,), SUBS)
    assert found.value.said == unknown


def test_a_choice_in_excel_has_no_comma_that_would_end_it():
    assert "," not in label(SUBS[2])
