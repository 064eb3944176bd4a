"""The first round beside the second: means only, and nothing where few have rated."""

import json

from factories import CRITERIA, make_scores, put_ballots, seen, start
from zhixing.classroom import ballots
from zhixing.classroom.runsheet import Step
from zhixing.topics.activities import PURPOSES, TopicResult
from zhixing.topics.rules import Round, remembered, shift
from zhixing.topics.service.exhibits import outcome
from zhixing.topics.service.ratings import before_reopen

EQUAL = dict.fromkeys(CRITERIA, 1.0)


def kept(times, *values, least=5):
    given = [make_scores("abc"[: len(values)], *values)] * times
    return remembered(given, "abc"[: len(values)], EQUAL, least)


def test_a_round_is_remembered_by_its_means():
    before = kept(6, (5, 3, 1), 2)
    assert before.scores == {"a": 3, "b": 2}
    assert before.by_criterion["a"]["urgency"] == 3
    assert Round.parse(json.loads(json.dumps(before.json()))) == before


def test_a_round_of_few_is_not_remembered_but_by_their_number():
    before = kept(4, 5, 3)
    assert before.is_withheld
    assert before.json() == {"raters": 4, "scores": {}, "by_criterion": {}, "w": None, "alpha": None}
    assert shift(before, kept(6, 3, 5)) is None
    assert shift(kept(6, 3, 5), before) is None
    assert not kept(1, 5, 3, least=1).is_withheld


def test_a_topic_of_which_few_were_told_is_left_out():
    given = [make_scores("ab", 4, 3)] * 6 + [make_scores("abc", 4, 3, 5)]
    assert set(remembered(given, "abc", EQUAL, 5).scores) == {"a", "b"}


def test_the_shift_tells_means_places_and_agreement():
    found = shift(kept(6, 5, 3, 1), kept(8, 3, 5, 1))
    assert [(one.topic, one.before, one.after) for one in found.topics] == [
        ("b", 3, 5),
        ("a", 5, 3),
        ("c", 1, 1),
    ]
    assert [(one.place_before, one.place_after) for one in found.topics] == [(2, 1), (1, 2), (3, 3)]
    assert (found.moved, found.raters) == (2, (6, 8))
    assert found.w == (1, 1)


def reopened(room, first, second, late=()):
    """Rate, remember, reopen, rate anew, some more, and reveal, as a session does."""
    window = start(room, "ratings")
    with room.store.work() as db:
        row = ballots.window_of(db, room.facilitator, window)
        put_ballots(db, row, [{"scores": make_scores(row.subject["topics"], *values)} for values in first])
        ballots.close_window(db, room.facilitator, window)
        remembers = PURPOSES["ratings"].before_reopen
        assert remembers is before_reopen
        row.subject = {**row.subject, "before": remembers(db, row)}
        ballots.reopen(db, room.facilitator, window)
    with room.store.work() as db:
        row = ballots.window_of(db, room.facilitator, window)
        for ballot, values in zip(
            db.query(ballots.BallotRow).filter_by(window_id=window), second, strict=True
        ):
            ballot.content = {"scores": make_scores(row.subject["topics"], *values)}
        db.flush()
        put_ballots(db, row, [{"scores": make_scores(row.subject["topics"], *values)} for values in late])
        assert outcome(db, room.id, Step)["pictures"] is None
        ballots.reveal(db, room.facilitator, window)


def test_the_page_and_the_wall_see_the_shift_after_the_second_round(room):
    reopened(room, [(5, 4, 2)] * 6, [(4, 5, 2)] * 6)
    view = seen(room, TopicResult(), room.learners[0])
    changed = view["pictures"]["shift"]
    assert changed["moved"] == 2
    assert changed["raters"] == [6, 6]
    assert [row["place_before"] for row in changed["topics"]] == [2, 1, 3]
    with room.store.read() as db:
        wall = outcome(db, room.id, Step)
    assert wall["pictures"] == view["pictures"]
    assert set(wall["pictures"]) == {"spread", "radar", "acceptability", "shift"}
    assert "severit" not in json.dumps(wall)


def test_a_shift_of_few_is_withheld(room):
    reopened(room, [(5, 4, 2)] * 3, [(4, 5, 2)] * 3)
    view = seen(room, TopicResult(), room.learners[0])
    assert view["pictures"] == {"spread": None, "radar": None, "acceptability": None, "shift": None}
    assert all(row["score"] is None for row in view["ranking"])


def test_a_shift_that_would_tell_the_late_voter_is_withheld_and_the_page_says_so(room):
    reopened(room, [(4, 4, 2)] * 5, [(4, 4, 2)] * 5, late=[(1, 5, 5)])
    view = seen(room, TopicResult(), room.learners[0])
    assert view["pictures"]["spread"] is not None
    assert view["pictures"]["shift"] is None
    assert any("两轮之间" in text["zh"] and "5 份" in text["zh"] for text in view["left_out"])
    with room.store.read() as db:
        assert outcome(db, room.id, Step)["pictures"]["shift"] is None


def test_five_who_come_late_hide_each_other(room):
    reopened(room, [(4, 4, 2)] * 5, [(4, 4, 2)] * 5, late=[(1, 5, 5)] * 5)
    view = seen(room, TopicResult(), room.learners[0])
    assert view["pictures"]["shift"]["raters"] == [5, 10]
    assert not any("两轮之间" in text["zh"] for text in view["left_out"])


def test_undoing_the_result_of_the_second_round_lets_nobody_be_told_either(room):
    reopened(room, [(4, 4, 2)] * 5, [(4, 4, 2)] * 5, late=[(1, 5, 5)] * 5)
    with room.store.work() as db:
        window = ballots.current_window(db, room.id, "ratings")
        ballots.hide_result(db, room.facilitator, window.id)
        ballots.reopen(db, room.facilitator, window.id)
        put_ballots(db, window, [{"scores": make_scores(window.subject["topics"], 5, 1, 1)}])
        ballots.reveal(db, room.facilitator, window.id)
    assert seen(room, TopicResult(), room.learners[0])["pictures"]["shift"] is None
