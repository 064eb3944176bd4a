"""Weights in a class and alone: who weighs, what is shown to whom, what is adopted and until when."""

import json
from types import SimpleNamespace

import pytest

from factories import CountedQueries, did, make_actor, make_key, make_solo, make_topics, run, seen, worded
from zhixing.actor import Role
from zhixing.classroom import ballots, paper
from zhixing.classroom.tables import ClassroomRow, PersonRow, WindowRow
from zhixing.decisions.tables import WorkingPaperRow
from zhixing.errors import ConflictError, InputError, RefusedError
from zhixing.topics.activities import PURPOSES, TopicPaper, WeighCriteria
from zhixing.topics.rules.weighing import Way
from zhixing.topics.service import rating_subject, weights
from zhixing.topics.service.session_exhibits import weighing
from zhixing.topics.service.setting import class_policy
from zhixing.topics.service.setting import weights as counted

WEIGH = WeighCriteria()
IDS = ("importance", "urgency", "cross-department")


def opened(room, way, everybody=False):
    did(room, WEIGH, room.facilitator, kind="open", way=way, everybody=everybody)
    with room.store.read() as db:
        return ballots.current_window(db, room.id, weights.PURPOSE[Way(way)]).id


def gave(room, actor, window, *points, key=None):
    given = dict(zip(IDS, points, strict=True))
    did(room, WEIGH, actor, kind="points", window=window, key=key or make_key(), points=given)


def compared(room, actor, window, pairs):
    did(room, WEIGH, actor, kind="pairs", window=window, key=make_key(), pairs=pairs)


def adopted(room, way, version=0):
    did(room, WEIGH, room.facilitator, kind="adopt", way=way, version=version)


def in_use(room):
    with room.store.read() as db:
        return tuple(round(share, 4) for share in counted(class_policy(db, room.id)).values())


def refusal(error, code, verb, *arguments, **named):
    with pytest.raises(error) as found:
        verb(*arguments, **named)
    assert found.value.code == code
    assert all(worded(found.value))


def test_at_first_all_criteria_count_the_same(room):
    view = seen(room, WEIGH, room.learners[0])
    assert view["force"]["way"] == "equal"
    assert list(view["force"]["shares"].values()) == [0.3333] * 3
    assert view["force"]["adopted"] is None
    assert view["results"] == {"points": None, "pairs": None}
    assert (view["forms"], view["panel"]) == ([], None)


def test_a_class_shares_out_points_and_the_facilitator_adopts_their_mean(room):
    window = opened(room, "points")
    for learner, given in zip(room.learners[:5], [50, 50, 50, 60, 40], strict=True):
        assert seen(room, WEIGH, learner)["forms"] == ["points"]
        gave(room, learner, window, given, 80 - given, 20)
    run(room, ballots.reveal, window)
    view = seen(room, WEIGH, room.learners[7])
    assert view["results"]["points"]["shares"] == dict(zip(IDS, (0.5, 0.3, 0.2), strict=True))
    assert view["results"]["points"]["spread"]["importance"] == [0.5, 0.5]
    assert in_use(room) == (0.3333, 0.3333, 0.3333), "revealed is not adopted"
    adopted(room, "points")
    assert in_use(room) == (0.5, 0.3, 0.2)
    force = seen(room, WEIGH, room.learners[7])["force"]
    assert (force["way"], force["raters"], force["version"]) == ("points", 5, 1)
    assert force["adopted"]
    adopted(room, "equal", 1)
    assert in_use(room) == (0.3333, 0.3333, 0.3333)


def test_the_record_says_which_facilitator_adopted_the_weights(room):
    adopted(room, "equal")
    with room.store.read() as db:
        record = db.get_one(WorkingPaperRow, (room.id, weights.RECORD))
        assert record.changed_by == room.facilitator.person
        assert record.content["way"] == "equal"


def test_experts_compare_and_learners_wait(room):
    with room.store.work() as db:
        second = make_actor(db, room.id, Role.EXPERT, name="专家二")
        make_actor(db, room.id, Role.EXPERT, name="专家三", joined=False)
    window = opened(room, "pairs")
    assert seen(room, WEIGH, room.expert)["forms"] == ["pairs"]
    learner = seen(room, WEIGH, room.learners[0])
    assert (learner["forms"], learner["window"]["purpose"]) == ([], "weight-pairs")
    pairs = {"importance": {"urgency": 2, "cross-department": 4}, "urgency": {"cross-department": 2}}
    compared(room, room.expert, window, pairs)
    for other in (room.learners[0], room.first, room.leader, room.facilitator):
        refusal(RefusedError, "classroom.error.not-allowed", compared, room, other, window, pairs)
    panel = seen(room, WEIGH, room.facilitator)["panel"]
    assert panel["experts"] == 3
    assert [(one["turnout"], one["everybody"]) for one in panel["windows"]] == [
        ({"voted": 1, "paper": 0, "present": 2}, False)
    ]
    compared(room, second, window, {"importance": {"urgency": 2}, "urgency": {"cross-department": 2}})
    run(room, ballots.reveal, window)
    for actor in (room.learners[0], room.leader):
        told = seen(room, WEIGH, actor)["results"]["pairs"]
        assert (told["shares"], told["hidden"], told["least"]) == (None, "few", 3)
    assert on_wall(room, "weight-pairs")["shares"] is None
    found = seen(room, WEIGH, room.facilitator)["results"]["pairs"]
    assert found["raters"] == 2
    assert found["shares"] == pytest.approx(dict(zip(IDS, (4 / 7, 2 / 7, 1 / 7), strict=True)), abs=1e-4)
    assert (found["cr"], found["spread"]) == (0.0, None)
    adopted(room, "pairs")
    assert in_use(room) == pytest.approx((4 / 7, 2 / 7, 1 / 7), abs=1e-4)
    assert seen(room, WEIGH, room.learners[0])["force"]["cr"] == 0.0


def on_wall(room, purpose):
    with room.store.read() as db:
        return weighing(db, room.id, SimpleNamespace(opens=purpose))


def test_three_experts_are_shown_to_everybody(room):
    with room.store.work() as db:
        others = [make_actor(db, room.id, Role.EXPERT, name=f"专家{n}") for n in range(2)]
    window = opened(room, "pairs")
    for actor in (room.expert, *others):
        compared(room, actor, window, {"importance": {"urgency": 2, "cross-department": 2}})
    run(room, ballots.reveal, window)
    found = seen(room, WEIGH, room.learners[0])["results"]["pairs"]
    assert found["shares"] == dict(zip(IDS, (0.5, 0.25, 0.25), strict=True))
    assert on_wall(room, "weight-pairs")["shares"] is not None


def test_the_points_of_four_are_not_told_and_not_adopted(room):
    window = opened(room, "points")
    for learner in room.learners[:4]:
        gave(room, learner, window, 97, 2, 1)
    run(room, ballots.reveal, window)
    for actor in (room.facilitator, room.learners[0]):
        found = seen(room, WEIGH, actor)["results"]["points"]
        assert (found["shares"], found["spread"], found["hidden"]) == (None, None, "few")
    assert on_wall(room, "weight-points")["shares"] is None
    refusal(RefusedError, "weights.error.too-few", adopted, room, "points")


def test_one_who_comes_after_the_reveal_is_not_told_by_the_difference(room):
    window = opened(room, "points")
    for learner in room.learners[:5]:
        gave(room, learner, window, 50, 30, 20)
    run(room, ballots.reveal, window)
    assert seen(room, WEIGH, room.facilitator)["results"]["points"]["shares"] is not None
    run(room, ballots.hide_result, window)
    run(room, ballots.reopen, window)
    gave(room, room.learners[5], window, 97, 2, 1)
    run(room, ballots.reveal, window)
    for actor in (room.facilitator, room.learners[0]):
        found = seen(room, WEIGH, actor)["results"]["points"]
        assert (found["raters"], found["shares"], found["spread"], found["hidden"]) == (6, None, None, "late")
    assert on_wall(room, "weight-points")["shares"] is None
    refusal(RefusedError, "weights.error.late", adopted, room, "points")


def test_the_facilitator_may_open_comparisons_for_everybody(room):
    window = opened(room, "pairs", everybody=True)
    pairs = {"importance": {"urgency": 3, "cross-department": 3}}
    for actor in (room.expert, room.learners[0], room.first):
        assert seen(room, WEIGH, actor)["forms"] == ["pairs"]
        compared(room, actor, window, pairs)
    refusal(RefusedError, "classroom.error.not-allowed", compared, room, room.leader, window, pairs)
    (told,) = seen(room, WEIGH, room.facilitator)["panel"]["windows"]
    assert told["everybody"] is True
    assert told["turnout"] == {"voted": 3, "paper": 0, "present": 13}


def test_a_class_without_experts_compares_by_itself(room):
    with room.store.work() as db:
        db.delete(db.get_one(PersonRow, room.expert.person))
    opened(room, "pairs")
    assert seen(room, WEIGH, room.learners[0])["forms"] == ["pairs"]


def test_a_run_sheet_opens_what_the_panel_opens(room):
    with room.store.read() as db:
        assert PURPOSES["weight-points"].subject(db, room.id) == {"criteria": list(IDS)}
        assert PURPOSES["weight-pairs"].subject(db, room.id) == {
            "criteria": list(IDS),
            "doors": ["compare-criteria"],
        }


def test_experts_do_not_vote_on_topics_and_leaders_do_not_weigh(room):
    window = opened(room, "points")
    for actor in (room.expert, room.leader, room.facilitator):
        refusal(RefusedError, "classroom.error.not-allowed", gave, room, actor, window, 50, 30, 20)


def test_somebody_sees_how_consistent_they_are_without_anything_being_stored(room):
    pairs = {"importance": {"urgency": 2, "cross-department": 1}, "urgency": {"cross-department": 3}}
    reading = did(room, WEIGH, room.expert, kind="examine", pairs=pairs)
    assert reading["cr"] > 0.1
    assert reading["random_index"] == 0.58
    assert len(reading["mends"]) == 3
    assert reading["shares"]["importance"] > reading["shares"]["cross-department"]
    with room.store.read() as db:
        assert ballots.current_window(db, room.id, "weight-pairs") is None


@pytest.mark.parametrize(
    ("points", "code"),
    [
        ((50, 30, 21), "points-over"),
        ((50, 30, -20), "point-negative"),
        (("half", 30, 20), "point-not-whole"),
        ((0, 0, 0), "points-under"),
    ],
)
def test_wrong_points_are_refused_and_nothing_is_stored(room, points, code):
    window = opened(room, "points")
    refusal(InputError, f"weights.error.{code}", gave, room, room.learners[0], window, *points)
    assert seen(room, WEIGH, room.facilitator)["turnout"]["voted"] == 0


@pytest.mark.parametrize(
    ("pairs", "code"),
    [
        ({"importance": {"urgency": 3}, "urgency": {"importance": 3}}, "pair-contradicts"),
        ({"importance": {"cost": 3}}, "other-criteria"),
        ({"importance": {"urgency": 12}}, "pair-range"),
        ({}, "pairs-empty"),
    ],
)
def test_wrong_comparisons_are_refused_before_and_when_they_are_cast(room, pairs, code):
    window = opened(room, "pairs")
    refusal(InputError, f"weights.error.{code}", compared, room, room.expert, window, pairs)
    refusal(InputError, f"weights.error.{code}", did, room, WEIGH, room.expert, kind="examine", pairs=pairs)


def test_before_the_reveal_nobody_sees_points_and_after_it_nobodys_own(room):
    window = opened(room, "points")
    for learner in room.learners[:6]:
        gave(room, learner, window, 97, 2, 1)
    for actor in (room.facilitator, room.learners[0], room.expert):
        view = seen(room, WEIGH, actor)
        assert view["results"]["points"] is None
        assert "0.97" not in json.dumps(view)
        assert ": 97" not in json.dumps(view)
        assert view["turnout"]["voted"] == (6 if actor is room.facilitator else 0)
    run(room, ballots.reveal, window)
    for actor in (room.facilitator, room.learners[0]):
        text = json.dumps(seen(room, WEIGH, actor), ensure_ascii=False)
        for person in (room.first, room.facilitator, room.expert, *room.learners):
            assert person.person not in text
        assert "学员" not in text
        assert "促进师" not in text


def test_one_ballot_is_nobodys_weights_but_its_own(room):
    window = opened(room, "points")
    gave(room, room.learners[0], window, 97, 2, 1)
    run(room, ballots.reveal, window)
    view = seen(room, WEIGH, room.facilitator)
    assert view["results"]["points"]["shares"] is None
    assert "0.97" not in json.dumps(view)
    refusal(RefusedError, "weights.error.too-few", adopted, room, "points")


def test_weights_are_adopted_only_once_revealed_linked_and_by_the_facilitator(room):
    refusal(RefusedError, "weights.error.not-revealed", adopted, room, "points")
    window = opened(room, "pairs", everybody=True)
    for actor in (room.expert, room.learners[0]):
        compared(room, actor, window, {"importance": {"urgency": 3}})
    refusal(RefusedError, "weights.error.not-revealed", adopted, room, "pairs")
    run(room, ballots.reveal, window)
    assert seen(room, WEIGH, room.leader)["results"]["pairs"]["linked"] is False
    refusal(RefusedError, "weights.error.not-linked", adopted, room, "pairs")
    for actor in (room.learners[0], room.leader, room.expert):
        refusal(
            RefusedError,
            "classroom.error.not-allowed",
            *(did, room, WEIGH, actor),
            kind="adopt",
            way="equal",
            version=0,
        )


def test_two_facilitators_do_not_overwrite_each_other(room):
    adopted(room, "equal")
    refusal(ConflictError, "decisions.error.changed-meanwhile", adopted, room, "equal")
    adopted(room, "equal", 1)


def test_once_ratings_have_been_opened_weights_stay(room):
    window = opened(room, "points")
    for learner in room.learners[:2]:
        gave(room, learner, window, 50, 30, 20)
    run(room, ballots.reveal, window)
    with room.store.work() as db:
        make_topics(db, room.first, 3)
        ballots.open_window(db, room.facilitator, "ratings", rating_subject(db, room.id))
    for way in ("points", "equal"):
        refusal(RefusedError, "weights.error.rated-already", adopted, room, way)
    refusal(RefusedError, "weights.error.rated-already", opened, room, "points")
    assert seen(room, WEIGH, room.facilitator)["panel"]["locked"] is True
    assert in_use(room) == (0.3333, 0.3333, 0.3333)


def test_weights_set_by_hand_are_said_to_be_so(room):
    with room.store.work() as db:
        db.get_one(ClassroomRow, room.id).policy = {"topic.weight.urgency": 3.0}
    assert seen(room, WEIGH, room.learners[0])["force"]["way"] is None


def test_points_on_paper_count_like_any_other(room):
    window = opened(room, "points")
    gave(room, room.learners[0], window, 50, 30, 20)
    forms = TopicPaper()
    with room.store.work() as db:
        row = db.get_one(WindowRow, window)
        form = forms.form(db, row)
        assert [criterion["id"] for criterion in form["criteria"]] == list(IDS)
        assert form["topics"] == []
        content = {"points": dict(zip(IDS, (30, 50, 20), strict=True))}
        paper.enter_batch(db, room.facilitator, window, "第 1 桌", [forms.check(db, row, content)] * 4)
        with pytest.raises(InputError) as wrong:
            forms.check(db, row, {"points": dict(zip(IDS, (30, 50, 21), strict=True))})
    assert wrong.value.code == "weights.error.points-over"
    run(room, ballots.reveal, window)
    found = seen(room, WEIGH, room.leader)["results"]["points"]
    assert (found["raters"], list(found["shares"].values())) == (5, [0.34, 0.46, 0.2])


def test_somebody_alone_weighs_both_ways_and_adopts(store):
    with store.work() as db:
        alone = make_solo(db)
    room = SimpleNamespace(store=store, id=alone.classroom, facilitator=alone)
    view = seen(room, WEIGH, alone)
    assert (view["forms"], view["window"]) == (["points", "pairs"], None)
    key = make_key()
    gave(room, alone, "", 60, 30, 10, key=key)
    gave(room, alone, "", 50, 30, 20, key=key)
    compared(room, alone, "", {"importance": {"urgency": 2, "cross-department": 2}})
    view = seen(room, WEIGH, alone)
    assert view["results"]["points"]["shares"] == dict(zip(IDS, (0.5, 0.3, 0.2), strict=True))
    assert view["results"]["pairs"]["shares"] == dict(zip(IDS, (0.5, 0.25, 0.25), strict=True))
    assert view["voted"] == ["points", "pairs"]
    adopted(room, "pairs")
    assert in_use(room) == (0.5, 0.25, 0.25)


def test_a_view_costs_the_same_number_of_queries_at_5_and_50_ballots(room):
    def cost():
        with CountedQueries(room.store) as queries:
            for actor in (room.facilitator, room.learners[0]):
                seen(room, WEIGH, actor)
        return queries.count

    def fill(window, count):
        with room.store.work() as db:
            people = [make_actor(db, room.id) for _ in range(count)]
        for person in people:
            gave(room, person, window, 50, 30, 20)

    window = opened(room, "points")
    fill(window, 5)
    small = cost()
    fill(window, 45)
    assert cost() == small
