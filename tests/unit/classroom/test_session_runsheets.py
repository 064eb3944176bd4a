"""The run sheets: what they take, what they open, what is said; every activity they name exists."""

import re

import pytest

from zhixing.classroom.rules import BallotMode
from zhixing.classroom.runsheet import run_sheet, run_sheets, same_position
from zhixing.policy import policy
from zhixing.workbook.assembly import PURPOSES, registry

SHEETS = list(run_sheets().values())
NAMED = {"90": 90, "45": 45, "120": 120, "half-day": (180, 240), "designated": 90}


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.id)
def test_a_sheet_takes_as_long_as_its_name_says(sheet):
    promised = NAMED[sheet.id.removeprefix("choose-topic-")]
    low, high = promised if isinstance(promised, tuple) else (promised, promised)
    assert low <= sheet.total <= high
    assert sheet.total == sheet.minutes
    assert sheet.starts()[1] == 0, "the first step is before the session"
    if promised == 90:
        assert sheet.total == policy().int("session.minutes")


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.id)
def test_what_a_sheet_opens_shows_and_reveals_is_there(sheet):
    opened = set()
    for step in sheet.steps:
        BallotMode(step.mode)
        assert step.minutes > 0
        if step.opens is not None:
            assert step.opens in PURPOSES
            opened.add(step.opens)
        assert {step.reveals, step.reopens} - {None} <= opened, step.id
        if step.activity is not None:
            registry().get(step.activity)
        for key in (step.turns, step.talk):
            assert key is None or policy().int(key) > 0
    assert len({step.id for step in sheet.steps}) == len(sheet.steps)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.id)
def test_what_is_said_names_minutes_only_where_they_are_known(sheet):
    for step in sheet.steps:
        known = {name for name, key in (("turn", step.turns), ("talk", step.talk)) if key is not None}
        for side in (step.say.zh, step.say.en):
            assert set(re.findall(r"{(\w+)}", side)) == known, step.id
        filled = step.said(turn=2, talk=5)
        assert "{" not in filled.zh + filled.en


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.id)
def test_the_leader_speaks_last_wherever_a_result_is_shown(sheet):
    for step in sheet.steps:
        if step.projector == "result" or step.id == "settle-scheme":
            assert "最后请领导讲" in step.say.zh
            assert "the leader speaks last" in step.say.en


def test_the_usual_sheet_is_the_measure():
    minutes = {step.id: start for step, start in zip(run_sheet("choose-topic-90").steps, STARTS, strict=True)}
    assert minutes["vote"] == 42
    assert run_sheet("choose-topic-90").starts() == STARTS


STARTS = [-20, 0, 5, 12, 22, 34, 42, 46, 49, 55, 66, 69, 76, 84, 87]


def test_the_designated_path_keeps_the_same_minutes_around_its_own_work():
    usual, named = run_sheet("choose-topic-90"), run_sheet("choose-topic-designated")
    work = [step for step, start in zip(named.steps, named.starts(), strict=True) if 42 <= start < 69]
    assert {step.activity for step in work} == {"scheme"}
    assert not {step.opens for step in named.steps} & {"votes", "ratings", "conditions"}
    assert named.starts()[-3:] == usual.starts()[-3:]


def test_the_half_day_has_breaks_practice_and_an_optional_panel():
    steps = {step.id: step for step in run_sheet("choose-topic-half-day").steps}
    assert {"break", "second-break", "practise", "learn-criteria", "weigh"} <= set(steps)
    assert [step.id for step in steps.values() if step.optional] == ["weigh-pairs"]


def test_weights_are_settled_before_anybody_rates():
    for sheet in SHEETS:
        order = [step.opens for step in sheet.steps]
        for purpose in ("weight-points", "weight-pairs"):
            if purpose in order:
                assert order.index(purpose) < order.index("ratings")


def test_a_position_is_kept_by_step():
    usual, short = run_sheet("choose-topic-90").steps, run_sheet("choose-topic-45").steps
    assert same_position(usual, short, "vote") == "vote"
    assert same_position(usual, short, "discuss") == "rate"
    assert same_position(usual, short, None) is None
