"""How people come in."""

import pytest
from sqlalchemy import select, update

from factories import worded
from zhixing.actor import Locale, Role
from zhixing.classroom import classes, entry, people
from zhixing.classroom.roster import RosterRow
from zhixing.classroom.tables import ClassroomRow, LinkRow, PersonRow
from zhixing.errors import ConflictError, InputError, MissingError, RefusedError

STAFF = [Role.FACILITATOR, Role.OWNER, Role.OFFICE, Role.LEADER, Role.CONVENOR]


def does(room, verb, *arguments, **named):
    with room.store.work() as db:
        return verb(db, *arguments, **named)


def joins(room, name, **named):
    with room.store.work() as db:
        row, pin = entry.join(db, db.get_one(ClassroomRow, room.id), name, **named)
        return row.id, pin


def refused(error, code, verb, *arguments, **named):
    with pytest.raises(error) as found:
        verb(*arguments, **named)
    assert found.value.code == f"classroom.error.{code}"
    assert all(worded(found.value))


def listed(room, *rows):
    does(room, classes.fill, room.id, [RosterRow(n, u, "", "", None, Role.LEARNER) for n, u in rows])


def persons(room):
    with room.store.read() as db:
        return {row.id: row for row in people.people(db, room.id)}


def test_somebody_on_the_roster_joins_and_gets_a_pin_once(room):
    listed(room, ("周知行", "办公室"))
    person, pin = joins(room, "  周知行 ")
    assert len(pin) == 4
    assert pin.isdecimal()
    row = persons(room)[person]
    assert row.joined
    assert pin not in (row.pin_hash or "")
    assert joins(room, "周知行", pin=pin) == (person, None)
    assert joins(room, "周知行", pin=f" {pin} ") == (person, None)


def test_a_name_that_has_joined_needs_its_pin(room):
    listed(room, ("周知行", "办公室"))
    _, pin = joins(room, "周知行")
    wrong = f"{(int(pin) + 1) % 10_000:04d}"
    for tried in ("", wrong, "00000", "１２３４", pin + "0"):
        refused(RefusedError, "needs-pin", joins, room, "周知行", pin=tried)


def test_the_same_pin_of_two_people_is_stored_differently(room):
    assert entry._pin_hash("a", "1234") != entry._pin_hash("b", "1234")


def test_somebody_not_on_the_roster_walks_in_with_a_unit_of_their_own(room):
    person, _ = joins(room, "阿卜杜拉·买买提江", unit="  县 水务局 ")
    row = persons(room)[person]
    assert row.roles == ["learner"]
    with room.store.read() as db:
        assert {unit.id: unit.name for unit in people.units(db, room.id)}[row.unit_id] == "县 水务局"


def test_a_class_without_walk_ins_admits_its_roster_only(room):
    with room.store.work() as db:
        db.execute(update(ClassroomRow).where(ClassroomRow.id == room.id).values(walk_ins=False))
    refused(InputError, "not-on-roster", joins, room, "路人")
    joins(room, "学员0")


def test_a_name_is_needed(room):
    for name in ("", "   ", "　", "长" * 61):
        refused(InputError, "no-name", joins, room, name)


def test_a_unit_is_not_a_novel(room):
    before = set(persons(room))
    refused(InputError, "long-unit", joins, room, "路人", unit="单" * 121)
    assert set(persons(room)) == before
    person, _ = joins(room, "路人", unit="单" * 120)
    with room.store.read() as db:
        (unit,) = [unit for unit in people.units(db, room.id) if unit.id == persons(room)[person].unit_id]
    assert len(unit.name) == 120
    assert len(unit.short_name) == 60


def test_two_people_of_one_name_pick_their_unit(room):
    listed(room, ("李明", "办公室"), ("李明", "政务科"))
    refused(InputError, "same-name", joins, room, "李明")
    twins = [row.id for row in persons(room).values() if row.name == "李明"]
    (first, pin), (second, other) = (joins(room, "李明", choice=twin) for twin in twins)
    assert {first, second} == set(twins)
    refused(InputError, "same-name", joins, room, "李明", pin=pin)
    assert joins(room, "李明", choice=first, pin=pin) == (first, None)
    if other != pin:
        refused(RefusedError, "needs-pin", joins, room, "李明", choice=second, pin=pin)


def test_a_choice_that_is_no_longer_there_makes_no_second_person(room):
    listed(room, ("李明", "办公室"), ("李明", "政务科"), ("王芳", "办公室"))
    before = set(persons(room))
    refused(InputError, "same-name", joins, room, "李明", choice="gone")
    refused(InputError, "same-name", joins, room, "李明", choice=room.outsider.person)
    joins(room, "王芳", choice="gone")
    assert set(persons(room)) == before


def test_staff_do_not_join_by_name(room):
    for role in STAFF:
        does(room, classes.fill, room.id, [RosterRow(role, "办公室", "", "", None, role)])
        refused(RefusedError, "staff-sign-in", joins, room, role)
        refused(RefusedError, "staff-sign-in", joins, room, role, pin="1234")


def test_the_facilitator_resets_a_pin(room):
    person, old = joins(room, "学员0")
    fresh = does(room, entry.reset_pin, room.facilitator, person)
    if fresh != old:
        refused(RefusedError, "needs-pin", joins, room, "学员0", pin=old)
    assert joins(room, "学员0", pin=fresh) == (person, None)
    refused(RefusedError, "not-allowed", does, room, entry.reset_pin, room.learners[1], person)
    refused(MissingError, "no-person", does, room, entry.reset_pin, room.stranger, person)
    refused(MissingError, "no-person", does, room, entry.reset_pin, room.facilitator, "nobody")
    leader = room.leader.person
    refused(RefusedError, "staff-sign-in", does, room, entry.reset_pin, room.facilitator, leader)


def test_the_password_signs_the_facilitator_in(room):
    with room.store.work() as db:
        mine = db.get_one(ClassroomRow, room.id)
        refused(RefusedError, "wrong-password", entry.sign_in, db, mine, "")
        refused(InputError, "short-password", entry.set_password, mine, "seven77")
        entry.set_password(mine, "正确的密码——八位以上")
        assert "正确" not in mine.password_hash
        refused(RefusedError, "wrong-password", entry.sign_in, db, mine, "错误的密码——八位以上")
        assert entry.sign_in(db, mine, "正确的密码——八位以上").id == room.facilitator.person


def test_a_class_without_a_facilitator_gets_one_at_the_first_sign_in(room):
    with room.store.work() as db:
        bare = classes.new_class(db, "bare-1", "空班")
        token = entry.make_link(db, bare)
        row = entry.use_link(db, bare, token)
        assert row.roles == [Role.FACILITATOR]
        assert entry.facilitator(db, bare).id == row.id
        assert bare.code == "BARE-1"


def test_a_link_works_once_and_leaves_no_token_behind(room):
    with room.store.work() as db:
        mine = db.get_one(ClassroomRow, room.id)
        token = entry.make_link(db, mine)
        assert entry.use_link(db, mine, token).id == room.facilitator.person
        refused(RefusedError, "link-used", entry.use_link, db, mine, token)
        assert token not in str([row.token_hash for row in db.scalars(select(LinkRow))])


def test_a_link_that_is_unknown_expired_or_of_another_class_is_refused(room):
    with room.store.work() as db:
        mine = db.get_one(ClassroomRow, room.id)
        theirs = db.get_one(ClassroomRow, room.stranger.classroom)
        refused(RefusedError, "link-used", entry.use_link, db, mine, "")
        refused(RefusedError, "link-used", entry.use_link, db, mine, "x" * 32)
        token = entry.make_link(db, theirs)
        refused(RefusedError, "link-used", entry.use_link, db, mine, token)
        assert entry.use_link(db, theirs, token).id == room.stranger.person
        late = entry.make_link(db, mine)
        db.flush()
        db.execute(update(LinkRow).values(expires="2020-01-01T00:00:00+00:00"))
        refused(RefusedError, "link-used", entry.use_link, db, mine, late)


# ---- classes


def roster(*names, unit="县中心办公室", short="办公室", seat=None, role=Role.LEARNER):
    return [RosterRow(name, unit, short, "职员", seat, role) for name in names]


def test_filling_a_class_twice_adds_nobody_twice(room):
    before = len(persons(room))
    assert does(room, classes.fill, room.id, roster("甲", "乙", "丙")) == 3
    assert does(room, classes.fill, room.id, roster("甲", "乙", "丙")) == 0
    assert does(room, classes.fill, room.id, roster("甲", "丁")) == 1
    assert len(persons(room)) == before + 4


def test_a_second_roster_moves_people_and_keeps_who_has_joined(room):
    does(room, classes.fill, room.id, roster("甲", seat=1))
    person, pin = joins(room, "甲")
    does(room, classes.fill, room.id, roster("甲", seat=3, role=Role.LIAISON))
    row = persons(room)[person]
    assert (row.seat, row.roles, row.joined) == (3, ["liaison"], True)
    assert joins(room, "甲", pin=pin) == (person, None)


def test_one_person_under_the_long_and_the_short_name_of_a_unit_is_added_once(room):
    rows = [*roster("甲"), *roster("甲", unit="办公室", short="")]
    does(room, classes.fill, room.id, roster("乙"))
    assert does(room, classes.fill, room.id, rows) == 1


def test_a_roster_is_for_whoever_manages_people(room):
    refused(RefusedError, "not-allowed", does, room, classes.add_roster, room.leader, roster("甲"))
    assert does(room, classes.add_roster, room.facilitator, roster("甲")) == 1


def test_a_code_that_cannot_be_typed_is_refused(room):
    for code in ("", "A", "A" * 17, "a b", "SOLO", "solo", "班级", "a_b", "<b>", "--"):
        refused(InputError, "bad-code", does, room, classes.new_class, code, "班")


def test_a_code_is_given_once_however_it_is_typed(room):
    does(room, classes.new_class, "Team-7", "班")
    refused(ConflictError, "code-taken", does, room, classes.new_class, " team-7", "班")
    with room.store.read() as db:
        assert people.classroom_by_code(db, " tEAM-7 ").name == "班"
        refused(MissingError, "no-class", people.classroom_by_code, db, "NOWHERE")


def test_people_stand_in_order_of_unit_post_and_strokes(room):
    with room.store.work() as db:
        fresh = classes.new_class(db, "ORDER", "序")
        second, first = (people.unit_named(db, fresh.id, name) for name in ("乙局", "甲局"))
        second.position, first.position = 2, 1
        for name, unit, position, strokes in (
            ("丁一", first, 2, 2),
            ("王二", first, 1, 9),
            ("马三", first, 1, 3),
            ("李四", second, 0, 7),
            ("无名", None, 0, 1),
        ):
            db.add(
                PersonRow(
                    id=name,
                    classroom_id=fresh.id,
                    unit_id=unit and unit.id,
                    name=name,
                    position=position,
                    strokes=strokes,
                    roles=[],
                )
            )
        db.flush()
        assert [row.name for row in people.people(db, fresh.id)] == ["马三", "王二", "丁一", "李四", "无名"]


def test_who_i_am_is_mine_to_write(room):
    me = room.learners[0]
    does(room, people.introduce, me, "新名字", "县中心政务科", "科长")
    row = persons(room)[me.person]
    assert (row.name, row.post) == ("新名字", "科长")
    does(room, people.introduce, me, "新名字", "", "")
    assert persons(room)[me.person].unit_id is None
    refused(InputError, "no-name", does, room, people.introduce, me, "", "", "")
    does(room, people.choose_locale, me, Locale.EN)
    with room.store.read() as db:
        assert people.actor_of(db, me.person).locale is Locale.EN
        assert people.actor_of(db, "nobody") is None


def test_seats_are_given_by_whoever_manages_people(room):
    person = room.learners[0].person
    does(room, people.take_seat, room.facilitator, person, 7)
    with room.store.read() as db:
        assert people.seats(db, room.id) == [1, 2, 7]
    refused(RefusedError, "not-allowed", does, room, people.take_seat, room.liaison, person, 1)
    refused(MissingError, "no-person", does, room, people.take_seat, room.stranger, person, 1)


def test_somebody_alone_is_found_again(store):
    with store.work() as db:
        actor, fresh = classes.solo(db, "我")
        assert fresh
        assert actor.solo
        assert classes.solo(db, "别名") == (actor, False)
