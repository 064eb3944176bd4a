"""The bank as an Excel file: what leaves comes back the same; faults are named by sheet and cell."""

import io
import re
import zipfile

import openpyxl
import pytest

from authored import items, write_unit
from factories import worded
from zhixing import resources
from zhixing.actor import Locale
from zhixing.course.bank.excel_in import read_bank
from zhixing.course.bank.excel_out import bank_file
from zhixing.course.bank.shape import shapes
from zhixing.course.bank.source import read_sources
from zhixing.course.kinds import KINDS
from zhixing.errors import InputError
from zhixing.text import catalogue

FILE = "题库.xlsx"


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    course = tmp_path_factory.mktemp("course")
    write_unit(course / "t01")
    return read_sources((course,))


@pytest.fixture(scope="module", params=list(Locale))
def locale(request):
    return request.param


@pytest.fixture(scope="module")
def written(sources, locale):
    return bank_file(sources, locale)


@pytest.fixture(scope="module")
def content(sources):
    return bank_file(sources, Locale.ZH)


def edited(content, change):
    """Return the file as somebody edited it with another program."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sheet_of(book, kind):
    titles = {shapes()[kind].title.zh, shapes()[kind].title.en}
    return next(sheet for sheet in book.worksheets if sheet.title in titles)


def cell_of(sheet, key, row):
    """Return a cell by the key in the hidden first row and the row number."""
    column = next(cell.column for cell in sheet[1] if str(cell.value).partition(".")[2] == key)
    return sheet.cell(row=row, column=column)


def faults_of(content, change):
    return [worded(fault) for fault in read_bank(FILE, edited(content, change)).faults]


# ---- out


def test_there_is_an_explanation_first_and_a_sheet_for_every_kind(written, locale):
    book = openpyxl.load_workbook(io.BytesIO(written))
    titles = [sheet.title for sheet in book.worksheets]
    assert titles[0] == catalogue().say("bank.sheet.about", locale)
    assert {shapes()[kind].title.to(locale) for kind in KINDS} <= set(titles)
    assert book[titles[0]].max_row > 5


def test_another_reader_finds_both_languages_side_by_side(written, locale):
    sheet = sheet_of(openpyxl.load_workbook(io.BytesIO(written)), "single")
    raw = items()["single"]
    zh, en = cell_of(sheet, "prompt.zh", 4), cell_of(sheet, "prompt.en", 4)
    assert (zh.value, en.value) == (raw["prompt"]["zh"], raw["prompt"]["en"])
    assert en.column == zh.column + 1
    options = [cell_of(sheet, "text.en", row).value for row in range(5, 5 + len(raw["option"]))]
    assert options == [option["text"]["en"] for option in raw["option"]]
    right = [cell_of(sheet, "correct", row).value for row in range(5, 5 + len(raw["option"]))]
    yes, no = (catalogue().say(f"bank.word.{word}", locale) for word in ("yes", "no"))
    assert right == [yes if option["correct"] else no for option in raw["option"]]


def test_no_cell_is_a_formula_and_nothing_is_executed(content):
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert all(
        cell.data_type != "f" for sheet in book.worksheets for row in sheet.iter_rows() for cell in row
    )


# ---- there and back


def test_every_kind_comes_back_as_it_left(written):
    found = read_bank(FILE, written)
    assert [worded(fault) for fault in found.faults] == []
    assert {draft.raw["kind"]: draft.raw for draft in found.items} == items()
    assert [objective["id"] for objective in found.objectives] == ["t01-o1"]
    assert [step["id"] for step in found.steps] == ["case", "check", "practise"]
    assert found.title.en == "Done at the first visit"


def test_the_shipped_course_comes_back_as_it_left():
    sources = read_sources((resources.data() / "course",))
    found = read_bank(FILE, bank_file(sources, Locale.EN))
    assert [worded(fault) for fault in found.faults] == []
    left = {raw["id"]: raw for source in sources for raw in source.items}
    assert {draft.raw["id"]: draft.raw for draft in found.items} == left


def test_another_program_may_save_it_and_rows_may_be_sorted_anew(content):
    def reverse(book):
        sheet = sheet_of(book, "single")
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4, max_row=7)]
        for at, row in enumerate(reversed(rows), start=4):
            for column, value in enumerate(row, start=1):
                sheet.cell(row=at, column=column).value = value

    found = read_bank(FILE, edited(content, reverse))
    assert found.faults == []
    raw = next(draft.raw for draft in found.items if draft.raw["kind"] == "single")
    assert raw == {**items()["single"], "option": items()["single"]["option"][::-1]}


# ---- what cannot be taken


@pytest.mark.parametrize(
    ("kind", "key", "row", "put", "zh"),
    [
        ("single", "prompt.en", 4, None, "缺少 en 一侧"),
        ("single", "part", 4, "作文", "“作文”"),
        ("single", "part", 5, None, "没有写明这一行是什么"),
        ("single", "item", 5, None, "没有写题目的编号"),
        ("single", "correct", 6, "也许", "“也许”"),
        ("single", "difficulty", 4, "中等", "“中等”不是数"),
        ("single", "text.zh", 4, "放错了", "不属于这种行"),
        ("single", "feedback.en", 5, "=1+1", "公式"),
        ("branch", "of", 6, "nowhere", "nowhere"),
        ("rate", "fact.en", 4, "one\ntwo", "英文 2 行"),
    ],
)
def test_a_fault_names_its_sheet_and_cell(content, kind, key, row, put, zh):
    where = []

    def change(book):
        sheet = sheet_of(book, kind)
        cell = cell_of(sheet, key, row)
        cell.value = put
        where.append((sheet.title, cell.coordinate))

    found = faults_of(content, change)
    ((title, address),) = where
    said = [both for both in found if zh in both[0]]
    if key == "prompt.en":  # told when the draft is put against the schema
        draft = next(
            each for each in read_bank(FILE, edited(content, change)).items if each.raw["kind"] == kind
        )
        assert draft.at(("prompt", "en")).field.startswith(address)
        return
    assert said
    assert f"{FILE} › {title}" in said[0][0]
    assert any(f"“{address}" in both[0] for both in said)


def test_merged_cells_are_named(content):
    found = faults_of(content, lambda book: sheet_of(book, "single").merge_cells("A5:A6"))
    assert any("A5:A6" in zh and "合并" in zh for zh, _ in found)


def test_a_range_merged_over_the_whole_sheet_is_refused_before_it_is_laid_out(content):
    with pytest.raises(InputError, match=r"bank\.error\.merged") as refused:
        read_bank(FILE, with_merged(content, "A5:XFD1048576"))
    assert refused.value.location.field == "A5:XFD1048576"


def test_a_merged_range_that_is_none_is_a_damaged_file(content):
    with pytest.raises(InputError, match="sheet-broken"):
        read_bank(FILE, with_merged(content, "??"))


def with_merged(content, cells):
    """Return the file with one more merged range, written as no program would."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as pack, zipfile.ZipFile(out, "w") as other:
        for name in pack.namelist():
            part = pack.read(name)
            if name == "xl/worksheets/sheet4.xml":
                assert b"<mergeCells " in part
                part = re.sub(rb"(<mergeCells [^>]*>)", rb'\1<mergeCell ref="%s"/>' % cells.encode(), part)
            other.writestr(name, part)
    return out.getvalue()


def test_a_sheet_of_an_unknown_kind_is_named(content):
    def add(book):
        book.create_sheet("作文题")["A1"] = "写一篇"

    assert any("作文题" in zh and "任何题型" in zh for zh, _ in faults_of(content, add))


def test_a_copied_sheet_is_named_and_not_passed_over(content):
    found = faults_of(content, lambda book: book.copy_worksheet(sheet_of(book, "single")))
    assert len(found) == 1


def test_an_item_without_a_row_of_its_own_and_one_with_two_are_named(content):
    def lose(book):
        cell_of(sheet_of(book, "single"), "item", 4).value = "t01-other"

    assert any("t01-q01" in zh and "没有“题目”这一行" in zh for zh, _ in faults_of(content, lose))

    def double(book):
        sheet = sheet_of(book, "single")
        cell_of(sheet, "part", 5).value = cell_of(sheet, "part", 4).value

    assert any("有两行" in zh for zh, _ in faults_of(content, double))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04nothing", b"text"])
def test_what_is_no_excel_file_of_ours_is_refused(content):
    with pytest.raises(InputError):
        read_bank(FILE, content)


def test_somebody_s_own_excel_file_is_refused():
    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    with pytest.raises(InputError, match="sheet-foreign"):
        read_bank(FILE, out.getvalue())
