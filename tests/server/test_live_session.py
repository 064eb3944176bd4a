"""Sessions of live cells: whose they are, how long they live, what reaches them and what does not."""

import contextlib
import json
import os
import re
import secrets
import signal

import pytest
from websockets.exceptions import InvalidStatus

import factories
from living import V1, Frame, packed
from serving import Served, Visitor
from zhixing.actor import Role
from zhixing.classroom import ballots
from zhixing.classroom.people import classroom_by_code
from zhixing.kernels.judge import may_send
from zhixing.server.live.session import EACH_AT_MOST
from zhixing.topics import service
from zhixing.topics.activities import PURPOSES

BOOK, CELL = "choose-topic", "weights-what-if"
GRACE = 1.5


@pytest.fixture(scope="module")
def served(start_server) -> Served:
    return start_server("DEMO", options=("--grace", str(GRACE)))


@pytest.fixture
def learner(served) -> Visitor:
    return served.learner(f"读者{secrets.token_hex(3)}", unit="办公室")


def page_id() -> str:
    return secrets.token_hex(8)


def report(served: Served) -> dict:
    return json.loads(served.visitor().get("healthz").body)["live"]


def sliders(frame: Frame) -> list[str]:
    return [
        model for model, entry in frame.config["state"].items() if entry["model_name"] == "IntSliderModel"
    ]


def test_a_frame_holds_all_it_shows_and_no_script_of_its_own(learner):
    frame = Frame.open(learner, BOOK, CELL, page_id(), locale="en")
    config = frame.config
    assert (config["book"], config["cell"], config["locale"], config["base"]) == (BOOK, CELL, "en", "/")
    view = config["outputs"][0]["data"]["application/vnd.jupyter.widget-view+json"]
    assert view["model_id"] in config["state"]
    policy = frame.answer.headers["content-security-policy"]
    assert "script-src 'self' blob:;" in policy
    assert "unsafe-eval" not in policy
    assert "frame-ancestors 'self'" in policy
    assert re.findall(r"<script(?![^>]*(?: src=| type=\"application/json\"))", frame.answer.text) == []
    assert all(config["words"].values())
    assert frame.answer.headers["cache-control"] == "no-store"


def test_a_reload_within_the_grace_time_finds_its_session(learner):
    page = page_id()
    frame = Frame.open(learner, BOOK, CELL, page)
    slider = sliders(frame)[0]
    with frame.line() as line:
        before = line.catch_up()
        line.set(slider, value=77)
    again = Frame.open(learner, BOOK, CELL, page)
    with again.line() as line:
        assert line.catch_up() == before
        assert line.state[slider]["value"] == 77


def test_after_the_grace_time_a_session_ends_and_a_fresh_one_begins(served, learner, until):
    page = page_id()
    frame = Frame.open(learner, BOOK, CELL, page)
    slider = sliders(frame)[0]
    with frame.line() as line:
        before = line.catch_up()
        line.set(slider, value=77)
    until(lambda: report(served)["sessions"] == 0, 30)
    with frame.line() as line:
        assert line.catch_up() != before
        assert line.state.get(slider, {}).get("value") != 77


def test_a_session_that_no_socket_ever_holds_ends_as_well(served, learner, until):
    Frame.open(learner, BOOK, CELL, page_id())
    until(lambda: report(served)["sessions"] == 0, 30)


def test_frames_of_one_page_share_a_session_and_pages_do_not(learner):
    page = page_id()
    frame = Frame.open(learner, BOOK, CELL, page)
    other_page = Frame.open(learner, BOOK, CELL, page_id())
    slider = sliders(frame)[0]
    with frame.line() as one, frame.line() as two, other_page.line() as other:
        names = [line.catch_up() for line in (one, two, other)]
        assert names[0] == names[1] != names[2]
        one.set(slider, value=3)
        two.until(lambda *_: two.state.get(slider, {}).get("value") == 3)
        other.catch_up()
        assert other.state.get(slider, {}).get("value") != 3


def test_another_persons_page_id_gives_a_session_of_ones_own(served, learner):
    page = page_id()
    frame = Frame.open(learner, BOOK, CELL, page)
    stranger = served.learner(f"别人{secrets.token_hex(3)}", unit="办公室")
    theirs = Frame.open(stranger, BOOK, CELL, page)
    slider = sliders(frame)[0]
    with frame.line() as line, theirs.line() as other:
        assert line.catch_up() != other.catch_up()
        line.set(slider, value=99)
        other.catch_up()
        assert other.state.get(slider, {}).get("value") != 99


def test_the_line_says_why_it_is_closed(served, learner, people_elsewhere):
    frame = Frame.open(learner, BOOK, CELL, page_id())
    outside = [served.visitor(), served.visitor(people_elsewhere), served.visitor("0" * 20)]
    for visitor in outside:
        with Frame(visitor, frame.answer, frame.config).line() as line:
            assert line.closed() == 4401
    with frame.line(version="0123456789ab-000000") as line:
        assert line.closed() == 4409
    for book in ("nothing", "facilitator/board"):
        path = frame.config["socket"].replace(BOOK, book)
        with Frame(learner, frame.answer, {"socket": path}).line() as line:
            assert line.closed() == 4404


@pytest.fixture(scope="module")
def people_elsewhere(served) -> str:
    with served.store() as store, store.work() as db:
        room = factories.make_class(db)
        return factories.make_actor(db, room, Role.LEARNER).person


def test_the_line_speaks_one_framing_and_to_our_own_pages_only(learner):
    frame = Frame.open(learner, BOOK, CELL, page_id())
    path = frame.config["socket"]
    for options, status in (
        ({}, 400),
        ({"subprotocols": ["legacy.example"]}, 400),
        ({"subprotocols": [V1], "origin": "http://evil.test"}, 403),
    ):
        with pytest.raises(InvalidStatus) as found, learner.socket(path, **options):
            pass
        assert found.value.response.status_code == status


MALFORMED = {
    "text": "hello",
    "nothing": b"",
    "short": b"\x01",
    "an endless count": (2**63).to_bytes(8, "little"),
    "a count beyond its bytes": (60).to_bytes(8, "little") + bytes(16),
    "no offsets": bytes(8),
    "zeros": bytes(512),
    "offsets that run backwards": b"".join(n.to_bytes(8, "little") for n in (6, 56, 50, 40, 30, 20, 10)),
    "an offset beyond the end": packed("comm_msg")[:-1],
    "a header that is no JSON": packed("comm_msg").replace(b'{"msg_id"', b'!!"msg_id"'),
    "a header without a type": packed("comm_msg").replace(b'"msg_type"', b'"msg_kind"'),
    "a type that is no text": packed("comm_msg").replace(b'"comm_msg"', b"1234567890"),
    "a channel that is no ASCII": packed("comm_msg").replace(b"shell", b"\xff\xff\xff\xff\xff"),
    "too many buffers": None,
    "the older framing": (2).to_bytes(4, "big") + bytes(64),
}


@pytest.mark.parametrize("name", MALFORMED)
def test_what_is_no_message_closes_the_line_and_nothing_else(learner, name):
    frame = Frame.open(learner, BOOK, CELL, page_id())
    content = MALFORMED[name] if MALFORMED[name] is not None else packed("comm_msg", buffers=(b"x",) * 80)
    with frame.line() as one, frame.line() as other:
        before = other.catch_up()
        one.connection.send(content)
        assert one.closed(10) == 4400
        assert other.catch_up() == before


CHANNELS = ("shell", "control", "stdin", "iopub", "hb", "")
KINDS = (
    "execute_request",
    "inspect_request",
    "complete_request",
    "history_request",
    "is_complete_request",
    "shutdown_request",
    "interrupt_request",
    "debug_request",
    "create_subshell_request",
    "usage_request",
    "connect_request",
    "input_reply",
    "execute_input",
    "abort_request",
    "apply_request",
    "comm_open",
    "comm_msg",
    "comm_close",
    "comm_info_request",
    "kernel_info_request",
    "nonsense",
)


def test_only_widget_traffic_reaches_a_session(learner, tmp_path):
    """Whatever else a browser sends is dropped: no reply, no trace, and the session goes on."""
    frame = Frame.open(learner, BOOK, CELL, page_id())
    mark = tmp_path / "executed"
    code = {
        "code": f"open({str(mark)!r}, 'w').close()",
        "silent": False,
        "comm_id": "none",
        "target_name": "",
    }
    with frame.line() as line:
        before = line.catch_up()
        for channel in CHANNELS:
            for kind in KINDS:
                if not may_send(channel, kind):
                    line.say(kind, code, channel)
        comm = secrets.token_hex(8)
        line.say("comm_open", {"comm_id": comm, "target_name": "zhixing.session", "data": {}})
        kinds = set()
        while True:
            found, told = line.next()
            kinds.add(found.msg_type)
            if told.get("comm_id") == comm and found.msg_type == "comm_msg":
                break
        assert kinds <= {"status", "comm_msg"}
        assert told["data"]["session"] == before
    assert not mark.exists()


def reveal_a_round(served: Served) -> None:
    with served.store() as store, store.work() as db:
        room = classroom_by_code(db, "DEMO")
        chair = factories.make_actor(db, room.id, Role.FACILITATOR)
        for purpose in (service.VOTES, service.RATINGS):
            subject = PURPOSES[purpose].subject(db, room.id)
            window = ballots.open_window(db, chair, purpose, subject)
            topics = list(window.subject["topics"])
            if purpose == service.VOTES:
                content = {"topics": topics[:3]}
            else:
                content = {"scores": factories.make_scores(topics, 5, *[1] * (len(topics) - 1))}
            factories.put_ballots(db, window, [content] * 6)
            ballots.reveal(db, chair, window.id)


def test_a_result_revealed_later_shows_by_itself(served, learner):
    """A cell opened on the example round turns to the class's own figures when they are published."""
    frame = Frame.open(learner, BOOK, CELL, page_id())
    with frame.line() as line:
        line.catch_up()
        line.state.clear()
        reveal_a_round(served)
        line.until(lambda *_: any("这里用的是本班已公布的评分" in str(each) for each in line.state.values()))
    again = Frame.open(learner, BOOK, CELL, page_id(), locale="en")
    with again.line() as line:
        line.catch_up()
        assert any("6 ratings as revealed" in str(each) for each in line.state.values())


def test_a_session_that_dies_is_replaced_when_its_page_comes_back(served, learner):
    frame = Frame.open(learner, BOOK, CELL, page_id())
    with frame.line() as line:
        before = line.catch_up()
        os.kill(_youngest(served), signal.SIGKILL)
        assert line.closed() == 1012
    with frame.line() as line:
        assert line.catch_up() != before


def _youngest(served: Served) -> int:
    import psutil

    below = psutil.Process(served.pid).children(recursive=True)
    return max(
        (each for each in below if each.name() == "zhixing-session"), key=lambda each: each.create_time()
    ).pid


def test_one_person_cannot_take_the_room_of_the_others(served, learner):
    """Open pages are limited for each; a page that is closed makes room at once."""
    frame = Frame.open(learner, BOOK, CELL, page_id())
    with contextlib.ExitStack() as pages:
        for _ in range(EACH_AT_MOST):
            line = pages.enter_context(Frame.open(learner, BOOK, CELL, page_id()).line())
            line.catch_up()
        with frame.line(page=page_id()) as late:
            assert late.closed() == 4503
        answer = learner.get(f"live/{BOOK}/{CELL}?page={page_id()}")
        assert answer.headers["retry-after"] == "3"
        assert "your turn next" in answer.words or "下一个就轮到您" in answer.words
        other = served.learner(f"别人{secrets.token_hex(3)}", unit="办公室")
        with Frame.open(other, BOOK, CELL, page_id()).line() as theirs:
            assert theirs.catch_up()
    with Frame.open(learner, BOOK, CELL, page_id()).line() as line:
        assert line.catch_up()


def test_a_page_loaded_again_in_another_language_goes_on_in_it(learner):
    page = page_id()
    frame = Frame.open(learner, BOOK, CELL, page, locale="zh-CN")
    with frame.line() as line:
        before = line.catch_up()
    with Frame.open(learner, BOOK, CELL, page, locale="en").line() as line:
        assert line.catch_up() == before
        names = {state.get("description") for state in line.state.values()}
        assert "Importance" in names
