"""A class with two groups and a meeting of the first, as tests of notes, actions and minutes need them."""

from types import SimpleNamespace

from factories import make_actor, make_class
from zhixing.actor import Locale, Role
from zhixing.meetings.rules.plan import Block, Day, Form, Plan, Setting
from zhixing.meetings.service.meetings import State, new_meeting
from zhixing.meetings.tables import AttendanceRow, MeetingRow, MeetingRunRow, SpeechRow
from zhixing.records import new_id
from zhixing.teams.tables import TeamMemberRow, TeamRow
from zhixing.text import Text

BEGAN = "2026-05-06T01:00:00+00:00"
TALKED = "2026-05-06T01:30:00+00:00"
MORNING = (BEGAN, "2026-05-06T01:12:00+00:00", TALKED, "2026-05-06T03:00:00+00:00")


def titled(zh, en):
    return Text(zh, en)


def seminar_plan():
    """Return a short group seminar: open actions, reports, discussion, review."""
    return Plan(
        (
            Day(
                0,
                "09:00",
                (
                    Block(
                        "open-actions",
                        titled("上次定的事", "Agreed last time"),
                        10,
                        Form.ACTIONS,
                        part="report",
                    ),
                    Block("progress", titled("每人汇报", "Reports"), 30, Form.TURNS, part="report", each=5),
                    Block("talk", titled("逐个讨论", "Discussion"), 60, Form.TALK, part="discuss"),
                    Block("review", titled("回顾", "Review"), 10, Form.REVIEW, part="review"),
                ),
            ),
        )
    )


def workshop_plan():
    """Return a class workshop of one day: together, groups apart, together again."""
    return Plan(
        (
            Day(
                0,
                "09:00",
                (
                    Block("opening", titled("开班", "Opening"), 10),
                    Block("apart", titled("分组讨论", "Groups"), 60, Form.TALK, Setting.GROUPS),
                    Block("reports", titled("各组汇报", "Groups report"), 30, Form.REPORTS),
                ),
            ),
        )
    )


def make_team(db, classroom, name, seat, actors):
    row = TeamRow(id=new_id(), classroom_id=classroom, seat=seat, name=name, version=1)
    db.add(row)
    db.flush()
    for actor in actors:
        db.add(TeamMemberRow(person_id=actor.person, team_id=row.id, classroom_id=classroom))
    db.flush()
    return row.id


def make_record_room(store):
    """Make the class; ``room.meeting`` is the first group's, planned for 6 May 2026."""
    with store.work() as db:
        classroom = make_class(db)
        lead = (Role.LEARNER, Role.GROUP_LEADER)
        tell = (Role.LEARNER, Role.LIAISON)
        room = SimpleNamespace(
            store=store,
            id=classroom,
            facilitator=make_actor(db, classroom, Role.FACILITATOR, name="促进师甲"),
            office=make_actor(db, classroom, Role.OFFICE, name="办公室乙"),
            convenor=make_actor(db, classroom, Role.CONVENOR, name="召集人丙"),
            boss=make_actor(db, classroom, Role.LEADER, name="领导丁"),
            head=make_actor(db, classroom, *lead, name="组长林安"),
            liaison=make_actor(db, classroom, *tell, name="联络员赵"),
            first=make_actor(db, classroom, name="学员钱"),
            second=make_actor(db, classroom, name="学员孙", locale=Locale.EN),
            late=make_actor(db, classroom, name="学员李", joined=False),
            other_head=make_actor(db, classroom, *lead, name="二组组长"),
            other=make_actor(db, classroom, name="二组学员"),
            loose=make_actor(db, classroom, name="没有小组"),
        )
        own = (room.head, room.liaison, room.first, room.second, room.late)
        room.team = make_team(db, classroom, "第一组", 1, own)
        room.other_team = make_team(db, classroom, "第二组", 2, (room.other_head, room.other))
        room.meeting = make_meeting(db, room)
    return room


def make_meeting(db, room, *, team="own", date="2026-05-06", plan=None, title="五月小组研讨会"):
    team_id = room.team if team == "own" else team
    kind = "group-seminar" if team_id else "class-workshop"
    made = new_meeting(
        db,
        room.facilitator,
        team_id,
        kind,
        title=title,
        plan=plan or (seminar_plan() if team_id else workshop_plan()),
        date=date,
        place="三楼会议室",
    )
    return made.id


def hold(db, room, meeting=None, lane=None, *, blocks=("open-actions", "progress", "talk"), moments=MORNING):
    """Let a meeting have run through some blocks and be over."""
    meeting = meeting or room.meeting
    row = db.get_one(MeetingRow, meeting)
    lane = (row.team_id or "") if lane is None else lane
    past = [
        {"block": block, "began": moments[at], "ended": moments[at + 1]} for at, block in enumerate(blocks)
    ]
    db.add(
        MeetingRunRow(meeting_id=meeting, lane=lane, classroom_id=room.id, block=None, past=past, version=3)
    )
    row.state = State.ENDED
    db.flush()


def spoke(db, room, actor, block="progress", lane=None, began=BEGAN):
    db.add(
        SpeechRow(
            id=new_id(),
            meeting_id=room.meeting,
            lane=room.team if lane is None else lane,
            classroom_id=room.id,
            block=block,
            person_id=actor.person,
            began=began,
            ends=TALKED,
            ended=TALKED,
        )
    )
    db.flush()


def attended(db, room, actor, half, state):
    row = AttendanceRow(
        meeting_id=room.meeting,
        person_id=actor.person,
        half=half,
        classroom_id=room.id,
        state=state,
        changed=BEGAN,
    )
    db.add(row)
    db.flush()
