"""Rating like an expert: the score by distance, what is told after which try, and the key that stays here."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import worded
from zhixing.course.content import all_items
from zhixing.course.kinds.rate import FAR, MASTERED, RateItem, part
from zhixing.course.rules import Attempts
from zhixing.errors import InputError

ITEMS = [item for item in all_items().values() if isinstance(item, RateItem)]
TOPICS = [item for item in ITEMS if item.id.startswith("u03-")]
ITEM = TOPICS[0]


def perfect(item=ITEM):
    return {expert.scale.id: expert.level for expert in item.experts}


def answers(item=ITEM):
    levels = {
        expert.scale.id: st.sampled_from([level.id for level in expert.scale.levels])
        for expert in item.experts
    }
    return st.fixed_dictionaries(levels)


def moved(answer, criterion, by, item=ITEM):
    """Return an answer some levels further up on one criterion, or None where the scale ends."""
    scale = next(expert.scale for expert in item.experts if expert.scale.id == criterion)
    place = scale.place(answer[criterion]) + by
    return {**answer, criterion: scale.levels[place].id} if 0 <= place < len(scale.levels) else None


def test_there_are_at_least_five_sample_topics_of_six_criteria_in_two_stages():
    assert len(TOPICS) >= 5
    for item in TOPICS:
        stages = [expert.scale.stage for expert in item.experts]
        assert stages == ["condition"] * 3 + ["rating"] * 3
        assert len(item.facts) >= 3
        assert item.set == "u03-samples"


def test_the_expert_uses_the_whole_of_every_condition_and_most_of_the_marks():
    given = {}
    for item in TOPICS:
        for expert in item.experts:
            given.setdefault(expert.scale.stage, set()).add(expert.level)
    assert given["condition"] == {"suitable", "revise", "unsuitable"}
    assert given["rating"] == {2, 3, 4, 5}


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_whoever_may_be_far_off_gets_a_remark_on_this_topic(item):
    for expert in item.experts:
        place = expert.scale.place(expert.level)
        farthest = max(place, len(expert.scale.levels) - 1 - place)
        assert (expert.remark is not None) == (farthest >= FAR), expert.scale.id


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_a_perfect_rating_scores_one(item):
    mark = item.mark(perfect(item))
    assert (mark.score, mark.correct) == (1.0, True)
    assert set(item.off(perfect(item)).values()) == {0}


@given(answers())
def test_a_score_lies_between_0_and_1_and_is_1_for_the_experts_own_levels_only(answer):
    mark = ITEM.mark(answer)
    assert 0 <= mark.score <= 1
    assert (mark.score == 1) == (answer == perfect())
    assert mark.correct == (mark.score >= MASTERED)


@given(st.integers(-10, 10))
def test_distance_counts_alike_to_either_side(distance):
    assert part(distance) == part(-distance)


@given(st.integers(0, 10))
def test_further_away_never_gives_more(distance):
    assert part(distance + 1) <= part(distance) <= 1


@given(answers(), st.sampled_from(list(perfect())), st.sampled_from([-1, 1]))
def test_one_step_towards_the_expert_never_lowers_the_score(answer, criterion, by):
    closer = moved(answer, criterion, by)
    if closer is None or abs(ITEM.off(closer)[criterion]) > abs(ITEM.off(answer)[criterion]):
        return
    assert ITEM.mark(closer).score >= ITEM.mark(answer).score


@given(answers())
def test_what_is_stored_is_read_again(answer):
    stored = json.loads(json.dumps(ITEM.stored(answer)))
    assert ITEM.read(stored) == answer


def test_before_the_commit_nothing_is_told():
    assert Attempts(ITEM, ()).feedback() == []
    assert not {"expert", "level", "why", "remark"} & set(ITEM.asked())


def far_off():
    """Return an answer that is the expert's on the first criterion, and as far away as can be elsewhere."""
    answer = perfect()
    for expert in ITEM.experts[1:]:
        levels = expert.scale.levels
        place = expert.scale.place(expert.level)
        answer[expert.scale.id] = levels[0 if place > len(levels) - 1 - place else -1].id
    return answer


def test_after_a_first_try_the_key_is_told_only_where_it_was_met():
    tried = Attempts(ITEM, (far_off(),))
    assert not tried.is_over
    met, *others = tried.feedback()
    assert (met["distance"], met["expert"]) == (0, ITEM.experts[0].level)
    assert met["why"] == ITEM.experts[0].why.json()
    for told, expert in zip(others, ITEM.experts[1:], strict=True):
        assert told["distance"] > 0
        assert (told["expert"], told["why"]) == (None, None)
        assert told["far"] == (told["distance"] >= FAR)
        assert (told["remark"] is not None) == (told["far"] and expert.remark is not None)
    said = json.dumps(others, ensure_ascii=False)
    assert all(expert.why.zh not in said and expert.why.en not in said for expert in ITEM.experts)


@pytest.mark.parametrize("tries", [(far_off(), far_off()), (perfect(),), (far_off(), perfect())])
def test_once_it_is_over_everything_is_told(tries):
    tried = Attempts(ITEM, tries)
    assert tried.is_over
    assert [told["expert"] for told in tried.feedback()] == [expert.level for expert in ITEM.experts]
    assert all(told["why"] for told in tried.feedback())


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"urgency": None}, "level-missing"),
        ({"urgency": 0}, "level-unknown"),
        ({"urgency": 6}, "level-unknown"),
        ({"urgency": "3"}, "level-unknown"),
        ({"urgency": True}, "level-unknown"),
        ({"urgency": 3.0}, "level-unknown"),
        ({"urgency": [3]}, "level-unknown"),
        ({"feasibility": 2}, "level-unknown"),
        ({"feasibility": "maybe"}, "level-unknown"),
        ({"beauty": 3}, "not-asked"),
    ],
)
def test_a_rating_off_the_scale_or_without_a_criterion_is_refused(change, code):
    with pytest.raises(InputError) as caught:
        ITEM.read({"levels": {**perfect(), **change}})
    assert caught.value.code == f"course.error.{code}"
    assert all(worded(caught.value))


@pytest.mark.parametrize("raw", [{}, {"levels": []}, {"option": "a"}, {"levels": {}, "more": 1}])
def test_what_is_no_rating_at_all_is_refused(raw):
    with pytest.raises(InputError) as caught:
        ITEM.read(raw)
    assert all(worded(caught.value))


def test_a_class_is_counted_by_level():
    counted = ITEM.tally([perfect(), perfect(), far_off()])
    assert sum(counted["urgency"].values()) == 3
    assert counted["urgency"][str(perfect()["urgency"])] == 2
    assert list(counted["urgency"]) == ["1", "2", "3", "4", "5"]
