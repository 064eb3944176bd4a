"""The people sheet through a real server: out, filled in, back in; in a class and for somebody alone."""

import io
import json
import re

import openpyxl
import pytest

from recalculating import edited

SHEET = "姓名,单位,专长,从事年限,层次\n独学人,自己的科,许可,5,一线\n"


@pytest.fixture(scope="module")
def server(start_server):
    """Start a demo class of its own: what is changed here, others do not see."""
    return start_server("DEMO")


@pytest.fixture(scope="module")
def facilitator(server):
    return server.facilitator()


def test_the_sheet_goes_out_and_comes_back_with_a_preview(server, facilitator):
    answer = facilitator.get("export/members-sheet.xlsx")
    assert answer.status == 200
    page = openpyxl.load_workbook(io.BytesIO(answer.body)).worksheets[0]
    name = page.cell(3, 1).value

    def change(book):
        book.worksheets[0].cell(3, 7).value = "从表里改的专长"

    back = facilitator.send_file("import/members", "file", "学员.xlsx", edited(answer.body, change))
    assert back.status == 200
    preview = json.loads(back.body)
    assert [one["name"] for one in preview["changed"]] == [name]
    specialty = "SELECT specialty FROM profile JOIN person ON person.id = person_id WHERE name = ?"
    assert server.rows(specialty, name) != [("从表里改的专长",)]
    with facilitator.page() as page:
        assert page.open("members")["preview"] == preview
        assert page.act("members", {"kind": "apply", "token": preview["token"]})["t"] == "taken"
        page.shows("members", lambda view: view["preview"] is None)
    assert server.rows(specialty, name) == [("从表里改的专长",)]


def test_every_fault_reaches_the_page_in_both_languages(facilitator):
    content = "姓名,单位,层次,从事年限\n甲,乙,中层,1\n丙,丁,一线,120\n".encode("gbk")
    answer = facilitator.send_file("import/members", "file", "错.csv", content)
    assert answer.status == 400
    said = json.loads(answer.body)["error"]
    assert len(said["faults"]) == 2
    for sentence in said["sentence"].values():
        assert "错.csv" in sentence


def test_somebody_alone_sends_a_file_from_a_page_that_has_no_form(solo_server):
    """The token that a file needs comes with the page: nobody signs in here."""
    visitor = solo_server.visitor()
    visitor.get("book/start")
    assert re.fullmatch(r"\S+", visitor.cookies["_xsrf"])
    answer = visitor.send_file(
        "import/members", "file", "学员.csv", SHEET.encode(), token=visitor.cookies["_xsrf"]
    )
    assert answer.status == 200
    assert [one["name"] for one in json.loads(answer.body)["new"]] == ["独学人"]
