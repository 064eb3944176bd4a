"""The class behind nginx, under a path of its own: the file in ``deploy`` as it is, but for ports."""

import contextlib
import os
import re
import shutil
import subprocess
import time
import urllib.request
from dataclasses import replace
from pathlib import Path

import pytest

from living import Frame
from serving import Served, free_port

CONFIGURATION = Path(__file__).parents[2] / "deploy" / "nginx.conf"
MAIN = """
daemon off;
{user}
pid {place}/nginx.pid;
error_log stderr warn;
events {{ worker_connections 2048; }}
http {{
    access_log off;
    client_body_temp_path {place}/body;
    proxy_temp_path {place}/proxy;
    fastcgi_temp_path {place}/fastcgi;
    uwsgi_temp_path {place}/uwsgi;
    scgi_temp_path {place}/scgi;
{server}
}}
"""


@pytest.fixture(scope="module")
def behind(start_server, tmp_path_factory):
    """Return the server as it is reached through nginx."""
    nginx = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if nginx is None:
        pytest.skip("nginx is not installed")
    front = free_port()
    address = f"http://127.0.0.1:{front}/zhixing/"
    served = start_server("DEMO", base_url="/zhixing/", options=("--address", address))
    server = CONFIGURATION.read_text(encoding="utf-8")
    ports = {"listen 80;": f"listen 127.0.0.1:{front};", "127.0.0.1:8866": f"127.0.0.1:{served.port}"}
    for written, meant in ports.items():
        assert written in server
        server = server.replace(written, meant)
    place = tmp_path_factory.mktemp("nginx")
    user = "user root;" if os.geteuid() == 0 else ""
    main = place / "nginx.conf"
    main.write_text(MAIN.format(place=place, server=server, user=user), encoding="utf-8")
    process = subprocess.Popen([nginx, "-p", str(place), "-c", str(main)], stderr=subprocess.PIPE)
    deadline = time.monotonic() + 10
    while True:
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"{address}healthz").close()
            break
        assert process.poll() is None, process.stderr.read()
        assert time.monotonic() < deadline
        time.sleep(0.05)
    yield replace(served, address=address)
    process.terminate()
    process.wait(10)
    process.stderr.close()


def test_somebody_joins_and_works(behind: Served):
    learner = behind.learner("过路人", unit="办公室")
    assert learner.get("book/choose-topic").status == 200
    with learner.page() as page:
        assert page.open("topics")["topics"]


def test_the_way_in_has_no_detour(behind: Served):
    answer = behind.visitor().get("/")
    assert (answer.status, re.sub(r"^http://[^/]+", "", answer.location)) == (302, "/zhixing/")


def test_every_address_on_a_page_stays_under_the_path(behind: Served):
    learner = behind.learner("守路人", unit="办公室")
    for path in ("", "book/choose-topic", "live/choose-topic/weights-what-if?page=aaaaaaaa"):
        page = learner.get(path)
        assert page.status == 200
        found = re.findall(r"(?:href|src|action)=\"(/[^\"]*)\"", page.text)
        assert found
        assert [each for each in found if not each.startswith("/zhixing/")] == []
        for each in {each for each in found if "/static/" in each}:
            answer = learner.get(each)
            assert (answer.status, "immutable" in answer.headers.get("cache-control", "")) == (200, True), (
                each
            )


def test_a_live_cell_works(behind: Served):
    frame = Frame.open(behind.learner("试权重", unit="办公室"), "choose-topic", "weights-what-if", "bbbbbbbb")
    widgets = frame.config["state"].items()
    slider = next(model for model, entry in widgets if entry["model_name"] == "IntSliderModel")
    with frame.line() as line:
        line.catch_up()
        line.set(slider, value=90)
        said = line.state[slider]["value"]
    assert said == 90


def test_the_limit_on_tries_counts_visitors_and_not_the_proxy(behind: Served):
    """A header of the visitor's own does not make them somebody else."""
    visitor = behind.visitor()
    for number in range(40):
        fields = {"_xsrf": visitor.token("sign-in"), "password": "x"}
        answer = visitor.post(
            "sign-in", fields, X_Real_IP=f"10.0.0.{number}", X_Forwarded_For=f"10.0.1.{number}"
        )
    assert "Too many tries" in answer.words
