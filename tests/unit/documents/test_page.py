import zipfile
from io import BytesIO

import pytest
from docx.enum.section import WD_ORIENT

from zhixing.actor import Locale
from zhixing.documents import Column, OfficialDocument, Sheet

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def test_page_is_a4_with_the_margins_of_the_standard(paper, reopen):
    section = reopen(paper.bytes()).sections[0]
    found = [
        section.page_width,
        section.page_height,
        section.top_margin,
        section.left_margin,
        section.right_margin,
        section.bottom_margin,
    ]
    assert [round(length.mm, 1) for length in found] == [210, 297, 37, 28, 26, 35]


def test_grid_holds_22_lines_of_28_characters(paper, part):
    grid = next(part(paper.bytes(), "word/document.xml").iter(f"{W}docGrid"))
    assert grid.get(f"{W}type") == "linesAndChars"
    assert 225 / 25.4 * 1440 // int(grid.get(f"{W}linePitch")) == 22
    character = 16 + int(grid.get(f"{W}charSpace")) / 4096
    assert 156 / 25.4 * 72 // character == 28


@pytest.mark.parametrize(
    ("style", "face", "points"),
    [
        ("Title", "方正小标宋简体", 22),
        ("Subtitle", "楷体", 16),
        ("Body Text", "仿宋", 16),
        ("Heading 1", "黑体", 16),
        ("Heading 2", "楷体", 16),
        ("Heading 3", "仿宋", 16),
        ("Heading 4", "仿宋", 16),
        ("Page Number Odd", "宋体", 14),
    ],
)
def test_style_names_the_face_and_size_of_the_standard(paper, reopen, style, face, points):
    found = reopen(paper.bytes()).styles[style]
    assert found.element.rPr.rFonts.get(f"{W}eastAsia") == face
    sizes = [parent.font.size.pt for parent in (found, *_parents(found)) if parent.font.size]
    assert sizes[0] == points


def _parents(style):
    while style.base_style is not None:
        style = style.base_style
        yield style


def test_every_face_the_styles_name_is_in_the_font_table(paper, part):
    styles, fonts = (part(paper.bytes(), f"word/{name}.xml") for name in ("styles", "fontTable"))
    named = {value for fonts_of in styles.iter(f"{W}rFonts") for value in fonts_of.attrib.values()}
    alternates = {
        font.get(f"{W}name"): [name.get(f"{W}val") for name in font.iter(f"{W}altName")]
        for font in fonts.iter(f"{W}font")
    }
    assert named == set(alternates)
    assert alternates["方正小标宋简体"] == ["华文中宋,STZhongsong,宋体,SimSun"]


def test_body_is_indented_by_two_characters(paper, reopen):
    indent = reopen(paper.bytes()).styles["Body Text"].element.pPr.ind
    assert indent.get(f"{W}firstLineChars") == "200"


def test_page_number_stands_between_dashes_on_the_outer_side(paper, reopen):
    document = reopen(paper.bytes())
    assert document.settings.odd_and_even_pages_header_footer
    section = document.sections[0]
    for footer, style in (
        (section.footer, "Page Number Odd"),
        (section.even_page_footer, "Page Number Even"),
    ):
        (line,) = footer.paragraphs
        assert (line.text, line.style.name) == ("— 1 —", style)
        assert [field.text.strip() for field in line._p.iter(f"{W}instrText")] == ["PAGE"]
    odd, even = (document.styles[f"Page Number {side}"].element.pPr for side in ("Odd", "Even"))
    assert (odd.jc.get(f"{W}val"), odd.ind.get(f"{W}rightChars")) == ("right", "100")
    assert (even.jc.get(f"{W}val"), even.ind.get(f"{W}leftChars")) == ("left", "100")


def test_properties_name_title_author_and_language_only(paper, locale, reopen):
    properties = reopen(paper.bytes()).core_properties
    assert properties.title == "关于学习专题的请示"
    assert properties.author == properties.last_modified_by == "市机关事务管理局"
    assert properties.language == locale.value
    assert properties.comments == ""


def test_overlong_title_still_opens(reopen):
    paper = OfficialDocument(author="局" * 300, locale=Locale.ZH)
    paper.title("题" * 300)
    document = reopen(paper.bytes())
    assert document.paragraphs[0].text == "题" * 300
    assert document.core_properties.title == "题" * 255


def test_language_is_in_the_styles(paper, locale, part):
    language = next(part(paper.bytes(), "word/styles.xml").iter(f"{W}lang"))
    assert language.get(f"{W}eastAsia") == "zh-CN"
    assert language.get(f"{W}val") == {Locale.ZH: "en-US", Locale.EN: "en-GB"}[locale]


def test_english_levels_differ_by_weight_and_slope(paper, locale, reopen):
    styles = reopen(paper.bytes()).styles
    found = [
        (styles[f"Heading {level}"].font.bold, styles[f"Heading {level}"].font.italic) for level in (1, 2)
    ]
    assert found == ([(None, None)] * 2 if locale is Locale.ZH else [(True, False), (True, True)])


def test_file_holds_no_path_of_the_machine(paper):
    with zipfile.ZipFile(BytesIO(paper.bytes())) as package:
        everything = b"".join(package.read(name) for name in package.namelist())
    for trace in (b"/home/", b"/work/", b"/tmp/", b"C:\\", b"python-docx"):
        assert trace not in everything


def test_landscape_sheet_has_the_type_area_turned(locale, reopen):
    sheet = Sheet(author="office", locale=locale)
    sheet.table([Column("a", 1)], [])
    section = reopen(sheet.bytes()).sections[0]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert round((section.page_width - section.left_margin - section.right_margin) / 36000) == 225
    assert round((section.page_height - section.top_margin - section.bottom_margin) / 36000) == 156
    portrait = reopen(Sheet(author="office", locale=locale, landscape=False).bytes()).sections[0]
    assert portrait.page_height > portrait.page_width
