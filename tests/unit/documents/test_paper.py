import pytest
from docx.shared import Mm

from zhixing.actor import Locale
from zhixing.documents import Column, OfficialDocument, Sheet
from zhixing.documents.characters import storable, width

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NAMES = ["𠮷田㛃", "阿卜杜拉·买买提", "欧阳娜仁花"]


def test_rare_and_long_names_survive(paper, reopen):
    table = reopen(paper.bytes()).tables[0]
    assert [cell.text for cell in table.columns[0].cells][1:] == NAMES


def test_what_xml_cannot_hold_is_removed_everywhere(reopen):
    dirt = "审\x00定\x07\ufffe\ud800\x1b[0m\x85𠮷"
    paper = OfficialDocument(author=dirt, locale=Locale.ZH)
    paper.title(dirt)
    paper.draft_mark(dirt)
    paper.addressee(dirt)
    paper.heading(dirt, 1, number=1)
    paper.paragraph(dirt, lead=dirt)
    paper.table([Column(dirt, 1)], [[dirt]])
    paper.note(dirt)
    paper.pen_line(dirt)
    paper.approval([dirt])
    paper.signature(dirt, dirt)
    paper.attachment(dirt, dirt)
    document = reopen(paper.bytes())
    assert document.paragraphs[0].text == "审定[0m\n𠮷"
    assert document.core_properties.author == "审定[0m 𠮷"


@pytest.mark.parametrize("breaks", ["\r\n", "\r", "\n", "\x0b", "\x0c", "\u2028"])
def test_every_kind_of_line_break_is_one(breaks):
    assert storable(f"知{breaks}行") == "知\n行"


def test_tab_stays():
    assert storable("知\t行") == "知\t行"


@pytest.mark.parametrize(
    ("text", "characters"), [("2026年11月20日", 7), ("阿卜杜拉·买买提", 8), ("𠮷", 1), ("", 0)]
)
def test_width_counts_full_width_characters(text, characters):
    assert width(text) == characters


def test_each_line_of_a_body_is_a_paragraph_of_its_own(paper, reopen):
    body = [line for line in reopen(paper.bytes()).paragraphs if line.style.name == "Body Text"]
    assert [line.text for line in body] == ["专题：流程再造。", "首选不变。"]
    assert [run.bold for run in body[0].runs] == [True, None]


def test_empty_body_prints_nothing(reopen):
    paper = OfficialDocument(author="office", locale=Locale.EN)
    paper.paragraph(" \n ")
    assert reopen(paper.bytes()).paragraphs == []


def test_chinese_runs_ask_for_the_chinese_face(paper, locale, part):
    runs = part(paper.bytes(), "word/document.xml").iter(f"{W}r")
    hints = {fonts.get(f"{W}hint") for run in runs for fonts in run.iter(f"{W}rFonts")}
    assert hints == ({"eastAsia"} if locale is Locale.ZH else set())


def test_headings_are_numbered_in_four_levels(paper, locale, reopen):
    headings = [
        line.text for line in reopen(paper.bytes()).paragraphs if line.style.name.startswith("Heading")
    ]
    expected = {
        Locale.ZH: ["一、选题建议", "（一）首选专题", "1.分工", "（1）时间"],
        Locale.EN: ["I. 选题建议", "A. 首选专题", "1. 分工", "(1) 时间"],
    }
    assert headings == expected[locale]


def test_only_the_last_line_of_the_title_block_is_followed_by_a_blank_line(paper, reopen):
    title, mark = reopen(paper.bytes()).paragraphs[:2]
    assert title.paragraph_format.space_after == 0
    assert mark.paragraph_format.space_after is None
    assert mark.style.paragraph_format.space_after.twips == 579


@pytest.mark.parametrize(
    ("unit", "insets"),
    [
        ("市局", [650, 400]),
        ("市机关事务管理局", [350, 400]),
        ("国" * 21, [200, 900]),
        ("国" * 40, [200, 1850]),
    ],
)
def test_unit_is_centred_on_a_date_four_characters_in(reopen, unit, insets):
    paper = OfficialDocument(author=unit, locale=Locale.ZH)
    paper.signature(unit, "2026年11月20日")
    found = [line._p.pPr.ind.get(f"{W}rightChars") for line in reopen(paper.bytes()).paragraphs]
    assert [int(inset) for inset in found] == insets


def test_signature_never_stands_alone_on_a_page(reopen):
    paper = OfficialDocument(author="office", locale=Locale.EN)
    paper.paragraph("body")
    paper.signature("office", "1 May 2026")
    assert reopen(paper.bytes()).paragraphs[0].paragraph_format.keep_with_next


def test_approval_leaves_room_for_the_pen(reopen):
    paper = OfficialDocument(author="局", locale=Locale.ZH)
    paper.approval()
    paper.approval(["承办处室意见", "分管领导意见"], height_mm=30)
    default, named = reopen(paper.bytes()).tables
    label, blank = default.rows[0].cells
    assert label.text == "审批意见"
    assert blank.text.startswith("签名：____")
    assert [row.cells[0].text for row in named.rows] == ["承办处室意见", "分管领导意见"]
    assert {round(row.height.mm) for row in named.rows} == {30}


def test_header_repeats_and_no_row_splits(locale, reopen):
    sheet = Sheet(author="office", locale=locale)
    sheet.table([Column("姓名", 45), Column("上午", 90), Column("下午", 90)], [("张三", "", "")] * 3)
    (table,) = reopen(sheet.bytes()).tables
    marks = [{child.tag for child in row._tr.trPr} for row in table.rows]
    assert [f"{W}tblHeader" in found for found in marks] == [True, False, False, False]
    assert all(f"{W}cantSplit" in found for found in marks)
    assert all(row.height >= Mm(8.9) for row in table.rows)
    assert not table.autofit
    assert [round(column.width.mm) for column in table.columns] == [45, 90, 90]


def test_row_with_a_missing_cell_is_refused(locale):
    sheet = Sheet(author="office", locale=locale)
    with pytest.raises(ValueError, match="zip"):
        sheet.table([Column("a", 1), Column("b", 1)], [("only one",)])


def test_two_tables_do_not_grow_together(paper, reopen):
    paper.approval()
    body = [child.tag.removeprefix(W) for child in reopen(paper.bytes()).element.body]
    assert "tbl tbl" not in " ".join(body)
    assert body[-2:] == ["p", "sectPr"]


def test_meta_entries_stand_on_one_line(reopen):
    sheet = Sheet(author="office", locale=Locale.ZH)
    sheet.meta("班次：一", "日期：二")
    assert [line.text for line in reopen(sheet.bytes()).paragraphs] == ["班次：一　　日期：二"]
