"""Windows and ballots on both databases."""

import pytest
from sqlalchemy import delete, select

from factories import make_actor, make_class, make_key, worded
from zhixing.actor import Actor, Role
from zhixing.classroom import ballots, paper
from zhixing.classroom.rules import BallotMode, WindowState, anonymous_voter
from zhixing.classroom.tables import BallotRow, ClassroomRow, PaperBatchRow, PersonRow, TurnoutRow, WindowRow
from zhixing.errors import ConflictError, InputError, MissingError, RefusedError
from zhixing.records import Store, new_id
from zhixing.records.schema import upgrade

MODES = list(BallotMode)
SECRET = [BallotMode.CONFIDENTIAL, BallotMode.ANONYMOUS]


def opened(room, mode=BallotMode.CONFIDENTIAL, purpose="votes", by=None):
    with room.store.work() as db:
        return ballots.open_window(db, by or room.facilitator, purpose, {"topics": ["t1", "t2"]}, mode).id


def cast(room, actor, window, key, content):
    with room.store.work() as db:
        ballots.cast(db, actor, window, key, content)


def contents(room, window):
    with room.store.read() as db:
        return ballots.contents(db, window)


def window_row(room, window):
    with room.store.read() as db:
        return db.get_one(WindowRow, window)


def told(room, window):
    with room.store.read() as db:
        return ballots.turnout(db, db.get_one(WindowRow, window)).json()


def does(room, verb, *arguments, **named):
    with room.store.work() as db:
        return verb(db, *arguments, **named)


def refused(error, code, room, verb, *arguments):
    with pytest.raises(error) as found:
        does(room, verb, *arguments)
    assert found.value.code == f"classroom.error.{code}"
    zh, en = worded(found.value)
    assert zh
    assert en
    return found.value


@pytest.mark.parametrize("mode", MODES)
def test_a_ballot_counts_once_and_may_be_changed_with_its_key_until_closing(room, mode):
    window, key = opened(room, mode), make_key()
    voter = room.learners[0]
    cast(room, voter, window, key, {"topics": ["t1"]})
    cast(room, voter, window, key, {"topics": ["t2"]})
    assert contents(room, window) == [{"topics": ["t2"]}]
    assert told(room, window) == {"voted": 1, "paper": 0, "present": 7}
    does(room, ballots.close_window, room.facilitator, window)
    refused(RefusedError, "window-closed", room, ballots.cast, voter, window, key, {"topics": ["t1"]})
    assert contents(room, window) == [{"topics": ["t2"]}]


@pytest.mark.parametrize("mode", MODES)
def test_a_second_device_is_told_that_the_voter_has_voted(room, mode):
    window = opened(room, mode)
    voter = room.learners[0]
    cast(room, voter, window, make_key(), {"topics": ["t1"]})
    refused(
        RefusedError, "voted-elsewhere", room, ballots.cast, voter, window, make_key(), {"topics": ["t2"]}
    )
    assert contents(room, window) == [{"topics": ["t1"]}]
    with room.store.read() as db:
        row = db.get_one(WindowRow, window)
        assert ballots.has_voted(db, voter, row)
        assert not ballots.has_voted(db, room.learners[1], row)


def test_only_a_named_ballot_carries_a_name(room):
    for mode in MODES:
        window = opened(room, mode, purpose=mode)
        cast(room, room.learners[0], window, make_key(), {"topics": ["t1"]})
        with room.store.read() as db:
            (ballot,) = db.scalars(select(BallotRow).where(BallotRow.window_id == window))
            assert (ballot.person_id is not None) is (mode is BallotMode.NAMED)
            (voter,) = db.scalars(select(TurnoutRow.voter).where(TurnoutRow.window_id == window))
            assert (voter == room.learners[0].person) is (mode is not BallotMode.ANONYMOUS)


@pytest.mark.parametrize("key", ["", "a" * 31, "A" * 32, "g" * 32, "a" * 65, "a" * 32 + "\n", "ａ" * 32])
def test_a_key_that_no_browser_makes_is_refused(room, key):
    window = opened(room)
    refused(InputError, "bad-key", room, ballots.cast, room.learners[0], window, key, {"topics": ["t1"]})
    assert told(room, window)["voted"] == 0


def test_the_same_key_in_two_windows_leaves_no_common_trace(room):
    key = make_key()
    stored = []
    for purpose in ("votes", "ratings"):
        window = opened(room, purpose=purpose)
        cast(room, room.learners[0], window, key, {"topics": ["t1"]})
        with room.store.read() as db:
            stored += db.scalars(select(BallotRow.key).where(BallotRow.window_id == window))
    assert len(set(stored)) == 2
    assert key not in stored


def test_a_window_opens_once_and_the_next_round_counts_on(room):
    first = opened(room)
    refused(ConflictError, "already-open", room, ballots.open_window, room.facilitator, "votes", {})
    does(room, ballots.close_window, room.facilitator, first)
    second = opened(room)
    assert (window_row(room, first).round, window_row(room, second).round) == (1, 2)
    with room.store.read() as db:
        assert ballots.current_window(db, room.id, "votes").id == second
        assert ballots.current_window(db, room.id, "ratings") is None


def test_a_class_has_its_own_windows(room):
    window = opened(room)
    theirs = opened(room, by=room.stranger)
    assert theirs != window
    for verb in (ballots.close_window, ballots.reveal, ballots.reopen):
        refused(MissingError, "no-window", room, verb, room.stranger, window)
    refused(MissingError, "no-window", room, ballots.cast, room.outsider, window, make_key(), {})
    refused(MissingError, "no-window", room, ballots.cast, room.learners[0], "nowhere", make_key(), {})
    assert window_row(room, window).state == WindowState.OPEN


@pytest.mark.parametrize("who", ["leader", "liaison"])
def test_only_who_runs_the_session_moves_windows(room, who):
    window, actor = opened(room), getattr(room, who)
    for verb in (ballots.close_window, ballots.reveal, ballots.reopen):
        refused(RefusedError, "not-allowed", room, verb, actor, window)
    refused(RefusedError, "not-allowed", room, ballots.open_window, actor, "ratings", {})


def test_who_only_looks_on_casts_no_ballot(room):
    window = opened(room)
    for actor in (room.facilitator, room.leader):
        refused(RefusedError, "not-allowed", room, ballots.cast, actor, window, make_key(), {})
        with room.store.read() as db:
            assert not ballots.may_vote(actor, db.get_one(WindowRow, window))


def test_closing_reopening_and_revealing(room):
    window, key = opened(room), make_key()
    voter, late = room.learners[:2]
    cast(room, voter, window, key, {"topics": ["t1"]})
    does(room, ballots.close_window, room.facilitator, window)
    does(room, ballots.close_window, room.facilitator, window)
    assert window_row(room, window).closed is not None
    does(room, ballots.reopen, room.facilitator, window)
    assert window_row(room, window).closed is None
    cast(room, voter, window, key, {"topics": ["t2"]})
    cast(room, late, window, make_key(), {"topics": ["t1"]})
    does(room, ballots.reveal, room.facilitator, window)
    assert window_row(room, window).state == WindowState.REVEALED
    assert sorted(ballot["topics"][0] for ballot in contents(room, window)) == ["t1", "t2"]
    does(room, ballots.close_window, room.facilitator, window)
    assert window_row(room, window).state == WindowState.REVEALED


def test_an_anonymous_window_stays_closed_and_keeps_its_count(room):
    window = opened(room, BallotMode.ANONYMOUS)
    for voter in room.learners:
        cast(room, voter, window, make_key(), {"topics": ["t1"]})
    does(room, ballots.close_window, room.facilitator, window)
    assert told(room, window) == {"voted": 6, "paper": 0, "present": 7}
    refused(RefusedError, "anonymous-stays-closed", room, ballots.reopen, room.facilitator, window)
    does(room, ballots.reveal, room.facilitator, window)
    assert told(room, window)["voted"] == 6
    with room.store.read() as db:
        assert db.scalars(select(TurnoutRow)).all() == []
        row = db.get_one(WindowRow, window)
        assert row.subject["salt"] == ""
        assert not any(ballots.has_voted(db, voter, row) for voter in room.learners)


def test_somebody_alone_votes_and_sees_the_result_at_once(store):
    with store.work() as db:
        actor = make_actor(db, make_class(db, kind="solo", units=()), solo=True)
        window = ballots.solo_window(db, actor, "votes", {"topics": ["t1"]})
        key = make_key()
        ballots.cast(db, actor, window.id, key, {"topics": ["t1"]})
        assert window.state == WindowState.REVEALED
        assert ballots.solo_window(db, actor, "votes", {"topics": ["t1"]}).id == window.id
        ballots.cast(db, actor, window.id, key, {"topics": []})
        assert ballots.contents(db, window.id) == [{"topics": []}]
        assert ballots.solo_window(db, actor, "votes", {"topics": ["t2"]}).id != window.id


# ---- nobody can find out


def everything(room):
    """Return every row of every table, as the database gives it to anybody who may ask."""
    with room.store.read() as db:
        connection = db.connection()
        names = [name for name in WindowRow.metadata.tables if connection.dialect.has_table(connection, name)]
        return {
            name: [tuple(map(str, row)) for row in connection.exec_driver_sql(f'SELECT * FROM "{name}"')]
            for name in names
        }


@pytest.mark.parametrize("ended", ["open", "closed", "revealed"])
def test_no_stored_row_links_voter_to_vote(room, ended):
    with room.store.work() as db:
        voters = [make_actor(db, room.id, seat=1 + n % 6, name=f"选民{n}") for n in range(40)]
    windows = {mode: opened(room, mode, purpose=mode) for mode in SECRET}
    keys, marks = {}, {}
    for mode, window in windows.items():
        for voter in voters:
            keys[mode, voter.person] = make_key()
            marks[mode, voter.person] = make_key()
            content = {"topics": [marks[mode, voter.person]]}
            cast(room, voter, window, keys[mode, voter.person], content)
        if ended != "open":
            does(room, ballots.close_window, room.facilitator, window)
        if ended == "revealed":
            does(room, ballots.reveal, room.facilitator, window)
    people = {voter.person for voter in voters}
    tables = everything(room)
    assert len(tables["ballot"]) == 80
    stored = {row[1] for row in tables["ballot"]}
    for name, rows in tables.items():
        for row in rows:
            line = " ".join(row)
            named = [person for person in people if person in line]
            assert not (named and any(mark in line for mark in marks.values())), name
            assert not (named and any(key in line for key in stored)), name
            assert not any(key in line for key in keys.values()), name
            if named and name != "turnout":
                assert not any(window in line for window in windows.values()), name
            if name != "ballot":
                assert not any(mark in line for mark in marks.values()), name
                assert not any(key in line for key in stored), name
    assert tables["draft"] == []
    anonymous = [row for row in tables["turnout"] if row[0] == windows[BallotMode.ANONYMOUS]]
    assert not people.intersection(row[1] for row in anonymous)
    assert len(anonymous) == (40 if ended == "open" else 0)
    assert told(room, windows[BallotMode.ANONYMOUS])["voted"] == 40
    assert told(room, windows[BallotMode.CONFIDENTIAL])["voted"] == 40


@pytest.mark.parametrize("mode", SECRET)
def test_storage_does_not_tell_the_order_of_voting(room, mode, backend):
    window = opened(room, mode)
    with room.store.work() as db:
        voters = [make_actor(db, room.id, name=f"选民{n}") for n in range(40)]
    for number, voter in enumerate(voters):
        cast(room, voter, window, make_key(), {"topics": [f"{number:02}"]})
    does(room, ballots.close_window, room.facilitator, window)
    with room.store.read() as db:
        connection = db.connection()
        if backend == "sqlite":
            kept = connection.exec_driver_sql(
                "SELECT sql FROM sqlite_master WHERE name IN ('ballot', 'turnout')"
            )
            assert all("WITHOUT ROWID" in sql for (sql,) in kept)
            rows = connection.exec_driver_sql("SELECT key, content FROM ballot NOT INDEXED").all()
        else:
            rows = connection.exec_driver_sql("SELECT key, content, xmin FROM ballot ORDER BY ctid").all()
            stamps = {row[2] for row in rows}
            assert len(stamps) == 1, "the ballots were written anew in one transaction"
            assert stamps.isdisjoint(connection.exec_driver_sql("SELECT xmin FROM turnout").scalars()), (
                "no ballot shares its transaction with a voter"
            )
    assert [row[0] for row in rows] == sorted(row[0] for row in rows)
    assert [row[1] for row in rows] != sorted((row[1] for row in rows), key=str)


def test_reopening_and_changing_a_ballot_leaves_no_order_either(room, backend):
    window = opened(room)
    keys = {}
    for voter in room.learners:
        keys[voter.person] = make_key()
        cast(room, voter, window, keys[voter.person], {"topics": ["t1"]})
    does(room, ballots.close_window, room.facilitator, window)
    does(room, ballots.reopen, room.facilitator, window)
    cast(room, room.learners[3], window, keys[room.learners[3].person], {"topics": ["t2"]})
    does(room, ballots.close_window, room.facilitator, window)
    where = "NOT INDEXED" if backend == "sqlite" else "ORDER BY ctid"
    with room.store.read() as db:
        rows = db.connection().exec_driver_sql(f"SELECT key FROM ballot {where}").scalars().all()
    assert rows == sorted(rows)
    assert len(rows) == 6


# ---- paper


def test_a_paper_batch_counts_like_any_other_ballot_and_can_be_taken_back(room):
    window = opened(room)
    cast(room, room.learners[0], window, make_key(), {"topics": ["t1"]})
    stack = [{"topics": ["t2"]}] * 5
    batch = does(room, paper.enter_batch, room.facilitator, window, "第一桌", stack)
    assert told(room, window) == {"voted": 1, "paper": 5, "present": 7}
    assert len(contents(room, window)) == 6
    with room.store.read() as db:
        assert paper.batches(db, window) == [{"id": batch, "label": "第一桌", "count": 5}]
    does(room, ballots.close_window, room.facilitator, window)
    assert len(contents(room, window)) == 6
    late = does(room, paper.enter_batch, room.facilitator, window, "迟交", [{"topics": ["t1"]}])
    does(room, paper.remove_batch, room.facilitator, batch)
    assert told(room, window) == {"voted": 1, "paper": 1, "present": 7}
    does(room, paper.remove_batch, room.facilitator, late)
    assert contents(room, window) == [{"topics": ["t1"]}]


def test_paper_and_phones_together_are_no_more_than_the_class(room):
    with room.store.work() as db:
        db.get_one(ClassroomRow, room.id).walk_ins = False
    window = opened(room)
    cast(room, room.learners[0], window, make_key(), {"topics": ["t1"]})
    everybody = told(room, window)["present"]
    stack = [{"topics": ["t2"]}] * everybody
    caught = refused(
        InputError, "more-than-class", room, paper.enter_batch, room.facilitator, window, "x", stack
    )
    assert caught.params == {"sheets": everybody, "there": 1, "expected": everybody}
    with pytest.raises(InputError, match="more-than-class"), room.store.work() as db:
        paper.enter_batch(db, room.facilitator, window, "x", stack, confirmed=True)
    does(room, paper.enter_batch, room.facilitator, window, "x", stack[1:])
    assert told(room, window)["paper"] == everybody - 1


def test_a_class_without_a_roster_takes_more_paper_once_the_number_is_confirmed(room):
    window = opened(room)
    stack = [{"topics": ["t2"]}] * 9
    refused(InputError, "more-than-class", room, paper.enter_batch, room.facilitator, window, "x", stack)
    assert told(room, window)["paper"] == 0
    with room.store.work() as db:
        paper.enter_batch(db, room.facilitator, window, "x", stack, confirmed=True)
    assert told(room, window)["paper"] == 9


@pytest.mark.parametrize("count", [0, paper.AT_MOST + 1])
def test_a_batch_has_a_sensible_size(room, count):
    window = opened(room)
    refused(InputError, "batch-size", room, paper.enter_batch, room.facilitator, window, "x", [{}] * count)
    with room.store.read() as db:
        assert db.scalars(select(PaperBatchRow)).all() == []


def test_paper_is_entered_and_taken_back_by_its_own_class_only(room):
    window = opened(room)
    batch = does(room, paper.enter_batch, room.facilitator, window, "x", [{"topics": ["t1"]}])
    refused(MissingError, "no-window", room, paper.enter_batch, room.stranger, window, "x", [{}])
    refused(MissingError, "no-window", room, paper.remove_batch, room.stranger, batch)
    refused(MissingError, "no-batch", room, paper.remove_batch, room.facilitator, "nothing")
    refused(RefusedError, "not-allowed", room, paper.remove_batch, room.learners[0], batch)
    refused(RefusedError, "not-allowed", room, paper.enter_batch, room.liaison, window, "x", [{}])
    assert len(contents(room, window)) == 1


def test_a_person_who_leaves_takes_neither_ballot_nor_count_along(room):
    window = opened(room)
    cast(room, room.learners[0], window, make_key(), {"topics": ["t1"]})
    with room.store.work() as db:
        db.execute(delete(PersonRow).where(PersonRow.id == room.learners[0].person))
    assert contents(room, window) == [{"topics": ["t1"]}]
    assert told(room, window) == {"voted": 1, "paper": 0, "present": 6}


def test_present_are_those_who_joined_and_may_vote(room):
    with room.store.work() as db:
        make_actor(db, room.id, name="未到", joined=False)
        make_actor(db, room.id, Role.EXPERT, name="专家")
        assert ballots.present(db, room.id) == 7


def test_a_closed_window_leaves_no_voter_in_the_write_ahead_log(tmp_path):
    database = tmp_path / "zhixing.db"
    store = Store.open(f"sqlite:///{database}")
    upgrade(store)
    try:
        with store.work() as db:
            classroom = ClassroomRow(id=new_id(), code="LOG", name="log", kind="class")
            db.add(classroom)
            db.flush()
            voter = PersonRow(
                id=new_id(), classroom_id=classroom.id, name="甲", roles=["learner"], joined=True
            )
            db.add(voter)
        runner = Actor(voter.id, classroom.id, frozenset({Role.FACILITATOR}))
        learner = Actor(voter.id, classroom.id, frozenset({Role.LEARNER}))
        with store.work() as db:
            window = ballots.open_window(db, runner, "votes", {}, BallotMode.ANONYMOUS)
        mark = anonymous_voter(window.subject["salt"], voter.id).encode()
        with store.work() as db:
            ballots.cast(db, learner, window.id, "ab" * 16, {"topics": []})
        assert mark in database.with_name("zhixing.db-wal").read_bytes()
        with store.work() as db:
            ballots.close_window(db, runner, window.id)
        assert [file.name for file in tmp_path.iterdir() if mark in file.read_bytes()] == []
    finally:
        store.close()
