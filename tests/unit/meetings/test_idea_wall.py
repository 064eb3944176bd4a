"""A group's wall of ideas on a real database: who may do what, what each page holds, nothing lost."""

import json
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from factories import CountedQueries, make_key, make_store, worded
from group_room import make_group_room
from zhixing.errors import ConflictError, FaultsError, InputError, MissingError, RefusedError, ZhixingError
from zhixing.meetings.activities.idea_wall import IdeaWall
from zhixing.meetings.activities.ideas_shown import IdeasShown
from zhixing.meetings.rules.rounds import Board
from zhixing.meetings.service import confirming, rounds
from zhixing.meetings.service.ideas import outcome
from zhixing.meetings.service.meetings import State
from zhixing.meetings.service.minutes import minutes_of
from zhixing.meetings.tables import IdeaRow, MeetingRow, SlipRow

WALL, SCREEN = IdeaWall(), IdeasShown()


@pytest.fixture
def room(store):
    return make_group_room(store)


def params(room, board="problem", group=None):
    group = group or room.first
    return {"meeting": group.meeting, "lane": group.team, "board": board}


def do(room, kind, *, actor=None, board="problem", wall=None, key=None, **data):
    where = params(room, board)
    sent = {"kind": kind, "meeting": where["meeting"], "lane": where["lane"], **data}
    if kind not in {"role", "propose-roles", "rotate-roles"}:
        sent["wall"] = wall or board
    return WALL.act(room.store, actor or room.first.leader, where, key or make_key(), sent)


def view(room, *, actor=None, board="problem", activity=WALL, where=None):
    with room.store.read() as db:
        return activity.view(db, actor or room.first.leader, where or params(room, board))


def shown(room, board="problem"):
    return view(room, actor=room.facilitator, board=board, activity=SCREEN)


def go(room, *stages, board="problem", wall=None, **data):
    for stage in stages:
        seen = view(room, board=board)["stage"]
        do(room, "move", board=board, wall=wall, stage=stage, seen=seen, **data)


def write(room, *lines, board="problem", wall=None):
    """Write ideas and return them as the page shows them."""
    go(room, "collect", board=board, wall=wall)
    do(room, "add", text="\n".join(lines), board=board, wall=wall)
    return view(room, board=board)["ideas"]


def stored(room):
    with room.store.read() as db:
        return list(db.scalars(select(IdeaRow).order_by(IdeaRow.position)))


def test_an_idea_is_stored_without_whoever_had_it(room):
    do(room, "collect", text="电话打不通", turn=0)
    assert {column.name for column in IdeaRow.__table__.columns}.isdisjoint({"person_id", "author", "made"})
    with room.store.read() as db:
        found = db.scalars(select(IdeaRow)).one()
        kept = json.dumps({name: getattr(found, name) for name in ("text", "cluster", "board", "lane")})
    assert all(actor.person not in kept for actor in room.first.people)


def test_in_the_round_robin_each_idea_gives_the_word_to_the_next(room):
    go(room, "collect")
    assert do(room, "collect", text="电话打不通", turn=0) == {"number": 1}
    do(room, "pass", turn=1)
    assert view(room)["turn"] == {"count": 2, "people": 7, "all_passed": False}
    do(room, "take-back", turn=2)
    assert view(room)["turn"]["count"] == 1
    for turn in range(1, 8):
        do(room, "pass", turn=turn)
    assert view(room)["turn"]["all_passed"]
    do(room, "collect", text="又想到一条", turn=8)
    assert not view(room)["turn"]["all_passed"]


def test_two_devices_that_pass_at_once_move_the_word_once(room):
    do(room, "pass", turn=0)
    do(room, "pass", turn=0)
    assert view(room)["turn"]["count"] == 1


def test_the_same_act_sent_twice_is_done_once(room):
    key = make_key()
    do(room, "collect", text="电话打不通", turn=0, key=key)
    do(room, "collect", text="电话打不通", turn=0, key=key)
    assert len(stored(room)) == 1


def test_the_same_idea_again_is_pointed_out_and_not_refused(room):
    ideas = write(room, "电话打不通", "电话，打不通", "没人接")
    assert [idea["twin"] for idea in ideas] == [None, 1, None]


@pytest.mark.parametrize("text", ["长" * 10_000, "", "   "])
def test_what_cannot_be_an_idea_is_refused_with_a_sentence_and_nothing_is_stored(room, text):
    with pytest.raises(InputError) as caught:
        do(room, "collect", text=text, turn=0)
    assert caught.value.code in {"ideas.error.long", "ideas.error.empty"}
    assert all(worded(caught.value))
    assert stored(room) == []
    assert view(room)["turn"]["count"] == 0


def test_of_a_list_with_a_faulty_line_nothing_is_stored(room):
    with pytest.raises(FaultsError):
        do(room, "add", text="好的\n" + "长" * 201)
    assert stored(room) == []


def test_rare_characters_emoji_and_script_tags_come_back_as_they_were_written(room):
    told = ["𠮷野家排队太久", "👨‍👩‍👧 一家人一起来", "<script>alert(1)</script>", "= 1 + 1"]
    assert [idea["text"] for idea in write(room, *told)] == told


def test_only_whoever_leads_the_group_writes_and_others_of_it_read(room):
    write(room, "电话打不通")
    member, stranger = room.first.people[1], room.second.leader
    page = view(room, actor=member)
    assert [idea["text"] for idea in page["ideas"]] == ["电话打不通"]
    assert not page["may_lead"]
    assert (page["members"], page["slips"]["entered"], page["suggestions"]) == ([], [], [])
    for actor in (member, stranger, room.office):
        with pytest.raises(RefusedError):
            do(room, "collect", text="不行", turn=0, actor=actor)
    with pytest.raises(RefusedError):
        view(room, actor=stranger)
    do(room, "add", text="促进师代记", actor=room.facilitator)
    assert len(stored(room)) == 2


def test_in_a_class_meeting_a_group_reads_its_own_lane_only(room):
    for group, other in ((room.first, room.second), (room.second, room.first)):
        own = {"meeting": room.whole, "lane": group.team, "board": "cause"}
        assert view(room, actor=group.people[1], where=own)["ideas"] == []
        with pytest.raises(RefusedError):
            view(room, actor=other.people[1], where=own)


def test_without_a_meeting_in_its_cell_the_page_finds_the_persons_own(room):
    found = view(room, actor=room.first.people[1], where={"board": "ideas"})
    assert found["meeting"] in {room.first.meeting, room.whole}
    with pytest.raises(MissingError):
        view(room, where={"board": "nothing"})


def test_while_people_write_there_is_only_the_clock(room):
    write(room, "电话打不通")
    do(room, "move", stage="write", seen="collect")
    do(room, "start-clock", minutes=5)
    page, screen = view(room), shown(room)
    assert page["ideas"] == []
    assert page["count"] == 1
    assert "电话打不通" not in json.dumps([page, screen], ensure_ascii=False)
    assert page["ends"] == screen["ends"]
    do(room, "more-time")
    assert view(room)["ends"] > page["ends"]
    do(room, "stop-clock")
    assert view(room)["ends"] is None
    with pytest.raises(InputError):
        do(room, "start-clock", minutes=0)


def test_whoever_goes_on_from_a_step_that_somebody_else_has_left_is_told(room):
    do(room, "move", stage="collect", seen="write")
    with pytest.raises(ConflictError) as caught:
        do(room, "move", stage="collect", seen="write", actor=room.facilitator)
    assert all(worded(caught.value))


def test_the_second_to_word_an_idea_anew_sees_the_first_ones_words(room):
    (idea,) = write(room, "电话打不通")
    do(room, "revise", idea=idea["id"], text="咨询电话常占线", version=1)
    with pytest.raises(ConflictError) as caught:
        do(room, "revise", idea=idea["id"], text="电话没人接", version=1, actor=room.facilitator)
    assert "咨询电话常占线" in worded(caught.value)[0]
    assert view(room)["ideas"][0]["text"] == "咨询电话常占线"


def test_an_idea_taken_apart_keeps_its_number_and_heading(room):
    (idea,) = write(room, "电话打不通，网上也查不到")
    do(room, "put-under", ideas=[idea["id"]], heading="咨询")
    do(room, "split", idea=idea["id"], text="电话打不通\n网上查不到", version=1)
    assert [(each["number"], each["text"], each["heading"]) for each in view(room)["ideas"]] == [
        (1, "电话打不通", "咨询"),
        (2, "网上查不到", "咨询"),
    ]
    with pytest.raises(InputError):
        do(room, "split", idea=idea["id"], text="一条", version=2)


def test_what_was_set_aside_comes_back(room):
    one, _ = write(room, "甲", "乙")
    do(room, "withdraw", idea=one["id"])
    assert [each["number"] for each in view(room)["ideas"]] == [2]
    assert [each["number"] for each in view(room)["withdrawn"]] == [1]
    with pytest.raises(ConflictError):
        do(room, "withdraw", idea=one["id"])
    do(room, "bring-back", idea=one["id"])
    assert [each["number"] for each in view(room)["ideas"]] == [1, 2]


def test_merged_ideas_keep_their_words_and_come_out_again(room):
    ids = [each["id"] for each in write(room, "电话打不通", "热线占线", "没人接电话")]
    do(room, "merge", ideas=ids[:2], keep=ids[0])
    new = do(room, "merge", ideas=[ids[0], ids[2]], text="咨询电话接不通")["kept"]
    (top,) = view(room)["ideas"]
    assert (top["id"], top["text"]) == (new, "咨询电话接不通")
    assert [each["text"] for each in top["under"]] == ["电话打不通", "热线占线", "没人接电话"]
    do(room, "unmerge", idea=ids[0])
    assert {each["text"]: len(each["under"]) for each in view(room)["ideas"]} == {
        "电话打不通": 1,
        "咨询电话接不通": 1,
    }


def test_two_who_merge_the_same_ideas_crosswise_make_no_circle(room):
    ids = [each["id"] for each in write(room, "甲", "乙")]
    do(room, "merge", ideas=ids, keep=ids[0])
    with pytest.raises(ConflictError):
        do(room, "merge", ideas=ids, keep=ids[1], actor=room.facilitator)
    with pytest.raises(InputError):
        do(room, "merge", ideas=[ids[0]], keep=ids[0])


def test_headings_are_written_renamed_and_joined(room):
    ids = [each["id"] for each in write(room, "甲", "乙", "丙")]
    do(room, "put-under", ideas=ids[:2], heading="流程")
    do(room, "put-under", ideas=ids[2:], heading="人手")
    do(room, "rename", old="人手", heading="流程")
    assert view(room)["headings"] == ["流程"]
    with pytest.raises(ConflictError):
        do(room, "rename", old="人手", heading="别的")
    do(room, "put-under", ideas=ids[:1], heading="")
    assert [each["heading"] for each in view(room)["ideas"]] == ["", "流程", "流程"]


def test_suggestions_come_at_their_step_and_a_refused_one_stays_away(room):
    write(room, "咨询电话打不通", "咨询电话占线", "午休没人值守", "停车难")
    assert view(room)["suggestions"] == []
    go(room, "cluster")
    (group,) = view(room)["suggestions"]
    assert len(group) == 2
    do(room, "refuse", ideas=group)
    assert view(room)["suggestions"] == []


def rank(room, *slips, board="problem", wall=None):
    go(room, "rank", board=board, wall=wall)
    for number, numbers in enumerate(slips, 1):
        do(room, "slip", number=number, ideas=list(numbers), board=board, wall=wall)


SIX = ("甲", "乙", "丙", "丁", "戊", "己")


def test_no_page_tells_what_stands_on_slips_before_the_result(room):
    write(room, *SIX)
    rank(room, (3, 1, 2), (3, 2, 1))
    assert view(room)["slips"] == {"method": "rank", "each": 3, "count": 2, "entered": [1, 2], "expected": 7}
    screen = shown(room)
    assert {key for key in screen if key not in {"board", "trail", "stage", "meeting"}} == {
        "slips",
        "expected",
    }
    assert view(room)["result"] is None
    with room.store.read() as db:
        told = outcome(db, db.get_one(MeetingRow, room.first.meeting), room.first.team)
    assert [(one.points, one.chosen_by) for one in told[0].entries] == [(None, None)] * 6


def test_the_result_waits_for_all_slips_or_for_whoever_leads(room):
    write(room, *SIX)
    rank(room, *[(3, 1, 2)] * 6)
    with pytest.raises(RefusedError) as caught:
        go(room, "result")
    assert "1 张" in worded(caught.value)[0]
    do(room, "slip", number=7, ideas=[3, 2, 1])
    go(room, "result")
    result = view(room)["result"]
    first = result["entries"][0]
    assert (first["text"], first["points"], first["chosen_by"]) == ("丙", 21, 7)
    assert sum(each["points"] for each in result["entries"]) == 7 * 6
    assert (result["level"], result["counted"]) == ("strong", True)


def test_few_slips_show_the_order_and_no_points_anywhere(room):
    write(room, *SIX)
    rank(room, (3, 1), (3, 2), (1, 3))
    go(room, "result", anyway=True)
    for result in (view(room)["result"], shown(room)["result"]):
        assert [each["text"] for each in result["entries"][:2]] == ["丙", "甲"]
        assert {each["points"] for each in result["entries"]} == {None}
        assert result["level"] is None
    with room.store.read() as db:
        (told,) = outcome(db, db.get_one(MeetingRow, room.first.meeting), room.first.team)
    assert [one.text for one in told.entries][:2] == ["丙", "甲"]
    assert {one.points for one in told.entries} == {None}


def test_a_slip_of_a_number_that_is_in_is_refused_until_it_is_taken_out(room):
    write(room, *SIX)
    rank(room, (1,))
    with pytest.raises(ConflictError) as caught:
        do(room, "slip", number=1, ideas=[2], actor=room.facilitator)
    assert all(worded(caught.value))
    do(room, "take-out", number=1)
    assert do(room, "slip", number=1, ideas=[2]) == {"room": 2}
    with pytest.raises(MissingError):
        do(room, "take-out", number=9)


def test_of_a_stack_with_a_fault_no_slip_is_entered(room):
    write(room, *SIX)
    go(room, "rank")
    with pytest.raises(FaultsError) as caught:
        do(room, "batch", text="1：3 1 2\n2：9\n1：4\n3：1 1")
    zh, _ = worded(caught.value)
    assert [row for row in (1, 2, 3, 4) if f"第 {row} 行" in zh] == [2, 3, 4]
    with room.store.read() as db:
        assert db.scalars(select(SlipRow)).all() == []
    assert do(room, "batch", text="1：3 1 2\n2：1") == {"room": 2}


def test_a_list_on_which_slips_stand_does_not_change_until_they_are_taken_out(room):
    ids = [each["id"] for each in write(room, *SIX)]
    rank(room, (1, 2))
    changes = [
        ("add", {"text": "庚"}),
        ("revise", {"idea": ids[0], "text": "改", "version": 1}),
        ("withdraw", {"idea": ids[0]}),
        ("merge", {"ideas": ids[2:4], "keep": ids[2]}),
        ("method", {"method": "dots"}),
    ]
    for kind, data in changes:
        with pytest.raises(RefusedError, match="slips-in"):
            do(room, kind, **data)
    do(room, "clear")
    for kind, data in changes:
        do(room, kind, **data)
    go(room, "collect")
    with pytest.raises(RefusedError, match="not-ranking"):
        do(room, "slip", number=1, ideas=[3])


def test_dots_may_be_put_on_one_idea(room):
    write(room, *SIX)
    do(room, "method", method="dots")
    rank(room, (1, 1, 1), (1, 2, 2), (2, 3, 1), (1, 1, 2), (2, 2, 2))
    with pytest.raises(InputError):
        do(room, "slip", number=9, ideas=[1, 1, 1, 1])
    go(room, "result", anyway=True)
    entries = view(room)["result"]["entries"]
    assert [(each["points"], each["chosen_by"]) for each in entries[:2]] == [(7, 4), (7, 4)]
    assert [(each["place"], each["tied"]) for each in entries[:3]] == [(1, True), (1, True), (3, False)]
    assert view(room)["result"]["ties"] == [{"place": 1, "numbers": [1, 2]}]


def test_chosen_problems_go_to_causes_and_chosen_causes_to_remedies(room):
    ids = [each["id"] for each in write(room, *SIX)]
    with pytest.raises(RefusedError):
        do(room, "send-on", ideas=ids[:1])
    rank(room, (1, 2))
    go(room, "result", anyway=True)
    do(room, "send-on", ideas=[ids[1], ids[0]])
    walls = view(room, board="cause")["walls"]
    assert [wall["about"] for wall in walls] == ["乙", "甲"]
    (cause,) = write(room, "人手不够", board="cause", wall=walls[0]["key"])
    go(room, "result", board="cause", wall=walls[0]["key"], anyway=True)
    do(room, "send-on", ideas=[cause["id"]], board="cause", wall=walls[0]["key"])
    remedy = view(room, board="remedy")
    assert remedy["trail"] == ["乙", "人手不够"]
    do(room, "add", text="调整班次", board="remedy", wall=remedy["wall"])
    with room.store.read() as db:
        told = outcome(db, db.get_one(MeetingRow, room.first.meeting), room.first.team)
    assert [
        (one.board, one.about, [each.text for each in one.entries if each.is_chosen]) for one in told
    ] == [
        ("problem", "", ["甲", "乙"]),
        ("cause", "乙", ["人手不够"]),
        ("remedy", "人手不够", []),
    ]
    with pytest.raises(RefusedError):
        do(room, "send-on", ideas=[], board="ideas")


def test_the_group_turns_to_another_wall_of_its_board(room):
    ids = [each["id"] for each in write(room, "甲", "乙")]
    go(room, "result", anyway=True)
    do(room, "send-on", ideas=ids)
    do(room, "open", board="cause", wall="cause-2")
    assert view(room, board="cause")["wall"] == "cause-2"
    assert shown(room, "cause")["trail"] == ["乙"]
    with pytest.raises(MissingError):
        do(room, "open", board="cause", wall="cause-9")


def test_roles_are_proposed_changed_and_handed_on(room):
    do(room, "propose-roles")
    names = {one["role"]: one["name"] for one in view(room)["roles"]}
    assert names["host"] == "组长第1"
    assert len(set(names.values())) == 4
    do(room, "rotate-roles")
    assert {one["role"]: one["name"] for one in view(room)["roles"]}["host"] != "组长第1"
    do(room, "role", role="host", person=room.first.people[3].person)
    assert view(room)["roles"][0]["person"] == room.first.people[3].person
    do(room, "role", role="host", person=None)
    assert view(room)["roles"][0]["name"] is None
    with pytest.raises(MissingError):
        do(room, "role", role="host", person=room.second.leader.person)


def test_the_number_at_the_table_says_how_many_take_turns_and_how_many_slips_there_are(room):
    write(room, *SIX)
    do(room, "count-table", people=5)
    assert view(room)["turn"]["people"] == 5
    assert view(room)["slips"]["expected"] == 5
    do(room, "expect", slips=4)
    assert view(room)["slips"]["expected"] == 4
    for kind, data in (("count-table", {"people": 0}), ("expect", {"slips": 999})):
        with pytest.raises(InputError):
            do(room, kind, **data)


def test_after_the_minutes_are_confirmed_nothing_changes(room):
    write(room, "甲")
    with room.store.work() as db:
        meeting = db.get_one(MeetingRow, room.first.meeting)
        meeting.state = State.ENDED
        seen = minutes_of(db, meeting, room.first.team).mark
        confirming.confirm(db, room.first.leader, meeting.id, room.first.team, seen)
    assert not view(room)["may_lead"]
    with pytest.raises(RefusedError, match="confirmed"):
        do(room, "add", text="乙")


def test_of_very_many_ideas_kept_apart_the_last_are_remembered(room, monkeypatch):
    monkeypatch.setattr(rounds, "APART_AT_MOST", 4)
    write(room, *"甲乙丙丁")
    ids = [idea["id"] for idea in view(room)["ideas"]]
    pairs = list(combinations(ids, 2))
    for pair in pairs:
        do(room, "refuse", ideas=list(pair))
    with room.store.read() as db:
        whole = rounds.discussion_of(db, db.get_one(MeetingRow, room.first.meeting), room.first.team)
    assert list(whole.at(Board.PROBLEM).apart) == [tuple(sorted(pair)) for pair in pairs[2:]]


def test_the_screen_shows_pages_headings_and_no_names(room):
    write(room, *(f"第{n}件事说起来话长" for n in range(1, 31)))
    assert [idea["number"] for idea in shown(room)["ideas"]] == list(range(21, 31))
    assert shown(room)["page"] is None
    do(room, "page", page=1)
    assert [idea["number"] for idea in shown(room)["ideas"]] == list(range(11, 21))
    assert (shown(room)["page"], shown(room)["pages"], view(room)["pages"]) == (2, 3, {"page": 1, "count": 3})
    ids = [each["id"] for each in view(room)["ideas"]]
    do(room, "put-under", ideas=ids[:20], heading="流程")
    go(room, "cluster")
    screen = shown(room)
    assert [(one["heading"], one["count"], one["ideas"]) for one in screen["headings"]] == [
        ("流程", 20, []),
        ("", 10, []),
    ]
    told = json.dumps(screen, ensure_ascii=False)
    assert "组员" not in told
    assert "组长" not in told


def test_few_ideas_are_shown_under_their_headings(room):
    ids = [each["id"] for each in write(room, "甲", "乙")]
    do(room, "put-under", ideas=ids, heading="流程")
    go(room, "cluster")
    assert [idea["text"] for idea in shown(room)["headings"][0]["ideas"]] == ["甲", "乙"]


def test_views_take_the_same_number_of_queries_whatever_is_on_the_wall(room):
    counts = []
    for size in (1, 60):
        write(room, *(f"想法{size}之{n}" for n in range(size)))
        for activity in (WALL, SCREEN):
            with CountedQueries(room.store) as counted:
                view(room, actor=room.first.leader, activity=activity)
            counts.append(counted.count)
    assert counts[:2] == counts[2:]
    assert max(counts) < 30


class _Steps:
    """Acts on one wall, chosen blindly; what is refused changes nothing."""

    def __init__(self, room):
        self.room = room
        self.made = 0

    def perform(self, step):
        kind, one, other = step
        ids = [idea.id for idea in stored(self.room)]
        pick = [ids[at % len(ids)] for at in (one, other)] if ids else ["none", "none"]
        try:
            match kind:
                case "add":
                    self.made += do(self.room, "add", text="甲\n乙")["added"]
                case "merge":
                    do(self.room, "merge", ideas=pick, keep=pick[0])
                case "fresh":
                    do(self.room, "merge", ideas=pick, text="合成一句")
                    self.made += 1
                case "split":
                    self.made += 0 if not ids else self._split(pick[0])
                case "under":
                    do(self.room, "put-under", ideas=pick[:1], heading="组" if other % 2 else "")
                case _:
                    do(self.room, kind, idea=pick[0])
        except ZhixingError:
            return

    def _split(self, idea):
        version = next(row.version for row in stored(self.room) if row.id == idea)
        do(self.room, "split", idea=idea, text="前半\n后半", version=version)
        return 1


KINDS = ("add", "merge", "fresh", "split", "unmerge", "withdraw", "bring-back", "under")
steps = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 9), st.integers(0, 9)), max_size=12)


@settings(max_examples=25)
@given(steps)
def test_whatever_is_done_no_idea_is_lost(tmp_path_factory, done):
    store = make_store(tmp_path_factory.mktemp("wall"))
    room = make_group_room(store, size=2)
    go(room, "collect")
    acts = _Steps(room)
    for step in [("add", 0, 0), *done]:
        acts.perform(step)
    page = view(room)
    found = [each["id"] for idea in page["ideas"] + page["withdrawn"] for each in (idea, *idea["under"])]
    assert sorted(found) == sorted(row.id for row in stored(room))
    assert len(found) == acts.made
    assert len({row.position for row in stored(room)}) == acts.made
    store.close()
