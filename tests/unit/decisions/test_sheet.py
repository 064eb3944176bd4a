"""The approval sheet stays on one page, however long the paper is."""

import io
import subprocess
from datetime import date

import pytest
from docx import Document
from pypdf import PdfReader

from zhixing.actor import Locale
from zhixing.decisions.documents import SheetFacts, approval_sheet
from zhixing.decisions.rules import Decision, Outcome, Submission
from zhixing.text import Text

HOSTILE = "<b>甲</b>&=1+1 \u202e 𠮷田㛃"


def sheet(locale, decision=None, digest=()):
    paper = Submission("s", "paper", 3, {}, "2026-11-20T04:05:00+00:00", decision)
    facts = SheetFacts(
        unit="澄禾县综合服务中心",
        day=date(2026, 11, 20),
        matter=Text("关于审定专题的请示", "Request for a decision"),
        digest=digest,
        attachment=Text("选题建议（第 3 稿）", "Recommendation (draft 3)"),
        submission=paper,
    )
    return approval_sheet(facts, locale)


def cells(file):
    return [
        cell.text for table in Document(io.BytesIO(file)).tables for row in table.rows for cell in row.cells
    ]


def test_what_is_too_long_is_cut_and_points_to_the_attachment():
    long = [(Text("理由", "Reasons"), "影响面大，" * 200), (Text("单位", "Unit"), "政务科")]
    digest = cells(sheet(Locale.ZH, digest=long))[7]
    assert digest.startswith("理由：影响面大，")
    assert digest.endswith("……（详见附件）")
    assert len(digest) <= 26 * 8
    assert "政务科" not in digest
    assert cells(sheet(Locale.ZH, digest=[(Text("甲", "A"), HOSTILE), (Text("乙", "B"), " ")]))[7]


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        (Outcome.APPROVED, "2026年11月18日审定同意。原件签批，已登记。"),
        (Outcome.RETURNED, "2026年11月18日退回修改。原件签批，已登记。"),
        (Outcome.DESIGNATED, "2026年11月18日另行指定专题。原件签批，已登记。"),
    ],
)
def test_the_outcome_is_written_with_its_day(outcome, said):
    decision = Decision(
        outcome, "照此办理", "2026-11-20T05:06:00+00:00", {"signed": "2026-11-18"}, on_paper=True
    )
    written = cells(sheet(Locale.ZH, decision))
    assert written[17] == said
    assert "照此办理" in written[15]


@pytest.mark.parametrize("locale", Locale)
def test_it_prints_on_one_page(locale, tmp_path):
    long = [
        (Text(f"第{n}项", f"Item {n}"), "内容很长" * 30 if n % 2 else "short words " * 20) for n in range(9)
    ]
    decision = Decision(Outcome.APPROVED, "同意。" * 20, "2026-11-20T05:06:00+00:00")
    source = tmp_path / "sheet.docx"
    source.write_bytes(sheet(locale, decision, long))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(source),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert len(PdfReader(source.with_suffix(".pdf")).pages) == 1
