"""What may be submitted and decided, and when."""

from dataclasses import replace

import pytest

from factories import worded
from zhixing.decisions.rules import Decision, Outcome, Submission, check_decision, check_submission
from zhixing.errors import ConflictError, InputError, RefusedError

PAPER = Submission("s1", "topic", 2, {}, "2026-11-20T04:05:00+00:00", None)


def decided(outcome):
    return replace(PAPER, decision=Decision(outcome, "意见", "2026-11-20T05:06:00+00:00"))


@pytest.mark.parametrize(
    ("latest", "seen", "version"),
    [(None, 0, 1), (PAPER, 2, 3), (decided(Outcome.RETURNED), 2, 3)],
)
def test_the_next_version_follows_the_one_seen(latest, seen, version):
    assert check_submission(latest, seen) == version


@pytest.mark.parametrize(
    ("latest", "seen", "error", "code"),
    [
        (None, 1, ConflictError, "unknown-version"),
        (PAPER, 1, ConflictError, "submitted-meanwhile"),
        (PAPER, 3, ConflictError, "submitted-meanwhile"),
        (decided(Outcome.APPROVED), 2, RefusedError, "final"),
        (decided(Outcome.DESIGNATED), 2, RefusedError, "final"),
    ],
)
def test_a_version_that_was_not_seen_or_is_final_is_not_replaced(latest, seen, error, code):
    with pytest.raises(error) as caught:
        check_submission(latest, seen)
    assert caught.value.code == f"decisions.error.{code}"
    assert all(worded(caught.value))


def test_a_conflict_names_the_time_on_the_clock_of_the_room(monkeypatch):
    import time

    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    try:
        with pytest.raises(ConflictError) as caught:
            check_submission(PAPER, 1)
        assert worded(caught.value)[0].startswith("12:05 已有人提交了第 2 稿")
        assert "at 12:05" in worded(caught.value)[1]
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize(
    ("paper", "newest", "outcome", "comment", "code"),
    [
        (decided(Outcome.RETURNED), 2, Outcome.APPROVED, "", "decided-meanwhile"),
        (PAPER, 3, Outcome.APPROVED, "", "newer-version"),
        (PAPER, 2, Outcome.RETURNED, " ", "comment-missing"),
        (PAPER, 2, Outcome.DESIGNATED, "", "comment-missing"),
        (PAPER, 2, Outcome.APPROVED, "长" * 2001, "comment-long"),
    ],
)
def test_a_decision_too_late_or_without_a_word_is_refused(paper, newest, outcome, comment, code):
    with pytest.raises((ConflictError, InputError)) as caught:
        check_decision(paper, newest, outcome, comment)
    assert caught.value.code == f"decisions.error.{code}"
    assert all(worded(caught.value))


def test_an_approval_needs_no_comment():
    check_decision(PAPER, 2, Outcome.APPROVED, "")
    check_decision(PAPER, 2, Outcome.RETURNED, "补充数据")
