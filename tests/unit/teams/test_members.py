"""The page of people: what whoever forms groups sees, edits, adds and takes out, and does not see."""

import json

import pytest
from sqlalchemy import select

from factories import CountedQueries, did, make_actor, make_store, seen, worded
from people_room import make_room, with_scheme
from zhixing.actor import Locale, Role
from zhixing.classroom.classes import solo
from zhixing.classroom.people import actor_of, people, units
from zhixing.classroom.tables import PersonRow
from zhixing.demo.profiles import example_people
from zhixing.errors import ConflictError, InputError, RefusedError
from zhixing.records import new_id
from zhixing.teams.activities.members import Members
from zhixing.teams.activities.my_profile import MyProfile
from zhixing.teams.rules.profile import Commitment
from zhixing.teams.service import commitments, profiles
from zhixing.teams.tables import CommitmentRow, ProfileRow, TeamMemberRow, TeamRow

PAGE = Members(example_people)
STAFF = ("促进师", "办公室同志", "领导", "召集人", "专家")


@pytest.fixture
def room(tmp_path):
    store = make_store(tmp_path)
    yield make_room(store)
    store.close()


@pytest.fixture
def alone(room):
    with room.store.work() as db:
        room.me, _ = solo(db, "我")
    room.id = room.me.classroom
    return room


def of(view, name):
    return next(each for each in view["people"] if each["name"] == name)


def edit(room, actor, who, **changes):
    one = of(seen(room, PAGE, room.facilitator), who)
    given = {key: one[key] for key in ("name", "unit", "post", "version")}
    return did(room, PAGE, actor, kind="save", person=one["id"], **{**given, "profile": {}, **changes})


def test_everybody_who_may_be_put_into_a_group_is_listed_and_staff_are_counted(room):
    view = seen(room, PAGE, room.office)
    assert {each["name"] for each in view["people"]} == {"联络员", "组长", "甲", "乙", "丙", "丁", "Ann"}
    assert view["others"] == len(STAFF)
    assert view["counts"] == {"yes": 0, "talk": 0, "no": 0, "waiting": 7}
    one = of(view, "甲")
    assert (one["short"], one["missing"]) == ("办公室", ["level", "outlook", "specialty", "experience"])
    assert "unit" in of(view, "Ann")["missing"]


@pytest.mark.parametrize("who", ["boss", "convenor", "expert", "liaison", "head"])
def test_nobody_else_sees_the_page(room, who):
    with pytest.raises(RefusedError):
        seen(room, PAGE, getattr(room, who))


def test_whoever_runs_the_class_sees_who_answered_what(room):
    with room.store.work() as db:
        commitments.answer(db, room.learners[0], Commitment("talk", 4, needs="替班"))
        commitments.answer(db, room.learners[1], Commitment("no"))
    for actor in (room.facilitator, room.office):
        view = seen(room, PAGE, actor)
        assert view["named"] is True
        assert view["counts"] == {"yes": 0, "talk": 1, "no": 1, "waiting": 5}
        assert of(view, "甲")["commitment"]["needs"] == "替班"
        assert of(view, "甲")["commitment"]["answered"] is None
        assert of(view, "丙")["commitment"] is None


@pytest.mark.parametrize("boss", [Role.LEADER, Role.CONVENOR])
def test_a_boss_who_forms_groups_as_well_sees_numbers_and_nobody_undecided(room, boss):
    with room.store.work() as db:
        both = make_actor(db, room.id, boss, Role.OFFICE, name="兼职")
        commitments.answer(db, room.learners[0], Commitment("talk", 4, needs="替班"))
        commitments.answer(db, room.learners[1], Commitment("no"))
    view = seen(room, PAGE, both)
    assert (view["named"], view["counts"]["talk"], view["counts"]["no"]) == (False, 1, 1)
    assert all("commitment" not in each for each in view["people"])
    assert "替班" not in json.dumps(view, ensure_ascii=False)
    before = view["people"]
    with room.store.work() as db:
        commitments.answer(db, room.learners[2], Commitment("no"))
    assert seen(room, PAGE, both)["people"] == before


def test_entries_are_edited_in_place_with_name_unit_and_post(room):
    with_scheme(room)
    profile = {
        "level": "leader",
        "outlook": "theory",
        "specialty": "许可",
        "experience": 7,
        "languages": ["普通话"],
        "wishes": ["s-2"],
        "relevance": {"s-1": 2},
    }
    edit(room, room.office, "Ann", name="安", unit="新科", post="科员", profile=profile)
    one = of(seen(room, PAGE, room.office), "安")
    assert (one["unit"], one["post"], one["version"]) == ("新科", "科员", 1)
    assert one["profile"] == {**profile, "relevance": {"s-1": {"level": 2, "by": "office"}}}
    assert one["missing"] == ["relevance"]
    mine = seen(room, MyProfile(), room.english)
    assert (mine["name"], mine["unit"], mine["profile"]["relevance"]["s-1"]["by"]) == ("安", "新科", "office")


def test_the_person_s_own_words_are_not_overwritten_unseen(room):
    did(
        room, MyProfile(), room.learners[0], kind="save-profile", version=0, profile={"specialty": "自己写的"}
    )
    with pytest.raises(ConflictError) as found:
        edit(room, room.office, "甲", version=0, profile={"specialty": "办公室写的"}, post="改了")
    assert all(worded(found.value))
    one = of(seen(room, PAGE, room.office), "甲")
    assert (one["profile"]["specialty"], one["post"]) == ("自己写的", "")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"name": " "}, "classroom.error.no-name"),
        ({"name": "名" * 61}, "classroom.error.no-name"),
        ({"unit": "单" * 121}, "classroom.error.long-unit"),
        ({"post": "职" * 61}, "members.error.long-post"),
        ({"name": "乙"}, "members.error.same-person"),
        ({"profile": {"experience": 120}}, "members.error.years"),
        ({"profile": {"experience": -1}}, "members.error.years"),
        ({"profile": {"specialty": "字" * 10_000}}, "members.error.long-specialty"),
        ({"profile": {"wishes": ["a", "b", "c", "d"]}}, "members.error.wishes"),
        ({"profile": {"wishes": ["a"]}}, "members.error.no-sub-topic"),
        ({"profile": {"level": "boss"}}, "activity.error.bad-action"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence_and_nothing_of_it_stored(room, changes, code):
    before = seen(room, PAGE, room.office)
    with pytest.raises(InputError) as found:
        edit(room, room.office, "甲", **changes)
    assert found.value.code == code
    assert all(worded(found.value))
    assert seen(room, PAGE, room.office) == before


def test_script_tags_are_kept_as_they_are_written(room):
    edit(room, room.office, "甲", profile={"specialty": "<script>alert(1)</script>"})
    assert of(seen(room, PAGE, room.office), "甲")["profile"]["specialty"] == "<script>alert(1)</script>"


def test_a_person_is_added_by_hand_and_stands_behind_the_others(room):
    did(room, PAGE, room.office, kind="add", name=" 戊 ", unit="办公室", post="科员")
    with room.store.read() as db:
        row = db.scalar(select(PersonRow).where(PersonRow.name == "戊"))
        assert (row.roles, row.joined, row.unit_id) == (["learner"], False, room.unit)
        assert [each.name for each in people(db, room.id) if each.unit_id == room.unit][-1] == "戊"


def test_the_same_person_is_not_added_twice_and_a_namesake_elsewhere_is(room):
    for unit, code in (("县中心办公室", "same-person"), ("", "same-without-unit")):
        name = "甲" if unit else "Ann"
        with pytest.raises(InputError) as found:
            did(room, PAGE, room.office, kind="add", name=name, unit=unit)
        assert found.value.code == f"members.error.{code}"
        assert all(worded(found.value))
    did(room, PAGE, room.office, kind="add", name="甲", unit="民生科")
    assert sum(each["name"] == "甲" for each in seen(room, PAGE, room.office)["people"]) == 2


def test_staff_are_not_renamed_here(room):
    with room.store.work() as db:
        both = make_actor(db, room.id, Role.LEARNER, Role.EXPERT, name="兼任")
    with pytest.raises(RefusedError) as found:
        edit(room, room.office, "兼任", name="换名")
    assert found.value.code == "members.error.staff-stays"
    edit(room, room.office, "兼任", profile={"specialty": "许可"})
    with room.store.read() as db:
        assert profiles.profile(db, both.person).specialty == "许可"


def test_who_was_added_by_mistake_is_taken_out_and_who_has_come_in_stays(room):
    did(room, PAGE, room.office, kind="add", name="戊")
    added = of(seen(room, PAGE, room.office), "戊")["id"]
    with pytest.raises(RefusedError) as found:
        did(room, PAGE, room.office, kind="remove", person=room.learners[0].person)
    assert all(worded(found.value))
    with room.store.work() as db:
        team = TeamRow(id=new_id(), classroom_id=room.id, seat=1, name="一组")
        db.add(team)
        db.flush()
        db.add(TeamMemberRow(person_id=added, team_id=team.id, classroom_id=room.id))
    with pytest.raises(RefusedError):
        did(room, PAGE, room.office, kind="remove", person=added)
    with room.store.work() as db:
        db.delete(db.get_one(TeamMemberRow, added))
    did(room, PAGE, room.office, kind="remove", person=added)
    assert "戊" not in {each["name"] for each in seen(room, PAGE, room.office)["people"]}


@pytest.mark.parametrize("who", ["boss", "convenor", "expert", "liaison", "head"])
def test_nobody_else_adds_edits_or_takes_out(room, who):
    actor = getattr(room, who)
    for action in (
        {"kind": "add", "name": "戊"},
        {"kind": "remove", "person": room.learners[0].person},
        {"kind": "save", "person": room.learners[0].person, "version": 0, "name": "甲", "profile": {}},
    ):
        with pytest.raises(RefusedError):
            did(room, PAGE, actor, **action)


def test_the_number_of_queries_does_not_grow_with_the_class(room):
    def count():
        with CountedQueries(room.store) as counted:
            seen(room, PAGE, room.office)
        return counted.count

    with_scheme(room)
    before = count()
    with room.store.work() as db:
        for number in range(60):
            each = make_actor(db, room.id, name=f"学员{number}")
            profiles.store(db, room.id, each.person, {"specialty": "许可"})
            commitments.answer(db, each, Commitment("yes"))
    assert count() == before


def test_somebody_alone_puts_the_example_in_and_takes_it_out_again(alone):
    did(alone, PAGE, alone.me, kind="add", name="自己人", unit="自己的科", post="")
    before = seen(alone, PAGE, alone.me)
    did(alone, PAGE, alone.me, kind="put-samples")
    did(alone, PAGE, alone.me, kind="put-samples")
    view = seen(alone, PAGE, alone.me)
    assert (view["samples"], len(view["people"]), view["others"]) == (40, 38, 4)
    assert sum(each["sample"] for each in view["people"]) == 36
    assert view["counts"]["talk"] == 3
    with alone.store.read() as db:
        found = profiles.candidates(db, alone.id)
        assert len(found) == 37  # one of the example has said no
        assert len(units(db, alone.id)) == 6
    did(alone, PAGE, alone.me, kind="take-samples")
    assert seen(alone, PAGE, alone.me) == before
    with alone.store.read() as db:
        assert [each.name for each in units(db, alone.id)] == ["自己的科"]
        theirs = (ProfileRow.classroom_id == alone.id, CommitmentRow.classroom_id == alone.id)
        assert db.scalars(select(ProfileRow).where(theirs[0])).all() == []
        assert db.scalars(select(CommitmentRow).where(theirs[1])).all() == []


def test_the_example_is_taken_out_in_another_language_than_it_came_in(alone):
    did(alone, PAGE, alone.me, kind="put-samples")
    with alone.store.work() as db:
        db.get_one(PersonRow, alone.me.person).locale = Locale.EN.value
        english = actor_of(db, alone.me.person)
    did(alone, PAGE, english, kind="take-samples")
    with alone.store.read() as db:
        assert units(db, alone.id) == []
        assert [each.name for each in people(db, alone.id)] == ["我"]


def test_the_local_person_stays_who_they_are_whoever_is_added(alone):
    did(alone, PAGE, alone.me, kind="put-samples")
    did(alone, PAGE, alone.me, kind="add", name="一", unit="", post="")
    with alone.store.work() as db:
        assert solo(db, "我") == (alone.me, False)
        assert actor_of(db, alone.me.person) == alone.me
        assert people(db, alone.id)[0].id != alone.me.person  # the order alone would have chosen another
    with pytest.raises(RefusedError):
        did(alone, PAGE, alone.me, kind="remove", person=alone.me.person)


def test_wishes_of_the_example_go_to_the_reader_s_own_sub_topics(alone):
    did(alone, PAGE, alone.me, kind="put-samples")
    assert all(not each["profile"]["wishes"] for each in seen(alone, PAGE, alone.me)["people"])
    with_scheme(alone, leader=alone.me, writer=alone.me)
    view = seen(alone, PAGE, alone.me)
    assert of(view, "孟㛃")["profile"]["wishes"] == ["s-1", "s-2"]
    assert of(view, "孟㛃")["profile"]["relevance"]["s-1"] == {"level": 3, "by": "self"}


def test_a_class_has_its_own_people(room):
    for kind in ("put-samples", "take-samples"):
        with pytest.raises(RefusedError) as found:
            did(room, PAGE, room.facilitator, kind=kind)
        assert found.value.code == "members.error.samples-alone"
        assert all(worded(found.value))
