"""A class with people at two tables, and somebody alone."""

from types import SimpleNamespace

import pytest

from factories import make_actor, make_class
from zhixing.actor import Locale, Role


@pytest.fixture
def room(store):
    with store.work() as db:
        classroom = make_class(db)
        return SimpleNamespace(
            store=store,
            id=classroom,
            facilitator=make_actor(db, classroom, Role.FACILITATOR, name="促进师"),
            leader=make_actor(db, classroom, Role.LEADER, name="领导"),
            expert=make_actor(db, classroom, Role.EXPERT, name="专家"),
            first=make_actor(db, classroom, Role.LIAISON, seat=1, name="联络一"),
            second=make_actor(db, classroom, Role.LIAISON, seat=2, name="联络二"),
            standing=make_actor(db, classroom, Role.LIAISON, name="没有桌号"),
            learners=[make_actor(db, classroom, seat=1 + n % 2, name=f"学员{n}") for n in range(8)],
            english=make_actor(db, classroom, name="Ann", locale=Locale.EN),
        )
