"""A learner fills the contract: reloaded in the middle, on two devices, done, taken away as a paper."""

import json
import re

from playwright.sync_api import Locator, expect

from browser.browsing import barriers, switch
from browser.sight import Device, en, words_of, zh
from serving import Served
from zhixing.classroom.people import actor_of
from zhixing.course.rules import Mark
from zhixing.course.service import item_of, keep_try
from zhixing.course.units import unit_of
from zhixing.course.worksheets import all_sheets

BOOK = "book/learning-organisation"
SHEET = "u01-contract"
ROW = f"SELECT content, done FROM worksheet WHERE sheet = '{SHEET}'"
GOAL = "全面提升退件质量"
HERE, THERE = "能把退件最多的一种降下来。", "能同两个窗口一起查退件。"
SMALL = """
  [...document.querySelectorAll('[data-activity="worksheet"] :is(button, summary, a, input, textarea)')]
    .filter((one) => one.offsetHeight > 0 && one.type !== "radio" && one.offsetHeight < 44).length
"""


def _label(part: str, field: str) -> str:
    found = all_sheets()[SHEET].part(part).field(field)
    assert found is not None
    return found.label.zh


def _open_what_waits(served: Served) -> None:
    """Let the person have answered, past the browser, whatever the contract's section waits for."""
    ((person,),) = served.rows(
        "SELECT person.id FROM person JOIN classroom ON classroom.id = classroom_id WHERE code = 'SOLO'"
    )
    with served.store() as store, store.work() as db:
        actor = actor_of(db, person)
        assert actor is not None
        for item in (item_of(name) for step in unit_of("u01").steps if step.waits for name in step.items):
            content = item.solution() or {"text": "想过了，也记下来了，下周一再看一遍。"}
            keep_try(db, actor, item.id, content, Mark(1.0, correct=True), version=item.version)


def _open(device: Device, served: Served) -> Locator:
    device.page.goto(f"{served.address}{BOOK}#contract-zh", wait_until="domcontentloaded")
    return _sheet(device)


def _sheet(device: Device) -> Locator:
    place = device.page.locator(f'[data-params*="{SHEET}"]')
    place.scroll_into_view_if_needed()
    expect(place.locator(".zx-sheet")).to_be_visible()
    return place


def _press(place: Locator, key: str) -> None:
    place.get_by_role("button", name=zh(key), exact=True).click()


def _kept(served: Served, until) -> dict:
    until(lambda: served.rows(ROW))
    ((content, done),) = served.rows(ROW)
    return {**json.loads(content), "done": bool(done)}


def test_a_contract_is_filled_on_two_devices_and_taken_away(alone, devices, until, tmp_path):
    _open_what_waits(alone)
    phone, laptop = devices.open("phone", phone=True), devices.open("laptop")
    place = _open(phone, alone)
    goal = place.get_by_label(_label("goal", "goal"), exact=True)
    goal.fill(GOAL)
    expect(place.get_by_text(zh("worksheet.remark.slogan", word="全面提升"))).to_be_visible()
    assert _kept(alone, until)["goal"]["goal"] == GOAL
    assert not phone.page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert phone.page.evaluate(SMALL) == 0
    assert barriers(phone.page) == []

    place.get_by_label(_label("goal", "why"), exact=True).fill("上月退了 23 件")
    phone.page.reload(wait_until="domcontentloaded")  # before anything was kept
    place = _sheet(phone)
    expect(place.get_by_label(_label("goal", "why"), exact=True)).to_have_value("上月退了 23 件")

    other = _open(laptop, alone)
    phone.context.set_offline(True)
    expect(place.locator(".zx-status")).to_have_attribute("data-online", "false")
    place.get_by_label(_label("goal", "goal"), exact=True).fill(HERE)
    other.get_by_label(_label("goal", "goal"), exact=True).fill(THERE)
    until(lambda: THERE in str(_kept(alone, until)))
    phone.context.set_offline(False)
    expect(place.get_by_text(zh("ui-worksheet.conflict.there"))).to_be_visible()
    expect(place.get_by_text(THERE)).to_be_visible()
    switch(phone.page, "en")
    expect(place.get_by_text(en("ui-worksheet.conflict.there"))).to_be_visible()
    switch(phone.page, "zh-CN")
    expect(place.get_by_label(_label("goal", "goal"), exact=True)).to_have_value(HERE)
    _press(place, "ui-worksheet.conflict.here")
    expect(other.get_by_label(_label("goal", "goal"), exact=True)).to_have_value(HERE)

    place.get_by_role("radio").first.check()
    _press(place, "ui-worksheet.next")
    place.get_by_label(_label("doing", "what"), exact=True).fill("每周四看五份退件")
    place.get_by_label(_label("doing", "day"), exact=True).fill("2026-11-20")
    _press(place, "ui-worksheet.add")
    place.get_by_label(_label("doing", "what"), exact=True).last.fill("问一位办事人")
    place.get_by_role("button", name=zh("ui-worksheet.remove-group", number=2)).click()
    place.get_by_role("button", name=zh("ui-worksheet.undo")).click()
    expect(place.get_by_label(_label("doing", "what"), exact=True).last).to_have_value("问一位办事人")
    place.get_by_label(_label("doing", "day"), exact=True).last.fill("2026-11-27")
    _press(place, "ui-worksheet.next")
    place.get_by_label(_label("proof", "with"), exact=True).fill("李静")
    place.get_by_label(_label("proof", "evidence"), exact=True).fill("每周由三十件降到十五件以下")
    _press(place, "ui-worksheet.next")
    place.get_by_label(_label("support", "who"), exact=True).fill("科长")
    place.get_by_label(_label("support", "what"), exact=True).fill("每周四半小时不排窗口")
    _press(place, "ui-worksheet.finish")
    expect(place.get_by_text(zh("ui-worksheet.missing", count=1))).to_be_visible()
    place.locator(".zx-sheet-gap").click()
    end = place.get_by_label(_label("proof", "end"), exact=True)
    expect(end).to_be_focused()
    end.fill("2027-01-31")
    _press(place, "ui-worksheet.next")
    _press(place, "ui-worksheet.finish")
    expect(place.get_by_text(zh("ui-worksheet.read"))).to_be_visible()
    assert barriers(phone.page) == []

    until(lambda: _kept(alone, until)["done"])
    found = _kept(alone, until)
    assert found["goal"]["goal"] == HERE
    assert [group["what"] for group in found["doing"]] == ["每周四看五份退件", "问一位办事人"]
    link = place.get_by_role("link", name=re.compile(zh("ui-worksheet.document")))
    with phone.page.expect_download() as download:
        link.click()
    paper = tmp_path / download.value.suggested_filename
    download.value.save_as(paper)
    assert paper.name == "学习合同.docx"
    said = words_of(paper)
    for expected in (HERE, "上月退了 23 件", "问一位办事人", "2027年1月31日", "科长"):
        assert expected in said
    _press(place, "ui-worksheet.change")
    expect(place.get_by_label(_label("goal", "goal"), exact=True)).to_have_value(HERE)
