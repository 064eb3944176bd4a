"""The record of a meeting grows from what happened; the group words it; later facts and words both stay."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import CountedQueries, did, seen, worded
from record_factory import attended, hold, make_meeting, make_record_room, spoke
from zhixing.actor import Locale
from zhixing.errors import ConflictError, InputError, MissingError, RefusedError
from zhixing.meetings.activities.actions import Actions
from zhixing.meetings.activities.minutes import MinutesOf
from zhixing.meetings.activities.notes import MeetingNotes
from zhixing.meetings.rules.minutes import Edit, Paragraph, Record, Standing, laid_over
from zhixing.meetings.rules.minutes_words import SECTIONS
from zhixing.meetings.rules.rounds import Board, Stage
from zhixing.meetings.service import minutes as service
from zhixing.meetings.service.ideas import add_ideas
from zhixing.meetings.service.rounds import Place
from zhixing.meetings.service.slips import move_to
from zhixing.meetings.service.way import save_part
from zhixing.meetings.tables import MeetingRow
from zhixing.text import Text

PAGE, NOTES, ACTIONS = MinutesOf(), MeetingNotes(), Actions()


@pytest.fixture
def room(store):
    return make_record_room(store)


def note(room, sort, text, person=None, meeting=None, lane=None, actor=None):
    action = {"meeting": meeting or room.meeting, "lane": room.team if lane is None else lane}
    who = None if person is None else person.person
    return did(room, NOTES, actor or room.liaison, kind="add", sort=sort, text=text, person=who, **action)[
        "id"
    ]


def view(room, actor=None, **params):
    return seen(room, PAGE, actor or room.head, params or {"meeting": room.meeting})


def act(room, kind, actor=None, **more):
    return did(room, PAGE, actor or room.head, kind=kind, meeting=room.meeting, lane=room.team, **more)


def paragraph(room, paragraph_id, actor=None):
    for section in view(room, actor)["sections"]:
        for one in section["paragraphs"]:
            if one["id"] == paragraph_id:
                return one
    return None


def said(room, section, locale=Locale.ZH, **params):
    for one in view(room, **params)["sections"]:
        if one["id"] == section:
            side = "zh" if locale is Locale.ZH else "en"
            lines = []
            for each in one["paragraphs"]:
                lead = each["lead"][side] if each["lead"] else ""
                lines.append(f"{lead}{each['text'][side]}")
            return lines
    return []


def facts(room, lane=None):
    with room.store.read() as db:
        row = db.get_one(MeetingRow, room.meeting)
        return service.facts(db, row, room.team if lane is None else lane)


# ---- what happened


def test_the_head_says_when_where_who_led_and_who_was_there(room):
    with room.store.work() as db:
        hold(db, room)
    head = said(room, "head")
    assert head[0].startswith("时间：2026年5月6日")
    assert head[1:5] == ["地点：三楼会议室", "小组：第一组", "主持：组长林安", "记录：联络员赵"]
    assert "学员李" not in head[-1]
    assert head[-1].startswith("出席：")
    assert head[-1].endswith("（4 人）")


def test_attendance_is_said_as_in_any_official_record_and_nobody_is_called_late(room):
    with room.store.work() as db:
        for half in (0, 1):
            attended(db, room, room.head, half, "present")
            attended(db, room, room.liaison, half, "late")
            attended(db, room, room.first, half, "leave")
            attended(db, room, room.second, half, "absent")
    head = "\n".join(said(room, "head"))
    assert "出席：" in head
    assert "请假：学员钱（1 人）" in head
    assert "缺席：学员孙（1 人）" in head
    assert "迟到" not in json.dumps(view(room), ensure_ascii=False)
    assert "On leave: 学员钱 (1)" in said(room, "head", Locale.EN)


def test_halves_that_differ_are_said_one_by_one(room):
    with room.store.work() as db:
        attended(db, room, room.head, 0, "present")
        attended(db, room, room.head, 1, "leave")
    head = said(room, "head")
    assert "第 1 天上午出席：组长林安（1 人）" in head
    assert any(line.endswith("请假：组长林安（1 人）") for line in head)


def test_the_agenda_has_the_times_that_it_really_took_and_what_was_not_come_to(room):
    with room.store.work() as db:
        hold(db, room)
    found = facts(room)
    assert [item["block"] for item in found["agenda"]] == ["open-actions", "progress", "talk"]
    assert all(item["began"] < item["ended"] for item in found["agenda"])
    assert said(room, "agenda")[-1] == "原定议程中未进行的有：回顾。"
    assert said(room, "agenda", Locale.EN)[-1] == "On the agenda but not held: Review."


def test_reports_stand_in_the_order_of_the_turns_and_whoever_spoke_without_notes_is_named_once(room):
    with room.store.work() as db:
        spoke(db, room, room.second, began="2026-05-06T01:12:00+00:00")
        spoke(db, room, room.first, began="2026-05-06T01:18:00+00:00")
        spoke(db, room, room.head, block="talk", began="2026-05-06T01:40:00+00:00")
    note(room, "report", "跟班两次", room.first)
    note(room, "report", "无名的汇报")
    assert said(room, "reports") == ["学员钱：跟班两次", "无名的汇报", "学员孙作了口头汇报。"]
    assert [one["name"] for one in facts(room)["reports"]] == ["学员孙", "学员钱", ""]


def test_notes_go_where_their_kind_belongs_and_a_lesson_stands_out(room):
    for sort in ("problem", "discussion", "decision", "lesson", "next", "comment"):
        note(room, sort, f"这是{sort}")
    sections = {one["id"]: one for one in view(room)["sections"]}
    assert [name for name in SECTIONS if name in sections] == list(sections)
    for section, sort in (("problems", "problem"), ("decisions", "decision"), ("comments", "comment")):
        assert sections[section]["paragraphs"][0]["text"]["zh"] == f"这是{sort}"
    assert sections["lessons"]["paragraphs"][0]["strong"] is True


def test_a_note_taken_back_is_no_longer_in_the_record(room):
    made = note(room, "decision", "先试一个窗口")
    did(room, NOTES, room.liaison, kind="take-back", note=made, version=1)
    assert said(room, "decisions") == []


def test_what_the_walls_of_ideas_brought_is_in_the_discussion(room):
    place = Place(room.meeting, room.team, Board.IDEAS, Board.IDEAS.value)
    with room.store.work() as db:
        add_ideas(db, room.head, place, "合并表单\n一次告知")
        move_to(db, room.head, place, Stage.CLARIFY, Stage.WRITE)
    assert said(room, "discussion") == ["共提出想法 2 条：合并表单；一次告知。"]
    assert said(room, "discussion", Locale.EN) == ["2 ideas were put forward: 合并表单; 一次告知."]


def test_the_problem_stands_before_and_after(room):
    with room.store.work() as db:
        save_part(db, room.head, room.team, "problem", fields={"text": "群众跑得多"}, seen="")
        reframed = {"text": "三个科室各要一套材料", "why": "跟班时看到"}
        save_part(db, room.head, room.team, "reframed", fields=reframed, seen="")
    assert said(room, "way") == [
        "最初的提法：群众跑得多",
        "讨论后的提法：三个科室各要一套材料",
        "改变的理由：跟班时看到",
    ]


def test_actions_old_and_new_and_the_next_date_are_in_it(room):
    with room.store.work() as db:
        hold(db, room)
        following = make_meeting(db, room, date="2026-06-03", title="六月小组研讨会")
    entry = {"kind": "add", "lane": room.team, "who": "林安"}
    did(room, ACTIONS, room.liaison, meeting=room.meeting, what="跟班", due="2026-05-20", **entry)
    assert facts(room)["actions"][0]["what"] == "跟班"
    assert said(room, "next") == ["下次会议定于2026年6月3日09:00在三楼会议室召开：六月小组研讨会。"]
    room.meeting = following
    assert said(room, "carried") == ["跟班（林安，2026年5月20日前）：尚未完成"]


def test_an_empty_record_says_when_it_is_planned_and_what_it_lacks(room):
    shown = view(room)
    assert said(room, "head")[0] == "时间：2026年5月6日09:00（预定）"
    assert shown["gaps"] == ["lessons", "decisions", "actions", "next"]


def test_facts_are_plain_json(room):
    note(room, "decision", "先试一个窗口")
    found = facts(room)
    assert json.loads(json.dumps(found)) == found


# ---- who may


@pytest.mark.parametrize("name", ["other", "other_head", "loose", "boss"])
def test_another_group_is_refused(room, name):
    with pytest.raises(RefusedError):
        view(room, getattr(room, name))
    with pytest.raises(RefusedError):
        act(room, "remark", getattr(room, name), text="改一改", seen="")


def test_members_read_and_do_not_write(room):
    made = note(room, "decision", "先试一个窗口")
    shown = view(room, room.first)
    assert (shown["may_write"], shown["may_confirm"], shown["may_object"]) == (False, False, True)
    one = paragraph(room, f"decisions/{made}", room.first)
    with pytest.raises(RefusedError):
        act(room, "word", room.first, paragraph=one["id"], text="别的", seen=one["mark"])


def test_a_class_meeting_has_everybody_first_and_each_group_for_itself(room):
    with room.store.work() as db:
        room.meeting = make_meeting(db, room, team=None, title="第一次研讨班")
    note(room, "decision", "一组定的")
    note(room, "decision", "全班定的", lane="", actor=room.facilitator)
    whole = view(room, room.first, meeting=room.meeting)
    assert (whole["lane"], [one["name"] for one in whole["lanes"]]) == ("", ["第一组"])
    assert said(room, "decisions", actor=room.first, meeting=room.meeting) == ["全班定的"]
    own = {"meeting": room.meeting, "lane": room.team}
    assert said(room, "decisions", actor=room.first, **own) == ["一组定的"]
    assert len(view(room, room.facilitator, meeting=room.meeting)["lanes"]) == 2
    with pytest.raises(RefusedError):
        view(room, room.other, **own)


def test_without_a_meeting_named_the_nearest_is_shown_with_the_others_to_choose(room):
    with room.store.work() as db:
        hold(db, room)
        make_meeting(db, room, date="2026-06-03", title="六月小组研讨会")
    shown = seen(room, PAGE, room.first)
    assert (shown["meeting"]["id"], len(shown["others"])) == (room.meeting, 2)
    assert seen(room, PAGE, room.loose) == {"meeting": None}


# ---- own words


def test_own_words_stay_and_later_facts_are_pointed_out(room):
    made = note(room, "decision", "先试一个窗口")
    key = f"decisions/{made}"
    act(room, "word", paragraph=key, text="从 6 月起在一号窗口试行", seen=paragraph(room, key)["mark"])
    assert paragraph(room, key)["standing"] == "own"
    change = {"kind": "change", "note": made, "version": 1, "sort": "decision"}
    did(room, NOTES, room.liaison, **change, text="先试两个窗口")
    one = paragraph(room, key)
    assert (one["standing"], one["text"]["zh"]) == ("stale", "从 6 月起在一号窗口试行")
    assert one["generated"]["zh"] == "先试两个窗口"
    act(room, "choose", paragraph=key, seen=one["mark"], own=True)
    assert paragraph(room, key)["standing"] == "own"
    act(room, "choose", paragraph=key, seen=paragraph(room, key)["mark"], own=False)
    assert paragraph(room, key)["text"]["zh"] == "先试两个窗口"
    assert [one["text"] for one in view(room)["earlier"]] == ["从 6 月起在一号窗口试行"]


def test_own_words_about_something_taken_back_stay_until_somebody_chooses(room):
    made = note(room, "decision", "先试一个窗口")
    key = f"decisions/{made}"
    act(room, "word", paragraph=key, text="我们的话", seen=paragraph(room, key)["mark"])
    did(room, NOTES, room.liaison, kind="take-back", note=made, version=1)
    one = paragraph(room, key)
    assert (one["standing"], one["text"]["zh"], one["generated"]) == ("gone", "我们的话", None)
    act(room, "choose", paragraph=key, seen=one["mark"], own=True)
    assert paragraph(room, key)["standing"] == "own"
    did(room, NOTES, room.liaison, kind="put-in", note=made, version=2)
    assert paragraph(room, key)["standing"] == "stale"


def test_of_two_who_word_the_same_paragraph_the_second_is_told_and_others_are_free(room):
    one, other = note(room, "decision", "甲"), note(room, "decision", "乙")
    marks = {key: paragraph(room, f"decisions/{key}")["mark"] for key in (one, other)}
    act(room, "word", room.liaison, paragraph=f"decisions/{one}", text="联络员写的", seen=marks[one])
    with pytest.raises(ConflictError) as caught:
        act(room, "word", paragraph=f"decisions/{one}", text="组长写的", seen=marks[one])
    assert all(worded(caught.value))
    act(room, "word", paragraph=f"decisions/{other}", text="组长写的", seen=marks[other])
    assert said(room, "decisions") == ["联络员写的", "组长写的"]


def test_remarks_are_guarded_too(room):
    seen_mark = view(room)["remarks"]["mark"]
    act(room, "remark", room.liaison, text="联络员补充", seen=seen_mark)
    with pytest.raises(ConflictError):
        act(room, "remark", text="组长补充", seen=seen_mark)
    assert said(room, "remarks") == ["联络员补充"]


@pytest.mark.parametrize(
    ("text", "code"),
    [("  ", "record.error.wording-empty"), ("长" * 2001, "record.error.too-long")],
)
def test_blank_or_endless_words_get_a_sentence(room, text, code):
    made = note(room, "decision", "甲")
    key = f"decisions/{made}"
    with pytest.raises(InputError) as caught:
        act(room, "word", paragraph=key, text=text, seen=paragraph(room, key)["mark"])
    assert caught.value.code == code
    assert all(worded(caught.value))


@pytest.mark.parametrize("key", ["remarks/own", "dissent/0", "decisions/nothing"])
def test_words_of_others_are_not_put_into_their_mouths(room, key):
    act(room, "remark", text="补充", seen=view(room)["remarks"]["mark"])
    did(
        room,
        PAGE,
        room.first,
        kind="object",
        meeting=room.meeting,
        lane=room.team,
        text="我不同意",
        named=False,
    )
    one = paragraph(room, key)
    with pytest.raises(MissingError):
        act(room, "word", paragraph=key, text="都同意", seen=one["mark"] if one else "")


def test_the_view_takes_as_many_queries_for_a_long_record_as_for_a_short_one(room):
    with room.store.work() as db:
        hold(db, room)
        spoke(db, room, room.first)
    note(room, "report", "跟班", room.first)
    entry = {"kind": "add", "lane": room.team, "who": "林安", "meeting": room.meeting}
    did(room, ACTIONS, room.liaison, what="跟班", **entry)
    with CountedQueries(room.store) as few:
        view(room)
    for number in range(10):
        note(room, "report", f"第{number}条", room.second)
        did(room, ACTIONS, room.liaison, what=f"第{number}件", **entry)
    with CountedQueries(room.store) as many:
        view(room)
    assert many.count == few.count


# ---- nothing that was written is lost

WORDS = st.text(alphabet="窗口材料一二三 abc", min_size=1, max_size=12).filter(str.strip)
IDS = st.sampled_from([f"decisions/{letter}" for letter in "abcdef"])
GENERATED = st.dictionaries(IDS, WORDS, max_size=6)
STEPS = st.lists(
    st.tuples(st.sampled_from(["word", "keep", "drop", "facts"]), IDS, WORDS, GENERATED), max_size=12
)


def paragraphs_of(generated):
    return [Paragraph(key, Text(text, text)) for key, text in generated.items()]


@given(GENERATED, STEPS)
def test_no_own_words_and_no_fact_ever_disappears(generated, steps):
    record, written = Record(), set()
    for kind, key, text, others in steps:
        shown = {one.paragraph.id: one for one in laid_over(paragraphs_of(generated), record.edits)}
        if kind == "facts":
            generated = others
        elif key in shown and kind == "word":
            record = record.worded(shown[key], text, "now")
            if key in record.edits:
                written.add((key, text.strip()))
        elif key in record.edits:
            record = record.kept(shown[key], "now") if kind == "keep" else record.given_up(key, "now")
        assert Record.parse(json.loads(json.dumps(record.json()))) == record
    shown = laid_over(paragraphs_of(generated), record.edits)
    kept = {(key, words) for key, words, _ in record.earlier}
    kept |= {
        (one.paragraph.id, one.paragraph.text.zh) for one in shown if one.standing is not Standing.GENERATED
    }
    assert written <= kept
    for key, text in generated.items():
        (one,) = [each for each in shown if each.paragraph.id == key]
        assert one.generated == Text(text, text)
        if one.standing is Standing.GENERATED:
            assert one.paragraph.text == one.generated
    assert len(shown) == len({*generated, *record.edits})


@given(WORDS, WORDS, WORDS)
def test_a_changed_fact_is_pointed_out_and_an_unchanged_one_is_not(before, after, own):
    edits = {"decisions/a": Edit(own, Text(before, before), None, "now")}
    (one,) = laid_over([Paragraph("decisions/a", Text(after, after))], edits)
    assert one.paragraph.text.zh == own
    assert one.is_open is (before != after)
