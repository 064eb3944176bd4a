"""The coach's log: who writes and reads it, and that it names nobody."""

import pytest

from factories import CountedQueries, make_key, seen, worded
from group_room import make_group_room
from zhixing.errors import InputError, MissingError, RefusedError
from zhixing.meetings.activities.coach import Coach
from zhixing.meetings.service import coach as service
from zhixing.meetings.service.way import stand_at
from zhixing.meetings.tables import TapRow
from zhixing.records import new_id
from zhixing.records.clock import utc_now


@pytest.fixture
def room(store):
    return make_group_room(store)


def view(room, actor, meeting=None):
    return seen(room, Coach(), actor, {"meeting": meeting or room.first.meeting})


def acts(room, actor, **action):
    return Coach().act(room.store, actor, {}, make_key(), action)


def logs(room, actor=None, group=None, **changes):
    group = group or room.first
    asked = {"end": "clarify", "moment": "silence", "question": "还缺哪一个事实？"}
    about = {"meeting": group.meeting, "lane": group.team, **asked, **changes}
    return acts(room, actor or room.facilitator, kind="log", **about)["entry"]


def lane(room, group):
    shown = view(room, room.facilitator, group.meeting)["meeting"]["lanes"]
    return next(each for each in shown if each["id"] == group.team)


def test_one_tap_logs_time_end_and_moment_and_the_effect_follows(room):
    entry = logs(room)
    (found,) = lane(room, room.first)["entries"]
    assert found["noted"][:10] == utc_now()[:10]
    assert (found["end"], found["moments"], found["question"]) == ("clarify", ["silence"], "还缺哪一个事实？")
    assert (found["effect"], found["remark"]) == ("", "")
    acts(room, room.facilitator, kind="effect", entry=entry, effect="quiet", remark="停了半分钟，换人开口")
    (found,) = lane(room, room.first)["entries"]
    assert (found["effect"], found["remark"]) == ("quiet", "停了半分钟，换人开口")


@pytest.mark.parametrize(
    ("moment", "moments"),
    [("", ["reframe"]), ("silence", ["silence", "reframe"]), ("goals", ["goals"])],
)
def test_the_step_at_which_the_group_is_goes_with_it(room, moment, moments):
    with room.store.work() as db:
        stand_at(db, room.first.leader, room.first.team, "reframe")
    logs(room, moment=moment)
    assert lane(room, room.first)["entries"][0]["moments"] == moments


def test_interruptions_are_counted_by_end_in_each_group(room):
    for end in ("clarify", "clarify", "apply"):
        logs(room, end=end)
    logs(room, group=room.second, end="act")
    assert lane(room, room.first)["counts"] == {"clarify": 2, "act": 0, "apply": 1}
    assert lane(room, room.second)["counts"] == {"clarify": 0, "act": 1, "apply": 0}


def test_nothing_in_the_view_says_who_coached(room):
    logs(room)
    shown = str(view(room, room.facilitator))
    assert room.facilitator.person not in shown
    assert "促进师甲" not in shown


@pytest.mark.parametrize("who", ["leader", "member", "office"])
def test_only_coaches_see_and_write_the_log(room, who):
    actor = {"leader": room.first.leader, "member": room.first.people[1], "office": room.office}[who]
    entry = logs(room)
    with pytest.raises(RefusedError):
        view(room, actor)
    for verb in (
        lambda: logs(room, actor),
        lambda: acts(room, actor, kind="effect", entry=entry, effect="quiet"),
        lambda: acts(room, actor, kind="take-back", entry=entry),
    ):
        with pytest.raises(RefusedError) as refusal:
            verb()
        assert all(worded(refusal.value))
    assert len(lane(room, room.first)["entries"]) == 1


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"end": "praise"}, "no-end"),
        ({"end": ""}, "no-end"),
        ({"moment": "nowhere"}, "no-end"),
        ({"question": "  "}, "no-question"),
        ({"question": "问" * 201}, "too-long"),
        ({"question": "组员1之3为什么不说话？"}, "names-somebody"),
    ],
)
def test_what_cannot_be_logged_gets_a_sentence(room, changes, code):
    with pytest.raises(InputError) as refusal:
        logs(room, **changes)
    assert refusal.value.code == f"steps.error.{code}"
    assert all(worded(refusal.value))
    assert lane(room, room.first)["entries"] == []


@pytest.mark.parametrize(
    ("effect", "remark", "code"),
    [
        ("applause", "", "no-effect"),
        ("quiet", "长" * 301, "too-long"),
        ("quiet", "组长第1先开了口", "names-somebody"),
    ],
)
def test_an_effect_that_cannot_be_taken_gets_a_sentence(room, effect, remark, code):
    entry = logs(room)
    with pytest.raises(InputError) as refusal:
        acts(room, room.facilitator, kind="effect", entry=entry, effect=effect, remark=remark)
    assert refusal.value.code == f"steps.error.{code}"
    assert all(worded(refusal.value))
    assert lane(room, room.first)["entries"][0]["effect"] == ""


def test_an_entry_logged_by_mistake_is_taken_back(room):
    entry = logs(room)
    acts(room, room.facilitator, kind="take-back", entry=entry)
    assert lane(room, room.first)["entries"] == []
    with pytest.raises(MissingError) as refusal:
        acts(room, room.facilitator, kind="effect", entry=entry, effect="quiet")
    assert all(worded(refusal.value))


def test_a_group_that_is_not_in_the_meeting_is_said(room):
    with pytest.raises(MissingError) as refusal:
        logs(room, lane=room.second.team)
    assert all(worded(refusal.value))


def test_the_tables_taps_stand_beside_the_log(room):
    with room.store.work() as db:
        for kind in ("asked", "asked", "asked", "stated"):
            db.add(
                TapRow(
                    id=new_id(),
                    meeting_id=room.first.meeting,
                    lane=room.first.team,
                    classroom_id=room.id,
                    kind=kind,
                    tapped=utc_now(),
                )
            )
    found = lane(room, room.first)
    assert (found["asked"], found["stated"], found["percent"]) == (3, 1, 75)
    assert lane(room, room.second)["percent"] is None


def test_a_class_meeting_has_every_group_and_everybody_together(room):
    names = [each["name"] for each in view(room, room.facilitator, room.whole)["meeting"]["lanes"]]
    assert names == ["", "第1组", "第2组"]


def test_without_a_meeting_the_questions_are_there(room):
    from zhixing.meetings.tables import MeetingRow

    with room.store.work() as db:
        for row in db.query(MeetingRow).all():
            db.delete(row)
    found = seen(room, Coach(), room.facilitator)
    assert found["meeting"] is None
    assert len(found["questions"]) >= 60


def test_a_view_takes_the_same_queries_however_many_entries_and_groups(room):
    with CountedQueries(room.store) as few:
        view(room, room.facilitator, room.whole)
    for group in (room.first, room.second):
        for _ in range(5):
            with room.store.work() as db:
                service.log_interruption(
                    db, room.facilitator, room.whole, group.team, end="act", moment="", question="谁来做？"
                )
    with CountedQueries(room.store) as many:
        view(room, room.facilitator, room.whole)
    assert many.count == few.count
