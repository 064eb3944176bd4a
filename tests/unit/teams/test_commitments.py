"""Who takes part: answered by each person alone, and seen by few."""

import inspect

import pytest

from factories import did, make_store, seen, worded
from people_room import make_room
from zhixing.actor import Actor, Role
from zhixing.errors import InputError, RefusedError
from zhixing.teams.activities.my_profile import MyProfile
from zhixing.teams.rules.profile import Commitment
from zhixing.teams.service import commitments
from zhixing.teams.tables import CommitmentRow


@pytest.fixture
def room(tmp_path):
    store = make_store(tmp_path)
    yield make_room(store)
    store.close()


def standing(room):
    with room.store.read() as db:
        return commitments.standing(db, room.id)


def test_a_person_answers_and_may_change_it(room):
    me = room.learners[0]
    did(room, MyProfile(), me, kind="answer", answer="talk", hours=4, brings="数据", needs="替班")
    found = standing(room)[me.person]
    assert (found.answer, found.hours, found.brings, found.needs) == ("talk", 4, "数据", "替班")
    assert found.answered
    did(room, MyProfile(), me, kind="answer", answer="yes")
    assert standing(room)[me.person].answer == "yes"
    assert len(standing(room)) == 1


def test_no_verb_and_no_action_names_somebody_else():
    assert list(inspect.signature(commitments.answer).parameters) == ["db", "actor", "said"]
    from zhixing.demo.profiles import example_people
    from zhixing.teams.activities.members import Members

    kinds = {act.model_fields["kind"].annotation.__args__[0]: act for act in Members(example_people).acts}
    assert "answer" not in kinds
    assert not {"answer", "hours", "brings", "needs", "commitment"} & {
        name for act in kinds.values() for name in act.model_fields
    }


@pytest.mark.parametrize("who", ["facilitator", "office", "boss", "convenor", "expert"])
def test_who_is_in_no_group_is_not_asked(room, who):
    with pytest.raises(RefusedError):
        did(room, MyProfile(), getattr(room, who), kind="answer", answer="yes")
    assert standing(room) == {}


@pytest.mark.parametrize(
    "said", [Commitment(), Commitment("yes", hours=-2), Commitment("no", needs="字" * 10_000)]
)
def test_an_answer_that_cannot_be_stores_nothing(room, said):
    with pytest.raises(InputError) as found, room.store.work() as db:
        commitments.answer(db, room.learners[0], said)
    assert all(worded(found.value))
    assert standing(room) == {}


def test_an_answer_of_ten_thousand_characters_gets_the_sentence_of_its_limit(room):
    with pytest.raises(InputError) as found:
        did(room, MyProfile(), room.learners[0], kind="answer", answer="yes", brings="字" * 10_000)
    assert found.value.code == "members.error.long-brings"


def test_a_blank_row_is_no_answer(room):
    with room.store.work() as db:
        db.add(CommitmentRow(person_id=room.learners[0].person, classroom_id=room.id))
    assert standing(room) == {}


@pytest.mark.parametrize(
    ("roles", "sees"),
    [
        ({Role.FACILITATOR}, True),
        ({Role.OWNER}, True),
        ({Role.OFFICE}, True),
        ({Role.OFFICE, Role.LEADER}, False),
        ({Role.FACILITATOR, Role.CONVENOR}, False),
        ({Role.LEADER}, False),
        ({Role.CONVENOR}, False),
        ({Role.EXPERT}, False),
        ({Role.LEARNER, Role.GROUP_LEADER, Role.LIAISON}, False),
    ],
)
def test_who_sees_the_names(roles, sees):
    assert commitments.sees_names(Actor("p", "c", frozenset(roles))) is sees


def test_somebody_alone_sees_everything():
    assert commitments.sees_names(Actor("p", "c", frozenset(Role), solo=True))


def test_ones_own_page_holds_nothing_of_others(room):
    did(room, MyProfile(), room.learners[1], kind="answer", answer="no", needs="家里有事")
    for actor in (room.learners[0], room.liaison, room.head, room.boss, room.convenor, room.expert):
        said = str(seen(room, MyProfile(), actor))
        assert "家里有事" not in said
        assert room.learners[1].person not in said
        assert "乙" not in said
    assert seen(room, MyProfile(), room.learners[1])["commitment"]["answer"] == "no"


@pytest.mark.parametrize("who", ["facilitator", "office", "boss", "convenor", "expert"])
def test_the_page_asks_staff_nothing(room, who):
    assert seen(room, MyProfile(), getattr(room, who)) == {"takes_part": False}


def test_only_ones_own_changes_draw_ones_page_anew(room):
    first, second = room.learners[:2]
    assert MyProfile().subjects_for(first) != MyProfile().subjects_for(second)
    with room.store.work() as db:
        commitments.answer(db, first, Commitment("yes"))
        touched = {subject for _, subject in db.changes}
    assert touched & MyProfile().subjects_for(first)
    assert not touched & MyProfile().subjects_for(second)
