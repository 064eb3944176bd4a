"""What changed between two versions, in a stable order and in words."""

from hypothesis import given
from hypothesis import strategies as st

from zhixing.actor import Locale
from zhixing.decisions.rules import Difference, differences
from zhixing.decisions.rules.face import Section, changes
from zhixing.text import Text

CONTENTS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=12,
)
PAPERS = st.dictionaries(st.text(max_size=3), CONTENTS, max_size=4)


def found(old, new):
    return [("/".join(each.path), each.before, each.after) for each in differences(old, new)]


def test_each_changed_place_is_named_once_in_the_order_of_the_new_paper():
    old = {"title": "甲", "unit": "办公室", "gone": 1}
    new = {"unit": "政务科", "title": "甲", "fresh": [1]}
    assert found(old, new) == [("unit", "办公室", "政务科"), ("gone", 1, None), ("fresh", None, [1])]


def test_items_with_ids_are_matched_by_id_wherever_they_stand():
    old = {"sub": [{"id": "a", "title": "一"}, {"id": "b", "title": "二"}]}
    new = {"sub": [{"id": "c", "title": "三"}, {"id": "b", "title": "二改"}, {"id": "a", "title": "一"}]}
    assert found(old, new) == [("sub/c", None, {"id": "c", "title": "三"}), ("sub/b/title", "二", "二改")]


def test_items_without_ids_are_matched_by_place():
    assert found({"held": ["x", "y"]}, {"held": ["x", "z", "w"]}) == [
        ("held/2", "y", "z"),
        ("held/3", None, "w"),
    ]


def test_a_list_that_became_a_text_is_one_difference():
    assert differences({"a": ["x"]}, {"a": "x"}) == [Difference(("a",), ["x"], "x")]


@given(PAPERS)
def test_a_paper_does_not_differ_from_itself(paper):
    assert differences(paper, paper) == []


@given(PAPERS, PAPERS)
def test_read_backwards_the_same_places_differ(old, new):
    forth = {(each.path, repr(each.before), repr(each.after)) for each in differences(old, new)}
    back = {(each.path, repr(each.after), repr(each.before)) for each in differences(new, old)}
    assert forth == back


TITLE, UNIT = Text("题目", "Topic"), Text("单位", "Unit")


def test_sections_are_compared_in_the_words_of_the_reader():
    said = Text("三处", "three places")
    old = [Section("title", TITLE, "甲"), Section("unit", UNIT, ["一", said])]
    new = [Section("title", TITLE, "甲"), Section("unit", UNIT, ["一", "二\n三"])]
    (change,) = changes(old, new, Locale.EN)
    assert (change.title, change.before, change.after) == (UNIT, ("一", "three places"), ("一", "二", "三"))
    assert [each.after for each in changes(old, old[:1], Locale.ZH)] == [()]
