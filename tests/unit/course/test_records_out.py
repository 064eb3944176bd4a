"""Course work that leaves the house: statements, the class's Excel file, one person's record."""

import io
import json
from datetime import UTC, datetime
from types import SimpleNamespace
from uuid import UUID

import openpyxl
import pytest
from docx import Document
from tincan import Statement

from factories import CountedQueries, make_actor, make_class, make_solo, seen, worded
from zhixing.actor import Locale, Role
from zhixing.classroom.tables import PersonRow, UnitRow
from zhixing.course.activities import CourseRecords
from zhixing.course.content import all_items
from zhixing.course.kinds import KINDS as ALL_KINDS
from zhixing.course.records_out import terms
from zhixing.course.records_out.files import class_book, class_statements, own_record, own_statements
from zhixing.course.records_out.statements import response
from zhixing.course.records_out.words import KINDS
from zhixing.course.service import answer_item, mastery, take_step
from zhixing.course.service.kept_work import class_work
from zhixing.course.service.worksheets import keep_sheet
from zhixing.course.tables import AnswerRow
from zhixing.course.units import unit_of
from zhixing.errors import RefusedError

SECRET = "我总把急事当成重要的事，上个月的投诉台账就是这样漏掉的。以后先问一句：再拖半年会怎样？"
SHEET = "u01-contract"
WRITTEN = "每周一和周四下班前翻一遍投诉台账"
CASE_WAY = ("ask", "facts", "by-problem", "in-full", "attach")
CLASS_FILES = (class_book, lambda db, actor: class_statements(db, actor, {"names": "yes"}))


def contract():
    """Return a worksheet's content with my own words in its first typed field."""
    from zhixing.course.worksheets import all_sheets

    part = all_sheets()[SHEET].parts[0]
    field = next(field for field in part.fields if field.kind.value in ("line", "text"))
    values = {field.id: WRITTEN}
    if part.repeat is not None:
        return {part.id: [values]}
    return {part.id: {part.rows[0].id: values} if part.rows else values}


def work_on_course(db, actor):
    """Let somebody do a bit of everything: right, wrong and right, a case, a reflection, a tool."""
    answer_item(db, actor, "u03-c01", {"option": "a"})
    answer_item(db, actor, "u03-c01", {"option": "c"})
    answer_item(db, actor, "u03-i08", {"value": 80})
    answer_item(db, actor, "u03-i14", {"text": SECRET})
    for at, choice in enumerate(CASE_WAY):
        take_step(db, actor, "u03-b01", at, choice)
    take_step(db, actor, "u01-b01", 0, first_choice("u01-b01"))
    keep_sheet(db, actor, SHEET, contract(), 0)


def first_choice(case):
    return all_items()[case].walk(())["now"]["choices"][0]["id"]


@pytest.fixture
def room(store):
    with store.work() as db:
        room = make_class(db)
        units = {unit.short_name: unit.id for unit in db.query(UnitRow).filter_by(classroom_id=room)}
        # The roster's order is not the order of units and strokes.
        many, few, first = (make_actor(db, room, name=name) for name in ("韩知夏", "丁雨禾", "文静宜"))
        for actor, unit, strokes in ((many, "民生科", 12), (few, "民生科", 2), (first, "办公室", 4)):
            row = db.get_one(PersonRow, actor.person)
            row.unit_id, row.strokes = units[unit], strokes
        facilitator = make_actor(db, room, Role.FACILITATOR, name="余若川")
    return SimpleNamespace(store=store, id=room, many=many, few=few, first=first, facilitator=facilitator)


@pytest.fixture
def worked(room):
    with room.store.work() as db:
        work_on_course(db, room.many)
        answer_item(db, room.first, "u03-c01", {"option": "b"})
        answer_item(db, room.facilitator, "u03-c02", {"option": "a"})
    return room


def made(room, make, actor):
    with room.store.read() as db:
        return make(db, actor)


def lines(content):
    return [json.loads(line) for line in content.decode().splitlines()]


def of_class(room, **wishes):
    return lines(made(room, lambda db, actor: class_statements(db, actor, wishes), room.facilitator)[1])


def rows_of(content, sheet):
    """Return the rows of a sheet as people see it, the hidden first one left out."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [[cell for cell in row if cell is not None] for row in book[sheet].iter_rows(2, values_only=True)]


# ---- statements ----------------------------------------------------------------------------------


def test_an_independent_reader_takes_every_statement_back_and_loses_nothing(worked):
    for names in ("yes", "no"):
        for found in of_class(worked, names=names):
            read = Statement.from_json(json.dumps(found))
            again = json.loads(read.to_json())
            again.pop("version")  # the reader's own; who sends statements leaves it to the receiver
            assert datetime.fromisoformat(again.pop("timestamp")) == datetime.fromisoformat(
                found["timestamp"]
            )
            assert again == {key: value for key, value in found.items() if key != "timestamp"}


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("id", "u03-c01"),
        ("timestamp", "yesterday"),
        ("verb", {"id": ""}),
        ("object", {"id": ""}),
        ("object", {"id": "https://x.test/1", "definition": {"interactionType": "quiz"}}),
        ("actor", {"account": {"homePage": "", "name": ""}}),
        ("context", {"registration": "class 1"}),
        ("marks", 5),
    ],
)
def test_the_independent_reader_refuses_what_is_no_statement(worked, part, value):
    broken = of_class(worked)[0] | {part: value}
    with pytest.raises((ValueError, AttributeError, TypeError)):
        Statement.from_json(json.dumps(broken))


def test_statements_keep_to_what_the_reader_does_not_look_at(worked):
    for found in of_class(worked):
        assert set(found) == {"id", "actor", "verb", "object", "result", "context", "timestamp"}
        assert UUID(found["id"]).version == 5
        assert UUID(found["context"]["registration"]).version == 5
        assert datetime.fromisoformat(found["timestamp"]).tzinfo == UTC
        assert set(found["verb"]["display"]) == {"zh-CN", "en"}
        assert found["verb"]["id"].startswith("http://adlnet.gov/expapi/verbs/")
        assert set(found["object"]["definition"].get("name", {"zh-CN": "", "en": ""})) == {"zh-CN", "en"}
        assert isinstance(found["result"]["completion"], bool)
        assert 0 <= found["result"].get("score", {"scaled": 0})["scaled"] <= 1
        assert isinstance(found["result"].get("success", True), bool)


def test_who_did_what_is_said_with_the_right_verb(worked):
    said = {
        (found["verb"]["id"].rpartition("/")[2], found["object"]["id"].removeprefix(f"{terms.HOME}/xapi/"))
        for found in of_class(worked)
        if found["actor"]["account"]["name"] == worked.many.person
    }
    assert said == {
        ("answered", "item/u03-c01"),
        ("answered", "item/u03-i08"),
        ("completed", "item/u03-i14"),
        ("completed", "item/u03-b01"),
        ("experienced", "item/u01-b01"),
        ("experienced", f"worksheet/{SHEET}"),
        ("progressed", "unit/u01"),
        ("progressed", "unit/u03"),
    }


def test_an_answer_says_its_mark_its_try_and_the_version_it_answers(worked):
    first, second = (
        found
        for found in of_class(worked)
        if found["object"]["id"].endswith("/u03-c01")
        and found["actor"]["account"]["name"] == worked.many.person
    )
    assert (first["result"], second["result"]) == (
        {"completion": True, "success": False, "score": {"scaled": 0.0}, "response": "a"},
        {"completion": True, "success": True, "score": {"scaled": 1.0}, "response": "c"},
    )
    assert second["context"]["extensions"] == {
        terms.VERSION: all_items()["u03-c01"].version,
        terms.TRY: 2,
        terms.REVIEW: 0,
    }
    assert second["object"]["definition"]["name"]["en"] == all_items()["u03-c01"].prompt.en


def test_a_second_export_repeats_the_same_statements_and_adds_what_is_new(worked):
    before = of_class(worked)
    assert of_class(worked) == before
    assert len({found["id"] for found in before}) == len(before)
    with worked.store.work() as db:
        answer_item(db, worked.first, "u03-c01", {"option": "c"})
    after = {found["id"]: found for found in of_class(worked)}
    answers = [found for found in before if found["verb"]["id"] == terms.ANSWERED]
    assert all(after[found["id"]] == found for found in answers)
    assert len([each for each in after.values() if each["verb"]["id"] == terms.ANSWERED]) == len(answers) + 1


def test_names_leave_only_when_they_are_asked_for_and_staff_never(worked):
    assert {found["actor"].get("name") for found in of_class(worked)} == {None}
    assert {found["actor"].get("name") for found in of_class(worked, names="yes")} == {"韩知夏", "文静宜"}
    assert worked.facilitator.person not in json.dumps(of_class(worked, names="yes"))


def test_answers_are_written_as_the_standard_writes_them():
    assert response({"options": ["a", "c"]}) == "a[,]c"
    assert response({"bins": {"x": "one", "y": "two"}}) == "x[.]one[,]y[.]two"
    assert response({"verdict": True, "reason": "c"}) == "true[,]c"
    assert response({"value": 80}) == "80"


def test_an_item_that_is_no_longer_there_is_told_without_what_was_written(worked):
    with worked.store.work() as db:
        for row in db.query(AnswerRow).filter_by(item_id="u03-i14"):
            row.item_id = "u03-x99"
    for names in ("yes", "no"):
        assert SECRET not in json.dumps(of_class(worked, names=names), ensure_ascii=False)
    assert SECRET not in str(rows_of(made(worked, class_book, worked.facilitator)[1], "作答记录"))
    assert SECRET in text_of(made(worked, own_record, worked.many)[1])


# ---- what is private -----------------------------------------------------------------------------


def test_what_people_write_for_themselves_is_in_no_file_of_the_class(worked):
    content = made(worked, class_book, worked.facilitator)[1]
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    statements = json.dumps(of_class(worked, names="yes"), ensure_ascii=False)
    for text in (SECRET, WRITTEN):
        assert not any(text in cell for cell in cells)
        assert text not in statements


@pytest.mark.parametrize("role", list(Role))
def test_only_those_who_keep_the_roster_get_the_files_of_the_class(worked, role):
    with worked.store.work() as db:
        actor = make_actor(db, worked.id, role, name="某人")
    allowed = role in {Role.FACILITATOR, Role.OWNER, Role.OFFICE}
    for make in (*CLASS_FILES, lambda db, actor: CourseRecords().view(db, actor, {})):
        if allowed:
            assert made(worked, make, actor)
            continue
        with pytest.raises(RefusedError) as caught:
            made(worked, make, actor)
        assert all(worded(caught.value))
    assert made(worked, own_record, actor)
    assert lines(made(worked, own_statements, actor)[1]) == []


def test_nobody_gets_another_class_s_records(worked, store):
    with store.work() as db:
        other = make_actor(db, make_class(db), Role.FACILITATOR)
    for make in CLASS_FILES:
        content = made(worked, make, other)[1]
        assert worked.many.person.encode() not in content
    assert seen(worked, CourseRecords(), other) == {"begun": 0, "people": 0}


def test_the_card_tells_how_many_have_begun_and_nothing_else(worked):
    assert seen(worked, CourseRecords(), worked.facilitator) == {"begun": 2, "people": 3}


# ---- the class's Excel file ----------------------------------------------------------------------


def test_people_stand_in_the_order_of_units_and_strokes(worked):
    name, content = made(worked, class_book, worked.facilitator)
    assert name.endswith(".xlsx")
    for sheet in ("学习进度", "目标掌握"):
        people = [row[1] for row in rows_of(content, sheet) if row and row[0] in (1, 2, 3)]
        assert people == ["文静宜", "丁雨禾", "韩知夏"]


def test_a_step_is_done_or_so_many_parts_of_it(worked):
    rows = rows_of(made(worked, class_book, worked.facilitator)[1], "学习进度")
    heads = next(row for row in rows if "先选一个" in row)
    assert "起草专题设置方案" in heads
    assert "投三票" not in heads  # nothing of it is kept
    many = next(row for row in rows if "韩知夏" in row)
    assert "完成" in many
    assert "1/2" in many  # of the scheme's two items the case is done


def test_an_objective_is_told_in_words_with_the_mean(worked):
    rows = rows_of(made(worked, class_book, worked.facilitator)[1], "目标掌握")
    many = next(row for row in rows if "韩知夏" in row)
    first = next(row for row in rows if "文静宜" in row)
    assert "已掌握（100%）" in many
    assert "还薄弱（0%）" in first
    assert "还没开始" in first
    heads = next(row for row in rows if unit_of("u03").objectives[0].text.zh in row)
    assert len([text for text in heads if text in {each.text.zh for each in unit_of("u03").objectives}]) == 8


def test_the_last_try_counts_also_when_the_clock_was_set_back_before_it(room):
    with room.store.work() as db:
        answer_item(db, room.many, "u03-c01", {"option": "a"})
        answer_item(db, room.many, "u03-c01", {"option": "c"})
        last = db.get_one(AnswerRow, (room.many.person, "u03-c01", 2))
        last.answered = "2001-01-01T00:00:00+00:00"
        unit = unit_of("u03")
        (person,) = (each for each in class_work(db, room.id).by_person().values() if each.tries)
        assert person.standings(unit) == mastery(db, room.many, unit)


def test_every_answer_is_listed_with_its_try_and_version(worked):
    rows = rows_of(made(worked, class_book, worked.facilitator)[1], "作答记录")
    own = [row for row in rows if row[0] == "u03-c01" and row[1] == "韩知夏"]
    assert [(row[3], row[5], row[6]) for row in own] == [(1, 0, "不对"), (2, 1, "对")]
    assert own[0][8] == all_items()["u03-c01"].version
    written = next(row for row in rows if row[0] == "u03-i14")
    assert "{" not in str(written)


def test_the_items_asked_stand_beside_the_answers_in_the_reader_s_language(worked):
    with worked.store.work() as db:
        reader = make_actor(db, worked.id, Role.OFFICE, locale=Locale.EN)
    rows = rows_of(made(worked, class_book, reader)[1], "Items")
    found = next(row for row in rows if row[0] == "u03-i08")
    assert found[3] == "number"
    assert found[5] == all_items()["u03-i08"].prompt.en


def test_every_kind_of_item_has_a_name():
    assert set(KINDS) == set(ALL_KINDS)


def test_the_number_of_queries_does_not_grow_with_the_class(worked):
    def queries():
        with worked.store.read() as db, CountedQueries(worked.store) as counted:
            class_work(db, worked.id)
        return counted.count

    before = queries()
    with worked.store.work() as db:
        for number in range(20):
            actor = make_actor(db, worked.id, name=f"学员{number}")
            answer_item(db, actor, "u03-c01", {"option": "c"})
    assert queries() == before


# ---- one person's own record ---------------------------------------------------------------------


def text_of(content):
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


@pytest.mark.parametrize("locale", list(Locale))
def test_the_record_holds_all_the_person_did_and_wrote(worked, locale):
    with worked.store.work() as db:
        db.get_one(PersonRow, worked.many.person).locale = locale.value
    actor = type(worked.many)(worked.many.person, worked.id, worked.many.roles, locale)
    name, content = made(worked, own_record, actor)
    text = text_of(content)
    ending = all_items()["u03-b01"].walk(CASE_WAY)["ending"]["title"]
    side = "zh" if locale is Locale.ZH else "en"
    assert name.endswith(".docx")
    for part in ("韩知夏", SECRET, WRITTEN, ending[side], all_items()["u03-i14"].prompt.to(locale)):
        assert part in text
    for objective in unit_of("u03").objectives:
        assert objective.text.to(locale) in text
    assert "100%" in text


def test_the_record_holds_nobody_else_s_work_and_invents_no_hours(worked):
    text = text_of(made(worked, own_record, worked.first)[1])
    assert SECRET not in text
    assert "韩知夏" not in text
    assert "本记录不含学时" in text


def test_a_record_without_work_says_so(worked):
    assert "还没有做过题" in text_of(made(worked, own_record, worked.few)[1])


def test_one_s_own_statements_hold_one_s_own_reflections(worked):
    own = lines(made(worked, own_statements, worked.many)[1])
    assert SECRET in json.dumps(own, ensure_ascii=False)
    assert {found["actor"]["account"]["name"] for found in own} == {worked.many.person}


def test_somebody_alone_gets_every_file(store):
    with store.work() as db:
        alone = make_solo(db)
        answer_item(db, alone, "u03-c01", {"option": "c"})
    with store.read() as db:
        assert CourseRecords().view(db, alone, {}) == {"begun": 1, "people": 1}
        for make in (*CLASS_FILES, own_record, own_statements):
            assert make(db, alone)[1]
