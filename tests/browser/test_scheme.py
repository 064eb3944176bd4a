"""Somebody alone writes a scheme: the list of what is missing empties, it is submitted, the tree is right."""

import json
import re

from playwright.sync_api import Locator, expect

from browser.browsing import LAPTOP, PHONE, barriers, switch
from browser.sight import Device, words_of, zh
from serving import Served
from zhixing.actor import Locale
from zhixing.classroom.people import actor_of
from zhixing.text import catalogue
from zhixing.topics.rules import Origin, Proposal, TopicKind
from zhixing.topics.rules.scheme import Aims, Entry
from zhixing.topics.service import propose_topic
from zhixing.topics.service.scheme import save_part, scheme_of

TITLE = "六个月内，开一家小餐馆只交一套材料"
UNITS = ("政务科", "企服科")
PAPER = "SELECT content FROM working_paper WHERE subject = 'topic-scheme'"
SMALL = """
    [...document.querySelectorAll("[data-activity=scheme] button")]
      .filter(({ offsetHeight }) => offsetHeight > 0 && offsetHeight < 44).length
"""
VERSIONS = "SELECT version, stage FROM submission WHERE subject = 'topic-scheme'"


def _named_topic(served: Served) -> str:
    """Let a leader name the topic, past the browser; return the id of whoever is here."""
    ((person,),) = served.rows(
        "SELECT person.id FROM person JOIN classroom ON classroom.id = classroom_id WHERE code = 'SOLO'"
    )
    with served.store() as store, store.work() as db:
        actor = actor_of(db, person)
        assert actor is not None
        proposal = Proposal(
            title=TITLE,
            statement="同样的材料要交三遍。",
            kind=TopicKind.PROBLEM,
            origin=Origin.LEADER,
            owner="林安",
            owner_unit=UNITS[0],
            expected_units=UNITS,
        )
        propose_topic(db, actor, proposal)
    return person


def _save(part: Locator) -> None:
    part.get_by_role("button", name=zh("ui-scheme.save"), exact=True).click()
    expect(part.get_by_role("button", name=zh("ui-scheme.save"), exact=True)).to_have_count(0)


def _say_who_and_when(place: Locator) -> None:
    part = place.get_by_role("region", name=zh("ui-scheme.part.setting"))
    part.get_by_role("button", name=UNITS[0]).click()
    part.get_by_label(zh("ui-scheme.setting.start")).select_option(index=4)
    part.get_by_label(re.compile(zh("ui-scheme.setting.months"))).select_option("6")
    _save(part)


def _write_aims(place: Locator) -> None:
    part = place.get_by_role("region", name=zh("ui-scheme.part.aims"))
    part.get_by_label(zh("ui-scheme.aims.task", number=1), exact=True).fill("材料减到一套")
    for number, text in enumerate(("各收哪些材料？", "由谁收、谁核？", "为什么带不齐？"), 1):
        label = zh("ui-scheme.aims.question", number=number)
        if number > 1:
            part.get_by_role("button", name=zh("ui-scheme.add-line", line=label)).click()
        part.get_by_label(label, exact=True).fill(text)
    _save(part)


def _add_sub_topic(place: Locator, number: int) -> None:
    place.get_by_role("button", name=zh("ui-scheme.add-sub-topic")).click()
    part = place.locator("details.zx-scheme-sub").nth(number - 1)
    part.get_by_label(zh("ui-scheme.sub.title"), exact=True).fill(f"第{number}件事")
    part.get_by_role("button", name=re.compile(rf"^{number}\.")).click()
    units = part.get_by_role("group", name=zh("ui-scheme.sub.units"))
    for unit in UNITS:
        units.get_by_role("button", name=unit).click()
    part.get_by_role("group", name=zh("ui-scheme.sub.lead-unit")).get_by_role("button", name=UNITS[1]).click()
    part.get_by_label(zh("ui-scheme.sub.problem", number=1), exact=True).fill(f"具体问题{number}")
    part.get_by_label(zh("ui-scheme.sub.outcome"), exact=True).fill(f"成果{number}")
    for name in ("name", "baseline", "target", "measure"):
        part.get_by_label(_indicator(name), exact=True).fill(f"{name}{number}")
    part.get_by_label(_indicator("by"), exact=True).fill("2026-12-31")
    _save(part)


def _indicator(name: str) -> str:
    keys = {
        "name": "ui-scheme.indicator.name",
        "baseline": "ui-scheme.indicator.baseline",
        "target": "ui-scheme.indicator.target",
        "measure": "ui-scheme.indicator.measure",
        "by": "ui-scheme.indicator.by",
    }
    return zh(keys[name])


def test_somebody_alone_writes_a_scheme_of_three_sub_topics(start, devices):
    served = start()
    device: Device = devices.open("laptop", viewport=LAPTOP)
    page = device.page
    page.goto(served.address)
    expect(device.activity("course-map")).to_be_visible()
    _named_topic(served)
    page.goto(served.address + "book/choose-topic")
    place = device.activity("scheme")
    expect(place.get_by_text(TITLE).first).to_be_visible()
    left = place.locator(".zx-scheme-gaps")
    expect(left.get_by_role("button")).to_have_count(6)
    left.get_by_role("button", name=re.compile("牵头单位")).click()
    expect(place.get_by_role("button", name=UNITS[0]).first).to_be_focused()

    _say_who_and_when(place)
    expect(left.get_by_role("button")).to_have_count(3)
    _write_aims(place)
    expect(left.get_by_role("button")).to_have_count(4)  # sub-topics, and three questions without one
    place.get_by_role("button", name=zh("ui-scheme.submit-approval")).click()
    expect(place.get_by_role("alert").filter(has_text=zh("ui-scheme.gaps-first", count=4))).to_be_visible()
    for number in (1, 2, 3):
        _add_sub_topic(place, number)
    expect(left).to_contain_text(zh("ui-scheme.no-gaps"))

    ((stored,),) = served.rows(PAPER)
    scheme = json.loads(stored)
    assert [one["title"] for one in scheme["sub_topics"]] == ["第1件事", "第2件事", "第3件事"]
    assert [one["lead_unit"] for one in scheme["sub_topics"]] == [UNITS[1]] * 3
    tree = place.locator(".zx-tree")
    expect(tree.locator(".zx-tree-branch")).to_have_count(3)
    for number in (1, 2, 3):
        branch = tree.locator(".zx-tree-branch").nth(number - 1)
        expect(branch).to_contain_text(f"第{number}件事")
        expect(branch).to_contain_text(f"成果{number}")
        expect(branch).to_contain_text(zh("ui-scheme.tree.answers", numbers=number))

    place.get_by_role("button", name=zh("ui-scheme.submit-approval")).click()
    expect(place.locator(".zx-notice").get_by_text(re.compile("第 1 稿"))).to_be_visible()
    assert served.rows(VERSIONS) == [(1, "approval")]
    with page.expect_download() as download:
        place.get_by_role("link", name=zh("ui-scheme.document")).click()
    said = words_of(download.value.path())
    for expected in (TITLE, "第2件事", "具体问题3", "成果1"):
        assert expected in said
    assert barriers(page) == []


def test_another_tables_words_stand_beside_ones_own_and_neither_is_lost(start, devices):
    served = start()
    device = devices.open("laptop", viewport=LAPTOP)
    page = device.page
    page.goto(served.address)
    expect(device.activity("course-map")).to_be_visible()
    person = _named_topic(served)
    page.goto(served.address + "book/choose-topic")
    place = device.activity("scheme")
    part = place.get_by_role("region", name=zh("ui-scheme.part.aims"))
    task = part.get_by_label(zh("ui-scheme.aims.task", number=1), exact=True)
    task.fill("我这一桌写的任务")
    _write_elsewhere(served, person, "别的桌写的任务")
    expect(part.get_by_text(zh("ui-scheme.changed"))).to_be_visible()
    expect(part.get_by_text("别的桌写的任务")).to_be_visible()
    expect(task).to_have_value("我这一桌写的任务")
    page.reload()
    part = device.activity("scheme").get_by_role("region", name=zh("ui-scheme.part.aims"))
    expect(part.get_by_text("别的桌写的任务")).to_be_visible()
    part.get_by_role("button", name=zh("ui-scheme.keep-mine")).click()
    _save(part)
    ((stored,),) = served.rows(PAPER)
    assert [one["text"] for one in json.loads(stored)["tasks"]] == ["我这一桌写的任务"]


def _write_elsewhere(served: Served, person: str, text: str) -> None:
    with served.store() as store, store.work() as db:
        actor = actor_of(db, person)
        assert actor is not None
        mark = scheme_of(db, actor.classroom).scheme.mark("aims")
        save_part(db, actor, Aims((Entry("t-other", text),), ()), mark)


def test_the_scheme_fits_a_phone_in_both_languages(start, devices):
    served = start()
    device = devices.open("phone", phone=True)
    page = device.page
    page.goto(served.address)
    expect(device.activity("course-map")).to_be_visible()
    _named_topic(served)
    page.goto(served.address + "book/choose-topic")
    for locale in Locale:
        switch(page, locale.value)
        place = device.activity("scheme")
        example = place.get_by_role("button", name=catalogue().say("ui-scheme.example", locale))
        if example.get_attribute("aria-pressed") == "false":
            example.click()
        expect(place.locator(".zx-tree-branch")).to_have_count(3)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        assert page.evaluate(SMALL) == 0
