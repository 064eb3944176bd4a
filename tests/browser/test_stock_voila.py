"""The same notebook under the voila command as it comes: an answer given with a click is in the database."""

from playwright.sync_api import expect

from browser.jupyter import jupyter

MINUTE = 60_000


def test_a_workbook_runs_under_voila_as_it_comes(browser, tmp_path):
    options = ("--no-browser", "--Voila.ip=127.0.0.1", "--Voila.port_retries=0")
    with jupyter(tmp_path, "voila", *options, path="03-choose-topic.ipynb") as voila:
        context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN")
        # Voila's own page asks for files of other machines; nothing here waits for them.
        context.route(
            lambda url: not url.startswith((voila.address, "blob:", "data:")), lambda route: route.abort()
        )
        page = context.new_page()
        page.goto(voila.address, timeout=MINUTE)
        case = page.locator('[data-activity="item"]').first
        expect(case).to_be_visible(timeout=MINUTE)
        case.get_by_role("radio").nth(0).check()
        case.locator('.zx-button[data-look="main"]').click()
        expect(case.locator(".zx-notice")).to_be_visible()
        assert voila.rows("SELECT item_id, attempt, correct FROM answer") == [("u03-c01", 1, 0)]

        page.locator(".js-plotly-plot").first.scroll_into_view_if_needed()
        expect(page.locator(".js-plotly-plot .bars").first).to_be_visible(timeout=MINUTE)
        context.close()
