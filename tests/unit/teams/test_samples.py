"""Groups of somebody who learns alone: with people of the example they come, and with them they go."""

import pytest
from sqlalchemy import select

from people_room import make_alone
from team_factory import put_draft
from zhixing.actor import Locale
from zhixing.classroom.tables import PersonRow
from zhixing.demo.profiles import example_people
from zhixing.teams.rules.grouping import Draft
from zhixing.teams.rules.request import Rules, Slot
from zhixing.teams.service import charter, guides
from zhixing.teams.service.adopting import adopt
from zhixing.teams.service.groupings import new_grouping
from zhixing.teams.service.groupings_view import listed
from zhixing.teams.service.membership import facilitators, teams
from zhixing.teams.service.profiles import candidates
from zhixing.teams.service.samples import put_samples, take_out_samples
from zhixing.teams.tables import GroupingRow, TeamMemberRow, TeamRow

EXAMPLE = example_people(Locale.ZH)


@pytest.fixture
def alone(store):
    room = make_alone(store)
    with store.work() as db:
        put_samples(db, room.me, EXAMPLE)
    return room


def _adopt(alone, *, with_me):
    """Adopt a grouping of three groups of people of the example; return its id and the keys of the groups."""
    slots = tuple(Slot(f"g-{number}", number) for number in (1, 2, 3))
    with alone.store.work() as db:
        theirs = [each.id for each in candidates(db, alone.id) if each.id != alone.me.person]
        places = {person: slots[at % 3].key for at, person in enumerate(theirs)}
        if with_me:
            places[alone.me.person] = slots[0].key
        made = put_draft(db, alone.me, Draft(Rules.usual((4, 20)), slots, places))
        adopt(db, alone.me, made, 1)
    return made, [slot.key for slot in slots]


def _take_out(alone):
    with alone.store.work() as db:
        take_out_samples(db, alone.me, EXAMPLE)


def _accompany(alone, team):
    """Let whoever learns alone accompany a group."""
    with alone.store.work() as db:
        db.get_one(PersonRow, alone.me.person).roles = ["learner", "facilitator"]
        guides.set_guides(db, alone.me, team, [alone.me.person], db.get_one(TeamRow, team).version)


def _tables(alone):
    with alone.store.read() as db:
        return {team.id: team.seat for team in db.scalars(select(TeamRow))}


def test_groups_of_the_example_lose_their_tables_and_their_groupings_go(alone):
    made, keys = _adopt(alone, with_me=False)
    assert _tables(alone) == dict(zip(keys, (1, 2, 3), strict=True))
    _accompany(alone, keys[0])
    _take_out(alone)
    assert _tables(alone) == dict.fromkeys(keys)
    with alone.store.read() as db:
        assert teams(db, alone.id) == []
        assert charter.overview(db, alone.id, with_gaps=True) == []
        assert facilitators(db, alone.id) == {}
        assert db.get(GroupingRow, made) is None
        assert listed(db, alone.me, {alone.me.person}) == []


def test_my_own_group_stays_mine(alone):
    made, keys = _adopt(alone, with_me=True)
    _take_out(alone)
    assert _tables(alone) == {keys[0]: 1, keys[1]: None, keys[2]: None}
    with alone.store.read() as db:
        assert [row.person_id for row in db.scalars(select(TeamMemberRow))] == [alone.me.person]
        assert [row.id for row in db.scalars(select(PersonRow))] == [alone.me.person]
        (book,) = listed(db, alone.me, {alone.me.person})
        assert (book["id"], book["state"], book["people"]) == (made, "adopted", 1)


def test_a_blank_grouping_stays(alone):
    with alone.store.work() as db:
        made = new_grouping(db, alone.me, "先定规则")
    _take_out(alone)
    with alone.store.read() as db:
        assert db.get(GroupingRow, made) is not None


def test_groups_can_be_formed_anew_at_the_same_tables(alone):
    _adopt(alone, with_me=False)
    _take_out(alone)
    with alone.store.work() as db:
        put_samples(db, alone.me, EXAMPLE)
    _adopt(alone, with_me=False)
    with alone.store.read() as db:
        assert [team.seat for team in teams(db, alone.id)] == [1, 2, 3]
