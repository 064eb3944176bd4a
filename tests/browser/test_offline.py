"""Nothing leaves the machine: every address asked for by any page, and every address a page could ask for."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from browser.browsing import Session, open_all
from browser.conftest import CLASS_HOST
from browser.sight import Device, zh
from zhixing.activity import asset

LIVE = 120_000
# Where markup, styles and scripts name something that a browser fetches by itself.
FETCHED = re.compile(
    r"""
    (?: \b(?:src|srcset|href|poster|data|action|formaction)\s*=\s*["']?
      | url\(\s*["']?
      | @import\s+["']?
      | \b(?:import|from|importScripts|fetch|open|WebSocket|EventSource|Worker|sendBeacon|URL)\s*\(?\s*["'`]
    )
    ((?:https?:|wss?:|ftp:)?//[^"'`\s)>]+)
    """,
    re.VERBOSE | re.IGNORECASE,
)


def strangers(device: Device, *hosts: str) -> set[str]:
    """Return every address a device asked for that is not on the given hosts or in the page itself."""
    return {
        address
        for address in device.asked
        if urlsplit(address).scheme not in {"data", "blob", "about"} and urlsplit(address).netloc not in hosts
    }


def assert_stayed_home(device: Device, *hosts: str) -> None:
    assert any(address.startswith("ws://") for address in device.asked), "no connection was seen"
    assert strangers(device, *hosts) == set()
    missing = "status of 404"  # a page that is not there, the code of a network that is not named
    assert [text for text in device.complaints if missing not in text] == []


@pytest.mark.parametrize(
    ("way", "used"),
    [
        pytest.param((), ("/live/socket/choose-topic", "/kernels/static/live/"), id="lean"),
        pytest.param(("--kernels", "plain"), ("/api/kernels/", "/voila/"), id="plain"),
    ],
)
def test_a_learner_alone_stays_on_this_machine(start, devices, way, used):
    alone = start(options=way)
    device = devices.open("laptop")
    page = device.page
    for path in ("", "book/start", "book/choose-topic"):
        page.goto(alone.address + path)
        open_all(page)
    page.locator("[data-live]").scroll_into_view_if_needed()
    frame = page.frame_locator("[data-live] iframe")
    chart = frame.locator(".js-plotly-plot")
    expect(chart.locator(".main-svg").first).to_be_visible(timeout=LIVE)
    chart.hover()
    frame.locator(".noUi-handle").first.press("End")
    expect(frame.locator("table")).to_be_visible()
    asked = "\n".join(device.asked)
    for seen in ("/live/choose-topic/weights-what-if", "/socket", "/strings.json", *used):
        assert seen in asked
    assert_stayed_home(device, f"127.0.0.1:{alone.port}")


def test_a_class_stays_on_this_machine(room, devices):
    with room.store() as store:
        session = Session(room, store)
        session.join(6)
        host = f"{CLASS_HOST}:{room.port}"
        address = f"http://{host}/"
        wall, board, phone = (devices.open(name) for name in ("projector", "board", "phone"))
        visits = {
            wall: (session.leader, ["projector"]),
            board: (session.leader, ["book/start", "book/choose-topic", "book/facilitator/board"]),
            phone: (session.present()[0], ["", "no-such-page", "phone"]),
        }
        for device, (person, paths) in visits.items():
            for path in ("join", "sign-in", "link/unknown"):
                device.page.goto(address + path)
            device.context.add_cookies([{"name": "zhixing", "value": room.signed(person), "url": address}])
            for path in paths:
                device.page.goto(address + path)
                open_all(device.page)
        for _ in session.scenes():
            title = session.shows()["title"]["zh"]
            for device in (wall, phone):
                expect(device.page.get_by_text(title).first).to_be_visible()
        board.page.goto(address)
        with board.page.expect_download() as download:
            board.page.get_by_role("link", name=zh("server.landing.attendance")).click()
        assert urlsplit(download.value.url).netloc == host
        assert any("/qr/join.svg" in asked for asked in wall.asked)
        phone.complaints = [
            text for text in phone.complaints if "404" not in text
        ]  # the page that is not there
        for device in visits:
            assert_stayed_home(device, host)


@pytest.mark.parametrize("name", sorted(asset.static_files()))
def test_no_file_of_ours_names_an_address_elsewhere(name):
    text = asset.static_files()[name].read_text(encoding="utf-8")
    # Where Plotly's own sign would lead; it is never shown.
    linked = ["https://plotly.com/"] if "plotly-basic" in name else []
    assert FETCHED.findall(text) == linked


def test_no_page_names_an_address_elsewhere(alone, room):
    visitor = alone.visitor()
    pages = {path: visitor.get(path) for path in ("", "book/start", "book/choose-topic", "no-such-page")}
    pages["live"] = visitor.get("live/choose-topic/weights-what-if?locale=zh-CN")
    pages |= {path: room.visitor().get(path) for path in ("join", "sign-in", "link/unknown")}
    with room.store() as store:
        leader = room.visitor(Session(room, store).leader)
    pages |= {
        path: leader.get(path) for path in ("projector", "phone", "book/facilitator/board", "qr/join.svg")
    }
    for path, answer in pages.items():
        assert len(answer.text) > 200, path
        named = [found for found in FETCHED.findall(answer.text) if CLASS_HOST not in found]
        assert named == [], path


def test_a_browser_would_refuse_to_ask_elsewhere(alone, room):
    answers = [
        alone.visitor().get(path) for path in ("", "book/choose-topic", "live/choose-topic/weights-what-if")
    ]
    answers.append(room.visitor().get("join"))
    for answer in answers:
        port = urlsplit(alone.address if answer is not answers[-1] else room.address).port
        policy = dict(part.split(None, 1) for part in answer.headers["content-security-policy"].split("; "))
        assert policy["default-src"] == "'self'"
        allowed = {word for name, words in policy.items() if name != "report-uri" for word in words.split()}
        assert allowed <= {
            "'self'",
            "'unsafe-inline'",
            "'unsafe-eval'",
            "data:",
            "blob:",
            f"ws://127.0.0.1:{port}",
            f"wss://127.0.0.1:{port}",
            "'none'",
        }
