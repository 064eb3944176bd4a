"""What a proposed topic must say."""

from dataclasses import replace

import pytest

from factories import make_proposal, worded
from zhixing.errors import InputError


@pytest.mark.parametrize(
    ("change", "zh", "en"),
    [
        ({"title": "   "}, "请写出题目", "write the topic"),
        ({"title": "长" * 121}, "最多 120 个字，现在是 121 个", "120 characters; this one has 121"),
        ({"statement": "\n"}, "请写明问题", "state the problem"),
        ({"statement": "长" * 2001}, "2000", "2000"),
        ({"owner": ""}, "每个题目都要有人负责", "Every topic needs somebody"),
        ({"owner": "长" * 121}, "责任人", "owner"),
        ({"owner_unit": " "}, "所在的单位", "owner's unit"),
        ({"owner_unit": "长" * 201}, "责任单位", "owner's unit"),
        ({"expected_units": tuple(f"单位{n}" for n in range(21))}, "最多写 20 个", "20 units"),
        ({"expected_units": ("长" * 201,)}, "单位名称", "unit's name"),
    ],
)
def test_an_incomplete_proposal_is_refused_with_a_sentence(change, zh, en):
    with pytest.raises(InputError) as caught:
        replace(make_proposal(), **change).checked()
    said = worded(caught.value)
    assert zh in said[0]
    assert en in said[1]


def test_a_proposal_is_trimmed_and_its_units_are_named_once():
    raw = make_proposal(" 一套\n材料 ", expected_units=("办公室", " 办公室 ", "", "民生科"))
    checked = raw.checked()
    assert checked.title == "一套 材料"
    assert checked.expected_units == ("办公室", "民生科")


def test_rare_characters_and_long_names_are_kept():
    checked = make_proposal(owner="阿卜杜热合曼·买买提依明", unit="𰻞𰻞乡").checked()
    assert checked.owner == "阿卜杜热合曼·买买提依明"
    assert checked.owner_unit == "𰻞𰻞乡"
