"""What each role sees of the classroom's activities, and what it costs to show it."""

import json
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from factories import CountedQueries, make_actor, make_class, make_key
from zhixing.actor import Actor, Role
from zhixing.classroom import ballots
from zhixing.classroom.people import actor_of
from zhixing.classroom.runsheet import runsheet
from zhixing.classroom.tables import PersonRow
from zhixing.demo.install import install_demo
from zhixing.errors import ConflictError, InputError, RefusedError
from zhixing.workbook.assembly import registry

STEPS = [step.id for step in runsheet()]
STAFF_ONLY = ["remote", "projector", "paper-batch", "people"]


@pytest.fixture
def backend():
    """What is shown does not depend on the database; what the database does is tested with the ballots."""
    return "sqlite"


def acts(store, activity, actor, **action):
    return registry().get(activity).act(store, actor, {}, make_key(), action)


def view(store, activity, actor, **params):
    with store.read() as db:
        return registry().get(activity).view(db, actor, params)


@pytest.fixture
def demo(store):
    classroom = install_demo(store)
    with store.work() as db:
        rows = list(db.scalars(select(PersonRow).where(PersonRow.classroom_id == classroom)))
        for row in rows:
            row.joined = True

    def actors(*roles):
        with store.read() as db:
            return [actor_of(db, row.id) for row in rows if not set(roles).isdisjoint(row.roles)]

    return SimpleNamespace(
        store=store,
        id=classroom,
        people=rows,
        facilitator=actors(Role.FACILITATOR)[0],
        learners=actors(Role.LEARNER),
        liaisons=actors(Role.LIAISON),
        voters=actors(Role.LEARNER, Role.LIAISON),
    )


def press(demo):
    version = view(demo.store, "remote", demo.facilitator)["version"]
    acts(demo.store, "remote", demo.facilitator, kind="next", version=version)


def go_to(demo, step):
    while (view(demo.store, "remote", demo.facilitator)["step"] or {}).get("id") != step:
        press(demo)


# ---- who sees what


@pytest.mark.parametrize("activity", STAFF_ONLY)
@pytest.mark.parametrize("role", [Role.LEARNER, Role.LIAISON, Role.EXPERT, Role.CONVENOR, Role.LEADER])
def test_the_board_is_not_for_everybody(room, activity, role):
    with pytest.raises(RefusedError):
        view(room.store, activity, Actor(room.learners[0].person, room.id, frozenset({role})))


@pytest.mark.parametrize(
    ("activity", "action"),
    [
        ("remote", {"kind": "next", "version": 0}),
        ("remote", {"kind": "back", "version": 0}),
        ("remote", {"kind": "more-time", "minutes": 2}),
        ("remote", {"kind": "hide", "hidden": True}),
        ("remote", {"kind": "open-window", "purpose": "conditions", "mode": "named"}),
        ("remote", {"kind": "close-window", "window": "w"}),
        ("remote", {"kind": "reveal", "window": "w"}),
        ("remote", {"kind": "reopen", "window": "w"}),
        ("people", {"kind": "reset-pin", "person": "p"}),
        ("people", {"kind": "seat", "person": "p", "seat": 1}),
        ("paper-batch", {"kind": "remove", "batch": "b"}),
    ],
)
def test_a_learner_does_nothing_on_the_board(room, activity, action):
    for actor in (room.learners[0], room.liaison):
        with pytest.raises(RefusedError) as found:
            acts(room.store, activity, actor, **action)
        assert found.value.code == "classroom.error.not-allowed"


def test_the_projector_shows_nobody_at_any_step(demo):
    """Walk the whole run sheet: everybody votes and rates, and no name is ever on the wall."""
    names = {row.name for row in demo.people} | {row.id for row in demo.people}
    shown = []

    def look():
        found = view(demo.store, "projector", demo.facilitator)
        shown.append(found["step"])
        text = json.dumps(found, ensure_ascii=False)
        assert not [name for name in names if name in text], found["step"]
        return found

    look()
    for step in STEPS:
        go_to(demo, step)
        look()
        _take_part(demo, step)
        look()
    assert list(dict.fromkeys(shown)) == STEPS
    assert look()["content"]["present"] == len(demo.voters)


def _take_part(demo, step):
    store = demo.store
    if step == "case":
        for voter in demo.voters:
            item = registry().get("item")
            with store.read() as db:
                options = item.view(db, voter, {"item": "u03-c01"})["item"]["options"]
            action = {"kind": "answer", "option": options[0]["id"]}
            item.act(store, voter, {"item": "u03-c01"}, make_key(), action)
    elif step == "conditions":
        for liaison in demo.liaisons:
            found = view(store, "judge-conditions", liaison)
            acts(
                store,
                "judge-conditions",
                liaison,
                kind="judge",
                topic=found["topics"][0]["id"],
                condition=found["conditions"][0]["id"],
                verdict="revise",
                reason="要再想想",
                version=0,
            )
    elif step == "vote":
        for voter in demo.voters:
            found = view(store, "vote-topics", voter)
            chosen = [topic["id"] for topic in found["topics"][:3]]
            window = found["window"]["id"]
            acts(store, "vote-topics", voter, kind="vote", window=window, key=make_key(), topics=chosen)
    elif step == "rate":
        for number, voter in enumerate(demo.voters):
            found = view(store, "rate-topics", voter)
            scores = {
                topic["id"]: {
                    criterion["id"]: 1 + (number + at) % 5 for at, criterion in enumerate(found["criteria"])
                }
                for topic in found["topics"]
            }
            window = found["window"]["id"]
            acts(store, "rate-topics", voter, kind="rate", window=window, key=make_key(), scores=scores)


def test_the_projector_shows_no_count_of_answers_before_the_reveal(demo):
    go_to(demo, "case")
    _take_part(demo, "case")
    found = view(demo.store, "projector", demo.facilitator)["content"]
    assert found["n"] == len(demo.voters)
    assert found["counts"] is None
    assert found["why"] is None
    press(demo)
    found = view(demo.store, "projector", demo.facilitator)["content"]
    assert sum(found["counts"].values()) == len(demo.voters)


def test_a_hidden_projector_shows_nothing(demo):
    go_to(demo, "join")
    assert view(demo.store, "projector", demo.facilitator)["content"]["expected"] == len(demo.voters)
    acts(demo.store, "remote", demo.facilitator, kind="hide", hidden=True)
    found = view(demo.store, "projector", demo.facilitator)
    assert (found["hidden"], found["content"]) == (True, {})


def test_the_join_view_counts_by_table(demo):
    found = view(demo.store, "projector", demo.facilitator)["content"]
    assert sum(seat["expected"] for seat in found["seats"]) == len(demo.voters)
    assert found["joined"] == found["expected"]


@pytest.mark.parametrize(
    ("step", "activity"),
    [
        ("join", None),
        ("purpose", None),
        ("case", "item"),
        ("sharpen", None),
        ("present", None),
        ("conditions", None),
        ("vote", "vote-topics"),
        ("reveal-five", None),
        ("rate", "rate-topics"),
        ("discuss", None),
        ("keep-or-change", "rate-topics"),
        ("result", None),
        ("lead-and-unknowns", None),
        ("reflect", "reflection-line"),
        ("record", None),
    ],
)
def test_the_phone_shows_one_thing_while_it_is_open(demo, step, activity):
    go_to(demo, step)
    found = view(demo.store, "phone", demo.learners[0])
    assert found["step"]["title"]["zh"]
    if activity is None:
        assert (found["state"], found["now"]) == ("put-away", None)
    else:
        assert (found["state"], found["now"]["activity"]) == ("open", activity)
        registry().get(found["now"]["activity"])


def test_the_phone_is_put_away_before_the_beginning_and_after_closing(demo):
    assert view(demo.store, "phone", demo.learners[0]) == {"now": None, "state": "put-away", "step": None}
    go_to(demo, "vote")
    window = view(demo.store, "vote-topics", demo.learners[0])["window"]["id"]
    acts(demo.store, "remote", demo.facilitator, kind="close-window", window=window)
    assert view(demo.store, "phone", demo.learners[0])["state"] == "put-away"
    acts(demo.store, "remote", demo.facilitator, kind="reopen", window=window)
    assert view(demo.store, "phone", demo.learners[0])["state"] == "open"


def test_the_remote_says_who_is_missing_by_table_but_not_in_an_anonymous_round(demo):
    go_to(demo, "vote")
    voter = demo.learners[0]
    _vote_once(demo, voter)
    missing = view(demo.store, "remote", demo.facilitator)["missing"]
    assert sum(len(table["missing"]) for table in missing) == len(demo.voters) - 1
    window = view(demo.store, "remote", demo.facilitator)["windows"][-1]
    assert window["turnout"]["voted"] == 1
    acts(demo.store, "remote", demo.facilitator, kind="reveal", window=window["id"])
    acts(demo.store, "remote", demo.facilitator, kind="open-window", purpose="votes", mode="anonymous")
    _vote_once(demo, voter)
    assert view(demo.store, "remote", demo.facilitator)["missing"] == []


def _vote_once(demo, voter):
    found = view(demo.store, "vote-topics", voter)
    chosen = [found["topics"][0]["id"]]
    window = found["window"]["id"]
    acts(demo.store, "vote-topics", voter, kind="vote", window=window, key=make_key(), topics=chosen)


def test_a_window_of_no_purpose_is_not_opened(room):
    with pytest.raises(InputError):
        acts(room.store, "remote", room.facilitator, kind="open-window", purpose="lunch", mode="named")
    with pytest.raises(InputError):
        acts(room.store, "remote", room.facilitator, kind="open-window", purpose="votes", mode="public")


def test_two_presses_of_next_with_the_same_version_move_once(demo):
    acts(demo.store, "remote", demo.facilitator, kind="next", version=0)
    with pytest.raises(ConflictError):
        acts(demo.store, "remote", demo.facilitator, kind="next", version=0)
    found = view(demo.store, "remote", demo.facilitator)
    assert (found["step"]["id"], found["version"], found["next"]["id"]) == (STEPS[0], 1, STEPS[1])


def test_the_class_list_is_complete_and_resets_a_pin(room):
    found = view(room.store, "people", room.facilitator)
    assert {row["name"] for row in found["people"]} >= {"学员0", "领导", "联络员", "促进师"}
    assert "别班学员" not in {row["name"] for row in found["people"]}
    reply = acts(room.store, "people", room.facilitator, kind="reset-pin", person=room.learners[0].person)
    assert reply["pin"].isdecimal()
    acts(room.store, "people", room.facilitator, kind="seat", person=room.learners[0].person, seat=9)
    rows = {row["id"]: row for row in view(room.store, "people", room.facilitator)["people"]}
    assert rows[room.learners[0].person]["seat"] == 9
    for seat in (0, 100, "x", 1.5):
        with pytest.raises(InputError):
            acts(room.store, "people", room.facilitator, kind="seat", person="p", seat=seat)


def test_the_class_list_holds_no_pin(room):
    assert "pin" not in json.dumps(view(room.store, "people", room.facilitator))


def test_who_i_am_shows_me_alone(room):
    me = room.learners[0]
    acts(room.store, "who-am-i", me, kind="introduce", name=" 新名 ", unit="新单位", post="科长")
    acts(room.store, "who-am-i", me, kind="choose-locale", locale="en")
    found = view(room.store, "who-am-i", me)
    assert found["person"]["name"] == "新名"
    assert (found["person"]["unit"], found["person"]["post"]) == ("新单位", "科长")
    assert "学员1" not in json.dumps(found, ensure_ascii=False)
    for bad in ({"name": "x" * 61}, {"name": "x", "unit": "x" * 121}, {"name": "a\0b"}, {"name": "\ud83d"}):
        with pytest.raises(InputError):
            acts(room.store, "who-am-i", me, kind="introduce", **bad)
    acts(room.store, "who-am-i", me, kind="introduce", name="𠮷", unit="单" * 120)


def test_paper_is_entered_through_its_form(demo):
    assert view(demo.store, "paper-batch", demo.facilitator)["window"] is None
    go_to(demo, "vote")
    form = view(demo.store, "paper-batch", demo.facilitator)
    topics = [topic["id"] for topic in form["topics"]]
    stack = [{"topics": topics[:3]}, {"topics": topics[1:3]}]
    entered = {"kind": "enter", "window": form["window"]["id"], "label": "第一桌"}
    reply = acts(demo.store, "paper-batch", demo.facilitator, **entered, ballots=stack)
    form = view(demo.store, "paper-batch", demo.facilitator)
    assert form["batches"] == [{"id": reply["batch"], "label": "第一桌", "count": 2}]
    assert form["window"]["turnout"]["paper"] == 2
    for bad in ([{"topics": ["nothing"]}], [{}], [{"topics": topics[:1] * 2}], [], ["x"], [{"topics": 7}]):
        with pytest.raises(InputError):
            acts(demo.store, "paper-batch", demo.facilitator, **entered, ballots=bad)
    with pytest.raises(InputError):
        acts(demo.store, "paper-batch", demo.facilitator, **{**entered, "label": " "}, ballots=stack)
    acts(demo.store, "paper-batch", demo.facilitator, kind="remove", batch=reply["batch"])
    assert view(demo.store, "paper-batch", demo.facilitator)["batches"] == []


# ---- what it costs


def crowd(store, size):
    with store.work() as db:
        classroom = make_class(db)
        facilitator = make_actor(db, classroom, Role.FACILITATOR, name="促进师")
        people = [make_actor(db, classroom, seat=1 + n % 6, name=f"人{n}") for n in range(size)]
        window = ballots.open_window(db, facilitator, "votes", {"topics": []})
        for actor in people[: size // 2]:
            ballots.cast(db, actor, window.id, make_key(), {"topics": []})
        for actor in people[::3]:
            db.get_one(PersonRow, actor.person).joined = False
    return facilitator, people[0]


@pytest.mark.parametrize("activity", ["remote", "projector", "people", "phone", "paper-batch", "who-am-i"])
@pytest.mark.parametrize("step", [None, "vote"])
def test_a_larger_class_costs_no_more_queries(store, activity, step):
    counts = []
    for size in (6, 60):
        facilitator, learner = crowd(store, size)
        if step is not None:
            with store.work() as db:
                from zhixing.classroom.session import _locked

                _locked(db, facilitator).step = step
        who = learner if activity in {"phone", "who-am-i"} else facilitator
        with CountedQueries(store) as counted:
            assert view(store, activity, who)
        counts.append(counted.count)
    assert counts[0] == counts[1]
    assert counts[0] <= 30
