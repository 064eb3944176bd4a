"""The protocol of a page: what is acknowledged is stored, what is not understood gets a sentence."""

import contextlib
import json
import secrets

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from serving import Served


@pytest.fixture(scope="module")
def served(start_server) -> Served:
    return start_server("DEMO")


@pytest.fixture(scope="module")
def facilitator(served):
    return served.facilitator()


@pytest.fixture(scope="module")
def learners(served):
    rows = served.rows("SELECT name FROM person WHERE roles LIKE '%learner%' ORDER BY name LIMIT 12")
    return [served.learner(name) for (name,) in rows]


def go_to(facilitator, step):
    with facilitator.page() as page:
        view = page.open("remote")
        while (view["step"] or {}).get("id") != step:
            version = view["version"]
            assert page.act("remote", {"kind": "next", "version": version})["t"] == "taken"
            view = page.shows("remote", lambda found, seen=version: found["version"] > seen)


def ballot(view, **changes):
    topics = [topic["id"] for topic in view["topics"][:2]]
    return {
        "kind": "vote",
        "window": view["window"]["id"],
        "key": secrets.token_hex(16),
        "topics": topics,
        **changes,
    }


def stored(served, window):
    return [
        json.loads(row[0]) for row in served.rows("SELECT content FROM ballot WHERE window_id = ?", window)
    ]


def refused(answer, code):
    assert answer["t"] == "refused"
    assert answer["error"]["code"] == code
    assert all(answer["error"]["sentence"].values())


def test_hello_names_person_language_and_version(served, learners):
    with learners[0].page() as page:
        assert page.hello["person"]["name"]
        assert page.hello["locale"] in {"zh-CN", "en"}
        health = json.loads(served.visitor().get("healthz").body)
        assert page.hello["version"] == health["version"]
        assert health["pages"] >= 1


def test_every_module_of_a_view_is_served(served, facilitator):
    with facilitator.page() as page:
        for activity in ("who-am-i", "people", "phone", "remote", "projector", "topics", "item"):
            page.say(t="open", host=activity, activity=activity, params={"item": "u03-c01"})
            message = page.until(lambda found: found["t"] == "view")
            answer = served.visitor().get(f"static/{page.hello['version']}/{message['module']}")
            assert answer.status == 200, message["module"]
            assert answer.headers["content-type"].startswith("text/javascript")
            assert "immutable" in answer.headers["cache-control"]


def test_a_vote_is_in_the_database_when_it_is_acknowledged_and_counts_once(served, facilitator, learners):
    go_to(facilitator, "vote")
    voter = learners[0]
    number = secrets.token_hex(12)
    with voter.page() as page:
        view = page.open("vote-topics")
        window = view["window"]["id"]
        action = ballot(view)
        before = len(stored(served, window))
        assert page.act("vote-topics", action, number)["t"] == "taken"
        assert len(stored(served, window)) == before + 1
        assert {"topics": action["topics"]} in stored(served, window)
        assert page.shows("vote-topics", lambda found: found["voted"])
    with voter.page() as again:
        assert again.open("vote-topics")["voted"]
        assert again.act("vote-topics", action, number)["t"] == "taken"
        assert len(stored(served, window)) == before + 1
        other = {**action, "topics": action["topics"][:1]}
        assert again.act("vote-topics", other, number)["t"] == "taken"
        assert {"topics": action["topics"]} in stored(served, window), "the id was taken: nothing changes"
        refused(again.act("vote-topics", ballot(view)), "classroom.error.voted-elsewhere")
        assert again.act("vote-topics", other)["t"] == "taken"
        assert {"topics": other["topics"]} in stored(served, window)
    assert served.rows("SELECT count(*) FROM receipt WHERE action_id = ?", number) == [(1,)]


def test_the_board_changes_by_itself_after_a_vote(served, facilitator, learners):
    go_to(facilitator, "vote")
    waits = 0
    with facilitator.page() as board, learners[-1].page() as other:
        seen = board.open("projector")["content"]["voted"]
        board.open("remote")
        other.open("vote-topics")
        for voter in learners[1:4]:
            with voter.page() as page:
                assert page.act("vote-topics", ballot(page.open("vote-topics")))["t"] == "taken"
            seen += 1
            try:
                board.shows("projector", lambda found, now=seen: found["content"]["voted"] == now, seconds=1)
            except TimeoutError:
                waits += 1
                board.shows("projector", lambda found, now=seen: found["content"]["voted"] == now)
        board.shows("remote", lambda found: found["windows"][-1]["turnout"]["voted"] == seen)
    assert waits < 3, "at least one of three votes was on the board within a second"


def test_two_facilitators_pressing_next_move_once(facilitator):
    with facilitator.page() as one, facilitator.page() as two:
        version = one.open("remote")["version"]
        two.open("remote")
        numbers = [secrets.token_hex(12) for _ in range(2)]
        for page, number in zip((one, two), numbers, strict=True):
            page.say(t="act", host="remote", id=number, action={"kind": "next", "version": version})
        answers = [
            page.until(lambda found, own=number: found.get("id") == own)
            for page, number in zip((one, two), numbers, strict=True)
        ]
        assert sorted(answer["t"] for answer in answers) == ["refused", "taken"]
        (late,) = [answer for answer in answers if answer["t"] == "refused"]
        refused(late, "classroom.error.run-moved")
        for page in (one, two):
            assert page.shows("remote", lambda found: found["version"] == version + 1)


def test_ratings_are_stored_and_never_kept_as_a_draft(served, facilitator, learners):
    go_to(facilitator, "rate")
    with learners[0].page() as page:
        view = page.open("rate-topics")
        scores = {
            topic["id"]: {criterion["id"]: 4 for criterion in view["criteria"]} for topic in view["topics"]
        }
        refused(page.draft("rate-topics", {"scores": scores}), "activity.error.no-drafts")
        page.open("vote-topics")
        refused(page.draft("vote-topics", {"topics": []}), "activity.error.no-drafts")
        window = view["window"]["id"]
        action = {"kind": "rate", "window": window, "key": secrets.token_hex(16), "scores": scores}
        assert page.act("rate-topics", action)["t"] == "taken"
        assert stored(served, window) == [{"scores": scores}]
        missing = {**action, "scores": {}}
        assert page.act("rate-topics", missing)["t"] == "refused"
    assert not [
        row for row in served.rows("SELECT activity FROM draft") if row[0].startswith(("rate", "vote"))
    ]


def test_a_draft_comes_back_on_any_device(served, learners):
    voter = learners[1]
    content = {"title": "写到一半的专题 𠮷", "torn": "\ud83d", "n": [1, None]}
    with voter.page() as page:
        page.open("topics")
        assert page.draft("topics", content)["t"] == "taken"
    with voter.page() as page:
        page.open("topics")
        assert page.drafts["topics"] == content
        assert page.draft("topics", None)["t"] == "taken"
    with voter.page() as page:
        page.open("topics")
        assert page.drafts["topics"] is None
    with learners[2].page() as page:
        page.open("topics")
        assert page.drafts["topics"] is None


MESSAGES = [
    "",
    "x",
    "null",
    "[]",
    "7",
    '"text"',
    "{}",
    '{"t":7}',
    '{"t":"nothing"}',
    '{"t":"open"}',
    '{"t":"open","host":"h","activity":""}',
    '{"t":"open","host":7,"activity":"topics"}',
    '{"t":"open","host":"h","activity":"topics","params":[1]}',
    '{"t":"open","host":"h","activity":"topics","params":{"a":"\\u0000"}}',
    '{"t":"open","host":"h","activity":"nothing"}',
    '{"t":"open","host":"' + "h" * 300 + '","activity":"topics"}',
    '{"t":"act","host":"nowhere","id":"0123456789abcdef","action":{}}',
    '{"t":"act","host":"nowhere"}',
    '{"t":"draft","host":"nowhere","id":"0123456789abcdef","content":{}}',
    '{"t":"locale","locale":"fr"}',
    '{"t":"locale"}',
    '{"t":"open","host":"h"',
    "[" * 100_000,
    '{"t":"act","a":' + "[" * 100_000,
    '{"t": NaN}',
    b"\x00\xff\xfe",
    b'{"t":"nothing"}',
]


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: repr(message[:50]))
def test_what_is_not_understood_gets_a_sentence(learners, message):
    with learners[3].page() as page:
        page.connection.send(message)
        answer = page.next()
        assert answer["t"] == "refused"
        assert answer["error"]["code"] in {"server.error.not-a-message", "activity.error.unknown"}
        assert all(answer["error"]["sentence"].values())
        assert "refused" not in page.open("phone"), "the page goes on"


def nested(depth):
    found = {}
    for _ in range(depth):
        found = {"a": found}
    return found


ACTIONS = [
    None,
    7,
    "vote",
    [],
    {},
    {"kind": "nothing"},
    {"kind": "introduce"},
    {"kind": "introduce", "name": 7},
    {"kind": "introduce", "name": "x", "roles": ["facilitator"]},
    {"kind": "introduce", "name": "a\0b"},
    {"kind": "introduce", "name": "\ud83d"},
    {"kind": "introduce", "name": nested(300)},
    {"kind": "choose-locale", "locale": "fr"},
]


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: repr(action)[:50])
def test_an_action_that_is_none_gets_a_sentence(learners, action):
    with learners[3].page() as page:
        page.open("who-am-i")
        refused(page.act("who-am-i", action), "activity.error.bad-action")


@pytest.mark.parametrize(
    "number", ["short", "x" * 65, "0123456789abcdef\0", "0123456789abcde é", "'; DROP TABLE x"]
)
def test_an_id_that_no_page_makes_is_refused(learners, number):
    with learners[3].page() as page:
        page.open("who-am-i")
        refused(
            page.act("who-am-i", {"kind": "choose-locale", "locale": "en"}, number), "activity.error.bad-id"
        )


def test_ten_megabytes_get_a_sentence_and_the_page_goes_on(served, learners):
    with learners[4].page() as page:
        page.connection.send(json.dumps({"t": "draft", "content": "x" * 10 * 1024 * 1024}))
        refused(page.next(), "activity.error.too-large")
        assert "refused" not in page.open("phone")
        with contextlib.suppress(ConnectionClosed):
            page.connection.send("x" * 13 * 1024 * 1024)
        with pytest.raises(ConnectionClosed):
            page.next()
    assert served.visitor().get("healthz").status == 200


def test_a_page_opens_only_so_many_places(learners):
    with learners[4].page() as page:
        for number in range(60):
            assert "refused" not in page.open("phone", host=f"h{number}")
        assert page.open("phone", host="h60")["refused"]["code"] == "server.error.not-a-message"
        page.say(t="close", host="h0")
        assert "refused" not in page.open("phone", host="h60")


def test_a_socket_from_another_site_is_refused(learners):
    with pytest.raises(InvalidStatus) as found, learners[0].socket("socket", origin="http://evil.test"):
        pass
    assert found.value.response.status_code == 403


def test_a_language_chosen_on_one_page_is_kept(served, learners):
    person = learners[5]
    with person.page() as page:
        page.open("who-am-i")
        page.say(t="locale", locale="en")
        page.shows("who-am-i", lambda found: found["locale"] == "en")
        page.say(t="locale", locale="zh-CN")
        page.shows("who-am-i", lambda found: found["locale"] == "zh-CN")


def test_pages_that_are_gone_are_forgotten(served, until):
    visitor = served.visitor()
    until(lambda: json.loads(visitor.get("healthz").body)["pages"] == 0)


def test_nobody_saw_anything_unexpected(served):
    """The last of this file: a reference number in the log is a sentence that is missing."""
    assert "unexpected error" not in served.log()
    assert "Traceback" not in served.log()
