"""Makes the rooms' rows and actors for tests: a store, a class, people, topics, ballots."""

import secrets

from sqlalchemy import event

from zhixing.actor import Actor, Locale, Role
from zhixing.classroom import ballots
from zhixing.classroom.tables import BallotRow, ClassroomRow, PersonRow, UnitRow
from zhixing.course import tables as course_tables
from zhixing.decisions import tables as decisions_tables
from zhixing.ledger import tables as ledger_tables
from zhixing.meetings import tables as meetings_tables
from zhixing.records import Row, Store, new_id
from zhixing.teams import tables as teams_tables
from zhixing.text import catalogue
from zhixing.topics import service
from zhixing.topics import tables as topics_tables
from zhixing.topics.activities import PURPOSES
from zhixing.topics.rules import Origin, Proposal, TopicKind
from zhixing.topics.service import propose_topic

TABLES = (course_tables, decisions_tables, ledger_tables, meetings_tables, teams_tables, topics_tables)
CRITERIA = ("importance", "urgency", "cross-department")
CONDITIONS = ("feasibility", "specificity", "time-window")


def make_store(tmp_path, name="zhixing.db"):
    store = Store.open(f"sqlite:///{tmp_path / name}")
    Row.metadata.create_all(store.engine)
    return store


def make_class(db, kind="class", units=("办公室", "政务科", "民生科"), policy=None):
    room = ClassroomRow(
        id=new_id(), code=secrets.token_hex(4).upper(), name="选题班", kind=kind, policy=policy or {}
    )
    db.add(room)
    db.flush()
    for position, name in enumerate(units, start=1):
        db.add(
            UnitRow(
                id=new_id(), classroom_id=room.id, name=f"县中心{name}", short_name=name, position=position
            )
        )
    db.flush()
    return room.id


def make_actor(db, classroom_id, *roles, seat=None, name="学员", joined=True, solo=False, locale=Locale.ZH):
    held = roles or (Role.LEARNER,)
    row = PersonRow(
        id=new_id(),
        classroom_id=classroom_id,
        name=name,
        roles=[role.value for role in held],
        seat=seat,
        joined=joined,
        locale=locale.value,
    )
    db.add(row)
    db.flush()
    return Actor(row.id, classroom_id, frozenset(Role) if solo else frozenset(held), locale, solo)


def make_solo(db, locale=Locale.ZH):
    return make_actor(db, make_class(db, kind="solo", units=()), solo=True, locale=locale)


def make_proposal(title="六个月内只交一套材料", unit="办公室", origin=Origin.MEMBER, **changes):
    return Proposal(
        title=title,
        statement=changes.get("statement", "开一家餐馆，同样的材料要交三遍。"),
        kind=changes.get("kind", TopicKind.PROBLEM),
        origin=origin,
        owner=changes.get("owner", "林安"),
        owner_unit=unit,
        expected_units=changes.get("expected_units", ()),
    )


def make_topics(db, actor, count, units=("民生科", "办公室")):
    return [
        propose_topic(db, actor, make_proposal(f"题目{number}", units[number % len(units)]))
        for number in range(1, count + 1)
    ]


def make_key():
    return secrets.token_hex(16)


def put_ballots(db, window, contents):
    """Store ballots without people, as a paper batch or an example round has them."""
    for content in contents:
        key = ballots.ballot_key(window.id, make_key())
        db.add(BallotRow(window_id=window.id, key=key, content=content))
    db.flush()


def make_scores(topics, *values):
    """Return one ballot: for each topic the same score on every criterion, or a tuple of scores."""
    rows = [value if isinstance(value, tuple) else (value,) * len(CRITERIA) for value in values]
    return {topic: dict(zip(CRITERIA, row, strict=True)) for topic, row in zip(topics, rows, strict=True)}


def open_votes(db, room, topics=7):
    """Propose topics and open a vote on them; return their ids and the window."""
    made = make_topics(db, room.first, topics)
    window = ballots.open_window(db, room.facilitator, service.VOTES, service.vote_subject(db, room.id))
    return made, window


def revealed_round(db, room, contents, topics=3):
    """Propose topics and reveal a round of ratings; return their ids, and in the order of the window."""
    made = make_topics(db, room.first, topics)
    window = ballots.open_window(db, room.facilitator, service.RATINGS, service.rating_subject(db, room.id))
    order = list(window.subject["topics"])
    put_ballots(db, window, [{"scores": make_scores(order, *values)} for values in contents])
    ballots.reveal(db, room.facilitator, window.id)
    return made, order


def seen(room, activity, actor, params=None):
    """Return an activity's view for a person."""
    with room.store.read() as db:
        return activity.view(db, actor, params or {})


def did(room, activity, actor, **action):
    """Act in an activity as its page does, and return the reply."""
    return activity.act(room.store, actor, {}, make_key(), action)


def start(room, purpose, topics=3):
    """Propose topics and open a window on them; return its id."""
    with room.store.work() as db:
        make_topics(db, room.first, topics)
        return ballots.open_window(db, room.facilitator, purpose, PURPOSES[purpose].subject(db, room.id)).id


def run(room, verb, window):
    """Let the facilitator close, reveal or reopen a window."""
    with room.store.work() as db:
        verb(db, room.facilitator, window)


def worded(error):
    """Return what the person reads, in both languages; fails when a sentence or a value is missing."""
    return tuple(catalogue().explain(error, locale) for locale in Locale)


class CountedQueries:
    """Counts the statements an engine executes inside ``with``."""

    def __init__(self, store):
        self._engine = store.engine
        self.count = 0

    def __enter__(self):
        event.listen(self._engine, "before_cursor_execute", self._count)
        return self

    def __exit__(self, *_):
        event.remove(self._engine, "before_cursor_execute", self._count)

    def _count(self, *_):
        self.count += 1
