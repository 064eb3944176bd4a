"""A worksheet as a paper: one page in both languages, full or sparse, with room for two signatures."""

import subprocess
from io import BytesIO
from types import SimpleNamespace

import pytest
from docx import Document
from pypdf import PdfReader

from factories import make_actor, make_class, make_solo
from zhixing.actor import Locale
from zhixing.classroom.tables import PersonRow, UnitRow
from zhixing.course.documents import worksheet_paper
from zhixing.course.service.worksheets import keep_sheet
from zhixing.course.worksheets import FieldKind, all_sheets
from zhixing.errors import MissingError
from zhixing.server.paper import papers

PAPERS = [sheet for sheet in all_sheets().values() if sheet.document is not None]
WORDS = {
    Locale.ZH: "每周五下午四点半，把本周退回的件逐件讲一遍，由我记台账，不点名，只问流程。",
    Locale.EN: "Each Friday at half past four we go through the cases returned this week; I keep a list. ",
}


def content(sheet, locale, *, full):
    """Return a worksheet filled to its limits, or with what is needed, in a few words."""

    def value(field):
        if field.kind in {FieldKind.LINE, FieldKind.TEXT}:
            most = field.most * (1 if locale is Locale.ZH else 2)
            return (WORDS[locale] * 40)[: most if full else min(most, 12)].strip()
        return "2026-11-20" if field.kind is FieldKind.DATE else field.options[-1].id

    found = {}
    for part in sheet.parts:
        values = {field.id: value(field) for field in part.fields if full or field.needed}
        if part.repeat is not None:
            found[part.id] = [values] * (part.repeat[1] if full else max(1, part.repeat[0]))
        else:
            found[part.id] = {row.id: values for row in part.rows} if part.rows else values
    return found


@pytest.fixture
def room(store):
    with store.work() as db:
        classroom = make_class(db)
        me = make_actor(db, classroom, name="欧阳娜仁花")
        unit = db.query(UnitRow).filter(UnitRow.classroom_id == classroom).first()
        db.get_one(PersonRow, me.person).unit_id = unit.id
        english = make_actor(db, classroom, name="Ann", locale=Locale.EN)
        other = make_actor(db, classroom)
        return SimpleNamespace(
            store=store, me=me, unit=unit.name, english=english, other=other, solo=make_solo(db)
        )


def paper(room, actor, sheet, filled=None):
    with room.store.work() as db:
        if filled is not None:
            keep_sheet(db, actor, sheet, filled, 0)
        return worksheet_paper(db, actor, {"sheet": sheet})


def words(raw):
    document = Document(BytesIO(raw))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def pages(raw, folder):
    source = folder / "paper.docx"
    source.write_bytes(raw)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return PdfReader(source.with_suffix(".pdf")).pages


def test_there_is_a_contract():
    assert [sheet.document for sheet in PAPERS].count("contract") >= 1


@pytest.mark.parametrize("sheet", PAPERS, ids=lambda sheet: sheet.id)
@pytest.mark.parametrize("full", [True, False], ids=["full", "sparse"])
@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_it_prints_on_one_page_in_both_languages(room, tmp_path, sheet, full):
    for actor in (room.me, room.english):
        _, raw = paper(room, actor, sheet.id, content(sheet, actor.locale, full=full))
        (page,) = pages(raw, tmp_path)
        size = float(page.mediabox.width), float(page.mediabox.height)
        assert [round(length / 72 * 25.4) for length in size] == [210, 297]
        found = "".join(page.extract_text().split())
        assert "".join(sheet.title.to(actor.locale).split()) in found
        signed = {
            Locale.ZH: ("本人签名", "伙伴签名", "年月日"),
            Locale.EN: ("Mysignature", "Mentororpartner", "Date:"),
        }
        assert all(word in found for word in signed[actor.locale])


@pytest.mark.parametrize("sheet", PAPERS, ids=lambda sheet: sheet.id)
def test_everything_written_is_on_it_with_name_and_unit(room, sheet):
    filled = content(sheet, Locale.ZH, full=True)
    title, raw = paper(room, room.me, sheet.id, filled)
    said = words(raw)
    assert title == f"{sheet.title.zh}.docx"
    assert "姓名：欧阳娜仁花" in said
    assert f"单位：{room.unit}" in said
    for part in sheet.parts:
        assert part.title.zh in said
        for field in part.fields:
            assert field.label.zh in said or part.rows
            if field.kind is FieldKind.DATE:
                assert "2026年11月20日" in said
            elif not field.options:
                assert (WORDS[Locale.ZH] * 40)[: field.most].strip() in said
            else:
                assert field.options[-1].text.zh in said


def test_it_is_ones_own_and_a_form_to_fill_before_anything_is_written(room):
    sheet = PAPERS[0]
    paper(room, room.me, sheet.id, content(sheet, Locale.ZH, full=True))
    for actor in (room.other, room.solo):
        said = words(paper(room, actor, sheet.id)[1])
        assert WORDS[Locale.ZH][:12] not in said
        assert "欧阳娜仁花" not in said
        assert sheet.parts[0].fields[0].label.zh in said
    assert "姓名：＿" in words(paper(room, room.solo, sheet.id)[1])


def test_a_worksheet_that_stays_on_the_page_is_no_paper(room):
    other = next(sheet for sheet in all_sheets().values() if sheet.document is None)
    with pytest.raises(MissingError) as caught:
        paper(room, room.me, other.id)
    assert caught.value.code == "worksheet.error.no-document"
    with pytest.raises(MissingError):
        paper(room, room.me, "")


def test_the_server_hands_it_out():
    assert "worksheet.docx" in papers()
