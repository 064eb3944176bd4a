"""What a learner may see of an item, and when."""

import json

import pytest

from factories import worded
from zhixing.course.kinds.single import Option, SingleItem
from zhixing.course.rules import Attempts, Mark
from zhixing.errors import MissingError, RefusedError
from zhixing.text import Text


def both(text):
    return Text(text, text.upper())


ITEM = SingleItem(
    id="u03-q01",
    objective="u03-o1",
    prompt=both("prompt"),
    options=tuple(
        Option(name, both(f"text-{name}"), both(f"why-{name}"), correct=name == "c") for name in "abcd"
    ),
    version="0" * 12,
    difficulty=0.5,
    source=both("source"),
)


def tried(*options):
    return Attempts(ITEM, options)


def test_the_face_of_an_item_has_neither_key_nor_feedback():
    face = json.dumps(ITEM.face())
    assert "why" not in face
    assert "correct" not in face
    assert "text-c" in face


def test_only_the_keyed_option_is_correct():
    assert [ITEM.mark(name) for name in "abcd"] == [Mark(float(name == "c"), name == "c") for name in "abcd"]
    with pytest.raises(MissingError) as caught:
        ITEM.mark("z")
    assert all(worded(caught.value))


@pytest.mark.parametrize(
    ("options", "over", "shown"),
    [
        ((), False, ""),
        (("a",), False, "a"),
        (("c",), True, "abcd"),
        (("a", "b"), True, "abcd"),
        (("a", "c"), True, "abcd"),
    ],
)
def test_feedback_is_for_chosen_options_until_there_is_no_further_try(options, over, shown):
    attempts = tried(*options)
    assert attempts.is_over is over
    assert "".join(entry["option"] for entry in attempts.feedback()) == shown


@pytest.mark.parametrize(("options", "code"), [(("c",), "already-right"), (("a", "b"), "no-more-tries")])
def test_there_is_no_try_after_the_last(options, code):
    with pytest.raises(RefusedError) as caught:
        tried(*options).check_next()
    assert caught.value.code == f"course.error.{code}"
    assert all(worded(caught.value))
    tried().check_next()
    tried("a").check_next()


def test_first_choices_are_counted_in_the_order_of_options():
    assert ITEM.tally(["c", "a", "c"]) == {"a": 1, "b": 0, "c": 2, "d": 0}
