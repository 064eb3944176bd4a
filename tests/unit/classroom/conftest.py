"""A class with a facilitator, a leader, and people at two tables."""

from types import SimpleNamespace

import pytest

from factories import make_actor, make_class
from zhixing.actor import Role


@pytest.fixture
def room(store):
    with store.work() as db:
        classroom = make_class(db)
        other = make_class(db)
        return SimpleNamespace(
            store=store,
            id=classroom,
            facilitator=make_actor(db, classroom, Role.FACILITATOR, name="促进师"),
            leader=make_actor(db, classroom, Role.LEADER, name="领导"),
            liaison=make_actor(db, classroom, Role.LIAISON, seat=1, name="联络员"),
            learners=[make_actor(db, classroom, seat=1 + n % 2, name=f"学员{n}") for n in range(6)],
            stranger=make_actor(db, other, Role.FACILITATOR, name="别班促进师"),
            outsider=make_actor(db, other, name="别班学员"),
        )
