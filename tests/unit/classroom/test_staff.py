"""Who is what in a class, and personal links."""

import pytest
from sqlalchemy import func, select, update

from factories import did, make_solo, seen, worded
from zhixing.actor import Role
from zhixing.classroom import entry, staff
from zhixing.classroom.activities import People
from zhixing.classroom.classes import add_roster
from zhixing.classroom.people import unit_named
from zhixing.classroom.roster import read_roster
from zhixing.classroom.tables import ClassroomRow, LinkRow, PersonRow
from zhixing.errors import InputError, MissingError, RefusedError


def does(room, verb, *arguments, **named):
    with room.store.work() as db:
        return verb(db, *arguments, **named)


def refused(error, code, verb, *arguments, **named):
    with pytest.raises(error) as found:
        verb(*arguments, **named)
    assert found.value.code == code
    assert all(worded(found.value))


@pytest.fixture
def office(room):
    person = does(room, staff.add_person, room.facilitator, " 郑 科 ", Role.OFFICE)
    with room.store.read() as db:
        from zhixing.classroom.people import actor_of

        return actor_of(db, person)


def roles(room, actor):
    with room.store.read() as db:
        return db.get(PersonRow, actor.person).roles


def uses(room, token):
    with room.store.work() as db:
        return entry.use_link(db, db.get_one(ClassroomRow, room.id), token).id


def token_of(made):
    return made["link"].rpartition("/")[2]


def test_a_personal_link_signs_in_its_person_once_and_lasts_a_week(room):
    does(room, lambda db: db.execute(update(ClassroomRow).values(address="http://10.0.0.2:8866/join")))
    made = does(room, staff.issue_link, room.facilitator, room.leader.person)
    assert made["link"].startswith("http://10.0.0.2:8866/link/")
    assert made["qr"].startswith("data:image/svg+xml")
    assert uses(room, token_of(made)) == room.leader.person
    refused(RefusedError, "classroom.error.link-used", uses, room, token_of(made))
    with room.store.read() as db:
        day = entry.make_link(db, db.get_one(ClassroomRow, room.id))
        db.rollback()
        assert day
        assert token_of(made) not in str([row.token_hash for row in db.scalars(select(LinkRow))])


def test_a_new_link_takes_the_place_of_one_not_used(room):
    first, second = (does(room, staff.issue_link, room.facilitator, room.leader.person) for _ in range(2))
    refused(RefusedError, "classroom.error.link-used", uses, room, token_of(first))
    assert uses(room, token_of(second)) == room.leader.person


def test_a_link_does_not_outlive_a_change_of_roles(room, office):
    made = does(room, staff.issue_link, room.facilitator, room.leader.person)
    does(room, staff.set_roles, room.facilitator, room.leader.person, [Role.LEADER, Role.FACILITATOR])
    refused(RefusedError, "classroom.error.link-used", uses, room, token_of(made))


def test_links_are_for_those_who_do_not_join_by_name(room):
    learner, leader = room.learners[0].person, room.leader.person
    refused(
        RefusedError, "staff.error.joins-by-name", does, room, staff.issue_link, room.facilitator, learner
    )
    refused(RefusedError, "classroom.error.not-allowed", does, room, staff.issue_link, room.leader, leader)
    refused(MissingError, "classroom.error.no-person", does, room, staff.issue_link, room.stranger, leader)


def test_the_office_names_experts_but_nobody_who_runs_the_class(room, office):
    learner = room.learners[0]
    does(room, staff.set_roles, office, learner.person, [Role.EXPERT, Role.LEARNER])
    assert roles(room, learner) == ["learner", "expert"]
    does(room, staff.issue_link, office, learner.person)
    not_allowed = "classroom.error.not-allowed"
    refused(
        RefusedError, not_allowed, does, room, staff.set_roles, office, learner.person, [Role.FACILITATOR]
    )
    refused(RefusedError, not_allowed, does, room, staff.set_roles, office, learner.person, [Role.OWNER])
    refused(
        RefusedError,
        not_allowed,
        does,
        room,
        staff.set_roles,
        office,
        room.facilitator.person,
        [Role.LEARNER],
    )
    refused(RefusedError, not_allowed, does, room, staff.issue_link, office, room.facilitator.person)
    refused(RefusedError, not_allowed, does, room, staff.add_person, office, "新人", Role.FACILITATOR)
    for actor in (room.leader, room.liaison, learner):
        refused(RefusedError, not_allowed, does, room, staff.set_roles, actor, learner.person, [Role.LEADER])


def test_the_office_cannot_decide_in_a_leaders_place(room, office):
    learner, leader = room.learners[0].person, room.leader.person
    own, named = "staff.error.own-role", "staff.error.leader-named"
    mine = [Role.OFFICE, Role.LEADER]
    refused(RefusedError, own, does, room, staff.set_roles, office, office.person, mine)
    refused(RefusedError, own, does, room, staff.set_roles, office, office.person, [Role.OFFICE, Role.EXPERT])
    refused(RefusedError, named, does, room, staff.set_roles, office, learner, [Role.LEADER])
    refused(RefusedError, named, does, room, staff.set_roles, office, leader, [Role.EXPERT])
    refused(RefusedError, named, does, room, staff.add_person, office, "吴局长", Role.LEADER)
    refused(RefusedError, named, does, room, staff.issue_link, office, leader)
    assert "leader" not in seen(room, People(), office)["roles"]
    does(room, staff.set_roles, room.facilitator, learner, [Role.LEADER])
    does(room, staff.issue_link, room.facilitator, learner)


def test_a_roster_of_the_office_names_no_leader_and_not_itself(room, office):
    with room.store.work() as db:
        db.get(PersonRow, office.person).unit_id = unit_named(db, room.id, "县中心办公室").id
    own, named = "staff.error.own-role", "staff.error.leader-named"
    refused(
        RefusedError, named, does, room, add_roster, office, roster_of("县中心办公室", ("新来的", "领导"))
    )
    refused(RefusedError, own, does, room, add_roster, office, roster_of("县中心办公室", ("郑 科", "领导")))
    assert roles(room, office) == ["office"]
    assert does(room, add_roster, office, roster_of("县中心办公室", ("新来的", "专家"))) == 1


def joins(room, name, pin=""):
    with room.store.work() as db:
        row, fresh = entry.join(db, db.get_one(ClassroomRow, room.id), name, pin=pin)
        return row.id, fresh


def test_nobody_becomes_former_staff_by_typing_their_name(room):
    closed = "classroom.error.pin-from-facilitator"
    does(room, staff.set_roles, room.facilitator, room.leader.person, [Role.LEARNER])
    with room.store.work() as db:
        expert = db.get(PersonRow, staff.add_person(db, room.facilitator, "何教授", Role.EXPERT))
        expert.unit_id, expert.joined = unit_named(db, room.id, "县中心办公室").id, True
    does(room, add_roster, room.facilitator, roster_of("县中心办公室", ("何教授", "联络员")))
    for name, person in (("领导", room.leader.person), ("何教授", expert.id)):
        for tried in ("", "0000", "closed"):
            refused(RefusedError, closed, joins, room, name, tried)
        pin = does(room, entry.reset_pin, room.facilitator, person)
        refused(RefusedError, "classroom.error.needs-pin", joins, room, name)
        assert joins(room, name, pin) == (person, None)


def test_staff_who_never_came_in_join_by_name_like_anybody_on_the_roster(room):
    person = does(room, staff.add_person, room.facilitator, "何教授", Role.EXPERT)
    does(room, staff.set_roles, room.facilitator, person, [Role.LEARNER])
    assert joins(room, "何教授")[0] == person


def test_a_class_keeps_somebody_who_runs_it(room):
    me = room.facilitator
    refused(RefusedError, "staff.error.own-role", does, room, staff.set_roles, me, me.person, [Role.LEARNER])
    refused(InputError, "staff.error.no-role", does, room, staff.set_roles, me, room.leader.person, [])
    refused(RefusedError, "staff.error.own-role", does, room, staff.set_roles, me, me.person, [Role.OWNER])
    does(room, staff.set_roles, me, me.person, [Role.FACILITATOR])
    assert roles(room, me) == ["facilitator"]


def test_somebody_who_is_not_on_the_roster_is_added_once(room):
    does(room, staff.add_person, room.facilitator, "吴局长", Role.LEADER)
    refused(
        InputError,
        "staff.error.known-name",
        does,
        room,
        staff.add_person,
        room.facilitator,
        "吴局长",
        Role.LEADER,
    )
    refused(
        InputError,
        "classroom.error.no-name",
        does,
        room,
        staff.add_person,
        room.facilitator,
        " ",
        Role.LEADER,
    )
    with room.store.read() as db:
        assert db.scalar(select(func.count()).where(PersonRow.name == "吴局长")) == 1


def test_an_expert_does_not_come_in_by_name(room):
    does(room, staff.add_person, room.facilitator, "何教授", Role.EXPERT)
    with room.store.work() as db:
        mine = db.get_one(ClassroomRow, room.id)
        refused(RefusedError, "classroom.error.staff-sign-in", entry.join, db, mine, "何教授")


def test_alone_nobody_needs_a_link(store):
    with store.work() as db:
        me = make_solo(db)
        refused(RefusedError, "staff.error.alone", staff.issue_link, db, me, me.person)


def test_the_page_of_people_does_all_this(room, office):
    page = People()
    view = seen(room, page, room.facilitator)
    known = {one["name"]: one for one in view["people"]}
    assert known["领导"]["signs_in"] is True
    assert known["学员0"]["signs_in"] is False
    assert set(view["roles"]) == {role.value for role in Role}
    assert not {"facilitator", "owner"} & set(seen(room, page, office)["roles"])
    added = did(room, page, room.facilitator, kind="add", name="何教授", role="expert")
    did(room, page, room.facilitator, kind="set-roles", person=added["person"], roles=["expert", "convenor"])
    made = did(room, page, office, kind="make-link", person=added["person"])
    assert uses(room, token_of(made)) == added["person"]
    with pytest.raises(RefusedError):
        seen(room, page, room.leader)


def roster_of(unit, *rows):
    lines = ["姓名,单位,角色", *(f"{name},{unit},{role}" for name, role in rows)]
    return read_roster("名单.csv", "\n".join(lines).encode())


def test_a_roster_of_the_office_names_nobody_who_runs_the_class(room, office):
    for rows in ((("新来的", "促进师"),), (("促进师", "领导"),)):
        with room.store.work() as db:
            unit = unit_named(db, room.id, "县中心办公室")
            for person in (office, room.facilitator):
                db.get(PersonRow, person.person).unit_id = unit.id
        roster = roster_of("县中心办公室", *rows)
        refused(RefusedError, "classroom.error.not-allowed", does, room, add_roster, office, roster)
        assert roles(room, room.facilitator) == ["facilitator"]
    assert does(room, add_roster, room.facilitator, roster_of("县中心办公室", ("新来的", "促进师"))) == 1


def test_a_roster_brought_in_again_takes_no_role_away(room):
    with room.store.work() as db:
        db.get(PersonRow, room.leader.person).unit_id = unit_named(db, room.id, "县中心办公室").id
        name = db.get(PersonRow, room.leader.person).name
    does(room, add_roster, room.facilitator, roster_of("县中心办公室", (name, "")))
    assert roles(room, room.leader) == ["leader"]
    does(room, add_roster, room.facilitator, roster_of("县中心办公室", (name, "联络员")))
    assert roles(room, room.leader) == ["liaison"]
