"""Nobody gets in: cookies, forms, redirects, paths, kernels, markup, guessing."""

import contextlib
import json
import re
from pathlib import Path

import pytest

import zhixing
from serving import Served
from zhixing import resources
from zhixing.activity.asset import static_files
from zhixing.actor import Role
from zhixing.classroom import entry
from zhixing.classroom.classes import fill, new_class
from zhixing.classroom.people import classroom_by_code
from zhixing.classroom.roster import RosterRow

MARKUP = '<script>alert("1")</script>'
CLASS_NAME = '"><img src=x onerror=alert(1)>'


@pytest.fixture(scope="module")
def served(start_server) -> Served:
    """Return a server that phones reach directly, of a class whose names are markup."""
    served = start_server("DEMO", host="0.0.0.0")
    with served.store() as store, store.work() as db:
        room = classroom_by_code(db, "DEMO")
        room.name = CLASS_NAME
        entry.set_password(room, "long enough")
        names = ["周知行", "Li Wei", MARKUP, "李明", "李明"]
        units = ["办公室", "办公室", CLASS_NAME, "办公室", "政务科"]
        rows = [RosterRow(n, u, "", "", 1, Role.LEARNER) for n, u in zip(names, units, strict=True)]
        fill(db, room.id, rows)
    return served


# ---- forms


@pytest.mark.parametrize("path", ["join", "sign-in", "link/abcdefgh", "leave", "people/roster"])
def test_a_form_without_our_token_is_refused(served, path):
    visitor = served.visitor()
    visitor.token("join")
    for fields in ({}, {"_xsrf": "x"}, {"_xsrf": "2|00000000|00|0"}):
        answer = visitor.post(path, {"name": "周知行", "password": "long enough", **fields})
        assert answer.status == 403
        assert "zhixing" not in visitor.cookies
    assert served.rows("SELECT joined FROM person WHERE name = '周知行'") == [(0,)]


@pytest.mark.parametrize(
    "wanted",
    [
        "//evil.test",
        "/\\evil.test",
        "\\\\evil.test",
        "https://evil.test",
        "javascript:alert(1)",
        "/\t/evil.test",
        "/\n/evil.test",
        " //evil.test",
        "evil.test",
        "",
    ],
)
def test_no_way_in_leads_elsewhere(served, wanted):
    answer = served.visitor().send_form("sign-in", password="long enough", next=wanted)
    assert (answer.status, answer.location) == (302, "/book/facilitator/board")


def test_a_way_in_leads_back_to_where_one_was(served):
    answer = served.visitor().send_form("sign-in", password="long enough", next="/projector?a=1")
    assert answer.location == "/projector?a=1"
    shown = served.visitor().get('join?next="><script>alert(2)</script>')
    assert "<script>alert(2)" not in shown.text


def test_the_link_works_once_and_looking_at_it_does_not_use_it_up(served):
    path = "/" + served.link.split("/", 3)[3]
    for _ in range(3):
        assert served.visitor().get(path).status == 200
    assert served.facilitator().get("projector").status == 200
    late = served.visitor()
    answer = late.send_form(path)
    assert answer.status == 403
    assert "This link was used" in answer.words
    assert "zhixing" not in late.cookies


def test_the_cookie_is_kept_from_scripts_and_other_sites(served):
    answer = served.visitor().send_form("sign-in", password="long enough")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "path=/" in cookie


def test_leaving_takes_the_cookie_back(served):
    visitor = served.visitor()
    visitor.send_form("sign-in", password="long enough")
    assert visitor.get("projector").status == 200
    visitor.send_form("")
    visitor.post("leave", {"_xsrf": visitor.token("")})
    assert visitor.get("projector").status == 302


# ---- guessing


def test_a_pin_cannot_be_guessed_by_trying(served):
    pin = served.visitor().send_form("join", name="周知行").pin
    guesser = served.visitor()
    token = guesser.token("join")
    wrong = f"{(int(pin) + 1) % 10_000:04d}"
    for number in range(12):
        answer = guesser.post(
            "join", {"_xsrf": token, "name": "周知行", "pin": wrong}, X_Forwarded_For=f"10.0.0.{number}"
        )
        assert answer.status == 400
    for lie in ({}, {"X_Forwarded_For": "10.9.9.9"}, {"X_Real_Ip": "10.9.9.8"}):
        answer = guesser.post("join", {"_xsrf": token, "name": " 周知行 ", "pin": pin}, **lie)
        assert answer.status == 400
        assert re.search(r"try again in \d+ seconds", answer.words)
        assert "zhixing" not in guesser.cookies


def test_a_name_typed_with_more_space_is_the_same_name(served):
    pin = served.visitor().send_form("join", name="Li Wei").pin
    guesser = served.visitor()
    token = guesser.token("join")
    wrong = f"{(int(pin) + 1) % 10_000:04d}"
    answers = [
        guesser.post("join", {"_xsrf": token, "name": "Li" + " " * (number + 1) + "Wei", "pin": wrong})
        for number in range(13)
    ]
    assert "Too many tries" in answers[-1].words


def test_a_password_cannot_be_guessed_by_trying(start_server):
    served = start_server("DEMO")
    guesser = served.visitor()
    token = guesser.token("sign-in")
    answers = [guesser.post("sign-in", {"_xsrf": token, "password": f"guess {n}"}) for n in range(13)]
    assert all(answer.status == 403 for answer in answers)
    assert "Too many tries" in answers[-1].words


def test_two_people_of_one_name_are_asked_for_their_unit(served):
    visitor = served.visitor()
    answer = visitor.send_form("join", name="李明")
    assert answer.status == 400
    choices = re.findall(r'<option value="([0-9a-f]{20})">', answer.text)
    assert len(choices) == 2
    assert visitor.send_form("join", name="李明", choice=choices[1]).pin


# ---- markup


def test_names_are_shown_as_text(served):
    visitor = served.visitor()
    answer = visitor.send_form("join", name=MARKUP)
    assert answer.status == 200
    pages = [answer, visitor.get(""), visitor.get("join"), visitor.send_form("join", name=MARKUP, pin="0")]
    pages += [visitor.get("join?next=" + "%3Cscript%3Ealert(3)"), visitor.get("<script>alert(1)</script>")]
    for page in pages:
        assert MARKUP not in page.text
        assert CLASS_NAME not in page.text
        assert "<img" not in page.text
    assert MARKUP in pages[2].words
    assert CLASS_NAME in pages[2].words


def test_a_topic_of_markup_comes_back_as_text_on_every_page_and_paper(served):
    facilitator = served.visitor()
    facilitator.send_form("sign-in", password="long enough")
    topic = {"topic_kind": "problem", "origin": "member", "owner": MARKUP, "owner_unit": MARKUP}
    with facilitator.page() as page:
        page.open("topics")
        action = {"kind": "propose", "title": MARKUP, "statement": MARKUP, "expected_units": [], **topic}
        assert page.act("topics", action)["t"] == "taken"
        view = page.shows("topics", lambda found: any(MARKUP in one["title"] for one in found["topics"]))
        assert any(one["title"] == MARKUP for one in view["topics"])
    for path in ("", "projector", "phone", "book/choose-topic", "book/facilitator/board"):
        assert MARKUP not in facilitator.get(path).text


def test_pages_load_nothing_from_elsewhere_and_are_framed_by_nobody_else(served):
    answer = served.visitor().get("join")
    policy = answer.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'self'" in policy
    assert "script-src" not in policy
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', answer.text)
    assert "<script>" not in answer.text


# ---- paths

SECRETS = ["secret", "zhixing.db", "03-choose-topic.ipynb", "errors.py", "policy.toml", "passwd"]


def _paths():
    ups = ["../" * depth for depth in (1, 2, 3, 6, 9)]
    ups += [up.replace("/", "%2f") for up in ups] + ["..%5c" * 4, "....//" * 4, "/", "//", "%00", "."]
    for root in (
        "static/x",
        "book",
        "export",
        "voila/static",
        "voila/templates",
        "voila/labextensions",
        "live",
    ):
        for up in ups:
            for name in ("etc/passwd", "zhixing/errors.py", "workbooks/03-choose-topic.ipynb", "secret"):
                yield f"/{root}/{up}{name}"
    package, workbooks = Path(zhixing.__file__).parent, resources.workbooks()
    for root in (
        "",
        "files/",
        "view/",
        "nbconvert/",
        "api/contents/",
        "voila/render/",
        "voila/files/",
        "tree/",
    ):
        yield from (f"/{root}{book.name}" for book in workbooks.glob("*.ipynb"))
        yield from (
            f"/{root}{name}" for name in ("errors.py", "zhixing/errors.py", "facilitator/board.ipynb")
        )
    for path in (package / "errors.py", workbooks / "00-start.ipynb"):
        yield f"/static/x{path}"
        yield f"/voila/static/{path}"
        yield f"/voila/labextensions/{path}"
        yield f"/voila/templates/{path}"
    yield from ("/voila/templates/live/index.html.j2", "/voila/templates/lab/index.html.j2")
    yield from ("/book/choose-topic.ipynb", "/book/03-choose-topic", "/api/kernels", "/api/kernelspecs")
    yield from ("/api/sessions", "/api/terminals", "/lab", "/notebooks/00-start.ipynb", "/metrics")


def test_no_route_gives_a_file_away(served):
    visitor = served.visitor()
    visitor.send_form("sign-in", password="long enough")
    secret = (served.home / "secret").read_text(encoding="ascii")
    given = []
    for path in dict.fromkeys(_paths()):
        answer = visitor.get(path)
        if answer.status == 200 or secret in answer.text or "root:" in answer.text:
            given.append((path, answer.status))
        assert answer.status < 500, path
    assert given == []


def test_only_front_end_files_are_static():
    assert {path.suffix for path in static_files().values()} <= {".js", ".css", ".svg", ".json"}


def test_no_page_shows_where_it_lies(served):
    visitor = served.visitor()
    visitor.send_form("sign-in", password="long enough")
    for path in (
        "",
        "book/start",
        "book/nothing",
        "static/x/y.js",
        "live/choose-topic/nothing",
        "api/kernels/a-b-c-d-e",
    ):
        text = visitor.get(path).text
        assert str(served.home) not in text
        assert "Traceback" not in text
        assert str(Path(zhixing.__file__).parent) not in text


# ---- odds and ends


def test_a_wrong_clock_on_a_phone_means_nothing(served):
    visitor = served.visitor()
    answer = visitor.request("GET", "join", headers={"Date": "Thu, 01 Jan 1970 00:00:00 GMT"})
    assert answer.status == 200
    answer = visitor.send_form("join", name="时钟不准", unit="办公室")
    assert answer.status == 200
    late = {"Date": "Fri, 31 Dec 2999 23:59:59 GMT", "If-Modified-Since": "Fri, 31 Dec 2999 23:59:59 GMT"}
    assert visitor.request("GET", "phone", headers=late).status == 200


def test_a_roster_is_brought_in_whole_or_not_at_all(served):
    facilitator = served.visitor()
    facilitator.send_form("sign-in", password="long enough")
    before = served.rows("SELECT count(*) FROM person")
    bad = "姓名,单位,桌号\n甲一,办公室,1\n甲二,办公室,x\n".encode()
    answer = facilitator.send_file("people/roster", "roster", "名单.csv", bad)
    told = json.loads(answer.body)["error"]
    assert answer.status == 400
    assert "名单.csv" in told["faults"][0]["zh"]
    assert "3" in told["faults"][0]["en"]
    assert served.rows("SELECT count(*) FROM person") == before
    good = bad.replace(b"x", b"2")
    assert json.loads(facilitator.send_file("people/roster", "roster", "a.csv", good).body) == {"added": 2}
    assert json.loads(facilitator.send_file("people/roster", "roster", "a.csv", good).body) == {"added": 0}
    assert facilitator.send_file("people/roster", "other", "a.csv", good).status == 400


@pytest.mark.parametrize("method", ["HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND"])
def test_a_method_that_is_not_ours_is_no_surprise(served, method):
    for path in ("", "join", "nothing", "socket"):
        assert 400 <= served.visitor().request(method, path).status < 500
    assert "unexpected error" not in served.log()


def test_a_body_without_end_is_cut_off(served):
    with contextlib.suppress(ConnectionError):
        assert served.visitor().request("POST", "join", b"x" * (9 * 1024 * 1024)).status == 400
    assert served.visitor().get("healthz").status == 200


def test_a_class_of_another_code_is_not_this_one(served):
    with served.store() as store, store.work() as db:
        other = new_class(db, "ELSE", "别班")
        token = entry.make_link(db, other)
        stranger = entry.facilitator(db, other).id
    assert served.visitor().send_form(f"link/{token}").status == 403
    assert served.rows("SELECT used FROM link WHERE classroom_id = ?", other.id) == [(0,)]
    assert served.visitor(stranger).get("projector").status == 302
