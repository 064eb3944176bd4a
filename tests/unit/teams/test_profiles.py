"""Profiles in a class: who may write them, who wrote last, and who is handed to the solver."""

import pytest

from factories import CountedQueries, make_actor, make_class, worded
from people_room import SUBS, make_alone, make_room, rows_of, with_scheme
from zhixing.actor import Role
from zhixing.classroom.tables import PersonRow
from zhixing.errors import ConflictError, InputError, MissingError, RefusedError
from zhixing.teams.rules.profile import Commitment, Profile, Relevance
from zhixing.teams.service import commitments, profiles
from zhixing.teams.tables import ProfileRow


@pytest.fixture
def room(store):
    return make_room(store)


def save(room, actor, person, profile=None, relevance=None, version=0):
    with room.store.work() as db:
        profiles.save_profile(db, actor, person, profile or Profile(), relevance or {}, seen_version=version)


def kept(room, person):
    with room.store.read() as db:
        return profiles.kept(db, person, profiles.sub_topics(db, room.id))


def candidates(room):
    with room.store.read() as db:
        return profiles.candidates(db, room.id)


def test_a_person_writes_their_own_profile(room):
    with_scheme(room)
    me = room.learners[0]
    full = Profile("front-line", "practice", "许可", 6, ("普通话",), ("s-2", "s-1"))
    save(room, me, me.person, full, {"s-1": 3, "s-2": 0})
    found = kept(room, me.person)
    assert (found.profile.specialty, found.profile.wishes, found.version) == ("许可", ("s-2", "s-1"), 1)
    assert found.profile.relevance == {"s-1": Relevance(3, "self"), "s-2": Relevance(0, "self")}
    with room.store.read() as db:
        assert profiles.profile(db, me.person) == found.profile


def test_whoever_forms_groups_may_add_to_it_and_is_named_by_role(room):
    with_scheme(room)
    me = room.learners[0].person
    save(room, room.learners[0], me, relevance={"s-1": 1, "s-2": 2})
    save(room, room.office, me, relevance={"s-1": 3, "s-2": 2}, version=1)
    assert kept(room, me).profile.relevance == {"s-1": Relevance(3, "office"), "s-2": Relevance(2, "self")}
    save(room, room.facilitator, me, relevance={"s-1": 3, "s-2": 1}, version=2)
    assert kept(room, me).profile.relevance == {
        "s-1": Relevance(3, "office"),
        "s-2": Relevance(1, "facilitator"),
    }


@pytest.mark.parametrize("who", ["liaison", "head", "boss", "convenor", "expert"])
def test_nobody_else_writes_anothers_profile(room, who):
    with pytest.raises(RefusedError):
        save(room, getattr(room, who), room.learners[0].person)
    assert kept(room, room.learners[0].person).version == 0


def test_staff_have_no_profile(room):
    with pytest.raises(InputError) as found:
        save(room, room.facilitator, room.boss.person)
    assert found.value.code == "members.error.not-in-groups"
    with pytest.raises(RefusedError):
        save(room, room.boss, room.boss.person)


def test_people_of_another_class_are_not_there(room):
    with room.store.work() as db:
        other = make_actor(db, make_class(db), name="外班")
    with pytest.raises(MissingError):
        save(room, room.facilitator, other.person)


def test_who_writes_on_an_old_state_is_told_and_nothing_is_overwritten(room):
    me = room.learners[0]
    save(room, room.office, me.person, Profile(specialty="督查"))
    with pytest.raises(ConflictError) as found:
        save(room, me, me.person, Profile(specialty="许可"))
    assert all(worded(found.value))
    assert kept(room, me.person).profile.specialty == "督查"


@pytest.mark.parametrize(
    ("profile", "relevance"),
    [(Profile(wishes=("s-9",)), {}), (Profile(), {"s-9": 1}), (Profile(wishes=("#1",)), {})],
)
def test_what_the_scheme_does_not_have_is_refused(room, profile, relevance):
    with_scheme(room)
    with pytest.raises(InputError) as found:
        save(room, room.learners[0], room.learners[0].person, profile, relevance)
    assert found.value.code == "members.error.no-sub-topic"


def test_candidates_are_those_who_take_part_in_order(room):
    with_scheme(room)
    me = room.learners[1]
    save(room, me, me.person, Profile("leader", "both", "许可", 6, (), ("s-3",)), {"s-1": 2})
    found = candidates(room)
    names = {row.id: name for name, row in rows_of(room).items()}
    assert {names[each.id] for each in found} == {"联络员", "组长", "甲", "乙", "丙", "丁", "Ann"}
    one = next(each for each in found if each.id == me.person)
    assert (one.unit, one.level, one.outlook, one.specialty, one.experience) == (
        room.unit,
        "leader",
        "both",
        "许可",
        6,
    )
    assert (dict(one.relevance), one.wishes) == ({"s-1": 2}, ("s-3",))
    assert next(each for each in found if names[each.id] == "Ann").unit == ""


def test_who_has_said_no_is_left_out_and_comes_back_with_another_answer(room):
    me = room.learners[0]
    with room.store.work() as db:
        commitments.answer(db, me, Commitment("no"))
        commitments.answer(db, room.learners[1], Commitment("talk"))
    ids = {each.id for each in candidates(room)}
    assert me.person not in ids
    assert {room.learners[1].person, room.learners[2].person} <= ids
    with room.store.work() as db:
        commitments.answer(db, me, Commitment("yes"))
    assert me.person in {each.id for each in candidates(room)}


def test_people_of_the_example_count_only_for_somebody_alone(room, tmp_path):
    with room.store.work() as db:
        db.add(ProfileRow(person_id=room.learners[0].person, classroom_id=room.id, sample=True))
    assert room.learners[0].person not in {each.id for each in candidates(room)}
    alone = make_alone(room.store)
    with room.store.work() as db:
        sample = PersonRow(id="sample", classroom_id=alone.id, name="样例", roles=[Role.LEARNER.value])
        db.add(sample)
        db.flush()
        db.add(ProfileRow(person_id="sample", classroom_id=alone.id, sample=True))
    assert {each.id for each in candidates(alone)} == {alone.me.person, "sample"}


def test_wishes_towards_a_scheme_that_changed_are_not_handed_on(room):
    me = room.learners[0]
    with room.store.work() as db:
        columns = {"wishes": ("old", "s-2"), "relevance": {"old": {"level": 3, "by": "self"}}}
        profiles.store(db, room.id, me.person, columns)
    with_scheme(room)
    one = next(each for each in candidates(room) if each.id == me.person)
    assert (one.wishes, dict(one.relevance)) == (("s-2",), {})


def test_the_number_of_queries_does_not_grow_with_the_class(room):
    def count():
        with CountedQueries(room.store) as counted:
            candidates(room)
        return counted.count

    with_scheme(room)
    before = count()
    with room.store.work() as db:
        for number in range(60):
            each = make_actor(db, room.id, name=f"学员{number}")
            profiles.store(db, room.id, each.person, {"specialty": "许可"})
            commitments.answer(db, each, Commitment("yes"))
    assert count() == before
    assert len(candidates(room)) == 67


def test_sub_topics_have_their_numbers(room):
    with_scheme(room)
    with room.store.read() as db:
        found = profiles.sub_topics(db, room.id)
    assert [(each.id, each.number) for each in found] == list(zip(SUBS, (1, 2, 3), strict=True))
