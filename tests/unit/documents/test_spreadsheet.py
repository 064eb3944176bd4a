"""The kit of Excel files, read again by an independent reader and by itself."""

import io
import zipfile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recalculating import edited
from zhixing.actor import Locale
from zhixing.documents.spreadsheet import Field, Form, Formula, Kind, Spreadsheet, read_spreadsheet
from zhixing.documents.spreadsheet.field import letters, sheet_name
from zhixing.documents.spreadsheet.reading import number, whole
from zhixing.errors import InputError

FORM = Form(
    "things",
    "东西: 甲/乙",
    (
        Field("id", "编号", kind=Kind.CODE),
        Field("name", "名称", 30, is_open=True, note="写一句"),
        Field("kind", "种类", is_open=True, choices=("任务", "问题")),
        Field("mark", "分", kind=Kind.WHOLE, is_open=True, least=1, most=5, group="甲"),
        Field("twice", "两倍", kind=Kind.NUMBER, group="甲"),
    ),
)


def write(*rows, locale=Locale.ZH, **kept):
    book = Spreadsheet(author="班级", locale=locale)
    page = book.page(FORM)
    for row in rows:
        page.row(row)
    page.blank(2)
    page.close()
    for name, value in kept.items():
        book.keep(name, value)
    return book.bytes()


def independent(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def test_an_independent_reader_finds_the_hidden_keys_headings_and_values():
    sheet = independent(write(["t1", "名称一", "任务", 3, Formula("D4*2", 6)]))["东西 甲 乙"]
    assert [cell.value for cell in sheet[1]] == [
        "things.id",
        "things.name",
        "things.kind",
        "things.mark",
        "things.twice",
    ]
    assert sheet.row_dimensions[1].hidden
    assert [cell.value for cell in sheet[3]] == ["编号", "名称", "种类", "分", "两倍"]
    assert [cell.value for cell in sheet[4]] == ["t1", "名称一", "任务", 3, "=D4*2"]


def test_a_formula_carries_its_value_for_whoever_does_not_compute():
    content = write(["t1", "", "", 3, Formula("D4*2", 6)])
    assert openpyxl.load_workbook(io.BytesIO(content), data_only=True)["东西 甲 乙"]["E4"].value == 6


@pytest.mark.parametrize("text", ['=HYPERLINK("http://x")', "+1", "-1+1", "@SUM(A1)", "=1"])
def test_what_people_typed_is_never_a_formula(text):
    sheet = independent(write(["t1", text, "", None, None]))["东西 甲 乙"]
    assert sheet["B4"].value == text
    assert sheet["B4"].data_type == "s"
    assert sheet["B4"].quotePrefix


def test_only_open_cells_can_be_typed_into_and_lists_offer_their_words():
    sheet = independent(write(["t1", "名称", "任务", 3, None]))["东西 甲 乙"]
    assert sheet.protection.sheet
    assert [sheet.cell(4, column).protection.locked for column in range(1, 6)] == [
        True,
        False,
        False,
        False,
        True,
    ]
    offered = {str(each.sqref): each.formula1 for each in sheet.data_validations.dataValidation}
    assert offered["C4:C6"] == '"任务,问题"'
    assert offered["D4:D6"] == "1"


def test_a_file_comes_back_as_it_left():
    content = write(["t1", "名称", "问题", 4, Formula("1+1", 2)], base={"t1": {"name": "_x0041_ 甲\n"}})
    found = read_spreadsheet("a.xlsx", content)
    assert found.kept["base"] == {"t1": {"name": "_x0041_ 甲\n"}}
    sheet = found.sheets["things"]
    assert sheet.columns == {"id", "name", "kind", "mark", "twice"}
    (row,) = sheet.rows
    assert (row.number, row.text("name"), row.cells["mark"]) == (4, "名称", 4)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=4), st.text(max_size=200))
def test_whatever_is_written_can_be_read_again(names, kept):
    content = write(*[[f"t{at}", name, "", None, None] for at, name in enumerate(names)], base=kept)
    found = read_spreadsheet("a.xlsx", content)
    assert found.kept["base"] == kept
    assert [row.number for row in found.sheets["things"].rows] == list(range(4, 4 + len(names)))
    assert independent(content)["东西 甲 乙"].max_row >= 3 + len(names)


def test_a_deleted_heading_does_not_swallow_a_row():
    content = edited(write(["t1", "名称", "", 1, None]), lambda book: book["东西 甲 乙"].delete_rows(2))
    assert [row.number for row in read_spreadsheet("a.xlsx", content).sheets["things"].rows] == [3]


def locked(_):
    return b"\xd0\xcf\x11\xe0" + bytes(600)


WRONG = [
    (lambda _: b"", "sheet-empty"),
    (locked, "sheet-locked"),
    (lambda _: "姓名,单位".encode(), "sheet-other"),
    (lambda content: content[: len(content) // 2], "sheet-broken"),
    (lambda _: b"PK" + bytes(100), "sheet-broken"),
    (lambda content: edited(content, lambda book: book.remove(book["zhixing"])), "sheet-foreign"),
    (lambda content: content + bytes(6 * 1024 * 1024), "sheet-large"),
]


@pytest.mark.parametrize(("spoil", "slug"), WRONG)
def test_a_file_that_cannot_be_taken_is_refused_with_its_name(spoil, slug):
    with pytest.raises(InputError) as refused:
        read_spreadsheet("题目.xlsx", spoil(write(["t1", "", "", None, None])))
    assert refused.value.code == f"documents.error.{slug}"
    assert refused.value.location.file == "题目.xlsx"


def stuffed(content, part, unit, size):
    """Return a workbook with one of its parts filled up; it packs into next to nothing."""
    out = io.BytesIO()
    source = zipfile.ZipFile(io.BytesIO(content))
    with source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            packed = source.read(entry)
            if entry.filename == part:
                head, end, tail = packed.rpartition(b"</")
                packed = head + unit * (size // len(unit)) + end + tail
            target.writestr(entry.filename, packed)
    return out.getvalue()


@pytest.mark.parametrize(
    ("part", "unit", "megabytes"),
    [
        ("xl/sharedStrings.xml", b"<si><t>a</t></si>", 9),
        ("xl/styles.xml", b"<xf/>", 2),
        ("xl/worksheets/sheet1.xml", b"<row/>", 12),
    ],
)
def test_a_small_file_that_unpacks_too_far_is_refused_before_it_is_read(part, unit, megabytes):
    content = write(["t1", "", "", None, None])
    bomb = stuffed(content, part, unit, megabytes * 1024 * 1024)
    assert len(bomb) < 200_000
    with pytest.raises(InputError) as refused:
        read_spreadsheet("a.xlsx", bomb)
    assert refused.value.code == "documents.error.sheet-large"


def test_a_full_file_is_read():
    """200 topics of a thousand characters each, with what eight tables say of every condition."""
    text = "".join(chr(0x4E00 + at) for at in range(1_000))
    rows = [[f"t{at}", f"{at}{text}", f"{at}{text[::-1]}", None, None] for at in range(800)]
    content = write(*rows)
    with zipfile.ZipFile(io.BytesIO(content)) as pack:
        assert sum(entry.file_size for entry in pack.infolist()) > 4 * 1024 * 1024
    assert len(read_spreadsheet("a.xlsx", content).sheets["things"].rows) == 800


def test_a_sheet_of_a_million_rows_of_nothing_is_read_quickly_and_a_long_one_refused():
    content = write(*[["t", f"名称{at}", "", None, None] for at in range(3_100)])
    with pytest.raises(InputError) as refused:
        read_spreadsheet("a.xlsx", content)
    assert refused.value.code == "documents.error.sheet-long"


@pytest.mark.parametrize(
    ("typed", "meant"), [(4, 4), ("4", 4), ("４", 4), (4.5, None), ("四", None), (None, None)]
)
def test_whole_numbers_are_read_as_people_type_them(typed, meant):
    assert whole(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"), [(0.5, 0.5), ("30%", 30), ("３０", 30), (-1, None), ("很多", None)]
)
def test_numbers_are_read_as_people_type_them(typed, meant):
    assert number(typed) == meant


def test_columns_have_excels_letters_and_sheets_names_that_excel_takes():
    assert [letters(column) for column in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
    assert sheet_name("'很长的名字" + "长" * 40 + "?") == "很长的名字" + "长" * 26


def test_a_server_that_starts_has_not_loaded_excel_yet():
    import subprocess
    import sys

    asked = "import sys, zhixing.server.paper; print(sorted({'xlsxwriter', 'openpyxl'} & set(sys.modules)))"
    said = subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, encoding="utf-8")
    assert said.stdout.strip() == "[]"
