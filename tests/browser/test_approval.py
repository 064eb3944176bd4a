"""A leader signs in by a personal link on a phone, returns the recommendation, then approves it."""

import json
import re
import secrets
from urllib.parse import urlsplit

from playwright.sync_api import expect

from browser.conftest import CLASS_HOST
from browser.sight import Device, zh
from factories import make_proposal
from serving import Served
from zhixing.actor import Actor
from zhixing.classroom.people import actor_of
from zhixing.topics.rules import Origin
from zhixing.topics.service import propose_topic
from zhixing.workbook.assembly import registry

WHY = "请补充三个窗口的办件量。"


def at(room: Served, path: str = "") -> str:
    return f"http://{CLASS_HOST}:{room.port}/{path}"


def somebody(room: Served, role: str) -> Actor:
    (person,) = room.rows(
        """
        SELECT person.id FROM person JOIN classroom ON classroom.id = classroom_id
        WHERE code = 'DEMO' AND roles LIKE ? ORDER BY person.id LIMIT 1
        """,
        f'%"{role}"%',
    )[0]
    with room.store() as store, store.read() as db:
        return actor_of(db, person)


def name_topic(room: Served) -> str:
    """Let the leader name a topic, which nobody has to rate."""
    with room.store() as store, store.work() as db:
        return propose_topic(db, somebody(room, "leader"), make_proposal(origin=Origin.LEADER))


def submit(room: Served, topic: str, version: int, reasons: str) -> None:
    """Submit the recommendation of a topic, as the facilitator's page would."""
    action = {
        "kind": "submit",
        "version": version,
        "chosen": topic,
        "runner_up": None,
        "held": [],
        "reasons": reasons,
        "dissent": "",
        "lead_unit": "民生科",
        "unknowns": [],
    }
    with room.store() as store:
        page = registry().get("recommendation")
        page.act(store, somebody(room, "facilitator"), {}, secrets.token_hex(16), action)


def make_link(board: Device, room: Served) -> str:
    """Let the facilitator make the leader's link in the list of people, and return it."""
    ((name,),) = room.rows("SELECT name FROM person WHERE id = ?", somebody(room, "leader").person)
    board.page.goto(room.link)
    board.page.get_by_role("button", name=zh("server.link.submit")).click()
    people = board.activity("people")
    people.get_by_role("button", name=zh("ui-staff.edit-of", name=name)).click()
    people.get_by_role("button", name=zh("ui-staff.link")).click()
    shown = people.locator("[data-link]")
    expect(shown).to_have_text(re.compile("/link/"))
    expect(people.get_by_role("img", name=zh("ui-staff.link-qr", name=name))).to_be_visible()
    return shown.inner_text().strip()


def test_a_leader_signs_in_on_a_phone_returns_a_paper_and_approves_it(room, devices):
    topic = name_topic(room)
    submit(room, topic, 0, "影响面最大。")
    board, phone = devices.open("board"), devices.open("leader", phone=True)
    link = make_link(board, room)

    phone.page.goto(at(room, urlsplit(link).path.lstrip("/")))
    phone.page.get_by_role("button", name=zh("server.link.submit")).click()
    expect(phone.page).to_have_url(re.compile("/book/choose-topic#approval$"))
    place = phone.activity("approval")
    expect(place.get_by_text(zh("ui-decisions.state.awaited"), exact=True)).to_be_visible()
    expect(place.get_by_text("影响面最大。")).to_be_visible()

    form = place.get_by_role("region", name=zh("ui-decisions.decide.title"))
    send = form.get_by_role("button", name=zh("ui-decisions.decide.send"))
    form.get_by_text(zh("ui-decisions.outcome.returned"), exact=True).click()
    send.click()
    expect(form.get_by_text(zh("ui-decisions.decide.comment-missing"))).to_be_visible()
    form.get_by_label(zh("ui-decisions.decide.comment")).fill(WHY)
    send.click()
    state = place.locator(".zx-card-head .zx-chip")
    expect(state).to_have_text(zh("ui-decisions.state.returned"))
    assert room.rows("SELECT outcome, comment, recorded_by FROM decision") == [("returned", WHY, None)]
    assert room.rows("SELECT standing FROM topic WHERE id = ?", topic) == [("open",)]

    submit(room, topic, 1, "影响面最大，一年三万件。")
    expect(state).to_have_text(zh("ui-decisions.state.awaited"))
    place.get_by_text(zh("ui-decisions.changes.since", version=1, count=1)).click()
    expect(place.locator("ins").filter(has_text="一年三万件")).to_be_visible()
    form.get_by_text(zh("ui-decisions.outcome.approved"), exact=True).click()
    send.click()
    expect(state).to_have_text(zh("ui-decisions.state.approved"))
    expect(form).to_have_count(0)
    outcomes = room.rows("SELECT outcome FROM decision ORDER BY decided, outcome DESC")
    assert outcomes == [("returned",), ("approved",)]
    assert room.rows("SELECT standing FROM topic WHERE id = ?", topic) == [("in-work",)]
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= 390

    again = devices.open("again", phone=True)
    again.page.goto(at(room, urlsplit(link).path.lstrip("/")))
    again.page.get_by_role("button", name=zh("server.link.submit")).click()
    expect(again.page.get_by_text(zh("classroom.error.link-used"))).to_be_visible()

    learner = somebody(room, "learner")
    with room.visitor(learner.person).page() as page:
        told = json.dumps(page.open("approval", subject="topic-recommendation"), ensure_ascii=False)
    assert '"approved"' in told
    assert WHY not in told
    ((name,),) = room.rows("SELECT name FROM person WHERE id = ?", somebody(room, "leader").person)
    assert name not in told
