"""A grouping while it is worked on: moves, locks, duties, taking back; which groups there are."""

from types import SimpleNamespace

import pytest

from team_factory import make_draft
from zhixing.errors import InputError, MissingError, RefusedError
from zhixing.teams.rules.grouping import STEPS_KEPT, Draft, Found
from zhixing.teams.rules.grouping_effects import Standing, effects
from zhixing.teams.rules.grouping_slots import plan_slots, shared_out, usual_count
from zhixing.teams.rules.request import Rules, Slot

PEOPLE = [SimpleNamespace(person=f"p{n}") for n in range(6)]


@pytest.fixture
def draft():
    return make_draft(PEOPLE, groups=2)


def test_what_is_stored_reads_back_as_the_same(draft):
    full = draft.with_duty("p0", "leader").with_lock(["p1"], is_locked=True).moved([("p2", None)])
    full = full.solved(draft.places, Found("optimal", 3, 0.0, 0.2, "mark"))
    assert Draft.parse(full.json()) == full


def test_two_people_swap_in_one_move(draft):
    one, other = draft.slots
    swapped = draft.moved([("p0", other.key), ("p1", one.key)])
    assert swapped.places["p0"] == other.key
    assert swapped.places["p1"] == one.key
    assert swapped.undone().places == draft.places


def test_nobody_is_put_into_two_groups(draft):
    one, other = (slot.key for slot in draft.slots)
    with pytest.raises(InputError, match="two-groups"):
        draft.moved([("p0", one), ("p0", other)])


def test_a_group_that_is_not_there_takes_nobody(draft):
    with pytest.raises(MissingError, match="no-slot"):
        draft.moved([("p0", "elsewhere")])


def test_whoever_is_locked_stays_until_unlocked(draft):
    other = draft.slots[1].key
    locked = draft.with_lock(["p0"], is_locked=True)
    with pytest.raises(RefusedError, match=r"teams\.error\.locked"):
        locked.moved([("p0", other)])
    assert locked.with_lock(["p0"], is_locked=False).moved([("p0", other)]).places["p0"] == other


def test_nobody_is_locked_in_no_group(draft):
    out = draft.moved([("p0", None)])
    with pytest.raises(RefusedError, match="unplaced"):
        out.with_lock(["p0"], is_locked=True)


def test_a_leader_who_changes_groups_is_a_member_there_and_a_leader_again_when_that_is_undone(draft):
    led = draft.with_duty("p0", "leader")
    moved = led.moved([("p0", draft.slots[1].key)])
    assert moved.duty("p0") == "member"
    assert moved.undone().duty("p0") == "leader"


def test_a_duty_that_somebody_else_took_meanwhile_stays_theirs(draft):
    moved = draft.with_duty("p0", "leader").moved([("p0", draft.slots[1].key)])
    back = moved.with_duty("p2", "leader").undone()
    assert back.duty("p2") == "leader"
    assert back.duty("p0") == "member"


def test_a_group_has_one_leader_and_one_liaison(draft):
    led = draft.with_duty("p0", "leader").with_duty("p2", "leader").with_duty("p4", "liaison")
    assert led.duties == {"p2": "leader", "p4": "liaison"}
    assert led.with_duty("p2", "member").duties == {"p4": "liaison"}


def test_proposals_fill_only_what_people_left_open(draft):
    chosen = draft.with_duty("p2", "leader")
    proposed = chosen.with_duties({"p0": "leader", "p4": "liaison", "p1": "leader", "gone": "leader"})
    assert proposed.duties == {"p2": "leader", "p4": "liaison", "p1": "leader"}


def test_only_the_latest_moves_can_be_taken_back(draft):
    keys = [slot.key for slot in draft.slots]
    for n in range(STEPS_KEPT + 5):
        draft = draft.moved([("p0", keys[(n + 1) % 2])])
    for _ in range(STEPS_KEPT):
        draft = draft.undone()
    with pytest.raises(RefusedError, match="nothing-to-undo"):
        draft.undone()


def test_what_the_solver_found_can_be_taken_back_too(draft):
    found = dict.fromkeys(draft.places, draft.slots[0].key)
    solved = draft.solved(found, Found("optimal", 0, 0.0, 0.1, "mark"))
    assert solved.places == found
    assert not solved.found.is_moved
    assert solved.undone().places == draft.places
    assert solved.moved([("p0", None)]).found.is_moved


def test_under_fewer_groups_those_of_the_vanished_one_are_in_none(draft):
    first, gone = draft.slots
    kept = draft.with_duty("p1", "leader").with_lock(["p1"], is_locked=True).ruled(draft.rules, (first,))
    assert set(kept.places) == {"p0", "p2", "p4"}
    assert kept.duties == {}
    assert kept.locked == frozenset()
    assert gone.key not in kept.places.values()


def test_whoever_has_left_is_in_no_group_and_holds_nothing(draft):
    left = draft.with_duty("p0", "leader").with_lock(["p0"], is_locked=True).among(["p1", "p2"])
    assert list(left.places) == ["p1", "p2"]
    assert left.duties == {}
    assert left.locked == frozenset()


@pytest.mark.parametrize(
    ("count", "topics", "expected"),
    [(5, ["a", "b"], ["a", "a", "a", "b", "b"]), (2, ["a", "b", "c"], ["a", "b"]), (3, ["a"], ["a"] * 3)],
)
def test_sub_topics_are_shared_out_to_neighbouring_groups(count, topics, expected):
    assert shared_out(count, topics) == expected


def test_groups_of_other_groupings_keep_their_keys():
    keys = iter("xyz")
    known = [Slot("k1", 1, "a", "A"), Slot("k2", 2, "b", "B"), Slot("k3", 3, "a", "A")]
    made = plan_slots(4, [("a", "A"), ("b", "B")], known, lambda: next(keys))
    assert [(slot.key, slot.number, slot.sub_topic) for slot in made] == [
        ("k1", 1, "a"),
        ("k3", 2, "a"),
        ("k2", 3, "b"),
        ("x", 4, "b"),
    ]


def test_numbered_groups_get_their_sub_topics_once_there_are_some():
    known = [Slot("k1", 1), Slot("k2", 2, name="材料组"), Slot("k3", 3)]
    assert plan_slots(2, [], known, lambda: "new")[1] == known[1]
    made = plan_slots(3, [("a", "A"), ("b", "B")], known, lambda: "new")
    assert [(slot.key, slot.sub_topic) for slot in made] == [("k1", "a"), ("k2", "a"), ("k3", "b")]


def test_groups_without_sub_topics_are_only_numbered():
    keys = iter("xyz")
    assert plan_slots(2, [], [], lambda: next(keys)) == (Slot("x", 1), Slot("y", 2))


@pytest.mark.parametrize(
    ("people", "size", "topics", "expected"),
    [
        (40, (4, 8), 5, 7),
        (40, (6, 8), 4, 6),
        (12, (4, 8), 3, 3),
        (9, (4, 8), 4, 2),
        (0, (4, 8), 3, 3),
        (5, (4, 8), 0, 1),
    ],
)
def test_as_many_groups_to_begin_with_as_suit_the_size(people, size, topics, expected):
    assert usual_count(people, size, topics) == expected


def test_adopting_tells_beforehand_whom_it_touches(draft):
    other = draft.slots[1]
    standing = {
        "p0": Standing(other.key, has_task=True),
        "p1": Standing(other.key, has_task=False),
        "p9": Standing("old", has_task=True),
    }
    draft = draft.moved([("p5", None)]).with_duty("p0", "leader")
    told = effects(
        draft, [one.person for one in PEOPLE], {other.key: "二组", "old": "旧组"}, standing, (3, 8)
    )
    assert (told.new, told.kept, told.gone) == ((1,), (2,), ("旧组",))
    assert (told.moved, told.left, told.tasks_left) == (("p0",), ("p9",), ("p9",))
    assert told.unplaced == ("p5",)
    assert (told.no_leader, told.no_liaison) == ((2,), (1, 2))
    assert told.outside == (2,)


def test_the_usual_rules_take_the_size_of_the_class():
    assert make_draft(PEOPLE, size=(6, 8)).rules == Rules.usual((6, 8))
