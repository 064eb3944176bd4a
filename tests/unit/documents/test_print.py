import subprocess

import pytest
from pypdf import PdfReader

from zhixing.actor import Locale
from zhixing.documents import Column, OfficialDocument, Sheet


@pytest.fixture
def printed(tmp_path):
    def convert(content: bytes) -> PdfReader:
        source = tmp_path / "paper.docx"
        source.write_bytes(content)
        subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
                "--headless",
                "--convert-to",
                "pdf",
                "--outdir",
                str(tmp_path),
                str(source),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
        return PdfReader(source.with_suffix(".pdf"))

    return convert


def _size(page) -> tuple[int, int]:
    return round(float(page.mediabox.width) / 72 * 25.4), round(float(page.mediabox.height) / 72 * 25.4)


def test_page_prints_22_lines_of_28_characters_on_a4(printed):
    paper = OfficialDocument(author="局", locale=Locale.ZH)
    paper.paragraph("知" * (28 * 22 - 2) + "行")
    pages = printed(paper.bytes()).pages
    assert [_size(page) for page in pages] == [(210, 297)] * 2
    assert [page.extract_text().count("知") for page in pages] == [28 * 22 - 2, 0]
    assert "行" in pages[1].extract_text()
    assert "— 2 —" in pages[1].extract_text()


def test_paper_prints_everything_and_starts_the_attachment_on_a_new_page(paper, printed):
    pages = [page.extract_text().replace(" ", "") for page in printed(paper.bytes()).pages]
    assert len(pages) == 3
    together = "".join(pages)
    for text in ("关于学习专题的请示", "送审稿", "市委组织部", "选题建议", "阿卜杜拉·买买提", "𠮷田㛃"):
        assert text in together
    assert "附件1" in pages[2]
    assert "专题说明" in pages[2]


def test_sheet_repeats_its_header_on_every_page(printed):
    sheet = Sheet(author="局", locale=Locale.ZH)
    sheet.title("签到表")
    sheet.meta("日期：2026年11月20日", "地点：第二会议室")
    columns = [Column("序号", 15, centred=True), Column("姓名", 60), Column("上午", 75), Column("下午", 75)]
    sheet.table(columns, [(str(number), "阿卜杜拉·买买提", "", "") for number in range(1, 41)])
    pages = printed(sheet.bytes()).pages
    assert [_size(page) for page in pages] == [(297, 210)] * 3
    assert all("序号" in page.extract_text() for page in pages)
