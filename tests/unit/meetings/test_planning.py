from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from factories import CountedQueries, make_actor, make_class, make_proposal, make_solo, make_store, worded
from zhixing.actor import Locale, Role
from zhixing.errors import ConflictError, FaultsError, InputError, MissingError, RefusedError
from zhixing.meetings.rules.plan import Day, Form, Plan, Setting
from zhixing.meetings.rules.series import DayRule, Rhythm
from zhixing.meetings.service import planning
from zhixing.meetings.service.meetings import State, meetings_of, plan_of
from zhixing.meetings.service.planning import Heading, SeriesDraft
from zhixing.meetings.tables import MeetingRow, MeetingRunRow, NoteRow
from zhixing.records import new_id
from zhixing.records.clock import utc_now
from zhixing.teams.tables import TeamMemberRow, TeamRow
from zhixing.topics.rules import Origin
from zhixing.topics.rules.scheme import Setting as SchemeSetting
from zhixing.topics.service import propose_topic
from zhixing.topics.service.scheme import save_part, scheme_of


def _team(db, classroom, seat, people):
    row = TeamRow(id=new_id(), classroom_id=classroom, seat=seat, name=f"第{seat}组")
    db.add(row)
    db.flush()
    db.add_all(TeamMemberRow(person_id=one.person, team_id=row.id, classroom_id=classroom) for one in people)
    db.flush()
    return row.id


@pytest.fixture
def room(store):
    with store.work() as db:
        classroom = make_class(db)
        leaders = [
            make_actor(db, classroom, Role.LEARNER, Role.GROUP_LEADER, name=f"组长{n}") for n in (1, 2)
        ]
        learners = [make_actor(db, classroom, name=f"学员{n}") for n in range(9)]
        return SimpleNamespace(
            store=store,
            id=classroom,
            facilitator=make_actor(db, classroom, Role.FACILITATOR, name="促进师"),
            office=make_actor(db, classroom, Role.OFFICE, name="执行办公室"),
            convenor=make_actor(db, classroom, Role.CONVENOR, name="召集人"),
            leaders=leaders,
            learners=learners,
            one=_team(db, classroom, 1, [leaders[0], *learners[:5]]),
            two=_team(db, classroom, 2, [leaders[1], *learners[5:]]),
        )


def made(room, actor=None, kind="group-seminar", team="one", day="2026-09-15", starts="09:00", title="研讨"):
    with room.store.work() as db:
        team_id = getattr(room, team) if team else None
        who = actor or room.facilitator
        return planning.create_meeting(
            db, who, kind, team_id, Heading(title, day, "二楼会议室"), starts=starts
        ).id


def row_of(room, meeting):
    with room.store.read() as db:
        return db.get(MeetingRow, meeting)


def save(room, meeting, plan, actor=None, heading=None, version=None):
    row = row_of(room, meeting)
    shown = heading or Heading(row.title, row.date or "", row.place)
    with room.store.work() as db:
        return planning.save_meeting(
            db, actor or room.facilitator, meeting, shown, plan, seen_version=version or row.version
        )


def test_a_meeting_is_made_for_the_people_there_are(room):
    row = row_of(room, made(room))
    progress = plan_of(row).get("progress")
    assert progress.each == 13.5  # 90 minutes less a tenth, six people
    assert (row.state, row.team_id, row.kind, row.starts) == (
        State.PLANNED,
        room.one,
        "group-seminar",
        "09:00",
    )
    workshop = plan_of(row_of(room, made(room, kind="class-workshop", team="", day="2026-10-12")))
    assert workshop.get("stage-so-far").setting is Setting.GROUPS
    assert workshop.get("stage-so-far").each == 9  # the larger group has six


@pytest.mark.parametrize("role", ["facilitator", "office", "convenor"])
def test_those_at_home_in_every_group_plan_for_all(room, role):
    actor = getattr(room, role)
    assert made(room, actor)
    assert made(room, actor, kind="kick-off", team="", day="2026-09-01")


def test_a_group_leader_plans_for_the_own_group_only(room):
    leader = room.leaders[0]
    meeting = made(room, leader)
    for team in ("two", ""):
        with pytest.raises(RefusedError):
            made(room, leader, kind="structured-discussion", team=team)
    theirs = made(room, team="two")
    with pytest.raises(RefusedError):
        save(room, theirs, plan_of(row_of(room, theirs)), leader)
    with room.store.work() as db, pytest.raises(RefusedError):
        planning.delete_meeting(db, leader, theirs, 1)
    with room.store.work() as db, pytest.raises(RefusedError):
        planning.copy_meeting(db, leader, meeting, room.two, Heading("研讨", "", ""))


def test_a_learner_plans_nothing(room):
    with pytest.raises(RefusedError):
        made(room, room.learners[0])


def test_a_template_is_used_where_it_belongs(room):
    with pytest.raises(InputError) as refusal:
        made(room, kind="class-workshop")
    assert refusal.value.code == "planner.error.scope"
    assert all(worded(refusal.value))


def test_somebody_alone_may_use_every_template(tmp_path):
    store = make_store(tmp_path)
    with store.work() as db:
        alone = make_solo(db)
        days = {"kick-off": "02", "group-seminar": "03", "class-workshop": "07", "first-workshop": "14"}
        for kind, day in days.items():
            heading = Heading(kind, f"2026-09-{day}", "")
            row = planning.create_meeting(db, alone, kind, None, heading, starts="09:00")
            assert {block.setting for block in plan_of(row)} == {Setting.TOGETHER}
    store.close()


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        (Heading("", "", ""), "no-title"),
        (Heading("名" * 121, "", ""), "name-long"),
        (Heading("研讨", "", "楼" * 121), "place-long"),
        (Heading("研讨", "2026-02-30", ""), "date"),
        (Heading("研讨", "明天", ""), "date"),
        (Heading("研讨", "1812-01-01", ""), "date"),
    ],
)
def test_what_stands_above_a_plan_is_checked(room, heading, code):
    with room.store.work() as db, pytest.raises(InputError) as refusal:
        planning.create_meeting(db, room.facilitator, "group-seminar", room.one, heading, starts="09:00")
    assert refusal.value.code == f"planner.error.{code}"
    assert all(worded(refusal.value))


@pytest.mark.parametrize("starts", ["", "9", "25:00", "x" * 400])
def test_a_beginning_that_is_no_time_of_day_is_refused(room, starts):
    with pytest.raises(InputError) as refusal:
        made(room, starts=starts)
    assert refusal.value.code == "planner.error.starts"


def test_several_faults_are_told_at_once_and_nothing_is_stored(room):
    meeting = made(room)
    before = row_of(room, meeting)
    plan = plan_of(before)
    first, second, *rest = plan.days[0].blocks
    bad = Plan((Day(0, "09:00", (replace(first, minutes=-5), replace(second, minutes=0), *rest)),))
    with pytest.raises(FaultsError) as refusal:
        save(room, meeting, bad)
    assert [fault.code for fault in refusal.value.faults] == ["planner.error.minutes"] * 2
    for sentence in worded(refusal.value):
        assert "-5" in sentence
    after = row_of(room, meeting)
    assert (after.plan, after.version) == (before.plan, before.version)


def test_an_edited_plan_is_stored_with_its_times(room):
    meeting = made(room)
    row = row_of(room, meeting)
    blocks = list(plan_of(row).days[0].blocks)
    blocks[0], blocks[1] = blocks[1], blocks[0]
    version = save(
        room, meeting, Plan((Day(0, "08:30", tuple(blocks)),)), heading=Heading("新名称", "2026-09-16", "")
    )
    after = row_of(room, meeting)
    assert (after.version, version) == (2, 2)
    assert (after.title, after.date, after.starts, after.place) == ("新名称", "2026-09-16", "08:30", "")
    assert [block.id for block in plan_of(after)][:2] == ["open-actions", "rules"]
    assert plan_of(after).days[0].times()[1][1] == 8 * 60 + 30 + 20


def test_somebody_elses_change_is_not_overwritten(room):
    meeting = made(room)
    plan = plan_of(row_of(room, meeting))
    save(room, meeting, plan)
    with pytest.raises(ConflictError) as refusal:
        save(room, meeting, plan, version=1)
    assert refusal.value.code == "planner.error.changed"


def test_a_meeting_does_not_run_into_another_of_the_same_people(room):
    made(room, title="九月研讨")
    with pytest.raises(InputError) as refusal:
        made(room, starts="16:00")
    assert refusal.value.code == "planner.error.overlap"
    zh, en = worded(refusal.value)
    assert "九月研讨" in zh
    assert "2026年9月15日" in zh
    assert "15 September 2026" in en
    assert "09:00—17:00" in zh
    with pytest.raises(InputError):
        made(room, kind="kick-off", team="")
    assert made(room, team="two")
    assert made(room, starts="17:00", kind="structured-discussion")


def test_the_third_day_of_a_workshop_counts_too(room):
    made(room, kind="class-workshop", team="", day="2026-09-14")
    with pytest.raises(InputError) as refusal:
        made(room, day="2026-09-16")
    assert refusal.value.code == "planner.error.overlap"
    assert made(room, day="2026-09-17")


def test_a_meeting_is_not_in_its_own_way_and_what_is_over_is_in_nobodys(room):
    meeting = made(room)
    save(room, meeting, plan_of(row_of(room, meeting)))
    with room.store.work() as db:
        db.get(MeetingRow, meeting).state = State.ENDED
    assert made(room, starts="14:00")


def _run(room, meeting, past, current):
    with room.store.work() as db:
        row = db.get(MeetingRow, meeting)
        row.state = State.RUNNING
        steps = [{"block": block, "began": utc_now(), "ended": utc_now()} for block in past]
        db.add(
            MeetingRunRow(
                meeting_id=meeting, lane=row.team_id or "", classroom_id=room.id, block=current, past=steps
            )
        )


def test_a_running_meeting_changes_only_ahead(room):
    meeting = made(room)
    _run(room, meeting, ["rules"], "open-actions")
    plan = plan_of(row_of(room, meeting))
    first, second, third, *rest = plan.days[0].blocks
    longer = Plan((Day(0, "09:00", (first, replace(second, minutes=25), third, *rest)),))
    save(room, meeting, longer)
    for bad in (
        (replace(first, minutes=15), second, third, *rest),
        (second, first, third, *rest),
        (first, third, second, *rest),
        (second, third, *rest),
    ):
        with pytest.raises(InputError) as refusal:
            save(room, meeting, Plan((Day(0, "09:00", bad),)))
        assert refusal.value.code in {"planner.error.past-changed", "planner.error.past-moved"}
    with pytest.raises(InputError) as refusal:
        save(room, meeting, longer, heading=Heading("研讨", "2026-09-20", ""))
    assert refusal.value.code == "planner.error.past-date"


def test_a_meeting_that_is_over_is_not_edited_but_copied(room):
    meeting = made(room)
    with room.store.work() as db:
        db.get(MeetingRow, meeting).state = State.CONFIRMED
    with pytest.raises(RefusedError) as refusal:
        save(room, meeting, plan_of(row_of(room, meeting)))
    assert refusal.value.code == "planner.error.over"
    with room.store.work() as db:
        copy = planning.copy_meeting(
            db, room.facilitator, meeting, room.one, Heading("下一次", "2026-10-15", "")
        ).id
    row = row_of(room, copy)
    assert (row.state, row.version, row.date) == (State.PLANNED, 1, "2026-10-15")
    assert row.plan == row_of(room, meeting).plan


def test_a_copy_for_another_group_works_its_turns_out_anew(room):
    meeting = made(room)
    with room.store.work() as db:
        copy = planning.copy_meeting(db, room.facilitator, meeting, room.two, Heading("二组", "", "")).id
    assert plan_of(row_of(room, meeting)).get("progress").each == 13.5  # six people
    assert plan_of(row_of(room, copy)).get("progress").each == 15  # five would have 16; 15 is the most


def test_a_meeting_is_deleted_only_while_nothing_has_happened_in_it(room):
    meeting, noted = made(room), made(room, day="2026-10-15")
    with room.store.work() as db:
        db.add(
            NoteRow(
                id=new_id(),
                meeting_id=noted,
                lane=room.one,
                classroom_id=room.id,
                kind="lesson",
                text="先试后推",
                changed=utc_now(),
            )
        )
    with room.store.work() as db, pytest.raises(RefusedError) as refusal:
        planning.delete_meeting(db, room.facilitator, noted, 1)
    assert refusal.value.code == "planner.error.happened"
    with room.store.work() as db, pytest.raises(ConflictError):
        planning.delete_meeting(db, room.facilitator, meeting, 7)
    with room.store.work() as db:
        planning.delete_meeting(db, room.facilitator, meeting, 1)
    assert row_of(room, meeting) is None
    assert row_of(room, noted) is not None
    _run(room, noted, [], "rules")
    with room.store.work() as db, pytest.raises(RefusedError):
        planning.delete_meeting(db, room.facilitator, noted, 1)


def test_a_meeting_of_another_class_is_not_there(room):
    meeting = made(room)
    with room.store.work() as db:
        stranger = make_actor(db, make_class(db), Role.FACILITATOR)
        with pytest.raises(MissingError):
            planning.delete_meeting(db, stranger, meeting, 1)


def test_examining_stores_nothing_and_tells_faults_and_warnings(room):
    meeting = made(room)
    row = row_of(room, meeting)
    blocks = tuple(block for block in plan_of(row).days[0].blocks if block.form is not Form.BREAK)
    with room.store.work() as db:
        found = planning.examine(
            db, room.leaders[0], meeting, Heading("研讨", "2026-09-15", ""), Plan((Day(0, "09:00", blocks),))
        )
    assert {finding.code for finding in found} == {"planner.warning.stretch"}
    assert row_of(room, meeting).version == 1


def _rhythm(**changes):
    return replace(Rhythm("2026-09", 4, DayRule(2, 3), DayRule(4, 0), opens=False), **changes)


def _draft(room, teams=("one", "two"), **changes):
    return SeriesDraft(_rhythm(**changes), tuple(getattr(room, team) for team in teams), "09:00", "会议室")


def test_a_series_is_seen_first_and_then_made_as_seen(room):
    draft = _draft(room)
    with room.store.work() as db:
        seen = planning.preview(db, room.facilitator, draft)
        assert meetings_of(db, room.facilitator) == []
    assert sum(one.first is not None for one in seen.planned) == 4 * 2 + 2
    with room.store.work() as db:
        assert planning.make_series(db, room.facilitator, draft, seen.mark) == 10
    with room.store.read() as db:
        rows = meetings_of(db, room.facilitator)
    assert [row.date for row in rows if row.team_id == room.one] == [
        "2026-09-10",
        "2026-10-08",
        "2026-11-12",
        "2026-12-10",
    ]
    assert [row.date for row in rows if row.team_id is None] == ["2026-10-26", "2026-12-28"]
    assert {row.place for row in rows} == {"会议室"}
    assert "2026年9月小组研讨会" in {row.title for row in rows}
    assert all(date.fromisoformat(row.date).weekday() < 5 for row in rows)


def test_a_series_made_twice_adds_nothing(room):
    draft = _draft(room)
    with room.store.work() as db:
        planning.make_series(db, room.facilitator, draft, planning.preview(db, room.facilitator, draft).mark)
    with room.store.work() as db:
        again = planning.preview(db, room.facilitator, draft)
        assert all(one.hindered is not None for one in again.planned)
        with pytest.raises(InputError) as refusal:
            planning.make_series(db, room.facilitator, draft, again.mark)
    assert refusal.value.code == "planner.error.series-empty"


def test_a_series_that_is_no_longer_what_was_seen_is_not_made(room):
    draft = _draft(room)
    with room.store.work() as db:
        mark = planning.preview(db, room.facilitator, draft).mark
    made(room, day="2026-09-10", title="临时会")
    with room.store.work() as db, pytest.raises(ConflictError) as refusal:
        planning.make_series(db, room.facilitator, draft, mark)
    assert refusal.value.code == "planner.error.series-changed"
    with room.store.work() as db:
        (hindered,) = [one for one in planning.preview(db, room.facilitator, draft).planned if one.hindered]
    assert hindered.team == room.one
    assert hindered.hindered.params["title"] == "临时会"


def test_a_group_leader_makes_a_series_for_the_own_group_only(room):
    leader = room.leaders[0]
    with room.store.work() as db:
        seen = planning.preview(db, leader, _draft(room, ("one",), workshop=None))
        assert {one.team for one in seen.planned} == {room.one}
        for draft in (_draft(room, ("two",), workshop=None), _draft(room, ("one",))):
            with pytest.raises(RefusedError):
                planning.preview(db, leader, draft)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"seminar": None, "workshop": None}, "series-nothing"),
        ({"months": 0}, "series-months"),
        ({"months": 25}, "series-months"),
    ],
)
def test_a_series_out_of_bounds_is_refused(room, changes, code):
    with room.store.work() as db, pytest.raises(InputError) as refusal:
        planning.preview(db, room.facilitator, _draft(room, **changes))
    assert refusal.value.code == f"planner.error.{code}"
    assert all(worded(refusal.value))


def test_the_load_counts_everybody_and_follows_the_meetings(room):
    draft = _draft(room)
    with room.store.work() as db:
        planning.make_series(db, room.facilitator, draft, planning.preview(db, room.facilitator, draft).mark)
    with room.store.read() as db:
        ground = planning.ground(db, room.id)
        rows = meetings_of(db, room.facilitator)
        load = planning.load_of(db, room.facilitator, rows, ground, {room.one, room.two})
    assert (load.first, load.count, load.is_given) == ("2026-09", 4, False)
    assert load.findings == []
    assert [month.person_days for month in load.months] == [11, 11 + 3 * 11, 11, 11 + 3 * 11]


def test_a_group_without_meetings_is_missed_by_the_load(room):
    draft = _draft(room, ("one",))
    with room.store.work() as db:
        planning.make_series(db, room.facilitator, draft, planning.preview(db, room.facilitator, draft).mark)
    with room.store.read() as db:
        ground = planning.ground(db, room.id)
        load = planning.load_of(
            db, room.facilitator, meetings_of(db, room.facilitator), ground, {room.one, room.two}
        )
    (missed,) = load.findings
    assert missed.code == "planner.load.few-group-days"
    assert (missed.params["groups"], missed.params["found"]) == (1, "0")


def test_alone_the_seminars_are_ones_own_not_the_classs(tmp_path):
    store = make_store(tmp_path)
    with store.work() as db:
        alone = make_solo(db, locale=Locale.EN)
        draft = SeriesDraft(_rhythm(), ("",), "09:00", "")
        assert planning.make_series(db, alone, draft, planning.preview(db, alone, draft).mark) == 6
        rows = meetings_of(db, alone)
        load = planning.load_of(db, alone, rows, planning.ground(db, alone.classroom), set())
        assert load.findings == []
        assert sum(month.person_days for month in load.months) == 4 + 6
        assert rows[0].title == "Group seminar, September 2026"
    store.close()


def test_the_months_are_those_of_the_topics_scheme(tmp_path):
    store = make_store(tmp_path)
    with store.work() as db:
        alone = make_solo(db)
        propose_topic(db, alone, make_proposal(origin=Origin.LEADER))
        standing = scheme_of(db, alone.classroom)
        save_part(db, alone, SchemeSetting("办公室", "2026-10", 6), standing.scheme.mark(SchemeSetting.part))
        load = planning.load_of(db, alone, [], planning.ground(db, alone.classroom), set())
    assert (load.first, load.count, load.is_given) == ("2026-10", 6, True)
    assert [month.month for month in load.months][-1] == "2027-03"
    assert load.findings == []
    store.close()


def test_the_queries_of_a_preview_do_not_grow_with_the_series(room):
    made(room)
    with CountedQueries(room.store) as few, room.store.read() as db:
        planning.preview(db, room.facilitator, _draft(room, ("one",), months=1))
    with CountedQueries(room.store) as many, room.store.read() as db:
        planning.preview(db, room.facilitator, _draft(room, months=24))
    assert many.count == few.count
