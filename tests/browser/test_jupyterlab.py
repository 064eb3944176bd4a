"""The same notebook in JupyterLab: run all cells, answer with a click, and it is in the database."""

from playwright.sync_api import expect

from browser.jupyter import jupyter

OPTIONS = (
    "--no-browser",
    "--allow-root",
    "--ServerApp.ip=127.0.0.1",
    "--IdentityProvider.token=",
    "--ServerApp.port_retries=0",
    "--LabApp.news_url=None",
)
MINUTE = 60_000


def test_a_workbook_runs_in_jupyterlab_for_the_local_person(browser, tmp_path):
    with jupyter(tmp_path, "jupyter-lab", *OPTIONS) as lab:
        context = browser.new_context(viewport={"width": 1400, "height": 1000}, locale="zh-CN")
        page = context.new_page()
        page.goto(f"{lab.address}lab/tree/03-choose-topic.ipynb", timeout=MINUTE)
        notebook = page.locator(".jp-NotebookPanel:visible")
        expect(notebook.locator(".jp-Cell").first).to_be_visible(timeout=MINUTE)
        expect(page.get_by_role("button", name="| Idle")).to_be_visible(timeout=MINUTE)
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name="Run All Cells", exact=True).click()

        case = notebook.locator('[data-activity="item"]').first
        expect(case).to_be_visible(timeout=MINUTE)
        # While cells run, JupyterLab moves them under the pointer; people wait until it stands still, too.
        expect(notebook.locator(".jp-InputPrompt", has_text="[*]")).to_have_count(0, timeout=MINUTE)
        case.get_by_role("radio").nth(2).check()
        case.locator('.zx-button[data-look="main"]').click()
        expect(case.locator('.zx-notice[data-tone="ok"]')).to_be_visible()
        assert lab.rows("SELECT item_id, attempt, correct FROM answer") == [("u03-c01", 1, 1)]

        votes = notebook.locator('[data-activity="vote-topics"]')
        votes.scroll_into_view_if_needed()
        for box in votes.get_by_role("checkbox").all()[:2]:
            box.check()
        votes.locator('.zx-button[data-look="main"]').click()
        expect(votes.locator(".zx-kept")).to_be_visible()
        ((content,),) = lab.rows(
            "SELECT content FROM ballot WHERE window_id IN"
            " (SELECT id FROM window WHERE purpose = 'votes' AND NOT sample)"
        )
        assert content.count('", "') == 1

        chart = notebook.locator(".js-plotly-plot .bars")
        expect(chart.first).to_be_visible(timeout=MINUTE)
        expect(notebook.locator('[data-mime-type="application/vnd.jupyter.stderr"]')).to_have_count(0)
        context.close()
