"""Who is kept apart: seen by whoever forms groups, and by nobody and nothing else."""

import io
import zipfile

import pytest

from factories import CountedQueries, did, make_actor, make_class, make_store, seen, worded
from people_room import make_room
from zhixing.actor import Role
from zhixing.course.records_out.files import own_record
from zhixing.demo.profiles import example_people
from zhixing.errors import InputError, MissingError, RefusedError
from zhixing.teams.activities.members import Members
from zhixing.teams.activities.my_profile import MyProfile
from zhixing.teams.documents.people_sheet import people_sheet
from zhixing.teams.service import apart
from zhixing.teams.tables import KeepApartRow

PAGE = Members(example_people)


@pytest.fixture
def room(tmp_path):
    store = make_store(tmp_path)
    yield make_room(store)
    store.close()


def pair(room):
    return tuple(sorted(each.person for each in room.learners[:2]))


def keep(room, actor=None):
    first, second = (each.person for each in room.learners[:2])
    did(room, PAGE, actor or room.office, kind="keep-apart", one=second, other=first)


def pairs(room, actor=None):
    with room.store.read() as db:
        return apart.pairs(db, actor or room.facilitator)


def test_a_pair_is_kept_once_whoever_is_named_first(room):
    keep(room)
    first, second = (each.person for each in room.learners[:2])
    did(room, PAGE, room.facilitator, kind="keep-apart", one=first, other=second)
    assert pairs(room) == (pair(room),)
    did(room, PAGE, room.facilitator, kind="let-together", one=second, other=first)
    assert pairs(room) == ()
    did(room, PAGE, room.facilitator, kind="let-together", one=second, other=first)


def test_no_reason_is_stored():
    assert set(KeepApartRow.__table__.columns.keys()) == {"one", "other", "classroom_id"}
    assert not {"reason", "note", "why"} & {name for act in PAGE.acts for name in act.model_fields}


@pytest.mark.parametrize("who", ["boss", "convenor", "expert", "liaison", "head"])
def test_nobody_else_makes_sees_or_drops_a_pair(room, who):
    keep(room)
    actor = getattr(room, who)
    with pytest.raises(RefusedError):
        keep(room, actor)
    with pytest.raises(RefusedError):
        pairs(room, actor)
    with pytest.raises(RefusedError):
        did(room, PAGE, actor, kind="let-together", one=pair(room)[0], other=pair(room)[1])
    with pytest.raises(RefusedError):
        seen(room, PAGE, actor)
    assert len(pairs(room)) == 1


def test_ones_own_page_is_the_same_with_and_without_a_pair(room):
    everybody = (*room.learners, room.liaison, room.head, room.boss, room.expert)
    before = [seen(room, MyProfile(), actor) for actor in everybody]
    keep(room)
    assert [seen(room, MyProfile(), actor) for actor in everybody] == before


def unpacked(content):
    with zipfile.ZipFile(io.BytesIO(content)) as pack:
        return b"".join(pack.read(name) for name in sorted(pack.namelist()) if "docProps" not in name)


def test_no_file_that_leaves_tells_of_a_pair(room):
    def files():
        with room.store.read() as db:
            return [unpacked(people_sheet(db, room.office)[1]), unpacked(own_record(db, room.learners[0])[1])]

    before = files()
    keep(room)
    assert files() == before


def test_people_of_another_class_staff_and_one_person_alone_are_no_pair(room):
    with room.store.work() as db:
        other = make_actor(db, make_class(db), name="外班")
        runner = make_actor(db, other.classroom, Role.FACILITATOR, name="外班促进师")
    me = room.learners[0].person
    for one, error in ((me, InputError), (room.boss.person, InputError), (other.person, MissingError)):
        with pytest.raises(error) as found:
            did(room, PAGE, room.facilitator, kind="keep-apart", one=me, other=one)
        assert all(worded(found.value))
    keep(room)
    did(room, PAGE, runner, kind="let-together", one=pair(room)[0], other=pair(room)[1])
    assert len(pairs(room)) == 1
    assert pairs(room, runner) == ()


def test_pairs_take_one_query(room):
    keep(room)
    with CountedQueries(room.store) as counted, room.store.read() as db:
        apart.pairs(db, room.facilitator)
    assert counted.count <= 2  # the beginning of the look, and the look
