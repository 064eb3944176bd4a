"""A class whose people are known well enough to be put into groups, and drafts of groupings."""

from types import SimpleNamespace

from factories import make_actor, make_class
from zhixing.actor import Role
from zhixing.classroom.people import units
from zhixing.classroom.tables import PersonRow
from zhixing.records import new_id
from zhixing.teams.rules.grouping import Draft
from zhixing.teams.rules.request import Rules, Slot
from zhixing.teams.service.groupings import _add, groupings
from zhixing.teams.tables import KeepApartRow, ProfileRow

SIZE = (2, 4)


def make_people(db, classroom, count):
    """Add people from every unit in turn: every third a leader, every second stronger in theory."""
    known = units(db, classroom)
    found = []
    for n in range(count):
        actor = make_actor(db, classroom, name=f"学员{n + 1}")
        row = db.get_one(PersonRow, actor.person)
        row.unit_id = known[n % len(known)].id
        row.post = "科长" if n % 3 == 0 else "科员"
        row.position = n
        db.add(
            ProfileRow(
                person_id=row.id,
                classroom_id=classroom,
                level="leader" if n % 3 == 0 else "front-line",
                outlook="theory" if n % 2 else "practice",
                experience=n % 12,
            )
        )
        found.append(actor)
    db.flush()
    return found


def make_draft(people, groups=3, size=SIZE, **changes):
    """Return a draft that deals people to groups in turn."""
    slots = tuple(Slot(new_id(), number) for number in range(1, groups + 1))
    places = {person.person: slots[n % groups].key for n, person in enumerate(people)}
    return Draft(Rules.usual(size), slots, places, **changes)


def put_draft(db, actor, draft, name="方案甲"):
    """Store a draft and return its id."""
    return _add(db, actor, name, draft, groupings(db, actor.classroom))


def make_grouping_room(store, count=9, policy=None):
    """Return a class with people to be grouped, a draft of three groups, staff, and a pair kept apart."""
    with store.work() as db:
        classroom = make_class(db, policy={"group.size": list(SIZE), **(policy or {})})
        facilitator = make_actor(db, classroom, Role.FACILITATOR, name="促进师甲")
        second = make_actor(db, classroom, Role.FACILITATOR, name="促进师乙")
        office = make_actor(db, classroom, Role.OFFICE, name="办公室甲")
        leader = make_actor(db, classroom, Role.LEADER, name="领导甲")
        convenor = make_actor(db, classroom, Role.CONVENOR, name="召集人甲")
        people = make_people(db, classroom, count)
        one, other = sorted((people[0].person, people[1].person))
        db.add(KeepApartRow(one=one, other=other, classroom_id=classroom))
        draft = make_draft(people)
        grouping = put_draft(db, facilitator, draft)
        return SimpleNamespace(
            store=store,
            id=classroom,
            facilitator=facilitator,
            second=second,
            office=office,
            leader=leader,
            convenor=convenor,
            people=people,
            draft=draft,
            keys=[slot.key for slot in draft.slots],
            grouping=grouping,
        )
