"""Excel files through a real server: out, edited, back in, and nothing left lying about."""

import io
import json
import tempfile
from pathlib import Path

import openpyxl
import pytest

from recalculating import edited

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture(scope="module")
def server(start_server):
    """Start a demo class of its own: what is changed here, others do not see."""
    return start_server("DEMO")


@pytest.fixture(scope="module")
def facilitator(server):
    return server.facilitator()


def titled(row, title):
    def change(book):
        book.worksheets[1].cell(row, 3).value = title

    return change


def test_the_file_goes_out_and_an_edited_one_comes_back(server, facilitator):
    answer = facilitator.get("export/topics.xlsx")
    assert (answer.status, answer.headers["content-type"]) == (200, EXCEL)
    sheet = openpyxl.load_workbook(io.BytesIO(answer.body)).worksheets[1]
    first = sheet.cell(3, 1).value
    back = facilitator.send_file(
        "import/topics", "file", "改好的.xlsx", edited(answer.body, titled(3, "从表里改的题目"))
    )
    assert back.status == 200
    preview = json.loads(back.body)
    assert [one["after"]["zh"] for one in preview["changes"]] == ["从表里改的题目"]
    with facilitator.page() as page:
        view = page.open("exchange")
        assert view["preview"]["token"] == preview["token"]
        assert view["preview"]["file"] == "改好的.xlsx"
        assert server.rows("SELECT title FROM topic WHERE id = ?", first) != [("从表里改的题目",)]
        assert page.act("exchange", {"kind": "apply", "token": preview["token"]})["t"] == "taken"
        page.shows("exchange", lambda found: found["preview"] is None)
    assert server.rows("SELECT title FROM topic WHERE id = ?", first) == [("从表里改的题目",)]


def test_a_wrong_file_is_answered_with_a_sentence_in_both_languages(facilitator):
    for name, content in [("a.xlsx", b""), ("a.xlsx", b"PK nothing"), ("名单.csv", "姓名".encode())]:
        answer = facilitator.send_file("import/topics", "file", name, content)
        assert answer.status == 400
        said = json.loads(answer.body)["error"]
        assert said["code"].startswith("documents.error.")
        assert name in said["sentence"]["zh"]
        assert name in said["sentence"]["en"]


def test_every_fault_of_a_file_reaches_the_page(facilitator):
    content = facilitator.get("export/topics.xlsx").body

    def change(book):
        book.worksheets[1].cell(3, 3).value = None
        book.worksheets[1].cell(4, 1).value = "nothing"

    answer = facilitator.send_file("import/topics", "file", "错.xlsx", edited(content, change))
    said = json.loads(answer.body)["error"]
    assert answer.status == 400
    assert len(said["faults"]) == 2
    assert len(said["sentence"]["zh"].split("\n")) == 3


def test_a_request_from_elsewhere_and_one_without_a_file_are_refused(facilitator):
    assert facilitator.post("import/topics", {"_xsrf": "forged"}).status == 403
    assert facilitator.post("import/topics", {"_xsrf": facilitator.token("sign-in")}).status == 400


def test_the_file_itself_is_kept_nowhere(server, facilitator):
    before = set(Path(tempfile.gettempdir()).glob("*.xlsx"))
    content = facilitator.get("export/topics.xlsx").body
    mark = "不该留下的文件"
    facilitator.send_file("import/topics", "file", f"{mark}.xlsx", edited(content, titled(4, "会留下的改动")))
    assert set(Path(tempfile.gettempdir()).glob("*.xlsx")) == before
    kept = [
        path for path in server.home.rglob("*") if path.is_file() and b"xl/worksheets" in path.read_bytes()
    ]
    assert kept == []


def test_prints_are_made_for_the_time_asked_for(facilitator):
    from docx import Document

    answer = facilitator.get("export/guide.docx?start=14:30")
    cells = [
        cell.text for table in Document(io.BytesIO(answer.body)).tables for cell in table.columns[0].cells
    ]
    assert "14:30" in cells
    assert "14:10" in cells
