"""The ledger: what is agreed, by whom, by when; every change kept, nothing lost, two who write at once."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from factories import make_actor, make_class, make_store, worded
from zhixing.actor import Role
from zhixing.errors import ConflictError, InputError, MissingError, RefusedError
from zhixing.ledger import service
from zhixing.ledger.rules.entry import changed_fields
from zhixing.ledger.service import EntryDraft, Status
from zhixing.ledger.tables import EntryChangeRow, EntryRow

TODAY = date(2026, 5, 6)
ASK = EntryDraft("到三个窗口跟班半天", "林安", due="2026-06-30", evidence="跟班记录")


@pytest.fixture
def room(store):
    with store.work() as db:
        classroom = make_class(db)
        return SimpleNamespace(
            store=store,
            id=classroom,
            liaison=make_actor(db, classroom, Role.LEARNER, Role.LIAISON, name="联络员"),
            expert=make_actor(db, classroom, Role.EXPERT, name="专家"),
            stranger=make_actor(db, make_class(db), Role.LIAISON, name="别班"),
        )


def enter(room, draft=ASK, **given_):
    with room.store.work() as db:
        return service.add_entry(db, room.liaison, draft, "team-1", "meeting/m1", **given_).id


def do(room, verb, *given_, actor=None):
    with room.store.work() as db:
        return verb(db, actor or room.liaison, *given_)


def row_of(room, entry):
    with room.store.read() as db:
        return db.get_one(EntryRow, entry)


def test_an_entry_goes_from_open_to_done_and_back_and_every_change_is_kept(room):
    entry = enter(room)
    do(room, service.change_entry, entry, EntryDraft("到五个窗口跟班半天", "林安", due="2026-07-31"), 1)
    do(room, service.close_entry, entry, "五份跟班记录", 2)
    do(room, service.reopen_entry, entry, "还差一个窗口", 3)
    row = row_of(room, entry)
    assert (row.status, row.proof, row.closed, row.version) == ("open", "", None, 4)
    with room.store.read() as db:
        told = [change.json() for change in service.history(db, entry)]
    assert [change["by"] for change in told] == ["联络员"] * 4
    assert told[0]["fields"]["what"] == [None, "到三个窗口跟班半天"]
    assert told[1]["fields"] == {
        "what": ["到三个窗口跟班半天", "到五个窗口跟班半天"],
        "due": ["2026-06-30", "2026-07-31"],
        "evidence": ["跟班记录", ""],
    }
    assert told[2]["fields"]["status"] == ["open", "done"]
    assert told[2]["fields"]["proof"] == ["", "五份跟班记录"]
    assert told[3]["fields"]["proof"] == ["五份跟班记录", ""]
    assert told[3]["fields"]["reason"] == [None, "还差一个窗口"]


def test_an_entry_given_up_keeps_its_reason(room):
    entry = enter(room)
    do(room, service.drop_entry, entry, "职能已经划走", 1)
    assert (row_of(room, entry).status, row_of(room, entry).proof) == ("dropped", "职能已经划走")


def test_of_two_who_change_at_once_the_second_is_told(room):
    entry = enter(room)
    do(room, service.change_entry, entry, EntryDraft("甲的改法", "林安"), 1)
    for verb, said in (
        (service.change_entry, EntryDraft("乙的改法", "林安")),
        (service.close_entry, "做完了"),
    ):
        with pytest.raises(ConflictError) as caught:
            do(room, verb, entry, said, 1)
        assert all(":" in sentence for sentence in worded(caught.value))
    assert row_of(room, entry).what == "甲的改法"


def test_saving_the_same_again_is_no_change(room):
    entry = enter(room)
    assert do(room, service.change_entry, entry, ASK, 1).version == 1
    with room.store.read() as db:
        assert db.scalar(select(func.count()).select_from(EntryChangeRow)) == 1


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (EntryDraft("  ", "林安"), "ledger.error.no-what"),
        (EntryDraft("做一件事", "  "), "ledger.error.no-who"),
        (EntryDraft("长" * 301, "林安"), "ledger.error.text-long"),
        (EntryDraft("做一件事", "长" * 121), "ledger.error.text-long"),
        (EntryDraft("做一件事", "林安", evidence="长" * 601), "ledger.error.text-long"),
        (EntryDraft("做一件事", "林安", due="2026-02-30"), "ledger.error.due-unread"),
        (EntryDraft("做一件事", "林安", due="明天"), "ledger.error.due-unread"),
        (EntryDraft("做一件事", "林安", due="2026-05-01"), "ledger.error.due-early"),
        (EntryDraft("做一件事", "林安", due="9026-05-01"), "ledger.error.due-far"),
    ],
)
def test_what_cannot_be_entered_gets_a_sentence(draft, code):
    with pytest.raises(InputError) as caught:
        draft.checked(today=TODAY, earliest=TODAY)
    assert caught.value.code == code
    assert all(worded(caught.value))


def test_a_date_before_the_meeting_may_be_entered_where_that_is_said():
    past = EntryDraft("做一件事", "林安", due="2026-05-01")
    assert past.checked(today=TODAY).due == "2026-05-01"


def test_an_old_date_does_not_hinder_other_changes(room):
    entry = enter(room, EntryDraft("做一件事", "林安", due="2026-05-01"))
    later = date(2026, 6, 1)
    with room.store.work() as db:
        draft = EntryDraft("做另一件事", "林安", due="2026-05-01")
        service.change_entry(db, room.liaison, entry, draft, 1, earliest=later)
    with room.store.work() as db:
        draft = EntryDraft("做另一件事", "林安", due="2026-05-02")
        with pytest.raises(InputError):
            service.change_entry(db, room.liaison, entry, draft, 2, earliest=later)


def test_what_is_closed_is_not_changed_before_it_is_taken_up_again(room):
    entry = enter(room)
    with pytest.raises(RefusedError):
        do(room, service.reopen_entry, entry, "没有必要", 1)
    do(room, service.close_entry, entry, "跟班记录", 1)
    for verb, said in (
        (service.change_entry, ASK),
        (service.close_entry, "再一次"),
        (service.drop_entry, "不"),
    ):
        with pytest.raises(RefusedError):
            do(room, verb, entry, said, 2)


@pytest.mark.parametrize("verb", [service.close_entry, service.drop_entry, service.reopen_entry])
def test_an_end_without_words_is_refused(room, verb):
    entry = enter(room)
    with pytest.raises(InputError) as caught:
        do(room, verb, entry, "   ", 1)
    assert all(worded(caught.value))


def test_a_person_of_the_class_is_named_and_nobody_elses(room):
    entry = enter(room, EntryDraft("做一件事", person=room.expert.person))
    assert row_of(room, entry).who == "专家"
    with pytest.raises(MissingError):
        enter(room, EntryDraft("做一件事", person=room.stranger.person))


def test_another_class_and_a_role_without_the_right_are_refused(room):
    entry = enter(room)
    with pytest.raises(MissingError):
        do(room, service.close_entry, entry, "做完了", 1, actor=room.stranger)
    with pytest.raises(RefusedError):
        do(room, service.close_entry, entry, "做完了", 1, actor=room.expert)
    with pytest.raises(RefusedError), room.store.work() as db:
        service.add_entry(db, room.expert, ASK, "team-1", "")


def test_entries_come_by_date_and_by_group(room):
    for what, due in (("晚", "2026-09-01"), ("无期限", None), ("早", "2026-06-01")):
        enter(room, EntryDraft(what, "林安", due=due))
    with room.store.work() as db:
        service.add_entry(db, room.liaison, ASK, "team-2", "")
    with room.store.read() as db:
        assert [row.what for row in service.entries(db, room.id, "team-1")] == ["早", "晚", "无期限"]
        assert len(service.entries(db, room.id, "team-2", Status.OPEN)) == 1
        assert len(service.entries(db, room.id, "team-2", Status.DONE)) == 0
        assert len(service.entries_from(db, room.id, "meeting/m1")) == 3


@pytest.mark.parametrize(
    ("status", "due", "late"),
    [
        ("open", "2026-05-05", True),
        ("open", "2026-05-06", False),
        ("open", None, False),
        ("done", "2026-05-05", False),
        ("dropped", "2026-05-05", False),
    ],
)
def test_only_what_is_open_after_its_date_is_overdue(status, due, late):
    assert service.is_overdue(status, due, TODAY) is late


FIELDS = st.dictionaries(st.sampled_from("abcdef"), st.integers() | st.text() | st.none())


@given(FIELDS, FIELDS)
def test_the_changes_lead_from_what_was_to_what_is(before, after):
    changes = changed_fields(before, after)
    rebuilt = dict(before)
    for name, (was, becomes) in changes.items():
        assert before.get(name) == was
        rebuilt[name] = becomes
    assert {name: rebuilt.get(name) for name in after} == after


SAID = st.text(alphabet="窗口记录 一二三abc", min_size=1, max_size=20).filter(str.strip)
MOVES = st.lists(st.tuples(st.sampled_from(["change", "close", "drop", "reopen"]), SAID), max_size=8)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    store = make_store(tmp_path_factory.mktemp("ledger"))
    with store.work() as db:
        classroom = make_class(db)
        liaison = make_actor(db, classroom, Role.LIAISON, name="联络员")
    yield SimpleNamespace(store=store, id=classroom, liaison=liaison)
    store.close()


@given(MOVES)
def test_whatever_is_done_the_history_tells_how_it_came_to_this(ledger, moves):
    verbs = {
        "change": lambda db, row, said: service.change_entry(
            db, ledger.liaison, row.id, EntryDraft(said, "林安"), row.version
        ),
        "close": lambda db, row, said: service.close_entry(db, ledger.liaison, row.id, said, row.version),
        "drop": lambda db, row, said: service.drop_entry(db, ledger.liaison, row.id, said, row.version),
        "reopen": lambda db, row, said: service.reopen_entry(db, ledger.liaison, row.id, said, row.version),
    }
    with ledger.store.work() as db:
        row = service.add_entry(db, ledger.liaison, ASK, "", "")
        for name, said in moves:
            try:
                verbs[name](db, row, said)
            except RefusedError:
                continue
        rebuilt = {}
        for change in service.history(db, row.id):
            for field, (was, becomes) in change.fields.items():
                if field != "reason":
                    assert rebuilt.get(field) == was
                    rebuilt[field] = becomes
        assert {field: getattr(row, field) for field in rebuilt} == rebuilt
        assert rebuilt["status"] == row.status


def test_dates_far_ahead_are_counted_from_today(room):
    soon = (datetime.now(UTC) + timedelta(days=300)).date().isoformat()
    assert row_of(room, enter(room, EntryDraft("做一件事", "林安", due=soon))).due == soon
