"""The pack a group takes home: what comes back is exactly what was edited, and nothing unseen is lost."""

import datetime as dt
import io

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factories import make_actor, make_class, worded
from recalculating import edited
from record_factory import hold, make_meeting, make_record_room
from zhixing.actor import Actor, Locale, Role
from zhixing.errors import ConflictError, FaultsError, InputError, MissingError, RefusedError
from zhixing.ledger import service as ledger
from zhixing.ledger.service import EntryDraft
from zhixing.ledger.tables import EntryRow
from zhixing.meetings.exchange.facts import FORMAT
from zhixing.meetings.exchange.files import group_pack
from zhixing.meetings.exchange.read import read_pack
from zhixing.meetings.exchange.words import day
from zhixing.meetings.rules.notes import Kind, NoteDraft
from zhixing.meetings.service import actions, notes, takehome
from zhixing.meetings.tables import MeetingRow, NoteRow
from zhixing.teams.service.tasks import set_task
from zhixing.teams.tables import TeamMemberRow

FILE = "带回表.xlsx"
TASKS, ACTIONS, PROBLEMS, NOTES = "个人任务", "行动计划", "待解决的问题", "下次会议的材料"
# Columns as Excel counts them, the hidden id being the first.
TASK, GOAL, TASK_DUE = 4, 5, 6
WHAT, WHO, DUE, EVIDENCE, STATUS, PROOF = range(3, 9)
TEXT, SORT, NOTE_TEXT = 3, 3, 4
FIRST = 3


@pytest.fixture
def backend():
    """What a file says does not depend on the database."""
    return "sqlite"


@pytest.fixture
def room(store):
    made = make_record_room(store)
    with store.work() as db:
        hold(db, made)
        made.next = make_meeting(db, made, date="2099-06-03", title="下次小组研讨会")
        set_task(db, made.head, made.first.person, task="减材料", goal="少三份", due="2026-09-01", version=1)
        for what, who in (("跟班两次", made.first), ("问三家企业", made.second)):
            draft = EntryDraft(what, person=who.person, due="2026-06-01", evidence="记录")
            actions.agree(db, made.liaison, made.meeting, made.team, draft)
        notes.add_note(db, made.liaison, made.meeting, made.team, NoteDraft(Kind.PROBLEM, "窗口不接电话"))
        notes.add_note(db, made.liaison, made.next, made.team, NoteDraft(Kind.REPORT, "先看数据"))
    return made


def taken(room, actor=None, locale=Locale.ZH, **wishes):
    actor = actor or room.liaison
    with room.store.read() as db:
        return group_pack(db, Actor(actor.person, actor.classroom, actor.roles, locale), wishes)[1]


def bring(room, content, actor=None):
    with room.store.work() as db:
        return takehome.examine(db, actor or room.liaison, read_pack(FILE, content))


def merge(room, preview, actor=None, **chosen):
    with room.store.work() as db:
        takehome.apply(db, actor or room.liaison, preview["token"], chosen.get("chosen", {}))


def put(sheet, row, column, value):
    def change(book):
        book[sheet].cell(row, column).value = value

    return change


def row_of(content, sheet, text):
    page = openpyxl.load_workbook(io.BytesIO(content))[sheet]
    return next(row for row in range(FIRST, 60) if text in [cell.value for cell in page[row]])


def entry(room, what):
    with room.store.read() as db:
        return next(row for row in ledger.entries(db, room.id, room.team) if row.what == what)


@pytest.mark.parametrize("locale", list(Locale))
def test_a_pack_that_nobody_edited_changes_nothing(room, locale):
    with pytest.raises(InputError) as error:
        bring(room, taken(room, locale=locale))
    assert error.value.code == "packet.error.nothing-changed"


WORDS = st.text(min_size=1, max_size=40).filter(lambda text: text.strip() and text.isprintable())
EDITS = st.fixed_dictionaries(
    {},
    optional={
        (TASKS, 3, TASK): WORDS,
        (TASKS, 5, TASK): WORDS,
        (ACTIONS, 3, WHAT): WORDS,
        (ACTIONS, 4, EVIDENCE): WORDS,
        (ACTIONS, 4, DUE): st.dates(dt.date(2026, 6, 1), dt.date(2030, 1, 1)),
        (PROBLEMS, 3, TEXT): WORDS,
        (NOTES, 3, NOTE_TEXT): WORDS,
    },
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(edits=EDITS)
def test_random_edits_come_back_as_exactly_these_differences(room, edits):
    content = taken(room)
    page = openpyxl.load_workbook(io.BytesIO(content))

    def change(book):
        for (sheet, row, column), value in edits.items():
            cell = book[sheet].cell(row, column)
            cell.value, cell.data_type = (value, "s") if isinstance(value, str) else (value, "d")

    def told(value):
        return value.isoformat() if isinstance(value, dt.date) else " ".join(str(value or "").split())

    expected = {
        (place, told(value))
        for place, value in edits.items()
        if told(value) != told(page[place[0]].cell(*place[1:]).value)
    }
    if not expected:
        with pytest.raises(InputError, match=r"packet\.error\.nothing-changed"):
            bring(room, edited(content, change))
        return
    preview = bring(room, edited(content, change))
    titles = {
        sheet: {cell.value: cell.column for cell in page[sheet][2]}
        for sheet in (TASKS, ACTIONS, PROBLEMS, NOTES)
    }
    found = {
        (
            (one["sheet"]["zh"], one["row"], titles[one["sheet"]["zh"]][one["column"]["zh"]]),
            one["after"]["zh"],
        )
        for one in preview["changes"]
    }
    assert found == expected
    assert (preview["new"], preview["conflicts"], preview["lapsed"]) == ([], [], [])


def test_the_preview_changes_nothing_and_merging_changes_all_of_it(room):
    content = taken(room)
    row = row_of(content, ACTIONS, "跟班两次")

    def change(book):
        book[TASKS].cell(row_of(content, TASKS, "减材料"), TASK).value = "减到一套材料"
        book[ACTIONS].cell(row, STATUS).value = "已完成"
        book[ACTIONS].cell(row, PROOF).value = "两份跟班记录"
        for column, value in ((WHAT, "新的事项"), (WHO, "学员钱"), (DUE, dt.date(2026, 8, 1))):
            book[ACTIONS].cell(9, column).value = value
        book[PROBLEMS].cell(7, TEXT).value = "新的问题"
        book[NOTES].cell(7, SORT).value = "lesson"
        book[NOTES].cell(7, NOTE_TEXT).value = "新的教训"

    preview = bring(room, edited(content, change))
    assert len(preview["changes"]) == 3
    assert [one["row"] for one in preview["new"]] == [9, 7, 7]
    assert entry(room, "跟班两次").status == "open"
    merge(room, preview)
    done, new = entry(room, "跟班两次"), entry(room, "新的事项")
    assert (done.status, done.proof) == ("done", "两份跟班记录")
    assert (new.person_id, new.due) == (room.first.person, "2026-08-01")
    with room.store.read() as db:
        assert db.get_one(TeamMemberRow, room.first.person).task == "减到一套材料"
        told = {row.text: (row.kind, row.meeting_id) for row in db.query(NoteRow)}
        assert told["新的问题"] == ("problem", room.next)
        assert told["新的教训"] == ("lesson", room.next)
        assert takehome.waiting(db, room.liaison) is None


def test_the_same_file_a_second_time_adds_nothing_twice(room):
    content = edited(taken(room), put(PROBLEMS, 7, TEXT, "新的问题"))
    merge(room, bring(room, content))
    with pytest.raises(InputError) as error:
        bring(room, content)
    assert error.value.code == "packet.error.nothing-changed"


def test_what_both_sides_changed_stands_side_by_side_and_waits_for_a_choice(room):
    content = taken(room)
    what, other = row_of(content, ACTIONS, "跟班两次"), row_of(content, ACTIONS, "问三家企业")

    def change(book):
        book[ACTIONS].cell(what, EVIDENCE).value = "表里写的"
        book[ACTIONS].cell(other, EVIDENCE).value = "表里也写了"

    returned = edited(content, change)
    with room.store.work() as db:
        for name, said in (("跟班两次", "页面写的"), ("问三家企业", "页面也写了")):
            row = next(row for row in ledger.entries(db, room.id, room.team) if row.what == name)
            draft = EntryDraft(row.what, row.who, row.person_id, row.due, said)
            ledger.change_entry(db, room.head, row.id, draft, row.version)
    preview = bring(room, returned)
    assert preview["changes"] == []
    assert {(one["before"]["zh"], one["after"]["zh"], one["now"]["zh"]) for one in preview["conflicts"]} == {
        ("记录", "表里写的", "页面写的"),
        ("记录", "表里也写了", "页面也写了"),
    }
    with pytest.raises(InputError) as error:
        merge(room, preview)
    assert error.value.code == "packet.error.choose"
    worded(error.value)
    sides = {"跟班两次": "file", "问三家企业": "here"}
    merge(room, preview, chosen={one["key"]: sides[one["name"]] for one in preview["conflicts"]})
    assert entry(room, "跟班两次").evidence == "表里写的"
    assert entry(room, "问三家企业").evidence == "页面也写了"


def test_both_sides_wrote_the_same_is_no_difference(room):
    content = edited(taken(room), put(PROBLEMS, FIRST, TEXT, "窗口占线"))
    with room.store.work() as db:
        row = db.query(NoteRow).filter_by(text="窗口不接电话").one()
        notes.change_note(db, room.head, row.id, NoteDraft(Kind.PROBLEM, "窗口占线"), row.version)
    with pytest.raises(InputError) as error:
        bring(room, content)
    assert error.value.code == "packet.error.nothing-changed"


def test_a_change_between_preview_and_merging_is_not_overwritten(room):
    preview = bring(room, edited(taken(room), put(PROBLEMS, FIRST, TEXT, "表里的说法")))
    with room.store.work() as db:
        row = db.query(NoteRow).filter_by(text="窗口不接电话").one()
        notes.change_note(db, room.head, row.id, NoteDraft(Kind.PROBLEM, "别人的说法"), row.version)
    with pytest.raises(ConflictError) as error:
        merge(room, preview)
    worded(error.value)
    with room.store.read() as db:
        assert db.query(NoteRow).filter_by(text="别人的说法").count() == 1
        assert len(takehome.waiting(db, room.liaison)["conflicts"]) == 1


WRONG = [
    (put(ACTIONS, 3, DUE, "下周"), "第 3 行，“完成时限”", "下周"),
    (put(ACTIONS, 3, STATUS, "差不多"), "第 3 行，“状态”", "差不多"),
    (put(ACTIONS, 3, STATUS, None), "第 3 行，“状态”", "不能空着"),
    (put(ACTIONS, 3, WHAT, "=1+1"), "第 3 行，“事项”", "公式"),
    (put(ACTIONS, 3, WHAT, "长" * 301), "第 3 行，“事项”", "300"),
    (put(ACTIONS, 3, STATUS, "已完成"), "第 3 行", "完成的证据"),
    (put(ACTIONS, 3, PROOF, "只写了结果"), "第 3 行", "状态没有变"),
    (put(ACTIONS, 9, EVIDENCE, "没有事项"), "第 9 行", "要做什么"),
    (put(ACTIONS, 3, 1, "没有的编号"), "第 3 行，“编号”", "没有的编号"),
    (put(TASKS, 3, GOAL, "只有目标"), "第 3 行", "目标"),
    (put(TASKS, 20, TASK, "多出来的人"), "第 20 行", "不能增加行"),
    (put(NOTES, 7, NOTE_TEXT, "没有类别"), "第 7 行", "类别"),
    (put(PROBLEMS, FIRST, TEXT, None), "第 3 行", "清空"),
]


@pytest.mark.parametrize(("change", "place", "what"), WRONG)
def test_every_bad_cell_is_named_by_sheet_row_and_column(room, change, place, what):
    with pytest.raises(FaultsError) as error:
        bring(room, edited(taken(room), change))
    zh, en = worded(error.value)
    (fault,) = zh.split("\n")[1:]
    assert FILE in fault
    assert place in fault
    assert what in fault
    assert len(en.split("\n")) == 2
    with room.store.read() as db:
        assert takehome.waiting(db, room.liaison) is None


def test_new_notes_without_a_next_meeting_are_refused_with_a_sentence(room):
    content = edited(taken(room), put(PROBLEMS, 7, TEXT, "新的问题"))
    with room.store.work() as db:
        db.get_one(MeetingRow, room.next).state = "confirmed"
    with pytest.raises(FaultsError) as error:
        bring(room, content)
    assert error.value.faults[0].code == "packet.error.no-next"


def test_packs_of_others_are_refused_with_a_sentence(room):
    content = edited(taken(room), put(PROBLEMS, FIRST, TEXT, "改了"))
    with room.store.work() as db:
        stranger = make_actor(db, make_class(db), Role.FACILITATOR)
    for actor, error_type, code in (
        (stranger, InputError, "packet.error.other-class"),
        (room.other_head, RefusedError, "packet.error.other-group"),
        (room.first, RefusedError, "packet.error.other-group"),
    ):
        with pytest.raises(error_type) as error:
            bring(room, content, actor)
        assert error.value.code == code
        worded(error.value)


def kept(content, name, value):
    """Return a file whose memory says something else."""

    def change(book):
        page = book["zhixing"]
        row = next(row for row in page.iter_rows() if row[0].value == name)
        row[1].value = value

    return edited(content, change)


def test_an_older_and_a_newer_pack_are_refused_with_a_sentence(room):
    first = edited(taken(room), put(PROBLEMS, FIRST, TEXT, "旧的改动"))
    for made, code in ((FORMAT + 1, "newer"), (FORMAT - 1, "old-format")):
        with pytest.raises(InputError) as error:
            read_pack(FILE, kept(first, "format", str(made)))
        assert error.value.code == f"packet.error.{code}"
        worded(error.value)
    older = kept(first, "moment", '"2026-01-01T00:00:00+00:00"')
    merge(room, bring(room, edited(taken(room), put(PROBLEMS, FIRST, TEXT, "新的改动"))))
    with pytest.raises(InputError) as error:
        bring(room, older)
    assert error.value.code == "packet.error.older"
    worded(error.value)


def test_who_is_not_of_the_group_takes_nothing_home(room):
    for actor, team in ((room.other_head, room.team), (room.first, room.team), (room.boss, room.team)):
        with pytest.raises(RefusedError), room.store.read() as db:
            group_pack(db, actor, {"team": team})
    with pytest.raises(MissingError), room.store.read() as db:
        group_pack(db, room.facilitator, {})
    assert taken(room, room.facilitator, team=room.team)


def test_a_formula_that_somebody_typed_as_text_leaves_as_text(room):
    with room.store.work() as db:
        draft = EntryDraft('=HYPERLINK("http://x","点")', who="@某人")
        actions.agree(db, room.liaison, room.meeting, room.team, draft)
    content = taken(room)
    page = openpyxl.load_workbook(io.BytesIO(content))[ACTIONS]
    cell = page.cell(row_of(content, ACTIONS, '=HYPERLINK("http://x","点")'), WHAT)
    assert cell.data_type == "s"
    assert cell.quotePrefix
    with pytest.raises(InputError) as error:
        bring(room, content)
    assert error.value.code == "packet.error.nothing-changed"


def test_an_assignment_of_somebody_who_left_the_group_is_told_and_not_written(room):
    content = taken(room)
    row = row_of(content, TASKS, "减材料")
    returned = edited(content, put(TASKS, row, TASK, "改了"))
    with room.store.work() as db:
        db.delete(db.get_one(TeamMemberRow, room.first.person))
    preview = bring(room, returned)
    assert [one["row"] for one in preview["lapsed"]] == [row]
    merge(room, preview)
    with room.store.read() as db:
        assert db.get(TeamMemberRow, room.first.person) is None
        assert db.query(EntryRow).count() == 2


def test_dates_are_read_as_people_type_them():
    for text in ("2027-05-31", "2027/5/31", "2027年5月31日", "２０２７.５.３１"):
        assert day(text) == "2027-05-31"
    assert day("2027-02-30") is None


def test_new_notes_go_to_a_meeting_that_lies_ahead_not_to_one_that_was_never_held(room):
    with room.store.work() as db:
        make_meeting(db, room, date="2026-05-20", title="没有开成的会")
    preview = bring(room, edited(taken(room), put(PROBLEMS, 7, TEXT, "新的问题")))
    assert preview["next"] == "下次小组研讨会"
