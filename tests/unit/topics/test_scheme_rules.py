"""The scheme: what can be stored, what is missing, and parts that come back as they were."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from factories import worded
from scheme_factory import whole
from zhixing.errors import InputError
from zhixing.topics.rules.scheme import (
    Aims,
    Entry,
    Indicator,
    Problem,
    Scheme,
    Setting,
    SubTopic,
)
from zhixing.topics.rules.scheme_check import checked
from zhixing.topics.rules.scheme_gaps import WARNINGS, GapKind, SchemeLimits, end_of, gaps
from zhixing.topics.service.scheme_example import scheme_example
from zhixing.topics.service.wording import both

LIMITS = SchemeLimits(sub_topics=(3, 5), months=(4, 8), units_from=2)


def with_second(**changes):
    scheme = whole()
    return scheme.with_part(replace(scheme.sub_topics[1], **changes))


def kinds(scheme):
    return [gap.kind for gap in gaps(scheme, LIMITS)]


def test_a_whole_scheme_has_no_gap():
    assert gaps(whole(), LIMITS) == []


def test_an_empty_scheme_says_where_to_begin():
    assert kinds(Scheme("t")) == [
        GapKind.LEAD_UNIT,
        GapKind.START,
        GapKind.MONTHS,
        GapKind.TASKS,
        GapKind.QUESTIONS,
        GapKind.NO_SUB_TOPICS,
    ]


@pytest.mark.parametrize(
    ("scheme", "kind"),
    [
        (whole(lead_unit=" "), GapKind.LEAD_UNIT),
        (whole(start=""), GapKind.START),
        (whole(months=None), GapKind.MONTHS),
        (whole(months=9), GapKind.WINDOW),
        (whole(tasks=(Entry("t-1", " "),)), GapKind.TASKS),
        (whole(questions=(*whole().questions, Entry("q-3", "还有谁？"))), GapKind.UNANSWERED),
        (with_second(title=""), GapKind.TITLE),
        (with_second(title="分课题 1"), GapKind.SAME_TITLE),
        (with_second(questions=()), GapKind.NO_QUESTION),
        (with_second(questions=("q-gone",)), GapKind.NO_QUESTION),
        (with_second(units=(), lead_unit=""), GapKind.UNITS),
        (with_second(lead_unit=""), GapKind.SUB_LEAD),
        (with_second(lead_unit="民生科"), GapKind.STRANGE_LEAD),
        (with_second(problems=()), GapKind.PROBLEMS),
        (with_second(problems=(Problem("p-x", " "),)), GapKind.PROBLEMS),
        (with_second(outcome=" "), GapKind.OUTCOME),
        (with_second(indicator=Indicator("份数", "17", "8", "每月清点", "")), GapKind.INDICATOR),
        (with_second(indicator=replace(whole().sub_topics[1].indicator, by="2027-06-01")), GapKind.LATE),
        (whole(sub_topics=whole().sub_topics[:2]), GapKind.COUNT),
    ],
)
def test_each_loose_thread_is_one_gap_with_a_place_and_a_sentence(scheme, kind):
    (gap,) = gaps(scheme, LIMITS)
    assert gap.kind is kind
    assert gap.blocks is (kind not in WARNINGS)
    assert gap.part in {"setting", "aims", "sub-topics", *scheme.sub_topic_ids}
    sentence = both(gap.kind.value, **gap.params)
    assert sentence.zh.endswith("。")


def test_a_short_window_warns_and_shows_what_comes_too_late():
    assert kinds(whole(months=3)) == [GapKind.WINDOW, *[GapKind.LATE] * 3]


def test_one_unit_alone_is_worth_a_thought():
    one = [replace(each, units=("办公室",)) for each in whole().sub_topics]
    assert kinds(whole(sub_topics=tuple(one))) == [GapKind.ONE_UNIT]


@pytest.mark.parametrize(
    ("start", "months", "day"),
    [("2026-12", 1, date(2027, 1, 1)), ("2026-01", 12, date(2027, 1, 1)), ("2026-11", 6, date(2027, 5, 1))],
)
def test_a_window_ends_before_its_last_day(start, months, day):
    assert end_of(start, months) == day


def test_the_worked_example_is_complete_in_both_languages():
    for content in (scheme_example().zh, scheme_example().en):
        assert gaps(checked(Scheme.parse(content)), LIMITS) == []


@pytest.mark.parametrize(
    ("scheme", "code"),
    [
        (with_second(title="题" * 81), "scheme.error.title-long"),
        (with_second(outcome="题" * 301), "scheme.error.outcome-long"),
        (with_second(units=("科" * 81,)), "scheme.error.unit-long"),
        (with_second(units=("甲", "甲")), "scheme.error.unit-twice"),
        (with_second(units=tuple(map(str, range(21)))), "scheme.error.units-many"),
        (with_second(problems=(Problem("p-x", "题" * 301),)), "scheme.error.text-long"),
        (with_second(problems=tuple(Problem(f"p-{n}x", "") for n in range(7))), "scheme.error.problems-many"),
        (with_second(indicator=Indicator(by="2027-5-31")), "scheme.error.day-bad"),
        (with_second(indicator=Indicator(name="题" * 121)), "scheme.error.line-long"),
        (with_second(questions=("BAD",)), "scheme.error.bad-id"),
        (with_second(problems=(Problem("p-1", "又一次"),)), "scheme.error.id-twice"),
        (whole(tasks=(Entry("setting", "x"),)), "scheme.error.bad-id"),
        (whole(tasks=(Entry("t'; --", "x"),)), "scheme.error.bad-id"),
        (whole(start="2026-13"), "scheme.error.month-bad"),
        (whole(months=0), "scheme.error.months-range"),
        (whole(months=61), "scheme.error.months-range"),
        (whole(tasks=tuple(Entry(f"t-{n}", "") for n in range(11))), "scheme.error.tasks-many"),
        (whole(questions=tuple(Entry(f"q-{n}", "") for n in range(11))), "scheme.error.questions-many"),
        (Scheme("t", sub_topics=tuple(SubTopic(f"s-{n}") for n in range(9))), "scheme.error.sub-topics-many"),
    ],
)
def test_what_cannot_be_stored_is_refused_with_a_sentence(scheme, code):
    with pytest.raises(InputError) as caught:
        checked(scheme)
    assert caught.value.code == code
    assert all(worded(caught.value))


def test_a_part_written_anew_leaves_the_marks_of_the_others():
    before = whole().marks
    after = with_second(outcome="另一样成果").marks
    assert {name for name in before if before[name] != after[name]} == {"s-2"}
    assert set(before) == {"setting", "aims", "s-1", "s-2", "s-3"}


def test_a_new_part_comes_last_moves_and_goes():
    scheme = whole().with_part(SubTopic("s-4", "第四"))
    assert scheme.moved("s-4", 0).sub_topic_ids == ("s-4", "s-1", "s-2", "s-3")
    assert scheme.without("s-2").sub_topic_ids == ("s-1", "s-3", "s-4")
    assert scheme.part("s-2").title == "分课题2"
    assert scheme.without("s-2").part("s-2") is None
    assert scheme.without("s-2").mark("s-2") == ""


def test_setting_and_aims_are_parts_too():
    scheme = Scheme("t").with_part(Setting("办公室", "2026-12", 6)).with_part(Aims((Entry("t-1", "做"),), ()))
    assert (scheme.lead_unit, scheme.months, scheme.tasks[0].text) == ("办公室", 6, "做")
    assert scheme.part("setting") == Setting("办公室", "2026-12", 6)


def test_what_is_submitted_refers_to_no_question_that_is_gone():
    scheme = whole(questions=whole().questions[:1]).tidy()
    assert [each.questions for each in scheme.sub_topics] == [("q-1",), (), ()]


words = some.text(max_size=20)
entries = some.builds(Entry, id=words, text=words)
sub_topics = some.builds(
    SubTopic,
    id=words,
    title=words,
    questions=some.lists(words, max_size=3).map(tuple),
    lead_unit=words,
    units=some.lists(words, max_size=3).map(tuple),
    problems=some.lists(some.builds(Problem, id=words, text=words, goal=words), max_size=3).map(tuple),
    outcome=words,
    indicator=some.builds(Indicator, words, words, words, words, words),
)
schemes = some.builds(
    Scheme,
    topic=words,
    lead_unit=words,
    start=words,
    months=some.none() | some.integers(),
    tasks=some.lists(entries, max_size=3).map(tuple),
    questions=some.lists(entries, max_size=3).map(tuple),
    sub_topics=some.lists(sub_topics, max_size=4).map(tuple),
)


@given(schemes)
def test_a_scheme_comes_back_as_it_was_stored(scheme):
    assert Scheme.parse(scheme.json()) == scheme
