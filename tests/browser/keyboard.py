"""Somebody with a keyboard and nothing else: goes to things, and answers items of every kind."""

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Locator, Page, expect

from browser.sight import en
from zhixing.course.content import all_items

MOST = 60
"""Presses of Tab after which something counts as out of reach."""

# A person looks before pressing on: whatever is near has been drawn by then.
_INSIDE = """async (part) => {
  const isNear = (el) => {
    const { top, bottom } = el.getBoundingClientRect();
    return el.offsetParent && bottom > -innerHeight / 2 && top < innerHeight * 1.5;
  };
  const isBare = (el) => !el.querySelector(".zx > :not(.zx-loading)");
  const places = [...document.querySelectorAll("main > [data-activity]")];
  while (places.some((el) => isNear(el) && isBare(el))) await new Promise(requestAnimationFrame);
  return Boolean(document.activeElement.closest(`[data-params*='"${part}"']`));
}"""


@dataclass
class Keyboard:
    """Presses keys on a page; never points at anything and never moves the focus by other means."""

    page: Page

    def press(self, key: str, times: int = 1) -> None:
        for _ in range(times):
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)

    def to(self, target: Locator, key: str = "Tab", most: int = MOST) -> int:
        """Press a key until one of some elements has the focus; return which of them."""
        for _ in range(most + 1):
            found = int(target.evaluate_all("all => all.indexOf(document.activeElement)"))
            if found >= 0:
                return found
            self.press(key)
        raise AssertionError(f"{most} times {key} do not lead to {target}")

    def push(self, target: Locator, key: str = "Tab", most: int = MOST) -> None:
        """Go to a button or a link and press it."""
        self.to(target, key, most)
        self.press("Enter")

    def reach(self, part: str, most: int = MOST) -> Locator:
        """Go on until the focus is in the activity that shows an item or a worksheet; return its place."""
        for _ in range(most + 1):
            if self.page.evaluate(_INSIDE, part):
                return self.place(part)
            self.press("Tab")
        raise AssertionError(f"{most} times Tab do not lead to {part}")

    def place(self, part: str) -> Locator:
        return self.page.locator(f"""main [data-params*='"{part}"']""").first

    def write(self, field: Locator, text: str) -> None:
        """Go to a field and type at its end."""
        self.to(field)
        self.press("Control+End")
        self.type(text)

    def choose(self, options: Locator, value: str) -> None:
        """Choose one of a group of radio buttons."""
        values = options.evaluate_all("all => all.map((one) => one.value)")
        at, wanted = self.to(options), values.index(value)
        if at == wanted:
            self.press("Space")
        else:
            self.press("ArrowDown" if wanted > at else "ArrowUp", abs(wanted - at))
        expect(options.nth(wanted)).to_be_checked()

    def answer(self, name: str, given: dict[str, Any]) -> None:
        """Give an item an answer in its stored form, or a part of one, without submitting it."""
        item, place = all_items()[name], self.reach(name)
        for field, value in given.items():
            getattr(self, f"_give_{field}")(item, place, value)

    def submit(self, name: str, key: str = "ui-quiz.frame.answer") -> None:
        self.push(self.place(name).get_by_role("button", name=en(key), exact=True))

    def _give_option(self, _item: Any, place: Locator, option: str) -> None:
        self.choose(place.get_by_role("radio"), option)

    def _give_options(self, _item: Any, place: Locator, options: list[str]) -> None:
        for option in options:
            self.to(place.locator(f'input[value="{option}"]'))
            self.press("Space")

    def _give_verdict(self, _item: Any, place: Locator, verdict: Any) -> None:
        self.choose(place.locator("fieldset").nth(0).get_by_role("radio"), str(verdict).lower())

    def _give_reason(self, _item: Any, place: Locator, reason: str) -> None:
        self.choose(place.locator("fieldset").nth(1).get_by_role("radio"), reason)

    def _give_order(self, _item: Any, place: Locator, order: list[str]) -> None:
        entries = place.locator("[data-entry]")
        for wanted, entry in enumerate(order):
            now = entries.evaluate_all("all => all.map((one) => one.dataset.entry)").index(entry)
            if now > wanted:
                self.to(place.locator(f'[data-entry="{entry}"] [data-way="grip"]'))
                self.press("ArrowUp", now - wanted)

    def _give_bins(self, item: Any, place: Locator, bins: dict[str, str]) -> None:
        into, names = place.locator(".zx-sort-into button"), [each.id for each in item.bins]
        self.push(place.locator("[data-card]"))
        for _ in bins:
            held = place.locator('[data-card][aria-pressed="true"]').get_attribute("data-card")
            at, wanted = self.to(into), names.index(bins[str(held)])
            self.press("Tab" if wanted > at else "Shift+Tab", abs(wanted - at))
            self.press("Enter")

    def _give_words(self, _item: Any, place: Locator, words: dict[str, str]) -> None:
        for gap in place.locator("[data-gap]").evaluate_all("all => all.map((one) => one.dataset.gap)"):
            field = place.locator(f'[data-gap="{gap}"]')
            free = field.locator("option:enabled").evaluate_all("all => all.map((one) => one.value)")
            self.to(field)
            self.press("ArrowDown", free.index(words[gap]))
            expect(field).to_have_value(words[gap])

    def _give_value(self, _item: Any, place: Locator, value: float) -> None:
        self.write(place.get_by_role("textbox"), f"{value:g}")

    def _give_values(self, item: Any, place: Locator, values: dict[str, float]) -> None:
        names = [line.id for line in item.lines]
        for name, value in values.items():
            self.write(place.get_by_role("textbox").nth(names.index(name)), f"{value:g}")

    def _give_text(self, _item: Any, place: Locator, text: str) -> None:
        self.write(place.get_by_role("textbox"), text)

    def _give_signs(self, item: Any, place: Locator, signs: dict[str, str]) -> None:
        names = [link.id for link in item.diagram.asked_links]
        for at, name in enumerate(names):
            self.choose(place.locator(".zx-loop-asked").nth(at).get_by_role("radio"), signs[name])

    def _give_loops(self, item: Any, place: Locator, loops: dict[str, str]) -> None:
        first = len(item.diagram.asked_links)
        for at, name in enumerate(each.id for each in item.diagram.asked_loops):
            self.choose(place.locator(".zx-loop-asked").nth(first + at).get_by_role("radio"), loops[name])
