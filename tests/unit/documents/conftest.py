"""A paper with everything the kit offers, and the tools to open it again."""

import zipfile
from collections.abc import Callable
from io import BytesIO

import docx
import pytest
from docx.document import Document
from lxml import etree

from zhixing.actor import Locale
from zhixing.documents import Column, OfficialDocument


@pytest.fixture(params=list(Locale))
def locale(request) -> Locale:
    return request.param


@pytest.fixture
def paper(locale) -> OfficialDocument:
    paper = OfficialDocument(author="市机关事务管理局", locale=locale)
    paper.title("关于学习专题的请示")
    paper.draft_mark("送审稿")
    paper.addressee("市委组织部")
    paper.heading("选题建议", 1, number=1)
    paper.heading("首选专题", 2, number=1)
    paper.heading("分工", 3, number=1)
    paper.heading("时间", 4, number=1)
    paper.paragraph("流程再造。\n首选不变。", lead="专题：")
    paper.table(
        [Column("姓名", 100), Column("签名", 56, centred=True)],
        [(name, "") for name in ("𠮷田㛃", "阿卜杜拉·买买提", "欧阳娜仁花")],
    )
    paper.signature("市机关事务管理局", "2026年11月20日")
    paper.note("联系人：阿卜杜拉·买买提")
    paper.pen_line("主持人")
    paper.approval()
    paper.attachment("附件1", "专题说明")
    return paper


@pytest.fixture
def reopen() -> Callable[[bytes], Document]:
    return lambda content: docx.Document(BytesIO(content))


@pytest.fixture
def part() -> Callable[[bytes, str], etree._Element]:
    def read(content: bytes, name: str) -> etree._Element:
        with zipfile.ZipFile(BytesIO(content)) as package:
            return etree.fromstring(package.read(name))

    return read
