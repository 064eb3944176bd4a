"""Rosters from Excel and CSV: good ones, every fault, and bytes that are no roster."""

import io
import random
import struct
import zipfile

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.formula import ArrayFormula

from factories import worded
from zhixing.actor import Role
from zhixing.classroom import classes, people
from zhixing.classroom.roster import BYTES_AT_MOST, ROWS_AT_MOST, RosterRow, read_roster
from zhixing.errors import FaultsError, InputError, ZhixingError

HEAD = ["姓名", "单位", "单位简称", "职务", "桌号", "角色"]
NAMES = ["周知行", "𠮷田", "㛃敏", "阿卜杜拉·买买提江·吐尔逊江·阿不都热合曼", "Zoë O’Neil", "李 明"]


def excel(*rows, head=HEAD):
    book = openpyxl.Workbook()
    for row in (head, *rows):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def table(*rows, head=HEAD, encoding="utf-8", separator=","):
    lines = [separator.join(str(cell) for cell in row) for row in (head, *rows)]
    return "\r\n".join(lines).encode(encoding)


def refusal(content, file="名单.xlsx"):
    with pytest.raises(ZhixingError) as found:
        read_roster(file, content)
    return found.value


def faults(content, file="名单.xlsx"):
    found = refusal(content, file)
    assert isinstance(found, FaultsError), found
    return [
        (fault.code.removeprefix("classroom.error.roster-"), fault.location.row, fault.location.field)
        for fault in found.faults
    ]


GOOD = [
    ("周知行", "县政务服务中心办公室", "办公室", "主任", 1, "联络员"),
    ("𠮷田", "县政务服务中心办公室", "办公室", "", 12, ""),
    ("㛃敏", "政务科", "", "科员", None, "学员"),
    ("阿卜杜拉·买买提江", "政务科", "", None, "3", "Liaison"),
    (None, None, None, None, None, None),
    ("王芳", "", "", "", "", "促进师"),
]
READ = [
    RosterRow("周知行", "县政务服务中心办公室", "办公室", "主任", 1, Role.LIAISON),
    RosterRow("𠮷田", "县政务服务中心办公室", "办公室", "", 12, Role.LEARNER),
    RosterRow("㛃敏", "政务科", "", "科员", None, Role.LEARNER),
    RosterRow("阿卜杜拉·买买提江", "政务科", "", "", 3, Role.LIAISON),
    RosterRow("王芳", "", "", "", None, Role.FACILITATOR),
]


def test_an_excel_roster_is_read():
    assert read_roster("名单.xlsx", excel(*GOOD)) == READ


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("separator", [",", "\t"])
def test_a_csv_roster_is_read(encoding, separator):
    rows = [["" if cell is None else cell for cell in row] for row in GOOD]
    assert read_roster("名单.csv", table(*rows, encoding=encoding, separator=separator)) == READ


def test_a_gbk_roster_from_an_old_office_is_read():
    content = table(("周知行", "办公室"), ("镕基", "政务科"), head=HEAD[:2], encoding="gbk")
    assert [row.name for row in read_roster("名单.csv", content)] == ["周知行", "镕基"]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_any_line_ending_will_do(ending):
    content = ending.join(["姓名,单位", "甲,办公室", "", '"乙",“政务科”', ""]).encode()
    assert [row.name for row in read_roster("a.csv", content)] == ["甲", "乙"]


@pytest.mark.parametrize(
    ("head", "row"),
    [
        (["姓名", "单位"], ["甲", "办公室"]),
        (["Name", "UNIT"], ["甲", "办公室"]),
        ([" 姓 名 ", "单位名称"], ["甲", "办公室"]),
        (["ｎａｍｅ", "部门"], ["甲", "办公室"]),
        (["序号", "姓名", "单位"], [1, "甲", "办公室"]),
        (["单位", "姓名", "备注"], ["办公室", "甲", "请假"]),
        (["姓名", "单位", "姓名"], ["甲", "办公室", "乙"]),
    ],
)
def test_columns_are_found_by_their_titles(head, row):
    (read,) = read_roster("a.xlsx", excel(row, head=head))
    assert (read.name, read.unit) == ("甲", "办公室")


@pytest.mark.parametrize("name", NAMES)
def test_names_stay_as_they_are_written(name):
    assert read_roster("a.xlsx", excel((name, "办公室")))[0].name == name
    assert read_roster("a.csv", table((name, "办公室")))[0].name == name
    assert read_roster("a.csv", table((name, "办公室"), encoding="gb18030"))[0].name == name


def test_space_and_invisible_characters_around_a_name_are_no_part_of_it():
    (row,) = read_roster("a.csv", "姓名,单位\n\u200b 李\u3000 明\u00a0,办公室\n".encode())
    assert row.name == "李 明"


def test_a_table_number_typed_as_a_number_or_a_text_is_the_same():
    rows = read_roster(
        "a.xlsx", excel(*[(f"人{n}", "办", "", "", seat) for n, seat in enumerate([3, 3.0, "3", "３"])])
    )
    assert [row.seat for row in rows] == [3, 3, 3, 3]


FAULTS = [
    (("甲", "办", "", "", "0", ""), ("seat", 2, "桌号")),
    (("甲", "办", "", "", "100", ""), ("seat", 2, "桌号")),
    (("甲", "办", "", "", "一桌", ""), ("seat", 2, "桌号")),
    (("甲", "办", "", "", "3.5", ""), ("seat", 2, "桌号")),
    (("甲", "办", "", "", "²", ""), ("seat", 2, "桌号")),
    (("甲", "办", "", "", "9" * 5000, ""), ("seat", 2, "桌号")),
    (("甲", "办", "", "", "", "班长"), ("role", 2, "角色")),
    (("", "办", "", "", "", ""), ("no-name", 2, "姓名")),
    (("名" * 61, "办", "", "", "", ""), ("long", 2, "姓名")),
    (("甲", "单" * 121, "", "", "", ""), ("long", 2, "单位")),
    (("甲", "办", "简" * 61, "", "", ""), ("long", 2, "单位简称")),
    (("甲", "办", "", "职" * 61, "", ""), ("long", 2, "职务")),
    (("=cmd|'/c calc'!A1", "办", "", "", "", ""), ("formula", 2, "姓名")),
    (("甲", "@SUM(1)", "", "", "", ""), ("formula", 2, "单位")),
    (("甲", "办", "", "+1", "", ""), ("formula", 2, "职务")),
    (("甲", "办", "", "", "-1", ""), ("formula", 2, "桌号")),
]


@pytest.mark.parametrize(("row", "fault"), FAULTS)
def test_a_fault_is_named_by_row_and_column(row, fault):
    assert faults(excel(row)) == [fault]
    assert faults(table(row), "名单.csv") == [fault]
    for sentence in worded(refusal(excel(row))):
        first, detail = sentence.split("\n")
        assert "名单.xlsx" in detail
        assert "2" in detail
        assert fault[2] in detail
        assert "1" in first


def test_a_double_is_named_with_the_row_it_repeats():
    rows = [("甲", "办公室"), ("乙", "办公室"), ("甲", "政务科"), ("甲", "办公室")]
    content = excel(*rows)
    assert faults(content) == [("double", 5, "姓名")]
    zh, en = worded(refusal(content))
    assert "第 2 行" in zh or "2" in zh.split("\n")[1]
    assert "repeats row 2" in en


def test_all_faults_come_at_once_and_a_long_list_is_cut():
    rows = [("甲", "办", "", "", "x", "")] + [("", "办", "", "", "", "")] * 30
    found = refusal(excel(*rows))
    assert len(found.faults) == 20
    assert found.params["count"] == 31
    assert faults(excel(*rows))[:2] == [("seat", 2, "桌号"), ("no-name", 3, "姓名")]


def test_rows_are_counted_as_the_person_sees_them():
    content = '姓名,单位,桌号\n\n"甲\n乙",办公室,1\n,,\n丙,办公室,x\n'.encode()
    assert faults(content, "a.csv") == [("seat", 5, "桌号")]


@pytest.mark.parametrize("value", ["=1+1", ArrayFormula("A2:A2", "=1+1")])
def test_a_formula_of_excel_is_no_name(value):
    book = openpyxl.Workbook()
    book.active.append(HEAD)
    book.active["A2"], book.active["B2"] = value, "办公室"
    out = io.BytesIO()
    book.save(out)
    assert faults(out.getvalue()) == [("formula", 2, "姓名")]


def code_of(content, file="名单.xlsx"):
    found = refusal(content, file)
    assert isinstance(found, InputError)
    for sentence in worded(found):
        assert file in sentence
    return found.code.removeprefix("classroom.error.roster-")


@pytest.mark.parametrize("head", [["姓名"], ["单位"], ["甲", "乙"], [], ["姓 名 字", "单位"]])
def test_missing_columns_are_named_with_what_was_found(head):
    assert code_of(excel(("甲", "乙"), head=head)) == "columns"
    found = refusal(excel(("甲", "乙"), head=head))
    assert found.location.row == 1
    assert all(title in found.params["found"] for title in head)


def test_an_empty_roster_is_told():
    assert code_of(excel()) == "empty"
    assert code_of(excel(*[(None,) * 6] * 3)) == "empty"
    assert code_of(b"", "a.csv") == "columns"
    assert code_of(b"\n\n", "a.csv") == "columns"


def test_too_many_rows_are_told():
    assert len(read_roster("a.csv", table(*[(f"人{n}", "办") for n in range(ROWS_AT_MOST)]))) == ROWS_AT_MOST
    assert code_of(table(*[(f"人{n}", "办") for n in range(ROWS_AT_MOST + 1)]), "a.csv") == "too-long"
    assert code_of(table(*[(f"人{n}", "办") for n in range(100_000)]), "a.csv") == "too-long"
    assert code_of(table(*[("", "办")] * 100_000), "a.csv") == "too-long"


def test_empty_rows_do_not_count():
    rows = [("甲", "办公室"), *[("", "")] * (ROWS_AT_MOST * 3), ("乙", "政务科")]
    assert [row.name for row in read_roster("a.csv", table(*rows))] == ["甲", "乙"]


def test_too_large_a_file_is_told_before_it_is_read():
    assert code_of(b"x" * (BYTES_AT_MOST + 1), "a.csv") == "too-large"


def packed(**entries):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, content in entries.items():
            pack.writestr(name.replace("__", "/").replace("_", "."), content)
    return out.getvalue()


def repacked(change):
    """Return a good workbook with one of its parts replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(excel(*GOOD))) as source, zipfile.ZipFile(out, "w") as target:
        for entry in source.infolist():
            target.writestr(entry.filename, change(entry.filename, source.read(entry)))
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"PK",
        b"PK\x03\x04" + b"\x00" * 200,
        packed(hello_txt="not a workbook"),
        excel(*GOOD)[:-40],
        excel(*GOOD)[: len(excel(*GOOD)) // 2],
        repacked(lambda name, part: part[:50] if "sheet1" in name else part),
        repacked(lambda name, part: b"<a/>" if name == "xl/workbook.xml" else part),
        repacked(lambda name, part: b"\xff\xfe" if "sheet1" in name else part),
        repacked(lambda name, part: part.replace(b'r="2"', b'r="two"')),
    ],
)
def test_a_broken_workbook_is_told(content):
    assert code_of(content) == "unreadable"


def test_a_workbook_that_unpacks_without_end_is_refused():
    bomb = packed(xl__worksheets__sheet1_xml=b"0" * (61 * 1024 * 1024))
    assert len(bomb) < 100_000
    assert code_of(bomb) == "too-large"


def test_a_workbook_that_lies_about_its_size_is_refused():
    honest = packed(xl__workbook_xml=b"0" * (61 * 1024 * 1024))
    size = struct.pack("<I", 61 * 1024 * 1024)
    assert code_of(honest.replace(size, struct.pack("<I", 1000))) == "unreadable"


def test_cells_far_to_the_right_and_rows_far_down_cost_nothing():
    book = openpyxl.Workbook()
    book.active.append(HEAD)
    book.active.append(["甲", "办公室"])
    book.active.cell(2, 16_384, "x")
    book.active.cell(60_000, 1, None).font = openpyxl.styles.Font(bold=True)
    out = io.BytesIO()
    book.save(out)
    assert [row.name for row in read_roster("a.xlsx", out.getvalue())] == ["甲"]


@pytest.mark.parametrize(
    "content",
    [
        b"\x00" * 50,
        "姓名,单位\n甲\x00,办\n".encode(),
        "姓名,单位\n甲,办\n".encode("utf-16"),
        b"\xff\xff\xff\xff",
        "姓名,单位\n甲,".encode() + b"\x80\xff",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 512,
        "姓名,单位\n".encode() + b"x" * 140_000,
    ],
)
def test_bytes_of_another_kind_are_told(content):
    assert code_of(content, "旧名单.xls") == "encoding"


def test_nothing_is_half_imported(room):
    before = count(room)
    content = excel(
        *[(f"人{n}", "办公室", "", "", n, "") for n in range(1, 90)], ("坏", "办", "", "", "x", "")
    )
    with pytest.raises(FaultsError), room.store.work() as db:
        classes.add_roster(db, room.facilitator, read_roster("a.xlsx", content))
    assert count(room) == before


def count(room):
    with room.store.read() as db:
        return len(people.people(db, room.id)), len(people.units(db, room.id))


def test_what_a_roster_lets_through_fits_the_database(room):
    longest = [
        ("名" * 60, "单" * 120, "简" * 60, "职" * 60, 99, "专家"),
        ("𠮷" * 60, "𠮷" * 120, "", "㛃" * 60, 1, ""),
    ]
    with room.store.work() as db:
        assert classes.add_roster(db, room.facilitator, read_roster("a.xlsx", excel(*longest))) == 2


# ---- anything at all


def reads_or_tells(content):
    try:
        rows = read_roster("x", content)
    except ZhixingError as error:
        told = worded(error)
    else:
        told = [row.name for row in rows if len(row.name) <= 60]
        assert len(told) == len(rows)
    assert told
    assert all(told)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_told(content):
    reads_or_tells(content)
    reads_or_tells("姓名,单位\n".encode() + content)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.lists(st.text(max_size=8), max_size=7), max_size=6), st.sampled_from([",", "\t", "\n", '"'])
)
def test_any_table_of_text_is_read_or_told(rows, joint):
    text = "\n".join(joint.join(row) for row in [HEAD, *rows])
    reads_or_tells(text.encode("utf-8", "replace"))


@pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 2**32 - 1))
def test_a_damaged_workbook_is_read_or_told(seed):
    dice = random.Random(seed)
    content = bytearray(WORKBOOK)
    for _ in range(dice.randint(1, 8)):
        content[dice.randrange(len(content))] = dice.randrange(256)
    reads_or_tells(
        bytes(content[: dice.randint(len(content) // 2, len(content))] if dice.random() < 0.2 else content)
    )


@pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 2**32 - 1))
def test_a_workbook_with_damaged_parts_is_read_or_told(seed):
    dice = random.Random(seed)
    victim = dice.choice(PARTS)

    def damage(name, part):
        if name != victim or not part:
            return part
        damaged = bytearray(part)
        for _ in range(dice.randint(1, 6)):
            damaged[dice.randrange(len(damaged))] = dice.choice(b'<>"/&=0123456789aZ \xe5')
        return bytes(damaged)

    reads_or_tells(repacked(damage))


WORKBOOK = excel(*GOOD)
PARTS = zipfile.ZipFile(io.BytesIO(WORKBOOK)).namelist()
