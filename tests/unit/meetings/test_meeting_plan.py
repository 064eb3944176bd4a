from types import SimpleNamespace

import pytest

from factories import CountedQueries, make_actor, make_class, make_key, make_solo, make_store, seen, worded
from zhixing.actor import Role
from zhixing.errors import ConflictError, FaultsError, InputError, RefusedError
from zhixing.meetings.activities.meeting_plan import MeetingPlan
from zhixing.meetings.service.meetings import State
from zhixing.meetings.tables import MeetingRow
from zhixing.records import new_id
from zhixing.teams.tables import TeamMemberRow, TeamRow

PLAN = MeetingPlan()


@pytest.fixture
def room(tmp_path):
    store = make_store(tmp_path)
    with store.work() as db:
        classroom = make_class(db)
        found = SimpleNamespace(
            store=store,
            id=classroom,
            facilitator=make_actor(db, classroom, Role.FACILITATOR),
            leader=make_actor(db, classroom, Role.LEARNER, Role.GROUP_LEADER, name="组长"),
            learner=make_actor(db, classroom, name="学员"),
            expert=make_actor(db, classroom, Role.EXPERT, name="专家"),
            teams=[],
        )
        for seat in (1, 2):
            found.teams.append(team(db, classroom, seat))
        for one in (found.leader, found.learner):
            db.add(TeamMemberRow(person_id=one.person, team_id=found.teams[0], classroom_id=classroom))
    yield found
    store.close()


def team(db, classroom, seat):
    row = TeamRow(id=new_id(), classroom_id=classroom, seat=seat, name=f"第{seat}组")
    db.add(row)
    db.flush()
    return row.id


def act(room, actor, at=None, /, **action):
    return PLAN.act(room.store, actor, {"meeting": at} if at else {}, make_key(), action)


def fresh(room, **changes):
    usual = {"template": "group-seminar", "team": room.teams[0], "title": "研讨", "date": "2026-09-15"}
    return {"kind": "create", **usual, "place": "", "starts": "09:00", "minutes": None, **changes}


def create(room, actor=None, **changes):
    return act(room, actor or room.facilitator, **fresh(room, **changes))["meeting"]


def edit(room, meeting, actor=None):
    view = seen(room, PLAN, actor or room.facilitator, {"meeting": meeting})
    head = {name: view["meeting"][name] or "" for name in ("title", "date", "place")}
    return {**head, "plan": view["plan"]}, view


def test_the_list_shows_each_their_meetings_and_what_they_plan_for(room):
    create(room)
    create(room, team=room.teams[1], title="二组")
    create(room, team="", template="kick-off", date="2026-09-01", title="启动会")

    def shown(actor):
        view = seen(room, PLAN, actor)
        return [one["title"] for one in view["meetings"]], view["plans_for"]

    titles, plans_for = shown(room.facilitator)
    assert (titles[0], set(titles[1:]), plans_for) == ("启动会", {"研讨", "二组"}, ["", *room.teams])
    assert shown(room.leader) == (["启动会", "研讨"], [room.teams[0]])
    assert shown(room.learner) == (["启动会", "研讨"], [])
    assert shown(room.expert) == (["启动会"], [])


def test_rights_stand_beside_each_meeting(room):
    create(room)
    over = create(room, date="2026-10-15", title="开完")
    with room.store.work() as db:
        db.get(MeetingRow, over).state = State.ENDED

    def rights(actor):
        return [
            (one["may_edit"], one["may_copy"], one["may_delete"])
            for one in seen(room, PLAN, actor)["meetings"]
        ]

    assert rights(room.leader) == [(True, True, True), (False, True, False)]
    assert rights(room.learner) == [(False, False, False), (False, False, False)]


def test_an_entry_says_from_when_to_when(room):
    create(room, team="", template="class-workshop", date="2026-09-14")
    (one,) = seen(room, PLAN, room.facilitator)["meetings"]
    assert (one["date"], one["last"], one["days"], one["starts"], one["ends"]) == (
        *("2026-09-14", "2026-09-16", 3, "09:00", "17:00"),
    )


def test_templates_are_offered_by_level(room, tmp_path):
    offered = seen(room, PLAN, room.facilitator)["offered"]
    assert "class-workshop" not in offered["group"]
    assert "group-seminar" not in offered["class"]
    alone = SimpleNamespace(store=make_store(tmp_path, "solo.db"))
    with alone.store.work() as db:
        person = make_solo(db)
    assert "group-seminar" in seen(alone, PLAN, person)["offered"]["class"]
    alone.store.close()


def test_a_plan_is_edited_examined_and_saved(room):
    meeting = create(room)
    content, view = edit(room, meeting)
    assert view["shares"] == {"progress": 15.0}
    assert view["crowd"]["people"] == 2
    blocks = content["plan"]["days"][0]["blocks"]
    blocks[2] |= {"minutes": 20, "each": None}
    reply = act(room, room.leader, meeting, kind="examine", **content)
    assert reply["shares"] == {"progress": 9.0}
    assert reply["findings"] == []
    blocks[2]["minutes"] = -20
    (finding,) = act(room, room.leader, meeting, kind="examine", **content)["findings"]
    assert (finding["stops"], finding["day"], finding["block"]) == (True, 0, "progress")
    assert "-20" in finding["sentence"]["zh"]
    with pytest.raises(InputError):
        act(room, room.leader, meeting, kind="save", version=1, **content)
    blocks[2]["minutes"] = 20
    assert act(room, room.leader, meeting, kind="save", version=1, **content) == {"version": 2}
    stored = seen(room, PLAN, room.learner, {"meeting": meeting})
    assert stored["plan"]["days"][0]["blocks"][2]["each"] == 9.0
    assert stored["meeting"]["may_edit"] is False


def test_a_second_writer_is_told_and_loses_nothing(room):
    meeting = create(room)
    content, _ = edit(room, meeting)
    act(room, room.facilitator, meeting, kind="save", version=1, **content)
    with pytest.raises(ConflictError) as refusal:
        act(room, room.leader, meeting, kind="save", version=1, **content)
    assert refusal.value.code == "planner.error.changed"


def test_a_learner_reads_but_does_not_write(room):
    meeting = create(room)
    content, _ = edit(room, meeting, room.learner)
    for action in ({"kind": "save", "version": 1, **content}, {"kind": "examine", **content}):
        with pytest.raises(RefusedError):
            act(room, room.learner, meeting, **action)


def test_what_a_browser_makes_up_is_refused(room):
    meeting = create(room)
    content, _ = edit(room, meeting)
    for bad in (
        {**content, "plan": {"days": [{"offset": 0, "starts": "09:00", "blocks": [{"id": "a"}]}]}},
        {**content, "plan": {"days": "x"}},
        {**content, "extra": 1},
    ):
        with pytest.raises(InputError) as refusal:
            act(room, room.facilitator, meeting, kind="save", version=1, **bad)
        assert refusal.value.code == "activity.error.bad-action"
    with pytest.raises(InputError):
        act(room, room.facilitator, kind="save", version=1, **content)


def test_script_and_very_long_words_are_data_with_a_limit(room):
    meeting = create(room, title="<script>alert(1)</script>")
    assert seen(room, PLAN, room.learner)["meetings"][0]["title"] == "<script>alert(1)</script>"
    content, _ = edit(room, meeting)
    first = content["plan"]["days"][0]["blocks"][0]
    first["title"] = {"zh": "长" * 10_000, "en": "long"}
    first["say"] = {"zh": "话" * 10_000, "en": "words"}
    with pytest.raises(FaultsError) as refusal:
        act(room, room.facilitator, meeting, kind="save", version=1, **content)
    assert {fault.code for fault in refusal.value.faults} == {
        "planner.error.title-long",
        "planner.error.say-long",
    }


def test_a_blank_name_of_a_block_is_asked_for(room):
    meeting = create(room)
    content, _ = edit(room, meeting)
    content["plan"]["days"][0]["blocks"][0]["title"] = {"zh": "", "en": "  "}
    with pytest.raises(InputError) as refusal:
        act(room, room.facilitator, meeting, kind="save", version=1, **content)
    assert refusal.value.code == "planner.error.block-title"


def test_a_meeting_is_copied_and_deleted(room):
    meeting = create(room)
    copy = act(
        room,
        room.leader,
        kind="copy",
        meeting=meeting,
        team=room.teams[0],
        title="十月",
        date="2026-10-15",
        place="",
    )["meeting"]
    assert [one["id"] for one in seen(room, PLAN, room.leader)["meetings"]] == [meeting, copy]
    act(room, room.leader, kind="delete", meeting=meeting, version=1)
    assert [one["id"] for one in seen(room, PLAN, room.leader)["meetings"]] == [copy]


SERIES = {
    "first": "2026-09",
    "months": 4,
    "seminar": {"week": 2, "day": 3},
    "workshop": {"week": 4, "day": 0},
    "opens": False,
    "closed": ["2026-10-08"],
    "starts": "09:00",
    "place": "",
}


def test_a_series_is_previewed_by_date_and_made(room):
    wish = {**SERIES, "teams": room.teams}
    reply = act(room, room.facilitator, kind="preview-series", **wish)
    assert reply["count"] == 10
    october = [one for one in reply["series"] if one["month"] == "2026-10"]
    assert [(one["kind"], one["days"][0], one["made"]) for one in october] == [
        ("group-seminar", "2026-10-09", [1, 2]),
        ("class-workshop", "2026-10-26", [None]),
    ]
    assert act(room, room.facilitator, kind="make-series", mark=reply["mark"], **wish) == {"count": 10}
    again = act(room, room.facilitator, kind="preview-series", **wish)
    assert again["count"] == 0
    (left_out,) = again["series"][0]["left_out"]
    assert left_out["teams"] == [1, 2]
    assert "2026年9月小组研讨会" in left_out["sentence"]["zh"]
    load = seen(room, PLAN, room.facilitator)["load"]
    assert [month["groups"] for month in load["months"]] == [[1, 1]] * 4
    assert [month["class_days"] for month in load["months"]] == [0, 3, 0, 3]
    assert load["findings"] == []


@pytest.mark.parametrize("bad", [{"first": "2026-13"}, {"first": "soon"}, {"seminar": {"week": 9, "day": 1}}])
def test_a_series_that_no_form_sends_is_refused(room, bad):
    with pytest.raises(InputError) as refusal:
        act(room, room.facilitator, kind="preview-series", **{**SERIES, "teams": room.teams, **bad})
    assert refusal.value.code == "activity.error.bad-action"


@pytest.mark.parametrize("day", ["2026-02-30", "10月1日", "x" * 300])
def test_a_day_to_avoid_that_is_no_date_is_named(room, day):
    with pytest.raises(InputError) as refusal:
        act(room, room.facilitator, kind="preview-series", **{**SERIES, "teams": room.teams, "closed": [day]})
    assert refusal.value.code == "planner.error.closed"
    assert all(day[:20] in sentence for sentence in worded(refusal.value))


def test_a_fixed_number_of_queries_whatever_the_class(room):
    create(room)
    with CountedQueries(room.store) as few:
        seen(room, PLAN, room.facilitator)
    with room.store.work() as db:
        for seat in range(3, 9):
            team(db, room.id, seat)
        for number in range(30):
            make_actor(db, room.id, name=f"人{number}")
    wish = {**SERIES, "teams": room.teams, "months": 8}
    mark = act(room, room.facilitator, kind="preview-series", **wish)["mark"]
    act(room, room.facilitator, kind="make-series", mark=mark, **wish)
    for actor in (room.facilitator, room.leader):
        with CountedQueries(room.store) as many:
            seen(room, PLAN, actor)
        assert many.count <= few.count
