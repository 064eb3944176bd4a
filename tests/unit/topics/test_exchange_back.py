"""An edited Excel file comes back: what it would change, every wrong row by name, all of it or nothing."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factories import (
    CRITERIA,
    did,
    make_actor,
    make_class,
    make_proposal,
    make_topics,
    open_votes,
    seen,
    worded,
)
from recalculating import edited
from zhixing.actor import Locale, Role
from zhixing.classroom import ballots
from zhixing.classroom.tables import ClassroomRow
from zhixing.errors import ConflictError, FaultsError, InputError, MissingError, RefusedError
from zhixing.topics import service
from zhixing.topics.activities import Exchange
from zhixing.topics.exchange.facts import TAKE_HOME, TOPICS
from zhixing.topics.exchange.read import read_returned
from zhixing.topics.exchange.write import write_book, write_take_home
from zhixing.topics.rules import Judgement, Unknown, Verdict
from zhixing.topics.rules.table_advice import Advice
from zhixing.topics.service import judge_condition, propose_topic, revise_topic
from zhixing.topics.service.conditions import verdict_rows
from zhixing.topics.service.exchange import apply, class_book, examine, standing, table_home
from zhixing.topics.service.proposals import assign_seats, parts_of
from zhixing.topics.service.setting import class_policy
from zhixing.topics.service.setting import weights as weights_of
from zhixing.topics.service.table_advice import advice_of, save_advice

FILE = "选题数据.xlsx"
TITLE, STATEMENT, KIND, ORIGIN, SOURCE, OWNER, UNIT, UNITS = range(3, 11)
"""Columns of the sheet of topics."""


@pytest.fixture
def topics(room):
    with room.store.work() as db:
        return make_topics(db, room.first, 3)


def book(room, locale=Locale.ZH):
    with room.store.read() as db:
        return write_book(class_book(db, room.facilitator), locale)


def home(room, actor=None):
    with room.store.read() as db:
        return write_take_home(table_home(db, actor or room.first), Locale.ZH)


def bring(room, content, kind=TOPICS, actor=None):
    """Bring a file in and return what it would change."""
    returned = read_returned(kind, FILE, content)
    with room.store.work() as db:
        return examine(db, actor or room.facilitator, returned)


def put(sheet, row, column, value):
    def change(workbook):
        workbook[sheet].cell(row, column).value = value

    return change


def refused(room, content, kind=TOPICS, actor=None):
    """Bring in a file that cannot be taken and return its faults, worded in Chinese."""
    with pytest.raises(FaultsError) as error:
        bring(room, content, kind, actor)
    zh, en = worded(error.value)
    assert len(en.split("\n")) == len(zh.split("\n"))
    return zh.split("\n")[1:]


def row_of(room, topic):
    with room.store.read() as db:
        return next(row for row in service.all_topics(db, room.id) if row.id == topic)


@pytest.mark.parametrize("locale", list(Locale))
def test_a_file_that_nobody_edited_changes_nothing(room, topics, locale):
    with pytest.raises(InputError) as error:
        bring(room, book(room, locale))
    assert error.value.code == "exchange.error.nothing-changed"
    with pytest.raises(InputError):
        bring(room, home(room), TAKE_HOME, room.first)


_texts = st.text(min_size=1, max_size=60).filter(lambda text: text.strip() and text.isprintable())


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(title=_texts, statement=_texts, units=st.lists(_texts, max_size=3))
def test_whatever_is_written_goes_out_and_comes_back_the_same(room, title, statement, units):
    with room.store.work() as db:
        proposal = make_proposal(title, statement=statement, expected_units=tuple(units))
        propose_topic(db, room.first, proposal)
    with pytest.raises(InputError) as error:
        bring(room, book(room))
    assert error.value.code == "exchange.error.nothing-changed"


def test_an_edited_cell_is_shown_before_and_after_and_changed_when_confirmed(room, topics):
    content = edited(book(room), put("题目", 3, TITLE, "更清楚的题目"))
    preview = bring(room, content)
    (change,) = preview["changes"]
    assert change["row"] == 3
    assert change["column"]["zh"] == "题目"
    assert (change["before"]["zh"], change["after"]["zh"]) == ("题目1", "更清楚的题目")
    assert row_of(room, topics[0]).title == "题目1"
    with room.store.work() as db:
        apply(db, room.facilitator, preview["token"])
    assert row_of(room, topics[0]).title == "更清楚的题目"
    assert row_of(room, topics[0]).version == 2
    with room.store.read() as db:
        assert standing(db, room.facilitator) is None


def test_words_of_a_list_are_taken_in_either_language(room, topics):
    def change(workbook):
        workbook["题目"].cell(3, KIND).value = "project"
        workbook["题目"].cell(4, KIND).value = " 任务 "

    preview = bring(room, edited(book(room), change))
    assert [one["after"]["en"] for one in preview["changes"]] == ["Project", "Task"]


def test_a_new_row_becomes_a_new_topic(room, topics):
    def change(workbook):
        values = ["新题目", "谁遇到什么", "问题", "学员提出", "", "王一", "县中心民生科", "甲科；乙科、丙科"]
        for column, value in enumerate(values, start=TITLE):
            workbook["题目"].cell(6, column).value = value

    preview = bring(room, edited(book(room), change))
    assert {one["new"] for one in preview["changes"]} == {True}
    with room.store.work() as db:
        apply(db, room.facilitator, preview["token"])
        row = service.all_topics(db, room.id)[-1]
        assert (row.title, row.expected_units) == ("新题目", ["甲科", "乙科", "丙科"])


WRONG = [
    (put("题目", 3, TITLE, None), "第 3 行", "请写出题目"),
    (put("题目", 4, TITLE, "长" * 121), "第 4 行", "最多 120 个字"),
    (put("题目", 3, TITLE, "=1+1"), "第 3 行，“题目”", "公式"),
    (put("题目", 3, KIND, "怪题"), "第 3 行，“类型”", "怪题"),
    (put("题目", 3, 1, "t-nothing"), "第 3 行，“编号”", "t-nothing"),
    (put("题目", 9, TITLE, "只有题目的新行"), "第 9 行", "从列表中选"),
    (put("权重", 3, 3, "很重"), "第 3 行，“权重”", "很重"),
    (put("权重", 3, 3, -1), "第 3 行，“权重”", "-1"),
]


@pytest.mark.parametrize(("change", "place", "what"), WRONG)
def test_every_wrong_row_is_named(room, topics, change, place, what):
    (fault,) = refused(room, edited(book(room), change))
    assert FILE in fault
    assert place in fault
    assert what in fault


def test_all_faults_are_told_at_once_and_nothing_is_kept(room, topics):
    def change(workbook):
        workbook["题目"].cell(3, TITLE).value = ""
        workbook["题目"].cell(4, 1).value = "另一个编号"
        workbook["题目"].cell(5, TITLE).value = "好的题目"
        workbook["权重"].cell(4, 3).value = "多"

    assert len(refused(room, edited(book(room), change))) == 3
    assert row_of(room, topics[2]).title == "题目3"
    with room.store.read() as db:
        assert standing(db, room.facilitator) is None


def test_the_same_id_twice_is_named_with_the_first_row(room, topics):
    content = edited(book(room), put("题目", 4, 1, topics[0]))
    faults = refused(room, content)
    assert any("第 4 行" in fault and "第 3 行重复" in fault for fault in faults)


def test_a_row_that_was_deleted_withdraws_nothing_and_is_mentioned(room, topics):
    def change(workbook):
        workbook["题目"].delete_rows(4)
        workbook["题目"].cell(3, TITLE).value = "改过的"

    preview = bring(room, edited(book(room), change))
    assert preview["gone"] == 1
    assert [one["row"] for one in preview["changes"]] == [3]


def test_missing_columns_are_named(room, topics):
    with pytest.raises(InputError) as error:
        bring(room, edited(book(room), lambda workbook: workbook["题目"].delete_cols(OWNER, 2)))
    zh, en = worded(error.value)
    assert "责任人, 责任单位" in zh
    assert "责任人, 责任单位" in en  # as the file's own headings call them


def test_the_other_kind_of_file_another_class_and_another_table_are_refused(room, topics):
    with room.store.work() as db:
        other = make_class(db)
        stranger = make_actor(db, other, Role.FACILITATOR)
    for content, kind, actor, slug in [
        (home(room), TOPICS, room.facilitator, "is-take-home"),
        (book(room), TAKE_HOME, room.first, "is-book"),
        (edited(book(room), put("题目", 3, TITLE, "x")), TOPICS, stranger, "other-class"),
        (edited(home(room), put("条件", 3, 5, "可以")), TAKE_HOME, room.second, "other-table"),
    ]:
        with pytest.raises(InputError) as error:
            bring(room, content, kind, actor)
        assert error.value.code == f"exchange.error.{slug}"
        worded(error.value)


def test_who_may_not_enter_paper_may_not_bring_the_file(room, topics):
    content = edited(book(room), put("题目", 3, TITLE, "x"))
    for actor in (room.first, room.leader, room.learners[0]):
        with pytest.raises(RefusedError):
            bring(room, content, actor=actor)


def test_a_cell_changed_by_others_after_the_export_is_named(room, topics):
    content = edited(book(room), put("题目", 3, TITLE, "我改的"))
    with room.store.work() as db:
        revise_topic(db, room.first, topics[0], make_proposal("别人改的", "民生科"))
    (fault,) = refused(room, content)
    assert "第 3 行，“题目”" in fault
    assert "别人改的" in fault


def test_another_cell_changed_by_others_stays_as_they_wrote_it(room, topics):
    content = edited(book(room), put("题目", 3, TITLE, "我改的"))
    with room.store.work() as db:
        row = next(row for row in service.all_topics(db, room.id) if row.id == topics[0])
        revise_topic(
            db, room.first, topics[0], make_proposal(row.title, row.owner_unit, statement="别人写的")
        )
    preview = bring(room, content)
    with room.store.work() as db:
        apply(db, room.facilitator, preview["token"])
    assert (row_of(room, topics[0]).title, row_of(room, topics[0]).statement) == ("我改的", "别人写的")


def test_what_changes_between_preview_and_confirmation_stops_everything(room, topics):
    def change(workbook):
        workbook["题目"].cell(3, TITLE).value = "一"
        workbook["题目"].cell(4, TITLE).value = "二"

    preview = bring(room, edited(book(room), change))
    with room.store.work() as db:
        revise_topic(db, room.first, topics[1], make_proposal("抢先一步"))
    with pytest.raises(ConflictError) as error, room.store.work() as db:
        apply(db, room.facilitator, preview["token"])
    assert error.value.location.row == 4
    assert row_of(room, topics[0]).title == "题目1"


def test_a_preview_is_its_owners_alone_and_applied_once(room, topics):
    preview = bring(room, edited(book(room), put("题目", 3, TITLE, "一次")))
    activity = Exchange()
    assert seen(room, activity, room.facilitator)["preview"]["token"] == preview["token"]
    assert seen(room, activity, room.first)["preview"] is None
    with pytest.raises(ConflictError):
        did(room, activity, room.facilitator, kind="apply", token="another")
    did(room, activity, room.facilitator, kind="apply", token=preview["token"])
    with pytest.raises(MissingError):
        did(room, activity, room.facilitator, kind="apply", token=preview["token"])


def test_a_preview_can_be_put_away(room, topics):
    bring(room, edited(book(room), put("题目", 3, TITLE, "不要了")))
    did(room, Exchange(), room.facilitator, kind="discard")
    assert seen(room, Exchange(), room.facilitator)["preview"] is None
    assert row_of(room, topics[0]).title == "题目1"


def test_weights_are_taken_until_rating_begins(room, topics):
    content = edited(book(room), put("权重", 3, 3, 2))
    preview = bring(room, content)
    assert [one["after"]["zh"] for one in preview["changes"]] == ["2"]
    with room.store.work() as db:
        apply(db, room.facilitator, preview["token"])
        found = weights_of(class_policy(db, room.id))
    assert found["importance"] == pytest.approx(0.75, abs=1e-4)
    with room.store.work() as db:
        ballots.open_window(db, room.facilitator, service.RATINGS, service.rating_subject(db, room.id))
    (fault,) = refused(room, edited(book(room), put("权重", 3, 3, 5)))
    assert "第 3 行，“权重”" in fault


def test_a_topic_being_voted_on_is_refused_by_its_row(room):
    with room.store.work() as db:
        open_votes(db, room, 3)
    (fault,) = refused(room, edited(book(room), put("题目", 4, TITLE, "改")))
    assert "第 4 行" in fault


@pytest.fixture
def rating(room, topics):
    with room.store.work() as db:
        subject = service.rating_subject(db, room.id)
        return ballots.open_window(db, room.facilitator, service.RATINGS, subject).id


def marks(workbook, row, values, mark=None):
    for column, value in enumerate(values, start=3):
        workbook["评分"].cell(row, column).value = value
    if mark is not None:
        workbook["评分"].cell(row, 2).value = mark


def test_new_paper_rows_become_one_batch(room, rating):
    def change(workbook):
        marks(workbook, 4, [5, 4, 3, 2, 1, 5, 4, 3, 2])
        marks(workbook, 6, ["５", None, None, 3, None, None, None, None, 1])

    preview = bring(room, edited(book(room), change))
    assert preview["paper"] == 2
    with room.store.work() as db:
        apply(db, room.facilitator, preview["token"])
    with room.store.read() as db:
        found = [ballot["scores"] for ballot in ballots.contents(db, rating)]
        topics = next(iter(ballots.contents(db, rating)))["scores"]
    assert sorted(len([mark for given in one.values() for mark in given.values()]) for one in found) == [3, 9]
    assert all(set(given) <= set(CRITERIA) for given in topics.values())


def test_marks_that_cannot_be_taken_are_named_by_row_and_column(room, rating):
    def change(workbook):
        marks(workbook, 4, [9, 4, 3])
        marks(workbook, 5, [5, "四", 3])
        marks(workbook, 6, [5, 4.5])
        marks(workbook, 7, [3], mark="已收")
        workbook["评分"].cell(8, 3).value = "=1+2"

    faults = refused(room, edited(book(room), change))
    assert len(faults) == 5
    for row, words in {
        4: ["重要性", "9 分", "1 到 5"],
        5: ["紧迫性", "四"],
        6: ["紧迫性", "4.5"],
        7: ["性质", "新增纸票"],
        8: ["重要性", "=1+2"],
    }.items():
        (fault,) = [each for each in faults if f"第 {row} 行" in each]
        assert all(word in fault for word in words), fault


def test_more_paper_than_the_class_has_people_is_refused(room, rating):
    def change(workbook):
        for row in range(4, 30):
            marks(workbook, row, [3] * 9)

    (fault,) = refused(room, edited(book(room), change))
    assert "26 张" in fault
    assert "12 人" in fault
    with room.store.read() as db:
        assert ballots.contents(db, rating) == []


def test_a_ballot_that_was_cast_cannot_be_changed_in_the_sheet(room, rating):
    with room.store.work() as db:
        for number, voter in enumerate(room.learners):
            scores = {topic: dict.fromkeys(CRITERIA, 1 + number % 5) for topic in _rated(db, rating)}
            service.rate_topics(db, voter, rating, f"{number:032x}", scores)
        ballots.reveal(db, room.facilitator, rating)
    content = book(room)
    with pytest.raises(InputError):
        bring(room, content)
    (fault,) = refused(
        room,
        edited(
            content,
            lambda workbook: put("评分", 5, 3, 5 if workbook["评分"].cell(5, 3).value != 5 else 1)(workbook),
        ),
    )
    assert "第 5 行" in fault
    assert "B02" in fault

    def added(workbook):
        workbook["评分"].cell(13, 1).value = "P01"
        marks(workbook, 13, [3] * 9, mark="新增纸票")

    assert "已经结束" in refused(room, edited(content, added))[0]


def _rated(db, window):
    from zhixing.classroom.tables import WindowRow

    return db.get_one(WindowRow, window).subject["topics"]


def test_a_table_brings_its_file_back(room, topics):
    with room.store.work() as db:
        assign_seats(db, room.facilitator)
        own = next(row for row in service.all_topics(db, room.id) if row.seat == 1)
    content = home(room)
    rows = read_returned(TAKE_HOME, FILE, content)
    assert rows.seat == 1

    def change(workbook):
        workbook["题目"].cell(3, 4).value = "开餐馆的人材料要交三遍"
        workbook["题目"].cell(3, 9).value = "三个窗口各收什么"
        workbook["条件"].cell(3, 5).value = "需修改"
        workbook["条件"].cell(3, 6).value = "范围太宽"

    preview = bring(room, edited(content, change), TAKE_HOME, room.first)
    assert {one["column"]["zh"] for one in preview["changes"]} == {
        "谁遇到了什么",
        "还不知道什么",
        "判断",
        "理由",
    }
    with room.store.work() as db:
        apply(db, room.first, preview["token"])
    row = row_of(room, own.id)
    assert parts_of(row).unknown == "三个窗口各收什么"
    assert "开餐馆的人材料要交三遍" in row.statement
    with room.store.read() as db:
        (verdict,) = verdict_rows(db, service.all_topics(db, room.id))
    assert (verdict.verdict, verdict.reason, verdict.judge) == ("revise", "范围太宽", "seat-1")


def test_what_a_table_has_found_to_ask_joins_its_advice(room, topics):
    with room.store.work() as db:
        assign_seats(db, room.facilitator)
        known = Unknown("各窗口收什么", "林安", "5日")
        save_advice(db, room.first, Advice("政务科", "影响大", "", (known,)), 0)
    content = home(room)

    def change(workbook):
        workbook["待查事项"].cell(3, 4).value = "8日"
        workbook["待查事项"].cell(5, 2).value = "数据口径由谁定"

    edited_file = edited(content, change)
    preview = bring(room, edited_file, TAKE_HOME, room.first)
    assert [(one["column"]["zh"], one["after"]["zh"]) for one in preview["changes"]] == [
        ("哪天以前", "8日"),
        ("查什么", "数据口径由谁定"),
    ]
    with room.store.work() as db:
        apply(db, room.first, preview["token"])
        said = Advice.parse(advice_of(db, room.id, 1).content)
    assert said.lead_unit == "政务科"
    assert [(one.what, one.when) for one in said.unknowns] == [
        ("各窗口收什么", "8日"),
        ("数据口径由谁定", ""),
    ]
    with room.store.work() as db:
        save_advice(db, room.first, Advice("政务科", "影响大", "", (Unknown("别的", "", ""),)), 2)
    (fault,) = refused(room, edited_file, TAKE_HOME, room.first)
    assert "待查事项" in fault


def test_faults_of_a_tables_file_are_named(room, topics):
    with room.store.work() as db:
        assign_seats(db, room.facilitator)

    def change(workbook):
        workbook["条件"].cell(3, 5).value = "不宜"
        workbook["条件"].cell(4, 6).value = "只有理由"
        workbook["条件"].cell(5, 5).value = "也许"
        workbook["题目"].cell(9, 3).value = "加一个"

    faults = refused(room, edited(home(room), change), TAKE_HOME, room.first)
    for row, word in {3: "一句理由", 4: "没有选", 5: "也许", 9: "不能增加题目"}.items():
        assert any(f"第 {row} 行" in fault and word in fault for fault in faults), (row, faults)


def test_a_verdict_given_at_the_table_meanwhile_is_not_overwritten(room, topics):
    content = edited(home(room), put("条件", 3, 5, "可以"))
    preview = bring(room, content, TAKE_HOME, room.first)
    with room.store.work() as db:
        judgement = Judgement(Verdict.NO, "现场又看了")
        topic = table_home(db, room.first).verdicts[0].topic
        judge_condition(db, room.first, topic, "feasibility", judgement, seen_version=0)
    with pytest.raises(ConflictError) as error, room.store.work() as db:
        apply(db, room.first, preview["token"])
    assert error.value.location.row == 3


def test_one_person_alone_takes_everything_home_and_back(store):
    from types import SimpleNamespace

    from factories import make_solo

    with store.work() as db:
        alone = make_solo(db)
        make_topics(db, alone, 2)
        room = SimpleNamespace(store=store, id=alone.classroom, facilitator=alone, first=alone)
        assert db.get_one(ClassroomRow, alone.classroom).kind == "solo"
    preview = bring(room, edited(home(room), put("题目", 3, 3, "自己改的")), TAKE_HOME, alone)
    with store.work() as db:
        apply(db, alone, preview["token"])
        assert service.all_topics(db, room.id)[0].title == "自己改的"
