"""Ordinary kernels behind live cells: their reader's alone, judged like every session, ended in time."""

import json
import os
import re
import secrets
import signal
import time
from concurrent.futures import ThreadPoolExecutor

import psutil
import pytest
from websockets.exceptions import InvalidStatus

from living import V1, Frame, Line, packed
from serving import Served, Visitor

PAGE = "live/choose-topic/weights-what-if"
GRACE = 2


@pytest.fixture(scope="module")
def forked(start_server) -> Served:
    return start_server("DEMO", options=("--kernels", "forked", "--grace", str(GRACE)))


@pytest.fixture(scope="module")
def template(start_server) -> Served:
    return start_server("DEMO", options=("--kernels", "template", "--grace", str(GRACE)))


@pytest.fixture(scope="module")
def plain(start_server) -> Served:
    return start_server("DEMO", options=("--kernels", "plain", "--grace", str(GRACE)))


@pytest.fixture(scope="module")
def stock(start_server) -> Served:
    return start_server("DEMO", options=("--live-page", "stock", "--grace", str(GRACE)))


def reader(served: Served) -> Visitor:
    return served.learner(f"读者{secrets.token_hex(3)}", unit="办公室")


def health(served: Served) -> dict:
    return json.loads(served.visitor().get("healthz").body)["live"]


def kernel_of(visitor: Visitor) -> str:
    page = visitor.get(f"{PAGE}?page={secrets.token_hex(8)}")
    assert page.status == 200
    (kernel,) = re.findall(r'"kernelId": "([0-9a-f-]{36})"', page.text)
    return kernel


@pytest.mark.parametrize("kernels", ["forked", "template", "plain", "stock"])
def test_the_server_says_how_its_kernels_come_to_be(request, kernels, until):
    served = request.getfixturevalue(kernels)
    assert reader(served).get(f"{PAGE}?page={secrets.token_hex(8)}").status == 200
    expected = "template" if kernels == "stock" else kernels
    assert health(served)["kernels"] == expected
    assert health(served)["trouble"] == ""
    until(lambda: health(served)["sessions"] == 0, 30)


@pytest.mark.parametrize("kernels", ["forked", "stock"])
def test_a_kernel_is_its_readers_alone_and_runs_nothing_from_the_browser(request, kernels, tmp_path):
    served = request.getfixturevalue(kernels)
    owner, other = reader(served), reader(served)
    kernel = kernel_of(owner)
    path = f"api/kernels/{kernel}/channels?session_id=s"

    def status(visitor, **options):
        with pytest.raises(InvalidStatus) as found, visitor.socket(path, **options):
            pass
        return found.value.response.status_code

    assert status(other, subprotocols=[V1]) == 403
    assert status(served.visitor(), subprotocols=[V1]) == 403
    assert status(owner) == 400
    assert status(owner, subprotocols=["legacy.example"]) == 400
    assert status(owner, subprotocols=[V1], origin="http://evil.test") == 403
    assert other.get(f"api/kernels/{kernel}").status == 403
    assert other.post(f"voila/api/shutdown/{kernel}", {}).status == 403
    mark = tmp_path / "executed"
    code = {"code": f"open({str(mark)!r}, 'w').close()", "silent": False, "allow_stdin": False}
    kinds = ("execute_request", "inspect_request", "complete_request", "history_request", "shutdown_request")
    with owner.socket(path, subprotocols=[V1]) as connection:
        line = Line(connection)
        for kind in kinds:
            for channel in ("shell", "control", "stdin", "iopub"):
                line.say(kind, code, channel)
        line.say("comm_info_request", {}, "control")
        line.say("kernel_info_request")
        heard = set()
        while "kernel_info_reply" not in heard:
            heard.add(line.next()[0].msg_type)
    assert heard <= {"kernel_info_reply", "status", "comm_open", "comm_msg"}
    assert not mark.exists()
    assert owner.post(f"voila/api/shutdown/{kernel}", {}).status == 204
    assert owner.get(f"api/kernels/{kernel}").status == 403


@pytest.mark.parametrize(
    "bad", ["text", b"", bytes(64), (2**62).to_bytes(8, "little") * 4, packed("comm_msg")[:-1]]
)
def test_what_is_no_message_closes_the_line_before_anybody_reads_it(forked, bad):
    owner = reader(forked)
    path = f"api/kernels/{kernel_of(owner)}/channels?session_id={secrets.token_hex(4)}"
    began = time.monotonic()
    with owner.socket(path, subprotocols=[V1]) as connection:
        connection.send(bad)
        assert Line(connection).closed() == 4400
    assert forked.visitor().get("healthz").status == 200
    assert time.monotonic() - began < 10


def test_a_page_whose_kernel_has_ended_is_told_to_load_its_frame_again(template, until):
    owner = reader(template)
    frame = Frame.open(owner, "choose-topic", "weights-what-if", "abcdefgh12345678")
    with frame.line() as line:
        assert line.catch_up()
    until(lambda: health(template)["sessions"] == 0, 30)
    with frame.line() as line:
        assert line.closed() == 4409


def test_a_kernel_made_of_an_executed_workbook_is_a_session_like_any_other(template):
    owner = reader(template)
    frame = Frame.open(owner, "choose-topic", "weights-what-if", "abcdefgh12345678")
    slider = frame.model("IntSliderModel")
    with frame.line() as line:
        before = line.catch_up()
        line.set(slider, value=77)
    again = Frame.open(owner, "choose-topic", "weights-what-if", "abcdefgh12345678")
    with again.line() as line:
        assert line.catch_up() == before
        assert line.state[slider]["value"] == 77


def test_a_kernel_that_dies_is_replaced_and_told_again_who_reads(template):
    frame = Frame.open(reader(template), "choose-topic", "weights-what-if", secrets.token_hex(8), locale="en")
    with frame.line() as line:
        before = line.catch_up()
        for each in psutil.Process(template.pid).children(recursive=True):
            if each.name() == "zhixing-kernel":
                os.kill(each.pid, signal.SIGKILL)
        assert line.closed() == 1012
    with frame.line() as line:
        assert line.catch_up() != before
        line.until(lambda *_: any(each.get("description") == "Importance" for each in line.state.values()))


def test_only_as_many_ordinary_kernels_start_at_once_as_there_are_processors(plain):
    """Everybody else gets a friendly page that asks again by itself, and is served in turn."""
    owner = reader(plain)
    with ThreadPoolExecutor(12) as threads:
        answers = list(
            threads.map(lambda n: owner.get(f"{PAGE}?locale=zh-CN&page=waiting0{n:04d}"), range(12))
        )
    waiting = [answer for answer in answers if "retry-after" in answer.headers]
    assert 0 < len(waiting) < len(answers)
    assert {answer.status for answer in answers} == {200}
    before = sorted(
        int(number) for answer in waiting for number in re.findall(r"前面还有 (\d+) 人", answer.text)
    )
    assert before == list(range(1, len(waiting)))
    assert sum("下一个就轮到您" in answer.text for answer in waiting) == 1
    page = waiting[0]
    assert '<meta http-equiv="refresh"' in page.text
    assert "<script>" not in page.text
    assert "waiting.js" in page.text


def test_files_of_jupyters_front_end_are_compressed_and_kept(forked):
    visitor = reader(forked)
    page = visitor.get(f"{PAGE}?page={secrets.token_hex(8)}").text
    (address,) = re.findall(r'<script src="(/voila/static/@[^"]+voila\.js)"', page)
    (style,) = re.findall(r'<script src="(/voila/templates/[^"]+)"', page)
    assert int(re.findall(r"max-age=(\d+)", visitor.get(style).headers["cache-control"])[0]) > 10_000_000
    small = visitor.get(address, Accept_Encoding="gzip")
    plain = visitor.get(address)
    assert small.headers["content-encoding"] == "gzip"
    assert len(small.body) < len(plain.body) / 2
    assert small.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert plain.headers["cache-control"] == small.headers["cache-control"]
    config = json.loads(
        re.search(r'id="jupyter-config-data" type="application/json">(.*?)</script>', page)[1]
    )
    names = {each["name"] for each in config["federated_extensions"]}
    assert "jupyterlab_pygments" not in names
    for each in config["federated_extensions"]:
        answer = visitor.get(f"voila/labextensions/{each['name']}/{each['load'].removeprefix('./')}")
        assert answer.status == 200
        assert "immutable" in answer.headers["cache-control"]
    unversioned = visitor.get("voila/static/voila.js", Accept_Encoding="gzip")
    assert unversioned.status == 200
    assert "immutable" not in unversioned.headers.get("cache-control", "")
