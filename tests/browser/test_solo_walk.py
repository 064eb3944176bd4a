"""Somebody who learns alone: a whole workbook, a reload in mid-sentence, a dying server, a keyboard only."""

import contextlib
import json
import re
import tomllib

import psutil
import pytest
from playwright.sync_api import FrameLocator, Locator, Page, expect

from browser.sight import Device, words_of, zh
from serving import Served
from zhixing import resources

TITLE = "六个月内让新生儿落户材料只交一次"
STATEMENT = "新生儿父母今年起要在三个窗口重复交材料，平均跑四趟；到年底要减到一趟。"
LIVE = 120_000
BALLOT = """
    SELECT ballot.content FROM ballot JOIN window ON window.id = window_id WHERE purpose = ? AND NOT sample
"""
OWN = """
    SELECT title, statement, owner, owner_unit
    FROM topic JOIN classroom ON classroom.id = classroom_id
    WHERE code = 'SOLO' AND NOT sample
"""
REASONS = "群众反映最集中，三个科室都愿意参加，半年内看得到变化。"


@pytest.fixture(scope="module")
def case() -> dict[str, dict]:
    """Return the options of the workbook's case, by id."""
    raw = tomllib.loads((resources.data() / "course/choose-topic/items.toml").read_text(encoding="utf-8"))
    item = next(item for item in raw["item"] if item["id"] == "u03-c01")
    return {option["id"]: option for option in item["option"]}


@pytest.mark.parametrize(
    "way",
    [
        pytest.param((), id="comms"),
        pytest.param(("--kernels", "template"), id="template", marks=pytest.mark.soak),
        pytest.param(("--kernels", "plain"), id="plain"),
    ],
)
def test_a_learner_alone_walks_from_the_case_to_the_word_file(start, devices, case, way):
    alone = start(options=way)
    device = devices.open("laptop")
    page = device.page
    page.goto(alone.address)
    device.activity("course-map").get_by_role("link", name="选专题").click()

    _answer_the_case(device, alone, case)
    _look_at_a_criterion(device)
    _propose_a_topic(device, alone)
    _judge_the_topic(device, alone)
    voted = _vote(device, alone)
    _rate(device, alone, voted)
    _read_the_result(device)
    if "plain" in way:
        page.reload()  # an ordinary kernel knows what was known when it was started
    _try_other_weights(device, other=voted[1])
    _recommend(device, alone)

    page.goto(alone.address)
    done = zh("ui-course.map.done", done=5, total=9)
    expect(device.activity("course-map").get_by_text(done)).to_be_visible()


def _answer_the_case(device: Device, alone: Served, case: dict[str, dict]) -> None:
    place = device.activity("item")
    submit = place.get_by_role("button", name=zh("ui-course.item.answer"))
    submit.click()
    expect(place.get_by_text(zh("ui-course.item.pick"))).to_be_visible()
    assert alone.rows("SELECT count(*) FROM answer WHERE item_id = 'u03-c01'") == [(0,)]

    _option(place, case["a"]["text"]["zh"]).click()
    submit.click()
    expect(place.get_by_text(case["a"]["feedback"]["zh"])).to_be_visible()
    expect(place.get_by_text(zh("ui-course.item.wrong"))).to_be_visible()
    for other in "bcd":
        expect(place.get_by_text(case[other]["feedback"]["zh"])).to_have_count(0)

    _option(place, case["c"]["text"]["zh"]).click()
    place.get_by_role("button", name=zh("ui-course.item.again")).click()
    expect(place.get_by_text(case["c"]["feedback"]["zh"])).to_be_visible()
    expect(place.get_by_text(zh("ui-course.item.correct"))).to_be_visible()
    stored = alone.rows("SELECT answer, correct FROM answer WHERE item_id = 'u03-c01' ORDER BY attempt")
    assert [(json.loads(answer)["option"], correct) for answer, correct in stored] == [("a", 0), ("c", 1)]


def _look_at_a_criterion(device: Device) -> None:
    place = device.activity("criteria")
    first = place.locator("details").first
    levels = first.locator("dl")
    expect(levels).to_be_hidden()
    first.locator("summary").click()
    expect(levels).to_be_visible()
    expect(levels).to_contain_text(zh("ui-topics.verdict.revise"))


def _propose_a_topic(device: Device, alone: Served) -> None:
    place = device.activity("topics")
    place.get_by_role("button", name=zh("ui-topics.topic.propose")).click()
    place.get_by_label(zh("ui-topics.topic.title"), exact=True).fill(TITLE)
    place.get_by_label(zh("ui-topics.topic.statement")).press_sequentially(STATEMENT)
    device.page.reload()

    place = device.activity("topics")
    title = place.get_by_label(zh("ui-topics.topic.title"), exact=True)
    statement = place.get_by_label(zh("ui-topics.topic.statement"))
    expect(title).to_have_value(TITLE)
    expect(statement).to_have_value(STATEMENT)
    save = place.get_by_role("button", name=zh("ui-topics.topic.save"), exact=True)
    save.click()
    expect(place.get_by_role("alert").filter(has_text=zh("ui-topics.topic.owner-missing"))).to_be_visible()
    expect(title).to_have_value(TITLE)
    expect(statement).to_have_value(STATEMENT)
    assert alone.rows(OWN) == []

    place.get_by_label(zh("ui-topics.topic.owner"), exact=True).fill("王敏")
    place.get_by_label(zh("ui-topics.topic.owner-unit"), exact=True).fill("民生科")
    save.click()
    expect(place.get_by_role("heading", name=TITLE)).to_be_visible()
    expect(title).to_have_count(0)
    assert alone.rows(OWN) == [(TITLE, STATEMENT, "王敏", "民生科")]


def _judge_the_topic(device: Device, alone: Served) -> None:
    place = device.activity("judge-conditions")
    number = alone.rows("SELECT position FROM topic WHERE title = ?", TITLE)[0][0]
    place.get_by_role("button", name=re.compile(rf"第 {number} 题")).click()
    expect(place.get_by_role("heading", name=TITLE)).to_be_visible()
    conditions = place.locator(".zx-panel", has=device.page.get_by_role("radio"))
    expect(conditions).to_have_count(3)
    for index in (0, 2):
        conditions.nth(index).get_by_role("radio", name=re.compile(rf"^{zh('ui-topics.verdict.ok')}")).check()
    doubted = conditions.nth(1)
    doubted.get_by_role("radio", name=re.compile(zh("ui-topics.verdict.revise"))).check()
    doubted.get_by_role("button", name=zh("ui-topics.judge.save-reason")).click()
    expect(doubted.get_by_text(zh("ui-topics.judge.reason-missing"))).to_be_visible()
    doubted.get_by_label(zh("ui-topics.judge.reason")).fill("“只交一次”要写明从哪一天起算。")
    doubted.get_by_role("button", name=zh("ui-topics.judge.save-reason")).click()
    expect(doubted.get_by_role("button", name=zh("ui-topics.judge.reason-saved"))).to_be_visible()
    expect(place.get_by_text(re.compile(r"已判 3/"))).to_be_visible()
    query = (
        "SELECT condition, verdict, reason FROM condition JOIN topic ON topic.id = topic_id WHERE title = ?"
    )
    stored = {condition: (verdict, reason) for condition, verdict, reason in alone.rows(query, TITLE)}
    assert stored == {
        "feasibility": ("ok", ""),
        "specificity": ("revise", "“只交一次”要写明从哪一天起算。"),
        "time-window": ("ok", ""),
    }


def _vote(device: Device, alone: Served) -> list[str]:
    place = device.activity("vote-topics")
    boxes = place.get_by_role("checkbox")
    expect(boxes.first).to_be_visible()
    own = place.get_by_role("checkbox", name=re.compile(TITLE))
    own.check()
    boxes.nth(0).check()
    boxes.nth(1).check()
    boxes.nth(2).click()
    expect(boxes.nth(2)).not_to_be_checked()
    expect(place.get_by_text(zh("ui-topics.vote.full", most=3))).to_be_visible()
    place.get_by_role("button", name=zh("ui-topics.vote.send")).click()
    expect(place.get_by_text(zh("ui-topics.vote.kept"))).to_be_visible()
    expect(place.get_by_role("listitem").filter(has_text=TITLE)).to_be_visible()
    ((ballot,),) = alone.rows(BALLOT, "votes")
    titles = dict(alone.rows("SELECT id, title FROM topic"))
    voted = [titles[topic] for topic in json.loads(ballot)["topics"]]
    assert len(voted) == 3
    assert voted[0] == TITLE
    return voted


def _rate(device: Device, alone: Served, voted: list[str]) -> None:
    place = device.activity("rate-topics")
    sheets = place.locator("article")
    expect(sheets).to_have_count(3)
    scores = {TITLE: (5, 2, 5), voted[1]: (2, 5, 2), voted[2]: (1, 1, 1)}
    submit = place.get_by_role("button", name=zh("ui-topics.rate.submit"))
    submit.click()
    expect(
        place.get_by_role("alert").filter(has_text=zh("ui-topics.rate.missing", missing=9))
    ).to_be_visible()
    for title, given in scores.items():
        rows = sheets.filter(has_text=title).get_by_role("group")
        for row, score in zip(rows.all(), given, strict=True):
            row.get_by_role("radio", name=str(score), exact=True).check()
    submit.click()
    expect(place.get_by_text(zh("ui-topics.rate.done", total=9))).to_be_visible()
    ((ballot,),) = alone.rows(BALLOT, "ratings")
    titles = dict(alone.rows("SELECT id, title FROM topic"))
    stored = {titles[topic]: tuple(cells.values()) for topic, cells in json.loads(ballot)["scores"].items()}
    assert stored == scores


def _read_the_result(device: Device) -> None:
    place = device.activity("topic-result")
    expect(place.locator("[data-first=true] dd").first).to_have_text(TITLE)
    sentence = place.locator(".zx-notice")
    expect(sentence).to_have_count(1)
    expect(sentence).to_contain_text("这是您一个人的打分")


def _try_other_weights(device: Device, other: str) -> None:
    frame = _live(device.page)
    chart = frame.locator(".js-plotly-plot .main-svg").first
    expect(chart).to_be_visible(timeout=LIVE)
    table = frame.locator("table")
    expect(frame.get_by_text(zh("topics.live.first", title=TITLE))).to_be_visible()
    before = table.inner_text()
    handles = frame.locator(".noUi-handle")
    for index in (0, 2):
        handles.nth(index).press("Home")
    expect(frame.get_by_text(zh("topics.live.first", title=other))).to_be_visible()
    expect(table.locator("tbody tr").first).to_contain_text(other)
    assert table.inner_text() != before
    frame.get_by_role("button", name=zh("topics.live.reset")).click()
    expect(frame.get_by_text(zh("topics.live.first", title=TITLE))).to_be_visible()


def _recommend(device: Device, alone: Served) -> None:
    page = device.page
    place = device.activity("recommendation")
    expect(place.get_by_label(zh("ui-topics.result.first"))).to_have_value(re.compile("."))
    place.get_by_label(zh("ui-topics.recommendation.reasons")).press_sequentially(REASONS)
    page.reload()

    place = device.activity("recommendation")
    expect(place.get_by_label(zh("ui-topics.recommendation.reasons"))).to_have_value(REASONS)
    place.get_by_label(zh("ui-topics.recommendation.lead-unit")).fill("民生保障科")
    place.get_by_label(zh("ui-topics.recommendation.what")).fill("一年有多少户要跑第二趟")
    place.get_by_label(zh("ui-topics.recommendation.who")).fill("信督科")
    place.get_by_label(zh("ui-topics.recommendation.when")).fill("2026-12-01")
    place.get_by_role("button", name=zh("ui-topics.recommendation.submit")).click()
    expect(place.locator(".zx-notice").get_by_text(re.compile("第 1 稿"))).to_be_visible()
    ((content,),) = alone.rows("SELECT content FROM submission WHERE version = 1")
    assert json.loads(content)["reasons"] == REASONS

    with page.expect_download() as download:
        place.get_by_role("link", name=zh("ui-topics.recommendation.document")).click()
    said = words_of(download.value.path())
    assert download.value.suggested_filename.endswith(".docx")
    for expected in (TITLE, REASONS, "民生保障科", "一年有多少户要跑第二趟", "信督科"):
        assert expected in said


def test_pulling_the_plug_twice_loses_nothing(start, devices):
    served = start()
    device = devices.open("laptop")
    page = device.page
    page.goto(served.address + "book/choose-topic")
    judged = device.activity("judge-conditions")
    suitable = judged.get_by_role("radio", name=re.compile(rf"^{zh('ui-topics.verdict.ok')}"))
    for index in (0, 1):
        suitable.nth(index).check()
        expect(judged.get_by_role("status")).to_contain_text("已保存")
        expect(judged.get_by_text(re.compile(rf"已判 {index + 1}/"))).to_be_visible()
    acknowledged = served.rows("SELECT topic_id, condition, verdict FROM condition ORDER BY condition")
    assert len(acknowledged) == 2

    topics = device.activity("topics")
    topics.get_by_role("button", name=zh("ui-topics.topic.propose")).click()
    title = topics.get_by_label(zh("ui-topics.topic.title"), exact=True)
    statement = topics.get_by_label(zh("ui-topics.topic.statement"))
    title.fill(TITLE)
    suitable.nth(2).check()
    served.kill()
    status = topics.get_by_role("status").last
    expect(status).to_contain_text("未连接")
    statement.press_sequentially(STATEMENT)
    expect(page.locator("#zx-banner")).to_contain_text(zh("page.lost"))

    served = start(home=served.home, port=served.port)
    expect(page.locator("#zx-banner [data-line=connection]")).to_contain_text(zh("page.connected"))
    expect(judged.get_by_text(re.compile(r"已判 3/"))).to_be_visible()
    expect(title).to_have_value(TITLE)
    expect(statement).to_have_value(STATEMENT)
    expect(status).to_contain_text("已保存")
    ((draft,),) = served.rows("SELECT content FROM draft WHERE activity = 'topics'")
    assert json.loads(draft)["form"]["statement"] == STATEMENT
    now = served.rows("SELECT topic_id, condition, verdict FROM condition")
    assert set(acknowledged) < set(now)
    assert len(now) == 3

    topics.get_by_label(zh("ui-topics.topic.owner"), exact=True).fill("王敏")
    topics.get_by_label(zh("ui-topics.topic.owner-unit"), exact=True).fill("民生科")
    served.kill()
    expect(status).to_contain_text("未连接")
    topics.get_by_role("button", name=zh("ui-topics.topic.save"), exact=True).click()
    expect(status).to_have_text(zh("kit.status.waiting"))
    served = start(home=served.home, port=served.port)
    expect(topics.get_by_role("heading", name=TITLE)).to_be_visible()
    expect(title).to_have_count(0)
    own = "SELECT count(*) FROM topic WHERE title = ? AND owner = '王敏'"
    assert served.rows(own, TITLE) == [(1,)]


def test_a_vote_and_a_rating_need_only_a_keyboard(start, devices):
    served = start()
    device = devices.open("laptop")
    page = device.page
    page.goto(served.address + "book/choose-topic")
    _tab_to(page, page.get_by_role("link", name="7. 投三票"))
    page.keyboard.press("Enter")
    vote = page.locator('[data-activity="vote-topics"]').first
    expect(vote.get_by_role("checkbox").first).to_be_in_viewport()
    for index in (0, 2, 4):
        _tab_to(page, vote.get_by_role("checkbox").nth(index))
        page.keyboard.press("Space")
        expect(vote.get_by_role("checkbox").nth(index)).to_be_checked()
    chosen = [box.get_attribute("value") for box in vote.get_by_role("checkbox", checked=True).all()]
    _tab_to(page, vote.get_by_role("button", name=zh("ui-topics.vote.send")))
    page.keyboard.press("Enter")
    expect(vote.get_by_text(zh("ui-topics.vote.kept"))).to_be_visible()
    ((ballot,),) = served.rows(BALLOT, "votes")
    assert json.loads(ballot)["topics"] == chosen

    rate = page.locator('[data-activity="rate-topics"]').first
    rows = rate.get_by_role("group")
    expect(rows).to_have_count(9)
    for index in range(9):
        _tab_to(page, rows.nth(index).get_by_role("radio").first)
        page.keyboard.press("Space")
        for _ in range(index % 5):
            page.keyboard.press("ArrowRight")
        expect(rows.nth(index).get_by_role("radio").nth(index % 5)).to_be_checked()
    _tab_to(page, rate.get_by_role("button", name=zh("ui-topics.rate.submit")))
    page.keyboard.press("Enter")
    expect(rate.get_by_text(zh("ui-topics.rate.done", total=9))).to_be_visible()
    ((ballot,),) = served.rows(BALLOT, "ratings")
    given = [score for cells in json.loads(ballot)["scores"].values() for score in cells.values()]
    assert given == [1, 2, 3, 4, 5, 1, 2, 3, 4]


@pytest.mark.parametrize("kernels", ["comms", "plain"])
def test_a_live_cell_left_while_it_gets_ready_leaves_no_kernel(start, devices, until, kernels):
    alone = start(options=("--kernels", kernels, "--grace", "1"))
    page = devices.open("laptop").page
    page.goto(alone.address + "book/choose-topic")
    page.locator("[data-live]").scroll_into_view_if_needed()
    until(lambda: _kernels(alone), seconds=60)
    page.goto(alone.address)
    until(lambda: not _kernels(alone), seconds=60)
    assert "Traceback" not in alone.log()


def _kernels(served: Served) -> list[psutil.Process]:
    def runs(process: psutil.Process) -> bool:
        with contextlib.suppress(psutil.Error):
            named = process.name() == "zhixing-session" or "ipykernel_launcher" in process.cmdline()
            return process.status() != psutil.STATUS_ZOMBIE and named
        return False

    return [process for process in psutil.Process(served.pid).children(recursive=True) if runs(process)]


def _tab_to(page: Page, target: Locator) -> None:
    for _ in range(40):
        page.keyboard.press("Tab")
        if target.evaluate("el => el === document.activeElement"):
            return
    raise AssertionError(f"the keyboard does not reach {target}")


def _option(place: Locator, text: str) -> Locator:
    return place.get_by_role("radio", name=re.compile(re.escape(text)))


def _live(page: Page) -> FrameLocator:
    page.locator("[data-live]").first.scroll_into_view_if_needed()
    return page.frame_locator("[data-live] iframe")
