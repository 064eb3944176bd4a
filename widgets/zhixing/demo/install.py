"""Puts the demo organisation into a store: a class ready to run, or topics for somebody who learns alone."""

import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import delete, select

from zhixing.actor import Actor, Locale
from zhixing.classroom import entry
from zhixing.classroom.rules import BallotMode, WindowState, ballot_key
from zhixing.classroom.tables import BallotRow, ClassroomRow, PersonRow, UnitRow, WindowRow
from zhixing.demo.answers import fill_answers
from zhixing.demo.generator import Demo, generate
from zhixing.demo.organisation import DemoTopic
from zhixing.demo.profiles import fill_profiles
from zhixing.records import Store, Work, new_id
from zhixing.records.clock import utc_now
from zhixing.text import Text
from zhixing.topics.rules import Origin, Proposal, TopicKind
from zhixing.topics.service import RATINGS, VOTES, seed_sample_topics

CODE = "DEMO"


def install_demo(store: Store, locale: Locale = Locale.ZH, password: str | None = None) -> str:
    """Create the demo class anew and return its id; no other class is touched."""
    demo = generate()
    with store.work() as db:
        db.execute(delete(ClassroomRow).where(ClassroomRow.code == CODE))
        db.expire_all()
        room = ClassroomRow(id=new_id(), code=CODE, name=demo.name.to(locale), kind="class")
        if password is not None:
            entry.set_password(room, password)
        db.add(room)
        db.flush()
        _fill_people(db, room.id, demo, locale)
        _fill_topics(db, room.id, demo, locale)
        fill_answers(db, room.id)
        fill_profiles(db, room.id, locale)
    return room.id


def has_demo(store: Store) -> bool:
    """Tell whether the demo class is there."""
    with store.read() as db:
        return db.scalar(select(ClassroomRow.id).where(ClassroomRow.code == CODE)) is not None


def fill_solo(db: Work, actor: Actor) -> None:
    """Give somebody who learns alone the demo organisation's topics and its example round."""
    _fill_topics(db, actor.classroom, generate(), actor.locale)


def _fill_people(db: Work, classroom_id: str, demo: Demo, locale: Locale) -> None:
    units: dict[str, str] = {}
    for unit in demo.units:
        units[unit.id] = new_id()
        db.add(
            UnitRow(
                id=units[unit.id],
                classroom_id=classroom_id,
                name=unit.name.to(locale),
                short_name=unit.short.to(locale),
                position=unit.position,
            )
        )
    db.flush()
    for person in demo.people:
        db.add(
            PersonRow(
                id=new_id(),
                classroom_id=classroom_id,
                unit_id=units[person.unit],
                name=person.name,
                post=person.post.to(locale),
                strokes=person.strokes,
                position=person.rank,
                seat=person.table,
                roles=[person.role.value],
                locale=locale.value,
            )
        )
    db.flush()


def _fill_topics(db: Work, classroom_id: str, demo: Demo, locale: Locale) -> None:
    order = {unit.id: unit.position for unit in demo.units}
    listed = sorted((topic for topic in demo.topics if topic.is_listed), key=lambda topic: order[topic.unit])
    proposals = [_proposal(topic, demo, locale) for topic in listed]
    made = seed_sample_topics(db, classroom_id, proposals)
    ids = {topic.id: row_id for topic, row_id in zip(listed, made, strict=True)}
    votes = [{"topics": [ids[topic] for topic in chosen if topic in ids]} for _, chosen in demo.votes]
    _sample_round(db, classroom_id, VOTES, {"topics": list(ids.values())}, votes)
    rated = list(demo.ratings[0])
    scores = [
        {
            "scores": {
                ids[topic]: {name: value for name, value in cells.items() if value is not None}
                for topic, cells in sheet.items()
            }
        }
        for sheet in demo.ratings
    ]
    subject = {"topics": [ids[topic] for topic in rated], "criteria": list(demo.ratings[0][rated[0]])}
    _sample_round(db, classroom_id, RATINGS, subject, scores)


def _proposal(topic: DemoTopic, demo: Demo, locale: Locale) -> Proposal:
    units: dict[str, Text] = {unit.id: unit.short for unit in demo.units}
    owner = next(person for person in demo.people if person.id == topic.owner)
    return Proposal(
        title=topic.title.to(locale),
        statement=topic.statement.to(locale),
        kind=TopicKind(topic.kind),
        origin=Origin(topic.origin),
        owner=owner.name,
        owner_unit=units[topic.unit].to(locale),
        expected_units=tuple(units[unit].to(locale) for unit in topic.expected),
        source=topic.source.to(locale) if topic.source is not None else None,
    )


def _sample_round(
    db: Work,
    classroom_id: str,
    purpose: str,
    subject: dict[str, list[str]],
    ballots: Sequence[Mapping[str, Any]],
) -> None:
    """Store an example round; its round number 0 leaves the class's own rounds alone."""
    window = WindowRow(
        id=new_id(),
        classroom_id=classroom_id,
        purpose=purpose,
        round=0,
        mode=BallotMode.CONFIDENTIAL.value,
        state=WindowState.REVEALED.value,
        sample=True,
        subject={**subject, "salt": ""},
        opened=utc_now(),
        closed=utc_now(),
    )
    db.add(window)
    db.flush()
    for content in ballots:
        key = ballot_key(window.id, secrets.token_hex(16))
        db.add(BallotRow(window_id=window.id, key=key, content=dict(content)))
    db.flush()
