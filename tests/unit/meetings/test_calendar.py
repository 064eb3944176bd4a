"""The calendar file, read back by icalendar and by a reader of our own that knows only RFC 5545."""

import re
from datetime import datetime, timedelta

import pytest
from icalendar import Calendar

from factories import make_actor, make_class, make_store, worded
from zhixing.actor import Locale, Role
from zhixing.errors import InputError, MissingError, RefusedError
from zhixing.meetings.documents.calendar import meeting_calendar
from zhixing.meetings.rules.template import make_plan
from zhixing.meetings.service import planning
from zhixing.meetings.service.meetings import new_meeting, plan_of
from zhixing.meetings.service.planning import Heading
from zhixing.meetings.tables import MeetingRow
from zhixing.records import new_id
from zhixing.teams.tables import TeamMemberRow, TeamRow

TITLE = "研讨, 第一次; 带\\斜杠"
PLACE = "二楼, 东头会议室；请走侧门，从停车场一侧进，保安会登记车牌，" * 3


@pytest.fixture
def store(tmp_path):
    opened = make_store(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def people(store):
    with store.work() as db:
        classroom = make_class(db)
        found = {
            "facilitator": make_actor(db, classroom, Role.FACILITATOR),
            "member": make_actor(db, classroom, name="学员"),
            "other": make_actor(db, classroom, name="别组"),
            "english": make_actor(db, classroom, Role.OFFICE, locale=Locale.EN),
        }
        for seat, name in ((1, "member"), (2, "other")):
            team = TeamRow(id=new_id(), classroom_id=classroom, seat=seat, name=f"第{seat}组")
            db.add(team)
            db.flush()
            db.add(TeamMemberRow(person_id=found[name].person, team_id=team.id, classroom_id=classroom))
            found[f"team-{name}"] = team.id
    return found


def add(store, people, kind="group-seminar", team="team-member", title=TITLE, day="2026-09-15", place=PLACE):
    with store.work() as db:
        return new_meeting(
            db,
            people["facilitator"],
            people[team] if team else None,
            kind,
            title=title,
            plan=make_plan(kind, 12, 2),
            date=day,
            place=place,
        ).id


def taken(store, actor, **wishes):
    with store.read() as db:
        return meeting_calendar(db, actor, wishes)


def unfolded(body):
    """Read a file by the rules of RFC 5545 alone, its lines, folding and escapes; return its components."""
    text = body.decode("utf-8")
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    for line in body.split(b"\r\n"):
        assert len(line) <= 75
        line.decode("utf-8")  # no character is cut in two
    found, open_ones = [], []
    for line in re.sub(r"\r\n[ \t]", "", text).split("\r\n")[:-1]:
        name, _, value = line.partition(":")
        name, *params = name.split(";")
        if name == "BEGIN":
            open_ones.append((value, {}))
            found.append(open_ones[-1])
        elif name == "END":
            assert open_ones.pop()[0] == value
        else:
            assert name not in open_ones[-1][1], "twice"
            open_ones[-1][1][name] = (value, tuple(params))
    assert open_ones == []
    return found


def plain(value):
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


def test_one_event_a_day_with_floating_times(store, people):
    meeting = add(store, people, "class-workshop", team=None)
    name, body = taken(store, people["member"])
    assert name == "我的会议.ics"
    events = [values for kind, values in unfolded(body) if kind == "VEVENT"]
    assert [values["DTSTART"] for values in events] == [
        ("20260915T090000", ()),
        ("20260916T090000", ()),
        ("20260917T090000", ()),
    ]
    assert {values["DTEND"][0][-6:] for values in events} == {"170000"}
    assert [values["UID"][0] for values in events] == [f"{meeting}-{offset}@zhixing" for offset in range(3)]
    assert plain(events[1]["SUMMARY"][0]) == f"{TITLE}（第 2 天，共 3 天）"


def test_it_holds_what_every_calendar_asks_for(store, people):
    add(store, people)
    (kind, head), (_, event) = unfolded(taken(store, people["member"])[1])
    assert kind == "VCALENDAR"
    assert head["VERSION"][0] == "2.0"
    assert head["PRODID"][0]
    assert re.fullmatch(r"\d{8}T\d{6}Z", event["DTSTAMP"][0])
    assert event["SEQUENCE"][0] == "0"


def test_commas_semicolons_and_backslashes_come_back_as_they_were(store, people):
    add(store, people)
    _, body = taken(store, people["member"])
    (_, (_, event)) = unfolded(body)
    assert plain(event["SUMMARY"][0]) == TITLE
    assert plain(event["LOCATION"][0]) == PLACE
    assert r"\," in event["SUMMARY"][0]
    assert r"\;" in event["SUMMARY"][0]
    (same,) = Calendar.from_ical(body).walk("VEVENT")
    assert (str(same["SUMMARY"]), str(same["LOCATION"])) == (TITLE, PLACE)
    assert same["DTSTART"].dt == datetime(2026, 9, 15, 9, 0)  # noqa: DTZ001  (floating on purpose)
    assert same["DTSTART"].dt.tzinfo is None
    assert same["DTSTAMP"].dt.utcoffset() == timedelta()


def test_both_readers_agree_on_the_blocks(store, people):
    meeting = add(store, people)
    _, body = taken(store, people["member"])
    (_, (_, event)) = unfolded(body)
    lines = plain(event["DESCRIPTION"][0]).split("\n")
    (same,) = Calendar.from_ical(body).walk("VEVENT")
    assert str(same["DESCRIPTION"]).split("\n") == lines
    with store.read() as db:
        blocks = list(plan_of(db.get(MeetingRow, meeting)))
    assert len(lines) == len(blocks)
    assert lines[0] == "09:00—09:10 约定会议规则"
    assert lines[-1] == "16:50—17:00 定下次时间"


def test_the_reader_gets_their_language(store, people):
    add(store, people, "class-workshop", team=None, title="Workshop")
    name, body = taken(store, people["english"])
    assert name == "My meetings.ics"
    event = next(values for kind, values in unfolded(body) if kind == "VEVENT")
    assert plain(event["SUMMARY"][0]) == "Workshop (day 1 of 3)"
    assert plain(event["DESCRIPTION"][0]).startswith("09:00–09:10 Pledge to the rules\n")
    second = [values for kind, values in unfolded(body) if kind == "VEVENT"][1]
    assert "(in groups)" in plain(second["DESCRIPTION"][0])


def test_a_change_keeps_the_uid_and_raises_the_sequence(store, people):
    meeting = add(store, people)
    before = unfolded(taken(store, people["member"])[1])[1][1]
    with store.work() as db:
        plan = plan_of(db.get(MeetingRow, meeting))
        heading = Heading("改期", "2026-09-22", "")
        planning.save_meeting(db, people["facilitator"], meeting, heading, plan, seen_version=1)
    after = unfolded(taken(store, people["member"])[1])[1][1]
    assert after["UID"] == before["UID"]
    assert (before["SEQUENCE"][0], after["SEQUENCE"][0]) == ("0", "1")
    assert after["DTSTART"][0] == "20260922T090000"
    assert "LOCATION" not in after


def test_everybody_gets_their_own_and_the_classs(store, people):
    add(store, people, title="一组")
    add(store, people, team="team-other", title="二组")
    add(store, people, "kick-off", team=None, title="启动会", day="2026-09-01")
    add(store, people, title="待定", day=None)

    def titles(name):
        return [
            str(event["SUMMARY"])
            for event in Calendar.from_ical(taken(store, people[name])[1]).walk("VEVENT")
        ]

    assert titles("member") == ["启动会", "一组"]
    assert titles("other") == ["启动会", "二组"]
    assert sorted(titles("facilitator")) == sorted(["启动会", "一组", "二组"])


def test_one_meeting_is_taken_by_whoever_belongs_to_it(store, people):
    meeting = add(store, people, title="一组")
    add(store, people, "kick-off", team=None, title="启动会", day="2026-09-01")
    name, body = taken(store, people["member"], meeting=meeting)
    assert name == "一组.ics"
    assert len(Calendar.from_ical(body).walk("VEVENT")) == 1
    with pytest.raises(RefusedError):
        taken(store, people["other"], meeting=meeting)
    with pytest.raises(MissingError):
        taken(store, people["member"], meeting="nothing")


def test_without_a_date_there_is_a_sentence_instead_of_an_empty_file(store, people):
    with pytest.raises(MissingError) as refusal:
        taken(store, people["member"])
    assert refusal.value.code == "calendar.error.nothing"
    assert all(worded(refusal.value))
    meeting = add(store, people, day=None)
    with pytest.raises(InputError) as refusal:
        taken(store, people["member"], meeting=meeting)
    assert all(TITLE in sentence for sentence in worded(refusal.value))
