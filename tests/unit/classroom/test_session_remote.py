"""What the remote says: what undo would do, who came late, which run sheet is advised."""

import json

import pytest
from sqlalchemy import select

from factories import make_actor, make_key, seen
from zhixing.actor import Actor, Role
from zhixing.classroom import ballots
from zhixing.classroom.activities import Phone, Projector, Remote
from zhixing.classroom.runsheet import run_sheets
from zhixing.classroom.tables import PersonRow
from zhixing.demo.install import install_demo
from zhixing.errors import ConflictError, InputError, RefusedError
from zhixing.workbook.assembly import PURPOSES, registry


@pytest.fixture
def backend():
    """What is shown does not depend on the database."""
    return "sqlite"


@pytest.fixture
def demo(store):
    from types import SimpleNamespace

    classroom = install_demo(store)
    with store.work() as db:
        rows = db.scalars(select(PersonRow).where(PersonRow.classroom_id == classroom)).all()
        for row in rows:
            row.joined = "learner" in row.roles
        found = next(row for row in rows if "facilitator" in row.roles)
        facilitator = Actor(found.id, classroom, frozenset({Role.FACILITATOR}))
    return SimpleNamespace(store=store, id=classroom, facilitator=facilitator, rows=rows)


def remote(demo):
    return seen(demo, registry().get("remote"), demo.facilitator)


def wall(demo):
    return seen(demo, registry().get("projector"), demo.facilitator)


def act(demo, **action):
    return registry().get("remote").act(demo.store, demo.facilitator, {}, make_key(), action)


def press(demo, kind="next"):
    act(demo, kind=kind, version=remote(demo)["version"])


def go_to(demo, step):
    while (remote(demo)["step"] or {}).get("id") != step:
        press(demo)


def test_before_the_beginning_there_is_nothing_to_undo(demo):
    found = remote(demo)
    assert (found["undo"], found["step"], found["late"]) == (None, None, 0)
    assert [sheet["id"] for sheet in found["sheets"]] == list(run_sheets())
    assert found["sheet"] == "choose-topic-90"


def test_the_remote_says_what_undo_would_do(demo):
    go_to(demo, "vote")
    undo = remote(demo)["undo"]
    assert undo["to"]["id"] == "conditions"
    assert undo["does"] == [
        {"purpose": "conditions", "effect": "reopen", "count": 0},
        {"purpose": "votes", "effect": "remove", "count": 0},
    ]
    press(demo)
    assert remote(demo)["undo"]["does"] == [{"purpose": "votes", "effect": "hide-and-reopen", "count": 0}]


def test_the_remote_says_where_undo_is_impossible(demo):
    go_to(demo, "reflect")
    with demo.store.work() as db:
        window = ballots.current_window(db, demo.id, "lines")
        voter = next(row for row in demo.rows if "learner" in row.roles)
        actor = Actor(voter.id, demo.id, frozenset({Role.LEARNER}))
        ballots.cast(db, actor, window.id, make_key(), {"line": "一句"})
    press(demo)
    assert remote(demo)["undo"]["does"] == [{"purpose": "lines", "effect": "impossible", "count": 1}]
    with pytest.raises(RefusedError, match="anonymous-stays"):
        press(demo, "back")


def test_those_who_come_after_a_step_began_are_counted_and_can_still_vote(demo):
    go_to(demo, "vote")
    assert remote(demo)["late"] == 0
    with demo.store.work() as db:
        late = make_actor(db, demo.id, seat=1, name="迟到者")
    found = remote(demo)
    assert found["late"] == 1
    assert "迟到者" in json.dumps(found["missing"], ensure_ascii=False)
    assert "迟到者" not in json.dumps(wall(demo), ensure_ascii=False)
    assert seen(demo, Phone(), late)["state"] == "open"
    press(demo)
    assert remote(demo)["late"] == 0


def test_somebody_who_comes_after_the_reveal_may_look_at_the_result(demo):
    go_to(demo, "discuss")
    actor = Actor(demo.rows[0].id, demo.id, frozenset({Role.LEARNER}))
    assert seen(demo, Phone(), actor)["look"] is None
    go_to(demo, "result")
    found = seen(demo, Phone(), actor)
    assert (found["state"], found["now"]) == ("put-away", None)
    assert found["look"]["activity"] == "topic-result"


def test_minutes_come_from_the_policy_of_the_class(demo):
    from zhixing.classroom.tables import ClassroomRow

    with demo.store.work() as db:
        db.get_one(ClassroomRow, demo.id).policy = {
            "session.extend-minutes": 3,
            "session.presentation-minutes": 4,
        }
    go_to(demo, "present")
    found = remote(demo)
    assert found["extend"] == 3
    assert found["step"]["say"]["zh"].startswith("每桌 4 分钟")
    assert found["seats"] == [1, 2, 3, 4, 5, 6]


def test_the_wall_says_whose_turn_it_is_and_before_that_that_the_tables_talk(demo):
    go_to(demo, "discuss")
    assert (wall(demo)["turn"], bool(wall(demo)["talk"])) == (None, True)
    act(demo, kind="turn", seat=4)
    found = wall(demo)
    assert (found["turn"]["seat"], found["turn"]["place"], found["turn"]["of"]) == (4, 4, 6)
    assert found["talk"] is None
    act(demo, kind="turn", seat=None)
    assert wall(demo)["turn"] is None


def test_a_picture_is_one_of_those_there_are(demo):
    go_to(demo, "result")
    assert (remote(demo)["picture"], wall(demo)["picture"]) == ("none", "none")
    act(demo, kind="show", picture="spread")
    assert (remote(demo)["picture"], wall(demo)["picture"]) == ("spread", "spread")
    with pytest.raises(InputError):
        act(demo, kind="show", picture="faces")
    press(demo)
    assert remote(demo)["picture"] is None


def test_a_change_of_the_sheet_counts_as_a_move_for_another_facilitator(demo):
    act(demo, kind="choose-sheet", sheet="choose-topic-45", version=0)
    with pytest.raises(ConflictError):
        act(demo, kind="choose-sheet", sheet="choose-topic-90", version=0)
    with pytest.raises(ConflictError):
        act(demo, kind="next", version=0)


def test_a_remote_without_hooks_advises_nothing(demo):
    found = seen(demo, Remote(PURPOSES), demo.facilitator)
    assert (found["advice"], found["notice"]) == (None, None)
    assert seen(demo, Projector({}), demo.facilitator)["content"]["expected"] > 0


@pytest.mark.parametrize("mode", ["named", "confidential", "anonymous", None])
def test_lines_opened_by_hand_are_anonymous_whatever_is_asked_for(demo, mode):
    act(demo, kind="open-window", purpose="lines", **({"mode": mode} if mode else {}))
    (window,) = [one for one in remote(demo)["windows"] if one["purpose"] == "lines"]
    assert (window["mode"], window["state"]) == ("anonymous", "open")
    assert remote(demo)["missing"] == []
    act(demo, kind="close-window", window=window["id"])
    with pytest.raises(RefusedError, match="anonymous-stays-closed"):
        act(demo, kind="reopen", window=window["id"])
