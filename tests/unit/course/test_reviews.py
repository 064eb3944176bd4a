"""Items that come back: who enters the schedule, when they return, what a review tells and keeps."""

import json
import time
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import delete, select, update

from factories import CountedQueries, make_actor, make_class, make_key, worded
from zhixing.course.activities import ItemActivity
from zhixing.course.content import all_items
from zhixing.course.rules import Mark
from zhixing.course.service import (
    agenda,
    answer_item,
    answer_review,
    note_try,
    review_attempts,
    schedule,
)
from zhixing.course.service.schedule import day_began, day_ends, is_scheduled, rating_of
from zhixing.course.tables import AnswerRow, ReviewRow
from zhixing.errors import InputError, RefusedError

ITEM = "u03-c01"
RIGHT = next(option.id for option in all_items()[ITEM].options if option.correct)
WRONG, OTHER = [option.id for option in all_items()[ITEM].options if not option.correct][:2]
PAST, FUTURE = "2020-01-01T08:00:00+00:00", "2999-01-01T08:00:00+00:00"
REVIEW = {"review": "yes", "item": ITEM}
SINGLES = sorted(item.id for item in all_items().values() if item.kind == "single")


@pytest.fixture
def room(store):
    with store.work() as db:
        classroom = make_class(db)
        return SimpleNamespace(store=store, me=make_actor(db, classroom), other=make_actor(db, classroom))


def answered(room, option, item=ITEM, person=None):
    with room.store.work() as db:
        return answer_item(db, person or room.me, item, {"option": option})


def missed(room):
    answered(room, WRONG)
    answered(room, OTHER)


def reviewed(room, option, item=ITEM):
    with room.store.work() as db:
        return answer_review(db, room.me, item, {"option": option})


def row(room, item=ITEM):
    with room.store.read() as db:
        return db.get(ReviewRow, (room.me.person, item))


def move(room, due, item=ITEM):
    with room.store.work() as db:
        db.execute(update(ReviewRow).where(ReviewRow.item_id == item).values(due=due))


def today(room):
    with room.store.read() as db:
        return agenda(db, room.me)


def seen(room):
    with room.store.read() as db:
        return ItemActivity().view(db, room.me, REVIEW)


def days(kept):
    return (datetime.fromisoformat(kept.due) - datetime.fromisoformat(kept.changed)).days


@pytest.mark.parametrize(
    ("score", "correct", "attempt", "rating"),
    [
        (0.0, False, 1, "Again"),
        (0.4, False, 1, "Again"),
        (0.5, False, 1, "Hard"),
        (0.9, False, 2, "Hard"),
        (1.0, True, 2, "Hard"),
        (1.0, True, 1, "Good"),
        (0.8, True, 1, "Good"),
    ],
)
def test_a_rating_says_how_well_an_item_was_known(score, correct, attempt, rating):
    assert rating_of(Mark(score, correct), attempt).name == rating


def test_what_is_right_at_once_does_not_come_back(room):
    answered(room, RIGHT)
    assert row(room) is None
    assert today(room).waiting == 0


def test_what_is_missed_comes_back_tomorrow_and_only_to_whoever_missed_it(room):
    missed(room)
    assert days(row(room)) == 1
    assert row(room).due.endswith("+00:00")
    assert row(room).card["last_review"] == row(room).changed
    coming = today(room)
    assert (coming.due, coming.next, coming.waiting) == ((), row(room).due, 1)
    move(room, PAST)
    assert [item.id for item in today(room).due] == [ITEM]
    with room.store.read() as db:
        assert agenda(db, room.other).due == ()


def test_with_a_try_left_in_the_unit_nothing_comes_back_that_would_tell_the_key(room):
    answered(room, WRONG)
    move(room, PAST)
    assert today(room).due == ()
    with pytest.raises(RefusedError) as caught:
        reviewed(room, RIGHT)
    assert all(worded(caught.value))
    answered(room, OTHER)
    move(room, PAST)
    assert [item.id for item in today(room).due] == [ITEM]


def test_right_at_the_second_try_still_comes_back(room):
    answered(room, WRONG)
    answered(room, RIGHT)
    assert days(row(room)) == 1


def test_reflections_and_cases_never_come_back(room):
    for kind in (
        SimpleNamespace(is_marked=False, most_tries=None),
        SimpleNamespace(is_marked=True, most_tries=None),
    ):
        kind.id = "u03-x01"
        assert not is_scheduled(kind)
        with room.store.work() as db:
            note_try(db, room.me, kind, Mark(0, correct=False), 1)
    assert today(room).waiting == 0


def test_a_review_is_one_try_with_the_whole_feedback_afterwards(room):
    answered(room, WRONG)
    answered(room, OTHER)
    move(room, PAST)
    before = seen(room)
    assert (before["tries"], before["max_tries"], before["may_answer"], before["feedback"]) == (
        0,
        1,
        True,
        [],
    )
    assert "correct" not in json.dumps(before["item"])
    ItemActivity().act(room.store, room.me, REVIEW, make_key(), {"kind": "answer", "option": WRONG})
    after = seen(room)
    assert (after["tries"], after["correct"], after["may_answer"]) == (1, False, False)
    assert len(after["feedback"]) == len(all_items()[ITEM].options)
    with room.store.read() as db:
        kept = db.scalars(select(AnswerRow).order_by(AnswerRow.attempt)).all()
    assert [(each.attempt, each.round, each.answer) for each in kept] == [
        (1, 0, {"option": WRONG}),
        (2, 0, {"option": OTHER}),
        (3, 1, {"option": WRONG}),
    ]


def test_a_review_that_comes_round_again_begins_empty(room):
    missed(room)
    move(room, PAST)
    reviewed(room, RIGHT)
    assert seen(room)["correct"] is True
    move(room, PAST)
    assert seen(room)["correct"] is None
    reviewed(room, WRONG)
    with room.store.read() as db:
        assert db.scalars(select(AnswerRow.round).order_by(AnswerRow.attempt)).all() == [0, 0, 1, 2]


def test_intervals_grow_with_each_right_answer_and_shrink_after_a_lapse(room):
    missed(room)
    found = []
    for option in (RIGHT, RIGHT, RIGHT, RIGHT, WRONG, RIGHT):
        travel(room, days(row(room)))
        reviewed(room, option)
        found.append(days(row(room)))
    assert found[0] <= found[1] < found[2] < found[3]
    assert found[4] < found[3]
    assert all(each >= 1 for each in found)


def travel(room, passed):
    """Set a card back as if so many days had gone by since its last review; it is due now."""
    with room.store.work() as db:
        kept = db.get(ReviewRow, (room.me.person, ITEM))
        last = datetime.fromisoformat(kept.changed) - timedelta(days=passed)
        kept.card = {**kept.card, "last_review": last.isoformat()}
        kept.due = PAST


def test_the_same_answers_give_the_same_dates(room):
    cards = []
    for _ in range(2):
        with room.store.work() as db:
            db.execute(delete(ReviewRow))
            db.execute(delete(AnswerRow))
        answered(room, WRONG)
        cards.append(
            {key: value for key, value in row(room).card.items() if key not in ("due", "last_review")}
        )
    assert cards[0] == cards[1]


@pytest.mark.parametrize("due", [None, FUTURE])
def test_what_is_not_due_is_refused(room, due):
    if due:
        answered(room, WRONG)
        move(room, due)
    with room.store.work() as db:
        with pytest.raises(RefusedError) as caught:
            answer_review(db, room.me, ITEM, {"option": RIGHT})
        assert caught.value.code == "study.error.not-due"
        assert all(worded(caught.value))


def test_half_an_answer_moves_nothing(room):
    missed(room)
    move(room, PAST)
    with room.store.work() as db, pytest.raises(InputError):
        answer_review(db, room.me, ITEM, {})
    assert row(room).due == PAST


def test_an_item_that_left_the_course_is_passed_over(room):
    missed(room)
    with room.store.work() as db:
        card = dict(row(room).card)
        db.add(
            ReviewRow(
                person_id=room.me.person,
                item_id="u99-q01",
                classroom_id=room.me.classroom,
                card=card,
                due=PAST,
                changed=PAST,
            )
        )
    assert today(room).due == ()
    assert today(room).waiting == 1


def test_a_review_of_another_version_that_cannot_be_read_shows_nothing(room):
    missed(room)
    move(room, PAST)
    reviewed(room, RIGHT)
    with room.store.work() as db:
        db.execute(update(AnswerRow).where(AnswerRow.round == 1).values(answer={"option": "gone"}))
    with room.store.read() as db:
        assert review_attempts(db, room.me, all_items()[ITEM]).answered == ()


def test_a_day_holds_so_many_reviews_and_the_rest_waits(store):
    with store.work() as db:
        me = make_actor(db, make_class(db, policy={"review.per-day": 2}))
        for name in SINGLES[:3]:
            for wrong in [option.id for option in all_items()[name].options if not option.correct][:2]:
                answer_item(db, me, name, {"option": wrong})
        db.execute(update(ReviewRow).values(due=PAST))
    room = SimpleNamespace(store=store, me=me)
    assert (len(today(room).due), today(room).later, today(room).done) == (2, 1, 0)
    first = today(room).due[0]
    reviewed(room, first.options[0].id, first.id)
    assert (len(today(room).due), today(room).later, today(room).done) == (1, 1, 1)


@pytest.mark.parametrize("retention", [0, 0.9, 1, 5])
def test_whatever_a_class_sets_the_schedule_stands(store, retention):
    with store.work() as db:
        me = make_actor(db, make_class(db, policy={"review.retention": retention}))
        answer_item(db, me, ITEM, {"option": WRONG})
    assert days(row(SimpleNamespace(store=store, me=me))) >= 1


def test_a_higher_retention_brings_an_item_back_sooner(store):
    found = []
    for retention in (0.8, 0.95):
        with store.work() as db:
            me = make_actor(db, make_class(db, policy={"review.retention": retention}))
            for wrong in (WRONG, OTHER):
                answer_item(db, me, ITEM, {"option": wrong})
        room = SimpleNamespace(store=store, me=me)
        for _ in range(3):
            travel(room, days(row(room)))
            reviewed(room, RIGHT)
        found.append(days(row(room)))
    assert found[0] > found[1]


def test_the_agenda_costs_the_same_whatever_waits(room):
    def cost():
        with CountedQueries(room.store) as queries, room.store.read() as db:
            agenda(db, room.me)
        return queries.count

    none = cost()
    for name in SINGLES:
        wrong = next(option.id for option in all_items()[name].options if not option.correct)
        answered(room, wrong, name)
    assert cost() == none


def test_an_item_rewritten_after_its_tries_is_not_reviewed_while_a_try_is_open_again(room):
    missed(room)
    move(room, PAST)
    assert [item.id for item in today(room).due] == [ITEM]
    with room.store.work() as db:
        first = db.scalars(select(AnswerRow).where(AnswerRow.item_id == ITEM, AnswerRow.attempt == 1)).one()
        first.answer = {"option": "no-longer-there"}
    with room.store.read() as db:
        assert ItemActivity().view(db, room.me, {"item": ITEM})["may_answer"]
    assert today(room).due == ()
    with pytest.raises(RefusedError, match="not-due"):
        reviewed(room, RIGHT)


@pytest.fixture
def berlin(monkeypatch):
    """Have a server where clocks are changed in spring and autumn, and a day to be chosen."""
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()

    def noon(day):
        class Then(datetime):
            @classmethod
            def now(cls, zone=None):
                return datetime.fromisoformat(f"{day}T12:00:00+00:00").astimezone(zone)

        monkeypatch.setattr(schedule, "datetime", Then)

    yield noon
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("day", "began", "ends"),
    [
        ("2026-03-28", "2026-03-27T23:00", "2026-03-28T23:00"),
        ("2026-03-29", "2026-03-28T23:00", "2026-03-29T22:00"),
        ("2026-10-25", "2026-10-24T22:00", "2026-10-25T23:00"),
        ("2026-10-26", "2026-10-25T23:00", "2026-10-26T23:00"),
    ],
)
def test_a_day_goes_from_midnight_to_midnight_also_when_clocks_are_changed(berlin, day, began, ends):
    berlin(day)
    assert [day_began(), day_ends()] == [f"{began}:00+00:00", f"{ends}:00+00:00"]
