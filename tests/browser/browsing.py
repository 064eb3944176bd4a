"""What tests and pictures of pages share: readers, axe-core, and a class at any step of its session."""

import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from random import Random
from typing import Any

from playwright.sync_api import Browser, Frame, Page, expect
from sqlalchemy import select

from serving import Served
from zhixing.actor import Actor
from zhixing.classroom.people import actor_of, classroom_by_code
from zhixing.classroom.tables import PersonRow
from zhixing.records import Store
from zhixing.workbook.assembly import registry

PHONE = {"width": 390, "height": 844}
LAPTOP = {"width": 1280, "height": 800}
LOCALES = ("zh-CN", "en")
_PERSON, _LOCALE = "zhixing", "zx-locale"


@contextmanager
def reading(
    browser: Browser, served: Served, person: str | None = None, locale: str = "zh-CN", **options: Any
) -> Iterator[Page]:
    """Open a page in a browser of a person's own; ``person`` None: nobody is signed in."""
    context = browser.new_context(
        locale=locale, base_url=served.address, **{"viewport": LAPTOP, "reduced_motion": "reduce", **options}
    )
    cookies: dict[str, str] = {_LOCALE: locale}
    if person is not None:
        cookies[_PERSON] = served.signed(person)
    context.add_cookies(
        [{"name": name, "value": value, "url": served.address} for name, value in cookies.items()]
    )
    try:
        yield context.new_page()
    finally:
        context.close()


def visit(page: Page, path: str) -> None:
    """Open a page and draw everything on it."""
    page.goto(path)
    expect(page.locator("html[data-sign-in]")).to_be_attached()
    open_all(page)


def switch(page: Page, locale: str) -> None:
    """Read an open page in a language, however it offers that."""
    button = page.locator(f'[data-locale-choice="{locale}"]')
    if button.count():
        button.click()
    else:
        page.evaluate(
            "detail => document.dispatchEvent(new CustomEvent('zhixing:locale', { detail }))", locale
        )
    expect(page.locator("html")).to_have_attribute("lang", locale)
    for activity in page.locator("main .zx").all():
        expect(activity).to_have_attribute("lang", locale)


def open_all(page: Page) -> None:
    """Scroll through a page until each of its activities has been drawn."""
    for place in page.locator("main [data-activity]:not(.zx)").all():
        if place.is_visible():
            place.scroll_into_view_if_needed()
            expect(place.locator(".zx > *").first).to_be_visible()
            expect(place.locator(".zx-loading")).to_have_count(0)
    page.evaluate("scrollTo(0, 0)")


@dataclass
class Session:
    """A class of a running server, led through its run sheet past the browser: the pages only follow.

    Args:
        served: the server.
        store: its store, opened from here.
        code: the class.
        judging: so many tables judge the conditions; None: all.
    """

    served: Served
    store: Store
    code: str = "DEMO"
    judging: int | None = None
    rng: Random = field(default_factory=lambda: Random(7))

    @cached_property
    def people(self) -> list[tuple[str, str, int | None, list[str]]]:
        """Id, name, seat and roles of everybody, in the order of the roster."""
        with self.store.read() as db:
            room = classroom_by_code(db, self.code)
            query = select(PersonRow).where(PersonRow.classroom_id == room.id).order_by(PersonRow.id)
            return [(row.id, row.name, row.seat, list(row.roles)) for row in db.scalars(query)]

    def one(self, role: str) -> str:
        """Return the id of somebody in a role."""
        return next(person for person, _, _, roles in self.people if role in roles)

    def all(self, role: str) -> list[str]:
        return [person for person, _, _, roles in self.people if role in roles]

    @property
    def voters(self) -> list[str]:
        return [person for person, _, seat, _ in self.people if seat is not None]

    def actor(self, person: str) -> Actor:
        with self.store.read() as db:
            found = actor_of(db, person)
        assert found is not None
        return found

    def view(self, person: str, activity: str, **params: str) -> dict[str, Any]:
        with self.store.read() as db:
            return registry().get(activity).view(db, self.actor(person), params)

    def act(self, person: str, activity: str, params: Mapping[str, str] | None = None, **action: Any) -> Any:
        """Do what a person's page would send."""
        controller = registry().get(activity)
        return controller.act(self.store, self.actor(person), params or {}, secrets.token_hex(16), action)

    def join(self, count: int) -> None:
        """Let so many people be there."""
        with self.store.work() as db:
            room = classroom_by_code(db, self.code)
            for person in self.voters[:count]:
                db.get_one(PersonRow, person).joined = True
            db.touch(room.id, "people")

    def present(self) -> list[str]:
        with self.store.read() as db:
            return [person for person in self.voters if db.get_one(PersonRow, person).joined]

    def press_next(self) -> None:
        """Press the facilitator's button once."""
        self.act(self.leader, "remote", kind="next", version=self.view(self.leader, "remote")["version"])

    @property
    def leader(self) -> str:
        """Whoever runs the session."""
        return self.one("facilitator")

    @property
    def step(self) -> str | None:
        now = self.view(self.leader, "remote")["step"]
        return now["id"] if now else None

    def go_to(self, step: str) -> None:
        """Lead the class to a step; on the way everybody present does what the steps ask."""
        while self.step != step:
            self.fill()
            self.press_next()

    def shows(self) -> dict[str, Any]:
        """Return what the wall is to show now."""
        return self.view(self.leader, "projector")

    def scenes(self) -> Iterator[str]:
        """Lead the class through its session; stop at each scene of the wall, before and after the work."""
        before = None
        while True:
            self.press_next()
            step = str(self.step)
            yield step if step != before else f"{step}, told"
            if step == "record":
                return
            if step != before and self.fill():
                yield f"{step}, done"
            before = step

    def fill(self) -> bool:
        """Let everybody present do what the step asks; tell whether it asks anything."""
        work = {
            "case": self.answer,
            "conditions": self.judge,
            "vote": self.vote,
            "rate": self.rate,
        }.get(self.step or "")
        if work is not None:
            work()
        return work is not None

    def answer(self) -> None:
        options = [option["id"] for option in self._case["item"]["options"]]
        for person in self.present():
            if self.view(person, "item", item="u03-c01")["tries"] == 0:
                picked = self.rng.choices(options, [3, 5, 2, 2][: len(options)])[0]
                self.act(person, "item", {"item": "u03-c01"}, kind="answer", option=picked)

    @property
    def _case(self) -> dict[str, Any]:
        return self.view(self.one("learner"), "item", item="u03-c01")

    def judge(self) -> None:
        """Let each table's liaison judge all conditions; the last topic needs revising, says table 1."""
        for liaison in self.all("liaison")[: self.judging]:
            view = self.view(liaison, "judge-conditions")
            for topic in view["topics"]:
                for condition in view["conditions"]:
                    given = topic["verdicts"].get(condition["id"]) or {"version": 0}
                    is_doubted = topic is view["topics"][-1] and condition is view["conditions"][0]
                    self.act(
                        liaison,
                        "judge-conditions",
                        kind="judge",
                        topic=topic["id"],
                        condition=condition["id"],
                        verdict="revise" if is_doubted else "ok",
                        reason="发放日期受拨款周期限制。" if is_doubted else "",
                        version=given["version"],
                    )

    def vote(self, people: list[str] | None = None) -> None:
        """Let people cast their votes; the topics first in the list are somewhat more liked."""
        for person in self.present() if people is None else people:
            view = self.view(person, "vote-topics")
            ids = [topic["id"] for topic in view["topics"]]
            liked = sorted(ids, key=lambda each: self.rng.random() * (1 + ids.index(each) / 4))
            self.act(
                person,
                "vote-topics",
                kind="vote",
                window=view["window"]["id"],
                key=secrets.token_hex(16),
                topics=liked[: view["votes_each"]],
            )

    def rate(self, people: list[str] | None = None) -> None:
        """Let people rate; on one cell they are of two minds."""
        for at, person in enumerate(self.present() if people is None else people):
            view = self.view(person, "rate-topics")
            scores: dict[str, dict[str, int]] = {}
            for place, topic in enumerate(view["topics"]):
                scores[topic["id"]] = {
                    one["id"]: min(5, max(1, round(4.4 - 0.5 * place + self.rng.gauss(0, 0.6))))
                    for one in view["criteria"]
                }
            split = view["topics"][1]["id"]
            scores[split][view["criteria"][1]["id"]] = (1, 5, 2, 5, 1, 4)[at % 6]
            self.act(
                person,
                "rate-topics",
                kind="rate",
                window=view["window"]["id"],
                key=secrets.token_hex(16),
                scores=scores,
            )


AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
_RUN = """async (rules) => {
  const runOnly = rules.length > 0 ? { runOnly: rules } : {};
  const found = await axe.run(document, { resultTypes: ["violations"], ...runOnly });
  return found.violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, impact, nodes }) => ({
      id,
      impact,
      nodes: nodes.map(({ target, failureSummary }) => `${target.join(" ")}: ${failureSummary}`),
    }));
}"""


def barriers(page: Page | Frame, *rules: str) -> list[str]:
    """Return what axe-core finds serious or critical on a page as it is shown now."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    return [
        f"{one['impact']} {one['id']}\n  " + "\n  ".join(one["nodes"])
        for one in page.evaluate(_RUN, list(rules))
    ]
