"""A grouping is adopted: groups, tables, duties, rights; and once more when people have changed."""

import pytest
from sqlalchemy import select

from factories import make_actor, make_key
from team_factory import make_draft, make_grouping_room, put_draft
from zhixing.actor import Role
from zhixing.classroom import staff
from zhixing.classroom.classes import fill
from zhixing.classroom.entry import join
from zhixing.classroom.people import actor_of, classroom, people
from zhixing.classroom.roster import RosterRow
from zhixing.classroom.rules import Door, may
from zhixing.classroom.tables import PersonRow, UnitRow
from zhixing.errors import ConflictError, InputError, MissingError, RefusedError
from zhixing.teams.rules.profile import Commitment
from zhixing.teams.service import adopting, commitments, groupings, groupings_changing, guides, tasks
from zhixing.teams.service.adopting import adopt, roles_for
from zhixing.teams.service.membership import facilitators, members, teams
from zhixing.teams.service.profiles import candidates
from zhixing.teams.tables import GroupingRow, TeamMemberRow, TeamRow


@pytest.fixture
def room(store):
    return make_grouping_room(store)


def _version(db, room, grouping=None):
    return db.get_one(GroupingRow, grouping or room.grouping).version


def _adopt(room, grouping=None, actor=None):
    with room.store.work() as db:
        adopt(db, actor or room.facilitator, grouping or room.grouping, _version(db, room, grouping))


def _duty(room, person, duty):
    with room.store.work() as db:
        groupings_changing.set_duty(
            db, room.facilitator, room.grouping, person, duty=duty, version=_version(db, room)
        )


def _copy(room, *moves):
    """Return another draft that goes on from the adopted grouping, with people moved."""
    with room.store.work() as db:
        made = groupings.copy_grouping(db, room.facilitator, room.grouping, f"又一个{make_key()[:6]}")
        if moves:
            groupings_changing.move(db, room.facilitator, made, moves, 1)
    return made


def _row(room, person):
    with room.store.read() as db:
        return db.get_one(PersonRow, person)


def test_groups_people_and_tables_become_what_the_grouping_says(room):
    _adopt(room)
    with room.store.read() as db:
        found = teams(db, room.id)
        assert [(team.id, team.seat, team.name) for team in found] == [
            (key, number, f"第 {number} 组") for number, key in enumerate(room.keys, 1)
        ]
        grouped = members(db, room.id)
        assert {key: {each.id for each in grouped[key]} for key in room.keys} == {
            key: set(room.draft.people_in(key)) for key in room.keys
        }
        seats = {row.id: row.seat for row in db.scalars(select(PersonRow))}
    assert all(seats[each.person] == n % 3 + 1 for n, each in enumerate(room.people))
    assert seats[room.facilitator.person] is None


def test_duties_give_rights_and_take_them_back(room):
    first, second = room.people[0].person, room.people[3].person
    _duty(room, first, "leader")
    _duty(room, second, "liaison")
    _adopt(room)
    assert _row(room, first).roles == ["learner", "group-leader"]
    assert _row(room, second).roles == ["liaison"]
    again = _copy(room)
    with room.store.work() as db:
        groupings_changing.set_duty(db, room.facilitator, again, second, duty="leader", version=1)
    _adopt(room, again)
    assert _row(room, first).roles == ["learner"]
    assert _row(room, second).roles == ["learner", "group-leader"]
    assert _duties(room, first, second) == ["member", "leader"]


def test_whoever_is_named_otherwise_later_has_that_duty_in_the_group(room):
    """A duty is what somebody may do: naming in the class and in the group cannot come apart."""
    first, second = room.people[0].person, room.people[3].person
    _duty(room, first, "leader")
    _adopt(room)
    with room.store.work() as db:
        staff.set_roles(db, room.facilitator, first, [Role.LEARNER])
        person = db.get_one(PersonRow, second)
        unit = "" if person.unit_id is None else db.get_one(UnitRow, person.unit_id).name
        fill(db, room.id, [RosterRow(person.name, unit, "", "", None, Role.GROUP_LEADER)])
    assert _duties(room, first, second) == ["member", "leader"]
    with room.store.work() as db:
        guides.set_guides(db, room.facilitator, room.keys[0], [room.second.person], 1)
        staff.set_roles(db, room.facilitator, room.second.person, [Role.EXPERT])
    with room.store.read() as db:
        assert facilitators(db, room.id) == {}


def _duties(room, *people):
    with room.store.read() as db:
        grouped = [each for group in members(db, room.id).values() for each in group]
        return [next(each.duty for each in grouped if each.id == person) for person in people]


def test_adopting_anew_keeps_groups_by_key_and_what_was_assigned(room):
    person = room.people[0].person
    _adopt(room)
    with room.store.work() as db:
        tasks.set_task(db, room.facilitator, person, task="减材料", goal="", due=None, version=1)
    again = _copy(room, (person, room.keys[1]))
    _adopt(room, again)
    with room.store.read() as db:
        assert [team.id for team in teams(db, room.id)] == room.keys
        row = db.get_one(TeamMemberRow, person)
        assert (row.team_id, row.task) == (room.keys[1], "减材料")
        assert db.get_one(GroupingRow, room.grouping).state == "retired"
        assert db.get_one(GroupingRow, again).state == "adopted"
    assert _row(room, person).seat == 2


def test_a_group_that_is_gone_has_no_table_but_stays_known(room):
    _adopt(room)
    gone, kept = room.keys[2], room.keys[0]
    moves = [(person, kept) for person in room.draft.people_in(gone)]
    with room.store.work() as db:
        guides.set_guides(db, room.facilitator, gone, [room.second.person], 1)
    _adopt(room, _copy(room, *moves))
    with room.store.read() as db:
        assert [team.id for team in teams(db, room.id)] == room.keys[:2]
        assert db.get_one(TeamRow, gone).seat is None
        assert gone not in facilitators(db, room.id)


def test_whoever_is_left_out_has_no_table_and_no_duty(room):
    person = room.people[0].person
    _duty(room, person, "leader")
    _adopt(room)
    _adopt(room, _copy(room, (person, None)))
    row = _row(room, person)
    assert (row.seat, row.roles) == (None, ["learner"])
    with room.store.read() as db:
        assert db.get(TeamMemberRow, person) is None


def test_whoever_says_no_is_at_no_table_and_holds_no_duty_but_stays_in_the_class(room):
    liaison, member = room.people[0], room.people[4]
    _duty(room, liaison.person, "liaison")
    _adopt(room)
    with room.store.work() as db:
        for each in (liaison, member):
            commitments.answer(db, each, Commitment("no"))
    assert (_row(room, liaison.person).seat, _row(room, liaison.person).roles) == (1, ["liaison"])
    _adopt(room, _copy(room))
    for each in (liaison, member):
        row = _row(room, each.person)
        assert (row.seat, row.roles) == (None, ["learner"])
    with room.store.read() as db:
        placed = {each.id for group in members(db, room.id).values() for each in group}
        assert placed == {each.person for each in room.people} - {liaison.person, member.person}
        assert may(actor_of(db, liaison.person), Door.CAST_BALLOT)
        assert not may(actor_of(db, liaison.person), Door.LEAD_MEETING)


def test_somebody_who_has_left_the_class_holds_nothing_up(room):
    person = room.people[4].person
    _adopt(room)
    again = _copy(room)
    with room.store.work() as db:
        db.delete(db.get_one(PersonRow, person))
    _adopt(room, again)
    with room.store.read() as db:
        assert person not in {each.id for group in members(db, room.id).values() for each in group}
        assert len(teams(db, room.id)) == 3


def test_a_newcomer_is_told_and_can_be_put_into_a_group(room):
    _adopt(room)
    again = _copy(room)
    with room.store.work() as db:
        newcomer = make_actor(db, room.id, name="新来的").person
    with room.store.read() as db:
        draft = groupings.draft_of(db.get_one(GroupingRow, again))
        everybody = people(db, room.id)
        here = [each.id for each in candidates(db, room.id)]
        told = adopting.foreseen(db, room.id, draft, here=here, everybody=everybody, limits=(2, 4))
        assert told.unplaced == (newcomer,)
    with room.store.work() as db:
        groupings_changing.move(db, room.facilitator, again, [(newcomer, room.keys[0])], 1)
    _adopt(room, again)
    assert _row(room, newcomer).seat == 1


def test_staff_who_take_part_keep_what_they_are(store):
    room = make_grouping_room(store)
    person = room.people[0].person
    with store.work() as db:
        db.get_one(PersonRow, person).roles = ["learner", "convenor"]
    _duty(room, person, "leader")
    _adopt(room)
    assert set(_row(room, person).roles) == {"learner", "group-leader", "convenor"}
    assert set(_row(room, room.facilitator.person).roles) == {"facilitator"}
    with store.work() as db, pytest.raises(RefusedError, match="staff-sign-in"):
        join(db, classroom(db, room.facilitator), "学员1")


@pytest.mark.parametrize(
    ("held", "duty", "expected"),
    [
        (["learner"], "liaison", ["liaison"]),
        (["liaison"], "member", ["learner"]),
        (["learner", "group-leader"], "liaison", ["liaison"]),
        (["liaison", "office"], "leader", ["learner", "group-leader", "office"]),
    ],
)
def test_a_duty_changes_only_how_somebody_takes_part(held, duty, expected):
    assert set(roles_for(held, duty)) == set(expected)


def test_whoever_came_in_with_a_pin_needs_it_as_liaison_too(room):
    with room.store.work() as db:
        db.get_one(PersonRow, room.people[0].person).joined = False
        row, pin = join(db, classroom(db, room.facilitator), "学员1")
        person = row.id
    _duty(room, person, "liaison")
    _adopt(room)
    with room.store.work() as db:
        with pytest.raises(RefusedError, match="needs-pin"):
            join(db, classroom(db, room.facilitator), "学员1")
        assert join(db, classroom(db, room.facilitator), "学员1", pin=pin)[0].id == person


def test_a_version_that_somebody_has_changed_is_not_adopted(room):
    with room.store.work() as db, pytest.raises(ConflictError, match="grouping-changed"):
        adopt(db, room.facilitator, room.grouping, 99)


def test_what_is_in_use_is_not_adopted_again(room):
    _adopt(room)
    with pytest.raises(RefusedError, match="grouping-kept"):
        _adopt(room)


def test_an_empty_grouping_is_not_adopted(room):
    with room.store.work() as db:
        made = put_draft(db, room.facilitator, make_draft([]), "空的")
    with pytest.raises(InputError, match="nobody-placed"):
        _adopt(room, made)


@pytest.mark.parametrize("who", ["leader", "convenor", "learner"])
def test_only_those_who_form_groups_adopt(room, who):
    actor = room.people[0] if who == "learner" else getattr(room, who)
    with room.store.work() as db, pytest.raises(RefusedError, match="not-allowed"):
        adopt(db, actor, room.grouping, 1)


def test_tables_change_numbers_without_a_clash(room):
    """Two groups that change tables are never both at one, not even for a moment."""
    _adopt(room)
    with room.store.work() as db:
        made = groupings.copy_grouping(db, room.facilitator, room.grouping, "换桌")
        row = db.get_one(GroupingRow, made)
        draft = groupings.draft_of(row)
        one, other, third = draft.slots
        slots = (type(one)(other.key, 1), type(one)(one.key, 2), third)
        groupings.keep(db, row, draft.ruled(draft.rules, slots))
    _adopt(room, made)
    with room.store.read() as db:
        assert [team.id for team in teams(db, room.id)] == [room.keys[1], room.keys[0], room.keys[2]]


def test_facilitators_are_dealt_two_to_a_group_or_one_to_several():
    assert guides.deal(["a", "b", "c", "d"], 2) == [["a", "b"], ["c", "d"]]
    assert guides.deal(["a", "b", "c"], 2) == [["a"], ["b"]]
    assert guides.deal(["a", "b"], 5) == [["a"], ["a"], ["a"], ["b"], ["b"]]


def test_facilitators_accompany_groups_guarded_by_version(room):
    _adopt(room)
    with room.store.work() as db:
        guides.spread_guides(db, room.facilitator)
    with room.store.work() as db:
        assert all(len(each) == 1 for each in facilitators(db, room.id).values())
        with pytest.raises(ConflictError, match="team-changed"):
            guides.set_guides(db, room.facilitator, room.keys[0], [], 1)
        with pytest.raises(InputError, match="not-guide"):
            guides.set_guides(db, room.facilitator, room.keys[0], [room.people[0].person], 2)
        guides.set_guides(db, room.office, room.keys[0], [room.facilitator.person, room.second.person], 2)
        assert len(facilitators(db, room.id)[room.keys[0]]) == 2
    with room.store.work() as db, pytest.raises(RefusedError):
        guides.set_guides(db, room.people[0], room.keys[0], [], 3)


def test_another_class_is_out_of_reach(room, store):
    other = make_grouping_room(store)
    with store.work() as db, pytest.raises(MissingError, match="no-grouping"):
        adopt(db, other.facilitator, room.grouping, 1)
