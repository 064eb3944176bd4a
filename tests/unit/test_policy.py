import dataclasses

import pytest

from zhixing.actor import Locale
from zhixing.errors import InputError
from zhixing.policy import policy
from zhixing.text import Text, catalogue


@pytest.mark.parametrize(
    ("key", "value", "checklist"),
    [
        ("flow.steps", 6, "N01"),
        ("topic.kinds", 3, "N02"),
        ("topic.criteria", 6, "N03"),
        ("topic.window-months", (4, 8), "N04"),
        ("topic.setting-steps", 5, "N05"),
        ("topic.scheme-parts", 4, "N06"),
        ("topic.sub-topics", (3, 5), "N07"),
        ("group.size", (4, 8), "N08"),
        ("topic.per-unit", (1, 2), "N10"),
        ("topic.at-once", 1, "S1-108"),
        ("learning.ideas", 4, "N28"),
        ("learning.mechanisms", 5, "N29"),
        ("learning.study-systems", 4, "N30"),
        ("learning.unit-types", 7, "N31"),
        ("learning.indicator-requirements", 5, "N32"),
        ("learning.measures", 6, "N33"),
        ("learning.leader-roles", 3, "N34"),
    ],
)
def test_a_default_is_what_the_checklist_says(key, value, checklist):
    assert policy().rule(key).value == value
    assert checklist in policy().rule(key).ids


def test_the_sources_disagreement_on_group_size_stays_a_choice():
    rule = policy().rule("group.size")
    assert "D1" in rule.ids
    assert [(choice.value, choice.ids) for choice in rule.choices] == [((6, 8), ("N09", "D1"))]


def test_the_criteria_split_into_conditions_and_ratings():
    values = policy()
    parts = values.int("topic.conditions") + values.int("topic.rating-criteria")
    assert parts == values.int("topic.criteria")


def test_every_label_is_complete_in_both_languages():
    rules = policy().rules
    assert len(rules) > 20
    for rule in rules.values():
        for entry in (rule, *rule.choices):
            assert Text.parse(entry.label)


def test_typed_access():
    assert policy().int("topic.votes-each") == 3
    assert policy().span("topic.window-months") == (4, 8)
    assert policy().float("result.close-call") == pytest.approx(0.15)
    assert isinstance(policy().float("topic.votes-each"), float)
    assert policy().word("topic.weighing") == "equal"


@pytest.mark.parametrize(
    ("reader", "key"),
    [
        ("int", "group.size"),
        ("int", "result.close-call"),
        ("span", "topic.criteria"),
        ("float", "group.size"),
        ("float", "topic.weighing"),
        ("word", "topic.criteria"),
    ],
)
def test_reading_a_value_as_another_kind_is_a_programming_error(reader, key):
    with pytest.raises(TypeError, match=key):
        getattr(policy(), reader)(key)


def test_a_class_overrides_values_without_touching_the_defaults():
    own = policy().with_values({"group.size": [6, 8], "topic.votes-each": 2, "result.close-call": 0})
    assert own.span("group.size") == (6, 8)
    assert own.int("topic.votes-each") == 2
    assert own.float("result.close-call") == 0
    assert own.rule("group.size").label == policy().rule("group.size").label
    assert policy().span("group.size") == (4, 8)
    assert own.with_values({"topic.votes-each": 4}).span("group.size") == (6, 8)
    assert own.with_values({"topic.weighing": "pairs"}).word("topic.weighing") == "pairs"


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"topic.votes": 3}, "unknown-key"),
        ({"topic": 3}, "unknown-key"),
        ({"topic.votes-each": "3"}, "not-a-number"),
        ({"topic.votes-each": True}, "not-a-number"),
        ({"result.close-call": float("nan")}, "not-a-number"),
        ({"topic.votes-each": 2.5}, "not-whole"),
        ({"topic.votes-each": -1}, "negative"),
        ({"group.size": 4}, "not-a-span"),
        ({"group.size": [4, 6, 8]}, "not-a-span"),
        ({"group.size": [4, True]}, "not-a-span"),
        ({"group.size": "48"}, "not-a-span"),
        ({"group.size": [8, 4]}, "reversed"),
        ({"group.size": [-1, 4]}, "negative"),
        ({"topic.weighing": "votes"}, "not-a-word"),
        ({"topic.weighing": 1}, "not-a-word"),
    ],
)
def test_a_wrong_value_is_refused_with_a_sentence_in_both_languages(values, code):
    with pytest.raises(InputError) as refusal:
        policy().with_values(values)
    assert refusal.value.code == f"policy.error.{code}"
    (key,) = values
    for locale in Locale:
        assert key in catalogue().explain(refusal.value, locale)


def test_the_policy_is_read_once_and_frozen():
    assert policy() is policy()
    with pytest.raises(dataclasses.FrozenInstanceError):
        policy().rules = {}
