"""Everything that can be done and seen in the work of groups, and for whom it opens."""

from types import SimpleNamespace

from sqlalchemy import select

from factories import make_actor, make_class, make_key
from room_factory import make_room
from zhixing.actor import Role
from zhixing.ledger.service import EntryDraft
from zhixing.meetings.rules.notes import Kind, NoteDraft
from zhixing.meetings.rules.rounds import Board, Stage
from zhixing.meetings.service import actions, attendance, coach, ideas, notes, ratings, runs, slips, turns
from zhixing.meetings.service.actions import today
from zhixing.meetings.service.rounds import Place
from zhixing.meetings.tables import MeetingRow, SpeechRow
from zhixing.teams.tables import TeamMemberRow

GROUP = frozenset({"leader", "liaison", "member"})
LED = frozenset({"leader", "liaison", "facilitator"})
HOME = frozenset({"convenor", "office", "facilitator", "convenor-of-two", "office-of-two"})
WRITES = LED | {"office", "office-of-two"}
KEEPS = GROUP | WRITES
PLANS = HOME | {"leader"}
ASSIGNS = HOME | {"leader", "liaison"}
READS = GROUP | HOME
FORMS = frozenset({"facilitator", "office", "office-of-two"})


def make_working_room(store):
    """Return two groups; the first one's meeting runs, and there is one of everything that acts are about."""
    room = make_room(store)
    one, two = room.one, room.two
    with store.work() as db:
        convenor = make_actor(db, room.id, Role.CONVENOR, Role.GROUP_LEADER, name="召集人兼组长")
        office = make_actor(db, room.id, Role.OFFICE, Role.LIAISON, name="办公室兼联络员")
        for actor in (convenor, office):
            db.add(TeamMemberRow(person_id=actor.person, team_id=two.id, classroom_id=room.id))
        room.people = {
            "leader": one.leader,
            "liaison": one.liaison,
            "member": one.members[0],
            "leader-of-two": two.leader,
            "liaison-of-two": two.liaison,
            "member-of-two": two.members[0],
            "convenor-of-two": convenor,
            "office-of-two": office,
            "loose": room.loose,
            "convenor": room.convenor,
            "facilitator": room.facilitator,
            "office": make_actor(db, room.id, Role.OFFICE, name="办公室"),
            "expert": make_actor(db, room.id, Role.EXPERT, name="专家"),
            "boss": make_actor(db, room.id, Role.LEADER, name="领导"),
        }
        room.stranger = make_actor(db, make_class(db), Role.FACILITATOR, name="别班促进师")
        db.get_one(MeetingRow, room.own).date = today().isoformat()
        runs.start(db, one.leader, room.own)
        runs.go_on(db, one.leader, room.own, one.id, 1)
        turns.begin(db, one.leader, room.own, one.id, one.members[0].person, seen=None)
        note = notes.add_note(db, one.leader, room.own, one.id, NoteDraft(Kind.DECISION, "先试一个窗口。"))
        entry = actions.agree(db, one.leader, room.own, one.id, EntryDraft("走一遍流程", "周宁"))
        rating = ratings.open_rating(db, one.leader, room.own, one.id)
        wall = Place(room.own, one.id, Board.PROBLEM, "problem")
        ideas.add_ideas(db, one.leader, wall, "材料要交三遍\n窗口分散\n没有清单")
        slips.move_to(db, one.leader, wall, Stage.RANK, Stage.WRITE)
        asked = {"end": "clarify", "moment": "", "question": "说的是哪一类材料？"}
        attendance.all_present(db, one.leader, attendance.At(room.own, one.id, 0))
        logged = coach.log_interruption(db, room.facilitator, room.own, one.id, **asked)
        db.flush()
        speech = db.scalar(select(SpeechRow.id))
        room.ids = SimpleNamespace(
            note=note.id, entry=entry.id, rating=rating.id, logged=logged.id, speech=speech
        )
    return room


def acts(room):
    """Return every act on the work of the first group: activity, params, act, for whom it opens."""
    one, ids = room.one, room.ids
    member, lane = one.members[0].person, one.id
    here = {"meeting": room.own, "lane": lane}
    wall = {**here, "wall": "problem"}
    board = {"board": "problem"}
    day = {"title": "会", "date": "", "place": ""}
    plan = {"days": []}
    profile = {"version": 0, "name": "某人", "profile": {}}
    return [
        ("meeting-room", here, {"kind": "start"}, LED),
        ("meeting-room", here, {"kind": "next", "version": 2}, LED),
        ("meeting-room", here, {"kind": "undo", "version": 2}, LED),
        ("meeting-room", here, {"kind": "more-time", "minutes": 2}, LED),
        ("meeting-room", here, {"kind": "end"}, LED),
        ("meeting-room", here, {"kind": "hide", "hidden": True}, LED),
        ("meeting-room", here, {"kind": "speak", "person": member, "seen": ids.speech}, LED),
        ("meeting-room", here, {"kind": "extend", "speech": ids.speech}, LED),
        ("meeting-room", here, {"kind": "end-turn", "speech": ids.speech}, LED),
        ("meeting-room", here, {"kind": "hand-over", "speech": ids.speech, "person": member}, LED),
        ("meeting-room", here, {"kind": "put-off", "person": member}, LED),
        ("meeting-room", here, {"kind": "tap", "what": "asked"}, LED),
        ("meeting-room", here, {"kind": "untap", "tap": "t"}, LED),
        ("meeting-room", here, {"kind": "silent"}, {"leader", "facilitator"}),
        ("meeting-lanes", {}, {"kind": "more-time", "meeting": room.whole, "minutes": 2}, {"facilitator"}),
        ("meeting-lanes", {}, {"kind": "call-back", "meeting": room.whole, "version": 0}, {"facilitator"}),
        ("meeting-lanes", {}, {"kind": "undo", "meeting": room.whole, "version": 0}, {"facilitator"}),
        ("meeting-notes", {}, {"kind": "add", **here, "sort": "decision", "text": "好。"}, WRITES),
        (
            "meeting-notes",
            {},
            {"kind": "change", "note": ids.note, "version": 1, "sort": "decision", "text": "好。"},
            WRITES,
        ),
        ("meeting-notes", {}, {"kind": "take-back", "note": ids.note, "version": 1}, WRITES),
        ("meeting-notes", {}, {"kind": "put-in", "note": ids.note, "version": 1}, WRITES),
        ("meeting-notes", {}, {"kind": "move", "note": ids.note, "down": True}, WRITES),
        ("actions", {}, {"kind": "add", **here, "what": "做", "who": "某人"}, KEEPS),
        ("actions", {}, {"kind": "add", "lane": lane, "what": "做", "who": "某人"}, KEEPS),
        (
            "actions",
            {},
            {"kind": "change", "entry": ids.entry, "version": 1, "what": "做", "who": "某人"},
            KEEPS,
        ),
        ("actions", {}, {"kind": "end", "entry": ids.entry, "version": 1, "to": "done", "said": "有"}, KEEPS),
        ("actions", {}, {"kind": "history", "entry": ids.entry}, KEEPS),
        ("minutes-of", {}, {"kind": "word", **here, "paragraph": "p", "text": "字", "seen": ""}, WRITES),
        ("minutes-of", {}, {"kind": "choose", **here, "paragraph": "p", "seen": "", "own": True}, WRITES),
        ("minutes-of", {}, {"kind": "remark", **here, "text": "字", "seen": ""}, WRITES),
        ("minutes-of", {}, {"kind": "object", **here, "text": "字", "named": False}, GROUP),
        ("minutes-of", {}, {"kind": "confirm", **here, "seen": ""}, {"leader", "facilitator"}),
        ("minutes-of", {}, {"kind": "reopen", **here, "reason": "字"}, {"leader", "facilitator"}),
        *(
            ("idea-wall", board, {**wall, **each}, LED)
            for each in (
                {"kind": "open"},
                {"kind": "move", "stage": "collect", "seen": "write"},
                {"kind": "start-clock", "minutes": 5},
                {"kind": "more-time"},
                {"kind": "stop-clock"},
                {"kind": "collect", "text": "想法", "turn": 0},
                {"kind": "pass", "turn": 0},
                {"kind": "take-back", "turn": 0},
                {"kind": "count-table", "people": 5},
                {"kind": "send-on", "ideas": ["i"]},
                {"kind": "page", "page": 1},
                {"kind": "add", "text": "想法"},
                {"kind": "revise", "idea": "i", "text": "字", "version": 1},
                {"kind": "split", "idea": "i", "text": "甲\n乙", "version": 1},
                {"kind": "withdraw", "idea": "i"},
                {"kind": "bring-back", "idea": "i"},
                {"kind": "merge", "ideas": ["i", "j"]},
                {"kind": "unmerge", "idea": "i"},
                {"kind": "put-under", "ideas": ["i"], "heading": "字"},
                {"kind": "rename", "old": "甲", "heading": "乙"},
                {"kind": "refuse", "ideas": ["i", "j"]},
                {"kind": "method", "method": "dots"},
                {"kind": "expect", "slips": 5},
                {"kind": "slip", "number": 1, "ideas": [1]},
                {"kind": "batch", "text": "1：1"},
                {"kind": "take-out", "number": 1},
                {"kind": "clear"},
            )
        ),
        ("idea-wall", board, {**here, "kind": "role", "role": "host", "person": member}, LED),
        ("idea-wall", board, {**here, "kind": "propose-roles"}, LED),
        ("idea-wall", board, {**here, "kind": "rotate-roles"}, LED),
        ("meeting-rules", here, {"kind": "pledge"}, GROUP),
        ("meeting-rules", here, {"kind": "pledge-together"}, LED),
        ("meeting-rules", here, {"kind": "open"}, LED),
        ("meeting-rules", {}, {"kind": "close", "window": ids.rating}, LED),
        ("meeting-rules", {}, {"kind": "reopen", "window": ids.rating}, LED),
        ("meeting-rules", {}, {"kind": "reveal", "window": ids.rating}, LED),
        (
            "meeting-rules",
            here,
            {"kind": "rate", "window": ids.rating, "key": make_key(), "marks": {}},
            GROUP,
        ),
        (
            "ten-steps",
            {"team": lane},
            {"kind": "save", "part": "purpose", "fields": {"text": "字"}, "seen": ""},
            GROUP | {"facilitator"},
        ),
        ("ten-steps", {"team": lane}, {"kind": "remove", "part": "s-1", "seen": ""}, GROUP | {"facilitator"}),
        ("ten-steps", {"team": lane}, {"kind": "stand", "step": ""}, LED),
        (
            "coach",
            {},
            {"kind": "log", **here, "end": "clarify", "question": "哪一类材料？"},
            {"facilitator"},
        ),
        ("coach", {}, {"kind": "effect", "entry": ids.logged, "effect": ""}, {"facilitator"}),
        ("coach", {}, {"kind": "take-back", "entry": ids.logged}, {"facilitator"}),
        *(
            ("attendance", {}, {**here, "half": 0, **each}, WRITES)
            for each in (
                {"kind": "mark", "person": member, "wanted": {"state": "leave"}, "seen": None},
                {"kind": "all-present"},
                {"kind": "take-back"},
                {"kind": "check-batch", "lists": {"late": "1"}},
                {"kind": "enter-batch", "lists": {"late": "1"}, "token": ""},
            )
        ),
        (
            "meeting-plan",
            {},
            {
                "kind": "create",
                **day,
                "template": "group-seminar",
                "team": lane,
                "starts": "09:00",
                "minutes": None,
            },
            PLANS,
        ),
        ("meeting-plan", {"meeting": room.own}, {"kind": "examine", **day, "plan": plan}, PLANS),
        ("meeting-plan", {"meeting": room.own}, {"kind": "save", **day, "plan": plan, "version": 1}, PLANS),
        ("meeting-plan", {}, {"kind": "copy", **day, "meeting": room.own, "team": lane}, PLANS),
        ("meeting-plan", {}, {"kind": "delete", "meeting": room.own, "version": 1}, PLANS),
        ("meeting-plan", {}, {"kind": "preview-series", **series(lane)}, PLANS),
        ("meeting-plan", {}, {"kind": "make-series", **series(lane), "mark": ""}, PLANS),
        ("my-group", {}, task(member), ASSIGNS | {"member"}),
        ("my-group", {}, {"kind": "share-task", "person": member, "others": [member]}, ASSIGNS),
        (
            "my-group",
            {},
            {
                "kind": "save-charter",
                "team": lane,
                "version": 0,
                "problem": "",
                "rhythm": "",
                "support": "",
                "agreements": [],
                "milestones": [],
                "sub_groups": [],
            },
            ASSIGNS,
        ),
        ("members", {}, {"kind": "add", "name": "新人"}, FORMS),
        ("members", {}, {"kind": "save", "person": member, **profile}, FORMS),
        ("members", {}, {"kind": "remove", "person": member}, FORMS),
        ("members", {}, {"kind": "keep-apart", "one": member, "other": room.loose.person}, FORMS),
        ("members", {}, {"kind": "let-together", "one": member, "other": room.loose.person}, FORMS),
        ("members", {}, {"kind": "apply", "token": ""}, FORMS),
        ("grouping", {}, {"kind": "new", "name": "方案"}, FORMS),
        ("grouping", {}, {"kind": "copy", "grouping": "g", "name": "方案"}, FORMS),
        ("grouping", {}, {"kind": "rename", "grouping": "g", "name": "方案"}, FORMS),
        ("grouping", {}, {"kind": "remove", "grouping": "g", "version": 1}, FORMS),
        ("grouping", {}, {"kind": "set-guides", "team": lane, "people": [], "version": 1}, FORMS),
        ("grouping", {}, {"kind": "spread-guides"}, FORMS),
        *(
            ("grouping-draft", {"grouping": "g"}, each, FORMS)
            for each in (
                {"kind": "undo", "version": 1},
                {"kind": "lock", "version": 1, "people": [member], "locked": True},
                {"kind": "set-duty", "version": 1, "person": member, "duty": "leader"},
                {"kind": "propose-duties", "version": 1},
                {"kind": "relax", "version": 1, "rule": "size"},
                {"kind": "why", "person": member},
                {"kind": "adopt", "version": 1},
                {"kind": "move", "version": 1, "moves": [{"person": member, "slot": None}]},
                {"kind": "set-slot", "version": 1, "key": "k", "sub_topic": "", "name": ""},
            )
        ),
    ]


def papers_of(room):
    """Return every paper of the first group's work, and who may take it away."""
    lane, member = room.one.id, room.one.members[0].person
    here = {"meeting": room.own, "lane": lane}
    return [
        ("meeting-minutes.docx", here, READS),
        ("meeting-brief.docx", here, READS),
        ("calendar.ics", {"meeting": room.own}, READS),
        ("charter.docx", {"team": lane}, READS | {"boss"}),
        ("sign-sheet.docx", here, WRITES),
        ("meeting-forms.docx", here, WRITES),
        ("packet.zip", {"meeting": room.own}, WRITES),
        ("group-pack.xlsx", {"team": lane}, WRITES),
        ("hours-list.docx", {"meeting": room.own}, GROUP | {"facilitator", "office", "office-of-two"}),
        ("hours-certificate.docx", {"person": member}, {"facilitator", "office", "office-of-two", "member"}),
        ("members-sheet.xlsx", {}, FORMS),
    ]


def task(person):
    return {"kind": "set-task", "person": person, "task": "字", "goal": "", "due": "", "version": 1}


def series(lane):
    return {
        "first": "2027-01",
        "months": 2,
        "teams": [lane],
        "seminar": {"week": 1, "day": 0},
        "workshop": None,
        "opens": False,
        "closed": [],
        "starts": "09:00",
        "place": "",
    }


def views(room):
    """Return every view of the first group's work, and for whom it opens."""
    lane = room.one.id
    own, whole = {"meeting": room.own, "lane": lane}, {"meeting": room.whole, "lane": lane}
    board = {"board": "problem"}
    found = [
        (name, {**params, **board} if name.startswith("idea") else params, READS)
        for name in (
            *("meeting-room", "meeting-wall", "meeting-notes", "actions"),
            *("minutes-of", "idea-wall", "ideas-shown", "meeting-rules"),
        )
        for params in (own, whole)
    ]
    return [
        *found,
        ("actions", {"lane": lane}, READS),
        ("actions", {"lane": ""}, HOME),
        ("minutes-of", {"meeting": room.own}, READS),
        ("meeting-plan", {"meeting": room.own}, READS),
        ("coach", own, {"facilitator"}),
        ("coach", whole, {"facilitator"}),
        ("meeting-lanes", {}, {"facilitator"}),
        ("my-group", {"team": lane}, READS | {"boss"}),
        ("members", {}, FORMS),
        ("grouping", {}, FORMS),
        ("grouping-draft", {"grouping": "g"}, FORMS),
        ("grouping-compare", {"one": "g", "other": "h"}, FORMS),
    ]
