"""Unit 01 as one learner goes through it: a narrow screen, in English, keys only, and a server that dies."""

import json
import re
import tomllib
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import expect

from browser.keyboard import Keyboard
from browser.sight import Device, en
from secrecy import HINTS, REASONS, below, secrets_of, texts
from serving import Served
from zhixing import resources
from zhixing.course.content import all_items
from zhixing.course.units import unit_of
from zhixing.course.worksheets import all_sheets

UNIT = unit_of("u01")
BOOK = f"book/{UNIT.workbook}"
FILES = (resources.data() / "course" / UNIT.workbook).glob("*.toml")
RAW = {
    raw["id"]: raw
    for file in FILES
    for raw in tomllib.loads(file.read_text(encoding="utf-8")).get("item", [])
}
MINE = "classroom_id = (SELECT id FROM classroom WHERE code = 'SOLO')"
ANSWERS = f"SELECT item_id, answer FROM answer WHERE {MINE} ORDER BY item_id, attempt"
WALKS = f"SELECT item_id, path FROM walk WHERE {MINE}"
DRAFT = "SELECT content FROM draft WHERE activity = 'item:u01-r01'"
SHEETS = f"SELECT content, done FROM worksheet WHERE {MINE}"
WATCH = """
  window.strayed = 0;
  const look = () => {
    const root = document.documentElement;
    strayed = Math.max(strayed, Math.abs(scrollX), visualViewport.pageLeft, root.scrollWidth - 390);
  };
  addEventListener("scroll", look, { passive: true });
  addEventListener("DOMContentLoaded", () => new ResizeObserver(look).observe(document.body));
"""
THOUGHT = "In spring our office counted the hours of reading and never asked what had become easier. "
MORE = "In three months fewer people should come twice."
# Days that are typed alike whether the browser asks for the day or the month first.
CONTRACT = {
    "goal": {
        "goal": "Read returned cases with the clerks",
        "why": "Sixty people come twice",
        "side": "conduct",
    },
    "doing": [{"what": "Five returned cases every Thursday", "day": "2026-11-11"}],
    "proof": {"with": "Two counters", "evidence": "From thirty a week to fifteen", "end": "2027-01-01"},
    "support": {"who": "Head of section", "what": "Half an hour off the counter"},
}
FAR = 300
"""Presses of Shift+Tab from the end of the unit back to the header, at most."""
BUTTONS = {"single": "ui-course.item.answer", "reflection": "ui-exercise.reflection.save"}


@dataclass
class Learner:
    """Somebody with a keyboard at a phone's width, and what they have entered so far.

    Args:
        entered: item and answer, in the order of submitting.
        earned: what may be told by now, and how many messages had come before it was earned.
    """

    device: Device
    keys: Keyboard
    entered: list[tuple[str, Any]] = field(default_factory=list)
    earned: dict[str, int] = field(default_factory=dict)

    def earn(self, told: list[str]) -> None:
        for text in told:
            self.earned.setdefault(text, len(self.device.heard))

    def solve(self, name: str) -> None:
        """Answer an item right and read what is said to it."""
        self.keys.answer(name, solution(name))
        self.submit(name, solution(name))

    def submit(self, name: str, answer: Any, button: str | None = None) -> None:
        """Press the button, and find the answer called right, or kept."""
        raw, place = RAW[name], self.keys.place(name)
        self.earn(below(raw, (REASONS | HINTS) - {"source-note"}))
        self.keys.submit(name, button or BUTTONS.get(raw["kind"], "ui-quiz.frame.answer"))
        self.entered.append((name, answer))
        expect(place.locator('.zx-notice[data-tone="ok"]')).to_be_visible()
        self.look()

    def walk(self, name: str, path: list[str]) -> None:
        """Go through a case from where one stands, reading what comes of each choice."""
        states = {state["id"]: state for state in RAW[name]["state"]}
        now = states[RAW[name]["start"]]
        place = self.keys.reach(name)
        here = int(re.sub(r"\D", "", place.locator(".zx-situation-number").inner_text()))
        for number, step in enumerate(path, start=1):
            choice = next(each for each in now["choice"] if each["id"] == step)
            now = states[choice["to"]]
            if number < here:
                continue
            self.earn([text for key in ("text", "title", "debrief") for text in texts(now.get(key, {}))])
            self.earn(texts(choice["consequence"]))
            self.keys.push(place.get_by_role("button", name=choice["text"]["en"], exact=True))
            further = "to-end" if "ending" in now else "go-on"
            expect(place.get_by_role("button", name=en(f"ui-exercise.branch.{further}"))).to_be_focused()
            self.look()
            self.keys.press("Enter")
            goal = "ending" if "ending" in now else "situation"
            expect(place.locator(f'[data-place="{goal}"]')).to_be_focused()

    def jump(self, step: str) -> None:
        """Go to a section by the rail, which opens where one is."""
        self.keys.push(self.device.page.locator("[data-rail-toggle]"), "Shift+Tab", FAR)
        link = self.device.page.locator(f'.zx-rail a[href="#{step}"]')
        expect(link).to_be_in_viewport()
        self.keys.push(link)
        expect(self.device.page.locator(f"#{step} + .zx-prose + .zx-prose h2")).to_be_in_viewport()

    def look(self) -> None:
        """See that the page is as wide as its window, and has never been moved sideways."""
        assert self.device.page.evaluate("strayed") == 0


def solution(name: str) -> Any:
    """Return the right answer as it is stored, a written one in English."""
    if RAW[name]["kind"] == "short":
        return {"text": RAW[name]["accepted"]["en"][0]}
    return all_items()[name].solution()


@pytest.fixture
def learner(devices) -> Learner:
    device = devices.open("phone", phone=True, locale="en-GB")
    device.context.add_init_script(WATCH)
    return Learner(device, Keyboard(device.page))


def test_a_learner_goes_through_unit_01_with_a_keyboard_and_loses_nothing(start, learner, until):
    served = start()
    page, keys = learner.device.page, learner.keys
    page.goto(served.address)
    keys.push(page.locator('[data-locale-choice="en"]'))
    opening = en("ui-study.today.open", title=UNIT.title.en)
    keys.push(page.get_by_role("link", name=opening))
    expect(page).to_have_url(re.compile(rf"{BOOK}$"))

    choose_first(learner)
    learner.solve("u01-q02")
    learner.walk("u01-b01", solution("u01-b01")["path"][:2])
    learner.jump("burden")
    learner.solve("u01-l01")
    learner.jump("limits")
    learner.solve("u01-n01")
    learner.jump("inquiry")
    half = dict(list(solution("u01-w02")["values"].items())[:2])
    keys.answer("u01-w02", {"values": half})
    learner.jump("distance")
    learner.solve("u01-q20")
    keys.answer("u01-r01", {"text": THOUGHT})

    served = outlive(learner, served, start, until)
    come_back(learner)
    finish_distance(learner)
    fill_contract(learner)
    finish_the_rest(learner, half)

    read_the_map(learner, served)
    assert [(name, json.loads(kept)) for name, kept in served.rows(ANSWERS)] == sorted(
        learner.entered, key=lambda each: each[0]
    )
    ((content, done),) = served.rows(SHEETS)
    assert (json.loads(content), done) == (CONTRACT, 1)
    assert {RAW[name]["kind"] for name, _ in learner.entered} == {raw["kind"] for raw in RAW.values()}
    heard = told(learner)
    assert {name for name, _, _ in heard} == {name for name, _ in learner.entered if name != "u01-r01"}
    assert [(name, text) for name, text, early in heard if early] == []
    assert learner.device.complaints == []


def choose_first(learner: Learner) -> None:
    """Take a wrong way in the first case, read why; the right one opens the sections behind it."""
    page, keys = learner.device.page, learner.keys
    later, gate = page.locator("#misreadings + .zx-prose + .zx-prose"), page.locator('[data-activity="gate"]')
    place = keys.reach("u01-c01")
    expect(later).to_be_hidden()
    wrong = next(option for option in RAW["u01-c01"]["option"] if not option["correct"])
    keys.answer("u01-c01", {"option": wrong["id"]})
    learner.earn(texts(wrong["feedback"]))
    keys.submit("u01-c01", BUTTONS["single"])
    learner.entered.append(("u01-c01", {"option": wrong["id"]}))
    expect(place).to_contain_text(wrong["feedback"]["en"])
    expect(later).to_be_hidden()
    keys.choose(place.get_by_role("radio"), solution("u01-c01")["option"])
    learner.submit("u01-c01", solution("u01-c01"), "ui-course.item.again")
    expect(gate.first).to_contain_text(en("ui-study.gate.done"))
    expect(later).to_be_visible()
    keys.push(gate.first.get_by_role("link"))
    expect(later.get_by_role("heading")).to_be_in_viewport()


def outlive(learner: Learner, served: Served, start: Any, until: Any) -> Served:
    """Go on typing while the server is dead; once it is back, all of it is there."""
    page, keys = learner.device.page, learner.keys
    kept = [served.rows(query) for query in (ANSWERS, WALKS)]
    assert learner.device.complaints == []
    served.kill()
    status = keys.place("u01-r01").locator(".zx-status")
    keys.type(MORE[:9])
    expect(page.locator("[data-line=connection]")).to_contain_text(en("page.lost"))
    keys.type(MORE[9:20])
    expect(status).to_have_text(en("kit.status.waiting"))
    served = start(home=served.home, port=served.port)
    expect(page.locator("[data-line=connection]")).to_contain_text(en("page.connected"))
    until(lambda: [json.loads(row)["value"] for (row,) in served.rows(DRAFT)] == [THOUGHT + MORE[:20]])
    expect(status).to_contain_text(en("kit.status.saved", time=""))
    assert [served.rows(query) for query in (ANSWERS, WALKS)] == kept
    assert all("ERR_CONNECTION_REFUSED" in each for each in learner.device.complaints)
    learner.device.complaints.clear()
    learner.look()
    return served


def come_back(learner: Learner) -> None:
    """Load the page again and let its first line lead to what was being written."""
    page, keys = learner.device.page, learner.keys
    page.reload()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    name = page.locator('.zx-rail a[href="#distance"] [data-lang="en"]').inner_text().strip()
    line = page.locator("[data-line=place]")
    expect(line).to_contain_text(en("page.stopped-drafted", name=name))
    keys.push(line.get_by_role("button"))
    expect(page.locator("#distance + .zx-prose + .zx-prose h2")).to_be_in_viewport()
    keys.reach("u01-q19", most=3)


def finish_distance(learner: Learner) -> None:
    """Do what the last gate waits for; then the contract is there to be written."""
    page, keys = learner.device.page, learner.keys
    later = page.locator("#contract + .zx-prose + .zx-prose")
    learner.solve("u01-q19")
    learner.solve("u01-q21")
    thought = keys.reach("u01-r01").get_by_role("textbox")
    expect(thought).to_have_value(THOUGHT + MORE[:20])
    expect(later).to_be_hidden()
    keys.write(thought, MORE[20:])
    learner.submit("u01-r01", {"text": THOUGHT + MORE})
    expect(later).to_be_visible()
    keys.push(
        page.locator('[data-activity="gate"]').get_by_role("link", name=en("ui-study.gate.on", title=""))
    )


def finish_the_rest(learner: Learner, half: dict[str, float]) -> None:
    """End what was left in the middle, and answer one item of every kind that is still missing."""
    keys = learner.keys
    path = solution("u01-b01")["path"]
    learner.jump("misreadings")
    learner.walk("u01-b01", path)
    learner.entered.append(("u01-b01", {"path": path}))
    learner.jump("inquiry")
    lines = keys.reach("u01-w02").get_by_role("textbox")
    expect(lines.nth(1)).to_have_value(f"{list(half.values())[1]:g}")
    values = solution("u01-w02")["values"]
    keys.answer("u01-w02", {"values": {name: values[name] for name in values if name not in half}})
    learner.submit("u01-w02", {"values": values})
    learner.solve("u01-q08")
    learner.solve("u01-q09")
    learner.solve("u01-q11")


def fill_contract(learner: Learner) -> None:
    """Write the learning contract to its end."""
    keys, sheet = learner.keys, all_sheets()["u01-contract"]
    place = keys.reach(sheet.id)
    for part in sheet.parts:
        (values,) = CONTRACT[part.id] if part.repeat else [CONTRACT[part.id]]
        for each in part.fields:
            value = values[each.id]
            if each.kind == "choice":
                keys.choose(place.get_by_role("radio"), value)
            else:
                box = place.get_by_label(each.label.en, exact=True)
                expect(box).to_be_visible()
                keys.to(box)
                keys.type("".join(reversed(value.split("-"))) if each.kind == "date" else value)
                expect(box).to_have_value(value)
        further = "ui-worksheet.finish" if part == sheet.parts[-1] else "ui-worksheet.next"
        keys.push(place.get_by_role("button", name=en(further), exact=True))
        learner.look()
    expect(place.get_by_text(en("ui-worksheet.read"))).to_be_visible()


def read_the_map(learner: Learner, served: Served) -> None:
    """See that the page says of each objective what follows from the rows."""
    learner.jump("progress")
    place = learner.device.page.locator('main [data-activity="objective-map"]').first
    marks = dict(served.rows(f"SELECT item_id, score FROM answer WHERE {MINE} ORDER BY attempt"))
    for objective in UNIT.objectives:
        own = [
            name for name in UNIT.items if objective.id in all_items()[name].objectives and name != "u01-r01"
        ]
        known = [marks[name] for name in own if name in marks]
        line = place.locator("li", has_text=objective.text.en).first
        expect(line).to_contain_text(en("ui-study.map.answered", answered=len(known), total=len(own)))
        expect(line).to_contain_text(en(f"ui-study.map.{_state(known, len(own))}"))
        if known:
            share = round(sum(known) / len(known) * 100)
            expect(line).to_contain_text(en("ui-study.map.score", share=share))
    learner.look()


def _state(known: list[float], total: int) -> str:
    rule = UNIT.mastery
    if not known:
        return "fresh"
    return (
        "can" if sum(known) / len(known) >= rule.share and len(known) >= min(rule.least, total) else "growing"
    )


def told(learner: Learner) -> list[tuple[str, str, bool]]:
    """Return what of a key came over the wire: item, text, and whether that was before it was earned."""
    frames = [json.dumps(message, ensure_ascii=False) for message in learner.device.heard]
    return [
        (name, text, at < learner.earned.get(text, len(frames)))
        for name, raw in RAW.items()
        for text in secrets_of(raw)
        for at, frame in enumerate(frames)
        if json.dumps(text, ensure_ascii=False)[1:-1] in frame
    ]
