"""What people type on any keyboard is the same number, and the same word."""

import unicodedata
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from zhixing.course.kinds.folding import fold_number, fold_text

FULL = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)} | {" ": "\u3000"})
DECIMALS = st.decimals(-(10**9), 10**9, places=3)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("３．５％", 3.5),
        ("3.5%", 3.5),
        ("3。5", 3.5),
        ("1,200", 1200),
        ("１，２００", 1200),
        ("1 200", 1200),
        ("1\u00a0200\u3000", 1200),
        ("12,345,678.25", 12345678.25),
        ("- 3", -3),
        ("−3", -3),
        ("－３", -3),
        ("+4", 4),
        (" 007 ", 7),
        (".5", 0.5),
        ("0", 0),
        (12, 12),
        (0.25, 0.25),
    ],
)
def test_a_number_is_read_however_it_is_typed(typed, value):
    assert fold_number(typed) == value


@pytest.mark.parametrize(
    "typed",
    [
        "约3",
        "3左右",
        "三",
        "3-5",
        "3～5",
        "1/2",
        "½",
        "3+4",
        "1e3",
        "1,2",
        "12,00",
        "1,2000",
        "1 2",
        "1.2.3",
        "--3",
        "",
        "  ",
        "%",
        ".",
        "inf",
        "nan",
        "9" * 41,
        "3人",
        True,
        None,
        [3],
        float("nan"),
        float("inf"),
        10**400,
    ],
)
def test_what_is_not_one_number_is_none(typed):
    assert fold_number(typed) is None


def test_the_unit_may_be_typed_behind_the_number_and_no_other():
    assert fold_number("12 人", ("人", "people")) == 12
    assert fold_number("12 People", ("人", "people")) == 12
    assert fold_number("12%", ("％", "%")) == 12
    assert fold_number("12%", ("人", "people")) is None
    assert fold_number("12天", ("人", "people")) is None


@given(DECIMALS)
def test_width_thousands_blanks_and_percent_never_change_a_number(number):
    plain = f"{number:f}"
    for typed in (plain, f"{number:,f}", f" {plain} ", f"{plain}%", f"{number:,f}".replace(",", " ")):
        assert fold_number(typed) == float(number)
        assert fold_number(typed.translate(FULL)) == float(number)


@given(TEXTS)
def test_no_typing_breaks_the_folding_of_numbers(typed):
    found = fold_number(typed)
    assert found is None or any(unicodedata.category(sign) in {"Nd", "No", "Nl"} for sign in typed)


@given(DECIMALS, st.text("约上下几多少abc+*/=", min_size=1, max_size=3))
def test_a_number_among_words_is_not_read(number, words):
    assert fold_number(f"{words}{number:f}") is None or words == "+"
    assert fold_number(f"{number:f}{words}") is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ＰＤＣＡ循环", "pdca 循环"),
        ("双环学习。", "双环学习"),
        ("“双环”学习", "双环学习"),
        ("《双环 学习》", "双环学习"),
        ("Double-loop learning", "double loop  learning!"),
        ("4—8人", "4-8 人"),
        ("４～８人", "4–8人"),
        ("1,200 人", "1200人"),
        ("Straße", "STRASSE"),
        ("L＝P＋Q", "l=p+q"),
    ],
)
def test_width_case_punctuation_and_blanks_do_not_matter_in_a_text(one, other):
    assert fold_text(one) == fold_text(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1.5", "15"),
        ("4-8", "48"),
        ("1.5", "1-5"),
        ("单环学习", "双环学习"),
        ("l=p+q", "l=pq"),
        ("5 4", "54"),
    ],
)
def test_what_means_something_else_stays_different(one, other):
    assert fold_text(one) != fold_text(other)


@pytest.mark.parametrize("text", ["", " ", "……", "（）", "\u200b\n"])
def test_nothing_but_punctuation_is_nothing(text):
    assert fold_text(text) == ""


@given(TEXTS)
@example("\u0345\u03b1.")
@example("1.-,5")
def test_folding_twice_changes_nothing_more(text):
    assert fold_text(fold_text(text)) == fold_text(text)


@given(
    st.text("学习型组织abcXYZ", min_size=1, max_size=12), st.integers(0, 11), st.sampled_from("，。、 “》-·…")
)
def test_punctuation_anywhere_in_a_word_does_not_matter(word, at, sign):
    assert fold_text(word[:at] + sign + word[at:]) == fold_text(word)


@given(st.integers(0, 10**9))
def test_thousands_in_a_text_are_the_same_number(number):
    assert fold_text(f"{number:,} 人") == fold_text(f"{number}人")
    assert Decimal(fold_text(f"{number:,}")) == number
