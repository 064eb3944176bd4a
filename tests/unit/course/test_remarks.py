"""Gentle remarks: big words without a number or a name, claims without a fact, and nothing else."""

import pytest

from zhixing import resources
from zhixing.course.remarks import remark_on
from zhixing.course.written import table


def code(guard, text):
    found = remark_on(guard, text)
    return None if found is None else found.code.removeprefix("worksheet.remark.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全面提升服务水平", "slogan"),
        ("我们要大力推进，形成合力", "slogan"),
        ("进一步加强学习", "slogan"),
        ("World-class service for all", "slogan"),
        ("We will continuously improve", "slogan"),
        ("大力推进，三天办结", "slogan-who"),
        ("World-class service: 3 days at most", "slogan-who"),
        ("由王丽负责，进一步加强抽查", "slogan-count"),
        ("I will deepen my reading", "slogan-count"),
        ("我每天抽查 10 件，大力推进", None),
        ("由王丽每周抽查十件，全面提升退件质量", None),
        ("Each Friday I deepen two cases", None),
        ("每周五讲一件退件", None),
        ("下班前把退件的原因写在台账上", None),
        ("Write down why a case was returned", None),
        ("", None),
        ("   ", None),
    ],
)
def test_a_big_word_wants_a_number_and_somebody(text, expected):
    assert code("slogan", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("大家都不太愿意讲差错", "fact"),
        ("重视程度不够", "fact"),
        ("People are reluctant to share", "fact"),
        ("六月起讲了 11 次", None),
        ("讲过三次", None),
        ("上周五有人讲了自己的差错", None),
        ("在大厅没有人讲", None),
        ("比如有人把错单藏了起来", None),
        ("１１ 件", None),
        ("百分之八十的人没有看过", None),
        ("Last week somebody told us", None),
        ("At the counter nobody asks", None),
        ("For example, a returned case was hidden", None),
        ("Two of nine did", None),
        ("", None),
    ],
)
def test_a_claim_wants_a_number_a_time_a_place_or_an_example(text, expected):
    assert code("fact", text) == expected


def test_a_remark_quotes_the_word_in_both_languages():
    text = remark_on("slogan", "要全面提升").text()
    assert "全面提升" in text.zh
    assert "全面提升" in text.en


@pytest.mark.parametrize("guard", ["slogan", "fact"])
def test_every_example_of_the_course_passes_its_own_guard(guard):
    """What is shown as a good example is not remarked on in either language."""
    from zhixing.course.worksheets import all_sheets

    wrong = [
        (sheet.id, part.id, field.id, side)
        for sheet in all_sheets().values()
        for part in sheet.parts
        for field in part.fields
        if field.guard == guard and field.example is not None
        for side in (field.example.zh, field.example.en)
        if remark_on(guard, side) is not None
    ]
    assert wrong == []


def test_no_word_stands_twice_in_a_list():
    raw = table(resources.data() / "remarks.toml")
    lists = [words for part in raw.values() for words in part.values() if isinstance(words, list)]
    assert lists
    for words in lists:
        assert sorted(set(words)) == sorted(words)
        assert all(word == word.strip() for word in words)
