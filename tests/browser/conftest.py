"""A real Chromium, a real server, and devices: browser contexts that remember what came over the wire."""

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from browser.sight import Device
from serving import Served, free_port

ARTIFACTS = Path(__file__).resolve().parents[1] / "artifacts"
CLASS_HOST = "class.test"
PATIENCE = 45_000
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--host-resolver-rules=MAP {CLASS_HOST} 127.0.0.1",
]


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


_OUTCOME = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if report.failed:
        item.stash[_OUTCOME] = True
    return report


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        found = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield browser
        browser.close()


@dataclass
class Devices:
    """Opens devices and closes them after the test."""

    browser: Browser
    made: list[Device] = field(default_factory=list)

    def open(self, name: str, *, phone: bool = False, **options) -> Device:
        """Open a device of its own: cookies, storage and connection are nobody else's.

        Args:
            name: what it is called on a screenshot.
            phone: as wide as a phone, with touch.
        """
        phone_options = {
            "viewport": {"width": 390, "height": 844},
            "has_touch": True,
            "is_mobile": True,
            "device_scale_factor": 2,
        }
        settings = phone_options if phone else {"viewport": {"width": 1280, "height": 900}}
        context = self.browser.new_context(
            **{"locale": "zh-CN", "accept_downloads": True, **settings, **options}
        )
        context.set_default_timeout(PATIENCE)
        device = Device(name, context, context.new_page())
        self.made.append(device)
        return device


@pytest.fixture
def devices(browser, request) -> Iterator[Devices]:
    devices = Devices(browser)
    yield devices
    if request.node.stash.get(_OUTCOME, False):
        ARTIFACTS.mkdir(exist_ok=True)
        test = re.sub(r"\W+", "-", request.node.name)
        for device in devices.made:
            device.page.screenshot(path=ARTIFACTS / f"{test}-{device.name}.png", full_page=True)
    for device in devices.made:
        device.context.close()
    assert [fault for device in devices.made for fault in device.faults] == []


@pytest.fixture(scope="module")
def start(tmp_path_factory) -> Iterator[Callable[..., Served]]:
    """Start a server: ``start()`` for one person alone, ``start("DEMO")`` for a class at class.test."""
    started: list[Served] = []

    def begin(classroom: str | None = None, home: Path | None = None, **options) -> Served:
        home = home or tmp_path_factory.mktemp("home")
        port = options.pop("port", None) or free_port()
        if classroom is not None:
            options["options"] = ("--address", f"http://{CLASS_HOST}:{port}/", *options.pop("options", ()))
        served = Served.start(home, classroom, port=port, environment={"ZHIXING_LANG": "zh-CN"}, **options)
        started.append(served)
        return served

    yield begin
    for served in started:
        if served.process.poll() is None:
            assert served.stop() == 0, served.log()


@pytest.fixture(scope="module")
def alone(start) -> Served:
    """Return the server of somebody who learns alone; the tests of a module share it."""
    return start()


@pytest.fixture(scope="module")
def room(start) -> Served:
    """Return the server of the demo class; the tests of a module share it."""
    return start("DEMO")
