"""The minute after a meeting: rated in confidence, lane by lane."""

import pytest
from sqlalchemy import select

from factories import CountedQueries, make_key, make_solo, seen, worded
from group_room import PLAN, another_meeting, make_group_room
from zhixing.classroom import ballots
from zhixing.classroom.activities import PaperBatch
from zhixing.classroom.rules import BallotMode, WindowState
from zhixing.classroom.tables import BallotRow, TurnoutRow, WindowRow
from zhixing.errors import ConflictError, InputError, MissingError, RefusedError
from zhixing.meetings.activities.meeting_rules import MeetingRules, RulesPaper
from zhixing.meetings.service import ratings
from zhixing.meetings.service.material import norms
from zhixing.meetings.service.meetings import new_meeting
from zhixing.topics.activities import TopicPaper

ALL_KEPT = {norm.id: "kept" for norm in norms()}
PAPER = PaperBatch(TopicPaper(), RulesPaper())


@pytest.fixture
def room(store):
    return make_group_room(store)


def at(group):
    return {"meeting": group.meeting, "lane": group.team}


def view(room, actor, group):
    return seen(room, MeetingRules(), actor, at(group))


def acts(room, actor, group, **action):
    return MeetingRules().act(room.store, actor, at(group), make_key(), action)


def opened(room, group):
    """Open the rating of a group's meeting and return its window."""
    acts(room, group.leader, group, kind="open")
    return view(room, group.leader, group)["window"]["id"]


def rates(room, actor, group, window, key=None, **marks):
    acts(room, actor, group, kind="rate", window=window, key=key or make_key(), marks={**ALL_KEPT, **marks})


def rated(room, group, given):
    """Let so many members rate, and show the result; each is what one gives besides keeping every rule."""
    window = opened(room, group)
    for actor, marks in zip(group.people, given, strict=False):
        rates(room, actor, group, window, **marks)
    acts(room, group.leader, group, kind="reveal", window=window)
    return window


def test_members_rate_in_confidence_and_the_leader_sees_only_how_many(room):
    window = opened(room, room.first)
    for actor in room.first.people[:3]:
        rates(room, actor, room.first, window, listen="broken")
    found = view(room, room.first.leader, room.first)
    assert found["turnout"] == {"voted": 3, "paper": 0, "present": 7}
    assert found["shown"] == []
    assert view(room, room.first.people[1], room.first)["turnout"] is None
    assert view(room, room.first.people[1], room.first)["rated"]
    assert not view(room, room.first.people[5], room.first)["rated"]
    with room.store.read() as db:
        row = db.get(WindowRow, window)
        assert row.mode == BallotMode.CONFIDENTIAL
        assert {each.person_id for each in db.scalars(select(BallotRow))} == {None}
        assert len(db.scalars(select(TurnoutRow)).all()) == 3


def test_the_window_is_the_lanes_own(room):
    first, second = opened(room, room.first), opened(room, room.second)
    with room.store.read() as db:
        purposes = {db.get(WindowRow, window).purpose for window in (first, second)}
    assert purposes == {f"rules-{room.first.team[:20]}", f"rules-{room.second.team[:20]}"}


def test_everybody_together_has_a_window_of_the_class(room):
    params = {"meeting": room.whole, "lane": ""}
    activity = MeetingRules()
    activity.act(room.store, room.facilitator, params, make_key(), {"kind": "open"})
    window = seen(room, activity, room.second.people[3], params)["window"]
    assert window["purpose"] == "rules-class"
    action = {"kind": "rate", "window": window["id"], "key": make_key(), "marks": ALL_KEPT}
    activity.act(room.store, room.second.people[3], params, make_key(), action)
    assert seen(room, activity, room.facilitator, params)["turnout"] == {
        "voted": 1,
        "paper": 0,
        "present": 14,
    }
    with pytest.raises(RefusedError):
        activity.act(
            room.store, room.first.leader, params, make_key(), {"kind": "close", "window": window["id"]}
        )


def test_a_shown_rating_says_median_number_and_what_to_watch_for(room):
    rated(room, room.first, [{"listen": "broken", "equal": "partly"}] * 3 + [{}] * 2)
    (found,) = view(room, room.first.people[6], room.first)["shown"]
    assert (found["count"], found["few"], found["watch"]) == (5, False, ["listen", "equal"])
    by_norm = {each["norm"]: each for each in found["tallies"]}
    assert by_norm["listen"] == {"norm": "listen", "count": 5, "median": "broken", "percent": 40}
    assert by_norm["equal"] == {"norm": "equal", "count": 5, "median": "partly", "percent": 70}
    assert by_norm["plan"] == {"norm": "plan", "count": 5, "median": "kept", "percent": 100}


def test_fewer_than_five_ratings_show_their_number_and_nothing_else(room):
    rated(room, room.first, [{"listen": "broken"}] * 4)
    (found,) = view(room, room.first.leader, room.first)["shown"]
    assert (found["count"], found["few"], found["watch"]) == (4, True, [])
    assert {(each["median"], each["percent"]) for each in found["tallies"]} == {(None, None)}


def test_nothing_is_shown_before_the_reveal_to_anybody(room):
    window = opened(room, room.first)
    for actor in room.first.people:
        rates(room, actor, room.first, window, listen="broken")
    acts(room, room.first.leader, room.first, kind="close", window=window)
    for actor in (room.first.leader, room.first.people[1], room.facilitator):
        assert view(room, actor, room.first)["shown"] == []


def test_the_trend_goes_through_the_groups_meetings_by_date(room):
    room.first.meeting = another_meeting(room, room.first, "七月", "2026-07-10")
    rated(room, room.first, [{"open": "partly"}] * 5)
    room.first.meeting = another_meeting(room, room.first, "六月", "2026-06-10")
    rated(room, room.first, [{}] * 6)
    room.first.meeting = another_meeting(room, room.first, "八月", "2026-08-10")
    rated(room, room.first, [{}] * 2)
    shown = view(room, room.first.leader, room.first)["shown"]
    assert [(each["title"], each["count"], each["few"]) for each in shown] == [
        ("六月", 6, False),
        ("七月", 5, False),
        ("八月", 2, True),
    ]
    openness = [tally["percent"] for each in shown for tally in each["tallies"] if tally["norm"] == "open"]
    assert openness == [100, 50, None]
    assert view(room, room.second.leader, room.second)["shown"] == []


def test_views_take_the_same_queries_however_many_meetings_were_rated(room):
    rated(room, room.first, [{}] * 5)
    with CountedQueries(room.store) as one:
        view(room, room.first.leader, room.first)
    for month in range(7, 12):
        room.first.meeting = another_meeting(room, room.first, str(month), f"2026-{month:02d}-10")
        rated(room, room.first, [{}] * 5)
    with CountedQueries(room.store) as many:
        view(room, room.first.leader, room.first)
    assert many.count == one.count


def test_a_rating_may_be_changed_until_it_closes_and_not_after(room):
    window, key = opened(room, room.first), make_key()
    one = room.first.people[1]
    rates(room, one, room.first, window, key, listen="broken")
    rates(room, one, room.first, window, key)
    with room.store.read() as db:
        assert [each["marks"]["listen"] for each in ballots.contents(db, window)] == ["kept"]
    acts(room, room.first.leader, room.first, kind="close", window=window)
    with pytest.raises(RefusedError, match="window-closed"):
        rates(room, one, room.first, window, key)


def test_a_second_ballot_of_the_same_person_is_refused(room):
    window = opened(room, room.first)
    rates(room, room.first.people[1], room.first, window)
    with pytest.raises(RefusedError, match="voted-elsewhere"):
        rates(room, room.first.people[1], room.first, window)


def test_a_rating_closed_too_early_opens_again_and_keeps_what_is_in(room):
    window = opened(room, room.first)
    rates(room, room.first.people[1], room.first, window)
    acts(room, room.first.leader, room.first, kind="close", window=window)
    acts(room, room.first.leader, room.first, kind="reopen", window=window)
    rates(room, room.first.people[2], room.first, window)
    assert view(room, room.first.leader, room.first)["turnout"]["voted"] == 2


def test_what_was_shown_does_not_open_again(room):
    window = rated(room, room.first, [{}] * 5)
    with pytest.raises(RefusedError) as refusal:
        acts(room, room.first.leader, room.first, kind="reopen", window=window)
    assert refusal.value.code == "rules.error.shown"
    assert all(worded(refusal.value))


@pytest.mark.parametrize("kind", ["open", "close", "reopen", "reveal"])
@pytest.mark.parametrize("who", ["member", "other-leader", "office"])
def test_only_who_leads_the_lane_opens_closes_and_shows(room, kind, who):
    actor = {"member": room.first.people[1], "other-leader": room.second.leader, "office": room.office}[who]
    window = opened(room, room.first) if kind != "open" else None
    verb = getattr(ratings, f"{kind}_rating")
    about = (window,) if window is not None else (room.first.meeting, room.first.team)
    with room.store.work() as db, pytest.raises(RefusedError) as refusal:
        verb(db, actor, *about)
    assert all(worded(refusal.value))
    with room.store.read() as db:
        state = None if window is None else db.get(WindowRow, window).state
        assert state in {None, WindowState.OPEN}


@pytest.mark.parametrize("who", ["other", "facilitator"])
def test_only_members_of_the_lane_rate(room, who):
    actor = {"other": room.second.people[1], "facilitator": room.facilitator}[who]
    window = opened(room, room.first)
    with pytest.raises(RefusedError) as refusal:
        rates(room, actor, room.first, window)
    assert all(worded(refusal.value))
    if who == "facilitator":
        assert not view(room, actor, room.first)["may_rate"]


def test_another_groups_window_takes_nothing_under_ones_own_meeting(room):
    opened(room, room.first)
    theirs = opened(room, room.second)
    with pytest.raises(RefusedError) as refusal:
        rates(room, room.first.people[1], room.first, theirs)
    assert refusal.value.code == "rules.error.no-rating"
    assert all(worded(refusal.value))


def test_a_meeting_is_rated_once_and_one_meeting_after_the_other(room):
    window = opened(room, room.first)
    with pytest.raises(ConflictError) as twice:
        acts(room, room.first.leader, room.first, kind="open")
    assert twice.value.code == "rules.error.rated-before"
    before, room.first.meeting = room.first.meeting, another_meeting(room, room.first, "七月", "2026-07-10")
    with pytest.raises(ConflictError) as elsewhere:
        acts(room, room.first.leader, room.first, kind="open")
    assert "六月研讨会" in worded(elsewhere.value)[0]
    room.first.meeting = before
    acts(room, room.first.leader, room.first, kind="reveal", window=window)
    room.first.meeting = another_meeting(room, room.first, "八月", "2026-08-10")
    assert opened(room, room.first) != window


def test_a_rating_with_a_gap_is_refused_and_names_the_rule(room):
    window = opened(room, room.first)
    marks = {name: "kept" for name in ALL_KEPT if name != "open"}
    action = {"kind": "rate", "window": window, "key": make_key(), "marks": marks}
    with pytest.raises(InputError) as refusal:
        acts(room, room.first.people[1], room.first, **action)
    assert "开放" in worded(refusal.value)[0]


def test_a_window_of_another_kind_is_no_rating(room):
    with room.store.work() as db:
        other = ballots.open_window(db, room.facilitator, "votes", {"topics": []}).id
    with pytest.raises(RefusedError, match="no-rating"):
        acts(room, room.first.leader, room.first, kind="close", window=other)


def test_without_a_meeting_the_rules_are_there_to_read(room):
    with room.store.work() as db:
        alone = make_solo(db)
    found = MeetingRules()
    with room.store.read() as db:
        shown = found.view(db, alone, {})
    assert shown["meeting"] is None
    assert len(shown["norms"]) == 10
    with pytest.raises(MissingError) as refusal:
        found.act(room.store, alone, {}, make_key(), {"kind": "pledge"})
    assert all(worded(refusal.value))


def test_somebody_alone_rates_without_a_window_and_sees_it_at_once(store):
    with store.work() as db:
        alone = make_solo(db)
        row = new_meeting(db, alone, None, "group-seminar", title="研讨", plan=PLAN).id
    activity, params = MeetingRules(), {"meeting": row}
    with store.read() as db:
        assert activity.view(db, alone, params)["may_rate"]
    action = {"kind": "rate", "window": "", "key": make_key(), "marks": {**ALL_KEPT, "open": "broken"}}
    activity.act(store, alone, params, make_key(), action)
    with store.read() as db:
        (found,) = activity.view(db, alone, params)["shown"]
    assert (found["few"], found["watch"]) == (False, ["open"])


def sheet(**marks):
    return {"marks": {**ALL_KEPT, **marks}}


def enter(room, window, ballots_in, label="第1组，6张", **more):
    action = {"kind": "enter", "window": window, "label": label, "ballots": ballots_in, **more}
    return PAPER.act(room.store, room.facilitator, {}, make_key(), action)


def test_paper_counts_like_any_other_rating(room):
    window = opened(room, room.first)
    rates(room, room.first.people[1], room.first, window, listen="broken")
    form = seen(room, PAPER, room.facilitator)
    assert (form["window"]["id"], form["expected"], form["takes_more"]) == (window, 7, False)
    assert [each["value"] for each in form["levels"]] == ["kept", "partly", "broken"]
    assert form["name"]["zh"] == "第1组：六月研讨会"
    assert len(form["criteria"]) == 10
    enter(room, window, [sheet(listen="broken")] * 4 + [{"marks": {"plan": "kept"}}])
    acts(room, room.first.leader, room.first, kind="reveal", window=window)
    (found,) = view(room, room.first.leader, room.first)["shown"]
    by_norm = {each["norm"]: each for each in found["tallies"]}
    assert by_norm["listen"] == {"norm": "listen", "count": 5, "median": "broken", "percent": 0}
    assert by_norm["plan"]["count"] == 6


def test_more_sheets_than_the_group_has_people_are_refused(room):
    window = opened(room, room.first)
    with pytest.raises(InputError) as refusal:
        enter(room, window, [sheet()] * 8, confirmed=True)
    assert refusal.value.code == "classroom.error.more-than-class"
    assert "7" in worded(refusal.value)[0]


@pytest.mark.parametrize("bad", [{}, {"marks": {}}, {"marks": {"plan": "good"}}, {"scores": {}}])
def test_a_bad_sheet_is_refused_and_nothing_is_stored(room, bad):
    window = opened(room, room.first)
    with pytest.raises(InputError) as refusal:
        enter(room, window, [sheet(), bad])
    assert all(worded(refusal.value))
    with room.store.read() as db:
        assert ballots.contents(db, window) == []


def test_several_groups_are_chosen_from_by_name(room):
    first, second = opened(room, room.first), opened(room, room.second)
    form = seen(room, PAPER, room.facilitator)
    assert form["window"] is None
    assert {each["id"]: each["name"]["zh"] for each in form["choices"]} == {
        first: "第1组：六月研讨会",
        second: "第2组：六月研讨会",
    }
    chosen = seen(room, PAPER, room.facilitator, {"window": second})
    assert (chosen["window"]["id"], chosen["choices"]) == (second, [])
    with pytest.raises(RefusedError):
        seen(room, PAPER, room.first.leader, {"window": second})


def test_a_window_that_has_no_paper_form_is_not_entered(room):
    with room.store.work() as db:
        other = ballots.open_window(db, room.facilitator, "lines", {}).id
    with pytest.raises(MissingError) as refusal:
        enter(room, other, [sheet()])
    assert all(worded(refusal.value))


@pytest.mark.parametrize(
    ("prepare", "phase"),
    [("planned", "before"), ("running", "during"), ("ended", "after"), ("confirmed", "after")],
)
def test_the_page_begins_with_what_is_due(room, prepare, phase):
    from zhixing.meetings.tables import MeetingRow

    with room.store.work() as db:
        db.get(MeetingRow, room.first.meeting).state = prepare
    assert view(room, room.first.leader, room.first)["phase"] == phase


def test_an_open_rating_is_due_whatever_the_meeting_says(room):
    opened(room, room.first)
    assert view(room, room.first.people[1], room.first)["phase"] == "after"
