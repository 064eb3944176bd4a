"""Groupings kept, ruled, moved and worked out; two people on one; and what is refused."""

import pytest

from factories import make_actor, make_class, worded
from team_factory import make_draft, make_grouping_room, make_people
from zhixing.actor import Role
from zhixing.classroom.tables import PersonRow
from zhixing.errors import ConflictError, InputError, MissingError, RefusedError
from zhixing.teams.rules.clash import Clash, Way
from zhixing.teams.rules.request import Force, Rule
from zhixing.teams.rules.saying import Saying
from zhixing.teams.service import groupings, groupings_changing, groupings_solving
from zhixing.teams.solver import Solved
from zhixing.teams.tables import GroupingRow, ProfileRow


@pytest.fixture
def room(store):
    return make_grouping_room(store)


def _draft(room, grouping=None):
    with room.store.read() as db:
        return groupings.draft_of(db.get_one(GroupingRow, grouping or room.grouping))


def _set_rules(room, version=1, **changes):
    wanted = {"size": (2, 4), "years": 3, "forces": {}, "count": 3, **changes}
    with room.store.work() as db:
        return groupings.set_rules(db, room.facilitator, room.grouping, **wanted, version=version)


def _move(room, *moves, version=1, actor=None):
    with room.store.work() as db:
        return groupings_changing.move(db, actor or room.facilitator, room.grouping, moves, version)


def test_a_new_grouping_begins_with_the_usual_rules_and_its_own_name(room):
    with room.store.work() as db:
        first = groupings.new_grouping(db, room.office, "")
        second = groupings.new_grouping(db, room.office, "")
        names = [row.name for row in groupings.groupings(db, room.id)]
    assert sorted(names) == ["方案1", "方案2", "方案甲"]
    draft = _draft(room, first)
    assert draft.rules.size == (2, 4)
    assert draft.places == {}
    assert [slot.key for slot in draft.slots] == room.keys
    assert [slot.key for slot in _draft(room, second).slots] == room.keys


@pytest.mark.parametrize(
    ("name", "code"), [("方案甲", "name-taken"), ("长" * (groupings.NAME_AT_MOST + 1), "name-long")]
)
def test_names_are_short_and_ones_own(room, name, code):
    with room.store.work() as db, pytest.raises(InputError, match=code) as refused:
        groupings.new_grouping(db, room.facilitator, name)
    assert all(worded(refused.value))


def test_a_grouping_is_renamed_copied_and_thrown_away(room):
    with room.store.work() as db:
        copy = groupings.copy_grouping(db, room.facilitator, room.grouping, "方案乙")
        groupings.rename_grouping(db, room.facilitator, room.grouping, "方案丙")
        with pytest.raises(InputError, match="no-name"):
            groupings.rename_grouping(db, room.facilitator, copy, "")
        assert _places(db, copy) == _places(db, room.grouping)
        groupings.remove_grouping(db, room.facilitator, room.grouping, 1)
        assert [row.name for row in groupings.groupings(db, room.id)] == ["方案乙"]


def _places(db, grouping):
    return groupings.draft_of(db.get_one(GroupingRow, grouping)).places


def test_not_more_groupings_than_anybody_can_look_at(room):
    with room.store.work() as db:
        for _ in range(groupings.GROUPINGS_AT_MOST - 1):
            groupings.new_grouping(db, room.facilitator, "")
        with pytest.raises(InputError, match="many-groupings") as refused:
            groupings.new_grouping(db, room.facilitator, "")
    assert all(worded(refused.value))


def test_rules_are_chosen_and_those_left_out_stay(room):
    assert _set_rules(room, forces={Rule.UNITS: Force.MUST}, size=(3, 5)) == 2
    rules = _draft(room).rules
    assert rules.size == (3, 5)
    assert rules.force(Rule.UNITS) is Force.MUST
    assert rules.force(Rule.LEADER) is Force.MUST
    assert rules.force(Rule.WISHES) is Force.WISH


def test_fewer_groups_keep_their_people_and_more_find_their_keys_again(room):
    _set_rules(room, count=2)
    assert len(_draft(room).places) == 6
    _set_rules(room, version=2, count=4)
    assert [slot.key for slot in _draft(room).slots][:2] == room.keys[:2]
    assert len(_draft(room).slots) == 4


@pytest.mark.parametrize("count", [0, 101])
def test_a_number_of_groups_that_makes_no_sense_is_refused(room, count):
    with pytest.raises(InputError, match="group-count") as refused:
        _set_rules(room, count=count)
    assert all(worded(refused.value))


def test_a_group_gets_a_name_but_no_sub_topic_that_is_not_there(room):
    def put(**wanted):
        with room.store.work() as db:
            groupings.set_slot(
                db, room.facilitator, room.grouping, room.keys[0], **{"sub_topic": "", "name": "", **wanted}
            )

    put(name="材料组", version=1)
    assert _draft(room).slots[0].name == "材料组"
    with pytest.raises(InputError, match="no-sub-topic"):
        put(sub_topic="nothing", version=2)
    with pytest.raises(InputError, match="slot-name"):
        put(name="长" * 61, version=2)


def test_a_move_says_at_once_what_it_does_to_each_rule(room):
    person = room.people[0].person
    effect = _move(room, (person, room.keys[1])).json()
    assert effect["version"] == 2
    size = {each["rule"]: each for each in effect["changes"]}
    assert "locked" not in size
    assert _draft(room).places[person] == room.keys[1]
    with room.store.work() as db:
        back = groupings_changing.undo(db, room.facilitator, room.grouping, 2).json()
    turned = {"better": "worse", "worse": "better"}
    assert {each["rule"]: turned[each["change"]] for each in effect["changes"]} == {
        each["rule"]: each["change"] for each in back["changes"]
    }
    assert _draft(room).places == room.draft.places


def test_a_group_that_becomes_too_large_is_told_as_worse(room):
    for version, person in enumerate(room.draft.people_in(room.keys[1])[:2], 1):
        effect = _move(room, (person, room.keys[0]), version=version)
    size = next(each for each in effect.json()["changes"] if each["rule"] == "size")
    assert (size["change"], size["before"], size["after"]) == ("worse", 0, 2)


def test_two_people_on_one_grouping_do_not_overwrite_each_other(room):
    _move(room, (room.people[0].person, room.keys[1]))
    with pytest.raises(ConflictError, match="grouping-changed") as refused:
        _move(room, (room.people[3].person, room.keys[2]), actor=room.office)
    assert all(worded(refused.value))
    assert _draft(room).places[room.people[0].person] == room.keys[1]
    assert _draft(room).places[room.people[3].person] == room.keys[0]


def test_a_person_in_two_groups_is_refused_with_a_sentence(room):
    person = room.people[0].person
    with pytest.raises(InputError, match="two-groups") as refused:
        _move(room, (person, room.keys[1]), (person, room.keys[2]))
    assert all(worded(refused.value))
    assert _draft(room).places == room.draft.places


def test_somebody_of_another_class_is_not_moved_here(room, store):
    other = make_grouping_room(store)
    with pytest.raises(MissingError, match="not-here"):
        _move(room, (other.people[0].person, room.keys[0]))
    with store.work() as db, pytest.raises(MissingError, match="no-grouping"):
        groupings_changing.move(db, other.facilitator, room.grouping, [], 1)


@pytest.mark.parametrize("who", ["leader", "convenor", "learner"])
def test_only_those_who_form_groups_see_or_change_a_grouping(room, who):
    actor = room.people[0] if who == "learner" else getattr(room, who)
    with room.store.work() as db:
        with pytest.raises(RefusedError, match="not-allowed"):
            groupings.grouping_of(db, actor, room.grouping)
        with pytest.raises(RefusedError, match="not-allowed"):
            groupings.new_grouping(db, actor, "")


def _solved(room, places, status="optimal"):
    """Return an outcome as if the solver had found these places for what is stored now."""
    with room.store.read() as db:
        request = groupings.request_of(db, room.facilitator, _draft(room))
    return groupings_solving.Outcome(request, Solved(status, places, 0, 0, 0.0, 0.1), None)


def test_what_was_found_is_taken_and_can_be_taken_back(room):
    places = {person.person: room.keys[n // 3] for n, person in enumerate(room.people)}
    outcome = _solved(room, places)
    with room.store.work() as db:
        assert groupings_solving.take(db, room.facilitator, room.grouping, 1, outcome) == 2
    assert _draft(room).places == places
    assert _draft(room).found.status == "optimal"
    with room.store.work() as db:
        groupings_changing.undo(db, room.facilitator, room.grouping, 2)
    assert _draft(room).places == room.draft.places


@pytest.mark.parametrize("meanwhile", ["somebody joins", "a profile changes", "somebody is moved"])
def test_what_was_found_for_other_people_or_rules_is_not_taken(room, meanwhile):
    outcome = _solved(room, dict(room.draft.places))
    with room.store.work() as db:
        if meanwhile == "somebody joins":
            make_actor(db, room.id, name="新来的")
        elif meanwhile == "a profile changes":
            db.get_one(ProfileRow, room.people[0].person).level = ""
    if meanwhile == "somebody is moved":
        _move(room, (room.people[0].person, room.keys[1]))
    before = _draft(room)
    with room.store.work() as db, pytest.raises(ConflictError, match="solved-meanwhile") as refused:
        groupings_solving.take(db, room.facilitator, room.grouping, 1, outcome)
    assert all(worded(refused.value))
    assert _draft(room) == before


def test_a_clash_leaves_the_groups_and_a_way_out_relaxes_one_rule(room):
    places = {person.person: room.keys[n // 3] for n, person in enumerate(room.people)}
    way = Way(Rule.LEADER, 1, 5, Saying("teams.numbered", {"number": 1}), places)
    clash = Clash((Rule.SIZE, Rule.LEADER), (way,))
    with room.store.work() as db:
        request = groupings.request_of(db, room.facilitator, _draft(room))
        outcome = groupings_solving.Outcome(request, Solved("impossible"), clash)
        groupings_solving.take(db, room.facilitator, room.grouping, 1, outcome)
    assert _draft(room).places == room.draft.places
    with room.store.work() as db:
        with pytest.raises(InputError, match="no-way"):
            groupings_changing.relax(db, room.facilitator, room.grouping, "units", 2)
        groupings_changing.relax(db, room.facilitator, room.grouping, "leader", 2)
    relaxed = _draft(room)
    assert relaxed.rules.force(Rule.LEADER) is Force.WISH
    assert relaxed.places == places
    assert relaxed.clash is None


def test_the_solver_puts_everybody_into_one_group_and_breaks_no_rule(room):
    outcome = groupings_solving.work_out(room.store, room.facilitator, room.grouping, 1)
    assert outcome.solved.status == "optimal"
    with room.store.work() as db:
        groupings_solving.take(db, room.facilitator, room.grouping, 1, outcome)
    draft = _draft(room)
    assert set(draft.places) == {person.person for person in room.people}
    assert draft.places[room.people[0].person] != draft.places[room.people[1].person]


def test_rules_that_cannot_hold_are_named_with_ways_out(room):
    _set_rules(room, size=(1, 2))
    outcome = groupings_solving.work_out(room.store, room.facilitator, room.grouping, 2)
    assert outcome.solved.status == "impossible"
    assert outcome.clash is not None
    assert Rule.SIZE in outcome.clash.rules
    assert outcome.clash.ways


def test_without_people_there_is_a_sentence(store):
    with store.work() as db:
        facilitator = make_actor(db, make_class(db), Role.FACILITATOR)
        with pytest.raises(InputError, match="nobody") as refused:
            groupings.request_of(db, facilitator, make_draft([]))
    assert all(worded(refused.value))


def test_people_without_a_unit_are_grouped_too(room):
    with room.store.work() as db:
        extra = make_people(db, room.id, 1)[0]
        db.get_one(PersonRow, extra.person).unit_id = None
    outcome = groupings_solving.work_out(room.store, room.facilitator, room.grouping, 1)
    assert extra.person in outcome.solved.places
