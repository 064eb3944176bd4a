"""Ideas are kept whatever is done to them: written, worded anew, merged, taken out, put under headings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import worded
from zhixing.errors import ConflictError, FaultsError, InputError
from zhixing.meetings.rules.ideas import (
    IDEAS_AT_MOST,
    Idea,
    Ideas,
    bare,
    check_room,
    checked_heading,
    checked_lines,
    checked_text,
)
from zhixing.meetings.rules.screen import LINES, fits_with_headings, lines_of, newest, pages, results_shown

IDS = [f"i{place}" for place in range(8)]


def whole(*ideas):
    return Ideas.of(ideas)


@st.composite
def walls(draw):
    """Return a wall as merging in any order may leave it: never a circle."""
    count = draw(st.integers(1, len(IDS)))
    found = []
    for place in range(count):
        into = draw(st.one_of(st.none(), st.integers(0, place - 1))) if place else None
        found.append(
            Idea(
                IDS[place],
                place + 1,
                draw(st.text(min_size=1, max_size=5)),
                heading=draw(st.sampled_from(["", "流程", "人手"])),
                merged_into=None if into is None else IDS[into],
                withdrawn=draw(st.booleans()),
            )
        )
    return whole(*draw(st.permutations(found)))


@given(walls())
def test_every_idea_is_in_exactly_one_place(wall):
    tops = [*wall.standing, *wall.withdrawn]
    below = [idea for some in wall.under.values() for idea in some]
    assert sorted(idea.id for idea in [*tops, *below]) == sorted(wall.by_id)
    assert set(wall.under) <= {idea.id for idea in tops}
    headed = [idea for some in wall.headings.values() for idea in some]
    assert sorted(idea.id for idea in [*headed, *wall.loose]) == sorted(idea.id for idea in wall.standing)


@given(walls())
def test_pages_of_the_screen_hold_every_standing_idea_once_and_in_order(wall):
    shown = pages(wall.standing)
    assert [idea for page in shown for idea in page] == list(wall.standing)
    assert all(sum(lines_of(idea.text) for idea in page) <= LINES for page in shown)


def test_what_was_merged_into_a_merged_idea_is_found_below_the_one_that_stands():
    wall = whole(Idea("a", 1, "甲"), Idea("b", 2, "乙", merged_into="a"), Idea("c", 3, "丙", merged_into="b"))
    assert [idea.id for idea in wall.under["a"]] == ["b", "c"]
    assert [idea.id for idea in wall.standing] == ["a"]


def test_what_was_merged_into_an_idea_waits_with_it_when_it_is_set_aside():
    wall = whole(Idea("a", 1, "甲", withdrawn=True), Idea("b", 2, "乙", merged_into="a"))
    assert wall.standing == ()
    assert [idea.id for idea in wall.withdrawn] == ["a"]
    assert [idea.id for idea in wall.under["a"]] == ["b"]


def test_the_same_words_are_pointed_out_whatever_their_spaces_and_punctuation():
    wall = whole(Idea("a", 1, "电话打不通"), Idea("b", 2, " 电话，打不通！"), Idea("c", 3, "电话打得通"))
    assert wall.twins == {"b": 1}
    assert whole(Idea("a", 1, "👍"), Idea("b", 2, "👎")).twins == {}
    assert bare("Ａbc，") == "abc"


def test_an_idea_that_stands_no_longer_is_not_worked_with():
    wall = whole(Idea("a", 1, "甲"), Idea("b", 2, "乙", merged_into="a"))
    assert [idea.id for idea in wall.standing_ones(["a", "a"])] == ["a"]
    with pytest.raises(ConflictError):
        wall.standing_ones(["a", "b"])


def test_rare_characters_and_emoji_are_kept_and_count_as_one():
    assert checked_text(" 𠮷野家   排队\n太久 👨‍👩‍👧 ", 20) == "𠮷野家 排队 太久 👨‍👩‍👧"
    assert checked_text("𠮷" * 200, 200) == "𠮷" * 200


def test_an_idea_of_ten_thousand_characters_is_refused_with_what_is_allowed():
    with pytest.raises(InputError) as caught:
        checked_text("长" * 10_000, 200)
    zh, en = worded(caught.value)
    assert "200" in zh
    assert "10000" in zh
    assert "200" in en
    with pytest.raises(InputError, match=r"ideas\.error\.empty"):
        checked_text(" \n ", 200)


def test_of_several_lines_each_faulty_one_is_named_and_none_is_taken():
    assert checked_lines("一\n\n 二 \n", 5) == ("一", "二")
    with pytest.raises(FaultsError) as caught:
        checked_lines("一\n" + "长" * 6 + "\n\n" + "长" * 7, 5)
    zh, en = worded(caught.value)
    assert "第 2 行" in zh
    assert "第 4 行" in zh
    assert "row 2" in en.lower() or "line 2" in en.lower()


def test_a_heading_is_short_and_not_blank():
    assert checked_heading(" 流程  慢 ") == "流程 慢"
    for wrong in (" ", "长" * 41):
        with pytest.raises(InputError):
            checked_heading(wrong)


def test_a_wall_takes_so_many_ideas_and_no_more():
    check_room(IDEAS_AT_MOST - 1, 1)
    with pytest.raises(InputError):
        check_room(IDEAS_AT_MOST, 1)


def test_a_long_idea_takes_more_lines_of_the_screen_but_never_all_of_them():
    assert lines_of("短") == 1
    assert lines_of("长" * 40) == 2
    assert lines_of("long words " * 40) == 3
    few = whole(Idea("a", 1, "甲", heading="组"), Idea("b", 2, "乙"))
    assert fits_with_headings(few)
    assert not fits_with_headings(whole(*(Idea(str(n), n, "甲", heading="组") for n in range(10))))
    assert pages(()) == ((),)


def test_the_newest_ideas_fill_the_screen_from_its_end():
    many = whole(*(Idea(str(n), n, "长" * 40 if n == 25 else "甲") for n in range(1, 31)))
    assert [idea.number for idea in newest(many.standing)] == list(range(22, 31))
    assert newest(many.standing[:3]) == many.standing[:3]
    assert newest(()) == ()


def test_fewer_ideas_of_a_result_fit_when_they_are_long():
    assert results_shown(["甲"] * 9) == 6
    assert results_shown(["长" * 60] * 9) == 4
    assert results_shown(["甲"]) == 1
