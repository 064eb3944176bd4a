"""A class with two groups that meet: a facilitator, leaders, liaisons, members, and a clock."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

from factories import make_actor, make_class, make_key
from zhixing.actor import Role
from zhixing.meetings.activities.meeting_room import MeetingRoom
from zhixing.meetings.rules.plan import Block, Day, Form, Plan, Setting
from zhixing.meetings.service import course, runs
from zhixing.meetings.service.meetings import new_meeting
from zhixing.meetings.tables import MeetingRunRow
from zhixing.records import new_id
from zhixing.teams.tables import TeamMemberRow, TeamRow
from zhixing.text import Text

LEADER = (Role.LEARNER, Role.GROUP_LEADER)


class Clock:
    """Time as the room sees it; ``pass_`` lets minutes go by."""

    def __init__(self, monkeypatch):
        self.now = datetime(2026, 9, 1, 1, 0, tzinfo=UTC)
        for name in ("course", "runs", "turns", "hints"):
            module = f"zhixing.meetings.service.{name}.present_moment"
            monkeypatch.setattr(module, lambda: self.now)
        for name in ("room_view", "meeting_lanes", "meeting_wall"):
            monkeypatch.setattr(f"zhixing.meetings.activities.{name}.present_moment", lambda: self.now)

    def pass_(self, minutes):
        self.now += timedelta(minutes=minutes)


def make_group(db, classroom_id, seat, name, members=3):
    """Make a group with a leader, a liaison and so many members; return them with its id."""
    team = TeamRow(id=new_id(), classroom_id=classroom_id, seat=seat, name=name)
    db.add(team)
    db.flush()
    people = [
        make_actor(db, classroom_id, *LEADER, seat=seat, name=f"{name}组长"),
        make_actor(db, classroom_id, Role.LIAISON, seat=seat, name=f"{name}联络员"),
        *(
            make_actor(db, classroom_id, seat=seat, name=f"{name}组员{number}")
            for number in range(1, members + 1)
        ),
    ]
    for actor in people:
        db.add(TeamMemberRow(person_id=actor.person, team_id=team.id, classroom_id=classroom_id))
    db.flush()
    return SimpleNamespace(id=team.id, leader=people[0], liaison=people[1], members=people[2:])


def block(name, minutes=10, form=Form.PLAIN, setting=Setting.TOGETHER, **more):
    return Block(name, Text(f"环节{name}", f"Block {name}"), minutes, form, setting, **more)


GROUP_PLAN = Plan(
    (
        Day(
            0,
            "09:00",
            (
                block("open", 5, say=Text("开始吧。", "Let us begin.")),
                block("report", 20, Form.TURNS, each=3),
                block("ideas", 30, Form.IDEAS, board="problem"),
                block("agree", 20, Form.ACTIONS),
                block("review", 10, Form.REVIEW),
            ),
        ),
    )
)
CLASS_PLAN = Plan(
    (
        Day(
            0,
            "09:00",
            (
                block("open", 10),
                block("talk", 20, Form.TURNS, Setting.GROUPS, each=3),
                block("think", 30, Form.IDEAS, Setting.GROUPS, board="problem"),
                block("share", 20, Form.REPORTS, each=5),
            ),
        ),
        Day(1, "09:00", (block("close", 10, Form.REVIEW),)),
    )
)


def make_room(store):
    """Make the class with its two groups and two planned meetings, one of a group and one of the class."""
    with store.work() as db:
        classroom = make_class(db)
        room = SimpleNamespace(
            store=store,
            id=classroom,
            facilitator=make_actor(db, classroom, Role.FACILITATOR, name="促进师"),
            convenor=make_actor(db, classroom, Role.CONVENOR, name="召集人"),
            loose=make_actor(db, classroom, name="未分组"),
            one=make_group(db, classroom, 1, "甲"),
            two=make_group(db, classroom, 2, "乙"),
        )
        room.own = new_meeting(
            db, room.facilitator, room.one.id, "group-seminar", title="第一次小组会", plan=GROUP_PLAN
        ).id
        room.other = new_meeting(
            db, room.facilitator, room.two.id, "group-seminar", title="乙组小组会", plan=GROUP_PLAN
        ).id
        room.whole = new_meeting(
            db, room.facilitator, None, "class-workshop", title="全班研讨", plan=CLASS_PLAN
        ).id
    return room


PAGE = MeetingRoom(frozenset({"idea-wall", "actions", "meeting-notes", "minutes-of"}))


def see(room, actor, meeting=None, lane=None, page=PAGE):
    """Return what somebody's room shows of a meeting."""
    params = {} if meeting is None else {"meeting": meeting}
    if lane is not None:
        params["lane"] = lane
    with room.store.read() as db:
        return page.view(db, actor, params)


def press(room, actor, meeting, lane, action_id=None, **action):
    """Do what somebody's room would send; ``version`` and ``seen`` are what it shows unless given."""
    if action["kind"] in ("next", "undo"):
        action.setdefault("version", version(room, meeting, lane))
    params = {"meeting": meeting, "lane": lane}
    return PAGE.act(room.store, actor, params, action_id or make_key(), action)


def version(room, meeting, lane):
    with room.store.read() as db:
        row = db.get(MeetingRunRow, (meeting, lane))
        return 0 if row is None else row.version


def standings(room, meeting):
    with room.store.read() as db:
        row = db.get(course.MeetingRow, meeting)
        return runs.standing(db, row)
