"""What nobody else may know leaves no mark: pages and papers of others are the same with and without it."""

import io
import json
import re
import zipfile

import pytest

from factories import make_key, make_store
from group_doors import LED, acts, make_working_room, views
from zhixing.errors import ZhixingError
from zhixing.meetings.rules.rounds import Board
from zhixing.meetings.service import coach, confirming, pledges, ratings, slips, taps
from zhixing.meetings.service.material import norms
from zhixing.meetings.service.places import place_of
from zhixing.meetings.service.rounds import Place
from zhixing.meetings.tables import AttendanceRow
from zhixing.server.files import Wished
from zhixing.server.paper import papers
from zhixing.teams.rules.profile import Commitment
from zhixing.teams.service import apart, commitments
from zhixing.workbook.assembly import registry

PAPERS = (
    "meeting-minutes.docx",
    "meeting-brief.docx",
    "charter.docx",
    "my-record.docx",
    "members-sheet.xlsx",
)
WATCHERS = (
    *("leader", "liaison", "member", "leader-of-two", "member-of-two", "office-of-two"),
    *("convenor", "facilitator", "office", "boss"),
)
SELF = "member"


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    store = make_store(tmp_path_factory.mktemp("secrecy"))
    yield make_working_room(store)
    store.close()


def plain(view):
    """Return a view as text, without the server's clock."""
    return re.sub(r'"now": "[^"]*"', "", json.dumps(view, ensure_ascii=False, sort_keys=True))


def written(content):
    """Return what stands in a file, without the time at which it was made."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        parts = [
            file.read(name).decode(errors="replace") for name in file.namelist() if "core.xml" not in name
        ]
    return "\n".join(parts)


def everything(db, room, actor, papers_of):
    """Return all that somebody sees and takes away of a group's work, by what it is."""
    found = {}
    places = {(name, tuple(sorted(params.items()))) for name, params, _ in views(room)}
    places |= {(name, ()) for name, *_ in acts(room)} | {("my-profile", ())}
    for name, params in places:
        try:
            found[name, params] = plain(registry().by_name[name].view(db, actor, dict(params)))
        except ZhixingError as error:
            found[name, params] = error.code
    wishes = {"meeting": room.own, "lane": room.one.id, "team": room.one.id}
    for name in papers_of:
        paper = papers()[name]
        try:
            _, content = paper.make(db, actor, wishes) if isinstance(paper, Wished) else paper(db, actor)
            found[name] = written(content)
        except ZhixingError as error:
            found[name] = error.code
    return found


def whoever_notices(room, before, after, papers_of=()):
    """Return who sees something else after one deed than after another; both are taken back."""
    found = []
    for deed in (before, after):
        with room.store.work() as db:
            deed(db)
            db.flush()
            found.append({name: everything(db, room, room.people[name], papers_of) for name in WATCHERS})
            db.rollback()
    one, other = found
    return {
        name: sorted({_named(place) for place, shown in one[name].items() if other[name][place] != shown})
        for name in WATCHERS
        if one[name] != other[name]
    }


def _named(place):
    return place[0] if isinstance(place, tuple) else place


def nothing(db):
    pass


def marks(value):
    return {norm.id: value for norm in norms()}


def test_a_pair_kept_apart_is_noticed_by_whoever_forms_groups_alone(room):
    one, other = room.one.members[0].person, room.two.members[0].person

    def kept(db):
        apart.keep_apart(db, room.facilitator, one, other)

    noticed = whoever_notices(room, nothing, kept, PAPERS)
    assert noticed.keys() == {"facilitator", "office", "office-of-two"}
    assert {place for places in noticed.values() for place in places} == {"members"}


def test_an_answer_to_taking_part_is_noticed_by_oneself_and_whoever_forms_groups(room):
    def answered(answer):
        return lambda db: commitments.answer(
            db, room.one.members[0], Commitment(answer, 10, "带数据", "要时间")
        )

    noticed = whoever_notices(room, answered("yes"), answered("talk"), PAPERS)
    assert noticed.keys() == {SELF, "facilitator", "office", "office-of-two"}
    assert noticed[SELF] == ["my-profile"]


def test_what_one_watches_for_is_noticed_by_oneself(room):
    first, second, *_ = norms()

    def pledged(rule):
        return lambda db: pledges.pledge(db, room.one.members[0], room.own, room.one.id, rule.id)

    assert whoever_notices(room, pledged(first), pledged(second)) == {SELF: ["meeting-rules"]}


def test_who_pledged_is_noticed_by_nobody_else(room):
    def pledged(actor):
        return lambda db: pledges.pledge(db, actor, room.own, room.one.id)

    noticed = whoever_notices(room, pledged(room.one.liaison), pledged(room.one.members[0]))
    assert noticed.keys() == {SELF, "liaison"}


def test_how_somebody_rated_is_noticed_by_nobody_before_it_is_shown(room):
    key = make_key()

    def rated(value):
        def deed(db):
            place = place_of(db, room.one.members[0], room.own, room.one.id)
            raw = marks(value)
            ratings.rate(db, room.one.members[0], place, window_id=room.ids.rating, key=key, raw=raw)

        return deed

    assert whoever_notices(room, rated("kept"), rated("broken")) == {}
    assert whoever_notices(room, nothing, rated("kept")).keys() <= LED | {SELF}


def test_few_ratings_that_are_shown_say_only_how_many_there_are(room):
    def rated(value):
        def deed(db):
            for actor in (room.one.liaison, *room.one.members):
                place = place_of(db, actor, room.own, room.one.id)
                ratings.rate(
                    db, actor, place, window_id=room.ids.rating, key=keys[actor.person], raw=marks(value)
                )
            ratings.reveal_rating(db, room.one.leader, room.ids.rating)

        return deed

    keys = {actor.person: make_key() for actor in (room.one.liaison, *room.one.members)}
    assert whoever_notices(room, rated("kept"), rated("broken")) == {}


def test_what_stands_on_a_slip_is_noticed_by_nobody_before_the_result(room):
    place = Place(room.own, room.one.id, Board.PROBLEM, "problem")

    def entered(choice):
        return lambda db: slips.enter_slip(db, room.one.leader, place, 1, [choice])

    assert whoever_notices(room, entered(1), entered(3)) == {}


def test_who_objected_without_a_name_is_noticed_by_nobody_else(room):
    def objected(actor):
        return lambda db: confirming.object_to(db, actor, room.own, room.one.id, "没有这样定。", named=False)

    noticed = whoever_notices(room, objected(room.one.liaison), objected(room.one.members[0]), PAPERS[:2])
    assert noticed == {SELF: ["minutes-of"], "liaison": ["minutes-of"]}


def test_what_the_coach_notes_is_noticed_by_coaches_alone(room):
    def logged(db):
        asked = {"end": "act", "moment": "", "question": "下一步谁去做？"}
        entry = coach.log_interruption(db, room.facilitator, room.own, room.one.id, **asked)
        coach.note_effect(db, room.facilitator, entry.id, "", "安静了一会儿")

    assert whoever_notices(room, nothing, logged) == {"facilitator": ["coach"]}


def test_a_tap_is_noticed_by_whoever_leads(room):
    def tapped(db):
        taps.tap(db, room.one.leader, room.own, room.one.id, taps.Tap.ASKED)

    noticed = whoever_notices(room, nothing, tapped)
    assert noticed.keys() == LED
    assert {place for places in noticed.values() for place in places} == {"meeting-room", "coach"}


def test_who_came_late_stands_in_no_record_and_on_no_wall(room):
    person = room.one.members[1].person

    def marked(state, came):
        row = {"meeting_id": room.own, "person_id": person, "half": 0, "classroom_id": room.id}
        return lambda db: db.merge(
            AttendanceRow(**row, state=state, came=came, changed="2026-09-01T01:30:00+00:00")
        )

    noticed = whoever_notices(room, marked("present", None), marked("late", "09:20"), PAPERS[:2])
    assert noticed.pop("leader") == noticed.pop("facilitator") == ["attendance", "meeting-room"]
    assert noticed == {name: ["attendance"] for name in ("liaison", "office", "office-of-two")}
