"""Profiles of the demo organisation: everybody in a group has one, and what is planted is there."""

from collections import Counter

import pytest
from sqlalchemy import select

from factories import make_store
from zhixing.actor import Locale, Role
from zhixing.classroom.people import units
from zhixing.classroom.rules import MAY, Door
from zhixing.classroom.tables import PersonRow
from zhixing.demo import organisation
from zhixing.demo.install import install_demo
from zhixing.demo.profiles import commitment, example_people, profile, read
from zhixing.teams.rules.profile import Answer, Level, Outlook, Profile
from zhixing.teams.service import commitments, profiles
from zhixing.teams.tables import KeepApartRow

PEOPLE = {each.id: each for each in map(organisation.person, organisation.read()["person"])}
LEARNERS = [each for each in PEOPLE.values() if each.role in MAY[Door.TAKE_PART]]
PLANTED = read()["planted"]


@pytest.fixture(scope="module", params=list(Locale))
def demo(request, tmp_path_factory):
    store = make_store(tmp_path_factory.mktemp("demo"))
    yield store, install_demo(store, request.param), request.param
    store.close()


def by_name(db, classroom):
    rows = db.scalars(select(PersonRow).where(PersonRow.classroom_id == classroom))
    return {row.name: row for row in rows}


@pytest.mark.parametrize("locale", list(Locale))
def test_everybody_who_is_put_into_groups_has_a_profile_and_nobody_else(locale):
    assert set(read()["profile"]) == {each.id for each in LEARNERS}
    for each in LEARNERS:
        found = profile(each.id, locale).checked()
        assert found.specialty
        assert found.experience is not None
        assert found.outlook in set(Outlook)
        assert found.languages
        assert commitment(each.id, locale).answer in {"", *Answer}
    assert profile("p01", locale) == Profile()


def test_both_languages_say_the_same():
    chinese, english = example_people(Locale.ZH), example_people(Locale.EN)
    for one, other in zip(chinese, english, strict=True):
        assert (one.name, one.role, one.profile.level, one.profile.wishes) == (
            other.name,
            other.role,
            other.profile.level,
            other.profile.wishes,
        )
        assert one.commitment.answer == other.commitment.answer
        assert bool(one.commitment.needs) is bool(other.commitment.needs)


def test_one_person_s_level_is_blank_and_everybody_else_s_is_not():
    blank = [each.id for each in LEARNERS if not profile(each.id, Locale.ZH).level]
    assert blank == [PLANTED["level-blank"]]
    levels = Counter(profile(each.id, Locale.ZH).level for each in LEARNERS)
    assert levels[Level.LEADER] >= len({each.table for each in LEARNERS})
    assert all(
        PEOPLE[each.id].rank <= 4 for each in LEARNERS if profile(each.id, Locale.ZH).level == "leader"
    )


def test_there_are_few_theorists():
    found = [each.id for each in LEARNERS if profile(each.id, Locale.ZH).outlook == Outlook.THEORY]
    assert found == PLANTED["theorists"]
    assert len(found) < len({each.table for each in LEARNERS})


def test_exactly_two_people_wish_first_for_one_sub_topic():
    rare = PLANTED["rare-wish"]
    first = [
        each.id for each in LEARNERS if profile(each.id, Locale.ZH).wishes[:1] == (f"#{rare['number']}",)
    ]
    assert first == rare["people"]


def test_most_have_answered_some_have_not_and_one_says_no():
    answers = {each.id: commitment(each.id, Locale.ZH).answer for each in LEARNERS}
    assert [each for each, answer in answers.items() if not answer] == PLANTED["not-answered"]
    assert [each for each, answer in answers.items() if answer == "no"] == [PLANTED["out"]]
    counts = Counter(answers.values())
    assert counts["yes"] > len(LEARNERS) / 2
    assert counts["talk"] >= 2


def test_the_demo_class_is_filled_with_it(demo):
    store, classroom, locale = demo
    with store.read() as db:
        rows = by_name(db, classroom)
        found = profiles.profiles(db, classroom, ())
        answers = commitments.standing(db, classroom)
        houses = {unit.id for unit in units(db, classroom)}
        candidates = profiles.candidates(db, classroom)
        for each in LEARNERS:
            row = rows[each.name]
            assert found[row.id].profile.specialty == profile(each.id, locale).specialty
            assert found[row.id].is_sample is False
            assert row.unit_id in houses
        assert len(found) == len(LEARNERS)
        assert len(answers) == len(LEARNERS) - len(PLANTED["not-answered"])
        assert len(candidates) == len(LEARNERS) - 1
        assert rows[PEOPLE[PLANTED["out"]].name].id not in {each.id for each in candidates}


def test_two_people_of_different_units_are_kept_apart(demo):
    store, classroom, _ = demo
    with store.read() as db:
        rows = by_name(db, classroom)
        pair = {rows[PEOPLE[person].name].id for person in PLANTED["apart"]}
        (kept,) = db.scalars(select(KeepApartRow).where(KeepApartRow.classroom_id == classroom)).all()
        assert {kept.one, kept.other} == pair
        assert kept.one < kept.other
        assert len({rows[PEOPLE[person].name].unit_id for person in PLANTED["apart"]}) == 2


def test_the_example_for_somebody_alone_is_all_forty_without_groups():
    found = example_people(Locale.ZH)
    assert len(found) == 40
    roles = Counter(each.role for each in found)
    assert roles[Role.LEARNER] == len(LEARNERS)
    assert set(roles) == {Role.LEARNER, Role.LEADER, Role.CONVENOR, Role.FACILITATOR}
