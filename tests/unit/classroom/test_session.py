"""The run of a session, with the demo class and the purposes of the whole product."""

import json
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from factories import make_key, worded
from zhixing.actor import Actor, Role
from zhixing.classroom import ballots, session
from zhixing.classroom.rules import BallotMode, WindowState
from zhixing.classroom.runsheet import run_sheets, runsheet
from zhixing.classroom.tables import PersonRow, RunRow, WindowRow
from zhixing.demo.install import install_demo
from zhixing.errors import ConflictError, MissingError, RefusedError
from zhixing.records.clock import utc_after
from zhixing.workbook.assembly import PURPOSES

STEPS = [step.id for step in runsheet()]


@pytest.fixture
def backend():
    """What is shown does not depend on the database; what the database does is tested with the ballots."""
    return "sqlite"


@pytest.fixture
def demo(store):
    classroom = install_demo(store)
    with store.work() as db:
        rows = db.scalars(select(PersonRow).where(PersonRow.classroom_id == classroom)).all()
        for row in rows:
            row.joined = True

    def actors(role):
        return [Actor(row.id, classroom, frozenset({role})) for row in rows if role.value in row.roles]

    return SimpleNamespace(
        store=store,
        id=classroom,
        facilitator=actors(Role.FACILITATOR)[0],
        voters=actors(Role.LEARNER) + actors(Role.LIAISON),
        keys={row.id: make_key() for row in rows},
    )


def run(demo):
    with demo.store.read() as db:
        return session.run_of(db, demo.id)


def press(demo, by=1, version=None, who=None):
    with demo.store.work() as db:
        seen = session.run_of(db, demo.id).version if version is None else version
        session.move(db, who or demo.facilitator, seen, by, PURPOSES)
    return run(demo).step


def go_to(demo, step):
    while run(demo).step != step:
        press(demo)


def window(demo, purpose):
    with demo.store.read() as db:
        return ballots.current_window(db, demo.id, purpose)


def state(demo, purpose):
    found = window(demo, purpose)
    return None if found is None else found.state


def vote(demo, purpose, content):
    with demo.store.work() as db:
        target = ballots.current_window(db, demo.id, purpose)
        for voter in demo.voters:
            ballots.cast(db, voter, target.id, make_key(), content(target))


def test_a_new_class_has_not_begun(demo):
    assert run(demo).step is None
    assert run(demo).version == 0
    assert press(demo) == STEPS[0]


def test_a_session_goes_through_every_step_and_stops_at_the_last(demo):
    seen = []
    while (at := run(demo).step) != STEPS[-1]:
        after = press(demo)
        if after != at:
            seen.append(after)
    assert seen == STEPS
    with pytest.raises(RefusedError) as found:
        press(demo)
    assert found.value.code == "classroom.error.run-end"
    assert all(worded(found.value))
    assert run(demo).step == STEPS[-1]


def test_there_is_nothing_before_the_beginning(demo):
    with pytest.raises(RefusedError):
        press(demo, by=-1)
    assert press(demo) == STEPS[0]
    assert press(demo, by=-1) is None
    with pytest.raises(RefusedError):
        press(demo, by=-1)


def test_windows_follow_the_steps(demo):
    go_to(demo, "case")
    assert state(demo, "case") == WindowState.OPEN
    assert press(demo) == "case", "the first press shows the result of the case"
    assert state(demo, "case") == WindowState.REVEALED
    assert press(demo) == "sharpen", "the second press goes on"
    go_to(demo, "conditions")
    assert state(demo, "conditions") == WindowState.OPEN
    assert press(demo) == "vote"
    assert state(demo, "conditions") == WindowState.CLOSED
    assert state(demo, "votes") == WindowState.OPEN
    assert window(demo, "votes").mode == BallotMode.CONFIDENTIAL
    press(demo)
    assert state(demo, "votes") == WindowState.REVEALED
    assert press(demo) == "rate"
    assert state(demo, "ratings") == WindowState.OPEN
    rated = window(demo, "ratings").id
    assert press(demo) == "discuss"
    assert state(demo, "ratings") == WindowState.CLOSED
    assert press(demo) == "keep-or-change"
    assert (window(demo, "ratings").id, state(demo, "ratings")) == (rated, WindowState.OPEN)
    assert press(demo) == "result"
    assert state(demo, "ratings") == WindowState.REVEALED


# ---- undo


def stands(demo):
    """Return everything that a mistaken press could change, as it can be told apart."""
    with demo.store.read() as db:
        row = session.run_of(db, demo.id)
        windows = db.scalars(
            select(WindowRow).where(WindowRow.classroom_id == demo.id, WindowRow.sample.is_(False))
        )
        detail = {name: kept for name, kept in (row.detail or {}).items() if name != "removed"}
        return (
            (row.step, row.ends, detail, row.past or None, row.hidden),
            sorted(
                (one.id, one.purpose, one.state, one.mode, one.round, without_salt(one.subject))
                for one in windows
            ),
        )


def without_salt(subject):
    # Of how many ballots results were made that people have seen cannot be taken back.
    kept = {name: value for name, value in subject.items() if name != "shown"}
    return json.dumps({**kept, "salt": "", "taken-back": None}, sort_keys=True)


def take_part(demo):
    """Let some people vote, rate and answer wherever it is open."""
    with demo.store.work() as db:
        for purpose, target in ballots.current_windows(db, demo.id).items():
            if target.state != WindowState.OPEN or purpose in {"case", "conditions", "weight-pairs"}:
                continue
            for voter in demo.voters[:6]:
                ballots.cast(db, voter, target.id, demo.keys[voter.person], content(purpose, target))


def content(purpose, target):
    if purpose == "votes":
        return {"topics": target.subject["topics"][:3]}
    if purpose == "lines":
        return {"line": "一句话"}
    if purpose == "weight-points":
        return {"points": {"importance": 50, "urgency": 30, "cross-department": 20}}
    asked = target.subject["criteria"]
    return {
        "scores": {
            topic: dict.fromkeys(asked, 1 + at % 5) for at, topic in enumerate(target.subject["topics"])
        }
    }


@pytest.mark.parametrize("voting", [False, True])
@pytest.mark.parametrize("sheet", [name for name in run_sheets() if name != "choose-topic-designated"])
def test_next_and_undo_restore_everything(demo, sheet, voting):
    """After each step, and with each window used or not, a mistaken next is harmless."""
    choose(demo, sheet)
    last = run_sheets()[sheet].steps[-1].id
    while run(demo).step != last:
        before = stands(demo)
        press(demo)
        if before[0][0] == "reflect" and voting:
            with pytest.raises(RefusedError, match="anonymous-stays"):
                press(demo, by=-1)
            continue
        press(demo, by=-1)
        assert stands(demo) == before
        press(demo)
        if voting:
            take_part(demo)


def test_undoing_a_whole_session_leaves_nothing_open(demo):
    start = stands(demo)
    while run(demo).step != STEPS[-1]:
        press(demo)
    while run(demo).step is not None:
        press(demo, by=-1)
    assert stands(demo) == start


def test_votes_cast_after_a_mistaken_next_are_kept_and_count_again(demo):
    go_to(demo, "vote")
    take_part(demo)
    opened = window(demo, "votes").id
    assert press(demo, by=-1) == "conditions"
    assert state(demo, "votes") == WindowState.CLOSED
    assert press(demo) == "vote"
    assert (window(demo, "votes").id, state(demo, "votes")) == (opened, WindowState.OPEN)
    with demo.store.read() as db:
        assert len(ballots.contents(db, opened)) == 6


def test_a_window_opened_by_mistake_leaves_no_trace_but_its_drafts_fit_again(demo):
    go_to(demo, "vote")
    opened = window(demo, "votes").id
    press(demo, by=-1)
    assert window(demo, "votes") is None
    press(demo)
    found = window(demo, "votes")
    assert (found.id, found.round) == (opened, 1), "browsers keep what was chosen under this id"


def test_a_shown_result_is_taken_back_and_voting_goes_on(demo):
    go_to(demo, "vote")
    take_part(demo)
    press(demo)
    assert state(demo, "votes") == WindowState.REVEALED
    assert press(demo, by=-1) == "vote"
    assert state(demo, "votes") == WindowState.OPEN


def test_what_was_changed_by_hand_since_is_left_alone(demo):
    go_to(demo, "reveal-five")
    with demo.store.work() as db:
        session.begin(db, demo.facilitator, "votes", BallotMode.CONFIDENTIAL, PURPOSES)
    newer = window(demo, "votes").id
    assert press(demo, by=-1) == "vote"
    assert (window(demo, "votes").id, state(demo, "votes")) == (newer, WindowState.OPEN)


def test_an_anonymous_vote_cannot_be_undone_and_says_so(demo):
    go_to(demo, "rate")
    with demo.store.work() as db:
        target = ballots.current_window(db, demo.id, "ratings")
        target.mode = BallotMode.ANONYMOUS
    take_part(demo)
    press(demo)
    with pytest.raises(RefusedError) as found:
        press(demo, by=-1)
    assert found.value.code == "session.error.anonymous-stays"
    assert all(worded(found.value))
    assert run(demo).step == "discuss"


def test_the_first_round_is_remembered_when_it_opens_again(demo):
    go_to(demo, "rate")
    take_part(demo)
    go_to(demo, "keep-or-change")
    assert "before" in window(demo, "ratings").subject
    press(demo, by=-1)
    assert "before" not in window(demo, "ratings").subject


# ---- run sheets


def choose(demo, sheet, *, confirmed=False):
    with demo.store.work() as db:
        seen = session.run_of(db, demo.id).version
        session.choose_sheet(db, demo.facilitator, sheet, seen, confirmed=confirmed)


def test_a_sheet_is_chosen_before_the_session_and_after_that_only_when_confirmed(demo):
    choose(demo, "choose-topic-45")
    assert press(demo) == "join"
    go_to(demo, "vote")
    with pytest.raises(RefusedError) as found:
        choose(demo, "choose-topic-120")
    assert found.value.code == "session.error.sheet-unconfirmed"
    assert all(worded(found.value))
    choose(demo, "choose-topic-120", confirmed=True)
    assert (run(demo).sheet, run(demo).step) == ("choose-topic-120", "vote")
    assert state(demo, "votes") == WindowState.OPEN
    assert press(demo, by=-1) == "conditions", "there is no move to undo, so only the step goes back"
    assert state(demo, "votes") == WindowState.OPEN


def test_a_step_the_new_sheet_lacks_becomes_the_last_one_both_have(demo):
    go_to(demo, "present")
    choose(demo, "choose-topic-45", confirmed=True)
    assert run(demo).step == "case"
    assert press(demo) == "conditions", "the case has been told already"


def test_an_unknown_sheet_is_refused(demo):
    with pytest.raises(MissingError) as found:
        choose(demo, "choose-topic-7")
    assert all(worded(found.value))


def test_an_optional_step_is_skipped_and_no_other(demo):
    choose(demo, "choose-topic-half-day")
    go_to(demo, "weigh")
    press(demo)
    with demo.store.work() as db:
        seen = session.run_of(db, demo.id).version
        session.move(db, demo.facilitator, seen, 1, PURPOSES, skip=True)
    assert run(demo).step == "rate"
    assert window(demo, "weight-pairs") is None
    with demo.store.work() as db:
        session.move(db, demo.facilitator, seen + 1, 1, PURPOSES, skip=True)
    assert run(demo).step == "second-break"


def test_a_designated_topic_is_neither_voted_on_nor_ranked(demo):
    choose(demo, "choose-topic-designated")
    last = run_sheets()["choose-topic-designated"].steps[-1].id
    while run(demo).step != last:
        press(demo)
        assert [state(demo, purpose) for purpose in ("votes", "ratings")] == [None, None]


# ---- turns, pictures, time


def test_the_tables_take_turns_with_a_clock_of_their_own(demo):
    go_to(demo, "present")
    with demo.store.work() as db:
        session.take_turn(db, demo.facilitator, 2)
    turn = run(demo).detail["turn"]
    assert turn["seat"] == 2
    assert turn["ends"] < run(demo).ends
    with pytest.raises(MissingError) as found, demo.store.work() as db:
        session.take_turn(db, demo.facilitator, 77)
    assert all(worded(found.value))
    press(demo)
    assert "turn" not in run(demo).detail
    with pytest.raises(RefusedError, match="no-turns"), demo.store.work() as db:
        session.take_turn(db, demo.facilitator, 2)


def test_a_picture_is_shown_with_the_result_only(demo):
    go_to(demo, "rate")
    take_part(demo)
    with pytest.raises(RefusedError, match="no-picture"), demo.store.work() as db:
        session.show(db, demo.facilitator, "radar")
    go_to(demo, "result")
    with demo.store.work() as db:
        session.show(db, demo.facilitator, "radar")
    assert run(demo).detail["picture"] == "radar"


def test_less_time_never_ends_a_step_in_the_past(demo):
    press(demo)
    with demo.store.work() as db:
        db.get_one(RunRow, demo.id).ends = utc_after(1)
    with demo.store.work() as db:
        session.more_time(db, demo.facilitator, -10)
    assert utc_after(-0.2) <= run(demo).ends <= utc_after(0.1)


def test_an_anonymous_round_does_not_stop_the_session(demo):
    go_to(demo, "reveal-five")
    with demo.store.work() as db:
        session.begin(db, demo.facilitator, "ratings", BallotMode.ANONYMOUS, PURPOSES)
    assert press(demo) == "rate"
    vote(demo, "ratings", lambda target: {"scores": {}, "of": target.id})
    go_to(demo, "keep-or-change")
    assert state(demo, "ratings") == WindowState.CLOSED
    assert press(demo) == "result"
    assert state(demo, "ratings") == WindowState.REVEALED
    with demo.store.read() as db:
        assert ballots.turnout(db, ballots.current_window(db, demo.id, "ratings")).voted == len(demo.voters)


def test_of_two_facilitators_at_once_the_second_is_told(demo):
    press(demo)
    seen = run(demo).version
    press(demo, version=seen)
    with pytest.raises(ConflictError) as found:
        press(demo, version=seen)
    assert found.value.code == "classroom.error.run-moved"
    assert all(worded(found.value))
    assert run(demo).step == STEPS[1]


def test_a_refused_step_leaves_everything_as_it_was(demo):
    press(demo)
    with demo.store.work() as db:
        db.get_one(RunRow, demo.id).step = "reveal-five"
    before = run(demo).version
    with pytest.raises(RefusedError, match="vote-first"):
        press(demo)
    assert (run(demo).version, run(demo).step) == (before, "reveal-five")
    assert state(demo, "ratings") is None


def test_more_time_counts_from_now_at_least(demo):
    press(demo)
    first = run(demo).ends
    with demo.store.work() as db:
        session.more_time(db, demo.facilitator, 2)
    assert run(demo).ends > first
    with demo.store.work() as db:
        db.get_one(RunRow, demo.id).ends = "2020-01-01T00:00:00+00:00"
    with demo.store.work() as db:
        session.more_time(db, demo.facilitator, 2)
    assert run(demo).ends > "2026"


def test_hiding_keeps_the_step(demo):
    press(demo)
    with demo.store.work() as db:
        session.hide(db, demo.facilitator, hidden=True)
    assert (run(demo).hidden, run(demo).step) == (True, STEPS[0])


@pytest.mark.parametrize(
    "verb",
    [
        lambda db, who: session.move(db, who, 0, 1, PURPOSES),
        lambda db, who: session.more_time(db, who, 2),
        lambda db, who: session.hide(db, who, hidden=True),
        lambda db, who: session.show(db, who, "radar"),
        lambda db, who: session.take_turn(db, who, 1),
        lambda db, who: session.choose_sheet(db, who, "choose-topic-45", 0, confirmed=True),
        lambda db, who: session.begin(db, who, "votes", BallotMode.NAMED, PURPOSES),
    ],
)
def test_a_learner_runs_nothing(demo, verb):
    with pytest.raises(RefusedError), demo.store.work() as db:
        verb(db, demo.voters[0])
    assert run(demo).version == 0
