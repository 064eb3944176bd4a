"""Worksheets: what the data file may say, what may be written on them, and that nothing written is lost."""

import json
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from factories import make_actor, make_class, make_key, worded
from zhixing.actor import Role
from zhixing.course.activities.worksheet import WorksheetActivity
from zhixing.course.service import worksheets as service
from zhixing.course.tables import WorksheetRow
from zhixing.course.worksheets import all_sheets, gaps, known_content, read_content, read_worksheets
from zhixing.errors import ConflictError, InputError, MissingError

UNIT = """
id = "u01"
[[objective]]
id = "u01-o1"
text = { zh = "目标", en = "Objective" }
"""
SHEET = """
[[worksheet]]
id = "u01-plain"
objective = "u01-o1"
title = { zh = "对照", en = "Comparison" }
lead = { zh = "用事实写。", en = "Write facts." }
[[worksheet.part]]
id = "goal"
title = { zh = "目标", en = "Goal" }
[[worksheet.part.field]]
id = "what"
kind = "text"
label = { zh = "做什么", en = "What" }
needed = true
most = 10
guard = "slogan"
[[worksheet.part.field]]
id = "day"
kind = "date"
label = { zh = "哪天", en = "Day" }
needed = false
[[worksheet.part]]
id = "rows"
title = { zh = "逐项", en = "One by one" }
rows = [{ id = "one", text = { zh = "甲", en = "A" } }, { id = "two", text = { zh = "乙", en = "B" } }]
[[worksheet.part.field]]
id = "level"
kind = "scale"
label = { zh = "程度", en = "Level" }
needed = true
levels = [{ id = 1, text = { zh = "没有", en = "None" } }, { id = 2, text = { zh = "有", en = "Some" } }]
[[worksheet.part.field]]
id = "why"
kind = "line"
label = { zh = "凭什么", en = "Why" }
needed = false
[[worksheet.part]]
id = "more"
title = { zh = "还有", en = "More" }
repeat = [1, 3]
[[worksheet.part.field]]
id = "thing"
kind = "line"
label = { zh = "一样", en = "One thing" }
needed = true
[[worksheet.part.field]]
id = "side"
kind = "choice"
label = { zh = "哪边", en = "Side" }
needed = false
options = [
  { id = "left", text = { zh = "左", en = "Left" } }, { id = "right", text = { zh = "右", en = "Right" } }
]
"""
OFFER = """
[[worksheet]]
id = "u01-next"
objective = "u01-o1"
title = { zh = "下一步", en = "Next" }
lead = { zh = "接着写。", en = "Go on." }
document = "contract"
[[worksheet.part]]
id = "again"
title = { zh = "再写", en = "Again" }
rows = [{ id = "two", text = { zh = "乙", en = "B" } }, { id = "three", text = { zh = "丙", en = "C" } }]
[[worksheet.part.field]]
id = "why"
kind = "line"
label = { zh = "凭什么", en = "Why" }
needed = true
from = "u01-plain.rows.why"
[[worksheet.part]]
id = "sum"
title = { zh = "合起来", en = "Together" }
[[worksheet.part.field]]
id = "things"
kind = "text"
label = { zh = "几样", en = "Things" }
needed = true
from = "u01-plain.more.thing"
"""
WHOLE = {
    "goal": {"what": "由林安记 3 件", "day": "2026-11-20"},
    "rows": {"one": {"level": 1, "why": "台账"}, "two": {"level": 2}},
    "more": [{"thing": "一本册子", "side": "left"}],
}


def written(tmp_path, sheets=SHEET + OFFER, unit=UNIT):
    folder = tmp_path / "u01"
    folder.mkdir(exist_ok=True)
    (folder / "unit.toml").write_text(unit, encoding="utf-8")
    (folder / "worksheets.toml").write_text(sheets, encoding="utf-8")
    return read_worksheets(tmp_path)


@pytest.fixture
def sheets(tmp_path):
    return written(tmp_path)


@pytest.fixture
def sheet(sheets):
    return sheets["u01-plain"]


@pytest.fixture
def room(store, sheets, monkeypatch):
    monkeypatch.setattr(service, "all_sheets", lambda: sheets)
    with store.work() as db:
        classroom = make_class(db)
        return SimpleNamespace(
            store=store,
            id=classroom,
            me=make_actor(db, classroom),
            other=make_actor(db, classroom),
            facilitator=make_actor(db, classroom, Role.FACILITATOR),
        )


def keep(room, content, version=0, actor=None, sheet="u01-plain"):
    with room.store.work() as db:
        return service.keep_sheet(db, actor or room.me, sheet, content, version)


def view(room, actor=None, sheet="u01-plain"):
    with room.store.read() as db:
        return WorksheetActivity().view(db, actor or room.me, {"sheet": sheet})


# ---- the data file


@pytest.mark.parametrize(
    ("before", "after", "code", "named"),
    [
        ('lead = { zh = "用事实写。", en = "Write facts." }\n', "", "key-missing", "u01-plain"),
        (
            "needed = true\nmost = 10",
            "neded = true\nneeded = true\nmost = 10",
            "key-unknown",
            "u01-plain goal.what",
        ),
        ("needed = true\nmost = 10", "most = 10", "key-missing", "u01-plain goal.what"),
        ("needed = true\nmost = 10", 'needed = "yes"\nmost = 10', "not-yes-or-no", "u01-plain goal.what"),
        ("most = 10", "most = 0", "bad-most", "u01-plain goal.what"),
        ("most = 10", "most = 9000", "bad-most", "u01-plain goal.what"),
        ('kind = "text"', 'kind = "essay"', "unknown-kind", "essay"),
        ('kind = "text"\n', "", "key-missing", "kind"),
        ('guard = "slogan"', 'guard = "poem"', "bad-guard", "poem"),
        ('id = "goal"', 'id = "Goal!"', "bad-id", "Goal!"),
        ('id = "day"', 'id = "what"', "id-doubled", "what"),
        (
            '{ id = "two", text = { zh = "乙", en = "B" } }',
            '{ id = "two" }',
            "key-missing",
            "u01-plain rows.two",
        ),
        ("repeat = [1, 3]", "repeat = [3, 1]", "bad-repeat", "[3, 1]"),
        (
            "repeat = [1, 3]",
            'repeat = [1, 3]\nrows = [{ id = "a", text = { zh = "甲", en = "A" } }]',
            "rows-and-repeat",
            "more",
        ),
        ("{ id = 2, text", "{ id = 3, text", "bad-levels", "[1, 3]"),
        ("{ id = 2, text", '{ id = "2", text', "bad-level", "2"),
        (', { id = "right", text = { zh = "右", en = "Right" } }', "", "few-options", "more.side"),
        ('objective = "u01-o1"', 'objective = "u01-o9"', "unknown-objective", "u01-o9"),
        ('document = "contract"', 'document = "letter"', "unknown-document", "letter"),
        ('from = "u01-plain.rows.why"', 'from = "u01-plain.rows"', "bad-source", "again.why"),
        ('from = "u01-plain.rows.why"', 'from = "u01-plain.rows.level"', "no-source", "u01-plain.rows.level"),
        ('from = "u01-plain.rows.why"', 'from = "u09-x.rows.why"', "no-source", "again.why"),
        ('id = "u01-next"', 'id = "u01-plain"', "sheet-doubled", "u01-plain"),
        (
            '[[worksheet]]\nid = "u01-plain"',
            '[[sheet]]\nid = 1\n[[worksheet]]\nid = "u01-plain"',
            "no-sheets",
            "sheet",
        ),
    ],
)
def test_a_fault_of_the_file_names_its_place(tmp_path, before, after, code, named):
    text = SHEET + OFFER
    assert before in text
    with pytest.raises(InputError) as caught:
        written(tmp_path, text.replace(before, after, 1))
    assert caught.value.code == f"worksheet.error.{code}"
    for sentence in worded(caught.value):
        assert "u01/worksheets.toml" in sentence
        assert named in sentence


def test_a_text_in_one_language_names_file_worksheet_part_field_and_key(tmp_path):
    with pytest.raises(InputError) as caught:
        written(tmp_path, SHEET.replace('label = { zh = "做什么", en = "What" }', 'label = "做什么"'))
    assert all("u01-plain goal.what.label" in sentence for sentence in worded(caught.value))


def test_a_worksheet_larger_than_its_draft_may_be_is_refused(tmp_path):
    long = SHEET.replace("most = 10", "most = 2000").replace(
        'id = "why"\nkind = "line"', 'id = "why"\nkind = "text"\nmost = 2000'
    )
    with pytest.raises(InputError) as caught:
        written(tmp_path, long.replace("repeat = [1, 3]", "repeat = [1, 40]"))
    assert caught.value.code == "worksheet.error.too-large"


def test_the_course_has_worksheets_and_each_objective_is_known():
    assert all_sheets()
    for each in all_sheets().values():
        assert each.title.zh
        assert any(field.needed for part in each.parts for field in part.fields), each.id


# ---- content


def test_blank_things_are_not_kept_and_words_are_tidied(sheet):
    raw = {
        "goal": {"what": "  两行\n字 ", "day": ""},
        "rows": {"one": {"level": None, "why": " 一  条 "}, "two": {}},
        "more": [{"thing": "  "}, {"thing": "第二"}, {}],
    }
    expected = {"goal": {"what": "两行\n字"}, "rows": {"one": {"why": "一 条"}}, "more": [{"thing": "第二"}]}
    assert read_content(sheet, raw) == expected
    assert read_content(sheet, {}) == {}
    assert read_content(sheet, WHOLE) == WHOLE


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ([], "no-content"),
        ({"nothing": {}}, "not-asked"),
        ({"goal": []}, "not-asked"),
        ({"goal": {"poem": "x"}}, "not-asked"),
        ({"goal": {"what": 3}}, "not-asked"),
        ({"goal": {"what": "十一个字十一个字十一个字"}}, "too-long"),
        ({"goal": {"day": "2026-02-30"}}, "no-date"),
        ({"goal": {"day": "20261120"}}, "no-date"),
        ({"rows": {"three": {}}}, "not-asked"),
        ({"rows": {"one": {"level": 3}}}, "no-option"),
        ({"rows": {"one": {"level": True}}}, "no-option"),
        ({"rows": {"one": "x"}}, "not-asked"),
        ({"more": {"thing": "x"}}, "not-asked"),
        ({"more": ["x"]}, "not-asked"),
        ({"more": [{"thing": "x"}] * 4}, "too-many"),
        ({"more": [{"side": "middle"}]}, "no-option"),
    ],
)
def test_what_does_not_belong_there_is_refused_in_both_languages(sheet, raw, code):
    with pytest.raises(InputError) as caught:
        read_content(sheet, raw)
    assert caught.value.code == f"worksheet.error.{code}"
    assert all(worded(caught.value))


def test_latin_letters_take_half_the_room(sheet):
    assert read_content(sheet, {"goal": {"what": "a" * 20}}) == {"goal": {"what": "a" * 20}}
    with pytest.raises(InputError):
        read_content(sheet, {"goal": {"what": "a" * 21}})


def test_stored_content_survives_a_change_of_the_worksheet(sheet):
    stored = {
        "goal": {"what": "比新版允许的还要长得多的一段话", "gone": "x"},
        "left-out": {"a": 1},
        "rows": {"gone": {"why": "x"}, "one": {"level": 9, "why": "留下"}},
        "more": {"thing": "x"},
    }
    expected = {"goal": {"what": stored["goal"]["what"]}, "rows": {"one": {"why": "留下"}}, "more": []}
    assert known_content(sheet, stored) == {name: value for name, value in expected.items() if value}


def test_it_is_done_when_everything_needed_is_there(sheet):
    assert gaps(sheet, WHOLE) == []
    assert [gap.path for gap in gaps(sheet, {})] == [
        "goal.what",
        "rows.one.level",
        "rows.two.level",
        "more.0.thing",
    ]
    begun = {**WHOLE, "more": [{"thing": "一"}, {"side": "left"}]}
    assert [gap.path for gap in gaps(sheet, begun)] == ["more.1.thing"]


# ---- kept


def test_it_is_kept_at_every_pause_and_shown_again(room):
    assert view(room)["version"] == 0
    assert keep(room, {"goal": {"what": "先写一点"}}).version == 1
    assert not view(room)["done"]
    found = keep(room, WHOLE, 1)
    assert (found.version, found.done) == (2, True)
    shown = view(room)
    assert (shown["content"], shown["version"], shown["done"]) == (WHOLE, 2, True)
    again = keep(room, {**WHOLE, "goal": {}}, 2)
    assert not again.done, "what is emptied again is no longer done"


def test_the_same_again_changes_nothing(room):
    keep(room, WHOLE)
    assert keep(room, WHOLE, 0).version == 1
    with room.store.read() as db:
        assert len(db.scalars(select(WorksheetRow)).all()) == 1


def test_two_devices_of_one_person_never_overwrite_each_other(room):
    keep(room, {"goal": {"what": "一"}})
    with pytest.raises(ConflictError) as caught:
        keep(room, {"goal": {"what": "二"}}, 0)
    assert all(worded(caught.value))
    assert view(room)["content"] == {"goal": {"what": "一"}}
    assert keep(room, {"goal": {"what": "二"}}, 1).version == 2


def test_nobody_else_sees_it_and_nobody_else_is_woken(room):
    keep(room, WHOLE)
    for actor in (room.other, room.facilitator):
        assert view(room, actor)["content"] == {}
        assert "林安" not in json.dumps(view(room, actor), ensure_ascii=False)
    subjects = WorksheetActivity().subjects_for
    assert subjects(room.me) == {f"sheets-{room.me.person}"}
    assert subjects(room.me).isdisjoint(subjects(room.other))
    with room.store.work() as db:
        service.keep_sheet(db, room.other, "u01-plain", WHOLE, 0)
        assert set(db.changes) == {(room.id, "sheets"), (room.id, f"sheets-{room.other.person}")}


def test_a_page_keeps_through_the_activity(room):
    act = WorksheetActivity().act
    action = {"kind": "keep", "content": WHOLE, "version": 0}
    assert act(room.store, room.me, {"sheet": "u01-plain"}, make_key(), action) == {
        "version": 1,
        "done": True,
    }
    with pytest.raises(MissingError) as caught:
        act(room.store, room.me, {"sheet": "u09-none"}, make_key(), action)
    assert caught.value.code == "worksheet.error.no-sheet"
    with pytest.raises(MissingError):
        view(room, sheet="")


def test_what_was_written_before_is_offered_where_it_is_asked_again(room):
    assert view(room, sheet="u01-next")["offers"] == {}
    keep(
        room,
        {
            **WHOLE,
            "rows": {"one": {"why": "甲的"}, "two": {"why": "乙的"}},
            "more": [{"thing": "册子"}, {"thing": "册子"}, {"thing": "会"}],
        },
    )
    offers = view(room, sheet="u01-next")["offers"]
    assert offers == {"again.why": ["甲的"], "again.two.why": ["乙的"], "sum.things": ["册子", "会"]}
    assert view(room, room.other, "u01-next")["offers"] == {}


def test_a_remark_is_made_and_hinders_nothing(room):
    kept = keep(room, {**WHOLE, "goal": {"what": "全面提升"}})
    assert kept.done
    (remark,) = view(room)["remarks"]
    assert (remark["part"], remark["field"], remark["value"]) == ("goal", "what", "全面提升")
    assert all("全面提升" in side for side in remark["sentence"].values())


def test_only_a_paper_is_offered_as_a_paper(room):
    assert view(room)["document"] is None
    assert view(room, sheet="u01-next")["document"] == "export/worksheet.docx?sheet=u01-next"
