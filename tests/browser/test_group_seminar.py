"""A group meets for three hours: facilitator, wall, the leader's and the liaison's laptops, three phones.

Once in Chinese from a template to confirmed minutes, once in English with an eye on words and barriers. Then
the clocks of room and wall, and groups that work side by side in a meeting of the class.
"""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Locator, expect

from browser.browsing import PHONE as NARROW
from browser.browsing import barriers, open_all
from browser.seminar import (
    ANY,
    FACILITATOR,
    PROMISED,
    SHOWN,
    SIZE,
    STUCK,
    TABLE,
    WALL,
    WATCH,
    WRONG_CLOCK,
    Group,
    House,
    Scene,
    Seat,
    fits,
    keys_told,
    leave_nothing_running,
    make_house,
    met_before,
    sit_all_down,
    windows_of,
)
from browser.sight import words_of
from browser.test_language import CHINESE, mixed
from browser.test_layout import IS_SETTLED, TOO_SMALL, TOO_WIDE
from room_factory import CLASS_PLAN, GROUP_PLAN
from zhixing.actor import Locale
from zhixing.meetings.rules.norms import Keeping
from zhixing.meetings.rules.plan import Plan
from zhixing.meetings.rules.template import template_of
from zhixing.meetings.service import runs, turns
from zhixing.meetings.service.material import norms
from zhixing.meetings.service.meetings import new_meeting

TITLE, PLACE = "九月小组研讨会", "三楼会议室"
PROOF = "三份清单已对过，多出两样材料"
REPORT = "跟班半天，记下退件二十一件"
DECISION, LESSON = "先在办公室一个窗口试一张清单", "先数一数再下结论"
WHAT, EVIDENCE = "做出一张合并的材料清单", "清单样张和窗口签字"
SAID = "会上一致认为，先数一数再下结论。"
IDEAS = (
    "三个窗口要的材料清单不一样",
    "三个窗口的材料清单说法不一样",
    "退件原因写得太笼统",
    "照片不清楚的退件占一半",
    "中午没有人做网上预审",
)
CLEARER = "退件单上的原因写得太笼统，群众看不懂"
HEADING = "材料清单"
ENTER_AND_TYPE = """(line, text) => {
  line.form.requestSubmit();
  line.value = text;
  line.dispatchEvent(new Event("input", { bubbles: true }));
}"""
ENGLISH_TITLE, CLASS_TITLE = "Seminar of September", "全班研讨"
# What belongs to the hint alone; on no other device may it be told under any name.
PRIVATE = {"silent", "leading", "even", "progress", "names"}


@pytest.fixture(scope="module")
def house(start) -> House:
    """Three groups that were adopted; each test has a group of its own, and all of them have the class."""
    return make_house(start("DEMO"), (SIZE, SIZE, 5))


@pytest.fixture(autouse=True)
def nothing_runs_on(house) -> Iterator[None]:
    """A meeting that a test leaves running is not the next one's."""
    yield
    leave_nothing_running(house)


@pytest.fixture
def scene(house, devices) -> Scene:
    met_before(house, house.groups[0], GROUP_PLAN)
    return sit_all_down(house, devices, 0)


def test_a_group_goes_from_a_template_to_confirmed_minutes(scene, until):
    _the_meeting_is_planned(scene, TITLE)
    _it_begins(scene, TITLE)
    _the_pledge(scene)
    _what_was_agreed_comes_first(scene)
    _the_turns(scene)
    _everybody_reloads(scene, until)
    _the_others_speak(scene, until)
    _questions_and_statements(scene)
    _ideas_are_written_and_read_out(scene, until)
    _ideas_are_joined_and_ranked(scene)
    _what_is_worth_keeping(scene)
    _who_does_what(scene)
    _the_rules_are_rated(scene)
    _the_minutes(scene)
    _the_paper(scene)
    _the_store(scene)
    _nobody_was_told(scene)


def _the_meeting_is_planned(scene: Scene, title: str) -> None:
    plan = scene.board.device.activity("meeting-plan")
    scene.board.press("ui-planner.new.open", plan)
    form = plan.get_by_role("region", name=scene.say("ui-planner.new.open"))
    form.get_by_label(scene.say("ui-planner.new.team")).select_option(scene.group.id)
    template = template_of("group-seminar").title.to(scene.head.locale)
    form.get_by_role("radio", name=re.compile(f"^{template}")).check()
    form.get_by_role("radio", name=re.compile("180")).check()
    scene.board.fill(form, "ui-planner.edit.title", title)
    scene.board.fill(form, "ui-planner.edit.place", PLACE)
    scene.board.fill(form, "ui-planner.edit.date", str(datetime.now().astimezone().date()))
    scene.board.press("ui-planner.new.make", form)
    expect(plan.get_by_role("button", name=scene.say("ui-planner.back"))).to_be_visible()
    ((scene.meeting, team, kind, stored),) = scene.house.ask(
        "SELECT id, team_id, kind, plan FROM meeting WHERE title = ?", title
    )
    assert (team, kind) == (scene.group.id, "group-seminar")
    scene.plan = Plan.parse(json.loads(stored))
    assert sum(block.minutes for block in scene.plan) == 180


def _it_begins(scene: Scene, title: str) -> None:
    expect(scene.wall.page.locator("main")).to_contain_text(scene.say("ui-room.wall.idle"))
    room = scene.head.room
    room.get_by_role("button", name=scene.say("ui-room.hall.open-one", title=title)).click()
    expect(room.get_by_text(scene.say("ui-room.plan.facts", count=9, minutes=180, people=7))).to_be_visible()
    scene.head.press("ui-room.plan.start", room)
    for seat in (scene.head, scene.table):
        seat.at(scene.title("rules"))
    expect(scene.wall.page.locator("main")).to_contain_text(scene.title("rules"))
    link = room.get_by_role("link", name=scene.say("ui-room.now.wall"))
    expect(link).to_have_attribute("href", f"/projector?lane={scene.group.id}")
    lanes = scene.board.device.activity("meeting-lanes")
    expect(lanes.get_by_role("row").nth(1)).to_contain_text(scene.title("rules"))


def _the_pledge(scene: Scene) -> None:
    rules = scene.table.tool("meeting-rules")
    watch = rules.get_by_label(scene.say("ui-rules.before.watch"))
    watch.select_option(index=2)
    scene.table.press("ui-rules.before.pledge", rules)
    expect(rules.get_by_text(scene.say("ui-rules.before.done"))).to_be_visible()
    own = scene.head.tool("meeting-rules")
    expect(own.get_by_text(scene.say("ui-rules.before.given", count=1))).to_be_visible()
    scene.head.press("ui-rules.before.together", own)
    expect(rules.get_by_text(scene.like("ui-rules.before.together-at", time=ANY))).to_be_visible()
    scene.look()


def _what_was_agreed_comes_first(scene: Scene) -> None:
    scene.onward("open-actions")
    actions = scene.table.tool("actions")
    carried = actions.get_by_role("article")
    expect(carried).to_have_count(2)
    expect(actions.get_by_text(scene.say("ui-minutes.actions.carried-hint", count=2))).to_be_visible()
    done = actions.get_by_role("article", name=PROMISED)
    scene.table.press("ui-minutes.actions.close", done)
    scene.table.fill(done, "ui-minutes.actions.proof", PROOF)
    scene.table.press("ui-minutes.actions.close", done)
    expect(done).to_contain_text(PROOF)
    own = scene.head.tool("actions")
    expect(own.get_by_role("article", name=PROMISED)).to_contain_text(PROOF)
    expect(own.get_by_role("article", name=STUCK)).to_contain_text(scene.say("ui-minutes.actions.is-open"))


def _the_turns(scene: Scene) -> None:
    """The first has the floor, with an extension; only the leader is told how many have not had it yet."""
    scene.onward("progress")
    turns = scene.head.room.locator(".zx-turns")
    hint = scene.head.room.locator(".zx-room-hint")
    expect(hint).to_have_text(scene.say("ui-room.hint.silent", count=7))
    scene.spoke.append(_next_speaks(scene))
    scene.head.press("ui-room.turns.extend", turns)
    expect(turns.get_by_text(scene.say("ui-room.turns.extended", minutes=1))).to_be_visible()
    expect(hint).to_have_text(scene.say("ui-room.hint.silent", count=6))
    scene.head.press("ui-room.hint.who", scene.head.room.locator(".zx-hint-panel"))
    expect(scene.head.room.locator(".zx-hint-panel")).to_contain_text(scene.silent)
    for seat in (scene.wall, scene.table, *scene.phones):
        page = seat.page.locator("body")
        expect(page).not_to_contain_text(scene.say("ui-room.hint.title"))
        expect(page).not_to_contain_text(scene.say("ui-room.hint.silent", count=6))
    scene.look()


def _next_speaks(scene: Scene) -> str:
    """Give the floor to whoever is next, leaving out the one whom nobody asks; return the name."""
    turns = scene.head.room.locator(".zx-turns")
    button = turns.locator('.zx-button[data-look="main"]')
    skip = scene.say("ui-room.turns.put-off", name=scene.silent)
    if scene.silent in button.inner_text():
        turns.get_by_role("button", name=skip, exact=True).click()
        expect(turns.get_by_role("button", name=skip, exact=True)).to_have_count(0)
    words = button.inner_text()
    key = "ui-room.turns.next" if scene.spoke else "ui-room.turns.first"
    (name,) = [one for _, one in scene.group.everybody if scene.say(key, name=one) == words]
    button.click()
    expect(turns.locator(".zx-turn-name")).to_have_text(name)
    expect(scene.wall.page.locator(".zx-mw-speaker")).to_have_text(name)
    expect(scene.table.room.locator(".zx-turn-name")).to_have_text(name)
    return name


def _everybody_reloads(scene: Scene, until) -> None:
    """Each device is loaded anew in the middle of a turn, and stands where it stood; the clock goes on."""
    place = _notes(scene)
    scene.table.fill(place, "ui-minutes.notes.line", REPORT, kind=scene.say("ui-minutes.kind.report"))
    for seat in scene.everybody:
        seat.page.reload()
    (speaker,) = scene.spoke
    for seat in (scene.head, scene.table):
        seat.at(scene.title("progress"))
        expect(seat.room.locator(".zx-turn-name")).to_have_text(speaker)
        expect(seat.room.get_by_text(scene.say("ui-room.turns.extended", minutes=1))).to_be_visible()
    expect(scene.wall.page.locator(".zx-mw-speaker")).to_have_text(speaker)
    expect(scene.board.device.activity("meeting-lanes").get_by_role("row").nth(1)).to_contain_text(
        scene.say("ui-room.lanes.turns", count=1, of=7)
    )
    for phone in scene.phones:
        expect(phone.page.get_by_text(scene.say("ui-classroom.phone.away"))).to_be_visible()
    ((ends,),) = scene.ask("SELECT ends FROM speech WHERE meeting_id = ?")
    clocks = [
        scene.head.room.locator(".zx-turn-clock .zx-countdown"),
        scene.wall.page.locator(".zx-mw-turn .zx-countdown"),
    ]
    for clock in clocks:
        until(lambda clock=clock: abs(_seconds(clock.inner_text()) - _left(ends)) < 1)
    place = _notes(scene)
    line = scene.say("ui-minutes.notes.line", kind=scene.say("ui-minutes.kind.report"))
    expect(place.get_by_label(line)).to_have_value(REPORT)
    place.get_by_label(scene.say("ui-minutes.notes.who")).select_option(label=speaker)
    place.get_by_label(line).press("Enter")
    expect(place.locator(".zx-note-text")).to_contain_text(REPORT)


def _seconds(shown: str) -> int:
    minutes, seconds = re.findall(r"\d+", shown)
    return int(minutes) * 60 + int(seconds)


def _left(ends: str) -> float:
    return (datetime.fromisoformat(ends) - datetime.now(UTC)).total_seconds()


def _the_others_speak(scene: Scene, until) -> None:
    turns = scene.head.room.locator(".zx-turns")
    scene.spoke.append(_next_speaks(scene))
    _a_second_passes(scene, until)
    turns.locator("summary").click()
    later = next(name for _, name in scene.group.members if name not in {*scene.spoke, scene.silent})
    scene.helped = later
    turns.get_by_label(scene.say("ui-room.turns.person")).select_option(label=later)
    scene.head.press("ui-room.turns.hand", turns)
    expect(turns.locator(".zx-turn-name")).to_have_text(later)
    expect(scene.wall.page.locator(".zx-mw-speaker")).to_have_text(later)
    _a_second_passes(scene, until)
    while len(scene.spoke) < 6:
        scene.spoke.append(_next_speaks(scene))
        _a_second_passes(scene, until)
    assert sorted(scene.spoke) == sorted({name for _, name in scene.group.everybody} - {scene.silent})
    scene.head.press("ui-room.turns.stop", turns)
    expect(turns.locator(".zx-turn-name")).to_have_count(0)
    expect(turns.get_by_text(scene.say("ui-room.turns.progress", done=6, of=7))).to_be_visible()
    panel = scene.head.room.locator(".zx-hint-panel")
    expect(panel.locator(".zx-room-hint")).to_have_text(scene.say("ui-room.hint.silent", count=1))
    scene.head.press("ui-room.hint.who", panel)
    expect(panel).to_contain_text(scene.silent)


def _a_second_passes(scene: Scene, until) -> None:
    """Let whoever speaks say something: a turn of less than a whole second was a slip of the finger."""
    query = "SELECT began FROM speech WHERE meeting_id = ? AND ended IS NULL"
    until(lambda: _left(scene.ask(query)[0][0]) < -1)


def _questions_and_statements(scene: Scene) -> None:
    taps = scene.table.room.locator(".zx-room-tap")
    for index in (0, 0, 1, 0):
        taps.nth(index).click()
    said = scene.say("ui-room.taps.count", asked=3, stated=1)
    expect(scene.head.room.get_by_text(said, exact=True)).to_be_visible()
    scene.head.press("ui-room.taps.undo", scene.head.room)
    said = scene.say("ui-room.taps.count", asked=2, stated=1)
    expect(scene.table.room.get_by_text(said, exact=True)).to_be_visible()


def _ideas_are_written_and_read_out(scene: Scene, until) -> None:
    scene.onward("break-1")
    scene.onward("problems")
    wall, shown = scene.table.tool("idea-wall"), scene.wall.page.locator(".zx-ideas-shown")
    scene.table.press("ui-ideas.write.start", wall)
    expect(shown.get_by_role("timer")).to_be_visible()
    expect(shown).to_contain_text(scene.say("ui-ideas.shown.silent"))
    scene.look()
    _step(scene, "collect")
    for number, text in enumerate(IDEAS[:3], start=1):
        _collect(scene, text, number)
    scene.table.press("ui-ideas.collect.pass", wall)
    expect(wall.get_by_text(scene.say("ui-ideas.collect.turn", round=1, place=5, people=7))).to_be_visible()
    line = wall.get_by_label(re.compile(f"^{scene.say('ui-ideas.collect.text')}")).first
    line.fill(IDEAS[3])
    scene.table.page.reload()
    line = scene.table.tool("idea-wall").get_by_label(re.compile(f"^{scene.say('ui-ideas.collect.text')}"))
    expect(line.first).to_have_value(IDEAS[3])
    # Enter, and at once the next idea: it stands when the answer to the first one comes.
    line.first.evaluate(ENTER_AND_TYPE, IDEAS[4])
    wall = scene.table.tool("idea-wall")
    expect(wall.get_by_text(scene.say("ui-ideas.collect.noted", number=4))).to_be_visible()
    expect(line.first).to_have_value(IDEAS[4])
    scene.table.press("ui-ideas.collect.save", wall)
    expect(wall.get_by_text(scene.say("ui-ideas.collect.noted", number=5))).to_be_visible()
    expect(shown.get_by_role("listitem").filter(has_text=IDEAS[4])).to_be_visible()
    scene.look()


def _collect(scene: Scene, text: str, number: int) -> None:
    wall = scene.table.tool("idea-wall")
    scene.table.fill(wall, "ui-ideas.collect.text", text)
    scene.table.press("ui-ideas.collect.save", wall)
    expect(wall.get_by_text(scene.say("ui-ideas.collect.noted", number=number))).to_be_visible()


def _step(scene: Scene, step: str) -> Locator:
    """Go to the next step of the technique at the table's laptop, and return the wall of ideas."""
    wall = scene.table.tool("idea-wall")
    name = scene.say(f"ui-ideas.step.{step}")
    scene.table.press("ui-ideas.step.next", wall, step=name)
    expect(wall.locator('.zx-ideas-steps [aria-current="step"]')).to_contain_text(name)
    return wall


def _ideas_are_joined_and_ranked(scene: Scene) -> None:
    wall = _step(scene, "clarify")
    wall.get_by_role("button", name=scene.say("ui-ideas.entry.edit-one", number=3)).click()
    scene.table.fill(wall, "ui-ideas.entry.text", CLEARER, number=3)
    scene.table.press("ui-ideas.entry.save", wall)
    expect(wall.locator(".zx-ideas-row").filter(has_text=CLEARER)).to_be_visible()
    _step(scene, "merge")
    for number in (1, 2):
        wall.get_by_role("checkbox", name=scene.say("ui-ideas.entry.select", number=number)).check()
    scene.table.press("ui-ideas.merge.start", wall)
    scene.table.press("ui-ideas.merge.save", wall)
    expect(wall.get_by_text(scene.say("ui-ideas.count", count=4))).to_be_visible()
    _step(scene, "cluster")
    for number in (1, 3):
        wall.get_by_role("checkbox", name=scene.say("ui-ideas.entry.select", number=number)).check()
    bar = wall.locator(".zx-ideas-bar, .zx-ideas-putting").last
    scene.table.fill(bar, "ui-ideas.cluster.heading", HEADING)
    scene.table.press("ui-ideas.cluster.put", bar)
    shown = scene.wall.page.locator(".zx-ideas-shown")
    expect(shown.get_by_role("heading", name=re.compile(HEADING))).to_be_visible()
    scene.look()
    _the_slips(scene)


def _the_slips(scene: Scene) -> None:
    wall, shown = _step(scene, "rank"), scene.wall.page.locator(".zx-ideas-shown")
    for text in (CLEARER, IDEAS[0]):
        wall.locator(".zx-ideas-tap").filter(has_text=text).click()
    scene.table.press("ui-ideas.rank.enter", wall)
    expect(wall.get_by_text(scene.say("ui-ideas.rank.entered-one", number=1))).to_be_visible()
    expect(shown).to_contain_text(re.compile(r"1\s*/\s*7"))
    assert CLEARER not in scene.look()
    wall.get_by_text(scene.say("ui-ideas.rank.batch")).first.click()
    stack = "\n".join(f"{number}：3 1" for number in range(2, 7)) + "\n7：3 5"
    scene.table.fill(wall, "ui-ideas.rank.batch-text", stack)
    scene.table.press("ui-ideas.rank.batch-enter", wall)
    scene.table.press("ui-ideas.rank.ready", wall)
    first = shown.locator(".zx-ideas-told li").first
    expect(first).to_contain_text(CLEARER)
    expect(first).to_contain_text(scene.say("ui-ideas.result.chosen-by", count=7))
    scene.look()


def _what_is_worth_keeping(scene: Scene) -> None:
    scene.onward("discussion")
    notes = _notes(scene)
    _note(scene, notes, "decision", DECISION)
    _note(scene, notes, "lesson", LESSON)


def _notes(scene: Scene) -> Locator:
    """Open the notes beside a block at the table's laptop."""
    notes = scene.table.tool("meeting-notes")
    if notes.count() == 0:
        scene.table.room.locator("summary").get_by_text(scene.say("ui-room.tools.notes"), exact=True).click()
    return notes


def _note(scene: Scene, notes: Locator, kind: str, text: str) -> None:
    name = scene.say(f"ui-minutes.kind.{kind}")
    notes.get_by_role("button", name=name, exact=True).click()
    line = notes.get_by_label(scene.say("ui-minutes.notes.line", kind=name))
    line.fill(text)
    line.press("Enter")
    expect(notes.locator(f'[data-kind="{kind}"]')).to_contain_text(text)


def _who_does_what(scene: Scene) -> None:
    scene.onward("next-steps")
    _act(scene, WHAT, EVIDENCE)


def _act(scene: Scene, what: str, evidence: str) -> None:
    """Write down at the table's laptop what is to be done, by whom, by when, and what will show it."""
    place = scene.table.tool("actions")
    scene.table.press("ui-minutes.actions.add", place)
    form = place.get_by_role("group", name=scene.say("ui-minutes.actions.add"))
    scene.table.fill(form, "ui-minutes.actions.what", what)
    form.get_by_label(scene.say("ui-minutes.actions.who")).select_option(label=scene.group.members[0][1])
    due = str(datetime.now().astimezone().date() + timedelta(days=14))
    scene.table.fill(form, "ui-minutes.actions.due", due)
    scene.table.fill(form, "ui-minutes.actions.evidence", evidence)
    scene.table.press("ui-minutes.save", form)
    expect(scene.head.tool("actions").get_by_role("article", name=what)).to_contain_text(due)
    scene.look()


def _the_rules_are_rated(scene: Scene) -> None:
    """Five rate; one phone is offline when it sends, and stays so for a minute of its clock."""
    one, two, three = scene.phones
    two.page.clock.install()
    scene.onward("review")
    scene.head.press("ui-rules.lead.open", scene.head.tool("meeting-rules"))
    _fill_in(one, "kkkkkkkkkp")
    one.page.reload()  # what is filled in and not sent yet stands where it stood
    expect(one.page.locator('.zx-level[data-checked="true"]')).to_have_count(10)
    _send(one)
    _in(scene, 1)

    _fill_in(two, "kkkkkkkkkb")
    two.device.context.set_offline(True)
    status = two.page.locator(".zx-card .zx-status")
    expect(status).to_have_attribute("data-online", "false")
    two.press("ui-rules.after.send")
    expect(status).to_have_text(scene.say("kit.status.waiting"))
    two.page.clock.fast_forward("01:00")
    expect(two.page.locator("#zx-banner")).to_contain_text(scene.say("page.lost"))
    _rate(three, "kkkkkkkkkb")
    _in(scene, 2)
    two.device.context.set_offline(False)
    two.page.clock.run_for("00:15")
    expect(two.page.get_by_text(scene.say("ui-rules.after.done"))).to_be_visible()
    _in(scene, 3)

    for seat in (scene.head, scene.table):
        _rate(seat, "kkkkkkkkkp", seat.tool("meeting-rules"))
    _in(scene, 5)
    rules = scene.head.tool("meeting-rules")
    scene.head.press("ui-rules.lead.close", rules)
    for phone in scene.phones:
        expect(phone.page.get_by_text(scene.say("ui-classroom.phone.away"))).to_be_visible()
    scene.head.press("ui-rules.lead.reveal", rules)
    expect(rules.get_by_text(scene.say("ui-rules.result.watch"))).to_be_visible()
    ((_, state, ballots, turnout),) = windows_of(scene.house, scene.meeting)
    assert (state, ballots, turnout) == ("revealed", 5, 5)


def _fill_in(seat: Seat, marks: str, place: Locator | None = None) -> None:
    rows = (seat.page.locator("main") if place is None else place).locator(".zx-level-row")
    expect(rows).to_have_count(10)
    levels = {"k": 0, "p": 1, "b": 2}
    for index, mark in enumerate(marks):
        rows.nth(index).get_by_role("radio").nth(levels[mark]).check(force=True)


def _rate(seat: Seat, marks: str, place: Locator | None = None) -> None:
    _fill_in(seat, marks, place)
    _send(seat, place)


def _send(seat: Seat, place: Locator | None = None) -> None:
    seat.press("ui-rules.after.send", place)
    where = seat.page.locator("main") if place is None else place
    expect(where.get_by_text(seat.say("ui-rules.after.done"))).to_be_visible()


def _in(scene: Scene, count: int) -> None:
    """Wait until the leader is told how many ratings are in."""
    said = scene.say("ui-rules.lead.turnout", **{"in": count, "people": 7})
    expect(scene.head.tool("meeting-rules").get_by_text(said)).to_be_visible()
    assert windows_of(scene.house, scene.meeting)[0][2] == count


def _the_minutes(scene: Scene) -> None:
    scene.onward("next-date")
    scene.head.press("ui-room.now.end", scene.head.room)
    expect(scene.wall.page.locator("main")).to_contain_text(scene.say("ui-room.wall.ended"))
    record = scene.head.tool("minutes-of")
    for words in (TITLE, REPORT, DECISION, LESSON, WHAT, EVIDENCE, PROOF, CLEARER):
        expect(record).to_contain_text(words)
    scene.head.press("ui-minutes.record.rewording", record)
    record.get_by_role("button", name=scene.say("ui-minutes.record.reword-this", text=LESSON)).click()
    record.locator(".zx-record").get_by_role("textbox").fill(SAID)
    scene.head.press("ui-minutes.save", record)
    expect(record.locator(".zx-record")).to_contain_text(SAID)
    scene.head.press("ui-minutes.record.confirm", record)
    expect(record.get_by_text(scene.like("ui-minutes.record.confirmed", time=ANY, by=ANY))).to_be_visible()


def _the_paper(scene: Scene) -> None:
    record = scene.head.tool("minutes-of")
    with scene.head.page.expect_download() as download:
        record.get_by_role("link", name=scene.say("ui-minutes.record.word")).click()
    assert download.value.suggested_filename == f"会议记录-{TITLE}.docx"
    paper = words_of(download.value.path())
    for words in (TITLE, PLACE, REPORT, PROOF, STUCK, DECISION, SAID, WHAT, EVIDENCE):
        assert words in paper, words
    assert scene.say("record.ideas.entry", text=CLEARER, points=14, count=7) in paper
    assert f"确认人：{scene.group.leader[1]}" in paper
    for _, name in scene.group.everybody:
        assert name in paper
    assert paper.count(scene.silent) == 1, "whoever was silent was there, and that is all that is said"
    for words in ("未发言", "没有发言", "沉默", "均匀", "评分", "中位数", "问 2", IDEAS[2]):
        assert words not in paper, words


def _the_store(scene: Scene) -> None:
    """Ask the database file what is left of it all."""
    names = dict(scene.group.everybody)
    turns = scene.ask("SELECT person_id, extended, block, ended > began FROM speech WHERE meeting_id = ?")
    assert sorted(names[person] for person, *_ in turns) == sorted([*scene.spoke, scene.helped])
    assert sorted(extended for _, extended, *_ in turns) == [0, 0, 0, 0, 0, 0, 60]
    assert {(block, lasted) for *_, block, lasted in turns} == {("progress", 1)}
    taps = scene.ask("SELECT kind, count(*), min(block) FROM tap WHERE meeting_id = ? GROUP BY kind")
    assert sorted(taps) == [("asked", 2, "progress"), ("stated", 1, "progress")]
    notes = scene.ask("SELECT kind, text, block, person_id IS NULL FROM meeting_note WHERE meeting_id = ?")
    assert sorted(notes) == [
        ("decision", DECISION, "discussion", 1),
        ("lesson", LESSON, "discussion", 1),
        ("report", REPORT, "progress", 0),
    ]
    ideas = scene.ask(
        "SELECT text, cluster, merged_into IS NULL FROM idea WHERE meeting_id = ? ORDER BY position"
    )
    assert [text for text, *_ in ideas] == [*IDEAS[:2], CLEARER, *IDEAS[3:]]
    assert [standing for *_, standing in ideas] == [1, 0, 1, 1, 1]
    assert [heading for _, heading, standing in ideas if standing] == [HEADING, HEADING, "", ""]
    assert scene.ask("SELECT count(*) FROM idea_slip WHERE meeting_id = ?") == [(7,)]
    query = "SELECT what, status, proof, evidence FROM ledger_entry WHERE team = ?"
    entries = scene.house.ask(query, scene.group.id)
    assert sorted(entries) == sorted(
        [(PROMISED, "done", PROOF, SHOWN), (STUCK, "open", "", SHOWN), (WHAT, "open", "", EVIDENCE)]
    )
    ((_, state, ballots, turnout),) = windows_of(scene.house, scene.meeting)
    assert (state, ballots, turnout) == ("revealed", 5, 5)
    ((state, past),) = scene.ask(
        "SELECT state, past FROM meeting JOIN meeting_run ON meeting_id = id WHERE id = ?"
    )
    assert (state, [stay["block"] for stay in json.loads(past)]) == (
        "confirmed",
        [block.id for block in scene.plan or ()],
    )


def _nobody_was_told(scene: Scene) -> None:
    """What the leader alone may know never left the server for another device, whatever it was called."""
    assert keys_told(scene.head.device.heard) >= PRIVATE
    for seat in (scene.wall, scene.table, *scene.phones):
        for message in seat.device.heard:
            assert PRIVATE.isdisjoint(keys_told(message)), (seat.device.name, message)
    for phone, (_, own) in zip(scene.phones, scene.group.members, strict=False):
        told = phone.told()
        assert [name for _, name in scene.group.everybody if name in told] == [own]
    mark = re.compile(rf'"({"|".join(norm.id for norm in norms())})": "({"|".join(Keeping)})"')
    contents = scene.house.ask(
        "SELECT content FROM ballot JOIN window w ON w.id = window_id WHERE NOT sample"
    )
    assert all(mark.search(content) for (content,) in contents)
    assert [seat.device.name for seat in scene.everybody if mark.search(seat.told())] == []


# ---- in English: the same pages, in one language, for every eye and finger


def test_the_same_in_english_without_barriers_and_without_a_chinese_sentence(house, devices):
    scene = sit_all_down(house, devices, 1, Locale.EN)
    _the_meeting_is_planned(scene, ENGLISH_TITLE)
    _english(scene, scene.board)
    _it_begins(scene, ENGLISH_TITLE)
    _the_pledge(scene)
    _english(scene, scene.head, scene.table, scene.wall)
    scene.onward("open-actions")
    _english(scene, scene.table)
    scene.onward("progress")
    scene.spoke.append(_next_speaks(scene))
    scene.head.press("ui-room.turns.extend", scene.head.room.locator(".zx-turns"))
    scene.head.press("ui-room.hint.who", scene.head.room.locator(".zx-hint-panel"))
    scene.head.room.locator(".zx-room-tap").first.click()
    for seat in (scene.board, scene.head):
        open_all(seat.page)
    _english(scene, *scene.everybody)
    assert mixed(scene.head.page, "en", [], set()) != [], "what is foreign would be noticed"
    _accessible(scene, scene.head, scene.wall)
    scene.onward("break-1")
    _ideas_in_english(scene)
    scene.onward("discussion")
    notes = _notes(scene)
    _note(scene, notes, "decision", "Try one list at one window first")
    _note(scene, notes, "lesson", "Count first, then conclude")
    _english(scene, scene.table, scene.head)
    scene.onward("next-steps")
    _act(scene, "One list of papers for three windows", "The list, signed")
    _english(scene, scene.table, scene.wall)
    scene.onward("review")
    rules = scene.head.tool("meeting-rules")
    scene.head.press("ui-rules.lead.open", rules)
    _fill_in(scene.phones[0], "kkkkkkkkkp")
    _english(scene, *scene.everybody)
    _accessible(scene, *scene.phones[:1])
    _rate(scene.phones[0], "kkkkkkkkkp")
    _in(scene, 1)
    scene.head.press("ui-rules.lead.close", rules)
    scene.head.press("ui-rules.lead.reveal", rules)
    least = scene.say("ui-rules.result.few", count=1, least=5)
    expect(rules.get_by_text(least)).to_be_visible()
    _english(scene, *scene.everybody)
    _minutes_in_english(scene)


def _ideas_in_english(scene: Scene) -> None:
    scene.onward("problems")
    wall = scene.table.tool("idea-wall")
    scene.table.press("ui-ideas.write.start", wall)
    _english(scene, scene.table, scene.wall)
    _step(scene, "collect")
    for number, text in enumerate(("Three windows, three lists", "Blurred photographs"), start=1):
        _collect(scene, text, number)
    for step in ("clarify", "merge", "cluster", "rank"):
        _english(scene, scene.table, scene.wall)
        scene.look()
        _step(scene, step)
    _english(scene, scene.table, scene.wall)
    scene.table.fill(wall, "ui-ideas.rank.choices", "1")
    scene.table.press("ui-ideas.rank.enter", wall)
    scene.table.press("ui-ideas.rank.anyway", wall)
    expect(scene.wall.page.locator(".zx-ideas-told li")).to_have_count(1)
    _english(scene, scene.table, scene.wall)
    _accessible(scene, scene.table, scene.wall)
    scene.look()


def _minutes_in_english(scene: Scene) -> None:
    scene.onward("next-date")
    scene.head.press("ui-room.now.end", scene.head.room)
    record = scene.head.tool("minutes-of")
    expect(record).to_contain_text("Count first, then conclude")
    scene.head.press("ui-minutes.record.rewording", record)
    _english(scene, *scene.everybody)
    _accessible(scene, scene.head)
    scene.head.press("ui-minutes.record.confirm", record)
    expect(record.get_by_text(scene.like("ui-minutes.record.confirmed", time=ANY, by=ANY))).to_be_visible()
    with scene.head.page.expect_download() as download:
        record.get_by_role("link", name=scene.say("ui-minutes.record.word")).click()
    ours = words_of(download.value.path())
    for words in scene.house.written():
        ours = ours.replace(words, "")
    assert CHINESE.findall(ours) == []
    _english(scene, *scene.everybody)


def _english(scene: Scene, *seats: Seat) -> None:
    """Look at pages with everything on them unfolded."""
    written = scene.house.written()
    for seat in seats:
        seat.page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true; })")
        seat.page.evaluate(IS_SETTLED)
        assert mixed(seat.page, "en", written, set()) == [], seat.device.name


def _accessible(scene: Scene, *seats: Seat) -> None:
    """Look for barriers; where fingers are used, at the width of a phone."""
    for seat in seats:
        assert barriers(seat.page) == [], seat.device.name
        if seat is scene.wall:
            continue
        before = seat.page.viewport_size
        seat.page.set_viewport_size(NARROW)
        seat.page.evaluate(IS_SETTLED)
        assert seat.page.evaluate(TOO_WIDE) == [], seat.device.name
        assert seat.page.evaluate(TOO_SMALL) == [], seat.device.name
        seat.page.set_viewport_size(before)


# ---- the clock


@pytest.mark.parametrize("seconds", [15, pytest.param(600, marks=pytest.mark.soak)])
def test_clocks_keep_the_servers_time_whatever_the_device_says(house, devices, seconds):
    """The device's clock is set an hour ahead, and later the page is loaded anew with it still wrong."""
    group, meeting = house.groups[2], _in_turns(house, house.groups[2])

    screen = f"projector?lane={group.id}"

    def sit(name: str, path: str, **options: object) -> Seat:
        return house.seat(devices, name, group.leader[0], path, before=WRONG_CLOCK, **options)

    clocks = {
        ".zx-turn-clock .zx-countdown": (sit("room", TABLE), "meeting-room"),
        ".zx-mw-turn .zx-countdown": (sit("wall", screen, viewport=WALL), "meeting-wall"),
    }
    ((ends,),) = house.ask("SELECT ends FROM speech WHERE meeting_id = ?", meeting)
    for part in (5, seconds):
        for selector, (seat, activity) in clocks.items():
            expect(seat.device.activity(activity).locator(selector)).to_be_visible()
            seat.page.evaluate("setClock(3_600_000)")
            seat.page.evaluate(WATCH, selector)
        for seat, _ in clocks.values():
            seat.page.wait_for_function(
                "count => seen.length >= count", arg=part, timeout=60_000 + 2000 * part
            )
            assert seat.page.evaluate("Date.now() - trueNow()") == pytest.approx(3_600_000, abs=1000)
            shown = [(at, _shown(text, state)) for at, text, state in seat.page.evaluate("seen")]
            off = [left - (_millis(ends) - at) / 1000 for at, left in shown]
            assert max(map(abs, off)) < 1, off
            seat.page.reload()


def _in_turns(house: House, group: Group) -> str:
    """Let a group meet and somebody speak, past the browser; return the meeting."""
    with house.store() as store, store.work() as db:
        actor = house.actor(db, group.leader[0])
        row = new_meeting(db, actor, group.id, "group-seminar", title="限时发言", plan=GROUP_PLAN)
        runs.start(db, actor, row.id)
        runs.go_on(db, actor, row.id, group.id, 1)
        turns.begin(db, actor, row.id, group.id, group.members[0][0], seen=None)
        return row.id


def _shown(text: str, state: str) -> int:
    return -_seconds(text) if state == "over" else _seconds(text)


def _millis(moment: str) -> float:
    return datetime.fromisoformat(moment).timestamp() * 1000


# ---- groups side by side


def test_groups_go_their_own_way_until_everybody_is_called_back(house, devices):
    one, two = house.groups[:2]
    with house.store() as store, store.work() as db:
        actor = house.facilitator(db)
        meeting = new_meeting(db, actor, None, "class-workshop", title=CLASS_TITLE, plan=CLASS_PLAN).id

    def sit(name: str, person: str, path: str, **options: object) -> Seat:
        return house.seat(devices, name, person, path, **options)

    board = sit("board", house.facilitators[0], FACILITATOR)
    wall = sit("wall", house.facilitators[0], "projector", viewport=WALL)
    own = sit("own-wall", one.leader[0], f"projector?lane={one.id}", viewport=WALL)
    first, second = (sit(f"group{group.number}", group.leader[0], TABLE) for group in (one, two))

    room = board.room
    room.get_by_role("button", name=board.say("ui-room.hall.open-one", title=CLASS_TITLE)).click()
    board.press("ui-room.plan.start", room)
    for seat in (first, second):
        seat.at("环节open")
        expect(seat.room.get_by_text(seat.say("ui-room.now.together"))).to_be_visible()
    board.onward()
    for seat in (first, second):
        seat.at("环节talk")
    expect(wall.page.locator("main")).to_contain_text(wall.say("ui-room.wall.apart"))
    fits(wall)
    first.onward()
    first.at("环节think")
    expect(own.page.locator("main")).to_contain_text("环节think")
    fits(own)
    lanes = board.device.activity("meeting-lanes")
    rows = lanes.get_by_role("row")
    expect(rows).to_have_count(4)
    for row, block in zip((1, 2, 3), ("环节think", "环节talk", "环节talk"), strict=True):
        expect(rows.nth(row)).to_contain_text(block)
    second.at("环节talk")
    first.press("ui-room.now.next-wait", first.room)
    expect(rows.nth(1)).to_contain_text(board.say("ui-room.lanes.waits"))
    expect(own.page.locator("main")).to_contain_text(own.say("ui-room.wall.waits"))

    board.press("ui-room.lanes.all-call", lanes)
    for seat in (first, second):
        seat.at("环节share")
        expect(seat.room.get_by_text(seat.say("ui-room.now.together"))).to_be_visible()
    for screen in (wall, own):
        expect(screen.page.locator("main")).to_contain_text("环节share")
        fits(screen)
    expect(rows.nth(2)).to_contain_text(board.say("ui-room.lanes.together"))
    blocks = house.ask("SELECT lane, block FROM meeting_run WHERE meeting_id = ?", meeting)
    assert dict(blocks) == {"": "share"} | {group.id: None for group in house.groups}

    board.press("ui-room.now.undo", lanes)  # called too early: everybody is where they were
    expect(first.room.get_by_text(first.say("ui-room.now.waits"))).to_be_visible()
    second.at("环节talk")
    expect(own.page.locator("main")).to_contain_text(own.say("ui-room.wall.waits"))
    board.press("ui-room.lanes.all-call", lanes)
    for seat in (first, second):
        seat.at("环节share")
