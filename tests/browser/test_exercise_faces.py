"""Exercises in a real browser: a diagram, a case to its end, and what is typed is never lost."""

import json
from collections.abc import Iterator

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from playwright.sync_api import Browser, Locator, Page, expect

from browser.browsing import LOCALES, PHONE, barriers, reading, switch, visit
from browser.sight import zh
from exercises import BRANCH, HEAD, LOOP
from serving import Served

UNIT = """
id = "u01"
workbook = "exercises"
title = { zh = "练习", en = "Exercises" }
[[objective]]
id = "u01-o1"
text = { zh = "会做。", en = "Do it." }
[[step]]
id = "all"
title = { zh = "全部", en = "All" }
cell = "all"
items = ["u01-loop", "u01-branch", "u01-worked", "u01-reflection"]
"""
WORKED = "".join(
    f"""
[[item.line]]
id = "{name}"
text = {{ zh = "{name} 行", en = "Line {name}" }}
answer = {answer}
tolerance = 0
hint = {{ zh = "{name} 提示", en = "Hint {name}" }}
why = {{ zh = "{name} 理由", en = "Reason {name}" }}
"""
    for name, answer in (("a", 1200), ("b", 3.5))
)
BODIES = {"loop": LOOP, "branch": BRANCH, "worked": WORKED, "reflection": ""}
HOLD = """() => {
  window.post = WebSocket.prototype.send;
  window.held = [];
  WebSocket.prototype.send = function (text) { window.held.push([this, text]); };
}"""
LET_GO = """() => {
  WebSocket.prototype.send = window.post;
  for (const [socket, text] of window.held) socket.send(text);
}"""
THOUGHT = "这个月我们只顾着填表，没有问过一次，办事的人为什么要跑两趟。"


@pytest.fixture(scope="module")
def exercises(tmp_path_factory) -> Iterator[Served]:
    """Return the server of somebody who keeps a unit of exercises of their own."""
    home = tmp_path_factory.mktemp("home")
    unit = home / "course" / "exercises"
    unit.mkdir(parents=True)
    (unit / "unit.toml").write_text(UNIT.replace("u01", "u77"), encoding="utf-8")
    for kind, body in BODIES.items():
        item = f"[[item]]{HEAD}{body}".replace("KIND", kind).replace("u01-k01", f"u77-{kind}")
        (unit / f"{kind}.toml").write_text(item.replace("u01", "u77"), encoding="utf-8")
    books = tmp_path_factory.mktemp("books")
    cells = [new_code_cell(f'book.activity("item", item="u77-{kind}")', id=kind) for kind in BODIES]
    opening = [
        new_markdown_cell("# 练习", id="title-zh", metadata={"tags": ["zh"]}),
        new_markdown_cell("# Exercises", id="title-en", metadata={"tags": ["en"]}),
        new_code_cell('from zhixing import open_workbook\nbook = open_workbook("exercises")', id="open"),
    ]
    nbformat.write(new_notebook(cells=opening + cells), books / "exercises.ipynb")
    places = {"ZHIXING_WORKBOOKS": str(books), "ZHIXING_HOME": str(home)}
    served = Served.start(home, environment={**places, "ZHIXING_LANG": "zh-CN"})
    yield served
    assert served.stop() == 0, served.log()


def place_of(page: Page, kind: str) -> Locator:
    return page.locator(f'[data-params*="u77-{kind}"]').first


def kept(served: Served, kind: str) -> list[dict]:
    rows = served.rows(f"SELECT answer FROM answer WHERE item_id = 'u77-{kind}' ORDER BY attempt")
    return [json.loads(row[0]) for row in rows]


def press(place: Locator, key: str) -> None:
    place.get_by_role("button", name=zh(key), exact=True).click()


def test_a_diagram_is_completed_in_the_picture_and_in_the_list_alike(browser: Browser, exercises: Served):
    with reading(browser, exercises, viewport=PHONE) as page:
        visit(page, "book/exercises")
        loop = place_of(page, "loop")
        asked = loop.locator(".zx-loop-asked")
        badge = loop.get_by_role("button", name="加班 → 积压：")
        badge.click()
        expect(asked.nth(0).get_by_role("radio").nth(0)).to_be_checked()
        badge.focus()
        page.keyboard.press("Enter")
        expect(asked.nth(0).get_by_role("radio").nth(1)).to_be_checked()
        expect(badge).to_have_accessible_name("加班 → 积压：− 反向")
        for number, value in enumerate([0, 0, 1], start=1):
            asked.nth(number).get_by_role("radio").nth(value).check()
        expect(loop.get_by_role("button", name="回路“后果”：B 调节")).to_be_visible()
        press(loop, "ui-quiz.frame.answer")
        expect(asked.nth(0)).to_contain_text("加班消化积压")
        expect(asked.nth(3)).to_contain_text(zh("ui-quiz.frame.part-wrong"))
        expect(loop.get_by_role("button", name="回路“后果”：B 调节，不对")).to_be_visible()
        expect(loop).not_to_contain_text("没有反向")
        asked.nth(3).get_by_role("radio").nth(0).check()
        press(loop, "ui-quiz.frame.again")
        expect(loop).to_contain_text("没有反向")
        signs = {"less": "-", "tired": "+", "again": "+"}
        assert kept(exercises, "loop") == [
            {"signs": signs, "loops": {"side": "B"}},
            {"signs": signs, "loops": {"side": "R"}},
        ]


def test_a_case_is_gone_through_by_keyboard_and_played_again(browser: Browser, exercises: Served):
    with reading(browser, exercises) as page:
        visit(page, "book/exercises")
        case = place_of(page, "branch")
        go(page, case, "先压", "没人说话", "ui-exercise.branch.go-on")
        expect(case.locator('[data-place="situation"]')).to_be_focused()
        page.reload()
        visit(page, "book/exercises")
        expect(case).to_contain_text("冷场")
        go(page, case, "接着压", "散了", "ui-exercise.branch.to-end")
        expect(case.locator('[data-place="ending"]')).to_be_focused()
        expect(case).to_contain_text("各走各的")
        expect(case).to_contain_text(zh("ui-exercise.branch.found", found=1, endings=3))
        press(case, "ui-exercise.branch.again")
        expect(case.locator('[data-place="situation"]')).to_be_focused()
        go(page, case, "先问", "有人开口", "ui-exercise.branch.go-on")
        expect(case.locator('[data-place="situation"]')).to_be_focused()
        go(page, case, "试一周", "见效了", "ui-exercise.branch.to-end")
        expect(case).to_contain_text(zh("ui-exercise.branch.found", found=2, endings=3))
        expect(case).to_contain_text(zh("ui-exercise.branch.worth-good", score=100))
        assert kept(exercises, "branch") == [{"path": ["order", "press"]}, {"path": ["ask", "try"]}]


def go(page: Page, case: Locator, choice: str, consequence: str, further: str) -> None:
    """Choose by keyboard, hear what follows, and go on with the button that has the focus."""
    case.get_by_role("button", name=choice).focus()
    page.keyboard.press("Enter")
    expect(case.get_by_role("status").filter(has_text=consequence)).to_be_visible()
    expect(case.get_by_role("button", name=zh(further))).to_be_focused()
    page.keyboard.press("Enter")


def test_what_is_typed_stays_over_a_reload_and_is_the_writer_s_alone(browser: Browser, exercises: Served):
    with reading(browser, exercises, viewport=PHONE) as page:
        visit(page, "book/exercises")
        lines = place_of(page, "worked").get_by_role("textbox")
        lines.nth(0).fill("１，２００")
        thought = place_of(page, "reflection")
        thought.get_by_role("textbox").fill(THOUGHT[:12])
        expect(thought).to_contain_text(zh("ui-exercise.reflection.count", count=12, least=20))
        expect(thought.get_by_text(zh("kit.status.saving"))).to_have_count(0)
        page.reload()
        visit(page, "book/exercises")
        expect(lines.nth(0)).to_have_value("１，２００")
        expect(thought.get_by_role("textbox")).to_have_value(THOUGHT[:12])
        thought.get_by_role("textbox").fill(THOUGHT)
        press(thought, "ui-exercise.reflection.save")
        expect(thought.get_by_text(zh("ui-exercise.reflection.kept"))).to_be_visible()
        lines.nth(1).fill("约3")
        press(place_of(page, "worked"), "ui-quiz.frame.answer")
        expect(place_of(page, "worked").get_by_role("alert")).to_contain_text("约3")
        lines.nth(1).fill("３．５％")
        press(place_of(page, "worked"), "ui-quiz.frame.answer")
        expect(place_of(page, "worked")).to_contain_text("b 理由")
        assert kept(exercises, "reflection") == [{"text": THOUGHT}]
        assert kept(exercises, "worked") == [{"values": {"a": 1200.0, "b": 3.5}}]


def test_a_reflection_gone_on_with_while_it_is_on_its_way_stays(browser: Browser, exercises: Served, until):
    before = len(kept(exercises, "reflection"))
    with reading(browser, exercises, viewport=PHONE) as page:
        visit(page, "book/exercises")
        thought = place_of(page, "reflection")
        field = thought.get_by_role("textbox")
        first, longer = f"{THOUGHT}先这样。", f"{THOUGHT}先这样。下周再问两个人。"
        field.fill(first)
        page.evaluate(HOLD)
        thought.get_by_role("button", name=zh("ui-exercise.reflection.save")).click()
        field.fill(longer)
        page.evaluate(LET_GO)
        expect(thought.get_by_text(zh("kit.status.saving"))).to_have_count(0)
        until(lambda: len(kept(exercises, "reflection")) == before + 1)
        expect(field).to_have_value(longer)
        page.reload()
        visit(page, "book/exercises")
        expect(field).to_have_value(longer)
    assert kept(exercises, "reflection")[-1] == {"text": first}


@pytest.mark.parametrize("width", [390, 1280])
def test_exercises_fit_any_width_in_both_languages_and_have_no_barriers(
    browser: Browser, exercises: Served, width: int
):
    with reading(browser, exercises, viewport={"width": width, "height": 844}) as page:
        visit(page, "book/exercises")
        for locale in LOCALES:
            switch(page, locale)
            wide = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            assert wide == 0
            assert barriers(page) == []
