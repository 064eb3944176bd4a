"""The course's data files: what is accepted, and the sentence for what is not."""

import pytest

from factories import worded
from zhixing import resources
from zhixing.course.content import all_items, all_sets, content_version, course_map, read_course, read_sets
from zhixing.errors import InputError

UNIT = """
id = "u01"
[[objective]]
id = "u01-o1"
text = { zh = "目标", en = "Objective" }
"""

ITEM = """
[[item]]
id = "u01-q01"
objective = "u01-o1"
kind = "single"
difficulty = 0.6
source-note = { zh = "自拟", en = "Our own" }
prompt = { zh = "问", en = "Ask" }
[[item.option]]
id = "a"
correct = true
text = { zh = "甲", en = "A" }
feedback = { zh = "对", en = "Right" }
[[item.option]]
id = "b"
correct = false
text = { zh = "乙", en = "B" }
feedback = { zh = "错", en = "Wrong" }
"""


CRITERIA = """
[[verdict]]
id = "suitable"
label = { zh = "可以", en = "Suitable" }
[[verdict]]
id = "unsuitable"
label = { zh = "不宜", en = "Unsuitable" }
[[criterion]]
id = "clear"
stage = "condition"
name = { zh = "清楚", en = "Clear" }
question = { zh = "清楚吗？", en = "Is it clear?" }
meaning.suitable = { zh = "清楚", en = "Clear" }
meaning.unsuitable = { zh = "不清楚", en = "Unclear" }
[[criterion]]
id = "weight"
stage = "rating"
name = { zh = "分量", en = "Weight" }
question = { zh = "要紧吗？", en = "Does it matter?" }
anchor.1 = { zh = "轻", en = "Light" }
anchor.3 = { zh = "中", en = "Middling" }
"""

RATE = """
[[item]]
id = "u01-r01"
objective = "u01-o1"
kind = "rate"
difficulty = 0.5
source-note = { zh = "自拟", en = "Our own" }
set = "u01-set"
title = { zh = "题", en = "Topic" }
prompt = { zh = "写法", en = "Wording" }
fact = [{ zh = "事实", en = "Fact" }]
[[item.expert]]
criterion = "clear"
level = "suitable"
why = { zh = "写清了", en = "It is clear" }
[[item.expert]]
criterion = "weight"
level = 3
why = { zh = "一般", en = "Middling" }
remark = { zh = "再看看", en = "Look again" }
"""


@pytest.fixture
def write(tmp_path):
    def course(items, unit=UNIT, name="items.toml"):
        folder = tmp_path / "unit-one"
        folder.mkdir(exist_ok=True)
        (folder / "criteria.toml").write_text(CRITERIA, encoding="utf-8")
        (folder / "unit.toml").write_text(unit, encoding="utf-8")
        (folder / name).write_bytes(items if isinstance(items, bytes) else items.encode())
        return tmp_path

    return course


def test_a_good_item_is_read(write):
    item = read_course(write(ITEM))["u01-q01"]
    assert [option.id for option in item.options] == ["a", "b"]
    assert item.prompt.en == "Ask"
    assert len(item.version) == 12


def test_any_change_makes_another_version(write):
    before = read_course(write(ITEM))["u01-q01"].version
    assert read_course(write(ITEM))["u01-q01"].version == before
    assert read_course(write(ITEM.replace("错", "不对")))["u01-q01"].version != before
    assert content_version({"a": 1, "b": 2}) == content_version({"b": 2, "a": 1})


@pytest.mark.parametrize(
    ("find", "put", "zh"),
    [
        ('objective = "u01-o1"\n', "", "缺少 objective"),
        ('objective = "u01-o1"', 'objective = "u01-o9"', "u01-o9"),
        ("difficulty = 0.6\n", "", "缺少 difficulty"),
        ("difficulty = 0.6", "difficulty = 60", "difficulty 写了 60"),
        ("difficulty = 0.6", 'difficulty = 0.6\ncommit-first = "yes"', "commit-first 要写 true 或 false"),
        ('source-note = { zh = "自拟", en = "Our own" }\n', "", "缺少 source-note"),
        ('kind = "single"', 'kind = "essay"', "“essay”"),
        ('kind = "single"', 'kind = "single"\nanswer = "a"', "不认识的 answer"),
        ('id = "u01-q01"', 'id = "U01 q01"', "第 1 道题"),
        ('id = "b"', 'id = "a"', "编号相同"),
        ('id = "b"', 'id = "B!"', "选项的编号不合规"),
        ("correct = false", "correct = true", "现在有 2 个"),
        ("correct = true", "correct = false", "现在有 0 个"),
        ("correct = false", 'correct = "no"', "true 或 false"),
        ('feedback = { zh = "错", en = "Wrong" }', "", "缺少 feedback"),
        ('en = "Ask"', 'en = ""', "u01-q01 prompt"),
        ('text = { zh = "乙", en = "B" }', 'text = "乙"', "u01-q01 b.text"),
        ("[[item]]", "[item", "读不懂"),
        ("[[item]]", "[item]", "[[item]]"),
    ],
)
def test_a_faulty_item_is_refused_naming_file_item_and_key(write, find, put, zh):
    assert find in ITEM
    with pytest.raises(InputError) as caught:
        read_course(write(ITEM.replace(find, put, 1)))
    said = worded(caught.value)
    assert "文件“unit-one/items.toml”" in said[0]
    assert zh in said[0]
    assert "unit-one/items.toml" in said[1]


def test_a_rating_is_read_with_the_unit_s_scales_the_least_favourable_level_first(write):
    item = read_course(write(RATE))["u01-r01"]
    clear, weight = (expert.scale for expert in item.experts)
    assert [level.id for level in clear.levels] == ["unsuitable", "suitable"]
    assert [level.id for level in weight.levels] == [1, 2, 3]
    assert [level.meaning is not None for level in weight.levels] == [True, False, True]


@pytest.mark.parametrize(
    ("find", "put", "zh"),
    [
        ('title = { zh = "题", en = "Topic" }', "", "缺少 title"),
        ('criterion = "clear"', 'criterion = "beauty"', "beauty"),
        ('criterion = "weight"\nlevel = 3', 'criterion = "clear"\nlevel = "suitable"', "同一条标准"),
        ("level = 3", "level = 4", "写了 4"),
        ("level = 3", 'level = "3"', "写了 3"),
        ("level = 3", "level = true", "写了 True"),
        ('level = "suitable"', 'level = "revise"', "revise"),
        ('why = { zh = "一般", en = "Middling" }', "", "缺少 why"),
        ('en = "Middling"', 'en = ""', "u01-r01 weight.why"),
        ('en = "Look again"', 'en = ""', "u01-r01 weight.remark"),
        ('fact = [{ zh = "事实", en = "Fact" }]', 'fact = [{ zh = "事实" }]', "u01-r01 fact 1"),
        ('fact = [{ zh = "事实", en = "Fact" }]', 'fact = "事实"', "fact 要写成列表"),
        ("remark =", "remarks =", "不认识的 remarks"),
        ('kind = "rate"', 'kind = "rate"\nalso = ["u01-o9"]', "u01-o9"),
        ('kind = "rate"', 'kind = "rate"\nalso = "u01-o1"', "also 要写成编号的列表"),
    ],
)
def test_a_faulty_rating_is_refused_naming_file_item_and_key(write, find, put, zh):
    assert find in RATE
    with pytest.raises(InputError) as caught:
        read_course(write(RATE.replace(find, put, 1)))
    said = worded(caught.value)
    assert "文件“unit-one/items.toml”" in said[0]
    assert "u01-r01" in said[0]
    assert zh in said[0]


def test_a_rating_without_an_expert_is_refused(write):
    bare = RATE.split("[[item.expert]]", maxsplit=1)[0] + "expert = []\n"
    with pytest.raises(InputError) as caught:
        read_course(write(bare))
    assert caught.value.code == "course.error.no-expert"
    assert all(worded(caught.value))


@pytest.mark.parametrize("part", ['expert = "no one"', 'expert = ["no one"]'])
def test_an_expert_is_written_as_parts(write, part):
    with pytest.raises(InputError) as caught:
        read_course(write(RATE.split("[[item.expert]]", maxsplit=1)[0] + part))
    assert all(worded(caught.value))


def test_a_faulty_set_is_refused(write):
    with pytest.raises(InputError) as caught:
        read_sets(write('[[set]]\nid = "u01-set"\ntitle = { zh = "组", en = "Set" }\n'))
    assert "leaning" in worded(caught.value)[0]


def test_every_set_that_items_name_is_there():
    assert {item.set for item in all_items().values()} - {None} <= set(all_sets())


def test_a_file_in_another_encoding_is_refused(write):
    with pytest.raises(InputError) as caught:
        read_course(write(ITEM.encode("gbk")))
    assert "读不懂" in worded(caught.value)[0]


def test_one_option_is_not_a_choice(write):
    with pytest.raises(InputError) as caught:
        read_course(write(ITEM.split('[[item.option]]\nid = "b"', maxsplit=1)[0]))
    assert "至少要有两个选项" in worded(caught.value)[0]


def test_an_id_belongs_to_one_item(write):
    write(ITEM)
    with pytest.raises(InputError) as caught:
        read_course(write(ITEM, name="more.toml"))
    assert caught.value.code == "course.error.item-doubled"


def test_the_shipped_course_is_sound():
    assert "u03-c01" in all_items()


def test_the_map_shows_fourteen_workbooks_and_opens_those_that_exist():
    books = course_map()
    assert [book.number for book in books] == [f"{number:02d}" for number in range(14)]
    assert len({book.id for book in books}) == 14
    there = {path.stem for path in resources.workbooks().glob("*.ipynb")}
    assert {f"{book.number}-{book.id}" for book in books if book.available} == {
        f"{book.number}-{book.id}" for book in books
    } & there
