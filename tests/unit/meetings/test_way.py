"""What a group writes on its way, part by part; and two wordings side by side."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import worded
from zhixing.errors import InputError
from zhixing.meetings.rules.way import (
    PARTS,
    STRATEGIES_AT_MOST,
    TEXT_AT_MOST,
    Way,
    When,
    check_part,
    side_by_side,
)
from zhixing.meetings.service.material import steps
from zhixing.policy import policy

TRIAL = {"text": "先在一个窗口试", "affected": "窗口同志", "trial": "试两周"}


def test_there_are_ten_steps_in_the_order_of_the_checklist():
    assert [step.id for step in steps()] == [
        "purpose",
        "group",
        "analyse",
        "present",
        "reframe",
        "goals",
        "strategy",
        "act",
        "cycle",
        "coach",
    ]
    assert len(steps()) == policy().int("meeting.steps")


def test_the_steps_are_no_agenda_of_one_meeting():
    when = {step.id: step.when for step in steps()}
    assert when["analyse"] is When.BEFORE
    assert when["present"] is When.MEETING
    assert (when["act"], when["cycle"]) == (When.BETWEEN, When.BETWEEN)
    assert when["coach"] is When.ALWAYS


def test_every_step_is_told_in_full():
    for step in steps():
        told = step.json()
        for part in ("name", "label", "gist", "happens", "speaks", "written", "trap"):
            assert all(told[part].values()), (step.id, part)
        assert len(step.texts["label"].zh) == 4
        assert len(step.texts["label"].en) <= 8  # what fits into a box of the picture


def test_a_way_is_stored_and_read_again():
    way = Way().with_part("purpose", {"text": "少跑一趟"}).with_part("s-1", TRIAL).with_part("s-2", TRIAL)
    assert Way.parse(way.json()) == way
    assert list(Way.parse(way.json()).strategies) == ["s-1", "s-2"]


def test_a_mark_changes_with_its_own_part_only():
    way = Way().with_part("purpose", {"text": "甲"}).with_part("problem", {"text": "乙"})
    changed = way.with_part("purpose", {"text": "丙"})
    assert changed.mark("purpose") != way.mark("purpose")
    assert changed.mark("problem") == way.mark("problem")
    assert way.mark("reframed") == ""
    assert set(way.marks) == {"purpose", "problem"}


def test_a_strategy_is_taken_out_and_the_others_stay():
    way = Way().with_part("s-1", TRIAL).with_part("s-2", TRIAL)
    assert list(way.without("s-1").strategies) == ["s-2"]
    assert way.without("s-3") == way


@pytest.mark.parametrize(
    ("name", "fields", "code"),
    [
        ("nothing", {"text": "x"}, "no-part"),
        ("s-", TRIAL, "no-part"),
        ("s-<script>", TRIAL, "no-part"),
        ("purpose", {}, "no-part"),
        ("purpose", {"text": "x", "more": "y"}, "no-part"),
        ("s-1", {"text": "x"}, "no-part"),
        ("owner", {"choice": "run", "note": ""}, "no-part"),
        ("purpose", {"text": "长" * (TEXT_AT_MOST + 1)}, "too-long"),
        ("reframed", {"text": "短", "why": "长" * 10_000}, "too-long"),
    ],
)
def test_a_part_that_cannot_be_taken_gets_a_sentence(name, fields, code):
    with pytest.raises(InputError) as refusal:
        check_part(name, fields, Way())
    assert refusal.value.code == f"steps.error.{code}"
    assert all(worded(refusal.value))


def test_one_strategy_too_many_is_refused_and_a_known_one_is_changed():
    way = Way()
    for number in range(STRATEGIES_AT_MOST):
        way = way.with_part(f"s-{number}", TRIAL)
    assert check_part("s-0", TRIAL, way) == TRIAL
    with pytest.raises(InputError) as refusal:
        check_part("s-new", TRIAL, way)
    assert all(str(STRATEGIES_AT_MOST) in sentence for sentence in worded(refusal.value))


def test_space_around_words_is_dropped_and_inner_lines_stay():
    assert check_part("purpose", {"text": "  一\n二 "}, Way()) == {"text": "一\n二"}


def test_every_part_takes_its_own_fields():
    for name, fields in PARTS.items():
        assert check_part(name, dict.fromkeys(fields, ""), Way()) == dict.fromkeys(fields, "")


def _own(segments):
    return [segment.text for segment in segments if segment.own]


def test_chinese_is_compared_sign_by_sign():
    before, after = side_by_side("群众排队时间太长", "群众要跑的趟数太多")
    assert "".join(_own(before)) == "排队时间长"
    assert "群众" in [segment.text for segment in before if not segment.own]
    assert "".join(_own(after)) == "要跑的趟数多"


def test_latin_words_are_compared_as_wholes():
    before, after = side_by_side("The queue is long", "The queue is wrong")
    assert (_own(before), _own(after)) == (["long"], ["wrong"])


@given(st.text(max_size=60), st.text(max_size=60))
def test_both_wordings_stay_whole_and_share_what_is_not_their_own(one, other):
    before, after = side_by_side(one, other)
    assert "".join(segment.text for segment in before) == one
    assert "".join(segment.text for segment in after) == other
    shared = [[segment.text for segment in side if not segment.own] for side in (before, after)]
    assert "".join(shared[0]) == "".join(shared[1])
