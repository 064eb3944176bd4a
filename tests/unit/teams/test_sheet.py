"""The people sheet: read from Excel and CSV, every fault named by row and column, compared with a class."""

import io
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import worded
from zhixing.actor import Role
from zhixing.classroom.roster import ROWS_AT_MOST
from zhixing.errors import InputError, ZhixingError
from zhixing.teams.rules.profile import Profile, SubTopicRef
from zhixing.teams.rules.sheet import PeopleSheet, read_sheet
from zhixing.teams.rules.sheet_plan import compare
from zhixing.teams.rules.sheet_whose import Present, Standing, UnitRef

HEAD = ["姓名", "单位", "单位简称", "职务", "桌号", "角色"]
HEAD += ["专业/专长", "从事年限", "层次（领导/一线）", "侧重", "语言", "志愿"]
PLAIN = ("甲", "办公室", "", "", "", "", "许可", "5", "一线", "实务", "普通话", "")
AT = {name: at for at, name in enumerate(HEAD)}
OFFICE = UnitRef("u1", "县中心办公室", "办公室")
SERVICES = UnitRef("u2", "县中心政务科", "政务科")
SUBS = (SubTopicRef("s-1", 1, "清单"), SubTopicRef("s-2", 2, "流转"), SubTopicRef("s-3", 3, "告知"))


def excel(*rows, head=HEAD):
    book = openpyxl.Workbook()
    for row in (head, *rows) if head else rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def table(*rows, head=HEAD, encoding="utf-8"):
    return "\r\n".join(",".join(str(cell) for cell in row) for row in (head, *rows)).encode(encoding)


def row(**cells):
    """Return a good row with some cells changed, by the beginning of their titles."""
    found = list(PLAIN)
    for name, value in cells.items():
        found[next(at for title, at in AT.items() if title.startswith(name))] = value
    return found


def read(*rows, head=HEAD):
    return read_sheet("学员.xlsx", excel(*rows, head=head))


def places(faults):
    return [
        (fault.code.partition(".error.")[2], fault.location.row, fault.location.field) for fault in faults
    ]


def person(name, unit=OFFICE, number="p1", roles=("learner",), **profile):
    return Standing(number, name, unit and unit.id, "", None, roles, Profile(**profile))


def plan(sheet, *people, sub_topics=SUBS):
    return compare(sheet, Present(people, (OFFICE, SERVICES), sub_topics))


def test_a_sheet_is_read_with_what_is_known_of_people():
    (found,) = read(
        (
            "周知行",
            "办公室",
            "",
            "主任",
            2,
            "联络员",
            "许可 标准化",
            12,
            "领导",
            "兼有",
            "普通话、英语",
            "1；2",
        )
    ).rows
    assert (found.roster.name, found.roster.seat, found.roster.role) == ("周知行", 2, Role.LIAISON)
    assert (found.specialty, found.experience, found.level, found.outlook) == (
        "许可 标准化",
        12,
        "leader",
        "both",
    )
    assert (found.languages, found.wishes) == (("普通话", "英语"), ("1；2",))


def test_english_headings_and_words_are_read():
    head = ["Name", "Unit", "Post", "Specialty", "Years in the field", "Level", "Outlook", "Languages"]
    sheet = read(
        ("Ann", "Office", "Clerk", "Permits", "3 years", "Front line", "Theory", "English"), head=head
    )
    (found,) = sheet.rows
    assert (found.experience, found.level, found.outlook) == (3, "front-line", "theory")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030"])
def test_a_csv_sheet_of_any_office_is_read(encoding):
    sheet = read_sheet("学员.csv", table(row(), encoding=encoding))
    assert (sheet.rows[0].roster.name, sheet.rows[0].level) == ("甲", "front-line")


def test_a_title_above_the_headings_is_passed_over_and_rows_are_counted_as_people_see_them():
    sheet = read(("学员信息表",), (), HEAD, row(), row(姓名="乙", 层次="中层"), head=None)
    assert [each.number for each in sheet.rows] == [4]
    assert places(sheet.faults) == [("sheet-level", 5, "层次（领导/一线）")]


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ({"层次": "中层"}, ("sheet-level", 2, "层次（领导/一线）")),
        ({"侧重": "玄学"}, ("sheet-outlook", 2, "侧重")),
        ({"从事": "-3"}, ("sheet-years", 2, "从事年限")),
        ({"从事": 120}, ("sheet-years", 2, "从事年限")),
        ({"从事": "三年多"}, ("sheet-years", 2, "从事年限")),
        ({"从事": 3.5}, ("sheet-years", 2, "从事年限")),
        ({"从事": "=2026-2010"}, ("sheet-years", 2, "从事年限")),
        ({"专业": "=HYPERLINK(1)"}, ("roster-formula", 2, "专业/专长")),
        ({"语言": "@SUM(1)"}, ("roster-formula", 2, "语言")),
        ({"志愿": "=1+1"}, ("roster-formula", 2, "志愿")),
        ({"姓名": "=1+1"}, ("roster-formula", 2, "姓名")),
        ({"姓名": ""}, ("roster-no-name", 2, "姓名")),
        ({"姓名": "名" * 61}, ("roster-long", 2, "姓名")),
        ({"专业": "专" * 121}, ("roster-long", 2, "专业/专长")),
        ({"语言": "甲、乙、丙、丁、戊、己、庚"}, ("languages", 2, "语言")),
        ({"语言": "语" * 21}, ("long-language", 2, "语言")),
        ({"桌号": "一"}, ("roster-seat", 2, "桌号")),
        ({"角色": "班长"}, ("roster-role", 2, "角色")),
    ],
)
def test_a_fault_is_named_by_row_and_column_in_both_languages(cells, fault):
    sheet = read(row(**cells))
    assert places(sheet.faults) == [fault]
    assert all(worded(sheet.faults[0]))


def test_every_fault_is_collected_and_the_others_are_still_read():
    sheet = read(row(层次="中层"), row(姓名="乙"), row(姓名="丙", 从事="-1"))
    assert [each.roster.name for each in sheet.rows] == ["乙"]
    assert [fault.location.row for fault in sheet.faults] == [2, 4]


def bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr("xl/workbook.xml", "x")
        pack.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "classroom.error.roster-columns"),
        (bomb(), "classroom.error.roster-too-large"),
        (b"x" * (5 * 1024 * 1024 + 1), "classroom.error.roster-too-large"),
        (b"PK nothing", "classroom.error.roster-unreadable"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "classroom.error.roster-encoding"),
        (table(("甲", "丁"), head=["姓名", "备注"]), "classroom.error.roster-columns"),
        (table(), "classroom.error.roster-empty"),
        (table(*[row(姓名=f"人{n}") for n in range(3_000)]), "classroom.error.roster-too-long"),
    ],
)
def test_a_file_that_cannot_be_read_as_a_whole_is_refused(content, code):
    with pytest.raises(InputError) as found:
        read_sheet("坏.xlsx", content)
    assert found.value.code == code
    assert all("坏.xlsx" in sentence for sentence in worded(found.value))


def test_as_many_rows_as_a_class_may_have_are_read():
    rows = [row(姓名=f"人{n}") for n in range(ROWS_AT_MOST)]
    assert len(read_sheet("大.csv", table(*rows)).rows) == ROWS_AT_MOST


def said_of(file, content):
    """Read a file that may be anything, and return what is said of it."""
    try:
        read_sheet(file, content)
    except ZhixingError as error:
        return worded(error)
    return ("read",)


@given(st.binary(max_size=400))
def test_bytes_that_are_no_sheet_get_a_sentence(content):
    assert all(said_of("坏.csv", content))


@given(st.integers(0, 10_000), st.integers(0, 255))
def test_a_damaged_workbook_gets_a_sentence(at, byte):
    content = bytearray(excel(row()))
    content[at % len(content)] = byte
    assert all(said_of("坏.xlsx", bytes(content)))


def test_a_sheet_that_waits_is_the_same_when_it_is_read_again():
    sheet = read(row(志愿="1"), row(姓名="乙", 角色="组长", 桌号=3))
    assert PeopleSheet.parse(sheet.json()) == sheet


def test_new_changed_and_unchanged_people_are_told_apart():
    sheet = read(
        row(),
        row(姓名="乙", 专业="督查", 从事=9),
        row(姓名="丙", 专业="", 从事="", 层次="", 侧重="", 语言=""),
    )
    found = plan(
        sheet,
        person("乙", number="p2", specialty="许可", experience=5, level="front-line", outlook="practice"),
        person("丙", number="p3", specialty="文稿"),
        person("丁", number="p4"),
    )
    assert [entry.roster.name for entry in found.new] == ["甲"]
    (changed,) = found.changed
    assert changed.person == "p2"
    assert changed.changes == {"specialty": "许可", "experience": 5, "languages": ()}
    assert changed.given == {"specialty": "督查", "experience": 9, "languages": ("普通话",)}
    assert (found.same, found.absent, found.faults) == (1, 1, ())


def test_an_empty_cell_wipes_nothing_out():
    sheet = read(("甲", "办公室", "", "", "", "", "", "", "", "", "", ""))
    (entry,) = plan(sheet, person("甲", specialty="许可", level="leader", wishes=("s-1",))).entries
    assert entry.changes == {}
    assert (entry.profile.specialty, entry.profile.wishes) == ("许可", ("s-1",))


def test_a_unit_is_known_by_either_of_its_names():
    sheet = read(row(单位="县中心办公室"), row(姓名="乙", 单位="办公室"))
    found = plan(sheet, person("甲"), person("乙", number="p2"))
    assert [entry.person for entry in found.entries] == ["p1", "p2"]
    assert {entry.roster.unit for entry in found.entries} == {"县中心办公室"}


def test_one_name_in_one_unit_twice_is_refused_with_both_rows():
    found = plan(read(row(), row(姓名="乙"), row(单位="县中心办公室")))
    assert places(found.faults) == [("sheet-same", 4, "姓名")]
    assert found.faults[0].params["first"] == 2
    assert all("2" in sentence for sentence in worded(found.faults[0]))


def test_one_name_in_two_units_is_two_people_and_said_so():
    found = plan(read(row(), row(单位="政务科"), row(姓名="乙")))
    assert found.faults == ()
    assert [(each.roster.unit, each.namesakes) for each in found.new] == [
        ("县中心办公室", ("县中心政务科",)),
        ("县中心政务科", ("县中心办公室",)),
        ("县中心办公室", ()),
    ]


def test_somebody_of_the_class_in_another_unit_is_pointed_out():
    (entry,) = plan(read(row(单位="政务科")), person("甲")).entries
    assert entry.person is None
    assert entry.namesakes == ("县中心办公室",)


def test_a_row_without_a_unit_is_the_one_person_of_that_name():
    (entry,) = plan(read(row(单位="")), person("甲")).entries
    assert (entry.person, entry.roster.unit) == ("p1", "县中心办公室")
    (new,) = plan(read(row(单位="", 姓名="新"))).entries
    assert (new.person, new.roster.unit) == (None, "")


def test_a_row_without_a_unit_that_could_be_several_people_is_refused():
    found = plan(read(row(单位="")), person("甲"), person("甲", SERVICES, "p2"))
    assert places(found.faults) == [("sheet-which", 2, "单位")]
    assert all(worded(found.faults[0]))


def test_a_row_gives_a_unit_to_somebody_without_one():
    (entry,) = plan(read(row()), person("甲", None)).entries
    assert entry.person == "p1"
    assert (entry.changes["unit"], entry.given["unit"]) == ("", "县中心办公室")


def test_two_people_of_the_class_that_nothing_tells_apart_are_pointed_out():
    found = plan(read(row()), person("甲"), person("甲", OFFICE, "p2"))
    assert places(found.faults) == [("sheet-alike", 2, "姓名")]
    assert all(worded(found.faults[0]))


def test_two_short_names_of_one_unit_are_refused():
    found = plan(read(row(单位简称="办"), row(姓名="乙", 单位="县中心办公室", 单位简称="室")))
    assert places(found.faults) == [("sheet-shorts", 3, "单位简称")]
    assert all("2" in sentence for sentence in worded(found.faults[0]))


@pytest.mark.parametrize(
    ("wishes", "fault"),
    [("1、2、3、1", "sheet-wishes"), ("1、1", "sheet-wish-twice"), ("4", "sheet-wish"), ("云", "sheet-wish")],
)
def test_wishes_that_cannot_be_are_refused(wishes, fault):
    found = plan(read(row(志愿=wishes)))
    assert places(found.faults) == [(fault, 2, "志愿")]
    assert all(worded(found.faults[0]))


def test_without_a_scheme_there_is_nothing_to_wish_for():
    found = plan(read(row(志愿="1")), sub_topics=())
    assert places(found.faults) == [("sheet-no-sub-topics", 2, "志愿")]


def test_wishes_in_three_columns_keep_their_order():
    head = ["姓名", "单位", "第一志愿", "第二志愿", "第三志愿"]
    (entry,) = plan(read(("甲", "办公室", "3 告知", "", "1"), head=head)).entries
    assert entry.profile.wishes == ("s-3", "s-1")


def test_a_role_is_added_and_none_taken_away():
    found = plan(
        read(row(角色="学员"), row(姓名="乙", 角色="组长")),
        person("甲", roles=("liaison",)),
        person("乙", number="p2"),
    )
    assert ["role" in entry.given for entry in found.entries] == [False, True]


def test_the_fingerprint_is_that_of_what_would_change():
    sheet = read(row())
    first = plan(sheet).fingerprint()
    assert plan(sheet).fingerprint() == first
    assert plan(sheet, person("甲")).fingerprint() != first
    assert plan(sheet, person("乙")).fingerprint() != first
