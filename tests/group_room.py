"""A class of two groups with their leaders, a meeting of each, and one of the whole class."""

from types import SimpleNamespace

from factories import make_actor, make_class
from zhixing.actor import Role
from zhixing.meetings.rules.plan import Block, Day, Form, Plan
from zhixing.meetings.service.meetings import new_meeting
from zhixing.records import new_id
from zhixing.teams.tables import TeamMemberRow, TeamRow
from zhixing.text import Text

TITLE = Text("回顾", "Review")
PLAN = Plan((Day(0, "09:00", (Block("b1", TITLE, 60), Block("b2", TITLE, 10, Form.REVIEW))),))


def make_team(db, classroom, seat, actors):
    """Put people into a group."""
    row = TeamRow(id=new_id(), classroom_id=classroom, seat=seat, name=f"第{seat}组")
    db.add(row)
    db.flush()
    for actor in actors:
        db.add(TeamMemberRow(person_id=actor.person, team_id=row.id, classroom_id=classroom))
    db.flush()
    return row.id


def make_group_room(store, size=7):
    """Return a class: two groups of a size, the first of each leading, and a facilitator."""
    with store.work() as db:
        classroom = make_class(db)
        facilitator = make_actor(db, classroom, Role.FACILITATOR, name="促进师甲")
        office = make_actor(db, classroom, Role.OFFICE, name="办公室甲")
        groups = []
        for seat in (1, 2):
            leader = make_actor(db, classroom, Role.LEARNER, Role.GROUP_LEADER, name=f"组长第{seat}")
            others = [make_actor(db, classroom, name=f"组员{seat}之{n}") for n in range(1, size)]
            people = [leader, *others]
            team = make_team(db, classroom, seat, people)
            made = new_meeting(db, facilitator, team, "group-seminar", title="六月研讨会", plan=PLAN)
            groups.append(SimpleNamespace(team=team, leader=leader, people=people, meeting=made.id))
        whole = new_meeting(db, facilitator, None, "class-workshop", title="全班研讨班", plan=PLAN)
        return SimpleNamespace(
            store=store,
            id=classroom,
            facilitator=facilitator,
            office=office,
            first=groups[0],
            second=groups[1],
            whole=whole.id,
        )


def another_meeting(room, group, title, date):
    """Plan a further meeting of a group."""
    with room.store.work() as db:
        made = new_meeting(
            db, room.facilitator, group.team, "group-seminar", title=title, plan=PLAN, date=date
        )
        return made.id
