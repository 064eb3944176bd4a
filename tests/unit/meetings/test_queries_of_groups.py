"""Pages of groups ask as much of the database for six hundred people as for sixty."""

from types import SimpleNamespace

from factories import CountedQueries, make_actor, make_class, make_store
from room_factory import CLASS_PLAN, GROUP_PLAN
from zhixing.actor import Role
from zhixing.ledger.service import EntryDraft
from zhixing.meetings.rules.notes import Kind, NoteDraft
from zhixing.meetings.service import actions, notes, runs
from zhixing.meetings.service.meetings import new_meeting
from zhixing.records import new_id
from zhixing.teams.rules.grouping import Draft
from zhixing.teams.rules.request import Rules, Slot
from zhixing.teams.service.groupings import _add
from zhixing.teams.tables import ProfileRow, TeamMemberRow, TeamRow
from zhixing.workbook.assembly import registry


def make_big_room(store, people, size=15):
    """Return a class in groups, whose meeting runs with groups apart, with notes, actions and a grouping."""
    with store.work() as db:
        classroom = make_class(db)
        facilitator = make_actor(db, classroom, Role.FACILITATOR, name="促进师")
        slots, places, members = [], {}, []
        for number in range(people // size):
            slot = Slot(new_id(), number + 1)
            slots.append(slot)
            db.add(TeamRow(id=slot.key, classroom_id=classroom, seat=number + 1, name=f"第{number + 1}组"))
            db.flush()
            for place in range(size):
                role = Role.LEARNER if place else Role.GROUP_LEADER
                actor = make_actor(db, classroom, role, seat=number + 1, name=f"学员{number}之{place}")
                row = {"person_id": actor.person, "classroom_id": classroom}
                db.add(TeamMemberRow(**row, team_id=slot.key))
                db.add(ProfileRow(**row, level="leader" if place % 5 else "front-line", experience=place))
                places[actor.person] = slot.key
                members.append(actor)
        db.flush()
        first = slots[0].key
        whole = new_meeting(db, facilitator, None, "class-workshop", title="研讨班", plan=CLASS_PLAN).id
        for slot in slots:
            new_meeting(db, facilitator, slot.key, "group-seminar", title="小组会", plan=GROUP_PLAN)
            draft = NoteDraft(Kind.REPORT, "走了一遍流程。", members[0].person)
            notes.add_note(db, facilitator, whole, slot.key, draft)
            actions.agree(db, facilitator, whole, slot.key, EntryDraft("列清单", person=members[0].person))
        runs.start(db, facilitator, whole)
        runs.go_on(db, facilitator, whole, "", 1)
        grouping = _add(db, facilitator, "方案", Draft(Rules.usual((4, 20)), tuple(slots), places), [])
    return SimpleNamespace(
        store=store, facilitator=facilitator, leader=members[0], whole=whole, first=first, grouping=grouping
    )


def views(room):
    """Return activity, person and parameters of every page that shows many people."""
    at, lane = {"meeting": room.whole}, {"meeting": room.whole, "lane": room.first}
    together = {**at, "lane": ""}
    return [
        ("members", room.facilitator, {}),
        ("grouping", room.facilitator, {}),
        ("grouping-draft", room.facilitator, {"grouping": room.grouping}),
        ("grouping-compare", room.facilitator, {"one": room.grouping, "other": room.grouping}),
        ("my-group", room.leader, {}),
        ("my-group", room.facilitator, {}),
        ("meeting-room", room.facilitator, {}),
        ("meeting-room", room.facilitator, together),
        ("meeting-room", room.leader, lane),
        ("meeting-lanes", room.facilitator, {}),
        ("meeting-wall", room.facilitator, together),
        ("meeting-notes", room.facilitator, together),
        ("meeting-rules", room.leader, lane),
        ("minutes-of", room.facilitator, at),
        ("minutes-of", room.leader, lane),
        ("actions", room.facilitator, {}),
        ("actions", room.leader, lane),
        ("idea-wall", room.leader, {**lane, "board": "problem"}),
        ("coach", room.facilitator, together),
        ("ten-steps", room.facilitator, {}),
        ("meeting-plan", room.facilitator, {}),
        ("meeting-plan", room.facilitator, at),
        ("phone", room.leader, {}),
        ("projector", room.facilitator, {}),
    ]


def counted(store, people):
    """Return how many queries each page takes in a class of so many people."""
    room, found = make_big_room(store, people), []
    for name, actor, params in views(room):
        with CountedQueries(store) as queries, store.read() as db:
            registry().by_name[name].view(db, actor, params)
        found.append((name, *sorted(params.keys() - {"grouping"}), queries.count))
    return found


def test_a_page_asks_as_often_however_many_people_there_are(tmp_path):
    found = []
    for people in (60, 600):
        store = make_store(tmp_path, f"{people}.db")
        found.append(counted(store, people))
        store.close()
    assert found[0] == found[1]
    assert max(each[-1] for each in found[0]) <= 40
