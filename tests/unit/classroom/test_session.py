"""The run of a session, with the demo class and the purposes of the whole product."""

from types import SimpleNamespace

import pytest
from sqlalchemy import select

from factories import make_key, worded
from zhixing.actor import Actor, Role
from zhixing.classroom import ballots, session
from zhixing.classroom.rules import BallotMode, WindowState
from zhixing.classroom.runsheet import runsheet
from zhixing.classroom.tables import PersonRow, RunRow
from zhixing.demo.install import install_demo
from zhixing.errors import ConflictError, RefusedError
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


def test_there_is_nothing_before_the_first_step(demo):
    for at in (None, STEPS[0]):
        assert run(demo).step == at
        with pytest.raises(RefusedError):
            press(demo, by=-1)
        press(demo)


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


def test_going_back_changes_no_window(demo):
    go_to(demo, "vote")
    opened = window(demo, "votes").id
    assert press(demo, by=-1) == "conditions"
    assert state(demo, "votes") == WindowState.OPEN
    assert press(demo) == "vote"
    assert window(demo, "votes").id == opened


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
        lambda db, who: session.begin(db, who, "votes", BallotMode.NAMED, PURPOSES),
    ],
)
def test_a_learner_runs_nothing(demo, verb):
    with pytest.raises(RefusedError), demo.store.work() as db:
        verb(db, demo.voters[0])
    assert run(demo).version == 0
