"""The plug is pulled, commands run beside the server, the server stands behind a proxy: nothing is lost."""

import json
import re
import secrets
import subprocess
import sys
from pathlib import Path

import pytest

from serving import Served


def go_to(facilitator, step):
    with facilitator.page() as page:
        view = page.open("remote")
        while (view["step"] or {}).get("id") != step:
            assert page.act("remote", {"kind": "next", "version": view["version"]})["t"] == "taken"
            seen = view["version"]
            view = page.shows("remote", lambda found, seen=seen: found["version"] > seen)


def learners(served, count):
    rows = served.rows(
        "SELECT person.name FROM person JOIN classroom ON classroom.id = classroom_id "
        "WHERE code = 'DEMO' AND roles LIKE '%learner%' ORDER BY person.name LIMIT ?",
        count,
    )
    return [served.learner(name) for (name,) in rows]


def vote(visitor):
    with visitor.page() as page:
        view = page.open("vote-topics")
        action = {
            "kind": "vote",
            "window": view["window"]["id"],
            "key": secrets.token_hex(16),
            "topics": [view["topics"][0]["id"]],
        }
        assert page.act("vote-topics", action)["t"] == "taken"
        return view["window"]["id"]


def test_what_was_acknowledged_is_there_after_the_plug_was_pulled(start_server):
    served = start_server("DEMO")
    facilitator = served.facilitator()
    voters = learners(served, 5)
    go_to(facilitator, "vote")
    window = None
    with voters[0].page() as page:
        page.open("topics")
        assert page.draft("topics", {"title": "写到一半"})["t"] == "taken"
    for count, voter in enumerate(voters, start=1):
        window = vote(voter)
        if count in {2, 5}:
            served.kill()
            found = served.rows("SELECT count(*) FROM ballot WHERE window_id = ?", window)
            assert found == [(count,)]
            served = start_server("DEMO", served.home, port=served.port)
    for voter in voters:
        with voter.page() as page:
            assert page.hello["t"] == "hello", "the cookie outlives the server"
            assert page.open("vote-topics")["voted"]
    with voters[0].page() as page:
        page.open("topics")
        assert page.drafts["topics"] == {"title": "写到一半"}
    with facilitator.page() as page:
        view = page.open("remote")
        assert view["step"]["id"] == "vote"
        assert view["windows"][-1]["turnout"]["voted"] == 5
        assert page.act("remote", {"kind": "back", "version": view["version"]})["t"] == "taken"
        seen = view["version"]
        view = page.shows("remote", lambda found: found["version"] > seen)
        assert view["step"]["id"] == "conditions", "a move can be undone after the plug was pulled, too"
        assert page.act("remote", {"kind": "next", "version": view["version"]})["t"] == "taken"
    assert served.rows("SELECT id, state FROM window WHERE purpose = 'votes' AND NOT sample") == [
        (window, "open")
    ]
    assert served.rows("PRAGMA integrity_check") == [("ok",)]
    assert served.stop() == 0


def test_the_server_ends_well_also_after_a_workbook_was_made(start_server):
    served = start_server("DEMO")
    (voter,) = learners(served, 1)
    assert voter.get("book/start").status == 200
    assert served.stop() == 0
    assert "Traceback" not in served.log()


def test_making_the_demo_class_anew_leaves_another_class_alone(start_server, tmp_path):
    home = tmp_path / "home"
    roster = tmp_path / "名单.csv"
    roster.write_text("姓名,单位\n甲,办公室\n乙,政务科\n", encoding="utf-8")
    served = start_server("DEMO", home)
    assert served.stop() == 0
    assert served.run("class", "KEEP", "--name", "留着", "--roster", str(roster)).returncode == 0
    served = start_server("KEEP", home)
    visitor = served.learner("甲")

    def rows():
        return {
            table: served.rows(
                f"SELECT {table}.* FROM {table} "
                "JOIN classroom ON classroom.id = classroom_id WHERE code = 'KEEP'"
            )
            for table in ("person", "unit", "topic", "window")
        }

    before = rows()
    with visitor.page() as page:
        page.open("who-am-i")
        ended = served.run("demo", "--language", "en")
        assert ended.returncode == 0, ended.stderr
        assert rows() == before
        assert page.act("who-am-i", {"kind": "introduce", "name": "甲", "unit": "办公室"})["t"] == "taken"
    assert visitor.get("phone").status == 200
    assert served.stop() == 0


def test_a_page_shows_what_another_process_stores(start_server, tmp_path):
    served = start_server("DEMO")
    facilitator = served.facilitator()
    roster = tmp_path / "a.csv"
    roster.write_text("姓名,单位\n新来的,办公室\n", encoding="utf-8")
    with facilitator.page() as page:
        page.open("people")
        assert served.run("class", "DEMO", "--roster", str(roster)).returncode == 0
        page.shows("people", lambda view: any(row["name"] == "新来的" for row in view["people"]))
    assert served.stop() == 0


def test_a_backup_in_use_holds_what_was_acknowledged_before(start_server, tmp_path):
    served = start_server("DEMO")
    facilitator = served.facilitator()
    voters = learners(served, 6)
    go_to(facilitator, "vote")
    window = vote(voters[0])
    vote(voters[1])
    file = tmp_path / "backup.zip"
    command = [
        str(Path(sys.executable).with_name("zhixing")),
        "backup",
        "--home",
        str(served.home),
        str(file),
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as running:
        for voter in voters[2:]:
            vote(voter)
        output = running.stdout.read()
        assert running.wait(60) == 0, output
    restored = tmp_path / "restored"
    again = start_server("DEMO", restored)
    assert again.stop() == 0
    assert again.run("restore", str(file)).returncode == 0
    (count,) = again.rows("SELECT count(*) FROM ballot WHERE window_id = ?", window)[0]
    assert 2 <= count <= 6
    assert served.rows("SELECT count(*) FROM ballot WHERE window_id = ?", window) == [(6,)]
    assert served.stop() == 0


# ---- what the process is


def test_the_server_loads_neither_data_frames_nor_solvers():
    program = "import sys, zhixing.server.application; print(*sorted(sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    ).stdout.split()
    heavy = {"pandas", "scipy", "plotly", "matplotlib", "pymcdm"}
    assert heavy.isdisjoint(name.partition(".")[0] for name in loaded)


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="needs /proc")
def test_a_server_in_use_has_loaded_neither_either(start_server):
    served = start_server("DEMO")
    facilitator = served.facilitator()
    assert facilitator.get("book/choose-topic").status == 200
    assert facilitator.get("export/attendance.docx").status == 200
    with facilitator.page() as page:
        for activity in ("remote", "projector", "topic-result", "recommendation", "people"):
            page.open(activity)
    maps = Path(f"/proc/{served.pid}/maps").read_text()
    assert not re.findall(r"/site-packages/(?:pandas|scipy)/\S+", maps)
    assert served.stop() == 0


# ---- behind a proxy, alone, on a busy port


def test_a_path_prefix_works(start_server):
    served = start_server("DEMO", base_url="/learn/")
    assert served.address.endswith("/learn/")
    assert "/learn/link/" in served.link
    page = served.visitor().get("join")
    assert page.status == 200
    links = re.findall(r'(?:src|href|action)="(/[^"]*)"', page.text)
    assert links
    assert all(link.startswith("/learn/") for link in links)
    for link in links:
        assert served.visitor().get(link).status == (302 if link == served.base else 200), link
    (voter,) = learners(served, 1)
    assert voter.get("").status == 200
    book = voter.get("book/start")
    assert book.status == 200
    assert all(link.startswith("/learn/") for link in re.findall(r'(?:src|href)="(/[^"]*)"', book.text))
    with voter.page() as page:
        assert page.open("who-am-i")["person"]["name"]
    answer = served.visitor().send_form(served.link[served.link.index("/learn") :])
    assert answer.location == "/learn/book/facilitator/board"
    assert "path=/learn/" in answer.headers["set-cookie"].lower()
    for lost in ("/join", "/", "/learn"):
        assert served.visitor().get(lost).status in {404, 301, 302}
    elsewhere = served.visitor().send_form("join", name="路人", next="/other/place")
    assert "/other/place" not in re.findall(r'href="([^"]*)"', elsewhere.text)
    assert served.stop() == 0


def test_somebody_alone_needs_no_way_in(solo_server):
    visitor = solo_server.visitor()
    assert visitor.get("").status == 200
    assert visitor.get("book/choose-topic").status == 200
    for path in ("join", "sign-in"):
        assert visitor.get(path).location == "/"
    for path in ("phone", "projector"):
        answer = visitor.get(path)
        assert answer.status == 404
        assert "for classes only" in answer.words
    with visitor.page() as page:
        assert page.hello["person"]["id"]
        view = page.open("vote-topics")
        assert view["may_vote"]
        action = {
            "kind": "vote",
            "window": "",
            "key": secrets.token_hex(16),
            "topics": [view["topics"][0]["id"]],
        }
        assert page.act("vote-topics", action)["t"] == "taken"
        page.shows("vote-topics", lambda found: found["result"] is not None)


def test_somebody_alone_is_alone_on_this_machine(tmp_path):
    ended = subprocess.run(
        [
            str(Path(sys.executable).with_name("zhixing")),
            "serve",
            "--home",
            str(tmp_path),
            "--host",
            "0.0.0.0",
        ],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={"ZHIXING_LANG": "en", "PATH": "/usr/bin"},
    )
    assert ended.returncode == 1
    assert "this machine only" in ended.stderr


def test_a_busy_port_and_an_unknown_class_are_told(solo_server, tmp_path):
    for options, sentence in (
        (["--port", str(solo_server.port)], "is taken or not allowed"),
        (["--class", "NOWHERE"], "There is no class"),
    ):
        ended = solo_server.run("serve", "--no-browser", "--home", str(tmp_path / "h"), *options)
        assert ended.returncode == 1
        assert sentence in ended.stderr
        assert "Traceback" not in ended.stderr


def test_the_server_is_healthy(solo_server):
    answer = solo_server.visitor().get("healthz")
    assert json.loads(answer.body)["status"] == "ok"
    assert isinstance(solo_server, Served)
