"""Every page, export and activity, and who gets in."""

import json

import pytest

OUTSIDE = ("none", "other", "other-learner", "forged", "expired", "gone")
INSIDE = (
    "learner",
    "liaison",
    "group-leader",
    "expert",
    "leader",
    "convenor",
    "office",
    "facilitator",
    "owner",
)
RUNNERS = ("facilitator", "owner")
NOBODY = ()


def door(path, *, inside=200, staff=INSIDE, refused=403, outside=302, method="GET"):
    """Return a row: the address, and the status for whoever is outside, let in, and refused."""
    return path, method, inside, staff, refused, outside


DOORS = [
    door(""),
    door("book/start"),
    door("book/choose-topic"),
    door("book/facilitator/board", staff=(*RUNNERS, "office")),
    door("book/nothing", inside=404),
    door("book/facilitator/learning", staff=(*RUNNERS, "office")),
    door("book/facilitator/meeting-room", staff=(*RUNNERS, "office")),
    door("book/facilitator/nothing", inside=404, staff=(*RUNNERS, "office")),
    door("phone"),
    door("projector", staff=RUNNERS),
    door("projector?lane=nothing", inside=404),
    door("qr/join.svg", staff=RUNNERS, outside=404),
    door("qr/wifi.svg", staff=RUNNERS, inside=404, outside=404),
    door("export/attendance.docx", staff=(*RUNNERS, "office", "leader", "convenor")),
    door("export/recommendation.docx", staff=NOBODY),  # nothing is revealed yet
    door("export/approval-sheet.docx", staff=NOBODY),  # nothing is submitted yet
    door("export/scheme-approval-sheet.docx", staff=NOBODY),
    door("export/minutes.docx", staff=(*RUNNERS, "office", "leader", "convenor")),
    door("export/scheme.docx", staff=NOBODY),  # there is no topic in work yet
    door("export/topics.xlsx", staff=(*RUNNERS, "office", "liaison", "leader", "convenor")),
    door("export/take-home.xlsx", staff=("liaison",)),
    door("export/members-sheet.xlsx", staff=(*RUNNERS, "office")),
    door("export/ballots.docx", staff=(*RUNNERS, "office")),
    door("export/posters.docx", staff=(*RUNNERS, "office")),
    door("export/guide.docx?start=14:30", staff=(*RUNNERS, "office")),
    door("export/guide.docx?start=noon", inside=400, staff=(*RUNNERS, "office")),
    door("export/course-class.xlsx", staff=(*RUNNERS, "office")),
    door("export/course-class.jsonl?names=yes", staff=(*RUNNERS, "office")),
    door("export/my-record.docx"),
    door("export/my-record.jsonl"),
    door("export/worksheet.docx?sheet=u01-contract"),
    door("export/worksheet.docx?sheet=u01-mechanisms", inside=404),
    door("export/charter.docx", inside=404),  # nobody is in a group yet
    door("export/charter.docx?team=nothing", inside=404),
    door("export/calendar.ics", inside=404),  # no meeting has a date yet
    door("export/meeting-minutes.docx", inside=404),  # no meeting is named
    door("export/meeting-brief.docx?meeting=nothing", inside=404),
    door("export/sign-sheet.docx?meeting=nothing", inside=404),
    door("export/meeting-forms.docx?meeting=nothing", inside=404),
    door("export/packet.zip?meeting=nothing", inside=404),
    door("export/hours-list.docx", inside=404),  # no attendance is marked yet
    door("export/hours-certificate.docx", inside=404),
    door("export/group-pack.xlsx", inside=404),  # nobody is in a group yet
    door("export/nothing.docx", inside=404),
    door("export/nothing.xlsx", inside=404),
    door("people/roster", method="POST", staff=(*RUNNERS, "office"), inside=400, outside=404),
    door("import/topics", method="POST", staff=(*RUNNERS, "office"), inside=400, outside=404),
    door("import/take-home", method="POST", staff=("liaison",), inside=400, outside=404),
    door(
        "import/group-pack",
        method="POST",
        staff=(*RUNNERS, "office", "liaison", "group-leader"),
        inside=400,
        outside=404,
    ),
    door("import/members", method="POST", staff=(*RUNNERS, "office"), inside=400, outside=404),
    door("import/nothing", method="POST", inside=404, outside=404),
    door("leave", method="POST", inside=302),
    door("live/choose-topic/weights-what-if"),
    door("live/choose-topic/nothing", inside=404),
    door("live/nothing/at-all", inside=404),
    door("live/facilitator/board/open", staff=(*RUNNERS, "office")),
    door("live/socket/choose-topic", inside=400, outside=400),  # a browser that offers no framing we speak
    door("live/text/0123456789abcdef01234567.js", inside=404, outside=403),
    door("api/kernels/1-2-3-4-5", inside=403, outside=403),
    door("api/kernels/1-2-3-4-5/channels", inside=403, outside=403),
    door("voila/api/shutdown/1-2-3-4-5", method="POST", inside=403, outside=403),
    door("join", outside=200),
    door("sign-in", outside=200),
    door("link/abcdefgh", outside=200),
    door("link/abcdefgh", method="POST", inside=403, outside=403),
    door("healthz", outside=200),
    door("nothing", inside=404, outside=404),
]


@pytest.mark.parametrize("role", [*OUTSIDE, *INSIDE])
def test_every_door_opens_for_whom_it_shall(as_role, role):
    wrong = []
    for path, method, inside, staff, refused, outside in DOORS:
        expected = outside if role in OUTSIDE else inside if role in staff else refused
        if expected is None:
            continue
        visitor = as_role(role)
        if method == "POST":
            answer = visitor.post(path, {"_xsrf": visitor.token("sign-in")})
        else:
            answer = visitor.get(path)
        if answer.status != expected:
            wrong.append((method, path, answer.status, expected))
        if answer.status == 302 and method == "GET":
            assert answer.location.partition("?")[0] == "/join"
    assert wrong == []


ACTIVITIES = {
    "who-am-i": INSIDE,
    "phone": INSIDE,
    "course-map": INSIDE,
    "today": INSIDE,
    "objective-map": INSIDE,
    "gate": INSIDE,
    "worksheet": INSIDE,
    "criteria": INSIDE,
    "topics": INSIDE,
    "judge-conditions": INSIDE,
    "vote-topics": INSIDE,
    "weigh-criteria": INSIDE,
    "rate-topics": INSIDE,
    "topic-result": INSIDE,
    "table-advice": INSIDE,
    "recommendation": INSIDE,
    "approval": INSIDE,
    "topic-queue": INSIDE,
    "scheme": INSIDE,
    "reflection-line": INSIDE,
    "exchange": INSIDE,
    "meeting-plan": INSIDE,
    "idea-wall": INSIDE,
    "ideas-shown": INSIDE,
    "meeting-notes": INSIDE,
    "attendance": INSIDE,
    "packet": INSIDE,
    "actions": INSIDE,
    "minutes-of": INSIDE,
    "meeting-room": INSIDE,
    "meeting-wall": INSIDE,
    "meeting-lanes": RUNNERS,
    "item": INSIDE,
    "rating-profile": INSIDE,
    "practice-round": INSIDE,
    "remote": RUNNERS,
    "course-steps": RUNNERS,
    "question": RUNNERS,
    "mastery-map": RUNNERS,
    "item-analysis": RUNNERS,
    "projector": RUNNERS,
    "minutes": RUNNERS,
    "people": (*RUNNERS, "office"),
    "members": (*RUNNERS, "office"),
    "my-profile": INSIDE,
    "grouping": (*RUNNERS, "office"),
    "grouping-draft": (*RUNNERS, "office"),
    "grouping-compare": (*RUNNERS, "office"),
    "my-group": INSIDE,
    "paper-batch": (*RUNNERS, "office"),
    "meeting-rules": INSIDE,
    "ten-steps": INSIDE,
    "coach": RUNNERS,
    "rehearsal": INSIDE,
    "course-records": (*RUNNERS, "office"),
}
PARAMS = {
    "item": {"item": "u03-c01"},
    "rating-profile": {"set": "u03-samples"},
    "objective-map": {"unit": "u03"},
    "gate": {"unit": "u03", "step": "case"},
    "worksheet": {"sheet": "u01-contract"},
    "approval": {"subject": "topic-recommendation"},
}
ACTS = [
    ("remote", {"kind": "hide", "hidden": False}, RUNNERS),
    ("people", {"kind": "seat", "person": "nobody", "seat": 1}, (*RUNNERS, "office")),
    ("people", {"kind": "reset-pin", "person": "nobody"}, (*RUNNERS, "office")),
    ("people", {"kind": "make-link", "person": "nobody"}, (*RUNNERS, "office")),
    ("people", {"kind": "set-roles", "person": "nobody", "roles": ["leader"]}, (*RUNNERS, "office")),
    ("topic-queue", {"kind": "reorder", "topics": ["t"]}, (*RUNNERS, "office")),
    ("paper-batch", {"kind": "remove", "batch": "nothing"}, (*RUNNERS, "office")),
    ("exchange", {"kind": "apply", "token": "nothing"}, NOBODY),  # there is nothing to apply
    ("members", {"kind": "apply", "token": "nothing"}, NOBODY),
    ("members", {"kind": "let-together", "one": "nobody", "other": "nobody"}, (*RUNNERS, "office")),
    ("members", {"kind": "put-samples"}, NOBODY),  # a class has its own people
    ("grouping", {"kind": "spread-guides"}, (*RUNNERS, "office")),
    ("grouping-draft", {"kind": "undo", "version": 1}, (*RUNNERS, "office")),
    ("my-group", {"kind": "share-task", "person": "nobody", "others": ["nobody"]}, NOBODY),
    ("my-profile", {"kind": "answer", "answer": ""}, NOBODY),  # no answer is none
    ("vote-topics", {"kind": "vote", "window": "w", "key": "0" * 32, "topics": ["t"]}, NOBODY),
    ("who-am-i", {"kind": "choose-locale", "locale": "zh-CN"}, INSIDE),
]


def test_the_table_names_every_activity():
    from zhixing.workbook.assembly import registry

    assert set(ACTIVITIES) == set(registry().by_name)


@pytest.mark.parametrize("role", OUTSIDE)
def test_the_socket_says_goodbye_to_whoever_is_outside(as_role, role):
    with as_role(role).page() as page:
        assert page.hello["t"] == "bye"
        assert page.hello["error"]["code"] == "server.error.not-signed-in"
        assert all(page.hello["error"]["sentence"].values())


@pytest.mark.parametrize("role", INSIDE)
def test_every_activity_shows_and_does_what_the_role_may(as_role, role):
    with as_role(role).page() as page:
        assert page.hello["t"] == "hello"
        for activity, staff in ACTIVITIES.items():
            view = page.open(activity, **PARAMS.get(activity, {}))
            assert ("refused" not in view) is (role in staff), activity
        for activity, action, staff in ACTS:
            answer = page.act(activity, action)
            if role in staff:
                assert answer["t"] == "taken" or "not-allowed" not in answer["error"]["code"], activity
            else:
                assert answer["t"] == "refused", activity


def test_another_class_sees_nothing_of_this_one(demo_server, as_role, people):
    """A cookie of another class is worth nothing here: it would show that class under this class's name."""
    for role in ("other", "other-learner"):
        visitor = as_role(role)
        for path, method, *_ in DOORS:
            if method == "GET" and path != "join":
                text = visitor.get(path).text
                assert "文静宜" not in text, path
                assert "门前" not in text, path


def test_the_key_of_an_item_does_not_leave_the_server(as_role):
    with as_role("learner").page() as page:
        view = page.open("item", item="u03-c01")
        assert view["correct"] is None
        assert view["feedback"] == []
        assert "correct" not in json.dumps(view["item"])
