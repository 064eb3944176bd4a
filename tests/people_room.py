"""Makes a class in which people are to be put into groups, with or without sub-topics, for tests."""

from types import SimpleNamespace

from sqlalchemy import select

from factories import make_actor, make_class, make_proposal, make_solo
from scheme_factory import parts
from zhixing.actor import Locale, Role
from zhixing.classroom.tables import PersonRow, UnitRow
from zhixing.topics.rules import Origin
from zhixing.topics.service import propose_topic
from zhixing.topics.service.scheme import save_part, scheme_of

SUBS = ("s-1", "s-2", "s-3")
"""Ids of the sub-topics that ``with_scheme`` makes."""


def make_room(store):
    """Return a class with everybody who may be in one, and four learners."""
    with store.work() as db:
        classroom = make_class(db)
        room = SimpleNamespace(
            store=store,
            id=classroom,
            facilitator=make_actor(db, classroom, Role.FACILITATOR, name="促进师"),
            office=make_actor(db, classroom, Role.OFFICE, name="办公室同志"),
            boss=make_actor(db, classroom, Role.LEADER, name="领导"),
            convenor=make_actor(db, classroom, Role.CONVENOR, name="召集人"),
            expert=make_actor(db, classroom, Role.EXPERT, name="专家"),
            liaison=make_actor(db, classroom, Role.LIAISON, name="联络员"),
            head=make_actor(db, classroom, Role.GROUP_LEADER, name="组长"),
            learners=[make_actor(db, classroom, name=name) for name in ("甲", "乙", "丙", "丁")],
            english=make_actor(db, classroom, name="Ann", locale=Locale.EN),
        )
        office = db.scalar(select(UnitRow.id).where(UnitRow.classroom_id == classroom, UnitRow.position == 1))
        for each in room.learners:
            db.get_one(PersonRow, each.person).unit_id = office
        room.unit = office
    return room


def make_alone(store):
    """Return somebody who learns alone."""
    with store.work() as db:
        me = make_solo(db)
        db.get_one(PersonRow, me.person).name = "我"
    return SimpleNamespace(store=store, id=me.classroom, me=me)


def with_scheme(room, *, leader=None, writer=None):
    """Give a class three sub-topics."""
    with room.store.work() as db:
        propose_topic(db, leader or room.boss, make_proposal("只交一套材料", origin=Origin.LEADER))
    for part in parts():
        with room.store.work() as db:
            mark = scheme_of(db, room.id).scheme.mark(part.part)
            save_part(db, writer or room.facilitator, part, mark)
    return room


def rows_of(room):
    """Return the people of a class by name."""
    with room.store.read() as db:
        return {
            row.name: row for row in db.scalars(select(PersonRow).where(PersonRow.classroom_id == room.id))
        }
