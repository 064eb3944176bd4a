"""The course's data files: what is accepted, and the sentence for what is not."""

import pytest

from factories import worded
from zhixing import resources
from zhixing.course.content import all_items, content_version, course_map, read_course
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


@pytest.fixture
def write(tmp_path):
    def course(items, unit=UNIT, name="items.toml"):
        folder = tmp_path / "unit-one"
        folder.mkdir(exist_ok=True)
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
