"""A people sheet comes into a class: preview, change, all or nothing; and the prefilled sheet that leaves."""

import io

import openpyxl
import pytest
from sqlalchemy import func, select

from factories import CountedQueries, did, make_actor, seen, worded
from people_room import make_alone, make_room, rows_of, with_scheme
from recalculating import edited
from zhixing.actor import Locale, Role
from zhixing.classroom import entry
from zhixing.classroom.classes import solo
from zhixing.classroom.people import units
from zhixing.classroom.roster import ROWS_AT_MOST
from zhixing.classroom.tables import ClassroomRow, PersonRow
from zhixing.demo.profiles import example_people
from zhixing.errors import ConflictError, FaultsError, InputError, MissingError, RefusedError
from zhixing.teams.activities.members import Members
from zhixing.teams.documents.people_sheet import people_sheet
from zhixing.teams.rules.profile import Commitment, Profile
from zhixing.teams.rules.sheet import read_sheet
from zhixing.teams.service import commitments, importing, profiles
from zhixing.teams.tables import ProfileRow

PAGE = Members(example_people)
HEAD = "姓名,单位,单位简称,职务,桌号,角色,专长,从事年限,层次,侧重,语言,志愿"


@pytest.fixture
def room(store):
    return with_scheme(make_room(store))


def sheet(*lines, file="学员.csv", head=HEAD):
    return read_sheet(file, "\r\n".join((head, *lines)).encode())


def examine(room, content, actor=None):
    with room.store.work() as db:
        return importing.examine(db, actor or room.office, content)


def apply(room, token, actor=None):
    return did(room, PAGE, actor or room.office, kind="apply", token=token)


def known(room, name):
    with room.store.read() as db:
        person = db.scalar(select(PersonRow).where(PersonRow.classroom_id == room.id, PersonRow.name == name))
        return person, profiles.kept(db, person.id, profiles.sub_topics(db, room.id))


def counts(room):
    with room.store.read() as db:
        return [db.scalar(select(func.count()).select_from(each)) for each in (PersonRow, ProfileRow)]


GOOD = (
    "甲,办公室,,主任,,,许可,8,领导,兼有,普通话,1；2",
    "戊,政务科,,科员,2,联络员,窗口,3,一线,实务,普通话、方言,3",
    "己,新科室,新科,,,,,,,,,",
    "乙,办公室,,,,,,,,,,",
)


def test_the_preview_says_who_is_new_what_changes_and_who_stays_and_changes_nothing(room):
    before = counts(room)
    found = examine(room, sheet(*GOOD))
    assert [(one["row"], one["name"], one["unit"]) for one in found["new"]] == [
        (3, "戊", "政务科"),
        (4, "己", "新科室"),
    ]
    (changed,) = found["changed"]
    cells = {cell["column"]["zh"]: (cell["before"]["zh"], cell["after"]["zh"]) for cell in changed["cells"]}
    assert changed["name"] == "甲"
    assert cells["专业专长"] == ("（空）", "许可")
    assert cells["层次"] == ("（空）", "领导")
    assert cells["志愿"] == ("（空）", "1 分课题1；2 分课题2")
    assert {cell["column"]["en"]: cell["after"]["en"] for cell in changed["cells"]}["Level"] == "Leader"
    assert (found["same"], found["absent"], found["without_unit"]) == (1, 10, [])
    assert counts(room) == before
    assert seen(room, PAGE, room.office)["preview"] == found
    assert seen(room, PAGE, room.facilitator)["preview"] is None


def test_applied_it_is_what_the_preview_said(room):
    found = examine(room, sheet(*GOOD))
    assert apply(room, found["token"]) == {"new": 2, "changed": 1}
    person, kept = known(room, "甲")
    assert person.post == "主任"
    assert kept.profile == Profile("leader", "both", "许可", 8, ("普通话",), ("s-1", "s-2"))
    person, kept = known(room, "戊")
    assert (person.seat, person.roles, person.joined) == (2, ["liaison"], False)
    assert (kept.profile.wishes, kept.profile.experience) == (("s-3",), 3)
    assert known(room, "己")[1].version == 0
    with room.store.read() as db:
        assert ("新科室", "新科") in {(each.name, each.short_name) for each in units(db, room.id)}
    assert seen(room, PAGE, room.office)["preview"] is None
    with pytest.raises(InputError) as nothing:
        examine(room, sheet(*GOOD))
    assert nothing.value.code == "members.error.sheet-nothing"
    assert all(worded(nothing.value))


def test_every_bad_row_is_named_and_nothing_is_kept_or_changed(room):
    before = counts(room)
    bad = sheet(
        "戊,政务科,,,,,,,中层,,,",
        "己,政务科,,,,,,120,,,,",
        "庚,政务科,,,,,,,,,,9",
        "辛,政务科,,,,,,,,,,1、2、3、1",
        "甲,办公室,,,,,,,,,,",
        "甲,县中心办公室,,,,,,,,,,",
        "壬,政务科,,,,领导,,,,,,",
        "癸,政务科,,,,,,,,,,",
    )
    with pytest.raises(FaultsError) as found:
        examine(room, bad)
    places = [(fault.code, fault.location.row) for fault in found.value.faults]
    assert places == [
        ("members.error.sheet-level", 2),
        ("members.error.sheet-years", 3),
        ("members.error.sheet-wish", 4),
        ("members.error.sheet-wishes", 5),
        ("members.error.sheet-same", 7),
        ("staff.error.leader-named", 8),
    ]
    for sentence in worded(found.value):
        assert len(sentence.split("\n")) == 7
        assert "学员.csv" in sentence
    assert counts(room) == before
    assert seen(room, PAGE, room.office)["preview"] is None


def test_a_preview_that_is_not_what_stands_any_more_is_not_applied(room):
    found = examine(room, sheet(*GOOD))
    with room.store.work() as db:
        profiles.save_profile(
            db, room.facilitator, room.learners[0].person, Profile(specialty="督查"), {}, seen_version=0
        )
    with pytest.raises(ConflictError) as moved:
        apply(room, found["token"])
    assert all(worded(moved.value))
    assert known(room, "甲")[1].profile.specialty == "督查"
    again = seen(room, PAGE, room.office)["preview"]
    assert again["token"] != found["token"]
    cells = {cell["column"]["zh"]: cell["before"]["zh"] for cell in again["changed"][0]["cells"]}
    assert cells["专业专长"] == "督查"
    apply(room, again["token"])
    assert known(room, "甲")[1].profile.specialty == "许可"


def test_a_preview_whose_rows_do_not_fit_any_more_says_so_and_is_not_applied(room):
    examine(room, sheet("戊,,,,,,许可,,,,,"))
    with room.store.work() as db:
        for name in ("政务科", "民生科"):
            unit = next(each.id for each in units(db, room.id) if each.short_name == name)
            made = make_actor(db, room.id, name="戊")
            db.get_one(PersonRow, made.person).unit_id = unit
    again = seen(room, PAGE, room.office)["preview"]
    assert again["moved"] is True
    with pytest.raises(ConflictError):
        apply(room, again["token"])


def test_a_preview_dropped_or_applied_is_gone(room):
    found = examine(room, sheet(*GOOD))
    did(room, PAGE, room.office, kind="discard")
    with pytest.raises(MissingError) as gone:
        apply(room, found["token"])
    assert all(worded(gone.value))


@pytest.mark.parametrize("who", ["boss", "convenor", "expert", "liaison", "head"])
def test_nobody_else_brings_a_sheet_in_or_takes_one_away(room, who):
    actor = getattr(room, who)
    with pytest.raises(RefusedError):
        examine(room, sheet(*GOOD), actor)
    with pytest.raises(RefusedError):
        apply(room, "token", actor)
    with pytest.raises(RefusedError), room.store.read() as db:
        people_sheet(db, actor)


def test_somebody_without_a_unit_is_taken_and_pointed_out(room):
    found = examine(room, sheet("无名,,,,,,,,,,,", "无二,,,,,,,,,,,"))
    assert [(one["row"], one["name"]) for one in found["without_unit"]] == [(2, "无名"), (3, "无二")]
    apply(room, found["token"])
    person, _ = known(room, "无名")
    assert person.unit_id is None
    view = seen(room, PAGE, room.office)
    assert "unit" in next(one for one in view["people"] if one["name"] == "无名")["missing"]


def test_one_name_in_two_units_is_two_people_who_can_be_told_apart(room):
    found = examine(room, sheet("甲,政务科,,,,,许可,,,,,"))
    assert found["namesakes"] == [{"row": 2, "name": "甲", "unit": "政务科", "others": ["办公室"]}]
    apply(room, found["token"])
    both = [one for one in seen(room, PAGE, room.office)["people"] if one["name"] == "甲"]
    assert sorted(one["short"] for one in both) == ["办公室", "政务科"]


def test_a_unit_is_given_to_somebody_who_had_none(room):
    found = examine(room, sheet("Ann,另设办,另办,,,,许可,,,,,"))
    assert not found["new"]
    apply(room, found["token"])
    person, kept = known(room, "Ann")
    assert (person.id, kept.profile.specialty) == (room.english.person, "许可")
    with room.store.read() as db:
        assert next(each for each in units(db, room.id) if each.id == person.unit_id).short_name == "另办"


def test_a_role_the_office_may_not_give_and_ones_own_are_refused_by_row(room):
    for line, code in (
        ("办公室同志,,,,,促进师,,,,,,", "own-role"),
        ("乙,办公室,,,,促进师,,,,,,", "not-allowed"),
    ):
        with pytest.raises(FaultsError) as found:
            examine(room, sheet(line))
        assert found.value.faults[0].code.endswith(code)
        assert (found.value.faults[0].location.row, found.value.faults[0].location.field) == (2, "角色")
    found = examine(room, sheet("乙,办公室,,,,领导,,,,,,"), room.facilitator)
    apply(room, found["token"], room.facilitator)
    assert known(room, "乙")[0].roles == ["leader"]


def test_part_of_a_class_leaves_the_order_and_puts_new_people_behind(room):
    before = [one["name"] for one in seen(room, PAGE, room.office)["people"]]
    found = examine(room, sheet("新一,办公室,,,,,,,,,,", "乙,办公室,,科员,,,,,,,,"))
    apply(room, found["token"])
    after = [one["name"] for one in seen(room, PAGE, room.office)["people"]]
    assert [name for name in after if name != "新一"] == before
    assert after[after.index("新一") - 1] == "甲" or after.index("新一") > after.index("丁")


def test_the_whole_class_stands_as_in_the_sheet(room):
    names = [row.name for row in rows_of(room).values()]
    lines = [f"{name},办公室,,,,,,,,,," for name in ("丁", "丙", "乙", "甲")]
    others = [f"{name},,,,,,,,,,," for name in names if name not in {"甲", "乙", "丙", "丁"}]
    found = examine(room, sheet(*lines, *others, "新,办公室,,,,,,,,,,"))
    assert found["absent"] == 0
    apply(room, found["token"])
    shown = [one["name"] for one in seen(room, PAGE, room.office)["people"] if one["short"] == "办公室"]
    assert shown == ["丁", "丙", "乙", "甲", "新"]


def test_the_prefilled_sheet_comes_back_as_it_left(room):
    apply(room, examine(room, sheet(*GOOD))["token"])
    for actor in (room.office, room.facilitator):
        with room.store.read() as db:
            name, content = people_sheet(db, actor)
        assert name.endswith(".xlsx")
        with pytest.raises(InputError) as found:
            examine(room, read_sheet(name, content), actor)
        assert found.value.code == "members.error.sheet-nothing"


def test_the_prefilled_sheet_comes_back_in_english_too(room):
    with room.store.work() as db:
        runner = make_actor(db, room.id, Role.FACILITATOR, name="Bea", locale=Locale.EN)
    apply(room, examine(room, sheet(*GOOD))["token"])
    with room.store.read() as db:
        name, content = people_sheet(db, runner)

    def change(book):
        page = book.worksheets[0]
        at = {page.cell(2, column).value: column for column in range(1, page.max_column + 1)}
        row = next(number for number in range(3, 40) if page.cell(number, 1).value == "戊")
        page.cell(row, at["Outlook"]).value = "Both"
        page.cell(row, at["Second wish"]).value = "2"
        page.cell(row, at["Years in the field"]).value = 4

    found = examine(room, read_sheet(name, edited(content, change)), runner)
    assert [one["name"] for one in found["changed"]] == ["戊"]
    apply(room, found["token"], runner)
    profile = known(room, "戊")[1].profile
    assert (profile.outlook, profile.wishes, profile.experience) == ("both", ("s-3", "s-2"), 4)


def test_the_prefilled_sheet_has_lists_to_choose_from(room):
    with room.store.read() as db:
        content = people_sheet(db, room.office)[1]
    page = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    lists = " ".join(rule.formula1 for rule in page.data_validations.dataValidation if rule.type == "list")
    for word in ("领导", "一线", "兼有", "组长", "1 分课题1"):
        assert word in lists


def test_the_prefilled_sheet_tells_nothing_of_who_takes_part(room):
    def leaving():
        with room.store.read() as db:
            book = openpyxl.load_workbook(io.BytesIO(people_sheet(db, room.office)[1]))
        return [[cell.value for cell in row] for page in book.worksheets for row in page.iter_rows()]

    before = leaving()
    with room.store.work() as db:
        commitments.answer(db, room.learners[0], Commitment("no", 3, "能带来的", "家里有事"))
    assert leaving() == before


def test_a_full_class_fits_the_preview_and_takes_as_many_queries_as_a_small_one(room):
    def lines(count):
        who = [f"姓名{n * 7919 % 100_003},单位{n % 90}号办公室,,职务{n % 13}" for n in range(count)]
        what = [f"{n % 40 + 1},,专长第{n}项,{n % 40},一线,实务,普通话,{n % 3 + 1}" for n in range(count)]
        return [f"{first},{rest}" for first, rest in zip(who, what, strict=True)]

    def queries(count):
        with CountedQueries(room.store) as counted:
            examine(room, sheet(*lines(count)))
        return counted.count

    assert queries(ROWS_AT_MOST) == queries(4)


def test_a_sheet_of_ones_own_colleagues_comes_in_for_somebody_alone(store):
    with store.work() as db:
        me, _ = solo(db, "我")
    alone = make_alone(store)
    alone.id, alone.me = me.classroom, me
    found = examine(alone, sheet("甲,办公室,,,,,许可,,,,,", "乙,政务科,,,,,,,,,,"), me)
    apply(alone, found["token"], me)
    with store.work() as db:
        again, fresh = solo(db, "我")
        assert db.get_one(ClassroomRow, me.classroom).kind == "solo"
    assert (again.person, fresh) == (me.person, False)
    with store.read() as db:
        assert len(profiles.candidates(db, me.classroom)) == 3


def test_whoever_comes_in_by_the_sheet_joins_by_name(room):
    apply(room, examine(room, sheet(*GOOD))["token"])
    with room.store.work() as db:
        row, pin = entry.join(db, db.get_one(ClassroomRow, room.id), "戊")
        assert row.joined
        assert pin
