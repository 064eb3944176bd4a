"""The learner's way: a missed item, a gate that waits, a review that falls due, a map that changes."""

import contextlib
import json
import sqlite3
from collections.abc import Iterator

import nbformat
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from browser.browsing import PHONE, barriers, reading
from browser.sight import zh
from serving import Served
from zhixing.course.content import all_items
from zhixing.course.units import unit_of

UNIT = unit_of("u01")
FIRST, *LATER = UNIT.steps
ITEM = all_items()[FIRST.items[0]]
RIGHT = next(option for option in ITEM.options if option.correct)
WRONG, OTHER = [option for option in ITEM.options if not option.correct][:2]
FOLLOWING = next(step for step in LATER if step.items or step.sheets)
OBJECTIVE = next(each for each in UNIT.objectives if each.id == ITEM.objective)
OPENING = f'from zhixing import open_workbook\nbook = open_workbook("{UNIT.workbook}")'
OPENING_LATER = next((place for place, step in enumerate(LATER, 1) if step.waits), len(LATER))
GATE = f'book.activity("gate", unit="{UNIT.id}", step="{FIRST.id}")'
MAP = f'book.activity("objective-map", unit="{UNIT.id}")'
MINE = "classroom_id = (SELECT id FROM classroom WHERE code = 'SOLO')"


@pytest.fixture
def alone(tmp_path) -> Iterator[Served]:
    """Return the server of somebody alone, with a workbook of a unit's first two sections and its map."""
    cells = [nbformat.v4.new_code_cell(OPENING, id="open")]
    for step in (FIRST, LATER[0]):
        for side, tag in ((step.title.zh, "zh"), (step.title.en, "en")):
            cell = nbformat.v4.new_markdown_cell(
                f"## {side}", id=f"{step.cell}-{tag}", metadata={"tags": [tag]}
            )
            cells.append(cell)
        cells += [
            nbformat.v4.new_code_cell(f'book.activity("item", item="{item}")', id=item) for item in step.items
        ]
        if step is FIRST:
            cells.append(nbformat.v4.new_code_cell(GATE, id="gate"))
    cells += [
        nbformat.v4.new_markdown_cell("## 目标", id="map-zh", metadata={"tags": ["zh"]}),
        nbformat.v4.new_markdown_cell("## Objectives", id="map-en", metadata={"tags": ["en"]}),
        nbformat.v4.new_code_cell(MAP, id="map"),
    ]
    (tmp_path / "books").mkdir()
    nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "books" / f"01-{UNIT.workbook}.ipynb")
    settings = {"ZHIXING_WORKBOOKS": str(tmp_path / "books"), "ZHIXING_LANG": "zh-CN"}
    served = Served.start(tmp_path / "home", environment=settings)
    yield served
    assert served.stop() == 0, served.log()


def test_what_is_missed_comes_back_and_what_waits_opens(browser: Browser, alone: Served):
    with reading(browser, alone, viewport=PHONE) as page:
        page.goto(f"{alone.address}book/{UNIT.workbook}")
        _expect_the_gate_to_wait(page)
        _expect_the_objective(page, "ui-study.map.fresh")
        _answer(page, WRONG)
        _answer(page, OTHER, again=True)
        _expect_the_gate_to_open(page)
        _expect_the_objective(page, "ui-study.map.weak")
        assert barriers(page) == []

        page.goto(alone.address)
        today = place_of(page, "today")
        expect(today).to_contain_text(
            zh("ui-study.today.following", unit=UNIT.title.zh, step=FOLLOWING.title.zh)
        )
        expect(today.get_by_role("button", name=zh("ui-study.today.start"))).to_have_count(0)
        _let_it_fall_due(alone)
        page.reload()
        _review(page)
        kept = alone.rows(f"SELECT round, correct FROM answer WHERE {MINE} ORDER BY attempt")
        assert kept == [(0, 0), (0, 0), (1, 1)]

        page.goto(f"{alone.address}book/{UNIT.workbook}")
        expect(page.locator('[data-line="place"]')).to_contain_text(FOLLOWING.title.zh)
        _expect_the_objective(page, "ui-study.map.score", share=100)


def _expect_the_objective(page: Page, key: str, **params: object) -> None:
    place = place_of(page, "objective-map").locator("li", has_text=OBJECTIVE.text.zh).first
    expect(place).to_contain_text(zh(key, **params))


def place_of(page: Page, activity: str) -> Locator:
    """Return the place of an activity on a page, scrolled to so that it opens."""
    place = page.locator(f'main [data-activity="{activity}"]:not(.zx)').first
    place.scroll_into_view_if_needed()
    return place


def _answer(page: Page, option, *, again: bool = False) -> None:
    place = page.locator(f'[data-params*="{ITEM.id}"]').first
    place.get_by_role("radio").nth(ITEM.options.index(option)).check()
    place.get_by_role("button", name=zh("ui-course.item.again" if again else "ui-course.item.answer")).click()
    expect(place.get_by_text(option.feedback.zh)).to_be_visible()


def _expect_the_gate_to_wait(page: Page) -> None:
    gate = place_of(page, "gate")
    expect(gate).to_contain_text(zh("ui-study.gate.waits"))
    expect(gate).to_contain_text(zh("ui-study.gate.count", count=OPENING_LATER))
    later = page.locator(f"#{LATER[0].cell} + .zx-prose")
    expect(later).to_be_hidden()
    page.emulate_media(media="print")
    expect(later).to_be_visible()
    page.emulate_media(media="screen")
    expect(later).to_be_hidden()


def _expect_the_gate_to_open(page: Page) -> None:
    gate = place_of(page, "gate")
    expect(gate).to_contain_text(zh("ui-study.gate.done"))
    expect(page.locator(f"#{LATER[0].cell} + .zx-prose")).to_be_visible()


def _let_it_fall_due(served: Served) -> None:
    ((card,),) = served.rows(f"SELECT card FROM review WHERE {MINE}")
    assert json.loads(card)["last_review"]
    with contextlib.closing(sqlite3.connect(served.database)) as db, db:
        db.execute(f"UPDATE review SET due = '2020-01-01T00:00:00+00:00' WHERE {MINE}")


def _review(page: Page) -> None:
    today = place_of(page, "today")
    today.get_by_role("button", name=zh("ui-study.today.start")).click()
    today.get_by_role("radio").nth(ITEM.options.index(RIGHT)).check()
    today.get_by_role("button", name=zh("ui-course.item.answer")).click()
    expect(today.get_by_text(RIGHT.feedback.zh)).to_be_visible()
    today.get_by_role("button", name=zh("ui-study.today.finish")).click()
    expect(today).to_contain_text(zh("ui-study.today.finished", done=1))
